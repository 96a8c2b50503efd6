// ECDSA over secp256k1 with key recovery: r, s, v in 65 bytes over a 32-byte digest.
// Mirrors sp-io 41 (secp256k1_ecdsa_recover_compressed, version 2), which is libsecp256k1: high s is taken, r and s
// must lie in 1..n-1, v is 0..3 or 27..30.
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { equalBytes } from "../bytes.ts";
import { blake2b256 } from "../hash/blake2b.ts";

/** The compressed public key (33 bytes) that made `signature` over `digest`, if there is one. Never throws. */
export function recoverEcdsa(signature: Uint8Array, digest: Uint8Array): Uint8Array | undefined {
  if (signature.length !== 65 || digest.length !== 32) return undefined;
  const v = signature[64]!;
  const recovery = v > 26 ? v - 27 : v;
  if (recovery > 3) return undefined;
  const recovered = new Uint8Array(65);
  recovered[0] = recovery;
  recovered.set(signature.subarray(0, 64), 1);
  try {
    return secp256k1.recoverPublicKey(recovered, digest, { prehash: false });
  } catch {
    return undefined;
  }
}

/** The account an ECDSA key acts for: blake2-256 of the compressed key. */
export function ecdsaAccount(compressedKey: Uint8Array): Uint8Array {
  return blake2b256(compressedKey);
}

/** Is `signature` (65 bytes) made for `message` by the key behind `account` (32 bytes)? Never throws. */
export function verifyEcdsa(signature: Uint8Array, message: Uint8Array, account: Uint8Array): boolean {
  const key = recoverEcdsa(signature, blake2b256(message));
  return key !== undefined && equalBytes(ecdsaAccount(key), account);
}
