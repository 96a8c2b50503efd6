// The epoch over dense matrices, which the reference has for its tests only (epoch_dense_mechanism of run_epoch.rs):
// its tests run both and expect the same. It knows no owner and no commit mask, and stores zero bonds too.

import {
  type AlphaRange,
  alphaRange,
  alphaSigmoid,
  bondsAlpha,
  bondsAlphaWrapping,
  takesLiquidAlpha,
} from "../../../runtime/pallets/subtensor/epoch/alpha.ts";
import { emissionShares, epochOutput } from "../../../runtime/pallets/subtensor/epoch/emission.ts";
import {
  interpolated,
  movingAverage,
  movingAverageByAlpha,
} from "../../../runtime/pallets/subtensor/epoch/math/blend.ts";
import {
  columnClipped,
  columnMaxUpscaled,
  columnNormalized,
  columnProducts,
  columnScaled,
  maskedColumns,
  maskedDiagonal,
  maskedMatrix,
  maskedRows,
  rowNormalized,
  rowProducts,
  rowScaled,
  rowSums,
} from "../../../runtime/pallets/subtensor/epoch/math/dense.ts";
import { weightedMedianColumns } from "../../../runtime/pallets/subtensor/epoch/math/median.ts";
import {
  fromU16,
  proportionFromU16,
  proportionToU16,
  ZERO,
} from "../../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import { normalized, product } from "../../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { lastTempo, standing } from "../../../runtime/pallets/subtensor/epoch/standing.ts";
import type { I32F32 } from "../../../runtime/primitives/fixed/formats.ts";
import type { DenseMatrix, EpochInput, EpochOutput, StoredRow } from "../../../runtime/rules/consensus.ts";

const denseOf = (rows: readonly StoredRow[], n: number, convert: (stored: number) => I32F32): I32F32[][] => {
  const matrix = Array.from({ length: n }, () => new Array<I32F32>(n).fill(ZERO));
  for (const { uid, cells } of rows)
    for (let i = 0; i + 1 < cells.length; i += 2) {
      const row = matrix[uid];
      const column = cells[i]!;
      if (row !== undefined && column < n) row[column] = convert(cells[i + 1]!);
    }
  return matrix;
};

export const denseAlphas = (
  weights: DenseMatrix,
  bonds: DenseMatrix,
  consensus: readonly I32F32[],
  range: AlphaRange,
): I32F32[][] =>
  weights.map((row, r) =>
    row.slice(0, consensus.length).map((weight, j) => alphaSigmoid(consensus[j]!, weight, bonds[r]![j]!, range)),
  );

/** Yuma 3: with one alpha per pair where liquid alpha is taken, else one for all. */
export const denseBonds = (
  input: EpochInput,
  weights: DenseMatrix,
  bonds: DenseMatrix,
  consensus: readonly I32F32[],
): I32F32[][] =>
  takesLiquidAlpha(input, consensus)
    ? movingAverageByAlpha(weights, bonds, denseAlphas(weights, bonds, consensus, alphaRange(input)))
    : movingAverage(weights, bonds, bondsAlphaWrapping(input.bondsMovingAverage));

export const denseYuma = (input: EpochInput): EpochOutput => {
  const { n, lastUpdate, blockAtRegistration } = input;
  const who = standing({ ...input, ownerUid: undefined });
  const forbidden = who.validatorPermits.map((permit) => !permit);
  const outdated = lastUpdate.map((updated) => blockAtRegistration.map((registered) => updated <= registered));
  const weights = rowNormalized(
    maskedMatrix(outdated, maskedDiagonal(maskedRows(forbidden, denseOf(input.weights, n, fromU16)))),
  );
  const consensus = weightedMedianColumns(who.activeStake, weights, proportionFromU16(input.kappa));
  const clipped = columnClipped(weights, consensus);
  const validatorTrust = rowSums(clipped);
  const incentive = normalized(columnProducts(clipped, who.activeStake));
  const forBonds = interpolated(weights, clipped, proportionFromU16(input.bondsPenalty));
  const recent = blockAtRegistration.map((registered) => lastTempo(input) <= registered);
  const bondsIn = (convert: (stored: number) => I32F32) => maskedColumns(recent, denseOf(input.bonds, n, convert));

  let stored: I32F32[][];
  let dividends: I32F32[];
  if (input.yuma3) {
    stored = denseBonds(input, forBonds, bondsIn(proportionFromU16), consensus);
    const totals = rowSums(columnScaled(columnNormalized(stored), incentive));
    dividends = normalized(product(totals, who.activeStake));
  } else {
    const delta = columnNormalized(rowScaled(forBonds, who.activeStake));
    const ema = columnNormalized(
      movingAverage(delta, columnNormalized(bondsIn(fromU16)), bondsAlpha(input.bondsMovingAverage)),
    );
    dividends = normalized(rowProducts(ema, incentive));
    stored = columnMaxUpscaled(ema);
  }
  const rows = stored.map((row, uid) =>
    Uint16Array.from(who.newValidatorPermits[uid] ? row.flatMap((value, j) => [j, proportionToU16(value)]) : []),
  );
  const shares = emissionShares(incentive, dividends, who);
  return epochOutput(input, who, { consensus, validatorTrust, incentive, dividends }, shares, rows);
};
