// xxHash64 with the seeds 0, 1, 2, … side by side: Substrate's twox. Plain twin: primitives/hash/xxh64_plain.ts.
// The caller writes up to `regionBytes` bytes at `input` and reads eight bytes per lane at `output`.

const REGION: i32 = 16384;
const INPUT = memory.data(16384, 16);
const OUTPUT = memory.data(32, 16);

export const regionBytes: i32 = REGION;
export function input(): usize { return INPUT; }
export function output(): usize { return OUTPUT; }

// @ts-ignore: decorator
@inline
const P1: u64 = 0x9e3779b185ebca87;
// @ts-ignore: decorator
@inline
const P2: u64 = 0xc2b2ae3d27d4eb4f;
// @ts-ignore: decorator
@inline
const P3: u64 = 0x165667b19e3779f9;
// @ts-ignore: decorator
@inline
const P4: u64 = 0x85ebca77c2b2ae63;
// @ts-ignore: decorator
@inline
const P5: u64 = 0x27d4eb2f165667c5;

// @ts-ignore: decorator
@inline
function round(lane: u64, word: u64): u64 {
  return rotl(lane + word * P2, 31) * P1;
}

// @ts-ignore: decorator
@inline
function fold(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * P1 + P4;
}

function xxh64(length: i32, seed: u64): u64 {
  let at: usize = INPUT;
  const end: usize = INPUT + length;
  let hash: u64;
  if (length >= 32) {
    let a = seed + P1 + P2, b = seed + P2, c = seed, d = seed - P1;
    for (; at + 32 <= end; at += 32) {
      a = round(a, load<u64>(at));
      b = round(b, load<u64>(at, 8));
      c = round(c, load<u64>(at, 16));
      d = round(d, load<u64>(at, 24));
    }
    hash = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
    hash = fold(fold(fold(fold(hash, a), b), c), d);
  } else {
    hash = seed + P5;
  }
  hash += <u64>length;
  for (; at + 8 <= end; at += 8) hash = rotl(hash ^ round(0, load<u64>(at)), 27) * P1 + P4;
  if (at + 4 <= end) {
    hash = rotl(hash ^ (<u64>load<u32>(at)) * P1, 23) * P2 + P3;
    at += 4;
  }
  for (; at < end; at++) hash = rotl(hash ^ (<u64>load<u8>(at)) * P5, 11) * P1;
  hash = (hash ^ (hash >> 33)) * P2;
  hash = (hash ^ (hash >> 29)) * P3;
  return hash ^ (hash >> 32);
}

export function twox(length: i32, lanes: i32): void {
  for (let lane = 0; lane < lanes; lane++) store<u64>(OUTPUT + <usize>(lane << 3), xxh64(length, <u64>lane));
}
