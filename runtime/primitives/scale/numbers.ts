// SCALE integers, booleans, compact integers. Up to 32 bits are `number`, wider ones `bigint`.

import {
  bigAt,
  type Codec,
  codec,
  type PrimitiveName,
  putBig,
  type Reader,
  ScaleError,
  shown,
  type Writer,
} from "./codec.ts";

const primitive = (name: PrimitiveName) => ({ kind: "primitive", name }) as const;

function small(name: PrimitiveName, bytes: 1 | 2 | 4, signed: boolean, read: (input: Reader) => number): Codec<number> {
  const low = signed ? -(2 ** (bytes * 8 - 1)) : 0;
  const high = 2 ** (bytes * 8 - (signed ? 1 : 0)) - 1;
  const put = (out: Writer, value: number) =>
    bytes === 1 ? out.u8(value) : bytes === 2 ? out.u16(value) : out.u32(value);
  const check = (value: number): void => {
    if (!Number.isInteger(value) || value < low || value > high)
      throw new ScaleError(`${shown(value)} is not a ${name}`);
  };
  const lay = (to: Uint8Array, value: number): void => {
    for (let i = 0; i < bytes; i++) to[i] = value >> (8 * i);
  };
  return {
    ...codec<number>(
      name,
      primitive(name),
      bytes,
      (out, value) => {
        check(value);
        put(out, value);
      },
      read,
    ),
    ensure: check,
    put: lay,
    // PERF: single values are read and written all the time; these two need no reader and no writer.
    encode(value) {
      check(value);
      const out = new Uint8Array(bytes);
      lay(out, value);
      return out;
    },
    decodeLenient(raw) {
      if (raw.length < bytes)
        throw new ScaleError(`unexpected end of input: ${bytes} bytes wanted at offset 0, ${raw.length} left`);
      let value = 0;
      for (let i = 0; i < bytes; i++) value |= raw[i]! << (8 * i);
      return signed ? (value << (32 - 8 * bytes)) >> (32 - 8 * bytes) : value >>> 0;
    },
  };
}

function wide(name: PrimitiveName, words: 1 | 2 | 4, signed: boolean): Codec<bigint> {
  const bits = BigInt(words * 64);
  const lowest = signed ? -(1n << (bits - 1n)) : 0n;
  const highest = (1n << (signed ? bits - 1n : bits)) - 1n;
  const check = (value: bigint): void => {
    if (typeof value !== "bigint" || value < lowest || value > highest)
      throw new ScaleError(`${shown(value)} is not a ${name}`);
  };
  const size = words * 8;
  const whole = codec<bigint>(
    name,
    primitive(name),
    size,
    (out, value) => {
      check(value);
      let rest = BigInt.asUintN(words * 64, value);
      for (let i = 0; i < words; i++) {
        out.u64(BigInt.asUintN(64, rest));
        rest >>= 64n;
      }
    },
    (input) => {
      let value = input.u64();
      for (let i = 1; i < words; i++) value |= input.u64() << BigInt(64 * i);
      return signed ? BigInt.asIntN(Number(bits), value) : value;
    },
  );
  const put = (to: Uint8Array, value: bigint): void => {
    putBig(to, 0, value);
    let rest = value;
    for (let at = 8; at < size; at += 8) {
      rest >>= 64n;
      putBig(to, at, rest);
    }
  };
  const encode = (value: bigint): Uint8Array => {
    check(value);
    const out = new Uint8Array(size);
    put(out, value);
    return out;
  };
  const numbers = { ...whole, ensure: check, put, encode };
  if (name !== "u64") return numbers;
  return {
    ...numbers,
    // PERF: balances and block numbers, read and written all the time.
    decodeLenient(raw) {
      if (raw.length < 8)
        throw new ScaleError(`unexpected end of input: 8 bytes wanted at offset 0, ${raw.length} left`);
      return bigAt(raw, 0);
    },
  };
}

export const u8 = small("u8", 1, false, (input) => input.u8());
export const u16 = small("u16", 2, false, (input) => input.u16());
export const u32 = small("u32", 4, false, (input) => input.u32());
export const i8 = small("i8", 1, true, (input) => input.i8());
export const i16 = small("i16", 2, true, (input) => input.i16());
export const i32 = small("i32", 4, true, (input) => input.i32());
export const u64 = wide("u64", 1, false);
export const u128 = wide("u128", 2, false);
export const u256 = wide("u256", 4, false);
export const i64 = wide("i64", 1, true);
export const i128 = wide("i128", 2, true);

const ensureBool = (value: boolean): void => {
  if (typeof value !== "boolean") throw new ScaleError(`${shown(value)} is not a bool`);
};
export const bool: Codec<boolean> = {
  ...codec<boolean>(
    "bool",
    primitive("bool"),
    1,
    (out, value) => {
      ensureBool(value);
      out.u8(value ? 1 : 0);
    },
    (input) => {
      const byte = input.u8();
      if (byte > 1) throw new ScaleError(`${byte} is not a bool`);
      return byte === 1;
    },
  ),
  ensure: ensureBool,
  put(to, value) {
    to[0] = value ? 1 : 0;
  },
};

/** Compact form of an unsigned integer codec, or of a newtype over one. */
export function compact<T extends number | bigint>(of: Codec<T>): Codec<T> {
  const name = of.shape.kind === "primitive" ? of.shape.name : "";
  const bits = { u8: 8, u16: 16, u32: 32, u64: 64, u128: 128 }[name as string];
  const ensure = of.ensure;
  if (bits === undefined || ensure === undefined) throw new Error(`${of.label} has no compact form`);
  const limit = 1n << BigInt(bits);
  return codec<T>(
    `Compact<${of.label}>`,
    { kind: "compact", of },
    1,
    (out, value) => {
      ensure(value);
      out.compact(value);
    },
    (input) => {
      const value = input.compact();
      if (value >= limit) throw new ScaleError(`${value} is not a ${of.label}`);
      return (bits <= 32 ? Number(value) : value) as T;
    },
  );
}
