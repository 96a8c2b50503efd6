// Contracts, declared only: every call refuses until somebody builds it. What an idle block spends on looking for
// migrations and for contracts to delete is spent all the same. Mirrors pallet-contracts 41.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { addWeight, allAtMost, type Weight, ZERO_WEIGHT } from "../../primitives/weight.ts";
import { Contracts, contracts } from "./contract.ts";
import { HoldReason } from "./contract_info.ts";
import { benchmarks } from "./weights.ts";

/** No migration runs and no contract waits for deletion; each step is taken only if its weight is left. */
function idle(remaining: Weight): Weight {
  if (!allAtMost(benchmarks.migrate, remaining)) return ZERO_WEIGHT;
  const searched = addWeight(benchmarks.migrate, benchmarks.migration_noop);
  const all = addWeight(searched, benchmarks.on_process_deletion_queue_batch);
  return allAtMost(all, remaining) ? all : searched;
}

export const contractsPallet = pallet(Contracts, {
  storageVersion: 16,
  sections: [implementSome(contracts, {})],
  hooks: { onIdle: (_ctx, _block, remaining) => idle(remaining) },
  outer: { RuntimeHoldReason: HoldReason },
});
