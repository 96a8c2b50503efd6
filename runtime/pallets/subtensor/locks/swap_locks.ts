// Locks when a coldkey or a hotkey is exchanged for another. Mirrors pallets/subtensor/src/staking/lock.rs
// (ensure_no_active_locks, swap_coldkey_locks, swap_hotkey_locks).

import { ensure } from "../../../frame/refusal.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { accountRejectsLockedAlpha, ensureCanReceiveLockedAlphaWithFlag } from "./account_flags.ts";
import { locks } from "./contract.ts";
import {
  addAggregateLock,
  insertAggregateLock,
  insertLockState,
  isPerpetualLock,
  isSubnetOwnerHotkey,
  lockTerms,
  maybeRemoveLockingColdkey,
  reduceAggregateLock,
  takeRolledAggregateLock,
} from "./conviction_model.ts";
import type { LockState } from "./lock_state.ts";
import { rolledLock } from "./rolling.ts";

const {
  AccountFlags,
  DecayingHotkeyLock,
  DecayingLock,
  DecayingOwnerLock,
  HotkeyLock,
  Lock,
  LockingColdkeys,
  OwnerLock,
} = locks.storage;

/** Refuses with ActiveLockExists where a coldkey has anything locked, on any subnet. */
export function ensureNoActiveLocks(ctx: Ctx, coldkey: AccountId): void {
  const terms = lockTerms(ctx);
  for (const [[, netuid, hotkey], lock] of Lock.entries(ctx, coldkey)) {
    const kind = { owner: isSubnetOwnerHotkey(ctx, netuid, hotkey), perpetual: isPerpetualLock(ctx, netuid, coldkey) };
    ensure(rolledLock(lock, terms, kind).locked_mass === 0n, locks.errors.ActiveLockExists);
  }
}

export interface ColdkeySwap {
  readonly oldColdkey: AccountId;
  readonly newColdkey: AccountId;
}
/** Gives all locks and flags of a coldkey to another that has no locks. */
export function swapColdkeyLocks(ctx: Ctx, { oldColdkey, newColdkey }: ColdkeySwap): void {
  ensureNoActiveLocks(ctx, newColdkey);
  const terms = lockTerms(ctx);
  const rejects = accountRejectsLockedAlpha(ctx, newColdkey);
  const decaying = [...DecayingLock.entries(ctx, oldColdkey)];
  const moving: { netuid: NetUid; hotkey: AccountId; lock: LockState; perpetual: boolean }[] = [];
  for (const [[, netuid, hotkey], stored] of Lock.entries(ctx, oldColdkey)) {
    const perpetual = decaying.some(([[, on], decays]) => on === netuid && !decays);
    const lock = rolledLock(stored, terms, { owner: isSubnetOwnerHotkey(ctx, netuid, hotkey), perpetual });
    ensureCanReceiveLockedAlphaWithFlag(rejects, lock.locked_mass);
    moving.push({ netuid, hotkey, lock, perpetual });
  }
  // The sums are chosen by the old coldkey's flags, so they are cut before these go.
  for (const { netuid, hotkey, lock } of moving) {
    const holder = { hotkey, coldkey: oldColdkey };
    Lock.delete(ctx, oldColdkey, netuid, hotkey);
    maybeRemoveLockingColdkey(ctx, netuid, holder);
    reduceAggregateLock(ctx, netuid, holder, { lockedMass: lock.locked_mass, conviction: lock.conviction });
  }
  for (const [[, netuid]] of decaying) {
    const decays = DecayingLock.take(ctx, oldColdkey, netuid);
    if (decays !== undefined) DecayingLock.set(ctx, newColdkey, netuid, decays);
  }
  const flags = AccountFlags.take(ctx, oldColdkey);
  if (flags !== 0n) AccountFlags.set(ctx, newColdkey, flags);
  else AccountFlags.delete(ctx, newColdkey);
  for (const { netuid, hotkey, lock: old, perpetual } of moving) {
    const lock = rolledLock(old, terms, { owner: isSubnetOwnerHotkey(ctx, netuid, hotkey), perpetual });
    insertLockState(ctx, netuid, { hotkey, coldkey: newColdkey }, lock);
    addAggregateLock(ctx, netuid, { hotkey, coldkey: newColdkey }, lock);
  }
}

export interface HotkeySwap {
  readonly oldHotkey: AccountId;
  readonly newHotkey: AccountId;
}
/** Reads and writes that the reference counts for a swap. */
export interface Touched {
  readonly reads: number;
  readonly writes: number;
}
/** Turns all locks for a hotkey to another one, on every subnet. */
export const swapHotkeyLocks = (ctx: Ctx, swap: HotkeySwap): Touched => swapOn(ctx, allSubnetNetuids(ctx), swap);
export const swapHotkeyLocksOnSubnet = (ctx: Ctx, netuid: NetUid, swap: HotkeySwap): Touched =>
  swapOn(ctx, [netuid], swap);

function swapOn(ctx: Ctx, netuids: readonly NetUid[], { oldHotkey, newHotkey }: HotkeySwap): Touched {
  const terms = lockTerms(ctx);
  let reads = 0;
  let writes = 0;
  const touched: { netuid: NetUid; oldOwner: boolean; newOwner: boolean }[] = [];
  for (const netuid of netuids) {
    const oldOwner = isSubnetOwnerHotkey(ctx, netuid, oldHotkey);
    const newOwner = isSubnetOwnerHotkey(ctx, netuid, newHotkey);
    const any =
      oldOwner ||
      newOwner ||
      HotkeyLock.has(ctx, netuid, oldHotkey) ||
      DecayingHotkeyLock.has(ctx, netuid, oldHotkey) ||
      (oldOwner && (OwnerLock.has(ctx, netuid) || DecayingOwnerLock.has(ctx, netuid)));
    if (any) touched.push({ netuid, oldOwner, newOwner: oldOwner || newOwner });
    reads += 5;
  }

  const moving: { netuid: NetUid; coldkey: AccountId; lock: LockState; oldOwner: boolean; newOwner: boolean }[] = [];
  for (const { netuid, oldOwner, newOwner } of touched) {
    for (const [, , coldkey] of [...LockingColdkeys.keysOf(ctx, netuid, oldHotkey)]) {
      const lock = Lock.get(ctx, coldkey, netuid, oldHotkey);
      if (lock !== undefined) moving.push({ netuid, coldkey, lock, oldOwner, newOwner });
      else {
        // The index may name coldkeys whose lock is gone.
        maybeRemoveLockingColdkey(ctx, netuid, { hotkey: oldHotkey, coldkey });
        writes++;
      }
      reads++;
    }
  }
  for (const { netuid, coldkey, lock, oldOwner, newOwner } of moving) {
    const perpetual = isPerpetualLock(ctx, netuid, coldkey);
    const moved = rolledLock(rolledLock(lock, terms, { owner: oldOwner, perpetual }), terms, {
      owner: newOwner,
      perpetual,
    });
    Lock.delete(ctx, coldkey, netuid, oldHotkey);
    maybeRemoveLockingColdkey(ctx, netuid, { hotkey: oldHotkey, coldkey });
    insertLockState(ctx, netuid, { hotkey: newHotkey, coldkey }, moved);
    writes += 2;
  }
  for (const { netuid, oldOwner, newOwner } of touched) {
    const perpetual = takeRolledAggregateLock(ctx, netuid, oldHotkey, { owner: oldOwner, perpetual: true }, terms);
    const decaying = takeRolledAggregateLock(ctx, netuid, oldHotkey, { owner: oldOwner, perpetual: false }, terms);
    for (const [lock, isPerpetual] of [
      [perpetual, true],
      [decaying, false],
    ] as const) {
      if (lock === undefined) continue;
      const kind = { owner: newOwner, perpetual: isPerpetual };
      insertAggregateLock(ctx, netuid, newHotkey, kind, rolledLock(lock, terms, kind));
    }
    writes += 6;
  }
  return { reads, writes };
}
