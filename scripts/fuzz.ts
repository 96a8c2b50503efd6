// Hostile input for a node in a process of its own: npm run fuzz -- --messages 100000 [--seed N]
// Prints what was sent, what came back, how much memory the node took; exits with 1 if anything was out of order.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runtime } from "../runtime/index.ts";
import { ask, spawnDevnet } from "../test/chain/devnet.ts";
import { fuzzDecoder, fuzzNode, samples } from "../test/node/fuzz.ts";

const { values } = parseArgs({
  options: { messages: { type: "string", default: "100000" }, seed: { type: "string" } },
});
const messages = Number(values.messages);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
/** The node may take so much, whatever it is sent. */
const MEMORY_MIB = 1_024;

const node = await spawnDevnet(["--tmp", "--sealing", "manual", "--json"]);
let ended = false;
node.process.once("exit", () => {
  ended = true;
});
const genesis = await ask<string>(node.http, "chain_getBlockHash", [0]);
const memory = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${node.process.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
let highest = 0;
let told = 0;
const begun = performance.now();
const target = {
  hashes: [genesis, `0x${"ab".repeat(32)}`],
  extrinsics: samples({ chain: { runtime }, blockchain: { genesis: { hash: genesis }, hashAt: () => undefined } }),
};
console.log(`seed ${seed}, ${messages} messages`);
const report = await fuzzNode(node.url, target, {
  messages,
  seed,
  onProgress(sent) {
    highest = Math.max(highest, ended ? 0 : memory());
    if (sent < told + 10_000) return;
    told = sent;
    console.log(`${sent} sent, ${highest.toFixed(0)} MiB at most`);
  },
});
const alive = !ended && (await ask(node.http, "system_chain")) === "Bittensor";
const problems = [...report.faults];
if (!alive) problems.push(`the node ended: ${node.output().slice(-2_000)}`);
if (highest > MEMORY_MIB) problems.push(`the node took ${highest.toFixed(0)} MiB`);
const defects = node
  .output()
  .split("\n")
  .filter((line) => line.includes('"level":"error"'));
problems.push(...defects.slice(0, 10));
await node.end();
const { decoded, refused } = fuzzDecoder({ inputs: messages, seed });
const seconds = (performance.now() - begun) / 1000;
console.log(
  JSON.stringify({
    seed,
    sent: report.sent,
    received: report.received,
    reconnected: report.reconnected,
    memoryMiB: Math.round(highest),
    decoded,
    refused,
    seconds: Math.round(seconds),
    problems: problems.length,
  }),
);
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
