// Weights of Timestamp's call and hook. Mirrors pallet-timestamp 40 (weights.rs, SubstrateWeight).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  set: cost(3_816_000n, 1493n, 2, 1),
  on_finalize: cost(3_246_000n),
};

/** Where a call is not of class Normal or does not pay. */
export const dispatch = {
  set: { class: "Mandatory" },
} as const;
