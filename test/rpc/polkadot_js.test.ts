// The chain as @polkadot/api sees it: constants, storage, events, heads, transactions from signing to finality.

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Devnet, startDevnet } from "../chain/devnet.ts";

let devnet: Devnet;
let api: ApiPromise;
let alice: KeyringPair;
let bob: KeyringPair;
const ED = 500n;

beforeAll(async () => {
  devnet = await startDevnet({ sealing: "instant" });
  api = await ApiPromise.create({ provider: new WsProvider(devnet.url) as never, noInitWarn: true });
  const keyring = new Keyring({ type: "sr25519" });
  alice = keyring.addFromUri("//Alice");
  bob = keyring.addFromUri("//Bob");
});
afterAll(async () => {
  await api?.disconnect();
  await devnet?.stop();
  expect(devnet.defects).toEqual([]);
});

const free = async (who: string): Promise<bigint> =>
  (
    (await api.query.system!.account!(who)) as unknown as { data: { free: { toBigInt(): bigint } } }
  ).data.free.toBigInt();
type Sent = { status: string[]; block: string; events: { section: string; method: string; data: unknown[] }[] };
function send(tx: ReturnType<ApiPromise["tx"]>, signer: KeyringPair, options: object = {}): Promise<Sent> {
  const status: string[] = [];
  return new Promise((resolve, reject) => {
    tx.signAndSend(signer, options, (result) => {
      status.push(result.status.type);
      if (result.status.isFinalized) {
        resolve({
          status,
          block: result.status.asFinalized.toHex(),
          events: result.events.map(({ event }) => ({
            section: event.section,
            method: event.method,
            data: [...event.data],
          })),
        });
      } else if (result.isError) reject(new Error(result.status.type));
    }).catch(reject);
  });
}

describe("what the chain is", () => {
  it("tells its name, genesis and version", async () => {
    expect((await api.rpc.system.chain()).toString()).toBe("Bittensor");
    expect(api.genesisHash.toHex()).toBe(devnet.node.blockchain.genesis.hash);
    expect(api.runtimeVersion.specVersion.toNumber()).toBe(425);
    expect(api.registry.chainSS58).toBe(42);
    expect(api.registry.chainTokens).toEqual(["TAO"]);
  });
  it("shows constants", () => {
    expect(String(api.consts.balances!.existentialDeposit)).toBe("500");
    expect(String(api.consts.aura!.slotDuration)).toBe("12000");
    expect(String(api.consts.system!.blockHashCount)).toBe("2400");
  });
  it("shows storage: values, maps, keys, sizes, the past", async () => {
    expect(await free(alice.address)).toBeGreaterThan(999_000n * 10n ** 9n);
    const entries = await api.query.system!.account!.entries();
    expect(entries.map(([key]) => key.args[0]!.toString())).toContain(bob.address);
    expect(Number(await api.query.system!.number!())).toBe(devnet.node.blockchain.head.number);
    const past = await api.at(devnet.node.blockchain.genesis.hash);
    expect(Number(await past.query.system!.number!())).toBe(0);
    expect((await api.query.aura!.authorities!.size()).toNumber()).toBe(97);
  });
  it("answers runtime calls", async () => {
    expect(Number(await api.call.accountNonceApi!.accountNonce!(bob.address))).toBe(0);
    expect(Number(await api.call.auraApi!.slotDuration!())).toBe(12_000);
  });
});

describe("transactions", () => {
  it("is followed to finality, and every rao is accounted for", async () => {
    // The client's first transaction is slow: it has the events' types yet to build.
    await send(api.tx.system!.remark!("warm"), alice);
    const value = 123_456_789n;
    const [before, otherBefore] = [await free(alice.address), await free(bob.address)];
    const heads: number[] = [];
    const stop = await api.rpc.chain.subscribeNewHeads((header) => void heads.push(header.number.toNumber()));
    const { status, block, events } = await send(api.tx.balances!.transferKeepAlive!(bob.address, value), alice);
    stop();
    expect(status).toEqual(["Ready", "InBlock", "Finalized"]);
    const fee = BigInt(String(events.find((one) => one.method === "TransactionFeePaid")!.data[1]));
    expect(fee).toBeGreaterThan(0n);
    expect(await free(alice.address)).toBe(before - value - fee);
    expect(await free(bob.address)).toBe(otherBefore + value);
    expect(events.map((one) => one.method)).toContain("ExtrinsicSuccess");
    const signed = await api.rpc.chain.getBlock(block);
    expect(signed.block.header.hash.toHex()).toBe(block);
    // The time, the key for shielded transactions, the transaction.
    expect(signed.block.extrinsics).toHaveLength(3);
    expect(heads.at(-1)).toBe(signed.block.header.number.toNumber());
  });
  it("costs what payment info says", async () => {
    const tx = api.tx.balances!.transferKeepAlive!(bob.address, 1_000_000n);
    const info = await tx.paymentInfo(alice);
    const { events } = await send(tx, alice);
    expect(String(events.find((one) => one.method === "TransactionFeePaid")!.data[1])).toBe(info.partialFee.toString());
  });
  it("takes immortal and mortal ones", async () => {
    for (const era of [0, 8, 64]) {
      const { events } = await send(api.tx.system!.remarkWithEvent!(`era ${era}`), alice, { era });
      expect(events.map((one) => one.method)).toContain("Remarked");
    }
  });
  it("keeps the fee and the nonce of a refused call, and nothing else", async () => {
    const [before, other] = [await free(alice.address), await free(bob.address)];
    const { events } = await send(api.tx.balances!.transferKeepAlive!(bob.address, before), alice);
    expect(events.map((one) => one.method)).toContain("ExtrinsicFailed");
    const fee = BigInt(String(events.find((one) => one.method === "TransactionFeePaid")!.data[1]));
    expect(await free(alice.address)).toBe(before - fee);
    expect(await free(bob.address)).toBe(other);
  });
  it("reaps an account that falls below the existential deposit", async () => {
    const poor = new Keyring({ type: "ed25519" }).addFromUri("//Poor");
    await send(api.tx.balances!.transferKeepAlive!(poor.address, ED * 4_000n), alice);
    expect(await free(poor.address)).toBe(ED * 4_000n);
    const { events } = await send(api.tx.balances!.transferAll!(alice.address, false), poor);
    expect(events.map((one) => one.method)).toContain("KilledAccount");
    expect(await free(poor.address)).toBe(0n);
  });
});
