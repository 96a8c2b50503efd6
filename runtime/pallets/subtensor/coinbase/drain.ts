// Which subnets run their epoch in this block, and what they have gathered for it. Mirrors
// pallets/subtensor/src/coinbase/run_coinbase.rs (epochs_deferred_this_block, drain_pending).

import type { NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { isEpochInputStateConsistent } from "../epoch/read.ts";
import { changeSubnetOwnerIfNeeded } from "../locks/lock.ts";
import { settings } from "../settings/contract.ts";
import { tempo } from "../tempo/contract.ts";
import { isDue, shouldRunEpoch } from "../tempo/schedule.ts";
import { coinbase } from "./contract.ts";

const { PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission } = coinbase.storage;
const { BlocksSinceLastStep, LastEpochBlock, PendingEpochAt, SubnetEpochIndex } = tempo.storage;
const { EpochDeferred, EpochSkipped } = tempo.events;

/** Alpha to distribute. */
export interface Drained {
  readonly server: Alpha;
  readonly validator: Alpha;
  readonly root: Alpha;
  readonly ownerCut: Alpha;
}

/** Subnets that are due but find the block's epochs taken. */
export function epochsDeferredThisBlock(ctx: Ctx, netuids: readonly NetUid[], block: bigint): ReadonlySet<NetUid> {
  const most = settings.read.MaxEpochsPerBlock.get(ctx);
  const deferred = new Set<NetUid>();
  const due = netuids.filter((netuid) => shouldRunEpoch(ctx, netuid, block));
  if (due.length <= most) return deferred;
  let run = 0;
  for (const netuid of due)
    if (run >= most) deferred.add(netuid);
    else if (isEpochInputStateConsistent(ctx, netuid)) run++;
  return deferred;
}

const drained = (ctx: Ctx, pending: typeof PendingOwnerCut, netuid: NetUid): Alpha => {
  const amount = pending.get(ctx, netuid);
  pending.set(ctx, netuid, alpha(0n));
  return amount;
};
const drain = (ctx: Ctx, netuid: NetUid): Drained => ({
  server: drained(ctx, PendingServerEmission, netuid),
  validator: drained(ctx, PendingValidatorEmission, netuid),
  root: drained(ctx, PendingRootAlphaDivs, netuid),
  ownerCut: drained(ctx, PendingOwnerCut, netuid),
});

/** By netuid, what the epochs of this block distribute. Schedules move on; what exceeds the cap waits a block. */
export function drainPending(ctx: Ctx, netuids: readonly NetUid[], block: bigint): ReadonlyMap<NetUid, Drained> {
  const most = settings.read.MaxEpochsPerBlock.get(ctx);
  const due = new Map<NetUid, Drained>();
  for (const netuid of netuids) {
    const sinceLastStep = u64.saturatingAdd(BlocksSinceLastStep.get(ctx, netuid), 1n);
    BlocksSinceLastStep.set(ctx, netuid, sinceLastStep);
    if (!isDue(ctx, netuid, block, sinceLastStep)) continue;
    if (due.size >= most) {
      const next = u64.saturatingAdd(block, 1n);
      PendingEpochAt.set(ctx, netuid, next);
      ctx.emit(EpochDeferred({ netuid, from_block: block, to_block: next }));
      continue;
    }
    if (isEpochInputStateConsistent(ctx, netuid)) {
      BlocksSinceLastStep.set(ctx, netuid, 0n);
      due.set(netuid, drain(ctx, netuid));
      changeSubnetOwnerIfNeeded(ctx, netuid);
    } else ctx.emit(EpochSkipped({ netuid, block }));
    // The slot is used up, whether the epoch runs or not.
    LastEpochBlock.set(ctx, netuid, block);
    PendingEpochAt.set(ctx, netuid, 0n);
    SubnetEpochIndex.update(ctx, netuid, (old) => u64.saturatingAdd(old, 1n));
  }
  return new Map([...due].sort(([a], [b]) => a - b));
}
