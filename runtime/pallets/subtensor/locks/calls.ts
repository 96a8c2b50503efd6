// The calls about locks. Mirrors pallets/subtensor/src/macros/dispatches.rs.

import type { Handles } from "../../../frame/section.ts";
import type { Ctx } from "../context.ts";
import { setAcceptLockedAlpha } from "./account_flags.ts";
import { locks } from "./contract.ts";
import { lockStake, moveLock, setPerpetualLock } from "./lock.ts";

type Of<N extends string> = Handles<typeof locks, N, Ctx>;
const lock_stake: Of<"lock_stake"> = (ctx, coldkey, { hotkey, netuid, amount }) =>
  lockStake(ctx, netuid, { hotkey, coldkey }, amount);
const move_lock: Of<"move_lock"> = (ctx, coldkey, { destination_hotkey, netuid }) =>
  moveLock(ctx, netuid, coldkey, destination_hotkey);
const set_perpetual_lock: Of<"set_perpetual_lock"> = (ctx, coldkey, { netuid, enabled }) =>
  setPerpetualLock(ctx, netuid, coldkey, enabled);
const set_reject_locked_alpha: Of<"set_reject_locked_alpha"> = (ctx, coldkey, { enabled }) => {
  setAcceptLockedAlpha(ctx, coldkey, !enabled);
  ctx.emit(locks.events.RejectLockedAlphaUpdated({ coldkey, enabled }));
};

export const lockCalls = { lock_stake, move_lock, set_perpetual_lock, set_reject_locked_alpha };
