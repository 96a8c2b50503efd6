// Masks, sums, normalisation and products of matrices: the reference's expectations with its literals, one test for each
// of its tests and under its name. From pallets/subtensor/src/tests/math.rs; a tolerance is the reference's.

import { describe, expect, test } from "vitest";
import {
  columnClipped,
  columnMaxUpscaled,
  columnNormalized,
  columnProducts,
  columnScaled,
  maskedDiagonal,
  maskedMatrix,
  maskedRows,
  rowNormalized,
  rowProducts,
  rowScaled,
  rowSums,
} from "../../../runtime/pallets/subtensor/epoch/math/dense.ts";
import {
  columnClippedSparse,
  columnMaxUpscaledSparse,
  columnNormalizedSparse,
  columnProductsSparse,
  columnScaledSparse,
  maskedByVectorsSparse,
  maskedDiagonalSparse,
  maskedRowsSparse,
  rowNormalizedSparse,
  rowProductsSparse,
  rowScaledSparse,
  rowSumsSparse,
} from "../../../runtime/pallets/subtensor/epoch/math/sparse.ts";
import {
  dense,
  denseTransposed,
  near,
  nearDense,
  nearSparse,
  num,
  sparse,
  sparseTransposed,
  vec,
  zeros,
} from "./matrices.ts";

const TOLERANCE = num(0.0001);

// Four rows of five, six rows of seven.
const SMALL = [0, 1, 2, 3, 4, 0, 10, 100, 1000, 10000, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
const SMALL_SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0, 0.0009, 0.009, 0.09, 0.9, 0, 0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2];
const SMALL_BY_MAX = [0, 0.25, 0.5, 0.75, 1, 0, 0.001, 0.01, 0.1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
const WIDE = [
  ...[0, 1, 0, 2, 0, 3, 4],
  ...[0, 1, 0, 2, 0, 3, 0],
  ...[1, 0, 0, 2, 0, 3, 4],
  ...[0, 10, 0, 100, 1000, 0, 10000],
  ...[0, 0, 0, 0, 0, 0, 0],
  ...[1, 1, 1, 1, 1, 1, 1],
];
const WIDE_SHARES = [
  ...[0, 0.1, 0, 0.2, 0, 0.3, 0.4],
  ...[0, 0.166666, 0, 0.333333, 0, 0.5, 0],
  ...[0.1, 0, 0, 0.2, 0, 0.3, 0.4],
  ...[0, 0.0009, 0, 0.009, 0.09, 0, 0.9],
  ...[0, 0, 0, 0, 0, 0, 0],
  ...[0.142857, 0.142857, 0.142857, 0.142857, 0.142857, 0.142857, 0.142857],
];
const WIDE_BY_MAX = [
  ...[0, 0.25, 0, 0.5, 0, 0.75, 1],
  ...[0, 0.333333, 0, 0.666666, 0, 1, 0],
  ...[0.25, 0, 0, 0.5, 0, 0.75, 1],
  ...[0, 0.001, 0, 0.01, 0.1, 0, 1],
  ...[0, 0, 0, 0, 0, 0, 0],
  ...[1, 1, 1, 1, 1, 1, 1],
];

describe("normalisation", () => {
  test("test_math_inplace_row_normalize", () =>
    nearDense(rowNormalized(dense(4, SMALL)), dense(4, SMALL_SHARES), TOLERANCE));

  test("test_math_inplace_row_normalize_sparse", () => {
    nearSparse(rowNormalizedSparse(sparse(6, WIDE)), sparse(6, WIDE_SHARES), TOLERANCE);
    nearSparse(rowNormalizedSparse(sparse(3, zeros(12))), [[], [], []]);
  });

  test("test_math_inplace_col_normalize", () =>
    nearDense(columnNormalized(denseTransposed(4, SMALL)), denseTransposed(4, SMALL_SHARES), TOLERANCE));

  test("test_math_inplace_col_normalize_sparse", () => {
    nearSparse(columnNormalizedSparse(sparseTransposed(6, WIDE), 6), sparseTransposed(6, WIDE_SHARES), TOLERANCE);
    nearSparse(columnNormalizedSparse(sparse(3, zeros(12)), 6), [[], [], []]);
    nearSparse(columnNormalizedSparse([], 0), []);
  });

  test("test_math_inplace_col_max_upscale", () => {
    expect(columnMaxUpscaled([[]])).toEqual([[]]);
    expect(columnMaxUpscaled([[num(0)]])).toEqual([[0n]]);
    nearDense(columnMaxUpscaled(denseTransposed(4, SMALL)), denseTransposed(4, SMALL_BY_MAX), TOLERANCE);
  });

  test("test_math_inplace_col_max_upscale_sparse", () => {
    expect(columnMaxUpscaledSparse([[]], 0)).toEqual([[]]);
    expect(columnMaxUpscaledSparse([[[0, num(0)]]], 1)).toEqual([[[0, 0n]]]);
    nearSparse(columnMaxUpscaledSparse(sparseTransposed(6, WIDE), 6), sparseTransposed(6, WIDE_BY_MAX), TOLERANCE);
    nearSparse(columnMaxUpscaledSparse(sparse(3, zeros(12)), 6), [[], [], []]);
    nearSparse(columnMaxUpscaledSparse([], 0), []);
  });
});

const NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const NINE_WITHOUT_DIAGONAL = [0, 2, 3, 4, 0, 6, 7, 8, 0];
const DIAGONAL = [1, 0, 0, 0, 5, 0, 0, 0, 9];
const [T, F] = [true, false];

/** The target with the diagonal value at one index put back. */
const keeping = (target: readonly number[], source: readonly number[], index: number): number[] =>
  target.map((x, i) => (i === 4 * index ? source[i]! : x));

describe("masks", () => {
  test("test_math_inplace_mask_matrix", () => {
    const matrix = dense(3, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const rows = (flag: boolean) => [0, 1, 2].map(() => [flag, flag, flag]);
    nearDense(maskedMatrix(rows(F), matrix), matrix);
    const diagonal = [
      [T, F, F],
      [F, T, F],
      [F, F, T],
    ];
    nearDense(maskedMatrix(diagonal, matrix), dense(3, [0, 1, 2, 3, 0, 5, 6, 7, 0]));
    nearDense(maskedMatrix(rows(T), matrix), dense(3, zeros(9)));
  });

  const rowMasks: readonly (readonly [boolean[], number[], number[]])[] = [
    [[F, F, F], NINE, NINE],
    [[T, T, T], NINE, zeros(9)],
    [[T, F, T], NINE, [0, 0, 0, 4, 5, 6, 0, 0, 0]],
    [[F, F, F], zeros(9), zeros(9)],
  ];
  test("test_math_inplace_mask_rows", () => {
    for (const [mask, input, target] of rowMasks) nearDense(maskedRows(mask, dense(3, input)), dense(3, target));
  });
  test("test_math_mask_rows_sparse", () => {
    for (const [mask, input, target] of rowMasks)
      nearSparse(maskedRowsSparse(mask, sparse(3, input)), sparse(3, target));
  });

  test("test_math_inplace_mask_diag", () => nearDense(maskedDiagonal(dense(3, NINE)), dense(3, NINE_WITHOUT_DIAGONAL)));

  test("test_math_inplace_mask_diag_except_index", () => {
    for (const kept of [0, 1, 2])
      nearDense(maskedDiagonal(dense(3, NINE), kept), dense(3, keeping(NINE_WITHOUT_DIAGONAL, NINE, kept)));
  });

  test("test_math_mask_diag_sparse", () => {
    nearSparse(maskedDiagonalSparse(sparse(3, NINE)), sparse(3, NINE_WITHOUT_DIAGONAL));
    nearSparse(maskedDiagonalSparse(sparse(3, DIAGONAL)), [[], [], []]);
    nearSparse(maskedDiagonalSparse(sparse(3, zeros(9))), [[], [], []]);
  });

  test("test_math_mask_diag_sparse_except_index", () => {
    const rows = [
      [NINE, NINE_WITHOUT_DIAGONAL],
      [DIAGONAL, zeros(9)],
      [zeros(9), zeros(9)],
    ] as const;
    for (const [input, target] of rows)
      for (const kept of [0, 1, 2])
        nearSparse(maskedDiagonalSparse(sparse(3, input), kept), sparse(3, keeping(target, input, kept)));
  });

  test("test_math_vec_mask_sparse_matrix", () => {
    const numbers = [1n, 2n, 3n];
    const without = (input: readonly number[], drop: (a: bigint, b: bigint) => boolean) =>
      maskedByVectorsSparse(sparse(3, input), numbers, numbers, drop);
    nearSparse(
      without(NINE, (a, b) => a === b),
      sparse(3, NINE_WITHOUT_DIAGONAL),
    );
    nearSparse(
      without(NINE, (a, b) => a < b),
      sparse(3, [1, 0, 0, 4, 5, 0, 7, 8, 9]),
    );
    nearSparse(
      without(zeros(9), (a, b) => a === b),
      [[], [], []],
    );
  });
});

const TWELVE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const TWELVE_WITH_GAPS = [0, 2, 3, 4, 0, 6, 7, 8, 0, 10, 11, 12];

describe("sums and products", () => {
  test("test_math_row_sum", () => near(rowSums(dense(4, TWELVE)), vec(6, 15, 24, 33)));

  test("test_math_row_sum_sparse", () => {
    const rows = [
      [TWELVE, [6, 15, 24, 33]],
      [TWELVE_WITH_GAPS, [5, 10, 15, 33]],
      [
        [1, 2, 3, 0, 0, 0, 7, 8, 9, 10, 11, 12],
        [6, 0, 24, 33],
      ],
      [zeros(12), [0, 0, 0, 0]],
    ] as const;
    for (const [input, target] of rows) near(rowSumsSparse(sparse(4, input)), vec(...target));
  });

  test("test_math_mat_vec_mul", () => {
    const matrix = dense(4, TWELVE);
    nearDense(columnScaled(matrix, vec(1, 2, 3)), dense(4, [1, 4, 9, 4, 10, 18, 7, 16, 27, 10, 22, 36]));
    nearDense(columnScaled(matrix, vec(1, 0, 0)), dense(4, [1, 0, 0, 4, 0, 0, 7, 0, 0, 10, 0, 0]));
    nearDense(columnScaled(matrix, []), [[], [], [], []]);
  });

  test("test_math_mat_vec_mul_sparse", () => {
    const matrix = sparse(4, TWELVE);
    nearSparse(columnScaledSparse(matrix, vec(1, 2, 3)), sparse(4, [1, 4, 9, 4, 10, 18, 7, 16, 27, 10, 22, 36]));
    nearSparse(columnScaledSparse(matrix, vec(1, 0, 0)), sparse(4, [1, 0, 0, 4, 0, 0, 7, 0, 0, 10, 0, 0]));
    nearSparse(columnScaledSparse(matrix, []), [[], [], [], []]);
  });

  test("test_math_row_hadamard", () =>
    nearDense(rowScaled(dense(4, TWELVE), vec(1, 2, 3, 4)), dense(4, [1, 2, 3, 8, 10, 12, 21, 24, 27, 40, 44, 48])));

  test("test_math_row_hadamard_sparse", () => {
    const rows = [
      [TWELVE, [1, 2, 3, 8, 10, 12, 21, 24, 27, 40, 44, 48]],
      [TWELVE_WITH_GAPS, [0, 2, 3, 8, 0, 12, 21, 24, 0, 40, 44, 48]],
      [zeros(12), zeros(12)],
    ] as const;
    for (const [input, target] of rows)
      nearSparse(rowScaledSparse(sparse(4, input), vec(1, 2, 3, 4)), sparse(4, target));
  });

  test("test_math_matmul", () => near(columnProducts(dense(4, TWELVE), vec(1, 2, 3, 4)), vec(70, 80, 90)));

  test("test_math_matmul_transpose", () => near(rowProducts(dense(4, TWELVE), vec(1, 2, 3)), vec(14, 32, 50, 68)));

  test("test_math_sparse_matmul", () => {
    const rows = [
      [TWELVE, [70, 80, 90]],
      [TWELVE_WITH_GAPS, [69, 70, 63]],
      [zeros(12), [0, 0, 0]],
    ] as const;
    for (const [input, target] of rows)
      near(columnProductsSparse(sparse(4, input), vec(1, 2, 3, 4), 3), vec(...target));
  });

  test("test_math_sparse_matmul_transpose", () => {
    const rows = [
      [TWELVE, [14, 32, 50, 68]],
      [TWELVE_WITH_GAPS, [13, 22, 23, 68]],
      [zeros(12), [0, 0, 0, 0]],
    ] as const;
    for (const [input, target] of rows) near(rowProductsSparse(sparse(4, input), vec(1, 2, 3)), vec(...target));
  });

  test("test_math_matmul2", () => {
    const rows = (...values: readonly number[]) => values.map((x) => [num(x), num(x), num(x)]);
    const counting = [1, 2, 3].map(() => [1, 2, 3].map(num));
    const table = [
      [rows(1, 1, 1), 1, [3, 3, 3]],
      [rows(1, 1, 1), 2, [6, 6, 6]],
      [rows(1, 1, 1), 3, [9, 9, 9]],
      [rows(1, 1, 1), -1, [-3, -3, -3]],
      [rows(-1, -1, -1), 1, [-3, -3, -3]],
      [rows(-1, -1, -1), 2, [-6, -6, -6]],
      [rows(-1, -1, -1), 3, [-9, -9, -9]],
      [rows(-1, -1, -1), -1, [3, 3, 3]],
      [rows(1, 2, 3), 0, [0, 0, 0]],
      [rows(1, 2, 3), 2, [12, 12, 12]],
      [counting, 0, [0, 0, 0]],
      [counting, 2, [6, 12, 18]],
    ] as const;
    for (const [matrix, x, target] of table)
      near(columnProducts(matrix, [num(x), num(x), num(x)]), target.map(num), TOLERANCE);
  });

  const CLIPPED = [0, 2, 3, 0, 5, 6, 0, 5, 9, 0, 5, 12];
  test("test_math_inplace_col_clip", () =>
    nearDense(columnClipped(dense(4, TWELVE), vec(0, 5, 12)), dense(4, CLIPPED)));

  test("test_math_col_clip_sparse", () => {
    const rows = [
      [TWELVE, CLIPPED],
      [
        [1, 2, 3, 4, 5, 6, 0, 0, 0, 10, 11, 12],
        [0, 2, 3, 0, 5, 6, 0, 0, 0, 0, 5, 12],
      ],
      [zeros(12), zeros(12)],
    ] as const;
    for (const [input, target] of rows)
      nearSparse(columnClippedSparse(sparse(4, input), vec(0, 5, 12)), sparse(4, target));
  });
});
