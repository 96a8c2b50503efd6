// The tests of the reference's pallets/swap/src/pallet/balancer.rs with their literal values. It compares many results with
// f64 powers; here stand the exact results of its own code (safe-bigmath 0.4.1, sp-arithmetic 27), and its claims where they
// are about whole numbers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACCURACY,
  baseDeltaIn,
  baseNeededForQuote,
  baseWeight,
  calculatePrice,
  DEFAULT_QUOTE_WEIGHT,
  expBaseQuote,
  exponentiate,
  expQuoteBase,
  isQuoteWeight,
  MIN_WEIGHT,
  mulPerquintillRound,
  quoteDeltaIn,
  quoteWeightAfter,
} from "../../runtime/primitives/balancer/balancer.ts";
import { powRatioScaled } from "../../runtime/primitives/balancer/power.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { U64_MAX, U128_MAX } from "../../runtime/primitives/ints.ts";
import { Perquintill } from "../../runtime/primitives/perthing.ts";
import { VECTORS } from "../vectors/load.ts";

const weight = (p: bigint, q: bigint) => Perquintill.fromRational(p, q);
const parts = (x: bigint) => Perquintill.fromParts(x);
const HALF = weight(1n, 2n);
const MAX_WEIGHT = parts(ACCURACY - ACCURACY / 100n);
const price = (x: number) => U64F64.fromFloat(x);

describe("weights", () => {
  it("test_balancer_rejects_invalid_boundary_weights_without_panicking", () => {
    const outside = [parts(0n), parts(1n), parts(MIN_WEIGHT - 1n), parts(MAX_WEIGHT + 1n), Perquintill.ONE];
    expect(outside.map(isQuoteWeight)).toEqual([false, false, false, false, false]);
    expect([MIN_WEIGHT, HALF, MAX_WEIGHT].map(isQuoteWeight)).toEqual([true, true, true]);
    expect(DEFAULT_QUOTE_WEIGHT).toBe(HALF);
    expect(baseWeight(weight(1n, 4n))).toBe(weight(3n, 4n));
  });

  const extremes: [bigint, bigint, bigint, bigint][] = [
    [0n, 0n, 0n, 0n],
    [0n, 0n, U64_MAX, U64_MAX],
    [0n, U64_MAX, U64_MAX, 0n],
    [U64_MAX, 0n, 0n, U64_MAX],
    [U64_MAX, U64_MAX, U64_MAX, U64_MAX],
    [1n, U64_MAX, U64_MAX, 1n],
    [U64_MAX, 1n, 1n, U64_MAX],
  ];
  it.each(extremes)(
    "test_balancer_liquidity_weight_update_extremes_do_not_panic %#",
    (taoReserve, alphaReserve, taoDelta, alphaDelta) => {
      const after = quoteWeightAfter(HALF, { taoReserve, alphaReserve, taoDelta, alphaDelta });
      if (after !== undefined) expect(isQuoteWeight(after)).toBe(true);
    },
  );
});

describe("powers", () => {
  it("test_balancer_extreme_exp_inputs_do_not_panic", () => {
    for (const quote of [MIN_WEIGHT, HALF, MAX_WEIGHT])
      for (const reserve of [0n, 1n, U64_MAX])
        for (const delta of [0n, 1n, U64_MAX])
          for (const side of ["base", "quote"] as const) {
            expect(exponentiate(quote, side, reserve, delta) <= U64F64.ONE).toBe(true);
            const grown = exponentiate(quote, side, reserve, -delta);
            expect(grown === U64F64.ZERO || grown >= U64F64.ONE).toBe(true);
          }
  });

  it.each([
    ["exact max numerator", 1024n, 1n, 999_932n],
    ["exact root denominator", 999n, 1024n, 999_999n],
    ["fallback numerator", 1025n, 1n, 999_932n],
    ["fallback denominator", 999n, 1025n, 999_999n],
    ["gcd reduced", 2048n, 4096n, 999_999n],
  ])("test_safe_bigmath_pow_ratio_internal_paths_do_not_panic: %s", (_name, numerator, denominator, result) => {
    const power = powRatioScaled({
      base: [999_999_937n, 1_000_000_003n],
      exponent: [numerator, denominator],
      precision: 64,
      scale: 1_000_000n,
    });
    expect(power).toBe(result);
  });

  it("test_balancer_near_equal_weights_with_tiny_delta_do_not_panic", () => {
    const near = [500000000500000000n, 499999999500000000n, 500000000000500000n, 499999999999500000n];
    for (const quote of near.map(parts))
      for (const delta of [1n, 100n, 100_000n])
        for (const e of [
          expBaseQuote(quote, 21_000_000_000_000_000n, delta),
          expQuoteBase(quote, 21_000_000_000_000_000n, delta),
        ])
          expect(e > 0n && e <= U64F64.ONE).toBe(true);
  });

  it("test_balancer_log_normalization_reserve_shapes_do_not_panic", () => {
    const quote = parts(500_000_000_500_000_000n);
    const power = 1n << 42n;
    for (const shape of [power, power + (power >> 1n)])
      for (const reserve of [shape - 1n, shape, shape + 1n])
        for (const delta of [1n, reserve / 1_000n, reserve / 2n]) {
          expect(expBaseQuote(quote, reserve, delta) <= U64F64.ONE).toBe(true);
          expect(expQuoteBase(quote, reserve, delta) <= U64F64.ONE).toBe(true);
        }
  });

  it("test_perquintill_power", () => {
    const power = powRatioScaled({
      base: [21_000_000_000_000_000n, 28_000_000_000_000_000n],
      exponent: [600_000_000_000_000_000n, 400_000_000_000_000_000n],
      precision: 4096,
      scale: ACCURACY,
    });
    expect(power).toBe(649_519_052_838_328_985n);
  });

  it("test_exp_base_quote_happy_path", () => {
    // 23 weights by 20 triples (y, x, dx) of the reference's test; the powers are its code's.
    const table: {
      readonly weights: readonly string[];
      readonly reserves: readonly (readonly [string, string, string])[];
      readonly exp_base_quote: readonly (readonly string[])[];
      readonly exp_quote_base: readonly (readonly string[])[];
    } = JSON.parse(readFileSync(join(VECTORS, "balancer_happy_path.json"), "utf8"));
    expect([table.weights.length, table.reserves.length]).toEqual([23, 20]);
    const powers = (f: typeof expBaseQuote) =>
      table.weights.map((quote) =>
        table.reserves.map(([, x, dx]) => f(parts(BigInt(quote)), BigInt(x), BigInt(dx)).toString()),
      );
    expect(powers(expBaseQuote)).toEqual(table.exp_base_quote);
    expect(powers(expQuoteBase)).toEqual(table.exp_quote_base);
  });

  it.each([
    [
      21000000000n,
      500000000000000000n,
      21000000000n,
      500000000000500000n,
      18446725626983924632n,
      18446725626983924650n,
    ],
    [
      21000000000n,
      499999999999750000n,
      21000000000n,
      500000000000000000n,
      18446725626983924613n,
      18446725626983924632n,
    ],
    [2n, 500000000000000000n, 1n, 500000000000000000n, 18446744073709549845n, 18446744073709550730n],
    [1n, 500000000000000000n, 1n, 505000000000000000n, 18446744073709550730n, 18446744073709550749n],
    [1n, 497512437810945273n, 1n, 500000000000000000n, 18446744073709550712n, 18446744073709550730n],
  ])("test_exp_base_quote_dy_precision %#", (dx1, weight1, dx2, weight2, power1, power2) => {
    const x = 21_000_000_000_000_000n;
    const [e1, e2] = [expBaseQuote(parts(weight1), x, dx1), expBaseQuote(parts(weight2), x, dx2)];
    expect([e1, e2]).toEqual([power1, power2]);
    const y = U64F64.fromNum(1_000_000_000);
    const paid = [e1, e2].map((e) => U64F64.mul(y, U64F64.sub(U64F64.ONE, e))) as [U64F64, U64F64];
    expect(paid[0] > paid[1] && paid[1] > 0n).toBe(true);
  });

  it("test_exp_quote_broad_range: every 2,000,000th step of its ignored sweep", () => {
    const y = U64F64.fromNum(1_000_000_000_000n);
    let previous = U64F64.fromNum(1_000_000_000);
    for (let n = 100_000_000_000n; n <= 900_000_000_000n; n += 2_000_000_000n) {
      const e = expBaseQuote(weight(n, 1_000_000_000_000n), 100_000_000_000_000n, 10_000_000n);
      const paid = U64F64.mul(y, U64F64.sub(U64F64.ONE, e));
      expect(paid > 0n && paid <= previous).toBe(true);
      previous = paid;
    }
  });

  it("test_exp_quote_fuzzy: random draws from its ranges, between the exact powers on either side", () => {
    const supply = 21_000_000_000_000_000n;
    const amount = fc.bigInt({ min: 1_000n, max: supply });
    const quoteWeight = fc.bigInt({ min: ACCURACY / 10n, max: (ACCURACY / 10n) * 9n });
    fc.assert(
      fc.property(amount, amount, amount, quoteWeight, (x, y, dx, quote) => {
        const power = expBaseQuote(parts(quote), x, dx);
        const paid = U64F64.mul(U64F64.fromNum(y), U64F64.sub(U64F64.ONE, power));
        expect(paid <= U64F64.fromNum(y)).toBe(true);
        // Past a thousandfold the series loses its digits, in the reference too; there it only claims the line above.
        if (dx > 1_000n * x) return;
        // A base below one: a smaller exponent gives a larger power. Sixty-fourths are computed by exact roots.
        const sixtyFourths = ((ACCURACY - quote) * 64n) / quote;
        const exact = (numerator: bigint) =>
          powRatioScaled({ base: [x, x + dx], exponent: [numerator, 64n], precision: 0, scale: ACCURACY }) as bigint;
        const scaled = (power * ACCURACY + U64F64.ONE - 1n) / U64F64.ONE;
        expect(scaled <= exact(sixtyFourths) && scaled >= exact(sixtyFourths + 1n)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same from few terms, for a base near one, as from the whole series", () => {
    const whole = fc.bigInt(1n, U64_MAX);
    const change = fc.tuple(fc.bigInt(-U64_MAX, U64_MAX), fc.integer({ min: 64, max: 128 }));
    const quoteWeight = fc.bigInt(MIN_WEIGHT, MAX_WEIGHT);
    const precision = fc.constantFrom(256, 1_024);
    fc.assert(
      fc.property(whole, change, quoteWeight, precision, (reserve, [part, shift], quote, bits) => {
        const base = [reserve + ((part * reserve) >> BigInt(shift)), reserve] as const;
        const exponent = [quote, ACCURACY - quote] as const;
        // A scale of this size leaves only the series.
        const series = powRatioScaled({ base, exponent, precision: bits, scale: ACCURACY << 101n }) as bigint;
        expect(powRatioScaled({ base, exponent, precision: bits, scale: ACCURACY })).toBe(series >> 101n);
      }),
      { numRuns: 300 },
    );
  });

  // Weight, reserve, change, side; the reference's results, which it compares with nine decimals.
  it.each([
    [weight(5n, 10n), 100_000n, 100n, "base", 18428315757951599997n],
    [weight(1n, 4n), 500_000n, 5_000n, "base", 17904228059285152206n],
    [weight(3n, 4n), 200_000n, 2_000n, "quote", 17904228059285152206n],
    [weight(9n, 10n), 13_513_642n, 1_673n, "quote", 18426203291771111799n],
    [weight(773n, 1000n), 7_000_000_000n, 10_000n, "base", 18446736335016083878n],
  ] as const)("test_exp_scaled %#", (quote, reserve, delta, side, result) => {
    expect(exponentiate(quote, side, reserve, delta)).toBe(result);
  });
});

describe("limits", () => {
  const QUARTER = weight(250_000_000_000n, 1_000_000_000_000n);
  const RESERVE = 1_000_000_000n;

  it("test_balancer_price_and_limit_delta_corner_cases_do_not_panic", () => {
    const prices = [U64F64.ZERO, U64F64.ONE, U64F64.fromNum(U64_MAX)];
    const reserves = [0n, 1n, U64_MAX];
    for (const x of reserves) for (const y of reserves) expect(calculatePrice(MIN_WEIGHT, x, y) >= 0n).toBe(true);
    for (const current of prices)
      for (const target of prices)
        for (const reserve of reserves)
          for (const f of [quoteDeltaIn, baseDeltaIn]) {
            const delta = f(MIN_WEIGHT, { current, target }, reserve);
            expect(delta >= 0n && delta <= U64_MAX).toBe(true);
          }
  });

  it("test_calculate_quote_delta_in", () => {
    expect(quoteDeltaIn(QUARTER, { current: price(0.1), target: price(0.2) }, RESERVE)).toBe(681_792_830n);
  });
  it("test_calculate_base_delta_in", () => {
    expect(baseDeltaIn(QUARTER, { current: price(0.2), target: price(0.1) }, RESERVE)).toBe(189_207_115n);
  });
  it("test_calculate_quote_delta_in_impossible", () => {
    expect(quoteDeltaIn(QUARTER, { current: price(0.1), target: price(0.05) }, RESERVE)).toBe(0n);
  });
  it("test_calculate_base_delta_in_impossible", () => {
    expect(baseDeltaIn(QUARTER, { current: price(0.1), target: price(0.2) }, RESERVE)).toBe(0n);
  });
  it("test_calculate_delta_in_reverse_swap", () => {
    const paid = quoteDeltaIn(HALF, { current: price(0.1), target: price(0.2) }, RESERVE);
    expect(paid).toBe(414_213_562n);
    // Half and half: 10^10 alpha against 10^9 TAO at 0.1; 2928932186 alpha leave.
    expect(calculatePrice(HALF, 10_000_000_000n - 2_928_932_186n, RESERVE + paid)).toBe(3_689_348_812_654_899_471n);
  });
  it("test_base_needed_for_quote", () => {
    const reserves = { taoReserve: RESERVE, alphaReserve: RESERVE };
    expect(baseNeededForQuote(QUARTER, reserves, 1_123_432n)).toBe(374_758n);
  });
  it("test_balancer_base_needed_for_quote_extremes_do_not_panic", () => {
    const inputs: [bigint, bigint, bigint][] = [
      [0n, 0n, 0n],
      [0n, 1n, 1n],
      [1n, 0n, 1n],
      [1n, 1n, 0n],
      [1n, 1n, 1n],
      [1n, 1n, U64_MAX],
      [U64_MAX, U64_MAX, 0n],
      [U64_MAX, U64_MAX, U64_MAX],
    ];
    for (const [taoReserve, alphaReserve, delta] of inputs)
      expect(baseNeededForQuote(MAX_WEIGHT, { taoReserve, alphaReserve }, delta)).toBe(0n);
  });
});

describe("rounded parts", () => {
  it("test_mul_round_zero_and_one", () => {
    expect(mulPerquintillRound(Perquintill.ZERO, 1_000_000n)).toBe(0n);
    expect(mulPerquintillRound(Perquintill.ONE, 1_000_000n)).toBe(1_000_000n);
  });
  it.each([
    [0n, 0n],
    [1n, 1n],
    [2n, 1n],
    [3n, 2n],
    [4n, 2n],
    [5n, 3n],
    [1023n, 512n],
    [1025n, 513n],
  ])("test_mul_round_half_behaviour: half of %d is %d", (x, result) => {
    expect(mulPerquintillRound(HALF, x)).toBe(result);
  });
  it.each([
    [3n, 1n],
    [4n, 1n],
    [5n, 2n],
    [6n, 2n],
  ])("test_mul_round_third_behaviour: a third of %d is %d", (x, result) => {
    expect(mulPerquintillRound(weight(1n, 3n), x)).toBe(result);
  });
  it("test_mul_round_large_values_simple_rational", () => {
    expect(mulPerquintillRound(weight(7n, 10n), 1_000_000_000_000_000_000n)).toBe(700_000_000_000_000_000n);
  });
  it("test_mul_round_max_value_with_one", () => {
    expect(mulPerquintillRound(Perquintill.ONE, U128_MAX)).toBe(U128_MAX);
  });
});

describe("price", () => {
  // Quote weight, alpha reserve, TAO reserve; the reference's results.
  it.each([
    ["test_price_with_equal_weights_is_y_over_x", weight(1n, 2n), 2n, 5n, 46116860184273879040n],
    ["test_price_scales_with_weight_ratio_two_to_one", weight(1n, 3n), 4n, 10n, 92233720368547758217n],
    ["test_price_is_zero_when_y_is_zero", weight(3n, 10n), 10n, 0n, 0n],
    ["test_price_matches_formula_for_general_quote", weight(2n, 5n), 9n, 25n, 76861433640456465066n],
    [
      "test_price_high_values_non_equal_weights",
      weight(3n, 10n),
      21_000_000_000_000_000n,
      15_000_000_000_000_000n,
      30744573456182586025n,
    ],
  ])("%s", (_name, quote, x, y, result) => {
    expect(calculatePrice(quote, x, y)).toBe(result);
  });
  it("test_price_invariant_when_scaling_x_and_y_with_equal_weights", () => {
    expect(calculatePrice(HALF, 3n, 7n)).toBe(43_042_402_838_655_620_437n);
    expect(calculatePrice(HALF, 30n, 70n)).toBe(calculatePrice(HALF, 3n, 7n));
  });
  it("is kept by liquidity that moves the weights, to the 18th digit of a weight", () => {
    const reserve = fc.bigInt({ min: 1_500_000_000n, max: 21_000_000_000_000_000n });
    const delta = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const quoteWeight = fc.bigInt({ min: MIN_WEIGHT, max: MAX_WEIGHT });
    fc.assert(
      fc.property(
        quoteWeight,
        reserve,
        reserve,
        delta,
        delta,
        (quote, taoReserve, alphaReserve, taoDelta, alphaDelta) => {
          const after = quoteWeightAfter(parts(quote), { taoReserve, alphaReserve, taoDelta, alphaDelta });
          // w2 x (y + dy) : w1 y (x + dx) is the ratio of the new weights.
          const own = quote * alphaReserve * (taoReserve + taoDelta);
          const sum = own + (ACCURACY - quote) * taoReserve * (alphaReserve + alphaDelta);
          if (after === undefined) {
            const low = own * 100n < sum + (3n * sum) / ACCURACY;
            expect(low || (sum - own) * 100n < sum + (3n * sum) / ACCURACY).toBe(true);
          } else {
            const off = after * sum - ACCURACY * own;
            expect(off <= 2n * sum && off >= -2n * sum).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
