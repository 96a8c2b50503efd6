// Killed at random moments while sealing under load, then opened again: no block that was told to a client is lost, none is
// half written, the head's state is whole. DURABILITY_ROUNDS sets how often (50 and more for a release), DURABILITY_SEED repeats
// a run's moments.

import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Blockchain, extrinsicHash } from "../../node/chain/blockchain.ts";
import { Store } from "../../node/db/store.ts";
import { executeBlock, Header, headerHash, runtime, STANDARD, subtensor, Trie } from "../../runtime/index.ts";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { ask, bundle, spawnDevnet, temporaryFolder } from "../chain/devnet.ts";
import { hexOf, keyOf, remark, signed, transfer } from "../rpc/signing.ts";

const ROUNDS = Number(process.env.DURABILITY_ROUNDS ?? 4);
const seed = Number(process.env.DURABILITY_SEED ?? Math.floor(Math.random() * 2 ** 31));
let state = seed;
/** Pseudo-random numbers below 1, the same for the same seed. */
const random = (): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) / 2 ** 24;
};

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  bundle();
});
afterAll(() => folder.remove());

/** Block hashes by number that clients were told of, over all rounds. */
const told = new Map<number, string>();
let checked = 0;

/** Sends transfers and remarks from several accounts without waiting, until the connection breaks. Tells of each head. */
function load(url: string, http: string, genesis: string, onHead: () => void): Promise<void> {
  const senders = ["//Alice", "//Bob", "//Charlie", "//Dave"];
  const chain = { chain: { runtime }, blockchain: { genesis: { hash: genesis }, hashAt: () => undefined } };
  let wake = () => {};
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on("error", () => resolve());
    socket.on("close", () => resolve());
    socket.on("message", (data) => {
      const { params } = JSON.parse(data.toString()) as {
        params?: { result: { number?: string; parentHash?: string; inBlock?: string } };
      };
      const number = params?.result.number;
      // A head names its parent: the parent was told as a whole before.
      if (number === undefined) return;
      if (Number(number) > 0) told.set(Number(number) - 1, params!.result.parentHash!);
      wake();
      onHead();
    });
    socket.on("open", async () => {
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: "heads", method: "chain_subscribeNewHeads", params: [] }));
      const nonces = await Promise.all(
        senders.map((one) => ask<number>(http, "system_accountNextIndex", [keyOf(one).address]).catch(() => 0)),
      );
      for (let i = 0; socket.readyState === WebSocket.OPEN; i++) {
        const who = i % senders.length;
        const call =
          i % 3 === 0 ? remark("x".repeat(500)) : transfer(senders[(who + 1) % senders.length]!, 1_000n + BigInt(i));
        const tx = signed(chain, senders[who]!, call, { nonce: nonces[who]!++ });
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: i, method: "author_submitExtrinsic", params: [hexOf(tx)] }));
        // As fast as blocks come, and a little faster.
        if (i % 4 === 3)
          await Promise.race([new Promise((next) => setTimeout(next, 20)), new Promise<void>((next) => (wake = next))]);
      }
    });
  });
}

/** Opens what the killed process left behind and looks at every block since the last look. */
async function inspect(db: string, genesis: string): Promise<number> {
  const store = await Store.open(db, { create: false });
  const blockchain = Blockchain.openAs(store, store.meta()!);
  const chain = subtensor(STANDARD);
  expect(blockchain.genesis.hash).toBe(genesis);
  const { head } = blockchain;
  for (const [number, hash] of told) expect(blockchain.hashAt(number)).toBe(hash);
  for (let number = checked + 1; number <= head.number; number++) {
    const hash = blockchain.hashAt(number)!;
    const block = blockchain.block(hash)!;
    expect(headerHash(block.header)).toBe(hash);
    expect(block.header.parent_hash).toBe(blockchain.hashAt(number - 1));
    const extrinsics = blockchain.body(hash)!;
    // The first two are inherents: those of other blocks may be the same.
    extrinsics.forEach(
      (bytes, index) =>
        void (index > 1 && expect(blockchain.place(extrinsicHash(bytes))).toEqual({ block: hash, index })),
    );
    // Every tenth block, and the last ones, are executed again.
    if (number % 10 === 0 || head.number - number < 3) {
      const parent = blockchain.block(block.header.parent_hash)!;
      executeBlock(
        chain,
        { hash: parent.hash, number: parent.number, state: blockchain.stateOf(parent.hash) },
        { header: block.header, extrinsics },
      );
    }
  }
  expect(blockchain.hashAt(head.number)).toBe(head.hash);
  expect(store.headers.get(head.hash)).toEqual(Header.decode(Header.encode(head.header)));
  // The head's state as a whole: read from the database alone, and built anew.
  const root = hexToBytes(head.header.state_root.slice(2));
  const stored = Trie.open(root, store.roots.get(root)!, store.pages);
  const anew = Trie.empty(1);
  for (const [key, cell] of stored.entries()) anew.set(key, { bytes: cell.bytes });
  expect(hexOf(anew.root())).toBe(head.header.state_root);
  checked = head.number;
  await store.close();
  return head.number;
}

it(`survives ${ROUNDS} kills`, { timeout: 60_000 + ROUNDS * 15_000 }, async () => {
  console.info(`durability: seed ${seed}, ${ROUNDS} rounds`);
  const db = join(folder.path, "chains", "bittensor", "db");
  let genesis = "";
  let height = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const node = await spawnDevnet(["--base-path", folder.path, "--sealing", "instant"]);
    genesis = await ask<string>(node.http, "chain_getBlockHash", [0]);
    expect(await ask(node.http, "chain_getBlockHash", [height])).toMatch(/^0x/);
    // Some blocks, and then some milliseconds into one of the next.
    const blocks = 5 + Math.floor(random() * 30);
    const milliseconds = random() * 12;
    let loading: Promise<void> | undefined;
    await new Promise<void>((resolve) => {
      let heads = 0;
      loading = load(node.url, node.http, genesis, () => {
        if (++heads === blocks) setTimeout(resolve, milliseconds);
      });
    });
    const ended = once(node.process, "exit");
    node.process.kill("SIGKILL");
    expect((await ended)[1]).toBe("SIGKILL");
    await loading;
    const now = await inspect(db, genesis);
    expect(now).toBeGreaterThanOrEqual(height);
    height = now;
  }
  expect(height).toBeGreaterThan(3 * ROUNDS);
  expect(told.size).toBeGreaterThan(0);
  console.info(`durability: ${height} blocks, ${told.size} of them told to clients before a kill, none lost`);
});
