// Parts of one: the values of sp-arithmetic's own tests and examples (src/per_things.rs), and its rounding as laws.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { U64_MAX, U128_MAX } from "../../runtime/primitives/ints.ts";
import { Perbill, Percent, Permill, Perquintill } from "../../runtime/primitives/perthing.ts";

const percent = (x: number) => Percent.fromPercent(x);

describe("sp-arithmetic's examples", () => {
  it("makes parts", () => {
    for (const type of [Permill, Perbill, Perquintill]) {
      const of = (parts: bigint) => type.fromParts(parts);
      expect(type.fromPercent(0)).toBe(of(0n));
      expect(type.fromPercent(10)).toBe(of(type.ACCURACY / 10n));
      expect(type.fromPercent(50)).toBe(of(type.ACCURACY / 2n));
      expect(type.fromPercent(100)).toBe(type.ONE);
      expect(type.fromPercent(200)).toBe(type.ONE);
      expect(of(type.ACCURACY + 1n)).toBe(type.ONE);
    }
    expect([Percent.ONE, Permill.ONE, Perbill.ONE]).toEqual([100, 1_000_000, 1_000_000_000]);
    expect(Perquintill.ONE).toBe(1_000_000_000_000_000_000n);
  });

  it("takes parts of amounts", () => {
    expect([33, 34, 35, 36].map((x) => Percent.mulAmount(percent(x), 10n))).toEqual([3n, 3n, 3n, 4n]);
    expect([34, 36].map((x) => Percent.mulFloor(percent(x), 10n))).toEqual([3n, 3n]);
    expect([34, 36].map((x) => Percent.mulCeil(percent(x), 10n))).toEqual([4n, 4n]);
    expect(Percent.mulFloor(percent(49), 10n)).toBe(4n);
    expect(Perbill.mulAmount(Perbill.ONE, U64_MAX)).toBe(U64_MAX);
    expect(Perbill.mulAmount(Perbill.ZERO, U64_MAX)).toBe(0n);
  });

  it("divides parts with a rounding", () => {
    const [two, three, one] = [percent(2), percent(3), percent(1)];
    expect(Percent.fromRationalWithRounding(two, three, "Down")).toBe(percent(66));
    expect(Percent.fromRationalWithRounding(one, three, "NearestPrefUp")).toBe(percent(33));
    expect(Percent.fromRationalWithRounding(two, three, "NearestPrefDown")).toBe(percent(67));
    expect(Percent.fromRationalWithRounding(one, three, "Up")).toBe(percent(34));
    expect(Percent.fromRationalWithRounding(three, two, "Up")).toBeUndefined();
    expect(Percent.div(three, two)).toBe(Percent.ONE);
    expect(Percent.fromRational(1, 0)).toBe(Percent.ONE);
  });

  it("multiplies and raises parts", () => {
    const tenth = Perbill.fromPercent(10);
    expect(Perbill.mul(tenth, tenth)).toBe(Perbill.fromPercent(1));
    expect([0, 1, 2, 3].map((n) => Perbill.pow(tenth, n))).toEqual([1_000_000_000, 100_000_000, 10_000_000, 1_000_000]);
    expect(Perbill.saturatingAdd(Perbill.fromPercent(60), Perbill.fromPercent(60))).toBe(Perbill.ONE);
    expect(Perbill.saturatingSub(tenth, Perbill.ONE)).toBe(Perbill.ZERO);
    expect(Perbill.leftFromOne(tenth)).toBe(Perbill.fromPercent(90));
  });
});

describe("rounding", () => {
  const amount = fc.bigInt({ min: 0n, max: U128_MAX });
  it("of parts of an amount is a floor, a ceiling, or to nearest with a tie down", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: Perquintill.ACCURACY }), amount, (parts, x) => {
        const part = Perquintill.fromParts(parts);
        const exact = parts * x;
        const [floor, ceil, near] = [
          Perquintill.mulFloor(part, x),
          Perquintill.mulCeil(part, x),
          Perquintill.mulAmount(part, x),
        ];
        const D = Perquintill.ACCURACY;
        expect(floor * D <= exact && exact < (floor + 1n) * D).toBe(true);
        expect((ceil - 1n) * D < exact && exact <= ceil * D).toBe(true);
        expect(near === floor || near === ceil).toBe(true);
        expect(near === floor).toBe(2n * (exact - floor * D) <= D);
      }),
      { numRuns: 1_000 },
    );
  });
  it("of a ratio is down, and a ratio above one is one", () => {
    fc.assert(
      fc.property(amount, amount, (p, q) => {
        const parts = Perquintill.fromRational(p, q);
        if (q === 0n || p > q) expect(parts).toBe(Perquintill.ONE);
        else expect(parts * q <= p * Perquintill.ACCURACY && p * Perquintill.ACCURACY < (parts + 1n) * q).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
