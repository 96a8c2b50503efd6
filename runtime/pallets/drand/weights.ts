// Weights of Drand's calls. Mirrors pallets/drand (weights.rs, SubstrateWeight, and the weight attributes).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  write_pulse: cost(4_294_000_000n, 0n, 3, 4),
  set_beacon_config: cost(8_766_000n, 0n, 0, 2),
  set_oldest_stored_round: cost(5_370_000n, 0n, 0, 1),
};
