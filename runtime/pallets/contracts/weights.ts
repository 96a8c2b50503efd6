// Weights of Contracts' calls. Mirrors pallet-contracts 41 (weights.rs, SubstrateWeight, and the weight attributes).
// `gas` is the gas_limit of the call; the *_old_weight calls give only its time, as `gas_limit`.
import { addWeight, cost, linear, type Weight, weight } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  call: cost(176_340_000n, 3937n, 6, 2),
  instantiate_with_code: (codeBytes: number, dataBytes: number, saltBytes: number) =>
    linear(
      cost(11_859_232_000n, 5940n, 8, 7),
      [codeBytes, cost(8842n)],
      [dataBytes, cost(1397n)],
      [saltBytes, cost(1561n)],
    ),
  instantiate: (dataBytes: number, saltBytes: number) =>
    linear(cost(5_938_894_000n, 3670n, 8, 5), [dataBytes, cost(1660n)], [saltBytes, cost(1841n)]),
  upload_code_determinism_enforced: (codeBytes: number) =>
    linear(cost(256_594_116n, 3465n, 3, 3), [codeBytes, cost(48_635n)]),
  upload_code_determinism_relaxed: (codeBytes: number) =>
    linear(cost(279_103_331n, 3465n, 3, 3), [codeBytes, cost(48_450n)]),
  migrate: cost(9_800_000n, 3494n, 2, 2),
  migration_noop: cost(2_054_000n, 1491n, 1, 1),
  on_process_deletion_queue_batch: cost(715_000n, 1485n, 1),
};

type Data = { data: Uint8Array; salt: Uint8Array };
type Code = Data & { code: Uint8Array };

/** MaxCodeLen of the runtime. */
const MAX_CODE_BYTES = 128 * 1024;
const compatible = (time: bigint): Weight => weight(time, BigInt(MAX_CODE_BYTES) * 2n);

export const weights = {
  call_old_weight: ({ gas_limit }: { gas_limit: bigint }) => addWeight(benchmarks.call, compatible(gas_limit)),
  instantiate_with_code_old_weight: ({ gas_limit, code, data, salt }: Code & { gas_limit: bigint }) =>
    addWeight(benchmarks.instantiate_with_code(code.length, data.length, salt.length), compatible(gas_limit)),
  instantiate_old_weight: ({ gas_limit, data, salt }: Data & { gas_limit: bigint }) =>
    addWeight(benchmarks.instantiate(data.length, salt.length), compatible(gas_limit)),
  upload_code: ({ code, determinism }: { code: Uint8Array; determinism: "Enforced" | "Relaxed" }) =>
    determinism === "Enforced"
      ? benchmarks.upload_code_determinism_enforced(code.length)
      : benchmarks.upload_code_determinism_relaxed(code.length),
  remove_code: cost(42_404_000n, 3643n, 3, 3),
  set_code: cost(26_843_000n, 6355n, 4, 3),
  call: (gas: Weight) => addWeight(benchmarks.call, gas),
  instantiate_with_code: ({ code, data, salt }: Code, gas: Weight) =>
    addWeight(benchmarks.instantiate_with_code(code.length, data.length, salt.length), gas),
  instantiate: ({ data, salt }: Data, gas: Weight) => addWeight(benchmarks.instantiate(data.length, salt.length), gas),
  migrate: (limit: Weight) => addWeight(benchmarks.migrate, limit),
};
