// Opening what was sealed to the author of a block: ML-KEM-768 (FIPS 203) agrees on a key, XChaCha20-Poly1305 under that key
// seals the text. Mirrors unshield of pallets/shield/src/lib.rs, and the key pairs of stc-shield.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";

/** Bytes of an encapsulation key, of its secret counterpart, of what a pair is made from. */
export const ENCAPSULATION_KEY_LENGTH = 1_184;
const DECAPSULATION_KEY_LENGTH = 2_400;
export const SHIELD_SEED_LENGTH = 64;

/** To be told to everybody, and to be kept. */
export interface ShieldPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}
/** The pair that a seed of 64 bytes gives. */
export const shieldPairOf = (seed: Uint8Array): ShieldPair => ml_kem768.keygen(seed);

export interface Sealed {
  /** The encapsulated key. */
  readonly kem_ct: Uint8Array;
  readonly nonce: Uint8Array;
  /** The sealed text and its tag. */
  readonly aead_ct: Uint8Array;
}
/**
 * The text; undefined where the key is none or the text was not sealed to it.
 * Deviates: a secret key whose own checksum is wrong opens nothing here; the reference does not look at the checksum.
 */
export function openShielded(secretKey: Uint8Array, { kem_ct, nonce, aead_ct }: Sealed): Uint8Array | undefined {
  if (secretKey.length !== DECAPSULATION_KEY_LENGTH) return undefined;
  try {
    return xchacha20poly1305(ml_kem768.decapsulate(kem_ct, secretKey), nonce).decrypt(aead_ct);
  } catch {
    return undefined;
  }
}
