// Freezes and locks: what a balance may not fall below. No pallet of this runtime sets any; accounts of an imported
// chain may have some. Mirrors pallet-balances 42: lib.rs (update_locks, update_freezes), impl_fungible.rs
// (MutateFreeze), impl_currency.rs (LockableCurrency).

import type { Emitted } from "../../frame/event.ts";
import { attempt, ensure } from "../../frame/refusal.ts";
import type { FreezeReason } from "../../ports/currency.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { type Ctx, greatest, mutateAccount, ZERO } from "./account.ts";
import { type BalanceLock, balances, type Freeze } from "./contract.ts";

const { Freezes, Locks } = balances.storage;
const { errors, events } = balances;

const same = (a: FreezeReason, b: FreezeReason): boolean => a.pallet === b.pallet && a.value === b.value;
const highest = (...lists: readonly (readonly { readonly amount: Tao }[])[]): Tao =>
  lists.flat().reduce((most, { amount }) => greatest(most, amount), ZERO);

type Said = (payload: { who: AccountId; amount: Tao }) => Emitted;
function tell(
  ctx: Ctx,
  who: AccountId,
  { before, after }: { before: Tao; after: Tao },
  [more, less]: readonly [Said, Said],
): void {
  if (before > after) ctx.emit(less({ who, amount: rao(before - after) }));
  else if (after > before) ctx.emit(more({ who, amount: rao(after - before) }));
}
function setFrozen(ctx: Ctx, who: AccountId, after: Tao): { before: Tao; after: Tao } {
  return mutateAccount(ctx, who, (draft) => {
    const before = draft.frozen;
    draft.frozen = after;
    return { before, after };
  }).result;
}

function updateFreezes(ctx: Ctx, who: AccountId, freezes: readonly Freeze[]): void {
  const change = setFrozen(ctx, who, highest(Locks.get(ctx, who), freezes));
  if (freezes.length === 0) Freezes.delete(ctx, who);
  else Freezes.set(ctx, who, freezes);
  tell(ctx, who, change, [events.Frozen, events.Thawed]);
}
function withFreeze(ctx: Ctx, id: FreezeReason, who: AccountId, amountOf: (old: Tao) => Tao): readonly Freeze[] {
  const all = Freezes.get(ctx, who);
  if (all.some((one) => same(one.id, id)))
    return all.map((one) => (same(one.id, id) ? { id, amount: amountOf(one.amount) } : one));
  ensure(all.length < balances.constants.MaxFreezes.get(ctx), errors.TooManyFreezes);
  return [...all, { id, amount: amountOf(ZERO) }];
}

export const frozenFor = (ctx: Ctx, id: FreezeReason, who: AccountId): Tao =>
  Freezes.get(ctx, who).find((one) => same(one.id, id))?.amount ?? ZERO;
export function setFreeze(ctx: Ctx, id: FreezeReason, who: AccountId, amount: Tao): void {
  if (amount === 0n) thaw(ctx, id, who);
  else
    updateFreezes(
      ctx,
      who,
      withFreeze(ctx, id, who, () => amount),
    );
}
export function extendFreeze(ctx: Ctx, id: FreezeReason, who: AccountId, amount: Tao): void {
  if (amount === 0n) return;
  updateFreezes(
    ctx,
    who,
    withFreeze(ctx, id, who, (old) => (old > amount ? old : amount)),
  );
}
export function thaw(ctx: Ctx, id: FreezeReason, who: AccountId): void {
  updateFreezes(
    ctx,
    who,
    Freezes.get(ctx, who).filter((one) => !same(one.id, id)),
  );
}

function updateLocks(ctx: Ctx, who: AccountId, locks: readonly BalanceLock[]): void {
  let change = { before: ZERO, after: ZERO };
  attempt(() => {
    change = setFrozen(ctx, who, highest(locks, Freezes.get(ctx, who)));
  });
  if (locks.length === 0) Locks.delete(ctx, who);
  else Locks.set(ctx, who, locks);
  tell(ctx, who, change, [events.Locked, events.Unlocked]);
}
const isLock = (id: Uint8Array) => (lock: BalanceLock) => equalBytes(lock.id, id);
export function setLock(ctx: Ctx, who: AccountId, lock: BalanceLock): void {
  if (lock.amount === 0n) {
    removeLock(ctx, who, lock.id);
    return;
  }
  const all = Locks.get(ctx, who);
  updateLocks(
    ctx,
    who,
    all.some(isLock(lock.id)) ? all.map((one) => (isLock(lock.id)(one) ? lock : one)) : [...all, lock],
  );
}
export function extendLock(ctx: Ctx, who: AccountId, lock: BalanceLock): void {
  if (lock.amount === 0n) return;
  const old = Locks.get(ctx, who).find(isLock(lock.id));
  if (old === undefined) setLock(ctx, who, lock);
  else {
    const reasons = old.reasons === lock.reasons ? old.reasons : "All";
    setLock(ctx, who, { id: lock.id, amount: greatest(old.amount, lock.amount), reasons });
  }
}
export function removeLock(ctx: Ctx, who: AccountId, id: Uint8Array): void {
  updateLocks(
    ctx,
    who,
    Locks.get(ctx, who).filter((one) => !isLock(id)(one)),
  );
}
