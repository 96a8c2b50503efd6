// Fixed-point operations are exact rational arithmetic with the documented rounding: multiplication floors, division
// truncates, floats and their inverse round to nearest even, a narrower fraction floors; and every operation has the same
// exact result, whether it saturates, refuses or wraps past the bounds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fixed } from "../../../runtime/primitives/fixed/fixed.ts";
import { F32 } from "../../../runtime/primitives/fixed/float.ts";
import { I32F32, I64F64, I96F32, I110F18, U64F64, U96F32, U110F18 } from "../../../runtime/primitives/fixed/formats.ts";
import { exp, ln, log2, log2Floor, pow, powi, sqrt } from "../../../runtime/primitives/fixed/transcendental.ts";
import { i16, i64, i128, u16, u64, u128 } from "../../../runtime/primitives/ints.ts";
import { checkedLn, checkedLog, checkedPow, checkedSqrt } from "../../../runtime/primitives/safe_math/fixed_ext.ts";

const formats = [I32F32, I64F64, I96F32, I110F18, U64F64, U96F32, U110F18] as unknown as readonly Fixed<bigint>[];

/** Values of a type, its bounds, zero, one and their neighbours among them. */
const valuesOf = (type: Fixed<bigint>) => {
  const edges = [type.MIN, type.MIN + 1n, -type.ONE, -1n, 0n, 1n, type.ONE - 1n, type.ONE, type.MAX - 1n, type.MAX];
  return fc.oneof(
    { weight: 3, arbitrary: fc.bigInt({ min: type.MIN, max: type.MAX }) },
    { weight: 3, arbitrary: fc.bigInt({ min: type.signed ? -type.ONE * 8n : 0n, max: type.ONE * 8n }) },
    { weight: 1, arbitrary: fc.constantFrom(...edges.filter((x) => x >= type.MIN)) },
  );
};

const distance = (a: bigint, b: bigint) => (a < b ? b - a : a - b);

/** The three answers past the bounds, given the exact result. */
const expectBounded = (
  type: Fixed<bigint>,
  exact: bigint,
  got: { wrapped: bigint; saturated: bigint; checked: bigint | undefined },
) => {
  const fits = exact >= type.MIN && exact <= type.MAX;
  const modulus = 1n << BigInt(type.bits);
  expect(got.saturated).toBe(fits ? exact : exact > type.MAX ? type.MAX : type.MIN);
  expect(got.checked).toBe(fits ? exact : undefined);
  expect(got.wrapped >= type.MIN && got.wrapped <= type.MAX).toBe(true);
  expect((got.wrapped - exact) % modulus).toBe(0n);
};

describe.each(formats)("$name", (type) => {
  const value = valuesOf(type);
  const SCALE = 1n << BigInt(type.frac);

  it("adds and subtracts exactly", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [wrapped, saturated, checked] = [type.add(a, b), type.saturatingAdd(a, b), type.checkedAdd(a, b)];
        expectBounded(type, a + b, { wrapped, saturated, checked });
        expectBounded(type, a - b, {
          wrapped: type.sub(a, b),
          saturated: type.saturatingSub(a, b),
          checked: type.checkedSub(a, b),
        });
      }),
      { numRuns: 300 },
    );
  });

  it("multiplies with a floor", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const whole = (a * b) / SCALE;
        const exact = whole * SCALE > a * b ? whole - 1n : whole;
        expect(exact * SCALE <= a * b && a * b < (exact + 1n) * SCALE).toBe(true);
        expectBounded(type, exact, {
          wrapped: type.mul(a, b),
          saturated: type.saturatingMul(a, b),
          checked: type.checkedMul(a, b),
        });
      }),
      { numRuns: 300 },
    );
  });

  it("divides toward zero, and by zero in the safe ways only", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        if (b === 0n) {
          expect(() => type.div(a, b)).toThrow();
          expect(() => type.saturatingDiv(a, b)).toThrow();
          expect(type.checkedDiv(a, b)).toBeUndefined();
          expect(type.safeDiv(a, b)).toBe(0n);
          expect(type.safeDivOr(a, b, type.MAX)).toBe(type.MAX);
          expect(type.checkedRem(a, b)).toBeUndefined();
          return;
        }
        // The quotient q is the one whole number with the sign of a/b and |q·b| <= |a·2^f| < |q·b| + |b|.
        const checked = type.checkedDiv(a, b);
        if (checked !== undefined) {
          const rest = a * SCALE - checked * b;
          expect(distance(rest, 0n) < distance(b, 0n)).toBe(true);
          expect(rest === 0n || rest < 0n === a < 0n).toBe(true);
        }
        const exact = (a * SCALE) / b;
        expectBounded(type, exact, { wrapped: type.div(a, b), saturated: type.saturatingDiv(a, b), checked });
        expect(type.safeDiv(a, b)).toBe(checked ?? 0n);
        expect(type.safeDivOr(a, b, 5n)).toBe(checked ?? 5n);
        const remainder = type.rem(a, b);
        expect((a - remainder) % b).toBe(0n);
        expect(distance(remainder, 0n) < distance(b, 0n)).toBe(true);
        expect(remainder === 0n || remainder < 0n === a < 0n).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("negates, takes magnitudes and orders", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expectBounded(type, -a, {
          wrapped: type.neg(a),
          saturated: type.saturatingNeg(a),
          checked: type.checkedNeg(a),
        });
        expectBounded(type, distance(a, 0n), {
          wrapped: type.abs(a),
          saturated: type.saturatingAbs(a),
          checked: type.checkedAbs(a),
        });
        const apart = distance(a, b);
        expect(type.absDiff(a, b)).toBe(type.min(apart, type.MAX));
        expect(type.cmp(a, b)).toBe(Number(a > b) - Number(a < b));
        expect([type.min(a, b), type.max(a, b)]).toEqual(a < b ? [a, b] : [b, a]);
        expect(type.signum(a)).toBe(a === 0n ? 0n : a > 0n ? type.ONE : -type.ONE);
      }),
      { numRuns: 300 },
    );
  });

  it("rounds to integers in its four ways", () => {
    fc.assert(
      fc.property(value, (x) => {
        const floor = type.floor(x);
        expect(floor % SCALE).toBe(0n);
        expect(floor <= x && x < floor + SCALE).toBe(true);
        expect(type.int(x)).toBe(floor);
        expect(type.fraction(x)).toBe(x - floor);
        const ceil = x === floor ? floor : floor + SCALE;
        const twice = 2n * (x - floor);
        const tie = twice === SCALE;
        const away = twice > SCALE || (tie && x >= 0n) ? floor + SCALE : floor;
        const even = twice > SCALE || (tie && (floor / SCALE) % 2n !== 0n) ? floor + SCALE : floor;
        expectBounded(type, ceil, {
          wrapped: type.ceil(x),
          saturated: type.saturatingCeil(x),
          checked: type.checkedCeil(x),
        });
        expectBounded(type, away, {
          wrapped: type.round(x),
          saturated: type.saturatingRound(x),
          checked: type.checkedRound(x),
        });
        expect(type.checkedRoundTiesToEven(x)).toBe(even > type.MAX ? undefined : even);
        expect(type.roundToZero(x)).toBe(x < 0n ? ceil : floor);
      }),
      { numRuns: 300 },
    );
  });

  it("takes integers exactly and gives them floored", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 127n), max: (1n << 128n) - 1n }), value, (n, x) => {
        expectBounded(type, n * SCALE, {
          wrapped: type.fromNum(n),
          saturated: type.saturatingFromNum(n),
          checked: type.checkedFromNum(n),
        });
        const whole = type.floor(x) / SCALE;
        for (const int of [u16, u64, u128, i16, i64, i128]) {
          const fits = whole >= int.MIN && whole <= int.MAX;
          const clamped = whole > int.MAX ? int.MAX : whole < int.MIN ? int.MIN : whole;
          expect(BigInt(type.saturatingToNum<number | bigint>(x, int as never))).toBe(BigInt(clamped));
          const checked = type.checkedToNum<number | bigint>(x, int as never);
          expect(checked === undefined ? undefined : BigInt(checked)).toBe(fits ? whole : undefined);
          const wrapped = BigInt(type.toNum<number | bigint>(x, int as never));
          expect((wrapped - whole) % (1n << BigInt(int.bits))).toBe(0n);
          expect(wrapped >= int.MIN && wrapped <= int.MAX).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("takes other types with a floor", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...formats).chain((source) => fc.tuple(fc.constant(source), valuesOf(source))),
        ([source, x]) => {
          const from = 1n << BigInt(source.frac);
          const got = {
            wrapped: type.fromFixed(source, x),
            saturated: type.saturatingFromFixed(source, x),
            checked: type.checkedFromFixed(source, x),
          };
          const nearby = (x * SCALE) / from;
          const exact = nearby * from > x * SCALE ? nearby - 1n : nearby;
          expectBounded(type, exact, got);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("rounds floats to nearest even, both ways", () => {
    const modest = fc.double({ min: -(2 ** 110), max: 2 ** 110, noNaN: true });
    fc.assert(
      fc.property(modest, value, (x, v) => {
        // x · 2^1074 is whole for every finite x of this size, so the distances to neighbours are exact.
        const high = exactly(x) * SCALE;
        const UNIT = 1n << 1074n;
        const checked = type.checkedFromFloat(x);
        const saturated = type.saturatingFromFloat(x);
        if (checked !== undefined) {
          const off = distance(checked * UNIT, high);
          expect(2n * off <= UNIT).toBe(true);
          if (2n * off === UNIT) expect(checked % 2n).toBe(0n);
          expectBounded(type, checked, { wrapped: type.fromFloat(x), saturated, checked });
        } else expect(saturated).toBe(x > 0 ? type.MAX : type.MIN);

        const back = type.toFloat(v);
        const narrow = type.toFloat(v, F32);
        expect(Math.fround(narrow)).toBe(narrow);
        for (const [float, bits] of [
          [back, 53],
          [narrow, 24],
        ] as const) {
          const magnitude = distance(v, 0n);
          const lost = magnitude.toString(2).length - bits;
          if (magnitude === 0n || lost <= 0) expect(exactly(float) * SCALE).toBe(v * UNIT);
          else expect(2n * distance(exactly(float) * SCALE, v * UNIT) <= (1n << BigInt(lost)) * UNIT).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("shows a decimal that reads back as itself", () => {
    fc.assert(
      fc.property(value, (x) => {
        const text = type.format(x);
        const [whole, fraction = ""] = text.replace("-", "").split(".") as [string, string?];
        const scale = 10n ** BigInt(fraction.length);
        const decimal = BigInt(whole + fraction) * (text.startsWith("-") ? -1n : 1n);
        expect(2n * distance(decimal * SCALE, x * scale) < scale).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("log2Floor is log2 without its fraction", () => {
    const operand = fc
      .integer({ min: 32, max: 126 })
      .chain((bit) => fc.tuple(fc.constant(1n << BigInt(bit)), fc.bigInt(-3n, 1n << BigInt(bit))))
      .map(([power, offset]) => I96F32.fromBits(power + offset > I96F32.ONE ? power + offset : I96F32.ONE));
    fc.assert(
      fc.property(operand, (x) => {
        expect(log2Floor(I96F32, x)).toBe((log2(I96F32, I96F32, x) as bigint) >> 32n);
      }),
    );
  });
  it("answers every transcendental and guarded function without an exception, within its bounds", () => {
    const within = (x: bigint | undefined) => x === undefined || (x >= type.MIN && x <= type.MAX);
    fc.assert(
      fc.property(value, value, fc.integer({ min: -300, max: 300 }), (a, b, n) => {
        for (const f of type.signed ? [exp, ln, log2, sqrt] : [sqrt]) expect(within(f(type, type, a))).toBe(true);
        if (type.signed) expect(within(pow(type, type, a, b))).toBe(true);
        expect(within(powi(type, type, a, n))).toBe(true);
        expect(within(checkedPow(type, a, n))).toBe(true);
        expect(within(checkedLn(type, a))).toBe(true);
        expect(within(checkedLog(type, a, b))).toBe(true);
        expect(within(checkedSqrt(type, a, b < 0n ? 0n : b))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

/** x · 2^1074, exact. */
const exactly = (x: number): bigint => {
  let exponent = 0;
  let mantissa = x;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return (BigInt(mantissa) << 1074n) >> BigInt(exponent);
};

describe("floats of the largest exponent", () => {
  // substrate-fixed v0.6.0, src/float_helper.rs: EXP_MAX is the exponent of the largest finite numbers.
  it.each([1.5 * 2 ** 1023, -1.5 * 2 ** 1023, Number.MAX_VALUE])("%d is taken for not a number", (x) => {
    expect(() => I64F64.fromFloat(x)).toThrow(RangeError);
    expect(() => I64F64.saturatingFromFloat(x)).toThrow(RangeError);
    expect(I64F64.checkedFromFloat(x)).toBeUndefined();
  });
  it("2^1023 is taken for infinity, and infinity for a huge number", () => {
    expect(I64F64.saturatingFromFloat(2 ** 1023)).toBe(I64F64.MAX);
    expect(I64F64.saturatingFromFloat(-(2 ** 1023))).toBe(I64F64.MIN);
    expect(() => I64F64.fromFloat(2 ** 1023)).toThrow(RangeError);
    expect(I64F64.saturatingFromFloat(Number.POSITIVE_INFINITY)).toBe(I64F64.MAX);
    expect(I64F64.saturatingFromFloat(Number.NEGATIVE_INFINITY)).toBe(I64F64.MIN);
    expect(I64F64.fromFloat(Number.POSITIVE_INFINITY)).toBe(0n);
  });
  it("of f32 likewise, one octave below its end", () => {
    expect(() => U64F64.fromFloat(1.5 * 2 ** 127, F32)).toThrow(RangeError);
    expect(U64F64.saturatingFromFloat(2 ** 127, F32)).toBe(U64F64.MAX);
    expect(U64F64.saturatingFromFloat(1.5 * 2 ** 127)).toBe(U64F64.MAX);
  });
});

describe("what only the library does", () => {
  // substrate-fixed v0.6.0, src/transcendental.rs.
  it("e and the logarithm's base are kept to 23 bits", () => {
    expect(exp(I64F64, I64F64, I64F64.ONE)).toBe(22_802_600n << 41n);
    expect(log2(I32F32, I32F32, I32F32.fromNum(8))).toBe(I32F32.fromNum(3));
    expect(ln(I32F32, I32F32, I32F32.fromNum(2))).toBe(((1n << 32n) * (1n << 32n)) / (12_102_203n << 9n));
  });
  it("zero to any power is zero, even to the zeroth", () => {
    expect(pow(I32F32, I32F32, I32F32.ZERO, I32F32.ZERO)).toBe(I32F32.ZERO);
    expect(powi(I32F32, I32F32, I32F32.ZERO, 0)).toBe(I32F32.ZERO);
  });
  it("the magnitude of the least i32 exponent wraps, so no multiplication happens", () => {
    expect(powi(I64F64, I64F64, I64F64.fromNum(2), -(2 ** 31))).toBe(I64F64.fromFloat(0.5));
  });
});
