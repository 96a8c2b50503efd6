// A chain: the runtime with the profile, rules and signature checks it runs under; and the contexts made from it.

import type { Call } from "../frame/call.ts";
import { type FrameContext, type Journal, layer } from "../frame/context.ts";
import type { Origin } from "../frame/origin.ts";
import type { Profile } from "../frame/profile.ts";
import { assert, Refusal } from "../frame/refusal.ts";
import type { Runtime } from "../frame/runtime.ts";
import type { ByArgs, InfoOf } from "../frame/section.ts";
import type { State } from "../frame/state.ts";
import type { DispatchInfo, PostInfo } from "../frame/weight.ts";
import { system } from "../pallets/system/contract.ts";
import type { Verify } from "../primitives/crypto/verify.ts";
import { addWeight, ZERO_WEIGHT } from "../primitives/weight.ts";

export interface Chain {
  readonly runtime: Runtime;
  readonly profile: Profile;
  readonly verify: Verify;
}

const valueFor = <V>(fact: ByArgs<never, V>, args: unknown, infoOf: InfoOf): V =>
  typeof fact === "function" ? (fact as (a: unknown, infoOf: InfoOf) => V)(args, infoOf) : fact;

/**
 * Weight, class and pays-fee of a call, from its declaration; the weight of the guards is part of every call's. A call within calls is asked for
 * each of them once for each that contains it, so what is known of it is kept: else a call would cost twice as much with every level.
 */
export function dispatchInfoOf(runtime: Runtime, call: Call, known = new Map<Call, DispatchInfo>()): DispatchInfo {
  const found = known.get(call);
  if (found !== undefined) return found;
  const { options } = declarationOf(runtime, call).spec;
  const infoOf: InfoOf = (inner) => dispatchInfoOf(runtime, inner, known);
  const info: DispatchInfo = {
    weight: addWeight(valueFor(options.weight, call.args, infoOf), runtime.guardWeight?.(call) ?? ZERO_WEIGHT),
    class: options.class === undefined ? "Normal" : valueFor(options.class, call.args, infoOf),
    pays: options.pays === undefined ? "Yes" : valueFor(options.pays, call.args, infoOf),
  };
  known.set(call, info);
  return info;
}
const palletsByName = new WeakMap<Runtime, ReadonlyMap<string, Runtime["pallets"][number]>>();
function declarationOf(runtime: Runtime, call: Call) {
  let byName = palletsByName.get(runtime);
  if (byName === undefined) {
    byName = new Map(runtime.pallets.map((one) => [one.name, one]));
    palletsByName.set(runtime, byName);
  }
  const bound = byName.get(call.pallet)?.calls.get(call.name);
  assert(bound !== undefined, `no call ${call.pallet}.${call.name}`);
  return bound;
}

/** Said of a call that is declared but not built. Not an error of the reference. */
export class CallNotBuilt extends Refusal {
  constructor(call: Call) {
    super({ type: "Unavailable" });
    this.message = `${call.pallet}.${call.name} is declared, but this emulator does not run it yet`;
  }
}

/** A context over a state. The block number is the state's own. */
export function contextOver(chain: Chain, state: State): FrameContext {
  const { runtime, profile } = chain;
  const journal: Journal = { phase: { type: "Initialization" }, events: [], layers: 0 };
  const run = (origin: Origin, call: Call): PostInfo => {
    const { spec, run: handler } = declarationOf(runtime, call);
    if (handler === undefined) throw new CallNotBuilt(call);
    return layer(ctx, () => handler(ctx, spec.origin.check(origin), call.args) ?? {});
  };
  const block = { number: 0 };
  const ctx: FrameContext = {
    state,
    profile,
    block,
    ports: runtime.ports,
    rules: runtime.rules,
    journal,
    emit(event) {
      if (block.number > 0) journal.events.push({ phase: journal.phase, event });
    },
    dispatch(origin, call) {
      if (
        origin.caller.type !== "Root" &&
        (!runtime.baseCallFilter(ctx, call) || origin.filters.some((passes) => !passes(call)))
      )
        throw new Refusal(runtime.callFiltered);
      if (origin.caller.type === "Signed") for (const guard of runtime.guards) guard(ctx, origin.caller.who, call);
      return run(origin, call);
    },
    dispatchUnfiltered: run,
    dispatchInfo: (call) => dispatchInfoOf(runtime, call),
  };
  setBlockNumber(ctx, system.read.Number.get(ctx));
  return ctx;
}
/** Makes the context speak of another block; the executive does when a block begins. */
export function setBlockNumber(ctx: FrameContext, number: number): void {
  (ctx.block as { number: number }).number = number;
}
