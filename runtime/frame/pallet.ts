// A pallet put together: its sections with the functions behind their calls, its hooks in run order, what it builds at
// genesis. Repeated indices and names are found here, when the module loads.

import type { AnyCodec, Codec } from "../primitives/scale/index.ts";
import type { Weight } from "../primitives/weight.ts";
import type { Call } from "./call.ts";
import type { EventSpec } from "./event.ts";
import type { CallSpec, ConstantSpec, ErrorSpec, Implemented, PalletIdentity } from "./section.ts";
import type { Item } from "./storage.ts";

// biome-ignore-start lint/suspicious/noExplicitAny: contexts and entries of whatever types
/** Hooks of a pallet. They open no layer: what they wrote before a refusal stays. */
export interface Hooks<Ctx = any> {
  /** Runs at the start of a block, in pallet order; returns the weight it used. */
  readonly onInitialize?: (ctx: Ctx, blockNumber: number) => Weight | void;
  readonly onPoll?: (ctx: Ctx, blockNumber: number) => void;
  readonly onIdle?: (ctx: Ctx, blockNumber: number, remaining: Weight) => Weight;
  readonly onFinalize?: (ctx: Ctx, blockNumber: number) => void;
}
/** Data that the author of a block gives to inherents: 8-letter identifier → SCALE bytes. */
export type InherentData = ReadonlyMap<string, Uint8Array>;
export interface Inherent<Ctx = any> {
  readonly identifier: string;
  /** The call that must stand in the block, if any. */
  create(ctx: Ctx, data: InherentData): Call | undefined;
  /** Why the call does not fit the data; undefined if it does. */
  check(ctx: Ctx, call: Call, data: InherentData): { readonly fatal: boolean; readonly error: string } | undefined;
  isInherent(call: Call): boolean;
}
export interface ViewFunction<Ctx = any> {
  readonly args: Readonly<Record<string, AnyCodec>>;
  readonly output: AnyCodec;
  readonly docs: string;
  /** Types of arguments and answer as the reference's source spells them, "(A,B) -> C": the function's id is made of it. */
  readonly signature?: string;
  readonly answer: (ctx: Ctx, args: any) => unknown;
}
export interface PalletParts<Ctx = any> {
  readonly sections: readonly Implemented[];
  readonly hooks?: Hooks<Ctx>;
  readonly inherent?: Inherent<Ctx>;
  /** What the pallet writes into the first state, from the chain's genesis configuration. */
  readonly genesis?: (ctx: Ctx, config: any) => void;
  readonly viewFunctions?: Readonly<Record<string, ViewFunction<Ctx>>>;
  readonly docs?: string;
  /** Version of the layout of the pallet's storage, written at genesis; 0 when not given. */
  readonly storageVersion?: number;
  /** Composite reasons for holds, freezes or other outer enums: name of the outer enum → this pallet's arm. */
  readonly outer?: Readonly<Record<string, AnyCodec>>;
  /** Where unsigned transactions of this pallet are judged (ValidateUnsigned). */
  readonly validateUnsigned?: (ctx: Ctx, call: Call, source: string) => import("./validity.ts").ValidTransaction;
}
export interface BoundCall {
  readonly name: string;
  readonly spec: CallSpec<any, any>;
  readonly run: Implemented["handlers"][string];
}
export interface Pallet extends PalletIdentity {
  readonly parts: PalletParts;
  readonly storage: ReadonlyMap<string, Item<any, any, any>>;
  readonly calls: ReadonlyMap<string, BoundCall>;
  readonly callsByIndex: ReadonlyMap<number, BoundCall>;
  readonly events: ReadonlyMap<string, EventSpec<any>>;
  readonly errors: ReadonlyMap<string, ErrorSpec>;
  readonly constants: ReadonlyMap<string, ConstantSpec<any>>;
}

export function pallet(identity: PalletIdentity, parts: PalletParts): Pallet {
  const storage = new Map<string, Item<any, any, any>>();
  const calls = new Map<string, BoundCall>();
  const callsByIndex = new Map<number, BoundCall>();
  const events = new Map<string, EventSpec<any>>();
  const errors = new Map<string, ErrorSpec>();
  const constants = new Map<string, ConstantSpec<any>>();
  const put = <T>(into: Map<string, T>, kind: string, name: string, one: T) => {
    if (into.has(name)) throw new Error(`${identity.name}: ${kind} ${name} is declared twice`);
    into.set(name, one);
  };
  for (const { section, handlers } of parts.sections) {
    if (section.pallet.name !== identity.name)
      throw new Error(`${identity.name}: a section of ${section.pallet.name} is listed`);
    for (const [name, item] of Object.entries(section.storage))
      put(storage, "storage item", name, item as Item<any, any, any>);
    for (const [name, one] of Object.entries(section.spec.events ?? {}))
      put(events, "event", name, one as EventSpec<any>);
    for (const [name, one] of Object.entries(section.spec.errors ?? {})) put(errors, "error", name, one as ErrorSpec);
    for (const [name, one] of Object.entries(section.spec.constants ?? {}))
      put(constants, "constant", name, one as ConstantSpec<any>);
    for (const [name, spec] of Object.entries(section.spec.calls ?? {}) as [string, CallSpec<any, any>][]) {
      const bound: BoundCall = { name, spec, run: handlers[name] };
      put(calls, "call", name, bound);
      if (callsByIndex.has(spec.index)) throw new Error(`${identity.name}: call index ${spec.index} is taken twice`);
      callsByIndex.set(spec.index, bound);
    }
  }
  for (const [kind, all] of [
    ["event", events],
    ["error", errors],
  ] as const) {
    const taken = new Set<number>();
    for (const [name, { index }] of all) {
      if (taken.has(index)) throw new Error(`${identity.name}: ${kind} index ${index} of ${name} is taken twice`);
      taken.add(index);
    }
  }
  return { ...identity, parts, storage, calls, callsByIndex, events, errors, constants };
}
// biome-ignore-end lint/suspicious/noExplicitAny: contexts and entries of whatever types

/** Codec of an arm of an outer enum, by pallet. */
export type OuterArm = { readonly pallet: PalletIdentity; readonly codec: Codec<unknown> };
