// Multisig: accounts that several others command together. Mirrors pallet-multisig 41.

import { RuntimeCall } from "../../frame/call.ts";
import { DispatchResult } from "../../frame/dispatch_result.ts";
import { blake, twox } from "../../frame/hasher.ts";
import { signed } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map } from "../../frame/storage.ts";
import { WeightCodec } from "../../frame/weight.ts";
import { AccountId } from "../../primitives/ids.ts";
import {
  boundedVec,
  fixedBytes,
  option,
  struct,
  u16,
  u32,
  u64,
  type ValueOf,
  vec,
} from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { weights } from "./weights.ts";

export const Multisig = palletIdentity("Multisig", 13);

const MAX_SIGNATORIES = 100;

/** Block and place in it at which an operation began. */
export const Timepoint = struct("pallet_multisig::Timepoint", { height: u32, index: u32 }, { BlockNumber: u32 });
export type Timepoint = ValueOf<typeof Timepoint>;
export const Operation = struct(
  "pallet_multisig::Multisig",
  { when: Timepoint, deposit: Tao, depositor: AccountId, approvals: boundedVec(AccountId, MAX_SIGNATORIES) },
  { BlockNumber: u32, Balance: u64, AccountId, MaxApprovals: undefined },
);
const CallHash = fixedBytes(32);

const step = { multisig: AccountId, call_hash: CallHash };
const group = { threshold: u16, other_signatories: vec(AccountId) };
const approval = { ...group, maybe_timepoint: option(Timepoint) };
const length = (one: Parameters<typeof RuntimeCall.encode>[0]): number => RuntimeCall.encode(one).length;

export const multisig = section(Multisig, {
  storage: {
    Multisigs: map([twox(AccountId), blake(CallHash)], Operation, {
      docs: "Operations that are not yet approved by enough.",
    }),
  },
  events: {
    NewMultisig: event(0, { approving: AccountId, ...step }, "An operation began."),
    MultisigApproval: event(1, { approving: AccountId, timepoint: Timepoint, ...step }, "One more approves."),
    MultisigExecuted: event(
      2,
      { approving: AccountId, timepoint: Timepoint, ...step, result: DispatchResult },
      "The call ran.",
    ),
    MultisigCancelled: event(3, { cancelling: AccountId, timepoint: Timepoint, ...step }, "An operation was given up."),
    DepositPoked: event(
      4,
      { who: AccountId, call_hash: CallHash, old_deposit: Tao, new_deposit: Tao },
      "A deposit was brought up to date.",
    ),
  },
  errors: {
    MinimumThreshold: error(0, "Threshold must be 2 or greater."),
    AlreadyApproved: error(1, "Call is already approved by this signatory."),
    NoApprovalsNeeded: error(2, "Call doesn't need any (more) approvals."),
    TooFewSignatories: error(3, "There are too few signatories in the list."),
    TooManySignatories: error(4, "There are too many signatories in the list."),
    SignatoriesOutOfOrder: error(5, "The signatories were provided out of order; they should be ordered."),
    SenderInSignatories: error(6, "The sender was contained in the other signatories; it shouldn't be."),
    NotFound: error(7, "Multisig operation not found in storage."),
    NotOwner: error(
      8,
      "Only the account that originally created the multisig is able to cancel it or update\nits deposits.",
    ),
    NoTimepoint: error(9, "No timepoint was given, yet the multisig operation is already underway."),
    WrongTimepoint: error(10, "A different timepoint was given to the multisig operation that is underway."),
    UnexpectedTimepoint: error(11, "A timepoint was given, yet no multisig operation is underway."),
    MaxWeightTooLow: error(12, "The maximum weight information provided was too low."),
    AlreadyStored: error(13, "The data to be stored is already stored."),
  },
  calls: {
    as_multi_threshold_1: call(
      0,
      signed,
      { other_signatories: vec(AccountId), call: RuntimeCall },
      {
        weight: ({ call }, infoOf) => weights.as_multi_threshold_1(length(call), infoOf(call).weight),
        class: ({ call }, infoOf) => infoOf(call).class,
        docs: "Runs a call for a group of which one is enough.",
      },
    ),
    as_multi: call(
      1,
      signed,
      { ...approval, call: RuntimeCall, max_weight: WeightCodec },
      {
        weight: ({ other_signatories, call, max_weight }) =>
          weights.as_multi(other_signatories.length, length(call), max_weight),
        docs: "Approves a call, and runs it when enough do.",
      },
    ),
    approve_as_multi: call(
      2,
      signed,
      { ...approval, call_hash: CallHash, max_weight: WeightCodec },
      {
        weight: ({ other_signatories, max_weight }) => weights.approve_as_multi(other_signatories.length, max_weight),
        docs: "Approves a call by its hash.",
      },
    ),
    cancel_as_multi: call(
      3,
      signed,
      { ...group, timepoint: Timepoint, call_hash: CallHash },
      {
        weight: weights.cancel_as_multi,
        docs: "Gives up an operation one began.",
      },
    ),
    poke_deposit: call(
      4,
      signed,
      { ...group, call_hash: CallHash },
      {
        weight: weights.poke_deposit,
        docs: "Brings the deposit of an operation up to date; free if that changes it.",
      },
    ),
  },
  constants: {
    DepositBase: constant(Tao, rao(132_000_000n), "What an operation costs its beginner until it ends."),
    DepositFactor: constant(Tao, rao(32_000_000n), "What it costs more for each approval that is needed."),
    MaxSignatories: constant(u32, MAX_SIGNATORIES, "Members that a group may have."),
  },
});
