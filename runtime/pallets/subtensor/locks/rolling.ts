// How a lock changes as time passes: a decaying lock's mass shrinks, conviction grows towards the mass. Pure numbers.
// Mirrors pallets/subtensor/src/staking/lock.rs (LockState, ConvictionModel: roll_forward_lock and its arithmetic).

import { I64F64, U64F64 } from "../../../primitives/fixed/formats.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import { expDecay } from "./exp_decay.ts";
import type { LockState } from "./lock_state.ts";

/** Mass and conviction below this count as nothing. */
const ZERO_THRESHOLD = 100n;

export interface Rates {
  readonly unlockRate: bigint;
  readonly maturityRate: bigint;
}
/** The block to roll to, and the rates of the chain. */
export interface Terms extends Rates {
  readonly now: bigint;
}
/** Of which kind a lock is: for the subnet owner's hotkey or another; never shrinking or decaying. */
export interface LockKind {
  readonly owner: boolean;
  readonly perpetual: boolean;
}
/** What a lock lost by being rolled. */
export interface RollDelta {
  readonly lockedMass: Alpha;
  readonly conviction: U64F64;
}

export const emptyLock = (now: bigint): LockState => ({
  locked_mass: alpha(0n),
  conviction: U64F64.ZERO,
  last_update: now,
});
export const isZeroLock = ({ locked_mass, conviction }: LockState): boolean =>
  locked_mass < ZERO_THRESHOLD && conviction < U64F64.saturatingFromNum(ZERO_THRESHOLD);
export const isZeroDelta = ({ lockedMass, conviction }: RollDelta): boolean =>
  lockedMass === 0n && conviction === U64F64.ZERO;

export const mergeLocks = (a: LockState, b: LockState): LockState => ({
  locked_mass: u64.saturatingAdd(a.locked_mass, b.locked_mass),
  conviction: U64F64.saturatingAdd(a.conviction, b.conviction),
  last_update: a.last_update > b.last_update ? a.last_update : b.last_update,
});
export const reduceLock = (lock: LockState, by: RollDelta): LockState => ({
  locked_mass: u64.saturatingSub(lock.locked_mass, by.lockedMass),
  conviction: U64F64.saturatingSub(lock.conviction, by.conviction),
  last_update: lock.last_update,
});

/** Part of the mass that becomes conviction while a decaying lock shrinks; zero for equal or no rates is the caller's. */
function gamma(unlockDecay: U64F64, maturityDecay: U64F64, { unlockRate, maturityRate }: Rates): I64F64 {
  const difference = I64F64.saturatingSub(
    I64F64.saturatingFromFixed(U64F64, unlockDecay),
    I64F64.saturatingFromFixed(U64F64, maturityDecay),
  );
  const scaled = I64F64.saturatingMul(I64F64.saturatingFromNum(unlockRate), difference);
  return I64F64.checkedDiv(scaled, I64F64.saturatingFromNum(unlockRate - maturityRate)) ?? I64F64.ZERO;
}
/** Mass and conviction after dt blocks. */
function decayed(
  lock: LockState,
  dt: bigint,
  rates: Rates,
  perpetual: boolean,
): Pick<LockState, "locked_mass" | "conviction"> {
  const { unlockRate, maturityRate } = rates;
  const unlockDecay = expDecay(dt, unlockRate);
  const maturityDecay = expDecay(dt, maturityRate);
  const mass = U64F64.saturatingFromNum(lock.locked_mass as bigint);
  const kept = perpetual
    ? lock.locked_mass
    : alpha(U64F64.saturatingToNum(U64F64.saturatingMul(unlockDecay, mass), u64));
  let gained = U64F64.ZERO;
  if (perpetual) gained = U64F64.saturatingMul(mass, U64F64.saturatingSub(U64F64.ONE, maturityDecay));
  else if (unlockRate === maturityRate) {
    const elapsed = U64F64.safeDiv(U64F64.saturatingFromNum(dt), U64F64.saturatingFromNum(maturityRate));
    gained = U64F64.saturatingMul(mass, U64F64.saturatingMul(elapsed, maturityDecay));
  } else if (unlockRate !== 0n && maturityRate !== 0n) {
    const part = gamma(unlockDecay, maturityDecay, rates);
    if (part > I64F64.ZERO) gained = U64F64.saturatingMul(mass, U64F64.saturatingFromFixed(I64F64, part));
  }
  return {
    locked_mass: kept,
    conviction: U64F64.saturatingAdd(U64F64.saturatingMul(maturityDecay, lock.conviction), gained),
  };
}

/** The lock as it is now, and what it lost on the way. A lock for the owner's hotkey has full conviction at once. */
export function rollForward(
  lock: LockState,
  terms: Terms,
  { owner, perpetual }: LockKind,
): { readonly lock: LockState; readonly delta: RollDelta } {
  const { now } = terms;
  let rolled: LockState =
    now > lock.last_update ? { ...decayed(lock, now - lock.last_update, terms, perpetual), last_update: now } : lock;
  if (owner) rolled = { ...rolled, conviction: U64F64.saturatingFromNum(rolled.locked_mass as bigint) };
  if (isZeroLock(rolled)) rolled = { ...rolled, locked_mass: alpha(0n), conviction: U64F64.ZERO };
  const delta = {
    lockedMass: u64.saturatingSub(lock.locked_mass, rolled.locked_mass),
    conviction: U64F64.saturatingSub(lock.conviction, rolled.conviction),
  };
  return { lock: rolled, delta };
}
/** The lock as it is now. */
export const rolledLock = (lock: LockState, terms: Terms, kind: LockKind): LockState =>
  rollForward(lock, terms, kind).lock;
