// Who follows which transaction, and what they are told. Mirrors sc-transaction-pool, graph/listener.rs and watcher.rs.

import type { H256 } from "../../runtime/primitives/ids.ts";

/** As clients see it: a word, or one word with a hash. */
export type Status =
  | "future"
  | "ready"
  | "dropped"
  | "invalid"
  | { readonly inBlock: H256 }
  | { readonly retracted: H256 }
  | { readonly finalityTimeout: H256 }
  | { readonly finalized: H256 }
  | { readonly usurped: H256 };
export type Watcher = (status: Status, index?: number) => void;

/** So many blocks may wait for finality. */
const MAX_BLOCKS = 512;

const isLast = (status: Status): boolean =>
  typeof status === "string"
    ? status === "dropped" || status === "invalid"
    : "finalized" in status || "finalityTimeout" in status || "usurped" in status;

export class Watchers {
  readonly #watchers = new Map<H256, Set<Watcher>>();
  /** Watched or not, what each block took from the pool. */
  readonly #included = new Map<H256, Map<H256, number>>();

  watch(hash: H256, watcher: Watcher): () => void {
    const all = this.#watchers.get(hash) ?? new Set();
    all.add(watcher);
    this.#watchers.set(hash, all);
    return () => {
      all.delete(watcher);
      if (all.size === 0 && this.#watchers.get(hash) === all) this.#watchers.delete(hash);
    };
  }
  tell(hash: H256, status: Status, index?: number): void {
    const all = this.#watchers.get(hash);
    if (all === undefined) return;
    if (isLast(status)) this.#watchers.delete(hash);
    for (const watcher of [...all]) watcher(status, index);
  }
  /** A block took these transactions. */
  included(block: H256, transactions: ReadonlyMap<H256, number>): void {
    const watched = new Map([...transactions].filter(([hash]) => this.#watchers.has(hash)));
    if (watched.size === 0) return;
    this.#included.set(block, watched);
    for (const [hash, index] of watched) this.tell(hash, { inBlock: block }, index);
    for (const [old, hashes] of this.#included) {
      if (this.#included.size <= MAX_BLOCKS) break;
      this.#included.delete(old);
      for (const hash of hashes.keys()) this.tell(hash, { finalityTimeout: old });
    }
  }
  /** Returns the watched transactions that the block had taken. */
  retracted(block: H256): H256[] {
    const hashes = [...(this.#included.get(block)?.keys() ?? [])];
    this.#included.delete(block);
    for (const hash of hashes) this.tell(hash, { retracted: block });
    return hashes;
  }
  finalized(block: H256): void {
    const hashes = this.#included.get(block);
    this.#included.delete(block);
    for (const [hash, index] of hashes ?? []) this.tell(hash, { finalized: block }, index);
  }
}
