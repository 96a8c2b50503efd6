// The chain as the node keeps it: blocks, the best and the final head, states of all blocks, forks. Every change is one
// atomic batch; listeners hear of it after it is written.

import { bytesToHex, hexToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { type Header, headerHash } from "../../runtime/primitives/header.ts";
import { type H256, h256, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { type Commit, ELSEWHERE, type StateVersion, Trie, TrieDefect } from "../../runtime/primitives/trie/index.ts";
import { damaged, StoreFailure } from "../db/failure.ts";
import { type Batch, FORMAT, type Meta, type Overrides, type Place, type Store } from "../db/store.ts";
import { type BlockRef, type Finalized, type Imported, Notice, type Reset } from "./notices.ts";
import { Turns } from "./turns.ts";

/** A block with everything that follows from it. */
export interface NewBlock {
  readonly header: Header;
  readonly extrinsics: readonly Uint8Array[];
  readonly state: Trie;
  readonly commit: Commit;
  /** Of tries within the state, which share its pages. */
  readonly childTries?: readonly Commit[];
}
export interface Genesis extends NewBlock {
  /** Name of the chain and its rules; a database of another one is refused. */
  readonly chain: string;
}
export interface ChainOptions {
  /** Blocks between the best and the final head; 0 finalizes at once. */
  readonly finalityLag: number;
}
/** What a snapshot remembers. */
interface Snapshot {
  readonly head: H256;
  readonly finalized: H256;
  readonly replacedRoot: string | undefined;
  readonly overrides: Overrides | undefined;
}

/** States kept open beside the head's. Each holds on to what later blocks replaced: an epoch of 256 neurons, a few megabytes. */
const OPEN_STATES = 4;
/** Headers kept decoded. */
const KNOWN_HEADERS = 4096;
const STATE_VERSION: StateVersion = 1;

export class UnknownBlock extends Error {
  override readonly name = "UnknownBlock";
}

export class Blockchain {
  readonly store: Store;
  readonly turns = new Turns();
  readonly imported = new Notice<Imported>();
  readonly finalizedNotice = new Notice<Finalized>();
  readonly reset = new Notice<Reset>();
  readonly genesis: BlockRef;
  finalityLag: number;
  #head: BlockRef;
  #finalized: BlockRef;
  readonly #chain: string;
  readonly #states = new Map<H256, Trie>();
  readonly #refs = new Map<H256, BlockRef>();
  readonly #snapshots = new Map<number, Snapshot>();
  #nextSnapshot = 1;

  private constructor(store: Store, meta: Meta, options: ChainOptions) {
    this.store = store;
    this.#chain = meta.chain;
    this.finalityLag = options.finalityLag;
    this.genesis = this.#stored(meta.genesis);
    this.#head = this.#stored(meta.head);
    this.#finalized = this.#stored(meta.finalized);
  }

  /** Opens the chain of a database, or begins it from the genesis. */
  static async open(store: Store, genesis: Genesis, options: ChainOptions): Promise<Blockchain> {
    const hash = headerHash(genesis.header);
    const found = store.meta();
    if (found === undefined) {
      const batch = store.batch();
      const meta: Meta = { format: FORMAT, chain: genesis.chain, genesis: hash, head: hash, finalized: hash };
      putBlock(store, batch, hash, genesis, []);
      store.canonical.put(batch, 0, hash);
      batch.meta(meta);
      await batch.write();
      const begun = new Blockchain(store, meta, options);
      begun.#states.set(hash, genesis.state.over(store.pages));
      return begun;
    }
    if (found.genesis !== hash || found.chain !== genesis.chain) {
      throw new StoreFailure(
        "foreign",
        `The database in ${store.folder} belongs to another chain (${found.chain}, genesis ${found.genesis}; asked for ${genesis.chain}, genesis ${hash}). Use another folder or purge-chain.`,
      );
    }
    const opened = new Blockchain(store, found, options);
    opened.verifyHead();
    return opened;
  }

  /** Opens a database whatever chain it holds, to read it. */
  static openAs(store: Store, meta: Meta): Blockchain {
    return new Blockchain(store, meta, { finalityLag: 0 });
  }

  get head(): BlockRef {
    return this.#head;
  }
  get finalized(): BlockRef {
    return this.#finalized;
  }

  #stored(hash: H256): BlockRef {
    const found = this.block(hash);
    if (found === undefined) throw damaged(this.store.folder, `block ${hash} is missing`);
    return found;
  }

  /** A stored block. */
  block(hash: H256): BlockRef | undefined {
    const known = this.#refs.get(hash);
    if (known !== undefined) return known;
    const header = this.store.headers.get(hash);
    if (header === undefined) return undefined;
    const ref: BlockRef = { hash, number: header.number, header };
    if (this.#refs.size >= KNOWN_HEADERS) this.#refs.clear();
    this.#refs.set(hash, ref);
    return ref;
  }
  body(hash: H256): readonly Uint8Array[] | undefined {
    return this.store.bodies.get(hash);
  }
  /** Hash of the block at a height of the best chain. */
  hashAt(number: number): H256 | undefined {
    return number > this.#head.number ? undefined : this.store.canonical.get(number);
  }
  /** Hashes of all blocks at a height. */
  siblingsAt(number: number): readonly H256[] {
    return this.store.siblings.get(number) ?? [];
  }
  isCanonical(block: BlockRef): boolean {
    return this.hashAt(block.number) === block.hash;
  }
  place(extrinsic: H256): Place | undefined {
    return this.store.places.get(extrinsic);
  }

  /** The state after a block, dev powers included. Shared: fork it before writing. Throws UnknownBlock. */
  stateOf(hash: H256): Trie {
    const open = this.#states.get(hash);
    if (open !== undefined) return open;
    const block = this.block(hash);
    if (block === undefined) throw new UnknownBlock(`Header was not found in the database: ${hash}`);
    const replaced = this.store.records.get(hash)?.replacedRoot;
    const state = this.stateWithRoot(
      replaced === undefined ? hexToBytes(block.header.state_root.slice(2)) : hexToBytes(replaced),
    );
    this.#keepState(hash, state);
    return state;
  }
  /** The state with this root. */
  stateWithRoot(root: Uint8Array): Trie {
    return Trie.open(root, this.store.roots.get(root) ?? ELSEWHERE, this.store.pages, STATE_VERSION);
  }
  #keepState(hash: H256, state: Trie): void {
    if (this.#states.size >= OPEN_STATES) {
      for (const old of this.#states.keys()) {
        if (old === this.#head.hash) continue;
        this.#states.delete(old);
        break;
      }
    }
    this.#states.set(hash, state);
  }

  /** Throws a StoreFailure unless the head's header hashes to its name and its state can be read. */
  verifyHead(): void {
    const { folder } = this.store;
    if (headerHash(this.#head.header) !== this.#head.hash)
      throw damaged(folder, "the head's header does not match its hash");
    try {
      this.stateOf(this.#head.hash).nextKey("");
    } catch (error) {
      if (error instanceof TrieDefect) throw damaged(folder, error.message, error);
      throw error;
    }
  }

  #meta(head: BlockRef, finalized: BlockRef): Meta {
    return {
      format: FORMAT,
      chain: this.#chain,
      genesis: this.genesis.hash,
      head: head.hash,
      finalized: finalized.hash,
    };
  }

  /**
   * Stores a block that was built or re-executed here. It becomes the best one if it is higher than the head.
   * Call it within `turns`.
   */
  async adopt(block: NewBlock, options: { readonly finalize?: boolean } = {}): Promise<BlockRef> {
    const { header } = block;
    const hash = headerHash(header);
    if (this.hashAt(header.number) === hash) return this.#stored(hash);
    const parent = this.block(header.parent_hash);
    if (parent === undefined)
      throw new UnknownBlock(`parent ${header.parent_hash} of block ${header.number} is not known`);
    const ref: BlockRef = { hash, number: header.number, header };
    const isBest = ref.number > this.#head.number;
    const { retracted, enacted } = isBest ? this.#route(this.#head, parent) : { retracted: [], enacted: [] };
    const pastFinal = retracted.some((one) => one.number <= this.#finalized.number);
    if (pastFinal) throw new Error(`block ${hash} would undo the final block ${this.#finalized.hash}`);

    const batch = this.store.batch();
    putBlock(this.store, batch, hash, block, this.siblingsAt(ref.number));
    // A block that was abandoned by a dev power and built again begins anew.
    this.store.overrides.delete(batch, hash);
    if (isBest) {
      this.#putRoute(batch, retracted, enacted);
      this.store.canonical.put(batch, ref.number, hash);
    }
    const head = isBest ? ref : this.#head;
    const final = isBest && options.finalize !== false ? this.#finalTarget(ref, [...enacted, ref]) : undefined;
    batch.meta(this.#meta(head, final ?? this.#finalized));
    await batch.write();

    this.#refs.set(hash, ref);
    this.#keepState(hash, block.state);
    this.#head = head;
    this.imported.tell({ block: ref, isBest, retracted, enacted: isBest ? [...enacted, ref] : [] });
    if (final !== undefined) this.#tellFinal(final);
    return ref;
  }

  /** The block that becomes final when `best` is the new head, if it is above the present one. */
  #finalTarget(best: BlockRef, enacted: readonly BlockRef[]): BlockRef | undefined {
    const number = best.number - this.finalityLag;
    if (number <= this.#finalized.number) return undefined;
    const joined = enacted.find((one) => one.number === number);
    if (joined !== undefined) return joined;
    const hash = this.store.canonical.get(number);
    return hash === undefined ? undefined : this.block(hash);
  }

  #tellFinal(final: BlockRef): void {
    const blocks: BlockRef[] = [];
    for (let at = final; at.number > this.#finalized.number; at = this.#stored(at.header.parent_hash))
      blocks.unshift(at);
    const pruned = blocks.flatMap((one) => this.siblingsAt(one.number).filter((other) => other !== one.hash));
    this.#finalized = final;
    this.finalizedNotice.tell({ blocks, pruned: [...pruned, ...this.#descendants(pruned)] });
  }
  #descendants(of: readonly H256[]): H256[] {
    if (of.length === 0) return [];
    const doomed = new Set<H256>(of);
    const found: H256[] = [];
    for (let number = this.#finalized.number + 1; ; number++) {
      const level = this.siblingsAt(number);
      if (level.length === 0) return found;
      for (const hash of level) {
        const block = this.block(hash);
        if (block !== undefined && doomed.has(block.header.parent_hash)) {
          doomed.add(hash);
          found.push(hash);
        }
      }
    }
  }

  /** Makes a block of the best chain, and all below it, final. Call it within `turns`. */
  async finalize(hash: H256): Promise<void> {
    const block = this.block(hash);
    if (block === undefined) throw new UnknownBlock(`Header was not found in the database: ${hash}`);
    if (!this.isCanonical(block)) throw new Error(`block ${hash} is not on the best chain`);
    if (block.number <= this.#finalized.number) return;
    const batch = this.store.batch();
    batch.meta(this.#meta(this.#head, block));
    await batch.write();
    this.#tellFinal(block);
  }

  /** What leaves the best chain and what joins it on the way from one block to another; the other included. */
  #route(from: BlockRef, to: BlockRef): { retracted: BlockRef[]; enacted: BlockRef[] } {
    const retracted: BlockRef[] = [];
    const enacted: BlockRef[] = [];
    let low = from;
    let high = to;
    while (low.hash !== high.hash) {
      if (low.number >= high.number) {
        retracted.push(low);
        low = this.#stored(low.header.parent_hash);
      } else {
        enacted.unshift(high);
        high = this.#stored(high.header.parent_hash);
      }
    }
    return { retracted, enacted };
  }
  #putRoute(batch: Batch, retracted: readonly BlockRef[], enacted: readonly BlockRef[]): void {
    for (const one of retracted) this.store.canonical.delete(batch, one.number);
    for (const one of enacted) this.store.canonical.put(batch, one.number, one.hash);
  }

  #putSiblings(batch: Batch, number: number, change: (hashes: readonly H256[]) => readonly H256[]): void {
    this.store.siblings.put(batch, number, change(this.siblingsAt(number)));
  }

  /** Puts the head on any stored block, final ones below the old head included. Call it within `turns`. */
  async setHead(hash: H256): Promise<BlockRef> {
    const target = this.block(hash);
    if (target === undefined) throw new UnknownBlock(`Header was not found in the database: ${hash}`);
    const { retracted, enacted } = this.#route(this.#head, target);
    const common = enacted.length > 0 ? this.#stored(enacted[0]!.header.parent_hash) : target;
    const finalized = this.#finalized.number > common.number ? common : this.#finalized;
    const batch = this.store.batch();
    this.#putRoute(batch, retracted, enacted);
    // What is abandoned stays readable by its hash, but is no fork that could win or be pruned.
    for (const one of retracted)
      this.#putSiblings(batch, one.number, (hashes) => hashes.filter((other) => other !== one.hash));
    for (const one of enacted)
      this.#putSiblings(batch, one.number, (hashes) => [...hashes.filter((other) => other !== one.hash), one.hash]);
    batch.meta(this.#meta(target, finalized));
    await batch.write();
    this.#head = target;
    this.#finalized = finalized;
    this.reset.tell({ head: target, retracted, sameHead: retracted.length + enacted.length === 0 });
    const final = this.#finalTarget(target, enacted);
    if (final !== undefined) await this.finalize(final.hash);
    return target;
  }

  /** Lays raw writes over the state of a block. Its header keeps its root; the next block builds on the new state. */
  async override(hash: H256, writes: Overrides): Promise<BlockRef> {
    const block = this.block(hash);
    if (block === undefined) throw new UnknownBlock(`Header was not found in the database: ${hash}`);
    const state = this.stateOf(hash).fork();
    for (const [key, value] of writes) {
      const text = bytesToHex(key);
      if (value === undefined) state.delete(text);
      else state.set(text, { bytes: value });
    }
    const commit = state.commit();
    const batch = this.store.batch();
    putCommit(this.store, batch, commit);
    this.store.overrides.put(batch, hash, [...(this.store.overrides.get(hash) ?? []), ...writes]);
    this.#putRecord(batch, block, bytesToHex(commit.root));
    await batch.write();
    this.#states.set(hash, state);
    if (hash === this.#head.hash) this.reset.tell({ head: block, retracted: [], sameHead: true });
    return block;
  }
  #putRecord(batch: Batch, block: BlockRef, replacedRoot: string | undefined): void {
    const record = { number: block.number, parent: block.header.parent_hash };
    this.store.records.put(batch, block.hash, replacedRoot === undefined ? record : { ...record, replacedRoot });
  }

  /** Remembers the head and its state; returns the number to revert to. */
  snapshot(): number {
    const { hash } = this.#head;
    const id = this.#nextSnapshot++;
    this.#snapshots.set(id, {
      head: hash,
      finalized: this.#finalized.hash,
      replacedRoot: this.store.records.get(hash)?.replacedRoot,
      overrides: this.store.overrides.get(hash),
    });
    return id;
  }
  /** Goes back to a snapshot, which is used up with all later ones. False if there is none of that number. */
  async revert(id: number): Promise<boolean> {
    const snapshot = this.#snapshots.get(id);
    if (snapshot === undefined) return false;
    for (const one of [...this.#snapshots.keys()]) if (one >= id) this.#snapshots.delete(one);
    const block = this.#stored(snapshot.head);
    const batch = this.store.batch();
    this.#putRecord(batch, block, snapshot.replacedRoot);
    if (snapshot.overrides === undefined) this.store.overrides.delete(batch, block.hash);
    else this.store.overrides.put(batch, block.hash, snapshot.overrides);
    await batch.write();
    this.#states.delete(block.hash);
    await this.setHead(block.hash);
    return true;
  }

  /** Final blocks and everything that is built on the last of them, parents first; for followers that begin now. */
  unfinal(): BlockRef[] {
    const found: BlockRef[] = [];
    const parents = new Set<H256>([this.#finalized.hash]);
    for (let number = this.#finalized.number + 1; ; number++) {
      const level = this.siblingsAt(number)
        .map((hash) => this.#stored(hash))
        .filter((block) => parents.has(block.header.parent_hash));
      if (level.length === 0) return found;
      for (const block of level) parents.add(block.hash);
      found.push(...level);
    }
  }
}

function putBlock(store: Store, batch: Batch, hash: H256, block: NewBlock, siblings: readonly H256[]): void {
  const { header, extrinsics, commit, childTries = [] } = block;
  store.headers.put(batch, hash, header);
  store.bodies.put(batch, hash, extrinsics);
  store.records.put(batch, hash, {
    number: header.number,
    parent: header.number === 0 ? ZERO_HASH : header.parent_hash,
  });
  store.siblings.put(batch, header.number, [...siblings.filter((other) => other !== hash), hash]);
  for (const one of [commit, ...childTries]) putCommit(store, batch, one);
  for (const [index, extrinsic] of extrinsics.entries()) {
    store.places.put(batch, extrinsicHash(extrinsic), { block: hash, index });
  }
}

function putCommit(store: Store, batch: Batch, { root, place, pages }: Commit): void {
  for (const [number, bytes] of pages) store.pages.put(batch, number, bytes);
  store.roots.put(batch, root, place);
}

/** Name of an extrinsic: blake2-256 of its whole encoding. */
export const extrinsicHash = (extrinsic: Uint8Array): H256 => h256(blake2b256(extrinsic));
