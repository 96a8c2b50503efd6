// For the explanation of an epoch: what became of single weights and bonds.

import type { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { EpochDecision, EpochInput, EpochMatrices, SparseMatrix, SparseRow } from "../../../rules/consensus.ts";
import { bondsAlpha, bondsAlphaWrapping } from "./alpha.ts";
import { ZERO } from "./math/scalar.ts";
import { columnProductsSparse, rowSumsSparse } from "./math/sparse.ts";
import { elementOr } from "./math/vector.ts";
import type { BondChange, ClippedWeight } from "./report.ts";

const counts = (n: number): number[] => new Array<number>(n).fill(0);
const bump = (counters: number[], uid: number, by = 1): void => {
  const count = counters[uid];
  if (count !== undefined) counters[uid] = count + by;
};

export interface WeightCensus {
  readonly set: readonly number[];
  readonly unpermitted: readonly number[];
  readonly own: readonly number[];
  readonly outdated: readonly number[];
  readonly uncommitted: readonly number[];
  readonly counted: readonly number[];
}

/** Per validator, how many of its stored weights fell to which mask, in the order in which the masks apply. */
export const weightCensus = (input: EpochInput, matrices: EpochMatrices): WeightCensus => {
  const { n, ownerUid } = input;
  const census = { set: counts(n), unpermitted: counts(n), own: counts(n), outdated: counts(n) };
  const isPermitted = (uid: number): boolean =>
    uid < input.validatorPermits.length && (uid === ownerUid || input.validatorPermits[uid] === true);
  for (const { uid, cells } of input.weights)
    for (let i = 0; i + 1 < cells.length; i += 2) {
      const column = cells[i]!;
      if (column >= n) continue;
      bump(census.set, uid);
      if (!isPermitted(uid)) bump(census.unpermitted, uid);
      else if (uid === column && uid !== ownerUid) bump(census.own, uid);
      else if (elementOr(input.lastUpdate, uid, 0n) <= elementOr(input.blockAtRegistration, column, 0n))
        bump(census.outdated, uid);
    }
  const counted = matrices.weightsNormalized.map((row) => row.length);
  const uncommitted = matrices.weightsMasked.map((row, uid) => row.length - elementOr(counted, uid, 0));
  return { ...census, uncommitted, counted };
};

/** The clipped row drops cells that fall to nothing, so both rows are walked together; each keeps its order. */
const eachClip = (matrices: EpochMatrices, visit: (clip: ClippedWeight) => void): void => {
  matrices.weightsNormalized.forEach((row, validator) => {
    const clipped = matrices.clippedWeights[validator] ?? [];
    let next = 0;
    for (const [miner, given] of row) {
      const cell = clipped[next];
      const left = cell !== undefined && cell[0] === miner ? cell[1] : ZERO;
      if (cell !== undefined && cell[0] === miner) next++;
      if (left !== given) visit({ validator, miner, given, left });
    }
  });
};

export const clippedWeights = (matrices: EpochMatrices): ClippedWeight[] => {
  const clips: ClippedWeight[] = [];
  eachClip(matrices, (clip) => clips.push(clip));
  return clips;
};

/** What clipping took: cells and weight per validator, rank per miner. */
export const lostToClipping = (
  matrices: EpochMatrices,
  activeStake: readonly I32F32[],
): { cells: number[]; byValidator: bigint[]; byMiner: bigint[] } => {
  const n = matrices.weightsNormalized.length;
  const cells = counts(n);
  eachClip(matrices, ({ validator }) => bump(cells, validator));
  const difference = (before: readonly I32F32[], after: readonly I32F32[]): bigint[] =>
    before.map((value, uid) => value - elementOr(after, uid, ZERO));
  return {
    cells,
    byValidator: difference(rowSumsSparse(matrices.weightsNormalized), rowSumsSparse(matrices.clippedWeights)),
    byMiner: difference(
      columnProductsSparse(matrices.weightsNormalized, activeStake, n),
      columnProductsSparse(matrices.clippedWeights, activeStake, n),
    ),
  };
};

/** Per validator, its stored bonds and how many of them were dropped. */
export const keptBonds = (input: EpochInput, matrices: EpochMatrices): { stored: number[]; dropped: number[] } => {
  const stored = counts(input.n);
  for (const { uid, cells } of input.bonds) bump(stored, uid, cells.length >> 1);
  return { stored, dropped: stored.map((count, uid) => count - (matrices.bonds.masked[uid]?.length ?? 0)) };
};

interface BondMatrices {
  readonly before: SparseMatrix;
  readonly toward: SparseMatrix;
  readonly after: SparseMatrix;
  readonly alphaOf: (validator: number, miner: number) => I32F32;
}

const bondMatrices = (input: EpochInput, { bonds, weightsForBonds }: EpochMatrices): BondMatrices => {
  if (bonds.yuma === 2) {
    const alpha = bondsAlpha(input.bondsMovingAverage);
    return {
      before: bonds.normalized,
      toward: bonds.deltaNormalized,
      after: bonds.emaNormalized,
      alphaOf: () => alpha,
    };
  }
  const alpha = bondsAlphaWrapping(input.bondsMovingAverage);
  return {
    before: bonds.masked,
    toward: weightsForBonds,
    after: bonds.ema,
    alphaOf: (validator, miner) => (bonds.alphas === undefined ? alpha : (bonds.alphas[validator]?.[miner] ?? ZERO)),
  };
};

const byColumn = (row: SparseRow | undefined): ReadonlyMap<number, I32F32> => new Map(row ?? []);

const storedByColumn = (cells: Uint16Array | undefined): ReadonlyMap<number, number> => {
  const stored = new Map<number, number>();
  for (let i = 0; cells !== undefined && i < cells.length; i += 2) stored.set(cells[i]!, cells[i + 1]!);
  return stored;
};

/** Every bond that was, is pulled or is; in Yuma 2 as shares of the miner. */
export const bondChanges = (input: EpochInput, { output }: EpochDecision, matrices: EpochMatrices): BondChange[] => {
  const { before, toward, after, alphaOf } = bondMatrices(input, matrices);
  return Array.from({ length: input.n }, (_, uid) => uid).flatMap((validator) => {
    const [was, pull, is] = [byColumn(before[validator]), byColumn(toward[validator]), byColumn(after[validator])];
    const stored = storedByColumn(output.bonds[validator]);
    const miners = [...new Set([...was.keys(), ...pull.keys(), ...is.keys()])].sort((a, b) => a - b);
    return miners.map((miner) => ({
      validator,
      miner,
      before: was.get(miner) ?? ZERO,
      pulledToward: pull.get(miner) ?? ZERO,
      alpha: alphaOf(validator, miner),
      after: is.get(miner) ?? ZERO,
      stored: stored.get(miner) ?? 0,
    }));
  });
};
