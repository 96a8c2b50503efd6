// Reading a key out of a proof. Mirrors sp-trie's `read_trie_value` over a StorageProof.

import { bytesToHex } from "../bytes.ts";
import { blake2b256 } from "../hash/blake2b.ts";
import { Trie } from "./trie.ts";

/** The value that the proof shows under the root, or undefined if it shows that there is none. Throws where it shows neither. */
export function verifyProof(root: Uint8Array, proof: readonly Uint8Array[], key: string): Uint8Array | undefined {
  const parts = new Map(proof.map((part) => [bytesToHex(blake2b256(part)), part]));
  return Trie.open(root, { node: (hash) => parts.get(bytesToHex(hash)) }).get(key)?.bytes;
}
