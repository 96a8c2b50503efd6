// Transactions kept encrypted until they are in a block.
// Mirrors pallets/shield/src/lib.rs.

import { identity, twox } from "../../frame/hasher.ts";
import { none, root, signed } from "../../frame/origin.ts";
import { DispatchError } from "../../frame/refusal.ts";
import { call, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { AuraPublic } from "../../primitives/authorities.ts";
import { AccountId, H256 } from "../../primitives/ids.ts";
import { bool, boundedBytes, option, u32, u64 } from "../../primitives/scale/index.ts";
import { MAX_ENCRYPTED_CALL, PendingExtrinsic, ShieldEncKey } from "./pending.ts";
import { weights } from "./weights.ts";

export const MevShield = palletIdentity("MevShield", 30, "pallet_shield");

export const shield = section(MevShield, {
  storage: {
    CurrentKey: value(ShieldEncKey),
    PendingKey: value(ShieldEncKey),
    NextKey: value(ShieldEncKey),
    AuthorKeys: map([twox(AuraPublic)], ShieldEncKey),
    PendingKeyExpiresAt: value(u32),
    NextKeyExpiresAt: value(u32),
    HasMigrationRun: map([identity(boundedBytes(128))], bool, { default: false }),
    MaxPendingExtrinsicsLimit: value(u32, { default: 100 }),
    ExtrinsicLifetime: value(u32, { default: 10 }),
    OnInitializeWeight: value(u64, { default: 500_000_000_000n }),
    MaxExtrinsicWeight: value(u64, { default: 50_000_000_000n }),
    PendingExtrinsics: map([identity(u32)], PendingExtrinsic),
    CounterForPendingExtrinsics: value(u32, { default: 0 }),
    NextPendingExtrinsicIndex: value(u32, { default: 0 }),
  },
  events: {
    EncryptedSubmitted: event(0, { id: H256, who: AccountId }),
    ExtrinsicStored: event(1, { index: u32, who: AccountId }),
    ExtrinsicDecodeFailed: event(2, { index: u32 }),
    ExtrinsicDispatchFailed: event(3, { index: u32, error: DispatchError }),
    ExtrinsicDispatched: event(4, { index: u32 }),
    ExtrinsicExpired: event(5, { index: u32 }),
    ExtrinsicPostponed: event(6, { index: u32 }),
    MaxPendingExtrinsicsNumberSet: event(7, { value: u32 }),
    OnInitializeWeightSet: event(8, { value: u64 }),
    ExtrinsicLifetimeSet: event(9, { value: u32 }),
    MaxExtrinsicWeightSet: event(10, { value: u64 }),
    ExtrinsicWeightExceeded: event(11, { index: u32 }),
  },
  errors: {
    BadEncKeyLen: error(0, "The announced ML‑KEM encapsulation key length is invalid."),
    Unreachable: error(1, "Unreachable."),
    TooManyPendingExtrinsics: error(2, "Too many pending extrinsics in storage."),
    WeightExceedsAbsoluteMax: error(3, "Weight exceeds the absolute maximum (half of total block weight)."),
  },
  calls: {
    announce_next_key: call(0, none, { enc_key: option(ShieldEncKey) }, { weight: weights.announce_next_key }),
    submit_encrypted: call(1, signed, { ciphertext: boundedBytes(8192) }, { weight: weights.submit_encrypted }),
    store_encrypted: call(
      2,
      signed,
      { encrypted_call: boundedBytes(MAX_ENCRYPTED_CALL) },
      { weight: weights.store_encrypted },
    ),
    set_max_pending_extrinsics_number: call(
      3,
      root,
      { value: u32 },
      { weight: weights.set_max_pending_extrinsics_number },
    ),
    set_on_initialize_weight: call(4, root, { value: u64 }, { weight: weights.set_on_initialize_weight }),
    set_stored_extrinsic_lifetime: call(5, root, { value: u32 }, { weight: weights.set_stored_extrinsic_lifetime }),
    set_max_extrinsic_weight: call(6, root, { value: u64 }, { weight: weights.set_max_extrinsic_weight }),
  },
});
