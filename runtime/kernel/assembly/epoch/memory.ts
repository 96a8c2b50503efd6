// Memory of one epoch: taken piece by piece, given back all at once. Sparse matrices in compressed rows.

let top: usize = __heap_base;

/** Forgets everything taken so far. */
export function reset(): void {
  top = __heap_base;
}

/** `bytes` of memory, aligned to eight; grows the memory where needed. Not cleared. */
export function take(bytes: usize): usize {
  const start = (top + 7) & ~7;
  top = start + bytes;
  const missing = <i32>((top + 0xffff) >> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return start;
}

export function takeZeros(bytes: usize): usize {
  const start = take(bytes);
  memory.fill(start, 0, bytes);
  return start;
}

// Row r holds the cells start(r) .. start(r + 1): columns as u16, values as i64.
@unmanaged
export class Matrix {
  rows: u32;
  starts: usize;
  columns: usize;
  values: usize;
}

// @ts-ignore: decorator
@inline
export function start(m: Matrix, row: u32): u32 {
  return load<u32>(m.starts + (<usize>row << 2));
}

// @ts-ignore: decorator
@inline
export function setStart(m: Matrix, row: u32, at: u32): void {
  store<u32>(m.starts + (<usize>row << 2), at);
}

// @ts-ignore: decorator
@inline
export function column(m: Matrix, cell: u32): u32 {
  return load<u16>(m.columns + (<usize>cell << 1));
}

// @ts-ignore: decorator
@inline
export function value(m: Matrix, cell: u32): i64 {
  return load<i64>(m.values + (<usize>cell << 3));
}

// @ts-ignore: decorator
@inline
export function setValue(m: Matrix, cell: u32, bits: i64): void {
  store<i64>(m.values + (<usize>cell << 3), bits);
}

// @ts-ignore: decorator
@inline
export function setCell(m: Matrix, cell: u32, column: u32, bits: i64): void {
  store<u16>(m.columns + (<usize>cell << 1), <u16>column);
  setValue(m, cell, bits);
}

// @ts-ignore: decorator
@inline
export function at(vector: usize, index: u32): i64 {
  return load<i64>(vector + (<usize>index << 3));
}

// @ts-ignore: decorator
@inline
export function setAt(vector: usize, index: u32, bits: i64): void {
  store<i64>(vector + (<usize>index << 3), bits);
}

/** An empty matrix with room for `cells`. */
export function newMatrix(rows: u32, cells: u32): Matrix {
  const m = changetype<Matrix>(take(offsetof<Matrix>()));
  m.rows = rows;
  m.starts = take((<usize>rows + 1) << 2);
  m.columns = take(<usize>cells << 1);
  m.values = take(<usize>cells << 3);
  setStart(m, 0, 0);
  return m;
}

/** A matrix of the same cells, values not set: rows and columns are shared with the source. */
export function withRoomForValues(m: Matrix): Matrix {
  const out = changetype<Matrix>(take(offsetof<Matrix>()));
  out.rows = m.rows;
  out.starts = m.starts;
  out.columns = m.columns;
  out.values = take(<usize>cellCount(m) << 3);
  return out;
}

export function copyMatrix(m: Matrix): Matrix {
  const out = withRoomForValues(m);
  memory.copy(out.values, m.values, <usize>cellCount(m) << 3);
  return out;
}

// @ts-ignore: decorator
@inline
export function cellCount(m: Matrix): u32 {
  return start(m, m.rows);
}

/** How many cells a result needs that fills every row which a or b has cells in. */
export function denseRoom(a: Matrix, b: Matrix, columns: u32): u32 {
  let rows: u32 = 0;
  for (let r: u32 = 0; r < a.rows; r++) {
    if (start(a, r) != start(a, r + 1) || start(b, r) != start(b, r + 1)) rows++;
  }
  return rows * columns;
}

export function startsOf(m: Matrix): usize { return m.starts; }
export function columnsOf(m: Matrix): usize { return m.columns; }
export function valuesOf(m: Matrix): usize { return m.values; }
