// The one way to change an account's balances: it keeps the reference counters, the existential deposit and the dust
// right. Mirrors pallet-balances 42, lib.rs (try_mutate_account, ensure_upgraded, handle_raw_dust).

import type { Context } from "../../context.ts";
import { attempt, Defect } from "../../frame/refusal.ts";
import { type AccountData, NEW_LOGIC, NO_BALANCE } from "../../ports/accounts.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { balances } from "./contract.ts";

const { TotalIssuance } = balances.storage;
const { events } = balances;

/** Money touches nothing but accounts. */
export type Ctx = Context<"accounts">;
export type Draft = { -readonly [K in keyof AccountData]: AccountData[K] };

export const ZERO = rao(0n);
export const least = (a: Tao, b: Tao): Tao => (a < b ? a : b);
export const greatest = (a: Tao, b: Tao): Tao => (a < b ? b : a);
export const existentialDeposit = (ctx: Ctx): Tao => balances.constants.ExistentialDeposit.get(ctx);
export const account = (ctx: Ctx, who: AccountId): AccountData => ctx.ports.accounts.data(ctx, who);
export const total = (of: AccountData): Tao => u64.saturatingAdd(of.free, of.reserved);

const consumes = (of: AccountData): boolean => of.reserved !== 0n || of.frozen !== 0n;
const isAbsent = (of: AccountData): boolean => of.free === 0n && !consumes(of) && of.flags === NEW_LOGIC;

/** Changes an account. Dust that fell off is given back and not yet taken from the issuance. Keeps no total issuance. */
export function mutateAccount<R>(
  ctx: Ctx,
  who: AccountId,
  change: (account: Draft, isNew: boolean) => R,
): { readonly result: R; readonly dust: Tao | undefined } {
  ensureUpgraded(ctx, who);
  const before = account(ctx, who);
  const isNew = isAbsent(before);
  const draft: Draft = { ...before };
  const ed = existentialDeposit(ctx);
  const didProvide = draft.free >= ed;
  const didConsume = !isNew && consumes(draft);

  const result = change(draft, isNew);
  countReferences(ctx, who, { didProvide, doesProvide: draft.free >= ed, didConsume, doesConsume: consumes(draft) });

  // A free rest too small for an account of its own is dust, unless reserved balance keeps the account.
  const gone = draft.free < ed && draft.reserved === 0n;
  ctx.ports.accounts.setData(ctx, who, gone ? NO_BALANCE : draft);
  const dust = gone && draft.free !== 0n ? draft.free : undefined;
  if (isNew) ctx.emit(events.Endowed({ account: who, free_balance: draft.free }));
  if (dust !== undefined) ctx.emit(events.DustLost({ account: who, amount: dust }));
  return { result, dust };
}

interface References {
  readonly didProvide: boolean;
  readonly doesProvide: boolean;
  readonly didConsume: boolean;
  readonly doesConsume: boolean;
}
function countReferences(
  ctx: Ctx,
  who: AccountId,
  { didProvide, doesProvide, didConsume, doesConsume }: References,
): void {
  const { accounts } = ctx.ports;
  if (!didProvide && doesProvide) accounts.addProvider(ctx, who);
  if (didConsume && !doesConsume) accounts.removeConsumer(ctx, who);
  if (!didConsume && doesConsume) accounts.addConsumer(ctx, who);
  if (doesConsume && accounts.consumers(ctx, who) === 0) accounts.addConsumer(ctx, who);
  if (didProvide && !doesProvide) {
    // Last, because the account may go with it. A refusal puts the consumers back for callers without a layer.
    const refusal = attempt(() => void accounts.removeProvider(ctx, who));
    if (refusal !== undefined) {
      if (didConsume && !doesConsume) attempt(() => accounts.addConsumer(ctx, who));
      if (!didConsume && doesConsume) accounts.removeConsumer(ctx, who);
      throw refusal;
    }
  }
}

/** As `mutateAccount`, with the dust taken from the issuance. */
export function mutateHandlingDust<R>(ctx: Ctx, who: AccountId, change: (account: Draft, isNew: boolean) => R): R {
  const { result, dust } = mutateAccount(ctx, who, change);
  if (dust !== undefined) handleRawDust(ctx, dust);
  return result;
}

/** Dust goes to nobody. At most what can be dust is believed. */
export function handleRawDust(ctx: Ctx, dust: Tao): void {
  handleDust(ctx, least(dust, u64.saturatingSub(existentialDeposit(ctx), rao(1n))));
}
export function handleDust(ctx: Ctx, dust: Tao): void {
  if (dust !== 0n) lowerIssuance(ctx, dust);
}

export function raiseIssuance(ctx: Ctx, amount: Tao): void {
  TotalIssuance.set(ctx, u64.saturatingAdd(TotalIssuance.get(ctx), amount));
}
export function lowerIssuance(ctx: Ctx, amount: Tao): void {
  TotalIssuance.set(ctx, u64.saturatingSub(TotalIssuance.get(ctx), amount));
}

/** Brings an account to the present way of counting references; tells whether it needed it. */
export function ensureUpgraded(ctx: Ctx, who: AccountId): boolean {
  const { accounts } = ctx.ports;
  const before = account(ctx, who);
  if ((before.flags & NEW_LOGIC) !== 0n) return false;
  const draft: Draft = { ...before, flags: before.flags | NEW_LOGIC };
  if (draft.reserved !== 0n && draft.frozen === 0n) {
    if (accounts.providers(ctx, who) === 0) {
      const ed = existentialDeposit(ctx);
      if (draft.free < ed) draft.free = ed;
      accounts.addProvider(ctx, who);
    }
    const refusal = attempt(() => accounts.addConsumerWithoutLimit(ctx, who));
    if (refusal !== undefined) throw new Defect(`no provider for ${who}: ${refusal.message}`);
  }
  accounts.setData(ctx, who, draft);
  ctx.emit(events.Upgraded({ who }));
  return true;
}
