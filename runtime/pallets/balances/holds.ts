// Holds: reserved balance that remembers why. Mirrors pallet-balances 42 (impl_fungible.rs) and frame-support
// (traits/tokens/fungible/hold.rs).

import type { DispatchError } from "../../frame/refusal.ts";
import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import type { Credit, Ends, Fortitude, HoldReason, Precision, Restriction, Taking } from "../../ports/currency.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { account, type Ctx, type Draft, least, lowerIssuance, mutateAccount, ZERO } from "./account.ts";
import { balances, HOLD_REASONS, type Hold } from "./contract.ts";
import {
  canDeposit,
  decreaseBalance,
  FUNDS_UNAVAILABLE,
  increaseBalance,
  OVERFLOW,
  reducible,
  UNDERFLOW,
} from "./fungible.ts";
import { asCredit } from "./imbalance.ts";

const { Holds } = balances.storage;
const { errors } = balances;
const CANNOT_CREATE_HOLD: DispatchError = { type: "Token", value: "CannotCreateHold" };
const CANNOT_CREATE: DispatchError = { type: "Token", value: "CannotCreate" };
const FROZEN: DispatchError = { type: "Token", value: "Frozen" };

const same = (a: HoldReason, b: HoldReason): boolean => a.pallet === b.pallet && a.value === b.value;

export const onHold = (ctx: Ctx, reason: HoldReason, who: AccountId): Tao =>
  Holds.get(ctx, who).find(({ id }) => same(id, reason))?.amount ?? ZERO;

/** What may leave the account's holds, all reasons together. */
function reducibleOnHold(ctx: Ctx, who: AccountId, fortitude: Fortitude): Tao {
  const { free, reserved, frozen } = account(ctx, who);
  const unavailable = fortitude === "Force" ? ZERO : u64.saturatingSub(frozen, free);
  return u64.saturatingSub(reserved, unavailable);
}
function holdAvailable(ctx: Ctx, reason: HoldReason, who: AccountId): boolean {
  if (ctx.ports.accounts.providers(ctx, who) === 0) return false;
  const holds = Holds.get(ctx, who);
  return holds.length < HOLD_REASONS || holds.some(({ id }) => same(id, reason));
}
function ensureCanHold(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao): void {
  ensure(amount <= reducible(ctx, who, "Protect", "Force"), FUNDS_UNAVAILABLE);
  ensure(holdAvailable(ctx, reason, who), CANNOT_CREATE_HOLD);
}
export const canHold = (ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao): boolean =>
  attempt(() => ensureCanHold(ctx, reason, who, amount)) === undefined;

function setHeld(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao): void {
  const draft: Draft = { ...account(ctx, who) };
  const holds = Holds.get(ctx, who);
  const found = holds.find(({ id }) => same(id, reason));
  const before = found?.amount ?? ZERO;
  let after: readonly Hold[] = holds;
  if (found !== undefined)
    after = holds.map((one) => (one === found ? { ...one, amount } : one)).filter((one) => one.amount !== 0n);
  else if (amount !== 0n) {
    ensure(holds.length < HOLD_REASONS, errors.TooManyHolds);
    after = [...holds, { id: reason, amount }];
  }
  draft.reserved =
    amount > before || found === undefined
      ? (u64.checkedAdd(draft.reserved, rao(amount - before)) ?? refuse(OVERFLOW))
      : (u64.checkedSub(draft.reserved, rao(before - amount)) ?? refuse(UNDERFLOW));
  mutateAccount(ctx, who, (account) => void Object.assign(account, draft));
  Holds.set(ctx, who, after);
}
function decreaseHeld(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao, precision: Precision): Tao {
  const old = onHold(ctx, reason, who);
  const taken = precision === "BestEffort" ? least(amount, old) : amount;
  setHeld(ctx, reason, who, u64.checkedSub(old, taken) ?? refuse(FUNDS_UNAVAILABLE));
  return taken;
}
function increaseHeld(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao, precision: Precision): Tao {
  const old = onHold(ctx, reason, who);
  const grown =
    precision === "BestEffort" ? u64.saturatingAdd(old, amount) : (u64.checkedAdd(old, amount) ?? refuse(OVERFLOW));
  const added = u64.saturatingSub(grown, old);
  if (added !== 0n) setHeld(ctx, reason, who, grown);
  return added;
}

export function hold(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao): void {
  ensureCanHold(ctx, reason, who, amount);
  decreaseBalance(ctx, who, amount, { precision: "Exact", preservation: "Protect", fortitude: "Force" });
  increaseHeld(ctx, reason, who, amount, "BestEffort");
}
export function release(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao, precision: Precision): Tao {
  ensure(canDeposit(ctx, who, amount, "Extant") === "Success", CANNOT_CREATE);
  const taken = decreaseHeld(ctx, reason, who, amount, precision);
  return increaseBalance(ctx, who, taken, "BestEffort");
}
export const releaseAll = (ctx: Ctx, reason: HoldReason, who: AccountId, precision: Precision): Tao =>
  release(ctx, reason, who, onHold(ctx, reason, who), precision);
export function setOnHold(ctx: Ctx, reason: HoldReason, who: AccountId, amount: Tao): void {
  const now = onHold(ctx, reason, who);
  if (now < amount) hold(ctx, reason, who, rao(amount - now));
  else if (now > amount) release(ctx, reason, who, rao(now - amount), "Exact");
}
export function burnHeld(
  ctx: Ctx,
  reason: HoldReason,
  who: AccountId,
  amount: Tao,
  { precision, fortitude }: { readonly precision: Precision; readonly fortitude: Fortitude },
): Tao {
  const liquid = reducibleOnHold(ctx, who, fortitude);
  if (precision === "Exact") ensure(amount <= liquid, FROZEN);
  const taken = decreaseHeld(ctx, reason, who, precision === "Exact" ? amount : least(amount, liquid), precision);
  lowerIssuance(ctx, taken);
  return taken;
}
export function transferOnHold(
  ctx: Ctx,
  reason: HoldReason,
  { from, to }: Ends,
  amount: Tao,
  {
    precision,
    restriction,
    fortitude,
  }: { readonly precision: Precision; readonly restriction: Restriction; readonly fortitude: Fortitude },
): Tao {
  const have = onHold(ctx, reason, from);
  const liquid = reducibleOnHold(ctx, from, fortitude);
  let moved = amount;
  if (precision === "BestEffort") moved = least(least(amount, liquid), have);
  else {
    ensure(amount <= liquid, FROZEN);
    ensure(amount <= have, FUNDS_UNAVAILABLE);
  }
  ensure(canDeposit(ctx, to, moved, "Extant") === "Success", CANNOT_CREATE);
  ensure(restriction === "Free" || holdAvailable(ctx, reason, to), CANNOT_CREATE_HOLD);
  const taken = decreaseHeld(ctx, reason, from, moved, precision);
  return restriction === "OnHold"
    ? increaseHeld(ctx, reason, to, taken, precision)
    : increaseBalance(ctx, to, taken, precision);
}
export function transferAndHold(ctx: Ctx, reason: HoldReason, { from, to }: Ends, amount: Tao, taking: Taking): Tao {
  ensure(holdAvailable(ctx, reason, to), CANNOT_CREATE_HOLD);
  ensure(canDeposit(ctx, to, amount, "Extant") === "Success", CANNOT_CREATE);
  const taken = decreaseBalance(ctx, from, amount, taking);
  increaseHeld(ctx, reason, to, taken, taking.precision);
  return taken;
}
export function slashHeld(
  ctx: Ctx,
  reason: HoldReason,
  who: AccountId,
  amount: Tao,
): { readonly credit: Credit; readonly rest: Tao } {
  let taken = ZERO;
  attempt(() => {
    taken = decreaseHeld(ctx, reason, who, amount, "BestEffort");
  });
  return { credit: asCredit(taken), rest: u64.saturatingSub(amount, taken) };
}
