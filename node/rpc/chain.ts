// chain_*: blocks, headers, hashes, heads. Mirrors sc-rpc-api, chain.

import { bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { Node } from "../node.ts";
import { method, subscription, unsubscription } from "./method.ts";
import { blockNumber, hash, listOrOne, optional } from "./params.ts";
import { headerJson } from "./reads.ts";
import { state_getRuntimeVersion, state_subscribeRuntimeVersion } from "./state.ts";

const found = (node: Node, at: H256 | undefined) =>
  at === undefined ? node.blockchain.head : node.blockchain.block(at);

export const chain_getHeader = method({ hash: optional(hash) }, (node, { hash: at }) => {
  const block = found(node, at);
  return block === undefined ? null : headerJson(block.header);
});
export const chain_getBlock = method({ hash: optional(hash) }, (node, { hash: at }) => {
  const block = found(node, at);
  const body = block && node.blockchain.body(block.hash);
  if (block === undefined || body === undefined) return null;
  return { block: { header: headerJson(block.header), extrinsics: body.map(bytesToHex0x) }, justifications: null };
});
export const chain_getBlockHash = method({ number: optional(listOrOne(blockNumber)) }, (node, { number }) => {
  const { blockchain } = node;
  if (number === undefined) return blockchain.head.hash;
  const at = (one: number) => (one < 0 ? null : (blockchain.hashAt(one) ?? null));
  return typeof number === "number" ? at(number) : number.map(at);
});
export const chain_getHead = chain_getBlockHash;
export const chain_getFinalizedHead = method({}, ({ blockchain }) => blockchain.finalized.hash);
export const chain_getFinalisedHead = chain_getFinalizedHead;
export const chain_getRuntimeVersion = state_getRuntimeVersion;

export const chain_subscribeNewHeads = subscription("chain_newHead", {}, ({ blockchain }, _, sink) => {
  sink.send(headerJson(blockchain.head.header));
  const stops = [
    blockchain.imported.listen(({ block, isBest }) => isBest && sink.send(headerJson(block.header))),
    blockchain.reset.listen(({ head, sameHead }) => sameHead || sink.send(headerJson(head.header))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
});
export const chain_subscribeNewHead = chain_subscribeNewHeads;
export const subscribe_newHead = chain_subscribeNewHeads;
export const chain_unsubscribeNewHeads = unsubscription;
export const chain_unsubscribeNewHead = unsubscription;
export const unsubscribe_newHead = unsubscription;

export const chain_subscribeAllHeads = subscription("chain_allHead", {}, ({ blockchain }, _, sink) => {
  sink.send(headerJson(blockchain.head.header));
  return blockchain.imported.listen(({ block }) => sink.send(headerJson(block.header)));
});
export const chain_unsubscribeAllHeads = unsubscription;

export const chain_subscribeFinalizedHeads = subscription("chain_finalizedHead", {}, ({ blockchain }, _, sink) => {
  sink.send(headerJson(blockchain.finalized.header));
  return blockchain.finalizedNotice.listen(({ blocks }) => {
    for (const block of blocks) sink.send(headerJson(block.header));
  });
});
export const chain_subscribeFinalisedHeads = chain_subscribeFinalizedHeads;
export const chain_unsubscribeFinalizedHeads = unsubscription;
export const chain_unsubscribeFinalisedHeads = unsubscription;
export const chain_subscribeRuntimeVersion = state_subscribeRuntimeVersion;
export const chain_unsubscribeRuntimeVersion = unsubscription;
