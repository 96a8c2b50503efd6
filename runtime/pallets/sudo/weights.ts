// Weights of Sudo's calls. Mirrors pallet-sudo 41 (weights.rs, SubstrateWeight, and the weight attributes).
// `inner` is the declared weight of the call inside. The class of sudo, sudo_unchecked_weight and sudo_as is that of the
// call inside; they pay. Afterwards: every call of this pallet, once it got past its origin check, is free.
import { addWeight, cost, type Weight } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  sudo: cost(7_939_000n, 1517n, 1),
  sudo_as: cost(7_870_000n, 1517n, 1),
  check_only_sudo_account: cost(2_170_000n, 1517n, 1),
};

export const weights = {
  sudo: (inner: Weight) => addWeight(benchmarks.sudo, inner),
  sudo_unchecked_weight: (witness: Weight) => witness,
  set_key: cost(7_237_000n, 1517n, 1, 1),
  sudo_as: (inner: Weight) => addWeight(benchmarks.sudo_as, inner),
  remove_key: cost(6_417_000n, 1517n, 1, 1),
};
