// Blends of two matrices: interpolation and exponential moving averages, with one alpha or one per pair.
// Mirrors interpolate*, mat_ema* of pallets/subtensor/src/epoch/math.rs.

import { I32F32 } from "../../../../primitives/fixed/formats.ts";
import type { DenseMatrix, SparseCell, SparseMatrix, SparseRow } from "../../../../rules/consensus.ts";
import { ONE, ZERO } from "./scalar.ts";

/** from + ratio * (to - from). Operations: saturating sub, mul, add. */
const between = (from: I32F32, to: I32F32, ratio: I32F32): I32F32 =>
  I32F32.saturatingAdd(from, I32F32.saturatingMul(ratio, I32F32.saturatingSub(to, from)));

const hasColumns = (matrix: DenseMatrix): boolean => (matrix[0]?.length ?? 0) > 0;
const copy = (matrix: DenseMatrix): I32F32[][] => matrix.map((row) => [...row]);

/** a + ratio * (b - a), shaped like a; cells that only one of the two has are zero. */
export const interpolated = (a: DenseMatrix, b: DenseMatrix, ratio: I32F32): I32F32[][] => {
  if (ratio === ZERO) return copy(a);
  if (ratio === ONE) return copy(b);
  if (!hasColumns(a)) return [[]];
  const columns = a[0]!.length;
  return a.map((row, r) => {
    const other = b[r] ?? [];
    const filled = Math.min(row.length, other.length, columns);
    return Array.from({ length: columns }, (_, c) => (c < filled ? between(row[c]!, other[c]!, ratio) : ZERO));
  });
};

/** The row as a dense vector; of a repeated column the last cell counts. */
const densified = (row: SparseRow | undefined, columns: number): I32F32[] => {
  const dense = new Array<I32F32>(columns).fill(ZERO);
  for (const [column, value] of row ?? []) if (column < columns) dense[column] = value;
  return dense;
};

const positiveCells = (dense: readonly I32F32[]): SparseCell[] =>
  dense.flatMap((value, column): SparseCell[] => (value > ZERO ? [[column, value]] : []));

/** a + ratio * (b - a) per cell, positive results only; ratio 0 and 1 return a and b untouched. */
export const interpolatedSparse = (a: SparseMatrix, b: SparseMatrix, columns: number, ratio: I32F32): SparseMatrix => {
  if (ratio === ZERO) return a;
  if (ratio === ONE || a.length !== b.length) return b;
  return a.map((row, r) => {
    const from = densified(row, columns);
    const to = densified(b[r], columns);
    return positiveCells(from.map((value, c) => between(value, to[c]!, ratio)));
  });
};

/** alpha * new + (1 - alpha) * old, over the shorter of both. */
export const movingAverage = (fresh: DenseMatrix, old: DenseMatrix, alpha: I32F32): I32F32[][] => {
  if (!hasColumns(fresh)) return [[]];
  const rest = I32F32.saturatingSub(ONE, alpha);
  return fresh.slice(0, old.length).map((row, r) => {
    const oldRow = old[r]!;
    return row
      .slice(0, oldRow.length)
      .map((value, c) =>
        I32F32.saturatingAdd(I32F32.saturatingMul(alpha, value), I32F32.saturatingMul(rest, oldRow[c]!)),
      );
  });
};

/**
 * alpha * new + (1 - alpha) * old, as many columns as rows, positive results only.
 * Operations: per row, cells of `new` and then of `old` in stored order, product and sum saturating.
 */
export const movingAverageSparse = (fresh: SparseMatrix, old: SparseMatrix, alpha: I32F32): SparseRow[] => {
  const rest = I32F32.saturatingSub(ONE, alpha);
  return fresh.map((row, r) => {
    const dense = new Array<I32F32>(fresh.length).fill(ZERO);
    const accumulate = (cells: SparseRow, factor: I32F32): void => {
      for (const [column, value] of cells) {
        const total = dense[column];
        if (total !== undefined) dense[column] = I32F32.saturatingAdd(total, I32F32.saturatingMul(factor, value));
      }
    };
    accumulate(row, alpha);
    accumulate(old[r] ?? [], rest);
    return positiveCells(dense);
  });
};

/**
 * (1 - alpha) * old + alpha * new, within [0, 1]: the part of the new is never negative, the whole at most 1.
 * Operations: saturating mul of the new, at least 0; saturating add to the decayed old; at most 1.
 */
const averaged = (decayed: I32F32, fresh: I32F32, alpha: I32F32): I32F32 => {
  const raw = I32F32.saturatingMul(alpha, fresh);
  return I32F32.min(I32F32.saturatingAdd(decayed, I32F32.max(raw, ZERO)), ONE);
};

/** Operations: saturating sub, mul. */
const decayed = (old: I32F32, alpha: I32F32): I32F32 => I32F32.saturatingMul(I32F32.saturatingSub(ONE, alpha), old);

/**
 * Moving average with one alpha per pair. Only cells of `new` come out, in its order: a bond without a weight
 * vanishes. Of a repeated old column the last cell counts.
 */
export const movingAverageByAlphaSparse = (
  fresh: SparseMatrix,
  old: SparseMatrix,
  alphas: DenseMatrix,
): SparseMatrix => {
  if (fresh.length !== old.length || fresh.length !== alphas.length) return fresh;
  return fresh.map((row, r) => {
    const alphaRow = alphas[r]!;
    const remains = new Array<I32F32>(alphaRow.length).fill(ZERO);
    for (const [column, value] of old[r]!) {
      const alpha = alphaRow[column];
      if (alpha !== undefined) remains[column] = decayed(value, alpha);
    }
    return row.flatMap(([column, value]): SparseCell[] => {
      const alpha = alphaRow[column];
      if (alpha === undefined) return [];
      const next = averaged(remains[column]!, value, alpha);
      return next > ZERO ? [[column, next]] : [];
    });
  });
};

/** Dense moving average with one alpha per pair; `old` where row counts differ, `new` where row lengths differ. */
export const movingAverageByAlpha = (fresh: DenseMatrix, old: DenseMatrix, alphas: DenseMatrix): I32F32[][] => {
  if (!hasColumns(fresh)) return [[]];
  if (fresh.length !== old.length || fresh.length !== alphas.length) return copy(old);
  if (fresh.some((row, r) => row.length !== old[r]?.length || row.length !== alphas[r]?.length)) return copy(fresh);
  return fresh.map((row, r) =>
    row.map((value, c) => {
      const alpha = alphas[r]![c]!;
      return averaged(decayed(old[r]![c]!, alpha), value, alpha);
    }),
  );
};
