// Shielded transactions from a client's side, over a real socket: the key that the chain tells, sealed as clients seal, found
// beside its wrapper in the block. What must happen follows the reference's ts-tests (zombienet_shield).

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { xxhashAsU8a } from "@polkadot/util-crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Sealing } from "../../node/author/author.ts";
import type { Rhythm } from "../../node/author/clock.ts";
import { extrinsicHash } from "../../node/chain/blockchain.ts";
import { type Call, executeBlock } from "../../runtime/index.ts";
import { shield } from "../../runtime/pallets/shield/contract.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { ask, type Devnet, startDevnet } from "../chain/devnet.ts";
import { accountOf, hexOf, signed, transfer } from "./signing.ts";
import { Wire } from "./wire.ts";

let devnet: Devnet;
let wire: Wire;
async function start(sealing: Sealing, rhythm: Rhythm = "slots"): Promise<void> {
  devnet = await startDevnet({ sealing, rhythm });
  wire = await Wire.open(devnet.url);
}
afterEach(async () => {
  await wire.close();
  await devnet.stop();
  expect(devnet.defects).toEqual([]);
});

const block = () => ask<{ hash: string }>(devnet.http, "engine_createBlock", [true, true]);
const bodyOf = async (hash?: string) =>
  (await ask<{ block: { extrinsics: string[] } }>(devnet.http, "chain_getBlock", hash === undefined ? [] : [hash]))
    .block.extrinsics;
/** A key as its storage has it, with a compact length of two bytes before it. */
async function keyAt(item: "CurrentKey" | "PendingKey" | "NextKey"): Promise<Uint8Array | undefined> {
  const stored = await ask<string | null>(devnet.http, "state_getStorage", [`0x${shield.read[item].rawKey()}`]);
  return stored === null ? undefined : hexToBytes(stored.slice(2)).subarray(2);
}
const nextKey = async (): Promise<Uint8Array> => (await keyAt("NextKey"))!;
function freeOf(uri: string): bigint {
  const { node } = devnet;
  const state = node.blockchain.stateOf(node.blockchain.head.hash);
  return system.read.Account.get({ state, profile: node.chain.profile }, accountOf(uri)).data.free;
}

/** As clients seal: the hash of the key, the length of the encapsulation, that, the nonce, the text. */
function sealed(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(key);
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const length = Uint8Array.of(cipherText.length & 255, cipherText.length >> 8);
  const text = xchacha20poly1305(sharedSecret, nonce).encrypt(plain);
  return Uint8Array.from(Buffer.concat([xxhashAsU8a(key, 128), length, cipherText, nonce, text]));
}
const submit = (ciphertext: Uint8Array): Call => ({
  pallet: "MevShield",
  name: "submit_encrypted",
  args: { ciphertext },
});
/** Signed for eight blocks, as of the head. */
function wrapped(ciphertext: Uint8Array, nonce: number): Uint8Array {
  const birth = devnet.node.blockchain.head.number;
  return signed(devnet.node, "//Alice", submit(ciphertext), { nonce, era: { period: 8, birth } });
}
const inner = (nonce: number, value = 2_000_000_000n): Uint8Array =>
  signed(devnet.node, "//Alice", transfer("//Bob", value), { nonce });
const watch = (extrinsic: Uint8Array) =>
  wire.subscribe<{ inBlock?: string }>("author_submitAndWatchExtrinsic", [hexOf(extrinsic)]);
const inBlock = async (extrinsic: Uint8Array): Promise<string> => {
  const seen = await (await watch(extrinsic)).until((status) => typeof status === "object" && "inBlock" in status);
  return seen.inBlock!;
};
/** The block again, as somebody would who holds no key. */
function executedAgain(hash: string): string {
  const { blockchain, chain } = devnet.node;
  const found = blockchain.block(hash as H256)!;
  const parent = blockchain.block(found.header.parent_hash)!;
  const state = blockchain.stateOf(parent.hash);
  return executeBlock(
    chain,
    { hash: parent.hash, number: parent.number, state },
    { header: found.header, extrinsics: blockchain.body(found.hash)! },
  ).hash;
}

describe("keys", () => {
  it("are announced in every block, and move up from the author's own to the current one", async () => {
    await start("manual");
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      await block();
      const keys = await Promise.all((["NextKey", "PendingKey", "CurrentKey"] as const).map(keyAt));
      seen.push(keys.map((key) => (key === undefined ? "-" : String(key.length))).join(" "));
    }
    expect(seen).toEqual(["- - -", "1184 - -", "1184 1184 -", "1184 1184 1184"]);
  });
  it("roll with every block where the machine's clock makes them", async () => {
    await start("manual", "wall");
    const seen: (Uint8Array | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      await block();
      seen.push(await keyAt("NextKey"));
    }
    expect(seen[0]).toBeUndefined();
    expect(new Set(seen.slice(1).map((key) => hexOf(key!))).size).toBe(3);
    expect(await keyAt("PendingKey")).toEqual(seen[2]);
    expect(await keyAt("CurrentKey")).toEqual(seen[1]);
  });
});

describe("a shielded transfer", () => {
  it.each<[string, Sealing, Rhythm]>([
    ["blocks on demand", "instant", "slots"],
    ["rolling keys", "instant", "wall"],
    ["blocks at an interval", 50, "slots"],
  ])("goes through at once: %s", async (_name, sealing, rhythm) => {
    await start(sealing, rhythm);
    if (sealing === "instant") for (let i = 0; i < 2; i++) await block();
    else while ((await keyAt("NextKey")) === undefined) await new Promise((wait) => setTimeout(wait, 20));
    const before = freeOf("//Bob");
    const plain = inner(1);
    const wrapper = wrapped(sealed(await nextKey(), plain), 0);
    const hash = await inBlock(wrapper);
    const body = await bodyOf(hash);
    expect(body.slice(2)).toEqual([hexOf(wrapper), hexOf(plain)]);
    expect(freeOf("//Bob") - before).toBe(2_000_000_000n);
    expect(devnet.node.blockchain.place(extrinsicHash(plain))).toEqual({ block: hash, index: 3 });
    expect(executedAgain(hash)).toBe(hash);
  });
  it("goes into a block that is asked for with it", async () => {
    await start("manual");
    for (let i = 0; i < 3; i++) await block();
    const plain = inner(1);
    const wrapper = wrapped(sealed((await keyAt("PendingKey"))!, plain), 0);
    const hash = await ask<string>(devnet.http, "dev_newBlock", [{ transactions: [hexOf(wrapper)] }]);
    expect((await bodyOf(hash)).slice(2)).toEqual([hexOf(wrapper), hexOf(plain)]);
  });
  it("is refused inside the block like any other, and the wrapper stays", async () => {
    await start("manual");
    for (let i = 0; i < 3; i++) await block();
    const tooMuch = inner(1, 10n ** 18n);
    await watch(wrapped(sealed(await nextKey(), tooMuch), 0));
    const { hash } = await block();
    expect((await bodyOf(hash)).slice(3)).toEqual([hexOf(tooMuch)]);
    const at = { state: devnet.node.blockchain.stateOf(hash as H256), profile: devnet.node.chain.profile };
    const ends = system.read.Events.get(at).flatMap(({ phase, event }) =>
      event.name.startsWith("Extrinsic") && phase.type === "ApplyExtrinsic" ? [[phase.value, event.name]] : [],
    );
    expect(ends.slice(2)).toEqual([
      [2, "ExtrinsicSuccess"],
      [3, "ExtrinsicFailed"],
    ]);
  });
});

describe("what cannot be opened", () => {
  it("leaves the wrapper alone in the block when it is no extrinsic, or may not enter", async () => {
    await start("manual");
    for (let i = 0; i < 2; i++) await block();
    const key = await nextKey();
    const garbage = Uint8Array.from({ length: 64 }, (_, i) => (i * 7 + 13) & 255);
    const used = inner(0);
    const unreadable = sealed(key, inner(1));
    unreadable[unreadable.length - 1]! ^= 1;
    const wrappers = [sealed(key, garbage), sealed(key, used), unreadable].map(wrapped);
    for (const wrapper of wrappers) await watch(wrapper);
    const { hash } = await block();
    expect((await bodyOf(hash)).slice(2)).toEqual(wrappers.map(hexOf));
  });
  it("waits when the key is another's, and goes when its time is over", async () => {
    await start("manual");
    for (let i = 0; i < 3; i++) await block();
    const before = freeOf("//Bob");
    const ciphertext = sealed(await nextKey(), inner(1));
    ciphertext.fill(0xff, 0, 16);
    const wrapper = wrapped(ciphertext, 0);
    const watched = await watch(wrapper);
    for (let i = 0; i < 6; i++) {
      expect((await bodyOf((await block()).hash)).length).toBe(2);
      expect(await ask(devnet.http, "author_pendingExtrinsics")).toEqual([hexOf(wrapper)]);
    }
    await block();
    expect(await ask(devnet.http, "author_pendingExtrinsics")).toEqual([]);
    expect(watched.seen.at(-1)).toBe("invalid");
    expect(freeOf("//Bob")).toBe(before);
  });
});
