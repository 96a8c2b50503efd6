// Sparse matrices of I32F32: per row the stored [column, value] pairs in stored order, which may be unsorted,
// repeat a column or name one beyond the last neuron.
// Mirrors the sparse matrix functions of pallets/subtensor/src/epoch/math.rs: the plain twins of runtime/kernel.

import { I32F32 } from "../../../../primitives/fixed/formats.ts";
import type { SparseCell, SparseMatrix, SparseRow } from "../../../../rules/consensus.ts";
import { safeDiv, ZERO } from "./scalar.ts";
import { elementOr } from "./vector.ts";

const values = (row: SparseRow): I32F32[] => row.map(([, value]) => value);

const mapValues = (matrix: SparseMatrix, change: (value: I32F32, column: number, row: number) => I32F32): SparseRow[] =>
  matrix.map((row, r) => row.map(([column, value]) => [column, change(value, column, r)] as const));

const filterCells = (matrix: SparseMatrix, keep: (row: number, column: number) => boolean): SparseRow[] =>
  matrix.map((row, r) => row.filter(([column]) => keep(r, column)));

const wrappingSum = (row: SparseRow): I32F32 => {
  let total = ZERO;
  for (const value of values(row)) total = I32F32.add(total, value);
  return total;
};

/** Operations per row: wrapping sum; if positive, one division per cell. */
export const rowNormalizedSparse = (matrix: SparseMatrix): SparseRow[] =>
  matrix.map((row) => {
    const total = wrappingSum(row);
    return total > ZERO ? row.map(([column, value]) => [column, safeDiv(value, total)] as const) : row;
  });

export const rowSumsSparse = (matrix: SparseMatrix): I32F32[] => matrix.map(wrappingSum);

const dividedByColumn = (matrix: SparseMatrix, divisors: readonly I32F32[]): SparseRow[] =>
  mapValues(matrix, (value, column) => {
    const divisor = elementOr(divisors, column, ZERO);
    return divisor === ZERO ? value : safeDiv(value, divisor);
  });

/** Operations per column: saturating sum row by row, then one division per cell; columns beyond the last stay. */
export const columnNormalizedSparse = (matrix: SparseMatrix, columns: number): SparseRow[] => {
  const sums = new Array<I32F32>(columns).fill(ZERO);
  for (const row of matrix)
    for (const [column, value] of row) {
      const total = sums[column];
      if (total !== undefined) sums[column] = I32F32.saturatingAdd(total, value);
    }
  return dividedByColumn(matrix, sums);
};

/** Operations: one division by the column's largest value per cell; a column without a positive value stays. */
export const columnMaxUpscaledSparse = (matrix: SparseMatrix, columns: number): SparseRow[] => {
  const maxima = new Array<I32F32>(columns).fill(ZERO);
  for (const row of matrix)
    for (const [column, value] of row) {
      const max = maxima[column];
      if (max !== undefined && max < value) maxima[column] = value;
    }
  return dividedByColumn(matrix, maxima);
};

/** Drops the cells for which `drop(scalar, vector[column])` holds; a missing element counts as 0. */
export const maskedByScalarSparse = (
  matrix: SparseMatrix,
  scalar: bigint,
  vector: readonly bigint[],
  drop: (scalar: bigint, element: bigint) => boolean,
): SparseRow[] => filterCells(matrix, (_, column) => !drop(scalar, elementOr(vector, column, 0n)));

/** Drops the cells for which `drop(first[row], second[column])` holds; a missing element counts as 0. */
export const maskedByVectorsSparse = (
  matrix: SparseMatrix,
  first: readonly bigint[],
  second: readonly bigint[],
  drop: (first: bigint, second: bigint) => boolean,
): SparseRow[] => filterCells(matrix, (row, column) => !drop(elementOr(first, row, 0n), elementOr(second, column, 0n)));

/** Empties the rows whose mask is true or missing. */
export const maskedRowsSparse = (mask: readonly boolean[], matrix: SparseMatrix): SparseRow[] =>
  matrix.map((row, r) => (elementOr(mask, r, true) ? [] : row));

/** Drops the diagonal, except at `kept`. */
export const maskedDiagonalSparse = (matrix: SparseMatrix, kept?: number): SparseRow[] =>
  filterCells(matrix, (row, column) => row !== column || row === kept);

/** scale_i * m_ij, saturating; rows beyond the vector are dropped. */
export const rowScaledSparse = (matrix: SparseMatrix, vector: readonly I32F32[]): SparseRow[] =>
  mapValues(matrix.slice(0, vector.length), (value, _, row) => I32F32.saturatingMul(value, vector[row]!));

/** out_j = SUM(i) v_i * m_ij. Operations: per row from the top, saturating product, then saturating sum. */
export const columnProductsSparse = (matrix: SparseMatrix, vector: readonly I32F32[], columns: number): I32F32[] => {
  const out = new Array<I32F32>(columns).fill(ZERO);
  matrix.forEach((row, r) => {
    const scale = elementOr(vector, r, ZERO);
    for (const [column, value] of row) {
      const total = out[column];
      if (total !== undefined) out[column] = I32F32.saturatingAdd(total, I32F32.saturatingMul(scale, value));
    }
  });
  return out;
};

/** out_i = SUM(j) v_j * m_ij. Operations: per row in stored order, saturating product, then saturating sum. */
export const rowProductsSparse = (matrix: SparseMatrix, vector: readonly I32F32[]): I32F32[] =>
  matrix.map((row) =>
    row.reduce(
      (total, [column, value]) =>
        I32F32.saturatingAdd(total, I32F32.saturatingMul(elementOr(vector, column, ZERO), value)),
      ZERO,
    ),
  );

/** Cells above their column's threshold fall to it, and vanish where it is not positive. */
export const columnClippedSparse = (matrix: SparseMatrix, thresholds: readonly I32F32[]): SparseRow[] =>
  matrix.map((row) =>
    row.flatMap(([column, value]): SparseCell[] => {
      const threshold = elementOr(thresholds, column, ZERO);
      if (threshold >= value) return [[column, value]];
      return threshold > ZERO ? [[column, threshold]] : [];
    }),
  );

/** m_ij * v_j, saturating; zero products and columns beyond the vector vanish. */
export const columnScaledSparse = (matrix: SparseMatrix, vector: readonly I32F32[]): SparseRow[] =>
  matrix.map((row) =>
    row.flatMap(([column, value]): SparseCell[] => {
      const scale = vector[column];
      const scaled = scale === undefined ? ZERO : I32F32.saturatingMul(value, scale);
      return scaled === ZERO ? [] : [[column, scaled]];
    }),
  );
