// dev_impersonate: a call as any origin, without its key and without a fee. It runs on the state of the head, as if at the
// end of that block; its events join those of the block.

import { noneOrigin, type Origin, rootOrigin, signedOrigin } from "../../runtime/frame/origin.ts";
import { type Call, contextOver, Refusal } from "../../runtime/index.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import type { AccountId, H256 } from "../../runtime/primitives/ids.ts";
import { addressOf } from "../../runtime/primitives/ss58.ts";
import type { Node } from "../node.ts";
import { eventJson } from "./event_json.ts";
import { Recording, writesFrom } from "./recording.ts";

export type Pretended = "Root" | "None" | { readonly Signed: AccountId };
export interface Impersonation {
  readonly hash: H256;
  readonly origin: string;
  /** Why the call was refused, in words; null when it went through. */
  readonly error: string | null;
  readonly events: readonly unknown[];
}
const originOf = (who: Pretended): Origin =>
  who === "Root" ? rootOrigin : who === "None" ? noneOrigin : signedOrigin(who.Signed);

export function impersonate(node: Node, who: Pretended, call: Call): Promise<Impersonation> {
  return node.blockchain.turns.take(async () => {
    const { head } = node.blockchain;
    const recording = new Recording(node.blockchain.stateOf(head.hash));
    const ctx = contextOver(node.chain, recording);
    ctx.journal.phase = { type: "Finalization" };
    const origin = typeof who === "string" ? who : addressOf(who.Signed);
    try {
      ctx.dispatch(originOf(who), call);
    } catch (error) {
      if (error instanceof Refusal) return { hash: head.hash, origin, error: error.message, events: [] };
      throw error;
    }
    const { events } = ctx.journal;
    if (events.length > 0) {
      const all = [...system.storage.Events.get(ctx), ...events];
      system.storage.Events.set(ctx, all);
      system.storage.EventCount.set(ctx, all.length);
    }
    await node.blockchain.override(head.hash, writesFrom(recording.changes()));
    return { hash: head.hash, origin, error: null, events: events.map(eventJson) };
  });
}
