// Scheduler: calls that run at a later block, once or again and again. Mirrors pallet-scheduler 42.

import { BoundedCall } from "../../frame/bounded_call.ts";
import { RuntimeCall } from "../../frame/call.ts";
import { DispatchResult } from "../../frame/dispatch_result.ts";
import { blake, twox } from "../../frame/hasher.ts";
import { root } from "../../frame/origin.ts";
import { OriginCaller } from "../../frame/outer_types.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { WeightCodec } from "../../frame/weight.ts";
import { AccountId } from "../../primitives/ids.ts";
import { boundedVec, fixedBytes, option, struct, tuple, u8, u32, type ValueOf } from "../../primitives/scale/index.ts";
import { weight } from "../../primitives/weight.ts";
import { weights } from "./weights.ts";

export const Scheduler = palletIdentity("Scheduler", 15);

const MAX_SCHEDULED_PER_BLOCK = 50;
/** 80 % of a block: 3.2 seconds of reference time, and as much of the unlimited proof size. */
const MAXIMUM_WEIGHT = weight(3_200_000_000_000n, 14_757_395_258_967_641_292n);

export const TaskName = fixedBytes(32);
export type TaskName = ValueOf<typeof TaskName>;
/** Block and place in its agenda. */
export const TaskAddress = tuple(u32, u32);
export type TaskAddress = ValueOf<typeof TaskAddress>;
/** Blocks between two runs, and how many runs are left. */
const Period = tuple(u32, u32);
export type Period = ValueOf<typeof Period>;
export const Scheduled = struct(
  "pallet_scheduler::Scheduled",
  { maybe_id: option(TaskName), priority: u8, call: BoundedCall, maybe_periodic: option(Period), origin: OriginCaller },
  { Name: TaskName, Call: BoundedCall, BlockNumber: u32, PalletsOrigin: OriginCaller, AccountId },
);
export type Scheduled = ValueOf<typeof Scheduled>;
export const RetryConfig = struct(
  "pallet_scheduler::RetryConfig",
  { total_retries: u8, remaining: u8, period: u32 },
  { Period: u32 },
);
export type RetryConfig = ValueOf<typeof RetryConfig>;

const whenIndex = { when: u32, index: u32 };
const taskId = { task: TaskAddress, id: option(TaskName) };
const what = { maybe_periodic: option(Period), priority: u8, call: RuntimeCall };

export const scheduler = section(Scheduler, {
  storage: {
    IncompleteSince: value(u32, { docs: "Since which block agendas have not been served to their end." }),
    Agenda: map([twox(u32)], boundedVec(option(Scheduled), MAX_SCHEDULED_PER_BLOCK), {
      default: [],
      docs: "What is to run at a block; holes keep places.",
    }),
    Retries: map([blake(TaskAddress)], RetryConfig, { docs: "How often a failed task is tried again." }),
    Lookup: map([twox(TaskName)], TaskAddress, { docs: "Where a named task stands." }),
  },
  events: {
    Scheduled: event(0, whenIndex, "A task has a place."),
    Canceled: event(1, whenIndex, "A task has lost its place."),
    Dispatched: event(2, { ...taskId, result: DispatchResult }, "A task ran."),
    RetrySet: event(3, { ...taskId, period: u32, retries: u8 }, "A task will be tried again if it fails."),
    RetryCancelled: event(4, taskId, "A task will not be tried again."),
    CallUnavailable: event(5, taskId, "A task's call is not kept any more."),
    PeriodicFailed: event(6, taskId, "There was no place for the next run of a task."),
    RetryFailed: event(7, taskId, "There was no place or no weight to try a task again."),
    PermanentlyOverweight: event(8, taskId, "A task is too heavy for any block."),
    AgendaIncomplete: event(9, { when: u32 }, "Agendas have not been served since that block."),
  },
  errors: {
    FailedToSchedule: error(0, "Failed to schedule a call"),
    NotFound: error(1, "Cannot find the scheduled call."),
    TargetBlockNumberInPast: error(2, "Given target block number is in the past."),
    RescheduleNoChange: error(3, "Reschedule failed because it does not change scheduled time."),
    Named: error(4, "Attempt to use a non-named function on a named task."),
  },
  calls: {
    schedule: call(0, root, { when: u32, ...what }, { weight: weights.schedule, docs: "Runs a call at a block." }),
    cancel: call(1, root, { when: u32, index: u32 }, { weight: weights.cancel, docs: "Takes a task from its agenda." }),
    schedule_named: call(
      2,
      root,
      { id: TaskName, when: u32, ...what },
      { weight: weights.schedule_named, docs: "Runs a call at a block, under a name." },
    ),
    cancel_named: call(
      3,
      root,
      { id: TaskName },
      { weight: weights.cancel_named, docs: "Takes a named task from its agenda." },
    ),
    schedule_after: call(
      4,
      root,
      { after: u32, ...what },
      { weight: weights.schedule_after, docs: "Runs a call after so many blocks." },
    ),
    schedule_named_after: call(
      5,
      root,
      { id: TaskName, after: u32, ...what },
      {
        weight: weights.schedule_named_after,
        docs: "Runs a call after so many blocks, under a name.",
      },
    ),
    set_retry: call(
      6,
      root,
      { task: TaskAddress, retries: u8, period: u32 },
      { weight: weights.set_retry, docs: "Has a task tried again if it fails." },
    ),
    set_retry_named: call(
      7,
      root,
      { id: TaskName, retries: u8, period: u32 },
      { weight: weights.set_retry_named, docs: "The same for a named task." },
    ),
    cancel_retry: call(
      8,
      root,
      { task: TaskAddress },
      { weight: weights.cancel_retry, docs: "Has a task not tried again." },
    ),
    cancel_retry_named: call(
      9,
      root,
      { id: TaskName },
      { weight: weights.cancel_retry_named, docs: "The same for a named task." },
    ),
  },
  constants: {
    MaximumWeight: constant(WeightCodec, MAXIMUM_WEIGHT, "Weight that scheduled calls may take of a block."),
    MaxScheduledPerBlock: constant(u32, MAX_SCHEDULED_PER_BLOCK, "Tasks that an agenda may hold."),
  },
});
