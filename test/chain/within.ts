// The reference's own tolerance (assert_abs_diff_eq), for results that it checks only loosely.

import { expect } from "vitest";

export function expectWithin(actual: bigint | number, expected: bigint | number, epsilon: bigint | number): void {
  const distance =
    typeof actual === "bigint" ? Math.abs(Number(actual - BigInt(expected))) : Math.abs(actual - Number(expected));
  expect(distance, `${actual} should be ${expected} to within ${epsilon}`).toBeLessThanOrEqual(Number(epsilon));
}
