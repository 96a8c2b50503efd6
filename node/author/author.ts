// Builds blocks: on demand, when a transaction is ready, or at an interval. Mirrors sc-basic-authorship and
// sc-consensus-manual-seal.

import { BlockBuilder, type Chain, Invalidity, type Parent } from "../../runtime/index.ts";
import { aura } from "../../runtime/pallets/aura/index.ts";
import { timestamp } from "../../runtime/pallets/timestamp/index.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";
import { type Blockchain, UnknownBlock } from "../chain/blockchain.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Pool } from "../pool/pool.ts";
import type { Clock } from "./clock.ts";
import { authorOf, type Signer, slotClaim, withSeal } from "./seal.ts";

/** When blocks are made: each ready transaction at once, only when asked, or every so many milliseconds. */
export type Sealing = "instant" | "manual" | number;

export interface SealOptions {
  /** Only these transactions, in this order; one that can't be taken is an error. The pool's when absent. */
  readonly transactions?: readonly Uint8Array[];
  readonly parent?: H256;
  /** Whether a block without transactions may be made. */
  readonly createEmpty?: boolean;
  readonly finalize?: boolean;
  /** Milliseconds that the block is told; the clock's when absent. */
  readonly time?: bigint;
}
/** Thrown where a block would be empty and must not be. */
export class EmptyTransactionPool extends Error {
  override readonly name = "EmptyTransactionPool";
}
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

export interface AuthorParts {
  readonly chain: Chain;
  readonly blockchain: Blockchain;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly sign: Signer;
  /** Whether headers are sealed by their authors; mocked time goes without, as in the reference. */
  readonly seals: boolean;
  /** Told of errors while sealing by itself. */
  readonly onError: (error: unknown) => void;
}

export class Author {
  readonly #parts: AuthorParts;
  #sealing: Sealing;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;
  #running = false;

  constructor(parts: AuthorParts, sealing: Sealing) {
    this.#parts = parts;
    this.#sealing = sealing;
    parts.pool.becameReady.listen(() => this.#readyCame());
  }
  get sealing(): Sealing {
    return this.#sealing;
  }
  get clock(): Clock {
    return this.#parts.clock;
  }

  start(): void {
    this.#running = true;
    if (typeof this.#sealing === "number") this.#beat(this.#sealing, 0);
    else this.#readyCame();
  }
  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    this.#timer = undefined;
    this.#soon = undefined;
  }
  setSealing(sealing: Sealing): void {
    this.#sealing = sealing;
    if (!this.#running) return;
    this.stop();
    this.start();
  }

  /** Seals at an even pace, without drifting and without catching up on what was missed. */
  #beat(period: number, wait: number): void {
    const due = Date.now() + wait;
    this.#timer = setTimeout(() => {
      this.seal({ createEmpty: true })
        .catch((error) => this.#parts.onError(error))
        .finally(() => {
          if (!this.#running || this.#sealing !== period) return;
          const behind = Date.now() - due;
          this.#beat(period, Math.max(period - behind, 0));
        });
    }, wait);
  }
  #readyCame(): void {
    if (!this.#running || this.#sealing !== "instant" || this.#soon !== undefined) return;
    // Everything that arrives in this turn of the event loop goes into the same block.
    this.#soon = setImmediate(() => {
      this.#soon = undefined;
      this.seal({ createEmpty: false })
        .then(() => {
          if (this.#parts.pool.status.ready > 0 && this.#took > 0) this.#readyCame();
        })
        .catch((error) => {
          if (error instanceof EmptyTransactionPool) return;
          this.#parts.onError(error);
          if (this.#parts.pool.status.ready > 0) this.#readyCame();
        });
    });
  }
  /** Transactions in the last block. */
  #took = 0;

  /** Builds a block and stores it. */
  seal(options: SealOptions = {}): Promise<BlockRef> {
    return this.#parts.blockchain.turns.take(() => this.#seal(options));
  }

  async #seal(options: SealOptions): Promise<BlockRef> {
    const { chain, blockchain, pool, clock } = this.#parts;
    const parent = options.parent === undefined ? blockchain.head : blockchain.block(options.parent);
    if (parent === undefined) throw new UnknownBlock(`Header was not found in the database: ${options.parent}`);
    if (options.createEmpty === false && options.transactions === undefined && pool.status.ready === 0)
      throw new EmptyTransactionPool("Transaction pool is empty");
    const state = blockchain.stateOf(parent.hash);
    const { builder, slot } = beginBlock(
      chain,
      { hash: parent.hash, number: parent.number, state },
      clock,
      options.time,
    );
    const { taken, invalid } =
      options.transactions === undefined ? takeFrom(pool, builder) : takeAll(options.transactions, builder);
    pool.removeInvalid(invalid);
    this.#took = taken;
    if (taken === 0 && options.createEmpty === false)
      throw new EmptyTransactionPool("No transaction of the pool can be taken");
    const outcome = builder.finish();
    const author = this.#parts.seals
      ? authorOf(slot, aura.read.Authorities.get({ state, profile: chain.profile }))
      : undefined;
    const header = author === undefined ? outcome.header : withSeal(outcome.header, author, this.#parts.sign);
    return blockchain.adopt(
      { ...outcome, header },
      options.finalize === undefined ? {} : { finalize: options.finalize },
    );
  }
}

/** A block that was told the time and whose turn it is. */
export function beginBlock(
  chain: Chain,
  parent: Parent,
  clock: Clock,
  told?: bigint,
): { builder: BlockBuilder; slot: bigint } {
  const time = told ?? clock.next(timestamp.read.Now.get({ state: parent.state, profile: chain.profile }));
  const slot = time / clock.slotDuration;
  const builder = new BlockBuilder(chain, parent, [slotClaim(slot)]);
  const data = new Map([
    ["timstap0", u64.encode(time)],
    ["auraslot", u64.encode(slot)],
  ]);
  for (const inherent of builder.inherents(data)) builder.apply(inherent);
  return { builder, slot };
}

interface Taken {
  readonly taken: number;
  readonly invalid: readonly H256[];
}
function takeFrom(pool: Pool, builder: BlockBuilder): Taken {
  const invalid: H256[] = [];
  let taken = 0;
  let skipped = 0;
  const order = pool.inOrder();
  for (const transaction of order) {
    try {
      builder.apply(transaction.bytes);
      taken++;
    } catch (error) {
      if (!(error instanceof Invalidity)) {
        // A defect: without this transaction the next block can be built.
        pool.removeInvalid([transaction.hash]);
        throw error;
      }
      order.skip(transaction);
      if (error.error.type === "Invalid" && error.error.value.type === "ExhaustsResources") {
        if (++skipped > MAX_SKIPPED) break;
      } else invalid.push(transaction.hash);
    }
  }
  return { taken, invalid };
}
function takeAll(transactions: readonly Uint8Array[], builder: BlockBuilder): Taken {
  transactions.forEach((bytes, index) => {
    try {
      builder.apply(bytes);
    } catch (error) {
      if (error instanceof Invalidity) throw new Untakable(index, error);
      throw error;
    }
  });
  return { taken: transactions.length, invalid: [] };
}
