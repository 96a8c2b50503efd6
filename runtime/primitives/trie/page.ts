// What a store keeps of a trie: nodes and long values in numbered pages, each beside the places of what it names by hash.
//
// PERF: a database orders what it is given. Thousands of nodes under their hashes, which lie anywhere, cost it more than the rest of a block,
// and again whenever it merges its files; pages come in the order of their numbers, which is the order in which they are written.

import type { Place } from "./node.ts";

/** The pages of a store, or of nobody yet. */
export interface Pages {
  /** Number for a page that is to be written. */
  next(): number;
  read(number: number): Uint8Array | undefined;
}
export type Page = readonly [number: number, bytes: Uint8Array];

/** Pages that a trie in memory fills: they have numbers, and nobody reads them. */
export function countedPages(): Pages {
  let next = 0;
  return { next: () => next++, read: () => undefined };
}

/** Records in a page at most. */
const RECORDS = 32;
/** A page this long takes no other record. */
const LONG = 1 << 15;
/** Places begin with two that mean something else. */
const FIRST_PLACE = 2;
const PLACE_BYTES = 6;
const END_BYTES = 4;

/** The page under construction; reused by every commit. */
let room = new Uint8Array(2 * LONG);

/** Fills pages with records: a byte that counts places, the places, an encoding. A page begins with the number of its records and their ends. */
export class PageWriter {
  readonly #pages: Pages;
  readonly #written: Page[] = [];
  #number = 0;
  readonly #ends: number[] = [];
  #end = 0;

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  /** Takes a stretch of bytes down and says where. `places`: of what it names by hash, in the order of the hashes. */
  add(from: Uint8Array, start: number, length: number, places: readonly Place[]): Place {
    if (this.#ends.length === 0) this.#number = this.#pages.next();
    this.#enlarge(this.#end + 1 + places.length * PLACE_BYTES + length);
    let at = this.#end;
    room[at++] = places.length;
    for (const place of places) {
      putNumber(room, at, place + FIRST_PLACE, PLACE_BYTES);
      at += PLACE_BYTES;
    }
    room.set(from.subarray(start, start + length), at);
    this.#end = at + length;
    const place = this.#number * RECORDS + this.#ends.length;
    this.#ends.push(this.#end);
    if (this.#ends.length === RECORDS || this.#end >= LONG) this.#close();
    return place;
  }

  finish(): readonly Page[] {
    if (this.#ends.length > 0) this.#close();
    return this.#written;
  }

  #close(): void {
    const head = 1 + this.#ends.length * END_BYTES;
    const page = new Uint8Array(head + this.#end);
    page[0] = this.#ends.length;
    for (const [i, end] of this.#ends.entries()) putNumber(page, 1 + i * END_BYTES, end, END_BYTES);
    page.set(room.subarray(0, this.#end), head);
    this.#written.push([this.#number, page]);
    this.#ends.length = 0;
    this.#end = 0;
  }

  #enlarge(needed: number): void {
    if (needed <= room.length) return;
    const larger = new Uint8Array(2 * needed);
    larger.set(room.subarray(0, this.#end));
    room = larger;
  }
}

export const pageOf = (place: Place): number => Math.floor(place / RECORDS);

/** A record of a page; undefined where the page is not of this form. Its bytes are a part of the page's. */
export function recordAt(page: Uint8Array, place: Place): { places: Place[]; bytes: Uint8Array } | undefined {
  const index = place % RECORDS;
  const count = page[0];
  if (count === undefined || index >= count || page.length < 1 + count * END_BYTES) return undefined;
  const head = 1 + count * END_BYTES;
  const start = head + (index === 0 ? 0 : numberAt(page, 1 + (index - 1) * END_BYTES, END_BYTES));
  const end = head + numberAt(page, 1 + index * END_BYTES, END_BYTES);
  const named = page[start];
  if (end > page.length || named === undefined || start + 1 + named * PLACE_BYTES > end) return undefined;
  const places = Array.from(
    { length: named },
    (_, i) => numberAt(page, start + 1 + i * PLACE_BYTES, PLACE_BYTES) - FIRST_PLACE,
  );
  return { places, bytes: page.subarray(start + 1 + named * PLACE_BYTES, end) };
}

/** Little-endian, of up to six bytes. */
function putNumber(to: Uint8Array, at: number, value: number, bytes: number): void {
  let rest = value;
  for (let i = 0; i < bytes; i++) {
    to[at + i] = rest;
    rest = Math.floor(rest / 256);
  }
}
function numberAt(from: Uint8Array, at: number, bytes: number): number {
  let value = 0;
  for (let i = bytes - 1; i >= 0; i--) value = value * 256 + from[at + i]!;
  return value;
}
