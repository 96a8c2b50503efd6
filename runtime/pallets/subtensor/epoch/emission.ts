// The last step of an epoch: incentive and dividends become shares of the emission, and vectors become what is stored.
// Mirrors the second half of epoch_mechanism in pallets/subtensor/src/epoch/run_epoch.rs.

import { I32F32, I96F32 } from "../../../primitives/fixed/formats.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { EpochInput, EpochOutput } from "../../../rules/consensus.ts";
import { proportionToU16, sum, u64FromI64F64, ZERO } from "./math/scalar.ts";
import { elementOr, isZeroSum, normalized, normalizedBy } from "./math/vector.ts";
import type { Standing } from "./standing.ts";

export interface EmissionShares {
  readonly emissionSum: I32F32;
  readonly normalizedServerEmission: readonly I32F32[];
  readonly normalizedValidatorEmission: readonly I32F32[];
  readonly normalizedCombinedEmission: readonly I32F32[];
}

/**
 * Servers get incentive, validators dividends, over the wrapping sum of both. Where that is zero, validators get
 * shares by active stake, or by stake where nobody is active.
 */
export const emissionShares = (
  incentive: readonly I32F32[],
  dividends: readonly I32F32[],
  { stake, activeStake }: Pick<Standing, "stake" | "activeStake">,
): EmissionShares => {
  const combined = incentive
    .slice(0, dividends.length)
    .map((value, uid) => I32F32.saturatingAdd(value, dividends[uid]!));
  const emissionSum = sum(combined);
  const normalizedServerEmission = normalizedBy(incentive, emissionSum);
  if (emissionSum === ZERO) {
    const byStake = isZeroSum(activeStake) ? stake : activeStake;
    return {
      emissionSum,
      normalizedServerEmission,
      normalizedValidatorEmission: byStake,
      normalizedCombinedEmission: byStake,
    };
  }
  return {
    emissionSum,
    normalizedServerEmission,
    normalizedValidatorEmission: normalizedBy(dividends, emissionSum),
    normalizedCombinedEmission: normalized(combined),
  };
};

/** Operations per share: saturating product in I96F32, then whole rao within 0..u64::MAX. */
const paid = (shares: readonly I32F32[], emission: bigint): bigint[] => {
  const total = I96F32.fromNum(emission);
  return shares.map((share) =>
    I96F32.saturatingToNum(I96F32.saturatingMul(I96F32.fromFixed(I32F32, share), total), u64),
  );
};

export interface Scores {
  readonly consensus: readonly I32F32[];
  readonly validatorTrust: readonly I32F32[];
  readonly incentive: readonly I32F32[];
  readonly dividends: readonly I32F32[];
}

/** One element per uid: a vector that is too short is filled with the default. */
export const epochOutput = (
  input: EpochInput,
  who: Standing,
  scores: Scores,
  shares: EmissionShares,
  bonds: readonly Uint16Array[],
): EpochOutput => {
  const perUid = <T>(vector: readonly T[], fallback: T): T[] =>
    Array.from({ length: input.n }, (_, uid) => elementOr(vector, uid, fallback));
  const inU16 = (vector: readonly I32F32[]): number[] => perUid(vector, ZERO).map(proportionToU16);
  const inRao = (vector: readonly I32F32[]): bigint[] => perUid(paid(vector, input.emission), 0n);
  return {
    active: perUid(
      who.inactive.map((flag) => !flag),
      false,
    ),
    stakeWeight: inU16(who.stake),
    consensus: inU16(scores.consensus),
    incentive: inU16(scores.incentive),
    dividends: inU16(scores.dividends),
    validatorTrust: inU16(scores.validatorTrust),
    validatorPermits: perUid(who.newValidatorPermits, false),
    serverEmission: inRao(shares.normalizedServerEmission),
    validatorEmission: inRao(shares.normalizedValidatorEmission),
    emission: inRao(shares.normalizedCombinedEmission),
    stake: perUid(input.totalStake.map(u64FromI64F64), 0n),
    bonds,
  };
};
