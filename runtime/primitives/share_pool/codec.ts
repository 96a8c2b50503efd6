// Codec of the decimal floating point numbers of stake shares. Mirrors primitives/share-pool/src/lib.rs.

import { type Codec, i64, struct, u128 } from "../scale/index.ts";
import type { SafeFloat } from "./safe_float.ts";

export const SafeFloatCodec: Codec<SafeFloat> = struct("share_pool::SafeFloat", { mantissa: u128, exponent: i64 });
