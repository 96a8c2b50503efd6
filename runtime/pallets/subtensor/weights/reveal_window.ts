// When a commit may be revealed, and when it is too late. Mirrors pallets/subtensor/src/subnets/weights.rs
// (is_reveal_block_range, is_commit_expired, set_reveal_period and their kin).

import { ensure } from "../../../frame/refusal.ts";
import type { H256, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { tempo } from "../tempo/contract.ts";
import { currentEpochWithLookahead } from "../tempo/schedule.ts";
import { validatorWeights } from "./contract.ts";

const { RevealPeriodEpochs } = parameters.storage;
const MIN_PERIOD_EPOCHS = 1n;
const MAX_PERIOD_EPOCHS = 100n;

const revealEpoch = (ctx: Ctx, netuid: NetUid, commitEpoch: bigint): bigint =>
  u64.saturatingAdd(commitEpoch, revealPeriod(ctx, netuid));
/** Exactly so many epochs after the commit. */
export const isRevealBlockRange = (ctx: Ctx, netuid: NetUid, commitEpoch: bigint): boolean =>
  currentEpochWithLookahead(ctx, netuid) === revealEpoch(ctx, netuid, commitEpoch);
export const isCommitExpired = (ctx: Ctx, netuid: NetUid, commitEpoch: bigint): boolean =>
  currentEpochWithLookahead(ctx, netuid) > revealEpoch(ctx, netuid, commitEpoch);
export const isBatchRevealEpochRange = (ctx: Ctx, netuid: NetUid, commitEpochs: readonly bigint[]): boolean =>
  commitEpochs.every((epoch) => isRevealBlockRange(ctx, netuid, epoch));

/** Epochs between commit and reveal. */
export const revealPeriod = (ctx: Ctx, netuid: NetUid): bigint => RevealPeriodEpochs.get(ctx, netuid);
export function setRevealPeriod(ctx: Ctx, netuid: NetUid, epochs: bigint): void {
  ensure(epochs <= MAX_PERIOD_EPOCHS, parameters.errors.RevealPeriodTooLarge);
  ensure(epochs >= MIN_PERIOD_EPOCHS, parameters.errors.RevealPeriodTooSmall);
  RevealPeriodEpochs.set(ctx, netuid, epochs);
  ctx.emit(parameters.events.CommitRevealPeriodsSet(netuid, epochs));
}

/** How many epochs a subnet has had. */
export const epochIndex = (ctx: Ctx, netuid: NetUid): bigint => tempo.read.SubnetEpochIndex.get(ctx, netuid);
/** First block of an epoch as counted when epochs had no schedule of their own. */
export const firstBlockOfEpoch = (ctx: Ctx, netuid: NetUid, epoch: bigint): bigint =>
  u64.saturatingSub(u64.saturatingMul(epoch, BigInt(tempo.read.Tempo.get(ctx, netuid)) + 1n), BigInt(netuid) + 1n);
/** Epoch of the first stored commit with this hash, in raw-key order. */
export function findCommitEpochViaHash(ctx: Ctx, hash: H256): bigint | undefined {
  for (const [, commits] of validatorWeights.read.WeightCommits.entries(ctx)) {
    const found = commits.find(([one]) => one === hash);
    if (found !== undefined) return found[1];
  }
  return undefined;
}
