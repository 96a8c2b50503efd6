// Transactions that wait for tags which nobody provides yet. Mirrors sc-transaction-pool, graph/future.rs.

import type { H256 } from "../../runtime/primitives/ids.ts";
import type { PoolTransaction } from "./transaction.ts";

interface Waiting {
  readonly transaction: PoolTransaction;
  readonly missing: Set<string>;
}

export class Future {
  readonly #waiting = new Map<H256, Waiting>();
  readonly #wanted = new Map<string, Set<H256>>();
  #bytes = 0;

  get size(): number {
    return this.#waiting.size;
  }
  get bytes(): number {
    return this.#bytes;
  }
  has(hash: H256): boolean {
    return this.#waiting.has(hash);
  }
  get(hash: H256): PoolTransaction | undefined {
    return this.#waiting.get(hash)?.transaction;
  }
  /** In order of arrival. */
  *all(): Iterable<PoolTransaction> {
    for (const { transaction } of this.#waiting.values()) yield transaction;
  }
  oldest(): PoolTransaction | undefined {
    for (const { transaction } of this.#waiting.values()) return transaction;
    return undefined;
  }

  add(transaction: PoolTransaction, missing: Set<string>): void {
    for (const tag of missing) {
      const wanting = this.#wanted.get(tag);
      if (wanting === undefined) this.#wanted.set(tag, new Set([transaction.hash]));
      else wanting.add(transaction.hash);
    }
    this.#waiting.set(transaction.hash, { transaction, missing });
    this.#bytes += transaction.bytes.length;
  }

  /** Takes out what has all it needs once these tags are provided. */
  satisfy(tags: readonly string[]): PoolTransaction[] {
    const complete: PoolTransaction[] = [];
    for (const tag of tags) {
      for (const hash of this.#wanted.get(tag) ?? []) {
        const one = this.#waiting.get(hash)!;
        one.missing.delete(tag);
        if (one.missing.size === 0) {
          this.#drop(hash, one);
          complete.push(one.transaction);
        }
      }
      this.#wanted.delete(tag);
    }
    return complete;
  }
  /** Takes out what provides one of the tags. */
  prune(tags: ReadonlySet<string>): PoolTransaction[] {
    const doomed: H256[] = [];
    for (const { transaction } of this.#waiting.values()) {
      if (transaction.provides.some((tag) => tags.has(tag))) doomed.push(transaction.hash);
    }
    return this.remove(doomed);
  }
  remove(hashes: readonly H256[]): PoolTransaction[] {
    const removed: PoolTransaction[] = [];
    for (const hash of hashes) {
      const one = this.#waiting.get(hash);
      if (one === undefined) continue;
      for (const tag of one.missing) {
        const wanting = this.#wanted.get(tag);
        wanting?.delete(hash);
        if (wanting?.size === 0) this.#wanted.delete(tag);
      }
      this.#drop(hash, one);
      removed.push(one.transaction);
    }
    return removed;
  }
  #drop(hash: H256, one: Waiting): void {
    this.#waiting.delete(hash);
    this.#bytes -= one.transaction.bytes.length;
  }
}
