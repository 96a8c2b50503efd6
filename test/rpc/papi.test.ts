// The chain as polkadot-api sees it: chainHead, archive and transaction of the new JSON-RPC interface.

import { createClient, type PolkadotClient } from "polkadot-api";
import { getPolkadotSigner, type PolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Devnet, startDevnet } from "../chain/devnet.ts";
import { keyOf } from "./signing.ts";

let devnet: Devnet;
let client: PolkadotClient;
// biome-ignore lint/suspicious/noExplicitAny: the untyped face of the client
let api: any;
const signerOf = (uri: string): PolkadotSigner =>
  getPolkadotSigner(keyOf(uri).publicKey, "Sr25519", (message) => keyOf(uri).sign(message));
const [alice, bob] = ["//Alice", "//Bob"].map((uri) => keyOf(uri).address) as [string, string];

beforeAll(async () => {
  devnet = await startDevnet({ sealing: "instant", finalityLag: 0 });
  client = createClient(getWsProvider(devnet.url, { websocketClass: WebSocket as never }));
  api = client.getUnsafeApi();
});
afterAll(async () => {
  client?.destroy();
  await devnet?.stop();
  expect(devnet.defects).toEqual([]);
});
const free = async (who: string): Promise<bigint> =>
  (await api.query.System.Account.getValue(who, { at: "best" })).data.free;

describe("what the chain is", () => {
  it("tells its specification", async () => {
    const { name, genesisHash, properties } = await client.getChainSpecData();
    expect({ name, genesisHash, properties }).toEqual({
      name: "Bittensor",
      genesisHash: devnet.node.blockchain.genesis.hash,
      properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: "TAO" },
    });
  });
  it("shows constants, storage and runtime calls", async () => {
    expect(await api.constants.Balances.ExistentialDeposit()).toBe(500n);
    expect(await api.constants.Aura.SlotDuration()).toBe(12_000n);
    expect(await free(bob)).toBe(1_000_000n * 10n ** 9n);
    const accounts = await api.query.System.Account.getEntries();
    expect(accounts.map(({ keyArgs }: { keyArgs: [string] }) => keyArgs[0])).toContain(alice);
    expect(await api.apis.AccountNonceApi.account_nonce(alice)).toBe(0);
    expect((await api.query.Aura.Authorities.getValue()).length).toBe(3);
  });
});

describe("transactions", () => {
  it("is followed to finality, and every rao is accounted for", async () => {
    const value = 7_654_321n;
    const [before, otherBefore] = [await free(alice), await free(bob)];
    const tx = api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value });
    const estimated: bigint = await tx.getEstimatedFees(alice);
    const seen: string[] = [];
    // biome-ignore lint/suspicious/noExplicitAny: events of the untyped face
    const final: any = await new Promise((resolve, reject) =>
      tx.signSubmitAndWatch(signerOf("//Alice")).subscribe({
        next(event: { type: string; found?: boolean }) {
          seen.push(event.type === "txBestBlocksState" ? `${event.type} ${event.found}` : event.type);
          if (event.type === "finalized") resolve(event);
        },
        error: reject,
      }),
    );
    expect(seen.filter((one, i) => seen.indexOf(one) === i)).toEqual([
      "signed",
      "broadcasted",
      "txBestBlocksState true",
      "finalized",
    ]);
    expect(final.ok).toBe(true);
    const paid = final.events.find(
      (one: { type: string; value: { type: string } }) =>
        one.type === "TransactionPayment" && one.value.type === "TransactionFeePaid",
    );
    const fee: bigint = paid.value.value.actual_fee;
    expect(fee).toBe(estimated);
    expect(await free(alice)).toBe(before - value - fee);
    expect(await free(bob)).toBe(otherBefore + value);
    // The time, the key for shielded transactions, the transaction.
    expect((await client.getBlockBody(final.block.hash)).length).toBe(3);
  });
  it("reports a refused call with the pallet's error", async () => {
    const tx = api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value: 2_000_000n * 10n ** 9n });
    const { ok, dispatchError } = await tx.signAndSubmit(signerOf("//Alice"));
    expect(ok).toBe(false);
    expect(dispatchError).toMatchObject({ type: "Token", value: { type: "FundsUnavailable" } });
  });
  it("refuses an invalid one before it is sent", async () => {
    const tx = api.tx.System.remark({ remark: new Uint8Array([1, 2, 3]) });
    await expect(tx.signAndSubmit(signerOf("//NoMoney"))).rejects.toMatchObject({
      error: { type: "Invalid", value: { type: "Payment" } },
    });
  });
});

describe("heads", () => {
  it("are told as they come, each once, in order", async () => {
    const seen: number[] = [];
    const subscription = client.finalizedBlock$.subscribe(({ number }) => void seen.push(number));
    await client.getFinalizedBlock();
    const start = devnet.node.blockchain.head.number;
    for (let i = 0; i < 5; i++) await devnet.node.author.seal();
    await expect.poll(() => seen.at(-1), { timeout: 20_000 }).toBe(start + 5);
    subscription.unsubscribe();
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => seen[0]! + i));
  });
  it("goes on when the head is put back", async () => {
    const before = devnet.node.blockchain.head;
    await devnet.node.author.seal();
    await devnet.node.blockchain.turns.take(() => devnet.node.blockchain.setHead(before.hash));
    await devnet.node.author.seal();
    await devnet.node.author.seal();
    await expect
      .poll(async () => (await client.getFinalizedBlock()).number, { timeout: 20_000 })
      .toBe(before.number + 2);
    expect(Number(await api.query.System.Number.getValue({ at: "best" }))).toBe(before.number + 2);
  });
});
