// The reference's tests of delegates' takes (pallets/subtensor/src/tests/staking.rs), with its literal values.

import { describe, expect, test } from "vitest";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { hotkeyTake } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { directOutcome } from "../chain/direct.ts";
import { acct, type MockContext, newTestExt, stepBlock } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";

const NETUID = netUid(1);
const [HOTKEY, COLDKEY] = [acct(1), acct(3)];
/** Bounds in the mock runtime, the upper one 18 %. */
const [MIN, MAX] = [5898, 11_796];
/** The limit in the mock runtime is one block. */
const pastLimit = (ctx: MockContext): void => stepBlock(ctx, 2);

/** A neuron whose hotkey is a delegate with this take. */
function delegate(take: number): MockContext {
  const ctx = newTestExt(1);
  addBalanceToColdkeyAccount(ctx, COLDKEY, 100_000n);
  addNetwork(ctx, NETUID, 1, 0);
  registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY, 124_124);
  delegation.storage.Delegates.set(ctx, HOTKEY, take);
  expect([settings.read.MinDelegateTake.get(ctx), settings.read.MaxDelegateTake.get(ctx)]).toEqual([MIN, MAX]);
  return ctx;
}
const up = (ctx: MockContext, take: number): string | undefined =>
  directOutcome(ctx, COLDKEY, "increase_take", { hotkey: HOTKEY, take });
const down = (ctx: MockContext, take: number): string | undefined =>
  directOutcome(ctx, COLDKEY, "decrease_take", { hotkey: HOTKEY, take });
const take = (ctx: MockContext): number => hotkeyTake(ctx, HOTKEY);

describe("takes of delegates", () => {
  test("test_delegate_take_can_be_decreased", () => {
    expect(down(delegate(MIN), 3276)).toBe("DelegateTakeTooLow");
  });
  test("test_can_set_min_take_ok", () => {
    const ctx = delegate(6553);
    expect(down(ctx, MIN)).toBeUndefined();
    expect(take(ctx)).toBe(MIN);
  });
  test("test_delegate_take_can_not_be_increased_with_decrease_take", () => {
    const ctx = delegate(MIN);
    expect(down(ctx, MAX)).toBe("DelegateTakeTooLow");
    expect(take(ctx)).toBe(MIN);
  });
  test("test_delegate_take_can_be_increased", () => {
    const ctx = delegate(MIN);
    pastLimit(ctx);
    expect(up(ctx, 8191)).toBeUndefined();
    expect(take(ctx)).toBe(8191);
  });
  test("test_delegate_take_can_not_be_decreased_with_increase_take", () => {
    const ctx = delegate(MIN);
    expect(up(ctx, 3276)).toBe("DelegateTakeTooLow");
    expect(take(ctx)).toBe(MIN);
  });
  test("test_delegate_take_can_be_increased_to_limit", () => {
    const ctx = delegate(MIN);
    pastLimit(ctx);
    expect(up(ctx, MAX)).toBeUndefined();
    expect(take(ctx)).toBe(MAX);
  });
  test("test_delegate_take_can_not_be_increased_beyond_limit", () => {
    const ctx = delegate(MIN);
    expect(up(ctx, MAX + 1)).toBe("DelegateTakeTooHigh");
    expect(take(ctx)).toBe(MIN);
  });
  test("test_rate_limits_enforced_on_increase_take", () => {
    const ctx = delegate(MIN);
    expect(up(ctx, MIN + 1)).toBeUndefined();
    expect(up(ctx, MIN + 2)).toBe("DelegateTxRateLimitExceeded");
    expect(take(ctx)).toBe(MIN + 1);
    pastLimit(ctx);
    expect(up(ctx, MIN + 2)).toBeUndefined();
    expect(take(ctx)).toBe(MIN + 2);
  });
  test("test_rate_limits_enforced_on_decrease_before_increase_take", () => {
    const ctx = delegate(MIN + 1);
    expect(down(ctx, MIN)).toBeUndefined();
    expect(take(ctx)).toBe(MIN);
    expect(up(ctx, MIN + 1)).toBe("DelegateTxRateLimitExceeded");
    expect(take(ctx)).toBe(MIN);
    pastLimit(ctx);
    expect(up(ctx, MIN + 1)).toBeUndefined();
    expect(take(ctx)).toBe(MIN + 1);
  });
});
