// The tests of the reference's primitives/share-pool/src/lib.rs with their literal values, and the pool's laws.
// Where the reference allows a distance, the exact result of its own code stands here.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex, concatBytes } from "../../runtime/primitives/bytes.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { I64_MAX, I64_MIN, U64_MAX, U128_MAX } from "../../runtime/primitives/ints.ts";
import { i64, ScaleError, u128 } from "../../runtime/primitives/scale/index.ts";
import { SafeFloatCodec } from "../../runtime/primitives/share_pool/codec.ts";
import {
  add,
  divide,
  greater,
  isZero,
  mulDiv,
  SAFE_FLOAT_MAX,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloat,
  safeFloatFromU64,
  safeFloatFromU64F64,
  safeFloatToU64,
  sub,
} from "../../runtime/primitives/share_pool/safe_float.ts";
import {
  sharesPerUpdate,
  tryValueOfKey,
  updateValueForAll,
  updateValueForOne,
  valueOfKey,
  valueOfShare,
  wouldUpdateValueForOne,
} from "../../runtime/primitives/share_pool/share_pool.ts";
import { memoryPool } from "../vectors/replay_sharepool.ts";

const float = (mantissa: bigint, exponent: bigint): SafeFloat => {
  const made = safeFloat(mantissa, exponent);
  if (made === undefined) throw new Error(`no SafeFloat ${mantissa}e${exponent}`);
  return made;
};

/** A pool with the given shares of a denominator. */
const poolOf = (value: bigint, denominator: SafeFloat, shares: Readonly<Record<number, SafeFloat>> = {}) => {
  const pool = memoryPool();
  pool.setSharedValue(value);
  pool.setDenominator(denominator);
  for (const [key, share] of Object.entries(shares)) pool.setShare(Number(key), share);
  return pool;
};

describe("share pool", () => {
  it("test_get_value", () => {
    const pool = poolOf(100n, safeFloatFromU64(10n), { 1: safeFloatFromU64(3n), 2: safeFloatFromU64(7n) });
    expect([valueOfKey(pool, 1), valueOfKey(pool, 2)]).toEqual([30n, 70n]);
    expect(valueOfShare(pool, safeFloatFromU64(7n))).toBe(70n);
    expect([tryValueOfKey(pool, 1), tryValueOfKey(pool, 3), valueOfKey(pool, 3)]).toEqual([30n, undefined, 0n]);
  });

  it("test_division_by_zero", () => {
    expect(valueOfKey(poolOf(0n, SAFE_FLOAT_ZERO), 1)).toBe(0n);
  });

  it("test_max_shared_value", () => {
    const pool = poolOf(U64_MAX, safeFloatFromU64(10n), { 1: safeFloatFromU64(3n), 2: safeFloatFromU64(7n) });
    expect(U64_MAX - (valueOfKey(pool, 1) + valueOfKey(pool, 2)) <= 5n).toBe(true);
  });

  it("test_max_share_value", () => {
    const half = safeFloatFromU64(U64_MAX / 2n);
    const pool = poolOf(1_000_000_000n, safeFloatFromU64(U64_MAX), { 1: half, 2: half });
    for (const key of [1, 2]) expect([499_999_999n, 500_000_000n, 500_000_001n]).toContain(valueOfKey(pool, key));
  });

  it("test_denom_precision", () => {
    const pool = memoryPool();
    updateValueForOne(pool, 1, 1000n);
    expect(valueOfKey(pool, 1)).toBe(1000n);
    updateValueForOne(pool, 1, -990n);
    updateValueForOne(pool, 2, 1000n);
    updateValueForOne(pool, 2, -990n);
    expect([valueOfKey(pool, 1), valueOfKey(pool, 2)]).toEqual([10n, 10n]);
  });

  it("test_denom_high_precision", () => {
    const pool = memoryPool();
    updateValueForOne(pool, 1, 1n);
    updateValueForOne(pool, 2, 1n);
    updateValueForAll(pool, 999_999_999_999_998n);
    updateValueForOne(pool, 1, -499_999_999_999_990n);
    updateValueForOne(pool, 2, -499_999_999_999_990n);
    updateValueForAll(pool, 999_999_999_999_980n);
    updateValueForOne(pool, 1, 1_000_000_000_000n);
    updateValueForOne(pool, 2, 1_000_000_000_000n);
    const expected = 501_000_000_000_000n;
    for (const key of [1, 2]) expect([expected - 1n, expected, expected + 1n]).toContain(valueOfKey(pool, key));
  });

  it("test_denom_high_precision_many_small_unstakes", () => {
    const pool = memoryPool();
    updateValueForOne(pool, 1, 1n);
    updateValueForOne(pool, 2, 1n);
    updateValueForAll(pool, 1_000_000_000_000_000n);
    for (let i = 0; i < 1000; i++) for (const key of [1, 2]) updateValueForOne(pool, key, -500_000_000n);
    updateValueForAll(pool, 1_000_000_000_000_000n);
    updateValueForOne(pool, 1, 1_000_000_000_000n);
    updateValueForOne(pool, 2, 1_000_000_000_000n);
    const expected = 1_001_000_000_000_000n - 1000n * 500_000_000n;
    for (const key of [1, 2]) expect([expected - 1n, expected, expected + 1n]).toContain(valueOfKey(pool, key));
  });

  it("test_update_value_for_one", () => {
    const pool = memoryPool();
    updateValueForOne(pool, 1, 1000n);
    expect(valueOfKey(pool, 1)).toBe(1000n);
  });

  it("test_update_value_for_all", () => {
    const pool = memoryPool();
    updateValueForAll(pool, 1000n);
    expect(pool.sharedValue()).toBe(1000n);
    updateValueForAll(pool, -2000n);
    expect(pool.sharedValue()).toBe(0n);
    pool.setSharedValue(U64_MAX);
    updateValueForAll(pool, I64_MAX);
    expect(pool.sharedValue()).toBe(U64_MAX);
    updateValueForAll(pool, I64_MIN);
    expect(pool.sharedValue()).toBe(2n ** 63n - 1n);
  });

  // update, shared value, denominator; then the reference's result.
  it.each([
    [1n, 1n, 1n, 0n, 1000000000000000000000n, -21n],
    [1n, 1000000000000000000n, 1n, 0n, 1000000000000000000000n, -39n],
    [1n, 21000000000000000n, 1n, 5n, 476190476190476190476n, -32n],
    [1n, 21000000000000000n, 1n, -1000000n, 476190476190476190476n, -1000037n],
    [1n, 21000000000000000n, 1n, -1000000000n, 476190476190476190476n, -1000000037n],
    [1n, 21000000000000000n, 1n, -1000000001n, 476190476190476190476n, -1000000038n],
    [1000n, 21000000000000000n, 1n, 5n, 476190476190476190476n, -29n],
    [21000000000000000n, 21000000000000000n, 1n, 5n, 1000000000000000000000n, -16n],
    [21000000000000000n, 21000000000000000n, 1n, -5n, 1000000000000000000000n, -26n],
    [21000000000000000n, 21000000000000000n, 1n, -100n, 1000000000000000000000n, -121n],
    [21000000000000000n, 21000000000000000n, 1n, 100n, 1000000000000000000000n, 79n],
    [210000000000000000n, 21000000000000000n, 1n, 5n, 1000000000000000000000n, -15n],
    [1000n, 1000n, 21000000000000000n, 0n, 210000000000000000000n, -4n],
    [1000n, 1000n, 21000000000000000n, -1n, 210000000000000000000n, -5n],
  ])("test_get_shares_per_update %#", (update, value, mantissa, exponent, resultMantissa, resultExponent) => {
    expect(sharesPerUpdate(update, value, float(mantissa, exponent))).toEqual({
      mantissa: resultMantissa,
      exponent: resultExponent,
    });
  });

  it("test_loss_due_to_precision", () => {
    const pool = poolOf(1_000_000_000_000n, float(1n, -14n), { 1: float(1n, -15n) });
    expect(valueOfKey(pool, 1)).toBe(100_000_000_000n);
    updateValueForOne(pool, 1, -1000n);
    expect(valueOfKey(pool, 1)).toBe(99_999_999_000n);
  });
});

describe("SafeFloat", () => {
  it.each([
    [1n, 0n, SAFE_FLOAT_MAX, -21n],
    [0n, 0n, 0n, 0n],
    [10n, 0n, SAFE_FLOAT_MAX, -20n],
    [1_000n, 0n, SAFE_FLOAT_MAX, -18n],
    [100_000_000_000_000_000_000n, 0n, SAFE_FLOAT_MAX, -1n],
    [SAFE_FLOAT_MAX, 0n, SAFE_FLOAT_MAX, 0n],
  ])("test_safefloat_normalize %#", (mantissa, exponent, expectedMantissa, expectedExponent) => {
    expect(safeFloat(mantissa, exponent)).toEqual({ mantissa: expectedMantissa, exponent: expectedExponent });
  });

  it.each([
    [1n, 0n, 1n, 0n, 200_000_000_000_000_000_000n, -20n],
    [0n, 0n, 1n, 0n, 1_000_000_000_000_000_000_000n, -21n],
    [0n, 0n, 1n, -1n, 1_000_000_000_000_000_000_000n, -22n],
    [1n, -1000n, 1n, -1n, 1_000_000_000_000_000_000_000n, -22n],
    [SAFE_FLOAT_MAX, 0n, SAFE_FLOAT_MAX, 0n, 200_000_000_000_000_000_000n, 1n],
    [1n, 0n, 1_000_000_000_000_000_000_000n, 1n, 1_000_000_000_000_000_000_000n, 1n],
    [1n, 0n, 1n, 22n, 1_000_000_000_000_000_000_000n, 1n],
    [1n, 0n, 1n, 23n, 1_000_000_000_000_000_000_000n, 2n],
    [123n, 0n, 1n, 23n, 1_000_000_000_000_000_000_000n, 2n],
    [123n, 1n, 1n, 23n, 100_000_000_000_000_000_001n, 3n],
    [42n, 0n, 1n, 22n, 1_000_000_000_000_000_000_000n, 1n],
    [999_999_999_999_999_999_999n, 0n, 1n, 22n, 109_999_999_999_999_999_999n, 2n],
    [42n, 0n, 1n, 23n, 1_000_000_000_000_000_000_000n, 2n],
    [4_200n, 0n, 1n, 23n, 100_000_000_000_000_000_004n, 3n],
    [999_999_999_999_999_999_999n, 0n, 1n, 23n, 100_999_999_999_999_999_999n, 3n],
    [999_999n, 1n, 1n, 23n, 100_000_000_000_000_009_999n, 3n],
    [1n, 24n, 1n, 0n, 1_000_000_000_000_000_000_000n, 3n],
    [1n, 24n, 123_456_789_012_345_678_901n, 0n, 100_012_345_678_901_234_567n, 4n],
    [1n, 22n, 1n, 23n, 110_000_000_000_000_000_000n, 3n],
    [999_999_999_999_999_999_999n, 22n, 1n, 22n, 1_000_000_000_000_000_000_000n, 22n],
  ])("test_safefloat_add %#", (mantissaA, exponentA, mantissaB, exponentB, mantissa, exponent) => {
    const [a, b] = [float(mantissaA, exponentA), float(mantissaB, exponentB)];
    expect(add(a, b)).toEqual({ mantissa, exponent });
    expect(add(b, a)).toEqual({ mantissa, exponent });
  });

  it("test_safefloat_div_by_zero_is_none", () => {
    expect(divide(float(1n, 0n), SAFE_FLOAT_ZERO)).toBeUndefined();
  });

  // Operands of the reference's test; the quotients are its code's, exact.
  it.each([
    [1n, 0n, 100000000000000000000n, -20n, 1000000000000000000000n, -21n],
    [1n, 0n, 1n, 0n, 1000000000000000000000n, -21n],
    [1n, 1n, 1n, 0n, 1000000000000000000000n, -20n],
    [1n, 7n, 1n, 0n, 1000000000000000000000n, -14n],
    [1n, 50n, 1n, 0n, 1000000000000000000000n, 29n],
    [1n, 100n, 1n, 0n, 1000000000000000000000n, 79n],
    [1n, 0n, 7n, 0n, 142857142857142857142n, -21n],
    [1n, 1n, 7n, 0n, 142857142857142857142n, -20n],
    [1n, 7n, 7n, 0n, 142857142857142857142n, -14n],
    [1n, 50n, 7n, 0n, 142857142857142857142n, 29n],
    [1n, 100n, 7n, 0n, 142857142857142857142n, 79n],
    [1n, 0n, 3n, 0n, 333333333333333333333n, -21n],
    [1n, 1n, 3n, 0n, 333333333333333333333n, -20n],
    [1n, 7n, 3n, 0n, 333333333333333333333n, -14n],
    [1n, 50n, 3n, 0n, 333333333333333333333n, 29n],
    [1n, 100n, 3n, 0n, 333333333333333333333n, 79n],
    [2n, 0n, 3n, 0n, 666666666666666666666n, -21n],
    [2n, 1n, 3n, 0n, 666666666666666666666n, -20n],
    [2n, 7n, 3n, 0n, 666666666666666666666n, -14n],
    [2n, 50n, 3n, 0n, 666666666666666666666n, 29n],
    [2n, 100n, 3n, 0n, 666666666666666666666n, 79n],
    [5n, 0n, 3n, 0n, 166666666666666666666n, -20n],
    [5n, 1n, 3n, 0n, 166666666666666666666n, -19n],
    [5n, 7n, 3n, 0n, 166666666666666666666n, -13n],
    [5n, 50n, 3n, 0n, 166666666666666666666n, 30n],
    [5n, 100n, 3n, 0n, 166666666666666666666n, 80n],
    [10n, 0n, 100000000000000000000n, -19n, 1000000000000000000000n, -21n],
    [1000n, 0n, 100000000000000000000n, -17n, 1000000000000000000000n, -21n],
    [100000000000000000000n, 0n, 1000000000000000000000n, -1n, 1000000000000000000000n, -21n],
    [1000000000000000000000n, 0n, 1000000000000000000000n, 0n, 1000000000000000000000n, -21n],
    [1000000000000000000000n, 100n, 1000000000000000000000n, -100n, 1000000000000000000000n, 179n],
    [1000000000000000000000n, 100n, 999999999999999999999n, -100n, 1000000000000000000000n, 179n],
    [999999999999999999999n, 100n, 1000000000000000000000n, -100n, 999999999999999999999n, 179n],
    [999999999999999999998n, 100n, 1000000000000000000000n, -100n, 999999999999999999998n, 179n],
    [1000000000000000000000n, 100n, 499999999999999999999n, -100n, 200000000000000000000n, 180n],
    [1000000000000000000000n, 100n, 499999999999999999999n, 100n, 200000000000000000000n, -20n],
    [1n, 0n, 100000000000000000000n, -20n, 1000000000000000000000n, -21n],
    [123456789123456789123n, 20n, 87654321987654321987n, -20n, 140845067674866126595n, 20n],
    [123456789123456789123n, 100n, 87654321987654321987n, -100n, 140845067674866126595n, 180n],
    [123456789123456789123n, -100n, 87654321987654321987n, 100n, 140845067674866126595n, -220n],
    [123456789123456789123n, -99n, 87654321987654321987n, 99n, 140845067674866126595n, -218n],
    [123456789123456789123n, 123n, 87654321987654321987n, -32n, 140845067674866126595n, 135n],
    [123456789123456789123n, -123n, 87654321987654321987n, 32n, 140845067674866126595n, -175n],
  ])("test_safefloat_div %#", (mantissaA, exponentA, mantissaB, exponentB, mantissa, exponent) => {
    expect(divide(float(mantissaA, exponentA), float(mantissaB, exponentB))).toEqual({ mantissa, exponent });
  });

  it.each([
    [1n, -20n, 1n, -20n, 1n, -20n, 1000000000000000000000n, -41n],
    [123n, 20n, 123n, -20n, 321n, 0n, 471308411214953271020n, -19n],
    [123123123123123123n, 20n, 321321321321321321n, -20n, 777777777777777777n, 0n, 508655373520238384590n, -4n],
    [11111111111111111111n, 20n, 99321321321321321321n, -20n, 77777777777777777777n, 0n, 141887601887601887601n, -1n],
  ])(
    "test_safefloat_mul_div %#",
    (mantissaA, exponentA, mantissaB, exponentB, mantissaC, exponentC, mantissa, exponent) => {
      const [a, b, c] = [float(mantissaA, exponentA), float(mantissaB, exponentB), float(mantissaC, exponentC)];
      expect(mulDiv(a, b, c)).toEqual({ mantissa, exponent });
    },
  );

  it("test_safefloat_from_u64f64", () => {
    const tenth = U64F64.fromFloat(0.1);
    expect(tenth).toBe(1_844_674_407_370_955_264n);
    expect(safeFloatFromU64F64(tenth)).toEqual({ mantissa: 100_000_000_000_000_005_551n, exponent: -21n });
  });

  /** The mantissas of the reference's sweeps: linear steps, powers of ten and their neighbours, the values at the top. */
  const mantissas = (() => {
    const set = new Set<bigint>([SAFE_FLOAT_MAX]);
    for (let m = 1n; m <= SAFE_FLOAT_MAX; m += SAFE_FLOAT_MAX / 200n) set.add(m);
    for (let p = 1n; p <= SAFE_FLOAT_MAX; p *= 10n) for (const m of [p - 1n, p, p + 1n]) set.add(m);
    for (const d of [0n, 1n, 2n, 3n, 7n, 9n, 10n, 11n, 99n, 100n, 101n, 999n, 1_000n, 10_000n])
      set.add(SAFE_FLOAT_MAX - d);
    return [...set].filter((m) => m > 0n && m <= SAFE_FLOAT_MAX);
  })();
  const swept = fc
    .tuple(fc.constantFrom(...mantissas), fc.integer({ min: -24, max: 24 }))
    .map(([mantissa, fifth]) => float(mantissa, BigInt(fifth * 5)));
  const any = fc.oneof(
    swept,
    fc
      .tuple(fc.bigInt({ min: 0n, max: SAFE_FLOAT_MAX }), fc.bigInt({ min: -90n, max: 90n }))
      .map(([mantissa, exponent]) => float(mantissa, exponent)),
  );

  /** As a fraction of whole numbers. */
  const ratio = ({ mantissa, exponent }: SafeFloat): [bigint, bigint] =>
    exponent >= 0n ? [mantissa * 10n ** exponent, 1n] : [mantissa, 10n ** -exponent];
  /** Is x at most n/d, and by less than 10^-18 of it? The reference's own bound is 10^-12. */
  const expectJustBelow = (x: SafeFloat, n: bigint, d: bigint) => {
    const [xn, xd] = ratio(x);
    const short = n * xd - xn * d;
    expect(short >= 0n).toBe(true);
    expect(short * 10n ** 18n <= n * xd).toBe(true);
  };
  const expectNormal = (x: SafeFloat | undefined) => {
    if (x === undefined) throw new Error("no result");
    expect(isZero(x) ? x.exponent === 0n : x.mantissa > SAFE_FLOAT_MAX / 10n && x.mantissa <= SAFE_FLOAT_MAX).toBe(
      true,
    );
    return x;
  };

  it("test_safefloat_mul_div_wide_range: sampled from its sweep, exact to one unit", () => {
    fc.assert(
      fc.property(swept, swept, swept, (a, b, c) => {
        const [[an, ad], [bn, bd], [cn, cd]] = [ratio(a), ratio(b), ratio(c)];
        expectJustBelow(expectNormal(mulDiv(a, b, c)), an * bn * cd, ad * bd * cn);
      }),
      { numRuns: 2_000 },
    );
  });

  it("test_safefloat_div_wide_range: sampled from its sweep, exact to one unit", () => {
    fc.assert(
      fc.property(swept, swept, (a, b) => {
        const [[an, ad], [bn, bd]] = [ratio(a), ratio(b)];
        expectJustBelow(expectNormal(divide(a, b)), an * bd, ad * bn);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is stored as its two fields, a u128 and an i64, and refuses what they refuse", () => {
    const mantissa = fc.bigInt({ min: 0n, max: U128_MAX });
    const exponent = fc.bigInt({ min: I64_MIN, max: I64_MAX });
    fc.assert(
      fc.property(mantissa, exponent, (m, e) => {
        const bytes = concatBytes(u128.encode(m), i64.encode(e));
        expect(SafeFloatCodec.encode({ mantissa: m, exponent: e })).toEqual(bytes);
        expect(SafeFloatCodec.decode(bytes)).toEqual({ mantissa: m, exponent: e });
        expect(SafeFloatCodec.decodeLenient(concatBytes(bytes, bytes))).toEqual({ mantissa: m, exponent: e });
      }),
    );
    expect(bytesToHex(SafeFloatCodec.encode({ mantissa: 1n << 64n, exponent: -2n }))).toBe(
      "00000000000000000100000000000000feffffffffffffff",
    );
    for (const wrong of [
      { mantissa: -1n, exponent: 0n },
      { mantissa: U128_MAX + 1n, exponent: 0n },
      { mantissa: 0n, exponent: I64_MAX + 1n },
      { mantissa: 0n, exponent: I64_MIN - 1n },
    ])
      expect(() => SafeFloatCodec.encode(wrong)).toThrow(ScaleError);
    expect(() => SafeFloatCodec.decodeLenient(new Uint8Array(23))).toThrow(ScaleError);
  });

  it("drops and adds digits as if one by one, up to the ends of the exponent", () => {
    // normalize of primitives/share-pool/src/lib.rs, step by step: down while too large, then up while too small.
    const digitByDigit = (mantissa: bigint, exponent: bigint): SafeFloat | undefined => {
      if (mantissa === 0n) return SAFE_FLOAT_ZERO;
      let [m, e] = [mantissa, exponent];
      while (m > SAFE_FLOAT_MAX) {
        if (e === I64_MAX) return undefined;
        [m, e] = [m / 10n, e + 1n];
      }
      while (m <= SAFE_FLOAT_MAX / 10n) {
        if (e === I64_MIN) return undefined;
        [m, e] = [m * 10n, e - 1n];
      }
      return { mantissa: m, exponent: e };
    };
    const near = (edge: bigint) => fc.bigInt({ min: -45n, max: 45n }).map((by) => edge + by);
    const exponent = fc.oneof(near(0n), near(I64_MAX), near(I64_MIN)).filter((e) => e <= I64_MAX && e >= I64_MIN);
    const around = fc
      .tuple(fc.integer({ min: 0, max: 42 }), fc.bigInt({ min: -20n, max: 20n }))
      .map(([digits, by]) => 10n ** BigInt(digits) + by);
    const product = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 42n }), around).filter((m) => m >= 0n);
    fc.assert(
      fc.property(product, exponent, (mantissa, e) => {
        // x · 1 / 1 with a mantissa that no SafeFloat in normal form has.
        const one = { mantissa: 1n, exponent: 0n };
        expect(mulDiv({ mantissa, exponent: e }, one, one)).toEqual(digitByDigit(mantissa, e));
      }),
      { numRuns: 5_000 },
    );
  });

  it("adds commutatively, subtracts what it added, and orders", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const sum = expectNormal(add(a, b));
        expect(add(b, a)).toEqual(sum);
        const [[an, ad], [bn, bd], [sn, sd]] = [ratio(a), ratio(b), ratio(sum)];
        // Never above the true sum, never below the larger part.
        expect(sn * ad * bd <= (an * bd + bn * ad) * sd).toBe(true);
        const [ln, ld] = an * bd > bn * ad ? [an, ad] : [bn, bd];
        if (!isZero(a) && !isZero(b)) expect((sn + sn / 10n ** 18n + 1n) * ld >= ln * sd).toBe(true);
        expect(sub(a, a)).toEqual(SAFE_FLOAT_ZERO);
        expect(sub(a, SAFE_FLOAT_ZERO)).toEqual(a);
        if (!isZero(b)) expect(sub(SAFE_FLOAT_ZERO, b)).toBeUndefined();
        if (!isZero(a) && !isZero(b)) expect(greater(a, b)).toBe(an * bd > bn * ad);
      }),
      { numRuns: 2_000 },
    );
  });

  it("holds every u64, and gives back what fits its digits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: U64_MAX }), (x) => {
        expect(safeFloatToU64(safeFloatFromU64(x))).toBe(x);
      }),
      { numRuns: 1_000 },
    );
    expect(safeFloat(SAFE_FLOAT_MAX + 1n, 0n)).toBeUndefined();
    expect(safeFloatToU64(float(1n, 20n))).toBe(U64_MAX);
    expect(safeFloatToU64(float(9n, -1n))).toBe(0n);
  });

  it("refuses exponents beyond i64", () => {
    expect(safeFloat(SAFE_FLOAT_MAX, I64_MAX)).toEqual({ mantissa: SAFE_FLOAT_MAX, exponent: I64_MAX });
    expect(safeFloat(1n, I64_MIN)).toBeUndefined();
    const [huge, tiny] = [float(SAFE_FLOAT_MAX, I64_MAX), float(SAFE_FLOAT_MAX, I64_MIN)];
    expect(add(huge, huge)).toBeUndefined();
    expect(divide(huge, tiny)).toBeUndefined();
    expect(mulDiv(huge, huge, huge)).toBeUndefined();
    expect(greater(huge, tiny)).toBe(true);
  });
});

describe("pool laws", () => {
  type Step = readonly [kind: "one" | "all", key: number, amount: bigint];
  const step = fc.tuple(
    fc.constantFrom("one" as const, "all" as const),
    fc.nat(4),
    fc.bigInt({ min: 0n, max: 10n ** 15n }),
  );

  it("values never exceed the shared value, and deposits add exactly to it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps: readonly Step[]) => {
        const pool = memoryPool();
        let total = 0n;
        for (const [kind, key, amount] of steps) {
          if (kind === "one") {
            const before = valueOfKey(pool, key);
            const fresh = isZero(pool.denominator());
            expect(wouldUpdateValueForOne(pool, amount)).toBe(
              fresh || !isZero(sharesPerUpdate(amount, pool.sharedValue(), pool.denominator())),
            );
            updateValueForOne(pool, key, amount);
            if (amount > 0n && total > 0n && !fresh) {
              const gained = valueOfKey(pool, key) - before;
              expect(gained >= amount - 1n && gained <= amount + 1n).toBe(true);
            }
          } else updateValueForAll(pool, amount);
          total += amount;
          expect(pool.sharedValue()).toBe(total);
          let sum = 0n;
          for (const held of pool.shares.keys()) sum += valueOfKey(pool, held);
          // Shares are rounded down one by one, the denominator as a whole: the sum may pass it by a unit per key.
          expect(sum <= total + BigInt(pool.shares.size)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a lone key may take everything out, and then holds nothing", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: I64_MAX }), fc.bigInt({ min: 0n, max: 10n ** 15n }), (put, reward) => {
        const pool = memoryPool();
        updateValueForOne(pool, 7, put);
        updateValueForAll(pool, reward);
        const all = valueOfKey(pool, 7);
        expect(all).toBe(put + reward);
        if (all > I64_MAX) return;
        updateValueForOne(pool, 7, -all);
        expect([valueOfKey(pool, 7), pool.sharedValue()]).toEqual([0n, 0n]);
      }),
      { numRuns: 500 },
    );
  });

  it("without an addend nothing is lost: an update of zero writes an unchanged share", () => {
    const pool = poolOf(50n, safeFloatFromU64(5n), { 1: safeFloatFromU64(5n) });
    updateValueForOne(pool, 1, 0n);
    updateValueForOne(pool, 2, 0n);
    expect([pool.denominator(), pool.share(1), pool.share(2)]).toEqual([
      safeFloatFromU64(5n),
      safeFloatFromU64(5n),
      SAFE_FLOAT_ZERO,
    ]);
  });
});
