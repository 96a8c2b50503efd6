// The slots of a subnet, who holds them, and what a slot costs.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { follow } from "../../../frame/profile.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, NetUid, ZERO_ACCOUNT } from "../../../primitives/ids.ts";
import { bool, bytes, u16, u64 } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import { weights } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const registration = section(SubtensorModule, {
  storage: {
    UsedWork: map([identity(bytes)], u64, { default: 0n }),
    SubnetworkN: map([identity(NetUid)], u16, { default: 0, docs: "How many slots are taken." }),
    IsNetworkMember: map([blake(AccountId), identity(NetUid)], bool, { default: false }),
    RegistrationsThisInterval: map([identity(NetUid)], u16, { default: 0 }),
    POWRegistrationsThisInterval: map([identity(NetUid)], u16, { default: 0 }),
    BurnRegistrationsThisInterval: map([identity(NetUid)], u16, { default: 0 }),
    Burn: map([identity(NetUid)], Tao, { default: follow(constants.InitialBurn), docs: "Price of the next slot." }),
    LastAdjustmentBlock: map([identity(NetUid)], u64, { default: 0n }),
    RegistrationsThisBlock: map([identity(NetUid)], u16, { default: 0 }),
    RAORecycledForRegistration: map([identity(NetUid)], Tao, {
      default: follow(constants.InitialRAORecycledForRegistration),
      docs: "What slots have cost in total.",
    }),
    Uids: map([identity(NetUid), blake(AccountId)], u16, { docs: "Slot of a hotkey." }),
    Keys: map([identity(NetUid), identity(u16)], AccountId, { default: ZERO_ACCOUNT, docs: "Hotkey of a slot." }),
    BlockAtRegistration: map([identity(NetUid), identity(u16)], u64, { default: 0n }),
  },
  events: {
    NeuronRegistered: event(6, [NetUid, u16, AccountId]),
    RAORecycledForRegistrationSet: event(53, [NetUid, Tao]),
    Faucet: event(56, [AccountId, u64]),
  },
  errors: {
    HotKeyNotRegisteredInSubNet: error(4, "The hotkey is not registered in subnet"),
    HotKeyNotRegisteredInNetwork: error(6, "The hotkey is not registered in any subnet."),
    TooManyRegistrationsThisBlock: error(
      20,
      'Number of registrations in this block exceeds the allowed number (i.e., exceeds the\nsubnet hyperparameter "max_regs_per_block").',
    ),
    HotKeyAlreadyRegisteredInSubNet: error(
      21,
      "The caller is requesting registering a neuron which already exists in the active set.",
    ),
    InvalidWorkBlock: error(24, "The supplied PoW hash block is in the future or negative."),
    InvalidDifficulty: error(25, "The supplied PoW hash block does not meet the network difficulty."),
    InvalidSeal: error(26, "The supplied PoW hash seal does not match the supplied work."),
    SubNetRegistrationDisabled: error(37, "Registration is disabled."),
    TooManyRegistrationsThisInterval: error(
      38,
      "The number of registration attempts exceeded the allowed number in the interval.",
    ),
    FaucetDisabled: error(40, "Faucet is disabled."),
    RegistrationNotPermittedOnRootSubnet: error(42, "Operation is not permitted on the root subnet."),
    NoNeuronIdAvailable: error(48, "No neuron ID is available."),
    UidMapCouldNotBeCleared: error(119, "The UID map for the subnet could not be cleared"),
    TrimmingWouldExceedMaxImmunePercentage: error(120, "Trimming would exceed the max immune neurons percentage"),
    RegistrationPriceLimitExceeded: error(134, "Registration Price Limit Exceeded"),
  },
  calls: {
    register: call(
      6,
      signed,
      { netuid: NetUid, block_number: u64, nonce: u64, work: bytes, hotkey: AccountId, coldkey: AccountId },
      { weight: weights.register },
    ),
    burned_register: call(7, signed, { netuid: NetUid, hotkey: AccountId }, { weight: weights.burned_register }),
    // Deviates: the reference has this call in faucet builds only; elsewhere the handler refuses with FaucetDisabled.
    faucet: call(60, signed, { block_number: u64, nonce: u64, work: bytes }, { weight: weights.faucet, pays: "No" }),
    register_limit: call(
      134,
      signed,
      { netuid: NetUid, hotkey: AccountId, limit_price: u64 },
      { weight: weights.register_limit },
    ),
  },
});
