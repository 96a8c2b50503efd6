// Removes everything locked on a subnet that goes. Mirrors pallets/subtensor/src/staking/lock.rs (destroy_lock_maps).

import type { NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { locks } from "./contract.ts";

const { DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, HotkeyLock, Lock, LockingColdkeys, OwnerLock } =
  locks.storage;

export function destroyLockMaps(ctx: Ctx, netuid: NetUid): void {
  for (const [, hotkey, coldkey] of [...LockingColdkeys.keysOf(ctx, netuid)]) Lock.delete(ctx, coldkey, netuid, hotkey);
  LockingColdkeys.clear(ctx, netuid);
  HotkeyLock.clear(ctx, netuid);
  DecayingHotkeyLock.clear(ctx, netuid);
  OwnerLock.delete(ctx, netuid);
  DecayingOwnerLock.delete(ctx, netuid);
  for (const [coldkey, on] of [...DecayingLock.keysOf(ctx)])
    if (on === netuid) DecayingLock.delete(ctx, coldkey, netuid);
}
