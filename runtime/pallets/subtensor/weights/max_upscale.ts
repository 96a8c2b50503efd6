// Weights scaled so that the largest becomes 65535, in plain numbers: the same results as u16MaxUpscaledToU16 of epoch/math,
// whose fixed-point steps these sums repeat. Mirrors vec_u16_max_upscale_to_u16 of pallets/subtensor/src/epoch/math.rs.

import { U16_MAX } from "../../../primitives/ints.ts";

const THRESHOLD = 32_768;
const FRACTION = 2 ** 32;

export function maxUpscaled(values: readonly number[]): number[] {
  let max = 0;
  for (const value of values) if (value > max) max = value;
  if (max === 0) return [...values];
  // Up to the threshold value * 65535 / max, halves rounded up. The quotient is cut at 2^-32, which decides nothing: what is
  // not half lies at least 2^-16 from it.
  if (max <= THRESHOLD) return values.map((value) => Math.floor((2 * value * U16_MAX + max) / (2 * max)));
  // Above it 65535 / max is cut at 2^-32 first. All products stay below 2^50, so nothing is lost.
  const factor = Math.floor((U16_MAX * FRACTION) / max);
  return values.map((value) => Math.floor((value * factor + FRACTION / 2) / FRACTION));
}
