// Locking stake: what is locked and what may be unstaked, new locks and more, locks moved, transferred and cut. The door
// to everything that pallets/subtensor/src/staking/lock.rs holds.

import { ensure, refuse } from "../../../frame/refusal.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { staking } from "../staking/contract.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "../staking/stake.ts";
import { ensureCanReceiveLockedAlpha } from "./account_flags.ts";
import { locks } from "./contract.ts";
import {
  addAggregateLock,
  addToAggregate,
  forceReduceIndividual,
  insertLockState,
  isPerpetualLock,
  isSubnetOwnerHotkey,
  type LockOwner,
  lockTerms,
  maybeRemoveLockingColdkey,
  readConvictionModel,
  readConvictionModelForHotkey,
  reduceAggregateLock,
  rollForwardAggregate,
  rollForwardModel,
  saveConvictionModel,
  setRolledIndividual,
} from "./conviction_model.ts";
import type { LockState } from "./lock_state.ts";
import { emptyLock, rolledLock } from "./rolling.ts";

export * from "./account_flags.ts";
export * from "./conviction.ts";
export * from "./conviction_model.ts";
export * from "./destroy_lock_maps.ts";
export * from "./rolling.ts";
export * from "./subnet_owner.ts";
export * from "./swap_locks.ts";

const { DecayingLock, Lock } = locks.storage;
const { errors, events } = locks;

// What is locked ────────────────────────────────────────────────────────────────────────────────────────────────────
/** Alpha of a coldkey with all its hotkeys on a subnet. */
export function totalColdkeyAlphaOnSubnet(ctx: Ctx, netuid: NetUid, coldkey: AccountId): Alpha {
  let total = alpha(0n);
  for (const hotkey of staking.read.StakingHotkeys.get(ctx, coldkey))
    total = u64.saturatingAdd(total, stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }));
  return total;
}
/** A coldkey's lock as it is now. */
export function coldkeyLock(ctx: Ctx, netuid: NetUid, coldkey: AccountId): LockState | undefined {
  const model = readConvictionModel(ctx, netuid, coldkey);
  if (model === undefined) return undefined;
  rollForwardModel(model);
  return model.individual;
}
export const currentLocked = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): Alpha =>
  coldkeyLock(ctx, netuid, coldkey)?.locked_mass ?? alpha(0n);
export const conviction = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): U64F64 =>
  coldkeyLock(ctx, netuid, coldkey)?.conviction ?? U64F64.ZERO;

export interface StakeAvailability {
  readonly total: Alpha;
  readonly locked: Alpha;
  readonly available: Alpha;
}
/** A lock counts for the whole subnet, whichever hotkey the stake is with. */
export function stakeAvailability(ctx: Ctx, netuid: NetUid, coldkey: AccountId): StakeAvailability {
  const total = totalColdkeyAlphaOnSubnet(ctx, netuid, coldkey);
  const locked = currentLocked(ctx, netuid, coldkey);
  return { total, locked, available: u64.saturatingSub(total, locked) };
}
export const availableToUnstake = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): Alpha =>
  stakeAvailability(ctx, netuid, coldkey).available;
export const ensureAvailableToUnstake = (ctx: Ctx, netuid: NetUid, coldkey: AccountId, amount: Alpha): void =>
  ensure(availableToUnstake(ctx, netuid, coldkey) >= amount, errors.StakeUnavailable);

// Locking ───────────────────────────────────────────────────────────────────────────────────────────────────────────
/** Locks stake for a hotkey, or more of it for the same one. */
export function lockStake(ctx: Ctx, netuid: NetUid, holder: LockOwner, amount: Alpha): void {
  const { hotkey, coldkey } = holder;
  ensure(amount !== 0n, staking.errors.AmountTooLow);
  ensure(keys.read.Owner.has(ctx, hotkey), keys.errors.HotKeyAccountNotExists);
  const total = totalColdkeyAlphaOnSubnet(ctx, netuid, coldkey);
  const existing = readConvictionModel(ctx, netuid, coldkey);
  if (existing !== undefined) ensure(hotkey === existing.hotkey, errors.LockHotkeyMismatch);
  const model = existing ?? readConvictionModelForHotkey(ctx, netuid, holder);
  rollForwardModel(model);
  const { individual, terms } = model;
  const added: LockState = { locked_mass: amount, conviction: U64F64.ZERO, last_update: terms.now };
  if (individual.locked_mass === 0n && individual.conviction === U64F64.ZERO) {
    ensure(total >= amount, errors.InsufficientStakeForLock);
    setRolledIndividual(model, added);
  } else {
    const grown = { ...individual, locked_mass: u64.saturatingAdd(individual.locked_mass, amount) };
    ensure(total >= grown.locked_mass, errors.InsufficientStakeForLock);
    setRolledIndividual(model, grown);
  }
  rollForwardAggregate(model);
  addToAggregate(model, added);
  rollForwardAggregate(model);
  saveConvictionModel(ctx, model);
  ctx.emit(events.StakeLocked({ coldkey, hotkey, netuid, amount }));
}
/** Takes locked mass away, with conviction in proportion. */
export function forceReduceLock(ctx: Ctx, netuid: NetUid, coldkey: AccountId, amount: Alpha): void {
  const model = readConvictionModel(ctx, netuid, coldkey);
  if (model === undefined) return;
  rollForwardModel(model);
  rollForwardAggregate(model);
  forceReduceIndividual(model, amount);
  saveConvictionModel(ctx, model);
}
/** Rolls a coldkey's lock and removes it when nothing is left. */
export function cleanupLockIfZero(ctx: Ctx, netuid: NetUid, coldkey: AccountId): void {
  const model = readConvictionModel(ctx, netuid, coldkey);
  if (model === undefined) return;
  rollForwardModel(model);
  saveConvictionModel(ctx, model);
}
/** Makes a coldkey's locks on a subnet decay no more, or again. */
export function setPerpetualLock(ctx: Ctx, netuid: NetUid, coldkey: AccountId, enabled: boolean): void {
  const changes = isPerpetualLock(ctx, netuid, coldkey) !== enabled;
  const before = readConvictionModel(ctx, netuid, coldkey);
  if (before !== undefined) {
    rollForwardModel(before);
    const { locked_mass: lockedMass, conviction } = before.individual;
    saveConvictionModel(ctx, before);
    if (changes) reduceAggregateLock(ctx, netuid, before, { lockedMass, conviction });
  }
  if (enabled) DecayingLock.set(ctx, coldkey, netuid, false);
  else DecayingLock.delete(ctx, coldkey, netuid);
  const after = changes ? readConvictionModel(ctx, netuid, coldkey) : undefined;
  if (after !== undefined) addAggregateLock(ctx, netuid, after, after.individual);
  ctx.emit(events.PerpetualLockUpdated({ coldkey, netuid, enabled }));
}
/** Turns a lock to another hotkey; conviction stays only where both have one owner. */
export function moveLock(ctx: Ctx, netuid: NetUid, coldkey: AccountId, destinationHotkey: AccountId): void {
  const { Owner } = keys.read;
  ensure(Owner.has(ctx, destinationHotkey), keys.errors.HotKeyAccountNotExists);
  const model = readConvictionModel(ctx, netuid, coldkey) ?? refuse(errors.NoExistingLock);
  const originHotkey = model.hotkey;
  rollForwardModel(model);
  const removed = model.individual;
  const keeps = Owner.get(ctx, originHotkey) === Owner.get(ctx, destinationHotkey);
  const kind = {
    owner: isSubnetOwnerHotkey(ctx, netuid, destinationHotkey),
    perpetual: isPerpetualLock(ctx, netuid, coldkey),
  };
  const moved = rolledLock(keeps ? removed : { ...removed, conviction: U64F64.ZERO }, model.terms, kind);
  const [origin, destination] = [
    { hotkey: originHotkey, coldkey },
    { hotkey: destinationHotkey, coldkey },
  ];
  Lock.delete(ctx, coldkey, netuid, originHotkey);
  maybeRemoveLockingColdkey(ctx, netuid, origin);
  insertLockState(ctx, netuid, destination, moved);
  reduceAggregateLock(ctx, netuid, origin, { lockedMass: removed.locked_mass, conviction: removed.conviction });
  addAggregateLock(ctx, netuid, destination, moved);
  ctx.emit(events.LockMoved({ coldkey, origin_hotkey: originHotkey, destination_hotkey: destinationHotkey, netuid }));
}

/** Lets a lock follow stake that goes to another coldkey, as far as more goes than is free. */
export function transferLock(
  ctx: Ctx,
  netuid: NetUid,
  { originColdkey, destinationColdkey }: { readonly originColdkey: AccountId; readonly destinationColdkey: AccountId },
  amount: Alpha,
): void {
  if (originColdkey === destinationColdkey || amount === 0n) return;
  const total = totalColdkeyAlphaOnSubnet(ctx, netuid, originColdkey);
  const source = readConvictionModel(ctx, netuid, originColdkey);
  if (source === undefined) return;
  const terms = lockTerms(ctx);
  rollForwardModel(source);
  const existing = readConvictionModel(ctx, netuid, destinationColdkey);
  if (existing !== undefined) rollForwardModel(existing);
  const destinationHotkey = existing?.hotkey ?? source.hotkey;
  let sourceLock = source.individual;
  let destinationLock = existing?.individual ?? emptyLock(terms.now);

  const available = u64.saturatingSub(total, sourceLock.locked_mass);
  const beyond = u64.saturatingSub(amount, available);
  let lockedMass = alpha(0n);
  let conviction = U64F64.ZERO;
  if (beyond !== 0n) {
    if (existing !== undefined) ensure(existing.hotkey === source.hotkey, errors.LockHotkeyMismatch);
    lockedMass = beyond < sourceLock.locked_mass ? beyond : sourceLock.locked_mass;
    if (lockedMass !== 0n) {
      const part = U64F64.safeDiv(
        U64F64.saturatingFromNum(lockedMass as bigint),
        U64F64.saturatingFromNum(sourceLock.locked_mass as bigint),
      );
      conviction = U64F64.saturatingMul(sourceLock.conviction, part);
    }
    sourceLock = {
      locked_mass: u64.saturatingSub(sourceLock.locked_mass, lockedMass),
      conviction: U64F64.saturatingSub(sourceLock.conviction, conviction),
      last_update: sourceLock.last_update,
    };
    destinationLock = {
      locked_mass: u64.saturatingAdd(destinationLock.locked_mass, lockedMass),
      conviction: U64F64.saturatingAdd(destinationLock.conviction, conviction),
      last_update: destinationLock.last_update,
    };
  }
  ensureCanReceiveLockedAlpha(ctx, destinationColdkey, lockedMass);
  const origin = { hotkey: source.hotkey, coldkey: originColdkey };
  const destination = { hotkey: destinationHotkey, coldkey: destinationColdkey };
  const rolledOf = (lock: LockState, { hotkey, coldkey }: LockOwner): LockState =>
    rolledLock(lock, terms, {
      owner: isSubnetOwnerHotkey(ctx, netuid, hotkey),
      perpetual: isPerpetualLock(ctx, netuid, coldkey),
    });
  // Both are written even where nothing moved, since both were rolled; their sums are not.
  insertLockState(ctx, netuid, origin, rolledOf(sourceLock, origin));
  insertLockState(ctx, netuid, destination, rolledOf(destinationLock, destination));
  if (lockedMass === 0n) return;
  reduceAggregateLock(ctx, netuid, origin, { lockedMass, conviction });
  addAggregateLock(ctx, netuid, destination, { locked_mass: lockedMass, conviction, last_update: currentBlock(ctx) });
}
