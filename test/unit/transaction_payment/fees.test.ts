import { describe, expect, test } from "vitest";
import { Invalidity } from "../../../runtime/frame/validity.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { queryCallFeeDetails, queryCallInfo } from "../../../runtime/pallets/transaction_payment/api.ts";
import { transactionPayment } from "../../../runtime/pallets/transaction_payment/contract.ts";
import { weightToFee } from "../../../runtime/pallets/transaction_payment/fee.ts";
import {
  buildTransactionPaymentGenesis,
  fees,
  transactionPaymentPallet,
} from "../../../runtime/pallets/transaction_payment/index.ts";
import { NO_ALPHA_FEES } from "../../../runtime/ports/alpha_fees.ts";
import type { AccountId } from "../../../runtime/primitives/ids.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { MAX_WEIGHT, weight } from "../../../runtime/primitives/weight.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const [ALICE, BOB, AUTHOR] = [someone(1), someone(2), someone(9)] as const;
const NO_TIP = rao(0n);

function paying(options: { readonly author?: AccountId; readonly endowed?: bigint } = {}) {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, transactionPaymentPallet],
    ports: { accounts, currency, fees, alphaFees: NO_ALPHA_FEES, authorship: { author: () => options.author } },
  });
  buildBalancesGenesis(box.ctx, { balances: [[ALICE, rao(options.endowed ?? 1_000_000n)]] });
  box.told();
  const call = { pallet: "Balances", name: "transfer_keep_alive", args: { dest: address(BOB), value: 1n } };
  const info = box.ctx.dispatchInfo(call);
  return { ...box, call, info };
}

describe("how much", () => {
  // Recorded from the public network (spec 393): a transfer_keep_alive of 142 bytes and its two-byte length prefix.
  test("a transfer costs 136,247 rao", () => {
    const { ctx, info, call } = paying();
    expect(fees.compute(ctx, { length: 144, info, tip: NO_TIP })).toBe(136_247n);
    expect(fees.compute(ctx, { length: 145, info, tip: rao(10n) })).toBe(136_258n);
    expect(queryCallInfo(ctx, call, 144)).toEqual({ weight: info.weight, class: "Normal", partial_fee: 136_247n });
    expect(queryCallFeeDetails(ctx, call, 144)).toEqual({
      inclusion_fee: { base_fee: 54_078n, len_fee: 144n, adjusted_weight_fee: 82_025n },
      tip: 0n,
    });
  });
  test("the weight counts up to a whole block, half a rao down", () => {
    expect(weightToFee(weight(1_000n))).toBe(0n);
    expect(weightToFee(weight(1_001n))).toBe(1n);
    expect(weightToFee(weight(3_000n))).toBe(1n);
    expect(weightToFee(MAX_WEIGHT)).toBe(2_000_000_000n);
  });
  test("the multiplier floors", () => {
    const { ctx, info } = paying();
    transactionPayment.storage.NextFeeMultiplier.set(ctx, 1_000_000_000_000_000_001n);
    expect(fees.compute(ctx, { length: 144, info, tip: NO_TIP })).toBe(136_247n);
    transactionPayment.storage.NextFeeMultiplier.set(ctx, 3n * 10n ** 18n);
    expect(fees.compute(ctx, { length: 144, info, tip: NO_TIP })).toBe(54_078n + 144n + 246_075n);
  });
  test("what turned out lighter costs less, what turned out free only the tip", () => {
    const { ctx, info } = paying();
    const actual = (post: Parameters<typeof fees.computeActual>[1]["post"]) =>
      fees.computeActual(ctx, { length: 144, info, post, tip: rao(7n) });
    expect(actual({})).toBe(136_254n);
    expect(actual({ actualWeight: weight(10_000n) })).toBe(54_078n + 144n + 5n + 7n);
    expect(actual({ actualWeight: MAX_WEIGHT })).toBe(136_254n);
    expect(actual({ pays: "No" })).toBe(7n);
    expect(
      fees.computeActual(ctx, { length: 144, info: { ...info, pays: "No" }, post: { pays: "Yes" }, tip: rao(7n) }),
    ).toBe(7n);
  });
});

describe("taking it", () => {
  test("withdraw, refund, author, event in order; the issuance stays", () => {
    const { ctx, call, info, told } = paying({ author: AUTHOR });
    const withdrawn = fees.withdraw(ctx, { payer: ALICE, call, info, fee: rao(1_000n), tip: NO_TIP });
    fees.settle(ctx, { payer: ALICE, withdrawn, actualFee: rao(600n), tip: NO_TIP });
    expect(told()).toEqual([
      ["Balances.Withdraw", { who: ALICE, amount: 1_000n }],
      ["Balances.Deposit", { who: ALICE, amount: 400n }],
      ["System.NewAccount", { account: AUTHOR }],
      ["Balances.Endowed", { account: AUTHOR, free_balance: 600n }],
      ["Balances.Deposit", { who: AUTHOR, amount: 600n }],
      ["TransactionPayment.TransactionFeePaid", { who: ALICE, actual_fee: 600n, tip: 0n }],
    ]);
    expect([currency.free(ctx, ALICE), currency.totalIssuance(ctx)]).toEqual([999_400n, 1_000_000n]);
  });
  test("a refund of nothing is told, too; without an author the fee is gone", () => {
    const { ctx, call, info, told } = paying();
    const withdrawn = fees.withdraw(ctx, { payer: ALICE, call, info, fee: rao(1_000n), tip: NO_TIP });
    fees.settle(ctx, { payer: ALICE, withdrawn, actualFee: rao(1_000n), tip: NO_TIP });
    expect(told()).toEqual([
      ["Balances.Withdraw", { who: ALICE, amount: 1_000n }],
      ["Balances.Deposit", { who: ALICE, amount: 0n }],
      ["TransactionPayment.TransactionFeePaid", { who: ALICE, actual_fee: 1_000n, tip: 0n }],
    ]);
    expect(currency.totalIssuance(ctx)).toBe(999_000n);
  });
  test("an author who would stay below the existential deposit gets nothing", () => {
    const { ctx, call, info, told } = paying({ author: AUTHOR });
    const withdrawn = fees.withdraw(ctx, { payer: ALICE, call, info, fee: rao(499n), tip: NO_TIP });
    fees.settle(ctx, { payer: ALICE, withdrawn, actualFee: rao(499n), tip: NO_TIP });
    expect([told().length, accounts.exists(ctx, AUTHOR), currency.totalIssuance(ctx)]).toEqual([3, false, 999_501n]);
  });
  test("nobody pays with the existential deposit", () => {
    const { ctx, call, info, state } = paying({ endowed: 1_499n });
    const charge = { payer: ALICE, call, info, fee: rao(1_000n), tip: NO_TIP };
    const before = state.dump();
    expect(() => fees.ensureCanPay(ctx, charge)).toThrow(Invalidity);
    expect(() => fees.withdraw(ctx, charge)).toThrow("Invalid.Payment");
    expect(() => fees.ensureCanPay(ctx, { ...charge, fee: rao(1_500n) })).toThrow("Invalid.Payment");
    expect(() => fees.ensureCanPay(ctx, { ...charge, fee: rao(999n) })).not.toThrow();
    expect(state.dump()).toBe(before);
  });
  test("nothing to pay, nothing taken", () => {
    const { ctx, call, info, told } = paying({ endowed: 500n });
    fees.settle(ctx, {
      payer: ALICE,
      withdrawn: fees.withdraw(ctx, { payer: ALICE, call, info, fee: NO_TIP, tip: NO_TIP }),
      actualFee: NO_TIP,
      tip: NO_TIP,
    });
    expect(told()).toEqual([["TransactionPayment.TransactionFeePaid", { who: ALICE, actual_fee: 0n, tip: 0n }]]);
  });
});

test("genesis and the end of a block", () => {
  const { ctx } = paying();
  buildTransactionPaymentGenesis(ctx);
  expect([
    transactionPayment.storage.StorageVersion.get(ctx),
    transactionPayment.storage.NextFeeMultiplier.get(ctx),
  ]).toEqual(["V2", 10n ** 18n]);
  transactionPayment.storage.NextFeeMultiplier.set(ctx, 5n);
  transactionPaymentPallet.parts.hooks?.onFinalize?.(ctx, 1);
  expect(transactionPayment.storage.NextFeeMultiplier.get(ctx)).toBe(10n ** 18n);
});
