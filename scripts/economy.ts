// A subnet's life over a socket, then the same blocks in another process:
//   npm run economy -- [--url ws://127.0.0.1:9944] [--json]
// Without --url it starts a fast devnet of its own, and when the story is told exports its blocks and imports them
// elsewhere: the roots must be the same. With --url it plays on that node, whose blocks stay where they are.
// Exits with 1 when a step does not hold.

import { parseArgs } from "node:util";
import { economyStory, type Step } from "../test/simulation/economy_story.ts";
import { type Recorded, recordedStory } from "../test/simulation/recorded_story.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log("npm run economy -- [--url ws://127.0.0.1:9944] [--json]");
  process.exit(0);
}
const asText = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}` : value);
const steps: Step[] = [];
const tell = (step: Step): void => {
  steps.push(step);
  if (values.json) return;
  console.log(`ok    ${step.what} (${step.seconds.toFixed(2)} s)`);
  if (step.seen !== undefined) console.log(`      ${JSON.stringify(step.seen, asText)}`);
};
const began = performance.now();
let failure: string | undefined;
let told: Partial<Recorded> = {};
try {
  told = values.url === undefined ? await recordedStory(tell) : await economyStory(values.url, tell);
} catch (error) {
  failure = error instanceof Error ? error.message : String(error);
}
const seconds = Math.round((performance.now() - began) / 100) / 10;
const { netuid, block, hash, replayed } = told;
if (values.json)
  console.log(
    JSON.stringify({ ok: failure === undefined, netuid, block, hash, replayed, seconds, failure, steps }, asText, 2),
  );
else {
  if (failure !== undefined) console.log(`FAIL  ${failure}`);
  if (values.url !== undefined) console.log("not replayed: the blocks are those of the given node");
  console.log(`${steps.length} passed, ${failure === undefined ? 0 : 1} failed in ${seconds} s`);
}
process.exit(failure === undefined ? 0 : 1);
