// Merkle encoding of trie nodes and their hashes. Mirrors sp-trie's node_codec.rs and trie_stream.rs (layouts V0 and V1).
//
// Nodes are built inside the hashing kernel's memory. A child without a hash is written straight into its parent: if it turns out to be
// shorter than 32 bytes it stays there, else it is hashed where it stands and overwritten by the hash.

import { blake2b256, blake2b256OfRoom, blake2b256ToResult, hashingResult, hashingRoom } from "../hash/blake2b.ts";
import { Digest, writeDigest } from "./digest.ts";
import { slotAt } from "./nibbles.ts";
import {
  type Branch,
  type Cell,
  childAt,
  ELSEWHERE,
  FRESH,
  isBranch,
  LONGEST_INLINE_VALUE,
  LongValue,
  type Node,
  type Place,
  type Plain,
  type StateVersion,
} from "./node.ts";
import type { PageWriter } from "./page.ts";
import { fleetingBytes } from "./value_cell.ts";

export const HASH_BYTES = 32;
const BRANCH_BYTES = 2 + 16 * (1 + HASH_BYTES);

/** Hash of the encoding of a trie without entries, one zero byte. */
export const emptyRoot: Uint8Array = blake2b256(Uint8Array.of(0));

const LEAF = 0x40;
const BRANCH = 0x80;
const BRANCH_WITH_VALUE = 0xc0;
const LEAF_WITH_HASH = 0x20;
const BRANCH_WITH_HASH = 0x10;

/** The value of a hexadecimal digit by its character code. */
const NIBBLE_OF = Uint8Array.from({ length: 128 }, (_, code) => (code < 58 ? code - 48 : code - 87) & 15);

const kernelView = new DataView(hashingRoom.buffer, hashingRoom.byteOffset, hashingRoom.length);

let room = hashingRoom;
let roomView = kernelView;

/** What every encoding begins with: a large node may have moved the last one elsewhere. */
export function returnToKernelRoom(): void {
  room = hashingRoom;
  roomView = kernelView;
}

/** Takes down what no store has been told of; undefined unless a commit is under way. */
let pages: PageWriter | undefined;

/** Branches on the way to the one whose children are being hashed, and for each the slot to look at next; reused by every call. */
const open: Branch[] = [];
const slots: number[] = [];

/**
 * The root's hash, and that of every node below it, as far as they are not known. Nodes shorter than a hash keep none, except for the root.
 * Without recursion: how deep a trie is, is up to whoever writes keys.
 */
export function sealRoot(root: Node, version: StateVersion): Digest {
  if (isSettled(root)) return root.hash!;
  open.length = 0;
  slots.length = 0;
  let node: Node | undefined = root;
  let slot = 0;
  while (node !== undefined) {
    if (slot === 0 && isBranch(node)) approach(node);
    const next: Branch | undefined = isBranch(node) ? nextUnsettled(node, slot) : undefined;
    if (next !== undefined) {
      open.push(node as Branch);
      slots.push(slotAt(next.key, node.offset) + 1);
      node = next;
      slot = 0;
      continue;
    }
    returnToKernelRoom();
    const parent: Branch | undefined = open.pop();
    const length = encode(node, parent === undefined ? 0 : parent.offset + 1, version, 0);
    if (length >= HASH_BYTES || parent === undefined) settle(node, 0, length);
    node = parent;
    slot = slots.pop() ?? 0;
  }
  return root.hash!;
}

/** Seals the root and takes down every node and long value below it that no store has been told of, children before their parents. */
export function sealInto(writer: PageWriter, root: Node, version: StateVersion): Digest {
  pages = writer;
  try {
    return sealRoot(root, version);
  } finally {
    pages = undefined;
  }
}

/** Whether nothing is left to do about a node whose encoding is no shorter than a hash. */
const isSettled = (node: Node): boolean => node.hash !== undefined && (pages === undefined || node.place !== FRESH);

/** The first branch among the children from a slot on that is not settled; leaves are encoded together with their parent. */
function nextUnsettled(branch: Branch, from: number): Branch | undefined {
  for (let slot = from; slot < 16; slot++) {
    const child = childAt(branch, slot);
    if (child !== undefined && !isSettled(child) && isBranch(child) && child.place !== ELSEWHERE) return child;
  }
  return undefined;
}

/** Gives the node that stands in the room its hash, and its place when there is a commit. */
function settle(node: Node, start: number, length: number): void {
  node.hash ??= hashOfRoom(start, length);
  if (pages !== undefined) node.place = pages.add(room, start, length, placesIn(node));
}

const places: Place[] = [];
/** The places of what a node names by hash, in the order of its encoding. */
function placesIn(node: Node): readonly Place[] {
  places.length = 0;
  const { value } = node;
  if (value instanceof LongValue && value.hash !== undefined) places.push(value.place);
  if (isBranch(node)) {
    for (let slot = 0; slot < 16; slot++) {
      const child = childAt(node, slot);
      if (child?.hash !== undefined) places.push(child.place);
    }
  }
  return places;
}

/**
 * Looks at what the encoding of a branch will need of its children.
 * PERF: in one go, so that the processor waits for all of them at once: they lie anywhere in memory.
 */
function approach(branch: Branch): void {
  seen ^=
    glance(branch.c0) ^
    glance(branch.c1) ^
    glance(branch.c2) ^
    glance(branch.c3) ^
    glance(branch.c4) ^
    glance(branch.c5) ^
    glance(branch.c6) ^
    glance(branch.c7) ^
    glance(branch.c8) ^
    glance(branch.c9) ^
    glance(branch.c10) ^
    glance(branch.c11) ^
    glance(branch.c12) ^
    glance(branch.c13) ^
    glance(branch.c14) ^
    glance(branch.c15);
}
function glance(node: Node | undefined): number {
  if (node === undefined) return 0;
  const { hash } = node;
  return hash === undefined ? 0 : hash.a ^ hash.h;
}
/** Kept for all to see, as a result that nobody could ask for need not be computed. */
export let seen = 0;

/** The encoding by itself; what is below the node must be sealed. `depth` is how many nibbles of the key its ancestors account for. */
export function encodedNode(node: Node, depth: number, version: StateVersion): Uint8Array {
  returnToKernelRoom();
  const length = encode(node, depth, version, 0);
  return room.slice(0, length);
}

function hashOfRoom(from: number, length: number): Digest {
  if (room !== hashingRoom) return hashOf(room.subarray(from, from + length));
  blake2b256OfRoom(from, length);
  return new Digest(hashingResult, 0);
}

function hashOf(bytes: Uint8Array): Digest {
  blake2b256ToResult(bytes);
  return new Digest(hashingResult, 0);
}

/** Writes the node at an offset of the room and returns where it ends. */
function encode(node: Node, depth: number, version: StateVersion, from: number): number {
  const { key } = node;
  const leaf = !isBranch(node);
  const value = encodedValue(node, version);
  const hash = value instanceof Digest ? value : undefined;
  const bytes = value instanceof Digest ? undefined : value;
  const nibbles = key.length - depth;
  const valueBytes = bytes === undefined ? HASH_BYTES : bytes.length;
  const bound = from + (nibbles >> 1) + Math.ceil(nibbles / 255) + valueBytes + BRANCH_BYTES + 16;
  if (bound > room.length) enlargeRoom(bound);

  let at = header(leaf, hash !== undefined ? "hashed" : bytes !== undefined ? "inline" : "none", nibbles, from);
  at = partialKey(key, depth, key.length, at);

  let bitmapAt = 0;
  if (!leaf) {
    bitmapAt = at;
    at += 2;
  }
  if (hash !== undefined) {
    writeDigest(hash, roomView, at);
    at += HASH_BYTES;
  } else if (bytes !== undefined) {
    at = sizedBytes(bytes, at);
  }
  if (!leaf) {
    let bitmap = 0;
    const below = key.length + 1;
    for (let slot = 0; slot < 16; slot++) {
      const child = childAt(node, slot);
      if (child === undefined) continue;
      bitmap |= 1 << slot;
      at = childReference(child, below, version, at);
    }
    room[bitmapAt] = bitmap;
    room[bitmapAt + 1] = bitmap >> 8;
  }
  return at;
}

function childReference(child: Node, depth: number, version: StateVersion, at: number): number {
  const start = at + 1;
  if (!isSettled(child)) {
    const end = encode(child, depth, version, start);
    if (end - start < HASH_BYTES) {
      if (pages !== undefined) child.place = ELSEWHERE;
      room[at] = (end - start) << 2;
      return end;
    }
    settle(child, start, end - start);
  }
  room[at] = HASH_BYTES << 2;
  writeDigest(child.hash!, roomView, start);
  return start + HASH_BYTES;
}

/** What stands in the node for its value in this state version: its bytes, or the hash that a long one gets on the way. */
function encodedValue(node: Node, version: StateVersion): Uint8Array | Digest | undefined {
  const { value, of } = node;
  if (value === undefined) return undefined;
  let long: LongValue;
  if (value instanceof LongValue) {
    if (value.hash === undefined) return value.cell!.bytes;
    long = value;
  } else {
    const bytes = of === undefined ? (value as Cell).bytes : fleetingBytes(of, value as Plain);
    if (version === 0 || bytes.length <= LONGEST_INLINE_VALUE) return bytes;
    long = new LongValue(hashOf(bytes), of === undefined ? (value as Cell) : { bytes, decoded: value }, FRESH);
    node.value = long;
    node.of = undefined;
  }
  if (pages !== undefined && long.place === FRESH) {
    const { bytes } = long.cell!;
    long.place = pages.add(bytes, 0, bytes.length, []);
  }
  return long.hash;
}

/** Kind of node and number of nibbles of its partial key. */
export function header(leaf: boolean, value: "none" | "inline" | "hashed", nibbles: number, from: number): number {
  const hashed = value === "hashed";
  const kind = leaf
    ? hashed
      ? LEAF_WITH_HASH
      : LEAF
    : hashed
      ? BRANCH_WITH_HASH
      : value === "none"
        ? BRANCH
        : BRANCH_WITH_VALUE;
  const most = hashed ? (leaf ? 31 : 15) : 63;
  if (nibbles < most) {
    room[from] = kind | nibbles;
    return from + 1;
  }
  let at = from;
  room[at++] = kind | most;
  let rest = nibbles - most;
  for (; rest >= 255; rest -= 255) room[at++] = 255;
  room[at] = rest;
  return at + 1;
}

/** The nibbles of a key between two offsets, two in a byte, a single one first. */
export function partialKey(key: string, depth: number, end: number, from: number): number {
  // PERF: digits are looked up here, not by slotAt: this runs for every nibble of every leaf that changed.
  const to = room;
  let at = from;
  let offset = depth;
  if ((end - depth) % 2 !== 0) to[at++] = NIBBLE_OF[key.charCodeAt(offset++)]!;
  for (; offset < end; offset += 2) {
    to[at++] = (NIBBLE_OF[key.charCodeAt(offset)]! << 4) | NIBBLE_OF[key.charCodeAt(offset + 1)]!;
  }
  return at;
}

/** Bytes behind their compact length. */
export function sizedBytes(bytes: Uint8Array, at: number): number {
  const length = bytes.length;
  if (length < 0x40) {
    room[at++] = length << 2;
  } else if (length < 0x4000) {
    room[at++] = (length << 2) | 1;
    room[at++] = length >> 6;
  } else {
    // Four bytes reach to 2^30; a state value never comes near that.
    room[at++] = (length << 2) | 2;
    room[at++] = length >> 6;
    room[at++] = length >> 14;
    room[at++] = length >> 22;
  }
  if (length > 16) room.set(bytes, at);
  else for (let i = 0; i < length; i++) room[at + i] = bytes[i]!;
  return at + length;
}

/** A node beyond the kernel's room (a state version 0 value of that size, or a monstrous key) is built on the heap. */
function enlargeRoom(atLeast: number): void {
  const larger = new Uint8Array(atLeast * 2);
  larger.set(room);
  room = larger;
  roomView = new DataView(larger.buffer);
}
