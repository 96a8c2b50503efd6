// Closeness as the reference's own tests ask for it: where they compare with a tolerance, so does their reproduction, with
// the same one.

import { expect } from "vitest";

type Amount = bigint | number;
const apart = (a: Amount, b: Amount): Amount => {
  if (typeof a === "bigint" && typeof b === "bigint") return a > b ? a - b : b - a;
  return Math.abs(Number(a) - Number(b));
};
/** `assert_abs_diff_eq!`: at most `epsilon` apart. */
export function expectWithin(value: Amount, target: Amount, epsilon: Amount): void {
  expect(apart(value, target) <= epsilon, `${value} should be within ${epsilon} of ${target}`).toBe(true);
}
/** `close`: less than `epsilon` apart. */
export function expectClose(value: bigint, target: bigint, epsilon: bigint): void {
  expect(apart(value, target) < epsilon, `${value} should be less than ${epsilon} from ${target}`).toBe(true);
}
