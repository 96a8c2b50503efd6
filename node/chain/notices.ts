// What the chain tells the rest of the node. Listeners run in the order they were added and must not throw.

import type { Header } from "../../runtime/primitives/header.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";

/** A block that is stored. */
export interface BlockRef {
  readonly hash: H256;
  readonly number: number;
  readonly header: Header;
}
export interface Imported {
  readonly block: BlockRef;
  readonly isBest: boolean;
  /** Blocks that left the best chain, from the old head down. */
  readonly retracted: readonly BlockRef[];
  /** Blocks that joined it, lowest first; the block itself is the last. */
  readonly enacted: readonly BlockRef[];
}
export interface Finalized {
  /** Newly final blocks, lowest first. */
  readonly blocks: readonly BlockRef[];
  /** Blocks beside the final chain that can't join it any more. */
  readonly pruned: readonly H256[];
}
/** A dev power moved the head or changed state under it: what followers were told before need not hold. */
export interface Reset {
  readonly head: BlockRef;
  readonly retracted: readonly BlockRef[];
  /** Whether only state changed, under the same head. */
  readonly sameHead: boolean;
}

export class Notice<T> {
  readonly #listeners = new Set<(value: T) => void>();
  /** Adds a listener; returns what removes it. */
  listen(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  tell(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
