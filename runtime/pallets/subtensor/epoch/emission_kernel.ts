// The last step of an epoch in the kernel's memory. Twin: emission.ts.
// Mirrors the second half of epoch_mechanism in pallets/subtensor/src/epoch/run_epoch.rs.

import { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { EpochInput, EpochOutput } from "../../../rules/consensus.ts";
import type { EmissionShares } from "./emission.ts";
import { amountsOut, kernel, newVector, proportionsOut, type VectorAt, vectorIn, vectorOut } from "./kernel.ts";
import { u64FromI64F64, ZERO } from "./math/scalar.ts";
import { isZeroSum } from "./math/vector.ts";
import type { Standing } from "./standing.ts";

export interface ScoresAt {
  readonly consensus: VectorAt;
  readonly validatorTrust: VectorAt;
  readonly incentive: VectorAt;
  readonly dividends: VectorAt;
}

interface SharesAt {
  readonly emissionSum: I32F32;
  readonly server: VectorAt;
  readonly validator: VectorAt;
  readonly combined: VectorAt;
}

const normalizedBy = (vector: VectorAt, n: number, total: bigint): VectorAt => {
  const out = newVector(n);
  kernel.normalizeBy(vector, n, total, out);
  return out;
};

const sharesAt = (n: number, { stake, activeStake }: Standing, { incentive, dividends }: ScoresAt): SharesAt => {
  const combined = newVector(n);
  kernel.sums(incentive, dividends, n, combined);
  const emissionSum = I32F32.fromBits(kernel.sum(combined, n));
  const server = normalizedBy(incentive, n, emissionSum);
  if (emissionSum === ZERO) {
    const byStake = vectorIn(isZeroSum(activeStake) ? stake : activeStake);
    return { emissionSum, server, validator: byStake, combined: byStake };
  }
  return {
    emissionSum,
    server,
    validator: normalizedBy(dividends, n, emissionSum),
    combined: normalizedBy(combined, n, emissionSum),
  };
};

export const share = (
  input: EpochInput,
  who: Standing,
  scores: ScoresAt,
): { shares: EmissionShares; output: Omit<EpochOutput, "bonds"> } => {
  const { n, emission } = input;
  const at = sharesAt(n, who, scores);
  const paid = (vector: VectorAt): bigint[] => {
    const out = newVector(n);
    kernel.pay(vector, n, emission, out);
    return amountsOut(out, n);
  };
  return {
    shares: {
      emissionSum: at.emissionSum,
      normalizedServerEmission: vectorOut(at.server, n),
      normalizedValidatorEmission: vectorOut(at.validator, n),
      normalizedCombinedEmission: vectorOut(at.combined, n),
    },
    output: {
      active: who.inactive.map((flag) => !flag),
      stakeWeight: proportionsOut(vectorIn(who.stake), n),
      consensus: proportionsOut(scores.consensus, n),
      incentive: proportionsOut(scores.incentive, n),
      dividends: proportionsOut(scores.dividends, n),
      validatorTrust: proportionsOut(scores.validatorTrust, n),
      validatorPermits: who.newValidatorPermits,
      serverEmission: paid(at.server),
      validatorEmission: paid(at.validator),
      emission: paid(at.combined),
      stake: input.totalStake.map(u64FromI64F64),
    },
  };
};
