// The root of a set of entries from scratch, by the definition: no tree, no cache, no kernel. The oracle for the trie.
// Mirrors sp-trie's trie_stream.rs.

import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes, hexToBytes } from "../bytes.ts";
import type { StateVersion } from "./node.ts";

export function buildRoot(
  entries: Iterable<readonly [key: string, value: Uint8Array]>,
  version: StateVersion,
): Uint8Array {
  const sorted = [...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(sorted.length === 0 ? Uint8Array.of(0) : encode(sorted, 0, version));
}

function encode(entries: (readonly [string, Uint8Array])[], depth: number, version: StateVersion): Uint8Array {
  const [first, last] = [entries[0]![0], entries.at(-1)![0]];
  let shared = depth;
  while (shared < first.length && first[shared] === last[shared]) shared++;
  const own = first.length === shared ? entries[0]![1] : undefined;
  const below = own === undefined ? entries : entries.slice(1);
  const hashed = own !== undefined && version === 1 && own.length > 32;
  const kind = below.length === 0 ? (hashed ? 0x20 : 0x40) : hashed ? 0x10 : own === undefined ? 0x80 : 0xc0;
  const partial = first.slice(depth, shared);

  const parts = [header(kind, partial.length), hexToBytes(partial.length % 2 === 0 ? partial : `0${partial}`)];
  const children: Uint8Array[] = [];
  let bitmap = 0;
  for (let slot = 0; slot < 16; slot++) {
    const inSlot = below.filter(([key]) => key[shared] === slot.toString(16));
    if (inSlot.length === 0) continue;
    bitmap |= 1 << slot;
    const child = encode(inSlot, shared + 1, version);
    children.push(sized(child.length < 32 ? child : hash(child)));
  }
  if (below.length > 0) parts.push(Uint8Array.of(bitmap & 0xff, bitmap >> 8));
  if (own !== undefined) parts.push(hashed ? hash(own) : sized(own));
  return concatBytes(...parts, ...children);
}

function header(kind: number, nibbles: number): Uint8Array {
  const most = kind >= 0x40 ? 63 : kind >= 0x20 ? 31 : 15;
  if (nibbles < most) return Uint8Array.of(kind + nibbles);
  const bytes = [kind + most];
  let rest = nibbles - most;
  while (rest > 254) {
    bytes.push(255);
    rest -= 255;
  }
  return Uint8Array.from([...bytes, rest]);
}

function sized(bytes: Uint8Array): Uint8Array {
  const length = bytes.length;
  if (length < 2 ** 6) return concatBytes(Uint8Array.of(length * 4), bytes);
  const [width, mode] = length < 2 ** 14 ? [2, 1] : [4, 2];
  const prefix = Uint8Array.from({ length: width! }, (_, i) => Math.floor((length * 4 + mode!) / 256 ** i) % 256);
  return concatBytes(prefix, bytes);
}

function hash(bytes: Uint8Array): Uint8Array {
  return blake2b(bytes, { dkLen: 32 });
}
