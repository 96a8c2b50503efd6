// Secret URIs such as //Alice, //Alice//stash or 0x<seed>/soft: how people name development keys.
// Mirrors sp-core 38 address_uri.rs and crypto.rs (SecretUri, DeriveJunction).
import { concatBytes, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/blake2b.ts";

export type Junction = { hard: boolean; chainCode: Uint8Array };
export type SecretUri = { seed: Uint8Array; junctions: Junction[] };

export const DEV_PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
/** What the development phrase, without a password, comes to under BIP-39 as Substrate uses it. */
const DEV_SEED = "fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";

const URI = /^([\p{L}\p{N}_ ]+)?((?:\/\/?[^/]+)*)(?:\/\/\/(.*))?$/u;
const U64_LIMIT = 2n ** 64n;

/** The seed and derivation path a URI names. Only the development phrase and hexadecimal seeds are known. */
export function parseSecretUri(uri: string): SecretUri {
  const match = URI.exec(uri);
  if (match === null) throw new Error("The secret URI is malformed: expected <seed>//hard/soft.");
  const [, phrase = DEV_PHRASE, path = "", password] = match;
  if (password !== undefined && !phrase.startsWith("0x")) {
    throw new Error("Secret URIs with a ///password are not supported: use the hexadecimal seed instead.");
  }
  return { seed: seedOf(phrase), junctions: (path.match(/\/\/?[^/]+/g) ?? []).map(junctionOf) };
}

function seedOf(phrase: string): Uint8Array {
  if (phrase === DEV_PHRASE) return hexToBytes(DEV_SEED);
  if (/^0x[0-9a-fA-F]{64}$/.test(phrase)) return hexToBytes(phrase.slice(2));
  throw new Error("Only the development phrase and 32-byte hexadecimal seeds (0x…) are supported as secret phrases.");
}

function junctionOf(step: string): Junction {
  const hard = step.startsWith("//");
  return { hard, chainCode: chainCodeOf(step.slice(hard ? 2 : 1)) };
}

/** Numbers are 8 bytes, little endian; words are SCALE strings; both are padded, or hashed if longer than 32 bytes. */
export function chainCodeOf(code: string): Uint8Array {
  const chainCode = new Uint8Array(32);
  const isNumber = /^\+?[0-9]+$/.test(code) && BigInt(code.replace("+", "")) < U64_LIMIT;
  if (isNumber) {
    new DataView(chainCode.buffer).setBigUint64(0, BigInt(code.replace("+", "")), true);
    return chainCode;
  }
  const encoded = scaleString(code);
  if (encoded.length > 32) return blake2b256(encoded);
  chainCode.set(encoded);
  return chainCode;
}

/** SCALE: compact length, then UTF-8. */
export function scaleString(text: string): Uint8Array {
  const bytes = utf8ToBytes(text);
  if (bytes.length >= 1 << 14) throw new Error("A derivation step is too long.");
  const length = bytes.length < 64 ? [bytes.length << 2] : [((bytes.length << 2) | 1) & 0xff, bytes.length >> 6];
  return concatBytes(Uint8Array.from(length), bytes);
}
