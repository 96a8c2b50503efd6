// Which part of the block emission each subnet gets. Mirrors pallets/subtensor/src/coinbase/subnet_emissions.rs.

import { U64F64, U96F32 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { movingAlphaPrice } from "../pools/price.ts";
import { subnets } from "../subnets/contract.ts";
import { coinbase } from "./contract.ts";

const { NetworkRegistrationAllowed, SubnetEmissionEnabled, SubtokenEnabled } = parameters.read;

/** A value per subnet, by ascending netuid. */
export type PerSubnet<T> = ReadonlyMap<NetUid, T>;
const ascending = (netuids: readonly NetUid[]): NetUid[] => [...new Set(netuids)].sort((a, b) => a - b);

/** Subnets that have started, trade their token and admit neurons, root excepted; in the order given. */
export const subnetsToEmitTo = (ctx: Ctx, netuids: readonly NetUid[]): NetUid[] =>
  netuids.filter(
    (netuid) =>
      netuid !== ROOT &&
      subnets.read.FirstEmissionBlockNumber.get(ctx, netuid) !== undefined &&
      SubtokenEnabled.get(ctx, netuid) &&
      NetworkRegistrationAllowed.get(ctx, netuid),
  );

/** Moving prices, by ascending netuid. */
export const movingPrices = (ctx: Ctx, netuids: readonly NetUid[]): PerSubnet<U64F64> =>
  new Map(ascending(netuids).map((netuid) => [netuid, movingAlphaPrice(ctx, netuid)]));

/** TAO per subnet. One whose emission is switched off gets none, the others share it; all stay in the map. */
export function subnetBlockEmissions(
  ctx: Ctx,
  netuids: readonly NetUid[],
  emission: U96F32,
  prices = movingPrices(ctx, netuids),
): PerSubnet<U96F32> {
  const entries = [...weighedShares(ctx, prices)].map(([netuid, share]) => ({
    netuid,
    share,
    enabled: SubnetEmissionEnabled.get(ctx, netuid),
  }));
  const someDisabled = entries.some(({ enabled }) => !enabled);
  const enabledSum = entries.reduce(
    (sum, { share, enabled }) => (enabled ? U64F64.saturatingAdd(sum, share) : sum),
    U64F64.ZERO,
  );
  const among = (share: U64F64, enabled: boolean): U64F64 => {
    if (!someDisabled) return share;
    return enabled && enabledSum > U64F64.ZERO ? U64F64.safeDiv(share, enabledSum) : U64F64.ZERO;
  };
  const whole = U64F64.saturatingFromFixed(U96F32, emission);
  return new Map(
    entries.map(({ netuid, share, enabled }) => [
      netuid,
      U96F32.saturatingFromFixed(U64F64, U64F64.saturatingMul(whole, among(share, enabled))),
    ]),
  );
}

/**
 * Shares by price, each less what its owner withholds of the miners' part, scaled to one; by price alone where that
 * leaves nothing. Operations: min and saturating sub from one, saturating mul, saturating sum, safe div.
 */
export function weighedShares(ctx: Ctx, prices: PerSubnet<U64F64>): PerSubnet<U64F64> {
  const byPrice = sharesOfPrices(prices);
  const weighted = [...byPrice].map(([netuid, share]) => {
    const withheld = U64F64.min(
      U64F64.saturatingFromFixed(U96F32, coinbase.read.MinerBurned.get(ctx, netuid)),
      U64F64.ONE,
    );
    return [netuid, U64F64.saturatingMul(share, U64F64.saturatingSub(U64F64.ONE, withheld))] as const;
  });
  const total = weighted.reduce((sum, [, one]) => U64F64.saturatingAdd(sum, one), U64F64.ZERO);
  return total > U64F64.ZERO ? new Map(weighted.map(([netuid, one]) => [netuid, U64F64.safeDiv(one, total)])) : byPrice;
}

export const shares = (ctx: Ctx, netuids: readonly NetUid[]): PerSubnet<U64F64> =>
  weighedShares(ctx, movingPrices(ctx, netuids));

/** Each price over the sum of all. */
function sharesOfPrices(prices: PerSubnet<U64F64>): PerSubnet<U64F64> {
  let total = U64F64.ZERO;
  for (const price of prices.values()) total = U64F64.saturatingAdd(total, price);
  return new Map(Array.from(prices, ([netuid, price]) => [netuid, U64F64.safeDiv(price, total)]));
}
export const sharesPriceEma = (ctx: Ctx, netuids: readonly NetUid[]): PerSubnet<U64F64> =>
  sharesOfPrices(movingPrices(ctx, netuids));
