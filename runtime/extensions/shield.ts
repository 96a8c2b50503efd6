// Shielded transactions must at least be well-formed. Mirrors pallets/shield/src/extension.rs.

import type { Extension } from "../frame/extension.ts";
import { invalidCustom } from "../frame/validity.ts";
import { unit } from "../primitives/scale/index.ts";
import { addWeight, dbReads, weight } from "../primitives/weight.ts";
import { nothing } from "./system.ts";

const FAILED_SHIELDED_TX_PARSING = 23;
const KEY_HASH = 16;
const NONCE = 24;

/** key hash ‖ length of the key encapsulation, 2 bytes little-endian ‖ encapsulation ‖ nonce ‖ sealed call. */
export function isWellFormed(ciphertext: Uint8Array): boolean {
  if (ciphertext.length < KEY_HASH + 2) return false;
  const encapsulated = ciphertext[KEY_HASH]! | (ciphertext[KEY_HASH + 1]! << 8);
  return ciphertext.length >= KEY_HASH + 2 + encapsulated + NONCE;
}
export const checkShieldedTxValidity: Extension<null, null> = {
  identifier: "CheckShieldedTxValidity",
  extra: nothing("pallet_shield::extension::CheckShieldedTxValidity"),
  implicit: unit,
  additional: () => null,
  weight: () => addWeight(weight(1_000_000n), dbReads(1)),
  validate(_ctx, origin, _extra, { call }) {
    if (origin.caller.type !== "Signed" || call.pallet !== "MevShield" || call.name !== "submit_encrypted") return;
    if (!isWellFormed(call.args.ciphertext as Uint8Array)) invalidCustom(FAILED_SHIELDED_TX_PARSING);
  },
};
