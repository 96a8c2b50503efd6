// Raising a delegate's take. Mirrors pallets/subtensor/src/staking/increase_take.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { type Ctx, currentBlock } from "../context.ts";
import {
  exceedsTxDelegateTakeRateLimit,
  lastTxBlockDelegateTake,
  setLastTxBlockDelegateTake,
} from "../limits/rate_limiting.ts";
import { settings } from "../settings/contract.ts";
import { delegation } from "./contract.ts";
import { takeChecks } from "./take_checks.ts";

const { Delegates } = delegation.storage;
const { errors, events } = delegation;

/** Strictly up, to the maximum at most, and not too soon after the last change. */
export const increaseTake: Handles<typeof delegation, "increase_take", Ctx> = (ctx, coldkey, { hotkey, take }) => {
  takeChecks(ctx, { hotkey, coldkey });
  ensure(!Delegates.has(ctx, hotkey) || take > Delegates.get(ctx, hotkey), errors.DelegateTakeTooLow);
  ensure(take <= settings.read.MaxDelegateTake.get(ctx), errors.DelegateTakeTooHigh);
  const block = currentBlock(ctx);
  ensure(
    !exceedsTxDelegateTakeRateLimit(ctx, lastTxBlockDelegateTake(ctx, hotkey), block),
    errors.DelegateTxRateLimitExceeded,
  );
  setLastTxBlockDelegateTake(ctx, hotkey, block);
  Delegates.set(ctx, hotkey, take);
  ctx.emit(events.TakeIncreased(coldkey, hotkey, take));
};
