// Weights in the kernel's memory: masked, normalised, compared with consensus, clipped, blended for the bonds.
// Twin: `weighed` in plain.ts. Mirrors the middle of epoch_mechanism in pallets/subtensor/src/epoch/run_epoch.rs.

import type { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { EpochInput, EpochMatrices, SparseMatrix } from "../../../rules/consensus.ts";
import { flagsIn, kernel, type MatrixAt, matrixOut, newVector, rowsIn, type VectorAt, vectorIn } from "./kernel.ts";
import { ONE, proportionFromU16, ZERO } from "./math/scalar.ts";
import { commitBlocks, type Standing } from "./standing.ts";

export interface Weighed {
  readonly registered: VectorAt;
  readonly activeStake: VectorAt;
  readonly kappa: I32F32;
  readonly consensus: VectorAt;
  readonly clipped: MatrixAt;
  readonly bondsPenalty: I32F32;
  readonly forBonds: MatrixAt;
  readonly matrices: Omit<EpochMatrices, "bonds"> | undefined;
}

/** Copies a matrix out while it is as it is: later steps work in place. */
export type Copy = (matrix: MatrixAt) => SparseMatrix;

/** At the ends of the scale the reference takes one of the two as it is. */
const blended = (n: number, weights: MatrixAt, clipped: MatrixAt, penalty: I32F32): MatrixAt =>
  penalty === ZERO ? weights : penalty === ONE ? clipped : kernel.interpolate(weights, clipped, n, penalty);

export const weigh = (input: EpochInput, who: Standing, wantsMatrices: boolean): Weighed => {
  const { n, ownerUid, pendingCommits } = input;
  const { raw, starts } = rowsIn(input.weights, n);
  const registered = vectorIn(input.blockAtRegistration);
  const activeStake = vectorIn(who.activeStake);
  const weights = kernel.loadWeights(
    n,
    raw,
    starts,
    flagsIn(who.validatorPermits),
    ownerUid ?? -1,
    vectorIn(input.lastUpdate),
    registered,
  );
  const copy = (matrix: MatrixAt): SparseMatrix => (wantsMatrices ? matrixOut(matrix, n) : []);
  const weightsMasked = copy(weights);
  if (pendingCommits !== undefined)
    kernel.maskCommitted(weights, vectorIn(commitBlocks(n, pendingCommits)), registered);
  kernel.rowNormalize(weights);
  const kappa = proportionFromU16(input.kappa);
  const consensus = newVector(n);
  kernel.medianColumns(activeStake, weights, n, kappa, consensus);
  const clipped = kernel.columnClip(weights, consensus, n);
  const bondsPenalty = proportionFromU16(input.bondsPenalty);
  const forBonds = blended(n, weights, clipped, bondsPenalty);
  return {
    registered,
    activeStake,
    kappa,
    consensus,
    clipped,
    bondsPenalty,
    forBonds,
    matrices: wantsMatrices
      ? {
          weightsMasked,
          weightsNormalized: copy(weights),
          clippedWeights: copy(clipped),
          weightsForBonds: copy(forBonds),
        }
      : undefined,
  };
};
