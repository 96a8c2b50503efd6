// Every hash of the chain under one roof. blake2b and twox run in wasm kernels, the rare ones in @noble.

import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";

export { blake2b128, blake2b256, blake2b512 } from "./blake2b.ts";
export { twox64, twox128, twox256 } from "./twox.ts";

export function keccak256(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes);
}

export function sha2_256(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}
