// Reserves by name: who set the balance aside. No pallet of this runtime uses them; state imported from elsewhere may
// hold some. Mirrors pallet-balances 42, impl_currency.rs (NamedReservableCurrency).

import { ensure, refuse } from "../../frame/refusal.ts";
import type { BalanceStatus, Ends } from "../../ports/currency.ts";
import { compareBytes } from "../../primitives/bytes.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { type Ctx, least, ZERO } from "./account.ts";
import { balances, type ReserveData } from "./contract.ts";
import { OVERFLOW } from "./fungible.ts";
import { repatriateReserved, reserve, slashReserved, unreserve } from "./reserves.ts";

const { Reserves } = balances.storage;
const { errors, events } = balances;

const find = (all: readonly ReserveData[], id: Uint8Array): ReserveData | undefined =>
  all.find((one) => compareBytes(one.id, id) === 0);
const replaced = (all: readonly ReserveData[], id: Uint8Array, amount: Tao): readonly ReserveData[] =>
  all.map((one) => (compareBytes(one.id, id) === 0 ? { id, amount } : one));
function added(ctx: Ctx, all: readonly ReserveData[], id: Uint8Array, amount: Tao): readonly ReserveData[] {
  ensure(all.length < balances.constants.MaxReserves.get(ctx), errors.TooManyReserves);
  const at = all.findIndex((one) => compareBytes(one.id, id) > 0);
  return at < 0 ? [...all, { id, amount }] : [...all.slice(0, at), { id, amount }, ...all.slice(at)];
}

export const reservedNamed = (ctx: Ctx, id: Uint8Array, who: AccountId): Tao =>
  find(Reserves.get(ctx, who), id)?.amount ?? ZERO;

export function reserveNamed(ctx: Ctx, id: Uint8Array, who: AccountId, amount: Tao): void {
  if (amount === 0n) return;
  const all = Reserves.get(ctx, who);
  const found = find(all, id);
  const next =
    found === undefined
      ? added(ctx, all, id, amount)
      : replaced(all, id, u64.checkedAdd(found.amount, amount) ?? refuse(OVERFLOW));
  reserve(ctx, who, amount);
  Reserves.set(ctx, who, next);
}

export function unreserveNamed(ctx: Ctx, id: Uint8Array, who: AccountId, amount: Tao): Tao {
  if (amount === 0n) return ZERO;
  const all = Reserves.get(ctx, who);
  const found = find(all, id);
  if (found === undefined) return amount;
  const change = least(found.amount, amount);
  const moved = u64.saturatingSub(change, unreserve(ctx, who, change));
  const left = rao(found.amount - moved);
  if (left !== 0n) Reserves.set(ctx, who, replaced(all, id, left));
  else if (all.length === 1) Reserves.delete(ctx, who);
  else
    Reserves.set(
      ctx,
      who,
      all.filter((one) => one !== found),
    );
  return rao(amount - moved);
}

/** Emits Slashed twice, as the reference does. */
export function slashReservedNamed(ctx: Ctx, id: Uint8Array, who: AccountId, amount: Tao): Tao {
  if (amount === 0n) return ZERO;
  const all = Reserves.get(ctx, who);
  const found = find(all, id);
  if (found === undefined) return amount;
  const change = least(found.amount, amount);
  const taken = u64.saturatingSub(change, slashReserved(ctx, who, change));
  ctx.emit(events.Slashed({ who, amount: taken }));
  Reserves.set(ctx, who, replaced(all, id, rao(found.amount - taken)));
  return rao(amount - taken);
}

export function repatriateReservedNamed(ctx: Ctx, id: Uint8Array, ends: Ends, amount: Tao, status: BalanceStatus): Tao {
  const { from, to } = ends;
  if (amount === 0n) return ZERO;
  if (from === to)
    return status === "Free"
      ? unreserveNamed(ctx, id, from, amount)
      : u64.saturatingSub(amount, reservedNamed(ctx, id, from));
  const all = Reserves.get(ctx, from);
  const found = find(all, id);
  if (found === undefined) return amount;
  const change = least(found.amount, amount);
  const moved = u64.saturatingSub(change, repatriateReserved(ctx, ends, change, status));
  if (status === "Reserved") {
    const theirs = Reserves.get(ctx, to);
    const known = find(theirs, id);
    Reserves.set(
      ctx,
      to,
      known === undefined
        ? added(ctx, theirs, id, moved)
        : replaced(theirs, id, u64.saturatingAdd(known.amount, moved)),
    );
  }
  Reserves.set(ctx, from, replaced(all, id, rao(found.amount - moved)));
  return rao(amount - moved);
}
