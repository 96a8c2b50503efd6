// Opening what was encrypted to a round of drand's quicknet: identity-based encryption (Boneh and Franklin, FullIdent) of a
// key over BLS12-381, under which AES-256-GCM sealed the text. Mirrors the crate `tle` of ideal-lab5/timelock at the
// revision that the reference uses, and the layout that arkworks gives its types.

import { gcm } from "@noble/ciphers/aes.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Reader, ScaleError } from "../scale/index.ts";

const { Fp, Fp12, Fr } = bls12_381.fields;
type G1 = InstanceType<typeof bls12_381.G1.Point>;
type G2 = InstanceType<typeof bls12_381.G2.Point>;
type Gt = ReturnType<typeof bls12_381.pairing>;

const G1_LENGTH = 48;
const G2_LENGTH = 96;
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;

interface Sealed {
  /** Sender's point, masked seed, masked key. */
  readonly u: G2;
  readonly v: Uint8Array;
  readonly w: Uint8Array;
  readonly text: Uint8Array;
  readonly nonce: Uint8Array;
}
const bytesOf = (input: Reader): Uint8Array => {
  const length = input.u64();
  if (length > BigInt(input.remaining)) throw new ScaleError("a list is longer than what is left");
  return input.raw(Number(length));
};
/** Bytes after the last field are ignored, as by the reference; the name of the cipher must be there but is not read. */
function readSealed(bytes: Uint8Array): Sealed {
  const input = new Reader(bytes);
  const u = bls12_381.G2.Point.fromBytes(input.raw(G2_LENGTH));
  const [v, w] = [bytesOf(input), bytesOf(input)];
  const body = new Reader(bytesOf(input));
  bytesOf(input);
  return { u, v, w, text: bytesOf(body), nonce: bytesOf(body) };
}

/** A target element as arkworks writes it: twelve base field elements from the lowest, each least byte first. */
function gtBytes({ c0, c1 }: Gt): Uint8Array {
  const elements = [c0, c1].flatMap((half) => [half.c0, half.c1, half.c2]).flatMap((pair) => [pair.c0, pair.c1]);
  const out = new Uint8Array(48 * elements.length);
  elements.forEach((element, i) => void out.set(Fp.toBytes(element).toReversed(), 48 * i));
  return out;
}
const pairing = (a: G1, b: G2): Gt => (a.is0() || b.is0() ? Fp12.ONE : bls12_381.pairing(a, b));
const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ b[i]!);
const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => Uint8Array.of(...a, ...b);

/** The key, where the signature opens it. */
function keyOf({ u, v, w }: Sealed, signature: G1): Uint8Array | undefined {
  // Deviates: the reference panics over a seed or key of more than 32 bytes, or a seed shorter than the key, and its block
  // with it; here such a ciphertext cannot be opened.
  if (v.length !== KEY_LENGTH || w.length !== KEY_LENGTH) return undefined;
  const seed = xor(v, sha256(gtBytes(pairing(signature, u))));
  const key = xor(w, sha256(seed));
  const scalar = Fr.create(sha256(joined(seed, key)).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n));
  const expected = scalar === 0n ? bls12_381.G2.Point.ZERO : bls12_381.G2.Point.BASE.multiply(scalar);
  return expected.equals(u) ? key : undefined;
}

/** Whatever a parser of foreign bytes throws means that they are not what they should be. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
/** What opening a ciphertext needs of a pulse: its signature as a point. Undefined where the bytes are none. */
export const signaturePoint = (bytes: Uint8Array): G1 | undefined =>
  parsed(() => bls12_381.G1.Point.fromBytes(bytes.subarray(0, G1_LENGTH)));
/** The plain text; undefined where the bytes are no ciphertext or were not encrypted to the round of the signature. */
export function openTimelock(bytes: Uint8Array, signature: G1): Uint8Array | undefined {
  const sealed = parsed(() => readSealed(bytes));
  if (sealed === undefined) return undefined;
  const key = keyOf(sealed, signature);
  if (key === undefined || sealed.nonce.length !== NONCE_LENGTH) return undefined;
  return parsed(() => gcm(key, sealed.nonce).decrypt(sealed.text));
}
