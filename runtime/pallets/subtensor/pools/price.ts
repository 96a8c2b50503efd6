// Prices of alpha as the economy uses them: the current one, the slow moving average, the median of all subnets. Mirrors
// pallets/subtensor/src/staking/stake_utils.rs.

import { I96F32, U64F64 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { settings } from "../settings/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { pools } from "./contract.ts";

const { SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice } = pools.storage;
const { EMAPriceHalvingBlocks } = parameters.read;
const { FirstEmissionBlockNumber, NetworksAdded, SubnetMechanism } = subnets.read;

/** Alpha inside and outside the pool. */
export const alphaIssuance = (ctx: Ctx, netuid: NetUid): Alpha =>
  alpha(u64.saturatingAdd(SubnetAlphaIn.get(ctx, netuid), SubnetAlphaOut.get(ctx, netuid)));

export const movingAlphaPrice = (ctx: Ctx, netuid: NetUid): U64F64 =>
  netuid === ROOT || SubnetMechanism.get(ctx, netuid) === 0
    ? U64F64.ONE
    : U64F64.saturatingFromFixed(I96F32, SubnetMovingPrice.get(ctx, netuid));

/** Moves the average towards the price, capped at one; the older the subnet, the faster. */
export function updateMovingPrice(ctx: Ctx, netuid: NetUid): void {
  const started = u64.saturatingSub(FirstEmissionBlockNumber.get(ctx, netuid) ?? 0n, 1n);
  const age = U64F64.saturatingFromNum(u64.saturatingSub(currentBlock(ctx), started));
  const halving = U64F64.saturatingFromNum(EMAPriceHalvingBlocks.get(ctx, netuid));
  const smoothing = U64F64.saturatingMul(
    U64F64.saturatingFromFixed(I96F32, settings.read.SubnetMovingAlpha.get(ctx)),
    U64F64.safeDiv(age, U64F64.saturatingAdd(age, halving)),
  );
  const price = U64F64.min(ctx.ports.exchange.currentAlphaPrice(ctx, netuid), U64F64.ONE);
  const ofPrice = U64F64.saturatingMul(smoothing, price);
  const ofAverage = U64F64.saturatingMul(U64F64.saturatingSub(U64F64.ONE, smoothing), movingAlphaPrice(ctx, netuid));
  SubnetMovingPrice.set(ctx, netuid, I96F32.saturatingFromFixed(U64F64, U64F64.saturatingAdd(ofPrice, ofAverage)));
}

/** Median price of all subnets that have one; one where there is none. */
export function medianSubnetAlphaPrice(ctx: Ctx): U64F64 {
  const prices: U64F64[] = [];
  for (const [[netuid], added] of NetworksAdded.entries(ctx)) {
    if (!added || netuid === ROOT) continue;
    const price = ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
    if (price > U64F64.ZERO) prices.push(price);
  }
  if (prices.length === 0) return U64F64.ONE;
  prices.sort((a, b) => U64F64.cmp(a, b));
  const lower = prices[(prices.length - 1) >> 1]!;
  const upper = prices[prices.length >> 1]!;
  return prices.length % 2 === 1
    ? upper
    : U64F64.safeDiv(U64F64.saturatingAdd(lower, upper), U64F64.saturatingFromNum(2));
}
