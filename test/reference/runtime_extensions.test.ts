// The reference's tests of what stands before a call of the whole runtime: who pays the fee (runtime/tests/transaction_payment_wrapper.rs),
// who may send sudo calls (runtime/tests/sudo_wrapper.rs), how long a shielded transaction lives (runtime/src/check_mortality.rs).

import { describe, expect, test } from "vitest";
import { chargeTransactionPayment } from "../../runtime/extensions/charge_transaction_payment.ts";
import { type Era, IMMORTAL, mortalEra } from "../../runtime/extensions/era.ts";
import { sudoTransaction } from "../../runtime/extensions/sudo.ts";
import { checkMortality } from "../../runtime/extensions/system.ts";
import type { Call } from "../../runtime/frame/call.ts";
import { Invalidity } from "../../runtime/frame/validity.ts";
import type { DispatchInfo } from "../../runtime/frame/weight.ts";
import { sudo } from "../../runtime/pallets/sudo/contract.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { callOf, type MockContext, signed } from "../chain/mock.ts";
import { bytesAccount, newRuntimeExt } from "../chain/mock_runtime.ts";

const remark = callOf("System", "remark", { remark: Uint8Array.of(1, 2, 3) });

describe("transaction_payment_wrapper.rs", () => {
  const [SIGNER, REAL_A, REAL_B, OTHER] = [1, 2, 3, 4].map(bytesAccount) as [
    AccountId,
    AccountId,
    AccountId,
    AccountId,
  ];
  const begin = (): MockContext => newRuntimeExt([SIGNER, REAL_A, REAL_B, OTHER]);
  const proxied = (real: AccountId, call: Call): Call =>
    callOf("Proxy", "proxy", { real: address(real), force_proxy_type: undefined, call });
  const batchOf = (name: string, ...calls: readonly Call[]): Call => callOf("Utility", name, { calls });
  const addProxy = (ctx: MockContext, real: AccountId, delegate: AccountId) =>
    ctx.dispatch(
      signed(real),
      callOf("Proxy", "add_proxy", { delegate: address(delegate), proxy_type: "Any", delay: 0 }),
    );
  const realPays = (ctx: MockContext, real: AccountId, delegate: AccountId) =>
    ctx.dispatch(signed(real), callOf("Proxy", "set_real_pays_fee", { delegate: address(delegate), pays_fee: true }));
  /** A proxy whose real account agreed to pay. */
  const payingProxy = (ctx: MockContext, real: AccountId, delegate: AccountId) => {
    addProxy(ctx, real, delegate);
    realPays(ctx, real, delegate);
  };
  /** The priority given to the signer's transaction, whose balance was judged, and who then paid. */
  function validate(ctx: MockContext, call: Call, info: DispatchInfo = ctx.dispatchInfo(call)) {
    const judged: AccountId[] = [];
    const fees: MockContext["ports"]["fees"] = {
      ...ctx.ports.fees,
      ensureCanPay(at, bill) {
        judged.push(bill.payer);
        ctx.ports.fees.ensureCanPay(at, bill);
      },
    };
    const watched: MockContext = { ...ctx, ports: { ...ctx.ports, fees } };
    const tx = { call, info, length: 100 };
    const verdict = chargeTransactionPayment.validate?.(watched, signed(SIGNER), rao(0n), tx, "External");
    const paid = chargeTransactionPayment.prepare?.(watched, signed(SIGNER), rao(0n), tx);
    expect(judged).toEqual([paid?.payer]);
    return { priority: verdict?.valid?.priority, payer: paid?.payer };
  }
  const payer = (ctx: MockContext, call: Call) => validate(ctx, call).payer;

  test("non_proxy_call_charges_signer", () => expect(payer(begin(), remark)).toBe(SIGNER));
  test("simple_proxy_charges_real_when_opted_in", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_A, SIGNER);
    expect(payer(ctx, proxied(REAL_A, remark))).toBe(REAL_A);
  });
  test("simple_proxy_charges_signer_when_not_opted_in", () => {
    const ctx = begin();
    addProxy(ctx, REAL_A, SIGNER);
    expect(payer(ctx, proxied(REAL_A, remark))).toBe(SIGNER);
  });
  test("proxy_announced_always_charges_signer", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_A, REAL_B);
    const args = { delegate: address(REAL_B), real: address(REAL_A), force_proxy_type: undefined, call: remark };
    expect(payer(ctx, callOf("Proxy", "proxy_announced", args))).toBe(SIGNER);
  });

  // The signer acts for B, and B for A.
  const nested = proxied(REAL_B, proxied(REAL_A, remark));
  test("nested_proxy_charges_inner_real_when_both_opted_in", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_B, SIGNER);
    payingProxy(ctx, REAL_A, REAL_B);
    expect(payer(ctx, nested)).toBe(REAL_A);
  });
  test("nested_proxy_charges_outer_real_when_only_outer_opted_in", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_B, SIGNER);
    addProxy(ctx, REAL_A, REAL_B);
    expect(payer(ctx, nested)).toBe(REAL_B);
  });
  test("nested_proxy_charges_signer_when_neither_opted_in", () => {
    const ctx = begin();
    addProxy(ctx, REAL_B, SIGNER);
    addProxy(ctx, REAL_A, REAL_B);
    expect(payer(ctx, nested)).toBe(SIGNER);
  });
  test("nested_proxy_charges_signer_when_only_inner_opted_in", () => {
    const ctx = begin();
    addProxy(ctx, REAL_B, SIGNER);
    payingProxy(ctx, REAL_A, REAL_B);
    expect(payer(ctx, nested)).toBe(SIGNER);
  });

  const twice = (name: string): Call =>
    proxied(REAL_B, batchOf(name, proxied(REAL_A, remark), proxied(REAL_A, remark)));
  test.each([
    ["batch_charges_inner_real_when_all_opted_in", "batch"],
    ["batch_all_charges_inner_real_when_all_opted_in", "batch_all"],
    ["force_batch_charges_inner_real_when_all_opted_in", "force_batch"],
  ])("%s", (_test, name) => {
    const ctx = begin();
    payingProxy(ctx, REAL_B, SIGNER);
    payingProxy(ctx, REAL_A, REAL_B);
    expect(payer(ctx, twice(name))).toBe(REAL_A);
  });
  test.each([
    "batch_charges_outer_real_when_only_outer_opted_in",
    "batch_charges_outer_real_when_inner_real_not_opted_in",
  ])("%s", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_B, SIGNER);
    addProxy(ctx, REAL_A, REAL_B);
    expect(payer(ctx, twice("batch"))).toBe(REAL_B);
  });
  test("batch_charges_outer_real_when_mixed_inner_reals", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_B, SIGNER);
    payingProxy(ctx, REAL_A, REAL_B);
    payingProxy(ctx, OTHER, REAL_B);
    expect(payer(ctx, proxied(REAL_B, batchOf("batch", proxied(REAL_A, remark), proxied(OTHER, remark))))).toBe(REAL_B);
  });
  test.each([
    ["batch_charges_outer_real_when_non_proxy_in_batch", [proxied(REAL_A, remark), remark]],
    ["batch_charges_outer_real_when_empty", []],
  ])("%s", (_test, calls) => {
    const ctx = begin();
    payingProxy(ctx, REAL_B, SIGNER);
    expect(payer(ctx, proxied(REAL_B, batchOf("batch", ...calls)))).toBe(REAL_B);
  });

  test.each([
    ["priority_override_normal_dispatch", "Normal", 1n],
    ["priority_override_operational_dispatch", "Operational", 10_000_000_000n],
    ["priority_override_mandatory_dispatch", "Mandatory", 1n],
  ] as const)("%s", (_test, ofClass, priority) => {
    const ctx = begin();
    expect(validate(ctx, remark, { ...ctx.dispatchInfo(remark), class: ofClass }).priority).toBe(priority);
  });
  test("priority_override_applies_with_real_pays_fee", () => {
    const ctx = begin();
    payingProxy(ctx, REAL_A, SIGNER);
    expect(validate(ctx, proxied(REAL_A, remark))).toEqual({ priority: 1n, payer: REAL_A });
  });
});

/** Why a transaction is turned away, or undefined. */
function verdict(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Invalidity) return error.error.value.type;
    throw error;
  }
}

describe("sudo_wrapper.rs", () => {
  const [SUDO, OTHER] = [bytesAccount(1), bytesAccount(3)];
  const sudoRemark = callOf("Sudo", "sudo", { call: remark });
  function validate(who: AccountId, call: Call, key?: AccountId): string | undefined {
    const ctx = newRuntimeExt();
    if (key !== undefined) sudo.storage.Key.set(ctx, key);
    return verdict(() =>
      sudoTransaction.validate?.(ctx, signed(who), null, { call, info: ctx.dispatchInfo(call), length: 0 }, "External"),
    );
  }
  test("sudo_signed_by_correct_key_is_valid", () => expect(validate(SUDO, sudoRemark, SUDO)).toBeUndefined());
  test("sudo_signed_by_wrong_account_is_rejected", () => expect(validate(OTHER, sudoRemark, SUDO)).toBe("BadSigner"));
  test("sudo_when_no_sudo_key_configured_is_rejected", () => expect(validate(SUDO, sudoRemark)).toBe("BadSigner"));
  test("non_sudo_extrinsic_does_not_trigger_filter", () => expect(validate(OTHER, remark)).toBeUndefined());
});

describe("check_mortality.rs", () => {
  const submit = callOf("MevShield", "submit_encrypted", { ciphertext: new Uint8Array(64).fill(0xaa) });
  const plain = callOf("System", "remark", { remark: new Uint8Array() });
  test.each<readonly [name: string, era: Era, call: Call, verdict: string | undefined]>([
    ["shield_tx_with_immortal_era_rejected", IMMORTAL, submit, "Stale"],
    ["shield_tx_with_era_too_long_rejected", mortalEra(16, 1), submit, "Stale"],
    ["shield_tx_with_max_allowed_era_accepted", mortalEra(8, 1), submit, undefined],
    ["shield_tx_with_short_era_accepted", mortalEra(4, 1), submit, undefined],
    ["non_shield_tx_with_immortal_era_passes_through", IMMORTAL, plain, undefined],
    ["non_shield_tx_with_long_era_passes_through", mortalEra(256, 1), plain, undefined],
  ])("%s", (_test, era, call, expected) => {
    const ctx = newRuntimeExt();
    const tx = { call, info: ctx.dispatchInfo(call), length: 0 };
    expect(verdict(() => checkMortality.validate?.(ctx, signed(bytesAccount(1)), era, tx, "External"))).toBe(expected);
  });
});
