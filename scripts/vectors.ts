// npm run vectors -- --dir DIR [--json]: replays every vector file of a folder (the copies in test/vectors when no folder
// is named), prints rows tried, equal and different per file, and exits with 1 on any difference or when nothing was found.

import { parseArgs } from "node:util";
import { load, VECTORS } from "../test/vectors/load.ts";
import { replay as balancer } from "../test/vectors/replay_balancer.ts";
import { replay as epoch } from "../test/vectors/replay_epoch.ts";
import { replay as fixed } from "../test/vectors/replay_fixed.ts";
import { replay as math } from "../test/vectors/replay_math.ts";
import { replay as sharepool } from "../test/vectors/replay_sharepool.ts";
import { replay as transcendental } from "../test/vectors/replay_transcendental.ts";
import type { Replayed } from "../test/vectors/tally.ts";

const SHOWN = 5;
const files = { fixed, transcendental, math, epoch, "epoch-bench": epoch, sharepool, balancer };

const { values } = parseArgs({
  options: { dir: { type: "string", default: VECTORS }, json: { type: "boolean", default: false } },
});

/** A file that can't be replayed at all counts as one difference. */
const replayed = (replay: (data: unknown) => Replayed, data: unknown): Replayed => {
  try {
    return replay(data);
  } catch (error) {
    return { tried: 1, equal: 0, differences: [String(error)] };
  }
};

const results = Object.entries(files).flatMap(([name, replay]) => {
  const data = load(name, values.dir);
  if (data === undefined) return [];
  const { tried, equal, differences } = replayed(replay, data);
  return [{ file: `${name}.json`, tried, equal, different: tried - equal, differences: differences.slice(0, SHOWN) }];
});

if (values.json) console.log(JSON.stringify(results, null, 2));
else {
  console.log(`${"file".padEnd(22)}${["tried", "equal", "different"].map((word) => word.padStart(11)).join("")}`);
  for (const { file, tried, equal, different, differences } of results) {
    console.log(`${file.padEnd(22)}${[tried, equal, different].map((n) => String(n).padStart(11)).join("")}`);
    for (const difference of differences) console.log(`  ${difference.slice(0, 500)}`);
  }
  if (results.length === 0) console.log(`no vector files in ${values.dir}`);
}
process.exitCode = results.length === 0 || results.some(({ tried, different }) => tried === 0 || different > 0) ? 1 : 0;
