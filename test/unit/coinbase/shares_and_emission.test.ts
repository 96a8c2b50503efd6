// The pure tests of the reference's pallets/subtensor/src/tests/subnet_emissions.rs (inplace_pow_normalize), with the exact
// results of its code, and the block emission at its halvings.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emissionAtIssuance } from "../../../runtime/pallets/subtensor/coinbase/emission_curve.ts";
import { powNormalized } from "../../../runtime/pallets/subtensor/coinbase/subnet_shares.ts";
import { U64F64 } from "../../../runtime/primitives/fixed/formats.ts";
import { U64_MAX } from "../../../runtime/primitives/ints.ts";

const REGULAR = [2, 3, 5];

describe("normalised powers", () => {
  it.each([
    ["inplace_pow_normalize_all_zero_inputs_no_panic_and_unchanged", 1, [0, 0, 0], [0n, 0n, 0n]],
    [
      "inplace_pow_normalize_tiny_values_no_panic",
      2,
      [1e-9, 2e-9, 3e-9],
      [1326210303689008001n, 5283875346464598139n, 11836658423555945474n],
    ],
    [
      "inplace_pow_normalize_large_values_no_overflow_and_sum_to_one",
      2,
      [1e9, 5e9, 1e10],
      [147709999921806133n, 3678763131541213903n, 14620270942246531578n],
    ],
    [
      "inplace_pow_normalize_regular_case_relative_proportions_preserved",
      1,
      REGULAR,
      [3689348856309305774n, 5534023272915448844n, 9223371944484796997n],
    ],
  ])("%s", (_name, p, flows, shares) => {
    expect(
      powNormalized(
        flows.map((x) => U64F64.fromFloat(x)),
        U64F64.fromFloat(p),
      ),
    ).toEqual(shares);
  });

  it.each([
    [1, [3689348856309305774n, 5534023272915448844n, 9223371944484796997n]],
    [1.1, [3479228195001811820n, 5434796352174283816n, 9532719526533455978n]],
    [1.2, [3276791916754903713n, 5330380510538143763n, 9839571646416504139n]],
    [1.3, [3082189752344219409n, 5221282434148314658n, 10143271887217017548n]],
    [1.4, [2895539930366456607n, 5108035474741268420n, 10443168668601826588n]],
    [1.5, [2716950584455655823n, 4991218811003822751n, 10738574678250073041n]],
    [1.6, [2546554668248701334n, 4871496147178965314n, 11028693258281884967n]],
    [1.7, [2384554399790731798n, 4749673220030791868n, 11312516453888027948n]],
    [1.8, [2231261222555326833n, 4626760257167659977n, 11588722593986564804n]],
    [1.9, [2087109631359344177n, 4504011720090127018n, 11855622722260080420n]],
    [2, [1952625613669198264n, 4382911628159849619n, 12111206831880503732n]],
  ])("inplace_pow_normalize_fractional_exponent: %d", (p, shares) => {
    expect(
      powNormalized(
        REGULAR.map((x) => U64F64.fromNum(x)),
        U64F64.fromFloat(p),
      ),
    ).toEqual(shares);
  });

  it("never sum to more than one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: U64F64.MAX }), { maxLength: 12 }),
        fc.bigInt({ min: 0n, max: U64F64.ONE * 4n }),
        (flows, p) => {
          const shares = powNormalized(flows.map(U64F64.fromBits), U64F64.fromBits(p));
          expect(shares.length).toBe(flows.length);
          if (shares.some((share) => share > 0n))
            expect(shares.reduce((a, b) => a + b, 0n) <= U64F64.ONE + 1n).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("block emission", () => {
  const schedule = { totalSupply: 21_000_000_000_000_000n, defaultBlockEmission: 1_000_000_000n };
  it.each([
    [0n, 1_000_000_000n],
    [10_499_999_999_999_999n, 1_000_000_000n],
    [10_500_000_000_000_000n, 500_000_000n],
    [15_750_000_000_000_000n, 250_000_000n],
    [18_375_000_000_000_000n, 125_000_000n],
    [20_999_999_999_999_999n, 0n],
    [21_000_000_000_000_000n, 0n],
    [U64_MAX, 0n],
  ])("at %d rao issued is %d", (issuance, emission) => {
    expect(emissionAtIssuance(issuance, schedule)).toBe(emission);
  });
  it("fails where the curve's logarithm does, when the stored supply lies beyond its own", () => {
    expect(emissionAtIssuance(21_000_000_000_000_000n, { ...schedule, totalSupply: U64_MAX })).toBeUndefined();
  });
});
