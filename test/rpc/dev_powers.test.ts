// The dev_* powers: blocks on demand, storage, time, head, snapshots, dry runs, calls as anybody.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extrinsicHash } from "../../node/chain/blockchain.ts";
import { bareExtrinsic } from "../../runtime/executive/extrinsic.ts";
import { ask, type Devnet, post, startDevnet } from "../chain/devnet.ts";
import { payloadOf, pulseOf, ROUND_1000, writePulseCall } from "../chain/pulses.ts";
import { accountOf, hexOf, keyOf, remark, signed, transfer } from "./signing.ts";
import { Wire } from "./wire.ts";

let devnet: Devnet;
beforeEach(async () => {
  devnet = await startDevnet({ sealing: "manual" });
});
afterEach(async () => {
  await devnet.stop();
  expect(devnet.defects).toEqual([]);
});
const get = <T = unknown>(method: string, params: unknown = []) => ask<T>(devnet.http, method, params);
const head = () => devnet.node.blockchain.head;
const NOW = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
const SLOT = "0x57f8dc2f5ab09467896f47300f04243806155b3cd9a8c9e5e9a23fd5dc13a5ed";
const u64 = (value: bigint) => `0x${Buffer.from(BigUint64Array.of(value).buffer).toString("hex")}`;
const freeOf = async (uri: string): Promise<bigint> => {
  const key = `0x${devnet.node.chain.runtime.pallets[0]!.storage.get("Account")!.rawKey(accountOf(uri))}`;
  const raw = await get<string | null>("state_getStorage", [key]);
  return raw === null ? 0n : Buffer.from(raw.slice(2), "hex").readBigUInt64LE(16);
};

describe("blocks", () => {
  it("are built on demand, with time going by slots from zero", async () => {
    const hash = await get("dev_newBlock", [{ count: 3 }]);
    expect(head()).toMatchObject({ number: 3, hash });
    expect(await get("state_getStorage", [NOW])).toBe(u64(36_000n));
    expect(await get("state_getStorage", [SLOT])).toBe(u64(3n));
    await get("dev_newBlock", [{ to: 7 }]);
    expect(head().number).toBe(7);
    await get("dev_newBlock");
    expect(head().number).toBe(8);
    expect(await get("dev_fastForward", [{ blocks: 2 }])).toBe(head().hash);
    await get("dev_fastForward", [15]);
    expect(head().number).toBe(15);
  });
  it("hold the transactions that are demanded, or none is built", async () => {
    const { node } = devnet;
    const txs = [
      signed(node, "//Alice", transfer("//Bob", 5n), { nonce: 0 }),
      signed(node, "//Alice", transfer("//Bob", 6n), { nonce: 1 }),
    ];
    const hash = await get("dev_newBlock", [{ transactions: txs.map(hexOf) }]);
    const { block } = await get<{ block: { extrinsics: string[] } }>("chain_getBlock", [hash]);
    expect(block.extrinsics.slice(2)).toEqual(txs.map(hexOf));
    const { error } = await post(devnet.http, "dev_newBlock", [{ transactions: [hexOf(txs[0]!)] }]);
    expect(error).toEqual({ code: 1, message: "transaction 0 can't be taken: Invalid.Stale" });
    expect(head().hash).toBe(hash);
    expect((await post(devnet.http, "dev_newBlock", [{ unsafeBlockHeight: 100 }])).error?.code).toBe(1);
  });
  it("are made as the mode says", async () => {
    expect((await post(devnet.http, "dev_setBlockBuildMode", ["Sometimes"])).error).toEqual({
      code: 1,
      message: "Invalid mode Sometimes",
    });
    await get("dev_setBlockBuildMode", ["Instant"]);
    await get("author_submitExtrinsic", [hexOf(signed(devnet.node, "//Alice", remark("now"), { nonce: 0 }))]);
    await expect.poll(() => head().number, { timeout: 20_000 }).toBe(1);
    await get("dev_setBlockBuildMode", ["Manual"]);
    await get("author_submitExtrinsic", [hexOf(signed(devnet.node, "//Alice", remark("later"), { nonce: 1 }))]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(head().number).toBe(1);
  });
});

describe("storage", () => {
  it("is written by pallet and item, by raw key, and deleted", async () => {
    const bob = keyOf("//Bob").address;
    await get("dev_setStorage", [
      { System: { Account: [[[bob], { providers: 1, data: { free: "123456789012" } }]] }, timestamp: { now: 777 } },
    ]);
    expect(await freeOf("//Bob")).toBe(123_456_789_012n);
    expect(await get("state_getStorage", [NOW])).toBe(u64(777n));
    expect(
      await get("dev_setStorage", [
        [
          [NOW, u64(5n)],
          ["0x1234", "0xaa"],
        ],
      ]),
    ).toBe(head().hash);
    expect(await get("state_getStorage", [NOW])).toBe(u64(5n));
    expect(await get("state_getStorage", ["0x1234"])).toBe("0xaa");
    await get("dev_setStorage", [[["0x1234", null]]]);
    expect(await get("state_getStorage", ["0x1234"])).toBe(null);
    await get("dev_setStorage", [{ System: { $removePrefix: ["Account"] } }]);
    expect(await freeOf("//Bob")).toBe(0n);
  });
  it("is told to subscribers, lasts, and the next block builds on it", async () => {
    const wire = await Wire.open(devnet.url);
    const watched = await wire.subscribe<{ changes: [string, string][] }>("state_subscribeStorage", [["0x1234"]]);
    const { hash } = head();
    await get("dev_setStorage", [[["0x1234", "0xbeef"]]]);
    await watched.until(({ changes }) => changes[0]![1] === "0xbeef");
    await get("dev_newBlock", [{ count: 2 }]);
    expect(await get("state_getStorage", ["0x1234"])).toBe("0xbeef");
    expect(await get("state_getStorage", ["0x1234", hash])).toBe("0xbeef");
    const { proof, stateRoot } = await get<{ proof: string[]; stateRoot: string }>("dev_getReadProof", [
      ["0x1234"],
      hash,
    ]);
    expect(proof.length).toBeGreaterThan(0);
    expect(stateRoot).not.toBe((await get<{ stateRoot: string }>("chain_getHeader", [hash])).stateRoot);
    await wire.close();
  });
  it("refuses what does not fit, and says where", async () => {
    const errors = await Promise.all(
      [
        { Nowhere: { Item: 1 } },
        { System: { Nothing: 1 } },
        { Timestamp: { Now: "soon" } },
        { System: { Account: [[["nobody"], {}]] } },
        [["0x12", 5]],
        7,
        { Timestamp: { Now: -1 } },
      ].map(async (values) => (await post(devnet.http, "dev_setStorage", [values])).error),
    );
    expect(errors.map((error) => error?.code)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(errors[0]?.message).toBe("Cannot find pallet Nowhere");
    expect(errors[2]?.message).toBe('Timestamp.Now: "soon" is not an integer');
  });
});

describe("time", () => {
  it("is put elsewhere, and goes on from there", async () => {
    await get("dev_newBlock");
    const there = Date.parse("2031-05-05T00:00:00Z");
    expect(await get("dev_timeTravel", ["2031-05-05T00:00:00Z"])).toBe(there);
    expect(await get("state_getStorage", [NOW])).toBe(u64(BigInt(there)));
    await get("dev_newBlock");
    expect(await get("state_getStorage", [NOW])).toBe(u64(BigInt(there) + 12_000n));
    expect((await post(devnet.http, "dev_timeTravel", ["yesterday-ish"])).error).toEqual({
      code: 1,
      message: "Invalid date",
    });
  });
});

describe("head and snapshots", () => {
  it("goes back and forth", async () => {
    await get("dev_newBlock", [{ count: 5 }]);
    const fifth = head().hash;
    expect(await get("dev_setHead", [3])).toBe(devnet.node.blockchain.hashAt(3));
    expect(head().number).toBe(3);
    expect(await get("chain_getFinalizedHead")).toBe(head().hash);
    expect(await get("chain_getBlockHash", [5])).toBe(null);
    await get("dev_setHead", [-1]);
    expect(head().number).toBe(2);
    await get("dev_setHead", [fifth]);
    expect(head()).toMatchObject({ number: 5, hash: fifth });
    expect((await post(devnet.http, "dev_setHead", [99])).error).toEqual({ code: 1, message: "Block not found 99" });
  });
  it("comes back to a snapshot with state, pool and the same blocks thereafter", async () => {
    const { node } = devnet;
    await get("dev_newBlock", [{ count: 2 }]);
    const before = head().hash;
    const id = await get<number>("dev_snapshot");
    const tx = signed(node, "//Alice", transfer("//Bob", 10n ** 9n), { nonce: 0 });
    await get("author_submitExtrinsic", [hexOf(tx)]);
    const after = await get("dev_newBlock");
    const richer = await freeOf("//Bob");
    await get("dev_setStorage", [[["0x77", "0x01"]]]);
    await get("author_submitExtrinsic", [hexOf(signed(node, "//Alice", remark("left"), { nonce: 1 }))]);

    expect(await get("dev_revert", [id])).toBe(true);
    expect(head().hash).toBe(before);
    expect(await freeOf("//Bob")).toBe(richer - 10n ** 9n);
    expect(await get("author_pendingExtrinsics")).toEqual([]);
    expect(await get("dev_revert", [id])).toBe(false);

    await get("author_submitExtrinsic", [hexOf(tx)]);
    expect(await get("dev_newBlock")).toBe(after);
    expect(await freeOf("//Bob")).toBe(richer);
    expect(await get("state_getStorage", ["0x77"])).toBe(null);
  });
  it("takes back what was written over the state of the snapshot's own block", async () => {
    const id = await get("dev_snapshot");
    await get("dev_setStorage", [[["0x77", "0x01"]]]);
    expect(await get("dev_revert", [id])).toBe(true);
    expect(await get("state_getStorage", ["0x77"])).toBe(null);
  });
});

describe("dry runs", () => {
  it("tell what an extrinsic would change, and change nothing", async () => {
    const { node } = devnet;
    const tx = signed(node, "//Alice", transfer("//Bob", 1_000n), { nonce: 0 });
    const { hash } = head();
    const root = node.blockchain.stateOf(hash).root();
    type Diff = {
      new: { System: { Account: Record<string, { nonce: number }> } };
      delta: { pallet?: string; item?: string }[];
    };
    const diff = await get<Diff>("dev_dryRun", [{ extrinsic: hexOf(tx) }]);
    expect(Object.keys(diff.new.System.Account).sort()).toEqual(
      expect.arrayContaining([keyOf("//Alice").address, keyOf("//Bob").address].sort()),
    );
    expect(diff.new.System.Account[keyOf("//Alice").address]!.nonce).toBe(1);
    const raw = await get<[string, string | null][]>("dev_dryRun", [{ extrinsic: hexOf(tx), raw: true }]);
    expect(raw.length).toBe(diff.delta.length);
    expect(head().hash).toBe(hash);
    expect(node.blockchain.stateOf(hash).root()).toEqual(root);
    expect(await get("system_dryRun", [hexOf(tx)])).toBe("0x0000");
  });
  it("tell why an extrinsic or a call would fail", async () => {
    const { node } = devnet;
    const stale = signed(node, "//Alice", remark("x"), { nonce: 0, forged: true });
    expect((await post(devnet.http, "dev_dryRun", [{ extrinsic: hexOf(stale) }])).error).toEqual({
      code: 1,
      message: "Invalid.BadProof",
    });
    expect(await get("system_dryRun", [hexOf(stale)])).toBe("0x010004");
    const call = node.chain.runtime.RuntimeCall.encode(transfer("//Bob", 10n ** 17n));
    expect(
      (await post(devnet.http, "dev_dryRun", [{ extrinsic: { call: hexOf(call), address: keyOf("//Dave").address } }]))
        .error?.code,
    ).toBe(1);
    const good = node.chain.runtime.RuntimeCall.encode(transfer("//Bob", 7n));
    const diff = await get<{ delta: unknown[] }>("dev_dryRun", [
      { extrinsic: { call: hexOf(good), address: keyOf("//Dave").address } },
    ]);
    expect(diff.delta.length).toBe(2);
  });
});

describe("impersonation", () => {
  const callOf = (call: Parameters<Devnet["node"]["chain"]["runtime"]["RuntimeCall"]["encode"]>[0]) =>
    hexOf(devnet.node.chain.runtime.RuntimeCall.encode(call));
  it("makes calls as anybody, free of charge, with their events in the head", async () => {
    await get("dev_newBlock");
    const [before, other] = [await freeOf("//Dave"), await freeOf("//Bob")];
    const done = await get<{ error: string | null; events: { event: string }[] }>("dev_impersonate", [
      keyOf("//Dave").address,
      callOf(transfer("//Bob", 1_000_000n)),
    ]);
    expect(done.error).toBe(null);
    expect(done.events.map(({ event }) => event)).toContain("Transfer");
    expect(await freeOf("//Dave")).toBe(before - 1_000_000n);
    expect(await freeOf("//Bob")).toBe(other + 1_000_000n);
    await get("dev_newBlock");
    expect(await freeOf("//Bob")).toBe(other + 1_000_000n);
  });
  it("makes calls as root", async () => {
    const items = [[Uint8Array.of(0x55), Uint8Array.of(0x66)]];
    const call = callOf({ pallet: "System", name: "set_storage", args: { items } });
    expect(await get("dev_impersonate", ["Root", call])).toMatchObject({ origin: "Root", error: null });
    expect(await get("state_getStorage", ["0x55"])).toBe("0x66");
    expect(await get("dev_impersonate", [{ Signed: keyOf("//Dave").address }, call])).toMatchObject({
      error: "BadOrigin",
    });
  });
  it("leaves no trace of a call that is refused", async () => {
    const root = devnet.node.blockchain.stateOf(head().hash).root();
    const done = await get<{ error: string | null }>("dev_impersonate", [
      keyOf("//Dave").address,
      callOf(transfer("//Bob", 10n ** 17n)),
    ]);
    expect(done.error).not.toBe(null);
    expect(devnet.node.blockchain.stateOf(head().hash).root()).toEqual(root);
  });
});

describe("pulses of the beacon", () => {
  const pulseKey = () =>
    `0x${devnet.node.chain.runtime.pallets
      .find(({ name }) => name === "Drand")!
      .storage.get("Pulses")!
      .rawKey(1000n)}`;
  // Round 1000 of quicknet, its randomness and its signature, as SCALE says them.
  const stored = `0x${["e803000000000000", "80", ROUND_1000.randomness, "c0", ROUND_1000.signature].join("")}`;
  it("are written as drand's servers tell them", async () => {
    expect(await get("dev_writePulse", [ROUND_1000])).toBe(head().hash);
    expect(await get("state_getStorage", [pulseKey()])).toBe(stored);
    expect((await post(devnet.http, "dev_writePulse", [ROUND_1000])).error).toEqual({
      code: 1,
      message: "Round 1000 is stored; only later ones can come",
    });
  });
  it("need no randomness, which is the hash of the signature", async () => {
    const { round, signature } = ROUND_1000;
    await get("dev_writePulse", [{ round, signature: `0x${signature}` }]);
    expect(await get("state_getStorage", [pulseKey()])).toBe(stored);
  });
  it("are the beacon's, or nothing is written", async () => {
    const { error } = await post(devnet.http, "dev_writePulse", [{ ...ROUND_1000, round: 1001 }]);
    expect(error).toEqual({ code: 1, message: "The signature is not that of round 1001" });
    const broken = await post(devnet.http, "dev_writePulse", [{ ...ROUND_1000, signature: "00".repeat(48) }]);
    expect(broken.error).toEqual({ code: 1, message: "Drand.PulseVerificationError" });
  });
  it("come through the pool too, without a fee", async () => {
    const { node } = devnet;
    const bytes = hexOf(bareExtrinsic(node.chain, writePulseCall(payloadOf(0, pulseOf(ROUND_1000)))));
    await get("author_submitExtrinsic", [bytes]);
    await get("dev_newBlock");
    expect(await get("state_getStorage", [pulseKey()])).toBe(stored);
    expect((await post(devnet.http, "author_submitExtrinsic", [bytes])).error?.code).toBe(1010);
  });
});

describe("manual sealing", () => {
  it("builds forks, and the longer one wins", async () => {
    const { node } = devnet;
    const first = await get<{ hash: string }>("engine_createBlock", [true, false]);
    await get("engine_createBlock", [true, false]);
    // The same time as the block beside it, but a transaction more: another block.
    await get("author_submitExtrinsic", [hexOf(signed(node, "//Alice", remark("fork"), { nonce: 0 }))]);
    const beside = await get<{ hash: string }>("engine_createBlock", [true, false, first.hash]);
    expect(head().hash).not.toBe(beside.hash);
    expect(await get<string[]>("archive_v1_hashByHeight", [2])).toHaveLength(2);
    const longer = await get<{ hash: string }>("engine_createBlock", [true, false, beside.hash]);
    expect(head().hash).toBe(longer.hash);
    expect(await get("chain_getBlockHash", [2])).toBe(beside.hash);
    expect(await get("chain_getFinalizedHead")).toBe(node.blockchain.genesis.hash);
    expect(await get("engine_finalizeBlock", [beside.hash])).toBe(true);
    expect(await get("chain_getFinalizedHead")).toBe(beside.hash);
  });
  it("gives a transaction back that an abandoned block held", async () => {
    const { node } = devnet;
    const root = node.blockchain.genesis.hash;
    const tx = signed(node, "//Alice", remark("again"), { nonce: 0 });
    const wire = await Wire.open(devnet.url);
    const watched = await wire.subscribe<unknown>("author_submitAndWatchExtrinsic", [hexOf(tx)]);
    const held = await get<{ hash: string }>("engine_createBlock", [true, false]);
    const first = await get<{ hash: string }>("engine_createBlock", [true, false, root]);
    const second = await get<{ hash: string }>("engine_createBlock", [true, false, first.hash]);
    expect(head().hash).toBe(second.hash);
    expect(node.pool.has(extrinsicHash(tx))).toBe(true);
    const again = await get<{ hash: string }>("engine_createBlock", [true, true]);
    await watched.until((status) => typeof status === "object" && status !== null && "finalized" in status);
    expect(watched.seen).toEqual([
      "ready",
      { inBlock: held.hash },
      { retracted: held.hash },
      "ready",
      { inBlock: again.hash },
      { finalized: again.hash },
    ]);
    await wire.close();
  });
  it("builds no empty block where none is wanted", async () => {
    expect((await post(devnet.http, "engine_createBlock", [false, true])).error?.code).toBe(12_000);
    expect((await post(devnet.http, "engine_createBlock", [true, true, `0x${"44".repeat(32)}`])).error?.code).toBe(
      13_000,
    );
  });
});
