// Vectors: sums, normalisation, products, and what is stored and paid.
// Plain twins: pallets/subtensor/epoch/math/vector.ts and epoch/emission.ts.

import { at, setAt } from "./memory";
import { add, divWith, inverse, mulOrZero } from "./fixed";
import { proportionToU16 } from "./stored";

export function sum(vector: usize, length: u32): i64 {
  let total: i64 = 0;
  for (let i: u32 = 0; i < length; i++) total += at(vector, i);
  return total;
}

/** Each element over the total; a copy where the total is zero. */
export function normalizeBy(vector: usize, length: u32, total: i64, out: usize): void {
  if (total == 0) {
    memory.copy(out, vector, <usize>length << 3);
    return;
  }
  const inverseOfTotal = inverse(total);
  for (let i: u32 = 0; i < length; i++) setAt(out, i, divWith(at(vector, i), total, inverseOfTotal));
}

export function sums(left: usize, right: usize, length: u32, out: usize): void {
  for (let i: u32 = 0; i < length; i++) setAt(out, i, add(at(left, i), at(right, i)));
}

/** A product that does not fit becomes zero. */
export function products(left: usize, right: usize, length: u32, out: usize): void {
  for (let i: u32 = 0; i < length; i++) setAt(out, i, mulOrZero(at(left, i), at(right, i)));
}

/** floor(x * 65535) of each, as u16. */
export function proportionsToU16(vector: usize, length: u32, out: usize): void {
  for (let i: u32 = 0; i < length; i++) store<u16>(out + (<usize>i << 1), proportionToU16(at(vector, i)));
}

/** floor(share * emission) within 0..u64::MAX: I96F32 has room for every such product, so only the end saturates. */
// @ts-ignore: decorator
@inline
function paid(share: i64, emission: u64): u64 {
  if (share <= 0) return 0;
  const high = <u64>share >> 32, low = <u64>share & 0xffffffff;
  const part = low * (emission >> 32) + ((low * (emission & 0xffffffff)) >> 32);
  if (high == 0 || emission == 0) return part;
  return emission > (u64.MAX_VALUE - part) / high ? u64.MAX_VALUE : high * emission + part;
}

export function pay(shares: usize, length: u32, emission: u64, out: usize): void {
  for (let i: u32 = 0; i < length; i++) setAt(out, i, <i64>paid(at(shares, i), emission));
}
