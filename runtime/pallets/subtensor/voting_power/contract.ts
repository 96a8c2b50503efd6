// Moving averages of validators' stake, for votes outside the chain.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { root, signedOrRoot } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, u64 } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";

export const votingPower = section(SubtensorModule, {
  storage: {
    VotingPower: map([identity(NetUid), blake(AccountId)], u64, { default: 0n }),
    VotingPowerTrackingEnabled: map([identity(NetUid)], bool, { default: false }),
    VotingPowerDisableAtBlock: map([identity(NetUid)], u64, { default: 0n }),
    VotingPowerEmaAlpha: map([identity(NetUid)], u64, { default: 3_570_000_000_000_000n }),
  },
  events: {
    VotingPowerTrackingEnabled: event(116, { netuid: NetUid }),
    VotingPowerTrackingDisableScheduled: event(117, { netuid: NetUid, disable_at_block: u64 }),
    VotingPowerTrackingDisabled: event(118, { netuid: NetUid }),
    VotingPowerEmaAlphaSet: event(119, { netuid: NetUid, alpha: u64 }),
  },
  errors: {
    VotingPowerTrackingNotEnabled: error(126, "Voting power tracking is not enabled for this subnet."),
    InvalidVotingPowerEmaAlpha: error(127, "Invalid voting power EMA alpha value (must be <= 10^18)."),
  },
  calls: {
    enable_voting_power_tracking: call(
      129,
      signedOrRoot,
      { netuid: NetUid },
      { weight: weights.enable_voting_power_tracking },
    ),
    disable_voting_power_tracking: call(
      130,
      signedOrRoot,
      { netuid: NetUid },
      { weight: weights.disable_voting_power_tracking },
    ),
    sudo_set_voting_power_ema_alpha: call(
      131,
      root,
      { netuid: NetUid, alpha: u64 },
      { weight: weights.sudo_set_voting_power_ema_alpha },
    ),
  },
});
