// AES-256 in Galois/counter mode, opening only: 12-byte nonces, 16-byte tags, no associated data (FIPS 197, SP 800-38D).
// Not in constant time: what the chain opens with it is public.

/** Multiplication by x in AES's field. */
const double = (byte: number): number => ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;

/** The substitution box: inverses in AES's field under its affine map. */
const SBOX = (() => {
  const box = new Uint8Array(256);
  let [power, inverse] = [1, 1];
  do {
    power = power ^ double(power);
    // Divides by x + 1, so that the two stay inverse to each other.
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse = (inverse ^ (inverse & 0x80 ? 0x09 : 0)) & 0xff;
    const turned = inverse | (inverse << 8);
    box[power] = (inverse ^ (turned >> 7) ^ (turned >> 6) ^ (turned >> 5) ^ (turned >> 4) ^ 0x63) & 0xff;
  } while (power !== 1);
  box[0] = 0x63;
  return box;
})();

const ROUNDS = 14;
/** 15 round keys of 16 bytes from a key of 32. */
function roundKeys(key: Uint8Array): Uint8Array {
  const words = new Uint8Array(16 * (ROUNDS + 1));
  words.set(key);
  let constant = 1;
  for (let at = 32; at < words.length; at += 4) {
    let last = words.slice(at - 4, at);
    if (at % 32 === 0) {
      last = Uint8Array.of(SBOX[last[1]!]! ^ constant, SBOX[last[2]!]!, SBOX[last[3]!]!, SBOX[last[0]!]!);
      constant = double(constant);
    } else if (at % 32 === 16) last = last.map((byte) => SBOX[byte]!);
    for (let i = 0; i < 4; i++) words[at + i] = words[at + i - 32]! ^ last[i]!;
  }
  return words;
}
function encryptBlock(keys: Uint8Array, block: Uint8Array): Uint8Array {
  let state = block.map((byte, i) => byte ^ keys[i]!);
  for (let round = 1; round <= ROUNDS; round++) {
    // Substitutes, and turns the rows.
    const turned = state.map((_, i) => SBOX[state[(i + 4 * (i % 4)) % 16]!]!);
    state = turned.map((byte, i) => {
      const key = keys[16 * round + i]!;
      if (round === ROUNDS) return byte ^ key;
      const column = i & ~3;
      const [a, b, c, d] = [0, 1, 2, 3].map((k) => turned[column + ((i + k) & 3)]!) as [number, number, number, number];
      return double(a) ^ double(b) ^ b ^ c ^ d ^ key;
    });
  }
  return state;
}

const wide = (block: Uint8Array): bigint => block.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const POLYNOMIAL = 0xe1n << 120n;
/** The product in GCM's field, whose bits count from the left. */
function product(a: bigint, b: bigint): bigint {
  let [sum, shifted] = [0n, b];
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) sum ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ POLYNOMIAL : shifted >> 1n;
  }
  return sum;
}
const padded = (bytes: Uint8Array): Uint8Array => {
  const block = new Uint8Array(16);
  block.set(bytes);
  return block;
};
function tagOf(keys: Uint8Array, start: Uint8Array, text: Uint8Array): bigint {
  const factor = wide(encryptBlock(keys, new Uint8Array(16)));
  let sum = 0n;
  for (let at = 0; at < text.length; at += 16) sum = product(sum ^ wide(padded(text.subarray(at, at + 16))), factor);
  sum = product(sum ^ BigInt(8 * text.length), factor);
  return sum ^ wide(encryptBlock(keys, start));
}

export const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
/** The plain text; undefined where the lengths or the tag are wrong. `sealed` ends with the tag. */
export function openAesGcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (key.length !== 32 || nonce.length !== NONCE_LENGTH || sealed.length < TAG_LENGTH) return undefined;
  const keys = roundKeys(key);
  const text = sealed.subarray(0, sealed.length - TAG_LENGTH);
  const counter = padded(nonce);
  const view = new DataView(counter.buffer);
  view.setUint32(12, 1);
  if (tagOf(keys, counter, text) !== wide(sealed.subarray(text.length))) return undefined;
  const plain = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 16) {
    view.setUint32(12, 2 + at / 16);
    const mask = encryptBlock(keys, counter);
    for (let i = at; i < Math.min(at + 16, text.length); i++) plain[i] = text[i]! ^ mask[i - at]!;
  }
  return plain;
}
