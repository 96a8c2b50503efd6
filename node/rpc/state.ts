// state_*: raw storage, runtime APIs, metadata, proofs. Mirrors sc-rpc-api, state.

import type { Trie } from "../../runtime/index.ts";
import { bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { bytes as scaleBytes } from "../../runtime/primitives/scale/index.ts";
import type { Node } from "../node.ts";
import { answerAt, whenThere } from "./answers.ts";
import { invalidParams, RpcFailure } from "./failure.ts";
import { method, subscription, unsafeMethod, unsubscription } from "./method.ts";
import { hash, hex, list, optional, storageKey, text, u32 } from "./params.ts";
import { blockAt, callAt, stateAt, versionJson } from "./reads.ts";

const valueAt = (state: Trie, key: string): string | null => {
  const cell = state.get(key);
  return cell === undefined ? null : bytesToHex0x(cell.bytes);
};

export const state_call = method({ name: text, bytes: hex, hash: optional(hash) }, (node, { name, bytes, hash: at }) =>
  whenThere(answerAt(node, at, name, bytes), bytesToHex0x),
);
export const state_callAt = state_call;

export const state_getStorage = method({ key: storageKey, hash: optional(hash) }, (node, { key, hash: at }) =>
  valueAt(stateAt(node, at), key),
);
export const state_getStorageAt = state_getStorage;
export const state_getStorageHash = method({ key: storageKey, hash: optional(hash) }, (node, { key, hash: at }) => {
  const cell = stateAt(node, at).get(key);
  return cell === undefined ? null : bytesToHex0x(blake2b256(cell.bytes));
});
export const state_getStorageHashAt = state_getStorageHash;
/** Size of a value, or of all values under the key where it is only a prefix. */
export const state_getStorageSize = method({ key: storageKey, hash: optional(hash) }, (node, { key, hash: at }) => {
  const state = stateAt(node, at);
  const cell = state.get(key);
  if (cell !== undefined) return cell.bytes.length;
  let sum = 0;
  for (const [, { bytes }] of state.entries(key)) sum += bytes.length;
  return sum > 0 ? sum : null;
});
export const state_getStorageSizeAt = state_getStorageSize;

/** Keys that one answer of the older, unpaged methods may hold. */
const MAX_KEYS = 100_000;
export const state_getKeys = method({ prefix: storageKey, hash: optional(hash) }, (node, { prefix, hash: at }) => {
  const keys: string[] = [];
  for (const key of stateAt(node, at).keys(prefix)) {
    if (keys.push(`0x${key}`) > MAX_KEYS)
      throw new RpcFailure(4003, `Client error: more than ${MAX_KEYS} keys, use state_getKeysPaged`);
  }
  return keys;
});
export const state_getPairs = unsafeMethod(
  { prefix: storageKey, hash: optional(hash) },
  (node, { prefix, hash: at }) => {
    const pairs: [string, string][] = [];
    for (const [key, { bytes }] of stateAt(node, at).entries(prefix)) {
      if (pairs.push([`0x${key}`, bytesToHex0x(bytes)]) > MAX_KEYS)
        throw new RpcFailure(4003, `Client error: more than ${MAX_KEYS} keys, use state_getKeysPaged`);
    }
    return pairs;
  },
);
/** Keys of a page. */
const PAGE = 1000;
export const state_getKeysPaged = method(
  { prefix: optional(storageKey), count: u32, startKey: optional(storageKey), hash: optional(hash) },
  (node, { prefix, count, startKey, hash: at }) => {
    if (count > PAGE) throw new RpcFailure(4002, `count exceeds maximum value. value: ${count}, max: ${PAGE}`);
    const keys: string[] = [];
    if (count === 0) return keys;
    for (const key of stateAt(node, at).keys(prefix ?? "", startKey)) if (keys.push(`0x${key}`) === count) break;
    return keys;
  },
);
export const state_getKeysPagedAt = state_getKeysPaged;

export const state_getMetadata = method({ hash: optional(hash) }, (node, { hash: at }) =>
  bytesToHex0x(scaleBytes.decode(callAt(node, at, "Metadata_metadata", new Uint8Array(0)))),
);
export const state_getRuntimeVersion = method({ hash: optional(hash) }, (node, { hash: at }) => {
  blockAt(node, at);
  return versionJson(node);
});

type Change = readonly [key: string, value: string | null];
const changesOf = (state: Trie, keys: readonly string[]): Change[] =>
  keys.map((key) => [`0x${key}`, valueAt(state, key)]);

export const state_queryStorageAt = method({ keys: list(storageKey), at: optional(hash) }, (node, { keys, at }) => {
  const block = blockAt(node, at);
  return [{ block: block.hash, changes: changesOf(stateAt(node, block.hash), keys) }];
});
/** Blocks that one query may span. */
const MAX_SPAN = 10_000;
export const state_queryStorage = unsafeMethod(
  { keys: list(storageKey), block: hash, hash: optional(hash) },
  (node, { keys, block: from, hash: to }) => {
    const first = blockAt(node, from);
    const last = blockAt(node, to);
    const refuse = (details: string): never => {
      throw new RpcFailure(4001, `Cannot resolve a block range ['${first.hash}' ... '${last.hash}]. ${details}`);
    };
    if (first.number > last.number) refuse(`from number > to number`);
    if (last.number - first.number > MAX_SPAN) refuse(`more than ${MAX_SPAN} blocks`);
    const blocks = [last];
    while (blocks[0]!.number > first.number) blocks.unshift(blockAt(node, blocks[0]!.header.parent_hash));
    if (blocks[0]!.hash !== first.hash) refuse(`from and to are on different forks`);
    const before = new Map<string, string | null>();
    return blocks.flatMap((block) => {
      const changes = changesOf(stateAt(node, block.hash), keys).filter(
        ([key, value]) => !before.has(key) || before.get(key) !== value,
      );
      for (const [key, value] of changes) before.set(key, value);
      return changes.length === 0 ? [] : [{ block: block.hash, changes }];
    });
  },
);
export const state_getReadProof = method({ keys: list(storageKey), hash: optional(hash) }, (node, { keys, hash: at }) =>
  readProof(node, keys, at),
);
export function readProof(node: Node, keys: readonly string[], at: Parameters<typeof blockAt>[1]) {
  const block = blockAt(node, at);
  return { at: block.hash, proof: stateAt(node, block.hash).proof(keys).map(bytesToHex0x) };
}

export const state_subscribeRuntimeVersion = subscription("state_runtimeVersion", {}, (node, _, sink) => {
  sink.send(versionJson(node));
  return () => {};
});
export const state_unsubscribeRuntimeVersion = unsubscription;

/** At once the values of all keys, then those that changed. */
export const state_subscribeStorage = subscription(
  "state_storage",
  { keys: optional(list(storageKey)) },
  (node, { keys }, sink) => {
    if (keys === undefined) throw invalidParams("keys: a subscription to the whole storage is not offered");
    const { blockchain } = node;
    const last = new Map<string, string | null>();
    const tell = (block: typeof blockchain.head, all: boolean) => {
      const changes = changesOf(blockchain.stateOf(block.hash), keys).filter(
        ([key, value]) => all || last.get(key) !== value,
      );
      for (const [key, value] of changes) last.set(key, value);
      if (all || changes.length > 0) sink.send({ block: block.hash, changes });
    };
    tell(blockchain.head, true);
    const stops = [
      blockchain.imported.listen(({ block, isBest }) => isBest && tell(block, false)),
      blockchain.reset.listen(({ head }) => tell(head, false)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  },
);
export const state_unsubscribeStorage = unsubscription;
