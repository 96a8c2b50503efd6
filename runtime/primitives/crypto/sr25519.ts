// Schnorr signatures over ristretto255 under the signing context "substrate".
// Mirrors sp-core 38 sr25519.rs (Pair::verify) and schnorrkel 0.11 (decoding of keys and signatures).
//
// The wasm verifier traps on input it can't decode, and a trap leaves its stack pointer and its heap where they were:
// after enough of them valid signatures fail too. So nothing undecodable is let in, and should a trap still come, the
// stack pointer is put back.
import { ristretto255 } from "@noble/curves/ed25519.js";
import { __wasm, sr25519_verify } from "@polkadot-labs/schnorrkel-wasm";

declare module "@polkadot-labs/schnorrkel-wasm" {
  export const __wasm: {
    /** Moves the stack pointer by `delta` bytes and returns where it is then. */
    __wbindgen_add_to_stack_pointer(delta: number): number;
  };
}

/** Order of the ristretto255 group, little endian. */
const GROUP_ORDER = Uint8Array.of(
  ...[0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10],
);
/** Set in the last byte of every schnorrkel signature, to tell it from an ed25519 one. */
const SCHNORRKEL_MARKER = 0x80;

/** Public keys known to decode, so that a frequent signer pays the 0.1 ms of checking once. Affects no verdict. */
const decodable = new Set<string>();
const DECODABLE_LIMIT = 8192;

/** Is `signature` (64 bytes) made for `message` by the holder of `publicKey` (32 bytes)? Never throws. */
export function verifySr25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  if (!isMarkedScalar(signature) || !isRistrettoPoint(publicKey)) return false;
  const stackPointer = __wasm.__wbindgen_add_to_stack_pointer(0);
  try {
    return sr25519_verify(publicKey, message, signature);
  } catch {
    __wasm.__wbindgen_add_to_stack_pointer(stackPointer - __wasm.__wbindgen_add_to_stack_pointer(0));
    return false;
  }
}

/** Does the second half of the signature bear the marker and, without it, a scalar below the group order? */
function isMarkedScalar(signature: Uint8Array): boolean {
  const last = signature[63]!;
  if ((last & SCHNORRKEL_MARKER) === 0) return false;
  for (let i = 31; i >= 0; i--) {
    const byte = i === 31 ? last & ~SCHNORRKEL_MARKER : signature[32 + i]!;
    const bound = GROUP_ORDER[i]!;
    if (byte !== bound) return byte < bound;
  }
  return false;
}

function isRistrettoPoint(publicKey: Uint8Array): boolean {
  const key = String.fromCharCode(...publicKey);
  if (decodable.has(key)) return true;
  try {
    ristretto255.Point.fromBytes(publicKey);
  } catch {
    return false;
  }
  if (decodable.size >= DECODABLE_LIMIT) decodable.clear();
  decodable.add(key);
  return true;
}
