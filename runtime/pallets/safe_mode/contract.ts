// SafeMode: for a while, only a few calls go through. Mirrors pallet-safe-mode 22 as this runtime configures it: root
// alone enters and extends.

import { twox } from "../../frame/hasher.ts";
import { root, signed } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { AccountId } from "../../primitives/ids.ts";
import { enumeration, option, u32, type ValueOf } from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";
import { weights } from "./weights.ts";

export const SafeMode = palletIdentity("SafeMode", 20);

const ExitReason = enumeration("pallet_safe_mode::pallet::ExitReason", ["Timeout", "Force"]);
export type ExitReason = ValueOf<typeof ExitReason>;
export const HoldReason = enumeration("pallet_safe_mode::pallet::HoldReason", ["EnterOrExtend"]);

const deposit = { account: AccountId, amount: Tao };
const placed = { account: AccountId, block: u32 };

export const safeMode = section(SafeMode, {
  storage: {
    EnteredUntil: value(u32, { docs: "The last block in safe mode; none outside it." }),
    Deposits: map([twox(AccountId), twox(u32)], Tao, { docs: "What accounts paid to enter or extend, by block." }),
  },
  events: {
    Entered: event(0, { until: u32 }, "Safe mode began."),
    Extended: event(1, { until: u32 }, "Safe mode lasts longer."),
    Exited: event(2, { reason: ExitReason }, "Safe mode ended."),
    DepositPlaced: event(3, deposit, "An account paid for safe mode."),
    DepositReleased: event(4, deposit, "An account got its deposit back."),
    DepositSlashed: event(5, deposit, "An account lost its deposit."),
    CannotDeposit: event(6, [], "A deposit could not be held."),
    CannotRelease: event(7, [], "A deposit could not be released."),
  },
  errors: {
    Entered: error(0, "The safe-mode is (already or still) entered."),
    Exited: error(1, "The safe-mode is (already or still) exited."),
    NotConfigured: error(2, "This functionality of the pallet is disabled by the configuration."),
    NoDeposit: error(3, "There is no balance reserved."),
    AlreadyDeposited: error(
      4,
      "The account already has a deposit reserved and can therefore not enter or extend again.",
    ),
    CannotReleaseYet: error(5, "This deposit cannot be released yet."),
    CurrencyError: error(6, "An error from the underlying `Currency`."),
  },
  calls: {
    enter: call(
      0,
      signed,
      {},
      { weight: weights.enter, docs: "Begins safe mode, for a deposit; switched off on this chain." },
    ),
    force_enter: call(1, root, {}, { weight: weights.force_enter, docs: "Begins safe mode for a day." }),
    extend: call(
      2,
      signed,
      {},
      { weight: weights.extend, docs: "Has safe mode last longer, for a deposit; switched off on this chain." },
    ),
    force_extend: call(3, root, {}, { weight: weights.force_extend, docs: "Has safe mode last half a day longer." }),
    force_exit: call(4, root, {}, { weight: weights.force_exit, docs: "Ends safe mode." }),
    force_slash_deposit: call(5, root, placed, { weight: weights.force_slash_deposit, docs: "Takes a deposit away." }),
    release_deposit: call(6, signed, placed, {
      weight: weights.release_deposit,
      docs: "Gives a deposit back; switched off on this chain.",
    }),
    force_release_deposit: call(7, root, placed, {
      weight: weights.force_release_deposit,
      docs: "Gives a deposit back.",
    }),
  },
  constants: {
    EnterDuration: constant(u32, 0, "Blocks of safe mode that `enter` brings."),
    ExtendDuration: constant(u32, 0, "Blocks of safe mode that `extend` brings."),
    EnterDepositAmount: constant(option(Tao), undefined, "What `enter` costs; none switches it off."),
    ExtendDepositAmount: constant(option(Tao), undefined, "What `extend` costs; none switches it off."),
    ReleaseDelay: constant(option(u32), undefined, "Blocks until a deposit may be given back; none switches that off."),
  },
});
