// Fractions of one in fixed parts: Percent, Permill, Perbill (numbers) and Perquintill (bigint). Mirrors sp-arithmetic,
// src/per_things.rs. A value is its parts; each type's object holds the arithmetic.

import type { Brand } from "./brand.ts";

export type Percent = Brand<number, "Percent">;
export type Permill = Brand<number, "Permill">;
export type Perbill = Brand<number, "Perbill">;
export type Perquintill = Brand<bigint, "Perquintill">;

export type Rounding = "Up" | "Down" | "NearestPrefUp" | "NearestPrefDown";

/** An unsigned integer that parts are taken of or compared as: a balance, a count. */
type Amount = number | bigint;

export interface PerThing<P extends Amount> {
  readonly name: string;
  readonly ACCURACY: bigint;
  readonly ZERO: P;
  readonly ONE: P;
  /** Parts above one become one. */
  readonly fromParts: (parts: Amount) => P;
  readonly fromPercent: (percent: Amount) => P;
  /** p/q rounded down; one when p > q or q = 0. */
  readonly fromRational: (p: Amount, q: Amount) => P;
  readonly fromRationalWithRounding: (p: Amount, q: Amount, rounding: Rounding) => P | undefined;
  /** part · x, to nearest, a tie down: Rust's part * x. */
  readonly mulAmount: (part: P, x: bigint) => bigint;
  readonly mulFloor: (part: P, x: bigint) => bigint;
  readonly mulCeil: (part: P, x: bigint) => bigint;
  /** The product of two parts, rounded down. */
  readonly mul: (a: P, b: P) => P;
  readonly div: (a: P, b: P) => P;
  readonly saturatingAdd: (a: P, b: P) => P;
  readonly saturatingSub: (a: P, b: P) => P;
  /** One minus the part. */
  readonly leftFromOne: (part: P) => P;
  readonly pow: (part: P, exponent: number) => P;
}

const rounded = (numerator: bigint, denominator: bigint, rounding: Rounding): bigint => {
  const down = numerator / denominator;
  const remainder = numerator % denominator;
  const half = denominator / 2n;
  const up =
    rounding === "Up"
      ? remainder > 0n
      : rounding === "NearestPrefUp"
        ? remainder >= half + (denominator % 2n)
        : rounding === "NearestPrefDown" && remainder > half;
  return up ? down + 1n : down;
};

const perThing = <P extends Amount>(name: string, ACCURACY: bigint, make: (parts: bigint) => P): PerThing<P> => {
  const fromParts = (parts: Amount) => make(BigInt(parts) > ACCURACY ? ACCURACY : BigInt(parts));
  const fromRationalWithRounding = (p: Amount, q: Amount, rounding: Rounding) =>
    BigInt(q) === 0n || p > q ? undefined : make(rounded(ACCURACY * BigInt(p), BigInt(q), rounding));
  const fromRational = (p: Amount, q: Amount) => fromRationalWithRounding(p, q, "Down") ?? make(ACCURACY);
  const mul = (a: P, b: P) => make((BigInt(a) * BigInt(b)) / ACCURACY);
  const of = (rounding: Rounding) => (part: P, x: bigint) => rounded(BigInt(part) * x, ACCURACY, rounding);
  return {
    name,
    ACCURACY,
    ZERO: make(0n),
    ONE: make(ACCURACY),
    fromParts,
    fromPercent: (percent) => make((ACCURACY / 100n) * (percent > 100 ? 100n : BigInt(percent))),
    fromRational,
    fromRationalWithRounding,
    mulAmount: of("NearestPrefDown"),
    mulFloor: of("Down"),
    mulCeil: of("Up"),
    mul,
    div: (a, b) => fromRational(a, b),
    saturatingAdd: (a, b) => fromParts(BigInt(a) + BigInt(b)),
    saturatingSub: (a, b) => make(a > b ? BigInt(a) - BigInt(b) : 0n),
    leftFromOne: (part) => make(ACCURACY - BigInt(part)),
    pow: (part, exponent) => {
      if (exponent === 0 || BigInt(part) === ACCURACY) return make(ACCURACY);
      let result = part;
      let base = part;
      for (let rest = exponent - 1; rest > 0 && BigInt(result) !== 0n; rest = Math.floor(rest / 2)) {
        if (rest % 2 === 1) result = mul(result, base);
        base = mul(base, base);
      }
      return result;
    },
  };
};

export const Percent = perThing("Percent", 100n, (parts) => Number(parts) as Percent);
export const Permill = perThing("Permill", 1_000_000n, (parts) => Number(parts) as Permill);
export const Perbill = perThing("Perbill", 1_000_000_000n, (parts) => Number(parts) as Perbill);
export const Perquintill = perThing("Perquintill", 10n ** 18n, (parts) => parts as Perquintill);
