// What the payment extension asks of TransactionPayment.

import type { Call } from "../frame/call.ts";
import type { FrameContext } from "../frame/context.ts";
import type { DispatchInfo, PostInfo } from "../frame/weight.ts";
import type { AccountId } from "../primitives/ids.ts";
import type { Tao } from "../primitives/units.ts";

/** What was taken before the call ran; opaque to the extension. */
export type Withdrawn = { readonly withdrawn: unknown };
export interface Charge {
  readonly payer: AccountId;
  readonly call: Call;
  readonly info: DispatchInfo;
  readonly fee: Tao;
  readonly tip: Tao;
}
export interface Fees {
  /** Inclusion fee and tip of a transaction of so many bytes. */
  compute(ctx: FrameContext, parts: { readonly length: number; readonly info: DispatchInfo; readonly tip: Tao }): Tao;
  /** As `compute`, with the weight that the call turned out to have. */
  computeActual(
    ctx: FrameContext,
    parts: { readonly length: number; readonly info: DispatchInfo; readonly post: PostInfo; readonly tip: Tao },
  ): Tao;
  /** Throws Invalidity (Payment) if the payer cannot pay. */
  ensureCanPay(ctx: FrameContext, charge: Charge): void;
  /** Takes the fee. Throws Invalidity (Payment). */
  withdraw(ctx: FrameContext, charge: Charge): Withdrawn;
  /** Gives back what was taken too much, pays the author, tells TransactionFeePaid. */
  settle(
    ctx: FrameContext,
    paid: { readonly payer: AccountId; readonly withdrawn: Withdrawn; readonly actualFee: Tao; readonly tip: Tao },
  ): void;
}
