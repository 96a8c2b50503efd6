// A transaction as it passes the payment extension, and nothing else of an extrinsic: validate, prepare, dispatch, settle.

import { chargeTransactionPayment } from "../../runtime/extensions/charge_transaction_payment.ts";
import type { Call } from "../../runtime/frame/call.ts";
import { Refusal } from "../../runtime/frame/refusal.ts";
import { Invalidity } from "../../runtime/frame/validity.ts";
import type { PostInfo } from "../../runtime/frame/weight.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { type MockContext, signed } from "./mock.ts";

const transaction = (ctx: MockContext, one: Call, length: number) => ({
  call: one,
  info: ctx.dispatchInfo(one),
  length,
});
export const NO_TIP = rao(0n);
/** `TransactionExtension::validate`: undefined, or why not. */
export function validity(ctx: MockContext, who: AccountId, one: Call, length = 10): unknown {
  try {
    chargeTransactionPayment.validate?.(ctx, signed(who), NO_TIP, transaction(ctx, one, length), "External");
    return undefined;
  } catch (error) {
    if (error instanceof Invalidity) return error.message;
    throw error;
  }
}
/** `dispatch_transaction`: the call's own refusal, if any, with its pallet unless that is SubtensorModule. Throws an Invalidity. */
export function submit(ctx: MockContext, who: AccountId, one: Call): string | undefined {
  const { validate, prepare, settle } = chargeTransactionPayment;
  const tx = transaction(ctx, one, 0);
  validate?.(ctx, signed(who), NO_TIP, tx, "External");
  const prepared = prepare?.(ctx, signed(who), NO_TIP, tx);
  let post: PostInfo = {};
  let refusal: Refusal | undefined;
  try {
    post = ctx.dispatch(signed(who), one);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
    post = error.post ?? {};
  }
  settle?.(ctx, prepared, tx, post, refusal);
  return refusal?.message.replace("SubtensorModule.", "");
}
/** As `submit`, telling the Invalidity instead of throwing it. */
export const submitted = (ctx: MockContext, who: AccountId, one: Call): string => {
  try {
    submit(ctx, who, one);
    return "submitted";
  } catch (error) {
    if (error instanceof Invalidity) return error.message;
    throw error;
  }
};
