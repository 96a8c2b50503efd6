// Reading a key out of a proof. Mirrors sp-trie's `read_trie_value` over a StorageProof.

import { bytesToHex, equalBytes } from "../bytes.ts";
import { blake2b256 } from "../hash/blake2b.ts";
import { digestBytes } from "./digest.ts";
import { slotAt } from "./nibbles.ts";
import { type Cell, childAt, isAbsent, isBranch, LongValue, type Node, TrieDefect, type Value } from "./node.ts";
import { decodedNode } from "./node_decoding.ts";
import { emptyRoot } from "./node_encoding.ts";

/** The value that the proof shows under the root, or undefined if it shows that there is none. Throws where it shows neither. */
export function verifyProof(root: Uint8Array, proof: readonly Uint8Array[], key: string): Uint8Array | undefined {
  if (equalBytes(root, emptyRoot)) return undefined;
  const parts = new Map(proof.map((part) => [bytesToHex(blake2b256(part)), part]));
  const part = (hash: Uint8Array): Uint8Array => {
    const found = parts.get(bytesToHex(hash));
    if (found === undefined) throw new TrieDefect(`trie node 0x${bytesToHex(hash)} is missing`);
    return found;
  };
  const bytesOf = (value: Value): Uint8Array | undefined => {
    if (!(value instanceof LongValue)) return (value as Cell | undefined)?.bytes;
    return value.hash === undefined ? value.cell?.bytes : part(digestBytes(value.hash));
  };
  let node: Node = decodedNode(part(root), "");
  while (node.key !== key) {
    if (!isBranch(node) || !key.startsWith(node.key)) return undefined;
    const child = childAt(node, slotAt(key, node.offset));
    if (child === undefined) return undefined;
    node = isAbsent(child) ? decodedNode(part(digestBytes(child.hash!)), key.slice(0, node.offset + 1)) : child;
  }
  return bytesOf(node.value);
}
