// Weights of Swap's calls. Mirrors pallets/swap (weights.rs, SubstrateWeight, and the weight attributes).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  set_fee_rate: cost(15_063_000n, 3994n, 1, 1),
  toggle_user_liquidity: cost(15_000_000n),
  add_liquidity: cost(15_000_000n),
  remove_liquidity: cost(15_000_000n),
  modify_position: cost(15_000_000n),
  disable_lp: cost(15_000_000n),
};
