// Which coldkey owns which hotkeys, and the Ethereum address of a neuron.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, twox } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, H160, NetUid, ZERO_ACCOUNT } from "../../../primitives/ids.ts";
import { tuple, u16, u64, vec } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { EcdsaSignature } from "./ecdsa_signature.ts";

export const keys = section(SubtensorModule, {
  storage: {
    Owner: map([blake(AccountId)], AccountId, { default: ZERO_ACCOUNT, docs: "Hotkey \u2192 coldkey." }),
    OwnedHotkeys: map([blake(AccountId)], vec(AccountId), { default: [], docs: "Coldkey \u2192 hotkeys." }),
    AssociatedEvmAddress: map([twox(NetUid), twox(u16)], tuple(H160, u64), {
      docs: "Ethereum address of a slot and the block of its proof.",
    }),
  },
  events: {
    EvmKeyAssociated: event(98, { netuid: NetUid, hotkey: AccountId, evm_key: H160, block_associated: u64 }),
  },
  errors: {
    HotKeyAccountNotExists: error(5, "The hotkey does not exists"),
    NonAssociatedColdKey: error(
      7,
      "Request to stake, unstake or subscribe is made by a coldkey that is not associated with\nthe hotkey account.",
    ),
    UnableToRecoverPublicKey: error(92, "Public key cannot be recovered."),
    InvalidRecoveredPublicKey: error(93, "Recovered public key is invalid."),
    EvmKeyAssociateRateLimitExceeded: error(117, "exceeded the rate limit for associating an EVM key."),
    CannotUseSystemAccount: error(139, "A system account cannot be used in this operation"),
  },
  calls: {
    try_associate_hotkey: call(91, signed, { hotkey: AccountId }, { weight: weights.try_associate_hotkey }),
    associate_evm_key: call(
      93,
      signed,
      { netuid: NetUid, evm_key: H160, block_number: u64, signature: EcdsaSignature },
      { weight: weights.associate_evm_key, pays: "No" },
    ),
  },
});
