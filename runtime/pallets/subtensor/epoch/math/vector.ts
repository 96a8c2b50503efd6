// Vectors of I32F32: sums, top k, normalisation, masks, products.
// Mirrors the vector functions of pallets/subtensor/src/epoch/math.rs.
// Sums wrap, as the reference's build does; a division by zero, or one that does not fit, gives zero.

import { I32F32, type I64F64 } from "../../../../primitives/fixed/formats.ts";
import {
  i32f32FromI64F64,
  i64f64FromI32F32,
  ONE_U16,
  proportionToU16,
  safeDiv,
  safeDiv64,
  sum,
  sum64,
  toU16,
  toU64,
  u64FromI64F64,
  ZERO,
} from "./scalar.ts";

/** The element, or the fallback where the vector is too short. */
export const elementOr = <T>(vector: readonly T[], index: number, fallback: T): T =>
  index < vector.length ? vector[index]! : fallback;

export const vectorToU64 = (vector: readonly I32F32[]): bigint[] => vector.map(toU64);
export const vectorToI64F64 = (vector: readonly I32F32[]): I64F64[] => vector.map(i64f64FromI32F32);
export const vectorFromI64F64 = (vector: readonly I64F64[]): I32F32[] => vector.map(i32f32FromI64F64);
export const vector64ToU64 = (vector: readonly I64F64[]): bigint[] => vector.map(u64FromI64F64);
export const proportionsToU16 = (vector: readonly I32F32[]): number[] => vector.map(proportionToU16);

const largest = (vector: readonly I32F32[]): I32F32 | undefined => {
  let best = vector[0];
  for (const value of vector) if (best !== undefined && value >= best) best = value;
  return best;
};

const UPSCALE_THRESHOLD = I32F32.fromNum(32768);

/**
 * Scales so that the largest value becomes 65,535. Above 32,768 the quotient is taken before the product,
 * because the product would saturate: value * (65535 / max), else value * 65535 / max; both rounded.
 */
export const maxUpscaledToU16 = (vector: readonly I32F32[]): number[] => {
  const max = largest(vector);
  if (max === undefined) return [];
  if (max === ZERO) return vector.map((value) => toU16(I32F32.saturatingMul(value, ONE_U16)));
  if (max > UPSCALE_THRESHOLD) {
    const factor = safeDiv(ONE_U16, max);
    return vector.map((value) => toU16(I32F32.round(I32F32.saturatingMul(value, factor))));
  }
  return vector.map((value) => toU16(I32F32.round(safeDiv(I32F32.saturatingMul(value, ONE_U16), max))));
};

export const u16MaxUpscaledToU16 = (vector: readonly number[]): number[] =>
  maxUpscaledToU16(vector.map((value) => I32F32.fromNum(value)));

/** Whether the largest share of the normalised vector stays within limit / 65535. */
export const isMaxLimited = (vector: readonly number[], limit: number): boolean => {
  const share = safeDiv(I32F32.fromNum(limit), ONE_U16);
  const max = largest(normalized(vector.map((value) => I32F32.fromNum(value))));
  return max === undefined || max <= share;
};

/** Sum of unsigned 64-bit numbers; undefined on overflow. */
export const checkedSumU64 = (vector: readonly bigint[]): bigint | undefined => {
  let total = 0n;
  for (const value of vector) {
    total += value;
    if (total > 0xffff_ffff_ffff_ffffn) return undefined;
  }
  return total;
};

export const isZeroSum = (vector: readonly I32F32[]): boolean => sum(vector) === ZERO;

/** Clears the n - k smallest; among equals the lower index goes first. */
const withoutSmallest = (flags: boolean[], vector: readonly I32F32[], k: number): boolean[] => {
  if (vector.length < k) return flags;
  const order = vector.map((_, index) => index);
  order.sort((a, b) => {
    const left = vector[a]!;
    const right = vector[b]!;
    return left < right ? -1 : left > right ? 1 : 0;
  });
  for (const index of order.slice(0, vector.length - k)) flags[index] = false;
  return flags;
};

export const topK = (vector: readonly I32F32[], k: number): boolean[] =>
  withoutSmallest(
    vector.map(() => true),
    vector,
    k,
  );

export const topKNonzero = (vector: readonly I32F32[], k: number): boolean[] =>
  withoutSmallest(
    vector.map((value) => value !== ZERO),
    vector,
    k,
  );

/** Operations: wrapping sum of all, then one division per element. */
export const normalized = (vector: readonly I32F32[]): I32F32[] => normalizedBy(vector, sum(vector));

export const normalizedBy = (vector: readonly I32F32[], total: I32F32): I32F32[] =>
  total === ZERO ? [...vector] : vector.map((value) => safeDiv(value, total));

/** Operations: wrapping sum of all, then one division per element, in I64F64. */
export const normalized64 = (vector: readonly I64F64[]): I64F64[] => {
  const total = sum64(vector);
  // Most neurons have no counted stake, and a division of 128 bits is the dearest step outside the kernel.
  return total === 0n ? [...vector] : vector.map((value) => (value === 0n ? value : safeDiv64(value, total)));
};

/** Element-wise quotient over the length of the first. */
export const quotient = (dividend: readonly I32F32[], divisor: readonly I32F32[]): I32F32[] =>
  dividend.map((value, index) => safeDiv(value, elementOr(divisor, index, ZERO)));

/** Element-wise product over the shorter length; a product that does not fit becomes zero, it does not saturate. */
export const product = (left: readonly I32F32[], right: readonly I32F32[]): I32F32[] => {
  const length = Math.min(left.length, right.length);
  const out: I32F32[] = [];
  for (let i = 0; i < length; i++) out.push(I32F32.checkedMul(left[i]!, right[i]!) ?? ZERO);
  return out;
};

/** Zero where the mask is true or missing; an empty mask changes nothing. */
export const masked = (mask: readonly boolean[], vector: readonly I32F32[]): I32F32[] =>
  mask.length === 0 ? [...vector] : vector.map((value, index) => (elementOr(mask, index, true) ? ZERO : value));
