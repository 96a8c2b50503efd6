// The epoch in plain arithmetic on bigints: the twin that the kernel's rule is compared with, and the fallback for
// input of irregular shape. Mirrors epoch_mechanism of pallets/subtensor/src/epoch/run_epoch.rs.

import type { I32F32 } from "../../../primitives/fixed/formats.ts";
import type {
  Consensus,
  EpochDecision,
  EpochInput,
  EpochMatrices,
  EpochWish,
  SparseMatrix,
  SparseRow,
  StoredRow,
  Yuma2Bonds,
  Yuma3Bonds,
} from "../../../rules/consensus.ts";
import { alphaRange, bondsAlpha, bondsAlphaWrapping, liquidAlphas, takesLiquidAlpha } from "./alpha.ts";
import { emissionShares, epochOutput } from "./emission.ts";
import { interpolatedSparse, movingAverageByAlphaSparse, movingAverageSparse } from "./math/blend.ts";
import { weightedMedianColumnsSparse } from "./math/median.ts";
import { fromU16, proportionFromU16, proportionToU16 } from "./math/scalar.ts";
import {
  columnClippedSparse,
  columnMaxUpscaledSparse,
  columnNormalizedSparse,
  columnProductsSparse,
  columnScaledSparse,
  maskedByScalarSparse,
  maskedByVectorsSparse,
  maskedDiagonalSparse,
  maskedRowsSparse,
  rowNormalizedSparse,
  rowProductsSparse,
  rowScaledSparse,
  rowSumsSparse,
} from "./math/sparse.ts";
import { elementOr, normalized, product } from "./math/vector.ts";
import { commitBlocks, lastTempo, type Standing, standing } from "./standing.ts";

/** Stored rows by uid; rows beyond the last neuron are left out, and so are columns where told. */
const sparseOf = (
  rows: readonly StoredRow[],
  n: number,
  columns: number,
  convert: (stored: number) => I32F32,
): SparseMatrix => {
  const matrix: (readonly [number, I32F32])[][] = Array.from({ length: n }, () => []);
  for (const { uid, cells } of rows)
    for (let i = 0; i + 1 < cells.length; i += 2) {
      const column = cells[i]!;
      if (column < columns) matrix[uid]?.push([column, convert(cells[i + 1]!)]);
    }
  return matrix;
};

interface Weighed {
  readonly masked: SparseMatrix;
  readonly normalized: SparseMatrix;
  readonly clipped: SparseMatrix;
  readonly forBonds: SparseMatrix;
  readonly kappa: I32F32;
  readonly consensus: readonly I32F32[];
  readonly bondsPenalty: I32F32;
}

const weighed = (input: EpochInput, who: Standing): Weighed => {
  const { n, blockAtRegistration, pendingCommits } = input;
  const stored = sparseOf(input.weights, n, n, fromU16);
  const forbidden = who.validatorPermits.map((permit) => !permit);
  const permitted = maskedDiagonalSparse(maskedRowsSparse(forbidden, stored), input.ownerUid);
  const masked = maskedByVectorsSparse(
    permitted,
    input.lastUpdate,
    blockAtRegistration,
    (updated, registered) => updated <= registered,
  );
  const visible =
    pendingCommits === undefined
      ? masked
      : maskedByVectorsSparse(
          masked,
          commitBlocks(n, pendingCommits),
          blockAtRegistration,
          (committed, registered) => committed < registered,
        );
  const normalizedWeights = rowNormalizedSparse(visible);
  const kappa = proportionFromU16(input.kappa);
  const consensus = weightedMedianColumnsSparse(who.activeStake, normalizedWeights, n, kappa);
  const clipped = columnClippedSparse(normalizedWeights, consensus);
  const bondsPenalty = proportionFromU16(input.bondsPenalty);
  return {
    masked,
    normalized: normalizedWeights,
    clipped,
    forBonds: interpolatedSparse(normalizedWeights, clipped, n, bondsPenalty),
    kappa,
    consensus,
    bondsPenalty,
  };
};

interface Bonded {
  readonly bonds: Yuma2Bonds | Yuma3Bonds;
  readonly stored: SparseMatrix;
  readonly totalBondsPerValidator: readonly I32F32[] | undefined;
  readonly dividends: readonly I32F32[];
}

type Bonding = (input: EpochInput, who: Standing, weights: Weighed, incentive: readonly I32F32[]) => Bonded;

const bondsSince = (input: EpochInput, convert: (stored: number) => I32F32): SparseMatrix =>
  maskedByScalarSparse(
    sparseOf(input.bonds, input.n, Number.POSITIVE_INFINITY, convert),
    lastTempo(input),
    input.blockAtRegistration,
    (tempo, registered) => tempo <= registered,
  );

/**
 * Operations: column shares of old bonds and of weight times active stake, their moving average, its column shares;
 * dividends are its saturating products with incentive.
 */
const bonded2: Bonding = (input, who, weights, incentive) => {
  const { n } = input;
  const masked = bondsSince(input, fromU16);
  const normalizedBonds = columnNormalizedSparse(masked, n);
  const delta = rowScaledSparse(weights.forBonds, who.activeStake);
  const deltaNormalized = columnNormalizedSparse(delta, n);
  const ema = movingAverageSparse(deltaNormalized, normalizedBonds, bondsAlpha(input.bondsMovingAverage));
  const emaNormalized = columnNormalizedSparse(ema, n);
  const emaMaxUpscaled = columnMaxUpscaledSparse(emaNormalized, n);
  return {
    bonds: { yuma: 2, masked, normalized: normalizedBonds, delta, deltaNormalized, emaNormalized, emaMaxUpscaled },
    stored: emaMaxUpscaled,
    totalBondsPerValidator: undefined,
    dividends: normalized(rowProductsSparse(emaNormalized, incentive)),
  };
};

/**
 * Operations: moving average of old bonds and weights; dividends are the wrapping row sums of its column shares times
 * incentive, times active stake.
 */
const bonded3: Bonding = (input, who, weights, incentive) => {
  const { forBonds, consensus } = weights;
  const masked = bondsSince(input, proportionFromU16);
  const alphas = takesLiquidAlpha(input, consensus)
    ? liquidAlphas(forBonds, masked, consensus, alphaRange(input))
    : undefined;
  const ema =
    alphas === undefined
      ? movingAverageSparse(forBonds, masked, bondsAlphaWrapping(input.bondsMovingAverage))
      : movingAverageByAlphaSparse(forBonds, masked, alphas);
  const emaNormalized = columnNormalizedSparse(ema, input.n);
  const totalBondsPerValidator = rowSumsSparse(columnScaledSparse(emaNormalized, incentive));
  return {
    bonds: { yuma: 3, masked, alphas, ema, emaNormalized },
    stored: ema,
    totalBondsPerValidator,
    dividends: normalized(product(totalBondsPerValidator, who.activeStake)),
  };
};

const storedRow = (row: SparseRow): Uint16Array =>
  Uint16Array.from(row.flatMap(([column, value]) => [column, proportionToU16(value)]));

const plain =
  (bonding: Bonding): Consensus =>
  (input: EpochInput, wish?: EpochWish): EpochDecision => {
    const who = standing(input);
    const weights = weighed(input, who);
    const ranks = columnProductsSparse(weights.clipped, who.activeStake, input.n);
    const incentive = normalized(ranks);
    const { bonds, stored, totalBondsPerValidator, dividends } = bonding(input, who, weights, incentive);
    const shares = emissionShares(incentive, dividends, who);
    const validatorTrust = rowSumsSparse(weights.clipped);
    const scores = { consensus: weights.consensus, validatorTrust, incentive, dividends };
    const bondRows = Array.from({ length: input.n }, (_, uid) =>
      storedRow(elementOr(who.newValidatorPermits, uid, false) ? elementOr(stored, uid, []) : []),
    );
    const matrices: EpochMatrices = {
      weightsMasked: weights.masked,
      weightsNormalized: weights.normalized,
      clippedWeights: weights.clipped,
      weightsForBonds: weights.forBonds,
      bonds,
    };
    return {
      output: epochOutput(input, who, scores, shares, bondRows),
      intermediates: {
        ...who,
        ...scores,
        ...shares,
        kappa: weights.kappa,
        ranks,
        bondsPenalty: weights.bondsPenalty,
        totalBondsPerValidator,
      },
      matrices: wish?.matrices ? matrices : undefined,
    };
  };

export const plainYuma2: Consensus = plain(bonded2);
export const plainYuma3: Consensus = plain(bonded3);
export const plainYuma: Consensus = (input, wish) => (input.yuma3 ? plainYuma3 : plainYuma2)(input, wish);
