// Liquid alpha: one alpha per pair of validator and miner, and the moving average of bonds with it.
// Plain twins: pallets/subtensor/epoch/alpha.ts and movingAverageByAlphaSparse in epoch/math/blend.ts.

import { at, cellCount, column, Matrix, newMatrix, setAt, setCell, setStart, start, take, value } from "./memory";
import { add, expSafe, mul, ONE, reciprocal, sub } from "./fixed";
import { spread } from "./sparse";

let low: i64 = 0;
let high: i64 = 0;
let slope: i64 = 0;

// Alphas already known, by difference: equal differences give equal alphas, and most differences repeat.
// @ts-ignore: decorator
@inline
const SLOT_BITS: u64 = 13;
// @ts-ignore: decorator
@inline
const TABLE_BYTES: usize = 16 << 13;
let known: usize = 0;

/** `slope` is steepness / -100. Call before anything else of this file, once per epoch. */
export function setAlphaRange(lowAlpha: i64, highAlpha: i64, slopeBits: i64): void {
  low = lowAlpha;
  high = highAlpha;
  slope = slopeBits;
  known = take(TABLE_BYTES);
  memory.fill(known, 0xff, TABLE_BYTES);
}

// @ts-ignore: decorator
@inline
function clamp(x: i64, least: i64, most: i64): i64 {
  const capped = x > most ? most : x;
  return capped < least ? least : capped;
}

// @ts-ignore: decorator
@inline
function difference(consensus: i64, weight: i64, bond: i64): i64 {
  return clamp(weight >= bond ? sub(weight, consensus) : sub(bond, weight), 0, ONE);
}

export function alphaAt(x: i64): i64 {
  const exponent = mul(slope, sub(x, ONE >> 1));
  const sigmoid = reciprocal(add(ONE, expSafe(exponent)));
  return clamp(add(low, mul(sigmoid, sub(high, low))), low, high);
}

/** A difference is never negative, so the slots start with -1: no alpha known. */
function alphaFor(x: i64): i64 {
  const slot = known + (<usize>((<u64>x * 0x9e3779b97f4a7c15) >> (64 - SLOT_BITS)) << 4);
  if (load<i64>(slot) == x) return load<i64>(slot, 8);
  const alpha = alphaAt(x);
  store<i64>(slot, x);
  store<i64>(slot, alpha, 8);
  return alpha;
}

/** The row as a walk over ascending columns sees it: only cells above all columns before them. */
function rising(m: Matrix, row: u32, columns: u32, out: usize): void {
  memory.fill(out, 0, <usize>columns << 3);
  const end = start(m, row + 1);
  let next: u32 = 0;
  for (let i = start(m, row); i < end; i++) {
    const c = column(m, i);
    if (c < next) continue;
    next = c + 1;
    if (c < columns) setAt(out, c, value(m, i));
  }
}

/** The alphas of one row, for explanation. */
export function alphaRow(weights: Matrix, bonds: Matrix, row: u32, consensus: usize, columns: u32, out: usize): void {
  const weight = take(<usize>columns << 3), bond = take(<usize>columns << 3);
  rising(weights, row, columns, weight);
  rising(bonds, row, columns, bond);
  for (let c: u32 = 0; c < columns; c++) setAt(out, c, alphaFor(difference(at(consensus, c), at(weight, c), at(bond, c))));
}

/** (1 - alpha) * old + alpha * new within [0, 1], for the cells of `fresh`: a bond without a weight vanishes. */
export function movingAverageLiquid(fresh: Matrix, old: Matrix, consensus: usize, columns: u32): Matrix {
  const out = newMatrix(fresh.rows, cellCount(fresh));
  const weight = take(<usize>columns << 3), bond = take(<usize>columns << 3), last = take(<usize>columns << 3);
  let next: u32 = 0;
  for (let r: u32 = 0; r < fresh.rows; r++) {
    const from = start(fresh, r), end = start(fresh, r + 1);
    if (from != end) {
      rising(fresh, r, columns, weight);
      rising(old, r, columns, bond);
      spread(old, r, columns, last);
    }
    for (let i = from; i < end; i++) {
      const c = column(fresh, i);
      if (c >= columns) continue;
      const alpha = alphaFor(difference(at(consensus, c), at(weight, c), at(bond, c)));
      const gained = mul(alpha, value(fresh, i));
      const bits = add(mul(sub(ONE, alpha), at(last, c)), gained > 0 ? gained : 0);
      if (bits > 0) setCell(out, next++, c, bits < ONE ? bits : ONE);
    }
    setStart(out, r + 1, next);
  }
  return out;
}
