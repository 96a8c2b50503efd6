// Random SCALE types with random values of them, each with its twin in polkadot-api's codec (scale-ts) as a judge.

import * as papi from "@polkadot-api/substrate-bindings";
import fc from "fast-check";
import { AccountId, NetUid } from "../../runtime/primitives/ids.ts";
import * as scale from "../../runtime/primitives/scale/index.ts";
import { type AnyCodec, arm } from "../../runtime/primitives/scale/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: codecs of whatever type
type Judge = papi.Codec<any>;
/** A type: its codec here, how values of it look, its codec there and how a value looks there. */
export interface Type {
  readonly of: AnyCodec;
  readonly values: fc.Arbitrary<unknown>;
  readonly judge: Judge;
  readonly there: (value: never) => unknown;
  /** Whether each value has one encoding that is accepted: not so where order and repetition are, as in the reference. */
  readonly canonical: boolean;
  /** Whether `undefined`, here or there, is a value: an Option of it would not tell its own absence from that one. */
  readonly absent: boolean;
}
const plain = (
  of: AnyCodec,
  judge: Judge,
  values: fc.Arbitrary<unknown>,
  there = (value: never): unknown => value,
): Type => ({
  ...{ of, judge, values, there },
  ...{ canonical: true, absent: false },
});
const named = (type: Type): Type => Object.assign(type, { [fc.toStringMethod]: () => type.of.label });
/** There, of a value that its type made. */
const over = (type: Type, value: unknown): unknown => type.there(value as never);

// Types without parts ─────────────────────────────────────────────────────────────────────────────────────────────────
export const int = (bits: number, signed = false): fc.Arbitrary<number> => {
  const [min, max] = signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  const edges = [min, max, 63, 64, 16383, 16384, 2 ** 30 - 1, 2 ** 30].filter((edge) => edge <= max);
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(...edges), fc.constantFrom(0, 1));
};
export const big = (bits: bigint, signed = false): fc.Arbitrary<bigint> => {
  const [min, max] = signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  const width = fc.bigInt({ min: 0n, max: bits });
  // Of every length, and beside the places where a compact grows.
  const beside = fc.tuple(width, fc.constantFrom(-1n, 0n, 1n)).map(([n, step]) => (1n << n) + step);
  return fc.oneof(
    fc.bigInt({ min, max }),
    fc.constantFrom(min, max),
    beside.map((n) => (n > max ? max : n)),
  );
};
export const NUMBERS: readonly Type[] = [
  plain(scale.bool, papi.bool, fc.boolean()),
  plain(scale.u8, papi.u8, int(8)),
  plain(scale.u16, papi.u16, int(16)),
  plain(scale.u32, papi.u32, int(32)),
  plain(scale.u64, papi.u64, big(64n)),
  plain(scale.u128, papi.u128, big(128n)),
  plain(scale.u256, papi.u256, big(256n)),
  plain(scale.i8, papi.i8, int(8, true)),
  plain(scale.i16, papi.i16, int(16, true)),
  plain(scale.i32, papi.i32, int(32, true)),
  plain(scale.i64, papi.i64, big(64n, true)),
  plain(scale.i128, papi.i128, big(128n, true)),
  plain(NetUid, papi.u16, int(16)),
  plain(scale.wrapper("demo::Parts", scale.u64), papi.u64, big(64n)),
];
export const account = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);
const accounts = plain(AccountId, papi.Bytes(32), account, (value: string) => Buffer.from(value.slice(2), "hex"));
/** Text of one, of one or two, and of any number of bytes a letter. */
const letters = [0x7f, 0xff].map((max) => fc.integer({ min: 0, max }).map((code) => String.fromCharCode(code)));
export const texts = fc.oneof(...([...letters, "binary"] as const).map((unit) => fc.string({ unit, maxLength: 8 })));
const words = plain(scale.str, papi.str, texts);
const COLORS = { Red: 0, Green: 7, Blue: 255 } as const;
const LEAVES: readonly Type[] = [
  ...NUMBERS,
  plain(scale.compact(scale.u8), papi.compact, int(8)),
  plain(scale.compact(scale.u16), papi.compact, int(16)),
  plain(scale.compact(NetUid), papi.compact, int(16)),
  plain(scale.compact(scale.u32), papi.compact, int(32)),
  plain(scale.compact(scale.u64), papi.compact, big(64n)),
  plain(scale.compact(scale.u128), papi.compact, big(128n)),
  plain(scale.bytes, papi.Bytes(), fc.uint8Array({ maxLength: 70 })),
  plain(scale.boundedBytes(5), papi.Bytes(), fc.uint8Array({ maxLength: 5 })),
  plain(scale.fixedBytes(3), papi.Bytes(3), fc.uint8Array({ minLength: 3, maxLength: 3 })),
  plain(
    scale.enumeration("demo::Color", COLORS),
    papi.u8,
    fc.constantFrom(...Object.keys(COLORS)),
    (name: keyof typeof COLORS) => COLORS[name],
  ),
  { ...plain(scale.unit, papi._void, fc.constant(null), () => undefined), absent: true },
  words,
  accounts,
];
const KEYS: readonly Type[] = [...NUMBERS.filter(({ of }) => of !== scale.bool), accounts].map(named);

// Types of parts ──────────────────────────────────────────────────────────────────────────────────────────────────────
const list = (of: AnyCodec, inner: Type, maxLength: number, exactly?: number): Type => ({
  ...{ of, canonical: inner.canonical, absent: false },
  values: fc.array(inner.values, { minLength: exactly ?? 0, maxLength: exactly ?? maxLength }),
  judge: papi.Vector(inner.judge, exactly),
  there: (items: unknown[]) => items.map((item) => over(inner, item)),
});
const lists = (inner: Type): Type[] => [
  list(scale.vec(inner.of), inner, 5),
  list(scale.boundedVec(inner.of, 3), inner, 3),
  list(scale.weakBoundedVec(inner.of, 3), inner, 5),
  list(scale.array(inner.of, 3), inner, 3, 3),
];
const optional = (inner: Type): Type => ({
  ...{ of: scale.option(inner.of), canonical: inner.canonical, absent: true },
  values: fc.option(inner.values, { nil: undefined }),
  judge: papi.Option(inner.judge),
  there: (value: unknown) => (value === undefined ? undefined : over(inner, value)),
});
const dressed = (inner: Type): Type[] =>
  [
    scale.wrapper("demo::Wrapper", inner.of),
    scale.namedWrapper("demo::Named", "inner", inner.of),
    scale.newtype<unknown>("Newtype", inner.of),
    scale.renamed("Renamed", inner.of),
    scale.lazy("Lazy", () => inner.of, inner.of.least),
  ].map((of) => ({ ...inner, of }));
const parts = (of: AnyCodec, inner: readonly Type[]): Type => ({
  ...{ of, canonical: inner.every(({ canonical }) => canonical), absent: false },
  values: fc.tuple(...inner.map(({ values }) => values)),
  judge: papi.Tuple(...inner.map(({ judge }) => judge)),
  there: (items: unknown[]) => items.map((item, i) => over(inner[i]!, item)),
});
const tuples = (inner: readonly Type[]): Type[] => {
  const codecs = inner.map(({ of }) => of);
  return [parts(scale.tuple(...codecs), inner), parts(scale.tupleStruct("demo::Tuple", codecs), inner)];
};
const FIELDS = ["first", "second", "third"];
const asFields = <T>(items: readonly T[]): Record<string, T> =>
  Object.fromEntries(items.map((item, i) => [FIELDS[i]!, item]));
const record = (inner: readonly Type[]): Type => {
  const base = parts(scale.struct("demo::Struct", asFields(inner.map(({ of }) => of))), inner);
  const there = (value: Record<string, unknown>) => base.there(Object.values(value) as never);
  return { ...base, there, values: base.values.map((items) => asFields(items as unknown[])) };
};
const choice = (inner: readonly Type[]): Type => {
  const [first, pair, fields] = [inner[0]!, tuples(inner)[0]!, record(inner)];
  const arms: Record<string, Type> = { One: first, Several: pair, Named: fields };
  return {
    ...{ canonical: inner.every(({ canonical }) => canonical), absent: false },
    of: scale.variant("demo::Choice", {
      Nothing: arm(4),
      One: arm(9, first.of),
      Several: arm(
        3,
        inner.map(({ of }) => of),
      ),
      Named: arm(255, asFields(inner.map(({ of }) => of))),
    }),
    values: fc.oneof(
      fc.constant({ type: "Nothing" }),
      ...Object.entries(arms).map(([type, part]) => part.values.map((value) => ({ type, value }))),
    ),
    judge: papi.ScaleEnum(
      { Nothing: papi._void, One: first.judge, Several: pair.judge, Named: fields.judge },
      [4, 9, 3, 255],
    ),
    there: ({ type, value }: { type: string; value: unknown }) => {
      const part = arms[type];
      return { tag: type, value: part && over(part, value) };
    },
  };
};
const outcome = ([ok, err]: readonly [Type, Type]): Type => ({
  ...{ of: scale.result(ok.of, err.of), canonical: ok.canonical && err.canonical, absent: false },
  values: fc.oneof(
    ok.values.map((value) => ({ type: "Ok", value })),
    err.values.map((value) => ({ type: "Err", value })),
  ),
  judge: papi.Result(ok.judge, err.judge),
  there: ({ type, value }: { type: string; value: unknown }) => ({
    success: type === "Ok",
    value: over(type === "Ok" ? ok : err, value),
  }),
});
type Key = number | bigint | string;
const ascending = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);
const keysOf = (key: Type) => fc.uniqueArray(key.values as fc.Arbitrary<Key>, { maxLength: 5 });
export const dictionary = ([key, value]: readonly [Type, Type]): Type => ({
  ...{ of: scale.btreeMap(key.of, value.of), canonical: false, absent: false },
  values: keysOf(key).chain((keys) =>
    fc
      .array(value.values, { minLength: keys.length, maxLength: keys.length })
      .map((values) => new Map(keys.map((k, i) => [k, values[i]]))),
  ),
  judge: papi.Vector(papi.Tuple(key.judge, value.judge)),
  there: (map: Map<Key, unknown>) =>
    [...map].sort(([a], [b]) => ascending(a, b)).map(([k, v]) => [over(key, k), over(value, v)]),
});
export const assortment = (key: Type): Type => ({
  ...list(scale.btreeSet(key.of), key, 5),
  values: keysOf(key).map((keys) => keys.sort(ascending)),
  canonical: false,
});

const leaf = fc.constantFrom(...LEAVES.map(named));
export const { type } = fc.letrec<{ type: Type }>((tie) => {
  const inner = tie("type");
  const several = fc.array(inner, { minLength: 1, maxLength: 3 });
  const one = (make: (of: Type) => Type[]) => inner.chain((of) => fc.constantFrom(...make(of)));
  const made = fc.oneof(
    one(lists),
    one(dressed),
    inner.map((of) => (of.absent ? list(scale.vec(of.of), of, 5) : optional(of))),
    several.chain((of) => fc.constantFrom(...tuples(of))),
    several.map(record),
    several.map(choice),
    fc.tuple(inner, inner).map(outcome),
    fc.tuple(fc.constantFrom(...KEYS), inner).map(dictionary),
    fc.constantFrom(...KEYS).map(assortment),
  );
  return { type: fc.oneof({ maxDepth: 4, depthSize: "medium" }, leaf, { weight: 3, arbitrary: made.map(named) }) };
});
export const typed = type.chain((of) => fc.tuple(fc.constant(of), of.values));
