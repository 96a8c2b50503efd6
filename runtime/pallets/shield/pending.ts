// Encrypted extrinsics and the keys that they are encrypted for. Mirrors pallets/shield/src/lib.rs and stp-shield.

import { AccountId } from "../../primitives/ids.ts";
import { boundedBytes, renamed, struct, u32, type ValueOf } from "../../primitives/scale/index.ts";

/** An encapsulation key (ML-KEM-768). */
export const ShieldEncKey = renamed("ShieldEncKey", boundedBytes(2_048));
/** Bytes that an encrypted call may take. */
export const MAX_ENCRYPTED_CALL = 8_192;

export const PendingExtrinsic = struct(
  "pallet_shield::pallet::PendingExtrinsic",
  { who: AccountId, encrypted_call: boundedBytes(MAX_ENCRYPTED_CALL), submitted_at: u32 },
  { T: undefined },
);
export type PendingExtrinsic = ValueOf<typeof PendingExtrinsic>;
