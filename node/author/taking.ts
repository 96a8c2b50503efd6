// Which transactions go into a block: those of the pool in order, as far as there is room, or those that are demanded; and
// after a shielded one, what is inside it. Mirrors sc-basic-authorship and the proposer of the reference's node/src.

import {
  type BlockBuilder,
  type Chain,
  Invalidity,
  type ShieldedTransaction,
  shieldedIn,
  unshielded,
} from "../../runtime/index.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { Pool } from "../pool/pool.ts";

/** A transaction that was demanded can't go into the block. */
export class Untakable extends Error {
  override readonly name = "Untakable";
  readonly invalidity: Error;
  constructor(index: number, invalidity: Error) {
    super(`transaction ${index} can't be taken: ${invalidity.message}`, { cause: invalidity });
    this.invalidity = invalidity;
  }
}

/** A full block may pass over so many transactions before it is closed. */
const MAX_SKIPPED = 8;

interface Taken {
  readonly taken: number;
  readonly invalid: readonly H256[];
}
const isExhausted = ({ error }: Invalidity): boolean =>
  error.type === "Invalid" && error.value.type === "ExhaustsResources";

/** Finds the secret key that opens a shielded transaction. */
export type KeyFinder = (shielded: ShieldedTransaction) => Uint8Array | undefined;

/** Puts transactions into a block, and after a shielded one what is inside it. */
export class Taker {
  readonly #chain: Chain;
  readonly #builder: BlockBuilder;
  readonly #keyFor: KeyFinder;
  constructor(chain: Chain, builder: BlockBuilder, keyFor: KeyFinder) {
    this.#chain = chain;
    this.#builder = builder;
    this.#keyFor = keyFor;
  }
  /**
   * False where the transaction is sealed to a key that is not held: it is left for another author. Throws Invalidity if it
   * may not enter the block. `exhausted`: there was no room for what was inside.
   *
   * Deviates: the reference reads the transaction in the state of the parent, which does not know the parent's own hash yet;
   * so one that was signed as of the parent is taken without being opened. Here it is opened.
   */
  take(bytes: Uint8Array, { leave = true }: { readonly leave?: boolean } = {}): boolean | "exhausted" {
    const shielded = shieldedIn(this.#chain, this.#builder.context, bytes);
    const key = shielded === undefined ? undefined : this.#keyFor(shielded);
    if (leave && shielded !== undefined && key === undefined) return false;
    this.#builder.apply(bytes);
    if (shielded === undefined || key === undefined) return true;
    // Whatever is wrong with what is inside, the transaction around it stays and has paid.
    const inner = unshielded(this.#chain, key, shielded);
    if (inner === undefined) return true;
    try {
      this.#builder.apply(inner);
      return true;
    } catch (error) {
      if (!(error instanceof Invalidity)) throw error;
      return isExhausted(error) ? "exhausted" : true;
    }
  }
}

export function takeFrom(pool: Pool, taker: Taker): Taken {
  const invalid: H256[] = [];
  let taken = 0;
  let skipped = 0;
  const order = pool.inOrder();
  for (const transaction of order) {
    try {
      const went = taker.take(transaction.bytes);
      // Deviates: what depends on a transaction that is left stays too; the reference tries it in vain and drops it.
      if (went === false) order.skip(transaction);
      else taken++;
      if (went === "exhausted" && ++skipped > MAX_SKIPPED) break;
    } catch (error) {
      if (!(error instanceof Invalidity)) {
        // A defect: without this transaction the next block can be built.
        pool.removeInvalid([transaction.hash]);
        throw error;
      }
      order.skip(transaction);
      if (isExhausted(error)) {
        if (++skipped > MAX_SKIPPED) break;
      } else invalid.push(transaction.hash);
    }
  }
  return { taken, invalid };
}
export function takeAll(transactions: readonly Uint8Array[], taker: Taker): Taken {
  transactions.forEach((bytes, index) => {
    try {
      taker.take(bytes, { leave: false });
    } catch (error) {
      if (error instanceof Invalidity) throw new Untakable(index, error);
      throw error;
    }
  });
  return { taken: transactions.length, invalid: [] };
}
