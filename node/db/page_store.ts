// Pages of tries: their numbers, and those read lately.

import type { Pages } from "../../runtime/primitives/trie/index.ts";
import type { Repository, Writes } from "./repository.ts";

/** Pages kept at hand, some ten kilobytes each: a walk through a state finds neighbours on the same page. */
const KEPT = 64;

export class PageStore implements Pages {
  readonly #stored: Repository<number, Uint8Array>;
  readonly #kept = new Map<number, Uint8Array>();
  #next: number;

  /** `next`: the first number that no page has. */
  constructor(stored: Repository<number, Uint8Array>, next: number) {
    this.#stored = stored;
    this.#next = next;
  }

  next(): number {
    return this.#next++;
  }

  read(number: number): Uint8Array | undefined {
    const kept = this.#kept.get(number);
    if (kept !== undefined) return kept;
    const found = this.#stored.get(number);
    if (found === undefined) return undefined;
    if (this.#kept.size >= KEPT) for (const oldest of this.#kept.keys()) if (this.#kept.delete(oldest)) break;
    this.#kept.set(number, found);
    return found;
  }

  put(batch: Writes, number: number, bytes: Uint8Array): void {
    this.#stored.put(batch, number, bytes);
    this.#next = Math.max(this.#next, number + 1);
  }
}
