// Typed storage items: a declaration becomes an object with get, set, update, has, delete, entries under the chain's own
// raw keys. The key of the declaration is the wire name.

import { bytesToHex, utf8ToBytes } from "../primitives/bytes.ts";
import { twox128 } from "../primitives/hash/index.ts";
import { type AnyCodec, type Codec, Reader, ScaleError } from "../primitives/scale/codec.ts";
import type { Plain } from "../primitives/trie/index.ts";
import { bytesOfKey, HASHERS, type Key } from "./hasher.ts";
import { type ByProfile, resolve } from "./profile.ts";
import type { At, Cell } from "./state.ts";

// biome-ignore lint/suspicious/noExplicitAny: keys of whatever types
export type AnyKey = Key<any>;
export type KeyValues<K extends readonly AnyKey[]> = {
  -readonly [I in keyof K]: K[I] extends Key<infer T> ? T : never;
};
export type PrefixOf<K extends readonly unknown[]> = K extends readonly [infer H, ...infer R]
  ? [] | [H, ...PrefixOf<R>]
  : [];

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
  /** The value stored; undefined where there is none, whatever the declaration says of absent ones. */
  find(at: At, ...key: K): V | undefined;
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
export function value<V>(
  codec: Codec<V>,
  options: { default?: ByProfile<V>; docs?: string } = {},
): ItemSpec<[], V, unknown> {
  return { keys: [], value: codec, fallback: options.default, docs: options.docs ?? "" };
}
type MapKeys<K extends readonly AnyKey[]> = KeyValues<K> extends infer A extends unknown[] ? A : never;
export function map<const K extends readonly AnyKey[], V>(
  keys: K,
  codec: Codec<V>,
  options: Options<V>,
): ItemSpec<MapKeys<K>, V, V>;
export function map<const K extends readonly AnyKey[], V>(
  keys: K,
  codec: Codec<V>,
  options?: OptionsWithout,
): ItemSpec<MapKeys<K>, V, V | undefined>;
export function map(
  keys: readonly AnyKey[],
  codec: AnyCodec,
  options: { default?: unknown; docs?: string } = {},
): AnyItemSpec {
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
  const ensure = of.ensure?.bind(of);
  const rawKey = (...leading: readonly unknown[]): string => {
    let text = prefix;
    for (let i = 0; i < leading.length; i++) text += keys[i]!.part(leading[i]);
    return text;
  };
  const find: Place["find"] = (at, raw) => {
    const found = at.state.read(raw, of);
    return typeof found === "object" ? decoded(found, of) : found;
  };
  const place: Place = {
    find,
    read(at, raw) {
      const stored = find(at, raw);
      return stored !== undefined || fallback === undefined ? stored : resolve(fallback, at.profile);
    },
    write(at, raw, val) {
      // A value that its type can't hold is refused here, where it is written. PERF: of a number no bytes are made yet.
      if (ensure !== undefined) {
        ensure(val);
        at.state.write(raw, of, val as Plain);
        return;
      }
      const bytes = of.encode(val);
      if (isPlain(val)) at.state.write(raw, of, val);
      else at.state.set(raw, { bytes, decoded: isRecord(val) ? val : undefined });
    },
  };
  return {
    ...spec,
    pallet,
    name,
    prefix,
    rawKey,
    ...(accessors(place, prefix, keys) as Accessors),
    clear: (at, ...leading: readonly unknown[]) => at.state.clearPrefix(rawKey(...leading)),
    *entries(at, ...leading: readonly unknown[]) {
      for (const [raw, cell] of at.state.entries(rawKey(...leading))) {
        const stored = decoded(cell, of);
        if (stored !== undefined) yield [keyOf(raw, keys), stored] as const;
      }
    },
    *keysOf(at, ...leading: readonly unknown[]) {
      for (const raw of at.state.keys(rawKey(...leading))) yield keyOf(raw, keys);
    },
  };
}

const isPlain = (val: unknown): val is Plain => typeof val !== "object" && val !== undefined;
/** Lists and maps may be changed by their owner, or be ordered otherwise than their encoding, so they are read back. */
const isRecord = (val: unknown): boolean =>
  typeof val === "object" && val !== null && Object.getPrototypeOf(val) === Object.prototype;

interface Place {
  find(at: At, raw: string): unknown;
  read(at: At, raw: string): unknown;
  write(at: At, raw: string, val: unknown): void;
}
type Accessors = Pick<Item<unknown[], unknown, unknown>, "get" | "find" | "has" | "set" | "update" | "delete" | "take">;
/** The same with a change among the values, as the functions below are written. */
type Written = Omit<Accessors, "update"> & { readonly update: (at: At, ...keyThenChange: unknown[]) => void };
type Change = (old: unknown) => unknown;

/**
 * The single-key functions, written out for each number of keys.
 * PERF: they run thousands of times in a block; rest parameters would allocate on every call.
 */
function accessors({ find, read, write }: Place, prefix: string, keys: readonly AnyKey[]): Written {
  const taken = (at: At, raw: string): unknown => {
    const old = read(at, raw);
    at.state.delete(raw);
    return old;
  };
  switch (keys.length) {
    case 0:
      return {
        get: (at) => read(at, prefix),
        find: (at) => find(at, prefix),
        has: (at) => at.state.get(prefix) !== undefined,
        set: (at, val) => write(at, prefix, val),
        update: (at, change) => write(at, prefix, (change as Change)(read(at, prefix))),
        delete: (at) => at.state.delete(prefix),
        take: (at) => taken(at, prefix),
      };
    case 1: {
      const place = placeOfOne(prefix, keys);
      return {
        get: (at, a) => read(at, place(a)),
        find: (at, a) => find(at, place(a)),
        has: (at, a) => at.state.get(place(a)) !== undefined,
        set: (at, a, val) => write(at, place(a), val),
        update(at, a, change) {
          const raw = place(a);
          write(at, raw, (change as Change)(read(at, raw)));
        },
        delete: (at, a) => at.state.delete(place(a)),
        take: (at, a) => taken(at, place(a)),
      };
    }
    case 2: {
      const place = placeOfTwo(prefix, keys);
      return {
        get: (at, a, b) => read(at, place(a, b)),
        find: (at, a, b) => find(at, place(a, b)),
        has: (at, a, b) => at.state.get(place(a, b)) !== undefined,
        set: (at, a, b, val) => write(at, place(a, b), val),
        update(at, a, b, change) {
          const raw = place(a, b);
          write(at, raw, (change as Change)(read(at, raw)));
        },
        delete: (at, a, b) => at.state.delete(place(a, b)),
        take: (at, a, b) => taken(at, place(a, b)),
      };
    }
    case 3: {
      const place = placeOfThree(prefix, keys);
      return {
        get: (at, a, b, c) => read(at, place(a, b, c)),
        find: (at, a, b, c) => find(at, place(a, b, c)),
        has: (at, a, b, c) => at.state.get(place(a, b, c)) !== undefined,
        set: (at, a, b, c, val) => write(at, place(a, b, c), val),
        update(at, a, b, c, change) {
          const raw = place(a, b, c);
          write(at, raw, (change as Change)(read(at, raw)));
        },
        delete: (at, a, b, c) => at.state.delete(place(a, b, c)),
        take: (at, a, b, c) => taken(at, place(a, b, c)),
      };
    }
    default: {
      const place = (all: readonly unknown[]): string =>
        keys.reduce((text, { part }, i) => text + part(all[i]), prefix);
      return {
        get: (at, ...key) => read(at, place(key)),
        find: (at, ...key) => find(at, place(key)),
        has: (at, ...key) => at.state.get(place(key)) !== undefined,
        set: (at, ...args) => write(at, place(args), args[keys.length]),
        update: (at, ...args) => write(at, place(args), (args[keys.length] as Change)(read(at, place(args)))),
        delete: (at, ...key) => at.state.delete(place(key)),
        take: (at, ...key) => taken(at, place(key)),
      };
    }
  }
}

// Raw keys. A key that is put together anew is a rope that the tree has to flatten, and differs in identity from the one that
// the tree has: so keys are remembered, all of those with a number in them, as subnets have, else the last one. Lists are
// not remembered, as their owner may change them.

/** Numbers, as subnets have, are few. */
const FEW = 4_096;
const isFew = (key: unknown): key is number => typeof key === "number" && key >= 0 && key < FEW;
/** Raw keys that an item remembers at most. */
const MOST = 100_000;

function placeOfOne(prefix: string, [first]: readonly AnyKey[]): (a: unknown) => string {
  const { part } = first!;
  const known: (string | undefined)[] = [];
  let lastA: unknown;
  let last = "";
  return (a) => {
    if (isFew(a)) {
      known[a] ??= prefix + part(a);
      return known[a];
    }
    if (a === lastA && last !== "" && isPlain(a)) return last;
    last = prefix + part(a);
    lastA = a;
    return last;
  };
}
function placeOfTwo(prefix: string, [first, second]: readonly AnyKey[]): (a: unknown, b: unknown) => string {
  const one = first!.part;
  const two = second!.part;
  let known: (Map<unknown, string> | undefined)[] = [];
  let count = 0;
  let lastA: unknown;
  let lastB: unknown;
  let last = "";
  return (a, b) => {
    if (b === lastB && a === lastA && last !== "" && isPlain(a) && isPlain(b)) return last;
    const [few, other] = isFew(b) ? [b, a] : isFew(a) ? [a, b] : [undefined, undefined];
    if (few === undefined || !isPlain(other)) {
      last = prefix + one(a) + two(b);
    } else {
      known[few] ??= new Map();
      const found = known[few].get(other);
      if (found === undefined) {
        last = prefix + one(a) + two(b);
        if (++count > MOST) {
          known = [];
          count = 0;
        } else {
          known[few].set(other, last);
        }
      } else {
        last = found;
      }
    }
    lastA = a;
    lastB = b;
    return last;
  };
}
function placeOfThree(
  prefix: string,
  [first, second, third]: readonly AnyKey[],
): (a: unknown, b: unknown, c: unknown) => string {
  const one = first!.part;
  const two = second!.part;
  const three = third!.part;
  let lastA: unknown;
  let lastB: unknown;
  let lastC: unknown;
  let last = "";
  return (a, b, c) => {
    if (c === lastC && a === lastA && b === lastB && last !== "" && isPlain(a) && isPlain(b) && isPlain(c)) return last;
    last = prefix + one(a) + two(b) + three(c);
    lastA = a;
    lastB = b;
    lastC = c;
    return last;
  };
}
/** Digits of pallet and item before every key. */
const PREFIX_DIGITS = 64;
/** The key values that a raw key stands for. */
export function keyOf(raw: string, keys: readonly AnyKey[]): unknown[] {
  let at = PREFIX_DIGITS;
  return keys.map((key) => {
    const { digits } = key;
    if (digits !== undefined && raw.length >= at + digits) {
      at += digits;
      return key.valueOf(raw.slice(at - digits, at));
    }
    const { digits: hashed, reversible } = HASHERS[key.hasher];
    at += hashed;
    if (!reversible) return undefined;
    const input = new Reader(bytesOfKey(raw.slice(at)));
    const value = key.codec.read(input);
    at += 2 * input.at;
    return value;
  });
}
