// Stake locked for conviction: the locks of coldkeys and their sums per hotkey and owner.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, u128, unit } from "../../../primitives/scale/index.ts";
import { Alpha } from "../../../primitives/units.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { LockState } from "./lock_state.ts";

export const locks = section(SubtensorModule, {
  storage: {
    AccountFlags: map([blake(AccountId)], u128, { default: 0n, docs: "Bit 0: accepts transfers of locked alpha." }),
    Lock: map([blake(AccountId), identity(NetUid), blake(AccountId)], LockState, {
      docs: "By coldkey, subnet, hotkey.",
    }),
    LockingColdkeys: map([identity(NetUid), blake(AccountId), blake(AccountId)], unit, {
      docs: "Who has locked for a hotkey.",
    }),
    HotkeyLock: map([identity(NetUid), blake(AccountId)], LockState, {
      docs: "Sum of the perpetual locks for a hotkey.",
    }),
    DecayingHotkeyLock: map([identity(NetUid), blake(AccountId)], LockState, {
      docs: "Sum of the decaying locks for a hotkey.",
    }),
    OwnerLock: map([identity(NetUid)], LockState, { docs: "Sum of the perpetual locks for the owner's hotkey." }),
    DecayingOwnerLock: map([identity(NetUid)], LockState, {
      docs: "Sum of the decaying locks for the owner's hotkey.",
    }),
    DecayingLock: map([blake(AccountId), identity(NetUid)], bool, {
      docs: "False where the locks of a coldkey are perpetual.",
    }),
  },
  events: {
    StakeLocked: event(127, { coldkey: AccountId, hotkey: AccountId, netuid: NetUid, amount: Alpha }),
    StakeUnlocked: event(128, { coldkey: AccountId, hotkey: AccountId, netuid: NetUid, amount: Alpha }),
    LockMoved: event(129, {
      coldkey: AccountId,
      origin_hotkey: AccountId,
      destination_hotkey: AccountId,
      netuid: NetUid,
    }),
    PerpetualLockUpdated: event(135, { coldkey: AccountId, netuid: NetUid, enabled: bool }),
    RejectLockedAlphaUpdated: event(136, { coldkey: AccountId, enabled: bool }),
  },
  errors: {
    StakeUnavailable: error(75, "Trying to unstake or re-lock the locked amount."),
    LockHotkeyMismatch: error(135, "Lock hotkey mismatch: existing lock is for a different hotkey."),
    InsufficientStakeForLock: error(136, "Insufficient stake on subnet to cover the lock amount."),
    NoExistingLock: error(137, "No existing lock found for the given coldkey and subnet."),
    ActiveLockExists: error(138, "There is already an active lock for the given coldkey."),
    UnlockAmountTooHigh: error(140, "Trying to unlock more than locked"),
    AccountRejectsLockedAlpha: error(146, "The destination coldkey rejects incoming locked alpha."),
  },
  calls: {
    lock_stake: call(136, signed, { hotkey: AccountId, netuid: NetUid, amount: Alpha }, { weight: weights.lock_stake }),
    move_lock: call(137, signed, { destination_hotkey: AccountId, netuid: NetUid }, { weight: weights.move_lock }),
    set_perpetual_lock: call(138, signed, { netuid: NetUid, enabled: bool }, { weight: weights.set_perpetual_lock }),
    set_reject_locked_alpha: call(142, signed, { enabled: bool }, { weight: weights.set_reject_locked_alpha }),
  },
});
