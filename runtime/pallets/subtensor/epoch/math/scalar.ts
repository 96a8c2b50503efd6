// Single fixed-point numbers as the epoch uses them: conversions, proportions of u16, exp, ln and sigmoid.
// Mirrors the scalar functions of pallets/subtensor/src/epoch/math.rs.

import { F32 } from "../../../../primitives/fixed/float.ts";
import { I32F32, I64F64 } from "../../../../primitives/fixed/formats.ts";
import { exp, ln } from "../../../../primitives/fixed/transcendental.ts";
import { u16, u64 } from "../../../../primitives/ints.ts";

export const ZERO = I32F32.ZERO;
export const ONE = I32F32.ONE;
export const ONE_U16 = I32F32.fromNum(u16.MAX);

/** From a number that is (or is rounded to) a 32-bit float, to the nearest. */
export const fromFloat32 = (value: number): I32F32 => I32F32.saturatingFromFloat(value, F32);

export const toU16 = (x: I32F32): number => I32F32.saturatingToNum(x, u16);
export const toU64 = (x: I32F32): bigint => I32F32.saturatingToNum(x, u64);
export const u64FromI64F64 = (x: I64F64): bigint => I64F64.saturatingToNum(x, u64);
export const i32f32FromI64F64 = (x: I64F64): I32F32 => I32F32.saturatingFromFixed(I64F64, x);
export const i64f64FromI32F32 = (x: I32F32): I64F64 => I64F64.saturatingFromFixed(I32F32, x);

/** x / y; zero where y is zero or the quotient does not fit. */
export const safeDiv = (x: I32F32, y: I32F32): I32F32 => I32F32.checkedDiv(x, y) ?? ZERO;
export const safeDiv64 = (x: I64F64, y: I64F64): I64F64 => I64F64.checkedDiv(x, y) ?? I64F64.ZERO;

export const fromU16 = (x: number): I32F32 => I32F32.fromNum(x);
/** x / 65535. */
export const proportionFromU16 = (x: number): I32F32 => safeDiv(fromU16(x), ONE_U16);
export const proportionOfU16 = (x: I32F32): I32F32 => safeDiv(x, ONE_U16);
/** floor(x * 65535), within 0..65535. */
export const proportionToU16 = (x: I32F32): number => toU16(I32F32.saturatingMul(x, ONE_U16));

/** The reference's plain sums: they wrap. */
export const sum = (vector: readonly I32F32[]): I32F32 => I32F32.sum(vector);
export const sum64 = (vector: readonly I64F64[]): I64F64 => I64F64.sum(vector);

const EXP_MIN = I32F32.fromNum(-20);
const EXP_MAX = I32F32.fromNum(20);

/** e^x with x clamped to [-20, 20]; should the series overflow: 0 below, the largest number above. */
export const expSafe = (x: I32F32): I32F32 => {
  const clamped = x < EXP_MIN ? EXP_MIN : x > EXP_MAX ? EXP_MAX : x;
  return exp(I32F32, I32F32, clamped) ?? (clamped <= ZERO ? ZERO : I32F32.MAX);
};

/** ln(x), 0 where there is none. */
export const safeLn = (x: I32F32): I32F32 => ln(I32F32, I32F32, x) ?? ZERO;

/** 1 / (1 + e^(-rho * (x - kappa))). Operations: saturating sub, mul by -1, mul, exp, add; then one division. */
export const sigmoidSafe = (x: I32F32, rho: I32F32, kappa: I32F32): I32F32 => {
  const offset = I32F32.saturatingSub(x, kappa);
  const negativeRho = I32F32.saturatingMul(rho, I32F32.saturatingNeg(ONE));
  const denominator = I32F32.saturatingAdd(expSafe(I32F32.saturatingMul(negativeRho, offset)), ONE);
  return safeDiv(ONE, denominator);
};

/** At most high, then at least low. */
export const clampValue = (x: I32F32, low: I32F32, high: I32F32): I32F32 => I32F32.max(I32F32.min(x, high), low);
