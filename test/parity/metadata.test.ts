// Metadata of the whole runtime, judged by polkadot-api and polkadot.js: they read it, write it again, and their codecs
// and storage keys agree with ours on random values of every type that the runtime declares.

import { describe, expect, it } from "vitest";
import { METADATA_VERSIONS, metadata } from "../../runtime/frame/metadata/index.ts";
import { MetadataV14 } from "../../runtime/frame/metadata/v14.ts";
import { MetadataV15 } from "../../runtime/frame/metadata/v15.ts";
import { MetadataV16 } from "../../runtime/frame/metadata/v16.ts";
import { palletCallCodec, palletEventCodec, runtimeCallCodec, runtimeEventCodec } from "../../runtime/frame/outer.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import type { AnyCodec } from "../../runtime/primitives/scale/index.ts";
import { runtime, STANDARD } from "../../runtime/subtensor.ts";
import {
  buildEverything,
  numbers,
  papiBuilder,
  randomBytes,
  readByPapi,
  readByPolkadotJs,
} from "../unit/metadata/judges.ts";

const all = METADATA_VERSIONS.map((version) => ({ version, bytes: metadata(runtime, STANDARD, version) }));
const [v14, v15, v16] = [
  MetadataV14.decode(all[0]!.bytes.subarray(5)),
  MetadataV15.decode(all[1]!.bytes.subarray(5)),
  MetadataV16.decode(all[2]!.bytes.subarray(5)),
];
const unified = readByPapi(all[1]!.bytes).unified;
const build = papiBuilder(unified);
const js = readByPolkadotJs(all[0]!.bytes);

describe.each(all)("V$version", ({ version, bytes }) => {
  it("is read by polkadot-api, which writes the same bytes and builds every codec", () => {
    const { again, unified, decoded } = readByPapi(bytes);
    expect(decoded.metadata.tag).toBe(`v${version}`);
    expect(Buffer.compare(again, bytes)).toBe(0);
    expect(buildEverything(unified)).toBeGreaterThan(unified.lookup.length);
  });
  it("is read by polkadot.js, which sees every call, storage item, constant and error", () => {
    const { tx, query, consts, errors, events, registry } = readByPolkadotJs(bytes);
    expect(registry.signedExtensions).toEqual(runtime.extensions.map(({ identifier }) => identifier));
    const sizes = (one: Readonly<Record<string, object>>) =>
      Object.values(one).reduce((sum, section) => sum + Object.keys(section).length, 0);
    const total = (count: (one: (typeof runtime.pallets)[number]) => number) =>
      runtime.pallets.reduce((sum, one) => sum + count(one), 0);
    expect(sizes(tx)).toBe(total(({ calls }) => calls.size));
    expect(sizes(consts)).toBe(total(({ constants }) => constants.size));
    expect(sizes(events)).toBe(total((one) => one.events.size));
    expect(sizes(errors)).toBe(total((one) => one.errors.size));
    // `substrate` holds the well-known keys; every other section also its prefix.
    const { substrate, ...sections } = query;
    expect(Object.keys(substrate!).length).toBeGreaterThan(0);
    const prefixes = runtime.pallets.filter(({ storage }) => storage.size > 0).length;
    expect([0, prefixes]).toContain(sizes(sections) - total(({ storage }) => storage.size));
  });
});

it("has the same types in all versions, AccountId32 first, extrinsic version 4", () => {
  expect(v15.types).toEqual(v14.types);
  expect(v16.types).toEqual(v14.types);
  expect(v14.types[0]!.path.join("::")).toBe("sp_core::crypto::AccountId32");
  expect(v14.extrinsic.version).toBe(4);
  expect(v15.extrinsic.version).toBe(4);
  expect(v16.extrinsic.versions[0]).toBe(4);
});

it("names every type once", () => {
  const outer = v15.types.filter(({ path }) => path[0] === "node_subtensor_runtime").map(({ path }) => path.join("::"));
  expect(new Set(outer).size).toBe(outer.length);
  const extrinsics = v15.types.filter(({ path }) => path.at(-1) === "UncheckedExtrinsic");
  expect(extrinsics.length).toBe(2);
});

describe("foreign codecs agree with ours on random values", () => {
  const below = numbers(425);
  /** The same bytes through our codec, polkadot-api's and polkadot.js's. */
  const agree = (what: string, codec: AnyCodec, id: number, rounds: number, byJs = true) => {
    const foreign = build.buildDefinition(id);
    for (let i = 0; i < rounds; i++) {
      const bytes = randomBytes(codec, below);
      const hex = bytesToHex(bytes);
      expect(bytesToHex(codec.encode(codec.decode(bytes))), what).toBe(hex);
      expect(bytesToHex(foreign.enc(foreign.dec(bytes))), what).toBe(hex);
      if (!byJs) continue;
      const { registry } = js;
      expect(bytesToHex(registry.createType(registry.createLookupType(id as never), bytes).toU8a()), what).toBe(hex);
    }
  };
  it("calls and events of every pallet", () => {
    for (const pallet of runtime.pallets) {
      const shown = v15.pallets.find(({ name }) => name === pallet.name)!;
      if (shown.calls !== undefined)
        agree(`${pallet.name} calls`, palletCallCodec(pallet), shown.calls, 4 * pallet.calls.size);
      if (shown.events !== undefined)
        agree(`${pallet.name} events`, palletEventCodec(pallet), shown.events, 4 * pallet.events.size);
    }
    agree("RuntimeCall", runtimeCallCodec(runtime.pallets), v15.outer.call, 200);
    agree("RuntimeEvent", runtimeEventCodec(runtime.pallets), v15.outer.event, 200);
  });
  it("values and keys of every storage item", () => {
    for (const pallet of runtime.pallets)
      for (const [name, item] of pallet.storage) {
        const entry = v15.pallets
          .find((one) => one.name === pallet.name)!
          .storage!.entries.find((one) => one.name === name)!;
        agree(
          `${pallet.name}.${name}`,
          item.value,
          entry.type.type === "Plain" ? entry.type.value : entry.type.value.value,
          3,
        );
        const foreign = build.buildStorage(pallet.name, name);
        const keys = item.keys.map(({ codec }: { codec: AnyCodec }) => {
          const bytes = randomBytes(codec, below);
          return { bytes, value: codec.decode(bytes) as unknown };
        });
        const theirs = foreign.args.inner.map((codec, place) => codec.dec(keys[place]!.bytes) as unknown);
        expect(foreign.keys.enc(...theirs), name).toBe(
          `0x${item.rawKey(...(keys.map(({ value }) => value) as never))}`,
        );
      }
  });
  it("arguments and answers of every runtime API, and the extensions", () => {
    for (const api of runtime.apis) {
      const shown = v15.apis.find(({ name }) => name === api.name)!;
      for (const [name, { args, output }] of Object.entries(api.methods)) {
        const { inputs, output: id } = shown.methods.find((one) => one.name === name)!;
        Object.values(args).forEach((codec, place) => {
          if (!hasExtrinsics(codec)) agree(`${api.name}.${name}`, codec, inputs[place]!.type, 2);
        });
        if (!hasExtrinsics(output)) agree(`${api.name}.${name}`, output, id, 2);
      }
    }
    runtime.extensions.forEach(({ identifier, extra, implicit }, place) => {
      const { type, additional } = v15.extrinsic.extensions[place]!;
      agree(identifier, extra, type, 3);
      agree(identifier, implicit, additional, 3);
    });
  });
});

/** Extrinsics are bytes of their own layout, which each library reads by rules of its own. */
function hasExtrinsics({ shape }: AnyCodec): boolean {
  switch (shape.kind) {
    case "sequence":
    case "array":
      return hasExtrinsics(shape.of);
    case "tuple":
      return shape.of.some(hasExtrinsics);
    case "composite":
      return shape.path.includes("UncheckedExtrinsic") || shape.fields.some(({ codec }) => hasExtrinsics(codec));
    case "variant":
      return (
        ["Option", "Result"].includes(shape.path[0] ?? "") &&
        Object.values(shape.params).some((one) => one !== undefined && hasExtrinsics(one))
      );
    default:
      return false;
  }
}
