// Having failed tasks tried again. Mirrors pallet-scheduler 42, lib.rs (set_retry, cancel_retry and their named forms).

import { refuse } from "../../frame/refusal.ts";
import { type Ctx, ensurePrivilege } from "./agenda.ts";
import { scheduler, type TaskAddress, type TaskName } from "./contract.ts";
import { CALLER, type Handler } from "./scheduling.ts";

const { Agenda, Lookup, Retries } = scheduler.storage;
const { errors, events } = scheduler;

function ensureMine(ctx: Ctx, [when, index]: TaskAddress): void {
  const task = Agenda.get(ctx, when)[index] ?? refuse(errors.NotFound);
  ensurePrivilege(CALLER, task.origin);
}
const named = (ctx: Ctx, id: TaskName): TaskAddress => Lookup.get(ctx, id) ?? refuse(errors.NotFound);

function setTo(
  ctx: Ctx,
  task: TaskAddress,
  id: TaskName | undefined,
  { retries, period }: { readonly retries: number; readonly period: number },
): void {
  ensureMine(ctx, task);
  Retries.set(ctx, task, { total_retries: retries, remaining: retries, period });
  ctx.emit(events.RetrySet({ task, id, period, retries }));
}
export const setRetry: Handler<"set_retry"> = (ctx, _root, { task, ...how }) => setTo(ctx, task, undefined, how);
export const setRetryNamed: Handler<"set_retry_named"> = (ctx, _root, { id, ...how }) =>
  setTo(ctx, named(ctx, id), id, how);

function cancelFor(ctx: Ctx, task: TaskAddress, id: TaskName | undefined): void {
  ensureMine(ctx, task);
  Retries.delete(ctx, task);
  ctx.emit(events.RetryCancelled({ task, id }));
}
export const cancelRetry: Handler<"cancel_retry"> = (ctx, _root, { task }) => cancelFor(ctx, task, undefined);
export const cancelRetryNamed: Handler<"cancel_retry_named"> = (ctx, _root, { id }) =>
  cancelFor(ctx, named(ctx, id), id);
