// Numbers and vectors: the reference's expectations with its literals, one test for each of its tests and under its name.
// From pallets/subtensor/src/tests/math.rs; a tolerance is the reference's.

import { describe, expect, test } from "vitest";
import {
  expSafe,
  fromU16,
  i32f32FromI64F64,
  ONE,
  proportionFromU16,
  proportionToU16,
  sigmoidSafe,
  sum,
  toU16,
  toU64,
  u64FromI64F64,
  ZERO,
} from "../../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import {
  checkedSumU64,
  isMaxLimited,
  masked,
  maxUpscaledToU16,
  normalized,
  normalized64,
  product,
  quotient,
  topK,
  u16MaxUpscaledToU16,
  vectorFromI64F64,
} from "../../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { I32F32, I64F64, I96F32, I110F18 } from "../../../runtime/primitives/fixed/formats.ts";
import { exp } from "../../../runtime/primitives/fixed/transcendental.ts";
import { U16_MAX, U32_MAX, U64_MAX, u16, u64 } from "../../../runtime/primitives/ints.ts";
import { dense, near, nearDense, nearSparse, num, num64, sparse, sparseTransposed, vec, vec64 } from "./matrices.ts";

describe("numbers", () => {
  test("test_math_fixed_overflow", () => {
    const wide = I96F32.fromFixed(I32F32, I32F32.MAX);
    expect(I96F32.checkedMul(wide, I96F32.fromNum(U64_MAX))).toBeDefined();
    const wider = I110F18.fromFixed(I32F32, I32F32.MAX);
    expect(I110F18.checkedMul(wider, I110F18.fromNum(U64_MAX))).toBeDefined();

    const movingAverage = I64F64.div(I64F64.fromNum(900_000), I64F64.fromNum(1_000_000));
    expect(I32F32.sub(ONE, I32F32.fromFixed(I64F64, movingAverage))).toBe(num(0.1));
    const largest = I64F64.fromFixed(I32F32, I32F32.MAX);
    expect(I32F32.sub(ONE, I32F32.fromFixed(I64F64, I64F64.div(largest, largest)))).toBe(ZERO);
  });

  test("test_math_u64_normalization", () => {
    const total = I64F64.fromNum(21_000_000_000_000_000n);
    const rows = [
      [1n, 0.0000000000000000476, 0],
      [4_889_444n, 0.00000000023283066664, 0.0000000002],
      [10_500_000_000_000_000n, 0.5, 0.5],
      [21_000_000_000_000_000n, 1, 1],
    ] as const;
    for (const [amount, share, narrow] of rows) {
      const quotient64 = I64F64.div(I64F64.fromNum(amount), total);
      expect(quotient64).toBe(num64(share));
      expect(I32F32.fromFixed(I64F64, quotient64)).toBe(num(narrow));
    }
  });

  test("test_math_to_num", () => {
    expect(I32F32.toNum(I32F32.fromNum(U16_MAX), u16)).toBe(65535);
    expect(I32F32.toNum(I32F32.MAX, u64)).toBe(2147483647n);
    expect(I32F32.toNum(ZERO, u64)).toBe(0n);
    expect(I96F32.toNum(I96F32.fromNum(U64_MAX), u64)).toBe(18446744073709551615n);
  });

  test("test_math_fixed_to_u16", () => {
    for (const x of [0, 32767, 65535]) expect(toU16(I32F32.fromNum(x))).toBe(x);
  });

  // The reference panics with overflow checks on; the chain is built without them. Both mean: it does not fit.
  test("test_math_fixed_to_u16_panics", () => {
    expect(I32F32.checkedFromNum(U32_MAX)).toBeUndefined();
    expect(toU16(I32F32.fromNum(-1))).toBe(0);
  });

  test("test_math_fixed_to_u64", () => expect(toU64(I32F32.fromNum(0))).toBe(0n));
  test("test_math_fixed_to_u64_saturates", () => expect(toU64(I32F32.fromNum(-1))).toBe(0n));

  test("test_math_fixed64_to_u64", () => {
    for (const x of [0n, 4611686018427387903n, 9223372036854775807n]) expect(u64FromI64F64(I64F64.fromNum(x))).toBe(x);
  });
  test("test_math_fixed64_to_u64_saturates", () => expect(u64FromI64F64(I64F64.fromNum(-1))).toBe(0n));

  test("test_math_fixed64_to_fixed32", () => {
    for (const x of [0, 2147483647]) expect(i32f32FromI64F64(I64F64.fromNum(x))).toBe(I32F32.fromNum(x));
  });
  test("test_math_fixed64_to_fixed32_saturates", () =>
    expect(i32f32FromI64F64(I64F64.fromNum(U32_MAX))).toBe(9223372036854775807n));

  test("test_math_u16_to_fixed", () => {
    for (const x of [0, 32767, 65535]) expect(fromU16(x)).toBe(BigInt(x) << 32n);
  });
  test("test_math_u16_proportion_to_fixed", () => expect(proportionFromU16(0)).toBe(0n));
  test("test_fixed_proportion_to_u16", () => expect(proportionToU16(I32F32.fromNum(0))).toBe(0));
  test("test_fixed_proportion_to_u16_saturates", () => expect(proportionToU16(I32F32.fromNum(65535))).toBe(65535));

  test("test_math_exp_safe", () => {
    const target = (x: I32F32) => exp(I32F32, I32F32, x);
    for (const x of [ZERO, ONE]) expect(expSafe(x)).toBe(target(x));
    const [least, most] = [I32F32.fromNum(-20), I32F32.fromNum(20)];
    for (const x of [least, I32F32.sub(least, ONE), I32F32.MIN]) expect(expSafe(x)).toBe(target(least));
    for (const x of [most, I32F32.add(most, ONE), I32F32.MAX]) expect(expSafe(x)).toBe(target(most));
  });

  test("test_math_sigmoid_safe", () => {
    const trust = [I32F32.MIN, num(0), num(0.4), num(0.5), num(0.6), num(1), I32F32.MAX];
    const tiny = 0.0000000019;
    const tables = [
      { trust, rho: I32F32.MAX, kappa: I32F32.MAX, target: vec(tiny, tiny, tiny, tiny, tiny, tiny, 0.5) },
      { trust, rho: I32F32.MIN, kappa: I32F32.MIN, target: vec(0.5, tiny, tiny, tiny, tiny, tiny, tiny) },
      {
        trust,
        rho: num(30),
        kappa: num(0.5),
        target: [tiny, 0.0000003057, 0.0474258729, 0.5, 0.952574127, 0.9999996943, 0.9999999981].map(num),
      },
      {
        trust: vec(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
        rho: num(40),
        kappa: num(0.5),
        target: [
          tiny,
          0.0000001125,
          0.0000061442,
          0.0003353502,
          0.017986214,
          0.5,
          0.9820138067,
          0.9996646498,
          0.9999938558,
          0.9999998875,
          0.9999999981,
        ].map(num),
      },
    ];
    for (const { trust: inputs, rho, kappa, target } of tables)
      expect(inputs.map((x) => sigmoidSafe(x, rho, kappa))).toEqual(target);
  });
});

describe("vectors", () => {
  test("test_math_vec_to_fixed", () => expect(vec(0, 1, 2, 3)).toEqual([0n, 1n << 32n, 2n << 32n, 3n << 32n]));

  test("test_math_vec_to_mat_fixed", () =>
    nearDense(dense(2, [0, 1, 2, 0, 10, 100]), [[0, 1, 2].map(num), [0, 10, 100].map(num)]));

  test("test_math_vec_to_sparse_mat_fixed", () => {
    nearSparse(sparse(2, [0, 1, 2, 0, 10, 100]), [
      [
        [1, num(1)],
        [2, num(2)],
      ],
      [
        [1, num(10)],
        [2, num(100)],
      ],
    ]);
    nearSparse(sparse(2, [0, 0]), [[], []]);
    nearSparse(sparseTransposed(2, [0, 1, 2, 0, 10, 100]), [
      [],
      [
        [0, num(1)],
        [1, num(10)],
      ],
      [
        [0, num(2)],
        [1, num(100)],
      ],
    ]);
    nearSparse(sparseTransposed(2, [0, 0]), [[]]);
  });

  test("test_vec_fixed64_to_fixed32", () => {
    for (const x of [-2147483648, 2147483647])
      expect(vectorFromI64F64([I64F64.fromNum(x)])).toEqual([I32F32.fromNum(x)]);
  });
  test("test_vec_fixed64_to_fixed32_saturates", () =>
    expect(vectorFromI64F64([I64F64.fromNum(9223372036854775807n)])).toEqual([9223372036854775807n]));

  test("test_vec_max_upscale_to_u16", () => {
    const rows: readonly (readonly [I32F32[], number[]])[] = [
      [vec(), []],
      [vec(0), [0]],
      [vec(0, 0), [0, 0]],
      [vec(0, 1), [0, 65535]],
      [vec(0, 0.000000001), [0, 65535]],
      [vec(0, 0.000016, 1), [0, 1, 65535]],
      [vec(0.000000001, 0.000000001), [65535, 65535]],
      [
        vec(0.000001, 0.000006, 0.000007, 0.0001, 0.001, 0.01, 0.1, 0.2, 0.3, 0.4),
        [0, 1, 1, 16, 164, 1638, 16384, 32768, 49151, 65535],
      ],
      [[num(16384)], [65535]],
      [[num(32768)], [65535]],
      [[num(32769)], [65535]],
      [[num(65535)], [65535]],
      [[I32F32.MAX], [65535]],
      [vec(0, 1, 65535), [0, 1, 65535]],
      [vec(0, 0.5, 1, 1.5, 2, 32768), [0, 1, 2, 3, 4, 65535]],
      [vec(0, 0.5, 1, 1.5, 2, 32768, 32769), [0, 1, 2, 3, 4, 65533, 65535]],
      [
        [num(0), num(1), num(32768), num(32769), I32F32.MAX],
        [0, 0, 1, 1, 65535],
      ],
    ];
    for (const [vector, target] of rows) expect(maxUpscaledToU16(vector)).toEqual(target);
  });

  test("test_vec_u16_max_upscale_to_u16", () => {
    const rows: readonly (readonly [number[], number[]])[] = [
      [[], []],
      [[0], [0]],
      [
        [0, 0],
        [0, 0],
      ],
      [[1], [65535]],
      [
        [0, 1],
        [0, 65535],
      ],
      [[65534], [65535]],
      [[65535], [65535]],
      [
        [65535, 65535],
        [65535, 65535],
      ],
      [
        [0, 1, 65534],
        [0, 1, 65535],
      ],
      [
        [0, 1, 2, 3, 4, 65533, 65535],
        [0, 1, 2, 3, 4, 65533, 65535],
      ],
    ];
    for (const [vector, target] of rows) expect(u16MaxUpscaledToU16(vector)).toEqual(target);
  });

  test("test_check_vec_max_limited", () => {
    const max = 65535;
    const rows: readonly (readonly [number[], number, boolean])[] = [
      [[], 0, true],
      [[], max, true],
      [[max], max, true],
      [[max], max - 1, false],
      [[max], 0, false],
      [[0], max, true],
      [[0, max], max, true],
      [[0, max, max], 32767, false],
      [[0, max, max], 32768, true],
      [[0, max, max, max], 21844, false],
      [[0, max, max, max], 21845, true],
    ];
    for (const [vector, limit, target] of rows) expect(isMaxLimited(vector, limit)).toBe(target);
  });

  test("test_math_is_topk", () => {
    const [T, F] = [true, false];
    const rising = vec(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    const all = rising.map(() => T);
    const rows: readonly (readonly [I32F32[], number, boolean[]])[] = [
      [[], 5, []],
      [rising, 0, rising.map(() => F)],
      [rising, 5, [F, F, F, F, F, T, T, T, T, T]],
      [rising, 10, all],
      [rising, 100, all],
      [vec(9, 8, 7, 6, 5, 4, 3, 2, 1, 0), 5, [T, T, T, T, T, F, F, F, F, F]],
      [vec(9, 0, 8, 1, 7, 2, 6, 3, 5, 4), 5, [T, F, T, F, T, F, T, F, T, F]],
      [vec(0.9, 0, 0.8, 0.1, 0.7, 0.2, 0.6, 0.3, 0.5, 0.4), 5, [T, F, T, F, T, F, T, F, T, F]],
      [vec(0, 1, 2, 3, 4, 5, 5, 5, 5, 6), 5, [F, F, F, F, F, T, T, T, T, T]],
    ];
    for (const [vector, k, target] of rows) expect(topK(vector, k)).toEqual(target);
  });

  test("test_math_sum", () => {
    expect(sum([])).toBe(0n);
    expect(sum([1, 10, 30].map(num))).toBe(num(41));
    expect(sum([-1, 10, 30].map(num))).toBe(num(39));
  });

  test("test_checked_sum", () => {
    expect(checkedSumU64([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n, U64_MAX])).toBeUndefined();
    expect(checkedSumU64([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n])).toBe(55n);
    expect(checkedSumU64([])).toBe(0n);
    expect(checkedSumU64([1n])).toBe(1n);
  });

  const shares = [
    { of: [1, 10, 30], are: [0.0243902437, 0.243902439, 0.7317073171] },
    { of: [-1, 10, 30], are: [-0.0256410255, 0.2564102563, 0.769230769] },
  ];
  test("test_math_normalize", () => {
    expect(normalized([])).toEqual([]);
    for (const { of, are } of shares) {
      const found = normalized(of.map(num));
      near(found, are.map(num), num(0.0001));
      near([sum(found)], [ONE], num(0.0001));
    }
  });
  test("test_math_inplace_normalize", () => {
    for (const { of, are } of shares) near(normalized(of.map(num)), are.map(num), num(0.0001));
  });
  test("test_math_inplace_normalize_64", () => {
    for (const { of, are } of shares) near(normalized64(vec64(...of)), vec64(...are), num64(0.0001));
  });

  test("test_math_vecdiv", () => {
    expect(quotient([], [])).toEqual([]);
    expect(quotient(vec(0, 1, 0, 1), vec(0, 1, 1, 0))).toEqual(vec(0, 1, 0, 0));
    const third = I32F32.div(num(1), num(3));
    expect(quotient(vec(1, 1, 10), vec(2, 3, 2))).toEqual([num(0.5), third, num(5)]);
  });

  test("test_math_inplace_mask_vector", () => {
    expect(masked([false, false, false], vec(0, 1, 2))).toEqual(vec(0, 1, 2));
    expect(masked([false, true, false], vec(0, 1, 2))).toEqual(vec(0, 0, 2));
    expect(masked([true, true, true], vec(0, 1, 2))).toEqual(vec(0, 0, 0));
  });

  test("test_math_vec_mul", () => {
    const vector = vec(1, 2, 3, 4);
    expect(product(vector, vector)).toEqual(vec(1, 4, 9, 16));
    expect(product([], vector)).toEqual([]);
    expect(product(vec(0, 0, 0, 0, 0, 0, 0, 0), vector)).toEqual(vec(0, 0, 0, 0));
  });
});
