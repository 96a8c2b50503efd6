// Weights of Utility's calls. Mirrors pallets/utility (weights.rs, SubstrateWeight, and the weight attributes).
// `inner` are the declared weights of the calls inside. The class is always Normal. Batches pay if one of their calls pays
// (an empty batch does not); the others pay.
// Afterwards: batch, batch_all and force_batch the actual weights of the calls that ran, plus their own benchmark for as
// many calls (batch and batch_all stop at, and count, the one that failed); as_derivative and if_else their own part plus
// the actual weights of what ran. A failing batch_all, as_derivative or if_else says so too; the rest stay as declared.
import { addWeight, cost, dbReadsWrites, linear, type Weight } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  batch: (calls: number) => linear(cost(19_446_696n, 3983n, 2), [calls, cost(5_450_264n)]),
  as_derivative: cost(15_378_000n, 3983n, 2),
  batch_all: (calls: number) => linear(cost(13_428_230n, 3983n, 2), [calls, cost(5_663_250n)]),
  dispatch_as: cost(6_893_000n),
  force_batch: (calls: number) => linear(cost(12_134_867n, 3983n, 2), [calls, cost(5_477_293n)]),
  dispatch_as_fallible: cost(7_113_000n),
  if_else: cost(21_831_000n, 3983n, 2),
};

/** What as_derivative costs by itself: the benchmark and the account of the inner origin. */
export const derivativeBase = addWeight(benchmarks.as_derivative, dbReadsWrites(1, 1));

export const weights = {
  batch: (inner: readonly Weight[]) => addWeight(...inner, benchmarks.batch(inner.length)),
  as_derivative: (inner: Weight) => addWeight(derivativeBase, inner),
  batch_all: (inner: readonly Weight[]) => addWeight(...inner, benchmarks.batch_all(inner.length)),
  dispatch_as: (inner: Weight) => addWeight(benchmarks.dispatch_as, inner),
  force_batch: (inner: readonly Weight[]) => addWeight(...inner, benchmarks.force_batch(inner.length)),
  with_weight: (witness: Weight) => witness,
  if_else: (main: Weight, fallback: Weight) => addWeight(benchmarks.if_else, main, fallback),
  dispatch_as_fallible: (inner: Weight) => addWeight(benchmarks.dispatch_as_fallible, inner),
};
