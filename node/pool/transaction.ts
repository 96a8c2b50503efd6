// A transaction in the pool. Tags are hexadecimal text. Mirrors sc-transaction-pool, graph/base_pool.rs.

import type { H256 } from "../../runtime/primitives/ids.ts";

export interface PoolTransaction {
  readonly hash: H256;
  readonly bytes: Uint8Array;
  readonly priority: bigint;
  /** Block number from which it is stale. */
  readonly validTill: bigint;
  readonly requires: readonly string[];
  readonly provides: readonly string[];
}
/** A transaction and when it came in, counted from the first. */
export interface Arrived {
  readonly transaction: PoolTransaction;
  readonly arrival: number;
}

/** Positive when `a` goes into a block before `b`: higher priority, then shorter life, then earlier arrival. */
export function precedence(a: Arrived, b: Arrived): number {
  const [x, y] = [a.transaction, b.transaction];
  if (x.priority !== y.priority) return x.priority > y.priority ? 1 : -1;
  if (x.validTill !== y.validTill) return x.validTill < y.validTill ? 1 : -1;
  return b.arrival - a.arrival;
}
