// Machine integers. One object per width names how it overflows: saturating, checked or wrapping.
// Up to 32 bits a value is a number, above it a bigint. `wrap` is Rust's `as` and its plain operators without overflow
// checks, which is how the reference runtime is built. Brands survive: u64.saturatingAdd(tao, tao) is Tao.

type Guarded<B> = <T extends B>(a: T, b: T) => T;
type Checked<B> = <T extends B>(a: T, b: T) => T | undefined;

export interface Int<B extends number | bigint> {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
  readonly MIN: B;
  readonly MAX: B;
  /** Does the integer fit? */
  readonly fits: (x: number | bigint) => boolean;
  readonly saturate: (x: number | bigint) => B;
  readonly check: (x: number | bigint) => B | undefined;
  readonly wrap: (x: number | bigint) => B;
  readonly saturatingAdd: Guarded<B>;
  readonly saturatingSub: Guarded<B>;
  readonly saturatingMul: Guarded<B>;
  readonly saturatingPow: <T extends B>(a: T, exponent: number) => T;
  readonly checkedAdd: Checked<B>;
  readonly checkedSub: Checked<B>;
  readonly checkedMul: Checked<B>;
  /** Truncates toward zero; undefined for a zero divisor and for MIN / -1. */
  readonly checkedDiv: Checked<B>;
  readonly checkedRem: Checked<B>;
  /** The quotient, or zero (safeDivOr: the default) where checkedDiv has none; of primitives/safe-math. */
  readonly safeDiv: Guarded<B>;
  readonly safeDivOr: <T extends B>(a: T, b: T, otherwise: T) => T;
  readonly checkedPow: <T extends B>(a: T, exponent: number) => T | undefined;
  readonly wrappingAdd: Guarded<B>;
  readonly wrappingSub: Guarded<B>;
  readonly wrappingMul: Guarded<B>;
  readonly wrappingNeg: <T extends B>(a: T) => T;
  /** The distance between two values, as the unsigned type of the same width would hold it. */
  readonly absDiff: (a: B, b: B) => B;
}

const lowest = (bits: number, signed: boolean) => (signed ? -(1n << BigInt(bits - 1)) : 0n);
const highest = (bits: number, signed: boolean) => (1n << BigInt(signed ? bits - 1 : bits)) - 1n;

const guarded = <B extends number | bigint>(f: (a: B, b: B) => B) => f as Guarded<B>;
const checked = <B extends number | bigint>(f: (a: B, b: B) => B | undefined) => f as Checked<B>;

/** An integer of 64 or 128 bits, held as a bigint. */
const wide = (name: string, bits: number, signed: boolean): Int<bigint> => {
  const MIN = lowest(bits, signed);
  const MAX = highest(bits, signed);
  const cut = signed ? (x: bigint) => BigInt.asIntN(bits, x) : (x: bigint) => BigInt.asUintN(bits, x);
  const clamp = (x: bigint) => (x > MAX ? MAX : x < MIN ? MIN : x);
  const keep = (x: bigint) => (x > MAX || x < MIN ? undefined : x);
  const turn = (x: bigint) => (x > MAX || x < MIN ? cut(x) : x);
  const quotient = (a: bigint, b: bigint) => (b === 0n ? undefined : keep(a / b));
  const whole = (x: number | bigint) => (typeof x === "bigint" ? x : BigInt(x));
  return {
    name,
    bits,
    signed,
    MIN,
    MAX,
    fits: (x) => x >= MIN && x <= MAX,
    saturate: (x) => clamp(whole(x)),
    check: (x) => keep(whole(x)),
    wrap: (x) => turn(whole(x)),
    saturatingAdd: guarded((a: bigint, b: bigint) => clamp(a + b)),
    saturatingSub: guarded((a: bigint, b: bigint) => clamp(a - b)),
    saturatingMul: guarded((a: bigint, b: bigint) => clamp(a * b)),
    saturatingPow: <T extends bigint>(a: T, exponent: number) => clamp(power(a, exponent, bits)) as T,
    checkedAdd: checked((a: bigint, b: bigint) => keep(a + b)),
    checkedSub: checked((a: bigint, b: bigint) => keep(a - b)),
    checkedMul: checked((a: bigint, b: bigint) => keep(a * b)),
    checkedDiv: checked(quotient),
    safeDiv: guarded((a: bigint, b: bigint) => quotient(a, b) ?? 0n),
    safeDivOr: <T extends bigint>(a: T, b: T, otherwise: T) => (quotient(a, b) as T | undefined) ?? otherwise,
    checkedRem: checked((a: bigint, b: bigint) => (b === 0n || (b === -1n && a === MIN) ? undefined : a % b)),
    checkedPow: <T extends bigint>(a: T, exponent: number) => keep(power(a, exponent, bits)) as T | undefined,
    wrappingAdd: guarded((a: bigint, b: bigint) => turn(a + b)),
    wrappingSub: guarded((a: bigint, b: bigint) => turn(a - b)),
    wrappingMul: guarded((a: bigint, b: bigint) => turn(a * b)),
    wrappingNeg: <T extends bigint>(a: T) => turn(-(a as bigint)) as T,
    absDiff: (a, b) => (a > b ? a - b : b - a),
  };
};

/**
 * An integer of at most 32 bits, held as a number; a product of two may pass 2^53, so it is formed as a bigint to
 * wrap.
 */
const narrow = (name: string, bits: number, signed: boolean): Int<number> => {
  const MIN = Number(lowest(bits, signed));
  const MAX = Number(highest(bits, signed));
  const cut = signed ? (x: bigint) => BigInt.asIntN(bits, x) : (x: bigint) => BigInt.asUintN(bits, x);
  const clamp = (x: number) => Math.min(MAX, Math.max(MIN, x));
  const keep = (x: number) => (x > MAX || x < MIN ? undefined : x);
  const turn = (x: number) => (x > MAX || x < MIN ? Number(cut(BigInt(x))) : x);
  const quotient = (a: number, b: number) => (b === 0 ? undefined : keep(Math.trunc(a / b) + 0));
  return {
    name,
    bits,
    signed,
    MIN,
    MAX,
    fits: (x) => x >= MIN && x <= MAX,
    saturate: (x) => (x > MAX ? MAX : x < MIN ? MIN : Number(x)),
    check: (x) => (x > MAX || x < MIN ? undefined : Number(x)),
    wrap: (x) => (x > MAX || x < MIN ? Number(cut(BigInt(x))) : Number(x)),
    saturatingAdd: guarded((a: number, b: number) => clamp(a + b)),
    saturatingSub: guarded((a: number, b: number) => clamp(a - b)),
    saturatingMul: guarded((a: number, b: number) => clamp(product(a, b))),
    saturatingPow: <T extends number>(a: T, exponent: number) => clamp(Number(power(BigInt(a), exponent, bits))) as T,
    checkedAdd: checked((a: number, b: number) => keep(a + b)),
    checkedSub: checked((a: number, b: number) => keep(a - b)),
    checkedMul: checked((a: number, b: number) => keep(product(a, b))),
    checkedDiv: checked(quotient),
    safeDiv: guarded((a: number, b: number) => quotient(a, b) ?? 0),
    safeDivOr: <T extends number>(a: T, b: T, otherwise: T) => (quotient(a, b) as T | undefined) ?? otherwise,
    checkedRem: checked((a: number, b: number) => (b === 0 || (b === -1 && a === MIN) ? undefined : (a % b) + 0)),
    checkedPow: <T extends number>(a: T, exponent: number) =>
      keep(Number(power(BigInt(a), exponent, bits))) as T | undefined,
    wrappingAdd: guarded((a: number, b: number) => turn(a + b)),
    wrappingSub: guarded((a: number, b: number) => turn(a - b)),
    wrappingMul: guarded((a: number, b: number) => Number(cut(BigInt(a) * BigInt(b)))),
    wrappingNeg: <T extends number>(a: T) => turn(0 - a) as T,
    absDiff: (a, b) => (a > b ? a - b : b - a),
  };
};

/** A product whose rounding beyond 2^53 never brings it back into 32 bits; + 0 turns -0 into 0. */
const product = (a: number, b: number) => a * b + 0;

/** a^exponent, given up as soon as it is past `bits`: the caller only needs to know on which side. */
const power = (a: bigint, exponent: number, bits: number): bigint => {
  const past = 1n << BigInt(bits);
  if (a >= -1n && a <= 1n) return a === -1n ? (exponent % 2 === 0 ? 1n : -1n) : exponent === 0 ? 1n : a;
  let result = 1n;
  for (let i = 0; i < exponent; i++) {
    result *= a;
    if (result > past || result < -past) {
      const negative = a < 0n && exponent % 2 === 1;
      return negative ? -past - 1n : past + 1n;
    }
  }
  return result;
};

export const u8 = narrow("u8", 8, false);
export const u16 = narrow("u16", 16, false);
export const u32 = narrow("u32", 32, false);
export const u64 = wide("u64", 64, false);
export const u128 = wide("u128", 128, false);
export const i8 = narrow("i8", 8, true);
export const i16 = narrow("i16", 16, true);
export const i32 = narrow("i32", 32, true);
export const i64 = wide("i64", 64, true);
export const i128 = wide("i128", 128, true);

export const U8_MAX = u8.MAX;
export const U16_MAX = u16.MAX;
export const U32_MAX = u32.MAX;
export const U64_MAX = u64.MAX;
export const U128_MAX = u128.MAX;
export const I16_MAX = i16.MAX;
export const I16_MIN = i16.MIN;
export const I32_MAX = i32.MAX;
export const I32_MIN = i32.MIN;
export const I64_MAX = i64.MAX;
export const I64_MIN = i64.MIN;
export const I128_MAX = i128.MAX;
export const I128_MIN = i128.MIN;
