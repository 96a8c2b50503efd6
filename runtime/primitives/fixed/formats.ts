// The fixed-point types that the reference names, and the constant type of its transcendental functions.

import type { Brand } from "../brand.ts";
import { fixed } from "./fixed.ts";

export type I32F32 = Brand<bigint, "I32F32">;
export type I64F64 = Brand<bigint, "I64F64">;
export type I96F32 = Brand<bigint, "I96F32">;
export type I110F18 = Brand<bigint, "I110F18">;
export type U64F64 = Brand<bigint, "U64F64">;
export type U96F32 = Brand<bigint, "U96F32">;
export type U110F18 = Brand<bigint, "U110F18">;

export const I32F32 = fixed<I32F32>({ name: "I32F32", bits: 64, frac: 32, signed: true });
export const I64F64 = fixed<I64F64>({ name: "I64F64", bits: 128, frac: 64, signed: true });
export const I96F32 = fixed<I96F32>({ name: "I96F32", bits: 128, frac: 32, signed: true });
export const I110F18 = fixed<I110F18>({ name: "I110F18", bits: 128, frac: 18, signed: true });
export const U64F64 = fixed<U64F64>({ name: "U64F64", bits: 128, frac: 64, signed: false });
export const U96F32 = fixed<U96F32>({ name: "U96F32", bits: 128, frac: 32, signed: false });
export const U110F18 = fixed<U110F18>({ name: "U110F18", bits: 128, frac: 18, signed: false });
