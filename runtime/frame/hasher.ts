// The hashers of storage keys: from an encoded key to the text that stands in the raw key, and back.

import { bytesToHex, hexToBytes } from "../primitives/bytes.ts";
import { blake2b128, blake2b256, twox64, twox128, twox256 } from "../primitives/hash/index.ts";
import { type Codec, fixedSize } from "../primitives/scale/codec.ts";

export type HasherName =
  | "Identity"
  | "Twox64Concat"
  | "Blake2_128Concat"
  | "Blake2_128"
  | "Blake2_256"
  | "Twox128"
  | "Twox256";
interface Hasher {
  readonly of: (bytes: Uint8Array) => Uint8Array;
  /** Length of the hash in hexadecimal digits. */
  readonly digits: number;
  /** Whether the key itself follows the hash, so that it can be read back. */
  readonly reversible: boolean;
}
const nothing = new Uint8Array(0);
export const HASHERS: Readonly<Record<HasherName, Hasher>> = {
  Identity: { of: () => nothing, digits: 0, reversible: true },
  Twox64Concat: { of: twox64, digits: 16, reversible: true },
  Blake2_128Concat: { of: blake2b128, digits: 32, reversible: true },
  Blake2_128: { of: blake2b128, digits: 32, reversible: false },
  Blake2_256: { of: blake2b256, digits: 64, reversible: false },
  Twox128: { of: twox128, digits: 32, reversible: false },
  Twox256: { of: twox256, digits: 64, reversible: false },
};

/** One key of a map: its codec and hasher. */
export interface Key<T> {
  readonly codec: Codec<T>;
  readonly hasher: HasherName;
  /** The part of the raw key that stands for this value. */
  readonly part: (value: T) => string;
  /** Digits of a part, where all have as many and the value can be read back. */
  readonly digits: number | undefined;
  /** The value that such a part stands for. */
  readonly valueOf: (part: string) => T;
}

/** Parts remembered per codec and hasher, so that a hot account is hashed once whatever map it is a key of. */
const REMEMBERED = 200_000;

export function key<T>(codec: Codec<T>, hasher: HasherName): Key<T> {
  const { of, digits, reversible } = HASHERS[hasher];
  const known = new Map<T, string>();
  const read = new Map<string, T>();
  const size = reversible ? fixedSize(codec) : undefined;
  return {
    codec,
    hasher,
    digits: size === undefined ? undefined : digits + 2 * size,
    valueOf(part) {
      const found = read.get(part);
      if (found !== undefined) return found;
      const value = codec.decode(bytesOfKey(part.slice(digits)));
      if (typeof value === "object") return value;
      if (read.size >= REMEMBERED) read.clear();
      read.set(part, value);
      return value;
    },
    part(value) {
      const simple = typeof value !== "object";
      if (simple) {
        const found = known.get(value);
        if (found !== undefined) return found;
      }
      const bytes = codec.encode(value);
      const text = bytesToHex(of(bytes)) + (reversible ? bytesToHex(bytes) : "");
      if (simple) {
        if (known.size >= REMEMBERED) known.clear();
        known.set(value, text);
      }
      return text;
    },
  };
}
/** One key per codec, which all maps share. */
function shared(hasher: HasherName): <T>(codec: Codec<T>) => Key<T> {
  const made = new WeakMap<object, Key<unknown>>();
  return <T>(codec: Codec<T>): Key<T> => {
    const found = made.get(codec) as Key<T> | undefined;
    const one = found ?? key(codec, hasher);
    if (found === undefined) made.set(codec, one as unknown as Key<unknown>);
    return one;
  };
}
export const identity = shared("Identity");
export const blake = shared("Blake2_128Concat");
export const twox = shared("Twox64Concat");

/** The bytes that hexadecimal text stands for; keys are short, so a copy is cheap. */
export const bytesOfKey = hexToBytes;
