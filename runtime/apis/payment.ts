// What transactions would cost. Mirrors runtime/src/lib.rs (TransactionPaymentApi); calls are asked about in
// TransactionPayment itself.

import { decodeExtrinsic } from "../executive/extrinsic.ts";
import { transactionPaymentApi as over } from "../pallets/transaction_payment/index.ts";
import type { ApiContext } from "./context.ts";
import { UncheckedExtrinsic } from "./extrinsic_types.ts";

/** The signature is not checked: clients ask with a made-up one. */
export const transactionPaymentApi = over(UncheckedExtrinsic, ({ chain }: ApiContext, bytes: Uint8Array) => {
  const { call, signed, general } = decodeExtrinsic(chain, bytes);
  return { call, bare: signed === undefined && !general };
});
