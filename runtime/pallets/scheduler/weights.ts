// Weights of Scheduler's calls and of serving its agenda. Mirrors pallet-scheduler 42 (weights.rs, SubstrateWeight, the
// weight attributes and MarginalWeightInfo).
import { addWeight, cost, linear, subWeight, type Weight, ZERO_WEIGHT } from "../../primitives/weight.ts";

/** MaxScheduledPerBlock of the runtime. */
const MAX_SCHEDULED_PER_BLOCK = 50;

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  service_agendas_base: cost(1_335_000n, 1489n, 1, 1),
  service_agenda_base: (tasks: number) => linear(cost(2_409_000n, 110_487n, 1, 1), [tasks, cost(486_046n)]),
  service_task_base: cost(2_991_000n),
  service_task_fetched: (bytes: number) => linear(cost(16_792_000n, 3556n, 3, 2), [bytes, cost(23_402n, 1n)]),
  service_task_named: cost(4_292_000n, 0n, 0, 1),
  service_task_periodic: cost(2_974_000n),
  execute_dispatch_signed: cost(4_155_000n, 3997n, 2),
  execute_dispatch_unsigned: cost(1_858_000n),
  schedule: (scheduled: number) => linear(cost(3_815_234n, 110_487n, 1, 1), [scheduled, cost(538_417n)]),
  cancel: (scheduled: number) => linear(cost(2_524_382n, 110_487n, 1, 3), [scheduled, cost(777_710n)]),
  schedule_named: (scheduled: number) => linear(cost(8_965_037n, 110_487n, 2, 2), [scheduled, cost(559_963n)]),
  cancel_named: (scheduled: number) => linear(cost(7_403_622n, 110_487n, 2, 3), [scheduled, cost(778_228n)]),
  schedule_retry: (scheduled: number) => linear(cost(10_762_174n, 110_487n, 1, 2), [scheduled, cost(16_285n)]),
};

export const weights = {
  schedule: benchmarks.schedule(MAX_SCHEDULED_PER_BLOCK),
  cancel: benchmarks.cancel(MAX_SCHEDULED_PER_BLOCK),
  schedule_named: benchmarks.schedule_named(MAX_SCHEDULED_PER_BLOCK),
  cancel_named: benchmarks.cancel_named(MAX_SCHEDULED_PER_BLOCK),
  schedule_after: benchmarks.schedule(MAX_SCHEDULED_PER_BLOCK),
  schedule_named_after: benchmarks.schedule_named(MAX_SCHEDULED_PER_BLOCK),
  set_retry: cost(169_783_000n, 110_487n, 1, 1),
  set_retry_named: cost(186_544_000n, 110_487n, 2, 1),
  cancel_retry: cost(169_076_000n, 110_487n, 1, 1),
  cancel_retry_named: cost(182_329_000n, 110_487n, 2, 1),
};

/** Serving one task, without the call: `lookupBytes` is the length of a preimage that must be fetched. */
export function serviceTaskWeight(task: { lookupBytes?: number; named: boolean; periodic: boolean }): Weight {
  const plain = benchmarks.service_task_base;
  return addWeight(
    task.lookupBytes === undefined ? plain : benchmarks.service_task_fetched(task.lookupBytes),
    task.named ? subWeight(benchmarks.service_task_named, plain) : ZERO_WEIGHT,
    task.periodic ? subWeight(benchmarks.service_task_periodic, plain) : ZERO_WEIGHT,
  );
}
