// The reference's tests of passing stake to another coldkey and to another subnet (pallets/subtensor/src/tests/move_stake.rs):
// its scenarios, values and tolerances.

import { describe, expect, test } from "vitest";
import { stakeIntoSubnet } from "../../runtime/pallets/subtensor/staking/into_subnet.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { type AccountId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt } from "../chain/mock.ts";
import {
  balanceOf,
  callBy,
  MAX_PRICE,
  MIN_STAKE,
  noop,
  stakeOf,
  swapAlphaToTao,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork } from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const AMOUNT = MIN_STAKE * 10n;
const HOTKEY = acct(3);
const [FROM, TO] = [
  { hotkey: HOTKEY, coldkey: acct(1) },
  { hotkey: HOTKEY, coldkey: acct(2) },
];
const subnet = (ctx: MockContext): NetUid => addDynamicNetwork(ctx, acct(1002), acct(1001));
/** Two subnets, and stake of the coldkey on the first; the alpha. */
function staked(tao = AMOUNT, { balance = tao, owner = FROM.coldkey }: { balance?: bigint; owner?: AccountId } = {}) {
  const ctx = newTestExt(1);
  const [netuid, other] = [subnet(ctx), subnet(ctx)];
  createAccountIfNonExistent(ctx, { hotkey: HOTKEY, coldkey: owner });
  addBalanceToColdkeyAccount(ctx, FROM.coldkey, balance);
  const held = stakeIntoSubnet(ctx, netuid, FROM, rao(tao), { priceLimit: rao(MAX_PRICE), dropFees: false });
  return { ctx, netuid, other, held };
}
const transfer = (
  ctx: MockContext,
  from: NetUid,
  to: NetUid,
  amount: bigint,
  { by = FROM.coldkey, hotkey = HOTKEY } = {},
) =>
  callBy(ctx, by, "transfer_stake", {
    destination_coldkey: TO.coldkey,
    hotkey,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: amount,
  });
const swap = (
  ctx: MockContext,
  from: NetUid,
  to: NetUid,
  amount: bigint,
  { by = FROM.coldkey, hotkey = HOTKEY } = {},
) => callBy(ctx, by, "swap_stake", { hotkey, origin_netuid: from, destination_netuid: to, alpha_amount: amount });
const throughTao = (ctx: MockContext, from: NetUid, to: NetUid, amount: bigint): bigint =>
  swapTaoToAlpha(ctx, to, swapAlphaToTao(ctx, from, amount, true).out).out;

describe("transfers", () => {
  test.each(["test_do_transfer_success", "test_transfer_stake_same_netuid_not_rate_limited"])("%s", () => {
    const { ctx, netuid, held } = staked();
    expect(transfer(ctx, netuid, netuid, held)).toBeUndefined();
    expect(stakeOf(ctx, FROM, netuid)).toBe(0n);
    expectWithin(stakeOf(ctx, TO, netuid), held, held / 1000n);
    expect(stakeOf(ctx, TO, netuid)).toBe(held);
  });
  test("test_do_transfer_nonexistent_subnet", () => {
    const nowhere = netUid(9999);
    const ctx = newTestExt(1);
    expect(noop(ctx, () => transfer(ctx, nowhere, nowhere, MIN_STAKE * 5n))).toBe("SubnetNotExists");
  });
  test("test_do_transfer_nonexistent_hotkey", () => {
    const ctx = newTestExt(1);
    const netuid = subnet(ctx);
    expect(noop(ctx, () => transfer(ctx, netuid, netuid, 100n, { hotkey: acct(999) }))).toBe("HotKeyAccountNotExists");
  });
  test("test_do_transfer_insufficient_stake", () => {
    const { ctx, netuid, held } = staked();
    expect(transfer(ctx, netuid, netuid, AMOUNT * 2n)).toBeUndefined();
    expect([stakeOf(ctx, FROM, netuid), stakeOf(ctx, TO, netuid)]).toEqual([0n, held]);
  });
  test("test_do_transfer_wrong_origin", () => {
    const { ctx, netuid } = staked();
    expect(noop(ctx, () => transfer(ctx, netuid, netuid, AMOUNT, { by: acct(9999) }))).toBe("AmountTooLow");
  });
  test("test_do_transfer_minimum_stake_check", () => {
    const { ctx, netuid } = staked(MIN_STAKE);
    expect(transfer(ctx, netuid, netuid, 1n)).toBe("AmountTooLow");
  });
  test("test_do_transfer_different_subnets", () => {
    const { ctx, netuid, other, held } = staked(AMOUNT, { balance: 1_000_000_000n });
    const expected = throughTao(ctx, netuid, other, held);
    const balances = () => [balanceOf(ctx, FROM.coldkey), balanceOf(ctx, TO.coldkey)];
    const before = balances();
    expect(transfer(ctx, netuid, other, held)).toBeUndefined();
    expect(stakeOf(ctx, FROM, netuid)).toBe(0n);
    expectWithin(stakeOf(ctx, TO, other), expected, 1000n);
    // The TAO went through the receiver, whose new account keeps the deposit.
    expect(balances()).toEqual([before[0], 1n]);
  });
  test("test_transfer_stake_doesnt_limit_destination_coldkey", () => {
    const { ctx, netuid, other, held } = staked();
    expect(transfer(ctx, netuid, other, held)).toBeUndefined();
    expect(stakeOf(ctx, TO, other)).toBeGreaterThan(0n);
  });
});

describe("swaps", () => {
  test.each<[string, bigint]>([
    ["test_do_swap_success", 1n],
    ["test_do_swap_partial_stake", 2n],
    ["test_do_swap_storage_updates", 1n],
  ])("%s", (_, part) => {
    const { ctx, netuid, other, held } = staked();
    const amount = held / part;
    const expected = throughTao(ctx, netuid, other, amount);
    expect(swap(ctx, netuid, other, amount)).toBeUndefined();
    expect(stakeOf(ctx, FROM, netuid)).toBe(held - amount);
    expectWithin(stakeOf(ctx, FROM, other), expected, 1000n);
  });
  test("test_do_swap_nonexistent_subnet", () => {
    const ctx = newTestExt(1);
    createAccountIfNonExistent(ctx, FROM);
    expect(noop(ctx, () => swap(ctx, netUid(9998), netUid(9999), 1_000_000n))).toBe("SubnetNotExists");
  });
  test("test_do_swap_nonexistent_hotkey", () => {
    const ctx = newTestExt(1);
    const [from, to] = [subnet(ctx), subnet(ctx)];
    expect(noop(ctx, () => swap(ctx, from, to, 10_000n, { hotkey: acct(999) }))).toBe("HotKeyAccountNotExists");
  });
  test("test_do_swap_insufficient_stake", () => {
    const { ctx, netuid, other } = staked(MIN_STAKE * 5n);
    expect(swap(ctx, netuid, other, MIN_STAKE * 10n)).toBeUndefined();
    expect(stakeOf(ctx, FROM, netuid)).toBe(0n);
  });
  test("test_do_swap_wrong_origin", () => {
    const { ctx, netuid, other } = staked(100_000n);
    expect(noop(ctx, () => swap(ctx, netuid, other, 100_000n, { by: acct(9999) }))).toBe("AmountTooLow");
  });
  test("test_do_swap_minimum_stake_check", () => {
    const { ctx, netuid, other } = staked(MIN_STAKE);
    expect(swap(ctx, netuid, other, 1n)).toBe("AmountTooLow");
  });
  test("test_do_swap_same_subnet", () => {
    const { ctx, netuid, held } = staked();
    expect(swap(ctx, netuid, netuid, held)).toBe("SameNetuid");
    expect(stakeOf(ctx, FROM, netuid)).toBe(held);
  });
  test("test_do_swap_multiple_times", () => {
    const { ctx, netuid, other } = staked();
    let expected = 0n;
    for (let i = 0; i < 3; i++) {
      expect(swap(ctx, netuid, other, stakeOf(ctx, FROM, netuid))).toBeUndefined();
      const there = stakeOf(ctx, FROM, other);
      expected = throughTao(ctx, other, netuid, there);
      expect(swap(ctx, other, netuid, there)).toBeUndefined();
    }
    expectWithin(stakeOf(ctx, FROM, netuid), expected, 1000n);
    expect(stakeOf(ctx, FROM, other)).toBe(0n);
  });
  test("test_do_swap_allows_non_owned_hotkey", () => {
    const { ctx, netuid, other, held } = staked(AMOUNT, { owner: acct(4) });
    expect(swap(ctx, netuid, other, held)).toBeUndefined();
    expect(stakeOf(ctx, FROM, other)).toBeGreaterThan(0n);
  });
});
