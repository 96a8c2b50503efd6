// Interpolation and moving averages: the reference's expectations with its literals, one test for each of its tests and
// under its name. From pallets/subtensor/src/tests/math.rs; a tolerance is the reference's.

import { describe, expect, test } from "vitest";
import {
  interpolated,
  interpolatedSparse,
  movingAverageByAlpha,
  movingAverageByAlphaSparse,
} from "../../../runtime/pallets/subtensor/epoch/math/blend.ts";
import type { SparseMatrix } from "../../../runtime/rules/consensus.ts";
import { dense, nearDense, nearSparse, num, sparse, vec, zeros } from "./matrices.ts";

const twelve = (x: number): number[] => new Array<number>(12).fill(x);

/** From all zero to all one: [ratio, result]. */
const UNIT_STEPS = [
  [0, 0],
  [0.000000001, 0.000000001],
  [0.5, 0.5],
  [0.9999998808, 0.9999999],
  [1, 1],
] as const;

describe("interpolation", () => {
  test("test_math_interpolate", () => {
    nearDense(interpolated([[]], [[]], num(0)), [[]]);
    nearDense(interpolated([[num(0)]], [[num(1)]], num(0)), [[num(0)]]);
    nearDense(interpolated([[num(0)]], [[num(1)]], num(1)), [[num(1)]]);
    for (const ratio of [0, 1])
      nearDense(interpolated(dense(4, zeros(12)), dense(4, zeros(12)), num(ratio)), dense(4, zeros(12)));
    const [low, high] = [
      dense(3, [1, 10, 100, 1000, 10000, 100000]),
      dense(3, [10, 100, 1000, 10000, 100000, 1000000]),
    ];
    nearDense(interpolated(low, high, num(0)), low);
    nearDense(interpolated(low, high, num(0.9)), dense(3, [9.1, 91, 910, 9100, 91000, 910000]), num(0.0001));
    for (const [ratio, target] of UNIT_STEPS)
      nearDense(interpolated(dense(4, twelve(0)), dense(4, twelve(1)), num(ratio)), dense(4, twelve(target)));
  });

  test("test_math_interpolate_sparse", () => {
    nearSparse(interpolatedSparse([[]], [[]], 0, num(0)), [[]]);
    for (const ratio of [0, 0.5, 1])
      nearSparse(interpolatedSparse(sparse(1, [0]), sparse(1, [1]), 1, num(ratio)), sparse(1, [ratio]));
    for (const ratio of [0, 1])
      nearSparse(interpolatedSparse(sparse(4, zeros(12)), sparse(4, zeros(12)), 3, num(ratio)), sparse(4, zeros(12)));
    const [low, high] = [sparse(3, [1, 0, 100, 1000, 10000, 100000]), sparse(3, [10, 100, 1000, 10000, 100000, 0])];
    nearSparse(interpolatedSparse(low, high, 2, num(0)), low);
    const target = sparse(3, [9.1, 90, 910, 9100, 91000, 10000]);
    nearSparse(interpolatedSparse(low, high, 2, num(0.9)), target, num(0.0001));
    for (const [ratio, result] of UNIT_STEPS)
      nearSparse(
        interpolatedSparse(sparse(4, twelve(0)), sparse(4, twelve(1)), 3, num(ratio)),
        sparse(4, twelve(result)),
      );
  });
});

const COUNTING = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const OLD = [0.1, 0.2, 3, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12];
const SMALL_OLD = [0.001, 0.002, 0.003, 0.004, 0.05, 0.006, 0.007, 0.008, 0.009, 0.01, 0.011, 0.012];

describe("moving average with an alpha per pair, dense", () => {
  test("test_math_mat_ema_alpha", () => {
    const rows = [
      [COUNTING, OLD, 0.1, [0.19, 0.38, 1, 0.436, 0.545, 0.6539, 0.763, 0.8719, 0.981, 1, 1, 1]],
      [
        COUNTING.map((x) => 10 * x),
        OLD,
        0,
        [0.1, 0.2, 1, 0.0399, 0.05, 0.0599, 0.07, 0.07999, 0.09, 0.1, 0.10999, 0.11999],
      ],
      [OLD, SMALL_OLD, 1, [0.1, 0.2, 1, 0.0399, 0.05, 0.0599, 0.07, 0.07999, 0.09, 0.1, 0.10999, 0.11999]],
    ] as const;
    for (const [fresh, old, alpha, target] of rows)
      nearDense(
        movingAverageByAlpha(dense(4, fresh), dense(4, old), dense(4, twelve(alpha))),
        dense(4, target),
        num(1e-4),
      );
  });

  const NEW = [1, 2, 3, 4, 5, 6];
  const HALVES = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5];
  const alphas = (...row: readonly number[]) => [row.map(num), row.map(num)];

  test("test_mat_ema_alpha_basic", () =>
    expect(movingAverageByAlpha(dense(2, NEW), dense(2, HALVES), alphas(0.5, 0.5, 0.5))).toEqual(
      dense(2, [0.75, 1, 1, 1, 1, 1]),
    ));

  test("test_mat_ema_alpha_varying_alpha", () =>
    nearDense(
      movingAverageByAlpha(dense(2, NEW), dense(2, HALVES), alphas(0.2, 0.5, 0.8)),
      dense(2, [0.6, 1, 1, 1, 1, 1]),
      num(1e-6),
    ));

  test("test_mat_ema_alpha_empty_matrices", () => expect(movingAverageByAlpha([], [], [])).toEqual([[]]));

  test("test_mat_ema_alpha_single_element", () =>
    expect(movingAverageByAlpha([vec(1)], [vec(0.5)], [[num(0.5)]])).toEqual([vec(0.75)]));

  test("test_mat_ema_alpha_mismatched_dimensions", () => {
    const old = dense(2, [1, 2, 3, 4, 5, 6]);
    const result = movingAverageByAlpha(dense(2, [1, 2, 3, 4]), old, alphas(0.5, 0.5, 0.5));
    expect(result[0]?.[0]).toBe(old[0]?.[0]);
  });
});

/** Rows of consecutive columns, from literals that are 64-bit floats. */
const cells = (...rows: readonly (readonly number[])[]): SparseMatrix =>
  rows.map((row) => row.map((x, column) => [column, num(x)] as const));

describe("moving average with an alpha per pair, sparse", () => {
  test("test_math_sparse_mat_ema_alpha", () => {
    const rows = [
      [COUNTING, OLD, [0.19, 0.38, 1, 0.43599, 0.545, 0.65399, 0.763, 0.87199, 0.981, 1, 1, 1], 1e-4],
      [
        OLD,
        SMALL_OLD,
        [0.0109, 0.0218, 0.3027, 0.007599, 0.05, 0.01139, 0.0133, 0.01519, 0.017, 0.01899, 0.02089, 0.0227],
        1e-4,
      ],
      [OLD, zeros(12), [0.01, 0.02, 0.3, 0.00399, 0.005, 0.00599, 0.007, 0.00799, 0.009, 0.01, 0.011, 0.01199], 1e-4],
      [zeros(12), zeros(12), zeros(12), 1e-4],
      [
        [0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0],
        [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0, 0, 0],
        1e-1,
      ],
    ] as const;
    for (const [fresh, old, target, tolerance] of rows)
      nearSparse(
        movingAverageByAlphaSparse(sparse(4, fresh), sparse(4, old), dense(4, twelve(0.1))),
        sparse(4, target),
        num(tolerance),
      );
  });

  test("test_mat_ema_alpha_sparse_empty", () => expect(movingAverageByAlphaSparse([], [], [])).toEqual([]));

  test("test_mat_ema_alpha_sparse_single_element", () =>
    expect(movingAverageByAlphaSparse(cells([1]), cells([2]), [[num(0.5)]])).toEqual(cells([1])));

  test("test_mat_ema_alpha_sparse_multiple_elements", () => {
    const row = [num(0.1), num(0.2)];
    const result = movingAverageByAlphaSparse(cells([1, 2], [3, 4]), cells([5, 6], [7, 8]), [row, row]);
    nearSparse(result, cells([1, 1], [1, 1]), num(0.000001));
  });

  test("test_mat_ema_alpha_sparse_zero_alpha", () =>
    expect(movingAverageByAlphaSparse(cells([1]), cells([2]), [[num(0.1), num(0)]])).toEqual(cells([1])));

  test("test_mat_ema_alpha_sparse_one_alpha", () =>
    expect(movingAverageByAlphaSparse(cells([1]), cells([2]), [[num(1), num(0)]])).toEqual(cells([1])));

  test("test_mat_ema_alpha_sparse_mixed_alpha", () => {
    const row = [num(0.3), num(0.7)];
    const result = movingAverageByAlphaSparse(cells([1, 2], [3, 4]), cells([5, 6], [7, 8]), [row, row]);
    nearSparse(result, cells([1, 1], [1, 1]), num(0.000001));
  });

  test("test_mat_ema_alpha_sparse_sparse_matrix", () => {
    const halves = [num(0.5), num(0.5)];
    const fresh: SparseMatrix = [[[0, num(1)]], [[1, num(4)]]];
    const old: SparseMatrix = [[[0, num(5)]], [[1, num(8)]]];
    expect(movingAverageByAlphaSparse(fresh, old, [halves, halves])).toEqual([[[0, num(1)]], [[1, num(1)]]]);
  });

  test("test_mat_ema_alpha_sparse_varying_alpha", () => {
    const alphas = [
      [0.9, 0.8],
      [0.5, 0.7],
    ].map((row) => row.map(num));
    const result = movingAverageByAlphaSparse(cells([0.1, 0.2], [0.3, 0.4]), cells([0.5, 0.6], [0.7, 0.8]), alphas);
    nearSparse(result, cells([0.14, 0.28], [0.499999, 0.519999]), num(1e-6));
  });
});
