// Yuma 2: bonds are shares of each miner, pulled toward stake times weight; dividends follow bonds and incentive.
// Twin: plainYuma2. Mirrors the branch without Yuma3On of epoch_mechanism in pallets/subtensor/src/epoch/run_epoch.rs.

import type { Consensus, SparseMatrix } from "../../../rules/consensus.ts";
import { bondsAlpha } from "./alpha.ts";
import { type Bonding, bondsIn } from "./bonding.ts";
import { throughKernel } from "./decide.ts";
import { kernel, type MatrixAt, matrixOut, newVector } from "./kernel.ts";
import { plainYuma2 } from "./plain.ts";

const bonding: Bonding = (input, weights, incentive) => {
  const { n } = input;
  const wantsMatrices = weights.matrices !== undefined;
  const copy = (matrix: MatrixAt): SparseMatrix => (wantsMatrices ? matrixOut(matrix, n) : []);

  const bonds = bondsIn(input, weights.registered, false);
  const masked = copy(bonds);
  kernel.columnNormalize(bonds, n);
  const normalized = copy(bonds);

  const deltaAt = kernel.rowScale(weights.forBonds, weights.activeStake);
  const delta = copy(deltaAt);
  kernel.columnNormalize(deltaAt, n);
  const deltaNormalized = copy(deltaAt);

  const ema = kernel.movingAverage(deltaAt, bonds, bondsAlpha(input.bondsMovingAverage));
  kernel.columnNormalize(ema, n);
  const emaNormalized = copy(ema);
  const dividends = newVector(n);
  kernel.rowProducts(ema, incentive, n, dividends);

  kernel.columnMaxUpscale(ema, n);
  return {
    stored: ema,
    dividends,
    totalBondsPerValidator: undefined,
    matrices: wantsMatrices
      ? { yuma: 2, masked, normalized, delta, deltaNormalized, emaNormalized, emaMaxUpscaled: copy(ema) }
      : undefined,
  };
};

export const yuma2: Consensus = throughKernel(bonding, plainYuma2);
