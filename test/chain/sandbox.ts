// A small runtime for unit tests: chosen pallets over a map, calls dispatched through their declarations, without
// blocks, fees or signatures.

import type { Ports } from "../../runtime/context.ts";
import { type Call, defineOuterType } from "../../runtime/frame/call.ts";
import { type FrameContext, type Journal, layer } from "../../runtime/frame/context.ts";
import type { Emitted } from "../../runtime/frame/event.ts";
import { type Origin, rootOrigin, signedOrigin } from "../../runtime/frame/origin.ts";
import {
  eventRecordsCodec,
  originCallerCodec,
  reasonCodec,
  runtimeCallCodec,
  runtimeEventCodec,
} from "../../runtime/frame/outer.ts";
import type { Pallet } from "../../runtime/frame/pallet.ts";
import { type Profile, STANDARD } from "../../runtime/frame/profile.ts";
import { attempt, type Refusal, refuse } from "../../runtime/frame/refusal.ts";
import type { DispatchInfo, PostInfo } from "../../runtime/frame/weight.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { MapState } from "./map_state.ts";

export interface SandboxOptions {
  readonly pallets: readonly Pallet[];
  readonly ports: Partial<Ports>;
  readonly block?: number;
  readonly profile?: Profile;
  /** Constants replaced by name, as the reference's mock runtimes do. */
  readonly constants?: Readonly<Record<string, unknown>>;
  /** Calls that any filtered origin may make (BaseCallFilter). */
  readonly filter?: (ctx: FrameContext, call: Call) => boolean;
}
export interface Sandbox {
  readonly ctx: FrameContext<Ports, never>;
  readonly state: MapState;
  /** Events since the last look, as `Pallet.Name` and payload. */
  told(): readonly (readonly [name: string, payload: unknown])[];
  signed(who: AccountId): Origin;
  readonly root: Origin;
  /** Dispatches; what it gives back is the post info. Throws the refusal. */
  run(origin: Origin, pallet: string, name: string, args: Call["args"]): PostInfo;
  /** Dispatches a call that must be refused; gives `Pallet.Error` or the error's own name. */
  refused(origin: Origin, pallet: string, name: string, args: Call["args"]): string;
  setBlock(number: number): void;
}

export const told = (event: Emitted): readonly [string, unknown] => [
  `${event.pallet}.${event.name}`,
  event.fields[0]?.name === undefined
    ? event.data
    : Object.fromEntries(event.fields.map((field, i) => [field.name!, event.data[i]])),
];

export function sandbox({
  pallets,
  ports,
  block = 1,
  profile = STANDARD,
  constants = {},
  filter,
}: SandboxOptions): Sandbox {
  const byName = new Map(pallets.map((one) => [one.name, one]));
  defineOuterType("RuntimeCall", runtimeCallCodec(pallets));
  defineOuterType("RuntimeEvent", runtimeEventCodec(pallets));
  defineOuterType("EventRecords", eventRecordsCodec(pallets));
  defineOuterType("OriginCaller", originCallerCodec(pallets));
  for (const name of ["RuntimeHoldReason", "RuntimeFreezeReason"]) defineOuterType(name, reasonCodec(name, pallets));

  const state = new MapState();
  const journal: Journal = { phase: { type: "ApplyExtrinsic", value: 1 }, events: [], layers: 0 };
  const found = ({ pallet, name }: Call) => byName.get(pallet)?.calls.get(name) ?? refuse({ type: "Other" });
  const dispatchInfo = (call: Call): DispatchInfo => {
    const { args, options } = { args: call.args, options: found(call).spec.options };
    const of = <V>(fact: V | ((args: never, infoOf: typeof dispatchInfo) => V), otherwise: V): V =>
      typeof fact === "function"
        ? (fact as (args: unknown, infoOf: typeof dispatchInfo) => V)(args, dispatchInfo)
        : (fact ?? otherwise);
    return {
      weight: of(options.weight, undefined as never),
      class: of(options.class as never, "Normal"),
      pays: of(options.pays as never, "Yes"),
    };
  };
  const dispatchUnfiltered = (origin: Origin, call: Call): PostInfo =>
    layer(ctx, () => {
      const { spec, run } = found(call);
      if (run === undefined) throw new Error(`${call.pallet}.${call.name} is not built`);
      return run(ctx, spec.origin.check(origin), call.args) ?? {};
    });
  const ctx: FrameContext<Ports, never> = {
    state,
    profile: { ...profile, constants },
    block: { number: block },
    ports: ports as Ports,
    rules: undefined as never,
    journal,
    emit: (event) => void (ctx.block.number > 0 && journal.events.push({ phase: journal.phase, event })),
    dispatchInfo,
    dispatchUnfiltered,
    dispatch(origin, call) {
      const passes =
        origin.caller.type === "Root" || ((filter?.(ctx, call) ?? true) && origin.filters.every((one) => one(call)));
      if (!passes) refuse(system.errors.CallFiltered);
      return dispatchUnfiltered(origin, call);
    },
  };
  const call = (pallet: string, name: string, args: Call["args"]): Call => ({ pallet, name, args });
  const run: Sandbox["run"] = (origin, pallet, name, args) => ctx.dispatch(origin, call(pallet, name, args));
  return {
    ctx,
    state,
    told: () => journal.events.splice(0).map(({ event }) => told(event)),
    signed: signedOrigin,
    root: rootOrigin,
    run,
    refused(origin, pallet, name, args) {
      const before = state.dump();
      const refusal = attempt(() => void run(origin, pallet, name, args));
      if (refusal === undefined) throw new Error(`${pallet}.${name} was not refused`);
      if (state.dump() !== before) throw new Error(`${pallet}.${name} was refused but left a trace`);
      return nameOf(refusal);
    },
    setBlock(number) {
      (ctx as { block: { number: number } }).block = { number };
    },
  };
}

export const nameOf = (refusal: Refusal): string => refusal.message;
/** A test account. */
export const someone = (index: number): AccountId => `0x${index.toString(16).padStart(2, "0").repeat(32)}` as AccountId;
