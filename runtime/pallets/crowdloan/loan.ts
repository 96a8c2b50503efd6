// What the calls of crowdloans have in common: finding one, its account, the bounds of its end, who may change it.
// Mirrors pallets/crowdloan/src/lib.rs (funds_account, ensure_crowdloan_exists, ensure_valid_end).

import type { Context } from "../../context.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { palletSubAccount } from "../../primitives/pallet_id.ts";
import { u32 } from "../../primitives/scale/index.ts";
import type { Tao } from "../../primitives/units.ts";
import { crowdloan } from "./contract.ts";
import type { CrowdloanInfo } from "./crowdloan_info.ts";

export type Ctx = Context<"accounts" | "currency" | "preimages">;
export type Handler<N extends string> = Handles<typeof crowdloan, N, Ctx>;
const { constants, errors } = crowdloan;
const { Crowdloans } = crowdloan.read;

/** Where a crowdloan keeps what it raised. */
export const fundsAccount = (ctx: Ctx, id: number): AccountId =>
  palletSubAccount(constants.PalletId.get(ctx), u32.encode(id));
export const loanOf = (at: At, id: number): CrowdloanInfo =>
  Crowdloans.get(at, id) ?? refuse(errors.InvalidCrowdloanId);
/** A crowdloan that is not finalized, for its creator. */
export function ownLoan(ctx: Ctx, who: AccountId, id: number): CrowdloanInfo {
  const loan = loanOf(ctx, id);
  ensure(!loan.finalized, errors.AlreadyFinalized);
  ensure(who === loan.creator, errors.InvalidOrigin);
  return loan;
}
export function ensureValidEnd(ctx: Ctx, end: number): void {
  const now = ctx.block.number;
  ensure(now < end, errors.CannotEndInPast);
  ensure(end - now >= constants.MinimumBlockDuration.get(ctx), errors.BlockDurationTooShort);
  ensure(end - now <= constants.MaximumBlockDuration.get(ctx), errors.BlockDurationTooLong);
}
/** Moves money to or from a crowdloan; the payer's account may die of it. */
export const pay = (ctx: Ctx, from: AccountId, to: AccountId, amount: Tao): void =>
  ctx.ports.currency.transfer(ctx, { from, to }, amount, "Expendable");
