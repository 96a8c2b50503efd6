// Weights of BaseFee's calls and hooks. Mirrors frontier's pallet-base-fee (weight attributes, on_initialize).
import { cost, dbReadsWrites } from "../../primitives/weight.ts";

export const weights = {
  set_base_fee_per_gas: cost(10_000n, 0n, 0, 1),
  set_elasticity: cost(10_000n, 0n, 0, 1),
};

/** What moving the price at the end of a block takes. */
export const hookWeight = dbReadsWrites(2, 1);
