// The root of sorted entries in one pass and without a tree: for whoever wants the root of a large state and nothing else.
// A node is built at the end of its parent's unfinished encoding and collapses into its reference there.

import { blake2b256OfRoom, blake2b256ToResult, hashingResult, hashingRoom } from "../hash/blake2b.ts";
import { Digest, digestBytes } from "./digest.ts";
import { sharedLength, slotAt } from "./nibbles.ts";
import { LONGEST_INLINE_VALUE, type StateVersion } from "./node.ts";
import { emptyRoot, HASH_BYTES, header, partialKey, returnToKernelRoom, sizedBytes } from "./node_encoding.ts";

/** Levels of recursion that any stack bears. */
const DEEPEST = 1000;

const result = new Uint8Array(hashingResult.buffer, hashingResult.byteOffset, HASH_BYTES);

/**
 * `keys` ascend, are hex in lower case and begin with `skip` characters that do not count; `valueAt` gives the value of the i-th key, to be
 * used before the next one is asked for. Undefined if some node is too large or lies too deep for the kernel's memory: then a trie has to do.
 */
export function sortedRoot(
  keys: readonly string[],
  skip: number,
  valueAt: (index: number) => Uint8Array,
  version: StateVersion,
): Uint8Array | undefined {
  if (keys.length === 0) return emptyRoot.slice();
  returnToKernelRoom();
  let level = 0;
  const end = encode(0, keys.length, skip, 0);
  if (end === undefined) return undefined;
  blake2b256OfRoom(0, end);
  return digestBytes(new Digest(hashingResult, 0));

  function encode(first: number, after: number, depth: number, from: number): number | undefined {
    const key = keys[first]!;
    const shared = after - first === 1 ? key.length : sharedLength(key, keys[after - 1]!, depth);
    const value = key.length === shared ? valueAt(first) : undefined;
    const nibbles = shared - depth;
    const hashed = value !== undefined && version === 1 && value.length > LONGEST_INLINE_VALUE;
    const valueBytes = value === undefined || hashed ? HASH_BYTES : value.length;
    if (from + nibbles + valueBytes + 16 * (1 + HASH_BYTES) + 64 > hashingRoom.length) return undefined;
    if (++level > DEEPEST) return undefined;

    const leaf = after - first === 1;
    let at = header(leaf, value === undefined ? "none" : hashed ? "hashed" : "inline", nibbles, from);
    at = partialKey(key, depth, shared, at);
    const bitmapAt = at;
    if (!leaf) at += 2;
    if (value !== undefined) {
      if (hashed) {
        blake2b256ToResult(value);
        hashingRoom.set(result, at);
        at += HASH_BYTES;
      } else {
        at = sizedBytes(value, at);
      }
    }
    if (leaf) {
      level--;
      return at;
    }

    let bitmap = 0;
    for (let next = value === undefined ? first : first + 1; next < after; ) {
      const slot = slotAt(keys[next]!, shared);
      const end = endOfSlot(next, after, shared, slot);
      bitmap |= 1 << slot;
      const start = at + 1;
      const childEnd = encode(next, end, shared + 1, start);
      if (childEnd === undefined) return undefined;
      if (childEnd - start < HASH_BYTES) {
        hashingRoom[at] = (childEnd - start) << 2;
        at = childEnd;
      } else {
        blake2b256OfRoom(start, childEnd - start);
        hashingRoom[at] = HASH_BYTES << 2;
        hashingRoom.set(result, start);
        at = start + HASH_BYTES;
      }
      next = end;
    }
    hashingRoom[bitmapAt] = bitmap;
    hashingRoom[bitmapAt + 1] = bitmap >> 8;
    level--;
    return at;
  }

  /** Where the run of keys with this nibble ends: strides that double, then halve. */
  function endOfSlot(from: number, after: number, offset: number, slot: number): number {
    let known = from;
    let stride = 1;
    while (known + stride < after && slotAt(keys[known + stride]!, offset) === slot) {
      known += stride;
      stride *= 2;
    }
    for (; stride >= 1; stride >>= 1) {
      if (known + stride < after && slotAt(keys[known + stride]!, offset) === slot) known += stride;
    }
    return known + 1;
  }
}
