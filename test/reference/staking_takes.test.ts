// The reference's tests of delegate takes (pallets/subtensor/src/tests/staking.rs): its scenarios and values.

import { expect, test } from "vitest";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { hotkeyTake } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { acct, newTestExt, stepBlock } from "../chain/mock.ts";
import { callBy } from "../chain/mock_stake.ts";
import { addBalanceToColdkeyAccount, addNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";

const [HOTKEY, COLDKEY] = [acct(1), acct(3)];
/** InitialMinDelegateTake and InitialDefaultDelegateTake of the mock, and its rate limit in blocks. */
const [MIN, MOST, RATE_LIMIT] = [5_898, 11_796, 1];
const TWENTIETH = 3_276;

/** HOTKEY as a delegate. */
function delegate(take = MIN) {
  const ctx = newTestExt(1);
  addBalanceToColdkeyAccount(ctx, COLDKEY, 100_000n);
  const netuid = addNetwork(ctx, 1, 1);
  registerOkNeuron(ctx, netuid, HOTKEY, COLDKEY);
  delegation.storage.Delegates.set(ctx, HOTKEY, take);
  const by = (name: string) => (to: number) => callBy(ctx, COLDKEY, name, { hotkey: HOTKEY, take: to });
  return {
    take: () => hotkeyTake(ctx, HOTKEY),
    decrease: by("decrease_take"),
    increase: by("increase_take"),
    wait: () => stepBlock(ctx, 1 + RATE_LIMIT),
  };
}

test("test_delegate_take_can_be_decreased", () => {
  const { decrease, take } = delegate();
  expect(take()).toBe(MIN);
  expect(decrease(TWENTIETH)).toBe("DelegateTakeTooLow");
});
test("test_can_set_min_take_ok", () => {
  const { decrease, take } = delegate(6_553);
  expect(decrease(MIN)).toBeUndefined();
  expect(take()).toBe(MIN);
});
test("test_delegate_take_can_not_be_increased_with_decrease_take", () => {
  const { decrease, take } = delegate();
  expect(decrease(MOST)).toBe("DelegateTakeTooLow");
  expect(take()).toBe(MIN);
});
test("test_delegate_take_can_be_increased", () => {
  const { increase, take, wait } = delegate();
  wait();
  expect(increase(8_191)).toBeUndefined();
  expect(take()).toBe(8_191);
});
test("test_delegate_take_can_not_be_decreased_with_increase_take", () => {
  const { increase, take } = delegate();
  expect(increase(TWENTIETH)).toBe("DelegateTakeTooLow");
  expect(take()).toBe(MIN);
});
test("test_delegate_take_can_be_increased_to_limit", () => {
  const { increase, take, wait } = delegate();
  wait();
  expect(increase(MOST)).toBeUndefined();
  expect(take()).toBe(MOST);
});
test("test_delegate_take_can_not_be_increased_beyond_limit", () => {
  const { increase, take } = delegate();
  expect(increase(MOST + 1)).toBe("DelegateTakeTooHigh");
  expect(take()).toBe(MIN);
});
test("test_rate_limits_enforced_on_increase_take", () => {
  const { increase, take, wait } = delegate();
  expect(increase(MIN + 1)).toBeUndefined();
  expect(increase(MIN + 2)).toBe("DelegateTxRateLimitExceeded");
  expect(take()).toBe(MIN + 1);
  wait();
  expect(increase(MIN + 2)).toBeUndefined();
  expect(take()).toBe(MIN + 2);
});
test("test_rate_limits_enforced_on_decrease_before_increase_take", () => {
  const { decrease, increase, take, wait } = delegate(MIN + 1);
  expect(decrease(MIN)).toBeUndefined();
  expect(take()).toBe(MIN);
  expect(increase(MIN + 1)).toBe("DelegateTxRateLimitExceeded");
  expect(take()).toBe(MIN);
  wait();
  expect(increase(MIN + 1)).toBeUndefined();
  expect(take()).toBe(MIN + 1);
});
