// Switching the tracking of voting power on and off. Mirrors pallets/subtensor/src/utils/voting_power.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { ensureSubnetOwnerOrRoot } from "../subnets/subnet.ts";
import { votingPower } from "./contract.ts";
import { MAX_VOTING_POWER_EMA_ALPHA } from "./update.ts";

const { VotingPowerDisableAtBlock, VotingPowerEmaAlpha, VotingPowerTrackingEnabled } = votingPower.storage;
const { errors, events } = votingPower;
type Of<N extends string> = Handles<typeof votingPower, N, Ctx>;

/** Two weeks. */
export const VOTING_POWER_DISABLE_GRACE_PERIOD_BLOCKS = 100_800n;

const enable_voting_power_tracking: Of<"enable_voting_power_tracking"> = (ctx, who, { netuid }) => {
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  VotingPowerTrackingEnabled.set(ctx, netuid, true);
  VotingPowerDisableAtBlock.delete(ctx, netuid);
  ctx.emit(events.VotingPowerTrackingEnabled({ netuid }));
};
/** Tracking goes on for two weeks. */
const disable_voting_power_tracking: Of<"disable_voting_power_tracking"> = (ctx, who, { netuid }) => {
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  ensure(VotingPowerTrackingEnabled.get(ctx, netuid), errors.VotingPowerTrackingNotEnabled);
  const end = u64.saturatingAdd(currentBlock(ctx), VOTING_POWER_DISABLE_GRACE_PERIOD_BLOCKS);
  VotingPowerDisableAtBlock.set(ctx, netuid, end);
  ctx.emit(events.VotingPowerTrackingDisableScheduled({ netuid, disable_at_block: end }));
};
const sudo_set_voting_power_ema_alpha: Of<"sudo_set_voting_power_ema_alpha"> = (ctx, _root, { netuid, alpha }) => {
  ensure(alpha <= MAX_VOTING_POWER_EMA_ALPHA, errors.InvalidVotingPowerEmaAlpha);
  VotingPowerEmaAlpha.set(ctx, netuid, alpha);
  ctx.emit(events.VotingPowerEmaAlphaSet({ netuid, alpha }));
};

export const votingPowerCalls = {
  enable_voting_power_tracking,
  disable_voting_power_tracking,
  sudo_set_voting_power_ema_alpha,
};
