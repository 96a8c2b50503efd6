// Replays math.json: the reference's 73 functions of epoch/math.rs, each mapped to ours. Format of the file: function
// name -> { arg_names, cases: [{ args, out }] }; fixed-point numbers are decimal strings of their raw bits.

import * as blend from "../../runtime/pallets/subtensor/epoch/math/blend.ts";
import * as dense from "../../runtime/pallets/subtensor/epoch/math/dense.ts";
import * as median from "../../runtime/pallets/subtensor/epoch/math/median.ts";
import * as scalar from "../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import * as sparse from "../../runtime/pallets/subtensor/epoch/math/sparse.ts";
import * as vector from "../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { I32F32, I64F64 } from "../../runtime/primitives/fixed/formats.ts";
import type { SparseMatrix } from "../../runtime/rules/consensus.ts";
import { type Replayed, tally } from "./tally.ts";

interface MathCase {
  readonly args: readonly unknown[];
  readonly out: unknown;
}

export type MathVectors = Readonly<Record<string, { readonly cases: readonly MathCase[] }>>;

/** What a vector file says of one argument; the replay trusts the file's shape. */
type Raw = never;

const i32f32 = (bits: string): I32F32 => I32F32.fromBits(BigInt(bits));
const i64f64 = (bits: string): I64F64 => I64F64.fromBits(BigInt(bits));
const many = (bits: readonly string[]): I32F32[] => bits.map(i32f32);
const many64 = (bits: readonly string[]): I64F64[] => bits.map(i64f64);
const integers = (texts: readonly string[]): bigint[] => texts.map(BigInt);
const rows = (matrix: readonly (readonly string[])[]): I32F32[][] => matrix.map(many);
const rows64 = (matrix: readonly (readonly string[])[]): I64F64[][] => matrix.map(many64);
const cells = (matrix: readonly (readonly [number, string][])[]): SparseMatrix =>
  matrix.map((row) => row.map(([column, bits]) => [column, i32f32(bits)] as const));

/** A call with raw arguments; the result is compared as JSON, bigints as decimal strings. */
type Call = (...args: Raw[]) => unknown;

/** The reference's function → ours. */
export const mathFunctions: Readonly<Record<string, Call>> = {
  get_safe: (v, idx) => vector.elementOr(many(v), idx, scalar.ZERO),
  fixed: (value) => scalar.fromFloat32(value),
  fixed_to_u16: (x) => scalar.toU16(i32f32(x)),
  fixed_to_u64: (x) => scalar.toU64(i32f32(x)),
  fixed64_to_u64: (x) => scalar.u64FromI64F64(i64f64(x)),
  fixed64_to_fixed32: (x) => scalar.i32f32FromI64F64(i64f64(x)),
  fixed32_to_fixed64: (x) => scalar.i64f64FromI32F32(i32f32(x)),
  u16_to_fixed: (x) => scalar.fromU16(x),
  u16_proportion_to_fixed: (x) => scalar.proportionFromU16(x),
  fixed_to_fixed_u16_proportion: (x) => scalar.proportionOfU16(i32f32(x)),
  fixed_proportion_to_u16: (x) => scalar.proportionToU16(i32f32(x)),
  vec_fixed32_to_u64: (v) => vector.vectorToU64(many(v)),
  vec_fixed64_to_fixed32: (v) => vector.vectorFromI64F64(many64(v)),
  vec_fixed32_to_fixed64: (v) => vector.vectorToI64F64(many(v)),
  vec_fixed64_to_u64: (v) => vector.vector64ToU64(many64(v)),
  vec_fixed_proportions_to_u16: (v) => vector.proportionsToU16(many(v)),
  vec_max_upscale_to_u16: (v) => vector.maxUpscaledToU16(many(v)),
  vec_u16_max_upscale_to_u16: (v) => vector.u16MaxUpscaledToU16(v),
  check_vec_max_limited: (v, limit) => vector.isMaxLimited(v, limit),
  sum: (v) => scalar.sum(many(v)),
  checked_sum_u64: (v) => vector.checkedSumU64(integers(v)) ?? null,
  is_zero: (v) => vector.isZeroSum(many(v)),
  exp_safe: (x) => scalar.expSafe(i32f32(x)),
  sigmoid_safe: (x, rho, kappa) => scalar.sigmoidSafe(i32f32(x), i32f32(rho), i32f32(kappa)),
  is_topk: (v, k) => vector.topK(many(v), k),
  is_topk_nonzero: (v, k) => vector.topKNonzero(many(v), k),
  normalize: (v) => vector.normalized(many(v)),
  inplace_normalize: (v) => vector.normalized(many(v)),
  inplace_normalize_using_sum: (v, total) => vector.normalizedBy(many(v), i32f32(total)),
  inplace_normalize_64: (v) => vector.normalized64(many64(v)),
  inplace_row_normalize_64: (m) => dense.rowNormalized64(rows64(m)),
  vecdiv: (x, y) => vector.quotient(many(x), many(y)),
  inplace_row_normalize: (m) => dense.rowNormalized(rows(m)),
  inplace_row_normalize_sparse: (m) => sparse.rowNormalizedSparse(cells(m)),
  row_sum: (m) => dense.rowSums(rows(m)),
  row_sum_sparse: (m) => sparse.rowSumsSparse(cells(m)),
  inplace_col_normalize_sparse: (m, columns) => sparse.columnNormalizedSparse(cells(m), columns),
  inplace_col_normalize: (m) => dense.columnNormalized(rows(m)),
  inplace_col_max_upscale_sparse: (m, columns) => sparse.columnMaxUpscaledSparse(cells(m), columns),
  inplace_col_max_upscale: (m) => dense.columnMaxUpscaled(rows(m)),
  inplace_mask_vector: (mask, v) => vector.masked(mask, many(v)),
  inplace_mask_matrix: (mask, m) => dense.maskedMatrix(mask, rows(m)),
  inplace_mask_rows: (mask, m) => dense.maskedRows(mask, rows(m)),
  inplace_mask_cols: (mask, m) => dense.maskedColumns(mask, rows(m)),
  inplace_mask_diag: (m) => dense.maskedDiagonal(rows(m)),
  inplace_mask_diag_except_index: (m, index) => dense.maskedDiagonal(rows(m), index),
  scalar_vec_mask_sparse_matrix_le: (m, first, second) =>
    sparse.maskedByScalarSparse(cells(m), BigInt(first), integers(second), (a, b) => a <= b),
  vec_mask_sparse_matrix_le: (m, first, second) =>
    sparse.maskedByVectorsSparse(cells(m), integers(first), integers(second), (a, b) => a <= b),
  vec_mask_sparse_matrix_lt: (m, first, second) =>
    sparse.maskedByVectorsSparse(cells(m), integers(first), integers(second), (a, b) => a < b),
  mask_rows_sparse: (mask, m) => sparse.maskedRowsSparse(mask, cells(m)),
  mask_diag_sparse: (m) => sparse.maskedDiagonalSparse(cells(m)),
  mask_diag_sparse_except_index: (m, index) => sparse.maskedDiagonalSparse(cells(m), index),
  row_hadamard: (m, v) => dense.rowScaled(rows(m), many(v)),
  row_hadamard_sparse: (m, v) => sparse.rowScaledSparse(cells(m), many(v)),
  matmul: (m, v) => dense.columnProducts(rows(m), many(v)),
  matmul_transpose: (m, v) => dense.rowProducts(rows(m), many(v)),
  matmul_sparse: (m, v, columns) => sparse.columnProductsSparse(cells(m), many(v), columns),
  matmul_transpose_sparse: (m, v) => sparse.rowProductsSparse(cells(m), many(v)),
  inplace_col_clip: (m, thresholds) => dense.columnClipped(rows(m), many(thresholds)),
  col_clip_sparse: (m, thresholds) => sparse.columnClippedSparse(cells(m), many(thresholds)),
  weighted_median: (stake, score, partition, minority, low, high) =>
    median.weightedMedian({
      stake: many(stake),
      score: many(score),
      partition,
      minority: i32f32(minority),
      low: i32f32(low),
      high: i32f32(high),
    }),
  weighted_median_col: (stake, score, majority) =>
    median.weightedMedianColumns(many(stake), rows(score), i32f32(majority)),
  weighted_median_col_sparse: (stake, score, columns, majority) =>
    median.weightedMedianColumnsSparse(many(stake), cells(score), columns, i32f32(majority)),
  interpolate: (a, b, ratio) => blend.interpolated(rows(a), rows(b), i32f32(ratio)),
  interpolate_sparse: (a, b, columns, ratio) => blend.interpolatedSparse(cells(a), cells(b), columns, i32f32(ratio)),
  vec_mul: (a, b) => vector.product(many(a), many(b)),
  mat_vec_mul: (m, v) => dense.columnScaled(rows(m), many(v)),
  mat_vec_mul_sparse: (m, v) => sparse.columnScaledSparse(cells(m), many(v)),
  clamp_value: (x, low, high) => scalar.clampValue(i32f32(x), i32f32(low), i32f32(high)),
  mat_ema: (fresh, old, alpha) => blend.movingAverage(rows(fresh), rows(old), i32f32(alpha)),
  mat_ema_sparse: (fresh, old, alpha) => blend.movingAverageSparse(cells(fresh), cells(old), i32f32(alpha)),
  mat_ema_alpha_sparse: (fresh, old, alphas) =>
    blend.movingAverageByAlphaSparse(cells(fresh), cells(old), rows(alphas)),
  mat_ema_alpha: (fresh, old, alphas) => blend.movingAverageByAlpha(rows(fresh), rows(old), rows(alphas)),
  safe_ln: (x) => scalar.safeLn(i32f32(x)),
};

/** `weighted_median__2` holds more cases of `weighted_median`. */
const functionOf = (name: string): Call | undefined => mathFunctions[name.replace(/__\d+$/, "")];

export const replay = (data: unknown): Replayed => {
  const rows = tally();
  for (const [name, { cases }] of Object.entries(data as MathVectors)) {
    const call = functionOf(name);
    cases.forEach(({ args, out }, index) => {
      rows.row(`${name}[${index}]`, call === undefined ? "no such function" : call(...(args as Raw[])), out);
    });
  }
  return rows;
};
