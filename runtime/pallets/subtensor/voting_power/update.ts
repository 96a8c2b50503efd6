// Voting power: a moving average of each validator's stake, moved on at every epoch. Mirrors
// pallets/subtensor/src/utils/voting_power.rs (update_voting_power_for_subnet and what it calls).

import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { U64_MAX, u64, u128 } from "../../../primitives/ints.ts";
import type { Alpha } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { registration } from "../registration/contract.ts";
import { settings } from "../settings/contract.ts";
import { votingPower } from "./contract.ts";

const { VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha, VotingPowerTrackingEnabled } = votingPower.storage;

/** A weight of one. */
export const MAX_VOTING_POWER_EMA_ALPHA = 1_000_000_000_000_000_000n;

/** What an epoch says of a neuron. */
interface Standing {
  readonly newValidatorPermit: boolean;
  readonly stake: Alpha;
}

/** stake × weight + average × (one − weight), in u128 that saturates. */
export function votingPowerEma(stake: bigint, average: bigint, weight: bigint): bigint {
  const rest = weight > MAX_VOTING_POWER_EMA_ALPHA ? 0n : MAX_VOTING_POWER_EMA_ALPHA - weight;
  const sum =
    u128.saturatingAdd(u128.saturatingMul(weight, stake), u128.saturatingMul(rest, average)) /
    MAX_VOTING_POWER_EMA_ALPHA;
  return sum > U64_MAX ? U64_MAX : sum;
}

/** Power that falls below the threshold goes; power on its way up does not have to reach it. */
function updateHotkey(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  stake: Alpha,
  terms: { readonly weight: bigint; readonly threshold: bigint },
): void {
  const before = VotingPower.get(ctx, netuid, hotkey);
  const after = votingPowerEma(stake, before, terms.weight);
  if (after < terms.threshold && before >= terms.threshold) VotingPower.delete(ctx, netuid, hotkey);
  else if (after > 0n) VotingPower.set(ctx, netuid, hotkey, after);
}

function finalizeDisable(ctx: Ctx, netuid: NetUid): void {
  VotingPower.clear(ctx, netuid);
  VotingPowerTrackingEnabled.set(ctx, netuid, false);
  VotingPowerDisableAtBlock.delete(ctx, netuid);
  ctx.emit(votingPower.events.VotingPowerTrackingDisabled({ netuid }));
}

/** Moves every validator's power on, where the subnet tracks it; ends the tracking when its time has come. */
export function updateVotingPowerForSubnet(ctx: Ctx, netuid: NetUid, terms: ReadonlyMap<AccountId, Standing>): void {
  if (!VotingPowerTrackingEnabled.get(ctx, netuid)) return;
  const end = VotingPowerDisableAtBlock.get(ctx, netuid);
  if (end > 0n && currentBlock(ctx) >= end) {
    finalizeDisable(ctx, netuid);
    return;
  }
  const moving = { weight: VotingPowerEmaAlpha.get(ctx, netuid), threshold: settings.read.StakeThreshold.get(ctx) };
  for (const [hotkey, { newValidatorPermit, stake }] of terms)
    if (newValidatorPermit) updateHotkey(ctx, netuid, hotkey, stake, moving);
    else VotingPower.delete(ctx, netuid, hotkey);
  const gone = [...VotingPower.keysOf(ctx, netuid)].filter(
    ([, hotkey]) => !registration.read.IsNetworkMember.get(ctx, hotkey, netuid),
  );
  for (const [, hotkey] of gone) VotingPower.delete(ctx, netuid, hotkey);
}

/** A hotkey's power goes to the one that takes its place, on top of what that has. */
export function swapVotingPowerForHotkey(
  ctx: Ctx,
  netuid: NetUid,
  { oldHotkey, newHotkey }: { readonly oldHotkey: AccountId; readonly newHotkey: AccountId },
): void {
  const power = VotingPower.take(ctx, netuid, oldHotkey);
  if (power === 0n) return;
  VotingPower.set(ctx, netuid, newHotkey, u64.saturatingAdd(power, VotingPower.get(ctx, netuid, newHotkey)));
}
