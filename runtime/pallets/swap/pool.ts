// The weights of a pool: set when it begins, kept in step as emission adds to both sides, cleared with the subnet.
// Mirrors pallets/swap/src/pallet/impls.rs (maybe_initialize_palswap, adjust_protocol_liquidity, do_clear_protocol_liquidity).

import { ensure } from "../../frame/refusal.ts";
import { DEFAULT_QUOTE_WEIGHT, isQuoteWeight, quoteWeightAfter } from "../../primitives/balancer/balancer.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import { u64, u128 } from "../../primitives/ints.ts";
import { Perquintill } from "../../primitives/perthing.ts";
import { type Alpha, alpha, rao, type Tao } from "../../primitives/units.ts";
import type { Ctx } from "./context.ts";
import { swap } from "./contract.ts";

const { AlphaSqrtPrice, FeeRate, PalSwapInitialized, SwapBalancer } = swap.storage;
const { errors } = swap;

/** The quote weight at which the reserves give a price. */
function weightForPrice(ctx: Ctx, netuid: NetUid, price: U64F64): Perquintill {
  const tao = ctx.ports.subnetReserves.tao(ctx, netuid);
  const alphaReserve = ctx.ports.subnetReserves.alpha(ctx, netuid);
  const high = u128.saturatingMul(U64F64.saturatingToNum(price, u64), alphaReserve);
  const low = U64F64.saturatingToNum(
    U64F64.saturatingMul(U64F64.saturatingFromNum(alphaReserve), U64F64.fraction(price)),
    u128,
  );
  const sum = u128.saturatingAdd(u128.saturatingAdd(high, low), tao);
  ensure(sum !== 0n, errors.ReservesOutOfBalance);
  return Perquintill.fromRational(tao, sum);
}

/** Sets the weights of a pool that has none yet. Refuses with ReservesOutOfBalance. */
export function initializePool(ctx: Ctx, netuid: NetUid, price: U64F64 | undefined): void {
  if (PalSwapInitialized.get(ctx, netuid)) return;
  const quote = price === undefined ? DEFAULT_QUOTE_WEIGHT : weightForPrice(ctx, netuid, price);
  ensure(isQuoteWeight(quote), errors.ReservesOutOfBalance);
  SwapBalancer.set(ctx, netuid, { quote });
  PalSwapInitialized.set(ctx, netuid, true);
}

/** Changes the weights so that adding to both reserves keeps the price; gives what may be added. */
export function adjustLiquidity(
  ctx: Ctx,
  netuid: NetUid,
  added: { readonly tao: Tao; readonly alpha: Alpha },
): { readonly tao: Tao; readonly alpha: Alpha } {
  const before = SwapBalancer.find(ctx, netuid)?.quote;
  const quote = quoteWeightAfter(before ?? DEFAULT_QUOTE_WEIGHT, {
    taoReserve: ctx.ports.subnetReserves.tao(ctx, netuid),
    alphaReserve: ctx.ports.subnetReserves.alpha(ctx, netuid),
    taoDelta: added.tao,
    alphaDelta: added.alpha,
  });
  if (quote === undefined) return { tao: rao(0n), alpha: alpha(0n) };
  if (quote !== before) SwapBalancer.set(ctx, netuid, { quote });
  return added;
}

/** Empties the reserves and forgets the pool. */
export function clearPool(ctx: Ctx, netuid: NetUid): void {
  const { subnetReserves } = ctx.ports;
  subnetReserves.decreaseTao(ctx, netuid, subnetReserves.tao(ctx, netuid));
  subnetReserves.decreaseAlpha(ctx, netuid, subnetReserves.alpha(ctx, netuid));
  PalSwapInitialized.delete(ctx, netuid);
  FeeRate.delete(ctx, netuid);
  SwapBalancer.delete(ctx, netuid);
  AlphaSqrtPrice.delete(ctx, netuid);
}
