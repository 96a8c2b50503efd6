// Reserves: balance set aside without a reason, as older pallets do it (proxy and multisig deposits). Mirrors
// pallet-balances 42, impl_currency.rs (ReservableCurrency) and lib.rs (do_transfer_reserved).

import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import type { BalanceStatus, Ends } from "../../ports/currency.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import {
  account,
  type Ctx,
  existentialDeposit,
  handleRawDust,
  least,
  mutateAccount,
  mutateHandlingDust,
  total,
  ZERO,
} from "./account.ts";
import { balances } from "./contract.ts";
import { FUNDS_UNAVAILABLE, OVERFLOW } from "./fungible.ts";
import { dropNegative } from "./older_currency.ts";

const { errors, events } = balances;

export function canReserve(ctx: Ctx, who: AccountId, amount: Tao): boolean {
  if (amount === 0n) return true;
  const { free, frozen } = account(ctx, who);
  const left = u64.checkedSub(free, amount);
  return left !== undefined && left >= existentialDeposit(ctx) && left >= frozen;
}

export function reserve(ctx: Ctx, who: AccountId, amount: Tao): void {
  if (amount === 0n) return;
  mutateHandlingDust(ctx, who, (draft) => {
    draft.free = u64.checkedSub(draft.free, amount) ?? refuse(errors.InsufficientBalance);
    draft.reserved = u64.checkedAdd(draft.reserved, amount) ?? refuse(OVERFLOW);
    ensure(draft.free >= account(ctx, who).frozen, errors.LiquidityRestrictions);
  });
  ctx.emit(events.Reserved({ who, amount }));
}

export function unreserve(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  if (amount === 0n) return ZERO;
  if (total(account(ctx, who)) === 0n) return amount;
  let moved = ZERO;
  const refusal = attempt(() => {
    moved = mutateHandlingDust(ctx, who, (draft) => {
      const actual = least(draft.reserved, amount);
      draft.reserved = rao(draft.reserved - actual);
      draft.free = u64.saturatingAdd(draft.free, actual);
      return actual;
    });
  });
  if (refusal !== undefined) return amount;
  ctx.emit(events.Unreserved({ who, amount: moved }));
  return rao(amount - moved);
}

export function slashReserved(ctx: Ctx, who: AccountId, amount: Tao): Tao {
  if (amount === 0n) return ZERO;
  if (total(account(ctx, who)) === 0n) return amount;
  let taken = ZERO;
  const refusal = attempt(() => {
    taken = mutateHandlingDust(ctx, who, (draft) => {
      const actual = least(amount, draft.reserved);
      draft.reserved = rao(draft.reserved - actual);
      return actual;
    });
  });
  if (refusal !== undefined) return amount;
  ctx.emit(events.Slashed({ who, amount: taken }));
  dropNegative(ctx, taken);
  return rao(amount - taken);
}

export function repatriateReserved(ctx: Ctx, { from, to }: Ends, amount: Tao, status: BalanceStatus): Tao {
  if (amount === 0n) return ZERO;
  const { free, reserved, frozen } = account(ctx, from);
  const actual = least(amount, u64.saturatingSub(reserved, u64.saturatingSub(frozen, free)));
  ensure(actual <= reserved, FUNDS_UNAVAILABLE);
  if (from === to)
    return status === "Free"
      ? u64.saturatingSub(amount, rao(actual - unreserve(ctx, from, actual)))
      : rao(amount - actual);
  const outer = mutateAccount(ctx, to, (beneficiary, isNew) => {
    ensure(!isNew, errors.DeadAccount);
    return mutateAccount(ctx, from, (slashed) => {
      if (status === "Free") beneficiary.free = u64.checkedAdd(beneficiary.free, actual) ?? refuse(OVERFLOW);
      else beneficiary.reserved = u64.checkedAdd(beneficiary.reserved, actual) ?? refuse(OVERFLOW);
      slashed.reserved = u64.saturatingSub(slashed.reserved, actual);
    });
  });
  if (outer.result.dust !== undefined) handleRawDust(ctx, outer.result.dust);
  if (outer.dust !== undefined) handleRawDust(ctx, outer.dust);
  ctx.emit(events.ReserveRepatriated({ from, to, amount: actual, destination_status: status }));
  return u64.saturatingSub(amount, actual);
}
