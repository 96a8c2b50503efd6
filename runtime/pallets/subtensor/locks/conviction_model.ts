// A coldkey's lock together with the sum of locks that it belongs to: read, rolled, changed and saved as one. Mirrors
// pallets/subtensor/src/staking/lock.rs (ConvictionModel over storage).

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { settings } from "../settings/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { locks } from "./contract.ts";
import type { LockState } from "./lock_state.ts";
import {
  emptyLock,
  isZeroDelta,
  isZeroLock,
  type LockKind,
  mergeLocks,
  type RollDelta,
  reduceLock,
  rolledLock,
  rollForward,
  type Terms,
} from "./rolling.ts";

const { DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, HotkeyLock, Lock, LockingColdkeys, OwnerLock } =
  locks.storage;

/** Whose lock it is, for which hotkey. */
export interface LockOwner {
  readonly hotkey: AccountId;
  readonly coldkey: AccountId;
}
export const lockTerms = (ctx: Ctx): Terms => ({
  now: currentBlock(ctx),
  unlockRate: settings.read.UnlockRate.get(ctx),
  maturityRate: settings.read.MaturityRate.get(ctx),
});
export const isSubnetOwnerHotkey = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): boolean =>
  hotkey === subnets.read.SubnetOwnerHotkey.get(ctx, netuid);
export const isPerpetualLock = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): boolean =>
  DecayingLock.get(ctx, coldkey, netuid) === false;

// Single entries ────────────────────────────────────────────────────────────────────────────────────────────────────
export const addLockingColdkey = (ctx: Ctx, netuid: NetUid, { hotkey, coldkey }: LockOwner): void =>
  LockingColdkeys.set(ctx, netuid, hotkey, coldkey, null);
export const maybeRemoveLockingColdkey = (ctx: Ctx, netuid: NetUid, { hotkey, coldkey }: LockOwner): void =>
  LockingColdkeys.delete(ctx, netuid, hotkey, coldkey);
/** Stores a coldkey's lock, or removes what has come to nothing. */
export function insertLockState(ctx: Ctx, netuid: NetUid, holder: LockOwner, lock: LockState): void {
  const { hotkey, coldkey } = holder;
  if (isZeroLock(lock)) {
    maybeRemoveLockingColdkey(ctx, netuid, holder);
    Lock.delete(ctx, coldkey, netuid, hotkey);
  } else {
    addLockingColdkey(ctx, netuid, holder);
    Lock.set(ctx, coldkey, netuid, hotkey, lock);
  }
}
const holdsAny = ({ locked_mass, conviction }: LockState): boolean => locked_mass !== 0n || conviction > U64F64.ZERO;

// Sums of locks ─────────────────────────────────────────────────────────────────────────────────────────────────────
/** The sum for locks of a kind: of the owner, or of the hotkey. */
export function aggregateLock(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  { owner, perpetual }: LockKind,
): LockState | undefined {
  if (owner) return (perpetual ? OwnerLock : DecayingOwnerLock).get(ctx, netuid);
  return (perpetual ? HotkeyLock : DecayingHotkeyLock).get(ctx, netuid, hotkey);
}
export function removeAggregateLock(ctx: Ctx, netuid: NetUid, hotkey: AccountId, { owner, perpetual }: LockKind): void {
  if (owner) (perpetual ? OwnerLock : DecayingOwnerLock).delete(ctx, netuid);
  else (perpetual ? HotkeyLock : DecayingHotkeyLock).delete(ctx, netuid, hotkey);
}
/** Stores a sum, or removes it when it is nothing. */
export function insertAggregateLock(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  kind: LockKind,
  lock: LockState,
): void {
  if (!holdsAny(lock)) removeAggregateLock(ctx, netuid, hotkey, kind);
  else if (kind.owner) (kind.perpetual ? OwnerLock : DecayingOwnerLock).set(ctx, netuid, lock);
  else (kind.perpetual ? HotkeyLock : DecayingHotkeyLock).set(ctx, netuid, hotkey, lock);
}
/** Reads a sum, takes it away, and gives it as it is now. */
export function takeRolledAggregateLock(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  kind: LockKind,
  terms: Terms,
): LockState | undefined {
  const lock = aggregateLock(ctx, netuid, hotkey, kind);
  removeAggregateLock(ctx, netuid, hotkey, kind);
  return lock === undefined ? undefined : rolledLock(lock, terms, kind);
}
export const insertHotkeyLockState = (ctx: Ctx, netuid: NetUid, hotkey: AccountId, lock: LockState): void =>
  insertAggregateLock(ctx, netuid, hotkey, { owner: false, perpetual: true }, lock);
export const insertDecayingHotkeyLockState = (ctx: Ctx, netuid: NetUid, hotkey: AccountId, lock: LockState): void =>
  insertAggregateLock(ctx, netuid, hotkey, { owner: false, perpetual: false }, lock);

// The model ─────────────────────────────────────────────────────────────────────────────────────────────────────────
/** One lock and its sum; only what changed is saved. */
export interface ConvictionModel extends LockOwner {
  readonly netuid: NetUid;
  readonly kind: LockKind;
  readonly terms: Terms;
  individual: LockState;
  aggregate: LockState;
  individualDirty: boolean;
  aggregateDirty: boolean;
}
export function readConvictionModelForHotkey(
  ctx: Ctx,
  netuid: NetUid,
  { hotkey, coldkey }: LockOwner,
): ConvictionModel {
  const terms = lockTerms(ctx);
  const kind = { owner: isSubnetOwnerHotkey(ctx, netuid, hotkey), perpetual: isPerpetualLock(ctx, netuid, coldkey) };
  return {
    netuid,
    hotkey,
    coldkey,
    kind,
    terms,
    individual: Lock.get(ctx, coldkey, netuid, hotkey) ?? emptyLock(terms.now),
    aggregate: aggregateLock(ctx, netuid, hotkey, kind) ?? emptyLock(terms.now),
    individualDirty: false,
    aggregateDirty: false,
  };
}
/** Of the coldkey's lock on the subnet: the first by raw key, and there should be no other. */
export function readConvictionModel(ctx: Ctx, netuid: NetUid, coldkey: AccountId): ConvictionModel | undefined {
  for (const [[, , hotkey]] of Lock.entries(ctx, coldkey, netuid))
    return readConvictionModelForHotkey(ctx, netuid, { hotkey, coldkey });
  return undefined;
}
export function saveConvictionModel(ctx: Ctx, model: ConvictionModel): void {
  if (model.individualDirty) insertLockState(ctx, model.netuid, model, model.individual);
  if (model.aggregateDirty) insertAggregateLock(ctx, model.netuid, model.hotkey, model.kind, model.aggregate);
}

export function setIndividual(model: ConvictionModel, lock: LockState): void {
  model.individual = lock;
  model.individualDirty = true;
}
export function setRolledIndividual(model: ConvictionModel, lock: LockState): void {
  setIndividual(model, rolledLock(lock, model.terms, model.kind));
}
function setAggregate(model: ConvictionModel, lock: LockState): void {
  model.aggregate = lock;
  model.aggregateDirty = true;
}
export const addToAggregate = (model: ConvictionModel, added: LockState): void =>
  setAggregate(model, mergeLocks(model.aggregate, added));
export const reduceAggregate = (model: ConvictionModel, by: RollDelta): void =>
  setAggregate(model, reduceLock(model.aggregate, by));
export const rollForwardAggregate = (model: ConvictionModel): void =>
  setAggregate(model, rolledLock(model.aggregate, model.terms, model.kind));
/** Rolls the lock; its sum loses what the lock lost, or is rolled itself where the lock lost nothing. */
export function rollForwardModel(model: ConvictionModel): void {
  const { lock, delta } = rollForward(model.individual, model.terms, model.kind);
  setIndividual(model, lock);
  if (isZeroDelta(delta)) rollForwardAggregate(model);
  else setAggregate(model, { ...reduceLock(model.aggregate, delta), last_update: model.terms.now });
}
/** Takes mass from the lock and its sum, and conviction in proportion. */
export function forceReduceIndividual(model: ConvictionModel, amount: Alpha): void {
  const { now } = model.terms;
  const rolled = model.individual;
  const left = u64.saturatingSub(rolled.locked_mass, amount);
  const lockedMass = u64.saturatingSub(rolled.locked_mass, left);
  let conviction = U64F64.ZERO;
  if (left !== 0n) {
    const removed = U64F64.safeDiv(
      U64F64.saturatingFromNum(amount as bigint),
      U64F64.saturatingFromNum(rolled.locked_mass as bigint),
    );
    conviction = U64F64.saturatingMul(rolled.conviction, U64F64.saturatingSub(U64F64.ONE, removed));
  }
  setIndividual(model, { locked_mass: alpha(left), conviction, last_update: now });
  reduceAggregate(model, { lockedMass, conviction: U64F64.saturatingSub(rolled.conviction, conviction) });
}

// Sums changed without the lock ─────────────────────────────────────────────────────────────────────────────────────
/** Adds a lock that moved here, conviction and all, to its sum. */
export function addAggregateLock(ctx: Ctx, netuid: NetUid, holder: LockOwner, added: LockState): void {
  const model = readConvictionModelForHotkey(ctx, netuid, holder);
  rollForwardAggregate(model);
  addToAggregate(model, added);
  rollForwardAggregate(model);
  saveConvictionModel(ctx, model);
}
export const upsertAggregateLock = (ctx: Ctx, netuid: NetUid, holder: LockOwner, amount: Alpha): void =>
  addAggregateLock(ctx, netuid, holder, {
    locked_mass: amount,
    conviction: U64F64.ZERO,
    last_update: currentBlock(ctx),
  });
export function reduceAggregateLock(ctx: Ctx, netuid: NetUid, holder: LockOwner, by: RollDelta): void {
  const model = readConvictionModelForHotkey(ctx, netuid, holder);
  rollForwardAggregate(model);
  reduceAggregate(model, by);
  saveConvictionModel(ctx, model);
}
