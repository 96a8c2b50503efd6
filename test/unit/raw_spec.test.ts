// Raw chain specs: genesis hashes that chains publish, child tries, state versions declared by code, and what is said of malformed specs.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genesisOfSpec, parseRawSpec, stateOfSpec } from "../../genesis/raw_spec.ts";
import { stateVersionOfCode } from "../../genesis/runtime_version.ts";
import { ChainSpecError } from "../../genesis/spec_text.ts";
import { unpackZstd } from "../../genesis/zstd.ts";
import { ZstdError } from "../../genesis/zstd_entropy.ts";
import { bytesToHex, bytesToHex0x, concatBytes, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { buildRoot } from "../../runtime/primitives/trie/index.ts";
import { frames, samples } from "../vectors/zstd.ts";

const testnet = readFileSync(new URL("../vectors/testnet_genesis.json", import.meta.url), "utf8");

// A runtime blob that has nothing but what declares its version.
const custom = (name: string, body: Uint8Array) => {
  const content = concatBytes(Uint8Array.of(name.length), utf8ToBytes(name), body);
  return concatBytes(Uint8Array.of(0, content.length), content);
};
const wasm = (...sections: Uint8Array[]) => concatBytes(hexToBytes("0061736d01000000"), ...sections);
// spec name "a", implementation name "b", three versions, no APIs, transaction version 1, then the system version.
const version = (system: number) => hexToBytes(`04610462${"00000000".repeat(3)}00010000000${system}`);
const core = (api: number) => custom("runtime_apis", hexToBytes(`df6acb689907609b0${api}000000`));
const modern = (system: number) =>
  wasm(
    core(5),
    custom("runtime_version", concatBytes(version(system).slice(0, 17), Uint8Array.of(1, 0, 0, 0, system))),
  );
/** A packed blob: the marker, then one frame of one raw block. */
const packed = (blob: Uint8Array) =>
  concatBytes(
    hexToBytes("52bc537646db8e0528b52ffd20"),
    Uint8Array.of(blob.length),
    Uint8Array.of((blob.length << 3) | 1, blob.length >> 5, 0),
    blob,
  );

const specWith = (top: Record<string, string>, more: object = {}) =>
  JSON.stringify({ genesis: { raw: { top, childrenDefault: {}, ...more } } }, null, 1);
const long = `0x${"ab".repeat(40)}`;

describe("genesis", () => {
  it("of the public test network, its code given by hash", () => {
    expect(genesisOfSpec(testnet)).toEqual({
      stateRoot: "0xc15439f31626cd90c778831721bb9d0166da302321918887d381829d8c13763f",
      genesisHash: "0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105",
      stateVersion: 1,
    });
  });

  it.each([
    // smoldot demo-chain-specs: polkadot.json, ksmcc3.json, westend2.json; the hashes are the networks' well-known ones.
    [
      "Polkadot",
      "0x29d0d972cd27cbc511e9589fcb7a4506d5eb6a9e8df205f00472e5ab354a4e17",
      "0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3",
    ],
    [
      "Kusama",
      "0xb0006203c3a6e6bd2c6a17b1d4ae8ca49a31da0f4579da950b127774b44aef6b",
      "0xb0a8d493285c2df73290dfb7e61f870f17b41801197a149ca93654499ea3dafe",
    ],
    [
      "Westend",
      "0x7e92439a94f79671f9cade9dff96a094519b9001a7432244d46ab644bb6f746f",
      "0xe143f23803ac50e8f6f8e62695d1ce9e4e1d68aa36c1cd2cfd15340213f3423e",
    ],
  ])("of %s from its state root alone", (_, stateRootHash, genesisHash) => {
    expect(genesisOfSpec(JSON.stringify({ genesis: { stateRootHash } })).genesisHash).toBe(genesisHash);
  });

  it("is the same for keys of either case and any order", () => {
    const a = specWith({ "0xAB01": "0x0A", "0x00": long });
    const b = specWith({ "0x00": long, "0xab01": "0x0a" });
    expect(genesisOfSpec(a)).toEqual(genesisOfSpec(b));
    expect(genesisOfSpec(`\ufeff${a}`)).toEqual(genesisOfSpec(b));
  });

  it("holds the roots of child tries that have entries", () => {
    const child = { "0x01": long, "0x0203": "0x05" };
    const spec = parseRawSpec(specWith({ "0x00": "0x01" }, { childrenDefault: { "0xC0FFEE": child, "0xdead": {} } }));
    const childRoot = buildRoot(
      [
        ["01", hexToBytes(long.slice(2))],
        ["0203", Uint8Array.of(5)],
      ],
      1,
    );
    const { state, children } = stateOfSpec(spec);
    expect(state.root()).toEqual(
      buildRoot(
        [
          ["00", Uint8Array.of(1)],
          [`${bytesToHex(utf8ToBytes(":child_storage:default:"))}c0ffee`, childRoot],
        ],
        1,
      ),
    );
    expect([...children.keys()]).toEqual(["c0ffee"]);
    expect(children.get("c0ffee")!.root()).toEqual(childRoot);
  });
});

describe("the state version", () => {
  const top = (code: Uint8Array) => ({ "0x3a636f6465": bytesToHex0x(code), "0x00": long });
  const rootUnder = (code: Uint8Array, stateVersion: 0 | 1) =>
    bytesToHex0x(
      buildRoot(
        [
          ["3a636f6465", code],
          ["00", hexToBytes(long.slice(2))],
        ],
        stateVersion,
      ),
    );

  it.each<[string, Uint8Array, 0 | 1]>([
    ["1, declared by system version 1", modern(1), 1],
    ["1, declared by system version 2", modern(2), 1],
    ["0, declared", modern(0), 0],
    ["1, declared in packed code", packed(modern(1)), 1],
    ["0, declared in packed code", packed(modern(0)), 0],
    ["0 for a Core API without state versions", wasm(core(3), custom("runtime_version", version(1))), 0],
    ["0 for code that tells no version", wasm(custom("name", Uint8Array.of(1))), 0],
  ])("is %s", (_, code, stateVersion) => {
    expect(stateVersionOfCode(code)).toBe(stateVersion);
    const genesis = genesisOfSpec(specWith(top(code)));
    expect(genesis).toMatchObject({ stateVersion, stateRoot: rootUnder(code, stateVersion) });
    const other = stateVersion === 0 ? 1 : 0;
    expect(genesisOfSpec(specWith(top(code)), { stateVersion: other }).stateRoot).toBe(rootUnder(code, other));
  });

  it("is 1 without code", () => {
    expect(genesisOfSpec(specWith({ "0x00": long })).stateVersion).toBe(1);
  });

  it("has to be given for code that cannot be read", () => {
    for (const code of [Uint8Array.of(1, 2, 3), modern(1).slice(0, 30), hexToBytes("52bc537646db8e0528b52ffd")]) {
      expect(() => genesisOfSpec(specWith(top(code)))).toThrow(/:code.*--state-version/);
      expect(genesisOfSpec(specWith(top(code)), { stateVersion: 1 }).stateRoot).toBe(rootUnder(code, 1));
    }
  });
});

describe("malformed specs", () => {
  it.each<[string, string]>([
    ["", "line 1, column 1"],
    ['{\n  "genesis": {,\n}', "line 2, column 15"],
    ["[]", "the chain spec is not an object"],
    ["{}", "genesis is missing"],
    ['{"genesis":{"runtimeGenesis":{}}}', "genesis.runtimeGenesis but no genesis.raw"],
    ['{"genesis":{"raw":{}}}', "genesis.raw.top is missing"],
    ['{"genesis":{"raw":{"top":[]}}}', "genesis.raw.top (line 1) is not an object"],
    [specWith({ "0x00": "0x01", "0x1": "0x" }), 'genesis.raw.top (line 6) has the key "0x1"'],
    [specWith({ abcd: "0x" }), 'has the key "abcd"'],
    [specWith({ "0x00": "0x01", "0x02": "0xzz" }), 'genesis.raw.top["0x02"] (line 6) is "0xzz"'],
    [specWith({ "0x02": "02" }), 'genesis.raw.top["0x02"] (line 5) is "02"'],
    ['{"genesis":{"raw":{"top":{"0x01":7}}}}', 'genesis.raw.top["0x01"] (line 1) is 7'],
    [specWith({ "0x3a6368696c645f73746f726167653a00": "0x01" }), "is the root of a child trie"],
    [specWith({}, { childrenDefault: { zz: {} } }), 'genesis.raw.childrenDefault["zz"] (line 6) has the key "zz"'],
    [specWith({}, { childrenDefault: { "0x01": 5 } }), 'genesis.raw.childrenDefault["0x01"]'],
    ['{"genesis":{"stateRootHash":"0x00"}}', 'genesis.stateRootHash (line 1) is "0x00", not a hash'],
    ['{"entries":5}', "entries is not a list"],
    ['{"entries":[["0x00"]]}', "entries[0] is not a pair"],
    ['{"entries":[],"stateVersion":2}', "stateVersion is 2"],
  ])("%j", (text, message) => {
    expect(() => genesisOfSpec(text)).toThrow(ChainSpecError);
    expect(() => genesisOfSpec(text)).toThrow(message);
  });

  it("never end in anything but a chain spec error", () => {
    const body = specWith(
      { "0x3a636f6465": bytesToHex0x(packed(modern(1))), "0x00": "0x01" },
      { childrenDefault: { "0x01": { "0x02": "0x03" } } },
    );
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.string({ minLength: 1, maxLength: 3 }), fc.nat(2), (at, patch, cut) => {
        try {
          genesisOfSpec(body.slice(0, at) + patch + body.slice(at + cut));
        } catch (error) {
          expect(error).toBeInstanceOf(ChainSpecError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Zstandard", () => {
  it.each(frames)("unpacks $sample", ({ sample, packed: base64 }) => {
    expect(unpackZstd(Buffer.from(base64, "base64"), 1 << 20)).toEqual(samples[sample]());
  });

  it("joins frames and passes over skippable ones", () => {
    const [words, noise] = ["words", "noise"].map((name) =>
      Buffer.from(frames.find(({ sample }) => sample === name)!.packed, "base64"),
    );
    const skippable = hexToBytes("502a4d1803000000ffffff");
    expect(unpackZstd(concatBytes(words!, skippable, noise!), 1 << 20)).toEqual(
      concatBytes(samples.words(), samples.noise()),
    );
  });

  it("stops at the limit", () => {
    for (const { packed: base64 } of frames.filter(({ sample }) => sample === "zeros" || sample === "blocks")) {
      expect(() => unpackZstd(Buffer.from(base64, "base64"), 100_000)).toThrow("more than 100000 bytes");
    }
  });

  it("refuses or unpacks damaged frames, and never does anything else", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...frames),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(),
        (chosen, where, flip, cut) => {
          const bytes = Uint8Array.from(Buffer.from(chosen.packed, "base64"));
          bytes[where % bytes.length]! ^= flip;
          const damaged = cut % 4 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
          try {
            expect(unpackZstd(damaged, 1 << 20).length).toBeLessThanOrEqual(1 << 20);
          } catch (error) {
            expect(error).toBeInstanceOf(ZstdError);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
