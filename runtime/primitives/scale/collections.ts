// SCALE containers: bytes, text, vectors, arrays, tuples, options, results, ordered maps and sets.

import {
  type AnyCodec,
  type Codec,
  codec,
  type Reader,
  ScaleError,
  type Shape,
  shown,
  textOf,
  type ValueOf,
  type Writer,
} from "./codec.ts";
import { u8 } from "./numbers.ts";

const sequence = (of: AnyCodec): Shape => ({ kind: "sequence", of });

/** Vec<u8> as a Uint8Array. */
export const bytes: Codec<Uint8Array> = codec(
  "Vec<u8>",
  sequence(u8),
  1,
  (out, value) => {
    if (!(value instanceof Uint8Array)) throw new ScaleError(`${typeof value} is not a byte array`);
    out.compact(value.length);
    out.raw(value);
  },
  (input) => input.raw(input.length()),
);

export const str: Codec<string> = codec(
  "String",
  { kind: "primitive", name: "str" },
  1,
  (out, value) => {
    if (typeof value !== "string") throw new ScaleError(`${typeof value} is not text`);
    out.text(value);
  },
  (input) => textOf(input.raw(input.length())),
);

/** [u8; N] as a Uint8Array. */
export const fixedBytes = (length: number): Codec<Uint8Array> =>
  codec(
    `[u8; ${length}]`,
    { kind: "array", of: u8, length },
    length,
    (out, value) => {
      if (!(value instanceof Uint8Array) || value.length !== length)
        throw new ScaleError(`not an array of ${length} bytes`);
      out.raw(value);
    },
    (input) => input.raw(length),
  );

function writeItems<T>(out: Writer, of: Codec<T>, items: readonly T[]): void {
  for (let i = 0; i < items.length; i++) of.write(out, items[i]!);
}
function readItems<T>(input: Reader, of: Codec<T>, count: number): T[] {
  const items = new Array<T>(count);
  for (let i = 0; i < count; i++) items[i] = of.read(input);
  return items;
}
/** Upper bound on the length of vectors whose items take no bytes. */
const MAX_EMPTY_ITEMS = 1 << 16;

/** Whether the reference counts a list of these as a level of nesting: not where it reads plain integers at one go. */
const isLevel = (of: AnyCodec): boolean => of.nests !== true && !isPlainInteger(of);
const isPlainInteger = ({ label, shape }: AnyCodec): boolean =>
  shape.kind === "primitive" && shape.name === label && /^[ui]\d+$/.test(label);

export const vec = <T>(of: Codec<T>): Codec<readonly T[]> => {
  const level = isLevel(of);
  return codec<readonly T[]>(
    `Vec<${of.label}>`,
    sequence(of),
    1,
    (out, value) => {
      if (!Array.isArray(value)) throw new ScaleError(`${typeof value} is not a list`);
      out.compact(value.length);
      writeItems(out, of, value);
    },
    (input) => {
      const count = input.length(of.least);
      if (of.least === 0 && count > MAX_EMPTY_ITEMS) throw new ScaleError(`${count} items of no size`);
      return level ? input.within(() => readItems(input, of, count)) : readItems(input, of, count);
    },
  );
};

/** Vec<T> of at most `limit` items; metadata shows BoundedVec. */
export function boundedVec<T>(of: Codec<T>, limit: number): Codec<readonly T[]> {
  const inner = vec(of);
  return bounded(`BoundedVec<${of.label}, ${limit}>`, "BoundedVec", of, inner, limit, (value) => value.length);
}
export const boundedBytes = (limit: number): Codec<Uint8Array> =>
  bounded(`BoundedVec<u8, ${limit}>`, "BoundedVec", u8, bytes, limit, (value) => value.length);

function bounded<V>(
  label: string,
  name: "BoundedVec" | "WeakBoundedVec",
  of: AnyCodec,
  inner: Codec<V>,
  limit: number,
  size: (value: V) => number,
): Codec<V> {
  const module = name === "BoundedVec" ? "bounded_vec" : "weak_bounded_vec";
  return codec<V>(
    label,
    {
      kind: "composite",
      path: ["bounded_collections", module, name],
      params: { T: of, S: undefined },
      fields: [{ codec: inner, typeName: "Vec<T>" }],
    },
    1,
    (out, value) => {
      inner.write(out, value);
      if (size(value) > limit) throw new ScaleError(`${size(value)} items where at most ${limit} fit`);
    },
    (input) => {
      const value = inner.read(input);
      if (size(value) > limit) throw new ScaleError(`${size(value)} items where at most ${limit} fit`);
      return value;
    },
  );
}
/** Decodes any length, as the reference does; `limit` is what writers must respect. */
export const weakBoundedVec = <T>(of: Codec<T>, limit: number): Codec<readonly T[]> =>
  bounded(
    `WeakBoundedVec<${of.label}, ${limit}>`,
    "WeakBoundedVec",
    of,
    vec(of),
    Number.POSITIVE_INFINITY,
    (value) => value.length,
  );

export const array = <T>(of: Codec<T>, length: number): Codec<readonly T[]> =>
  codec<readonly T[]>(
    `[${of.label}; ${length}]`,
    { kind: "array", of, length },
    of.least * length,
    (out, value) => {
      if (!Array.isArray(value)) throw new ScaleError(`${typeof value} is not a list`);
      if (value.length !== length) throw new ScaleError(`${value.length} items where ${length} are wanted`);
      writeItems(out, of, value);
    },
    (input) => readItems(input, of, length),
  );

export type TupleOf<C extends readonly AnyCodec[]> = { readonly [I in keyof C]: ValueOf<C[I]> };
export const tuple = <const C extends readonly AnyCodec[]>(...of: C): Codec<TupleOf<C>> =>
  codec<TupleOf<C>>(
    `(${of.map((c) => c.label).join(", ")})`,
    { kind: "tuple", of },
    of.reduce((sum, c) => sum + c.least, 0),
    (out, value) => {
      const items = value as readonly unknown[];
      if (!Array.isArray(value) || items.length !== of.length) throw new ScaleError(`not a tuple of ${of.length}`);
      for (let i = 0; i < of.length; i++) of[i]!.write(out, items[i]);
    },
    (input) => of.map((c) => c.read(input)) as unknown as TupleOf<C>,
  );

/** The empty tuple, as `null`: a set's members, a call without answer. */
export const unit: Codec<null> = codec<null>(
  "()",
  { kind: "tuple", of: [] },
  0,
  () => {},
  () => null,
);

/** Option<T>: absent is `undefined`. Option<bool> is encoded as everywhere in this runtime, by two bytes. */
export const option = <T>(of: Codec<T>): Codec<T | undefined> =>
  codec<T | undefined>(
    `Option<${of.label}>`,
    {
      kind: "variant",
      path: ["Option"],
      params: { T: of },
      variants: () => [
        { name: "None", index: 0, fields: [] },
        { name: "Some", index: 1, fields: [{ codec: of, typeName: "" }] },
      ],
    },
    1,
    (out, value) => {
      if (value === undefined) out.u8(0);
      else {
        out.u8(1);
        of.write(out, value);
      }
    },
    (input) => {
      const tag = input.u8();
      if (tag > 1) throw new ScaleError(`${tag} is not the tag of an Option`);
      return tag === 0 ? undefined : of.read(input);
    },
  );

export type Result<T, E> = { readonly type: "Ok"; readonly value: T } | { readonly type: "Err"; readonly value: E };
export const result = <T, E>(ok: Codec<T>, err: Codec<E>): Codec<Result<T, E>> =>
  codec<Result<T, E>>(
    `Result<${ok.label}, ${err.label}>`,
    {
      kind: "variant",
      path: ["Result"],
      params: { T: ok, E: err },
      variants: () => [
        { name: "Ok", index: 0, fields: [{ codec: ok, typeName: "" }] },
        { name: "Err", index: 1, fields: [{ codec: err, typeName: "" }] },
      ],
    },
    1,
    (out, value) => {
      if (value?.type !== "Ok" && value?.type !== "Err") throw new ScaleError(`${shown(value)} is neither Ok nor Err`);
      out.u8(value.type === "Ok" ? 0 : 1);
      if (value.type === "Ok") ok.write(out, value.value);
      else err.write(out, value.value);
    },
    (input) => {
      const tag = input.u8();
      if (tag > 1) throw new ScaleError(`${tag} is not the tag of a Result`);
      return tag === 0 ? { type: "Ok", value: ok.read(input) } : { type: "Err", value: err.read(input) };
    },
  );

type Ordered = number | bigint | string;
const ascending = (a: Ordered, b: Ordered): number => (a < b ? -1 : a > b ? 1 : 0);

/** BTreeMap as a ReadonlyMap; written in ascending key order. */
export const btreeMap = <K extends Ordered, V>(key: Codec<K>, value: Codec<V>): Codec<ReadonlyMap<K, V>> =>
  codec<ReadonlyMap<K, V>>(
    `BTreeMap<${key.label}, ${value.label}>`,
    {
      kind: "composite",
      path: ["BTreeMap"],
      params: { K: key, V: value },
      fields: [{ codec: vec(tuple(key, value)) }],
    },
    1,
    (out, map) => {
      if (!(map instanceof Map)) throw new ScaleError(`${typeof map} is not a map`);
      out.compact(map.size);
      for (const [k, v] of [...map].sort(([a], [b]) => ascending(a, b))) {
        key.write(out, k);
        value.write(out, v);
      }
    },
    (input) => {
      const count = input.length(key.least + value.least);
      const map = new Map<K, V>();
      input.within(() => {
        for (let i = 0; i < count; i++) {
          const k = key.read(input);
          map.set(k, value.read(input));
        }
      });
      return new Map([...map].sort(([a], [b]) => ascending(a, b)));
    },
  );

/** BTreeSet as an ascending list without repetition. */
export const btreeSet = <K extends Ordered>(key: Codec<K>, limit = Number.POSITIVE_INFINITY): Codec<readonly K[]> => {
  const inner = vec(key);
  const shape: Shape = { kind: "composite", path: ["BTreeSet"], params: { T: key }, fields: [{ codec: inner }] };
  const order = (items: readonly K[]): readonly K[] => {
    if (!Array.isArray(items)) throw new ScaleError(`${typeof items} is not a list`);
    return [...new Set<K>(items)].sort(ascending);
  };
  const check = (items: readonly K[]): readonly K[] => {
    if (items.length > limit) throw new ScaleError(`${items.length} items where at most ${limit} fit`);
    return items;
  };
  const plain = codec<readonly K[]>(
    `BTreeSet<${key.label}>`,
    shape,
    1,
    (out, value) => inner.write(out, check(order(value))),
    (input) => check(order(isLevel(key) ? inner.read(input) : input.within(() => inner.read(input)))),
  );
  if (limit === Number.POSITIVE_INFINITY) return plain;
  return {
    ...plain,
    label: `BoundedBTreeSet<${key.label}, ${limit}>`,
    shape: {
      kind: "composite",
      path: ["bounded_collections", "bounded_btree_set", "BoundedBTreeSet"],
      params: { T: key, S: undefined },
      fields: [{ codec: plain, typeName: "BTreeSet<T>" }],
    },
  };
};
