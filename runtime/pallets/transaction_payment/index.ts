// TransactionPayment: what transactions cost and who gets it. Mirrors pallet-transaction-payment 41.

import type { FrameContext } from "../../frame/context.ts";
import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import { MULTIPLIER_ONE, TransactionPayment, transactionPayment } from "./contract.ts";

export { transactionPaymentApi, transactionPaymentCallApi } from "./api.ts";
export { fees } from "./charge.ts";

const { NextFeeMultiplier, StorageVersion } = transactionPayment.storage;

export const transactionPaymentPallet = pallet(TransactionPayment, {
  sections: [implement(transactionPayment, {})],
  genesis: (at: At) => buildTransactionPaymentGenesis(at),
  hooks: {
    // The runtime's rule (ConstFeeMultiplier) knows one multiplier only.
    onFinalize: (ctx: FrameContext) => NextFeeMultiplier.set(ctx, MULTIPLIER_ONE),
  },
});

export function buildTransactionPaymentGenesis(
  at: At,
  { multiplier = MULTIPLIER_ONE }: { readonly multiplier?: bigint } = {},
): void {
  StorageVersion.set(at, "V2");
  NextFeeMultiplier.set(at, multiplier);
}
