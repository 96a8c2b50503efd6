// One trade against a pool: what is paid in, paid out and taken as fee, up to a limit price. It moves no reserves.
// Mirrors pallets/swap/src/pallet/{impls.rs (do_swap, swap_inner), swap_step.rs}.

import { layer } from "../../frame/context.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { SwapResult, SwapTerms } from "../../ports/exchange.ts";
import { baseDeltaIn, expBaseQuote, expQuoteBase, quoteDeltaIn } from "../../primitives/balancer/balancer.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import { U16_MAX, u64 } from "../../primitives/ints.ts";
import type { Ctx } from "./context.ts";
import { swap } from "./contract.ts";
import { initializePool } from "./pool.ts";
import { type Pool, poolOf, priceIn, priceOfReserves } from "./price.ts";

const { FeeRate, PalSwapInitialized } = swap.storage;
const { constants, errors } = swap;

/** An input may be at most so many times the reserve that it goes into. */
const MAX_INPUT_TIMES_RESERVE = 1000n;
const whole = (amount: bigint): U64F64 => U64F64.saturatingFromNum(amount);
const integer = (value: U64F64): bigint => U64F64.saturatingToNum(value, u64);

/** Both directions of a trade: paying TAO for alpha, or alpha for TAO. Amounts are in units of their own token. */
export interface Direction {
  readonly reserveIn: (pool: Pool) => bigint;
  readonly reserveOut: (pool: Pool) => bigint;
  /** Whether the price still allows the trade. */
  readonly withinLimit: (price: U64F64, limit: U64F64) => boolean;
  /** Whether reaching `target` stays on this side of the limit. */
  readonly reaches: (target: U64F64, limit: U64F64) => boolean;
  /** Input that moves the price from one to the other. */
  readonly inputFor: (pool: Pool, prices: { readonly current: U64F64; readonly target: U64F64 }) => bigint;
  readonly output: (pool: Pool, input: bigint) => bigint;
  /** The price after a trade. */
  readonly priceAfter: (pool: Pool, input: bigint, output: bigint) => U64F64;
}
/** reserve · (1 - power). */
const share = (reserve: bigint, power: U64F64): bigint =>
  integer(U64F64.saturatingMul(U64F64.fromNum(reserve), U64F64.saturatingSub(U64F64.ONE, power)));

export const BUY: Direction = {
  reserveIn: ({ tao }) => tao,
  reserveOut: ({ alpha }) => alpha,
  withinLimit: (price, limit) => price < limit,
  reaches: (target, limit) => target <= limit,
  inputFor: ({ quote, tao }, prices) => quoteDeltaIn(quote, prices, tao),
  output: ({ quote, tao, alpha }, input) => share(alpha, expQuoteBase(quote, tao, input)),
  priceAfter: ({ netuid, quote, tao, alpha }, input, output) =>
    priceOfReserves({
      netuid,
      quote,
      alpha: u64.saturatingSub(alpha, output),
      tao: u64.saturatingAdd(tao, input),
    }),
};
export const SELL: Direction = {
  reserveIn: ({ alpha }) => alpha,
  reserveOut: ({ tao }) => tao,
  withinLimit: (price, limit) => price > limit,
  reaches: (target, limit) => target >= limit,
  inputFor: ({ quote, alpha }, prices) => baseDeltaIn(quote, prices, alpha),
  output: ({ quote, tao, alpha }, input) => share(tao, expBaseQuote(quote, alpha, input)),
  priceAfter: ({ netuid, quote, tao, alpha }, input, output) =>
    priceOfReserves({
      netuid,
      quote,
      alpha: u64.saturatingAdd(alpha, input),
      tao: u64.saturatingSub(tao, output),
    }),
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

/** What the limit leaves of a trade of `amount`, of which `fee` is kept. */
function step(
  ctx: Ctx,
  netuid: NetUid,
  way: Direction,
  { pool, amount, fee }: { readonly pool: Pool; readonly amount: bigint; readonly fee: bigint },
  limit: U64F64,
  dropFees: boolean,
): SwapResult<bigint, bigint> {
  const requested = u64.saturatingSub(amount, fee);
  const requestedOut = way.output(pool, requested);
  const whole = way.reaches(way.priceAfter(pool, requested, requestedOut), limit);
  const input = whole ? requested : way.inputFor(pool, { current: priceIn(pool), target: limit });
  const feePaid = whole ? fee : feeOnNet(ctx, netuid, input, dropFees);
  const output = whole ? requestedOut : way.output(pool, input);
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
  const before = poolOf(ctx, netuid);
  const isReady = PalSwapInitialized.get(ctx, netuid);
  const checked = (): SwapResult<bigint, bigint> => {
    const fee = feeOf(ctx, netuid, amount, dropFees);
    const most = u64.saturatingMul(way.reserveIn(before), MAX_INPUT_TIMES_RESERVE);
    ensure(u64.saturatingSub(amount, fee) <= most, errors.SwapInputTooLarge);
    ensure(way.reserveOut(before) >= constants.MinimumReserve.get(ctx), errors.ReservesTooLow);
    if (!isReady) initializePool(ctx, netuid, undefined);
    const pool = isReady ? before : poolOf(ctx, netuid);
    ensure(way.withinLimit(priceIn(pool), limit), errors.PriceLimitExceeded);
    return step(ctx, netuid, way, { pool, amount, fee }, limit, dropFees);
  };
  // PERF: a mark makes the state copy what it changes next; only a pool's first trade writes anything, its weights.
  const mark = isReady ? undefined : ctx.state.mark();
  const result = mark === undefined ? checked() : layer(ctx, checked);
  if (rollBack) {
    if (mark !== undefined) ctx.state.restore(mark);
  } else if (way.reserveOut(before) < result.amountPaidOut) refuse(errors.InsufficientLiquidity);
  return result;
}
