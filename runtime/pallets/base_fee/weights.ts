// Weights of BaseFee's calls. Mirrors frontier's pallet-base-fee (weight attributes).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  set_base_fee_per_gas: cost(10_000n, 0n, 0, 1),
  set_elasticity: cost(10_000n, 0n, 0, 1),
};
