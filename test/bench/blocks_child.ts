// Builds the blocks that blocks.ts asks for and prints what they took, as JSON. BLOCKS, SUBNETS and NEURONS set how many,
// WARM_UP how many of the blocks come before the clock counts.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Blockchain } from "../../node/chain/blockchain.ts";
import { Store } from "../../node/db/store.ts";
import { contextAt } from "../../runtime/executive/query.ts";
import { BlockBuilder, subtensor } from "../../runtime/index.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { AURA_ENGINE } from "../../runtime/primitives/header.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";
import { largeChain } from "../chain/large_chain.ts";
import type { BlockCost, Measured } from "./blocks.ts";

const BLOCKS = Number(process.env.BLOCKS ?? 1_200);
const SUBNETS = Number(process.env.SUBNETS ?? 128);
const NEURONS = Number(process.env.NEURONS ?? 256);
const WARM_UP = Number(process.env.WARM_UP ?? 380);

const folder = mkdtempSync(join(tmpdir(), "taolab-bench-"));
const chain = subtensor();
const store = await Store.open(folder);
// Made and handed over in one expression: nobody else shall keep the genesis, a hundred megabytes of encodings, in memory.
const blockchain = await Blockchain.open(
  store,
  {
    ...largeChain({ subnets: SUBNETS, neurons: NEURONS, validators: Math.min(64, NEURONS), spread: true }),
    extrinsics: [],
    chain: "bench",
  },
  { finalityLag: 0 },
);

let now = 1_000_000_000_000n;
async function nextBlock() {
  now += 12_000n;
  const { head } = blockchain;
  const parent = { hash: head.hash, number: head.number, state: blockchain.stateOf(head.hash) };
  const builder = new BlockBuilder(chain, parent, [
    { type: "PreRuntime", value: [AURA_ENGINE, u64.encode(now / 12_000n)] },
  ]);
  for (const bytes of builder.inherents(new Map([["timstap0", u64.encode(now)]]))) builder.apply(bytes);
  const outcome = builder.finish();
  await blockchain.adopt(outcome, { finalize: true });
  return outcome;
}
function epochsOf({ state, header }: Awaited<ReturnType<typeof nextBlock>>): number {
  const at = contextAt(chain, state);
  const netuids = Array.from({ length: SUBNETS }, (_, n) => netUid(n + 2));
  return netuids.filter((netuid) => tempo.read.LastEpochBlock.get(at, netuid) === BigInt(header.number)).length;
}
const residentMegabytes = (): number => process.memoryUsage().rss / 1e6;

const empty: BlockCost[] = [];
const withEpoch: BlockCost[] = [];
const memory: number[] = [];
let inBlocks = 0;
for (let i = 0; i < BLOCKS; i++) {
  const start = performance.now();
  const used = process.cpuUsage();
  const outcome = await nextBlock();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  inBlocks += wall;
  if (i % Math.ceil(BLOCKS / 4) === 0 || i === BLOCKS - 1) memory.push(residentMegabytes());
  if (i < WARM_UP) continue;
  const epochs = epochsOf(outcome);
  if (epochs <= 1) (epochs === 1 ? withEpoch : empty).push({ wall, processor: (user + system) / 1_000 });
}
const measured: Measured = { empty, withEpoch, blocks: BLOCKS, seconds: inBlocks / 1_000, memory };
console.log(JSON.stringify(measured));
await store.close();
rmSync(folder, { recursive: true, force: true });
