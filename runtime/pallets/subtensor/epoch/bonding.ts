// The seam between Yuma 2 and Yuma 3: what an epoch does to the bonds, in the kernel's memory.

import type { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { EpochInput, Yuma2Bonds, Yuma3Bonds } from "../../../rules/consensus.ts";
import { kernel, type MatrixAt, rowsIn, type VectorAt } from "./kernel.ts";
import { lastTempo } from "./standing.ts";
import type { Weighed } from "./weighing.ts";

export interface Bonded {
  /** The bonds that will be stored. */
  readonly stored: MatrixAt;
  /** Not yet normalised. */
  readonly dividends: VectorAt;
  readonly totalBondsPerValidator: readonly I32F32[] | undefined;
  readonly matrices: Yuma2Bonds | Yuma3Bonds | undefined;
}

export type Bonding = (input: EpochInput, weights: Weighed, incentive: VectorAt) => Bonded;

/** The stored bonds, without those toward neurons that registered since the last epoch. */
export const bondsIn = (input: EpochInput, registered: VectorAt, proportions: boolean): MatrixAt => {
  const { raw, starts } = rowsIn(input.bonds, input.n);
  return kernel.loadBonds(input.n, raw, starts, lastTempo(input), registered, proportions);
};
