// What many methods need: blocks, states and runtime APIs by hash, with the errors that clients know.

import { callRuntimeApi, Defect, type Header, type Trie, UnknownApi } from "../../runtime/index.ts";
import { bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { DigestItem } from "../../runtime/primitives/header.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { ScaleError } from "../../runtime/primitives/scale/index.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Node } from "../node.ts";
import { RpcFailure } from "./failure.ts";

/** Error of the state namespace. */
export const clientError = (what: string): RpcFailure => new RpcFailure(4003, `Client error: ${what}`);

/** A block by its hash, the best one without. */
export function blockAt(node: Node, hash: H256 | undefined): BlockRef {
  const block = hash === undefined ? node.blockchain.head : node.blockchain.block(hash);
  if (block === undefined) throw clientError(`UnknownBlock: Header was not found in the database: ${hash}`);
  return block;
}
/** The state after a block. Not to be written to. */
export const stateAt = (node: Node, hash: H256 | undefined): Trie => node.blockchain.stateOf(blockAt(node, hash).hash);

/** Why a runtime API did not answer, as the executor of the reference says it. */
export function callFailure(node: Node, name: string, error: unknown): string {
  if (error instanceof UnknownApi) return `Execution failed: Other: ${error.message}`;
  if (error instanceof ScaleError)
    return `Execution failed: Execution aborted due to panic: Bad input data provided to ${name.slice(name.indexOf("_") + 1)}: ${error.message}`;
  if (!(error instanceof Defect)) node.onDefect(name, error);
  return `Execution failed: Execution aborted due to panic: ${error instanceof Error ? error.message : String(error)}`;
}
/** Answer of a runtime API at a block. */
export function callAt(node: Node, hash: H256 | undefined, name: string, args: Uint8Array): Uint8Array {
  const state = stateAt(node, hash);
  try {
    return callRuntimeApi(node.chain, state, name, args);
  } catch (error) {
    throw clientError(callFailure(node, name, error));
  }
}

export const hexNumber = (value: number): string => `0x${value.toString(16)}`;
/** A header as clients see it. */
export const headerJson = ({ parent_hash, number, state_root, extrinsics_root, digest }: Header) => ({
  parentHash: parent_hash,
  number: hexNumber(number),
  stateRoot: state_root,
  extrinsicsRoot: extrinsics_root,
  digest: { logs: digest.map((item) => bytesToHex0x(DigestItem.encode(item))) },
});
/** A runtime's version as clients see it. */
export function versionJson(node: Node) {
  const { version } = node.chain.runtime;
  return {
    specName: version.spec_name,
    implName: version.impl_name,
    authoringVersion: version.authoring_version,
    specVersion: version.spec_version,
    implVersion: version.impl_version,
    apis: version.apis.map(([id, number]) => [bytesToHex0x(id), number]),
    transactionVersion: version.transaction_version,
    systemVersion: version.system_version,
    stateVersion: version.system_version,
  };
}
