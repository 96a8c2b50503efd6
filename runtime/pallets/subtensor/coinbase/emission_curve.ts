// What a block mints, halving with the logarithm of what is left to issue.
// Mirrors get_block_emission_for_issuance of pallets/subtensor/src/coinbase/block_emission.rs, its storage aside.

import { I96F32 } from "../../../primitives/fixed/formats.ts";
import { log2, log2Floor } from "../../../primitives/fixed/transcendental.ts";
import { u64 } from "../../../primitives/ints.ts";

export interface EmissionSchedule {
  readonly totalSupply: bigint;
  readonly defaultBlockEmission: bigint;
}

/** Half the supply; the curve's own constant, whatever the stored total supply. */
const HALF_SUPPLY = I96F32.saturatingFromFloat(10_500_000_000_000_000.0);
const TWO = I96F32.saturatingFromNum(2);

/** The logarithm, floored. PERF: from one up, its fraction (32 squarings) need not be known. */
function wholeHalvings(inverse: I96F32): bigint | undefined {
  if (inverse >= I96F32.ONE) return log2Floor(I96F32, inverse);
  const residual = log2(I96F32, I96F32, inverse);
  return residual === undefined ? undefined : I96F32.saturatingToNum(I96F32.floor(residual), u64);
}

/** Rao minted per block at an issuance; undefined where the logarithm fails. */
export const emissionAtIssuance = (
  issuance: bigint,
  { totalSupply, defaultBlockEmission }: EmissionSchedule,
): bigint | undefined => {
  const issued = I96F32.saturatingFromNum(issuance);
  if (issued >= I96F32.saturatingFromNum(totalSupply)) return 0n;
  const share = I96F32.checkedDiv(issued, I96F32.saturatingMul(TWO, HALF_SUPPLY));
  const left = share === undefined ? undefined : I96F32.checkedSub(I96F32.ONE, share);
  const inverse = left === undefined ? undefined : I96F32.checkedDiv(I96F32.ONE, left);
  const halvings = inverse === undefined ? undefined : wholeHalvings(inverse);
  if (halvings === undefined) return undefined;
  let divisor = I96F32.ONE;
  for (let i = 0n; i < halvings; i++) divisor = I96F32.saturatingMul(divisor, TWO);
  const percentage = I96F32.safeDiv(I96F32.ONE, divisor);
  const emission = I96F32.saturatingMul(percentage, I96F32.saturatingFromNum(defaultBlockEmission));
  return I96F32.saturatingToNum(emission, u64);
};
