// Stored rows (u16 column, u16 value, alternating) to matrices, with the masks applied on the way; and back.
// Plain twins: sparseOf in pallets/subtensor/epoch/plain.ts with the masks of epoch/math/sparse.ts.

import { at, cellCount, column, Matrix, newMatrix, setCell, setStart, setValue, start, value } from "./memory";
import { mul, ONE } from "./fixed";

/** Cells of row r of the raw block: from raw start r to raw start r + 1, counted in cells. */
// @ts-ignore: decorator
@inline
function rawStart(starts: usize, row: u32): u32 {
  return load<u32>(starts + (<usize>row << 2));
}

/**
 * Weights as whole numbers: rows with a permit, columns below `rows`, no diagonal but the owner's (`kept`, -1 = none),
 * and only where the row was updated after the column was registered.
 */
export function loadWeights(
  rows: u32, raw: usize, starts: usize, permits: usize, kept: i32, updated: usize, registered: usize,
): Matrix {
  const m = newMatrix(rows, rawStart(starts, rows));
  let next: u32 = 0;
  for (let r: u32 = 0; r < rows; r++) {
    if (load<u8>(permits + r) != 0) {
      const since = <u64>at(updated, r);
      const end = rawStart(starts, r + 1);
      for (let i = rawStart(starts, r); i < end; i++) {
        const c = <u32>load<u16>(raw + (<usize>i << 2));
        if (c >= rows || (c == r && <i32>c != kept) || since <= <u64>at(registered, c)) continue;
        setCell(m, next++, c, <i64>load<u16>(raw + (<usize>i << 2), 2) << 32);
      }
    }
    setStart(m, r + 1, next);
  }
  return m;
}

/** Drops, in place, the cells whose row committed before the column was registered. */
export function maskCommitted(m: Matrix, committed: usize, registered: usize): void {
  let next: u32 = 0;
  let i: u32 = 0;
  for (let r: u32 = 0; r < m.rows; r++) {
    const block = <u64>at(committed, r);
    for (const end = start(m, r + 1); i < end; i++) {
      const c = column(m, i);
      if (block >= <u64>at(registered, c)) setCell(m, next++, c, value(m, i));
    }
    setStart(m, r + 1, next);
  }
}

/**
 * Bonds, as whole numbers or as proportions of 65,535, toward neurons registered before `tempo`; a column beyond the
 * last neuron counts as registered at block 0. 2^32 / 65535 = 65537 + 1/65535, so the proportion needs no division.
 */
export function loadBonds(
  rows: u32, raw: usize, starts: usize, tempo: u64, registered: usize, proportions: bool,
): Matrix {
  const m = newMatrix(rows, rawStart(starts, rows));
  let next: u32 = 0;
  for (let r: u32 = 0; r < rows; r++) {
    const end = rawStart(starts, r + 1);
    for (let i = rawStart(starts, r); i < end; i++) {
      const c = <u32>load<u16>(raw + (<usize>i << 2));
      if (tempo <= (c < rows ? <u64>at(registered, c) : 0)) continue;
      const stored = <i64>load<u16>(raw + (<usize>i << 2), 2);
      setCell(m, next++, c, proportions ? stored * 65537 + i64(stored == 65535) : stored << 32);
    }
    setStart(m, r + 1, next);
  }
  return m;
}

// @ts-ignore: decorator
@inline
const U16_MAX: i64 = 65535 << 32;

// @ts-ignore: decorator
@inline
export function proportionToU16(x: i64): u16 {
  const whole = mul(x, U16_MAX) >> 32;
  return whole < 0 ? 0 : whole > 65535 ? 65535 : <u16>whole;
}

/** Every cell as stored: u16 column, floor(value * 65535). */
export function storeCells(m: Matrix, out: usize): void {
  const end = cellCount(m);
  for (let i: u32 = 0; i < end; i++) {
    store<u16>(out + (<usize>i << 2), <u16>column(m, i));
    store<u16>(out + (<usize>i << 2), proportionToU16(value(m, i)), 2);
  }
}
