// The shape of an explained epoch: steps with vectors per neuron, what happened to single weights and bonds, and totals.

import type { I32F32 } from "../../../primitives/fixed/formats.ts";

/**
 * How a number is meant: a flag; a block number; a count; rao; a share as raw bits of I32F32 (2^32 = 1);
 * stake as raw bits of I64F64 (2^64 = 1 rao); a stored share in u16 (65535 = 1).
 */
export type Unit = "flag" | "block" | "count" | "rao" | "share" | "stake" | "u16";

export type Quantity = boolean | number | bigint;

export interface ReportFact {
  readonly name: string;
  readonly unit: Unit;
  readonly value: Quantity;
}

/** One value per uid; undefined where the chain's own vector is too short. */
export interface ReportVector {
  readonly name: string;
  readonly unit: Unit;
  readonly about: string;
  readonly values: readonly (Quantity | undefined)[];
}

export interface ReportStep {
  readonly name: string;
  /** What the step does, in a phrase. */
  readonly does: string;
  readonly facts: readonly ReportFact[];
  readonly vectors: readonly ReportVector[];
}

/** A weight above consensus: what the validator gave, and what was left. */
export interface ClippedWeight {
  readonly validator: number;
  readonly miner: number;
  readonly given: I32F32;
  readonly left: I32F32;
}

/** A bond before and after, what pulled it, and how hard (alpha). `stored` is what the chain keeps, in u16. */
export interface BondChange {
  readonly validator: number;
  readonly miner: number;
  readonly before: I32F32;
  readonly pulledToward: I32F32;
  readonly alpha: I32F32;
  readonly after: I32F32;
  readonly stored: number;
}

/** The parts add up to the whole, to the last unit. */
export interface ReportTotal {
  readonly name: string;
  readonly unit: Unit;
  readonly parts: readonly ReportFact[];
  readonly whole: bigint;
}

export interface EpochReport {
  readonly yuma: 2 | 3;
  readonly liquidAlpha: boolean;
  readonly neurons: number;
  readonly block: bigint;
  readonly emission: bigint;
  readonly steps: readonly ReportStep[];
  readonly clippedWeights: readonly ClippedWeight[];
  readonly bondChanges: readonly BondChange[];
  readonly totals: readonly ReportTotal[];
}
