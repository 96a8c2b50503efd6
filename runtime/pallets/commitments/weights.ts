// Weights of Commitments' calls. Mirrors pallets/commitments (weights.rs, SubstrateWeight, and the weight attributes).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  set_commitment: cost(33_480_000n, 0n, 5, 4),
  set_max_space: cost(2_856_000n, 0n, 0, 1),
};

/** Where a call is not of class Normal or does not pay. */
export const dispatch = {
  set_commitment: { pays: "No" },
} as const;
