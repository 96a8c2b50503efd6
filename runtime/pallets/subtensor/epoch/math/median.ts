// The stake-weighted median: per neuron, the largest weight that a majority of stake supports.
// Mirrors weighted_median, weighted_median_col and weighted_median_col_sparse of
// pallets/subtensor/src/epoch/math.rs.

import { I32F32 } from "../../../../primitives/fixed/formats.ts";
import type { DenseMatrix, SparseMatrix } from "../../../../rules/consensus.ts";
import { sum, ZERO } from "./scalar.ts";
import { elementOr, normalized } from "./vector.ts";

export interface MedianSearch {
  readonly stake: readonly I32F32[];
  readonly score: readonly I32F32[];
  /** Indices that take part, in the order that decides the pivots. */
  readonly partition: readonly number[];
  /** Total stake minus the majority. */
  readonly minority: I32F32;
  /** The partition is a segment [low, high] of the stake integral. */
  readonly low: I32F32;
  readonly high: I32F32;
}

/**
 * Operations: the pivot is the middle element of the partition; the stake below and above it is added up with
 * saturation, in order; the search goes into the side that holds the minority point, or ends at the pivot.
 */
export const weightedMedian = ({ stake, score, partition, minority, low, high }: MedianSearch): I32F32 => {
  if (stake.length !== score.length) return ZERO;
  let current = partition;
  for (let round = 0; round <= partition.length; round++) {
    if (current.length === 0) return ZERO;
    if (current.length === 1) return elementOr(score, current[0]!, ZERO);
    const pivot = elementOr(score, current[current.length >> 1]!, ZERO);
    const lower: number[] = [];
    const upper: number[] = [];
    let lowerStake = ZERO;
    let upperStake = ZERO;
    for (const index of current) {
      const value = elementOr(score, index, ZERO);
      if (value < pivot) {
        lowerStake = I32F32.saturatingAdd(lowerStake, elementOr(stake, index, ZERO));
        lower.push(index);
      } else if (value > pivot) {
        upperStake = I32F32.saturatingAdd(upperStake, elementOr(stake, index, ZERO));
        upper.push(index);
      }
    }
    const lowerEnd = I32F32.saturatingAdd(low, lowerStake);
    const upperStart = I32F32.saturatingSub(high, upperStake);
    if (minority < lowerEnd && lower.length > 0) {
      current = lower;
      high = lowerEnd;
    } else if (upperStart <= minority && upper.length > 0) {
      current = upper;
      low = upperStart;
    } else {
      return pivot;
    }
  }
  return ZERO;
};

const medianOf = (stake: readonly I32F32[], score: readonly I32F32[], majority: I32F32): I32F32 => {
  const total = sum(stake);
  return weightedMedian({
    stake,
    score,
    partition: stake.map((_, index) => index),
    minority: I32F32.saturatingSub(total, majority),
    low: ZERO,
    high: total,
  });
};

/** Per column of a dense matrix; a row that is missing or of another width counts with neither stake nor score. */
export const weightedMedianColumns = (stake: readonly I32F32[], score: DenseMatrix, majority: I32F32): I32F32[] => {
  const columns = score[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) => {
    const usedStake: I32F32[] = [];
    const usedScore: I32F32[] = [];
    stake.forEach((value, r) => {
      if (value <= ZERO) return;
      const row = score[r];
      const fits = row !== undefined && row.length === columns;
      usedStake.push(fits ? value : ZERO);
      usedScore.push(fits ? row[column]! : ZERO);
    });
    return usedStake.length === 0 ? ZERO : medianOf(normalized(usedStake), usedScore, majority);
  });
};

/** Per column of a sparse matrix, over the rows with positive stake; an absent cell scores zero. */
export const weightedMedianColumnsSparse = (
  stake: readonly I32F32[],
  score: SparseMatrix,
  columns: number,
  majority: I32F32,
): I32F32[] => {
  const positive = normalized(stake.filter((value) => value > ZERO));
  const byColumn = Array.from({ length: columns }, () => new Array<I32F32>(positive.length).fill(ZERO));
  let k = 0;
  stake.slice(0, score.length).forEach((value, r) => {
    if (value <= ZERO) return;
    for (const [column, cell] of score[r]!) {
      const scores = byColumn[column];
      if (scores !== undefined) scores[k] = cell;
    }
    k++;
  });
  return byColumn.map((scores) => medianOf(positive, scores, majority));
};
