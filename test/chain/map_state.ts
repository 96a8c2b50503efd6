// A state for unit tests: a plain map under an undo list. It knows no roots.

import type { Cell, Mark, State } from "../../runtime/frame/state.ts";
import type { AnyCodec } from "../../runtime/primitives/scale/codec.ts";
import { type Plain, ValueCell } from "../../runtime/primitives/trie/index.ts";

export class MapState implements State {
  readonly cells = new Map<string, Cell>();
  #undo: { key: string; cell: Cell | undefined }[] = [];

  get(key: string): Cell | undefined {
    return this.cells.get(key);
  }
  #put(key: string, cell: Cell | undefined): void {
    this.#undo.push({ key, cell: this.cells.get(key) });
    if (cell === undefined) this.cells.delete(key);
    else this.cells.set(key, cell);
  }
  set(key: string, cell: Cell): void {
    this.#put(key, cell);
  }
  read(key: string): Cell | undefined {
    return this.get(key);
  }
  write(key: string, of: AnyCodec, value: Plain): void {
    this.#put(key, new ValueCell(of, value));
  }
  delete(key: string): void {
    if (this.cells.has(key)) this.#put(key, undefined);
  }
  clearPrefix(prefix: string, limit = Number.POSITIVE_INFINITY): number {
    const keys = [...this.keys(prefix)].slice(0, limit);
    for (const key of keys) this.delete(key);
    return keys.length;
  }
  keys(prefix: string, after?: string): Iterable<string> {
    return [...this.cells.keys()]
      .filter((key) => key.startsWith(prefix) && (after === undefined || key > after))
      .sort();
  }
  entries(prefix: string): Iterable<readonly [key: string, cell: Cell]> {
    return [...this.keys(prefix)].map((key) => [key, this.cells.get(key)!] as const);
  }
  nextKey(key: string): string | undefined {
    return [...this.cells.keys()].sort().find((one) => one > key);
  }
  mark(): Mark {
    return this.#undo.length;
  }
  restore(mark: Mark): void {
    while (this.#undo.length > (mark as number)) {
      const { key, cell } = this.#undo.pop()!;
      if (cell === undefined) this.cells.delete(key);
      else this.cells.set(key, cell);
    }
  }
  /** Every cell as text, for comparing two moments. */
  dump(): string {
    return JSON.stringify([...this.cells].map(([key, { bytes }]) => [key, [...bytes]]).sort());
  }
}
