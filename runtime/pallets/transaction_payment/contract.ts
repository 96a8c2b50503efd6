// TransactionPayment: the multiplier of fees and the event that tells them. Mirrors pallet-transaction-payment 41.

import { constant, event, palletIdentity, section } from "../../frame/section.ts";
import { value } from "../../frame/storage.ts";
import { AccountId } from "../../primitives/ids.ts";
import { enumeration, u8, u128, wrapper } from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";

export const TransactionPayment = palletIdentity("TransactionPayment", 6);

/** One, in parts of 10^18. */
export const MULTIPLIER_ONE = 10n ** 18n;
const FixedU128 = wrapper("sp_arithmetic::fixed_point::FixedU128", u128);
const Releases = enumeration("pallet_transaction_payment::Releases", ["V1Ancient", "V2"]);

export const transactionPayment = section(TransactionPayment, {
  storage: {
    NextFeeMultiplier: value(FixedU128, {
      default: MULTIPLIER_ONE,
      docs: "What weight fees are multiplied by; always one on this chain.",
    }),
    StorageVersion: value(Releases, { default: "V1Ancient" }),
  },
  events: {
    TransactionFeePaid: event(
      0,
      { who: AccountId, actual_fee: Tao, tip: Tao },
      "A fee was paid; the tip is part of it.",
    ),
  },
  constants: {
    OperationalFeeMultiplier: constant(u8, 5, "How much the fee of an operational call counts toward its priority."),
  },
});
