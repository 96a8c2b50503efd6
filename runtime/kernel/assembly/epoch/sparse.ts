// Sums, normalisation, clipping, products and blends of sparse matrices.
// Plain twins: pallets/subtensor/epoch/math/sparse.ts and blend.ts.

import { at, cellCount, column, denseRoom, Matrix, newMatrix, setAt, setCell, setStart, setValue, start, take, takeZeros, value, withRoomForValues } from "./memory";
import { add, divWith, inverse, mul, ONE, sub } from "./fixed";

/** In place: wrapping sum of the row; if positive, one division per cell. */
export function rowNormalize(m: Matrix): void {
  for (let r: u32 = 0; r < m.rows; r++) {
    const from = start(m, r), end = start(m, r + 1);
    let total: i64 = 0;
    for (let i = from; i < end; i++) total += value(m, i);
    if (total <= 0) continue;
    const inverseOfTotal = inverse(total);
    for (let i = from; i < end; i++) setValue(m, i, divWith(value(m, i), total, inverseOfTotal));
  }
}

export function rowSums(m: Matrix, out: usize): void {
  for (let r: u32 = 0; r < m.rows; r++) {
    const end = start(m, r + 1);
    let total: i64 = 0;
    for (let i = start(m, r); i < end; i++) total += value(m, i);
    setAt(out, r, total);
  }
}

function divideByColumn(m: Matrix, columns: u32, divisors: usize): void {
  const end = cellCount(m);
  const inverses = take(<usize>columns << 3);
  for (let c: u32 = 0; c < columns; c++) store<f64>(inverses + (<usize>c << 3), inverse(at(divisors, c)));
  for (let i: u32 = 0; i < end; i++) {
    const c = column(m, i);
    if (c >= columns) continue;
    const divisor = at(divisors, c);
    if (divisor != 0) setValue(m, i, divWith(value(m, i), divisor, load<f64>(inverses + (<usize>c << 3))));
  }
}

/** In place: saturating sum of the column, then one division per cell; columns beyond the last stay. */
export function columnNormalize(m: Matrix, columns: u32): void {
  const sums = takeZeros(<usize>columns << 3);
  const end = cellCount(m);
  for (let i: u32 = 0; i < end; i++) {
    const c = column(m, i);
    if (c < columns) setAt(sums, c, add(at(sums, c), value(m, i)));
  }
  divideByColumn(m, columns, sums);
}

/** In place: divides by the largest positive value of the column. */
export function columnMaxUpscale(m: Matrix, columns: u32): void {
  const maxima = takeZeros(<usize>columns << 3);
  const end = cellCount(m);
  for (let i: u32 = 0; i < end; i++) {
    const c = column(m, i);
    if (c < columns && at(maxima, c) < value(m, i)) setAt(maxima, c, value(m, i));
  }
  divideByColumn(m, columns, maxima);
}

/** Cells above their column's threshold fall to it, and vanish where it is not positive. */
export function columnClip(m: Matrix, thresholds: usize, columns: u32): Matrix {
  const out = newMatrix(m.rows, cellCount(m));
  let next: u32 = 0;
  for (let r: u32 = 0; r < m.rows; r++) {
    const end = start(m, r + 1);
    for (let i = start(m, r); i < end; i++) {
      const c = column(m, i), bits = value(m, i);
      const threshold = c < columns ? at(thresholds, c) : 0;
      if (threshold >= bits) setCell(out, next++, c, bits);
      else if (threshold > 0) setCell(out, next++, c, threshold);
    }
    setStart(out, r + 1, next);
  }
  return out;
}

/** out_j = SUM(i) v_i * m_ij, row by row, saturating. */
export function columnProducts(m: Matrix, vector: usize, columns: u32, out: usize): void {
  memory.fill(out, 0, <usize>columns << 3);
  for (let r: u32 = 0; r < m.rows; r++) {
    const scale = at(vector, r);
    const end = start(m, r + 1);
    for (let i = start(m, r); i < end; i++) {
      const c = column(m, i);
      if (c < columns) setAt(out, c, add(at(out, c), mul(scale, value(m, i))));
    }
  }
}

/** out_i = SUM(j) v_j * m_ij, in stored order, saturating. */
export function rowProducts(m: Matrix, vector: usize, columns: u32, out: usize): void {
  for (let r: u32 = 0; r < m.rows; r++) {
    const end = start(m, r + 1);
    let total: i64 = 0;
    for (let i = start(m, r); i < end; i++) {
      const c = column(m, i);
      if (c < columns) total = add(total, mul(at(vector, c), value(m, i)));
    }
    setAt(out, r, total);
  }
}

/** Row sums of m_ij * v_j: products saturate, sums wrap. */
export function scaledRowSums(m: Matrix, vector: usize, columns: u32, out: usize): void {
  for (let r: u32 = 0; r < m.rows; r++) {
    const end = start(m, r + 1);
    let total: i64 = 0;
    for (let i = start(m, r); i < end; i++) {
      const c = column(m, i);
      if (c < columns) total += mul(value(m, i), at(vector, c));
    }
    setAt(out, r, total);
  }
}

/** v_i * m_ij, saturating. The result shares rows and columns with its source. */
export function rowScale(m: Matrix, vector: usize): Matrix {
  const out = withRoomForValues(m);
  for (let r: u32 = 0; r < m.rows; r++) {
    const scale = at(vector, r);
    const end = start(m, r + 1);
    for (let i = start(m, r); i < end; i++) setValue(out, i, mul(value(m, i), scale));
  }
  return out;
}

/** The row as a dense vector, cleared first; of a repeated column the last cell counts. */
export function spread(m: Matrix, row: u32, columns: u32, out: usize): void {
  memory.fill(out, 0, <usize>columns << 3);
  const end = start(m, row + 1);
  for (let i = start(m, row); i < end; i++) {
    const c = column(m, i);
    if (c < columns) setAt(out, c, value(m, i));
  }
}

// @ts-ignore: decorator
@inline
function hasCells(m: Matrix, row: u32): bool {
  return start(m, row) != start(m, row + 1);
}

/** a + ratio * (b - a), positive results only. Ratios 0 and 1 are the caller's. */
export function interpolate(a: Matrix, b: Matrix, columns: u32, ratio: i64): Matrix {
  const out = newMatrix(a.rows, denseRoom(a, b, columns));
  const from = take(<usize>columns << 3), to = take(<usize>columns << 3);
  let next: u32 = 0;
  for (let r: u32 = 0; r < a.rows; r++) {
    if (hasCells(a, r) || hasCells(b, r)) {
      spread(a, r, columns, from);
      spread(b, r, columns, to);
      for (let c: u32 = 0; c < columns; c++) {
        const low = at(from, c);
        const bits = add(low, mul(ratio, sub(at(to, c), low)));
        if (bits > 0) setCell(out, next++, c, bits);
      }
    }
    setStart(out, r + 1, next);
  }
  return out;
}

function accumulate(m: Matrix, row: u32, columns: u32, factor: i64, out: usize): void {
  const end = start(m, row + 1);
  for (let i = start(m, row); i < end; i++) {
    const c = column(m, i);
    if (c < columns) setAt(out, c, add(at(out, c), mul(factor, value(m, i))));
  }
}

/** alpha * new + (1 - alpha) * old, as many columns as rows, positive results only. */
export function movingAverage(fresh: Matrix, old: Matrix, alpha: i64): Matrix {
  const columns = fresh.rows;
  const out = newMatrix(fresh.rows, denseRoom(fresh, old, columns));
  const dense = take(<usize>columns << 3);
  const rest = sub(ONE, alpha);
  let next: u32 = 0;
  for (let r: u32 = 0; r < fresh.rows; r++) {
    if (hasCells(fresh, r) || hasCells(old, r)) {
      memory.fill(dense, 0, <usize>columns << 3);
      accumulate(fresh, r, columns, alpha, dense);
      accumulate(old, r, columns, rest, dense);
      for (let c: u32 = 0; c < columns; c++) {
        const bits = at(dense, c);
        if (bits > 0) setCell(out, next++, c, bits);
      }
    }
    setStart(out, r + 1, next);
  }
  return out;
}
