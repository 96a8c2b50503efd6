// Codecs of the fractions of one: their parts. Mirrors sp-arithmetic (per_things.rs).

import type { Perbill, Percent, Permill, Perquintill } from "./perthing.ts";
import { newtype, u8, u32, u64, wrapper } from "./scale/index.ts";

export const PercentCodec = wrapper("sp_arithmetic::per_things::Percent", newtype<Percent>("u8", u8));
export const PermillCodec = wrapper("sp_arithmetic::per_things::Permill", newtype<Permill>("u32", u32));
export const PerbillCodec = wrapper("sp_arithmetic::per_things::Perbill", newtype<Perbill>("u32", u32));
export const PerquintillCodec = wrapper("sp_arithmetic::per_things::Perquintill", newtype<Perquintill>("u64", u64));
