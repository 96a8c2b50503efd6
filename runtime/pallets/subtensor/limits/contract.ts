// How often things may be done, and when they were done last.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { root } from "../../../frame/origin.ts";
import { follow } from "../../../frame/profile.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u16, u64 } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";
import { RateLimitKey } from "./rate_limit_key.ts";

export const limits = section(SubtensorModule, {
  storage: {
    AdminFreezeWindow: value(u16, { default: 10, docs: "Blocks before an epoch in which owners may change nothing." }),
    OwnerHyperparamRateLimit: value(u16, {
      default: 2,
      docs: "Epochs between two changes of a hyperparameter by an owner.",
    }),
    NetworkRateLimit: value(u64, {
      default: (profile) => (profile.faucet ? 0n : constants.InitialNetworkRateLimit.get({ profile })),
      docs: "Blocks between two registrations of subnets.",
    }),
    WeightsVersionKeyRateLimit: value(u64, { default: 5n, docs: "Epochs between two changes of the version key." }),
    LastRateLimitedBlock: map([identity(RateLimitKey)], u64, { default: 0n }),
    TxRateLimit: value(u64, {
      default: follow(constants.InitialTxRateLimit),
      docs: "Blocks between two swaps of hotkeys by a coldkey.",
    }),
    TxDelegateTakeRateLimit: value(u64, { default: follow(constants.InitialTxDelegateTakeRateLimit) }),
    TxChildkeyTakeRateLimit: value(u64, { default: follow(constants.InitialTxChildKeyTakeRateLimit) }),
    TransactionKeyLastBlock: map([blake(AccountId), identity(NetUid), identity(u16)], u64, {
      default: 0n,
      docs: "By hotkey, subnet and kind of transaction.",
    }),
  },
  events: {
    TxRateLimitSet: event(40, [u64]),
    TxDelegateTakeRateLimitSet: event(41, [u64]),
    TxChildKeyTakeRateLimitSet: event(42, [u64]),
    AdminFreezeWindowSet: event(43, [u16]),
    OwnerHyperparamRateLimitSet: event(44, [u16]),
    NetworkRateLimitSet: event(58, [u64]),
  },
  errors: {
    TxRateLimitExceeded: error(64, "Default transaction rate limit exceeded."),
    AdminActionProhibitedDuringWeightsWindow: error(
      107,
      "Admin operation is prohibited during the protected weights window",
    ),
  },
  calls: {
    sudo_set_tx_childkey_take_rate_limit: call(
      69,
      root,
      { tx_rate_limit: u64 },
      { weight: weights.sudo_set_tx_childkey_take_rate_limit },
    ),
  },
});
