// What the guards that run before every dispatch weigh. The reference folds this into the weight of each call, inner calls
// included, so it is paid for; root's calls pay it too, though the guards let root pass. Mirrors pallets/subtensor/src/guards
// and get_dispatch_info as opentensor/polkadot-sdk changed it (frame-support-procedural, construct_runtime/expand/call.rs).
import { addWeight, type Weight } from "../../primitives/weight.ts";
import { benchmarks } from "./call_weights.ts";

const PALLET = "SubtensorModule";

const WEIGHTS = [
  "batch_commit_weights",
  "batch_reveal_weights",
  "batch_set_weights",
  "commit_weights",
  "commit_mechanism_weights",
  "reveal_weights",
  "reveal_mechanism_weights",
  "set_weights",
  "set_mechanism_weights",
  "commit_timelocked_weights",
  "commit_timelocked_mechanism_weights",
  "commit_crv3_mechanism_weights",
];
const RATE_LIMITED = [
  "commit_weights",
  "commit_mechanism_weights",
  "set_weights",
  "set_mechanism_weights",
  "register_network",
];

/** In the order of the guards. The first looks at every call; the others at these of SubtensorModule. */
const CHECK_COLDKEY_SWAP = benchmarks.check_coldkey_swap_extension;
const GUARDS: readonly { readonly calls: readonly string[]; readonly weight: Weight }[] = [
  { calls: WEIGHTS, weight: benchmarks.check_weights_extension },
  { calls: RATE_LIMITED, weight: benchmarks.check_rate_limits_extension },
  { calls: ["increase_take", "decrease_take"], weight: benchmarks.check_delegate_take_extension },
  { calls: ["serve_axon", "serve_axon_tls", "serve_prometheus"], weight: benchmarks.check_serving_endpoints_extension },
  { calls: ["associate_evm_key"], weight: benchmarks.check_evm_key_association_extension },
];

const ofCall = new Map<string, Weight>();
for (const { calls, weight } of GUARDS)
  for (const call of calls) ofCall.set(call, addWeight(ofCall.get(call) ?? CHECK_COLDKEY_SWAP, weight));

/** What the guards add to the declared weight of a call. */
export function guardWeight(call: { readonly pallet: string; readonly name: string }): Weight {
  return (call.pallet === PALLET ? ofCall.get(call.name) : undefined) ?? CHECK_COLDKEY_SWAP;
}
