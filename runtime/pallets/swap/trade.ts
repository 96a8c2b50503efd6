// One trade against a pool: what is paid in, paid out and taken as fee, up to a limit price. It moves no reserves.
// Mirrors pallets/swap/src/pallet/{impls.rs (do_swap, swap_inner), swap_step.rs}.

import { layer } from "../../frame/context.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { SwapResult, SwapTerms } from "../../ports/exchange.ts";
import {
  baseDeltaIn,
  calculatePrice,
  expBaseQuote,
  expQuoteBase,
  quoteDeltaIn,
} from "../../primitives/balancer/balancer.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import { U16_MAX, u64 } from "../../primitives/ints.ts";
import type { Ctx } from "./context.ts";
import { swap } from "./contract.ts";
import { initializePool } from "./pool.ts";
import { currentPrice } from "./price.ts";

const { FeeRate, PalSwapInitialized, SwapBalancer } = swap.storage;
const { constants, errors } = swap;

/** An input may be at most so many times the reserve that it goes into. */
const MAX_INPUT_TIMES_RESERVE = 1000n;
const whole = (amount: bigint): U64F64 => U64F64.saturatingFromNum(amount);
const integer = (value: U64F64): bigint => U64F64.saturatingToNum(value, u64);

/** Both directions of a trade: paying TAO for alpha, or alpha for TAO. Amounts are in units of their own token. */
export interface Direction {
  readonly reserveIn: (ctx: Ctx, netuid: NetUid) => bigint;
  readonly reserveOut: (ctx: Ctx, netuid: NetUid) => bigint;
  /** Whether the price still allows the trade. */
  readonly withinLimit: (price: U64F64, limit: U64F64) => boolean;
  /** Whether reaching `target` stays on this side of the limit. */
  readonly reaches: (target: U64F64, limit: U64F64) => boolean;
  /** Input that moves the price from one to the other. */
  readonly inputFor: (
    ctx: Ctx,
    netuid: NetUid,
    prices: { readonly current: U64F64; readonly target: U64F64 },
  ) => bigint;
  readonly output: (ctx: Ctx, netuid: NetUid, input: bigint) => bigint;
  readonly priceAfter: (ctx: Ctx, netuid: NetUid, input: bigint) => U64F64;
}
const tao = (ctx: Ctx, netuid: NetUid): bigint => ctx.ports.subnetReserves.tao(ctx, netuid);
const alpha = (ctx: Ctx, netuid: NetUid): bigint => ctx.ports.subnetReserves.alpha(ctx, netuid);
const quote = (ctx: Ctx, netuid: NetUid) => SwapBalancer.get(ctx, netuid).quote;
/** reserve · (1 - power). */
const share = (reserve: bigint, power: U64F64): bigint =>
  integer(U64F64.saturatingMul(U64F64.fromNum(reserve), U64F64.saturatingSub(U64F64.ONE, power)));

export const BUY: Direction = {
  reserveIn: tao,
  reserveOut: alpha,
  withinLimit: (price, limit) => price < limit,
  reaches: (target, limit) => target <= limit,
  inputFor: (ctx, netuid, prices) => quoteDeltaIn(quote(ctx, netuid), prices, tao(ctx, netuid)),
  output: (ctx, netuid, input) => share(alpha(ctx, netuid), expQuoteBase(quote(ctx, netuid), tao(ctx, netuid), input)),
  priceAfter: (ctx, netuid, input) =>
    calculatePrice(
      quote(ctx, netuid),
      u64.saturatingSub(alpha(ctx, netuid), BUY.output(ctx, netuid, input)),
      u64.saturatingAdd(tao(ctx, netuid), input),
    ),
};
export const SELL: Direction = {
  reserveIn: alpha,
  reserveOut: tao,
  withinLimit: (price, limit) => price > limit,
  reaches: (target, limit) => target >= limit,
  inputFor: (ctx, netuid, prices) => baseDeltaIn(quote(ctx, netuid), prices, alpha(ctx, netuid)),
  output: (ctx, netuid, input) => share(tao(ctx, netuid), expBaseQuote(quote(ctx, netuid), alpha(ctx, netuid), input)),
  priceAfter: (ctx, netuid, input) =>
    calculatePrice(
      quote(ctx, netuid),
      u64.saturatingAdd(alpha(ctx, netuid), input),
      u64.saturatingSub(tao(ctx, netuid), SELL.output(ctx, netuid, input)),
    ),
};

/** The fee on an amount: fee rate over 65,535. Nothing without a pool. */
export function feeOf(ctx: Ctx, netuid: NetUid, amount: bigint, dropFees: boolean): bigint {
  if (dropFees || ctx.ports.subnetReserves.mechanism(ctx, netuid) !== 1) return 0n;
  const rate = U64F64.safeDiv(U64F64.saturatingFromNum(FeeRate.get(ctx, netuid)), U64F64.saturatingFromNum(U16_MAX));
  return integer(U64F64.saturatingMul(whole(amount), rate));
}
/** The fee on what is left of an amount after the fee: rate over 65,535 less rate. */
function feeOnNet(ctx: Ctx, netuid: NetUid, net: bigint, dropFees: boolean): bigint {
  const rate = U64F64.saturatingFromNum(dropFees ? 0 : FeeRate.get(ctx, netuid));
  return integer(
    U64F64.saturatingMul(
      whole(net),
      U64F64.safeDiv(rate, U64F64.saturatingSub(U64F64.saturatingFromNum(U16_MAX), rate)),
    ),
  );
}

function step(
  ctx: Ctx,
  netuid: NetUid,
  way: Direction,
  amount: bigint,
  limit: U64F64,
  dropFees: boolean,
): SwapResult<bigint, bigint> {
  const fee = feeOf(ctx, netuid, amount, dropFees);
  const requested = u64.saturatingSub(amount, fee);
  const target = way.priceAfter(ctx, netuid, requested);
  const current = currentPrice(ctx, netuid);
  const whole = way.reaches(target, limit);
  const input = whole ? requested : way.inputFor(ctx, netuid, { current, target: limit });
  const feePaid = whole ? fee : feeOnNet(ctx, netuid, input, dropFees);
  const output = way.output(ctx, netuid, input);
  if (input !== 0n) ensure(output !== 0n, errors.ReservesTooLow);
  return { amountPaidIn: input, amountPaidOut: output, feePaid, feeToBlockAuthor: input === 0n ? 0n : feePaid };
}

/** A trade of `amount`, to be paid in, fee included. Refuses with errors of Swap; a refusal or a roll-back leaves no trace. */
export function trade(
  ctx: Ctx,
  netuid: NetUid,
  way: Direction,
  amount: bigint,
  { priceLimit, dropFees, rollBack }: SwapTerms,
): SwapResult<bigint, bigint> {
  const limit = U64F64.safeDiv(U64F64.saturatingFromNum(priceLimit), U64F64.saturatingFromNum(1_000_000_000n));
  const reserve = way.reserveOut(ctx, netuid);
  const checked = (): SwapResult<bigint, bigint> => {
    const net = u64.saturatingSub(amount, feeOf(ctx, netuid, amount, dropFees));
    ensure(net <= u64.saturatingMul(way.reserveIn(ctx, netuid), MAX_INPUT_TIMES_RESERVE), errors.SwapInputTooLarge);
    ensure(way.reserveOut(ctx, netuid) >= constants.MinimumReserve.get(ctx), errors.ReservesTooLow);
    initializePool(ctx, netuid, undefined);
    ensure(way.withinLimit(currentPrice(ctx, netuid), limit), errors.PriceLimitExceeded);
    return step(ctx, netuid, way, amount, limit, dropFees);
  };
  // PERF: a mark makes the state copy what it changes next; only a pool's first trade writes anything, its weights.
  const mark = PalSwapInitialized.get(ctx, netuid) ? undefined : ctx.state.mark();
  const result = mark === undefined ? checked() : layer(ctx, checked);
  if (rollBack) {
    if (mark !== undefined) ctx.state.restore(mark);
  } else if (reserve < result.amountPaidOut) refuse(errors.InsufficientLiquidity);
  return result;
}
