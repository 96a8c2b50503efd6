// Scheduling and cancelling tasks. Mirrors pallet-scheduler 42, lib.rs (do_schedule, do_cancel and their named forms).

import type { BoundedCall } from "../../frame/bounded_call.ts";
import type { Call } from "../../frame/call.ts";
import { type Caller, rootOrigin } from "../../frame/origin.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import {
  type Ctx,
  cleanUp,
  type DispatchTime,
  ensurePrivilege,
  placeTask,
  repetitions,
  resolveTime,
} from "./agenda.ts";
import { type Period, scheduler, type TaskAddress, type TaskName } from "./contract.ts";

export type Handler<N extends string> = Handles<typeof scheduler, N, Ctx>;
const { Agenda, Lookup, Retries } = scheduler.storage;
const { errors, events } = scheduler;
/** Only root gets here. */
export const CALLER: Caller = rootOrigin.caller;

interface Plan {
  readonly id?: TaskName;
  readonly time: DispatchTime;
  readonly maybe_periodic: Period | undefined;
  readonly priority: number;
  readonly call: BoundedCall;
  readonly origin: Caller;
}
function scheduleTask(ctx: Ctx, { id, time, maybe_periodic, priority, call, origin }: Plan): TaskAddress {
  ensure(id === undefined || !Lookup.has(ctx, id), errors.FailedToSchedule);
  const when = resolveTime(ctx, time);
  const address = placeTask(ctx, when, {
    maybe_id: id,
    priority,
    call,
    maybe_periodic: repetitions(maybe_periodic),
    origin,
  });
  ctx.ports.preimages.hold(ctx, call);
  return address;
}

interface What {
  readonly maybe_periodic: Period | undefined;
  readonly priority: number;
  readonly call: Call;
}
function plan(ctx: Ctx, time: DispatchTime, { maybe_periodic, priority, call }: What, id?: TaskName): void {
  const bounded = ctx.ports.preimages.bound(ctx, call);
  scheduleTask(ctx, {
    ...(id === undefined ? {} : { id }),
    time,
    maybe_periodic,
    priority,
    call: bounded,
    origin: CALLER,
  });
}
export const schedule: Handler<"schedule"> = (ctx, _root, { when, ...what }) => plan(ctx, { at: when }, what);
export const scheduleNamed: Handler<"schedule_named"> = (ctx, _root, { id, when, ...what }) =>
  plan(ctx, { at: when }, what, id);
export const scheduleAfter: Handler<"schedule_after"> = (ctx, _root, { after, ...what }) => plan(ctx, { after }, what);
export const scheduleNamedAfter: Handler<"schedule_named_after"> = (ctx, _root, { id, after, ...what }) =>
  plan(ctx, { after }, what, id);

export const cancel: Handler<"cancel"> = (ctx, _root, { when, index }) => {
  const agenda = Agenda.get(ctx, when);
  const task = agenda[index];
  if (task !== undefined) ensurePrivilege(CALLER, task.origin);
  else refuse(errors.NotFound);
  Agenda.set(ctx, when, agenda.with(index, undefined));
  ctx.ports.preimages.drop(ctx, task.call);
  if (task.maybe_id !== undefined) Lookup.delete(ctx, task.maybe_id);
  Retries.delete(ctx, [when, index]);
  cleanUp(ctx, when);
  ctx.emit(events.Canceled({ when, index }));
};

export const cancelNamed: Handler<"cancel_named"> = (ctx, _root, { id }) => {
  const [when, index] = Lookup.take(ctx, id) ?? refuse(errors.NotFound);
  const agenda = Agenda.get(ctx, when);
  if (index < agenda.length) {
    const task = agenda[index];
    if (task !== undefined) {
      ensurePrivilege(CALLER, task.origin);
      Retries.delete(ctx, [when, index]);
      ctx.ports.preimages.drop(ctx, task.call);
    }
    Agenda.set(ctx, when, agenda.with(index, undefined));
  }
  cleanUp(ctx, when);
  ctx.emit(events.Canceled({ when, index }));
};
