// Guarded powers, roots and logarithms of fixed-point numbers. Mirrors primitives/safe-math/src/lib.rs (FixedExt);
// its SafeDiv is safeDiv and safeDivOr on every number type, its abs_diff absDiff. undefined is its None.

import type { Fixed } from "../fixed/fixed.ts";
import { i32 } from "../ints.ts";

/**
 * Square and multiply with saturation; an exponent beyond i32 saturates first.
 * Operations: saturating mul of result and base per bit of the exponent, low bits first; one safe div when it is
 * negative.
 */
export const checkedPow = <T extends bigint>(type: Fixed<T>, x: T, exponent: number | bigint): T | undefined => {
  const power = i32.saturate(exponent);
  if (power === 0) return type.ONE;
  if (x === type.ZERO) return power < 0 ? undefined : type.ZERO;
  let result = type.ONE;
  let base = x;
  for (let rest = Math.abs(power); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = type.saturatingMul(result, base);
    base = type.saturatingMul(base, base);
  }
  return power < 0 ? type.safeDiv(type.ONE, result) : result;
};

const MAX_BISECTIONS = 128;

/**
 * Bisection until x / middle is within epsilon of middle; undefined for a negative x.
 * Operations, each round: saturating add of the ends, safe div by two, safe div of x by the middle.
 */
export const checkedSqrt = <T extends bigint>(type: Fixed<T>, x: T, epsilon: T): T | undefined => {
  if (x < 0n) return undefined;
  const two = type.saturatingFromNum(2);
  const middleOf = (low: T, high: T) => type.safeDiv(type.saturatingAdd(high, low), two);
  let [low, high] = x > type.ONE ? [type.ZERO, x] : [x, type.ONE];
  let middle = middleOf(low, high);
  let check = type.safeDiv(x, middle);
  for (let iteration = 0; type.absDiff(check, middle) > epsilon; ) {
    if (check < middle) high = middle;
    else low = middle;
    middle = middleOf(low, high);
    check = type.safeDiv(x, middle);
    if (++iteration > MAX_BISECTIONS) break;
  }
  return middle;
};

/**
 * ln(1 + z) by eight terms of the series after halving or doubling into [1, 2). Unsigned types wrap a negative power.
 * Operations: checked div or mul by two; z^2 … z^8 by checked mul with z; checked mul with each coefficient, checked
 * sub and add in turn; checked mul of the power of two with ln 2; checked add.
 */
export const checkedLn = <T extends bigint>(type: Fixed<T>, x: T): T | undefined => {
  if (x <= 0n) return undefined;
  const two = type.fromNum(2);
  let exponent = 0;
  let y: T | undefined = x;
  while (y >= two) {
    y = type.checkedDiv(y, two);
    if (y === undefined) return undefined;
    exponent += 1;
  }
  while (y < type.ONE) {
    y = type.checkedMul(y, two);
    if (y === undefined) return undefined;
    exponent -= 1;
  }
  const logarithm = series(type, type.sub(y, type.ONE));
  const whole = type.checkedMul(type.fromNum(exponent), type.fromFloat(Math.LN2));
  return logarithm === undefined || whole === undefined ? undefined : type.checkedAdd(logarithm, whole);
};

/** The signed coefficients of z², z³, …; the reference writes them as f64. */
const COEFFICIENTS = [-0.5, 1 / 3, -0.25, 0.2, -(1 / 6), 1 / 7, -0.125];

const series = <T extends bigint>(type: Fixed<T>, z: T): T | undefined => {
  let sum: T | undefined = z;
  let power: T | undefined = z;
  for (const coefficient of COEFFICIENTS) {
    power = type.checkedMul(power, z);
    if (power === undefined) return undefined;
    const term = type.checkedMul(power, type.fromFloat(Math.abs(coefficient)));
    if (term === undefined) return undefined;
    sum = coefficient < 0 ? type.checkedSub(sum, term) : type.checkedAdd(sum, term);
    if (sum === undefined) return undefined;
  }
  return sum;
};

export const checkedLog = <T extends bigint>(type: Fixed<T>, x: T, base: T): T | undefined => {
  if (base <= 0n || base === type.ONE) return undefined;
  const numerator = checkedLn(type, x);
  const denominator = checkedLn(type, base);
  return numerator === undefined || denominator === undefined ? undefined : type.checkedDiv(numerator, denominator);
};

/** The trait's own floor: int() floors already, so a negative fraction comes out one lower than its floor. */
export const traitCheckedFloor = <T extends bigint>(type: Fixed<T>, x: T): T | undefined => {
  const whole = type.int(x);
  if (x >= 0n) return whole;
  return type.fraction(x) === type.ZERO ? x : type.checkedSub(whole, type.ONE);
};
