// Substrate's non-cryptographic hashes: xxHash64 with seeds 0, 1, … side by side.

import { twoxPlain } from "./xxh64_plain.ts";

export function twox64(bytes: Uint8Array): Uint8Array {
  return twoxPlain(bytes, 1);
}

export function twox128(bytes: Uint8Array): Uint8Array {
  return twoxPlain(bytes, 2);
}

export function twox256(bytes: Uint8Array): Uint8Array {
  return twoxPlain(bytes, 4);
}
