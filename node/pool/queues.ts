// Ready and future together: what comes in, what replaces what, what a block takes out, what the limits push out.
// Mirrors sc-transaction-pool, graph/base_pool.rs.

import type { H256 } from "../../runtime/primitives/ids.ts";
import { PoolFailure } from "./failure.ts";
import { Future } from "./future.ts";
import { Ready, type ReadyOrder } from "./ready.ts";
import type { Arrived, PoolTransaction } from "./transaction.ts";

export interface Limit {
  readonly count: number;
  readonly bytes: number;
}
export interface Limits {
  readonly ready: Limit;
  readonly future: Limit;
}
export type Entered =
  | { readonly queue: "future" }
  | {
      readonly queue: "ready";
      /** Left the future queue for the ready one. */
      readonly promoted: readonly PoolTransaction[];
      /** Could not be promoted. */
      readonly failed: readonly PoolTransaction[];
      readonly replaced: readonly PoolTransaction[];
    };

const exceeded = (queue: { readonly size: number; readonly bytes: number }, limit: Limit): boolean =>
  queue.size > limit.count || queue.bytes > limit.bytes;

export class Queues {
  readonly ready = new Ready();
  readonly future = new Future();
  /** Tags that the last two blocks provided: what requires them need not wait. */
  #recent: [ReadonlySet<string>, ReadonlySet<string>] = [new Set(), new Set()];

  has(hash: H256): boolean {
    return this.ready.has(hash) || this.future.has(hash);
  }
  get(hash: H256): PoolTransaction | undefined {
    return this.ready.get(hash) ?? this.future.get(hash);
  }
  inOrder(): ReadyOrder {
    return this.ready.inOrder();
  }

  /** Throws AlreadyImported, TooLowPriority, CycleDetected. */
  add(transaction: PoolTransaction): Entered {
    if (this.has(transaction.hash)) throw new PoolFailure({ type: "AlreadyImported", hash: transaction.hash });
    const missing = new Set(
      transaction.requires.filter((tag) => !this.ready.provides(tag) && !this.#recent.some((tags) => tags.has(tag))),
    );
    if (missing.size > 0) {
      this.future.add(transaction, missing);
      return { queue: "future" };
    }
    return this.#toReady(transaction);
  }

  #toReady(first: PoolTransaction): Entered & { queue: "ready" } {
    let promoted: PoolTransaction[] = [];
    const failed: PoolTransaction[] = [];
    const replaced: PoolTransaction[] = [];
    const incoming = [first];
    for (let one = incoming.pop(); one !== undefined; one = incoming.pop()) {
      incoming.push(...this.future.satisfy(one.provides));
      try {
        const gone = this.ready.add(one);
        if (one !== first) promoted.push(one);
        promoted = promoted.filter((other) => !gone.includes(other));
        replaced.push(...gone);
      } catch (error) {
        if (one === first || !(error instanceof PoolFailure)) throw error;
        if (error.problem.type === "TooLowPriority") replaced.push(one);
        else failed.push(one);
      }
    }
    if (replaced.includes(first)) {
      // What it promoted pushed it out: they depend on one another and can never be built.
      this.ready.remove(promoted.map(({ hash }) => hash));
      throw new PoolFailure({ type: "CycleDetected" });
    }
    return { queue: "ready", promoted, failed, replaced };
  }

  /** Takes out transactions with everything that depends on them. */
  remove(hashes: readonly H256[]): PoolTransaction[] {
    return [...this.ready.remove(hashes), ...this.future.remove(hashes)];
  }

  /** The chain provides these tags now. */
  prune(tags: readonly string[]): {
    pruned: PoolTransaction[];
    promoted: PoolTransaction[];
    failed: PoolTransaction[];
  } {
    const provided = new Set(tags);
    const failed = this.future.prune(provided);
    const incoming: PoolTransaction[] = [];
    const pruned: PoolTransaction[] = [];
    for (const tag of tags) {
      incoming.push(...this.future.satisfy([tag]));
      pruned.push(...this.ready.prune(tag));
    }
    this.#recent = [provided, this.#recent[0]];
    const promoted: PoolTransaction[] = [];
    for (const one of incoming) {
      try {
        const entered = this.#toReady(one);
        promoted.push(one, ...entered.promoted);
        failed.push(...entered.failed, ...entered.replaced);
      } catch (error) {
        if (!(error instanceof PoolFailure)) throw error;
        failed.push(one);
      }
    }
    return { pruned, promoted, failed };
  }
  forgetRecentTags(): void {
    this.#recent = [new Set(), new Set()];
  }

  /** Takes out the worst until both queues fit, dependants included. */
  enforce(limits: Limits): PoolTransaction[] {
    const removed: PoolTransaction[] = [];
    while (exceeded(this.ready, limits.ready)) {
      let worst: Arrived | undefined;
      for (const one of this.ready.arrived()) {
        if (worst === undefined || one.transaction.priority < worst.transaction.priority) worst = one;
      }
      if (worst === undefined) break;
      removed.push(...this.remove([worst.transaction.hash]));
    }
    while (exceeded(this.future, limits.future)) {
      const worst = this.future.oldest();
      if (worst === undefined) break;
      removed.push(...this.remove([worst.hash]));
    }
    return removed;
  }
}
