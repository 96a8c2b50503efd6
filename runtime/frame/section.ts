// One declaration, everything inferred: storage, events, errors, calls and constants of a section of a pallet. The key of
// each entry is its wire name; indices are written down. Storage keys, codecs, dispatch and metadata derive from it.

import type { AnyCodec, Codec, FieldShape, Fields, StructOf, ValueOf } from "../primitives/scale/index.ts";
import { struct } from "../primitives/scale/index.ts";
import type { Weight } from "../primitives/weight.ts";
import type { Call } from "./call.ts";
import type { Emitted, EventSpec } from "./event.ts";
import type { OriginRule } from "./origin.ts";
import { type ByProfile, type Profile, resolve } from "./profile.ts";
import type { PalletError } from "./refusal.ts";
import { type AnyItemSpec, bindItem, type Item, type ItemSpec, type ReadItem } from "./storage.ts";
import type { DispatchClass, DispatchInfo, Pays, PostInfo } from "./weight.ts";

/** Where the reference keeps a pallet, as type paths in metadata show it. */
export interface RustHome {
  /** Module of the pallet's types, without the closing `pallet`: "pallet_balances", "pallet_subtensor_swap::pallet". */
  readonly crate: string;
  /** What the runtime calls the crate, where that is another name. */
  readonly alias?: string;
  /** The pallet takes an instance: Call<T, I>. */
  readonly instance?: boolean;
  /** The event enum has no type parameters. */
  readonly plainEvent?: boolean;
}
/** Name and index of a pallet in the runtime. */
export interface PalletIdentity {
  readonly name: string;
  readonly index: number;
  readonly rust: RustHome;
}
/** `rust` is the crate, or more; by default "pallet_" and the name in snake case. */
export const palletIdentity = (
  name: string,
  index: number,
  rust: string | RustHome = name === "System" ? "frame_system" : `pallet_${snakeCase(name)}`,
): PalletIdentity => ({ name, index, rust: typeof rust === "string" ? { crate: rust } : rust });
const snakeCase = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

// events ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export function event(index: number, fields?: readonly [], docs?: string): EventSpec<[]>;
export function event<const C extends readonly AnyCodec[]>(
  index: number,
  fields: C,
  docs?: string,
): EventSpec<{ -readonly [I in keyof C]: ValueOf<C[I]> }>;
export function event<const F extends Fields>(index: number, fields: F, docs?: string): EventSpec<[StructOf<F>]>;
export function event(index: number, fields: readonly AnyCodec[] | Fields = [], docs = ""): EventSpec<never> {
  const shapes: FieldShape[] = Array.isArray(fields)
    ? (fields as readonly AnyCodec[]).map((codec) => ({ codec }))
    : Object.entries(fields as Fields).map(([name, codec]) => ({ name, codec }));
  return { index, fields: shapes, docs };
}

// errors, constants ─────────────────────────────────────────────────────────────────────────────────────────────────
export interface ErrorSpec {
  readonly index: number;
  /** Asserted by clients word for word, so they are the reference's. */
  readonly docs: string;
}
export const error = (index: number, docs = ""): ErrorSpec => ({ index, docs });

export interface ConstantSpec<V> {
  readonly codec: Codec<V>;
  readonly value: ByProfile<V>;
  readonly docs: string;
}
export const constant = <V>(codec: Codec<V>, value: ByProfile<NoInfer<V>>, docs = ""): ConstantSpec<V> => ({
  codec,
  value,
  docs,
});
export interface Constant<V> extends ConstantSpec<V> {
  get(ctx: { readonly profile: Profile }): V;
}

// calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** Weight, class and pay of a call inside another. */
export type InfoOf = (inner: Call) => DispatchInfo;
/** A fact of a call that may depend on its arguments and on the calls among them. */
export type ByArgs<F extends Fields, V> = V | ((args: StructOf<F>, infoOf: InfoOf) => V);
export interface CallOptions<F extends Fields> {
  readonly weight: ByArgs<F, Weight>;
  readonly class?: ByArgs<F, DispatchClass>;
  readonly pays?: ByArgs<F, Pays>;
  readonly docs?: string;
  readonly deprecated?: string;
}
export interface CallSpec<F extends Fields, W> {
  readonly index: number;
  readonly origin: OriginRule<W>;
  readonly args: F;
  readonly codec: Codec<StructOf<F>>;
  readonly options: CallOptions<F>;
}
export const call = <const F extends Fields, W>(
  index: number,
  origin: OriginRule<W>,
  args: F,
  options: CallOptions<F>,
): CallSpec<F, W> => ({
  index,
  origin,
  args,
  codec: struct("", args),
  options,
});

// section ───────────────────────────────────────────────────────────────────────────────────────────────────────────
// biome-ignore-start lint/suspicious/noExplicitAny: entries of whatever types
export interface SectionSpec {
  readonly storage?: Readonly<Record<string, AnyItemSpec>>;
  readonly events?: Readonly<Record<string, EventSpec<any>>>;
  readonly errors?: Readonly<Record<string, ErrorSpec>>;
  readonly calls?: Readonly<Record<string, CallSpec<any, any>>>;
  readonly constants?: Readonly<Record<string, ConstantSpec<any>>>;
}
type Part<S, K extends keyof SectionSpec> = S extends { readonly [P in K]: infer T } ? T : Record<never, never>;
type BoundItem<S> = S extends ItemSpec<infer K, infer V, infer R> ? Item<K, V, R> : never;
type BoundReadItem<S> = S extends ItemSpec<infer K, infer V, infer R> ? ReadItem<K, V, R> : never;

export interface Section<S extends SectionSpec = SectionSpec> {
  readonly pallet: PalletIdentity;
  readonly spec: S;
  readonly storage: { readonly [N in keyof Part<S, "storage">]: BoundItem<Part<S, "storage">[N]> };
  /** The face that other sections import: no way to write. */
  readonly read: { readonly [N in keyof Part<S, "storage">]: BoundReadItem<Part<S, "storage">[N]> };
  readonly events: {
    readonly [N in keyof Part<S, "events">]: Part<S, "events">[N] extends EventSpec<infer A>
      ? (...payload: A) => Emitted
      : never;
  };
  readonly errors: { readonly [N in keyof Part<S, "errors">]: PalletError };
  readonly constants: {
    readonly [N in keyof Part<S, "constants">]: Part<S, "constants">[N] extends ConstantSpec<infer V>
      ? Constant<V>
      : never;
  };
}
export type AnySection = Section<any>;

/** The function behind a call: context, what the origin rule told, arguments under their metadata names. */
export type Handler<Ctx, S extends SectionSpec, N extends keyof Part<S, "calls">> =
  Part<S, "calls">[N] extends CallSpec<infer F, infer W>
    ? (ctx: Ctx, who: W, args: StructOf<F>) => PostInfo | void
    : never;
/** `Handles<typeof contract, "call_name", Context>`: type of the function that implements a call. */
export type Handles<C, N extends string, Ctx> =
  C extends Section<infer S> ? (N extends keyof Part<S, "calls"> ? Handler<Ctx, S, N> : never) : never;
export type Handlers<Ctx, S extends SectionSpec> = { readonly [N in keyof Part<S, "calls">]: Handler<Ctx, S, N> };
/** A section with the functions behind its calls; a call without one refuses with `CallNotBuilt`. */
export interface Implemented {
  readonly section: AnySection;
  readonly handlers: Readonly<Record<string, ((ctx: any, who: any, args: any) => PostInfo | void) | undefined>>;
}
// biome-ignore-end lint/suspicious/noExplicitAny: entries of whatever types

const mapped = <I, O>(
  record: Readonly<Record<string, I>> | undefined,
  of: (name: string, one: I) => O,
): Record<string, O> => Object.fromEntries(Object.entries(record ?? {}).map(([name, one]) => [name, of(name, one)]));

/** Declares a section of a pallet. Repeated indices are found when the pallet is put together. */
export function section<const S extends SectionSpec>(pallet: PalletIdentity, spec: S): Section<S> {
  const storage = mapped(spec.storage, (name, one) => bindItem(pallet.name, name, one));
  return {
    pallet,
    spec,
    storage,
    read: storage,
    events: mapped(spec.events, (name, one) => (...payload: readonly unknown[]): Emitted => {
      const named = one.fields.length > 0 && one.fields[0]!.name !== undefined;
      const data = named
        ? one.fields.map((field) => (payload[0] as Readonly<Record<string, unknown>>)[field.name!])
        : payload;
      return { pallet: pallet.name, palletIndex: pallet.index, name, index: one.index, data, fields: one.fields };
    }),
    errors: mapped(
      spec.errors,
      (name, one): PalletError => ({ pallet: pallet.name, palletIndex: pallet.index, name, index: one.index }),
    ),
    constants: mapped(spec.constants, (name, one) => ({
      ...one,
      get: ({ profile }: { readonly profile: Profile }) => {
        const replaced = profile.constants[`${pallet.name}.${name}`];
        return replaced === undefined ? resolve(one.value, profile) : replaced;
      },
    })),
  } as unknown as Section<S>;
}

// biome-ignore-start lint/suspicious/noExplicitAny: contexts of whatever ports
/** Binds every call of a section; a missing or surplus handler does not compile. */
export const implement = <S extends SectionSpec>(section: Section<S>, handlers: Handlers<any, S>): Implemented => ({
  section,
  handlers: handlers as Implemented["handlers"],
});
/** Binds some calls of a section; the others refuse with a clear error until somebody builds them. */
export const implementSome = <S extends SectionSpec>(
  section: Section<S>,
  handlers: Partial<Handlers<any, S>>,
): Implemented => ({
  section,
  handlers: handlers as Implemented["handlers"],
});
// biome-ignore-end lint/suspicious/noExplicitAny: contexts of whatever ports
