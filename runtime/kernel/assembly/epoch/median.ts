// Stake-weighted median of every column. Plain twin: pallets/subtensor/epoch/math/median.ts.

import { at, column, Matrix, setAt, start, take, takeZeros, value } from "./memory";
import { add, div, sub } from "./fixed";

// Index lists into the positive stakes: the partition, what lies below the pivot, what lies above.
let partition: usize = 0;
let lower: usize = 0;
let upper: usize = 0;

// @ts-ignore: decorator
@inline
function indexAt(list: usize, i: u32): u32 {
  return load<u32>(list + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function setIndex(list: usize, i: u32, index: u32): void {
  store<u32>(list + (<usize>i << 2), index);
}

function median(stake: usize, score: usize, count: u32, minority: i64, high: i64): i64 {
  if (count == 0) return 0;
  let low: i64 = 0;
  for (let i: u32 = 0; i < count; i++) setIndex(partition, i, i);
  while (true) {
    if (count == 1) return at(score, indexAt(partition, 0));
    const pivot = at(score, indexAt(partition, count >> 1));
    let lowerStake: i64 = 0, upperStake: i64 = 0;
    let lowerCount: u32 = 0, upperCount: u32 = 0;
    for (let i: u32 = 0; i < count; i++) {
      const index = indexAt(partition, i);
      const bits = at(score, index);
      // Without branches, which would be guessed wrong every other time: both lists are written, one count moves.
      const isLower = <u32>(bits < pivot), isUpper = <u32>(bits > pivot);
      setIndex(lower, lowerCount, index);
      setIndex(upper, upperCount, index);
      lowerCount += isLower;
      upperCount += isUpper;
      lowerStake = add(lowerStake, at(stake, index) & -(<i64>isLower));
      upperStake = add(upperStake, at(stake, index) & -(<i64>isUpper));
    }
    const lowerEnd = add(low, lowerStake);
    const upperStart = sub(high, upperStake);
    const old = partition;
    if (minority < lowerEnd && lowerCount > 0) {
      high = lowerEnd;
      partition = lower;
      lower = old;
      count = lowerCount;
    } else if (upperStart <= minority && upperCount > 0) {
      low = upperStart;
      partition = upper;
      upper = old;
      count = upperCount;
    } else {
      return pivot;
    }
  }
}

/** Over the rows with positive stake, normalised; an absent cell scores zero. */
export function medianColumns(stake: usize, m: Matrix, columns: u32, majority: i64, out: usize): void {
  let count: u32 = 0;
  for (let r: u32 = 0; r < m.rows; r++) if (at(stake, r) > 0) count++;
  const used = take(<usize>count << 3);
  let total: i64 = 0;
  let k: u32 = 0;
  for (let r: u32 = 0; r < m.rows; r++) {
    const bits = at(stake, r);
    if (bits <= 0) continue;
    setAt(used, k++, bits);
    total += bits;
  }
  let high: i64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    if (total != 0) setAt(used, i, div(at(used, i), total));
    high += at(used, i);
  }
  partition = take((<usize>count + 1) << 2);
  lower = take((<usize>count + 1) << 2);
  upper = take((<usize>count + 1) << 2);
  const scores = takeZeros((<usize>columns * count) << 3);
  k = 0;
  for (let r: u32 = 0; r < m.rows; r++) {
    if (at(stake, r) <= 0) continue;
    const end = start(m, r + 1);
    for (let i = start(m, r); i < end; i++) {
      const c = column(m, i);
      if (c < columns) store<i64>(scores + ((<usize>c * count + k) << 3), value(m, i));
    }
    k++;
  }
  const minority = sub(high, majority);
  for (let c: u32 = 0; c < columns; c++) {
    setAt(out, c, median(used, scores + ((<usize>c * count) << 3), count, minority, high));
  }
}
