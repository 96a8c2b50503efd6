// What pallets ask of the money of the chain: balances, transfers, issuance, holds and reserves. Provided by Balances.
// Mirrors frame-support, traits/tokens/fungible and traits/tokens/currency.

import type { FrameContext } from "../frame/context.ts";
import type { Reason } from "../frame/outer.ts";
import type { DispatchError } from "../frame/refusal.ts";
import type { Brand } from "../primitives/brand.ts";
import type { AccountId } from "../primitives/ids.ts";
import { enumeration, type ValueOf } from "../primitives/scale/index.ts";
import type { Tao } from "../primitives/units.ts";

/** May the payer's account die? Protect: not by losing its last provider; Preserve: not below the existential deposit. */
export type Preservation = "Expendable" | "Protect" | "Preserve";
/** Do freezes count (Polite) or not (Force)? */
export type Fortitude = "Polite" | "Force";
/** All of the amount, or as much of it as there is? */
export type Precision = "Exact" | "BestEffort";
/** Where deposited funds come from: newly made, or moved from elsewhere. */
export type Provenance = "Minted" | "Extant";
/** Free, or on hold under the same reason. */
export type Restriction = "Free" | "OnHold";
export const BalanceStatus = enumeration("frame_support::traits::tokens::misc::BalanceStatus", ["Free", "Reserved"]);
export type BalanceStatus = ValueOf<typeof BalanceStatus>;

export type WithdrawConsequence =
  | { readonly type: "BalanceLow" | "WouldDie" | "UnknownAsset" | "Underflow" | "Overflow" | "Frozen" | "Success" }
  | { readonly type: "ReducedToZero"; readonly rest: Tao };
export type DepositConsequence = "BelowMinimum" | "CannotCreate" | "UnknownAsset" | "Overflow" | "Success" | "Blocked";

/** Why funds are on hold: the pallet and its own reason, an arm of RuntimeHoldReason. */
export type HoldReason = Reason;
/** Why funds are frozen: an arm of RuntimeFreezeReason. This chain declares none. */
export type FreezeReason = Reason;

/** Tokens taken from an account, or issued, that nobody holds yet. It must end in `resolve`, `offset` or `dropCredit`. */
export type Credit = Brand<bigint, "Credit">;
/** Tokens given to an account, or rescinded, that nobody has paid yet. It must end in `settle`, `offset` or `dropDebt`. */
export type Debt = Brand<bigint, "Debt">;

/** Both ends of a payment. */
export interface Ends {
  readonly from: AccountId;
  readonly to: AccountId;
}
export interface Taking {
  readonly precision: Precision;
  readonly preservation: Preservation;
  readonly fortitude: Fortitude;
}

export interface Currency {
  // What there is.
  existentialDeposit(ctx: FrameContext): Tao;
  totalIssuance(ctx: FrameContext): Tao;
  inactiveIssuance(ctx: FrameContext): Tao;
  /** Total less inactive issuance. */
  activeIssuance(ctx: FrameContext): Tao;
  free(ctx: FrameContext, who: AccountId): Tao;
  /** Everything on hold or reserved. */
  reserved(ctx: FrameContext, who: AccountId): Tao;
  /** Free and reserved. */
  total(ctx: FrameContext, who: AccountId): Tao;
  /** What may be taken of the free balance. Polite unless said otherwise. */
  reducible(ctx: FrameContext, who: AccountId, preservation: Preservation, fortitude?: Fortitude): Tao;
  canWithdraw(ctx: FrameContext, who: AccountId, amount: Tao): WithdrawConsequence;
  canDeposit(ctx: FrameContext, who: AccountId, amount: Tao, provenance: Provenance): DepositConsequence;

  // Moving, making, destroying (fungible::Mutate).
  /** Refuses with Token or Arithmetic errors; emits Transfer last. */
  transfer(ctx: FrameContext, ends: Ends, amount: Tao, preservation: Preservation): void;
  /** Adds new tokens to an account and to the issuance; emits Minted. */
  mint(ctx: FrameContext, who: AccountId, amount: Tao): Tao;
  /** Takes tokens from an account and from the issuance; emits Burned. Gives what went. */
  burn(ctx: FrameContext, who: AccountId, amount: Tao, taking: Taking): Tao;
  /** Mints or burns until the free balance is the amount, as far as possible; never refuses. */
  setBalance(ctx: FrameContext, who: AccountId, amount: Tao): Tao;
  deactivate(ctx: FrameContext, amount: Tao): void;
  reactivate(ctx: FrameContext, amount: Tao): void;

  // Two steps with an imbalance between them (fungible::Balanced).
  /** Raises the issuance; emits Issued unless nothing was. */
  issue(ctx: FrameContext, amount: Tao): Credit;
  /** Lowers the issuance; emits Rescinded. */
  rescind(ctx: FrameContext, amount: Tao): Debt;
  /** Takes from an account, not from the issuance; emits Withdraw. */
  withdraw(ctx: FrameContext, who: AccountId, amount: Tao, taking: Taking): Credit;
  /** Gives to an account without raising the issuance; emits Deposit. */
  deposit(ctx: FrameContext, who: AccountId, amount: Tao, precision: Precision): Debt;
  /** Pays a credit out to an account; on refusal tells the error, and the credit is still there. */
  resolve(ctx: FrameContext, who: AccountId, credit: Credit): DispatchError | undefined;
  /** Lets an account pay a debt; gives what it paid too much, or the error, with the debt still there. */
  settle(
    ctx: FrameContext,
    who: AccountId,
    debt: Debt,
    preservation: Preservation,
  ): { readonly credit: Credit } | { readonly error: DispatchError };
  /** Sets one against the other; at most one of the results is not zero. */
  offset(credit: Credit, debt: Debt): { readonly credit: Credit; readonly debt: Debt };
  /** What nobody takes is gone: the issuance falls, without an event. */
  dropCredit(ctx: FrameContext, credit: Credit): void;
  /** What nobody pays is made: the issuance rises, without an event. */
  dropDebt(ctx: FrameContext, debt: Debt): void;

  // Holds: reserved balance with a reason (fungible::hold).
  onHold(ctx: FrameContext, reason: HoldReason, who: AccountId): Tao;
  canHold(ctx: FrameContext, reason: HoldReason, who: AccountId, amount: Tao): boolean;
  hold(ctx: FrameContext, reason: HoldReason, who: AccountId, amount: Tao): void;
  /** Gives what was released. */
  release(ctx: FrameContext, reason: HoldReason, who: AccountId, amount: Tao, precision: Precision): Tao;
  releaseAll(ctx: FrameContext, reason: HoldReason, who: AccountId, precision: Precision): Tao;
  /** Holds or releases until the amount is on hold. */
  setOnHold(ctx: FrameContext, reason: HoldReason, who: AccountId, amount: Tao): void;
  burnHeld(
    ctx: FrameContext,
    reason: HoldReason,
    who: AccountId,
    amount: Tao,
    how: { readonly precision: Precision; readonly fortitude: Fortitude },
  ): Tao;
  transferOnHold(
    ctx: FrameContext,
    reason: HoldReason,
    ends: Ends,
    amount: Tao,
    how: { readonly precision: Precision; readonly restriction: Restriction; readonly fortitude: Fortitude },
  ): Tao;
  transferAndHold(ctx: FrameContext, reason: HoldReason, ends: Ends, amount: Tao, taking: Taking): Tao;
  /** Takes from a hold; gives the credit and what could not be taken. */
  slashHeld(
    ctx: FrameContext,
    reason: HoldReason,
    who: AccountId,
    amount: Tao,
  ): { readonly credit: Credit; readonly rest: Tao };

  // Reserves: the older form, without a reason (ReservableCurrency).
  canReserve(ctx: FrameContext, who: AccountId, amount: Tao): boolean;
  /** Moves free to reserved; refuses with InsufficientBalance or LiquidityRestrictions; emits Reserved. */
  reserve(ctx: FrameContext, who: AccountId, amount: Tao): void;
  /** Moves back as much as there is; gives what was missing; emits Unreserved. */
  unreserve(ctx: FrameContext, who: AccountId, amount: Tao): Tao;
  /** Destroys reserved balance, issuance included; emits Slashed, then Rescinded. Gives what was missing. */
  slashReserved(ctx: FrameContext, who: AccountId, amount: Tao): Tao;
  /** Moves reserved balance to another account; gives what was missing. */
  repatriateReserved(ctx: FrameContext, ends: Ends, amount: Tao, status: BalanceStatus): Tao;

  // The older face of the money (Currency); new code uses the above.
  /** Destroys free balance, issuance included; emits Slashed, then Rescinded. Gives what was missing. */
  slash(ctx: FrameContext, who: AccountId, amount: Tao): Tao;
  /** Gives new tokens, creating the account if the amount suffices; emits Deposit, then Issued. Gives what was added. */
  depositCreating(ctx: FrameContext, who: AccountId, amount: Tao): Tao;
  /** Sets the free balance and adjusts the issuance; emits BalanceSet, then Issued or Rescinded. Never refuses. */
  makeFreeBalance(ctx: FrameContext, who: AccountId, amount: Tao): void;
}
