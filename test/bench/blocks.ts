// Speed of blocks of a large chain: 128 subnets of 256 neurons, as the public network has them, with every hook, root and
// database batch; and how that grows with subnets and neurons. Runs in processes of its own (blocks_child.ts), so that
// its memory can be told.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
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
/** V8 shall collect before it grows to what is promised. */
const HEAP_MEGABYTES = 900;

function measured({ subnets, neurons, blocks }: Size): Measured {
  const child = join(import.meta.dirname, "blocks_child.ts");
  const env = { ...process.env, SUBNETS: `${subnets}`, NEURONS: `${neurons}`, BLOCKS: `${blocks}` };
  const args = ["--import", "tsx", `--max-old-space-size=${HEAP_MEGABYTES}`, child];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26, env })) as Measured;
}
const walls = (costs: readonly BlockCost[]): number[] => costs.map(({ wall }) => wall);
const processors = (costs: readonly BlockCost[]): number[] => costs.map(({ processor }) => processor);

const GROWTH: readonly Size[] = [16, 64, 128].flatMap((subnets) =>
  [64, 256].map((neurons) => ({ subnets, neurons, blocks: 200 })),
);
const growth = (size: Size): Figure[] => {
  const { empty, withEpoch } = measured(size);
  const of = `${size.subnets} × ${size.neurons}`;
  return [
    figure(`  ${of}, no epoch`, "ms", walls(empty)),
    ...(withEpoch.length === 0 ? [] : [figure(`  ${of}, an epoch`, "ms", walls(withEpoch))]),
  ];
};

export function blockFigures(): Figure[] {
  const blocks = Number(process.env.BLOCKS ?? 1_200);
  const { empty, withEpoch, seconds, memory } = measured({ subnets: 128, neurons: 256, blocks });
  return [
    figure("block of 128 × 256, no epoch due", "ms", walls(empty), atMost(15)),
    figure("  processor time", "ms", processors(empty)),
    figure("block of 128 × 256, one epoch in it", "ms", walls(withEpoch), atMost(30)),
    figure("  processor time", "ms", processors(withEpoch)),
    figure(`${blocks} such blocks`, "s", [seconds], atMost((blocks / 7_200) * 240)),
    figure("resident memory, at the end", "MB", [memory.at(-1)!], atMost(1_200)),
    figure("  at each quarter", "MB", memory),
    ...GROWTH.flatMap(growth),
  ];
}
