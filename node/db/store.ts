// The database of a chain: one LevelDB folder, one repository per kind, one atomic batch per block. Consensus data is
// stored as SCALE, what only this node cares about as msgpack.

import { access, constants, mkdir } from "node:fs/promises";
import { Level } from "level";
import { Packr } from "msgpackr";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { Header } from "../../runtime/primitives/header.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { bytes, type Codec, option, tuple, vec } from "../../runtime/primitives/scale/index.ts";
import type { Place as NodePlace } from "../../runtime/primitives/trie/index.ts";
import { damaged, StoreFailure, storeFailure } from "./failure.ts";
import { PageStore } from "./page_store.ts";
import { type Form, Repository, rawBytes, type Writes } from "./repository.ts";

/** Raised whenever what is written changes, so that programs of other versions could not read it. */
export const FORMAT = 2;

/** What the database says of itself. */
export interface Meta {
  readonly format: number;
  /** Name of the chain and of the rules it runs under. */
  readonly chain: string;
  readonly genesis: H256;
  readonly head: H256;
  readonly finalized: H256;
}
/** What this node keeps beside a header. */
export interface BlockRecord {
  readonly number: number;
  readonly parent: H256;
  /** Root of the state that was put in the place of the header's by a dev power. */
  readonly replacedRoot?: string;
}
/** Raw writes that a dev power laid over the state of a block, in order. */
export const Overrides = vec(tuple(bytes, option(bytes)));
export type Overrides = readonly (readonly [key: Uint8Array, value: Uint8Array | undefined])[];
export const Body = vec(bytes);
export interface Place {
  readonly block: H256;
  readonly index: number;
}

const hashBytes = (hash: H256): Uint8Array => hexToBytes(hash.slice(2));
const numberBytes = (number: number): Uint8Array => Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number);
const textBytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const scale = <T>(codec: Codec<T>): Form<T> => ({ encode: codec.encode, decode: codec.decode });

const PAGES = "n";
const afterPages = textBytes("o");
/** Five bytes, the highest first, so that pages lie in the order of their numbers. */
const pageNumberBytes = (number: number): Uint8Array =>
  Uint8Array.of(number / 2 ** 32, number >>> 24, number >>> 16, number >>> 8, number);
const pageNumberOf = (key: Uint8Array): number => key.slice(1).reduce((number, byte) => number * 256 + byte, 0);

/** Size of LevelDB's cache of table blocks. */
const CACHE_BYTES = 64 * 1024 * 1024;

type Db = Level<Uint8Array, Uint8Array>;

async function firstFreePage(db: Db): Promise<number> {
  try {
    const [last] = await db.keys({ gte: textBytes(PAGES), lt: afterPages, reverse: true, limit: 1 }).all();
    return last === undefined ? 0 : pageNumberOf(last) + 1;
  } catch (error) {
    await db.close();
    throw error;
  }
}

export class Store {
  readonly folder: string;
  readonly headers: Repository<H256, Header>;
  readonly bodies: Repository<H256, readonly Uint8Array[]>;
  readonly records: Repository<H256, BlockRecord>;
  readonly overrides: Repository<H256, Overrides>;
  /** The block at a height of the best chain. */
  readonly canonical: Repository<number, H256>;
  /** All blocks at a height. */
  readonly siblings: Repository<number, readonly H256[]>;
  readonly places: Repository<H256, Place>;
  /** Where the root of each state lies in the pages. */
  readonly roots: Repository<Uint8Array, NodePlace>;
  readonly pages: PageStore;
  readonly #metas: Repository<string, Meta>;
  readonly #db: Db;

  private constructor(db: Db, folder: string, nextPage: number) {
    this.#db = db;
    this.folder = folder;
    const packr = new Packr({ useRecords: false });
    const packed = <T>(): Form<T> => ({
      encode: (value) => packr.pack(value),
      decode: (raw) => packr.unpack(raw) as T,
    });
    const reads = { getSync: (key: Uint8Array) => this.#read(key) };
    this.headers = new Repository(reads, "h", hashBytes, scale(Header));
    this.bodies = new Repository(reads, "b", hashBytes, scale(Body));
    this.records = new Repository(reads, "r", hashBytes, packed<BlockRecord>());
    this.overrides = new Repository(reads, "o", hashBytes, scale(Overrides));
    this.canonical = new Repository(reads, "c", numberBytes, packed<H256>());
    this.siblings = new Repository(reads, "s", numberBytes, packed<readonly H256[]>());
    this.places = new Repository(reads, "x", hashBytes, packed<Place>());
    this.roots = new Repository(reads, "t", (root: Uint8Array) => root, packed<NodePlace>());
    this.pages = new PageStore(new Repository(reads, PAGES, pageNumberBytes, rawBytes), nextPage);
    this.#metas = new Repository(reads, "m", textBytes, packed<Meta>());
  }

  #read(key: Uint8Array): Uint8Array | undefined {
    try {
      const found = this.#db.getSync(key);
      // A plain view of it: slices of a Buffer would share memory where slices of a Uint8Array are copies.
      return found === undefined ? undefined : new Uint8Array(found.buffer, found.byteOffset, found.length);
    } catch (error) {
      throw storeFailure(error, this.folder) ?? error;
    }
  }

  /** Opens the folder, making it if need be. Throws a StoreFailure that tells what is wrong. */
  static async open(folder: string, options: { readonly create?: boolean } = {}): Promise<Store> {
    const create = options.create ?? true;
    try {
      if (create) await mkdir(folder, { recursive: true });
      await access(folder, constants.R_OK | constants.W_OK);
      const db: Db = new Level(folder, {
        keyEncoding: "view",
        valueEncoding: "view",
        cacheSize: CACHE_BYTES,
        createIfMissing: create,
      });
      await db.open();
      return new Store(db, folder, await firstFreePage(db));
    } catch (error) {
      throw storeFailure(error, folder) ?? error;
    }
  }

  /** What the database says of itself; undefined while it is empty. Refuses what a newer program wrote. */
  meta(): Meta | undefined {
    let found: Meta | undefined;
    try {
      found = this.#metas.get("chain");
    } catch (error) {
      throw error instanceof StoreFailure ? error : damaged(this.folder, "its first record can't be read", error);
    }
    if (found !== undefined && found.format !== FORMAT) {
      const age = found.format > FORMAT ? "newer" : "older";
      throw new StoreFailure(
        age,
        `The database in ${this.folder} was written by ${age === "newer" ? "a newer" : "an older"} version of this program (format ${found.format}, this one knows ${FORMAT}).${age === "older" ? " Use another folder or purge-chain." : ""}`,
      );
    }
    return found;
  }

  /** Collects writes; they happen together, or not at all, when `write` settles. A settled write survives a kill of the process. */
  batch(): Batch {
    return new Batch(this.#db, this.folder, (batch, meta) => this.#metas.put(batch, "chain", meta));
  }

  async close(): Promise<void> {
    await this.#db.close();
  }
}

export class Batch implements Writes {
  readonly #chain: ReturnType<Db["batch"]>;
  readonly #folder: string;
  readonly #putMeta: (batch: Writes, meta: Meta) => void;

  constructor(db: Db, folder: string, putMeta: (batch: Writes, meta: Meta) => void) {
    this.#chain = db.batch();
    this.#folder = folder;
    this.#putMeta = putMeta;
  }
  put(key: Uint8Array, value: Uint8Array): void {
    this.#chain.put(key, value);
  }
  del(key: Uint8Array): void {
    this.#chain.del(key);
  }
  meta(meta: Meta): void {
    this.#putMeta(this, meta);
  }
  async write(): Promise<void> {
    try {
      await this.#chain.write();
    } catch (error) {
      throw storeFailure(error, this.#folder) ?? error;
    }
  }
}
