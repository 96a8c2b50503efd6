// When the next epoch of a subnet is due. Mirrors pallets/subtensor/src/coinbase/run_coinbase.rs (should_run_epoch,
// blocks_until_next_auto_epoch, get_next_epoch_start_block) and subnets/weights.rs (current_epoch_with_lookahead).

import type { NetUid } from "../../../primitives/ids.ts";
import { U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { tempo } from "./contract.ts";

const { BlocksSinceLastStep, LastEpochBlock, PendingEpochAt, SubnetEpochIndex, Tempo } = tempo.read;

/** Bounds that an owner may set; a subnet that took no step for longer than the upper one is due whatever its schedule. */
export const MIN_TEMPO = 360;
export const MAX_TEMPO = 50_400;

const LONGEST_PAUSE = BigInt(MAX_TEMPO);

export const shouldRunEpoch = (ctx: Ctx, netuid: NetUid, block: bigint): boolean =>
  isDue(ctx, netuid, block, BlocksSinceLastStep.get(ctx, netuid));
/** The same for whoever knows the blocks since the last step. */
export function isDue(ctx: Ctx, netuid: NetUid, block: bigint, sinceLastStep: bigint): boolean {
  const period = Tempo.get(ctx, netuid);
  if (period === 0) return false;
  const pending = PendingEpochAt.get(ctx, netuid);
  if (pending > 0n && block >= pending) return true;
  if (sinceLastStep > LONGEST_PAUSE) return true;
  return u64.saturatingSub(block, LastEpochBlock.get(ctx, netuid)) >= BigInt(period);
}

/** Blocks to the next scheduled epoch, triggers and deferral aside; without end where the tempo is zero. */
export function blocksUntilNextAutoEpoch(ctx: Ctx, netuid: NetUid, period: number, block: bigint): bigint {
  if (period === 0) return U64_MAX;
  return u64.saturatingSub(u64.saturatingAdd(LastEpochBlock.get(ctx, netuid), BigInt(period)), block);
}

/** The block of the next epoch, scheduled or triggered; undefined where the tempo is zero. */
export function nextEpochStartBlock(ctx: Ctx, netuid: NetUid): bigint | undefined {
  const period = Tempo.get(ctx, netuid);
  if (period === 0) return undefined;
  const scheduled = u64.saturatingAdd(LastEpochBlock.get(ctx, netuid), BigInt(period));
  const pending = PendingEpochAt.get(ctx, netuid);
  return pending > 0n && pending < scheduled ? pending : scheduled;
}

/** The epoch that a commit or reveal of this block belongs to: one more than counted while an epoch is due. */
export function currentEpochWithLookahead(ctx: Ctx, netuid: NetUid): bigint {
  const counted = SubnetEpochIndex.get(ctx, netuid);
  return shouldRunEpoch(ctx, netuid, currentBlock(ctx)) ? u64.saturatingAdd(counted, 1n) : counted;
}
