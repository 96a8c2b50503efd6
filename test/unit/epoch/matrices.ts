// Vectors and matrices from literals, and their comparison, as the reference's tests/math.rs has them: literals are
// 32-bit floats, and a tolerance is the reference's own (none = equal to the last bit).

import { expect } from "vitest";
import { F32 } from "../../../runtime/primitives/fixed/float.ts";
import { I32F32, I64F64 } from "../../../runtime/primitives/fixed/formats.ts";
import type { DenseMatrix, SparseCell, SparseMatrix } from "../../../runtime/rules/consensus.ts";

/** From a 64-bit float, as from_num of a literal. */
export const num = (x: number): I32F32 => I32F32.fromFloat(x);
export const num64 = (x: number): I64F64 => I64F64.fromFloat(x);
/** From a 32-bit float. */
export const num32 = (x: number): I32F32 => I32F32.fromFloat(Math.fround(x), F32);

export const vec = (...xs: readonly number[]): I32F32[] => xs.map(num32);
export const vec64 = (...xs: readonly number[]): I64F64[] => xs.map(num64);

const reshaped = (xs: readonly number[], rows: number): number[][] => {
  const columns = xs.length / rows;
  if (!Number.isInteger(columns)) throw new Error(`${xs.length} numbers do not fill ${rows} rows`);
  return Array.from({ length: rows }, (_, r) => xs.slice(r * columns, (r + 1) * columns));
};

const transposed = (rows: readonly (readonly number[])[]): number[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]!));

export const dense = (rows: number, xs: readonly number[]): I32F32[][] => reshaped(xs, rows).map((row) => vec(...row));
export const denseTransposed = (rows: number, xs: readonly number[]): I32F32[][] =>
  transposed(reshaped(xs, rows)).map((row) => vec(...row));

const positive = (rows: readonly (readonly number[])[]): SparseMatrix =>
  rows.map((row) => row.flatMap((x, column): SparseCell[] => (x > 0 ? [[column, num32(x)]] : [])));

export const sparse = (rows: number, xs: readonly number[]): SparseMatrix => positive(reshaped(xs, rows));
export const sparseTransposed = (rows: number, xs: readonly number[]): SparseMatrix =>
  positive(transposed(reshaped(xs, rows)));

export const zeros = (count: number): number[] => new Array<number>(count).fill(0);

const farther = (a: bigint, b: bigint, tolerance: bigint): boolean => (a > b ? a - b : b - a) > tolerance;

/** Each number within the tolerance; without one, equal. */
export const near = (found: readonly bigint[], target: readonly bigint[], tolerance = 0n): void => {
  expect(found.length).toBe(target.length);
  found.forEach((value, i) => {
    if (farther(value, target[i]!, tolerance)) expect(found).toEqual(target);
  });
};

export const nearDense = (found: DenseMatrix, target: DenseMatrix, tolerance = 0n): void => {
  expect(found.length).toBe(target.length);
  found.forEach((row, r) => {
    near(row, target[r] ?? [], tolerance);
  });
};

export const nearSparse = (found: SparseMatrix, target: SparseMatrix, tolerance = 0n): void => {
  const columns = (matrix: SparseMatrix) => matrix.map((row) => row.map(([column]) => column));
  expect(columns(found)).toEqual(columns(target));
  found.forEach((row, r) => {
    near(
      row.map(([, value]) => value),
      (target[r] ?? []).map(([, value]) => value),
      tolerance,
    );
  });
};
