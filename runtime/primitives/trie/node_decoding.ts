// Reads an encoded trie node. Mirrors sp-trie's node_codec.rs, and is stricter: what our own encoding would not write is refused.

import { bytesToHex } from "../bytes.ts";
import { type Digest, digestOf } from "./digest.ts";
import { NIBBLES } from "./nibbles.ts";
import {
  absentNode,
  Branch,
  type Cell,
  ELSEWHERE,
  LONGEST_INLINE_VALUE,
  LongValue,
  leafNode,
  type Node,
  type Place,
  setChild,
  TrieDefect,
} from "./node.ts";
import { HASH_BYTES } from "./node_encoding.ts";

/**
 * The node of an encoding; its own hash and place are left to the caller. `prefix` is what its ancestors account for of its key, `places` those of
 * what it names by hash: the value, then the children; a proof has none.
 */
export function decodedNode(encoding: Uint8Array, prefix: string, places?: readonly Place[]): Node {
  const reader = new Reader(encoding, places);
  const first = reader.byte();
  let hashedValue = false;
  let leaf = false;
  let inlineValue = false;
  let most = 63;
  if (first >= 0x40) {
    leaf = first < 0x80;
    inlineValue = leaf || first >= 0xc0;
  } else {
    hashedValue = true;
    leaf = first >= 0x20;
    most = leaf ? 31 : 15;
    if (first < 0x10)
      throw new TrieDefect(first === 0 ? "an empty node inside a trie" : `unknown kind of node (${first})`);
  }
  const key = prefix + reader.nibbles(reader.nibbleCount(first & most, most));
  const bitmap = leaf ? 0 : reader.byte() | (reader.byte() << 8);
  let value: LongValue | Cell | undefined;
  if (hashedValue) {
    value = new LongValue(reader.digest(), undefined, reader.place());
  } else if (inlineValue) {
    const cell = { bytes: reader.take(reader.compact()), decoded: undefined };
    value = cell.bytes.length > LONGEST_INLINE_VALUE ? new LongValue(undefined, cell, ELSEWHERE) : cell;
  }
  let node: Node;
  if (leaf) {
    node = leafNode(key, value, undefined, 0, ELSEWHERE);
  } else {
    if (bitmap === 0) throw new TrieDefect("a branch without children");
    if (value === undefined && (bitmap & (bitmap - 1)) === 0)
      throw new TrieDefect("a branch with one child and no value");
    const branch = new Branch(key, value, undefined, 0, ELSEWHERE);
    for (let slot = 0; slot < 16; slot++) {
      if (((bitmap >> slot) & 1) !== 0) setChild(branch, slot, childOf(reader, key + NIBBLES[slot]!));
    }
    node = branch;
  }
  reader.end();
  return node;
}

function childOf(reader: Reader, prefix: string): Node {
  const length = reader.compact();
  if (length === HASH_BYTES) return absentNode(reader.digest(), reader.place());
  if (length > HASH_BYTES) throw new TrieDefect(`an inline child of ${length} bytes`);
  return decodedNode(reader.take(length), prefix);
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  readonly #places: readonly Place[] | undefined;
  #named = 0;

  constructor(bytes: Uint8Array, places?: readonly Place[]) {
    this.#bytes = bytes;
    this.#places = places;
  }

  /** Of the next thing that is named by hash. */
  place(): Place {
    if (this.#places === undefined) return ELSEWHERE;
    const place = this.#places[this.#named++];
    if (place === undefined) throw new TrieDefect("a place is missing");
    return place;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new TrieDefect("the encoding is cut short");
    return byte;
  }

  /** A copy, so that one kept value does not hold the whole encoding. */
  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new TrieDefect("the encoding is cut short");
    const part = this.#bytes.slice(this.#at, end);
    this.#at = end;
    return part;
  }

  digest(): Digest {
    return digestOf(this.take(HASH_BYTES));
  }

  nibbleCount(inHeader: number, most: number): number {
    if (inHeader < most) return inHeader;
    let count = most;
    for (;;) {
      const more = this.byte();
      count += more;
      if (more < 255) return count;
    }
  }

  nibbles(count: number): string {
    if (count % 2 === 0) return bytesToHex(this.take(count >> 1));
    const first = this.byte();
    if (first > 15) throw new TrieDefect("padding of a partial key is not zero");
    return NIBBLES[first]! + bytesToHex(this.take(count >> 1));
  }

  compact(): number {
    const first = this.byte();
    const mode = first & 3;
    if (mode === 0) return first >> 2;
    const small = (first >> 2) | (this.byte() << 6);
    if (mode === 1) {
      if (small < 0x40) throw new TrieDefect("a length is not in its shortest form");
      return small;
    }
    const large = small | (this.byte() << 14) | (this.byte() << 22);
    if (mode === 3 || large < 0x4000) throw new TrieDefect("a length is not in its shortest form");
    return large;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new TrieDefect("bytes are left over behind a node");
    if (this.#places !== undefined && this.#named !== this.#places.length)
      throw new TrieDefect("places are left over beside a node");
  }
}
