// exp, ln, log2, sqrt and powers of fixed-point numbers, bit for bit. Mirrors substrate-fixed v0.6.0,
// src/transcendental.rs: the same series and steps in the same order; undefined is its Err (overflow or out of domain).
// Each takes the operand's type and the result's; the result's fraction must not be narrower (Rust's From).

import type { Fixed } from "./fixed.ts";

/** e and log2(e) cut to 23 bits of fraction: the library keeps its constants as I9F23. */
const CONSTANT_FRACTION = 23;
const E = 22_802_600n;
const LOG2_E = 12_102_203n;

const widen = (constant: bigint, to: { readonly frac: number }) => constant << BigInt(to.frac - CONSTANT_FRACTION);

/** Taylor's series to `frac` terms; a negative operand's is the reciprocal. */
export const exp = <S extends bigint, D extends bigint>(from: Fixed<S>, to: Fixed<D>, x: S): D | undefined => {
  if (x === from.ZERO) return to.ONE;
  if (x === from.ONE) return to.fromBits(widen(E, to));
  const negative = x < 0n;
  const magnitude = negative ? from.checkedNeg(x) : x;
  if (magnitude === undefined) return undefined;
  const operand: bigint = to.fromFixed(from, magnitude);
  const F = BigInt(to.frac);
  const MAX: bigint = to.MAX;
  let result = operand + to.ONE;
  if (result > MAX) return undefined;
  let term = operand;
  for (let i = 2; i < to.frac && term !== 0n; i++) {
    term = (term * operand) >> F;
    if (term > MAX) return undefined;
    term /= BigInt(i);
    result += term;
    if (result > MAX) return undefined;
  }
  return negative ? to.checkedDiv(to.ONE, to.fromBits(result)) : to.fromBits(result);
};

/** The integer part of log2 of x >= 1: how often x can be halved, rounding up. */
export const log2Floor = <D extends bigint>(to: Fixed<D>, operand: D): bigint => {
  const TWO = (to.ONE as bigint) << 1n;
  let x: bigint = operand;
  let result = 0n;
  for (; x >= TWO; result++) x = (x >> 1n) + (x & 1n);
  return result;
};

/** log2 of x >= 1: halve into [1, 2), then square once per bit of fraction. Halving rounds up. */
const log2OfOneOrMore = <D extends bigint>(to: Fixed<D>, operand: D): D => {
  const F = BigInt(to.frac);
  const ONE: bigint = to.ONE;
  const TWO = ONE << 1n;
  let x: bigint = operand;
  let result = 0n;
  while (x >= TWO) {
    result += 1n;
    x = (x >> 1n) + (x & 1n);
  }
  if (x === ONE) return to.fromBits(result << F);
  for (let i = 0; i < to.frac; i++) {
    x = to.fromBits((x * x) >> F);
    result <<= 1n;
    if (x >= TWO) {
      result |= 1n;
      x = (x >> 1n) + (x & 1n);
    }
  }
  return to.fromBits(result);
};

export const log2 = <S extends bigint, D extends bigint>(from: Fixed<S>, to: Fixed<D>, x: S): D | undefined => {
  if (x <= 0n) return undefined;
  const operand = to.fromFixed(from, x);
  if (operand >= to.ONE) return log2OfOneOrMore(to, operand);
  const inverse = to.checkedDiv(to.ONE, operand);
  return inverse === undefined ? undefined : to.neg(log2OfOneOrMore(to, inverse));
};

export const ln = <S extends bigint, D extends bigint>(from: Fixed<S>, to: Fixed<D>, x: S): D | undefined => {
  const binary = log2(from, to, x);
  return binary === undefined ? undefined : to.div(binary, to.fromBits(widen(LOG2_E, to)));
};

/** Newton's method, as many rounds as the result has bits of fraction; below one, through the reciprocal. */
export const sqrt = <S extends bigint, D extends bigint>(from: Fixed<S>, to: Fixed<D>, x: S): D | undefined => {
  if (x < 0n) return undefined;
  const root = to.fromFixed(from, x);
  if (root === to.ZERO || root === to.ONE) return root;
  const inverted = root < to.ONE;
  const operand = inverted ? to.checkedDiv(to.ONE, root) : root;
  if (operand === undefined) return undefined;
  const TWO = to.fromNum(2);
  let guess = to.add(to.div(operand, TWO), to.ONE);
  for (let i = 0; i < to.frac; i++) {
    const next = to.div(to.add(guess, to.div(operand, guess)), TWO);
    if (next === guess) break;
    guess = next;
  }
  return inverted ? to.checkedDiv(to.ONE, guess) : guess;
};

export const pow = <S extends bigint, D extends bigint>(
  from: Fixed<S>,
  to: Fixed<D>,
  x: S,
  exponent: S,
): D | undefined => {
  if (x === from.ZERO) return to.ZERO;
  if (exponent === from.ZERO) return to.ONE;
  if (exponent === from.ONE) return to.fromFixed(from, x);
  const logarithm = ln(from, to, x);
  if (logarithm === undefined) return undefined;
  const scaled = to.checkedMul(logarithm, to.fromFixed(from, exponent));
  return scaled === undefined ? undefined : exp(to, to, scaled);
};

/** x to an i32 exponent, one multiplication at a time. */
export const powi = <S extends bigint, D extends bigint>(
  from: Fixed<S>,
  to: Fixed<D>,
  x: S,
  exponent: number,
): D | undefined => {
  if (x === from.ZERO) return to.ZERO;
  if (exponent === 0) return to.ONE;
  const operand = to.fromFixed(from, x);
  if (exponent === 1) return operand;
  // |i32::MIN| wraps to itself in the reference, so its loop never runs.
  const rounds = exponent === -(2 ** 31) ? 0 : Math.abs(exponent);
  let result = operand;
  for (let i = 1; i < rounds; i++) {
    const next = to.checkedMul(result, operand);
    if (next === undefined) return undefined;
    if (next === result) break;
    result = next;
  }
  return exponent < 0 ? to.checkedDiv(to.ONE, result) : result;
};
