// Transactions that could go into the next block, each after those that it requires. Mirrors sc-transaction-pool,
// graph/ready.rs.

import type { H256 } from "../../runtime/primitives/ids.ts";
import { PoolFailure } from "./failure.ts";
import { Heap } from "./heap.ts";
import { type Arrived, type PoolTransaction, precedence } from "./transaction.ts";

interface Entry extends Arrived {
  /** Transactions that require a tag of this one. */
  unlocks: H256[];
  /** Required tags that no transaction of the queue provides, because the chain does. */
  satisfied: number;
}
const U64_MAX = (1n << 64n) - 1n;

export class Ready {
  readonly #entries = new Map<H256, Entry>();
  readonly #providers = new Map<string, H256>();
  #arrivals = 0;
  #bytes = 0;

  get size(): number {
    return this.#entries.size;
  }
  get bytes(): number {
    return this.#bytes;
  }
  has(hash: H256): boolean {
    return this.#entries.has(hash);
  }
  get(hash: H256): PoolTransaction | undefined {
    return this.#entries.get(hash)?.transaction;
  }
  provides(tag: string): boolean {
    return this.#providers.has(tag);
  }
  *arrived(): Iterable<Arrived> {
    yield* this.#entries.values();
  }

  /** Adds a transaction whose requirements are met; returns those that it replaced. Throws TooLowPriority. */
  add(transaction: PoolTransaction): PoolTransaction[] {
    const { hash } = transaction;
    const arrival = ++this.#arrivals;
    const { replaced, unlocks } = this.#replacePrevious(transaction);
    let satisfied = 0;
    for (const tag of transaction.requires) {
      const provider = this.#providers.get(tag);
      if (provider === undefined) satisfied++;
      else this.#entries.get(provider)!.unlocks.push(hash);
    }
    for (const tag of transaction.provides) this.#providers.set(tag, hash);
    this.#entries.set(hash, { transaction, arrival, unlocks, satisfied });
    this.#bytes += transaction.bytes.length;
    return replaced;
  }

  #replacePrevious(transaction: PoolTransaction): { replaced: PoolTransaction[]; unlocks: H256[] } {
    const previous = new Set<H256>();
    for (const tag of transaction.provides) {
      const provider = this.#providers.get(tag);
      if (provider !== undefined) previous.add(provider);
    }
    if (previous.size === 0) return { replaced: [], unlocks: [] };
    let old = 0n;
    const unlocks: H256[] = [];
    for (const hash of previous) {
      const entry = this.#entries.get(hash)!;
      old += entry.transaction.priority;
      unlocks.push(...entry.unlocks);
    }
    if (old > U64_MAX) old = U64_MAX;
    if (old >= transaction.priority) throw new PoolFailure({ type: "TooLowPriority", old, new: transaction.priority });
    return { replaced: this.#removeTree([...previous], new Set(transaction.provides)), unlocks };
  }

  /** Takes transactions out with everything that depends on them. */
  remove(hashes: readonly H256[]): PoolTransaction[] {
    return this.#removeTree([...hashes], undefined);
  }
  #removeTree(doomed: H256[], keptTags: ReadonlySet<string> | undefined): PoolTransaction[] {
    const removed: PoolTransaction[] = [];
    for (let hash = doomed.pop(); hash !== undefined; hash = doomed.pop()) {
      const entry = this.#entries.get(hash);
      if (entry === undefined) continue;
      this.#drop(hash, entry);
      let lostTags = false;
      for (const tag of entry.transaction.provides) {
        if (keptTags?.has(tag)) continue;
        lostTags = true;
        this.#providers.delete(tag);
      }
      for (const tag of entry.transaction.requires) this.#forget(tag, hash);
      if (lostTags) doomed.push(...entry.unlocks);
      removed.push(entry.transaction);
    }
    return removed;
  }
  #drop(hash: H256, entry: Entry): void {
    this.#entries.delete(hash);
    this.#bytes -= entry.transaction.bytes.length;
  }
  /** The provider of a tag no longer unlocks the transaction. */
  #forget(tag: string, hash: H256): Entry | undefined {
    const provider = this.#providers.get(tag);
    const entry = provider === undefined ? undefined : this.#entries.get(provider);
    if (entry !== undefined) {
      const at = entry.unlocks.indexOf(hash);
      if (at >= 0) entry.unlocks.splice(at, 1);
    }
    return entry;
  }

  /** Takes out what provides a tag that the chain now provides, and what led to it; dependants stay. */
  prune(first: string): PoolTransaction[] {
    const removed: PoolTransaction[] = [];
    const tags = [first];
    for (let tag = tags.pop(); tag !== undefined; tag = tags.pop()) {
      const hash = this.#providers.get(tag);
      const entry = hash === undefined ? undefined : this.#entries.get(hash);
      if (hash === undefined || entry === undefined) continue;
      this.#providers.delete(tag);
      this.#drop(hash, entry);
      for (const required of entry.transaction.requires) {
        const provider = this.#forget(required, hash);
        if (provider !== undefined && provider.unlocks.length === 0) tags.push(...provider.transaction.provides);
      }
      for (const unlocked of entry.unlocks) {
        const other = this.#entries.get(unlocked);
        if (other !== undefined) other.satisfied++;
      }
      for (const provided of entry.transaction.provides) this.#providers.delete(provided);
      removed.push(entry.transaction);
    }
    return removed;
  }

  /** In the order of a block. `skip` after an item leaves out everything that depends on it. */
  inOrder(): ReadyOrder {
    return new ReadyOrder(this.#entries);
  }
}

/** Walks the queue as it is at the beginning. */
export class ReadyOrder {
  readonly #all: ReadonlyMap<H256, Entry>;
  readonly #best = new Heap<Entry>(precedence);
  readonly #met = new Map<H256, number>();
  readonly #invalid = new Set<H256>();

  constructor(entries: ReadonlyMap<H256, Entry>) {
    this.#all = new Map(entries);
    for (const entry of entries.values())
      if (entry.satisfied >= entry.transaction.requires.length) this.#best.push(entry);
  }
  next(): PoolTransaction | undefined {
    for (let entry = this.#best.pop(); entry !== undefined; entry = this.#best.pop()) {
      if (this.#invalid.has(entry.transaction.hash)) continue;
      for (const hash of entry.unlocks) {
        const other = this.#all.get(hash);
        if (other === undefined) continue;
        const met = (this.#met.get(hash) ?? other.satisfied) + 1;
        this.#met.set(hash, met);
        if (met === other.transaction.requires.length) this.#best.push(other);
      }
      return entry.transaction;
    }
    return undefined;
  }
  /** Leaves out what depends on the transaction. */
  skip(transaction: PoolTransaction): void {
    for (const hash of this.#all.get(transaction.hash)?.unlocks ?? []) this.#invalid.add(hash);
  }
  *[Symbol.iterator](): Iterator<PoolTransaction> {
    for (let one = this.next(); one !== undefined; one = this.next()) yield one;
  }
}
