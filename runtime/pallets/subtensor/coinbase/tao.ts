// TAO in the hands of the economy: moved between coldkeys and subnet accounts, burned, recycled, minted up to the cap.
// Two books are kept: Balances' issuance and this pallet's. Mirrors pallets/subtensor/src/coinbase/tao.rs.

import { ensure, Refusal, refuse } from "../../../frame/refusal.ts";
import type { Credit } from "../../../ports/currency.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { pools } from "../pools/contract.ts";
import { staking } from "../staking/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { burnAccountId, subnetAccountId } from "../subnets/subnet.ts";
import { coinbase } from "./contract.ts";

const { TotalIssuance } = coinbase.storage;
const { errors } = staking;

/** 21 million TAO, in rao. */
export const MAX_TAO_ISSUANCE = rao(21_000_000_000_000_000n);

export const subnetTao = (ctx: Ctx, netuid: NetUid): Tao => pools.read.SubnetTAO.get(ctx, netuid);
export const totalIssuance = (ctx: Ctx): Tao => TotalIssuance.get(ctx);
const lowerIssuance = (ctx: Ctx, by: Tao): void => TotalIssuance.update(ctx, (old) => rao(u64.saturatingSub(old, by)));

/** Moves TAO; the sender may die, and what is lost as dust leaves this pallet's issuance too. */
function transferAllowDeath(ctx: Ctx, ends: { readonly from: AccountId; readonly to: AccountId }, amount: Tao): void {
  const { currency } = ctx.ports;
  const before = currency.totalIssuance(ctx);
  currency.transfer(ctx, ends, amount, "Expendable");
  const after = currency.totalIssuance(ctx);
  if (after < before) lowerIssuance(ctx, rao(before - after));
}
/** Refuses with InsufficientBalance, or as Balances does. */
export function transferTao(ctx: Ctx, ends: { readonly from: AccountId; readonly to: AccountId }, amount: Tao): void {
  ensure(amount <= coldkeyBalance(ctx, ends.from), errors.InsufficientBalance);
  transferAllowDeath(ctx, ends, amount);
}
export function transferAllTaoAndKill(ctx: Ctx, ends: { readonly from: AccountId; readonly to: AccountId }): void {
  const amount = coldkeyBalance(ctx, ends.from);
  if (amount !== 0n) transferAllowDeath(ctx, ends, amount);
}
/** Moves TAO into a subnet's account, at most what keeps the sender alive; gives what was moved. */
export function transferTaoToSubnet(ctx: Ctx, netuid: NetUid, from: AccountId, amount: Tao): Tao {
  if (amount === 0n) return amount;
  const to = subnetAccountId(ctx, netuid) ?? refuse(subnets.errors.SubnetNotExists);
  const most = keepAliveBalance(ctx, from);
  const moved = amount < most ? amount : most;
  ensure(moved !== 0n, errors.InsufficientBalance);
  ctx.ports.currency.transfer(ctx, { from, to }, moved, "Preserve");
  return moved;
}
export function transferTaoFromSubnet(ctx: Ctx, netuid: NetUid, to: AccountId, amount: Tao): void {
  const from = subnetAccountId(ctx, netuid) ?? refuse(subnets.errors.SubnetNotExists);
  transferTao(ctx, { from, to }, amount);
}
/** Sends TAO to the account that nobody can spend from; the issuance stays. */
export const burnTao = (ctx: Ctx, from: AccountId, amount: Tao): void =>
  transferTao(ctx, { from, to: burnAccountId(ctx) }, amount);
/** Takes TAO out of both issuances. */
export function recycleTao(ctx: Ctx, coldkey: AccountId, amount: Tao): void {
  ensure(amount <= keepAliveBalance(ctx, coldkey), errors.InsufficientBalance);
  lowerIssuance(ctx, amount);
  const { currency } = ctx.ports;
  try {
    currency.dropCredit(
      ctx,
      currency.withdraw(ctx, coldkey, amount, { precision: "Exact", preservation: "Expendable", fortitude: "Force" }),
    );
  } catch (error) {
    if (error instanceof Refusal) refuse(errors.BalanceWithdrawalError);
    throw error;
  }
}

export const canRemoveBalanceFromColdkeyAccount = (ctx: Ctx, coldkey: AccountId, amount: Tao): boolean =>
  amount <= coldkeyBalance(ctx, coldkey);
/** What a coldkey may spend, dying included. */
export const coldkeyBalance = (ctx: Ctx, coldkey: AccountId): Tao =>
  ctx.ports.currency.reducible(ctx, coldkey, "Expendable");
/** What a coldkey may spend and live. */
export const keepAliveBalance = (ctx: Ctx, coldkey: AccountId): Tao =>
  ctx.ports.currency.reducible(ctx, coldkey, "Preserve");

/** Mints up to the cap, into both issuances. The credit must be spent or recycled. */
export function mintTao(ctx: Ctx, amount: Tao): Credit {
  const remaining = u64.saturatingSub(MAX_TAO_ISSUANCE, ctx.ports.currency.totalIssuance(ctx));
  const issued = rao(amount < remaining ? amount : remaining);
  TotalIssuance.update(ctx, (old) => rao(u64.saturatingAdd(old, issued)));
  return ctx.ports.currency.issue(ctx, issued);
}
/** Pays part of a credit to a coldkey; gives what is left: all of it, when the part is too much or not accepted. */
export function spendTao(
  ctx: Ctx,
  coldkey: AccountId,
  credit: Credit,
  part: Tao,
): { readonly rest: Credit; readonly spent: boolean } {
  if (credit < part) return { rest: credit, spent: false };
  const refusal = ctx.ports.currency.resolve(ctx, coldkey, part as bigint as Credit);
  return refusal === undefined ? { rest: (credit - part) as Credit, spent: true } : { rest: credit, spent: false };
}
/** Takes what is left of a credit out of both issuances. */
export function recycleCredit(ctx: Ctx, credit: Credit): void {
  if (credit !== 0n) lowerIssuance(ctx, rao(credit));
  ctx.ports.currency.dropCredit(ctx, credit);
}
