// childstate_*: tries whose root is a value of the state. Mirrors sc-rpc-api, child_state.

import type { Trie } from "../../runtime/index.ts";
import { bytesToHex, bytesToHex0x, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { Node } from "../node.ts";
import { RpcFailure } from "./failure.ts";
import { method } from "./method.ts";
import { hash, list, optional, storageKey, u32 } from "./params.ts";
import { blockAt, clientError, stateAt } from "./reads.ts";

const CHILD_PREFIX = bytesToHex(utf8ToBytes(":child_storage:default:"));

/** The child trie under a whole key, prefix included; undefined where there is none. */
function childAt(node: Node, key: string, at: H256 | undefined): Trie | undefined {
  if (!key.startsWith(CHILD_PREFIX)) throw clientError("Child type is invalid");
  const root = stateAt(node, at).get(key);
  return root === undefined ? undefined : node.blockchain.stateWithRoot(root.bytes);
}
/** The child trie with this name below the prefix. */
export const childNamed = (node: Node, name: string, at: H256): Trie | undefined =>
  childAt(node, CHILD_PREFIX + name, at);

const child = { childKey: storageKey };
const valueIn = (trie: Trie | undefined, key: string) => trie?.get(key)?.bytes;
const shown = (bytes: Uint8Array | undefined) => (bytes === undefined ? null : bytesToHex0x(bytes));

export const childstate_getKeys = method(
  { ...child, prefix: storageKey, hash: optional(hash) },
  (node, { childKey, prefix, hash: at }) =>
    [...(childAt(node, childKey, at)?.keys(prefix) ?? [])].map((key) => `0x${key}`),
);
export const childstate_getKeysPaged = method(
  { ...child, prefix: optional(storageKey), count: u32, startKey: optional(storageKey), hash: optional(hash) },
  (node, { childKey, prefix, count, startKey, hash: at }) => {
    if (count > 1000) throw new RpcFailure(4002, `count exceeds maximum value. value: ${count}, max: 1000`);
    const keys: string[] = [];
    if (count === 0) return keys;
    for (const key of childAt(node, childKey, at)?.keys(prefix ?? "", startKey) ?? [])
      if (keys.push(`0x${key}`) === count) break;
    return keys;
  },
);
export const childstate_getKeysPagedAt = childstate_getKeysPaged;
export const childstate_getStorage = method(
  { ...child, key: storageKey, hash: optional(hash) },
  (node, { childKey, key, hash: at }) => shown(valueIn(childAt(node, childKey, at), key)),
);
export const childstate_getStorageEntries = method(
  { ...child, keys: list(storageKey), hash: optional(hash) },
  (node, { childKey, keys, hash: at }) => {
    const trie = childAt(node, childKey, at);
    return keys.map((key) => shown(valueIn(trie, key)));
  },
);
export const childstate_getStorageHash = method(
  { ...child, key: storageKey, hash: optional(hash) },
  (node, { childKey, key, hash: at }) => {
    const value = valueIn(childAt(node, childKey, at), key);
    return value === undefined ? null : bytesToHex0x(blake2b256(value));
  },
);
export const childstate_getStorageSize = method(
  { ...child, key: storageKey, hash: optional(hash) },
  (node, { childKey, key, hash: at }) => valueIn(childAt(node, childKey, at), key)?.length ?? null,
);
export const state_getChildReadProof = method(
  { ...child, keys: list(storageKey), hash: optional(hash) },
  (node, { childKey, keys, hash: at }) => {
    const block = blockAt(node, at);
    const outer = stateAt(node, block.hash).proof([childKey]);
    const inner = childAt(node, childKey, block.hash)?.proof(keys) ?? [];
    return { at: block.hash, proof: [...new Set([...outer, ...inner].map(bytesToHex0x))] };
  },
);
