// Several calls in one: stopping at the first refusal, undoing all of them, or going on. Mirrors pallets/utility
// (lib.rs: batch, batch_all, force_batch).

import type { Context } from "../../context.ts";
import type { Call } from "../../frame/call.ts";
import { filtered, type Origin } from "../../frame/origin.ts";
import { actualWeight, type Outcome, outcomeOf, refusedWith } from "../../frame/outcome.ts";
import { ensure } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import { addWeight, type Weight, ZERO_WEIGHT } from "../../primitives/weight.ts";
import { utility } from "./contract.ts";
import { benchmarks } from "./weights.ts";

type Ctx = Context;
type Handler<N extends string> = Handles<typeof utility, N, Ctx>;
const { errors, events, constants } = utility;

/** Runs a call as the caller of the batch. Root is not filtered. */
export function runInner(ctx: Ctx, origin: Origin, call: Call): Outcome & { readonly weight: Weight } {
  const info = ctx.dispatchInfo(call);
  const outcome = outcomeOf(() =>
    origin.caller.type === "Root" ? ctx.dispatchUnfiltered(origin, call) : ctx.dispatch(origin, call),
  );
  return { ...outcome, weight: actualWeight(outcome, info) };
}
const ensureFew = (ctx: Ctx, calls: readonly Call[]): void =>
  ensure(calls.length <= constants.batched_calls_limit.get(ctx), errors.TooManyCalls);

export const batch: Handler<"batch"> = (ctx, origin, { calls }) => {
  ensureFew(ctx, calls);
  let spent = ZERO_WEIGHT;
  for (const [index, call] of calls.entries()) {
    const { refusal, weight } = runInner(ctx, origin, call);
    spent = addWeight(spent, weight);
    if (refusal !== undefined) {
      ctx.emit(events.BatchInterrupted({ index, error: refusal.error }));
      return { actualWeight: addWeight(benchmarks.batch(index + 1), spent) };
    }
    ctx.emit(events.ItemCompleted());
  }
  ctx.emit(events.BatchCompleted());
  return { actualWeight: addWeight(benchmarks.batch(calls.length), spent) };
};

const isNoBatchAll = (call: Call): boolean => call.pallet !== "Utility" || call.name !== "batch_all";

export const batchAll: Handler<"batch_all"> = (ctx, origin, { calls }) => {
  ensureFew(ctx, calls);
  const inner = origin.caller.type === "Root" ? origin : filtered(origin, isNoBatchAll);
  let spent = ZERO_WEIGHT;
  for (const [index, call] of calls.entries()) {
    const { refusal, weight } = runInner(ctx, inner, call);
    spent = addWeight(spent, weight);
    if (refusal !== undefined)
      throw refusedWith(refusal, { actualWeight: addWeight(benchmarks.batch_all(index + 1), spent) });
    ctx.emit(events.ItemCompleted());
  }
  ctx.emit(events.BatchCompleted());
  return { actualWeight: addWeight(benchmarks.batch_all(calls.length), spent) };
};

export const forceBatch: Handler<"force_batch"> = (ctx, origin, { calls }) => {
  ensureFew(ctx, calls);
  let spent = ZERO_WEIGHT;
  let failed = false;
  for (const call of calls) {
    const { refusal, weight } = runInner(ctx, origin, call);
    spent = addWeight(spent, weight);
    failed ||= refusal !== undefined;
    ctx.emit(refusal === undefined ? events.ItemCompleted() : events.ItemFailed({ error: refusal.error }));
  }
  ctx.emit(failed ? events.BatchCompletedWithErrors() : events.BatchCompleted());
  return { actualWeight: addWeight(benchmarks.force_batch(calls.length), spent) };
};
