// The tests of the reference's primitives/safe-math/src/lib.rs. Where it compares within a distance, the exact bits that
// its own code gives stand here, beside its claim.

import { describe, expect, it } from "vitest";
import { I32F32, I64F64, U64F64, U110F18 } from "../../runtime/primitives/fixed/formats.ts";
import { u64 } from "../../runtime/primitives/ints.ts";
import {
  checkedLn,
  checkedLog,
  checkedPow,
  checkedSqrt,
  traitCheckedFloor,
} from "../../runtime/primitives/safe_math/fixed_ext.ts";

describe("square root by bisection (U110F18)", () => {
  const num = (x: number) => U110F18.fromFloat(x);
  it.each([
    ["test_checked_sqrt_positive_values", 4, 0.0001, 524_288n],
    ["test_checked_sqrt_large_value", 1e18, 0.0001, 262_144_000_000_000n],
    [
      "test_checked_sqrt_21m_tao_value",
      441_000_000_000_000_000_000_000_000_000_000,
      1000,
      5_505_023_999_999_967_471_569n,
    ],
    ["test_checked_sqrt_zero", 0, 0.0001, 16n],
    ["test_checked_sqrt_precision", 2, 0.0001, 370_720n],
    ["test_checked_sqrt_max_iterations", 2, 1e-30, 370_727n],
  ])("%s", (name, x, epsilon, bits) => {
    const root = checkedSqrt(U110F18, num(x), num(epsilon));
    expect(root).toBe(bits);
    if (root !== undefined && name !== "test_checked_sqrt_max_iterations")
      expect(U110F18.absDiff(root, num(Math.sqrt(x))) <= num(epsilon)).toBe(true);
  });
  it("of a negative number is none", () => {
    expect(checkedSqrt(I64F64, I64F64.fromNum(-1), I64F64.DELTA)).toBeUndefined();
  });
});

it("test_checked_pow_fixed", () => {
  expect(checkedPow(U64F64, U64F64.fromFloat(2.5), 3)).toBe(U64F64.fromFloat(15.625));
  expect(checkedPow(I32F32, I32F32.fromFloat(1.5), -2)).toBe(1_908_874_353n);
  expect(checkedPow(I32F32, I32F32.ZERO, -1)).toBeUndefined();
  expect(checkedPow(I32F32, I32F32.ZERO, 0)).toBe(I32F32.ONE);
});

it("test_checked_ln", () => {
  expect(checkedLn(I64F64, I64F64.fromFloat(10))).toBe(42_475_191_533_508_765_847n);
  expect(checkedLn(I64F64, I64F64.fromFloat(-5))).toBeUndefined();
  expect(checkedLn(I64F64, I64F64.fromFloat(0))).toBeUndefined();
});

it("test_checked_log", () => {
  const ten = I64F64.fromFloat(10);
  expect(checkedLog(I64F64, ten, ten)).toBe(I64F64.ONE);
  expect(checkedLog(I64F64, ten, I64F64.fromFloat(-2))).toBeUndefined();
  expect(checkedLog(I64F64, ten, I64F64.ONE)).toBeUndefined();
});

// The reference calls the type's own floor there; the trait's differs below zero.
it.each([
  [0.0, 0.0],
  [1.0, 1.0],
  [5.0, 5.0],
  [-1.0, -1.0],
  [-5.0, -5.0],
  [0.5, 0.0],
  [1.5, 1.0],
  [3.75, 3.0],
  [9.999, 9.0],
  [-0.1, -1.0],
  [-1.5, -2.0],
  [-3.75, -4.0],
  [-9.999, -10.0],
])("test_checked_floor of %d is %d", (x, floor) => {
  const value = I64F64.fromFloat(x);
  expect(I64F64.floor(value)).toBe(I64F64.fromFloat(floor));
  const fractional = x < 0 && !Number.isInteger(x);
  expect(traitCheckedFloor(I64F64, value)).toBe(I64F64.fromFloat(fractional ? floor - 1 : floor));
});

it("safe division gives the default where there is no quotient", () => {
  expect(I32F32.safeDiv(I32F32.ONE, I32F32.ZERO)).toBe(0n);
  expect(I32F32.safeDivOr(I32F32.MAX, I32F32.DELTA, I32F32.ONE)).toBe(I32F32.ONE);
  expect(u64.safeDiv(7n, 0n)).toBe(0n);
  expect(u64.safeDivOr(7n, 0n, 9n)).toBe(9n);
  expect(u64.safeDivOr(7n, 2n, 9n)).toBe(3n);
});
