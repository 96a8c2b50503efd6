// Balances: what is kept, said and refused about money. Mirrors pallet-balances 42 (lib.rs, types.rs) as this runtime
// configures it.

import { blake } from "../../frame/hasher.ts";
import { root, signed } from "../../frame/origin.ts";
import { RuntimeFreezeReason, RuntimeHoldReason } from "../../frame/outer_types.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { AccountData, NO_BALANCE } from "../../ports/accounts.ts";
import { BalanceStatus } from "../../ports/currency.ts";
import { AccountId } from "../../primitives/ids.ts";
import { MultiAddress } from "../../primitives/multi_address.ts";
import {
  bool,
  boundedVec,
  compact,
  enumeration,
  fixedBytes,
  struct,
  u32,
  u64,
  type ValueOf,
  vec,
  weakBoundedVec,
} from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { weights } from "./weights.ts";

export const Balances = palletIdentity("Balances", 5);

const MAX_LOCKS = 50;
const MAX_RESERVES = 50;
const MAX_FREEZES = 50;
/** Hold reasons of the whole runtime: Preimage 1, SafeMode 1, Contracts 2. */
export const HOLD_REASONS = 4;

const Identifier = fixedBytes(8);
export const Reasons = enumeration("pallet_balances::types::Reasons", ["Fee", "Misc", "All"]);
export const BalanceLock = struct(
  "pallet_balances::types::BalanceLock",
  { id: Identifier, amount: Tao, reasons: Reasons },
  { Balance: u64 },
);
export type BalanceLock = ValueOf<typeof BalanceLock>;
export const ReserveData = struct(
  "pallet_balances::types::ReserveData",
  { id: Identifier, amount: Tao },
  { ReserveIdentifier: Identifier, Balance: u64 },
);
export type ReserveData = ValueOf<typeof ReserveData>;
const idAmount = "frame_support::traits::tokens::misc::IdAmount";
const Hold = struct(idAmount, { id: RuntimeHoldReason, amount: Tao }, { Id: RuntimeHoldReason, Balance: u64 });
export type Hold = ValueOf<typeof Hold>;
const Freeze = struct(idAmount, { id: RuntimeFreezeReason, amount: Tao }, { Id: RuntimeFreezeReason, Balance: u64 });
export type Freeze = ValueOf<typeof Freeze>;
export const AdjustmentDirection = enumeration("pallet_balances::types::AdjustmentDirection", ["Increase", "Decrease"]);

const ZERO = rao(0n);
const whoAmount = { who: AccountId, amount: Tao };

export const balances = section(Balances, {
  storage: {
    TotalIssuance: value(Tao, { default: ZERO, docs: "All rao there are." }),
    InactiveIssuance: value(Tao, { default: ZERO, docs: "The part of the issuance that does not count as active." }),
    Account: map([blake(AccountId)], AccountData, {
      default: NO_BALANCE,
      docs: "Unused: System.Account holds the balances.",
    }),
    Locks: map([blake(AccountId)], weakBoundedVec(BalanceLock, MAX_LOCKS), {
      default: [],
      docs: "Overlapping locks (older form of freezes).",
    }),
    Reserves: map([blake(AccountId)], boundedVec(ReserveData, MAX_RESERVES), {
      default: [],
      docs: "Reserves by name (older form of holds).",
    }),
    Holds: map([blake(AccountId)], boundedVec(Hold, HOLD_REASONS), {
      default: [],
      docs: "Reserved amounts by reason.",
    }),
    Freezes: map([blake(AccountId)], boundedVec(Freeze, MAX_FREEZES), {
      default: [],
      docs: "Amounts that a balance may not fall below.",
    }),
  },
  events: {
    Endowed: event(0, { account: AccountId, free_balance: Tao }, "An account came to be with a balance."),
    DustLost: event(
      1,
      { account: AccountId, amount: Tao },
      "A rest below the existential deposit went with its account.",
    ),
    Transfer: event(2, { from: AccountId, to: AccountId, amount: Tao }, "A transfer went through."),
    BalanceSet: event(3, { who: AccountId, free: Tao }, "Root set a free balance."),
    Reserved: event(4, whoAmount, "Free became reserved."),
    Unreserved: event(5, whoAmount, "Reserved became free."),
    ReserveRepatriated: event(
      6,
      { from: AccountId, to: AccountId, amount: Tao, destination_status: BalanceStatus },
      "Reserved balance moved to another account.",
    ),
    Deposit: event(7, whoAmount, "Something was put into an account, a fee given back for instance."),
    Withdraw: event(8, whoAmount, "Something was taken from an account, a fee for instance."),
    Slashed: event(9, whoAmount, "Something was taken as a punishment."),
    Minted: event(10, whoAmount, "New tokens for an account."),
    Burned: event(11, whoAmount, "An account's tokens are no more."),
    Suspended: event(12, whoAmount, "Tokens left an account for a while."),
    Restored: event(13, whoAmount, "Suspended tokens came back."),
    Upgraded: event(14, { who: AccountId }, "An account counts its references the present way."),
    Issued: event(15, { amount: Tao }, "The issuance rose."),
    Rescinded: event(16, { amount: Tao }, "The issuance fell."),
    Locked: event(17, whoAmount, "More is locked."),
    Unlocked: event(18, whoAmount, "Less is locked."),
    Frozen: event(19, whoAmount, "More is frozen."),
    Thawed: event(20, whoAmount, "Less is frozen."),
    TotalIssuanceForced: event(21, { old: Tao, new: Tao }, "Root changed the issuance."),
  },
  errors: {
    VestingBalance: error(0, "Vesting balance too high to send value."),
    LiquidityRestrictions: error(1, "Account liquidity restrictions prevent withdrawal."),
    InsufficientBalance: error(2, "Balance too low to send value."),
    ExistentialDeposit: error(3, "Value too low to create account due to existential deposit."),
    Expendability: error(4, "Transfer/payment would kill account."),
    ExistingVestingSchedule: error(5, "A vesting schedule already exists for this account."),
    DeadAccount: error(6, "Beneficiary account must pre-exist."),
    TooManyReserves: error(7, "Number of named reserves exceed `MaxReserves`."),
    TooManyHolds: error(8, "Number of holds exceed `VariantCountOf<T::RuntimeHoldReason>`."),
    TooManyFreezes: error(9, "Number of freezes exceed `MaxFreezes`."),
    IssuanceDeactivated: error(10, "The issuance cannot be modified since it is already deactivated."),
    DeltaZero: error(11, "The delta cannot be zero."),
  },
  calls: {
    transfer_allow_death: call(
      0,
      signed,
      { dest: MultiAddress, value: compact(Tao) },
      {
        weight: weights.transfer_allow_death,
        docs: "Sends free balance; the sender's account may die of it.",
      },
    ),
    force_transfer: call(
      2,
      root,
      { source: MultiAddress, dest: MultiAddress, value: compact(Tao) },
      {
        weight: weights.force_transfer,
        docs: "Sends another's free balance.",
      },
    ),
    transfer_keep_alive: call(
      3,
      signed,
      { dest: MultiAddress, value: compact(Tao) },
      {
        weight: weights.transfer_keep_alive,
        docs: "Sends free balance, all but the existential deposit at most.",
      },
    ),
    transfer_all: call(
      4,
      signed,
      { dest: MultiAddress, keep_alive: bool },
      {
        weight: weights.transfer_all,
        docs: "Sends all that can be sent.",
      },
    ),
    force_unreserve: call(
      5,
      root,
      { who: MultiAddress, amount: Tao },
      { weight: weights.force_unreserve, docs: "Frees another's reserve." },
    ),
    upgrade_accounts: call(
      6,
      signed,
      { who: vec(AccountId) },
      {
        weight: weights.upgrade_accounts,
        docs: "Brings accounts to the present way of counting references; free if nine in ten needed it.",
      },
    ),
    force_set_balance: call(
      8,
      root,
      { who: MultiAddress, new_free: compact(Tao) },
      {
        weight: weights.force_set_balance,
        docs: "Sets a free balance; below the existential deposit means zero.",
      },
    ),
    force_adjust_total_issuance: call(
      9,
      root,
      { direction: AdjustmentDirection, delta: compact(Tao) },
      {
        weight: weights.force_adjust_total_issuance,
        docs: "Raises or lowers the issuance, accounts untouched.",
      },
    ),
    burn: call(
      10,
      signed,
      { value: compact(Tao), keep_alive: bool },
      {
        weight: weights.burn,
        docs: "Destroys one's own free balance; the issuance falls by it.",
      },
    ),
  },
  constants: {
    ExistentialDeposit: constant(Tao, rao(500n), "The least that keeps an account open."),
    MaxLocks: constant(u32, MAX_LOCKS, "Locks that an account is expected to have at most."),
    MaxReserves: constant(u32, MAX_RESERVES, "Named reserves that an account may have."),
    MaxFreezes: constant(u32, MAX_FREEZES, "Freezes that an account may have."),
  },
});
