// Speed of blocks of a large chain: 128 subnets of 256 neurons, as the public network has them, with every hook, root and
// database batch. Runs in a process of its own (blocks_child.ts), so that its memory can be told.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { atMost, type Figure, figure } from "./figures.ts";

interface Measured {
  readonly made: number;
  readonly empty: readonly number[];
  readonly withEpoch: readonly number[];
  readonly many: { readonly blocks: number; readonly seconds: number; readonly residentMegabytes: number };
}
export function blockFigures(): Figure[] {
  const child = join(import.meta.dirname, "blocks_child.ts");
  const text = execFileSync(process.execPath, ["--import", "tsx", "--max-old-space-size=4096", child], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const { empty, withEpoch, many } = JSON.parse(text) as Measured;
  return [
    figure("block of 128 × 256, no epoch due", "ms", empty, atMost(15)),
    figure("block of 128 × 256, an epoch in it", "ms", withEpoch, atMost(30)),
    figure(`${many.blocks} such blocks`, "s", [many.seconds], atMost((many.blocks / 7_200) * 240)),
    figure(`resident memory after them`, "MB", [many.residentMegabytes], atMost(1_200)),
  ];
}
