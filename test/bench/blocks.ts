// Speed of blocks of a large chain: 128 subnets of 256 neurons, as the public network has them, with every hook, root and
// database batch; and how that grows with subnets and neurons. Runs in processes of its own (blocks_child.ts), so that
// its memory can be told.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { atMost, type Figure, figure } from "./figures.ts";

/** Milliseconds of a block: until it was written, and of all the process's threads. */
export interface BlockCost {
  readonly wall: number;
  readonly processor: number;
}
export interface Measured {
  readonly empty: readonly BlockCost[];
  /** Blocks in which exactly one epoch ran. */
  readonly withEpoch: readonly BlockCost[];
  readonly blocks: number;
  readonly seconds: number;
  /** Resident megabytes at each quarter, and at the end. */
  readonly memory: readonly number[];
}
interface Size {
  readonly subnets: number;
  readonly neurons: number;
  readonly blocks: number;
}
/**
 * Blocks before the clock counts: a tempo and a little, in which every subnet has its first epoch. A first epoch is the dearest, for it
 * adds what later ones change.
 */
const WARM_UP = 380;
/**
 * V8 shall collect before the heap grows to what is promised, and copy what a few blocks leave behind once instead of every other block: with
 * its own 16 MB for new objects a large chain spends a quarter of its time on that.
 */
const V8 = ["--max-old-space-size=900", "--max-semi-space-size=128"];

/** The child as one file, the way the command line is shipped. */
function bundled(): string {
  const root = join(import.meta.dirname, "../..");
  const outfile = join(root, "node_modules/.cache/taolab/blocks_child.mjs");
  buildSync({
    absWorkingDir: root,
    entryPoints: ["test/bench/blocks_child.ts"],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  return outfile;
}
function measured(child: string, { subnets, neurons, blocks }: Size): Measured {
  const env = {
    ...process.env,
    SUBNETS: `${subnets}`,
    NEURONS: `${neurons}`,
    BLOCKS: `${blocks}`,
    WARM_UP: `${WARM_UP}`,
  };
  const args = [...V8, child];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26, env })) as Measured;
}
const walls = (costs: readonly BlockCost[]): number[] => costs.map(({ wall }) => wall);
const processors = (costs: readonly BlockCost[]): number[] => costs.map(({ processor }) => processor);

const GROWTH: readonly Size[] = [16, 64, 128].flatMap((subnets) =>
  [64, 256].map((neurons) => ({ subnets, neurons, blocks: WARM_UP + 180 })),
);
const growth = (child: string, size: Size): Figure[] => {
  const { empty, withEpoch } = measured(child, size);
  const of = `${size.subnets} × ${size.neurons}`;
  return [
    figure(`  ${of}, no epoch`, "ms", walls(empty)),
    ...(withEpoch.length === 0 ? [] : [figure(`  ${of}, an epoch`, "ms", walls(withEpoch))]),
  ];
};

export function blockFigures(): Figure[] {
  const blocks = Number(process.env.BLOCKS ?? 1_200);
  const child = bundled();
  const { empty, withEpoch, seconds, memory } = measured(child, { subnets: 128, neurons: 256, blocks });
  return [
    figure("block of 128 × 256, no epoch due", "ms", walls(empty), atMost(15)),
    figure("  processor time", "ms", processors(empty)),
    figure("block of 128 × 256, one epoch in it", "ms", walls(withEpoch), atMost(30)),
    figure("  processor time", "ms", processors(withEpoch)),
    figure(`${blocks} such blocks, from the first`, "s", [seconds], atMost((blocks / 7_200) * 240)),
    figure("resident memory, at the end", "MB", [memory.at(-1)!], atMost(1_200)),
    figure("  at each quarter", "MB", memory),
    ...GROWTH.flatMap((size) => growth(child, size)),
  ];
}
