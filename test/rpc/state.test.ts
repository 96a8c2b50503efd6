// chain_*, state_*, childstate_*, archive_v1_* and chainHead_v1_* against one another: the same facts through every door, on
// any block.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Header } from "../../runtime/index.ts";
import { bytesToHex, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256, twox128 } from "../../runtime/primitives/hash/index.ts";
import { verifyProof } from "../../runtime/primitives/trie/index.ts";
import { ask, type Devnet, post, startDevnet } from "../chain/devnet.ts";
import { accountOf, hexOf, signed, transfer } from "./signing.ts";
import { Wire } from "./wire.ts";

let devnet: Devnet;
let wire: Wire;
const hashes: string[] = [];
const prefix = (pallet: string, item: string) =>
  `0x${bytesToHex(twox128(utf8ToBytes(pallet)))}${bytesToHex(twox128(utf8ToBytes(item)))}`;
const NUMBER = prefix("System", "Number");
const ACCOUNTS = prefix("System", "Account");
const u32 = (value: number) => `0x${Buffer.from(Uint32Array.of(value).buffer).toString("hex")}`;

beforeAll(async () => {
  devnet = await startDevnet({ sealing: "manual", finalityLag: 2 });
  wire = await Wire.open(devnet.url);
  const { node } = devnet;
  hashes.push(node.blockchain.genesis.hash);
  for (let i = 0; i < 6; i++) {
    node.pool.submit(signed(node, "//Alice", transfer("//Bob", BigInt(1_000 + i)), { nonce: i }));
    hashes.push((await node.author.seal()).hash);
  }
});
afterAll(async () => {
  await wire.close();
  await devnet.stop();
  expect(devnet.defects).toEqual([]);
});
const get = <T = unknown>(method: string, params: unknown = []) => ask<T>(devnet.http, method, params);

describe("blocks", () => {
  it("are found by number and hash, the best one without either", async () => {
    expect(await get("chain_getBlockHash", [[0, 1, 2, 3, 4, 5, 6, 7]])).toEqual([...hashes, null]);
    expect(await get("chain_getHead")).toBe(hashes[6]);
    expect(await get("chain_getHeader")).toEqual(await get("chain_getHeader", [hashes[6]]));
    expect(await get("chain_getHeader", [`0x${"11".repeat(32)}`])).toBe(null);
    expect(await get("chain_getBlock", [`0x${"11".repeat(32)}`])).toBe(null);
  });
  it("lag behind in finality", async () => {
    expect(await get("chain_getFinalizedHead")).toBe(hashes[4]);
    expect(await get("archive_v1_finalizedHeight")).toBe(4);
  });
  it("hash to their names, chain together and carry the slot", async () => {
    for (const [number, hash] of hashes.entries()) {
      const encoded = await get<string>("archive_v1_header", [hash]);
      expect(`0x${bytesToHex(blake2b256(hexToBytes(encoded.slice(2))))}`).toBe(hash);
      const header = Header.decode(hexToBytes(encoded.slice(2)));
      expect(header.number).toBe(number);
      if (number > 0) {
        expect(header.parent_hash).toBe(hashes[number - 1]);
        expect(header.digest.map((item) => item.type)).toEqual(["PreRuntime"]);
      }
      const json = await get<{ number: string; digest: { logs: string[] } }>("chain_getHeader", [hash]);
      expect(json.number).toBe(`0x${number.toString(16)}`);
      if (number > 0) expect(json.digest.logs).toEqual([`0x0661757261200${number}00000000000000`]);
    }
  });
});

describe("state", () => {
  it("is read at any block", async () => {
    for (const [number, hash] of hashes.entries()) {
      expect(await get("state_getStorage", [NUMBER, hash])).toBe(number === 0 ? null : u32(number));
    }
    expect(await get("state_getStorageHash", [NUMBER])).toBe(
      `0x${bytesToHex(blake2b256(hexToBytes(u32(6).slice(2))))}`,
    );
    expect(await get("state_getStorageSize", [NUMBER])).toBe(4);
    expect(await get("state_getStorage", [`${NUMBER}00`])).toBe(null);
  });
  it("says so when the block is not known", async () => {
    const unknown = `0x${"12".repeat(32)}`;
    const error = {
      code: 4003,
      message: `Client error: UnknownBlock: Header was not found in the database: ${unknown}`,
    };
    for (const [method, params] of [
      ["state_getStorage", [NUMBER, unknown]],
      ["state_call", ["Core_version", "0x", unknown]],
      ["state_getRuntimeVersion", [unknown]],
      ["state_getMetadata", [unknown]],
    ] as const) {
      expect((await post(devnet.http, method, params)).error).toEqual(error);
    }
  });
  it("is listed in raw-key order, page by page", async () => {
    const all = await get<string[]>("state_getKeys", [ACCOUNTS]);
    expect(all).toEqual([...all].sort());
    const paged: string[] = [];
    // The first page of one client begins at the prefix itself.
    for (let start: string = ACCOUNTS; ; ) {
      const page = await get<string[]>("state_getKeysPaged", [ACCOUNTS, 3, start]);
      if (page.length === 0) break;
      expect(page.every((key) => key > start)).toBe(true);
      paged.push(...page);
      start = page.at(-1)!;
    }
    expect(paged).toEqual(all);
    expect((await post(devnet.http, "state_getKeysPaged", [ACCOUNTS, 1001])).error).toEqual({
      code: 4002,
      message: "count exceeds maximum value. value: 1001, max: 1000",
    });
    const pairs = await get<[string, string][]>("state_getPairs", [ACCOUNTS]);
    expect(pairs.map(([key]) => key)).toEqual(all);
    const [group, ...more] = await get<{ block: string; changes: [string, string | null][] }[]>(
      "state_queryStorageAt",
      [[...all, `${ACCOUNTS}ff`]],
    );
    expect(more).toEqual([]);
    expect(group!.changes).toEqual([...pairs, [`${ACCOUNTS}ff`, null]]);
    expect(group!.block).toBe(hashes[6]);
  });
  it("is queried over a span of blocks", async () => {
    const groups = await get<{ block: string; changes: unknown }[]>("state_queryStorage", [
      [NUMBER],
      hashes[2],
      hashes[4],
    ]);
    expect(groups).toEqual([2, 3, 4].map((number) => ({ block: hashes[number], changes: [[NUMBER, u32(number)]] })));
    expect((await post(devnet.http, "state_queryStorage", [[NUMBER], hashes[4], hashes[2]])).error?.code).toBe(4001);
  });
  it("is proved", async () => {
    const { at, proof } = await get<{ at: string; proof: string[] }>("state_getReadProof", [
      [NUMBER, `${NUMBER}77`],
      hashes[3],
    ]);
    expect(at).toBe(hashes[3]);
    const { stateRoot } = await get<{ stateRoot: string }>("chain_getHeader", [at]);
    const parts = proof.map((part) => hexToBytes(part.slice(2)));
    const proved = (key: string) => verifyProof(hexToBytes(stateRoot.slice(2)), parts, key.slice(2));
    expect(hexOf(proved(NUMBER)!)).toBe(u32(3));
    expect(proved(`${NUMBER}77`)).toBe(undefined);
    expect(() => proved(ACCOUNTS)).toThrow();
  });
  it("answers runtime APIs, and names those that are missing as the reference does", async () => {
    const bare = await get("state_call", ["AccountNonceApi_account_nonce", accountOf("//Alice").slice(2)]);
    expect(bare).toBe(u32(6));
    expect(await get("state_call", ["AccountNonceApi_account_nonce", accountOf("//Alice"), hashes[2]])).toBe(u32(2));
    expect((await post(devnet.http, "state_call", ["Metadata_no_such", ""])).error).toEqual({
      code: 4003,
      message: "Client error: Execution failed: Other: Exported method Metadata_no_such is not found",
    });
    expect((await post(devnet.http, "state_call", ["AccountNonceApi_account_nonce", "0x00"])).error?.message).toMatch(
      /^Client error: Execution failed: .*Bad input data/,
    );
    const v15 = await get<string>("state_call", ["Metadata_metadata_at_version", "0x0f000000", hashes[0]]);
    expect(v15).toMatch(/^0x01[0-9a-f]{8}6d6574610f/);
  });
});

describe("subscriptions", () => {
  it("tell storage at once and when it changes", async () => {
    const watched = await wire.subscribe<{ block: string; changes: [string, string | null][] }>(
      "state_subscribeStorage",
      [[NUMBER, `${NUMBER}99`]],
    );
    await watched.until(() => true);
    expect(watched.seen[0]).toEqual({
      block: hashes[6],
      changes: [
        [NUMBER, u32(6)],
        [`${NUMBER}99`, null],
      ],
    });
    const next = await devnet.node.author.seal();
    hashes.push(next.hash);
    await watched.until(({ block }) => block === next.hash);
    expect(watched.seen[1]).toEqual({ block: next.hash, changes: [[NUMBER, u32(7)]] });
    expect(await wire.ask("state_unsubscribeStorage", [watched.id])).toBe(true);
  });
  it("tell the best and the final heads", async () => {
    const best = await wire.subscribe<{ number: string }>("chain_subscribeNewHeads");
    const final = await wire.subscribe<{ number: string }>("chain_subscribeFinalizedHeads");
    const version = await wire.subscribe<{ specVersion: number }>("state_subscribeRuntimeVersion");
    for (let i = 0; i < 3; i++) hashes.push((await devnet.node.author.seal()).hash);
    await best.until(({ number }) => number === "0xa");
    await final.until(({ number }) => number === "0x8");
    expect(best.seen.map(({ number }) => number)).toEqual(["0x7", "0x8", "0x9", "0xa"]);
    expect(final.seen.map(({ number }) => number)).toEqual(["0x5", "0x6", "0x7", "0x8"]);
    expect(version.seen).toMatchObject([{ specVersion: 425 }]);
  });
});

describe("chainHead", () => {
  type Event = { event: string; [field: string]: unknown };
  it("tells the tip, keeps what it told, and answers questions about it", async () => {
    const follow = await wire.subscribe<Event>("chainHead_v1_follow", [true]);
    await follow.until(({ event }) => event === "bestBlockChanged");
    expect(follow.seen.map(({ event }) => event)).toEqual(["initialized", "newBlock", "newBlock", "bestBlockChanged"]);
    const [initialized, first, second] = follow.seen as [Event, Event, Event];
    expect(initialized.finalizedBlockHashes).toEqual(hashes.slice(0, 9));
    expect(initialized.finalizedBlockRuntime).toMatchObject({
      type: "valid",
      spec: { specName: "node-subtensor", specVersion: 425, apis: { "0xdf6acb689907609b": 5 } },
    });
    expect(first).toEqual({ event: "newBlock", blockHash: hashes[9], parentBlockHash: hashes[8], newRuntime: null });
    const tip = second.blockHash as string;

    expect(await wire.ask("chainHead_v1_header", [follow.id, tip])).toBe(await get("archive_v1_header", [tip]));
    const body = await wire.ask<Event>("chainHead_v1_body", [follow.id, tip]);
    expect(body.result).toBe("started");
    const done = await follow.until(({ operationId }) => operationId === body.operationId);
    expect(done).toEqual({
      event: "operationBodyDone",
      operationId: body.operationId,
      value: await get("archive_v1_body", [tip]),
    });

    const call = await wire.ask<Event>("chainHead_v1_call", [
      follow.id,
      tip,
      "AccountNonceApi_account_nonce",
      accountOf("//Alice"),
    ]);
    expect(await follow.until(({ operationId }) => operationId === call.operationId)).toEqual({
      event: "operationCallDone",
      operationId: call.operationId,
      output: u32(6),
    });
    const wrong = await wire.ask<Event>("chainHead_v1_call", [follow.id, tip, "No_such", "0x"]);
    expect(await follow.until(({ operationId }) => operationId === wrong.operationId)).toMatchObject({
      event: "operationError",
    });

    const items = [
      { key: NUMBER, type: "value" },
      { key: NUMBER, type: "hash" },
      { key: ACCOUNTS, type: "descendantsValues" },
      { key: ACCOUNTS, type: "closestDescendantMerkleValue" },
      { key: "0xdeadbeef", type: "value" },
    ];
    const storage = await wire.ask<Event>("chainHead_v1_storage", [follow.id, tip, items]);
    expect(storage).toEqual({ result: "started", operationId: storage.operationId, discardedItems: 0 });
    await follow.until(
      ({ event, operationId }) => operationId === storage.operationId && event === "operationStorageDone",
    );
    const found = follow.seen
      .filter(({ operationId, event }) => operationId === storage.operationId && event === "operationStorageItems")
      .flatMap(({ items: some }) => some as { key: string; value?: string }[]);
    expect(found[0]).toEqual({ key: NUMBER, value: u32(10) });
    const accounts = await get<string[]>("state_getKeys", [ACCOUNTS]);
    expect(found.filter(({ key, value }) => value !== undefined && key !== NUMBER).map(({ key }) => key)).toEqual(
      accounts,
    );
    expect(found.at(-1)).toMatchObject({
      key: ACCOUNTS,
      closestDescendantMerkleValue: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    });

    hashes.push((await devnet.node.author.seal()).hash);
    await follow.until(({ event }) => event === "finalized");
    expect(follow.seen.slice(-3)).toEqual([
      { event: "newBlock", blockHash: hashes[11], parentBlockHash: hashes[10], newRuntime: null },
      { event: "bestBlockChanged", bestBlockHash: hashes[11] },
      { event: "finalized", finalizedBlockHashes: [hashes[9]], prunedBlockHashes: [] },
    ]);

    expect((await wire.answer("chainHead_v1_unpin", [follow.id, [tip, tip]])).error?.code).toBe(-32804);
    expect(await wire.ask("chainHead_v1_unpin", [follow.id, [hashes[0], hashes[1]]])).toBe(null);
    expect((await wire.answer("chainHead_v1_unpin", [follow.id, hashes[0]])).error?.code).toBe(-32801);
    expect((await wire.answer("chainHead_v1_header", [follow.id, hashes[0]])).error).toEqual({
      code: -32801,
      message: "Invalid block hash",
    });
    expect(await wire.ask("chainHead_v1_body", ["nobody", tip])).toEqual({ result: "limitReached" });
    expect(await wire.ask("chainHead_v1_unfollow", [follow.id])).toBe(true);
    expect(await wire.ask("chainHead_v1_header", [follow.id, tip])).toBe(null);
  });
  it("without the runtime refuses calls", async () => {
    const follow = await wire.subscribe<Event>("chainHead_v1_follow", [false]);
    await follow.until(({ event }) => event === "bestBlockChanged");
    expect(follow.seen[0]).not.toHaveProperty("finalizedBlockRuntime");
    expect(
      (await wire.answer("chainHead_v1_call", [follow.id, devnet.node.blockchain.head.hash, "Core_version", "0x"]))
        .error?.code,
    ).toBe(-32802);
    await wire.ask("chainHead_v1_unfollow", [follow.id]);
  });
  it("stops followers when the head is put elsewhere", async () => {
    const follow = await wire.subscribe<Event>("chainHead_v1_follow", [true]);
    await follow.until(({ event }) => event === "bestBlockChanged");
    await get("dev_setHead", [hashes[10]]);
    await follow.until(({ event }) => event === "stop");
    expect(await wire.ask("chainHead_v1_unfollow", [follow.id])).toBe(false);
  });
  it("grants a connection four followers", async () => {
    const follows = [];
    for (let i = 0; i < 4; i++) follows.push(await wire.subscribe("chainHead_v1_follow", [false]));
    expect((await wire.answer("chainHead_v1_follow", [false])).error?.code).toBe(-32800);
    for (const { id } of follows) await wire.ask("chainHead_v1_unfollow", [id]);
  });
});

describe("archive", () => {
  it("finds blocks by height, forks included", async () => {
    expect(await get("archive_v1_hashByHeight", [3])).toEqual([hashes[3]]);
    expect(await get("archive_v1_hashByHeight", [99])).toEqual([]);
    expect(await get("archive_v1_genesisHash")).toBe(hashes[0]);
  });
  it("calls and reads the past", async () => {
    expect(await get("archive_v1_call", [hashes[2], "AccountNonceApi_account_nonce", accountOf("//Alice")])).toEqual({
      success: true,
      value: u32(2),
    });
    expect(await get("archive_v1_call", [hashes[2], "No_such", "0x"])).toMatchObject({ success: false });
    expect(await get("archive_v1_call", [`0x${"33".repeat(32)}`, "Core_version", "0x"])).toBe(null);
    const read = await wire.subscribe<{ event: string }>("archive_v1_storage", [
      hashes[2],
      [{ key: NUMBER, type: "value" }],
      null,
    ]);
    await read.until(({ event }) => event === "storageDone");
    expect(read.seen).toEqual([{ event: "storage", key: NUMBER, value: u32(2) }, { event: "storageDone" }]);
  });
  it("shows what a block changed", async () => {
    const diff = await wire.subscribe<{ event: string; key?: string }>("archive_v1_storageDiff", [
      hashes[3],
      [{ key: NUMBER, returnType: "value" }],
      null,
    ]);
    await diff.until(({ event }) => event === "storageDiffDone");
    expect(diff.seen[0]).toEqual({ event: "storageDiff", key: NUMBER, value: u32(3), type: "modified" });
  });
});
