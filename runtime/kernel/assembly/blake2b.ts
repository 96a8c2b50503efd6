// blake2b without key, salt or personalisation (RFC 7693). Plain twin: @noble/hashes/blake2.
// The caller writes bytes into `input` or `node` (two regions, so that a trie node under construction survives the hashing of a value)
// and reads the digest at `output`. Longer messages go through `begin`, `update` in whole blocks, and `finish`.

const REGION: i32 = 65536;
const BLOCK: i32 = 128;

const INPUT = memory.data(65536, 16);
const NODE = memory.data(65536, 16);
const OUTPUT = memory.data(64, 16);
const TAIL = memory.data(128, 16);

/** Byte offsets of the message words in the order in which twelve rounds take them. */
const ORDER = memory.data<u8>([
  0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120,
  112, 80, 32, 64, 72, 120, 104, 48, 8, 96, 0, 16, 88, 56, 40, 24,
  88, 64, 96, 0, 40, 16, 120, 104, 80, 112, 24, 48, 56, 8, 72, 32,
  56, 72, 24, 8, 104, 96, 88, 112, 16, 48, 40, 80, 32, 0, 120, 64,
  72, 0, 40, 56, 16, 32, 80, 120, 112, 8, 88, 96, 48, 64, 24, 104,
  16, 96, 48, 80, 0, 88, 64, 24, 32, 104, 56, 40, 120, 112, 8, 72,
  96, 40, 8, 120, 112, 104, 32, 80, 0, 56, 48, 24, 72, 16, 64, 88,
  104, 88, 56, 112, 96, 8, 24, 72, 40, 0, 120, 32, 64, 48, 16, 80,
  48, 120, 112, 72, 88, 24, 0, 64, 96, 16, 104, 56, 8, 32, 80, 40,
  80, 16, 64, 32, 56, 48, 8, 40, 120, 88, 72, 112, 24, 96, 104, 0,
  0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120,
  112, 80, 32, 64, 72, 120, 104, 48, 8, 96, 0, 16, 88, 56, 40, 24,
]);

export const regionBytes: i32 = REGION;
export function input(): usize { return INPUT; }
export function node(): usize { return NODE; }
export function output(): usize { return OUTPUT; }

let counter: u64 = 0;

// @ts-ignore: decorator
@inline
const IV0: u64 = 0x6a09e667f3bcc908;
// @ts-ignore: decorator
@inline
const IV1: u64 = 0xbb67ae8584caa73b;
// @ts-ignore: decorator
@inline
const IV2: u64 = 0x3c6ef372fe94f82b;
// @ts-ignore: decorator
@inline
const IV3: u64 = 0xa54ff53a5f1d36f1;
// @ts-ignore: decorator
@inline
const IV4: u64 = 0x510e527fade682d1;
// @ts-ignore: decorator
@inline
const IV5: u64 = 0x9b05688c2b3e6c1f;
// @ts-ignore: decorator
@inline
const IV6: u64 = 0x1f83d9abfb41bd6b;
// @ts-ignore: decorator
@inline
const IV7: u64 = 0x5be0cd19137e2179;

// @ts-ignore: decorator
@inline
function word(block: usize, order: usize, index: usize): u64 {
  return load<u64>(block + <usize>load<u8>(order + index));
}

function compress(block: usize, last: bool): void {
  const h0 = load<u64>(OUTPUT), h1 = load<u64>(OUTPUT, 8), h2 = load<u64>(OUTPUT, 16), h3 = load<u64>(OUTPUT, 24);
  const h4 = load<u64>(OUTPUT, 32), h5 = load<u64>(OUTPUT, 40), h6 = load<u64>(OUTPUT, 48), h7 = load<u64>(OUTPUT, 56);
  let v0 = h0, v1 = h1, v2 = h2, v3 = h3, v4 = h4, v5 = h5, v6 = h6, v7 = h7;
  let v8 = IV0, v9 = IV1, v10 = IV2, v11 = IV3;
  let v12 = IV4 ^ counter, v13 = IV5, v14 = last ? ~IV6 : IV6, v15 = IV7;
  for (let order: usize = ORDER, end: usize = ORDER + 192; order < end; order += 16) {
    v0 += v4 + word(block, order, 0);
    v12 = rotr(v12 ^ v0, 32);
    v8 += v12;
    v4 = rotr(v4 ^ v8, 24);
    v0 += v4 + word(block, order, 1);
    v12 = rotr(v12 ^ v0, 16);
    v8 += v12;
    v4 = rotr(v4 ^ v8, 63);
    v1 += v5 + word(block, order, 2);
    v13 = rotr(v13 ^ v1, 32);
    v9 += v13;
    v5 = rotr(v5 ^ v9, 24);
    v1 += v5 + word(block, order, 3);
    v13 = rotr(v13 ^ v1, 16);
    v9 += v13;
    v5 = rotr(v5 ^ v9, 63);
    v2 += v6 + word(block, order, 4);
    v14 = rotr(v14 ^ v2, 32);
    v10 += v14;
    v6 = rotr(v6 ^ v10, 24);
    v2 += v6 + word(block, order, 5);
    v14 = rotr(v14 ^ v2, 16);
    v10 += v14;
    v6 = rotr(v6 ^ v10, 63);
    v3 += v7 + word(block, order, 6);
    v15 = rotr(v15 ^ v3, 32);
    v11 += v15;
    v7 = rotr(v7 ^ v11, 24);
    v3 += v7 + word(block, order, 7);
    v15 = rotr(v15 ^ v3, 16);
    v11 += v15;
    v7 = rotr(v7 ^ v11, 63);
    v0 += v5 + word(block, order, 8);
    v15 = rotr(v15 ^ v0, 32);
    v10 += v15;
    v5 = rotr(v5 ^ v10, 24);
    v0 += v5 + word(block, order, 9);
    v15 = rotr(v15 ^ v0, 16);
    v10 += v15;
    v5 = rotr(v5 ^ v10, 63);
    v1 += v6 + word(block, order, 10);
    v12 = rotr(v12 ^ v1, 32);
    v11 += v12;
    v6 = rotr(v6 ^ v11, 24);
    v1 += v6 + word(block, order, 11);
    v12 = rotr(v12 ^ v1, 16);
    v11 += v12;
    v6 = rotr(v6 ^ v11, 63);
    v2 += v7 + word(block, order, 12);
    v13 = rotr(v13 ^ v2, 32);
    v8 += v13;
    v7 = rotr(v7 ^ v8, 24);
    v2 += v7 + word(block, order, 13);
    v13 = rotr(v13 ^ v2, 16);
    v8 += v13;
    v7 = rotr(v7 ^ v8, 63);
    v3 += v4 + word(block, order, 14);
    v14 = rotr(v14 ^ v3, 32);
    v9 += v14;
    v4 = rotr(v4 ^ v9, 24);
    v3 += v4 + word(block, order, 15);
    v14 = rotr(v14 ^ v3, 16);
    v9 += v14;
    v4 = rotr(v4 ^ v9, 63);
  }
  store<u64>(OUTPUT, h0 ^ v0 ^ v8);
  store<u64>(OUTPUT, h1 ^ v1 ^ v9, 8);
  store<u64>(OUTPUT, h2 ^ v2 ^ v10, 16);
  store<u64>(OUTPUT, h3 ^ v3 ^ v11, 24);
  store<u64>(OUTPUT, h4 ^ v4 ^ v12, 32);
  store<u64>(OUTPUT, h5 ^ v5 ^ v13, 40);
  store<u64>(OUTPUT, h6 ^ v6 ^ v14, 48);
  store<u64>(OUTPUT, h7 ^ v7 ^ v15, 56);
}

export function begin(digestBytes: i32): void {
  store<u64>(OUTPUT, IV0 ^ 0x01010000 ^ <u64>digestBytes);
  store<u64>(OUTPUT, IV1, 8);
  store<u64>(OUTPUT, IV2, 16);
  store<u64>(OUTPUT, IV3, 24);
  store<u64>(OUTPUT, IV4, 32);
  store<u64>(OUTPUT, IV5, 40);
  store<u64>(OUTPUT, IV6, 48);
  store<u64>(OUTPUT, IV7, 56);
  counter = 0;
}

/** Takes whole blocks that are not the message's last. */
export function update(from: usize, length: i32): void {
  for (const end = from + length; from < end; from += BLOCK) {
    counter += BLOCK;
    compress(from, false);
  }
}

/** Takes the rest of the message, at least one byte unless the whole message is empty. */
export function finish(from: usize, length: i32): void {
  while (length > BLOCK) {
    counter += BLOCK;
    compress(from, false);
    from += BLOCK;
    length -= BLOCK;
  }
  counter += length;
  if (length < BLOCK) {
    memory.fill(TAIL, 0, BLOCK);
    memory.copy(TAIL, from, length);
    from = TAIL;
  }
  compress(from, true);
}

export function digest(from: usize, length: i32, digestBytes: i32): void {
  begin(digestBytes);
  finish(from, length);
}
