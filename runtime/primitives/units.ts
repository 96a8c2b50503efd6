// Amounts. Tao and Alpha are different brands over the same integer and never meet without an exchange.
// Mirrors common/src/currency.rs.

import type { Brand } from "./brand.ts";
import { type Codec, newtype } from "./scale/codec.ts";
import { u64 } from "./scale/numbers.ts";

/** Rao: 10^-9 TAO. */
export type Tao = Brand<bigint, "Tao">;
export const Tao: Codec<Tao> = newtype<Tao>("TaoBalance", u64);
export const rao = (value: bigint): Tao => value as Tao;

/** 10^-9 of a subnet's token. */
export type Alpha = Brand<bigint, "Alpha">;
export const Alpha: Codec<Alpha> = newtype<Alpha>("AlphaBalance", u64);
export const alpha = (value: bigint): Alpha => value as Alpha;

export const TAO_DECIMALS = 9;
export const ONE_TAO = 1_000_000_000n as Tao;
