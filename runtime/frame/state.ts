// The state of the chain as the frame sees it: cells under raw storage keys, with marks to go back to.
// Keys are lower-case hexadecimal text without 0x.

import type { AnyCodec } from "../primitives/scale/codec.ts";
import type { Plain } from "../primitives/trie/index.ts";

/** A stored value. The decoded form is kept beside the bytes so that it is decoded at most once; treat it as frozen. */
export interface Cell {
  readonly bytes: Uint8Array;
  decoded?: unknown;
}

/** A place in the history of a state, to be handed back to `restore`. */
export type Mark = unknown;

export interface State {
  get(key: string): Cell | undefined;
  /** The same, but a plain value as such where it was written with this codec: what is an object is a cell. */
  read(key: string, of: AnyCodec): Cell | Plain | undefined;
  set(key: string, cell: Cell): void;
  /** Sets a plain value, one that the codec encodes. */
  write(key: string, of: AnyCodec, value: Plain): void;
  delete(key: string): void;
  /** Removes keys under the prefix, at most `limit`; returns how many went. */
  clearPrefix(prefix: string, limit?: number): number;
  /** Keys under the prefix in raw order, of the version at the time of the call. */
  keys(prefix: string, after?: string): Iterable<string>;
  /** The same keys with their cells, in one walk. */
  entries(prefix: string): Iterable<readonly [key: string, cell: Cell]>;
  nextKey(key: string): string | undefined;
  mark(): Mark;
  restore(mark: Mark): void;
}

/** What is needed to read or write a storage item. */
export interface At {
  readonly state: State;
  readonly profile: import("./profile.ts").Profile;
}
