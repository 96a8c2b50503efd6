// The outer types: RuntimeCall, RuntimeEvent, RuntimeError, OriginCaller and the composite reasons, each an enum over the
// pallets that have something of the kind. Mirrors what frame-support's construct_runtime generates (outer_enums).

import { AccountId, H256 } from "../primitives/ids.ts";
import {
  type AnyCodec,
  arm,
  type Codec,
  codec,
  type FieldShape,
  ScaleError,
  struct,
  type TypeParameters,
  u32,
  type VariantShape,
  variant,
  vec,
} from "../primitives/scale/index.ts";
import type { Call } from "./call.ts";
import type { Emitted, EventRecord } from "./event.ts";
import type { Caller } from "./origin.ts";
import type { Pallet } from "./pallet.ts";

/** Crate of the runtime, in which the outer types live. */
const RUNTIME = "node_subtensor_runtime";

/** Says where in a value the bytes or the value did not fit. */
function within<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ScaleError) throw new ScaleError(`${place}: ${error.message}`);
    throw error;
  }
}

const palletPath = ({ rust }: Pallet, type: string): string[] => [...rust.crate.split("::"), "pallet", type];
const palletParams = ({ rust }: Pallet): TypeParameters =>
  rust.instance ? { T: undefined, I: undefined } : { T: undefined };
const spelled = ({ rust }: Pallet, type: string, plain = false): string =>
  `${rust.alias ?? rust.crate.split("::")[0]}::${type}${plain ? "" : "<Runtime>"}`;

/** An enum over pallets: the pallet's index, then its own part. */
function overPallets<T>(
  name: string,
  arms: readonly {
    readonly pallet: Pallet;
    readonly of: AnyCodec;
    readonly typeName: string;
    readonly name?: string;
  }[],
  palletOf: (value: T) => string,
): Codec<T> {
  const byIndex = new Map(arms.map((one) => [one.pallet.index, one.of]));
  const byName = new Map(arms.map((one) => [one.pallet.name, one]));
  const variants: VariantShape[] = arms.map((one) => ({
    name: one.name ?? one.pallet.name,
    index: one.pallet.index,
    fields: [{ codec: one.of, typeName: one.typeName }],
  }));
  return codec<T>(
    name,
    { kind: "variant", path: [RUNTIME, name], params: {}, variants: () => variants },
    1,
    (out, value) => {
      const one = byName.get(palletOf(value));
      if (one === undefined) throw new ScaleError(`${name} has no part of pallet ${palletOf(value)}`);
      out.u8(one.pallet.index);
      one.of.write(out, value);
    },
    (input) => {
      const index = input.u8();
      const of = byIndex.get(index);
      if (of === undefined) throw new ScaleError(`${name} has no pallet of index ${index}`);
      return of.read(input);
    },
  );
}

const known = {
  call: new WeakMap<Pallet, Codec<Call>>(),
  event: new WeakMap<Pallet, Codec<Emitted>>(),
  error: new WeakMap<Pallet, Codec<string>>(),
};
function remembered<T extends object>(all: WeakMap<Pallet, T>, pallet: Pallet, make: (pallet: Pallet) => T): T {
  const found = all.get(pallet);
  if (found !== undefined) return found;
  const made = make(pallet);
  all.set(pallet, made);
  return made;
}
const byIndex = (a: { readonly index: number }, b: { readonly index: number }): number => a.index - b.index;

// calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
const fieldsOf = (of: AnyCodec): readonly FieldShape[] => (of.shape.kind === "composite" ? of.shape.fields : []);

/** The call enum of one pallet. */
export const palletCallCodec = (pallet: Pallet): Codec<Call> =>
  remembered(known.call, pallet, () =>
    codec<Call>(
      "Call",
      {
        kind: "variant",
        path: palletPath(pallet, "Call"),
        params: palletParams(pallet),
        variants: () =>
          [...pallet.calls.values()]
            .map(
              ({ name, spec }): VariantShape => ({
                name,
                index: spec.index,
                fields: fieldsOf(spec.codec),
                docs: spec.options.docs ?? "",
              }),
            )
            .sort(byIndex),
      },
      1,
      (out, value) => {
        const found = pallet.calls.get(value.name);
        if (found === undefined) throw new ScaleError(`${pallet.name} has no call ${value.name}`);
        out.u8(found.spec.index);
        within(`${pallet.name}.${value.name}`, () => found.spec.codec.write(out, value.args));
      },
      (input) => {
        const index = input.u8();
        const found = pallet.callsByIndex.get(index);
        if (found === undefined) throw new ScaleError(`${pallet.name} has no call of index ${index}`);
        return {
          pallet: pallet.name,
          name: found.name,
          args: within(`${pallet.name}.${found.name}`, () => found.spec.codec.read(input)),
        };
      },
    ),
  );
export const runtimeCallCodec = (pallets: readonly Pallet[]): Codec<Call> =>
  overPallets<Call>(
    "RuntimeCall",
    pallets
      .filter(({ calls }) => calls.size > 0)
      .map((pallet) => ({ pallet, of: palletCallCodec(pallet), typeName: spelled(pallet, "Call") })),
    (call) => call.pallet,
  );

// events ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** The event enum of one pallet. */
export const palletEventCodec = (pallet: Pallet): Codec<Emitted> =>
  remembered(known.event, pallet, () => {
    const byNumber = new Map([...pallet.events].map(([name, spec]) => [spec.index, { name, spec }]));
    return codec<Emitted>(
      "Event",
      {
        kind: "variant",
        path: palletPath(pallet, "Event"),
        params: pallet.rust.plainEvent ? {} : palletParams(pallet),
        variants: () =>
          [...pallet.events]
            .map(([name, { index, fields, docs }]): VariantShape => ({ name, index, fields, docs }))
            .sort(byIndex),
      },
      1,
      (out, { name, data }) => {
        const spec = pallet.events.get(name);
        if (spec === undefined) throw new ScaleError(`${pallet.name} has no event ${name}`);
        out.u8(spec.index);
        within(`${pallet.name}.${name}`, () => {
          for (let i = 0; i < spec.fields.length; i++) spec.fields[i]!.codec.write(out, data[i]);
        });
      },
      (input) => {
        const index = input.u8();
        const found = byNumber.get(index);
        if (found === undefined) throw new ScaleError(`${pallet.name} has no event of index ${index}`);
        const { name, spec } = found;
        const data = within(`${pallet.name}.${name}`, () =>
          spec.fields.map((field) => field.codec.read(input) as unknown),
        );
        return { pallet: pallet.name, palletIndex: pallet.index, name, index, data, fields: spec.fields };
      },
    );
  });
export const runtimeEventCodec = (pallets: readonly Pallet[]): Codec<Emitted> =>
  overPallets<Emitted>(
    "RuntimeEvent",
    pallets
      .filter(({ events }) => events.size > 0)
      .map((pallet) => ({
        pallet,
        of: palletEventCodec(pallet),
        typeName: spelled(pallet, "Event", pallet.rust.plainEvent),
      })),
    (event) => event.pallet,
  );

export const Phase = variant("frame_system::Phase", {
  ApplyExtrinsic: arm(0, u32),
  Finalization: arm(1),
  Initialization: arm(2),
});
/** An event with when it happened, as System.Events holds it. This runtime gives events no topics. */
export function eventRecordCodec(pallets: readonly Pallet[]): Codec<EventRecord> {
  const event = runtimeEventCodec(pallets);
  const whole = struct("frame_system::EventRecord", { phase: Phase, event, topics: vec(H256) }, { E: event, T: H256 });
  return codec<EventRecord>(
    whole.label,
    whole.shape,
    whole.least,
    (out, record) => whole.write(out, { ...record, topics: [] }),
    (input) => {
      const { phase, event } = whole.read(input);
      return { phase, event };
    },
  );
}
export const eventRecordsCodec = (pallets: readonly Pallet[]): Codec<readonly EventRecord[]> =>
  vec(eventRecordCodec(pallets));

// errors ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** The error enum of one pallet, as the name of the error. */
export const palletErrorCodec = (pallet: Pallet): Codec<string> =>
  remembered(known.error, pallet, () => {
    const nameOf = new Map([...pallet.errors].map(([name, { index }]) => [index, name]));
    return codec<string>(
      "Error",
      {
        kind: "variant",
        path: palletPath(pallet, "Error"),
        params: palletParams(pallet),
        variants: () =>
          [...pallet.errors]
            .map(([name, { index, docs }]): VariantShape => ({ name, index, fields: [], docs }))
            .sort(byIndex),
      },
      1,
      (out, name) => {
        const spec = pallet.errors.get(name);
        if (spec === undefined) throw new ScaleError(`${pallet.name} has no error ${name}`);
        out.u8(spec.index);
      },
      (input) => {
        const index = input.u8();
        const name = nameOf.get(index);
        if (name === undefined) throw new ScaleError(`${pallet.name} has no error of index ${index}`);
        return name;
      },
    );
  });
/** Any error of the runtime: shown in metadata, never encoded so by the chain itself. */
export const runtimeErrorCodec = (
  pallets: readonly Pallet[],
): Codec<{ readonly pallet: string; readonly name: string }> =>
  overPallets(
    "RuntimeError",
    pallets
      .filter(({ errors }) => errors.size > 0)
      .map((pallet) => {
        const of = palletErrorCodec(pallet);
        const inner = codec(
          of.label,
          of.shape,
          1,
          (out, { name }: { readonly name: string }) => of.write(out, name),
          (input) => ({ pallet: pallet.name, name: of.read(input) }),
        );
        return { pallet, of: inner, typeName: spelled(pallet, "Error") };
      }),
    (error) => error.pallet,
  );

// composite reasons and origins ─────────────────────────────────────────────────────────────────────────────────────
export interface Reason {
  readonly pallet: string;
  readonly value: unknown;
}
/** An enum over the pallets that give it an arm: RuntimeHoldReason, RuntimeFreezeReason, RuntimeLockId, RuntimeSlashReason. */
export const reasonCodec = (name: string, pallets: readonly Pallet[]): Codec<Reason> =>
  overPallets<Reason>(name, armsOf(name, pallets), (reason) => reason.pallet);

/** The arms of an outer enum; values carry their pallet. */
const armsOf = (name: string, pallets: readonly Pallet[]) =>
  pallets.flatMap((pallet) => {
    const of = pallet.parts.outer?.[name];
    if (of === undefined) return [];
    const inner = codec<Reason>(
      of.label,
      of.shape,
      of.least,
      (out, { value }) => of.write(out, value),
      (input) => ({ pallet: pallet.name, value: of.read(input) as unknown }),
    );
    return [{ pallet, of: inner, typeName: `${pallet.rust.alias ?? pallet.rust.crate}::${of.label}` }];
  });

export const RawOrigin = variant(
  "frame_support::dispatch::RawOrigin",
  { Root: arm(0), Signed: arm(1, AccountId), None: arm(2), Authorized: arm(3) },
  { AccountId },
);
/** Who calls, over all pallets that define origins; the system's own stand under index 0. */
export function originCallerCodec(pallets: readonly Pallet[]): Codec<Caller> {
  const arms = armsOf("OriginCaller", pallets);
  const system = codec<Caller>(
    "RawOrigin",
    RawOrigin.shape,
    1,
    (out, caller) =>
      RawOrigin.write(
        out,
        caller.type === "Signed"
          ? { type: "Signed", value: caller.who }
          : { type: caller.type as "Root" | "None" | "Authorized" },
      ),
    (input) => {
      const raw = RawOrigin.read(input);
      return raw.type === "Signed" ? { type: "Signed", who: raw.value } : { type: raw.type };
    },
  );
  const first = pallets.find(({ index }) => index === 0);
  const wrapped = arms.map(({ pallet, of, typeName }) => ({
    pallet,
    typeName,
    of: codec<Caller>(
      of.label,
      of.shape,
      of.least,
      (out, caller) => of.write(out, caller as unknown as Reason),
      (input) => ({ type: "Pallet", ...of.read(input) }),
    ),
  }));
  return overPallets<Caller>(
    "OriginCaller",
    first === undefined
      ? wrapped
      : [{ pallet: first, name: "system", of: system, typeName: "frame_system::Origin<Runtime>" }, ...wrapped],
    (caller) => (caller.type === "Pallet" ? caller.pallet : (first?.name ?? "System")),
  );
}
