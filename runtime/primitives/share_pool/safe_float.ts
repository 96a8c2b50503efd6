// Decimal floating point with 21 to 22 digits of mantissa, in which stake shares are kept.
// Mirrors primitives/share-pool/src/lib.rs (SafeFloat). Normal form: MAX/10 < mantissa <= MAX, or all zero.

import type { U64F64 } from "../fixed/formats.ts";
import { I64_MAX, I64_MIN, u64 } from "../ints.ts";

export interface SafeFloat {
  readonly mantissa: bigint;
  readonly exponent: bigint;
}

export const SAFE_FLOAT_MAX = 10n ** 21n;
export const SAFE_FLOAT_MAX_EXP = 21n;
const SAFE_FLOAT_MIN = SAFE_FLOAT_MAX / 10n;

export const SAFE_FLOAT_ZERO: SafeFloat = { mantissa: 0n, exponent: 0n };

const fitsExponent = (exponent: bigint) => exponent >= I64_MIN && exponent <= I64_MAX;

/** Powers of ten as far as a mantissa below 2^256 can be away from its normal form. */
const POWERS = Array.from({ length: 79 }, (_, e) => 10n ** BigInt(e));
const DIGITS = 21;

/**
 * Brings a mantissa below 2^256 to normal form, dropping digits; undefined when the exponent leaves i64 on the way. The reference goes digit by
 * digit; truncated, that is the same as going all at once.
 */
const normalize = (mantissa: bigint, exponent: bigint): SafeFloat | undefined => {
  if (mantissa === 0n) return SAFE_FLOAT_ZERO;
  if (mantissa > SAFE_FLOAT_MAX) {
    let digits = 1;
    while (mantissa / POWERS[digits]! > SAFE_FLOAT_MAX) digits++;
    const e = exponent + BigInt(digits);
    if (!fitsExponent(e)) return undefined;
    const kept = mantissa / POWERS[digits]!;
    // Hardly above the maximum: what is left has a digit too few.
    return kept === SAFE_FLOAT_MIN ? { mantissa: SAFE_FLOAT_MAX, exponent: e - 1n } : { mantissa: kept, exponent: e };
  }
  let digits = 0;
  while (mantissa <= POWERS[DIGITS - 1 - digits]!) digits++;
  if (digits === 0) return fitsExponent(exponent) ? { mantissa, exponent } : undefined;
  const e = exponent - BigInt(digits);
  return fitsExponent(e) ? { mantissa: mantissa * POWERS[digits]!, exponent: e } : undefined;
};

/** 10^e, capped at 10^22: beyond that every mantissa is divided to nothing. */
const cappedPower = (e: bigint) => 10n ** (e > SAFE_FLOAT_MAX_EXP + 1n ? SAFE_FLOAT_MAX_EXP + 1n : e);

/** mantissa · 10^exponent; undefined for a mantissa above the maximum or an exponent that leaves i64. */
export const safeFloat = (mantissa: bigint, exponent: bigint): SafeFloat | undefined =>
  mantissa > SAFE_FLOAT_MAX ? undefined : normalize(mantissa, exponent);

export const safeFloatFromU64 = (x: bigint): SafeFloat => safeFloat(x, 0n) ?? SAFE_FLOAT_ZERO;

export const safeFloatFromU64F64 = (bits: U64F64): SafeFloat => {
  const whole = safeFloatFromU64(bits >> 64n);
  const numerator = safeFloatFromU64(BigInt.asUintN(64, bits));
  const fraction = divide(numerator, safeFloatFromU64(1n << 64n)) ?? SAFE_FLOAT_ZERO;
  return add(whole, fraction) ?? SAFE_FLOAT_ZERO;
};

/** Truncated and clamped to u64. An exponent below -22 divides by 10^22 only, as the power is capped. */
export const safeFloatToU64 = (x: SafeFloat): bigint => {
  const scale = cappedPower(x.exponent < 0n ? -x.exponent : x.exponent);
  return u64.saturate(x.exponent < 0n ? x.mantissa / scale : x.mantissa * scale);
};

export const isZero = (x: SafeFloat): boolean => x.mantissa === 0n;

/** Both mantissas at the larger exponent; digits below it are dropped. */
const aligned = (a: SafeFloat, b: SafeFloat) => {
  const apart = a.exponent - b.exponent;
  // The reference takes the distance in i64, saturating; the power is capped long before.
  return apart >= 0n
    ? { x: a.mantissa, y: b.mantissa / cappedPower(apart), exponent: a.exponent }
    : { x: a.mantissa / cappedPower(-apart), y: b.mantissa, exponent: b.exponent };
};

export const add = (a: SafeFloat, b: SafeFloat): SafeFloat | undefined => {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const { x, y, exponent } = aligned(a, b);
  return normalize(x + y, exponent);
};

/** Stops at zero when b is the larger; zero minus something is undefined, though. */
export const sub = (a: SafeFloat, b: SafeFloat): SafeFloat | undefined => {
  if (isZero(a)) return isZero(b) ? SAFE_FLOAT_ZERO : undefined;
  if (isZero(b)) return a;
  const { x, y, exponent } = aligned(a, b);
  return normalize(x > y ? x - y : 0n, exponent);
};

/** Operations: mantissa · 10^21 / mantissa, truncated; normal form. */
export const divide = (a: SafeFloat, b: SafeFloat): SafeFloat | undefined => {
  const exponent = a.exponent - b.exponent - SAFE_FLOAT_MAX_EXP;
  if (!fitsExponent(exponent) || isZero(b)) return undefined;
  return normalize((a.mantissa * SAFE_FLOAT_MAX) / b.mantissa, exponent);
};

/** x · a / b with the product unrounded. Operations: mantissas multiplied, divided once, truncated; normal form. */
export const mulDiv = (x: SafeFloat, a: SafeFloat, b: SafeFloat): SafeFloat | undefined => {
  const product = x.exponent + a.exponent;
  const exponent = product - b.exponent;
  if (isZero(b) || !fitsExponent(product) || !fitsExponent(exponent)) return undefined;
  return normalize((x.mantissa * a.mantissa) / b.mantissa, exponent);
};

/**
 * a > b for values in normal form; zero has exponent 0, so it counts as large against small numbers, as it does
 * there.
 */
export const greater = (a: SafeFloat, b: SafeFloat): boolean => {
  const apart = a.exponent - b.exponent;
  if (apart === 0n) return a.mantissa > b.mantissa;
  if (apart > 0n) return apart > 1n || 10n * a.mantissa > b.mantissa;
  return apart === -1n && a.mantissa > 10n * b.mantissa;
};
