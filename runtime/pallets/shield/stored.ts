// Encrypted calls that wait in storage and are run at the start of a block, under limits. Mirrors pallets/shield/src/lib.rs
// (store_encrypted, process_pending_extrinsics).

import type { Context } from "../../context.ts";
import { signedOrigin } from "../../frame/origin.ts";
import { outcomeOf } from "../../frame/outcome.ts";
import { ensure } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import { u32 } from "../../primitives/ints.ts";
import {
  addWeight,
  anyGreaterThan,
  dbReads,
  dbReadsWrites,
  dbWrites,
  type Weight,
  weight,
} from "../../primitives/weight.ts";
import { shield } from "./contract.ts";
import type { PendingExtrinsic } from "./pending.ts";

const {
  PendingExtrinsics,
  CounterForPendingExtrinsics,
  NextPendingExtrinsicIndex,
  MaxPendingExtrinsicsLimit,
  ExtrinsicLifetime,
  OnInitializeWeight,
  MaxExtrinsicWeight,
} = shield.storage;
const { errors, events } = shield;
type Ctx = Context<"storedCalls">;

const REMOVAL = dbReadsWrites(1, 2);

/** Puts a call at a place, counting it. */
export function store(ctx: Ctx, index: number, pending: PendingExtrinsic): void {
  if (!PendingExtrinsics.has(ctx, index)) CounterForPendingExtrinsics.update(ctx, (count) => count + 1);
  PendingExtrinsics.set(ctx, index, pending);
}
function remove(ctx: Ctx, index: number): void {
  PendingExtrinsics.delete(ctx, index);
  CounterForPendingExtrinsics.update(ctx, (count) => count - 1);
}

export const storeEncrypted: Handles<typeof shield, "store_encrypted", Ctx> = (ctx, who, { encrypted_call }) => {
  ensure(CounterForPendingExtrinsics.get(ctx) < MaxPendingExtrinsicsLimit.get(ctx), errors.TooManyPendingExtrinsics);
  const index = NextPendingExtrinsicIndex.get(ctx);
  store(ctx, index, { who, encrypted_call, submitted_at: ctx.block.number });
  NextPendingExtrinsicIndex.set(ctx, u32.saturatingAdd(index, 1));
  ctx.emit(events.ExtrinsicStored({ index, who }));
};

/** Runs what waits, oldest first, until the weight of a block's start is used up. The weight used. */
export function runPending(ctx: Ctx): Weight {
  const end = NextPendingExtrinsicIndex.get(ctx);
  const count = CounterForPendingExtrinsics.get(ctx);
  let used = dbReads(2);
  if (count === 0) return used;
  const spend = (more: Weight): void => {
    used = addWeight(used, more);
  };
  // As many places as calls are looked at: where there are holes, those of the lowest places are missed until others go.
  for (let index = Math.max(end - count, 0); index < end; index++) {
    const pending = PendingExtrinsics.get(ctx, index);
    if (pending === undefined) {
      spend(dbReads(1));
      continue;
    }
    const drop = (): void => {
      remove(ctx, index);
      spend(REMOVAL);
    };
    if (Math.max(ctx.block.number - pending.submitted_at, 0) > ExtrinsicLifetime.get(ctx)) {
      drop();
      ctx.emit(events.ExtrinsicExpired({ index }));
      continue;
    }
    const call = ctx.ports.storedCalls.opened(ctx, pending.encrypted_call);
    if (call === undefined) {
      drop();
      ctx.emit(events.ExtrinsicDecodeFailed({ index }));
      continue;
    }
    const declared = ctx.dispatchInfo(call).weight;
    if (anyGreaterThan(declared, weight(MaxExtrinsicWeight.get(ctx)))) {
      drop();
      ctx.emit(events.ExtrinsicWeightExceeded({ index }));
      continue;
    }
    if (anyGreaterThan(addWeight(used, dbWrites(2), declared), weight(OnInitializeWeight.get(ctx)))) {
      ctx.emit(events.ExtrinsicPostponed({ index }));
      break;
    }
    drop();
    const { post, refusal } = outcomeOf(() => ctx.dispatch(signedOrigin(pending.who), call));
    if (refusal === undefined) {
      spend(post.actualWeight ?? declared);
      ctx.emit(events.ExtrinsicDispatched({ index }));
    } else {
      spend(declared);
      ctx.emit(events.ExtrinsicDispatchFailed({ index, error: refusal.error }));
    }
  }
  return used;
}
