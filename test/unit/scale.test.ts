// The SCALE codec against literals from outside. "compact.rs", "codec.rs", "depth_limit.rs" and "tests/mod.rs" are files of
// parity-scale-codec 3.7 (the first three in src/); "scale-codec.md" is the table in Substrate's documentation
// (docs/reference); "header.rs" and "digest.rs" are of sp-runtime 42, src/generic/.

import { describe, expect, it } from "vitest";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { Digest, Header } from "../../runtime/primitives/header.ts";
import { h256, NetUid } from "../../runtime/primitives/ids.ts";
import { MultiAddress } from "../../runtime/primitives/multi_address.ts";
import {
  type AnyCodec,
  arm,
  array,
  bool,
  bytes,
  compact,
  enumeration,
  i8,
  i16,
  i32,
  i64,
  i128,
  option,
  result,
  ScaleError,
  str,
  struct,
  tuple,
  tupleStruct,
  u8,
  u16,
  u32,
  u64,
  u128,
  u256,
  unit,
  variant,
  vec,
  wrapper,
} from "../../runtime/primitives/scale/index.ts";
import { U256 } from "../../runtime/primitives/u256.ts";

const raw = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const text = (letters: string): Uint8Array => Uint8Array.from(Buffer.from(letters, "latin1"));
const spaced = (blob: Uint8Array): string => Array.from(blob, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

type Row = readonly [name: string, of: AnyCodec, value: unknown, hex: string];
const both = (rows: readonly Row[]): void =>
  void it.each(rows)("%s", (_name, of, value, hex) => {
    expect(spaced(of.encode(value))).toBe(hex);
    expect(of.decode(raw(hex))).toStrictEqual(value);
    expect(of.decodeLenient(raw(`${hex} 00`))).toStrictEqual(value);
  });
type Refusal = readonly [name: string, of: AnyCodec, hex: string, message: string];
const refuses = (rows: readonly Refusal[]): void =>
  void it.each(rows)("%s", (_name, of, hex, message) => {
    expect(() => of.decode(raw(hex))).toThrow(new ScaleError(message));
    expect(() => of.decode(raw(hex))).toThrow(ScaleError);
  });

const COMPACT = { u8: compact(u8), u16: compact(u16), u32: compact(u32), u64: compact(u64), u128: compact(u128) };
const BITS = { u8: 8n, u16: 16n, u32: 32n, u64: 64n, u128: 128n };
const WIDTHS = ["u8", "u16", "u32", "u64", "u128"] as const;
const native = (width: (typeof WIDTHS)[number], value: bigint) => (BITS[width] <= 32n ? Number(value) : value);

// tests/mod.rs: EnumType, EnumWithDiscriminant, Struct, Indexed.
const EnumType = variant("EnumType", { A: arm(15), B: arm(1, [u32, u64]), C: arm(2, { a: u32, b: u64 }) });
const Discriminant = enumeration("EnumWithDiscriminant", { A: 1, B: 15, C: 255 });
const TestType = struct("Struct", { a: u32, b: u64, c: bytes });
const Indexed = tupleStruct("Indexed", [u32, u64]);
const IntOrBool = variant("IntOrBool", { Int: arm(0, u8), Bool: arm(1, bool) });

describe("compact integers", () => {
  // compact.rs: compact_128_encoding_works; the tests of 64, 32, 16 and 8 bits have those of its rows that fit, and MAX.
  const power = (bits: number): bigint => 1n << BigInt(bits);
  const lengths: readonly (readonly [length: number, values: readonly bigint[]])[] = [
    [1, [0n, 63n]],
    [2, [64n, 255n, 16383n]],
    [4, [16384n, 65535n, 1073741823n]],
    [5, [1073741824n, power(32) - 1n]],
    [6, [power(32)]],
    [7, [power(40)]],
    [8, [power(48), power(56) - 1n]],
    [9, [power(56), power(64) - 1n]],
    ...[64, 72, 80, 88, 96, 104].map((bits, i) => [10 + i, [power(bits)]] as const),
    [16, [power(112), power(120) - 1n]],
    [17, [power(120), power(128) - 1n]],
  ];
  const pairs = lengths.flatMap(([length, values]) => values.map((value) => [value, length] as const));
  it.each(pairs)("%s takes %i bytes in each width that holds it", (value, length) => {
    for (const width of WIDTHS) {
      const of: AnyCodec = COMPACT[width];
      if (value >> BITS[width] !== 0n) {
        expect(() => of.encode(native(width, value))).toThrow(
          new ScaleError(`${native(width, value)} is not a ${width}`),
        );
        expect(() => of.decode(COMPACT.u128.encode(value))).toThrow(new ScaleError(`${value} is not a ${width}`));
      } else {
        const encoded = of.encode(native(width, value));
        expect(encoded.length).toBe(length);
        expect(of.decode(encoded)).toBe(native(width, value));
      }
    }
  });

  // compact.rs: compact_integers_encoded_as_expected.
  const expected: readonly [bigint, string][] = [
    [0n, "00"],
    [63n, "fc"],
    [64n, "01 01"],
    [16383n, "fd ff"],
    [16384n, "02 00 01 00"],
    [1073741823n, "fe ff ff ff"],
    [1073741824n, "03 00 00 00 40"],
    [(1n << 32n) - 1n, "03 ff ff ff ff"],
    [1n << 32n, "07 00 00 00 00 01"],
    [1n << 40n, "0b 00 00 00 00 00 01"],
    [1n << 48n, "0f 00 00 00 00 00 00 01"],
    [(1n << 56n) - 1n, "0f ff ff ff ff ff ff ff"],
    [1n << 56n, "13 00 00 00 00 00 00 00 01"],
    [(1n << 64n) - 1n, "13 ff ff ff ff ff ff ff ff"],
  ];
  it.each(expected)("%s is %s", (value, hex) => {
    for (const width of WIDTHS.filter((one) => value >> BITS[one] === 0n)) {
      expect(spaced((COMPACT[width] as AnyCodec).encode(native(width, value)))).toBe(hex);
      expect(COMPACT[width].decode(raw(hex))).toBe(native(width, value));
    }
  });

  // compact.rs: should_avoid_overlapping_definition.
  const high = (length: number): string =>
    spaced(Uint8Array.of(3 + ((length - 4) << 2), ...Array(length - 1).fill(255), 0));
  const overlong: readonly (readonly [hex: string, widths: readonly (typeof WIDTHS)[number][]])[] = [
    ["fd 00", ["u8", "u16", "u32", "u64", "u128"]],
    ["fe ff 00 00", ["u16", "u32", "u64", "u128"]],
    ["03 ff ff ff 3f", ["u32", "u64", "u128"]],
    ...[5, 6, 7, 8].map((length) => [high(length), ["u64", "u128"]] as const),
    ...[9, 10, 11, 12, 13, 14, 15, 16].map((length) => [high(length), ["u128"]] as const),
  ];
  it.each(overlong)("%s is refused: a shorter form says the same", (hex, widths) => {
    for (const width of widths)
      expect(() => COMPACT[width].decode(raw(hex))).toThrow(new ScaleError("non-canonical compact at offset 0"));
    expect(() => tuple(u8, COMPACT.u128).decode(raw(`07 ${hex}`))).toThrow(/^non-canonical compact at offset 1$/);
    expect(() => bytes.decode(raw(hex))).toThrow(/^non-canonical compact at offset 0$/);
  });
  it("more than 128 bits are refused", () =>
    expect(() => COMPACT.u128.decode(raw(`37${"ff".repeat(17)}`))).toThrow(
      /^compact at offset 0 is longer than 128 bits$/,
    ));
});

describe("the table of scale-codec.md", () => {
  both([
    ["i8 69", i8, 69, "45"],
    ["u16 42", u16, 42, "2a 00"],
    ["u32 16777215", u32, 16777215, "ff ff ff 00"],
    ["compact 1", COMPACT.u32, 1, "04"],
    ["compact 42", COMPACT.u8, 42, "a8"],
    ["compact 69", COMPACT.u16, 69, "15 01"],
    ["compact 65535", COMPACT.u32, 65535, "fe ff 03 00"],
    ["compact 100000000000000", COMPACT.u64, 100000000000000n, "0b 00 40 7a 10 f3 5a"],
    ["false", bool, false, "00"],
    ["true", bool, true, "01"],
    ["Ok(42)", result(u8, bool), { type: "Ok", value: 42 }, "00 2a"],
    ["Err(false)", result(u8, bool), { type: "Err", value: false }, "01 00"],
    ["Vec<u16>", vec(u16), [4, 8, 15, 16, 23, 42], "18 04 00 08 00 0f 00 10 00 17 00 2a 00"],
    ["(3, false)", tuple(COMPACT.u32, bool), [3, false], "0c 00"],
    ["Int(42)", IntOrBool, { type: "Int", value: 42 }, "00 2a"],
    ["Bool(true)", IntOrBool, { type: "Bool", value: true }, "01 01"],
  ]);
});

describe("codec.rs", () => {
  const titles = ["Hamlet", "Война и мир", "三国演义", "أَلْف لَيْلَة وَلَيْلَة‎"];
  const titleBytes =
    "10 18 48 61 6d 6c 65 74 50 d0 92 d0 be d0 b9 d0 bd d0 b0 20 d0 b8 20 d0 bc d0 b8 d1 80 30 e4 b8 89 e5 9b bd e6 bc 94 " +
    "e4 b9 89 bc d8 a3 d9 8e d9 84 d9 92 d9 81 20 d9 84 d9 8e d9 8a d9 92 d9 84 d9 8e d8 a9 20 d9 88 d9 8e d9 84 d9 8e d9 " +
    "8a d9 92 d9 84 d9 8e d8 a9 e2 80 8e";
  both([
    ["vec_is_sliceable", bytes, text("Hello world"), `2c ${spaced(text("Hello world"))}`],
    ["string_encoded_as_expected", str, "Hello, World!", "34 48 65 6c 6c 6f 2c 20 57 6f 72 6c 64 21"],
    ["a letter of one byte in Latin-1, of two in UTF-8 (RFC 3629)", str, "é", "08 c3 a9"],
    ["vec_of_u8_encoded_as_expected", vec(u8), [0, 1, 1, 2, 3, 5, 8, 13, 21, 34], "28 00 01 01 02 03 05 08 0d 15 22"],
    ["the same as bytes", bytes, Uint8Array.of(0, 1, 1, 2, 3, 5, 8, 13, 21, 34), "28 00 01 01 02 03 05 08 0d 15 22"],
    ["vec_of_i16", vec(i16), [0, 1, -1, 2, -2, 3, -3], "1c 00 00 01 00 ff ff 02 00 fe ff 03 00 fd ff"],
    ["vec_of_option_int", vec(option(i8)), [1, -1, undefined], "0c 01 01 01 ff 00"],
    ["vec_of_empty_tuples", vec(unit), [null, null, null, null, null], "14"],
    ["vec_of_string_encoded_as_expected", vec(str), titles, titleBytes],
    ["should_work_for_wrapper_types", wrapper("MyWrapper", COMPACT.u32), 3, "0c"],
    ["empty_array_encode_and_decode", array(u32, 0), [], ""],
    ["decode_limit_works (depth_limit.rs)", vec(vec(vec(vec(u8)))), [[[[1]]]], "04 04 04 04 01"],
  ]);
});

describe("tests/mod.rs", () => {
  const [one, two] = ["01 00 00 00", "02 00 00 00 00 00 00 00"];
  both([
    ["should_work_for_simple_enum, A", EnumType, { type: "A" }, "0f"],
    ["should_work_for_simple_enum, B", EnumType, { type: "B", value: [1, 2n] }, `01 ${one} ${two}`],
    ["should_work_for_simple_enum, C", EnumType, { type: "C", value: { a: 1, b: 2n } }, `02 ${one} ${two}`],
    ["should_work_for_enum_with_discriminant, A", Discriminant, "A", "01"],
    ["should_work_for_enum_with_discriminant, B", Discriminant, "B", "0f"],
    ["should_work_for_enum_with_discriminant, C", Discriminant, "C", "ff"],
    [
      "should_derive_encode",
      TestType,
      { a: 15, b: 9n, c: text("Hello world") },
      `0f 00 00 00 09 00 00 00 00 00 00 00 2c ${spaced(text("Hello world"))}`,
    ],
    ["should_work_for_unit", unit, null, ""],
    ["should_work_for_unit, as a struct", struct("Unit", {}), {}, ""],
    ["should_work_for_indexed", Indexed, [1, 2n], `${one} ${two}`],
  ]);
  refuses([
    ["simple enum, dz", EnumType, "00", "EnumType has no variant of index 0"],
    ["discriminant, dz", Discriminant, "02", "EnumWithDiscriminant has no variant of index 2"],
    ["encode_decode_empty_enum", variant("Empty", {}), "01 02 03", "Empty has no variant of index 1"],
    ["indexed_0", Indexed, "08", "unexpected end of input: 4 bytes wanted at offset 0, 1 left"],
    ["indexed_1", Indexed, "00 00 00 00 01", "unexpected end of input: 8 bytes wanted at offset 4, 1 left"],
    ["enumtype", EnumType, "01", "unexpected end of input: 4 bytes wanted at offset 1, 0 left"],
    [
      "crafted_input_for_vec_u8",
      bytes,
      "03 ff ff ff ff",
      "unexpected end of input: 4294967295 items announced at offset 0, 0 bytes left",
    ],
    [
      "crafted_input_for_vec_t",
      vec(u32),
      "03 ff ff ff ff",
      "unexpected end of input: 4294967295 items announced at offset 0, 0 bytes left",
    ],
    ["string_invalid_utf8 (codec.rs)", str, "14 72 a7 0a 14 72", "malformed UTF-8 at offset 1"],
    ["decode_all_works (decode_all.rs)", u8, "78 01 02 03 04 05 06", "6 trailing bytes at offset 1"],
  ]);
});

describe("sp-runtime", () => {
  const header = (n: string, number: number, log: string) => ({
    parent_hash: h256(blake2b256(text(`1${n}`))),
    number,
    state_root: h256(blake2b256(text(`3${n}`))),
    extrinsics_root: h256(blake2b256(text(`4${n}`))),
    digest: [{ type: "Other", value: text(log) }],
  });
  // header.rs: ensure_format_is_unchanged.
  it.each([
    [
      header("", 2, "6"),
      "92cdf578c47085a5992256f0dcf97d0b19f1f1c9de4d5fe30c3ace6191b6e5db08581348337b0f3e148620173daaa5f94d00d881705dcbf0aa83efdaba61d2ede1eb8649214997574e20c464388a172420d25403682bbbb80c496831c8cc1f8f0d04000436",
    ],
    [
      header("000", 2000, "5000"),
      "c5f3fee11f7515dab3d55c06f7a4e6192fa68c758e9fc3ca43c4ee1a2c12215c411fdbe12f0c6b5899923715e2ba6e30a7bb43b7e4e876881efe0b573070" +
        "07611f52926e6057984462a2e3de4e0ef4c2789a7061de90ae65dc2c6f7e36229bdcfd7c04001035303030",
    ],
  ])("ensure_format_is_unchanged %#", (value, hex) => {
    expect(Header.decode(raw(hex))).toStrictEqual(value);
    expect((Header as AnyCodec).encode(value)).toEqual(raw(hex));
  });
  // digest.rs: should_serialize_digest, whose items stand here behind their number.
  const logs = [
    { type: "Other", value: Uint8Array.of(1, 2, 3) },
    { type: "Seal", value: [text("test"), Uint8Array.of(1, 2, 3)] },
  ];
  both([["should_serialize_digest", Digest, logs, "08 00 0c 01 02 03 05 74 65 73 74 0c 01 02 03"]]);
  // multiaddress.rs (sp-runtime 42): the order of its variants; the index of an account is a Compact<()>, which is no byte.
  const key = spaced(new Uint8Array(32).fill(0xab));
  both([
    ["MultiAddress::Id", MultiAddress, { type: "Id", value: `0x${"ab".repeat(32)}` }, `00 ${key}`],
    ["MultiAddress::Index", MultiAddress, { type: "Index", value: null }, "01"],
    ["MultiAddress::Raw", MultiAddress, { type: "Raw", value: Uint8Array.of(1, 2) }, "02 08 01 02"],
    ["MultiAddress::Address32", MultiAddress, { type: "Address32", value: new Uint8Array(32).fill(0xab) }, `03 ${key}`],
    [
      "MultiAddress::Address20",
      MultiAddress,
      { type: "Address20", value: new Uint8Array(20) },
      `04${" 00".repeat(20)}`,
    ],
  ]);
});

describe("integers are little-endian two's complement", () => {
  const [zeros, ones] = [(n: number) => " 00".repeat(n), (n: number) => " ff".repeat(n)];
  both([
    ...([i8, i16, i32] as const).flatMap((of, i): Row[] => {
      const [more, bits] = [2 ** i - 1, 2 ** i * 8];
      return [
        [`lowest ${of.label}`, of, -(2 ** (bits - 1)), `${zeros(more)} 80`.trim()],
        [`highest ${of.label}`, of, 2 ** (bits - 1) - 1, `${ones(more)} 7f`.trim()],
        [`-2 as ${of.label}`, of, -2, `fe${ones(more)}`],
      ];
    }),
    ...([i64, i128] as const).flatMap((of, i): Row[] => {
      const [more, bits] = [2 ** i * 8 - 1, BigInt(2 ** i * 64)];
      return [
        [`lowest ${of.label}`, of, -(1n << (bits - 1n)), `${zeros(more)} 80`.trim()],
        [`highest ${of.label}`, of, (1n << (bits - 1n)) - 1n, `${ones(more)} 7f`.trim()],
        [`-2 as ${of.label}`, of, -2n, `fe${ones(more)}`],
      ];
    }),
    ["highest u8", u8, 255, "ff"],
    ["highest u16", u16, 65535, "ff ff"],
    ["highest u32", u32, 4294967295, "ff ff ff ff"],
    ["u64", u64, 0x0102030405060708n, "08 07 06 05 04 03 02 01"],
    ["highest u128", u128, (1n << 128n) - 1n, ones(16).trim()],
    ["u256 of one bit", u256, 1n << 255n, `${zeros(31)} 80`.trim()],
    ["U256 across its words", U256, (1n << 64n) + 2n, `02${zeros(7)} 01${zeros(23)}`],
    ["a newtype", NetUid, 4097, "01 10"],
    ["a compact newtype", compact(NetUid), 42, "a8"],
  ]);
});
