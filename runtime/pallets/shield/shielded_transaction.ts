// What a shielded transaction carries. Mirrors stp-shield, shielded_tx.rs.

import { bytes, fixedBytes, struct, type ValueOf } from "../../primitives/scale/index.ts";

const KEY_HASH = 16;
const NONCE = 24;

export const ShieldedTransaction = struct("stp_shield::shielded_tx::ShieldedTransaction", {
  key_hash: fixedBytes(KEY_HASH),
  kem_ct: bytes,
  aead_ct: bytes,
  nonce: fixedBytes(NONCE),
});
export type ShieldedTransaction = ValueOf<typeof ShieldedTransaction>;

/**
 * Its parts as submit_encrypted carries them; undefined where bytes are missing.
 * twox128 of the key ‖ length of the encapsulation, 2 bytes little-endian ‖ encapsulation ‖ nonce ‖ sealed extrinsic.
 */
export function parseShielded(ciphertext: Uint8Array): ShieldedTransaction | undefined {
  const start = KEY_HASH + 2;
  if (ciphertext.length < start) return undefined;
  const sealed = start + (ciphertext[KEY_HASH]! | (ciphertext[KEY_HASH + 1]! << 8)) + NONCE;
  if (ciphertext.length < sealed) return undefined;
  return {
    key_hash: ciphertext.subarray(0, KEY_HASH),
    kem_ct: ciphertext.subarray(start, sealed - NONCE),
    nonce: ciphertext.subarray(sealed - NONCE, sealed),
    aead_ct: ciphertext.subarray(sealed),
  };
}
