// Looking at balances, and moving, making and destroying free balance. Mirrors pallet-balances 42 (impl_fungible.rs) and
// frame-support (traits/tokens/fungible/regular.rs: Inspect, Unbalanced, Mutate).

import type { DispatchError } from "../../frame/refusal.ts";
import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import type { At } from "../../frame/state.ts";
import type {
  DepositConsequence,
  Ends,
  Fortitude,
  Precision,
  Preservation,
  Provenance,
  Taking,
  WithdrawConsequence,
} from "../../ports/currency.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import {
  account,
  type Ctx,
  existentialDeposit,
  handleDust,
  least,
  lowerIssuance,
  mutateAccount,
  raiseIssuance,
  ZERO,
} from "./account.ts";
import { balances } from "./contract.ts";

const { TotalIssuance, InactiveIssuance } = balances.storage;
const { errors, events } = balances;

const token = (value: Extract<DispatchError, { type: "Token" }>["value"]): DispatchError => ({ type: "Token", value });
const arithmetic = (value: "Underflow" | "Overflow"): DispatchError => ({ type: "Arithmetic", value });
export const FUNDS_UNAVAILABLE = token("FundsUnavailable");
export const OVERFLOW = arithmetic("Overflow");
export const UNDERFLOW = arithmetic("Underflow");

export function reducible(ctx: Ctx, who: AccountId, preservation: Preservation, fortitude: Fortitude = "Polite"): Tao {
  const { free, reserved, frozen } = account(ctx, who);
  // A freeze is on the whole balance, so what is on hold counts toward it.
  let untouchable = fortitude === "Polite" ? u64.saturatingSub(frozen, reserved) : ZERO;
  const { accounts } = ctx.ports;
  const needsDeposit =
    preservation === "Preserve" ||
    (free !== 0n &&
      (preservation === "Protect" ? accounts.providers(ctx, who) === 1 : !accounts.canRemoveProvider(ctx, who)));
  const ed = existentialDeposit(ctx);
  if (needsDeposit && untouchable < ed) untouchable = ed;
  return u64.saturatingSub(free, untouchable);
}

export function canDeposit(ctx: Ctx, who: AccountId, amount: Tao, provenance: Provenance): DepositConsequence {
  if (amount === 0n) return "Success";
  if (provenance === "Minted" && u64.checkedAdd(TotalIssuance.get(ctx), amount) === undefined) return "Overflow";
  const { free, reserved } = account(ctx, who);
  const newFree = u64.checkedAdd(free, amount);
  if (newFree === undefined) return "Overflow";
  if (newFree < existentialDeposit(ctx)) return "BelowMinimum";
  return u64.checkedAdd(reserved, newFree) === undefined ? "Overflow" : "Success";
}

export function canWithdraw(ctx: Ctx, who: AccountId, amount: Tao): WithdrawConsequence {
  if (amount === 0n) return { type: "Success" };
  if (TotalIssuance.get(ctx) < amount) return { type: "Underflow" };
  const { free, reserved, frozen } = account(ctx, who);
  const newFree = u64.checkedSub(free, amount);
  if (newFree === undefined) return { type: "BalanceLow" };
  if (amount > reducible(ctx, who, "Expendable")) return { type: "Frozen" };
  const dies = newFree < existentialDeposit(ctx);
  if (dies && !ctx.ports.accounts.canRemoveProvider(ctx, who)) return { type: "WouldDie" };
  if (u64.saturatingAdd(newFree, reserved) < frozen) return { type: "Frozen" };
  return dies ? { type: "ReducedToZero", rest: newFree } : { type: "Success" };
}

const WITHDRAW_ERROR = {
  BalanceLow: FUNDS_UNAVAILABLE,
  WouldDie: token("OnlyProvider"),
  UnknownAsset: token("UnknownAsset"),
  Underflow: UNDERFLOW,
  Overflow: OVERFLOW,
  Frozen: token("Frozen"),
} as const;
const DEPOSIT_ERROR = {
  BelowMinimum: token("BelowMinimum"),
  CannotCreate: token("CannotCreate"),
  UnknownAsset: token("UnknownAsset"),
  Overflow: OVERFLOW,
  Blocked: token("Blocked"),
} as const;

/** Sets a free balance, and gives the dust that fell off. The issuance is the caller's affair. */
function writeBalance(ctx: Ctx, who: AccountId, amount: Tao): Tao | undefined {
  const most = reducible(ctx, who, "Expendable", "Force");
  // The reference lets the change run to its end before it looks at the closure's own verdict.
  let refused = false;
  const { dust } = mutateAccount(ctx, who, (draft) => {
    refused = u64.saturatingSub(draft.free, amount) > most;
    if (!refused) draft.free = amount;
  });
  ensure(!refused, errors.InsufficientBalance);
  return dust;
}

/** Takes from a free balance; gives what was taken. */
export function decreaseBalance(
  ctx: Ctx,
  who: AccountId,
  amount: Tao,
  { precision, preservation, fortitude }: Taking,
): Tao {
  const old = account(ctx, who).free;
  const most = reducible(ctx, who, preservation, fortitude);
  if (precision === "Exact") ensure(most >= amount, FUNDS_UNAVAILABLE);
  const taken = precision === "Exact" ? amount : least(amount, most);
  const left = u64.checkedSub(old, taken) ?? refuse(FUNDS_UNAVAILABLE);
  const dust = writeBalance(ctx, who, left);
  if (dust !== undefined) handleDust(ctx, dust);
  return u64.saturatingSub(old, left);
}

/** Adds to a free balance; gives what was added. */
export function increaseBalance(ctx: Ctx, who: AccountId, amount: Tao, precision: Precision): Tao {
  const old = account(ctx, who).free;
  const grown =
    precision === "BestEffort" ? u64.saturatingAdd(old, amount) : (u64.checkedAdd(old, amount) ?? refuse(OVERFLOW));
  if (grown < existentialDeposit(ctx)) return precision === "BestEffort" ? ZERO : refuse(token("BelowMinimum"));
  if (grown === old) return ZERO;
  const dust = writeBalance(ctx, who, grown);
  if (dust !== undefined) handleDust(ctx, dust);
  return u64.saturatingSub(grown, old);
}

export function transfer(ctx: Ctx, { from, to }: Ends, amount: Tao, preservation: Preservation): void {
  const taking = canWithdraw(ctx, from, amount);
  if (taking.type === "ReducedToZero") ensure(preservation === "Expendable", token("NotExpendable"));
  else if (taking.type !== "Success") refuse(WITHDRAW_ERROR[taking.type]);
  const giving = canDeposit(ctx, to, amount, "Extant");
  if (giving !== "Success") refuse(DEPOSIT_ERROR[giving]);
  if (from === to) return;
  decreaseBalance(ctx, from, amount, { precision: "BestEffort", preservation, fortitude: "Polite" });
  attempt(() => void increaseBalance(ctx, to, amount, "BestEffort"));
  ctx.emit(events.Transfer({ from, to, amount }));
}

function mintSilently(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  ensure(u64.checkedAdd(TotalIssuance.get(ctx), amount) !== undefined, OVERFLOW);
  const added = increaseBalance(ctx, who, amount, "Exact");
  raiseIssuance(ctx, added);
  return added;
}
export function mint(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  const added = mintSilently(ctx, who, amount);
  ctx.emit(events.Minted({ who, amount }));
  return added;
}
/** Puts back what `shelve` took. */
export function restore(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  const added = mintSilently(ctx, who, amount);
  ctx.emit(events.Restored({ who, amount }));
  return added;
}

function burnSilently(ctx: Ctx, who: AccountId, amount: Tao, { precision, preservation, fortitude }: Taking): Tao {
  const most = least(reducible(ctx, who, preservation, fortitude), amount);
  ensure(most === amount || precision === "BestEffort", FUNDS_UNAVAILABLE);
  ensure(TotalIssuance.get(ctx) >= most, UNDERFLOW);
  const taken = decreaseBalance(ctx, who, most, { precision: "BestEffort", preservation, fortitude });
  lowerIssuance(ctx, taken);
  return taken;
}
export function burn(ctx: Ctx, who: AccountId, amount: Tao, taking: Taking): Tao {
  const taken = burnSilently(ctx, who, amount, taking);
  ctx.emit(events.Burned({ who, amount: taken }));
  return taken;
}
/** Takes tokens out of the issuance for a while. */
export function shelve(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  const taken = burnSilently(ctx, who, amount, { precision: "Exact", preservation: "Expendable", fortitude: "Polite" });
  ctx.emit(events.Suspended({ who, amount: taken }));
  return taken;
}

export function setBalance(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  const old = account(ctx, who).free;
  let now = old;
  attempt(() => {
    now =
      old > amount
        ? u64.saturatingSub(
            old,
            burn(ctx, who, rao(old - amount), {
              precision: "BestEffort",
              preservation: "Expendable",
              fortitude: "Force",
            }),
          )
        : u64.saturatingAdd(old, mint(ctx, who, rao(amount - old)));
  });
  return now;
}

export const activeIssuance = (at: At): Tao => u64.saturatingSub(TotalIssuance.get(at), InactiveIssuance.get(at));
/** Inactive issuance never exceeds the total. */
export function deactivate(ctx: Ctx, amount: Tao): void {
  InactiveIssuance.set(ctx, least(u64.saturatingAdd(InactiveIssuance.get(ctx), amount), TotalIssuance.get(ctx)));
}
export function reactivate(ctx: Ctx, amount: Tao): void {
  InactiveIssuance.set(ctx, u64.saturatingSub(InactiveIssuance.get(ctx), amount));
}
