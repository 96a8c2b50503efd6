// Speed of the node as its clients see it: the node runs in a process of its own, the client here.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Node } from "../../node/node.ts";
import { type Call, subtensor } from "../../runtime/index.ts";
import { bundle, post, type Started, spawnDevnet } from "../chain/devnet.ts";
import { accountOf, hexOf, keyOf, signed, transfer } from "../rpc/signing.ts";
import { Wire } from "../rpc/wire.ts";
import { atLeast, atMost, type Figure, figure } from "./figures.ts";

const now = (): number => performance.now();
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Process start to the first answer over HTTP. */
async function startOnce(): Promise<number> {
  const port = await freePort();
  const began = now();
  const child = spawn(
    process.execPath,
    [bundle(), "devnet", "--tmp", "--rpc-port", String(port), "--sealing", "manual"],
    { stdio: "ignore" },
  );
  try {
    for (;;) {
      try {
        await post(`http://127.0.0.1:${port}`, "system_health");
        return now() - began;
      } catch {
        await new Promise((wait) => setTimeout(wait, 2));
      }
    }
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}

/** As much of a node as signing needs. */
async function signer(wire: Wire): Promise<Node> {
  const hash = await wire.ask<string>("chain_getBlockHash", [0]);
  return { chain: subtensor(), blockchain: { genesis: { hash } } } as unknown as Node;
}
const transfers = (node: Node, from: string, nonces: readonly number[]): string[] =>
  nonces.map((nonce) => hexOf(signed(node, from, transfer("//Charlie", 1_000n + BigInt(nonce)), { nonce })));
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

async function withDevnet<T>(
  args: readonly string[],
  work: (started: Started, wire: Wire, node: Node) => Promise<T>,
): Promise<T> {
  const started = await spawnDevnet(["--tmp", ...args]);
  const wire = await Wire.open(started.url);
  try {
    return await work(started, wire, await signer(wire));
  } finally {
    await wire.close();
    await started.end();
  }
}
const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;

async function blocks(): Promise<Figure[]> {
  return withDevnet(["--sealing", "manual"], async (started, wire, node) => {
    const memory = residentMegabytes(started.process.pid!);
    const seal = async (): Promise<number> => {
      const began = now();
      await wire.ask("engine_createBlock", [true, true]);
      return now() - began;
    };
    for (let i = 0; i < 50; i++) await seal();
    const empty: number[] = [];
    for (let i = 0; i < 200; i++) empty.push(await seal());
    const full: number[] = [];
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        transfers(node, "//Alice", range(round * 50, 50)).map((one) => wire.ask("author_submitExtrinsic", [one])),
      );
      full.push(await seal());
    }
    const counted = (await wire.ask<{ block: { extrinsics: unknown[] } }>("chain_getBlock")).block.extrinsics.length;
    if (counted !== 51) throw new Error(`the last block holds ${counted} extrinsics, 51 were meant`);
    return [
      figure("resident memory of a fresh devnet", "MB", [memory], atMost(150)),
      figure("empty block, request to answer", "ms", empty, atMost(3)),
      figure("block of 50 signed transfers, request to answer", "ms", full, atMost(60)),
    ];
  });
}
/**
 * Fifty purchases of stake, given to the block itself: their signatures are checked while it is built, as no pool has seen
 * them before. On a subnet of Alice's, open for trade.
 */
async function trades(): Promise<Figure[]> {
  return withDevnet(["--sealing", "manual"], async (_started, wire, node) => {
    const hotkey = accountOf("//Dave");
    const netuid = 2;
    const as = async (origin: unknown, call: Call): Promise<void> => {
      const { error } = await wire.ask<{ error: string | null }>("dev_impersonate", [
        origin,
        hexOf(node.chain.runtime.RuntimeCall.encode(call)),
      ]);
      if (error !== null) throw new Error(`${call.name}: ${error}`);
    };
    const alice = { Signed: keyOf("//Alice").address };
    await as(alice, { pallet: "SubtensorModule", name: "register_network", args: { hotkey } });
    const open = { netuid, subtoken_enabled: true };
    await as("Root", { pallet: "AdminUtils", name: "sudo_set_subtoken_enabled", args: open });
    const purchase = (nonce: number): string => {
      const args = { hotkey, netuid, amount_staked: 1_000_000_000n + BigInt(nonce) };
      return hexOf(signed(node, "//Alice", { pallet: "SubtensorModule", name: "add_stake", args }, { nonce }));
    };
    const samples: number[] = [];
    for (let round = 0; round < 12; round++) {
      const transactions = range(round * 50, 50).map(purchase);
      const began = now();
      await wire.ask("dev_newBlock", [{ transactions }]);
      samples.push(now() - began);
    }
    const paid = await wire.ask<number>("system_accountNextIndex", [keyOf("//Alice").address]);
    if (paid !== 600) throw new Error(`Alice's next nonce is ${String(paid)}, 600 was meant`);
    return [figure("block of 50 stake purchases, signatures checked in it", "ms", samples.slice(2), atMost(100))];
  });
}
async function inclusion(): Promise<Figure[]> {
  return withDevnet(["--sealing", "instant"], async (_started, wire, node) => {
    const samples: number[] = [];
    const all = transfers(node, "//Alice", range(0, 60));
    for (const one of all) {
      const began = now();
      const feed = await wire.subscribe<unknown>("author_submitAndWatchExtrinsic", [one]);
      await feed.until((status) => typeof status === "object" && status !== null && "inBlock" in status);
      samples.push(now() - began);
    }
    return [figure("submit to inBlock, instant sealing", "ms", samples.slice(10), atMost(10))];
  });
}
async function intake(): Promise<Figure[]> {
  return withDevnet(["--sealing", "manual"], async (_started, wire, node) => {
    const COUNT = 1_500;
    const rates: number[] = [];
    for (const from of ["//Alice", "//Bob", "//Charlie"]) {
      const ready = transfers(node, from, range(0, COUNT));
      const began = now();
      await Promise.all(ready.map((one) => wire.ask("author_submitExtrinsic", [one])));
      rates.push((COUNT / (now() - began)) * 1000);
    }
    return [figure("pool intake of signed transfers", "/s", rates, atLeast(1_500))];
  });
}

export async function nodeFigures(): Promise<Figure[]> {
  bundle();
  const starts: number[] = [];
  for (let i = 0; i < 11; i++) starts.push(await startOnce());
  return [
    figure("process start to the first answer", "ms", starts.slice(1), atMost(400)),
    ...(await blocks()),
    ...(await trades()),
    ...(await inclusion()),
    ...(await intake()),
  ];
}
