// How subnets' flows become shares of the block emission: scaled, raised to a power and normalised.
// Mirrors the pure functions of pallets/subtensor/src/coinbase/subnet_emissions.rs. Flows come in netuid order.

import { I32F32, U64F64 } from "../../../primitives/fixed/formats.ts";
import { exp, ln } from "../../../primitives/fixed/transcendental.ts";
import { I32_MAX, U64_MAX } from "../../../primitives/ints.ts";
import { checkedSqrt } from "../../../primitives/safe_math/fixed_ext.ts";

const I32F32_TOP = I32F32.saturatingFromNum(I32_MAX);

/**
 * x^p through 32-bit logarithms; zero when ln x can't be taken there, the largest whole number when e^… doesn't
 * fit.
 */
export const safePow = (x: U64F64, p: U64F64): U64F64 => {
  const narrow = I32F32.saturatingFromFixed(U64F64, x);
  const logarithm = ln(I32F32, I32F32, narrow);
  if (logarithm === undefined) return U64F64.ZERO;
  const exponent = I32F32.saturatingMul(I32F32.saturatingFromFixed(U64F64, p), logarithm);
  return U64F64.saturatingFromFixed(I32F32, exp(I32F32, I32F32, exponent) ?? I32F32_TOP);
};

const largest = (flows: readonly U64F64[]): U64F64 => flows.reduce((a, b) => U64F64.max(a, b), U64F64.ZERO);

/** Scales flows so that the largest is about one. */
export const scaledToOne = (flows: readonly U64F64[]): U64F64[] => {
  const factor = U64F64.safeDiv(U64F64.ONE, largest(flows));
  return flows.map((flow) => U64F64.saturatingMul(factor, flow));
};

/**
 * Each flow^p over their sum. Flows too small for 32-bit arithmetic are only scaled. The sum wraps.
 * Operations: saturating mul by 1 / max; by the root of 2^31 / (count · max^2), bisected to a thousandth; safePow;
 * safe div.
 */
export const powNormalized = (flows: readonly U64F64[], p: U64F64): U64F64[] => {
  const scaled = scaledToOne(flows);
  const max = largest(scaled);
  // The power is estimated as a square, whatever p is.
  const estimate = U64F64.saturatingMul(U64F64.saturatingFromNum(flows.length), U64F64.saturatingMul(max, max));
  const top = U64F64.saturatingFromNum(I32_MAX);
  const least = U64F64.safeDiv(top, U64F64.saturatingFromNum(U64_MAX));
  if (estimate < least) return scaled;
  const epsilon = U64F64.safeDiv(U64F64.ONE, U64F64.saturatingFromNum(1_000));
  const factor = checkedSqrt(U64F64, U64F64.safeDiv(top, estimate), epsilon) ?? U64F64.ZERO;
  const powers = scaled.map((flow) => safePow(U64F64.saturatingMul(factor, flow), p));
  const sum = U64F64.sum(powers);
  return powers.map((power) => U64F64.safeDiv(power, sum));
};
