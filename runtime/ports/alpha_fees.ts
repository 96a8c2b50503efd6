// What fee payment asks of the subnets' economy: some calls that sell alpha may pay their fee in it. Provided by
// SubtensorModule. Mirrors pallets/transaction-fee (AlphaFeeHandler, fees_in_alpha).

import type { Call } from "../frame/call.ts";
import type { FrameContext } from "../frame/context.ts";
import type { AccountId, NetUid } from "../primitives/ids.ts";
import type { Alpha, Tao } from "../primitives/units.ts";

export interface AlphaPayment {
  readonly netuid: NetUid;
  readonly alphaFee: Alpha;
  /** What the alpha brought, and the author got. */
  readonly taoAmount: Tao;
}
export interface AlphaFees {
  /** Whether the call may be paid in alpha and the payer has enough of it. */
  canPay(ctx: FrameContext, payer: AccountId, call: Call, fee: Tao): boolean;
  /** Sells alpha for the fee and gives it to the author; undefined where the call may not be paid so. Throws Invalidity (Payment). */
  pay(ctx: FrameContext, payer: AccountId, call: Call, fee: Tao): AlphaPayment | undefined;
  /** Tells TransactionFeePaidWithAlpha. */
  tell(ctx: FrameContext, payer: AccountId, payment: AlphaPayment): void;
}
/** A chain whose fees are paid in Tao only. */
export const NO_ALPHA_FEES: AlphaFees = { canPay: () => false, pay: () => undefined, tell: () => {} };
