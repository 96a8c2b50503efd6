// The older face of the money, whose imbalances adjust the issuance with an event when they end. Mirrors
// pallet-balances 42, impl_currency.rs (Currency).

import { attempt, ensure } from "../../frame/refusal.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import {
  account,
  type Ctx,
  existentialDeposit,
  least,
  lowerIssuance,
  mutateHandlingDust,
  raiseIssuance,
  total,
  ZERO,
} from "./account.ts";
import { balances } from "./contract.ts";

const { errors, events } = balances;

/** A positive imbalance ends: tokens came to be. */
export function dropPositive(ctx: Ctx, amount: Tao): void {
  if (amount === 0n) return;
  raiseIssuance(ctx, amount);
  ctx.emit(events.Issued({ amount }));
}
/** A negative imbalance ends: tokens are gone. */
export function dropNegative(ctx: Ctx, amount: Tao): void {
  if (amount === 0n) return;
  lowerIssuance(ctx, amount);
  ctx.emit(events.Rescinded({ amount }));
}

export function slash(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  if (amount === 0n) return ZERO;
  if (total(account(ctx, who)) === 0n) return amount;
  let taken = ZERO;
  const refusal = attempt(() => {
    taken = mutateHandlingDust(ctx, who, (draft) => {
      const spared = ctx.ports.accounts.canRemoveProvider(ctx, who) ? ZERO : existentialDeposit(ctx);
      const actual = least(amount, u64.saturatingSub(draft.free, spared));
      draft.free = rao(draft.free - actual);
      return actual;
    });
  });
  if (refusal !== undefined) return amount;
  ctx.emit(events.Slashed({ who, amount: taken }));
  dropNegative(ctx, taken);
  return rao(amount - taken);
}

export function depositCreating(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  if (amount === 0n) return ZERO;
  let added = ZERO;
  attempt(() => {
    added = mutateHandlingDust(ctx, who, (draft, isNew) => {
      ensure(amount >= existentialDeposit(ctx) || !isNew, errors.ExistentialDeposit);
      const grown = u64.checkedAdd(draft.free, amount);
      if (grown === undefined) return ZERO;
      draft.free = grown;
      ctx.emit(events.Deposit({ who, amount }));
      return amount;
    });
  });
  dropPositive(ctx, added);
  return added;
}

export function makeFreeBalance(ctx: Ctx, who: AccountId, amount: Tao): void {
  // The imbalance arises with the change, and adjusts the issuance even where a refusal follows.
  let before = amount;
  attempt(() =>
    mutateHandlingDust(ctx, who, (draft, isNew) => {
      ensure(amount >= existentialDeposit(ctx) || !isNew, errors.ExistentialDeposit);
      before = draft.free;
      draft.free = amount;
      ctx.emit(events.BalanceSet({ who, free: amount }));
    }),
  );
  if (before <= amount) dropPositive(ctx, rao(amount - before));
  else dropNegative(ctx, rao(before - amount));
}
