// The comparison itself: our runtime against the recorded facts, pallet by pallet.

import type { Profile } from "../../runtime/frame/profile.ts";
import type { Runtime } from "../../runtime/frame/runtime.ts";
import { allowed } from "./changes.ts";
import { declaredSurface } from "./declared.ts";
import { expectedSurface } from "./expected.ts";
import { localFacts, recordedFacts } from "./facts.ts";
import { compareEntries, type Entries, emptyTally, KINDS, type Tally } from "./surface.ts";

export interface PalletReport extends Tally {
  readonly name: string;
  readonly index?: number;
  readonly calls: { readonly built: number; readonly all: number; readonly unbuilt: readonly string[] };
}
export interface Report {
  readonly parts: readonly PalletReport[];
  readonly total: PalletReport;
}

export function parity(runtime: Runtime, profile: Profile, only?: readonly string[]): Report {
  const local = localFacts();
  const expected = expectedSurface(local, recordedFacts(), profile.fast);
  const declared = declaredSurface(runtime, profile, new Map(local.apis.map(({ id, name }) => [id, name])));
  const none: Entries = new Map();
  const noCalls = { built: 0, all: 0, unbuilt: [] };
  const wanted = (name: string) => only === undefined || only.includes(name);

  const parts: PalletReport[] = [];
  for (const pallet of expected.pallets) {
    if (!wanted(pallet.name)) continue;
    const found = declared.pallets.find(({ name }) => name === pallet.name);
    const tally = emptyTally();
    const position = (index: number): Entries => new Map([["index", { value: String(index) }]]);
    compareEntries(
      pallet.name,
      position(pallet.index),
      found === undefined ? none : position(found.index),
      allowed,
      tally,
    );
    for (const kind of KINDS)
      compareEntries(`${pallet.name}.${kind}`, pallet.entries[kind], found?.entries[kind] ?? none, allowed, tally);
    parts.push({ name: pallet.name, index: pallet.index, ...tally, calls: callsOf(runtime, pallet.name) });
  }
  for (const pallet of declared.pallets) {
    if (!wanted(pallet.name) || expected.pallets.some(({ name }) => name === pallet.name)) continue;
    const different = [{ place: pallet.name, fact: "presence", expected: "nothing", declared: "declared" }];
    parts.push({ name: pallet.name, index: pallet.index, ...emptyTally(), different, calls: noCalls });
  }
  for (const [name, part] of [
    ["Runtime APIs", "apis"],
    ["API versions", "versions"],
    ["Extensions", "extensions"],
    ["Outer enums", "outer"],
  ] as const) {
    if (!wanted(name)) continue;
    const tally = emptyTally();
    compareEntries(part, expected[part], declared[part], allowed, tally);
    parts.push({ name, ...tally, calls: noCalls });
  }
  const total = parts.reduce<PalletReport>(
    (sum, one) => ({
      name: "total",
      declared: sum.declared + one.declared,
      matching: sum.matching + one.matching,
      missing: [...sum.missing, ...one.missing],
      different: [...sum.different, ...one.different],
      calls: { built: sum.calls.built + one.calls.built, all: sum.calls.all + one.calls.all, unbuilt: [] },
    }),
    { name: "total", ...emptyTally(), calls: noCalls },
  );
  return { parts, total };
}

function callsOf(runtime: Runtime, name: string): PalletReport["calls"] {
  const calls = [...(runtime.pallets.find((one) => one.name === name)?.calls.values() ?? [])];
  const unbuilt = calls.filter(({ run }) => run === undefined).map((one) => one.name);
  return { built: calls.length - unbuilt.length, all: calls.length, unbuilt };
}
