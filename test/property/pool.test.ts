// Laws of the pool's queues under random comings and goings: what is offered to a block can be built in that order, nothing is
// lost or doubled, and the counts are right.

import fc from "fast-check";
import { expect, it } from "vitest";
import { PoolFailure } from "../../node/pool/failure.ts";
import { Queues } from "../../node/pool/queues.ts";
import { type PoolTransaction, precedence } from "../../node/pool/transaction.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";

/** A transaction of a sender with a nonce, as the chain's tags say it. */
const transaction = (
  id: number,
  sender: number,
  nonce: number,
  next: number,
  priority: number,
  till: number,
): PoolTransaction => ({
  hash: `0x${id.toString(16).padStart(64, "0")}` as H256,
  bytes: new Uint8Array(10 + (id % 7)),
  priority: BigInt(priority),
  validTill: BigInt(till),
  requires: nonce > next ? [`${sender}/${nonce - 1}`] : [],
  provides: [`${sender}/${nonce}`],
});
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("submit" as const),
      sender: fc.nat(3),
      ahead: fc.nat(5),
      priority: fc.nat(3),
      till: fc.integer({ min: 50, max: 60 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("build" as const), most: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), pick: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("squeeze" as const), count: fc.integer({ min: 1, max: 12 }) }),
  },
);

function check(queues: Queues, nextNonce: readonly number[]): void {
  const order = [...queues.inOrder()];
  expect(order.length).toBe(queues.ready.size);
  expect(order.reduce((sum, one) => sum + one.bytes.length, 0)).toBe(queues.ready.bytes);
  const waiting = [...queues.future.all()];
  expect(waiting.length).toBe(queues.future.size);
  expect(waiting.reduce((sum, one) => sum + one.bytes.length, 0)).toBe(queues.future.bytes);
  const all = [...order, ...waiting].map(({ hash }) => hash);
  expect(new Set(all).size).toBe(all.length);
  // No two ready transactions take the same place, and each comes after what it needs.
  const provided = new Set<string>();
  for (const one of order) {
    for (const tag of one.requires) {
      const [sender, nonce] = tag.split("/").map(Number) as [number, number];
      expect(provided.has(tag) || nonce < nextNonce[sender]!).toBe(true);
    }
    for (const tag of one.provides) {
      expect(provided.has(tag)).toBe(false);
      provided.add(tag);
    }
  }
}

it("whatever comes and goes", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const queues = new Queues();
      const next = [0, 0, 0, 0];
      let id = 1;
      for (const one of actions) {
        if (one.kind === "submit") {
          const tx = transaction(
            id++,
            one.sender,
            next[one.sender]! + one.ahead,
            next[one.sender]!,
            one.priority,
            one.till,
          );
          const before = queues.ready.size + queues.future.size;
          try {
            const entered = queues.add(tx);
            expect(queues.has(tx.hash)).toBe(true);
            const gone = entered.queue === "ready" ? entered.replaced.length + entered.failed.length : 0;
            expect(queues.ready.size + queues.future.size).toBe(before + 1 - gone);
            expect(() => queues.add(tx)).toThrow(PoolFailure);
          } catch (error) {
            if (!(error instanceof PoolFailure)) throw error;
            expect(error.problem.type).toBe("TooLowPriority");
            expect(queues.ready.size + queues.future.size).toBe(before);
          }
        } else if (one.kind === "build") {
          const taken = [...queues.inOrder()].slice(0, one.most);
          for (const tx of taken) {
            const [sender, nonce] = tx.provides[0]!.split("/").map(Number) as [number, number];
            expect(nonce).toBe(next[sender]);
            next[sender] = nonce + 1;
          }
          queues.prune(taken.flatMap((tx) => tx.provides));
          for (const tx of taken) expect(queues.has(tx.hash)).toBe(false);
        } else if (one.kind === "remove") {
          const all = [...queues.inOrder()];
          const picked = all[one.pick % Math.max(all.length, 1)];
          if (picked !== undefined) {
            const gone = queues.remove([picked.hash]);
            expect(gone.map(({ hash }) => hash)).toContain(picked.hash);
            for (const tx of gone) expect(queues.has(tx.hash)).toBe(false);
          }
        } else {
          const limit = { count: one.count, bytes: 1_000 };
          queues.enforce({ ready: limit, future: limit });
          expect(queues.ready.size).toBeLessThanOrEqual(one.count);
          expect(queues.future.size).toBeLessThanOrEqual(one.count);
        }
        check(queues, next);
      }
    }),
    { numRuns: 300 },
  );
});

it("independent transactions come by precedence", () => {
  const entry = fc.record({ priority: fc.nat(5), till: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      const queues = new Queues();
      const arrived = entries.map(({ priority, till }, i) => ({
        transaction: transaction(i + 1, i, 0, 0, priority, till),
        arrival: i,
      }));
      for (const one of arrived) queues.add(one.transaction);
      const expected = [...arrived].sort((a, b) => precedence(b, a)).map((one) => one.transaction.hash);
      expect([...queues.inOrder()].map(({ hash }) => hash)).toEqual(expected);
    }),
  );
});
