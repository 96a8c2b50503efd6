// Codec of the decimal floating point numbers of stake shares. Mirrors primitives/share-pool/src/lib.rs.

import { I64_MAX, I64_MIN, U128_MAX } from "../ints.ts";
import { bigAt, putBig } from "../scale/codec.ts";
import { type Codec, i64, struct, u128 } from "../scale/index.ts";
import type { SafeFloat } from "./safe_float.ts";

const fields = struct("share_pool::SafeFloat", { mantissa: u128, exponent: i64 });
const BYTES = 24;

export const SafeFloatCodec: Codec<SafeFloat> = {
  ...fields,
  // PERF: an epoch reads and writes several of them for each neuron. What does not fit is left to the fields to refuse.
  encode(value) {
    const { mantissa, exponent } = value;
    const fits = mantissa >= 0n && mantissa <= U128_MAX && exponent >= I64_MIN && exponent <= I64_MAX;
    if (!fits || typeof mantissa !== "bigint" || typeof exponent !== "bigint") return fields.encode(value);
    const out = new Uint8Array(BYTES);
    putBig(out, 0, BigInt.asUintN(64, mantissa));
    putBig(out, 8, mantissa >> 64n);
    putBig(out, 16, BigInt.asUintN(64, exponent));
    return out;
  },
  decodeLenient: (raw) =>
    raw.length < BYTES
      ? fields.decodeLenient(raw)
      : {
          mantissa: (bigAt(raw, 8) << 64n) | bigAt(raw, 0),
          exponent: BigInt.asIntN(64, bigAt(raw, 16)),
        },
};
