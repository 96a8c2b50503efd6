// archive_v1_*: any block of the past. Mirrors sc-rpc-spec-v2, archive.

import { Header } from "../../runtime/index.ts";
import { bytesToHex, bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { answerOf, whenThere } from "./answers.ts";
import { childNamed } from "./child_state.ts";
import { method, subscription, unsubscription } from "./method.ts";
import { bytesOfHex, hash, list, oneOf, optional, record, storageKey, text, u64 } from "./params.ts";
import { callFailure } from "./reads.ts";
import type { Sink } from "./session.ts";
import { itemsOf, storageQuery } from "./storage_query.ts";

export const archive_v1_genesisHash = method({}, ({ blockchain }) => blockchain.genesis.hash);
export const archive_v1_finalizedHeight = method({}, ({ blockchain }) => blockchain.finalized.number);
export const archive_v1_hashByHeight = method({ height: u64 }, ({ blockchain }, { height }) => {
  if (height > 0xffff_ffff) return [];
  const canonical = blockchain.hashAt(height);
  if (height <= blockchain.finalized.number) return canonical === undefined ? [] : [canonical];
  return blockchain.siblingsAt(height);
});
export const archive_v1_header = method({ hash }, ({ blockchain }, { hash: at }) => {
  const block = blockchain.block(at);
  return block === undefined ? null : bytesToHex0x(Header.encode(block.header));
});
export const archive_v1_body = method(
  { hash },
  ({ blockchain }, { hash: at }) => blockchain.body(at)?.map(bytesToHex0x) ?? null,
);
export const archive_v1_call = method({ hash, function: text, callParameters: text }, (node, values) => {
  const bytes = bytesOfHex(values.callParameters, "callParameters");
  if (node.blockchain.block(values.hash) === undefined) return null;
  const failed = (error: unknown) => ({ success: false, error: callFailure(node, values.function, error) });
  try {
    const answer = answerOf(node, values.hash, values.function, bytes);
    const told = whenThere(answer, (value) => ({ success: true, value: bytesToHex0x(value) }));
    return told instanceof Promise ? told.catch(failed) : told;
  } catch (error) {
    return failed(error);
  }
});

/** Sends events a few at a time, so that others get their turn. */
async function pour(sink: Sink, events: Iterable<unknown>, errorEvent: string): Promise<void> {
  let sent = 0;
  try {
    for (const event of events) {
      sink.send(event);
      if (++sent % 256 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (sink.closed) return;
    }
  } catch (error) {
    sink.send({ event: errorEvent, error: error instanceof Error ? error.message : String(error) });
  }
}

export const archive_v1_storage = subscription(
  "archive_v1_storageEvent",
  { hash, items: list(storageQuery), childTrie: optional(text) },
  (node, { hash: at, items, childTrie }, sink) => {
    const childKey = childTrie === undefined ? undefined : bytesToHex(bytesOfHex(childTrie, "childTrie"));
    function* events() {
      const state = childKey === undefined ? node.blockchain.stateOf(at) : childNamed(node, childKey, at);
      for (const query of items)
        for (const item of state === undefined ? [] : itemsOf(state, query, childTrie))
          yield { event: "storage", ...item };
      yield { event: "storageDone" };
    }
    void pour(sink, events(), "storageError");
    return () => {};
  },
);
export const archive_v1_stopStorage = unsubscription;

const diffItem = record({ key: storageKey, returnType: oneOf("value", "hash"), childTrieKey: optional(text) });
export const archive_v1_storageDiff = subscription(
  "archive_v1_storageDiffEvent",
  { hash, items: optional(list(diffItem)), previousHash: optional(hash) },
  (node, { hash: at, items, previousHash }, sink) => {
    const queries =
      items === undefined || items.length === 0
        ? [{ key: "", returnType: "value" as const, childTrieKey: undefined }]
        : items;
    function* events() {
      const block = node.blockchain.block(at);
      if (block === undefined) throw new Error(`Block header is not present: ${at}`);
      const before = previousHash ?? block.header.parent_hash;
      for (const { key, returnType, childTrieKey } of queries) {
        const name = childTrieKey === undefined ? undefined : bytesToHex(bytesOfHex(childTrieKey, "childTrieKey"));
        const now = name === undefined ? node.blockchain.stateOf(at) : childNamed(node, name, at);
        const old = name === undefined ? node.blockchain.stateOf(before) : childNamed(node, name, before);
        const shown = (bytes: Uint8Array) =>
          returnType === "value" ? { value: bytesToHex0x(bytes) } : { hash: bytesToHex0x(blake2b256(bytes)) };
        const child = childTrieKey === undefined ? {} : { childTrieKey };
        for (const [one, { bytes }] of now?.entries(key) ?? []) {
          const previous = old?.get(one)?.bytes;
          if (previous !== undefined && bytesToHex(previous) === bytesToHex(bytes)) continue;
          yield {
            event: "storageDiff",
            key: `0x${one}`,
            ...shown(bytes),
            type: previous === undefined ? "added" : "modified",
            ...child,
          };
        }
        for (const [one, { bytes }] of old?.entries(key) ?? []) {
          if (now?.has(one) !== true)
            yield { event: "storageDiff", key: `0x${one}`, ...shown(bytes), type: "deleted", ...child };
        }
      }
      yield { event: "storageDiffDone" };
    }
    void pour(sink, events(), "storageDiffError");
    return () => {};
  },
);
export const archive_v1_stopStorageDiff = unsubscription;
export const archive_v1_storageDiff_stopStorageDiff = unsubscription;
