// Builds the blocks that blocks.ts asks for and prints what they took, as JSON. BLOCKS sets how many.

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

const BLOCKS = Number(process.env.BLOCKS ?? 1_200);
const SUBNETS = Number(process.env.SUBNETS ?? 128);
const NEURONS = Number(process.env.NEURONS ?? 256);
const folder = mkdtempSync(join(tmpdir(), "taolab-bench-"));
const chain = subtensor();
const genesis = largeChain({ subnets: SUBNETS, neurons: NEURONS, validators: Math.min(64, NEURONS) });
const store = await Store.open(folder);
const blockchain = await Blockchain.open(store, { ...genesis, extrinsics: [], chain: "bench" }, { finalityLag: 0 });

const empty: number[] = [];
const withEpoch: number[] = [];
let now = 1_000_000_000_000n;
const began = performance.now();
for (let i = 0; i < BLOCKS; i++) {
  now += 12_000n;
  const start = performance.now();
  const { head } = blockchain;
  const builder = new BlockBuilder(
    chain,
    { hash: head.hash, number: head.number, state: blockchain.stateOf(head.hash) },
    [{ type: "PreRuntime", value: [AURA_ENGINE, u64.encode(now / 12_000n)] }],
  );
  for (const bytes of builder.inherents(new Map([["timstap0", u64.encode(now)]]))) builder.apply(bytes);
  const outcome = builder.finish();
  await blockchain.adopt(outcome, { finalize: true });
  const took = performance.now() - start;
  if (i < 20) continue;
  const at = contextAt(chain, outcome.state);
  const ran = Array.from({ length: SUBNETS }, (_, n) => netUid(n + 2)).some(
    (netuid) => tempo.read.LastEpochBlock.get(at, netuid) === BigInt(outcome.header.number),
  );
  (ran ? withEpoch : empty).push(took);
}
const seconds = (performance.now() - began) / 1_000;
console.log(
  JSON.stringify({
    empty,
    withEpoch,
    many: { blocks: BLOCKS, seconds, residentMegabytes: process.memoryUsage().rss / 1e6 },
  }),
);
await store.close();
rmSync(folder, { recursive: true, force: true });
