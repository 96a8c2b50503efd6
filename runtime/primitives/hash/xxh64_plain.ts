// xxHash64 in BigInt: the plain twin that tests compare the kernel with. Mirrors the xxHash specification, XXH64.

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, bits: bigint): bigint => wrap(value << bits) | (value >> (64n - bits));
const round = (lane: bigint, word: bigint): bigint => wrap(rotate(wrap(lane + word * P2), 31n) * P1);
const fold = (hash: bigint, lane: bigint): bigint => wrap((hash ^ round(0n, lane)) * P1 + P4);

export function xxh64Plain(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getBigUint64(at, true);
  let at = 0;
  let hash: bigint;
  if (bytes.length >= 32) {
    let a = wrap(seed + P1 + P2);
    let b = wrap(seed + P2);
    let c = seed;
    let d = wrap(seed - P1);
    for (; at + 32 <= bytes.length; at += 32) {
      a = round(a, word(at));
      b = round(b, word(at + 8));
      c = round(c, word(at + 16));
      d = round(d, word(at + 24));
    }
    hash = wrap(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n));
    for (const lane of [a, b, c, d]) hash = fold(hash, lane);
  } else {
    hash = wrap(seed + P5);
  }
  hash = wrap(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) hash = wrap(rotate(hash ^ round(0n, word(at)), 27n) * P1 + P4);
  if (at + 4 <= bytes.length) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint32(at, true)) * P1), 23n) * P2 + P3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = wrap(rotate(hash ^ wrap(BigInt(bytes[at]!) * P5), 11n) * P1);
  hash = wrap((hash ^ (hash >> 33n)) * P2);
  hash = wrap((hash ^ (hash >> 29n)) * P3);
  return hash ^ (hash >> 32n);
}

/** Lanes of 64 bits, little endian, seeded 0, 1, 2, … – Substrate's twox of 64 × lanes bits. */
export function twoxPlain(bytes: Uint8Array, lanes: number): Uint8Array {
  const digest = new Uint8Array(8 * lanes);
  const view = new DataView(digest.buffer);
  for (let lane = 0; lane < lanes; lane++) view.setBigUint64(8 * lane, xxh64Plain(bytes, BigInt(lane)), true);
  return digest;
}
