// Yuma 3: each bond moves on its own toward the weight, with one alpha or with liquid alpha; dividends follow the
// validator's share of the bonds of each miner, times its stake.
// Twin: plainYuma3. Mirrors the branch with Yuma3On of epoch_mechanism in pallets/subtensor/src/epoch/run_epoch.rs.

import type { Consensus, EpochInput, SparseMatrix } from "../../../rules/consensus.ts";
import { alphaRange, alphaSlope, bondsAlphaWrapping } from "./alpha.ts";
import { type Bonding, bondsIn } from "./bonding.ts";
import { throughKernel } from "./decide.ts";
import { kernel, type MatrixAt, matrixOut, newVector, type VectorAt, vectorOut } from "./kernel.ts";
import { plainYuma3 } from "./plain.ts";
import type { Weighed } from "./weighing.ts";

const takesLiquidAlpha = (input: EpochInput, consensus: VectorAt): boolean =>
  input.liquidAlpha && vectorOut(consensus, input.n).some((value) => value !== 0n);

const denseAlphas = (input: EpochInput, weights: Weighed, bonds: MatrixAt) => {
  const row = newVector(input.n);
  return Array.from({ length: input.n }, (_, uid) => {
    kernel.alphaRow(weights.forBonds, bonds, uid, weights.consensus, input.n, row);
    return vectorOut(row, input.n);
  });
};

const bonding: Bonding = (input, weights, incentive) => {
  const { n } = input;
  const wantsMatrices = weights.matrices !== undefined;
  const copy = (matrix: MatrixAt): SparseMatrix => (wantsMatrices ? matrixOut(matrix, n) : []);

  const bonds = bondsIn(input, weights.registered, true);
  const liquid = takesLiquidAlpha(input, weights.consensus);
  if (liquid) {
    const range = alphaRange(input);
    kernel.setAlphaRange(range.low, range.high, alphaSlope(range));
  }
  const ema = liquid
    ? kernel.movingAverageLiquid(weights.forBonds, bonds, weights.consensus, n)
    : kernel.movingAverage(weights.forBonds, bonds, bondsAlphaWrapping(input.bondsMovingAverage));

  const shares = kernel.copyMatrix(ema);
  kernel.columnNormalize(shares, n);
  const totals = newVector(n);
  kernel.scaledRowSums(shares, incentive, n, totals);
  const dividends = newVector(n);
  kernel.products(totals, weights.activeStake, n, dividends);
  return {
    stored: ema,
    dividends,
    totalBondsPerValidator: vectorOut(totals, n),
    matrices: wantsMatrices
      ? {
          yuma: 3,
          masked: copy(bonds),
          alphas: liquid ? denseAlphas(input, weights, bonds) : undefined,
          ema: copy(ema),
          emaNormalized: copy(shares),
        }
      : undefined,
  };
};

export const yuma3: Consensus = throughKernel(bonding, plainYuma3);
