// Dense matrices of I32F32, rows of possibly different length.
// Mirrors the dense matrix functions of pallets/subtensor/src/epoch/math.rs. The chain itself runs the sparse
// ones; these serve experiments and the reference's own tests.

import { I32F32, type I64F64 } from "../../../../primitives/fixed/formats.ts";
import type { DenseMatrix } from "../../../../rules/consensus.ts";
import { safeDiv, safeDiv64, sum, sum64, ZERO } from "./scalar.ts";
import { elementOr, product } from "./vector.ts";

type DenseRow = readonly I32F32[];

const copy = (matrix: DenseMatrix): I32F32[][] => matrix.map((row) => [...row]);

/** Where the first row is missing or empty the reference takes the matrix as having no columns. */
const hasColumns = (matrix: readonly (readonly unknown[])[]): boolean => (matrix[0]?.length ?? 0) > 0;

export const rowNormalized64 = (matrix: readonly (readonly I64F64[])[]): I64F64[][] =>
  matrix.map((row) => {
    const total = sum64(row);
    return total > 0n ? row.map((value) => safeDiv64(value, total)) : [...row];
  });

/** Operations per row: wrapping sum; if positive, one division per element. */
export const rowNormalized = (matrix: DenseMatrix): I32F32[][] =>
  matrix.map((row) => {
    const total = sum(row);
    return total > ZERO ? row.map((value) => safeDiv(value, total)) : [...row];
  });

export const rowSums = (matrix: DenseMatrix): I32F32[] =>
  matrix.length > 0 && !hasColumns(matrix) ? [] : matrix.map(sum);

const widest = (matrix: DenseMatrix): number => matrix.reduce((width, row) => Math.max(width, row.length), 0);

const dividedByColumn = (matrix: DenseMatrix, divisors: DenseRow): I32F32[][] =>
  matrix.map((row) =>
    row.map((value, column) => {
      const divisor = divisors[column]!;
      return divisor === ZERO ? value : safeDiv(value, divisor);
    }),
  );

/** Operations per column: saturating sum from the top, then one division per element. */
export const columnNormalized = (matrix: DenseMatrix): I32F32[][] => {
  const sums = new Array<I32F32>(widest(matrix)).fill(ZERO);
  for (const row of matrix)
    row.forEach((value, column) => {
      sums[column] = I32F32.saturatingAdd(sums[column]!, value);
    });
  return dividedByColumn(matrix, sums);
};

/** Operations: one division by the column's largest value per element; a column without a positive value stays. */
export const columnMaxUpscaled = (matrix: DenseMatrix): I32F32[][] => {
  const maxima = new Array<I32F32>(widest(matrix)).fill(ZERO);
  for (const row of matrix)
    row.forEach((value, column) => {
      if (maxima[column]! < value) maxima[column] = value;
    });
  return dividedByColumn(matrix, maxima);
};

export const maskedMatrix = (mask: readonly (readonly boolean[])[], matrix: DenseMatrix): I32F32[][] =>
  hasColumns(mask)
    ? matrix.map((row, r) => row.map((value, c) => (elementOr(elementOr(mask, r, []), c, true) ? ZERO : value)))
    : copy(matrix);

/** A masked row becomes zeros of the first row's width. */
export const maskedRows = (mask: readonly boolean[], matrix: DenseMatrix): I32F32[][] => {
  const width = matrix[0]?.length ?? 0;
  return matrix.map((row, r) => (elementOr(mask, r, true) ? new Array<I32F32>(width).fill(ZERO) : [...row]));
};

export const maskedColumns = (mask: readonly boolean[], matrix: DenseMatrix): I32F32[][] =>
  matrix.map((row) => row.map((value, column) => (elementOr(mask, column, true) ? ZERO : value)));

/** Zero on the diagonal, except at `kept`; a matrix that is not square stays as it is. */
export const maskedDiagonal = (matrix: DenseMatrix, kept?: number): I32F32[][] =>
  hasColumns(matrix) && matrix.length === matrix[0]?.length
    ? matrix.map((row, r) => row.map((value, c) => (r === c && r !== kept ? ZERO : value)))
    : copy(matrix);

/** scale_i * m_ij, saturating; rows beyond the vector are dropped. */
export const rowScaled = (matrix: DenseMatrix, vector: DenseRow): I32F32[][] =>
  hasColumns(matrix)
    ? matrix.slice(0, vector.length).map((row, r) => row.map((value) => I32F32.saturatingMul(vector[r]!, value)))
    : [[]];

/** out_j = SUM(i) v_i * m_ij. Operations: per row from the top, saturating product, then saturating sum. */
export const columnProducts = (matrix: DenseMatrix, vector: DenseRow): I32F32[] => {
  const out = new Array<I32F32>(matrix[0]?.length ?? 0).fill(ZERO);
  matrix.forEach((row, r) => {
    const scale = elementOr(vector, r, ZERO);
    for (let c = 0; c < row.length && c < out.length; c++)
      out[c] = I32F32.saturatingAdd(out[c]!, I32F32.saturatingMul(scale, row[c]!));
  });
  return out;
};

/** out_i = SUM(j) v_j * m_ij. Operations: per row from the left, saturating product, then saturating sum. */
export const rowProducts = (matrix: DenseMatrix, vector: DenseRow): I32F32[] =>
  hasColumns(matrix)
    ? matrix.map((row) => {
        let total = ZERO;
        for (let c = 0; c < row.length && c < vector.length; c++)
          total = I32F32.saturatingAdd(total, I32F32.saturatingMul(row[c]!, vector[c]!));
        return total;
      })
    : [];

/** min(value, threshold of the column); columns beyond the thresholds stay. */
export const columnClipped = (matrix: DenseMatrix, thresholds: DenseRow): I32F32[][] =>
  matrix.map((row) => row.map((value, column) => I32F32.min(elementOr(thresholds, column, value), value)));

/** Each row times the vector; a product that does not fit becomes zero. */
export const columnScaled = (matrix: DenseMatrix, vector: DenseRow): I32F32[][] =>
  hasColumns(matrix) ? matrix.map((row) => product(row, vector)) : [[]];
