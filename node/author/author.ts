// Builds blocks: on demand, when a transaction is ready, or at an interval. Mirrors sc-basic-authorship and
// sc-consensus-manual-seal.

import { BlockBuilder, type Chain, type Parent } from "../../runtime/index.ts";
import { aura } from "../../runtime/pallets/aura/index.ts";
import { AnnouncedKey, SHIELD_INHERENT } from "../../runtime/pallets/shield/keys.ts";
import { TIMESTAMP_INHERENT, timestamp } from "../../runtime/pallets/timestamp/index.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";
import { type Blockchain, UnknownBlock } from "../chain/blockchain.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Pool } from "../pool/pool.ts";
import type { Clock } from "./clock.ts";
import { authorOf, type Signer, slotClaim, withSeal } from "./seal.ts";
import type { ShieldKeys } from "./shield_keys.ts";
import { type KeyFinder, Taker, takeAll, takeFrom } from "./taking.ts";

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
export interface AuthorParts {
  readonly chain: Chain;
  readonly blockchain: Blockchain;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly shieldKeys: ShieldKeys;
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

  /** A block that was told the time, whose turn it is and the key for shielded transactions. */
  begin(parent: Parent, told?: bigint): { readonly builder: BlockBuilder; readonly slot: bigint } {
    const { chain, clock, shieldKeys } = this.#parts;
    const time = told ?? clock.next(timestamp.read.Now.get({ state: parent.state, profile: chain.profile }));
    const slot = time / clock.slotDuration;
    const builder = new BlockBuilder(chain, parent, [slotClaim(slot)]);
    const data = new Map([
      [TIMESTAMP_INHERENT, u64.encode(time)],
      ["auraslot", u64.encode(slot)],
      [SHIELD_INHERENT, AnnouncedKey.encode(shieldKeys.announcedIn(parent.number + 1))],
    ]);
    for (const inherent of builder.inherents(data)) builder.apply(inherent);
    return { builder, slot };
  }
  /**
   * Deviates: an author of the reference opens what was sealed to the key that is its own this turn, and leaves the rest to
   * other authors or to die. This node is every author, so any key that one of them lately announced will do: a client that
   * reads NextKey finds its transaction in the next block, also where none comes by itself.
   */
  #shieldReader(number: number, state: Parent["state"]): KeyFinder {
    const { chain, shieldKeys } = this.#parts;
    const at = { state, profile: chain.profile };
    return ({ key_hash }) => shieldKeys.secretFor(key_hash, number, aura.read.Authorities.get(at).length);
  }

  async #seal(options: SealOptions): Promise<BlockRef> {
    const { chain, blockchain, pool } = this.#parts;
    const parent = options.parent === undefined ? blockchain.head : blockchain.block(options.parent);
    if (parent === undefined) throw new UnknownBlock(`Header was not found in the database: ${options.parent}`);
    if (options.createEmpty === false && options.transactions === undefined && pool.status.ready === 0)
      throw new EmptyTransactionPool("Transaction pool is empty");
    const state = blockchain.stateOf(parent.hash);
    const { builder, slot } = this.begin({ hash: parent.hash, number: parent.number, state }, options.time);
    const taker = new Taker(chain, builder, this.#shieldReader(parent.number + 1, state));
    const { taken, invalid } =
      options.transactions === undefined ? takeFrom(pool, taker) : takeAll(options.transactions, taker);
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
