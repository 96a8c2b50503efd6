// npm run bench: the speeds that taolab promises, measured. Prints a table, or JSON with --json. --only NAME runs one suite.

import { cpus } from "node:os";
import { type Figure, isKept, table } from "../test/bench/figures.ts";

const SUITES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  node: async () => (await import("../test/bench/node.ts")).nodeFigures(),
  views: async () => (await import("../test/bench/views.ts")).viewFigures(),
  epoch: async () => (await import("../test/bench/epoch.ts")).epochFigures(),
  blocks: async () => (await import("../test/bench/blocks.ts")).blockFigures(),
};

const args = process.argv.slice(2);
if (args.includes("--help")) {
  console.log(`npm run bench -- [--only ${Object.keys(SUITES).join("|")}] [--json]
BLOCKS=7200 makes as many blocks of the large chain as a day has; 1200 are made without it.`);
  process.exit(0);
}
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;
if (only !== undefined && SUITES[only] === undefined) {
  console.error(`no suite is called ${only}; there are ${Object.keys(SUITES).join(", ")}`);
  process.exit(2);
}
const results: Record<string, Figure[]> = {};
for (const [name, suite] of Object.entries(SUITES)) {
  if (only !== undefined && only !== name) continue;
  if (!args.includes("--json")) console.error(`${name} …`);
  results[name] = await suite();
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
if (args.includes("--json")) console.log(JSON.stringify({ machine, results }, undefined, 1));
else {
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}`);
  for (const [name, figures] of Object.entries(results)) console.log(`\n${name}\n${table(figures)}`);
  const missed = Object.values(results)
    .flat()
    .filter((one) => !isKept(one));
  console.log(
    missed.length === 0 ? "\nEvery promise is kept." : `\n${missed.length} promises are missed on this machine, now.`,
  );
}
