// SCALE structs and enums with their metadata shape.

import {
  type AnyCodec,
  type Codec,
  codec,
  type FieldShape,
  type Reader,
  ScaleError,
  shown,
  type TypeParameters,
  type ValueOf,
  type Writer,
} from "./codec.ts";
import { tuple } from "./collections.ts";

export type Fields = Readonly<Record<string, AnyCodec>>;
export type StructOf<F extends Fields> = { readonly [N in keyof F]: ValueOf<F[N]> };

const fieldShapes = (fields: Fields): FieldShape[] => Object.entries(fields).map(([name, of]) => ({ name, codec: of }));

/** Fields one after the other, as an object. */
export function struct<const F extends Fields>(
  path: string,
  fields: F,
  params: TypeParameters = {},
): Codec<StructOf<F>> {
  const names = Object.keys(fields);
  const codecs = Object.values(fields);
  return codec<StructOf<F>>(
    lastOf(path),
    { kind: "composite", path: pathOf(path), params, fields: fieldShapes(fields) },
    codecs.reduce((sum, c) => sum + c.least, 0),
    (out, value) => {
      if (typeof value !== "object" || value === null) throw new ScaleError(`${shown(value)} is not a struct`);
      const record = value as Readonly<Record<string, unknown>>;
      for (let i = 0; i < codecs.length; i++) writeField(out, codecs[i]!, record, names[i]!);
    },
    (input) => {
      const value: Record<string, unknown> = {};
      for (let i = 0; i < codecs.length; i++) value[names[i]!] = codecs[i]!.read(input);
      return value as StructOf<F>;
    },
  );
}

function writeField(out: Writer, of: AnyCodec, record: Readonly<Record<string, unknown>>, name: string): void {
  try {
    of.write(out, record[name]);
  } catch (error) {
    if (error instanceof ScaleError) throw new ScaleError(`${name}: ${error.message}`);
    throw error;
  }
}

/** A struct with one unnamed field: the value is the field's; metadata shows the wrapper. */
export const wrapper = <T>(path: string, of: Codec<T>, params: TypeParameters = {}, typeName?: string): Codec<T> => ({
  ...of,
  label: lastOf(path),
  shape: {
    kind: "composite",
    path: pathOf(path),
    params,
    fields: [typeName === undefined ? { codec: of } : { codec: of, typeName }],
  },
});
/** A struct with one named field whose value stands for the struct. */
export const namedWrapper = <T>(path: string, name: string, of: Codec<T>, params: TypeParameters = {}): Codec<T> => ({
  ...of,
  label: lastOf(path),
  shape: { kind: "composite", path: pathOf(path), params, fields: [{ name, codec: of }] },
});
/** A struct with several unnamed fields, as a tuple value. */
export const tupleStruct = <const C extends readonly AnyCodec[]>(path: string, of: C, params: TypeParameters = {}) => ({
  ...tuple(...of),
  label: lastOf(path),
  shape: { kind: "composite" as const, path: pathOf(path), params, fields: of.map((c) => ({ codec: c })) },
});

/** One arm of an enum: nothing, one value, several values, or named fields. */
export interface Arm<V> {
  readonly index: number;
  readonly fields: readonly FieldShape[];
  readonly docs?: string;
  readonly write: ((out: Writer, value: V) => void) | undefined;
  readonly read: ((input: Reader) => V) | undefined;
}
export function arm(index: number): Arm<undefined>;
export function arm<T>(index: number, of: Codec<T>): Arm<T>;
export function arm<const C extends readonly AnyCodec[]>(
  index: number,
  of: C,
): Arm<{ readonly [I in keyof C]: ValueOf<C[I]> }>;
export function arm<const F extends Fields>(index: number, of: F): Arm<StructOf<F>>;
// biome-ignore lint/suspicious/noExplicitAny: the overloads above say what comes out
export function arm(index: number, of?: AnyCodec | readonly AnyCodec[] | Fields): Arm<any> {
  if (of === undefined) return { index, fields: [], write: undefined, read: undefined };
  if (Array.isArray(of)) {
    const inner = tuple(...(of as readonly AnyCodec[]));
    return {
      index,
      fields: (of as readonly AnyCodec[]).map((c) => ({ codec: c })),
      write: inner.write as (o: Writer, v: unknown) => void,
      read: inner.read,
    };
  }
  if (isCodec(of)) return { index, fields: [{ codec: of }], write: of.write, read: of.read };
  const inner = struct("", of as Fields);
  return {
    index,
    fields: fieldShapes(of as Fields),
    write: inner.write as (o: Writer, v: unknown) => void,
    read: inner.read,
  };
}
const isCodec = (of: object): of is AnyCodec => typeof (of as { read?: unknown }).read === "function" && "shape" in of;

// biome-ignore lint/suspicious/noExplicitAny: arms of whatever value types
export type Arms = Readonly<Record<string, Arm<any>>>;
export type VariantOf<A extends Arms> = {
  [N in keyof A & string]: A[N] extends Arm<infer V>
    ? [V] extends [undefined]
      ? { readonly type: N; readonly value?: undefined }
      : { readonly type: N; readonly value: V }
    : never;
}[keyof A & string];

/** Variants by their index, which is one byte and each variant's own. */
function byIndex<V>(path: string, variants: Iterable<readonly [index: number, one: V]>): Map<number, V> {
  const found = new Map<number, V>();
  for (const [index, one] of variants) {
    if (index !== (index & 0xff)) throw new Error(`${path}: variant index ${index} is not a byte`);
    if (found.has(index)) throw new Error(`${path}: variant index ${index} taken twice`);
    found.set(index, one);
  }
  return found;
}

/** An enum whose arms may carry data: `{ type, value }`. */
export function variant<const A extends Arms>(path: string, arms: A, params: TypeParameters = {}): Codec<VariantOf<A>> {
  const armOf = new Map(Object.entries(arms));
  const armAt = byIndex(
    path,
    Object.entries(arms).map((entry) => [entry[1].index, entry]),
  );
  return codec<VariantOf<A>>(
    lastOf(path),
    {
      kind: "variant",
      path: pathOf(path),
      params,
      variants: () =>
        Object.entries(arms).map(([name, one]) => ({
          name,
          index: one.index,
          fields: one.fields,
          ...(one.docs === undefined ? {} : { docs: one.docs }),
        })),
    },
    1,
    (out, value) => {
      const one = armOf.get(value?.type);
      if (one === undefined) throw new ScaleError(`${lastOf(path)} has no variant ${shown(value?.type)}`);
      out.u8(one.index);
      one.write?.(out, value.value);
    },
    (input) => {
      const index = input.u8();
      const found = armAt.get(index);
      if (found === undefined) throw new ScaleError(`${lastOf(path)} has no variant of index ${index}`);
      const [type, one] = found;
      return (one.read === undefined ? { type } : { type, value: one.read(input) }) as VariantOf<A>;
    },
  );
}

/** An enum without data, as a string. Indices count from 0, or are given. */
export function enumeration<const N extends readonly string[] | Readonly<Record<string, number>>>(
  path: string,
  names: N,
): Codec<N extends readonly string[] ? N[number] : keyof N & string> {
  type Name = N extends readonly string[] ? N[number] : keyof N & string;
  const pairs: [string, number][] = Array.isArray(names)
    ? names.map((name, index) => [name, index])
    : Object.entries(names as Readonly<Record<string, number>>);
  const indexOf = new Map(pairs);
  const nameOf = byIndex(
    path,
    pairs.map(([name, index]) => [index, name]),
  );
  return codec<Name>(
    lastOf(path),
    {
      kind: "variant",
      path: pathOf(path),
      params: {},
      variants: () => pairs.map(([name, index]) => ({ name, index, fields: [] })),
    },
    1,
    (out, value) => {
      const index = indexOf.get(value);
      if (index === undefined) throw new ScaleError(`${lastOf(path)} has no variant ${shown(value)}`);
      out.u8(index);
    },
    (input) => {
      const index = input.u8();
      const name = nameOf.get(index);
      if (name === undefined) throw new ScaleError(`${lastOf(path)} has no variant of index ${index}`);
      return name as Name;
    },
  );
}

const pathOf = (path: string): string[] => (path === "" ? [] : path.split("::"));
const lastOf = (path: string): string => pathOf(path).at(-1) ?? "";
