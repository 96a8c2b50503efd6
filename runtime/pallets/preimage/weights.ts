// Weights of Preimage's calls. Mirrors pallet-preimage 41 (weights.rs, SubstrateWeight).
import { cost, linear } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  note_preimage: (bytes: number) => linear(cost(50_499_000n, 28_584n, 5, 3), [bytes, cost(13_491n)]),
  note_requested_preimage: (bytes: number) => linear(cost(12_175_000n, 3556n, 2, 2), [bytes, cost(13_488n)]),
  note_no_deposit_preimage: (bytes: number) => linear(cost(11_052_000n, 3556n, 2, 2), [bytes, cost(13_491n)]),
  unnote_no_deposit_preimage: cost(24_435_000n, 3556n, 2, 2),
  request_no_deposit_preimage: cost(13_510_000n, 3556n, 2, 1),
  request_unnoted_preimage: cost(12_538_000n, 3556n, 2, 1),
  request_requested_preimage: cost(7_180_000n, 3556n, 2, 1),
  unrequest_unnoted_preimage: cost(7_034_000n, 3556n, 2, 1),
  unrequest_multi_referenced_preimage: cost(7_056_000n, 3556n, 2, 1),
  ensure_updated: (hashes: number) => linear(cost(56_817_000n, 28_584n, 2), [hashes, cost(59_397_441n, 2902n, 3, 4)]),
};

export const weights = {
  // Afterwards: no fee if the preimage had been requested or Root notes it.
  note_preimage: ({ bytes }: { bytes: Uint8Array }) => benchmarks.note_preimage(bytes.length),
  unnote_preimage: cost(50_830_000n, 3892n, 3, 3),
  request_preimage: cost(19_292_000n, 3556n, 2, 1),
  unrequest_preimage: cost(20_209_000n, 3556n, 2, 2),
  // Afterwards: no fee if at least 90% of the hashes were updated.
  ensure_updated: ({ hashes }: { hashes: readonly unknown[] }) => benchmarks.ensure_updated(hashes.length),
};
