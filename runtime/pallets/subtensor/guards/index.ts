// The guards of the economy, in the order in which a signed call passes them; their weights stand in guard_weights.ts.
// Mirrors frame_system::Config::DispatchExtension in runtime/src/lib.rs.

import { checkColdkeySwap } from "./check_coldkey_swap.ts";
import { checkDelegateTake } from "./check_delegate_take.ts";
import { checkEvmKeyAssociation } from "./check_evm_key_association.ts";
import { checkRateLimits } from "./check_rate_limits.ts";
import { checkServingEndpoints } from "./check_serving_endpoints.ts";
import { checkWeights } from "./check_weights.ts";
import type { Guard } from "./guard.ts";

export const guards: readonly Guard[] = [
  checkColdkeySwap,
  checkWeights,
  checkRateLimits,
  checkDelegateTake,
  checkServingEndpoints,
  checkEvmKeyAssociation,
];
