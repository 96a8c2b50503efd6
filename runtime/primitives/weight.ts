// Weight: picoseconds of execution and bytes of proof, both u64. Mirrors sp-weights (weight_v2.rs) and the database
// costs of frame-support (weights/rocksdb_weights.rs), which the reference runtime uses for `DbWeight`.

export interface Weight {
  readonly refTime: bigint;
  readonly proofSize: bigint;
}

const U64_MAX = 2n ** 64n - 1n;
const saturate = (value: bigint): bigint => (value > U64_MAX ? U64_MAX : value < 0n ? 0n : value);

export const ZERO_WEIGHT: Weight = { refTime: 0n, proofSize: 0n };
export const MAX_WEIGHT: Weight = { refTime: U64_MAX, proofSize: U64_MAX };

/** Both parts are taken as they are: callers pass figures below 2^64. */
export function weight(refTime: bigint, proofSize = 0n): Weight {
  return { refTime, proofSize };
}

/** Saturating sum of any number of weights. */
export function addWeight(...weights: readonly Weight[]): Weight {
  let [refTime, proofSize] = [0n, 0n];
  for (const one of weights) {
    refTime += one.refTime;
    proofSize += one.proofSize;
  }
  return { refTime: saturate(refTime), proofSize: saturate(proofSize) };
}

/** Saturating difference: no part falls below zero. */
export function subWeight(from: Weight, by: Weight): Weight {
  return { refTime: saturate(from.refTime - by.refTime), proofSize: saturate(from.proofSize - by.proofSize) };
}

/** Saturating product of both parts with a count. */
export function mulWeight(one: Weight, times: bigint | number): Weight {
  const factor = BigInt(times);
  return { refTime: saturate(one.refTime * factor), proofSize: saturate(one.proofSize * factor) };
}

/** The larger of each part. */
export function maxWeight(a: Weight, b: Weight): Weight {
  return addWeight(a, subWeight(b, a));
}

/** The smaller of each part. */
export function minWeight(a: Weight, b: Weight): Weight {
  return subWeight(a, subWeight(a, b));
}

/** Does `a` exceed `b` in any part? */
export function anyGreaterThan(a: Weight, b: Weight): boolean {
  return a.refTime > b.refTime || a.proofSize > b.proofSize;
}

/** Is every part of `a` at most that of `b`? */
export function allAtMost(a: Weight, b: Weight): boolean {
  return !anyGreaterThan(a, b);
}

export function equalWeights(a: Weight, b: Weight): boolean {
  return a.refTime === b.refTime && a.proofSize === b.proofSize;
}

/** Weight of a transaction that does nothing, of any class (frame-support's ExtrinsicBaseWeight). */
export const BASE_EXTRINSIC_WEIGHT: Weight = { refTime: 108_157_000n, proofSize: 0n };

/** Picoseconds of one database read and one write. */
const READ_TIME = 25_000_000n;
const WRITE_TIME = 100_000_000n;

export function dbReads(count: bigint | number): Weight {
  return { refTime: saturate(READ_TIME * BigInt(count)), proofSize: 0n };
}
export function dbWrites(count: bigint | number): Weight {
  return { refTime: saturate(WRITE_TIME * BigInt(count)), proofSize: 0n };
}
export function dbReadsWrites(reads: bigint | number, writes: bigint | number): Weight {
  return { refTime: saturate(READ_TIME * BigInt(reads) + WRITE_TIME * BigInt(writes)), proofSize: 0n };
}

/** Time and proof with the reads and writes of the database on top: how benchmarks state a weight. */
export function cost(refTime: bigint, proofSize = 0n, reads: bigint | number = 0, writes: bigint | number = 0): Weight {
  return addWeight({ refTime, proofSize }, dbReadsWrites(reads, writes));
}

/** A base and, for each counted thing, so much per piece. */
export function linear(base: Weight, ...steps: readonly (readonly [count: number, each: Weight])[]): Weight {
  return addWeight(base, ...steps.map(([count, each]) => mulWeight(each, count)));
}
