// How long the epoch takes: the rule on the recorded cases and on larger ones, so that one sees how it grows with
// neurons; and the whole epoch of a subnet, which reads and writes storage. npx tsx test/bench/epoch.ts

import { pathToFileURL } from "node:url";
import { within } from "../../runtime/context.ts";
import { contextOver } from "../../runtime/executive/chain.ts";
import { subtensor } from "../../runtime/index.ts";
import type { Ctx } from "../../runtime/pallets/subtensor/context.ts";
import { epochInput, slotsOf } from "../../runtime/pallets/subtensor/epoch/read.ts";
import { epochWithMechanisms } from "../../runtime/pallets/subtensor/epoch/run_epoch.ts";
import { yuma } from "../../runtime/pallets/subtensor/epoch/yuma.ts";
import { I64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { MAIN_MECHANISM, netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import type { EpochInput, StoredRow } from "../../runtime/rules/consensus.ts";
import { largeChain } from "../chain/large_chain.ts";
import { seeded } from "../unit/epoch/neurons.ts";
import { load } from "../vectors/load.ts";
import { type EpochVector, epochInputOf } from "../vectors/replay_epoch.ts";
import { atMost, type Figure, figure, table } from "./figures.ts";

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

const clocked = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const timed = (input: EpochInput, runs: number): number[] => {
  for (let i = 0; i < runs; i++) yuma(input);
  return Array.from({ length: runs }, () => clocked(() => yuma(input)));
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

const limited = (name: string, input: EpochInput, bound = boundOf(input.n, input.yuma3 && input.liquidAlpha)): Figure =>
  figure(name, "ms", timed(input, input.n > 1000 ? 7 : 60), bound === undefined ? undefined : atMost(bound));

function ruleFigures(): Figure[] {
  const { cases } = load("epoch-bench") as { cases: EpochVector[] };
  const recorded = cases.map(({ input }) => epochInputOf(input));
  const [base] = recorded;
  if (base === undefined) throw new Error("no recorded case");
  const figures = recorded.map((input) => {
    const kind = input.yuma3 ? (input.liquidAlpha ? "Yuma 3, liquid alpha" : "Yuma 3") : "Yuma 2";
    return limited(`rule as recorded, ${input.n} neurons, ${kind}`, input);
  });
  for (const n of [64, 256, 1024, 4096]) {
    const full = fullRows(base, n);
    for (const { kind, ...flags } of KINDS)
      for (const bondsPenalty of [65535, 6553])
        figures.push(
          limited(`rule, ${n} neurons, ${kind}, penalty ${bondsPenalty}`, { ...full, ...flags, bondsPenalty }),
        );
  }
  return figures;
}

/** The whole epoch of subnets of 256 neurons, less the rule on the same input: what storage costs. */
function storageFigures(): Figure[] {
  const SUBNETS = 16;
  const emission = alpha(360_000_000_000n);
  const { state } = largeChain({ subnets: SUBNETS, neurons: 256, validators: VALIDATORS });
  const ctx = within(contextOver(subtensor(), state.fork())) as unknown as Ctx;
  const whole: number[] = [];
  const rule: number[] = [];
  for (let round = 0; round < 4; round++)
    for (let n = 2; n < SUBNETS + 2; n++) {
      const netuid = netUid(n);
      const input = epochInput(ctx, netuid, MAIN_MECHANISM, emission, slotsOf(ctx, netuid));
      const [ofRule, ofWhole] = [clocked(() => yuma(input)), clocked(() => epochWithMechanisms(ctx, netuid, emission))];
      if (round === 0) continue;
      rule.push(ofRule);
      whole.push(ofWhole);
    }
  return [
    figure("whole epoch of 256 neurons", "ms", whole),
    figure(
      "  of that, reading and writing",
      "ms",
      whole.map((all, i) => all - rule[i]!),
      atMost(4),
    ),
  ];
}

export const epochFigures = (): Figure[] => [...ruleFigures(), ...storageFigures()];

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(table(epochFigures()));
