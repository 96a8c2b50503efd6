// chainHead_v1_*: a client follows the tip of the chain and asks about the blocks it was told of. Mirrors sc-rpc-spec-v2,
// chain_head.

import { Header } from "../../runtime/index.ts";
import { bytesToHex, bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Node } from "../node.ts";
import { answerOf } from "./answers.ts";
import { childNamed } from "./child_state.ts";
import { RpcFailure } from "./failure.ts";
import { method, subscription, unsubscription } from "./method.ts";
import { bytesOfHex, flag, hash, list, listOrOne, optional, text } from "./params.ts";
import { callFailure, versionJson } from "./reads.ts";
import { randomId, type Session, type Sink } from "./session.ts";
import { itemsOf, storageQuery } from "./storage_query.ts";

/** Final blocks that a follower is told of at first. */
const FINAL_AT_FIRST = 16;
/** Blocks that one follower may keep pinned. */
const MAX_PINNED = 512;
/** Operations of one follower at a time. */
const MAX_OPERATIONS = 16;
/** Followers of one connection. */
const MAX_FOLLOWS = 4;
/** Storage items of one event. */
const ITEMS_AT_ONCE = 512;

interface Operation {
  stopped: boolean;
}
class Follow {
  readonly sink: Sink;
  readonly withRuntime: boolean;
  readonly pinned = new Set<H256>();
  readonly operations = new Map<string, Operation>();
  constructor(sink: Sink, withRuntime: boolean) {
    this.sink = sink;
    this.withRuntime = withRuntime;
  }
  stop(): void {
    this.sink.send({ event: "stop" });
    this.sink.finish();
  }
  /** False, and the end, when too much is pinned. */
  pin(block: H256): boolean {
    if (this.pinned.size >= MAX_PINNED) {
      this.stop();
      return false;
    }
    this.pinned.add(block);
    return true;
  }
}
const follows = new WeakMap<Session, Map<string, Follow>>();
const followsOf = (session: Session): Map<string, Follow> => {
  const known = follows.get(session) ?? new Map<string, Follow>();
  follows.set(session, known);
  return known;
};

const invalidBlock = () => new RpcFailure(-32801, "Invalid block hash");

function runtimeEvent(node: Node) {
  const { specName, implName, specVersion, implVersion, apis, transactionVersion } = versionJson(node);
  return {
    type: "valid",
    spec: { specName, implName, specVersion, implVersion, apis: Object.fromEntries(apis), transactionVersion },
  };
}

export const chainHead_v1_follow = subscription(
  "chainHead_v1_followEvent",
  { withRuntime: flag },
  (node, { withRuntime }, sink) => {
    const { blockchain } = node;
    const mine = followsOf(sink.session);
    if (mine.size >= MAX_FOLLOWS) throw new RpcFailure(-32800, "Maximum number of chainHead_follow has been reached");
    const follow = new Follow(sink, withRuntime);
    mine.set(sink.id, follow);
    const known = new Set<H256>();

    const report = (block: BlockRef) => {
      if (known.has(block.hash) || sink.closed || !follow.pin(block.hash)) return;
      known.add(block.hash);
      sink.send({
        event: "newBlock",
        blockHash: block.hash,
        parentBlockHash: block.header.parent_hash,
        ...(withRuntime ? { newRuntime: null } : {}),
      });
    };
    const final: BlockRef[] = [blockchain.finalized];
    while (final.length < FINAL_AT_FIRST && final[0]!.number > 0) {
      const parent = blockchain.block(final[0]!.header.parent_hash);
      if (parent === undefined) break;
      final.unshift(parent);
    }
    for (const block of final) {
      known.add(block.hash);
      follow.pinned.add(block.hash);
    }
    sink.send({
      event: "initialized",
      finalizedBlockHashes: final.map((block) => block.hash),
      ...(withRuntime ? { finalizedBlockRuntime: runtimeEvent(node) } : {}),
    });
    for (const block of blockchain.unfinal()) report(block);
    sink.send({ event: "bestBlockChanged", bestBlockHash: blockchain.head.hash });

    const stops = [
      blockchain.imported.listen(({ block, isBest }) => {
        report(block);
        if (isBest) sink.send({ event: "bestBlockChanged", bestBlockHash: block.hash });
      }),
      blockchain.finalizedNotice.listen(({ blocks, pruned }) => {
        for (const block of blocks) report(block);
        const prunedHere = pruned.filter((one) => known.delete(one));
        sink.send({
          event: "finalized",
          finalizedBlockHashes: blocks.map((block) => block.hash),
          prunedBlockHashes: prunedHere,
        });
        // What lies below the final blocks is never reported again.
        for (const block of blocks) known.delete(block.header.parent_hash);
      }),
      blockchain.reset.listen(({ sameHead }) => {
        if (!sameHead) follow.stop();
      }),
    ];
    return () => {
      mine.delete(sink.id);
      for (const operation of follow.operations.values()) operation.stopped = true;
      for (const stop of stops) stop();
    };
  },
);
export const chainHead_v1_unfollow = unsubscription;

const ofBlock = { followSubscription: text, hash };
/** The follower, if it is one of this connection and still follows. */
const followOf = (session: Session | undefined, id: string): Follow | undefined =>
  session === undefined ? undefined : followsOf(session).get(id);
function pinnedBlock(node: Node, follow: Follow, at: H256): BlockRef {
  const block = follow.pinned.has(at) ? node.blockchain.block(at) : undefined;
  if (block === undefined) throw invalidBlock();
  return block;
}

export const chainHead_v1_header = method(ofBlock, (node, { followSubscription, hash: at }, session) => {
  const follow = followOf(session, followSubscription);
  return follow === undefined ? null : bytesToHex0x(Header.encode(pinnedBlock(node, follow, at).header));
});

const LIMIT_REACHED = { result: "limitReached" };
/** Begins an operation whose events follow the answer. */
function started(follow: Follow, work: (id: string, operation: Operation) => void | Promise<void>, more: object = {}) {
  if (follow.operations.size >= MAX_OPERATIONS) return LIMIT_REACHED;
  const operationId = randomId();
  const operation: Operation = { stopped: false };
  follow.operations.set(operationId, operation);
  setImmediate(async () => {
    try {
      if (!operation.stopped) await work(operationId, operation);
    } catch (error) {
      follow.sink.send({
        event: "operationError",
        operationId,
        error: error instanceof Error ? error.message : String(error),
      });
    } finally {
      follow.operations.delete(operationId);
    }
  });
  return { result: "started", operationId, ...more };
}

export const chainHead_v1_body = method(ofBlock, (node, { followSubscription, hash: at }, session) => {
  const follow = followOf(session, followSubscription);
  if (follow === undefined) return LIMIT_REACHED;
  pinnedBlock(node, follow, at);
  return started(follow, (operationId) => {
    const value = (node.blockchain.body(at) ?? []).map(bytesToHex0x);
    follow.sink.send({ event: "operationBodyDone", operationId, value });
  });
});

export const chainHead_v1_call = method(
  { ...ofBlock, function: text, callParameters: text },
  (node, values, session) => {
    const bytes = bytesOfHex(values.callParameters, "callParameters");
    const follow = followOf(session, values.followSubscription);
    if (follow === undefined) return LIMIT_REACHED;
    pinnedBlock(node, follow, values.hash);
    if (!follow.withRuntime)
      throw new RpcFailure(-32802, "The `chainHead_follow` subscription was started with `withRuntime` set to `false`");
    return started(follow, async (operationId, operation) => {
      let output: string;
      try {
        output = bytesToHex0x(await answerOf(node, values.hash, values.function, bytes));
      } catch (error) {
        follow.sink.send({ event: "operationError", operationId, error: callFailure(node, values.function, error) });
        return;
      }
      if (!operation.stopped) follow.sink.send({ event: "operationCallDone", operationId, output });
    });
  },
);

export const chainHead_v1_storage = method(
  { ...ofBlock, items: list(storageQuery), childTrie: optional(text) },
  (node, values, session) => {
    const follow = followOf(session, values.followSubscription);
    if (follow === undefined) return LIMIT_REACHED;
    const at = values.hash;
    pinnedBlock(node, follow, at);
    const childKey = values.childTrie === undefined ? undefined : bytesOfHex(values.childTrie, "childTrie");
    return started(
      follow,
      async (operationId, operation) => {
        const state = childKey === undefined ? node.blockchain.stateOf(at) : childNamed(node, bytesToHex(childKey), at);
        let items: unknown[] = [];
        for (const query of values.items) {
          for (const item of state === undefined ? [] : itemsOf(state, query, values.childTrie)) {
            items.push(item);
            if (items.length < ITEMS_AT_ONCE) continue;
            follow.sink.send({ event: "operationStorageItems", operationId, items });
            items = [];
            // Others get their turn, and the client may stop this.
            await new Promise((resolve) => setImmediate(resolve));
            if (operation.stopped) return;
          }
        }
        if (items.length > 0) follow.sink.send({ event: "operationStorageItems", operationId, items });
        follow.sink.send({ event: "operationStorageDone", operationId });
      },
      { discardedItems: 0 },
    );
  },
);

export const chainHead_v1_unpin = method(
  { followSubscription: text, hashOrHashes: listOrOne(hash) },
  (_, { followSubscription, hashOrHashes }, session) => {
    const follow = followOf(session, followSubscription);
    if (follow === undefined) return null;
    const hashes = typeof hashOrHashes === "string" ? [hashOrHashes] : hashOrHashes;
    if (new Set(hashes).size !== hashes.length)
      throw new RpcFailure(-32804, "Received duplicate hashes for the `chainHead_unpin` method");
    if (hashes.some((one) => !follow.pinned.has(one))) throw invalidBlock();
    for (const one of hashes) follow.pinned.delete(one);
    return null;
  },
);
/** No operation of this node ever waits to be continued. */
export const chainHead_v1_continue = method(
  { followSubscription: text, operationId: text },
  (_, { followSubscription, operationId }, session) => {
    if (followOf(session, followSubscription)?.operations.has(operationId) === true) {
      throw new RpcFailure(-32803, "Wait for continue event was not generated for the subscription");
    }
    return null;
  },
);
export const chainHead_v1_stopOperation = method(
  { followSubscription: text, operationId: text },
  (_, { followSubscription, operationId }, session) => {
    const operation = followOf(session, followSubscription)?.operations.get(operationId);
    if (operation !== undefined) operation.stopped = true;
    return null;
  },
);
