// Random arguments for any call, made from its declaration: bytes that fit the shape of each codec, decoded by it. Accounts,
// subnets and amounts are biased to ones that exist and to edges.

import fc from "fast-check";
import { concatBytes, hexToBytes } from "../../runtime/primitives/bytes.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import type { AnyCodec, PrimitiveName } from "../../runtime/primitives/scale/index.ts";
import { compact, u8, u16, u32, u64, u128 } from "../../runtime/primitives/scale/index.ts";

export interface Known {
  readonly accounts: readonly AccountId[];
  readonly netuids: readonly number[];
}
type Bytes = fc.Arbitrary<Uint8Array>;
const joined = (parts: readonly Bytes[]): Bytes =>
  parts.length === 0 ? fc.constant(new Uint8Array(0)) : fc.tuple(...parts).map((all) => concatBytes(...all));

const BYTES: Readonly<Partial<Record<PrimitiveName, number>>> = {
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  u128: 16,
  i128: 16,
  u256: 32,
  i256: 32,
};
const little = (value: bigint, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
/** Small numbers, powers of ten, bounds, and anything. */
const integer = (length: number): fc.Arbitrary<bigint> => {
  const max = (1n << BigInt(8 * length)) - 1n;
  const within = (value: bigint): bigint => (value > max ? max : value);
  return fc.oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 12n }) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 20 }).map((power) => within(10n ** BigInt(power))) },
    { weight: 1, arbitrary: fc.constantFrom(max, max - 1n, max >> 1n, (max >> 1n) + 1n) },
    { weight: 2, arbitrary: fc.bigInt({ min: 0n, max }) },
  );
};
const amount: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 1_000_000n, max: 200_000_000_000n }) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 600n }) },
  { weight: 1, arbitrary: integer(8) },
);

function bytesOf(codec: AnyCodec, known: Known, depth = 0): Bytes {
  switch (codec.label) {
    case "AccountId":
      return fc.constantFrom(...known.accounts).map((account) => hexToBytes(account.slice(2)));
    case "NetUid":
      return fc
        .oneof(
          { weight: 12, arbitrary: fc.constantFrom(...known.netuids) },
          { weight: 1, arbitrary: fc.constantFrom(7, 4095, 65_535) },
        )
        .map((netuid) => u16.encode(netuid));
    case "MechId":
      return fc.constantFrom(0, 0, 0, 1, 2, 255).map((mechanism) => u8.encode(mechanism));
    case "TaoBalance":
    case "AlphaBalance":
      return amount.map((value) => u64.encode(value));
    case "MultiAddress":
      return fc
        .constantFrom(...known.accounts)
        .map((account) => concatBytes(Uint8Array.of(0), hexToBytes(account.slice(2))));
  }
  const { shape } = codec;
  switch (shape.kind) {
    case "primitive": {
      if (shape.name === "bool") return fc.boolean().map((yes) => Uint8Array.of(yes ? 1 : 0));
      if (shape.name === "str")
        return fc
          .string({ maxLength: 8, unit: "grapheme-ascii" })
          .map((text) => concatBytes(compact(u32).encode(text.length), new TextEncoder().encode(text)));
      const length = BYTES[shape.name]!;
      if (shape.name === "u16")
        return fc
          .oneof({ weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 10n }) }, { weight: 1, arbitrary: integer(2) })
          .map((value) => little(value, 2));
      return integer(length).map((value) => little(value, length));
    }
    case "compact": {
      const bits = (BYTES[shape.of.shape.kind === "primitive" ? shape.of.shape.name : "u32"] ?? 4) * 8;
      return (bits >= 64 ? amount : integer(bits / 8)).map((value) =>
        compact(u128).encode(BigInt.asUintN(bits, value)),
      );
    }
    case "sequence":
      return fc
        .array(bytesOf(shape.of, known, depth + 1), { maxLength: shape.of.label === "u8" ? 40 : 4 })
        .map((items) => concatBytes(compact(u32).encode(items.length), ...items));
    case "array":
      return fc
        .array(bytesOf(shape.of, known, depth + 1), { minLength: shape.length, maxLength: shape.length })
        .map((items) => concatBytes(...items));
    case "tuple":
      return joined(shape.of.map((of) => bytesOf(of, known, depth + 1)));
    case "composite":
      return joined(shape.fields.map(({ codec: of }) => bytesOf(of, known, depth + 1)));
    case "variant":
      // A type without values: no bytes decode to it.
      if (shape.variants().length === 0) return fc.constant(new Uint8Array(0));
      return fc.oneof(
        ...shape
          .variants()
          .filter(({ fields }) => !fields.some(({ codec: of }) => mentionsCalls(of)))
          .slice(0, 40)
          .map(({ index, fields }) =>
            joined([
              fc.constant(Uint8Array.of(index)),
              ...fields.map(({ codec: of }) => bytesOf(of, known, depth + 1)),
            ]),
          ),
      );
  }
}

/** Whether a declaration cannot do without calls within calls, which random arguments leave out. */
export function mentionsCalls(codec: AnyCodec, seen = new Set<AnyCodec>()): boolean {
  if (codec.label === "RuntimeCall" || codec.label === "OriginCaller") return true;
  if (seen.has(codec)) return false;
  seen.add(codec);
  const { shape } = codec;
  switch (shape.kind) {
    case "primitive":
      return false;
    case "compact":
    case "sequence":
    case "array":
      return mentionsCalls(shape.of, seen);
    case "tuple":
      return shape.of.some((of) => mentionsCalls(of, seen));
    case "composite":
      return shape.fields.some(({ codec: of }) => mentionsCalls(of, seen));
    case "variant":
      return (
        shape.variants().length > 0 &&
        shape.variants().every(({ fields }) => fields.some(({ codec: of }) => mentionsCalls(of, seen)))
      );
  }
}

/** Arguments that the codec of a call can hold; undefined where random bytes do not fit a bound. */
export const argumentsFor = (
  codec: AnyCodec,
  known: Known,
): fc.Arbitrary<Readonly<Record<string, unknown>> | undefined> =>
  bytesOf(codec, known).map((bytes) => {
    try {
      return codec.decode(bytes);
    } catch {
      return undefined;
    }
  });
