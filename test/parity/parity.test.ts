// What the runtime declares against the recorded public surface of the reference.

import { describe, expect, it } from "vitest";
import { FAST, runtime, STANDARD } from "../../runtime/subtensor.ts";
import { CHANGES } from "../../scripts/parity/changes.ts";
import { localFacts, recordedFacts } from "../../scripts/parity/facts.ts";
import { defaultHex, literalHex } from "../../scripts/parity/literals.ts";
import { parity } from "../../scripts/parity/report.ts";
import { RustTypes } from "../../scripts/parity/rust.ts";
import { compareEntries, type Entries, emptyTally } from "../../scripts/parity/surface.ts";
import { type Tree, text } from "../../scripts/parity/tree.ts";

describe.each([STANDARD, FAST])("the $name profile", (profile) => {
  const report = parity(runtime, profile);
  it("has every pallet of the reference", () => {
    const indices = localFacts().pallets.map(({ name, index }) => `${index} ${name}`);
    expect(runtime.pallets.map(({ name, index }) => `${index} ${name}`)).toEqual(indices);
  });
  it.each(report.parts.map((one) => [one.name, one] as const))("%s: nothing missing, nothing different", (_, one) => {
    expect(one.missing).toEqual([]);
    expect(one.different).toEqual([]);
    expect(one.matching).toBe(one.declared);
  });
});

it("gives a reason for every intended change", () => {
  for (const { place, reason } of CHANGES) expect(`${place}: ${reason}`.length).toBeGreaterThan(place.length + 20);
});

describe("comparison", () => {
  const entries = (...all: [string, Record<string, string>][]): Entries => new Map(all);
  it("tells missing, different and surplus apart", () => {
    const tally = emptyTally();
    const expected = entries(
      ["a", { index: "0" }],
      ["b", { index: "1" }],
      ["c", { index: "2" }],
      ["f", { index: "9", optional: "faucet" }],
    );
    const declared = entries(["a", { index: "0" }], ["b", { index: "7" }], ["d", { index: "3" }]);
    compareEntries("P.calls", expected, declared, () => false, tally);
    expect(tally).toEqual({
      declared: 3,
      matching: 1,
      missing: ["P.calls.c"],
      different: [
        { place: "P.calls.b", fact: "index", expected: "1", declared: "7" },
        { place: "P.calls.d", fact: "presence", expected: "nothing", declared: "declared" },
      ],
    });
  });
  it("finds a changed declaration", () => {
    const pallets = runtime.pallets.map((one) => {
      if (one.name !== "Balances") return one;
      const errors = new Map(one.errors);
      errors.delete("Expendability");
      const storage = new Map(one.storage);
      storage.delete("TotalIssuance");
      return { ...one, errors, storage };
    });
    const { total } = parity({ ...runtime, pallets }, STANDARD, ["Balances"]);
    expect(total.missing).toEqual(["Balances.storage.TotalIssuance", "Balances.errors.Expendability"]);
  });
});

describe("Rust spellings", () => {
  const rust = new RustTypes(localFacts(), recordedFacts());
  const scope = { crate: "pallet_subtensor", bindings: { "T::AccountId": "AccountId32" } };
  it.each([
    ["Vec<(u64, T::AccountId)>", "Vec<(u64, sp_core::crypto::AccountId32{[u8; 32]})>"],
    ["NetUid", "u16"],
    ["Vec<Compact<NetUid>>", "Vec<Compact<u16>>"],
    ["<T as frame_system::Config>::AccountId", "sp_core::crypto::AccountId32{[u8; 32]}"],
    ["Option<BlockNumberFor<T>>", "Option|0 None|1 Some{u32}|"],
    ["BoundedVec<u8, ConstU32<MAX>>", "bounded_collections::bounded_vec::BoundedVec{Vec<u8>}"],
    ["Box<<T as Config>::RuntimeCall>", "node_subtensor_runtime::RuntimeCall"],
    ["BTreeMap<NetUid, I96F32>", "BTreeMap{Vec<(u16, substrate_fixed::FixedI128<32>{bits: i128})>}"],
    ["VecDeque<(H256, u64, u64, u64)>", "Vec<(primitive_types::H256{[u8; 32]}, u64, u64, u64)>"],
  ])("%s", (spelling, expected) => {
    expect(text(rust.tree(spelling, scope))).toBe(expected);
  });
  it("expand what the recorded metadata shows of the same types", () => {
    const { types } = recordedFacts();
    expect(types.length).toBe(727);
    const own = text(rust.tree("AxonInfo", scope));
    expect(own).toBe(
      "pallet_subtensor::pallet::AxonInfo{block: u64, version: u32, ip: u128, port: u16, ip_type: u8, protocol: u8, placeholder1: u8, placeholder2: u8}",
    );
  });
});

describe("literals", () => {
  const primitive = (name: string): Tree => ({ kind: "primitive", name });
  const fixed: Tree = {
    kind: "composite",
    path: "substrate_fixed::FixedU128<64>",
    fields: [["bits", primitive("u128")]],
  };
  it.each<[string, Tree, string]>([
    ["360", primitive("u16"), "6801"],
    ["true", primitive("bool"), "01"],
    ["(45875, 58982)", { kind: "tuple", of: [primitive("u16"), primitive("u16")] }, "33b366e6"],
    ["1", fixed, "00000000000000000100000000000000"],
    // The recorded default of SubtensorModule.BurnIncreaseMult has the bits of the float 1.26, not of the decimal.
    ["1.26", fixed, "0090c2f5285c8f420100000000000000"],
    ["[]", { kind: "sequence", of: primitive("u16") }, "00"],
    ["0xf09d9c8f", { kind: "sequence", of: primitive("u8") }, "10f09d9c8f"],
    ["bt/cloan", { kind: "array", of: primitive("u8"), length: 8 }, "62742f636c6f616e"],
  ])("%s", (literal, tree, hex) => {
    expect(literalHex(literal, tree)).toBe(hex);
  });
  it("default to zeros", () => {
    expect(defaultHex({ kind: "tuple", of: [primitive("u32"), { kind: "sequence", of: primitive("u8") }] })).toBe(
      "0000000000",
    );
  });
});
