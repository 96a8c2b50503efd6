// Takes of delegates, and stake lent from parent hotkeys to child hotkeys.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { root, signed } from "../../../frame/origin.ts";
import { follow, prodOrFast } from "../../../frame/profile.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, tuple, u16, u64, vec } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const delegation = section(SubtensorModule, {
  storage: {
    Delegates: map([blake(AccountId)], u16, {
      default: follow(constants.InitialDefaultDelegateTake),
      docs: "A delegate's take; 65535 means everything.",
    }),
    ChildkeyTake: map([blake(AccountId), identity(NetUid)], u16, { default: 0 }),
    PendingChildKeys: map([identity(NetUid), blake(AccountId)], tuple(vec(tuple(u64, AccountId)), u64), {
      default: [[], 0n],
      docs: "Children that will replace the present ones, and the block of it.",
    }),
    ChildKeys: map([blake(AccountId), identity(NetUid)], vec(tuple(u64, AccountId)), {
      default: [],
      docs: "Parts of its stake that a hotkey lends, and to whom; 2^64 - 1 means all.",
    }),
    ParentKeys: map([blake(AccountId), identity(NetUid)], vec(tuple(u64, AccountId)), {
      default: [],
      docs: "Parts of stake that a hotkey borrows, and from whom.",
    }),
    AutoParentDelegationEnabled: map([blake(AccountId)], bool, {
      default: true,
      docs: "Whether a root validator lends its stake to the owners of new subnets.",
    }),
    PendingChildKeyCooldown: value(u64, {
      default: prodOrFast(7200n, 15n),
      docs: "Blocks until set children become effective.",
    }),
  },
  events: {
    DelegateAdded: event(30, [AccountId, AccountId, u16]),
    ChildKeyTakeSet: event(48, [AccountId, u16]),
    TakeDecreased: event(64, [AccountId, AccountId, u16]),
    TakeIncreased: event(65, [AccountId, AccountId, u16]),
    SetChildrenScheduled: event(75, [AccountId, NetUid, u64, vec(tuple(u64, AccountId))]),
    SetChildren: event(76, [AccountId, NetUid, vec(tuple(u64, AccountId))]),
    AutoParentDelegationEnabledSet: event(126, { hotkey: AccountId, enabled: bool }),
  },
  errors: {
    NotEnoughStakeToSetChildkeys: error(11, "The parent hotkey doesn't have enough own stake to set childkeys."),
    HotKeyAlreadyDelegate: error(
      28,
      "The hotkey is attempting to become a delegate when the hotkey is already a delegate.",
    ),
    DelegateTxRateLimitExceeded: error(34, "A transactor exceeded the rate limit for delegate transaction."),
    DelegateTakeTooLow: error(49, "Delegate take is too low."),
    DelegateTakeTooHigh: error(50, "Delegate take is too high."),
    InvalidChild: error(60, "Attempting to set an invalid child for a hotkey on a network."),
    DuplicateChild: error(61, "Duplicate child when setting children."),
    ProportionOverflow: error(62, "Proportion overflow when setting children."),
    TooManyChildren: error(63, "Too many children MAX 5."),
    InvalidChildkeyTake: error(71, "Childkey take is invalid."),
    TxChildkeyTakeRateLimitExceeded: error(72, "Childkey take rate limit exceeded."),
    ChildParentInconsistency: error(121, "Violating the rules of Childkey-Parentkey consistency"),
  },
  calls: {
    decrease_take: call(65, signed, { hotkey: AccountId, take: u16 }, { weight: weights.decrease_take, pays: "No" }),
    increase_take: call(66, signed, { hotkey: AccountId, take: u16 }, { weight: weights.increase_take, pays: "No" }),
    set_children: call(
      67,
      signed,
      { hotkey: AccountId, netuid: NetUid, children: vec(tuple(u64, AccountId)) },
      { weight: weights.set_children },
    ),
    set_childkey_take: call(
      75,
      signed,
      { hotkey: AccountId, netuid: NetUid, take: u16 },
      { weight: weights.set_childkey_take },
    ),
    set_pending_childkey_cooldown: call(
      109,
      root,
      { cooldown: u64 },
      { weight: weights.set_pending_childkey_cooldown },
    ),
    set_auto_parent_delegation_enabled: call(
      135,
      signed,
      { hotkey: AccountId, enabled: bool },
      { weight: weights.set_auto_parent_delegation_enabled },
    ),
  },
});
