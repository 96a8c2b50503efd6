// Lowering a delegate's take. Mirrors pallets/subtensor/src/staking/decrease_take.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { setLastTxBlockDelegateTake } from "../limits/rate_limiting.ts";
import { settings } from "../settings/contract.ts";
import { delegation } from "./contract.ts";
import { takeChecks } from "./take_checks.ts";

const { Delegates } = delegation.storage;
const { errors, events } = delegation;

/** Strictly down, to the minimum at least; at any time, and it delays the next raise. */
export const decreaseTake: Handles<typeof delegation, "decrease_take", Ctx> = (ctx, coldkey, { hotkey, take }) => {
  takeChecks(ctx, { hotkey, coldkey });
  ensure(!Delegates.has(ctx, hotkey) || take < Delegates.get(ctx, hotkey), errors.DelegateTakeTooLow);
  ensure(take >= settings.read.MinDelegateTake.get(ctx), errors.DelegateTakeTooLow);
  Delegates.set(ctx, hotkey, take);
  setLastTxBlockDelegateTake(ctx, hotkey, currentBlock(ctx));
  ctx.emit(events.TakeDecreased(coldkey, hotkey, take));
};
