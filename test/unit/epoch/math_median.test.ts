// The weighted median: the reference's expectations with its literals, one test for each of its tests and under its name.
// From pallets/subtensor/src/tests/math.rs. Its random part is drawn from a seed here, with fewer repetitions.

import { expect, test } from "vitest";
import {
  weightedMedian,
  weightedMedianColumns,
  weightedMedianColumnsSparse,
} from "../../../runtime/pallets/subtensor/epoch/math/median.ts";
import { ONE, sum, ZERO } from "../../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import { normalized } from "../../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { I32F32 } from "../../../runtime/primitives/fixed/formats.ts";
import { dense, num32, sparse, vec, zeros } from "./matrices.ts";
import { seeded } from "./neurons.ts";

const medianOf = (stake: readonly I32F32[], score: readonly I32F32[], minority: I32F32): I32F32 =>
  weightedMedian({ stake, score, partition: stake.map((_, i) => i), minority, low: ZERO, high: sum(stake) });

const KNOWN: readonly (readonly [stake: number[], score: number[], median: number])[] = [
  [[], [], 0],
  [[0.49, 0.51], [0.5, 1], 1],
  [[0.51, 0.49], [0.5, 1], 0.5],
  [[0.49, 0, 0.51], [0.5, 0.7, 1], 1],
  [[0.49, 0.01, 0.5], [0.5, 0.7, 1], 0.7],
  [[0.49, 0.51, 0], [0.5, 0.7, 1], 0.7],
  [[0, 0.49, 0.51], [0.5, 0.7, 1], 1],
  [[0, 0.49, 0, 0.51], [0.5, 0.5, 1, 1], 1],
  [[0, 0.49, 0, 0.51, 0], [0.5, 0.5, 1, 1, 0.5], 1],
  [[0.2, 0.2, 0.2, 0.2, 0.2], [0.8, 0.2, 1, 0.6, 0.4], 0.6],
  [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [0.8, 0.8, 0.2, 0.2, 1, 1, 0.6, 0.6, 0.4, 0.4], 0.6],
];

/** The scores that may be called the median of scores in rising order: where the stake sum passes the minority. */
const mediansOf = (stake: readonly I32F32[], score: readonly I32F32[], minority: I32F32): I32F32[] => {
  const medians = new Set<I32F32>();
  let medianStake: I32F32 | undefined;
  let stakeSum = ZERO;
  for (const [i, share] of stake.entries()) {
    stakeSum = I32F32.add(stakeSum, share);
    if (medianStake === undefined && stakeSum >= minority) medianStake = stakeSum;
    if (medianStake === undefined) continue;
    if (medianStake < stakeSum) {
      if (medianStake === minority) medians.add(score[i]!);
      break;
    }
    medians.add(score[i]!);
  }
  return medians.size === 0 ? [ZERO] : [...medians];
};

test("test_math_weighted_median", () => {
  const minorityOfKnown = I32F32.sub(ONE, num32(0.51));
  for (const [stake, score, median] of KNOWN)
    expect(medianOf(vec(...stake), vec(...score), minorityOfKnown)).toBe(num32(median));
  expect(medianOf(normalized(vec(0.51)), vec(1), minorityOfKnown)).toBe(ONE);

  const random = seeded(51);
  const draws = [false, true, true, true, true, true];
  for (const majority of vec(0, 0.0000001, 0.25, 0.49, 0.5, 0.51, 0.9999999, 1))
    for (const allowEqual of draws) {
      let last = ZERO;
      const score: I32F32[] = [];
      const raw: I32F32[] = [];
      for (let i = 0; i < 100; i++) {
        raw.push(allowEqual && random(2) === 0 ? ZERO : ONE);
        if (allowEqual && random(2) === 1) last = I32F32.add(last, ONE);
        score.push(allowEqual ? last : I32F32.fromNum(i));
      }
      const stake = normalized(raw);
      const minority = I32F32.max(I32F32.sub(sum(stake), majority), ZERO);
      const medians = mediansOf(stake, score, minority);
      expect(medians).toContain(medianOf(stake, score, minority));
      for (let k = 0; k < 10; k++) {
        const order = stake.map((_, i) => i);
        for (let i = order.length - 1; i > 0; i--) {
          const j = random(i + 1);
          [order[i], order[j]] = [order[j]!, order[i] as number];
        }
        const shuffled = (xs: readonly I32F32[]) => order.map((i) => xs[i]!);
        expect(medians).toContain(medianOf(shuffled(stake), shuffled(score), minority));
      }
    }
});

const COLUMNS: readonly {
  readonly stake: number[];
  readonly weights: readonly [rows: number, xs: readonly number[]];
  readonly medians: readonly (readonly [majority: number, target: number[]])[];
}[] = [
  { stake: [0, 0], weights: [2, zeros(4)], medians: [[0.5, [0, 0]]] },
  {
    stake: [0, 0.75, 0.25, 0],
    weights: [4, [0, 0.1, 0, 0, 0.2, 0.4, 0, 0.3, 0.1, 0, 0.4, 0.5]],
    medians: [
      [0.24, [0, 0.3, 0.4]],
      [0.26, [0, 0.2, 0.4]],
      [0.76, [0, 0.2, 0.1]],
    ],
  },
  {
    stake: [0, 0.3, 0.2, 0.5],
    weights: [4, [0, 0.1, 0, 0, 0.2, 0.4, 0, 0.3, 0.1, 0, 0, 0.5]],
    medians: [[0.51, [0, 0, 0.4]]],
  },
];

test("test_math_weighted_median_col", () => {
  expect(weightedMedianColumns([], [[]], num32(0.5))).toEqual([]);
  for (const { stake, weights, medians } of COLUMNS)
    for (const [majority, target] of medians)
      expect(weightedMedianColumns(vec(...stake), dense(...weights), num32(majority))).toEqual(vec(...target));
});

test("test_math_weighted_median_col_sparse", () => {
  expect(weightedMedianColumnsSparse([], [[]], 0, num32(0.5))).toEqual([]);
  for (const { stake, weights, medians } of COLUMNS)
    for (const [majority, target] of medians)
      expect(weightedMedianColumnsSparse(vec(...stake), sparse(...weights), target.length, num32(majority))).toEqual(
        vec(...target),
      );
});
