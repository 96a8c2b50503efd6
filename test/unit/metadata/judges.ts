// Foreign decoders as judges of our metadata: the codecs of polkadot-api and of polkadot.js, built from our bytes, must
// read and write what ours read and write.

import { expandMetadata, Metadata, TypeRegistry } from "@polkadot/types";
import { getDynamicBuilder, getLookupFn } from "@polkadot-api/metadata-builders";
import { metadata as metadataCodec, unifyMetadata } from "@polkadot-api/substrate-bindings";
import type { AnyCodec, FieldShape, PrimitiveName } from "../../../runtime/primitives/scale/index.ts";
import { Writer } from "../../../runtime/primitives/scale/index.ts";

export type Metadata15 = ReturnType<typeof unifyMetadata>;

/** polkadot-api's reading of the metadata; it must write the same bytes again. */
export function readByPapi(bytes: Uint8Array) {
  const decoded = metadataCodec.dec(bytes);
  return { decoded, again: metadataCodec.enc(decoded), unified: unifyMetadata(decoded) };
}
export const papiBuilder = (unified: Metadata15) => getDynamicBuilder(getLookupFn(unified));

/** Builds polkadot-api codecs for everything that the metadata declares; constants and defaults are decoded too. */
export function buildEverything(unified: Metadata15): number {
  const build = papiBuilder(unified);
  let count = 0;
  for (const { id } of unified.lookup) {
    build.buildDefinition(id);
    count++;
  }
  const variantsOf = (id: number) => {
    const { def } = unified.lookup[id]!;
    return def.tag === "variant" ? def.value.map(({ name }) => name) : [];
  };
  for (const pallet of unified.pallets) {
    for (const { name } of pallet.storage?.items ?? []) {
      void build.buildStorage(pallet.name, name).fallback;
      count++;
    }
    for (const { name, value } of pallet.constants) {
      build.buildConstant(pallet.name, name).dec(value);
      count++;
    }
    for (const name of pallet.calls ? variantsOf(pallet.calls.type) : []) {
      build.buildCall(pallet.name, name);
      count++;
    }
    for (const name of pallet.events ? variantsOf(pallet.events.type) : []) {
      build.buildEvent(pallet.name, name);
      count++;
    }
    for (const name of pallet.errors ? variantsOf(pallet.errors.type) : []) {
      build.buildError(pallet.name, name);
      count++;
    }
    for (const { name } of pallet.viewFns) {
      build.buildViewFn(pallet.name, name);
      count++;
    }
  }
  for (const api of unified.apis)
    for (const { name } of api.methods) {
      build.buildRuntimeCall(api.name, name);
      count++;
    }
  return count;
}

/** The chain's own extensions, which carry nothing. */
const NOTHING = { extrinsic: {}, payload: {} };
const WITHOUT_DATA = {
  SudoTransactionExtension: NOTHING,
  CheckShieldedTxValidity: NOTHING,
  SubtensorTransactionExtension: NOTHING,
  DrandPriority: NOTHING,
};
/** polkadot.js with our metadata: registry and decorated calls, storage, events, errors, constants. */
export function readByPolkadotJs(bytes: Uint8Array) {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, bytes);
  registry.setMetadata(metadata, undefined, WITHOUT_DATA);
  return { ...expandMetadata(registry, metadata), registry, metadata };
}

// bytes of random values ────────────────────────────────────────────────────────────────────────────────────────────
/** A small generator of the same numbers for the same seed (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
const BYTES: Readonly<Partial<Record<PrimitiveName, number>>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  u128: 16,
  u256: 32,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  i128: 16,
  i256: 32,
};

/** Canonical bytes of a random value of the type, made from its shape alone. */
export function randomBytes(of: AnyCodec, below: (limit: number) => number): Uint8Array {
  const out = new Writer();
  writeRandom(of, out, below, 0);
  return out.result();
}
function writeRandom({ shape }: AnyCodec, out: Writer, below: (limit: number) => number, depth: number): void {
  const inner = (one: AnyCodec) => writeRandom(one, out, below, depth + 1);
  const fields = (all: readonly FieldShape[]) => {
    // The runtime gives events no topics, and keeps none.
    for (const one of all) one.name === "topics" ? out.compact(0) : inner(one.codec);
  };
  switch (shape.kind) {
    case "primitive": {
      if (shape.name === "bool") out.u8(below(2));
      else if (shape.name === "str") {
        const raw = new TextEncoder().encode("taoα€".slice(0, below(5)));
        out.compact(raw.length);
        out.raw(raw);
      } else for (let i = 0; i < (BYTES[shape.name] ?? 4); i++) out.u8(below(256));
      return;
    }
    case "compact": {
      const bits = 8 * (shape.of.shape.kind === "primitive" ? (BYTES[shape.of.shape.name] ?? 1) : 8);
      let value = 0n;
      for (let left = below(bits + 1); left > 0; left -= 8)
        value = (value << 8n) | BigInt(below(2 ** Math.min(8, left)));
      out.compact(value);
      return;
    }
    case "sequence": {
      const count = depth > 6 || !inhabited(shape.of) ? 0 : below(3);
      out.compact(count);
      for (let i = 0; i < count; i++) inner(shape.of);
      return;
    }
    case "array":
      for (let i = 0; i < shape.length; i++) inner(shape.of);
      return;
    case "tuple":
      for (const one of shape.of) inner(one);
      return;
    case "composite": {
      const ordered = ["BTreeMap", "BTreeSet"].includes(shape.path.at(-1) ?? "");
      const list = shape.fields[0]?.codec.shape;
      if (ordered && list?.kind === "sequence") {
        // More than one item would have to be in order.
        const count = below(2);
        out.compact(count);
        for (let i = 0; i < count; i++) inner(list.of);
        return;
      }
      fields(shape.fields);
      return;
    }
    case "variant": {
      if (shape.path.at(-1) === "Era") {
        writeEra(out, below);
        return;
      }
      const all = shape.variants().filter((arm) => arm.fields.every(({ codec }) => inhabited(codec)));
      // Deep down only arms without data, so that values of recursive types end.
      const plain = all.filter((one) => one.fields.length === 0);
      // polkadot.js reads the other arms of an address by guessing from their length.
      const address = shape.path.at(-1) === "MultiAddress";
      // polkadot-api reads a module's error by name and leaves its last three bytes out.
      const known = shape.path.at(-1) === "DispatchError" ? all.filter(({ name }) => name !== "Module") : all;
      const some = address ? all.slice(0, 1) : depth > 8 && plain.length > 0 ? plain : known;
      const one = some[below(some.length)];
      if (one === undefined) throw new Error("an enum without arms has no values");
      out.u8(one.index);
      // Some of None is None to polkadot-api, so an option within an option is never empty.
      const within = one.name === "Some" ? one.fields[0]?.codec.shape : undefined;
      if (within?.kind === "variant" && within.path[0] === "Option") {
        out.u8(1);
        fields(within.variants()[1]!.fields);
      } else fields(one.fields);
      return;
    }
  }
}

/** Whether the type has values: an enum without arms has none. */
function inhabited({ shape }: AnyCodec): boolean {
  switch (shape.kind) {
    case "variant":
      return shape.variants().length > 0;
    case "tuple":
      return shape.of.every(inhabited);
    case "composite":
      return shape.fields.every(({ codec }) => inhabited(codec));
    default:
      return true;
  }
}

/** Immortal, or a period of 2 to the power of 2 to 16 and a phase within it. */
function writeEra(out: Writer, below: (limit: number) => number): void {
  const exponent = below(16);
  if (exponent === 0) out.u8(0);
  else out.u16(exponent + 16 * below(Math.min(2 << exponent, 4096)));
}
