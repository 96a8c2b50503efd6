// What an owner may say about when epochs run. Mirrors pallets/subtensor/src/coinbase/tempo_control.rs and the setters of
// the tempo in utils/misc.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { limits } from "../limits/contract.ts";
import { ensureAdminWindowOpen } from "../limits/owner_changes.ts";
import { passesRateLimitOnSubnet, setLastBlockOnSubnet } from "../limits/rate_limiting.ts";
import { parameters } from "../parameters/contract.ts";
import { setterOf } from "../parameters/setter.ts";
import { setActivityCutoffFactorMilli } from "../parameters/weighing.ts";
import { ensureSubnetOwnerOrRoot } from "../subnets/subnet.ts";
import { tempo } from "./contract.ts";
import { blocksUntilNextAutoEpoch, MAX_TEMPO, MIN_TEMPO } from "./schedule.ts";

const { LastEpochBlock, PendingEpochAt, Tempo } = tempo.storage;
const { errors, events } = tempo;

/** Thousandths of a tempo. */
const MIN_ACTIVITY_CUTOFF_FACTOR_MILLI = 1000;
const MAX_ACTIVITY_CUTOFF_FACTOR_MILLI = 50_000;

/** Leaves the schedule's beginning as it is. */
export const setTempoUnchecked = setterOf(Tempo, events.TempoSet);
/** Sets the tempo and lets it begin now. */
export function applyTempoWithCycleReset(ctx: Ctx, netuid: NetUid, period: number): void {
  setTempoUnchecked(ctx, netuid, period);
  LastEpochBlock.set(ctx, netuid, currentBlock(ctx));
}

export const setTempo: Handles<typeof tempo, "set_tempo", Ctx> = (ctx, owner, { netuid, tempo: period }) => {
  ensureSubnetOwnerOrRoot(ctx, owner, netuid);
  ensure(period >= MIN_TEMPO && period <= MAX_TEMPO, errors.TempoOutOfBounds);
  ensureAdminWindowOpen(ctx, netuid);
  const kind = { type: "TempoUpdate" } as const;
  ensure(passesRateLimitOnSubnet(ctx, netuid, owner, kind), limits.errors.TxRateLimitExceeded);
  applyTempoWithCycleReset(ctx, netuid, period);
  setLastBlockOnSubnet(ctx, netuid, owner, kind, currentBlock(ctx));
};

/** Window and limit bind the owner only. */
export const setActivityCutoffFactor: Handles<typeof tempo, "set_activity_cutoff_factor", Ctx> = (
  ctx,
  who,
  { netuid, factor_milli: factor },
) => {
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  ensure(
    factor >= MIN_ACTIVITY_CUTOFF_FACTOR_MILLI && factor <= MAX_ACTIVITY_CUTOFF_FACTOR_MILLI,
    errors.ActivityCutoffFactorMilliOutOfBounds,
  );
  const kind = { type: "OwnerHyperparamUpdate", value: "ActivityCutoffFactorMilli" } as const;
  if (who !== undefined) {
    ensureAdminWindowOpen(ctx, netuid);
    ensure(passesRateLimitOnSubnet(ctx, netuid, who, kind), limits.errors.TxRateLimitExceeded);
  }
  setActivityCutoffFactorMilli(ctx, netuid, factor);
  if (who !== undefined) setLastBlockOnSubnet(ctx, netuid, who, kind, currentBlock(ctx));
};

/** Asks for an epoch as many blocks ahead as the freeze window is long; the subnet is frozen until then. */
export const triggerEpoch: Handles<typeof tempo, "trigger_epoch", Ctx> = (ctx, owner, { netuid }) => {
  ensureSubnetOwnerOrRoot(ctx, owner, netuid);
  ensure(!parameters.read.CommitRevealWeightsEnabled.get(ctx, netuid), errors.DynamicTempoBlockedByCommitReveal);
  ensure(PendingEpochAt.get(ctx, netuid) === 0n, errors.EpochTriggerAlreadyPending);
  const now = currentBlock(ctx);
  const window = BigInt(limits.read.AdminFreezeWindow.get(ctx));
  ensure(blocksUntilNextAutoEpoch(ctx, netuid, Tempo.get(ctx, netuid), now) >= window, errors.AutoEpochAlreadyImminent);
  const kind = { type: "OwnerHyperparamUpdate", value: "TriggerEpoch" } as const;
  ensure(passesRateLimitOnSubnet(ctx, netuid, owner, kind), limits.errors.TxRateLimitExceeded);
  const fires = u64.saturatingAdd(now, window);
  PendingEpochAt.set(ctx, netuid, fires);
  setLastBlockOnSubnet(ctx, netuid, owner, kind, now);
  ctx.emit(events.EpochTriggered({ netuid, by: owner, fires_at: fires }));
};
