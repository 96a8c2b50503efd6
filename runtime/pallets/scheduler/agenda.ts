// Places in agendas: finding one, giving it up, who may. Mirrors pallet-scheduler 42, lib.rs (resolve_time, place_task,
// push_to_agenda, cleanup_agenda, ensure_privilege) and runtime/src/lib.rs (OriginPrivilegeCmp).

import type { Context } from "../../context.ts";
import type { Caller } from "../../frame/origin.ts";
import { OriginCaller } from "../../frame/outer_types.ts";
import { attempt, ensure, type Refusal, refuse } from "../../frame/refusal.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { u32 } from "../../primitives/ints.ts";
import { type Period, type Scheduled, scheduler, type TaskAddress } from "./contract.ts";

export type Ctx = Context<"preimages">;
const { Agenda, Lookup } = scheduler.storage;
const { errors, events, constants } = scheduler;

/** When a task is wanted: at a block, or after so many, the present one not counted. */
export type DispatchTime = { readonly at: number } | { readonly after: number };
export function resolveTime(ctx: Ctx, time: DispatchTime): number {
  const now = ctx.block.number;
  const when = "at" in time ? time.at : u32.saturatingAdd(u32.saturatingAdd(now, time.after), 1);
  ensure(when > now, errors.TargetBlockNumberInPast);
  return when;
}
/** Runs after the first; nothing where there is to be only one. */
export const repetitions = (periodic: Period | undefined): Period | undefined =>
  periodic !== undefined && periodic[1] > 1 && periodic[0] !== 0 ? [periodic[0], periodic[1] - 1] : undefined;

/** Puts a task at the end of an agenda, or in a hole of a full one; refuses with Exhausted. */
export function placeTask(ctx: Ctx, when: number, task: Scheduled): TaskAddress {
  const agenda = Agenda.get(ctx, when);
  const full = agenda.length >= constants.MaxScheduledPerBlock.get(ctx);
  const index = full ? agenda.indexOf(undefined) : agenda.length;
  if (index < 0) refuse({ type: "Exhausted" });
  Agenda.set(ctx, when, full ? agenda.with(index, task) : [...agenda, task]);
  if (task.maybe_id !== undefined) Lookup.set(ctx, task.maybe_id, [when, index]);
  ctx.emit(events.Scheduled({ when, index }));
  return [when, index];
}
/** The address, or the refusal. */
export function tryPlace(ctx: Ctx, when: number, task: Scheduled): TaskAddress | Refusal {
  let address: TaskAddress | undefined;
  const refusal = attempt(() => {
    address = placeTask(ctx, when, task);
  });
  return refusal ?? address!;
}

/** Drops the holes at the end of an agenda, and an agenda of holes altogether. */
export function cleanUp(ctx: Ctx, when: number): void {
  const agenda = Agenda.get(ctx, when);
  const last = agenda.findLastIndex((one) => one !== undefined);
  if (last < 0) Agenda.delete(ctx, when);
  else if (last + 1 < agenda.length) Agenda.set(ctx, when, agenda.slice(0, last + 1));
}

/** An origin may change what it scheduled itself; root what anybody did. */
export function ensurePrivilege(left: Caller, right: Caller): void {
  ensure(left.type === "Root" || equalBytes(OriginCaller.encode(left), OriginCaller.encode(right)), {
    type: "BadOrigin",
  });
}
