// Who counts in an epoch: activity, stake above the threshold, permits old and new, active stake.
// Mirrors the first half of epoch_mechanism in pallets/subtensor/src/epoch/run_epoch.rs.

import type { I32F32, I64F64 } from "../../../primitives/fixed/formats.ts";
import { I64F64 as i64f64 } from "../../../primitives/fixed/formats.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { EpochInput, PendingCommits } from "../../../rules/consensus.ts";
import { i32f32FromI64F64, u64FromI64F64 } from "./math/scalar.ts";
import { masked, normalized, normalized64, topKNonzero } from "./math/vector.ts";

export interface Standing {
  readonly inactive: readonly boolean[];
  readonly filteredStake: readonly I64F64[];
  readonly stake: readonly I32F32[];
  readonly validatorPermits: readonly boolean[];
  readonly newValidatorPermits: readonly boolean[];
  readonly activeStake: readonly I32F32[];
}

/** The permit of the owner is on, whatever its stake, if the vector reaches it. */
const withOwner = (permits: readonly boolean[], owner: number | undefined): readonly boolean[] =>
  owner === undefined ? permits : permits.map((permit, uid) => permit || uid === owner);

const not = (flags: readonly boolean[]): boolean[] => flags.map((flag) => !flag);

export const standing = (input: EpochInput): Standing => {
  const { ownerUid, stakeThreshold } = input;
  const inactive = input.lastUpdate.map((block) => u64.saturatingAdd(block, input.activityCutoff) < input.currentBlock);
  const filteredStake = input.totalStake.map((stake, uid) =>
    uid !== ownerUid && u64FromI64F64(stake) < stakeThreshold ? i64f64.ZERO : stake,
  );
  const stake = normalized64(filteredStake).map(i32f32FromI64F64);
  const validatorPermits = withOwner(input.validatorPermits, ownerUid);
  return {
    inactive,
    filteredStake,
    stake,
    validatorPermits,
    newValidatorPermits: withOwner(topKNonzero(stake, input.maxAllowedValidators), ownerUid),
    activeStake: normalized(masked(not(validatorPermits), masked(inactive, stake))),
  };
};

/** Bonds toward neurons registered at this block or later are dropped. */
export const lastTempo = (input: EpochInput): bigint =>
  input.lastMechanismStepBlock === 0n
    ? u64.saturatingSub(input.currentBlock, BigInt(input.tempo))
    : u64.saturatingAdd(input.lastMechanismStepBlock, 1n);

/** Per uid the block of its earliest commit that still waits; the largest number where there is none. */
export const commitBlocks = (n: number, commits: PendingCommits): bigint[] => {
  const blocks = new Array<bigint>(n).fill(u64.MAX);
  const isExpired = (epoch: bigint): boolean => commits.currentEpoch > u64.saturatingAdd(epoch, commits.revealPeriod);
  const note = (uid: number, block: bigint): void => {
    const known = blocks[uid];
    if (known !== undefined && block < known) blocks[uid] = block;
  };
  for (const { uid, queue } of commits.hashed) {
    const first = queue.find(({ epoch }) => !isExpired(epoch));
    if (first !== undefined) note(uid, first.block);
  }
  for (const { epoch, commits: made } of commits.timelocked)
    if (!isExpired(epoch)) for (const { uid, block } of made) note(uid, block);
  return blocks;
};
