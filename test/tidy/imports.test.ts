// The laws of the house that a compiler does not see: imports go downward only, pallets never import one another, the
// runtime imports no platform and uses no clock, no randomness and no waiting.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => normalize(join(folder, name)))
    .filter((name) => !name.includes("kernel/assembly"));
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:^|\n)\s*(?:import|export)\b[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g)].map(
    (m) => (m[1] ?? m[2])!,
  );
const targetOf = (file: string, specifier: string): string => relative(root, join(root, dirname(file), specifier));

const runtime = files("runtime");
const inward = (file: string): string[] =>
  importsOf(file)
    .filter((one) => one.startsWith("."))
    .map((one) => targetOf(file, one));

/** Floors of the runtime, from the ground up; a file may import its own floor and those below. */
const FLOORS: readonly (readonly RegExp[])[] = [
  [/^runtime\/kernel\//],
  [/^runtime\/primitives\//],
  [/^runtime\/frame\//],
  [/^runtime\/(ports|rules)\//],
  [/^runtime\/context\.ts$/],
  [/^runtime\/(pallets|variants)\//],
  [/^runtime\/extensions\//],
  [/^runtime\/executive\//],
  [/^runtime\/(apis\/|genesis_config\.ts|associated_types\.ts)/],
  [/^runtime\/subtensor\.ts$/],
  [/^runtime\/(index|explain|lab)\.ts$/],
];
const floorOf = (file: string): number => FLOORS.findIndex((floor) => floor.some((one) => one.test(file)));
const palletOf = (file: string): string | undefined => /^runtime\/pallets\/([^/]+)\//.exec(file)?.[1];
/** System's block and limits, and constants and codecs of other pallets, are read by what assembles blocks, never by pallets. */
const isPallet = (file: string): boolean => palletOf(file) !== undefined;

describe("imports", () => {
  it("finds the runtime", () => expect(runtime.length).toBeGreaterThan(100));
  it("every file of the runtime stands on a floor", () =>
    expect(runtime.filter((file) => floorOf(file) < 0)).toEqual([]));
  it("go downward only", () => {
    const upward = runtime.flatMap((file) =>
      inward(file)
        .filter((to) => floorOf(to) > floorOf(file) || !to.startsWith("runtime/"))
        .map((to) => `${file} → ${to}`),
    );
    expect(upward).toEqual([]);
  });
  it("never lead from one pallet into another", () => {
    const across = runtime.filter(isPallet).flatMap((file) =>
      inward(file)
        .filter((to) => isPallet(to) && palletOf(to) !== palletOf(file))
        .map((to) => `${file} → ${to}`),
    );
    expect(across).toEqual([]);
  });
  it("of the runtime name only cryptography from outside", () => {
    const allowed = /^(@noble\/|@scure\/|@polkadot-labs\/schnorrkel-wasm)/;
    const outside = runtime.flatMap((file) =>
      importsOf(file)
        .filter((one) => !one.startsWith(".") && !allowed.test(one))
        .map((one) => `${file} → ${one}`),
    );
    expect(outside).toEqual([]);
  });
  it("of genesis lead into the runtime or genesis; nobody imports tests or scripts", () => {
    const wrong = files("genesis").flatMap((file) =>
      inward(file)
        .filter((to) => !/^(genesis|runtime)\//.test(to))
        .map((to) => `${file} → ${to}`),
    );
    const nosy = [...runtime, ...files("genesis"), ...files("node")].flatMap((file) =>
      inward(file)
        .filter((to) => /^(test|scripts)\//.test(to))
        .map((to) => `${file} → ${to}`),
    );
    expect([...wrong, ...nosy]).toEqual([]);
  });
});

describe("the runtime", () => {
  const code = (file: string): string =>
    textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "");
  const using = (pattern: RegExp): string[] => runtime.filter((file) => pattern.test(code(file)));
  it("reads no clock", () => expect(using(/\bDate\b|\bperformance\b/)).toEqual([]));
  it("draws no random number", () => expect(using(/Math\.random|\bcrypto\./)).toEqual([]));
  it("waits for nothing", () => expect(using(/\bawait\b|\basync\b|\bPromise\b|\bsetTimeout\b/)).toEqual([]));
});

describe("names", () => {
  const all = [...runtime, ...files("genesis"), ...files("node"), ...files("scripts"), ...files("test")];
  it("no file is called utils, helpers, misc, common or types", () =>
    expect(all.filter((file) => /(^|\/)(utils|helpers|misc|common|types)\.ts$/.test(file))).toEqual([]));
  it("every file of the runtime says what it holds", () =>
    expect(runtime.filter((file) => !file.endsWith(".wasm.ts") && !/^(\/\/|\/\*)/.test(textOf(file)))).toEqual([]));
});
