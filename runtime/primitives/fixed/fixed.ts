// Binary fixed-point numbers: a value is a branded bigint of its raw bits, negative values negative. Mirrors
// substrate-fixed v0.6.0 (src/macros_*.rs, arith.rs, convert.rs) in the reference's build mode: the plain operators and
// fromNum/toNum wrap, as overflow checks are off there; saturating… and checked… guard (undefined = overflow).
// Multiplication floors, division truncates toward zero, a narrower fraction floors, floats round to nearest even.
// Values of one type compare with < and ===. A zero divisor in a division that isn't checked throws, where Rust panics.

import type { Brand } from "../brand.ts";
import type { Int } from "../ints.ts";
import { displayFixed } from "./display.ts";
import { F64, type FloatFormat, floatOf, type Scaled, scaleFloat } from "./float.ts";

export type AnyFixed = Brand<bigint, `${"I" | "U"}${number}F${number}`>;
/** An integer that isn't by accident the bits of a fixed-point value. */
type Whole<X> = X extends AnyFixed ? never : X;

export interface Format {
  readonly name: string;
  readonly bits: number;
  readonly frac: number;
  readonly signed: boolean;
}

export interface Fixed<T extends bigint> extends Format {
  readonly MIN: T;
  readonly MAX: T;
  readonly ZERO: T;
  readonly ONE: T;
  /** The least positive value. */
  readonly DELTA: T;

  readonly fromBits: (bits: bigint) => T;
  readonly fromNum: <X extends number | bigint>(x: Whole<X>) => T;
  readonly saturatingFromNum: <X extends number | bigint>(x: Whole<X>) => T;
  readonly checkedFromNum: <X extends number | bigint>(x: Whole<X>) => T | undefined;
  readonly fromFloat: (x: number, format?: FloatFormat) => T;
  readonly saturatingFromFloat: (x: number, format?: FloatFormat) => T;
  readonly checkedFromFloat: (x: number, format?: FloatFormat) => T | undefined;
  readonly fromFixed: <S extends bigint>(source: Fixed<S>, x: S) => T;
  readonly saturatingFromFixed: <S extends bigint>(source: Fixed<S>, x: S) => T;
  readonly checkedFromFixed: <S extends bigint>(source: Fixed<S>, x: S) => T | undefined;

  /** The integer part, floored, in the given integer type: toNum(x, u64). */
  readonly toNum: <B extends number | bigint>(x: T, int: Int<B>) => B;
  readonly saturatingToNum: <B extends number | bigint>(x: T, int: Int<B>) => B;
  readonly checkedToNum: <B extends number | bigint>(x: T, int: Int<B>) => B | undefined;
  readonly toFloat: (x: T, format?: FloatFormat) => number;
  readonly format: (x: T) => string;

  readonly add: (a: T, b: T) => T;
  readonly saturatingAdd: (a: T, b: T) => T;
  readonly checkedAdd: (a: T, b: T) => T | undefined;
  readonly sub: (a: T, b: T) => T;
  readonly saturatingSub: (a: T, b: T) => T;
  readonly checkedSub: (a: T, b: T) => T | undefined;
  readonly mul: (a: T, b: T) => T;
  readonly saturatingMul: (a: T, b: T) => T;
  readonly checkedMul: (a: T, b: T) => T | undefined;
  readonly div: (a: T, b: T) => T;
  readonly saturatingDiv: (a: T, b: T) => T;
  readonly checkedDiv: (a: T, b: T) => T | undefined;
  /** The quotient, or zero (safeDivOr: the default) for a zero divisor or an overflow; of primitives/safe-math. */
  readonly safeDiv: (a: T, b: T) => T;
  readonly safeDivOr: (a: T, b: T, otherwise: T) => T;
  readonly rem: (a: T, b: T) => T;
  readonly checkedRem: (a: T, b: T) => T | undefined;
  readonly neg: (x: T) => T;
  readonly saturatingNeg: (x: T) => T;
  readonly checkedNeg: (x: T) => T | undefined;
  readonly abs: (x: T) => T;
  readonly saturatingAbs: (x: T) => T;
  readonly checkedAbs: (x: T) => T | undefined;
  readonly signum: (x: T) => T;
  readonly absDiff: (a: T, b: T) => T;
  readonly shr: (x: T, by: number) => T;
  readonly shl: (x: T, by: number) => T;
  /** The plain sum, wrapping as it goes. */
  readonly sum: (xs: Iterable<T>) => T;

  readonly cmp: (a: T, b: T) => -1 | 0 | 1;
  readonly min: (a: T, b: T) => T;
  readonly max: (a: T, b: T) => T;

  readonly int: (x: T) => T;
  readonly fraction: (x: T) => T;
  readonly floor: (x: T) => T;
  readonly ceil: (x: T) => T;
  readonly saturatingCeil: (x: T) => T;
  readonly checkedCeil: (x: T) => T | undefined;
  /** To the nearest integer, ties away from zero. */
  readonly round: (x: T) => T;
  readonly saturatingRound: (x: T) => T;
  readonly checkedRound: (x: T) => T | undefined;
  readonly roundTiesToEven: (x: T) => T;
  readonly checkedRoundTiesToEven: (x: T) => T | undefined;
  readonly roundToZero: (x: T) => T;
}

export const fixed = <T extends bigint>(format: Format): Fixed<T> => {
  const { bits, frac: fracBits, signed } = format;
  const F = BigInt(fracBits);
  const MAX = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  const MIN = signed ? -MAX - 1n : 0n;
  const ONE = 1n << F;
  const FRACTION = ONE - 1n;
  const HALF = ONE >> 1n;

  const wrap = signed
    ? (x: bigint) => (x > MAX || x < MIN ? BigInt.asIntN(bits, x) : x)
    : (x: bigint) => (x > MAX || x < MIN ? BigInt.asUintN(bits, x) : x);
  const saturate = (x: bigint) => (x > MAX ? MAX : x < MIN ? MIN : x);
  const check = (x: bigint) => (x > MAX || x < MIN ? undefined : x);

  const scaled = (x: number | bigint) => (typeof x === "bigint" ? x : BigInt(x)) << F;
  const finite = (x: Scaled): bigint => {
    if (typeof x === "bigint") return x;
    throw new RangeError(`a float of the largest exponent has no ${format.name} value`);
  };
  const rescaled = (source: Format, x: bigint) => {
    const shift = source.frac - fracBits;
    return shift === 0 ? x : shift > 0 ? x >> BigInt(shift) : x << BigInt(-shift);
  };
  const ceiled = (x: bigint) => ((x + FRACTION) >> F) << F;
  const rounded = (x: bigint) => (x < 0n ? -(((HALF - x) >> F) << F) : ((x + HALF) >> F) << F);
  const rem = (a: bigint, b: bigint) => (b === -1n ? 0n : a % b);
  const evenRounded = (x: bigint) => {
    const down = (x >> F) << F;
    const lost = x - down;
    return lost > HALF || (lost === HALF && (down & ONE) !== 0n) ? down + ONE : down;
  };

  const ops: Fixed<bigint> = {
    name: format.name,
    bits,
    frac: fracBits,
    signed,
    MIN: MIN,
    MAX: MAX,
    ZERO: 0n,
    ONE: ONE,
    DELTA: 1n,

    fromBits: wrap,
    fromNum: (x) => wrap(scaled(x)),
    saturatingFromNum: (x) => saturate(scaled(x)),
    checkedFromNum: (x) => check(scaled(x)),
    fromFloat: (x, float = F64) => wrap(finite(scaleFloat(x, fracBits, float))),
    saturatingFromFloat: (x, float = F64) => {
      const value = scaleFloat(x, fracBits, float);
      return value === "infinity" ? MAX : value === "-infinity" ? MIN : saturate(finite(value));
    },
    checkedFromFloat: (x, float = F64) => {
      const value = scaleFloat(x, fracBits, float);
      return typeof value === "bigint" ? check(value) : undefined;
    },
    fromFixed: (source, x) => wrap(rescaled(source, x)),
    saturatingFromFixed: (source, x) => saturate(rescaled(source, x)),
    checkedFromFixed: (source, x) => check(rescaled(source, x)),

    toNum: (x, int) => int.wrap(x >> F),
    saturatingToNum: (x, int) => int.saturate(x >> F),
    checkedToNum: (x, int) => int.check(x >> F),
    toFloat: (x, float = F64) => floatOf(x, fracBits, float),
    format: (x) => displayFixed(x, fracBits),

    add: (a, b) => wrap(a + b),
    saturatingAdd: (a, b) => saturate(a + b),
    checkedAdd: (a, b) => check(a + b),
    sub: (a, b) => wrap(a - b),
    saturatingSub: (a, b) => saturate(a - b),
    checkedSub: (a, b) => check(a - b),
    mul: (a, b) => wrap((a * b) >> F),
    saturatingMul: (a, b) => saturate((a * b) >> F),
    checkedMul: (a, b) => check((a * b) >> F),
    div: (a, b) => wrap((a << F) / b),
    saturatingDiv: (a, b) => saturate((a << F) / b),
    checkedDiv: (a, b) => (b === 0n ? undefined : check((a << F) / b)),
    safeDiv: (a, b) => (b === 0n ? undefined : check((a << F) / b)) ?? 0n,
    safeDivOr: (a, b, otherwise) => (b === 0n ? undefined : check((a << F) / b)) ?? otherwise,
    rem: (a, b) => rem(a, b),
    checkedRem: (a, b) => (b === 0n ? undefined : rem(a, b)),
    neg: (x) => wrap(-x),
    saturatingNeg: (x) => saturate(-x),
    checkedNeg: (x) => check(-x),
    abs: (x) => (x < 0n ? wrap(-x) : x),
    saturatingAbs: (x) => (x < 0n ? saturate(-x) : x),
    checkedAbs: (x) => (x < 0n ? check(-x) : x),
    signum: (x) => (x > 0n ? ONE : x < 0n ? -ONE : 0n),
    absDiff: (a, b) => saturate(a < b ? b - a : a - b),
    shr: (x, by) => x >> BigInt(by),
    shl: (x, by) => wrap(x << BigInt(by)),
    sum: (xs) => {
      let total = 0n;
      for (const x of xs) total += x;
      return wrap(total);
    },

    cmp: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    min: (a, b) => (b < a ? b : a),
    max: (a, b) => (b > a ? b : a),

    int: (x) => (x >> F) << F,
    fraction: (x) => x & FRACTION,
    floor: (x) => (x >> F) << F,
    ceil: (x) => wrap(ceiled(x)),
    saturatingCeil: (x) => saturate(ceiled(x)),
    checkedCeil: (x) => check(ceiled(x)),
    round: (x) => wrap(rounded(x)),
    saturatingRound: (x) => saturate(rounded(x)),
    checkedRound: (x) => check(rounded(x)),
    roundTiesToEven: (x) => wrap(evenRounded(x)),
    checkedRoundTiesToEven: (x) => check(evenRounded(x)),
    roundToZero: (x) => (x < 0n ? -((-x >> F) << F) : (x >> F) << F),
  };
  return ops as unknown as Fixed<T>;
};
