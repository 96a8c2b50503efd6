// Ed25519 signatures under the ZIP 215 rules: non-canonical points are taken, s must be below the group order, and the
// equation is multiplied by the cofactor. Mirrors sp-core 38 ed25519.rs (Pair::verify), which is ed25519-zebra 4.1.
// The older dalek rules exist in the reference (UseDalekExt), but only for early blocks of another chain.
import { ed25519 } from "@noble/curves/ed25519.js";

/** Is `signature` (64 bytes) made for `message` by the holder of `publicKey` (32 bytes)? Never throws. */
export function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: true });
  } catch {
    return false;
  }
}
