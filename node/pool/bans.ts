// Transactions that were refused lately, so that they are not judged again at once. Mirrors sc-transaction-pool,
// graph/rotator.rs.

import type { H256 } from "../../runtime/primitives/ids.ts";

/** A ban lasts half an hour. */
export const BAN_MILLISECONDS = 30 * 60 * 1000;

export class Bans {
  readonly #until = new Map<H256, number>();
  readonly #expected: number;
  readonly #now: () => number;

  constructor(expected: number, now: () => number) {
    this.#expected = expected;
    this.#now = now;
  }
  has(hash: H256): boolean {
    return this.#until.has(hash);
  }
  add(hashes: Iterable<H256>): void {
    for (const hash of hashes) this.#until.set(hash, this.#now() + BAN_MILLISECONDS);
    if (this.#until.size <= 2 * this.#expected) return;
    for (const hash of this.#until.keys()) {
      this.#until.delete(hash);
      if (this.#until.size <= this.#expected) return;
    }
  }
  lift(hashes: Iterable<H256>): void {
    for (const hash of hashes) this.#until.delete(hash);
  }
  clear(): void {
    this.#until.clear();
  }
  clearExpired(): void {
    const now = this.#now();
    for (const [hash, until] of this.#until) if (until < now) this.#until.delete(hash);
  }
}
