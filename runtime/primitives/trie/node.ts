// The nodes of the state trie and the values they hold.
//
// A node bears its absolute key: all nibbles from the root of the trie through its own partial key. A walk therefore compares a key once,
// where it ends, instead of at every branch; and a node that moves up or down keeps its key and only loses its hash.

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

/** A value outside the plain case: behind a hash, or long and yet inline because state version 0 wrote it. */
export class LongValue {
  /** Hash under which the value is stored; undefined where it stands in the node. */
  readonly hash: Digest | undefined;
  /** Undefined until someone reads it. */
  cell: Cell | undefined;
  stored: boolean;

  constructor(hash: Digest | undefined, cell: Cell | undefined, stored: boolean) {
    this.hash = hash;
    this.cell = cell;
    this.stored = stored;
  }
}

export type Value = Cell | LongValue | undefined;
export type Children = (Node | undefined)[];

/** Known by its hash only. */
export const ABSENT = 0;
/** Made in memory; a store has not been told of it. */
export const FRESH = 1;
/** Read from a store or handed to one. */
export const STORED = 2;
export type Presence = typeof ABSENT | typeof FRESH | typeof STORED;

export class Node {
  /** Absolute key in nibbles, one hex character each; "" while the node is absent. */
  key: string;
  value: Value;
  /** Sixteen slots; undefined for a leaf. */
  children: Children | undefined;
  /** Hash of the encoding: always known for an absent node, otherwise once computed; a node whose encoding has fewer than 32 bytes has none. */
  hash: Digest | undefined;
  /** Writer's era in which the node was made: only that writer, in that era, may change it in place. */
  era: number;
  presence: Presence;

  constructor(
    key: string,
    value: Value,
    children: Children | undefined,
    hash: Digest | undefined,
    era: number,
    presence: Presence,
  ) {
    this.key = key;
    this.value = value;
    this.children = children;
    this.hash = hash;
    this.era = era;
    this.presence = presence;
  }
}

export function leafNode(key: string, value: Cell | LongValue, era: number): Node {
  return new Node(key, value, undefined, undefined, era, FRESH);
}

export function absentNode(hash: Digest): Node {
  return new Node("", undefined, undefined, hash, 0, ABSENT);
}

export function noChildren(): Children {
  const none = undefined;
  return [none, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none];
}

/** Our own mistake or a damaged store: never part of the protocol. */
export class TrieDefect extends Error {
  override name = "TrieDefect";
}
