// Weights of Multisig's calls. Mirrors pallet-multisig 41 (weights.rs, SubstrateWeight, and the weight attributes).
// `others` counts the other signatories, `callBytes` is the length of the encoded call.
import { addWeight, cost, dbReadsWrites, linear, maxWeight, type Weight } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  as_multi_threshold_1: (callBytes: number) => linear(cost(20_470_382n, 3997n, 2), [callBytes, cost(397n)]),
  as_multi_create: (others: number, callBytes: number) =>
    linear(cost(29_976_762n, 6811n, 1, 1), [others, cost(144_320n)], [callBytes, cost(1819n)]),
  as_multi_approve: (others: number, callBytes: number) =>
    linear(cost(14_821_348n, 6811n, 1, 1), [others, cost(127_874n)], [callBytes, cost(1968n)]),
  as_multi_complete: (others: number, callBytes: number) =>
    linear(cost(34_745_418n, 6811n, 4, 2), [others, cost(193_313n)], [callBytes, cost(2057n)]),
  approve_as_multi_create: (others: number) => linear(cost(27_463_275n, 6811n, 1, 1), [others, cost(139_226n)]),
  approve_as_multi_approve: (others: number) => linear(cost(14_074_258n, 6811n, 1, 1), [others, cost(126_544n)]),
  cancel_as_multi: (others: number) => linear(cost(28_623_566n, 6811n, 1, 1), [others, cost(135_351n)]),
  poke_deposit: (others: number) => linear(cost(27_349_525n, 6811n, 1, 1), [others, cost(121_813n)]),
};

export const weights = {
  // Class: that of the call inside. Afterwards, if the inner call names its actual weight: the benchmark alone plus that.
  as_multi_threshold_1: (callBytes: number, inner: Weight) =>
    addWeight(benchmarks.as_multi_threshold_1(callBytes), dbReadsWrites(1, 1), inner),
  // Afterwards: as_multi_create or as_multi_approve where the call did not run; as_multi_complete plus the actual weight
  // where it ran and names one, as declared where it does not. (approve_as_multi: the same with callBytes = 0.)
  as_multi: (others: number, callBytes: number, maxInner: Weight) =>
    addWeight(
      maxWeight(
        maxWeight(benchmarks.as_multi_create(others, callBytes), benchmarks.as_multi_approve(others, callBytes)),
        benchmarks.as_multi_complete(others, callBytes),
      ),
      maxInner,
    ),
  approve_as_multi: (others: number, maxInner: Weight) =>
    addWeight(
      maxWeight(benchmarks.approve_as_multi_create(others), benchmarks.approve_as_multi_approve(others)),
      maxInner,
    ),
  cancel_as_multi: ({ other_signatories }: { other_signatories: readonly unknown[] }) =>
    benchmarks.cancel_as_multi(other_signatories.length),
  // Afterwards: no fee if the deposit changed.
  poke_deposit: ({ other_signatories }: { other_signatories: readonly unknown[] }) =>
    benchmarks.poke_deposit(other_signatories.length),
};
