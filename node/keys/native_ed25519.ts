// Ed25519 checking at the speed of OpenSSL, for the node to put into the runtime's verifier.
// OpenSSL tests the equation without the cofactor and wants R in canonical form; a signature that passes that passes
// ZIP 215 too (multiply the equation by 8). The reverse is not so: what OpenSSL refuses gets its verdict from the
// runtime's own check. So verdicts never differ; only refusals are slow.
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { verifyEd25519 } from "../../runtime/primitives/crypto/ed25519.ts";

/** DER header of a SubjectPublicKeyInfo holding an Ed25519 key. */
const SPKI_HEADER = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);
const keys = new Map<string, KeyObject>();
const KEYS_LIMIT = 1024;

/** Same verdict as `verifyEd25519`. Never throws. */
export function verifyEd25519Natively(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return isTakenByOpenssl(signature, message, publicKey) || verifyEd25519(signature, message, publicKey);
}

function isTakenByOpenssl(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return verify(null, message, keyOf(publicKey), signature);
  } catch {
    return false;
  }
}

function keyOf(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.length).toString("latin1");
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEADER, publicKey]), format: "der", type: "spki" });
  if (keys.size >= KEYS_LIMIT) keys.clear();
  keys.set(name, key);
  return key;
}
