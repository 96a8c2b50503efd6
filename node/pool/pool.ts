// The transaction pool: judges what comes in, keeps it until a block takes it, tells those who watch. Mirrors
// sc-transaction-pool, graph/validated_pool.rs.
// Deviates: transactions are judged again after each block, a bounded number of them; the reference does it in the background.

import { Invalidity, type TransactionSource, type ValidTransaction } from "../../runtime/frame/validity.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { Reader, ScaleError } from "../../runtime/primitives/scale/index.ts";
import { type Blockchain, extrinsicHash } from "../chain/blockchain.ts";
import type { BlockRef, Finalized, Imported, Reset } from "../chain/notices.ts";
import { Notice } from "../chain/notices.ts";
import { Bans } from "./bans.ts";
import { PoolFailure, type PoolProblem } from "./failure.ts";
import { type Entered, type Limits, Queues } from "./queues.ts";
import type { ReadyOrder } from "./ready.ts";
import type { PoolTransaction } from "./transaction.ts";
import { type Watcher, Watchers } from "./watchers.ts";

export type { Status, Watcher } from "./watchers.ts";

/** Judges an extrinsic on the state after a block. Throws Invalidity, or another error when it can't be read. */
export type Judge = (extrinsic: Uint8Array, at: BlockRef, source: TransactionSource) => ValidTransaction;

/** The node's defaults. */
export const LIMITS: Limits = {
  ready: { count: 8192, bytes: 20 * 1024 * 1024 },
  future: { count: 819, bytes: 2 * 1024 * 1024 },
};
/** So many transactions are judged again after each block. */
const REVALIDATED = 64;
const U64_MAX = (1n << 64n) - 1n;

export class Pool {
  /** Transactions became ready. */
  readonly becameReady = new Notice<readonly H256[]>();
  readonly #queues = new Queues();
  readonly #watchers = new Watchers();
  readonly #bans: Bans;
  readonly #judge: Judge;
  readonly #blockchain: Blockchain;
  readonly #limits: Limits;
  /** Block at which each transaction was last judged. */
  readonly #judgedAt = new Map<H256, number>();

  constructor(blockchain: Blockchain, judge: Judge, options: { readonly limits?: Limits; readonly now: () => number }) {
    this.#blockchain = blockchain;
    this.#judge = judge;
    this.#limits = options.limits ?? LIMITS;
    this.#bans = new Bans(this.#limits.ready.count + this.#limits.future.count, options.now);
    blockchain.imported.listen((notice) => this.#imported(notice));
    blockchain.finalizedNotice.listen((notice) => this.#finalized(notice));
    blockchain.reset.listen((notice) => this.#reset(notice));
  }

  get status(): { ready: number; readyBytes: number; future: number; futureBytes: number } {
    const { ready, future } = this.#queues;
    return { ready: ready.size, readyBytes: ready.bytes, future: future.size, futureBytes: future.bytes };
  }
  inOrder(): ReadyOrder {
    return this.#queues.inOrder();
  }
  futures(): readonly PoolTransaction[] {
    return [...this.#queues.future.all()];
  }
  has(hash: H256): boolean {
    return this.#queues.has(hash);
  }

  /** Takes a transaction in; returns its hash. Throws PoolFailure. */
  submit(extrinsic: Uint8Array, source: TransactionSource = "External"): H256 {
    ensureWhole(extrinsic);
    const hash = extrinsicHash(extrinsic);
    if (this.#bans.has(hash)) throw new PoolFailure({ type: "TemporarilyBanned" });
    if (this.#queues.has(hash)) throw new PoolFailure({ type: "AlreadyImported", hash });
    const transaction = this.#judged(extrinsic, hash, source);
    const entered = this.#queues.add(transaction);
    this.#judgedAt.set(hash, this.#blockchain.head.number);
    this.#tellEntered(hash, entered);
    const pushedOut = this.#queues.enforce(this.#limits);
    if (pushedOut.length > 0) {
      this.#bans.add(pushedOut.map((one) => one.hash));
      for (const one of pushedOut) {
        this.#judgedAt.delete(one.hash);
        this.#watchers.tell(one.hash, "dropped");
      }
      if (pushedOut.some((one) => one.hash === hash)) throw new PoolFailure({ type: "ImmediatelyDropped" });
    }
    if (entered.queue === "ready") this.becameReady.tell([hash, ...entered.promoted.map((one) => one.hash)]);
    return hash;
  }
  /** Takes a transaction in and follows it. Statuses may come before this returns. */
  submitAndWatch(
    extrinsic: Uint8Array,
    watcher: Watcher,
    source: TransactionSource = "External",
  ): { hash: H256; stop: () => void } {
    ensureWhole(extrinsic);
    const hash = extrinsicHash(extrinsic);
    // A watcher must not hear of an earlier submission of the same bytes, so it begins only when this one may go in.
    if (this.#queues.has(hash)) throw new PoolFailure({ type: "AlreadyImported", hash });
    const stop = this.#watchers.watch(hash, watcher);
    try {
      this.submit(extrinsic, source);
    } catch (error) {
      stop();
      throw error;
    }
    return { hash, stop };
  }

  #judged(extrinsic: Uint8Array, hash: H256, source: TransactionSource): PoolTransaction {
    const at = this.#blockchain.head;
    let valid: ValidTransaction;
    try {
      valid = this.#judge(extrinsic, at, source);
    } catch (error) {
      if (error instanceof Invalidity) {
        const invalid = error.error.type === "Invalid";
        if (invalid) this.#bans.add([hash]);
        throw new PoolFailure(
          invalid
            ? ({ type: "InvalidTransaction", value: error.error.value } as PoolProblem)
            : ({ type: "UnknownTransaction", value: error.error.value } as PoolProblem),
        );
      }
      if (error instanceof ScaleError) throw new PoolFailure({ type: "Verification", detail: error.message });
      throw error;
    }
    if (valid.provides.length === 0) throw new PoolFailure({ type: "NoTagsProvided" });
    const till = BigInt(at.number) + valid.longevity;
    return {
      hash,
      bytes: extrinsic,
      priority: valid.priority,
      validTill: till > U64_MAX ? U64_MAX : till,
      requires: valid.requires.map(bytesToHex),
      provides: valid.provides.map(bytesToHex),
    };
  }
  #tellEntered(hash: H256, entered: Entered): void {
    if (entered.queue === "future") {
      this.#watchers.tell(hash, "future");
      return;
    }
    this.#watchers.tell(hash, "ready");
    for (const one of entered.failed) this.#gone(one, "invalid");
    for (const one of entered.replaced) {
      this.#judgedAt.delete(one.hash);
      this.#watchers.tell(one.hash, { usurped: hash });
    }
    for (const one of entered.promoted) this.#watchers.tell(one.hash, "ready");
  }
  #gone(one: PoolTransaction, status: "invalid" | "dropped"): void {
    this.#judgedAt.delete(one.hash);
    this.#watchers.tell(one.hash, status);
  }

  /** Takes transactions out that a block could not take; those that depend on them go too, but may come back. */
  removeInvalid(hashes: readonly H256[]): H256[] {
    if (hashes.length === 0) return [];
    this.#bans.add(hashes);
    const removed = this.#queues.remove(hashes);
    for (const one of removed) this.#gone(one, "invalid");
    return removed.map((one) => one.hash);
  }
  /** Takes everything out. */
  clear(): void {
    const all = [...this.#queues.ready.arrived()].map((one) => one.transaction.hash);
    for (const one of this.#queues.remove([...all, ...this.futures().map(({ hash }) => hash)]))
      this.#gone(one, "dropped");
    this.#queues.forgetRecentTags();
    this.#bans.clear();
  }

  #imported({ isBest, retracted, enacted }: Imported): void {
    if (!isBest) return;
    for (const block of retracted) this.#watchers.retracted(block.hash);
    const ready: H256[] = [];
    for (const block of enacted) ready.push(...this.#pruneFor(block));
    if (retracted.length > 0) ready.push(...this.#takeBack(retracted, enacted));
    this.#clearStale();
    this.#judgeAgain();
    const still = ready.filter((hash) => this.#queues.ready.has(hash));
    if (still.length > 0) this.becameReady.tell(still);
  }
  /** Takes out what a block made of the pool; returns what became ready. */
  #pruneFor(block: BlockRef): H256[] {
    const body = this.#blockchain.body(block.hash) ?? [];
    const positions = new Map<H256, number>(body.map((extrinsic, index) => [extrinsicHash(extrinsic), index]));
    const tags: string[] = [];
    for (const [hash, index] of positions) {
      const known = this.#queues.get(hash);
      if (known !== undefined) tags.push(...known.provides);
      else tags.push(...this.#tagsOf(body[index]!, block));
    }
    const { pruned, promoted, failed } = this.#queues.prune(tags);
    this.#watchers.included(block.hash, positions);
    for (const one of pruned) {
      this.#judgedAt.delete(one.hash);
      // Another transaction with the same tags was taken instead.
      if (!positions.has(one.hash)) this.#watchers.tell(one.hash, "invalid");
    }
    for (const one of failed) if (!positions.has(one.hash)) this.#gone(one, "dropped");
    for (const one of promoted) this.#watchers.tell(one.hash, "ready");
    return promoted.map((one) => one.hash);
  }
  /** Tags of an extrinsic that did not come through the pool. */
  #tagsOf(extrinsic: Uint8Array, block: BlockRef): string[] {
    if (this.#queues.ready.size + this.#queues.future.size === 0) return [];
    const parent = this.#blockchain.block(block.header.parent_hash);
    if (parent === undefined) return [];
    try {
      return this.#judge(extrinsic, parent, "InBlock").provides.map(bytesToHex);
    } catch {
      // Inherents have no tags.
      return [];
    }
  }
  /** Transactions of abandoned blocks come back, unless the new chain has them. */
  #takeBack(retracted: readonly BlockRef[], enacted: readonly BlockRef[]): H256[] {
    const taken = new Set(enacted.flatMap((block) => (this.#blockchain.body(block.hash) ?? []).map(extrinsicHash)));
    const back: H256[] = [];
    for (const block of [...retracted].reverse()) {
      for (const extrinsic of this.#blockchain.body(block.hash) ?? []) {
        const hash = extrinsicHash(extrinsic);
        if (taken.has(hash) || this.#queues.has(hash)) continue;
        try {
          const transaction = this.#judged(extrinsic, hash, "External");
          const entered = this.#queues.add(transaction);
          this.#tellEntered(hash, entered);
          if (entered.queue === "ready") back.push(hash);
        } catch (error) {
          if (!(error instanceof PoolFailure)) throw error;
          this.#bans.lift([hash]);
        }
      }
    }
    return back;
  }
  #clearStale(): void {
    const number = BigInt(this.#blockchain.head.number);
    const stale: H256[] = [];
    for (const { transaction } of this.#queues.ready.arrived())
      if (transaction.validTill <= number) stale.push(transaction.hash);
    for (const transaction of this.#queues.future.all())
      if (transaction.validTill <= number) stale.push(transaction.hash);
    this.removeInvalid(stale);
    this.#bans.clearExpired();
  }
  /** Judges those again whose last judgement is the oldest. */
  #judgeAgain(): void {
    const { number } = this.#blockchain.head;
    let left = REVALIDATED;
    for (const [hash, at] of [...this.#judgedAt]) {
      if (left === 0) return;
      const known = this.#queues.ready.get(hash);
      if (known === undefined) {
        if (!this.#queues.future.has(hash)) this.#judgedAt.delete(hash);
        continue;
      }
      if (at >= number) continue;
      left--;
      // Put at the end, so that the next block continues with the others.
      this.#judgedAt.delete(hash);
      this.#judgedAt.set(hash, number);
      try {
        this.#judge(known.bytes, this.#blockchain.head, "External");
      } catch (error) {
        if (!(error instanceof Invalidity) && !(error instanceof ScaleError)) throw error;
        this.removeInvalid([hash]);
      }
    }
  }
  #finalized({ blocks }: Finalized): void {
    for (const block of blocks) this.#watchers.finalized(block.hash);
  }
  #reset({ retracted }: Reset): void {
    for (const block of retracted)
      for (const hash of this.#watchers.retracted(block.hash)) this.#watchers.tell(hash, "dropped");
    // Nonces and balances may have gone anywhere, and what was refused may be right now.
    this.#queues.forgetRecentTags();
    this.#bans.clear();
    const waiting = [...[...this.#queues.ready.arrived()].map((one) => one.transaction), ...this.futures()];
    this.#queues.remove(waiting.map(({ hash }) => hash));
    this.#judgedAt.clear();
    const ready: H256[] = [];
    for (const one of waiting) {
      try {
        const entered = this.#queues.add(this.#judged(one.bytes, one.hash, "External"));
        this.#judgedAt.set(one.hash, this.#blockchain.head.number);
        if (entered.queue === "ready") ready.push(one.hash);
      } catch (error) {
        if (!(error instanceof PoolFailure)) throw error;
        this.#bans.lift([one.hash]);
        this.#watchers.tell(one.hash, "invalid");
      }
    }
    if (ready.length > 0) this.becameReady.tell(ready);
  }
}

/** An extrinsic is its length and so many bytes. */
function ensureWhole(extrinsic: Uint8Array): void {
  const input = new Reader(extrinsic);
  try {
    const length = input.length();
    if (length !== input.remaining)
      throw new ScaleError(
        length > input.remaining
          ? "Not enough data to fill buffer"
          : "Input buffer has still data left after decoding!",
      );
  } catch (error) {
    if (!(error instanceof ScaleError)) throw error;
    throw new PoolFailure({ type: "BadFormat", detail: error.message });
  }
}
