// The weighted pool behind the swap: price and amounts from two reserves and the quote weight. Base is Alpha (x, w1),
// quote is TAO (y, w2), w1 + w2 = 1; only the quote weight is kept. Mirrors pallets/swap/src/pallet/balancer.rs.

import { U64F64 } from "../fixed/formats.ts";
import { U64_MAX, U128_MAX, u64, u128 } from "../ints.ts";
import { Perquintill } from "../perthing.ts";
import { powRatioScaled } from "./power.ts";

/** One, in the 18 decimals of a weight. */
export const ACCURACY = 10n ** 18n;
export const MIN_WEIGHT = Perquintill.fromParts(ACCURACY / 100n);
export const DEFAULT_QUOTE_WEIGHT = Perquintill.fromRational(1, 2);

const EXPONENT_PRECISION = 256;
const LIMIT_PRECISION = 1024;

/** Are both weights at least the minimum? */
export const isQuoteWeight = (quote: Perquintill): boolean => baseWeight(quote) >= MIN_WEIGHT && quote >= MIN_WEIGHT;

export const baseWeight = (quote: Perquintill): Perquintill => Perquintill.saturatingSub(Perquintill.ONE, quote);

/** Which reserve moves: "base" gives (x / (x + dx))^(w1 / w2), "quote" gives (y / (y + dy))^(w2 / w1). */
export type Side = "base" | "quote";

/**
 * (reserve / (reserve + delta))^(own weight / other weight) in 18 decimals; the change may be negative.
 * Operations: the scaled power floored to a u64, safe div by 10^18 in U64F64, at most one when the reserve grows.
 */
export const exponentiate = (quote: Perquintill, side: Side, reserve: bigint, delta: bigint): U64F64 => {
  // `as u64` of a change beyond 64 bits keeps its low bits; callers pass u64 magnitudes.
  const after =
    delta >= 0n ? u64.saturatingAdd(reserve, u64.wrap(delta)) : u64.saturatingSub(reserve, u64.wrap(-delta));
  if (after === 0n) return U64F64.ZERO;
  const base = baseWeight(quote);
  const scaled = powRatioScaled({
    base: [reserve, after],
    exponent: side === "base" ? [base, quote] : [quote, base],
    precision: EXPONENT_PRECISION,
    scale: ACCURACY,
  });
  if (scaled === undefined || !u64.fits(scaled)) return U64F64.ZERO;
  const result = U64F64.safeDiv(U64F64.saturatingFromNum(scaled), U64F64.saturatingFromNum(ACCURACY));
  return delta >= 0n ? U64F64.min(result, U64F64.ONE) : result;
};

/** What a sale of dx Alpha leaves of the TAO reserve, as a fraction. */
export const expBaseQuote = (quote: Perquintill, x: bigint, dx: bigint): U64F64 => exponentiate(quote, "base", x, dx);

/** What a purchase for dy TAO leaves of the Alpha reserve, as a fraction. */
export const expQuoteBase = (quote: Perquintill, y: bigint, dy: bigint): U64F64 => exponentiate(quote, "quote", y, dy);

/** (w1 / w2) · (y / x); zero for an empty Alpha reserve. Operations: both safe divs in U64F64, then saturating mul. */
export const calculatePrice = (quote: Perquintill, x: bigint, y: bigint): U64F64 => {
  const fixed = (n: bigint) => U64F64.saturatingFromNum(n);
  const weights = U64F64.safeDiv(fixed(baseWeight(quote) as bigint), fixed(quote as bigint));
  return U64F64.saturatingMul(weights, U64F64.safeDiv(fixed(y), fixed(x)));
};

/** weight · value to nearest, ties up, clamped to u128. */
export const mulPerquintillRound = (weight: Perquintill, value: bigint): bigint => {
  const rounded = (value * weight + ACCURACY / 2n) / ACCURACY;
  return rounded > U128_MAX ? U128_MAX : rounded;
};

export interface Liquidity {
  readonly taoReserve: bigint;
  readonly alphaReserve: bigint;
  readonly taoDelta: bigint;
  readonly alphaDelta: bigint;
}

/** The quote weight that keeps the price when both reserves grow; undefined when it would leave the allowed range. */
export const quoteWeightAfter = (quote: Perquintill, added: Liquidity): Perquintill | undefined => {
  const taoAfter = added.taoReserve + added.taoDelta;
  const alphaAfter = added.alphaReserve + added.alphaDelta;
  const base = mulPerquintillRound(baseWeight(quote), u128.saturate(added.taoReserve * alphaAfter));
  const own = mulPerquintillRound(quote, u128.saturate(added.alphaReserve * taoAfter));
  const sum = u128.saturatingAdd(base, own);
  const weight = sum === 0n ? DEFAULT_QUOTE_WEIGHT : Perquintill.fromRational(own, sum);
  return isQuoteWeight(weight) ? weight : undefined;
};

/**
 * reserve · (ratio^weight - 1), zero when the ratio is below one.
 * Operations: the scaled power clamped to u64, safe div by 10^18, saturating sub of one, saturating mul with the
 * reserve, floor.
 */
const deltaIn = (ratio: readonly [bigint, bigint], weight: Perquintill, reserve: bigint): bigint => {
  const power = powRatioScaled({
    base: ratio,
    exponent: [weight, ACCURACY],
    precision: LIMIT_PRECISION,
    scale: ACCURACY,
  });
  if (power === undefined) return 0n;
  const clamped = power > U64_MAX ? U64_MAX : power < 0n ? 0n : power;
  const factor = U64F64.safeDiv(U64F64.saturatingFromNum(clamped), U64F64.saturatingFromNum(ACCURACY));
  const growth = U64F64.saturatingSub(factor, U64F64.ONE);
  return U64F64.saturatingToNum(U64F64.saturatingMul(U64F64.saturatingFromNum(reserve), growth), u64);
};

export interface PriceMove {
  readonly current: U64F64;
  readonly target: U64F64;
}

/** TAO to pay in until the price has risen to the target. */
export const quoteDeltaIn = (quote: Perquintill, { current, target }: PriceMove, taoReserve: bigint): bigint =>
  deltaIn([target, current], baseWeight(quote), taoReserve);

/** Alpha to pay in until the price has fallen to the target. */
export const baseDeltaIn = (quote: Perquintill, { current, target }: PriceMove, alphaReserve: bigint): bigint =>
  deltaIn([current, target], quote, alphaReserve);

/** Alpha to sell for an amount of TAO. */
export const baseNeededForQuote = (
  quote: Perquintill,
  { taoReserve, alphaReserve }: { readonly taoReserve: bigint; readonly alphaReserve: bigint },
  deltaTao: bigint,
): bigint => {
  const power = exponentiate(quote, "quote", taoReserve, -deltaTao);
  const growth = U64F64.saturatingSub(power, U64F64.ONE);
  return U64F64.saturatingToNum(U64F64.saturatingMul(U64F64.fromNum(alphaReserve), growth), u64);
};
