// The calls with which root corrects balances and issuance, and with which anyone brings old accounts up to date.
// Mirrors pallet-balances 42, lib.rs.

import { lookup } from "../../frame/lookup.ts";
import { ensure } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import { u64 } from "../../primitives/ints.ts";
import { Perbill } from "../../primitives/perthing.ts";
import { rao } from "../../primitives/units.ts";
import { type Ctx, ensureUpgraded, existentialDeposit, mutateHandlingDust, ZERO } from "./account.ts";
import { balances } from "./contract.ts";
import { dropNegative, dropPositive } from "./older_currency.ts";
import { unreserve } from "./reserves.ts";

type Handler<N extends string> = Handles<typeof balances, N, Ctx>;
const { TotalIssuance, InactiveIssuance } = balances.storage;
const { errors, events } = balances;

export const forceUnreserve: Handler<"force_unreserve"> = (ctx, _root, { who, amount }) =>
  void unreserve(ctx, lookup(who), amount);

export const upgradeAccounts: Handler<"upgrade_accounts"> = (ctx, _signer, { who }) => {
  if (who.length === 0) return { pays: "Yes" };
  const upgraded = who.filter((one) => ensureUpgraded(ctx, one)).length;
  return { pays: Perbill.fromRational(upgraded, who.length) >= Perbill.fromPercent(90) ? "No" : "Yes" };
};

export const forceSetBalance: Handler<"force_set_balance"> = (ctx, _root, { who: address, new_free }) => {
  const who = lookup(address);
  const free = new_free < existentialDeposit(ctx) ? ZERO : new_free;
  const old = mutateHandlingDust(ctx, who, (draft) => {
    const before = draft.free;
    draft.free = free;
    return before;
  });
  if (free > old) dropPositive(ctx, rao(free - old));
  else if (free < old) dropNegative(ctx, rao(old - free));
  ctx.emit(events.BalanceSet({ who, free }));
};

export const forceAdjustTotalIssuance: Handler<"force_adjust_total_issuance"> = (ctx, _root, { direction, delta }) => {
  ensure(delta > 0n, errors.DeltaZero);
  const old = TotalIssuance.get(ctx);
  const changed = direction === "Increase" ? u64.saturatingAdd(old, delta) : u64.saturatingSub(old, delta);
  ensure(InactiveIssuance.get(ctx) <= changed, errors.IssuanceDeactivated);
  TotalIssuance.set(ctx, changed);
  ctx.emit(events.TotalIssuanceForced({ old, new: changed }));
};
