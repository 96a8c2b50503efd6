// Floats to and from fixed-point bits. Mirrors substrate-fixed v0.6.0, src/float_helper.rs.
// Rounding is to nearest, ties to even. The library takes the largest finite exponent for the one that marks infinity:
// a magnitude in [2^1023, 2^1024) (f32: [2^127, 2^128)) is its NaN, an exact 2^1023 its infinity, and real infinities
// and NaNs pass as huge finite numbers.

export interface FloatFormat {
  readonly precision: number;
  readonly maxExponent: number;
}
export const F64: FloatFormat = { precision: 53, maxExponent: 1023 };
export const F32: FloatFormat = { precision: 24, maxExponent: 127 };

/** A float scaled by 2^frac and rounded; or what the library believes it to be. */
export type Scaled = bigint | "nan" | "infinity" | "-infinity";

const view = new DataView(new ArrayBuffer(8));

/** Sign, unbiased exponent (1024 for infinity and NaN) and 52 explicit bits of an f64. */
const parts = (x: number) => {
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  return {
    negative: high >>> 31 === 1,
    exponent: ((high >>> 20) & 0x7ff) - 1023,
    mantissa: (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4)),
  };
};

/** x · 2^frac, rounded to nearest even. With format F32, x must be an f32 value. */
export const scaleFloat = (x: number, frac: number, format: FloatFormat): Scaled => {
  const { negative, exponent, mantissa } = parts(x);
  if (exponent === format.maxExponent) return mantissa === 0n ? (negative ? "-infinity" : "infinity") : "nan";
  const significand = exponent >= -1022 ? mantissa | (1n << 52n) : mantissa;
  // A subnormal's exponent reads -1023 where its bits weigh as if it were -1022; either way it rounds to zero here.
  const shift = 52 - exponent - frac;
  const magnitude = shift <= 0 ? significand << BigInt(-shift) : shift > 54 ? 0n : roundedShift(significand, shift);
  return negative ? -magnitude : magnitude;
};

/** x >> shift for x >= 0, rounded to nearest even instead of down. */
const roundedShift = (x: bigint, shift: number): bigint => {
  const width = BigInt(shift);
  const down = x >> width;
  const twiceLost = (x - (down << width)) << 1n;
  const unit = 1n << width;
  return twiceLost > unit || (twiceLost === unit && (down & 1n) === 1n) ? down + 1n : down;
};

/** The float nearest to bits / 2^frac. */
export const floatOf = (bits: bigint, frac: number, format: FloatFormat): number => {
  if (format === F64) return Number(bits) * 2 ** -frac;
  const magnitude = bits < 0n ? -bits : bits;
  const excess = magnitude.toString(2).length - format.precision;
  const rounded = excess > 0 ? roundedShift(magnitude, excess) << BigInt(excess) : magnitude;
  return Number(bits < 0n ? -rounded : rounded) * 2 ** -frac;
};
