// Typed storage items: a declaration becomes an object with get, set, update, has, delete, entries under the chain's own
// raw keys. The key of the declaration is the wire name.

import { bytesToHex, utf8ToBytes } from "../primitives/bytes.ts";
import { twox128 } from "../primitives/hash/index.ts";
import { type AnyCodec, type Codec, Reader, ScaleError } from "../primitives/scale/codec.ts";
import { bytesOfKey, HASHERS, type HasherName, type Key } from "./hasher.ts";
import { type ByProfile, resolve } from "./profile.ts";
import type { At, Cell } from "./state.ts";

// biome-ignore lint/suspicious/noExplicitAny: keys of whatever types
export type AnyKey = Key<any>;
export type KeyValues<K extends readonly AnyKey[]> = { -readonly [I in keyof K]: K[I] extends Key<infer T> ? T : never };
export type PrefixOf<K extends readonly unknown[]> = K extends readonly [infer H, ...infer R] ? [] | [H, ...PrefixOf<R>] : [];

/** A declared item, not yet bound to a pallet. `K` key values, `V` stored value, `R` what reading gives. */
export interface ItemSpec<K extends unknown[], V, R> {
  readonly keys: readonly AnyKey[];
  readonly value: Codec<V>;
  /** What reading an absent key gives; an item without one reads as undefined (OptionQuery). */
  readonly fallback: ByProfile<V> | undefined;
  readonly docs: string;
  readonly _phantom?: (key: K, read: R) => void;
}
// biome-ignore lint/suspicious/noExplicitAny: items of whatever types
export type AnyItemSpec = ItemSpec<any, any, any>;

export interface ReadItem<K extends unknown[], V, R> extends ItemSpec<K, V, R> {
  readonly pallet: string;
  readonly name: string;
  /** The 64 hexadecimal digits before every key of the item. */
  readonly prefix: string;
  /** The value, or what the declaration says of an absent one. */
  get(at: At, ...key: K): R;
  /** Whether a value is stored. */
  has(at: At, ...key: K): boolean;
  /** Keys and values in raw-key order, of the state at the time of the call. */
  entries(at: At, ...leading: PrefixOf<K>): Iterable<readonly [key: K, value: V]>;
  /** Keys in raw-key order, of the state at the time of the call. */
  keysOf(at: At, ...leading: PrefixOf<K>): Iterable<K>;
  /** Raw key, hexadecimal digits without 0x; with fewer keys, the prefix of those that share them. */
  rawKey(...leading: PrefixOf<K>): string;
}
export interface Item<K extends unknown[], V, R> extends ReadItem<K, V, R> {
  set(at: At, ...keyThenValue: [...K, V]): void;
  /** Writes what `change` makes of the value read. */
  update(at: At, ...keyThenChange: [...K, (old: R) => V]): void;
  delete(at: At, ...key: K): void;
  /** Reads and removes. */
  take(at: At, ...key: K): R;
  /** Removes every key that begins so, at most `limit`; returns how many went. */
  clear(at: At, ...leading: PrefixOf<K>): number;
}

interface Options<V> {
  readonly default: ByProfile<NoInfer<V>>;
  readonly docs?: string;
}
interface OptionsWithout {
  readonly docs?: string;
}
export function value<V>(codec: Codec<V>, options: Options<V>): ItemSpec<[], V, V>;
export function value<V>(codec: Codec<V>, options?: OptionsWithout): ItemSpec<[], V, V | undefined>;
export function value<V>(codec: Codec<V>, options: { default?: ByProfile<V>; docs?: string } = {}): ItemSpec<[], V, unknown> {
  return { keys: [], value: codec, fallback: options.default, docs: options.docs ?? "" };
}
type MapKeys<K extends readonly AnyKey[]> = KeyValues<K> extends infer A extends unknown[] ? A : never;
export function map<const K extends readonly AnyKey[], V>(keys: K, codec: Codec<V>, options: Options<V>): ItemSpec<MapKeys<K>, V, V>;
export function map<const K extends readonly AnyKey[], V>(keys: K, codec: Codec<V>, options?: OptionsWithout): ItemSpec<MapKeys<K>, V, V | undefined>;
export function map(keys: readonly AnyKey[], codec: AnyCodec, options: { default?: unknown; docs?: string } = {}): AnyItemSpec {
  return { keys, value: codec, fallback: options.default, docs: options.docs ?? "" };
}

export const palletPrefix = (pallet: string): string => bytesToHex(twox128(utf8ToBytes(pallet)));

/** What a cell holds; undefined where its bytes are not of the type, which the reference reads as an absent value. */
function decoded(cell: Cell, of: AnyCodec): unknown {
  if (cell.decoded !== undefined) return cell.decoded;
  try {
    cell.decoded = of.decodeLenient(cell.bytes);
  } catch (error) {
    if (!(error instanceof ScaleError)) throw error;
  }
  return cell.decoded;
}

/** Binds a declaration to its place in the state. */
export function bindItem(pallet: string, name: string, spec: AnyItemSpec): Item<unknown[], unknown, unknown> {
  const prefix = palletPrefix(pallet) + bytesToHex(twox128(utf8ToBytes(name)));
  const { keys, value: of, fallback } = spec;
  const arity = keys.length;
  const rawKey = (...leading: readonly unknown[]): string => {
    let text = prefix;
    for (let i = 0; i < leading.length; i++) text += keys[i]!.part(leading[i]);
    return text;
  };
  const read = (at: At, raw: string): unknown => {
    const cell = at.state.get(raw);
    const stored = cell === undefined ? undefined : decoded(cell, of);
    return stored !== undefined || fallback === undefined ? stored : resolve(fallback, at.profile);
  };
  const write = (at: At, raw: string, val: unknown): void => {
    const cell: Cell = { bytes: of.encode(val) };
    // An object may be changed by its owner or be ordered otherwise than its encoding, so only plain values are kept.
    if (typeof val !== "object") cell.decoded = val;
    at.state.set(raw, cell);
  };
  return {
    ...spec,
    pallet,
    name,
    prefix,
    rawKey,
    get: (at, ...key) => read(at, rawKey(...key)),
    has: (at, ...key) => at.state.get(rawKey(...key)) !== undefined,
    set: (at, ...args) => write(at, rawKey(...args.slice(0, arity)), args[arity]),
    update(at, ...args) {
      const raw = rawKey(...args.slice(0, arity));
      write(at, raw, (args[arity] as (old: unknown) => unknown)(read(at, raw)));
    },
    delete: (at, ...key) => at.state.delete(rawKey(...key)),
    take(at, ...key) {
      const raw = rawKey(...key);
      const old = read(at, raw);
      at.state.delete(raw);
      return old;
    },
    clear: (at, ...leading: readonly unknown[]) => at.state.clearPrefix(rawKey(...leading)),
    *entries(at, ...leading: readonly unknown[]) {
      for (const raw of at.state.keys(rawKey(...leading))) {
        const cell = at.state.get(raw);
        const stored = cell === undefined ? undefined : decoded(cell, of);
        if (stored !== undefined) yield [keyOf(raw, keys), stored] as const;
      }
    },
    *keysOf(at, ...leading: readonly unknown[]) {
      for (const raw of at.state.keys(rawKey(...leading))) yield keyOf(raw, keys);
    },
  };
}

/** The key values that a raw key stands for. */
export function keyOf(raw: string, keys: readonly { codec: AnyCodec; hasher: HasherName }[]): unknown[] {
  const input = new Reader(bytesOfKey(raw), 32);
  return keys.map((key) => {
    const { digits, reversible } = HASHERS[key.hasher];
    input.at += digits / 2;
    return reversible ? key.codec.read(input) : undefined;
  });
}
