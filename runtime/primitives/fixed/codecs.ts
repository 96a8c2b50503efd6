// Codecs of the fixed-point types: the raw bits, little-endian. Metadata shows the reference's types, whose count of
// fractional bits is a binary number made of types. Mirrors substrate-fixed v0.6.0 (src/lib.rs) and substrate-typenum.

import { type AnyCodec, type Codec, i64, i128, namedWrapper, newtype, renamed, struct, u128 } from "../scale/index.ts";
import type { I32F32, I64F64, I96F32, U64F64, U96F32 } from "./formats.ts";

const UTerm = struct("substrate_typenum::uint::UTerm", {});
const digits: readonly AnyCodec[] = [
  struct("substrate_typenum::bit::B0", {}),
  struct("substrate_typenum::bit::B1", {}),
];

/** A number as a type: the higher digits, then the lowest one. */
const made = new Map<number, AnyCodec>([[0, UTerm]]);
function typeNumber(value: number): AnyCodec {
  const known = made.get(value);
  if (known !== undefined) return known;
  const msb = typeNumber(value >> 1);
  const lsb = digits[value & 1]!;
  const codec = struct("substrate_typenum::uint::UInt", { msb, lsb }, { U: msb, B: lsb });
  made.set(value, codec);
  return codec;
}

const fixedCodec = <T>(name: string, family: string, bits: Codec<bigint>, fraction: number): Codec<T> =>
  renamed(
    name,
    namedWrapper(`substrate_fixed::${family}`, "bits", newtype<T>(bits.label, bits), { Frac: typeNumber(fraction) }),
  );

export const I32F32Codec = fixedCodec<I32F32>("I32F32", "FixedI64", i64, 32);
export const I64F64Codec = fixedCodec<I64F64>("I64F64", "FixedI128", i128, 64);
export const I96F32Codec = fixedCodec<I96F32>("I96F32", "FixedI128", i128, 32);
export const U64F64Codec = fixedCodec<U64F64>("U64F64", "FixedU128", u128, 64);
export const U96F32Codec = fixedCodec<U96F32>("U96F32", "FixedU128", u128, 32);
