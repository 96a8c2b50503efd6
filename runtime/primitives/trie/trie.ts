// The state of the chain: a persistent base-16 Patricia-Merkle tree. Mirrors what sp-trie and trie-db compute, not how.
//
// Keys are raw storage keys in lower-case hex without 0x, one character per nibble. A version of the tree is its root node. A writer changes
// the nodes it made since its last mark in place and copies all others on the way to a change, so marks and forks cost nothing and versions
// share what they have in common. Nodes that are known by hash only are read from their pages when a walk needs them.

import { bytesToHex, equalBytes } from "../bytes.ts";
import { blake2b256 } from "../hash/blake2b.ts";
import type { AnyCodec } from "../scale/codec.ts";
import { digestBytes, digestOf } from "./digest.ts";
import { ensureNibbles, NIBBLES, sharedLength, slotAt } from "./nibbles.ts";
import {
  absentNode,
  Branch,
  type Cell,
  childAt,
  copied,
  ELSEWHERE,
  FRESH,
  isAbsent,
  isBranch,
  LONGEST_INLINE_VALUE,
  LongValue,
  leafNode,
  type Node,
  type Place,
  type Plain,
  type StateVersion,
  setChild,
  TrieDefect,
} from "./node.ts";
import { decodedNode } from "./node_decoding.ts";
import { emptyRoot, encodedNode, sealInto, sealRoot } from "./node_encoding.ts";
import { NodeWalk } from "./node_walk.ts";
import { countedPages, type Page, type Pages, PageWriter, pageOf, recordAt } from "./page.ts";
import { ValueCell } from "./value_cell.ts";

/** A version to go back to; only `restore` can read it. */
export interface Mark {
  readonly root: Node | undefined;
}

/** What a store has to write before a version is durable: pages, and where its root lies in them. */
export interface Commit {
  readonly root: Uint8Array;
  readonly place: Place;
  readonly pages: readonly Page[];
}

let nextEra = 1;

/** Nodes on the way to the key last walked to, from the root down. Reused by every walk; never held across calls. */
const path: Node[] = [];

export class Trie {
  #root: Node | undefined;
  #era: number;
  readonly #pages: Pages;
  readonly version: StateVersion;

  private constructor(root: Node | undefined, pages: Pages, version: StateVersion) {
    this.#root = root;
    this.#era = nextEra++;
    this.#pages = pages;
    this.version = version;
  }

  static empty(version: StateVersion = 1, pages: Pages = countedPages()): Trie {
    return new Trie(undefined, pages, version);
  }

  /** The version with this root, of which a commit said where it lies, read as it is needed. */
  static open(root: Uint8Array, place: Place, pages: Pages, version: StateVersion = 1): Trie {
    return new Trie(equalBytes(root, emptyRoot) ? undefined : absentNode(digestOf(root), place), pages, version);
  }

  get(key: string): Cell | undefined {
    const node = this.#find(key);
    return node === undefined ? undefined : this.#cellOf(node);
  }

  /** The same, but a plain value as such where it was written with this codec. */
  read(key: string, of: AnyCodec): Cell | Plain | undefined {
    const node = this.#find(key);
    if (node === undefined) return undefined;
    return node.of === of ? (node.value as Plain) : this.#cellOf(node);
  }

  has(key: string): boolean {
    return this.#find(key)?.value !== undefined;
  }

  /** Leaves the trie as it is when the bytes are the ones it has. */
  set(key: string, cell: Cell): void {
    this.#put(key, cell, undefined);
  }

  /** Sets a plain value, which must be one that the codec encodes. */
  write(key: string, of: AnyCodec, value: Plain): void {
    this.#put(key, value, of);
  }

  /** Sets a value of more than 32 bytes of which only the hash is known: enough for the root, but it can't be read. */
  setHashed(key: string, hash: Uint8Array): void {
    this.#put(key, new LongValue(digestOf(hash), undefined, ELSEWHERE), undefined);
  }

  /** Whether there was anything to delete. */
  delete(key: string): boolean {
    if (this.#root === undefined) return false;
    const depth = this.#walkTo(key);
    const last = path[depth - 1]!;
    if (last.key !== key || last.value === undefined) return false;
    if (isBranch(last)) {
      const own = this.#own(last) as Branch;
      own.value = undefined;
      own.of = undefined;
      this.#replace(depth - 1, this.#collapsed(own));
    } else {
      this.#remove(depth - 1);
    }
    return true;
  }

  /** Deletes keys under the prefix in raw-key order, at most `limit` of them; returns how many went. */
  clearPrefix(prefix: string, limit = Number.POSITIVE_INFINITY): number {
    const doomed: string[] = [];
    if (limit > 0) {
      for (const key of this.keys(prefix)) {
        doomed.push(key);
        if (doomed.length === limit) break;
      }
    }
    if (doomed.length === 0) return 0;
    if (doomed.length < limit) this.#removeSubtree(prefix);
    else for (const key of doomed) this.delete(key);
    return doomed.length;
  }

  /** The current version, to come back to or to read later. What was written so far is copied before it is changed again. */
  mark(): Mark {
    this.#freeze();
    return { root: this.#root };
  }

  restore(mark: Mark): void {
    this.#root = mark.root;
  }

  /** A second writer that starts from the current version. */
  fork(): Trie {
    return this.over(this.#pages);
  }

  /** The same over pages of somebody else, who wrote those of all commits so far under their numbers. */
  over(pages: Pages): Trie {
    this.#freeze();
    return new Trie(this.#root, pages, this.version);
  }

  /** Keys under the prefix in raw-key order, those above `after` only, of the version at the time of the call. */
  keys(prefix = "", after?: string): IterableIterator<string> {
    return keysOf(this.#walk(prefix, after));
  }

  entries(prefix = "", after?: string): IterableIterator<[key: string, cell: Cell]> {
    return this.#entriesOf(this.#walk(prefix, after));
  }

  /** The smallest key above the given one, which need not exist itself. */
  nextKey(key: string): string | undefined {
    return new NodeWalk(this.#readRoot(), this.#readChild, "", key).next()?.key;
  }

  /** Number of keys under the prefix; reads all of them. */
  count(prefix = ""): number {
    const walk = new NodeWalk(this.#readRoot(), this.#readChild, prefix);
    let count = 0;
    while (walk.next() !== undefined) count++;
    return count;
  }

  /** The state root; only what changed since the last call is encoded and hashed. */
  root(): Uint8Array {
    return this.#root === undefined ? emptyRoot.slice() : digestBytes(sealRoot(this.#root, this.version));
  }

  /**
   * The root, and pages with every node and long value below it that no store has been told of. From here on they count as stored, in every
   * trie that shares them: who asks for a commit has to write it, or to give up this version and whatever was forked from it.
   */
  commit(): Commit {
    if (this.#root === undefined) return { root: emptyRoot.slice(), place: ELSEWHERE, pages: [] };
    const writer = new PageWriter(this.#pages);
    const hash = sealInto(writer, this.#root, this.version);
    return { root: digestBytes(hash), place: this.#root.place, pages: writer.finish() };
  }

  /** Encodings on the way to each key, long values included: enough to read the keys, or to see that they are missing, from the root alone. */
  proof(keys: Iterable<string>): Uint8Array[] {
    if (this.#root === undefined) return [Uint8Array.of(0)];
    sealRoot(this.#root, this.version);
    const parts = new Map<string, Uint8Array>();
    for (const key of keys) {
      const depth = this.#walkTo(key);
      for (let i = 0; i < depth; i++) {
        const node = path[i]!;
        if (i > 0 && !key.startsWith(path[i - 1]!.key)) break;
        if (node.hash === undefined) continue;
        const name = bytesToHex(digestBytes(node.hash));
        if (!parts.has(name)) {
          parts.set(name, encodedNode(node, i === 0 ? 0 : path[i - 1]!.offset + 1, this.version));
        }
      }
      const last = path[depth - 1]!;
      if (last.key === key && last.value instanceof LongValue && last.value.hash !== undefined) {
        parts.set(bytesToHex(digestBytes(last.value.hash)), this.#longCell(last.value).bytes);
      }
    }
    return [...parts.values()];
  }

  /** Hash, or the whole encoding where that is shorter than a hash, of the topmost node at or below a prefix. */
  merkleValue(prefix: string): Uint8Array | undefined {
    if (this.#root === undefined) return undefined;
    sealRoot(this.#root, this.version);
    let node = this.#readRoot();
    let depth = 0;
    while (node !== undefined && node.key.length < prefix.length) {
      if (!isBranch(node) || !prefix.startsWith(node.key)) return undefined;
      depth = node.offset + 1;
      node = this.#readChild(node, slotAt(prefix, node.offset));
    }
    if (node === undefined || !node.key.startsWith(prefix)) return undefined;
    return node.hash === undefined ? encodedNode(node, depth, this.version) : digestBytes(node.hash);
  }

  /** Freezes all nodes of the current version, if this writer may still change any. */
  #freeze(): void {
    if (this.#root !== undefined && this.#root.era === this.#era) this.#era = nextEra++;
  }

  #walk(prefix: string, after: string | undefined): NodeWalk {
    this.#freeze();
    return new NodeWalk(this.#readRoot(), this.#readChild, prefix, after);
  }

  *#entriesOf(walk: NodeWalk): IterableIterator<[string, Cell]> {
    for (let node = walk.next(); node !== undefined; node = walk.next()) yield [node.key, this.#cellOf(node)!];
  }

  /** The node with this very key. */
  #find(key: string): Node | undefined {
    let node = this.#readRoot();
    if (node === undefined) return undefined;
    for (;;) {
      const { offset } = node;
      if (offset >= key.length) return node.key === key ? node : undefined;
      const slot = slotAt(key, offset);
      let child = childAt(node as Branch, slot);
      if (child === undefined) return undefined;
      if (isAbsent(child)) {
        // What lies beyond a branch with a foreign key need not be read, and a proof would not contain it.
        if (!key.startsWith(node.key)) return undefined;
        child = this.#loadChild(node as Branch, slot, child);
      }
      node = child;
    }
  }

  /** Fills `path` as far as the key leads, by its nibbles at the branches alone, and returns the number of nodes; at least the root. */
  #walkTo(key: string): number {
    let node = this.#readRoot()!;
    let depth = 0;
    path[depth++] = node;
    for (;;) {
      const { offset } = node;
      if (offset >= key.length) return depth;
      const slot = slotAt(key, offset);
      let child = childAt(node as Branch, slot);
      if (child === undefined) return depth;
      if (isAbsent(child)) {
        if (!key.startsWith(node.key)) return depth;
        child = this.#loadChild(node as Branch, slot, child);
      }
      node = child;
      path[depth++] = node;
    }
  }

  #put(key: string, value: Plain | Cell | LongValue, of: AnyCodec | undefined): void {
    if (this.#root === undefined) {
      ensureNibbles(key);
      this.#root = leafNode(key, value, of, this.#era);
      return;
    }
    const depth = this.#walkTo(key);
    const last = path[depth - 1]!;
    if (last.key === key) {
      if (sameBytes(last, value, of)) return;
      const own = this.#own(last);
      own.value = value;
      own.of = of;
      this.#replace(depth - 1, own);
    } else {
      ensureNibbles(key);
      this.#insert(key, value, of, sharedLength(last.key, key));
    }
  }

  /** Adds a key of which `common` nibbles lead along `path`. */
  #insert(key: string, value: Plain | Cell | LongValue, of: AnyCodec | undefined, common: number): void {
    let at = 0;
    while (path[at]!.key.length < common) at++;
    const node = path[at]!;
    let top: Branch;
    if (node.key.length === common) {
      // The node's key begins the new one.
      top = isBranch(node) ? (this.#own(node) as Branch) : new Branch(node.key, node.value, node.of, this.#era);
      setChild(top, slotAt(key, common), leafNode(key, value, of, this.#era));
    } else {
      const own = key.length === common;
      top = new Branch(key.slice(0, common), own ? value : undefined, own ? of : undefined, this.#era);
      setChild(top, slotAt(node.key, common), this.#own(node));
      if (!own) setChild(top, slotAt(key, common), leafNode(key, value, of, this.#era));
    }
    this.#replace(at, top);
  }

  /** Puts a node in the place of `path[at]` and rewrites everything above it. */
  #replace(at: number, node: Node): void {
    let below = node;
    for (let i = at - 1; i >= 0; i--) {
      const parent = this.#own(path[i]!) as Branch;
      setChild(parent, slotAt(below.key, parent.offset), below);
      below = parent;
    }
    this.#root = below;
  }

  /** Takes the subtree at `path[at]` out. */
  #remove(at: number): void {
    if (at === 0) {
      this.#root = undefined;
      return;
    }
    const parent = this.#own(path[at - 1]!) as Branch;
    setChild(parent, slotAt(path[at]!.key, parent.offset), undefined);
    this.#replace(at - 1, this.#collapsed(parent));
  }

  /** Takes everything under a prefix out; there must be something. */
  #removeSubtree(prefix: string): void {
    this.#remove(this.#walkTo(prefix) - 1);
  }

  /** What has to stand in place of an owned branch that lost something: the branch, a leaf, or its only child. */
  #collapsed(branch: Branch): Node {
    let count = 0;
    let only = 0;
    for (let slot = 0; slot < 16; slot++) {
      if (childAt(branch, slot) !== undefined) {
        count++;
        only = slot;
      }
    }
    if (count === 0) return leafNode(branch.key, branch.value, branch.of, this.#era);
    if (count > 1 || branch.value !== undefined) return branch;
    // The child's partial key grows, so its encoding changes: it has to be known.
    return this.#own(this.#readChild(branch, only)!);
  }

  /** The node itself if this writer made it since its last mark, else a copy; without a hash either way, because it is about to change. */
  #own(node: Node): Node {
    if (node.era === this.#era) {
      node.hash = undefined;
      node.place = FRESH;
      return node;
    }
    return copied(node, this.#era);
  }

  #cellOf(node: Node): Cell | undefined {
    const { value, of } = node;
    if (of !== undefined) return new ValueCell(of, value as Plain);
    return value instanceof LongValue ? this.#longCell(value) : (value as Cell | undefined);
  }

  #longCell(value: LongValue): Cell {
    value.cell ??= { bytes: this.#read(digestBytes(value.hash!), value.place).bytes.slice(), decoded: undefined };
    return value.cell;
  }

  #readRoot(): Node | undefined {
    const root = this.#root;
    if (root === undefined || !isAbsent(root)) return root;
    this.#root = this.#loaded(root, "");
    return this.#root;
  }

  readonly #readChild = (branch: Branch, slot: number): Node | undefined => {
    const child = childAt(branch, slot);
    return child === undefined || !isAbsent(child) ? child : this.#loadChild(branch, slot, child);
  };

  /** Reads an absent child and puts it in its place, for every version that shares the branch. */
  #loadChild(branch: Branch, slot: number, absent: Node): Node {
    const loaded = this.#loaded(absent, branch.key + NIBBLES[slot]!);
    setChild(branch, slot, loaded);
    return loaded;
  }

  #loaded({ hash, place }: Node, prefix: string): Node {
    const name = digestBytes(hash!);
    const { bytes, places } = this.#read(name, place);
    try {
      const node = decodedNode(bytes, prefix, places);
      node.hash = hash;
      node.place = place;
      return node;
    } catch (error) {
      if (!(error instanceof TrieDefect)) throw error;
      throw new TrieDefect(`trie node 0x${bytesToHex(name)} is malformed: ${error.message}`);
    }
  }

  #read(hash: Uint8Array, place: Place): { bytes: Uint8Array; places: readonly Place[] } {
    const page = place < 0 ? undefined : this.#pages.read(pageOf(place));
    if (page === undefined) throw new TrieDefect(`trie node 0x${bytesToHex(hash)} is missing`);
    const record = recordAt(page, place);
    if (record === undefined || !equalBytes(blake2b256(record.bytes), hash))
      throw new TrieDefect(`trie node 0x${bytesToHex(hash)} is damaged`);
    return record;
  }
}

function* keysOf(walk: NodeWalk): IterableIterator<string> {
  for (let node = walk.next(); node !== undefined; node = walk.next()) yield node.key;
}

/** Whether a node holds the bytes that are to be set. */
function sameBytes(node: Node, fresh: Plain | Cell | LongValue, of: AnyCodec | undefined): boolean {
  const old = node.value;
  if (old === undefined || fresh instanceof LongValue) return false;
  if (of !== undefined && node.of === of) return old === fresh;
  const bytes = of === undefined ? (fresh as Cell).bytes : of.encode(fresh);
  if (node.of !== undefined) return equalBytes(node.of.encode(old), bytes);
  if (!(old instanceof LongValue)) return equalBytes((old as Cell).bytes, bytes);
  if (old.cell !== undefined) return equalBytes(old.cell.bytes, bytes);
  return bytes.length > LONGEST_INLINE_VALUE && equalBytes(digestBytes(old.hash!), blake2b256(bytes));
}
