// Machine integers: exact results, then each way past the bounds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  I64_MAX,
  I64_MIN,
  type Int,
  i8,
  i16,
  i32,
  i64,
  i128,
  U16_MAX,
  U32_MAX,
  U64_MAX,
  U128_MAX,
  u8,
  u16,
  u32,
  u64,
  u128,
} from "../../runtime/primitives/ints.ts";

type AnyInt = Int<number | bigint>;
const all = [u8, u16, u32, u64, u128, i8, i16, i32, i64, i128] as unknown as readonly AnyInt[];

it("bounds", () => {
  expect([u8.MIN, u8.MAX, i8.MIN, i8.MAX]).toEqual([0, 255, -128, 127]);
  expect([i16.MIN, i16.MAX, i32.MIN, i32.MAX]).toEqual([-32_768, 32_767, -2_147_483_648, 2_147_483_647]);
  expect([U16_MAX, U32_MAX]).toEqual([65_535, 4_294_967_295]);
  expect(U64_MAX).toBe(18_446_744_073_709_551_615n);
  expect(U128_MAX).toBe(340_282_366_920_938_463_463_374_607_431_768_211_455n);
  expect([I64_MIN, I64_MAX]).toEqual([-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n]);
  expect([i128.MIN, i128.MAX]).toEqual([-(2n ** 127n), 2n ** 127n - 1n]);
});

describe.each(all)("$name", (int) => {
  const [MIN, MAX] = [BigInt(int.MIN), BigInt(int.MAX)];
  const own = (x: bigint) => (typeof int.MAX === "number" ? Number(x) : x);
  const value = fc.oneof(
    fc.bigInt({ min: MIN, max: MAX }),
    fc.constantFrom(MIN, MIN + 1n, 0n, 1n, MAX - 1n, MAX, ...(int.signed ? [-1n] : [])),
    fc.bigInt({ min: int.signed ? -12n : 0n, max: 12n }),
  );
  const clamp = (x: bigint) => own(x > MAX ? MAX : x < MIN ? MIN : x);
  const check = (x: bigint) => (x > MAX || x < MIN ? undefined : own(x));
  const wrap = (x: bigint) => {
    const turn = 1n << BigInt(int.bits);
    const up = ((x % turn) + turn) % turn;
    return own(up > MAX ? up - turn : up);
  };

  it("adds, subtracts and multiplies", () => {
    fc.assert(
      fc.property(value, value, (x, y) => {
        const [a, b] = [own(x), own(y)];
        expect(int.saturatingAdd(a, b)).toBe(clamp(x + y));
        expect(int.checkedAdd(a, b)).toBe(check(x + y));
        expect(int.wrappingAdd(a, b)).toBe(wrap(x + y));
        expect(int.saturatingSub(a, b)).toBe(clamp(x - y));
        expect(int.checkedSub(a, b)).toBe(check(x - y));
        expect(int.wrappingSub(a, b)).toBe(wrap(x - y));
        expect(int.saturatingMul(a, b)).toBe(clamp(x * y));
        expect(int.checkedMul(a, b)).toBe(check(x * y));
        expect(int.wrappingMul(a, b)).toBe(wrap(x * y));
        expect(int.wrappingNeg(a)).toBe(wrap(-x));
        expect(BigInt(int.absDiff(a, b))).toBe(x > y ? x - y : y - x);
      }),
      { numRuns: 300 },
    );
  });

  it("divides toward zero, guarded", () => {
    fc.assert(
      fc.property(value, value, (x, y) => {
        const [a, b] = [own(x), own(y)];
        const quotient = y === 0n ? undefined : check(x / y);
        expect(int.checkedDiv(a, b)).toBe(quotient);
        expect(int.safeDiv(a, b)).toBe(quotient ?? own(0n));
        expect(int.safeDivOr(a, b, own(7n))).toBe(quotient ?? own(7n));
        expect(int.checkedRem(a, b)).toBe(quotient === undefined ? undefined : own(x % y));
      }),
      { numRuns: 300 },
    );
  });

  it("raises to powers", () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 150 }), (x, n) => {
        expect(int.saturatingPow(own(x), n)).toBe(clamp(x ** BigInt(n)));
        expect(int.checkedPow(own(x), n)).toBe(check(x ** BigInt(n)));
      }),
      { numRuns: 200 },
    );
  });

  it("takes any integer in", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 130n), max: 1n << 130n }), fc.maxSafeInteger(), (big, small) => {
        for (const x of [big, small]) {
          expect(int.saturate(x)).toBe(clamp(BigInt(x)));
          expect(int.check(x)).toBe(check(BigInt(x)));
          expect(int.wrap(x)).toBe(wrap(BigInt(x)));
          expect(int.fits(x)).toBe(check(BigInt(x)) !== undefined);
        }
      }),
      { numRuns: 300 },
    );
  });
});
