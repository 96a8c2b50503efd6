// Weights of MevShield's calls. Mirrors pallets/shield (weights.rs, SubstrateWeight, and the weight attributes).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  announce_next_key: cost(33_661_000n, 5555n, 4, 6),
  submit_encrypted: cost(207_223_000n),
  store_encrypted: cost(20_000_000_000n),
  set_max_pending_extrinsics_number: cost(4_206_000n, 0n, 0, 1),
  set_on_initialize_weight: cost(4_327_000n, 0n, 0, 1),
  set_stored_extrinsic_lifetime: cost(4_116_000n, 0n, 0, 1),
  set_max_extrinsic_weight: cost(4_227_000n, 0n, 0, 1),
};
