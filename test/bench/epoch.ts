// How long the epoch's rule takes: on the recorded cases, and how that grows with neurons. npx tsx test/bench/epoch.ts
// Bounds: 256 neurons 3 ms, with liquid alpha 10 ms; 4,096 neurons 90 ms, with liquid alpha 600 ms.

import { pathToFileURL } from "node:url";
import { yuma } from "../../runtime/pallets/subtensor/epoch/yuma.ts";
import { I64F64 } from "../../runtime/primitives/fixed/formats.ts";
import type { EpochInput, StoredRow } from "../../runtime/rules/consensus.ts";
import { seeded } from "../unit/epoch/neurons.ts";
import { load } from "../vectors/load.ts";
import { type EpochVector, epochInputOf } from "../vectors/replay_epoch.ts";

export interface BenchRow {
  readonly name: string;
  readonly neurons: number;
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly boundMs: number | undefined;
}

const VALIDATORS = 64;

/** Full rows of random weights and bonds, as in the recorded cases. */
const fullRows = (base: EpochInput, n: number): EpochInput => {
  const random = seeded(n);
  const row = (uid: number): StoredRow => ({
    uid,
    cells: Uint16Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i / 2 : random(65536))),
  });
  const rows = (): StoredRow[] => Array.from({ length: Math.min(VALIDATORS, n) }, (_, uid) => row(uid));
  const uids = Array.from({ length: n }, (_, uid) => uid);
  return {
    ...base,
    n,
    lastUpdate: uids.map(() => base.currentBlock - 10n),
    blockAtRegistration: uids.map(() => 10n),
    totalStake: uids.map((uid) =>
      I64F64.fromNum(uid < VALIDATORS ? 1_000_000_000_000n + BigInt(random(1_000_000)) : 0n),
    ),
    validatorPermits: uids.map((uid) => uid < VALIDATORS),
    weights: rows(),
    bonds: rows(),
  };
};

const timed = (input: EpochInput, runs: number): { medianMs: number; fastestMs: number } => {
  for (let i = 0; i < runs; i++) yuma(input);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    yuma(input);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { medianMs: times[runs >> 1] ?? 0, fastestMs: times[0] ?? 0 };
};

const KINDS = [
  { kind: "Yuma 2", yuma3: false, liquidAlpha: false },
  { kind: "Yuma 3", yuma3: true, liquidAlpha: false },
  { kind: "Yuma 3, liquid alpha", yuma3: true, liquidAlpha: true },
];

const boundOf = (n: number, liquidAlpha: boolean): number | undefined => {
  if (n === 256) return liquidAlpha ? 10 : 3;
  return n === 4096 ? (liquidAlpha ? 600 : 90) : undefined;
};

export const benchEpoch = (): BenchRow[] => {
  const { cases } = load("epoch-bench") as { cases: EpochVector[] };
  const recorded = cases.map(({ input }) => epochInputOf(input));
  const [base] = recorded;
  if (base === undefined) throw new Error("no recorded case");
  const measure = (name: string, input: EpochInput): BenchRow => ({
    name,
    neurons: input.n,
    ...timed(input, input.n > 1000 ? 7 : 60),
    boundMs: boundOf(input.n, input.yuma3 && input.liquidAlpha),
  });
  const rows = recorded.map((input) => measure(`recorded, ${input.yuma3 ? "Yuma 3, liquid alpha" : "Yuma 2"}`, input));
  for (const n of [64, 256, 1024, 4096]) {
    const full = fullRows(base, n);
    for (const { kind, ...flags } of KINDS)
      for (const bondsPenalty of [65535, 6553])
        rows.push(measure(`${kind}, penalty ${bondsPenalty}`, { ...full, ...flags, bondsPenalty }));
  }
  return rows;
};

export const benchText = (rows: readonly BenchRow[]): string =>
  [
    `${"epoch rule, 64 validators with full rows".padEnd(42)}${["neurons", "median ms", "fastest ms", "bound ms"].map((title) => title.padStart(12)).join("")}`,
    ...rows.map(({ name, neurons, medianMs, fastestMs, boundMs }) =>
      [
        name.padEnd(42),
        ...[`${neurons}`, medianMs.toFixed(2), fastestMs.toFixed(2), `${boundMs ?? ""}`].map((text) =>
          text.padStart(12),
        ),
      ].join(""),
    ),
  ].join("\n");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(benchText(benchEpoch()));
