// A state that remembers which keys were touched, so that what a piece of work changed can be listed.

import type { Cell, Mark, State } from "../../runtime/frame/state.ts";
import type { Trie } from "../../runtime/index.ts";
import { bytesToHex, equalBytes, hexToBytes } from "../../runtime/primitives/bytes.ts";
import type { AnyCodec } from "../../runtime/primitives/scale/codec.ts";
import type { Plain } from "../../runtime/primitives/trie/index.ts";

type Change = readonly [key: string, before: Uint8Array | undefined, after: Uint8Array | undefined];

export class Recording implements State {
  readonly #before: Trie;
  readonly #now: Trie;
  readonly #touched = new Set<string>();

  constructor(state: Trie) {
    this.#before = state;
    this.#now = state.fork();
  }
  get(key: string): Cell | undefined {
    return this.#now.get(key);
  }
  read(key: string, of: AnyCodec): Cell | Plain | undefined {
    return this.#now.read(key, of);
  }
  write(key: string, of: AnyCodec, value: Plain): void {
    this.#touched.add(key);
    this.#now.write(key, of, value);
  }
  set(key: string, cell: Cell): void {
    this.#touched.add(key);
    this.#now.set(key, cell);
  }
  delete(key: string): void {
    this.#touched.add(key);
    this.#now.delete(key);
  }
  clearPrefix(prefix: string, limit?: number): number {
    let left = limit ?? Number.POSITIVE_INFINITY;
    for (const key of this.#now.keys(prefix)) {
      if (left-- <= 0) break;
      this.#touched.add(key);
    }
    return this.#now.clearPrefix(prefix, limit);
  }
  keys(prefix: string, after?: string): Iterable<string> {
    return this.#now.keys(prefix, after);
  }
  entries(prefix: string): Iterable<readonly [key: string, cell: Cell]> {
    return this.#now.entries(prefix);
  }
  nextKey(key: string): string | undefined {
    return this.#now.nextKey(key);
  }
  mark(): Mark {
    return this.#now.mark();
  }
  restore(mark: Mark): void {
    this.#now.restore(mark as ReturnType<Trie["mark"]>);
  }
  /** What differs from the beginning, in raw-key order. */
  changes(): Change[] {
    return changesBetween(this.#before, this.#now, this.#touched);
  }
}
/** What differs between two states among these keys. */
export function changesBetween(before: Trie, after: Trie, keys: Iterable<string>): Change[] {
  const changes: Change[] = [];
  for (const key of [...keys].sort()) {
    const [old, now] = [before.get(key)?.bytes, after.get(key)?.bytes];
    if (old === now || (old !== undefined && now !== undefined && equalBytes(old, now))) continue;
    changes.push([key, old, now]);
  }
  return changes;
}
/** Changes as raw writes. */
export const writesFrom = (changes: readonly Change[]) =>
  changes.map(([key, , after]) => [hexToBytes(key), after] as const);
export const hexOf = (bytes: Uint8Array | undefined): string | null =>
  bytes === undefined ? null : `0x${bytesToHex(bytes)}`;
