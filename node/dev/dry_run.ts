// dev_dryRun: what an extrinsic, or a call as somebody, would change. Nothing is kept.

import { signedOrigin } from "../../runtime/frame/origin.ts";
import { type Call, contextOver, Invalidity, Refusal } from "../../runtime/index.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Node } from "../node.ts";
import { nextBlockOf } from "./next_block.ts";
import { changesBetween, hexOf, Recording } from "./recording.ts";
import { described } from "./storage_items.ts";

type Changes = ReturnType<Recording["changes"]>;

/** A call as an account, without signature and fee. */
export function dryRunCall(node: Node, at: BlockRef, who: AccountId, call: Call): Changes {
  const recording = new Recording(node.blockchain.stateOf(at.hash));
  const ctx = contextOver(node.chain, recording);
  ctx.dispatch(signedOrigin(who), call);
  return recording.changes();
}
/** An extrinsic in the block after; fee and nonce included. Throws Invalidity if it could not enter, Refusal if it would fail. */
export function dryRunExtrinsic(node: Node, at: BlockRef, extrinsic: Uint8Array): Changes {
  const builder = nextBlockOf(node, at);
  const { state } = builder.context;
  if (!("fork" in state)) throw new Error("the state of a block under construction is a trie");
  const before = (state as ReturnType<Node["blockchain"]["stateOf"]>).fork();
  const { refusal } = builder.apply(extrinsic);
  if (refusal !== undefined) throw refusal;
  const after = (state as typeof before).fork();
  return changesBetween(before, after, new Set([...before.keys(), ...after.keys()]));
}

/** As chopsticks shows a difference: what was, what is, what changed, by pallet and item. */
export function diffJson(node: Node, changes: Changes) {
  const tree = (pick: (change: Changes[number]) => Uint8Array | undefined) => {
    const root: Record<string, Record<string, unknown>> = {};
    for (const change of changes) {
      const {
        pallet = "unknown",
        item = change[0],
        keys = [],
        value,
      } = described(node.chain.runtime, change[0], pick(change));
      root[pallet] ??= {};
      const items = root[pallet];
      if (keys.length === 0) items[item] = value;
      else {
        const entries = (items[item] ?? {}) as Record<string, unknown>;
        entries[keys.map((key) => (typeof key === "string" ? key : JSON.stringify(key))).join(", ")] = value;
        items[item] = entries;
      }
    }
    return root;
  };
  return {
    old: tree(([, before]) => before),
    new: tree(([, , after]) => after),
    delta: changes.map(([key, before, after]) => ({
      ...described(node.chain.runtime, key, after),
      old: described(node.chain.runtime, key, before).value,
    })),
  };
}
export const rawPairs = (changes: Changes): [string, string | null][] =>
  changes.map(([key, , after]) => [`0x${key}`, hexOf(after)]);
export { Invalidity, Refusal };
