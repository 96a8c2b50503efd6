// The node: chain, pool, author and doors, wired together; started and stopped.

import { createHash } from "node:crypto";
import { type Chain, decodeExtrinsic, Invalidity, validateTransaction } from "../runtime/index.ts";
import { Author, type Sealing } from "./author/author.ts";
import { Clock, type Rhythm } from "./author/clock.ts";
import { Keystore } from "./author/keystore.ts";
import { ShieldKeys } from "./author/shield_keys.ts";
import { Blockchain, type Genesis } from "./chain/blockchain.ts";
import type { Store } from "./db/store.ts";
import { remembering } from "./pool/known_signatures.ts";
import { LIMITS as POOL_LIMITS, Pool } from "./pool/pool.ts";
import type { Limits as PoolLimits } from "./pool/queues.ts";
import { LIMITS, type Limits } from "./rpc/limits.ts";
import { METHODS } from "./rpc/methods.ts";
import { RpcServer, type ServerOptions } from "./rpc/server.ts";

/** What clients are told of the chain. */
export interface SpecFacts {
  readonly name: string;
  readonly id: string;
  readonly chainType: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
export interface NodeOptions {
  readonly chain: Chain;
  readonly spec: SpecFacts;
  readonly genesis: Genesis;
  readonly store: Store;
  readonly sealing: Sealing;
  readonly rhythm: Rhythm;
  readonly slotDuration: bigint;
  readonly finalityLag: number;
  readonly poolLimits?: PoolLimits;
  readonly rpcLimits?: Partial<Limits>;
  readonly version: string;
  /** Told of errors that nobody expected. */
  readonly onDefect: (where: string, error: unknown) => void;
}

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** A peer id as the network's nodes have one, made of the genesis hash: an Ed25519 key in base 58. */
function peerIdOf(genesis: string): string {
  let value = BigInt(`0x2408011220${createHash("sha256").update(genesis).digest("hex")}`);
  let text = "";
  for (; value > 0n; value /= 58n) text = base58[Number(value % 58n)] + text;
  return `1${text}`;
}

export class Node {
  readonly chain: Chain;
  readonly spec: SpecFacts;
  readonly blockchain: Blockchain;
  readonly pool: Pool;
  readonly author: Author;
  readonly keystore = new Keystore();
  readonly identity: { readonly name: string; readonly version: string; readonly peerId: string };
  readonly methodNames: readonly string[] = [...METHODS.keys()];
  readonly onDefect: (where: string, error: unknown) => void;
  /** Milliseconds between blocks when they are made at an interval. */
  readonly interval: number;
  /** What offchain_localStorageSet keeps. */
  readonly offchain = new Map<string, Uint8Array>();
  readonly #rpcLimits: Limits;
  #servers: RpcServer[] = [];

  private constructor(options: NodeOptions, blockchain: Blockchain) {
    const { spec } = options;
    const chain: Chain = { ...options.chain, verify: remembering(options.chain.verify) };
    this.chain = chain;
    this.spec = spec;
    this.blockchain = blockchain;
    this.onDefect = options.onDefect;
    this.#rpcLimits = { ...LIMITS, ...options.rpcLimits };
    this.interval = typeof options.sealing === "number" ? options.sealing : Number(options.slotDuration);
    this.identity = { name: "taolab", version: options.version, peerId: peerIdOf(blockchain.genesis.hash) };
    this.pool = new Pool(
      blockchain,
      (extrinsic, at, source) => {
        try {
          return validateTransaction(chain, blockchain.stateOf(at.hash), source, extrinsic, at.hash);
        } catch (error) {
          // Bytes that are no extrinsic never reach the judgement of the reference's runtime: they fail to be read.
          if (error instanceof Invalidity && error.error.value.type === "Call") decodeExtrinsic(chain, extrinsic);
          throw error;
        }
      },
      { limits: options.poolLimits ?? POOL_LIMITS, now: () => Date.now() },
    );
    this.author = new Author(
      {
        chain,
        blockchain,
        pool: this.pool,
        clock: new Clock(options.rhythm, options.slotDuration),
        shieldKeys: new ShieldKeys(options.rhythm === "wall" ? "rolling" : "fixed", blockchain.genesis.hash),
        sign: (authority, message) => this.keystore.sign(authority, message),
        seals: options.rhythm === "wall",
        onError: (error) => options.onDefect("sealing", error),
      },
      options.sealing,
    );
  }

  /** Opens the chain; nothing runs yet. */
  static async open(options: NodeOptions): Promise<Node> {
    const blockchain = await Blockchain.open(options.store, options.genesis, { finalityLag: options.finalityLag });
    return new Node(options, blockchain);
  }

  /** Opens doors for clients. */
  async listen(options: ServerOptions & { readonly allowUnsafe: boolean }): Promise<readonly number[]> {
    const door = {
      node: this,
      methods: METHODS,
      limits: this.#rpcLimits,
      allowUnsafe: options.allowUnsafe,
      onDefect: this.onDefect,
    };
    const server = await RpcServer.open(door, options);
    this.#servers.push(server);
    return server.ports;
  }

  /** Stops sealing, lets what is under way be written, closes doors and database. */
  async stop(): Promise<void> {
    this.author.stop();
    await this.blockchain.turns.idle();
    await Promise.all(this.#servers.map((server) => server.close()));
    this.#servers = [];
    await this.blockchain.turns.idle();
    await this.blockchain.store.close();
  }
}
