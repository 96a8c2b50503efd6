// transaction_v1_*, transactionWatch_v1_*: transactions sent without, or with, being followed. Mirrors sc-rpc-spec-v2,
// transaction.

import type { H256 } from "../../runtime/primitives/ids.ts";
import { extrinsicHash } from "../chain/blockchain.ts";
import { PoolFailure, type PoolProblem } from "../pool/failure.ts";
import type { Status } from "../pool/pool.ts";
import { RpcFailure } from "./failure.ts";
import { method, subscription, unsubscription } from "./method.ts";
import { hex, text } from "./params.ts";
import { invalidText } from "./pool_failure.ts";
import { randomId, type Session } from "./session.ts";

/** Transactions that one connection may broadcast at a time. */
const MAX_BROADCASTS = 64;
const broadcasts = new WeakMap<Session, Map<string, () => void>>();

/** Worth another try with the next block. */
const isRetriable = (problem: PoolProblem): boolean =>
  problem.type === "TemporarilyBanned" || problem.type === "ImmediatelyDropped";

/** Keeps a transaction in the pool until a final block has it, it turns out invalid, or the client stops it. */
export const transaction_v1_broadcast = method({ transaction: hex }, (node, { transaction }, session) => {
  if (session === undefined)
    throw new RpcFailure(-32601, "Method not found", "Broadcasting needs a WebSocket connection");
  const mine = broadcasts.get(session) ?? new Map<string, () => void>();
  if (!broadcasts.has(session)) {
    broadcasts.set(session, mine);
    session.onEnd(() => {
      for (const stop of mine.values()) stop();
    });
  }
  if (mine.size >= MAX_BROADCASTS) return null;
  const id = randomId();
  let unwatch: (() => void) | undefined;
  let unlisten: (() => void) | undefined;
  const end = () => {
    unlisten?.();
    unwatch?.();
    mine.delete(id);
  };
  const submit = () => {
    unlisten?.();
    unlisten = undefined;
    try {
      unwatch = node.pool.submitAndWatch(transaction, (status) => {
        if (typeof status === "object" && ("finalized" in status || "usurped" in status)) end();
        else if (status === "invalid") end();
        else if (status === "dropped" || (typeof status === "object" && "finalityTimeout" in status)) later();
      }).stop;
    } catch (error) {
      if (!(error instanceof PoolFailure)) throw error;
      if (isRetriable(error.problem)) later();
      else end();
    }
  };
  const later = () => {
    unlisten?.();
    unlisten = node.blockchain.imported.listen(({ isBest }) => isBest && submit());
  };
  // Stopping takes what is still in the pool out again.
  mine.set(id, () => {
    end();
    const hash = extrinsicHash(transaction);
    if (node.pool.has(hash)) node.pool.removeInvalid([hash]);
  });
  submit();
  return id;
});
export const transaction_v1_stop = method({ operationId: text }, (_, { operationId }, session) => {
  const stop = session && broadcasts.get(session)?.get(operationId);
  if (stop === undefined) throw new RpcFailure(-32602, "Invalid operation id");
  stop();
  return null;
});

const blockEvent = (event: string, hash: H256, index: number | undefined) => ({
  event,
  block: { hash, index: index ?? 0 },
});
function watchEvent(status: Status, index: number | undefined): object | undefined {
  if (status === "ready" || status === "future") return { event: "validated" };
  if (status === "dropped")
    return { event: "dropped", error: "Extrinsic dropped from the pool due to exceeding limits" };
  if (status === "invalid") return { event: "invalid", error: "Extrinsic marked as invalid" };
  if ("inBlock" in status) return blockEvent("bestChainBlockIncluded", status.inBlock, index);
  if ("retracted" in status) return { event: "bestChainBlockIncluded", block: null };
  if ("finalized" in status) return blockEvent("finalized", status.finalized, index);
  if ("usurped" in status) return { event: "invalid", error: "Extrinsic was rendered invalid by another extrinsic" };
  return { event: "dropped", error: "Maximum number of finality watchers has been reached" };
}
const refusalText = (problem: PoolProblem): string => {
  if (problem.type === "InvalidTransaction") {
    return problem.value.type === "Custom"
      ? `Invalid transaction with custom error: ${problem.value.value}`
      : `Invalid transaction: ${invalidText(problem.value)}`;
  }
  if (problem.type === "UnknownTransaction") return `Unknown transaction validity: ${problem.value.type}`;
  if (problem.type === "TooLowPriority")
    return `The priority of the transaction is too low (pool ${problem.old} > current ${problem.new})`;
  if (problem.type === "BadFormat" || problem.type === "Verification") return `Verification error: ${problem.detail}`;
  return {
    AlreadyImported: "Transaction is already imported",
    TemporarilyBanned: "Transaction is temporarily banned",
    CycleDetected: "The transaction contains a cyclic dependency",
    ImmediatelyDropped: "The transaction could not enter the pool because of the limit",
    Unactionable: "Transaction cannot be propagated and the local node does not author blocks",
    NoTagsProvided: "Transaction does not provide any tags, so the pool cannot identify it",
  }[problem.type];
};
export const transactionWatch_v1_submitAndWatch = subscription(
  "transactionWatch_v1_watchEvent",
  { transaction: hex },
  (node, { transaction }, sink) => {
    let validated = false;
    try {
      return node.pool.submitAndWatch(transaction, (status, index) => {
        const event = watchEvent(status, index);
        if ((status === "ready" || status === "future") && validated) return;
        validated = true;
        sink.send(event);
      }).stop;
    } catch (error) {
      if (!(error instanceof PoolFailure)) throw error;
      sink.send({ event: "invalid", error: refusalText(error.problem) });
      return () => {};
    }
  },
);
export const transactionWatch_v1_unwatch = unsubscription;
