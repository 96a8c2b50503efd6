// Opening what was locked until a round of the beacon, once the round is known. Mirrors pallets/commitments/src/lib.rs
// (reveal_timelocked_commitments).

import type { AccountId, NetUid } from "../../primitives/ids.ts";
import { addWeight, dbReads, dbReadsWrites, dbWrites, type Weight } from "../../primitives/weight.ts";
import type { Ctx } from "./context.ts";
import { commitments } from "./contract.ts";
import type { Data, Registration } from "./data.ts";
import { unindexTimelocked } from "./timelocked.ts";

const { CommitmentOf, RevealedCommitments, TimelockedIndex } = commitments.storage;
const { events } = commitments;

/** The newest messages that are kept of an account. */
const MAX_REVEALS = 10;

/** What remains of the fields, and which messages came to light. A message that cannot be opened is gone. */
function openFields(
  ctx: Ctx,
  fields: readonly Data[],
): {
  readonly remain: readonly Data[];
  readonly opened: readonly Uint8Array[];
  readonly due: number;
  readonly locked: number;
} {
  const remain: Data[] = [];
  const opened: Uint8Array[] = [];
  let due = 0;
  let locked = 0;
  for (const field of fields) {
    if (field.type !== "TimelockEncrypted") {
      remain.push(field);
      continue;
    }
    locked++;
    const signature = ctx.ports.timelocks.signature(ctx, field.value.reveal_round);
    if (signature === undefined) {
      remain.push(field);
      continue;
    }
    due++;
    const message = ctx.ports.timelocks.open(field.value.encrypted, signature);
    if (message !== undefined && message.length > 0) opened.push(message);
  }
  return { remain, opened, due, locked };
}
function keep(ctx: Ctx, netuid: NetUid, who: AccountId, opened: readonly Uint8Array[]): void {
  const block = BigInt(ctx.block.number);
  const all = [
    ...(RevealedCommitments.get(ctx, netuid, who) ?? []),
    ...opened.map((message): [Uint8Array, bigint] => [message, block]),
  ];
  for (const _ of opened) ctx.emit(events.CommitmentRevealed({ netuid, who }));
  RevealedCommitments.set(ctx, netuid, who, all.slice(-MAX_REVEALS));
}
function leave(ctx: Ctx, netuid: NetUid, who: AccountId, held: Registration, fields: readonly Data[]): Weight {
  if (fields.length === 0) CommitmentOf.delete(ctx, netuid, who);
  else CommitmentOf.set(ctx, netuid, who, { ...held, info: { fields } });
  if (fields.some(({ type }) => type === "TimelockEncrypted")) return dbWrites(1);
  unindexTimelocked(ctx, netuid, who);
  return addWeight(dbWrites(1), dbReadsWrites(1, 1));
}

/** Gives the weight used. */
export function revealTimelockedCommitments(ctx: Ctx): Weight {
  let weight = dbReads(1);
  const used = (more: Weight): void => {
    weight = addWeight(weight, more);
  };
  for (const [netuid, who] of TimelockedIndex.get(ctx)) {
    const held = CommitmentOf.get(ctx, netuid, who);
    used(dbReads(1));
    const found = held === undefined ? undefined : openFields(ctx, held.info.fields);
    used(dbReads(found?.locked ?? 0));
    if (held === undefined || found === undefined || found.locked === 0) {
      unindexTimelocked(ctx, netuid, who);
      used(dbReadsWrites(1, 1));
      continue;
    }
    if (found.due === 0) continue;
    if (found.opened.length > 0) {
      keep(ctx, netuid, who, found.opened);
      used(dbReadsWrites(1, 1));
    }
    used(leave(ctx, netuid, who, held, found.remain));
  }
  return weight;
}
