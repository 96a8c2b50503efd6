// Taking a fee, giving back what was too much, paying the author. Mirrors pallets/transaction-fee
// (SubtensorTxFeeHandler, TransactionFeeHandler) and the end of pallet-transaction-payment's extension.

import { type Context, within } from "../../context.ts";
import { attempt } from "../../frame/refusal.ts";
import { invalid } from "../../frame/validity.ts";
import type { AlphaPayment } from "../../ports/alpha_fees.ts";
import type { Credit } from "../../ports/currency.ts";
import type { Charge, Fees } from "../../ports/fees.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { transactionPayment } from "./contract.ts";
import { actualFeeDetails, feeDetails, finalFee } from "./fee.ts";

type Ctx = Context<"currency" | "alphaFees" | "authorship">;
type Taken =
  | { readonly type: "None" }
  | { readonly type: "Tao"; readonly credit: Credit }
  | { readonly type: "Alpha"; readonly payment: AlphaPayment };

function ensureCanPay(ctx: Ctx, { payer, call, fee }: Charge): void {
  if (fee === 0n || ctx.ports.currency.canWithdraw(ctx, payer, fee).type === "Success") return;
  if (!ctx.ports.alphaFees.canPay(ctx, payer, call, fee)) invalid("Payment");
}

function withdraw(ctx: Ctx, { payer, call, fee }: Charge): Taken {
  if (fee === 0n) return { type: "None" };
  let taken: Taken | undefined;
  attempt(() => {
    taken = {
      type: "Tao",
      credit: ctx.ports.currency.withdraw(ctx, payer, fee, {
        precision: "Exact",
        preservation: "Preserve",
        fortitude: "Polite",
      }),
    };
  });
  if (taken !== undefined) return taken;
  const payment = ctx.ports.alphaFees.pay(ctx, payer, call, fee);
  return payment === undefined ? invalid("Payment") : { type: "Alpha", payment };
}

function settle(ctx: Ctx, payer: AccountId, taken: Taken, actualFee: Tao): void {
  if (taken.type === "Alpha") ctx.ports.alphaFees.tell(ctx, payer, taken.payment);
  if (taken.type !== "Tao") return;
  const { currency } = ctx.ports;
  let rest = taken.credit;
  // An account that is gone gets nothing back. A refund of nothing is told too.
  if (currency.total(ctx, payer) > 0n)
    attempt(() => {
      const refund = u64.saturatingSub(rao(taken.credit), actualFee);
      rest = currency.offset(taken.credit, currency.deposit(ctx, payer, refund, "BestEffort")).credit;
    });
  payAuthor(ctx, rest);
}
/** Fee and tip go to the author in one; without one, or if the author cannot take it, they are gone. */
function payAuthor(ctx: Ctx, credit: Credit): void {
  if (credit === 0n) return;
  const author = ctx.ports.authorship.author(ctx);
  if (author === undefined || ctx.ports.currency.resolve(ctx, author, credit) !== undefined)
    ctx.ports.currency.dropCredit(ctx, credit);
}

const open = within<"currency" | "alphaFees" | "authorship">;

/** Provides `fees`. */
export const fees: Fees = {
  compute: (ctx, parts) => finalFee(feeDetails(ctx, parts)),
  computeActual: (ctx, parts) => finalFee(actualFeeDetails(ctx, parts)),
  ensureCanPay: (ctx, charge) => ensureCanPay(open(ctx), charge),
  withdraw: (ctx, charge) => ({ withdrawn: withdraw(open(ctx), charge) }),
  settle(ctx, { payer, withdrawn, actualFee, tip }) {
    settle(open(ctx), payer, withdrawn.withdrawn as Taken, actualFee);
    ctx.emit(transactionPayment.events.TransactionFeePaid({ who: payer, actual_fee: actualFee, tip }));
  },
};
