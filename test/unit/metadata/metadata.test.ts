// Metadata of a small runtime, judged by polkadot-api and polkadot.js.

import { describe, expect, it } from "vitest";
import { defineOuterType } from "../../../runtime/frame/call.ts";
import type { AnyExtension } from "../../../runtime/frame/extension.ts";
import { PortableRegistry, Prefix } from "../../../runtime/frame/metadata/format.ts";
import {
  METADATA_VERSIONS,
  metadata,
  metadataAtVersion,
  OptionalMetadata,
} from "../../../runtime/frame/metadata/index.ts";
import { Registry } from "../../../runtime/frame/metadata/registry.ts";
import { MetadataV14 } from "../../../runtime/frame/metadata/v14.ts";
import { MetadataV15 } from "../../../runtime/frame/metadata/v15.ts";
import { MetadataV16 } from "../../../runtime/frame/metadata/v16.ts";
import { eventRecordsCodec, runtimeCallCodec, runtimeEventCodec } from "../../../runtime/frame/outer.ts";
import { FAST, STANDARD } from "../../../runtime/frame/profile.ts";
import { method, runtimeApi } from "../../../runtime/frame/runtime_api.ts";
import { bytesToHex, bytesToHex0x } from "../../../runtime/primitives/bytes.ts";
import { AccountId, accountId, H256, netUid } from "../../../runtime/primitives/ids.ts";
import {
  type AnyCodec,
  compact,
  lazy,
  option,
  struct,
  tuple,
  u8,
  u16,
  u32,
  u64,
  unit,
  vec,
} from "../../../runtime/primitives/scale/index.ts";
import { demo, pallets, system } from "./assembly.ts";
import { buildEverything, numbers, papiBuilder, randomBytes, readByPapi, readByPolkadotJs } from "./judges.ts";

const RuntimeCall = runtimeCallCodec(pallets);
defineOuterType("RuntimeCall", RuntimeCall);
defineOuterType("EventRecords", eventRecordsCodec(pallets));
const extension = (identifier: string, extra: AnyCodec, implicit: AnyCodec): AnyExtension => ({
  identifier,
  extra,
  implicit,
  additional: () => null,
});
const runtime = {
  pallets,
  RuntimeCall,
  extensions: [
    extension(
      "CheckGenesis",
      struct("frame_system::extensions::check_genesis::CheckGenesis", {}, { T: undefined }),
      H256,
    ),
    extension("CheckNonce", struct("node_subtensor_runtime::check_nonce::CheckNonce", { "0": compact(u32) }), unit),
  ],
  apis: [
    runtimeApi("DemoApi", "0x0000000000000000", 3, {
      nonce: method({ account: AccountId }, u32, () => 0, "How often."),
      pair: method({ a: u16, b: option(u64) }, tuple(u16, vec(u8)), () => [0, []] as const),
    }),
  ],
};
const all = METADATA_VERSIONS.map((version) => ({ version, bytes: metadata(runtime, STANDARD, version) }));
const v15 = readByPapi(all[1]!.bytes).unified;
const { outer } = MetadataV15.decode(all[1]!.bytes.subarray(5));

describe.each(all)("V$version", ({ version, bytes }) => {
  it("begins with the magic and the version", () => {
    expect(Prefix.decodeLenient(bytes)).toEqual({ magic: 0x6174656d, version });
    expect(bytesToHex(bytes.subarray(0, 4))).toBe("6d657461");
  });
  it("is read by polkadot-api, which writes the same bytes and builds every codec", () => {
    const { again, unified, decoded } = readByPapi(bytes);
    expect(decoded.metadata.tag).toBe(`v${version}`);
    expect(bytesToHex(again)).toBe(bytesToHex(bytes));
    expect(buildEverything(unified)).toBeGreaterThan(unified.lookup.length);
  });
  it("is read by polkadot.js with all calls, storage, events and errors", () => {
    const { tx, query, consts, registry, metadata } = readByPolkadotJs(bytes);
    expect(Object.keys(tx)).toEqual(["system", "utility", "demo"]);
    expect(Object.keys(tx.utility!)).toEqual(["batch", "asDerivative"]);
    expect(Object.keys(query.demo!)).toEqual(expect.arrayContaining(["uids", "kinds", "lists"]));
    expect(consts.system!.blockHashCount!.toString()).toBe("2400");
    expect(registry.findMetaError(Uint8Array.of(0, 5)).docs).toEqual([
      "The origin filter prevent the call to be dispatched.",
    ]);
    expect(metadata.asLatest.lookup.types.length).toBe(v15.lookup.length);
  });
  it("reads again by our own codec", () => {
    const codec: AnyCodec = { 14: MetadataV14, 15: MetadataV15, 16: MetadataV16 }[version];
    const body = bytes.subarray(5);
    expect(bytesToHex(codec.encode(codec.decode(body)))).toBe(bytesToHex(body));
  });
});

it("numbers types alike in all versions, AccountId32 first", () => {
  const types = all.map(({ bytes }) => JSON.stringify(readByPapi(bytes).unified.lookup));
  expect(types[1]).toBe(types[0]);
  expect(types[2]).toBe(types[0]);
  expect(v15.lookup[0]!.path).toEqual(["sp_core", "crypto", "AccountId32"]);
  expect(v15.lookup.map(({ id }) => id)).toEqual(v15.lookup.map((_, place) => place));
});

it("says extrinsic version 4 where there is one, and offers 14, 15, 16", () => {
  expect(MetadataV14.decode(all[0]!.bytes.subarray(5)).extrinsic.version).toBe(4);
  expect(MetadataV15.decode(all[1]!.bytes.subarray(5)).extrinsic.version).toBe(4);
  const v16 = MetadataV16.decode(all[2]!.bytes.subarray(5));
  expect(v16.extrinsic.versions).toEqual([4, 5]);
  expect(v16.extrinsic.byVersion).toEqual([[0, [0, 1]]]);
  expect(v16.apis[0]!.version).toBe(3);
  expect(metadataAtVersion(runtime, STANDARD, 13)).toBeUndefined();
  const answer = OptionalMetadata.encode(metadataAtVersion(runtime, STANDARD, 15));
  expect(answer[0]).toBe(1);
  expect(readByPapi(OptionalMetadata.decode(answer)!).unified.lookup.length).toBe(v15.lookup.length);
});

it("shows paths, parameters and absent parts as the reference does", () => {
  const [sys, utility, last] = v15.pallets;
  const entry = (id: number) => v15.lookup[id]!;
  expect(entry(sys!.calls!.type).path).toEqual(["frame_system", "pallet", "Call"]);
  expect(entry(utility!.calls!.type).path).toEqual(["pallet_subtensor_utility", "pallet", "Call"]);
  expect(entry(utility!.events!.type).params).toEqual([]);
  expect(entry(last!.calls!.type).params.map(({ name }) => name)).toEqual(["T", "I"]);
  expect(utility!.errors).toBeUndefined();
  expect(utility!.storage).toBeUndefined();
  expect(entry(outer.call).path).toEqual(["node_subtensor_runtime", "RuntimeCall"]);
});

it("gives defaults of the profile", () => {
  const fallback = (bytes: Uint8Array, name: string) =>
    readByPapi(bytes)
      .unified.pallets.flatMap((one) => one.storage?.items ?? [])
      .find((one) => one.name === name)!;
  expect(fallback(all[1]!.bytes, "Uids")).toMatchObject({ modifier: 1, fallback: "0x0300" });
  expect(fallback(metadata(runtime, FAST, 15), "Uids").fallback).toBe("0x0700");
  expect(fallback(all[1]!.bytes, "Kinds")).toMatchObject({ modifier: 0, fallback: "0x00" });
  const changed = { ...STANDARD, constants: { "System.BlockHashCount": 7 } };
  const constant = readByPapi(metadata(runtime, changed, 14)).unified.pallets[0]!.constants[0]!;
  expect(constant).toMatchObject({ name: "BlockHashCount", value: "0x07000000" });
});

describe("foreign codecs", () => {
  const build = papiBuilder(v15);
  const { registry } = readByPolkadotJs(all[0]!.bytes);
  const codecs = { call: RuntimeCall, event: runtimeEventCodec(pallets) };
  it("read and write the calls and events that ours do", () => {
    const below = numbers(7);
    for (const [kind, codec] of Object.entries(codecs)) {
      const id = outer[kind as "call" | "event"];
      const foreign = build.buildDefinition(id);
      for (let i = 0; i < 300; i++) {
        const bytes = randomBytes(codec, below);
        const hex = bytesToHex(bytes);
        expect(bytesToHex((codec as AnyCodec).encode(codec.decode(bytes)))).toBe(hex);
        expect(bytesToHex(foreign.enc(foreign.dec(bytes)))).toBe(hex);
        expect(bytesToHex(registry.createType(registry.createLookupType(id as never), bytes).toU8a())).toBe(hex);
      }
    }
  });
  it("make the storage keys that ours do", () => {
    const who = accountId(`0x${"a1".repeat(32)}`);
    const ss58 = registry.createType("AccountId", who).toString();
    const { query } = readByPolkadotJs(all[0]!.bytes);
    const { Account, Number: BlockNumber } = system.storage;
    expect(build.buildStorage("System", "Number").keys.enc()).toBe(`0x${BlockNumber.rawKey()}`);
    expect(build.buildStorage("System", "Account").keys.enc(ss58)).toBe(`0x${Account.rawKey(who)}`);
    const uids = demo.storage.Uids.rawKey(netUid(513), who);
    expect(build.buildStorage("Demo", "Uids").keys.enc(513, ss58)).toBe(`0x${uids}`);
    const kinds = demo.storage.Kinds.rawKey(77n, netUid(2), 9);
    expect(build.buildStorage("Demo", "Kinds").keys.enc(77n, 2, 9)).toBe(`0x${kinds}`);
    // polkadot.js puts the compact length before the key.
    const byJs = query.demo!.kinds! as unknown as (...keys: readonly unknown[]) => Uint8Array;
    expect(bytesToHex0x(byJs(77, 2, 9)).endsWith(kinds)).toBe(true);
  });
});

describe("type registry", () => {
  const typesOf = (registry: Registry) => PortableRegistry.decode(registry.encode());
  it("gives equal structures one number", () => {
    const registry = new Registry();
    const first = registry.id(struct("a::B", { x: vec(u16), y: option(u8) }));
    expect(registry.id(struct("a::B", { x: vec(u16), y: option(u8) }))).toBe(first);
    expect(registry.id(struct("a::C", { x: vec(u16), y: option(u8) }))).not.toBe(first);
    expect(registry.id(struct("a::B", { x: vec(u16), z: option(u8) }))).not.toBe(first);
    expect(registry.id(struct("a::B", { x: vec(u16), y: option(u8) }, { T: undefined }))).not.toBe(first);
    expect(registry.id(vec(u16))).toBe(1);
  });
  it("numbers the owner before its parts", () => {
    const registry = new Registry();
    registry.id(tuple(AccountId, u64));
    expect(typesOf(registry).map(({ def }) => def.type)).toEqual([
      "tuple",
      "composite",
      "array",
      "primitive",
      "primitive",
    ]);
  });
  it("ends on types that contain themselves, entered from any side", () => {
    const Tree: AnyCodec = struct("Tree", { value: u8, branches: vec(lazy("Tree", () => Tree)) });
    const whole = new Registry();
    expect(whole.id(Tree)).toBe(0);
    expect(typesOf(whole).length).toBe(3);
    const part = new Registry();
    expect(part.id(vec(lazy("Tree", () => Tree)))).toBe(0);
    part.id(vec(Tree));
    part.id(Tree);
    expect(typesOf(part).length).toBe(3);
  });
});
