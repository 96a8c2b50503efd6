// Whether a coldkey accepts stake that is locked. Mirrors pallets/subtensor/src/staking/lock.rs (AccountFlags).

import { ensure } from "../../../frame/refusal.ts";
import type { AccountId } from "../../../primitives/ids.ts";
import type { Alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { locks } from "./contract.ts";

const { AccountFlags } = locks.storage;
const ACCEPTS_LOCKED_ALPHA = 1n;
const OTHERS = ~ACCEPTS_LOCKED_ALPHA;

export const accountRejectsLockedAlpha = (ctx: Ctx, coldkey: AccountId): boolean =>
  (AccountFlags.get(ctx, coldkey) & ACCEPTS_LOCKED_ALPHA) === 0n;
export function setAcceptLockedAlpha(ctx: Ctx, coldkey: AccountId, enabled: boolean): void {
  const old = AccountFlags.get(ctx, coldkey);
  const flags = enabled ? old | ACCEPTS_LOCKED_ALPHA : old & OTHERS;
  if (flags === 0n) AccountFlags.delete(ctx, coldkey);
  else AccountFlags.set(ctx, coldkey, flags);
}
export function ensureCanReceiveLockedAlphaWithFlag(rejects: boolean, amount: Alpha): void {
  if (amount !== 0n) ensure(!rejects, locks.errors.AccountRejectsLockedAlpha);
}
export const ensureCanReceiveLockedAlpha = (ctx: Ctx, coldkey: AccountId, amount: Alpha): void =>
  ensureCanReceiveLockedAlphaWithFlag(accountRejectsLockedAlpha(ctx, coldkey), amount);
