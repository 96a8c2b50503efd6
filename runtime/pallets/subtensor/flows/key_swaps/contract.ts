// Exchanging a hotkey or a coldkey for another one.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity, twox } from "../../../../frame/hasher.ts";
import { anyOrigin, root, signed } from "../../../../frame/origin.ts";
import { call, error, event, section } from "../../../../frame/section.ts";
import { map } from "../../../../frame/storage.ts";
import { AccountId, H256, NetUid } from "../../../../primitives/ids.ts";
import { bool, option, tuple, u32, u64 } from "../../../../primitives/scale/index.ts";
import { Tao } from "../../../../primitives/units.ts";
import { weights } from "../../call_weights.ts";
import { SubtensorModule } from "../../pallet.ts";

export const keySwaps = section(SubtensorModule, {
  storage: {
    LastHotkeySwapOnNetuid: map([identity(NetUid), blake(AccountId)], u64, { default: 0n, docs: "By coldkey." }),
    ColdkeySwapAnnouncements: map([twox(AccountId)], tuple(u32, H256), {
      docs: "Block from which the swap may happen, hash of the new coldkey.",
    }),
    ColdkeySwapDisputes: map([twox(AccountId)], u32, { docs: "Block of the dispute." }),
  },
  events: {
    HotkeySwapped: event(66, { coldkey: AccountId, old_hotkey: AccountId, new_hotkey: AccountId }),
    ColdkeySwapAnnounced: event(69, { who: AccountId, new_coldkey_hash: H256 }),
    ColdkeySwapReset: event(70, { who: AccountId }),
    ColdkeySwapped: event(71, { old_coldkey: AccountId, new_coldkey: AccountId }),
    ColdkeySwapDisputed: event(72, { coldkey: AccountId }),
    HotkeySwappedOnSubnet: event(102, {
      coldkey: AccountId,
      old_hotkey: AccountId,
      new_hotkey: AccountId,
      netuid: NetUid,
    }),
    ColdkeySwapCleared: event(122, { who: AccountId }),
  },
  errors: {
    NewHotKeyIsSameWithOld: error(22, "The new hotkey is the same as old one"),
    NewHotKeyNotCleanForRootSwap: error(
      23,
      "The new hotkey has outstanding root claimable or non-zero root stake,\nso the root rate-book cannot be merged without misallocating dividends.",
    ),
    HotKeySetTxRateLimitExceeded: error(35, "A transactor exceeded the rate limit for setting or swapping hotkey."),
    NotEnoughBalanceToPaySwapHotKey: error(45, "Not enough balance to pay swapping hotkey."),
    ColdKeyAlreadyAssociated: error(58, "The coldkey has already been swapped"),
    NotEnoughBalanceToPaySwapColdKey: error(59, "The coldkey balance is not enough to pay for the swap"),
    ColdkeySwapAnnouncementNotFound: error(65, "Coldkey swap announcement not found"),
    ColdkeySwapTooEarly: error(66, "Coldkey swap too early."),
    ColdkeySwapReannouncedTooEarly: error(67, "Coldkey swap reannounced too early."),
    AnnouncedColdkeyHashDoesNotMatch: error(68, "The announced coldkey hash does not match the new coldkey hash."),
    ColdkeySwapAlreadyDisputed: error(69, "Coldkey swap already disputed"),
    NewColdKeyIsHotkey: error(70, "New coldkey is hotkey"),
    HotKeySwapOnSubnetIntervalNotPassed: error(95, "Too frequent hotkey swap on subnet"),
    Deprecated: error(128, "Deprecated call."),
    ColdkeySwapAnnounced: error(130, "A coldkey swap has been announced for this account."),
    ColdkeySwapDisputed: error(131, "A coldkey swap for this account is under dispute."),
    ColdkeySwapClearTooEarly: error(132, "Coldkey swap clear too early."),
  },
  calls: {
    swap_hotkey: call(
      70,
      signed,
      { hotkey: AccountId, new_hotkey: AccountId, netuid: option(NetUid) },
      {
        weight: weights.swap_hotkey,
        deprecated: "Please use swap_hotkey_v2 instead. This extrinsic will be removed some time after June 2026.",
      },
    ),
    swap_coldkey: call(
      71,
      root,
      { old_coldkey: AccountId, new_coldkey: AccountId, swap_cost: Tao },
      { weight: weights.swap_coldkey },
    ),
    swap_hotkey_v2: call(
      72,
      signed,
      { hotkey: AccountId, new_hotkey: AccountId, netuid: option(NetUid), keep_stake: bool },
      { weight: weights.swap_hotkey_v2 },
    ),
    schedule_swap_coldkey: call(
      73,
      anyOrigin,
      { new_coldkey: AccountId },
      {
        weight: weights.schedule_swap_coldkey,
        deprecated: "Deprecated, please migrate to `announce_coldkey_swap`/`coldkey_swap`",
      },
    ),
    announce_coldkey_swap: call(125, signed, { new_coldkey_hash: H256 }, { weight: weights.announce_coldkey_swap }),
    swap_coldkey_announced: call(126, signed, { new_coldkey: AccountId }, { weight: weights.swap_coldkey_announced }),
    dispute_coldkey_swap: call(127, signed, {}, { weight: weights.dispute_coldkey_swap }),
    reset_coldkey_swap: call(128, root, { coldkey: AccountId }, { weight: weights.reset_coldkey_swap }),
    clear_coldkey_swap_announcement: call(133, signed, {}, { weight: weights.clear_coldkey_swap_announcement }),
  },
});
