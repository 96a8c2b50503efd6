// Weights of System's calls. Mirrors frame-system 41 (weights.rs, SubstrateWeight, and the weight attributes).
import { cost, linear } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  remark: (bytes: number) => linear(cost(1_586_000n), [bytes, cost(10_920n)]),
  remark_with_event: (bytes: number) => linear(cost(4_725_000n), [bytes, cost(12_386n)]),
  set_code: cost(164_247_810_000n, 67_035n, 1, 1),
  set_storage: (items: number) => linear(cost(1_565_000n), [items, cost(733_648n, 0n, 0, 1)]),
  kill_storage: (keys: number) => linear(cost(1_624_000n), [keys, cost(566_903n, 0n, 0, 1)]),
  kill_prefix: (subkeys: number) => linear(cost(2_964_000n), [subkeys, cost(1_340_742n, 70n, 1, 1)]),
  authorize_upgrade: cost(15_570_000n, 0n, 0, 1),
};

export const weights = {
  remark: ({ remark }: { remark: Uint8Array }) => benchmarks.remark(remark.length),
  set_heap_pages: cost(2_836_000n, 0n, 0, 1),
  // Afterwards: the whole block (so in effect as declared). do_task has the weight of its task; the runtime has none.
  set_code: cost(164_247_810_000n, 67_035n, 1, 1),
  set_code_without_checks: benchmarks.set_code,
  set_storage: ({ items }: { items: readonly unknown[] }) => benchmarks.set_storage(items.length),
  kill_storage: ({ keys }: { keys: readonly unknown[] }) => benchmarks.kill_storage(keys.length),
  kill_prefix: ({ subkeys }: { subkeys: number }) => benchmarks.kill_prefix(Math.min(subkeys + 1, 0xffff_ffff)),
  remark_with_event: ({ remark }: { remark: Uint8Array }) => benchmarks.remark_with_event(remark.length),
  authorize_upgrade: cost(15_570_000n, 0n, 0, 1),
  authorize_upgrade_without_checks: benchmarks.authorize_upgrade,
  // Afterwards: the whole block, and no fee – whether the code is applied or refused for its version.
  apply_authorized_upgrade: cost(166_858_158_000n, 67_035n, 2, 2),
};

/** Where a call is not of class Normal or does not pay. */
export const dispatch = {
  set_heap_pages: { class: "Operational" },
  set_code: { class: "Operational" },
  set_code_without_checks: { class: "Operational" },
  set_storage: { class: "Operational" },
  kill_storage: { class: "Operational" },
  kill_prefix: { class: "Operational" },
  authorize_upgrade: { class: "Operational" },
  authorize_upgrade_without_checks: { class: "Operational" },
  apply_authorized_upgrade: { class: "Operational" },
} as const;

/** Weights of the extensions of frame-system (extensions/weights.rs). The hash of the genesis block counts no proof. */
export const extensionWeights = {
  check_genesis: cost(3_577_000n, 0n, 1),
  check_mortality_mortal_transaction: cost(6_703_000n, 3509n, 1),
  check_mortality_immortal_transaction: cost(6_605_000n, 0n, 1),
  check_non_zero_sender: cost(570_000n),
  check_nonce: cost(7_261_000n, 3593n, 1, 1),
  check_spec_version: cost(430_000n),
  check_tx_version: cost(455_000n),
  check_weight: cost(3_006_000n),
};
