// What the SCALE codec refuses, and the limits it keeps: each refusal is a ScaleError that names the value or the place.
// Rules are those of parity-scale-codec 3.7 (src/codec.rs, src/compact.rs, src/depth_limit.rs): one byte 0 or 1 for bool,
// Option and Result, announced lengths against what is left, ordered collections that take any order.

import { describe, expect, it } from "vitest";
import { AccountId, H160 } from "../../runtime/primitives/ids.ts";
import { MultiAddress } from "../../runtime/primitives/multi_address.ts";
import * as scale from "../../runtime/primitives/scale/index.ts";
import {
  type AnyCodec,
  type Codec,
  codec,
  lazy,
  MAX_DEPTH,
  Reader,
  ScaleError,
} from "../../runtime/primitives/scale/index.ts";
import { U256 } from "../../runtime/primitives/u256.ts";

const { array, arm, bool, boundedBytes, boundedVec, btreeMap, btreeSet, bytes, compact, enumeration } = scale;
const { fixedBytes, fixedSize, i8, i16, i32, i64, i128, namedWrapper, newtype, option, renamed, result } = scale;
const { str, struct, tuple, tupleStruct, u8, u16, u32, u64, u128, u256, unit, variant, vec, wrapper } = scale;

const raw = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const thrownBy = (act: () => unknown): unknown => {
  try {
    return { returned: act() };
  } catch (error) {
    return error;
  }
};
const expectRefusal = (act: () => unknown, message: string): void => {
  const error = thrownBy(act);
  expect(error).toBeInstanceOf(ScaleError);
  expect(error).toMatchObject({ name: "ScaleError", message });
};
type Row = readonly [of: AnyCodec, input: unknown, message: string];
const titled = (rows: readonly Row[]) => rows.map((row) => [row[0].label, row[2], row] as const);

const Gaps = variant("demo::Gaps", { None: arm(3), Some: arm(200, u8), Named: arm(7, { at: u16, what: str }) });
const Letters = enumeration("demo::Letters", { A: 1, C: 9 });
const Point = struct("demo::Point", { x: u8, y: i16 });

describe("bytes that are no value", () => {
  const left = (wanted: number, at: number, there: number) =>
    `unexpected end of input: ${wanted} bytes wanted at offset ${at}, ${there} left`;
  const announced = (items: number, at: number, there: number) =>
    `unexpected end of input: ${items} items announced at offset ${at}, ${there} bytes left`;
  const rows: readonly Row[] = [
    [bool, "02", "2 is not a bool"],
    [bool, "ff", "255 is not a bool"],
    [option(u8), "02 01", "2 is not the tag of an Option"],
    [result(u8, u8), "02 01", "2 is not the tag of a Result"],
    [Gaps, "00", "Gaps has no variant of index 0"],
    [Gaps, "c9", "Gaps has no variant of index 201"],
    [Letters, "02", "Letters has no variant of index 2"],
    [Letters, "00", "Letters has no variant of index 0"],
    [MultiAddress, "05", "MultiAddress has no variant of index 5"],
    // Cut.
    ...([u8, u16, u32, u64, u128, u256, i8, i16, i32, i64, i128] as AnyCodec[]).flatMap((of): Row[] => [
      [of, "11".repeat(of.least - 1), left(Math.min(of.least, 8), (of.least - 1) & ~7, (of.least - 1) % 8)],
      [of, "11".repeat(of.least + 2), `2 trailing bytes at offset ${of.least}`],
    ]),
    [fixedBytes(4), "01 02 03", left(4, 0, 3)],
    [AccountId, "01".repeat(31), left(32, 0, 31)],
    [H160, "01".repeat(21), "1 trailing bytes at offset 20"],
    [array(u16, 3), "01 02 03 04 05", left(2, 4, 1)],
    [Point, "01 02", left(2, 1, 1)],
    [Point, "01 02 03 04", "1 trailing bytes at offset 3"],
    [Gaps, "c8", left(1, 1, 0)],
    [Gaps, "07 01 00 08 61", announced(2, 3, 1)],
    [option(u32), "01 ff ff ff", left(4, 1, 3)],
    [compact(u64), "", left(1, 0, 0)],
    [compact(u64), "01", left(1, 1, 0)],
    [compact(u64), "02 00 01", left(4, 0, 3)],
    [compact(u64), "07 00 00 00 00", left(1, 5, 0)],
    [compact(u64), "17 00 00 00 00 00 00 00 00 01", "18446744073709551616 is not a u64"],
    // Text.
    ...["c3", "80", "c0 80", "ed a0 80", "f4 90 80 80", "e2 82"].map(
      (hex): Row => [
        str,
        `${(raw(hex).length * 4 + 4).toString(16).padStart(2, "0")} 61 ${hex}`,
        "malformed UTF-8 at offset 1",
      ],
    ),
    // Bounds.
    [boundedVec(u8, 2), "0c 01 02 03", "3 items where at most 2 fit"],
    [boundedBytes(2), "0c 01 02 03", "3 items where at most 2 fit"],
    [btreeSet(u8, 2), "0c 01 02 03", "3 items where at most 2 fit"],
    // Lengths beyond the input, of items of at least one byte, of two and of more.
    [bytes, "0c 01 02", announced(3, 0, 2)],
    [str, "fe ff ff ff", announced(2 ** 30 - 1, 0, 0)],
    [vec(u8), "fe ff ff ff", announced(2 ** 30 - 1, 0, 0)],
    [vec(u64), `0c ${"00".repeat(23)}`, announced(3, 0, 23)],
    [vec(Point), "08 01 02 03 04 05", announced(2, 0, 5)],
    [vec(tuple(u8, u128, bool)), `04 ${"00".repeat(17)}`, announced(1, 0, 17)],
    [boundedVec(u32, 10), "03 ff ff ff ff", announced(2 ** 32 - 1, 0, 0)],
    [btreeMap(u16, u32), `0c ${"00".repeat(17)}`, announced(3, 0, 17)],
    [btreeSet(u16), "0c 00 00 00 00 00", announced(3, 0, 5)],
    [tuple(u8, bytes), "01 10 00", announced(4, 1, 1)],
    [bytes, "07 00 00 00 00 01", "length 4294967296 at offset 0 exceeds 32 bits"],
    // Items of no size are not held back by the input, so by a number.
    [vec(unit), "02 00 04 00 00", "1 trailing bytes at offset 4"],
    [vec(unit), "06 00 04 00", "65537 items of no size"],
    [vec(struct("", {})), "03 ff ff ff ff", "4294967295 items of no size"],
  ];
  it.each(titled(rows))("%s: %s", (_of, message, [of, hex]) =>
    expectRefusal(() => of.decode(raw(String(hex))), message),
  );

  it("a length beyond the input is refused before any item is read or room is made for it", () => {
    let reads = 0;
    const item = codec("Item", u32.shape, 4, u32.write, (input) => {
      reads++;
      return u32.read(input);
    });
    for (const of of [vec(item), boundedVec(item, 2 ** 32), btreeSet(item), btreeMap(item, item), btreeMap(item, unit)])
      for (const hex of ["03 ff ff ff ff 00 00 00 00", "0c 00 00 00 00 00 00 00 00 00 00 00"])
        expectRefusal(() => of.decode(raw(hex)), String((thrownBy(() => of.decodeLenient(raw(hex))) as Error).message));
    expect(reads).toBe(0);
    expect(vec(item).decode(raw("08 00 00 00 00 01 00 00 00"))).toEqual([0, 1]);
    expect(reads).toBe(2);
  });
});

describe("values that a type cannot hold", () => {
  const odd: unknown[] = [
    undefined,
    null,
    "1",
    true,
    {},
    [],
    Object.create(null),
    Symbol.iterator,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.5,
    -0.5,
  ];
  const spelled = (value: unknown) => (typeof value === "object" && value !== null ? "an object" : String(value));
  const numbers: Row[] = ([u8, u16, u32, i8, i16, i32] as const).flatMap((of) => {
    const [bits, signed] = [of.least * 8, of.label.startsWith("i")];
    const over = [signed ? -(2 ** (bits - 1)) - 1 : -1, 2 ** (bits - (signed ? 1 : 0)), 1n];
    return [...odd, ...over].map((value): Row => [of, value, `${spelled(value)} is not a ${of.label}`]);
  });
  const bigints: Row[] = ([u64, u128, u256, i64, i128] as const).flatMap((of) => {
    const [bits, signed] = [BigInt(of.least * 8), of.label.startsWith("i")];
    const over = [signed ? -(1n << (bits - 1n)) - 1n : -1n, 1n << (bits - (signed ? 1n : 0n)), 1];
    return [...odd, ...over].map((value): Row => [of, value, `${spelled(value)} is not a ${of.label}`]);
  });
  const compacts: Row[] = [...numbers, ...bigints]
    .filter(([{ label }]) => label.startsWith("u") && label !== "u256")
    .map(([of, value, message]) => [compact(of), value, message]);
  const rows: readonly Row[] = [
    ...numbers,
    ...bigints,
    ...compacts,
    [bool, 1, "1 is not a bool"],
    [bool, undefined, "undefined is not a bool"],
    [str, 5, "number is not text"],
    [str, undefined, "undefined is not text"],
    [str, ["a"], "object is not text"],
    [str, "a\ud800", "lone surrogate at offset 1"],
    [bytes, "0x00", "string is not a byte array"],
    [bytes, [1], "object is not a byte array"],
    [fixedBytes(2), Uint8Array.of(1), "not an array of 2 bytes"],
    [fixedBytes(2), [1, 2], "not an array of 2 bytes"],
    [vec(u8), { length: 0 }, "object is not a list"],
    [vec(u8), [1, 256], "256 is not a u8"],
    [array(u8, 2), [1], "1 items where 2 are wanted"],
    [array(u8, 2), undefined, "undefined is not a list"],
    [array(unit, 2), { length: 2 }, "object is not a list"],
    [boundedVec(u8, 2), [1, 2, 3], "3 items where at most 2 fit"],
    [boundedVec(u8, 2), undefined, "undefined is not a list"],
    [boundedBytes(2), Uint8Array.of(1, 2, 3), "3 items where at most 2 fit"],
    [btreeSet(u8, 2), [3, 1, 2], "3 items where at most 2 fit"],
    [btreeSet(str), "abc", "string is not a list"],
    [btreeMap(u8, u8), [[1, 2]], "object is not a map"],
    [btreeMap(u8, u8), undefined, "undefined is not a map"],
    [tuple(u8, u8), [1], "not a tuple of 2"],
    [tuple(u8, u8), [1, 2, 3], "not a tuple of 2"],
    [tuple(u8, u8), { 0: 1, 1: 2, length: 2 }, "not a tuple of 2"],
    [Point, { x: 1, y: 40000 }, "y: 40000 is not a i16"],
    [Point, { x: 1 }, "y: undefined is not a i16"],
    [Point, null, "null is not a struct"],
    [struct("demo::Outer", { inner: Point }), { inner: { x: 256, y: 0 } }, "inner: x: 256 is not a u8"],
    [option(u8), null, "null is not a u8"],
    [result(u8, u8), { type: "Neither", value: 1 }, "an object is neither Ok nor Err"],
    [result(u8, u8), undefined, "undefined is neither Ok nor Err"],
    [Gaps, { type: "Other" }, "Gaps has no variant Other"],
    [Gaps, { type: "constructor" }, "Gaps has no variant constructor"],
    [Gaps, undefined, "Gaps has no variant undefined"],
    [Gaps, { type: "Named", value: { at: 1 } }, "what: undefined is not text"],
    [Letters, "B", "Letters has no variant B"],
    [Letters, 1, "Letters has no variant 1"],
    [AccountId, `0x${"0g".repeat(32)}`, "no hex digit at offset 1"],
    [AccountId, "0x00", "0x00 is not a AccountId (0x and 64 hexadecimal digits)"],
    [MultiAddress, { type: "Address20", value: new Uint8Array(32) }, "not an array of 20 bytes"],
  ];
  it.each(titled(rows))("%s: %s", (_of, message, [of, value]) => {
    expectRefusal(() => of.encode(value), message);
    if (of.ensure) expectRefusal(() => of.ensure?.(value), message);
  });
  it("a refused value leaves nothing behind in the next", () => {
    expectRefusal(() => tuple(u32, u8).encode([1, 256]), "256 is not a u8");
    expect(tuple(u8, u8).encode([1, 2])).toEqual(Uint8Array.of(1, 2));
  });
});

describe("nesting", () => {
  interface Nested extends ReadonlyArray<Nested> {}
  const Nest: Codec<Nested> = lazy<Nested>("Nest", () => vec(Nest));
  const nested = (levels: number): Uint8Array => raw(`${"04".repeat(levels - 1)}00`);

  it(`goes ${MAX_DEPTH} deep and no further`, () => {
    expect(MAX_DEPTH).toBe(256);
    let value: Nested = [];
    for (let level = 1; level < MAX_DEPTH; level++) value = [value];
    expect(Nest.decode(nested(MAX_DEPTH))).toEqual(value);
    expect(Nest.encode(value)).toEqual(nested(MAX_DEPTH));
    expectRefusal(() => Nest.decode(nested(MAX_DEPTH + 1)), "nested deeper than 256");
    expectRefusal(() => Nest.decodeLenient(nested(100_000)), "nested deeper than 256");
  });
  it("counts lists as the reference does", () => {
    const deepest = (of: AnyCodec, hex: string): number => {
      const input = new Reader(raw(hex));
      of.read(input);
      return input.deepest;
    };
    // parity-scale-codec src/depth_limit.rs, decode_limit_works: readable with a limit of 3, not of 2.
    expect(deepest(vec(vec(vec(vec(u8)))), "04040404 01")).toBe(3);
    // src/codec.rs: no descend_ref where integers are read at one go; one in each box, other list, map and set.
    expect(deepest(vec(u32), "00")).toBe(0);
    expect(deepest(vec(bool), "0401")).toBe(1);
    expect(deepest(vec(newtype("NetUid", u16)), "00")).toBe(1);
    expect(deepest(vec(lazy("Box", () => u8)), "0401")).toBe(1);
    expect(
      deepest(
        lazy("Box", () => vec(bool)),
        "0401",
      ),
    ).toBe(2);
    expect(deepest(btreeMap(u16, vec(bool)), "04010004 01")).toBe(2);
    expect(deepest(btreeSet(u16), "040100")).toBe(1);
    expect(deepest(btreeSet(newtype<number>("NetUid", u16)), "040100")).toBe(1);
  });
  it("counts depth, not number", () => expect(Nest.decode(raw(`a10f${"0400".repeat(1000)}`))).toHaveLength(1000));
});

describe("ordered collections", () => {
  const of = btreeMap(u16, bool);
  const inOrder = [
    [1, true],
    [2, false],
    [256, true],
  ] as const;
  it("are written in the order of their keys' values, which is not that of their bytes", () => {
    expect(of.encode(new Map([inOrder[2], inOrder[0], inOrder[1]]))).toEqual(raw("0c 0100 01 0200 00 0001 01"));
    expect(btreeSet(u16).encode([256, 2, 1, 2])).toEqual(raw("0c 0100 0200 0001"));
    expect(btreeMap(i8, unit).encode(new Map([3, -1].map((key) => [key, null])))).toEqual(raw("08 ff 03"));
  });
  it("are read in any order, and the last of equal keys holds, as in the reference", () => {
    expect([...of.decode(raw("10 0001 01 0200 01 0100 01 0200 00"))]).toEqual(inOrder);
    expect(btreeSet(u16).decode(raw("10 0001 0200 0100 0200"))).toEqual([1, 2, 256]);
  });
});

describe("sizes", () => {
  const sizes: readonly (readonly [AnyCodec, number | undefined, number])[] = [
    [bool, 1, 1],
    [i128, 16, 16],
    [U256, 32, 32],
    [AccountId, 32, 32],
    [unit, 0, 0],
    [str, undefined, 1],
    [bytes, undefined, 1],
    [compact(u128), undefined, 1],
    [option(u128), undefined, 1],
    [result(u128, u128), undefined, 1],
    [Gaps, undefined, 1],
    [vec(u64), undefined, 1],
    [btreeMap(u64, u64), undefined, 1],
    [fixedBytes(7), 7, 7],
    [array(u16, 7), 14, 14],
    [array(str, 7), undefined, 7],
    [tuple(u8, i64), 9, 9],
    [tuple(u8, option(i64)), undefined, 2],
    [Point, 3, 3],
    [tupleStruct("T", [Point, str]), undefined, 4],
    [wrapper("W", Point), 3, 3],
    [namedWrapper("W", "inner", vec(u8)), undefined, 1],
    [newtype<number>("N", u32), 4, 4],
    [renamed("R", u32), 4, 4],
  ];
  it.each(sizes.map((row) => [row[0].label, row] as const))("of %s", (_label, [of, size, least]) => {
    expect(fixedSize(of)).toBe(size);
    expect(of.least).toBe(least);
  });
});

describe("types that cannot be", () => {
  it("two variants of one index, an index of more than a byte, compacts of what is no unsigned integer", () => {
    expect(() => variant("V", { A: arm(1), B: arm(1) })).toThrow("V: variant index 1 taken twice");
    expect(() => variant("V", { A: arm(256) })).toThrow("V: variant index 256 is not a byte");
    expect(() => enumeration("E", { A: 4, B: 4 })).toThrow("E: variant index 4 taken twice");
    expect(() => enumeration("E", { A: -1 })).toThrow("E: variant index -1 is not a byte");
    for (const of of [u256, i64, i8, wrapper("W", u8)])
      expect(() => compact<number | bigint>(of as Codec<number | bigint>)).toThrow(`${of.label} has no compact form`);
  });
});
