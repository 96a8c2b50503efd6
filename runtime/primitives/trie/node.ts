// The nodes of the state trie and the values they hold.
//
// A node bears its absolute key: all nibbles from the root of the trie through its own partial key. A walk therefore compares a key once,
// where it ends, instead of at every branch; and a node that moves up or down keeps its key and only loses its hash.

import type { AnyCodec } from "../scale/codec.ts";
import type { Digest } from "./digest.ts";

/** A value as the frame keeps it: the bytes, and beside them what they decode to. The trie reads only the bytes and never writes them. */
export interface Cell {
  readonly bytes: Uint8Array;
  decoded?: unknown;
}

/** 0: every value stands in its node. 1: a value longer than 32 bytes is stored by itself and the node holds its hash. */
export type StateVersion = 0 | 1;

/** Values longer than this leave their node under state version 1. */
export const LONGEST_INLINE_VALUE = 32;

/** Where a store keeps a node or a long value: a number, or one of the two below. */
export type Place = number;
/** Made in memory; no store has been told of it. */
export const FRESH: Place = -1;
/** Nothing to store by itself: it stands within its parent, or is known by its hash only. */
export const ELSEWHERE: Place = -2;

/** A value outside the plain case: behind a hash, or long and yet inline because state version 0 wrote it. */
export class LongValue {
  /** Hash under which the value is known; undefined where it stands in the node. */
  readonly hash: Digest | undefined;
  /** Undefined until someone reads it. */
  cell: Cell | undefined;
  place: Place;

  constructor(hash: Digest | undefined, cell: Cell | undefined, place: Place) {
    this.hash = hash;
    this.cell = cell;
    this.place = place;
  }
}

/**
 * What is kept as it decodes, beside the codec that encodes it whenever somebody asks for the bytes.
 * PERF: a short array of bytes takes three objects and two hundred bytes, and a state has hundreds of thousands of values.
 */
export type Plain = number | bigint | boolean | string;
/** What a node holds, if anything. A plain value stands beside its codec, in `of`. */
export type Value = Plain | Cell | LongValue | undefined;

/** Where a leaf would choose a child: beyond every key. */
const NOWHERE = 2 ** 30;
/** The same of a node that is known by its hash only. */
const UNKNOWN = NOWHERE + 1;

/** A leaf; and what leaves, branches and absent nodes have in common. */
export class Node {
  /** Absolute key in nibbles, one hex character each; "" while the node is absent. */
  declare key: string;
  /**
   * Offset of the nibble that chooses a child: the length of a branch's key.
   * PERF: a walk through branches reads this and never their keys, which are elsewhere in memory.
   */
  declare offset: number;
  declare value: Value;
  /** Codec of a plain value; undefined of any other. */
  declare of: AnyCodec | undefined;
  /** Hash of the encoding: always known for an absent node, otherwise once computed; a node whose encoding has fewer than 32 bytes has none. */
  declare hash: Digest | undefined;
  /** Writer's era in which the node was made: only that writer, in that era, may change it in place. */
  declare era: number;
  declare place: Place;

  constructor(
    key: string,
    offset: number,
    value: Value,
    of: AnyCodec | undefined,
    hash: Digest | undefined,
    era: number,
    place: Place,
  ) {
    this.key = key;
    this.offset = offset;
    this.value = value;
    this.of = of;
    this.hash = hash;
    this.era = era;
    this.place = place;
  }
}

export function leafNode(key: string, value: Value, of: AnyCodec | undefined, era: number, place: Place = FRESH): Node {
  return new Node(key, NOWHERE, value, of, undefined, era, place);
}

/** Stands for a node of which the hash is known, until someone reads it and puts what it is in its place. */
export function absentNode(hash: Digest, place: Place): Node {
  return new Node("", UNKNOWN, undefined, undefined, hash, 0, place);
}
export const isAbsent = (node: Node): boolean => node.offset === UNKNOWN;

type Child = Node | undefined;
/**
 * A node with children, one for each nibble that goes on from its key.
 * PERF: sixteen fields where a list would do: a list is two objects more between a node and its child, and a walk through a large state
 * costs as much as the memory it has to wait for.
 */
export class Branch extends Node {
  declare c0: Child;
  declare c1: Child;
  declare c2: Child;
  declare c3: Child;
  declare c4: Child;
  declare c5: Child;
  declare c6: Child;
  declare c7: Child;
  declare c8: Child;
  declare c9: Child;
  declare c10: Child;
  declare c11: Child;
  declare c12: Child;
  declare c13: Child;
  declare c14: Child;
  declare c15: Child;

  /** With the children of another branch, or with none. */
  constructor(key: string, value: Value, of: AnyCodec | undefined, era: number, place: Place = FRESH, like?: Branch) {
    super(key, key.length, value, of, undefined, era, place);
    this.c0 = like?.c0;
    this.c1 = like?.c1;
    this.c2 = like?.c2;
    this.c3 = like?.c3;
    this.c4 = like?.c4;
    this.c5 = like?.c5;
    this.c6 = like?.c6;
    this.c7 = like?.c7;
    this.c8 = like?.c8;
    this.c9 = like?.c9;
    this.c10 = like?.c10;
    this.c11 = like?.c11;
    this.c12 = like?.c12;
    this.c13 = like?.c13;
    this.c14 = like?.c14;
    this.c15 = like?.c15;
  }
}

export const isBranch = (node: Node): node is Branch => node.offset < NOWHERE;

/** A copy that a writer may change. */
export function copied(node: Node, era: number): Node {
  return isBranch(node)
    ? new Branch(node.key, node.value, node.of, era, FRESH, node)
    : new Node(node.key, NOWHERE, node.value, node.of, undefined, era, FRESH);
}

export function childAt(branch: Branch, slot: number): Child {
  switch (slot) {
    case 0:
      return branch.c0;
    case 1:
      return branch.c1;
    case 2:
      return branch.c2;
    case 3:
      return branch.c3;
    case 4:
      return branch.c4;
    case 5:
      return branch.c5;
    case 6:
      return branch.c6;
    case 7:
      return branch.c7;
    case 8:
      return branch.c8;
    case 9:
      return branch.c9;
    case 10:
      return branch.c10;
    case 11:
      return branch.c11;
    case 12:
      return branch.c12;
    case 13:
      return branch.c13;
    case 14:
      return branch.c14;
    case 15:
      return branch.c15;
    default:
      return undefined;
  }
}

export function setChild(branch: Branch, slot: number, child: Child): void {
  switch (slot) {
    case 0:
      branch.c0 = child;
      break;
    case 1:
      branch.c1 = child;
      break;
    case 2:
      branch.c2 = child;
      break;
    case 3:
      branch.c3 = child;
      break;
    case 4:
      branch.c4 = child;
      break;
    case 5:
      branch.c5 = child;
      break;
    case 6:
      branch.c6 = child;
      break;
    case 7:
      branch.c7 = child;
      break;
    case 8:
      branch.c8 = child;
      break;
    case 9:
      branch.c9 = child;
      break;
    case 10:
      branch.c10 = child;
      break;
    case 11:
      branch.c11 = child;
      break;
    case 12:
      branch.c12 = child;
      break;
    case 13:
      branch.c13 = child;
      break;
    case 14:
      branch.c14 = child;
      break;
    default:
      branch.c15 = child;
  }
}

/** Our own mistake or a damaged store: never part of the protocol. */
export class TrieDefect extends Error {
  override name = "TrieDefect";
}
