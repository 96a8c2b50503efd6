// When epochs run.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { identity } from "../../../frame/hasher.ts";
import { signed, signedOrRoot } from "../../../frame/origin.ts";
import { follow } from "../../../frame/profile.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u16, u32, u64 } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const tempo = section(SubtensorModule, {
  storage: {
    Tempo: map([identity(NetUid)], u16, {
      default: follow(constants.InitialTempo),
      docs: "Blocks between two epochs.",
    }),
    LastEpochBlock: map([identity(NetUid)], u64, { default: 0n }),
    PendingEpochAt: map([identity(NetUid)], u64, {
      default: 0n,
      docs: "Block of an epoch that the owner has asked for; 0 means none.",
    }),
    SubnetEpochIndex: map([identity(NetUid)], u64, { default: 0n, docs: "How many epochs have run." }),
    BlocksSinceLastStep: map([identity(NetUid)], u64, { default: 0n }),
    LastMechansimStepBlock: map([identity(NetUid)], u64, { default: 0n }),
  },
  events: {
    TempoSet: event(52, [NetUid, u16]),
    ActivityCutoffFactorMilliSet: event(130, { netuid: NetUid, factor_milli: u32 }),
    EpochTriggered: event(131, { netuid: NetUid, by: AccountId, fires_at: u64 }),
    EpochDeferred: event(132, { netuid: NetUid, from_block: u64, to_block: u64 }),
    EpochSkipped: event(133, { netuid: NetUid, block: u64 }),
  },
  errors: {
    TempoOutOfBounds: error(141, "The supplied tempo is outside the allowed range."),
    ActivityCutoffFactorMilliOutOfBounds: error(
      142,
      "The supplied activity-cutoff factor is outside the allowed range.",
    ),
    EpochTriggerAlreadyPending: error(
      143,
      "An epoch trigger is already pending for this subnet; wait for it to fire\nbefore triggering again.",
    ),
    AutoEpochAlreadyImminent: error(
      144,
      "The next automatic epoch is already imminent; a manual trigger would have\nno effect.",
    ),
    DynamicTempoBlockedByCommitReveal: error(
      145,
      "`trigger_epoch` is blocked because commit-reveal is enabled for this subnet:\nan out-of-band epoch would desync the CRv3 reveal window from the wall-clock\nDrand schedule and silently drop committed weights.",
    ),
  },
  calls: {
    set_tempo: call(139, signed, { netuid: NetUid, tempo: u16 }, { weight: weights.set_tempo }),
    set_activity_cutoff_factor: call(
      140,
      signedOrRoot,
      { netuid: NetUid, factor_milli: u32 },
      { weight: weights.set_activity_cutoff_factor },
    ),
    trigger_epoch: call(141, signed, { netuid: NetUid }, { weight: weights.trigger_epoch }),
  },
});
