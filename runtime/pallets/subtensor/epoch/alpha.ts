// How fast bonds move: one alpha for all, or liquid alpha, one for each pair of validator and miner.
// Mirrors compute_ema_bonds_normal_sparse, compute_disabled_liquid_alpha, compute_liquid_alpha_values_sparse and
// alpha_sigmoid of pallets/subtensor/src/epoch/run_epoch.rs.

import { I32F32, I64F64 } from "../../../primitives/fixed/formats.ts";
import type { DenseMatrix, EpochInput, SparseMatrix, SparseRow } from "../../../rules/consensus.ts";
import { clampValue, expSafe, i32f32FromI64F64, ONE, proportionFromU16, safeDiv64, ZERO } from "./math/scalar.ts";

const MILLION = I64F64.fromNum(1_000_000);

/** Yuma 2: 1 - moving average / 10^6, saturating throughout. */
export const bondsAlpha = (movingAverage: bigint): I32F32 =>
  I32F32.saturatingSub(ONE, i32f32FromI64F64(safeDiv64(I64F64.saturatingFromNum(movingAverage), MILLION)));

/** Yuma 3 without liquid alpha: the same, but both conversions wrap. */
export const bondsAlphaWrapping = (movingAverage: bigint): I32F32 =>
  I32F32.saturatingSub(ONE, I32F32.fromFixed(I64F64, I64F64.saturatingDiv(I64F64.fromNum(movingAverage), MILLION)));

export interface AlphaRange {
  readonly low: I32F32;
  readonly high: I32F32;
  readonly steepness: I32F32;
}

export const alphaRange = (input: EpochInput): AlphaRange => ({
  low: proportionFromU16(input.alphaLow),
  high: proportionFromU16(input.alphaHigh),
  steepness: I32F32.fromNum(input.alphaSigmoidSteepness),
});

/** Liquid alpha is taken when it is on and somebody has consensus. */
export const takesLiquidAlpha = (input: EpochInput, consensus: readonly I32F32[]): boolean =>
  input.liquidAlpha && consensus.some((value) => value !== ZERO);

/** What the sigmoid depends on: buying compares the weight with consensus, selling the bond with the weight. */
export const alphaDifference = (consensus: I32F32, weight: I32F32, bond: I32F32): I32F32 =>
  clampValue(weight >= bond ? I32F32.saturatingSub(weight, consensus) : I32F32.saturatingSub(bond, weight), ZERO, ONE);

const HALF = I32F32.saturatingDiv(ONE, I32F32.fromNum(2));
const MINUS_HUNDRED = I32F32.fromNum(-100);

/** What the difference is multiplied with, before it goes into the exponent. */
export const alphaSlope = ({ steepness }: AlphaRange): I32F32 => I32F32.saturatingDiv(steepness, MINUS_HUNDRED);

/**
 * low + (high - low) / (1 + e^(steepness / -100 * (difference - 0.5))), within low..high.
 * Operations: saturating div of the steepness, mul with the saturating difference, exp, add, div, mul, add; clamp.
 */
export const alphaAt = (difference: I32F32, range: AlphaRange): I32F32 => {
  const { low, high } = range;
  const exponent = I32F32.saturatingMul(alphaSlope(range), I32F32.saturatingSub(difference, HALF));
  const sigmoid = I32F32.saturatingDiv(ONE, I32F32.saturatingAdd(ONE, expSafe(exponent)));
  const alpha = I32F32.saturatingAdd(low, I32F32.saturatingMul(sigmoid, I32F32.saturatingSub(high, low)));
  return clampValue(alpha, low, high);
};

export const alphaSigmoid = (consensus: I32F32, weight: I32F32, bond: I32F32, range: AlphaRange): I32F32 =>
  alphaAt(alphaDifference(consensus, weight, bond), range);

/**
 * The row as the reference's walk over ascending columns sees it: a cell counts only if its column is above all
 * columns before it, so of an unsorted row only the rising ones.
 */
export const risingCells = (row: SparseRow, columns: number): I32F32[] => {
  const dense = new Array<I32F32>(columns).fill(ZERO);
  let highest = -1;
  for (const [column, value] of row) {
    if (column <= highest) continue;
    highest = column;
    if (column < columns) dense[column] = value;
  }
  return dense;
};

/** One alpha per pair, rows of non-validators included. */
export const liquidAlphas = (
  weights: SparseMatrix,
  bonds: SparseMatrix,
  consensus: readonly I32F32[],
  range: AlphaRange,
): DenseMatrix => {
  if (weights.length !== bonds.length) return [];
  const known = new Map<I32F32, I32F32>();
  const alphaFor = (difference: I32F32): I32F32 => {
    const found = known.get(difference);
    if (found !== undefined) return found;
    const alpha = alphaAt(difference, range);
    known.set(difference, alpha);
    return alpha;
  };
  return weights.map((row, r) => {
    const weight = risingCells(row, consensus.length);
    const bond = risingCells(bonds[r]!, consensus.length);
    return consensus.map((value, j) => alphaFor(alphaDifference(value, weight[j]!, bond[j]!)));
  });
};
