// Weights of Crowdloan's calls. Mirrors pallets/crowdloan (weights.rs, SubstrateWeight, and the weight attributes).
import { addWeight, cost, linear, type Weight } from "../../primitives/weight.ts";

/** RefundContributorsLimit of the runtime. */
const REFUND_CONTRIBUTORS_LIMIT = 50;

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  create: cost(59_829_000n, 6148n, 3, 5),
  refund: (contributors: number) =>
    linear(cost(110_703_000n, 3747n, 2), [contributors, cost(39_503_253n, 2579n, 2, 2)]),
};

export const weights = {
  // `inner` is the declared weight of the call to run at the end, if there is one; it is paid for here, and the call pays.
  create: (inner: Weight | undefined) =>
    inner === undefined ? benchmarks.create : addWeight(benchmarks.create, inner),
  contribute: cost(66_609_000n, 6148n, 5, 4),
  withdraw: cost(60_259_000n, 6148n, 4, 4),
  finalize: cost(31_507_000n, 4_197_809n, 4, 2),
  // Afterwards, if all are refunded: the benchmark of those refunded now.
  refund: benchmarks.refund(REFUND_CONTRIBUTORS_LIMIT),
  dissolve: cost(66_939_000n, 6148n, 4, 5),
  update_min_contribution: cost(13_259_000n, 3747n, 2, 1),
  update_end: cost(12_048_000n, 3747n, 1, 1),
  update_cap: cost(11_357_000n, 3747n, 1, 1),
  set_max_contribution: cost(16_024_000n, 3747n, 2, 1),
};
