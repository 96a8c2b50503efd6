// Compares what our runtime declares with what the reference's public surface was recorded to be, and prints per pallet
// what is declared, matching, missing and different, and how many calls are built.
//   npm run parity -- [--json] [--pallet Balances …] [--fast]
// Exits with 1 when something is missing or different.

import { parseArgs } from "node:util";
import { FAST, runtime, STANDARD } from "../runtime/subtensor.ts";
import { type PalletReport, parity } from "./parity/report.ts";
import { parting } from "./parity/surface.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    pallet: { type: "string", multiple: true },
    fast: { type: "boolean", default: false },
  },
});
const report = parity(runtime, values.fast ? FAST : STANDARD, values.pallet);
for (const name of values.pallet ?? [])
  if (!report.parts.some((one) => one.name === name)) throw new Error(`the reference has no pallet ${name}`);

if (values.json) console.log(JSON.stringify(report, undefined, 2));
else {
  const columns = ["", "declared", "matching", "missing", "different", "calls built"];
  const row = (one: PalletReport) => [
    one.index === undefined ? one.name : `${one.index} ${one.name}`,
    one.declared,
    one.matching,
    one.missing.length,
    one.different.length,
    one.calls.all === 0 ? "" : `${one.calls.built} / ${one.calls.all}`,
  ];
  const rows = [columns, ...[...report.parts, report.total].map(row)].map((cells) => cells.map(String));
  const width = columns.map((_, at) => Math.max(...rows.map((cells) => cells[at]!.length)));
  for (const cells of rows)
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(width[at]!) : cell.padStart(width[at]!))).join("  "));
  for (const one of report.parts) {
    for (const place of one.missing) console.log(`missing    ${place}`);
    for (const { place, fact, expected, declared } of one.different) {
      const [a, b] = parting(expected, declared);
      console.log(`different  ${place}: ${fact}\n             recorded ${a}\n             declared ${b}`);
    }
    if (one.calls.unbuilt.length > 0) console.log(`not built  ${one.name}: ${one.calls.unbuilt.join(", ")}`);
  }
}
process.exitCode = report.total.missing.length + report.total.different.length === 0 ? 0 : 1;
