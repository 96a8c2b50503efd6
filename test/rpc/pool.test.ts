// The transaction pool through its RPC door: order, gaps, replacement, refusals with the node's codes, statuses. Codes and
// texts as in the reference's sc-rpc-api, author/error.rs, and sp_runtime's InvalidTransaction.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extrinsicHash } from "../../node/chain/blockchain.ts";
import type { Call } from "../../runtime/index.ts";
import { ask, type Devnet, post, startDevnet } from "../chain/devnet.ts";
import { hexOf, keyOf, remark, signed, transfer } from "./signing.ts";
import { Wire } from "./wire.ts";

/** A call of the operational class. */
const operational: Call = { pallet: "System", name: "set_heap_pages", args: { pages: 1n } };
let devnet: Devnet;
let wire: Wire;
beforeEach(async () => {
  devnet = await startDevnet({ sealing: "manual" });
  wire = await Wire.open(devnet.url);
});
afterEach(async () => {
  await wire.close();
  await devnet.stop();
  expect(devnet.defects).toEqual([]);
});
const submit = (extrinsic: Uint8Array) => post(devnet.http, "author_submitExtrinsic", [hexOf(extrinsic)]);
const block = (createEmpty = true) => ask<{ hash: string }>(devnet.http, "engine_createBlock", [createEmpty, true]);
const watch = (extrinsic: Uint8Array) => wire.subscribe<unknown>("author_submitAndWatchExtrinsic", [hexOf(extrinsic)]);

describe("what comes in", () => {
  it("is named by the hash of its bytes and goes into the next block", async () => {
    const tx = signed(devnet.node, "//Alice", transfer("//Bob", 1_000n), { nonce: 0 });
    expect(await submit(tx)).toEqual({ jsonrpc: "2.0", id: expect.anything(), result: extrinsicHash(tx) });
    expect(await ask(devnet.http, "author_pendingExtrinsics")).toEqual([hexOf(tx)]);
    const { hash } = await block();
    const { block: found } = await ask<{ block: { extrinsics: string[] } }>(devnet.http, "chain_getBlock", [hash]);
    expect(found.extrinsics[2]).toBe(hexOf(tx));
    expect(await ask(devnet.http, "author_pendingExtrinsics")).toEqual([]);
  });
  it("waits for the nonces before it", async () => {
    const { node } = devnet;
    const later = await watch(signed(node, "//Alice", transfer("//Bob", 1n), { nonce: 1 }));
    await later.until((status) => status === "future");
    expect(await ask(devnet.http, "author_pendingExtrinsics")).toEqual([]);
    expect(await ask(devnet.http, "system_accountNextIndex", [keyOf("//Alice").address])).toBe(0);
    await submit(signed(node, "//Alice", transfer("//Bob", 1n), { nonce: 0 }));
    await later.until((status) => status === "ready");
    expect(await ask(devnet.http, "account_nextIndex", [keyOf("//Alice").address])).toBe(2);
    const { hash } = await block();
    await later.until((status) => typeof status === "object");
    expect(later.seen).toEqual(["future", "ready", { inBlock: hash }]);
    await later.until((status) => typeof status === "object" && status !== null && "finalized" in status);
    expect(later.seen.at(-1)).toEqual({ finalized: hash });
  });
  it("is replaced by one of a higher class, and by no tip: the chain's payment wrapper sets the priority by class alone", async () => {
    const { node } = devnet;
    const first = signed(node, "//Alice", transfer("//Bob", 1n), { nonce: 0, tip: 10n });
    const watched = await watch(first);
    const richer = await submit(signed(node, "//Alice", transfer("//Bob", 2n), { nonce: 0, tip: 1_000_000n }));
    expect(richer.error).toEqual({
      code: 1014,
      message: "Priority is too low: (1 vs 1)",
      data: "The transaction has too low priority to replace another transaction already in the pool.",
    });
    const better = signed(node, "//Alice", operational, { nonce: 0 });
    await ask(devnet.http, "author_submitExtrinsic", [hexOf(better)]);
    await watched.until((status) => typeof status === "object");
    expect(watched.seen).toEqual(["ready", { usurped: extrinsicHash(better) }]);
    expect(await ask(devnet.http, "author_pendingExtrinsics")).toEqual([hexOf(better)]);
  });
  it("goes into a block by class, then by the end of its era, then as it came; the nonces of one sender in order", async () => {
    const { node } = devnet;
    await ask(devnet.http, "dev_newBlock", []);
    const of = (who: string, nonce: number, more = {}) =>
      signed(node, who, remark(`${who} ${nonce}`), { nonce, ...more });
    const late = of("//Bob", 0);
    const soon = of("//Charlie", 0, { era: { period: 16, birth: 1 } });
    const [second, first] = [signed(node, "//Alice", operational, { nonce: 1 }), of("//Alice", 0)];
    const top = signed(node, "//Dave", operational, { nonce: 0 });
    for (const tx of [late, second, first, soon, top]) await ask(devnet.http, "author_submitExtrinsic", [hexOf(tx)]);
    const { hash } = await block();
    const { block: found } = await ask<{ block: { extrinsics: string[] } }>(devnet.http, "chain_getBlock", [hash]);
    expect(found.extrinsics.slice(2)).toEqual([top, soon, late, first, second].map(hexOf));
  });
});

describe("what is refused", () => {
  const refusals: readonly (readonly [
    string,
    () => Uint8Array | Promise<Uint8Array>,
    { code: number; message: string; data?: string },
  ])[] = [
    [
      "a bad signature",
      () => signed(devnet.node, "//Alice", transfer("//Bob", 1n), { nonce: 0, forged: true }),
      { code: 1010, message: "Invalid Transaction", data: "Transaction has a bad signature" },
    ],
    [
      "a signer without money",
      () => signed(devnet.node, "//Nobody", transfer("//Bob", 1n), { nonce: 0 }),
      { code: 1010, message: "Invalid Transaction", data: "Inability to pay some fees (e.g. account balance too low)" },
    ],
    [
      "a nonce of the past",
      async () => {
        await submit(signed(devnet.node, "//Alice", remark("first"), { nonce: 0 }));
        await block();
        return signed(devnet.node, "//Alice", remark("second"), { nonce: 0 });
      },
      { code: 1010, message: "Invalid Transaction", data: "Transaction is outdated" },
    ],
    [
      "an era that is over",
      async () => {
        const tx = signed(devnet.node, "//Alice", remark("old"), { nonce: 0, era: { period: 4, birth: 0 } });
        await ask(devnet.http, "dev_newBlock", [{ count: 6 }]);
        return tx;
      },
      // The block at which it was born is known, but another than the one that was signed: the reference sees a bad signature.
      { code: 1010, message: "Invalid Transaction", data: "Transaction has a bad signature" },
    ],
    [
      "bytes that are no extrinsic",
      () => Uint8Array.of(4, 9),
      {
        code: 1002,
        message: expect.stringMatching(/^Verification Error: /) as unknown as string,
        data: expect.any(String) as unknown as string,
      },
    ],
    [
      "a length that does not fit",
      () => Uint8Array.of(40, 1, 2),
      { code: 1001, message: expect.stringMatching(/^Extrinsic has invalid format: /) as unknown as string },
    ],
  ];
  it.each(refusals)("%s", async (_, make, error) => {
    const tx = await make();
    expect((await submit(tx)).error).toEqual(error);
    // The watching door tells the same.
    if (error.code !== 1010)
      expect((await wire.answer("author_submitAndWatchExtrinsic", [hexOf(tx)])).error).toEqual(error);
  });
  it("twice: the second time it is banned", async () => {
    const tx = signed(devnet.node, "//Alice", transfer("//Bob", 1n), { nonce: 0, forged: true });
    await submit(tx);
    expect((await submit(tx)).error).toEqual({ code: 1012, message: "Transaction is temporarily banned" });
  });
  it("what is in the pool already", async () => {
    const tx = signed(devnet.node, "//Alice", transfer("//Bob", 1n), { nonce: 0 });
    await submit(tx);
    expect((await submit(tx)).error).toEqual({
      code: 1013,
      message: "Transaction Already Imported",
      data: extrinsicHash(tx),
    });
  });
});

describe("what happens in the pool", () => {
  it("drops what outlives its era", async () => {
    await ask(devnet.http, "dev_newBlock", [{ count: 3 }]);
    const watched = await watch(
      signed(devnet.node, "//Alice", remark("short"), { nonce: 5, era: { period: 4, birth: 3 } }),
    );
    await ask(devnet.http, "dev_newBlock", [{ count: 6 }]);
    await watched.until((status) => status === "invalid");
    expect(watched.seen).toEqual(["future", "invalid"]);
  });
  it("takes out what is removed, and bans it", async () => {
    const tx = signed(devnet.node, "//Alice", remark("gone"), { nonce: 0 });
    const watched = await watch(tx);
    expect(await ask(devnet.http, "author_removeExtrinsic", [[{ hash: extrinsicHash(tx) }]])).toEqual([
      extrinsicHash(tx),
    ]);
    await watched.until((status) => status === "invalid");
    expect((await submit(tx)).error?.code).toBe(1012);
  });
  it("keeps within its limits", async () => {
    const small = await startDevnet({
      sealing: "manual",
      poolLimits: { ready: { count: 3, bytes: 1 << 20 }, future: { count: 1, bytes: 1 << 20 } },
    });
    try {
      const send = (who: string, nonce: number, call = operational) =>
        post(small.http, "author_submitExtrinsic", [hexOf(signed(small.node, who, call, { nonce }))]);
      for (const nonce of [0, 1, 2]) expect((await send("//Alice", nonce)).error).toBeUndefined();
      expect((await send("//Bob", 0, remark("x"))).error).toEqual({
        code: 1016,
        message: "Immediately Dropped",
        data: "The transaction couldn't enter the pool because of the limit",
      });
      // Of equals the oldest goes, with what depends on it.
      expect((await send("//Charlie", 0)).error).toBeUndefined();
      expect(await ask(small.http, "dev_poolStatus")).toMatchObject({ ready: 1, future: 0 });
    } finally {
      await small.stop();
    }
  });
  it("forgets a watcher that leaves", async () => {
    const watched = await watch(signed(devnet.node, "//Alice", remark("w"), { nonce: 0 }));
    expect(await wire.ask("author_unwatchExtrinsic", [watched.id])).toBe(true);
    expect(await wire.ask("author_unwatchExtrinsic", [watched.id])).toBe(false);
    await block();
    expect(watched.seen).toEqual(["ready"]);
  });
});
