// Storage items as chainHead and archive return them. Mirrors sc-rpc-spec-v2, common/storage.rs.

import type { Trie } from "../../runtime/index.ts";
import { bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { oneOf, record, storageKey, type ValuesOf } from "./params.ts";

const fields = {
  key: storageKey,
  type: oneOf("value", "hash", "closestDescendantMerkleValue", "descendantsValues", "descendantsHashes"),
};
export const storageQuery = record(fields);
export type StorageQuery = ValuesOf<typeof fields>;
export interface StorageItem {
  readonly key: string;
  readonly value?: string;
  readonly hash?: string;
  readonly closestDescendantMerkleValue?: string;
  readonly childTrieKey?: string;
}

/** What a query finds, one item after the other. */
export function* itemsOf(
  state: Trie,
  { key, type }: StorageQuery,
  childTrieKey: string | undefined,
): Iterable<StorageItem> {
  const child = childTrieKey === undefined ? {} : { childTrieKey };
  const item = (name: string, bytes: Uint8Array, as: "value" | "hash"): StorageItem => ({
    key: `0x${name}`,
    ...(as === "value" ? { value: bytesToHex0x(bytes) } : { hash: bytesToHex0x(blake2b256(bytes)) }),
    ...child,
  });
  if (type === "value" || type === "hash") {
    const cell = state.get(key);
    if (cell !== undefined) yield item(key, cell.bytes, type);
  } else if (type === "closestDescendantMerkleValue") {
    const found = state.merkleValue(key);
    if (found !== undefined) yield { key: `0x${key}`, closestDescendantMerkleValue: bytesToHex0x(found), ...child };
  } else {
    for (const [name, { bytes }] of state.entries(key))
      yield item(name, bytes, type === "descendantsValues" ? "value" : "hash");
  }
}
