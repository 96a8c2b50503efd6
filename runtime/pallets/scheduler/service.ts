// Serving agendas at the start of a block, as far as its weight goes. Mirrors pallet-scheduler 42, lib.rs
// (service_agendas, service_agenda, service_task, execute_dispatch, schedule_retry).

import type { Call } from "../../frame/call.ts";
import type { DispatchResult } from "../../frame/dispatch_result.ts";
import type { Caller } from "../../frame/origin.ts";
import { outcomeOf, resultOf } from "../../frame/outcome.ts";
import { attempt, Refusal } from "../../frame/refusal.ts";
import { WeightMeter } from "../../frame/weight_meter.ts";
import { u32 } from "../../primitives/ints.ts";
import { addWeight, type Weight } from "../../primitives/weight.ts";
import { type Ctx, tryPlace } from "./agenda.ts";
import { type RetryConfig, type Scheduled, scheduler, type TaskAddress } from "./contract.ts";
import { benchmarks, serviceTaskWeight } from "./weights.ts";

const { Agenda, IncompleteSince, Lookup, Retries } = scheduler.storage;
const { constants, events } = scheduler;

/** What a lookup of unknown length counts as. */
const LEGACY_LENGTH = 1_000_000;

/** Serves what is due; gives the weight it took. */
export function serveAgendas(ctx: Ctx): Weight {
  const meter = new WeightMeter(constants.MaximumWeight.get(ctx));
  if (!meter.tryConsume(benchmarks.service_agendas_base)) return meter.consumed;
  const now = ctx.block.number;
  let incompleteSince = now + 1;
  let when = IncompleteSince.take(ctx) ?? now;
  const heaviest = benchmarks.service_agenda_base(constants.MaxScheduledPerBlock.get(ctx));
  const service: Service = { meter, now, executed: 0 };
  while (when <= now && meter.canConsume(heaviest)) {
    if (!serveAgenda(ctx, service, when)) incompleteSince = Math.min(incompleteSince, when);
    when++;
  }
  incompleteSince = Math.min(incompleteSince, when);
  if (incompleteSince <= now) {
    ctx.emit(events.AgendaIncomplete({ when: incompleteSince }));
    IncompleteSince.set(ctx, incompleteSince);
  }
  return meter.consumed;
}

interface Service {
  readonly meter: WeightMeter;
  readonly now: number;
  /** Tasks that ran in this block. */
  executed: number;
}
/** Serves the tasks of one block by priority; tells whether none was put off. Slots are written back when all is done. */
function serveAgenda(ctx: Ctx, service: Service, when: number): boolean {
  const agenda: (Scheduled | undefined)[] = [...Agenda.get(ctx, when)];
  const ordered = agenda
    .flatMap((task, index) => (task === undefined ? [] : [{ index, priority: task.priority }]))
    .sort((a, b) => a.priority - b.priority);
  service.meter.tryConsume(benchmarks.service_agenda_base(ordered.length));
  let postponed = 0;
  let dropped = 0;
  for (const { index } of ordered) {
    const task = agenda[index]!;
    if (!service.meter.canConsume(taskWeight(task, lookupLength(task)))) {
      postponed++;
      break;
    }
    const { fate, left } = serveTask(ctx, service, task, [when, index]);
    agenda[index] = left;
    if (fate === "done") service.executed++;
    else if (fate === "unavailable") dropped++;
    else postponed++;
  }
  if (postponed > 0 || dropped > 0) Agenda.set(ctx, when, agenda);
  else Agenda.delete(ctx, when);
  return postponed === 0;
}

function lookupLength({ call }: Scheduled): number | undefined {
  if (call.type === "Inline") return undefined;
  return call.type === "Lookup" ? call.value.len : LEGACY_LENGTH;
}
const taskWeight = ({ maybe_id, maybe_periodic }: Scheduled, length: number | undefined): Weight =>
  serviceTaskWeight({
    ...(length === undefined ? {} : { lookupBytes: length }),
    named: maybe_id !== undefined,
    periodic: maybe_periodic !== undefined,
  });

type Fate =
  | { readonly fate: "done"; readonly left: undefined }
  | { readonly fate: "unavailable" | "overweight"; readonly left: Scheduled };
/** Runs a task. One whose call is gone or too heavy for any block stays in its slot, but nobody looks there again. */
function serveTask(ctx: Ctx, service: Service, task: Scheduled, address: TaskAddress): Fate {
  const { meter } = service;
  const { preimages } = ctx.ports;
  const named = { task: address, id: task.maybe_id };
  if (task.maybe_id !== undefined) Lookup.delete(ctx, task.maybe_id);
  let found: { readonly call: Call; readonly fetched: number | undefined } | undefined;
  attempt(() => {
    found = preimages.peek(ctx, task.call);
  });
  if (found === undefined) {
    ctx.emit(events.CallUnavailable(named));
    preimages.drop(ctx, task.call);
    meter.tryConsume(taskWeight(task, lookupLength(task)));
    return { fate: "unavailable", left: task };
  }
  meter.tryConsume(taskWeight(task, found.fetched));
  const result = execute(ctx, meter, task.origin, found.call);
  if (result === undefined) {
    if (service.executed > 0) return { fate: "overweight", left: task };
    preimages.drop(ctx, task.call);
    ctx.emit(events.PermanentlyOverweight(named));
    return { fate: "unavailable", left: task };
  }
  const retries = Retries.take(ctx, address);
  ctx.emit(events.Dispatched({ ...named, result }));
  if (retries !== undefined && result.type === "Err") scheduleRetry(ctx, service, task, address, retries);
  if (task.maybe_periodic === undefined) preimages.drop(ctx, task.call);
  else scheduleAgain(ctx, service, task, address, retries);
  return { fate: "done", left: undefined };
}

/** Runs the call if it cannot push the weight past the limit. */
function execute(ctx: Ctx, meter: WeightMeter, origin: Caller, call: Call): DispatchResult | undefined {
  const base = origin.type === "Signed" ? benchmarks.execute_dispatch_signed : benchmarks.execute_dispatch_unsigned;
  const declared = ctx.dispatchInfo(call).weight;
  if (!meter.canConsume(addWeight(base, declared))) return undefined;
  const outcome = outcomeOf(() => ctx.dispatch({ caller: origin, filters: [] }, call));
  meter.tryConsume(base);
  meter.tryConsume(outcome.post.actualWeight ?? declared);
  return resultOf(outcome);
}

function scheduleRetry(
  ctx: Ctx,
  { meter, now }: Service,
  task: Scheduled,
  address: TaskAddress,
  { total_retries, remaining, period }: RetryConfig,
): void {
  if (!meter.tryConsume(benchmarks.schedule_retry(constants.MaxScheduledPerBlock.get(ctx)))) {
    ctx.emit(events.RetryFailed({ task: address, id: task.maybe_id }));
    return;
  }
  if (remaining === 0) return;
  const placed = tryPlace(ctx, u32.saturatingAdd(now, period), {
    ...task,
    maybe_id: undefined,
    maybe_periodic: undefined,
  });
  if (placed instanceof Refusal) {
    ctx.ports.preimages.drop(ctx, task.call);
    // A task to be tried again has no name any more.
    ctx.emit(events.RetryFailed({ task: address, id: undefined }));
    return;
  }
  Retries.set(ctx, placed, { total_retries, remaining: remaining - 1, period });
}

function scheduleAgain(
  ctx: Ctx,
  { now }: Service,
  task: Scheduled,
  address: TaskAddress,
  retries: RetryConfig | undefined,
): void {
  const [period, count] = task.maybe_periodic!;
  const next: Scheduled = { ...task, maybe_periodic: count > 1 ? [period, count - 1] : undefined };
  const placed = tryPlace(ctx, u32.saturatingAdd(now, period), next);
  if (placed instanceof Refusal) {
    ctx.ports.preimages.drop(ctx, task.call);
    ctx.emit(events.PeriodicFailed({ task: address, id: task.maybe_id }));
  } else if (retries !== undefined) Retries.set(ctx, placed, retries);
}
