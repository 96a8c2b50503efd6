// The strict SCALE codec: what a codec is, how bytes are read and written. A codec remembers its shape, from which the
// metadata, generated documentation and fuzz inputs are derived. Strict means: canonical compacts, booleans 0 or 1,
// known variants, valid UTF-8, no trailing bytes. Mirrors parity-scale-codec 3 as the reference runtime uses it.

import { bytesToUtf8, utf8ToBytes } from "../bytes.ts";

/** Bytes that are not the canonical encoding of the expected type, or a value that the type cannot hold. */
export class ScaleError extends Error {
  override readonly name = "ScaleError";
}

/** A value of whatever type in an error message; an object might not even have a text. */
export const shown = (value: unknown): string =>
  typeof value === "object" && value !== null ? "an object" : String(value);

/** How deep values may nest (sp_api MAX_EXTRINSIC_DEPTH). */
export const MAX_DEPTH = 256;

/** Where integers of 64 bits change between their forms. */
const scratch = new DataView(new ArrayBuffer(8));
const word = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
const putWord = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
};
/**
 * Eight bytes as an unsigned integer.
 * PERF: not through a view of the bytes. V8 keeps short arrays in its heap, and whoever asks for their buffer moves them out for good.
 */
export function bigAt(bytes: Uint8Array, at: number): bigint {
  scratch.setInt32(0, word(bytes, at), true);
  scratch.setInt32(4, word(bytes, at + 4), true);
  return scratch.getBigUint64(0, true);
}
export function putBig(bytes: Uint8Array, at: number, value: bigint): void {
  scratch.setBigUint64(0, value, true);
  putWord(bytes, at, scratch.getInt32(0, true));
  putWord(bytes, at + 4, scratch.getInt32(4, true));
}

export class Reader {
  readonly bytes: Uint8Array;
  at: number;
  #depth = 0;
  /** How deep values were nested so far. */
  deepest = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get remaining(): number {
    return this.bytes.length - this.at;
  }

  /** Reads one level deeper: what the reference boxes or lists, except for lists of plain integers. */
  within<T>(read: () => T): T {
    const depth = ++this.#depth;
    if (depth > MAX_DEPTH) throw new ScaleError(`nested deeper than ${MAX_DEPTH}`);
    if (depth > this.deepest) this.deepest = depth;
    const value = read();
    this.#depth--;
    return value;
  }

  #take(length: number): number {
    const start = this.at;
    if (length > this.bytes.length - start)
      throw new ScaleError(
        `unexpected end of input: ${length} bytes wanted at offset ${start}, ${this.remaining} left`,
      );
    this.at = start + length;
    return start;
  }

  u8(): number {
    return this.bytes[this.#take(1)]!;
  }
  u16(): number {
    const at = this.#take(2);
    return this.bytes[at]! | (this.bytes[at + 1]! << 8);
  }
  u32(): number {
    return word(this.bytes, this.#take(4)) >>> 0;
  }
  u64(): bigint {
    return bigAt(this.bytes, this.#take(8));
  }
  i8(): number {
    return (this.u8() << 24) >> 24;
  }
  i16(): number {
    return (this.u16() << 16) >> 16;
  }
  i32(): number {
    return word(this.bytes, this.#take(4));
  }
  /** A copy of the next bytes. */
  raw(length: number): Uint8Array {
    const start = this.#take(length);
    return this.bytes.slice(start, start + length);
  }
  /** A canonical compact integer. */
  compact(): bigint {
    const start = this.at;
    const first = this.u8();
    switch (first & 3) {
      case 0:
        return BigInt(first >>> 2);
      case 1: {
        const value = (first >>> 2) | (this.u8() << 6);
        if (value < 64) throw new ScaleError(`non-canonical compact at offset ${start}`);
        return BigInt(value);
      }
      case 2: {
        this.at = start;
        const value = this.u32() >>> 2;
        if (value < 16384) throw new ScaleError(`non-canonical compact at offset ${start}`);
        return BigInt(value);
      }
      default: {
        const length = (first >>> 2) + 4;
        if (length > 16) throw new ScaleError(`compact at offset ${start} is longer than 128 bits`);
        let value = 0n;
        for (let i = 0; i < length; i++) value |= BigInt(this.u8()) << BigInt(8 * i);
        if (value >> BigInt(8 * (length - 1)) === 0n || (length === 4 && value < 1n << 30n))
          throw new ScaleError(`non-canonical compact at offset ${start}`);
        return value;
      }
    }
  }
  /** A compact length of things that take at least `least` bytes each. */
  length(least = 1): number {
    const start = this.at;
    const value = this.compact();
    if (value > 0xffff_ffffn) throw new ScaleError(`length ${value} at offset ${start} exceeds 32 bits`);
    const count = Number(value);
    if (count * least > this.remaining)
      throw new ScaleError(
        `unexpected end of input: ${count} items announced at offset ${start}, ${this.remaining} bytes left`,
      );
    return count;
  }
  /** Refuses input that was not read to its end. */
  finish(): void {
    if (this.remaining !== 0) throw new ScaleError(`${this.remaining} trailing bytes at offset ${this.at}`);
  }
}

export class Writer {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  #grow(by: number): number {
    const start = this.#length;
    const need = start + by;
    if (need > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(need, this.#bytes.length * 2));
      wider.set(this.#bytes.subarray(0, start));
      this.#bytes = wider;
      this.#view = new DataView(wider.buffer);
    }
    this.#length = need;
    return start;
  }

  u8(value: number): void {
    const at = this.#grow(1);
    this.#bytes[at] = value;
  }
  u16(value: number): void {
    const at = this.#grow(2);
    this.#view.setUint16(at, value, true);
  }
  u32(value: number): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, value, true);
  }
  u64(value: bigint): void {
    const at = this.#grow(8);
    this.#view.setBigUint64(at, value, true);
  }
  raw(value: Uint8Array): void {
    const at = this.#grow(value.length);
    this.#bytes.set(value, at);
  }
  /** Text with its length before it; nearly all text is ASCII, which takes no array of its own. */
  text(value: string): void {
    const length = value.length;
    for (let i = 0; i < length; i++)
      if (value.charCodeAt(i) > 0x7f) {
        const raw = bytesOf(value);
        this.compact(raw.length);
        this.raw(raw);
        return;
      }
    this.compact(length);
    const at = this.#grow(length);
    const bytes = this.#bytes;
    for (let i = 0; i < length; i++) bytes[at + i] = value.charCodeAt(i);
  }
  compact(value: number | bigint): void {
    if (typeof value === "bigint" && value >= 1n << 30n) {
      let length = 4;
      while (value >> BigInt(8 * length) !== 0n) length++;
      if (length > 16) throw new ScaleError(`compact ${value} is longer than 128 bits`);
      this.u8(((length - 4) << 2) | 3);
      for (let i = 0; i < length; i++) this.u8(Number((value >> BigInt(8 * i)) & 255n));
      return;
    }
    const small = Number(value);
    if (small < 0) throw new ScaleError(`compact ${value} is negative`);
    if (small < 64) this.u8(small << 2);
    else if (small < 16384) this.u16((small << 2) | 1);
    else if (small < 2 ** 30) this.u32(small * 4 + 2);
    else {
      this.u8(3);
      this.u32(small);
    }
  }
  /** A copy of what was written. */
  result(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
  clear(): void {
    this.#length = 0;
  }
}

export type PrimitiveName =
  | "bool"
  | "char"
  | "str"
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "u128"
  | "u256"
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "i128"
  | "i256";
export interface FieldShape {
  readonly name?: string;
  readonly codec: AnyCodec;
  /** Name of the type as the reference's source spells it; the codec's label when absent. */
  readonly typeName?: string;
}
export interface VariantShape {
  readonly name: string;
  readonly index: number;
  readonly fields: readonly FieldShape[];
  readonly docs?: string;
}
/** Generic parameters as metadata shows them; a parameter that metadata skips has no codec. */
export type TypeParameters = Readonly<Record<string, AnyCodec | undefined>>;
/** What metadata says of a type. Lists are functions where a type may contain itself. */
export type Shape =
  | { readonly kind: "primitive"; readonly name: PrimitiveName }
  | { readonly kind: "compact"; readonly of: AnyCodec }
  | { readonly kind: "sequence"; readonly of: AnyCodec }
  | { readonly kind: "array"; readonly of: AnyCodec; readonly length: number }
  | { readonly kind: "tuple"; readonly of: readonly AnyCodec[] }
  | {
      readonly kind: "composite";
      readonly path: readonly string[];
      readonly params: TypeParameters;
      readonly fields: readonly FieldShape[];
    }
  | {
      readonly kind: "variant";
      readonly path: readonly string[];
      readonly params: TypeParameters;
      readonly variants: () => readonly VariantShape[];
    };

export interface Codec<T> {
  /** Rust-like name of the type, for metadata's typeName and for error messages. */
  readonly label: string;
  readonly shape: Shape;
  /** Fewest bytes that a value takes: bounds what a hostile length prefix can claim. */
  readonly least: number;
  /** Whether a value is a level of nesting by itself, so that a list of them is none. */
  readonly nests?: true;
  write(out: Writer, value: T): void;
  read(input: Reader): T;
  /** Bytes of one value. Throws ScaleError if the type cannot hold it. */
  encode(value: T): Uint8Array;
  /** Throws as `encode` does, without the bytes; only numbers and booleans have it. */
  ensure?(value: T): void;
  /** Writes a value that `ensure` lets pass into the first `least` bytes, which are all it takes; with `ensure`. */
  put?(to: Uint8Array, value: T): void;
  /** The value of exactly these bytes. Throws ScaleError, also on trailing bytes. */
  decode(bytes: Uint8Array): T;
  /** As `decode`, but ignores what follows: state values are read so, as the reference reads them. */
  decodeLenient(bytes: Uint8Array): T;
}
// biome-ignore lint/suspicious/noExplicitAny: a codec of whatever type; the only place where shapes are walked untyped
export type AnyCodec = Codec<any>;
export type ValueOf<C> = C extends Codec<infer T> ? T : never;

/** Bytes of every value of a type, where all take as many; types that choose or count have no such number. */
export function fixedSize({ shape, least }: AnyCodec): number | undefined {
  const allFixed = (parts: readonly AnyCodec[]): boolean => parts.every((part) => fixedSize(part) !== undefined);
  switch (shape.kind) {
    case "primitive":
      return shape.name === "str" ? undefined : least;
    case "array":
      return allFixed([shape.of]) ? least : undefined;
    case "tuple":
      return allFixed(shape.of) ? least : undefined;
    case "composite":
      return allFixed(shape.fields.map((field) => field.codec)) ? least : undefined;
    default:
      return undefined;
  }
}

const writers: Writer[] = [];

/** Completes a codec from its reading and writing halves. */
export function codec<T>(
  label: string,
  shape: Shape,
  least: number,
  write: (out: Writer, value: T) => void,
  read: (input: Reader) => T,
): Codec<T> {
  return {
    label,
    shape,
    least,
    write,
    read,
    encode(value) {
      const out = writers.pop() ?? new Writer();
      out.clear();
      write(out, value);
      const bytes = out.result();
      writers.push(out);
      return bytes;
    },
    decode(bytes) {
      const input = new Reader(bytes);
      const value = read(input);
      input.finish();
      return value;
    },
    decodeLenient: (bytes) => read(new Reader(bytes)),
  };
}

/** The same bytes and value under another name; `shape` replaces what metadata shows. */
export const renamed = <T>(label: string, of: Codec<T>, shape: Shape = of.shape): Codec<T> => ({ ...of, label, shape });

/** The same encoding with a branded value type: NetUid, Tao. Metadata shows the inner type. */
export const newtype = <T>(label: string, of: Codec<unknown>): Codec<T> => ({ ...(of as unknown as Codec<T>), label });

/** A codec whose definition comes later, for types that contain themselves. */
export function lazy<T>(label: string, definition: () => Codec<T>, least = 1): Codec<T> {
  let known: Codec<T> | undefined;
  const target = () => (known ??= definition());
  const whole = codec<T>(
    label,
    { kind: "tuple", of: [] },
    least,
    (out, value) => target().write(out, value),
    (input) => input.within(() => target().read(input)),
  );
  return Object.defineProperty({ ...whole, nests: true }, "shape", { get: () => target().shape });
}

/** Runs what throws a TypeError where text or hexadecimal digits are malformed. */
export function wellFormed<A, T>(work: (of: A) => T, of: A): T {
  try {
    return work(of);
  } catch (error) {
    throw error instanceof TypeError ? new ScaleError(error.message) : error;
  }
}
export const textOf = (bytes: Uint8Array): string => wellFormed(bytesToUtf8, bytes);
export const bytesOf = (text: string): Uint8Array => wellFormed(utf8ToBytes, text);
