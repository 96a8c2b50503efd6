// Taking and giving in two steps, with a credit or a debt between them. Mirrors frame-support
// (traits/tokens/fungible/regular.rs: Balanced, and imbalance.rs).

import type { DispatchError } from "../../frame/refusal.ts";
import { attempt } from "../../frame/refusal.ts";
import type { Credit, Debt, Precision, Preservation, Taking } from "../../ports/currency.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { type Ctx, lowerIssuance, raiseIssuance } from "./account.ts";
import { balances } from "./contract.ts";
import { decreaseBalance, increaseBalance } from "./fungible.ts";

const { TotalIssuance } = balances.storage;
const { events } = balances;

const asCredit = (amount: bigint): Credit => amount as Credit;
const asDebt = (amount: bigint): Debt => amount as Debt;

export function issue(ctx: Ctx, amount: Tao): Credit {
  const old = TotalIssuance.get(ctx);
  const now = u64.saturatingAdd(old, amount);
  TotalIssuance.set(ctx, now);
  const made = rao(now - old);
  if (made !== 0n) ctx.emit(events.Issued({ amount: made }));
  return asCredit(made);
}
export function rescind(ctx: Ctx, amount: Tao): Debt {
  const old = TotalIssuance.get(ctx);
  const now = u64.saturatingSub(old, amount);
  TotalIssuance.set(ctx, now);
  const gone = rao(old - now);
  ctx.emit(events.Rescinded({ amount: gone }));
  return asDebt(gone);
}
export function withdraw(ctx: Ctx, who: AccountId, amount: Tao, taking: Taking): Credit {
  const taken = decreaseBalance(ctx, who, amount, taking);
  ctx.emit(events.Withdraw({ who, amount: taken }));
  return asCredit(taken);
}
export function deposit(ctx: Ctx, who: AccountId, amount: Tao, precision: Precision): Debt {
  const added = increaseBalance(ctx, who, amount, precision);
  ctx.emit(events.Deposit({ who, amount: added }));
  return asDebt(added);
}
export function resolve(ctx: Ctx, who: AccountId, credit: Credit): DispatchError | undefined {
  return attempt(() => void deposit(ctx, who, rao(credit), "Exact"))?.error;
}
export function settle(
  ctx: Ctx,
  who: AccountId,
  debt: Debt,
  preservation: Preservation,
): { readonly credit: Credit } | { readonly error: DispatchError } {
  let paid = asCredit(0n);
  const refusal = attempt(() => {
    paid = withdraw(ctx, who, rao(debt), { precision: "Exact", preservation, fortitude: "Polite" });
  });
  return refusal === undefined ? { credit: offset(paid, debt).credit } : { error: refusal.error };
}
export const offset = (credit: Credit, debt: Debt): { credit: Credit; debt: Debt } =>
  credit > debt
    ? { credit: asCredit(credit - debt), debt: asDebt(0n) }
    : { credit: asCredit(0n), debt: asDebt(debt - credit) };
export function dropCredit(ctx: Ctx, credit: Credit): void {
  if (credit !== 0n) lowerIssuance(ctx, rao(credit));
}
export function dropDebt(ctx: Ctx, debt: Debt): void {
  if (debt !== 0n) raiseIssuance(ctx, rao(debt));
}
export { asCredit };
