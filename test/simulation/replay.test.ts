// A recorded chain of a thousand random blocks, executed again by another process, gives the same roots; and what a failed
// extrinsic leaves behind is its fee and its nonce.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextAt } from "../../runtime/executive/query.ts";
import { faultsOf } from "../../runtime/frame/invariant.ts";
import type { Call } from "../../runtime/index.ts";
import { balances } from "../../runtime/pallets/balances/contract.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { type Devnet, run, startDevnet, temporaryFolder } from "../chain/devnet.ts";
import { invariants } from "../model/invariants.ts";
import { accountOf, signed, transfer } from "../rpc/signing.ts";

const BLOCKS = Number(process.env.TAOLAB_BLOCKS ?? 1_000);
const SEED = Number(process.env.TAOLAB_SEED ?? 425);
const PEOPLE = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve"];

const dest = fc.constantFrom(...PEOPLE, "//Poor", "//Poorer").map((uri) => ({ type: "Id", value: accountOf(uri) }));
const value = fc.oneof(
  fc.bigInt({ min: 0n, max: 1_000n }),
  fc.bigInt({ min: 1_000n, max: 10n ** 12n }),
  fc.constant(10n ** 18n),
);
/** Calls that go through, calls that are refused, calls within calls. */
const plain: fc.Arbitrary<Call> = fc.oneof(
  fc
    .tuple(fc.constantFrom("transfer_keep_alive", "transfer_allow_death"), dest, value)
    .map(([name, to, amount]) => ({ pallet: "Balances", name, args: { dest: to, value: amount } })),
  fc
    .tuple(dest, fc.nat({ max: 9 }))
    .map(([to, n]) => ({ pallet: "Balances", name: "transfer_all", args: { dest: to, keep_alive: n > 0 } })),
  fc.uint8Array({ maxLength: 60 }).map((remark) => ({ pallet: "System", name: "remark_with_event", args: { remark } })),
  fc
    .tuple(dest, fc.nat({ max: 3 }))
    .map(([delegate, delay]) => ({ pallet: "Proxy", name: "add_proxy", args: { delegate, proxy_type: "Any", delay } })),
  fc.constant({ pallet: "Proxy", name: "remove_proxies", args: {} }),
);
const anyCall: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: plain },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("batch", "batch_all", "force_batch"), fc.array(plain, { maxLength: 3 }))
      .map(([name, calls]) => ({ pallet: "Utility", name, args: { calls } })),
  },
);
const block = fc.array(fc.tuple(fc.constantFrom(...PEOPLE), anyCall), { maxLength: 3 });

describe("a recorded chain", () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  let devnet: Devnet;
  const data = join(folder.path, "chains", "bittensor", "db");
  beforeAll(async () => {
    devnet = await startDevnet({ sealing: "manual", folder: data });
  });
  afterAll(() => {
    folder.remove();
    elsewhere.remove();
  });

  it(`of ${BLOCKS} random blocks keeps the invariants (seed ${SEED})`, { timeout: 600_000 }, async () => {
    const { node } = devnet;
    const nonces = new Map<string, number>();
    for (const [i, calls] of fc.sample(block, { numRuns: BLOCKS, seed: SEED }).entries()) {
      const transactions = calls.map(([uri, call]) => {
        const nonce = nonces.get(uri) ?? 0;
        nonces.set(uri, nonce + 1);
        return signed(node, uri, call, { nonce });
      });
      const before = node.blockchain.head;
      let sealed = await node.author.seal({ transactions }).catch(() => undefined);
      if (sealed === undefined) {
        // Somebody gave everything away and can't pay a fee any more: nothing of the block counts.
        for (const [uri] of calls)
          nonces.set(
            uri,
            system.read.Account.get(contextAt(node.chain, node.blockchain.stateOf(before.hash)), accountOf(uri)).nonce,
          );
        sealed = await node.author.seal();
      }
      if (i % 50 === 0)
        expect(faultsOf(contextAt(node.chain, node.blockchain.stateOf(sealed.hash)), invariants)).toEqual([]);
    }
    expect(node.blockchain.head.number).toBe(BLOCKS);
  });

  it("a refused extrinsic changes its sender's fee and nonce, and the author's balance", async () => {
    const { node } = devnet;
    // Ferdie stayed out of it all, and so can still pay.
    const sender = "//Ferdie";
    const at = () => contextAt(node.chain, node.blockchain.stateOf(node.blockchain.head.hash));
    const { nonce } = system.read.Account.get(at(), accountOf(sender));
    const accounts = () =>
      new Map(Array.from(system.read.Account.entries(at()), ([[who], info]) => [who as string, info]));
    await node.author.seal();
    const before = accounts();
    await node.author.seal({ transactions: [signed(node, sender, transfer("//Bob", 10n ** 18n), { nonce })] });
    const after = accounts();
    const events = system.read.Events.get(at());
    expect(events.some(({ event }) => event.name === "ExtrinsicFailed")).toBe(true);
    const fee = (events.find(({ event }) => event.name === "TransactionFeePaid")!.event.data[1] as bigint) ?? 0n;
    const changed = [...after]
      .filter(([who, info]) => JSON.stringify(info, bigText) !== JSON.stringify(before.get(who), bigText))
      .map(([who]) => who);
    const author = ["//One", "//Two", "//Three"].map((uri) => accountOf(uri) as string);
    expect(changed.filter((who) => who !== accountOf(sender) && !author.includes(who))).toEqual([]);
    const payer = accountOf(sender);
    expect(after.get(payer)!.nonce).toBe(nonce + 1);
    expect(before.get(payer)!.data.free - after.get(payer)!.data.free).toBe(fee);
    expect(balances.read.TotalIssuance.get(at())).toBe(
      Array.from(after.values()).reduce((sum, { data: d }) => sum + d.free + d.reserved, 0n),
    );
  });

  it("gives the same roots in another process", { timeout: 600_000 }, async () => {
    const { hash, number } = devnet.node.blockchain.head;
    await devnet.stop();
    const file = join(folder.path, "blocks.scale");
    const exported = await run(["export-blocks", "--base-path", folder.path, file]);
    expect(exported).toMatchObject({ code: 0 });
    const imported = await run(["import-blocks", "--base-path", elsewhere.path, file]);
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.stdout).toContain(`${number} blocks executed and stored; head is #${number} ${hash}.`);
    const again = join(elsewhere.path, "again.scale");
    expect(await run(["export-blocks", "--base-path", elsewhere.path, again])).toMatchObject({ code: 0 });
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });
});
const bigText = (_key: string, one: unknown): unknown => (typeof one === "bigint" ? `${one}` : one);
