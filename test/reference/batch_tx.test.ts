// The reference's tests of batches within batches (pallets/subtensor/src/tests/batch_tx.rs), with its literal values.

import { expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { runtime } from "../../runtime/subtensor.ts";
import { acct, callOf, newTestExt, signed } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount } from "../chain/mock_subtensor.ts";

const pay = (to: number): Call =>
  callOf("Balances", "transfer_allow_death", { dest: address(acct(to)), value: rao(1_000_000_000n) });
const batch = (kind: string, ...calls: readonly Call[]): Call => callOf("Utility", kind, { calls });
const passes = (call: Call): boolean => runtime.baseCallFilter(newTestExt(1), call);

test("test_batch_txs", () => {
  const ctx = newTestExt(1);
  const [alice, bob, charlie] = [acct(0), acct(1), acct(2)];
  addBalanceToColdkeyAccount(ctx, alice, 8_000_000_000n);
  for (const who of [bob, charlie]) addBalanceToColdkeyAccount(ctx, who, 1_000_000_000n);
  ctx.dispatch(signed(alice), batch("batch", pay(1), pay(2)));
  expect([alice, bob, charlie].map((who) => ctx.ports.currency.total(ctx, who))).toEqual([
    6_000_000_000n,
    2_000_000_000n,
    2_000_000_000n,
  ]);
});
test("test_cant_nest_batch_txs", () => {
  expect(passes(batch("batch", pay(1), batch("batch", pay(2))))).toBe(false);
});
test("test_can_batch_txs", () => {
  expect(passes(batch("batch", pay(1)))).toBe(true);
});
test("test_cant_nest_batch_diff_batch_txs", () => {
  expect(passes(batch("batch", batch("force_batch", pay(2))))).toBe(false);
  expect(passes(batch("batch_all", batch("batch", pay(2))))).toBe(false);
  expect(passes(batch("force_batch", batch("batch_all", pay(2))))).toBe(false);
});
