// States of several forks in one database: those that go on in memory and those that are read back write side by side.
import { afterAll, expect, it } from "vitest";
import { buildGenesis, local } from "../../../genesis/presets.ts";
import { Blockchain } from "../../../node/chain/blockchain.ts";
import { Store } from "../../../node/db/store.ts";
import { BlockBuilder, subtensor } from "../../../runtime/index.ts";
import { hexToBytes } from "../../../runtime/primitives/bytes.ts";
import { AURA_ENGINE } from "../../../runtime/primitives/header.ts";
import type { H256 } from "../../../runtime/primitives/ids.ts";
import { u64 } from "../../../runtime/primitives/scale/index.ts";
import { buildRoot } from "../../../runtime/primitives/trie/index.ts";
import { temporaryFolder } from "../../chain/devnet.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

it("every state of every fork is whole, whoever wrote last", async () => {
  const chain = subtensor();
  const store = await Store.open(folder.path);
  const genesis = { ...buildGenesis(chain, local().genesis), extrinsics: [], chain: "forks" };
  const blockchain = await Blockchain.open(store, genesis, { finalityLag: 100 });
  /** Builds on a block; `slot` makes it differ from its siblings. */
  const build = async (on: H256, slot: number): Promise<H256> => {
    const { number } = blockchain.block(on)!;
    const now = 1_000_000_000_000n + BigInt(number * 100 + slot) * 12_000n;
    const builder = new BlockBuilder(chain, { hash: on, number, state: blockchain.stateOf(on) }, [
      { type: "PreRuntime", value: [AURA_ENGINE, u64.encode(now / 12_000n)] },
    ]);
    for (const bytes of builder.inherents(new Map([["timstap0", u64.encode(now)]]))) builder.apply(bytes);
    const { hash } = await blockchain.adopt(builder.finish());
    return hash;
  };
  const longer = async (branch: H256[], slot: number): Promise<void> => {
    branch.push(await build(branch.at(-1)!, slot));
  };
  const best = [genesis.hash];
  for (let i = 0; i < 7; i++) await longer(best, 0);
  // Block 1 is out of memory by now; the head never was.
  const fork = [best[1]!];
  for (let i = 0; i < 6; i++) {
    await longer(fork, 1);
    await longer(best, 0);
  }
  await store.close();

  const again = await Store.open(folder.path);
  const read = Blockchain.openAs(again, again.meta()!);
  for (const hash of [...best, ...fork]) {
    const entries = [...read.stateOf(hash).entries()].map(([key, { bytes }]) => [key, bytes] as const);
    expect(entries.length).toBeGreaterThan(100);
    expect(buildRoot(entries, 1)).toEqual(hexToBytes(read.block(hash)!.header.state_root.slice(2)));
  }
  await again.close();
});
