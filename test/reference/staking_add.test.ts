// The reference's tests of adding stake (pallets/subtensor/src/tests/staking.rs): its scenarios, values and tolerances.
// Amounts given exactly beside them were worked out apart, in whole numbers, for pools of equal weights.

import { expect, test } from "vitest";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { networkMinLock } from "../../runtime/pallets/subtensor/root/root.ts";
import { alphaSharePool } from "../../runtime/pallets/subtensor/staking/alpha_pool.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { stakeIntoSubnet, unstakeFromSubnet } from "../../runtime/pallets/subtensor/staking/into_subnet.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { stakeForHotkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { swapTaoForAlpha } from "../../runtime/pallets/subtensor/staking/swap_stake_for_tao.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { updateValueForOne } from "../../runtime/primitives/share_pool/share_pool.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, callOf, type MockContext, newTestExt, none } from "../chain/mock.ts";
import {
  addStake,
  addStakeLimit,
  balanceOf,
  callBy,
  DEPOSIT,
  hotkeyTotal,
  initSwap,
  type Keys,
  MIN_STAKE,
  noop,
  priceOf,
  removeStake,
  setPool,
  stakeOf,
  swapAlphaToTao,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow, SubnetVolume, TotalStake } = pools.storage;
const AMOUNT = MIN_STAKE * 10n;
const keysOf = (hotkey: number, coldkey: number): Keys => ({ hotkey: acct(hotkey), coldkey: acct(coldkey) });
const subnetOf = (ctx: MockContext, { hotkey, coldkey }: Keys) => addDynamicNetwork(ctx, hotkey, coldkey);
const limits = (priceLimit: bigint, dropFees = false) => ({ priceLimit: rao(priceLimit), dropFees });
const balance = (ctx: MockContext, { coldkey }: Keys, tao: bigint) => addBalanceToColdkeyAccount(ctx, coldkey, tao);

test("test_add_stake_dispatch_info_ok", () => {
  const args = { hotkey: acct(0), netuid: netUid(1), amount_staked: 5000n };
  expect(newTestExt(1).dispatchInfo(callOf("SubtensorModule", "add_stake", args))).toMatchObject({
    class: "Normal",
    pays: "Yes",
  });
});
test("test_add_stake_ok_no_emission", () => {
  const ctx = newTestExt(1);
  const keys = keysOf(533_453, 55_453);
  const netuid = subnetOf(ctx, keys);
  removeOwnerRegistrationStake(ctx, netuid);
  setPool(ctx, netuid, AMOUNT * 1_000_000n, AMOUNT * 10_000_000n);
  balance(ctx, keys, AMOUNT);
  expect(hotkeyTotal(ctx, keys.hotkey)).toBe(0n);
  expect(TotalStake.get(ctx)).toBe(networkMinLock(ctx));
  const { out, fee } = swapTaoToAlpha(ctx, netuid, AMOUNT);
  expect([out, fee]).toEqual([199_899_100n, 10_070n]);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, AMOUNT)).toBeUndefined();
  expect(stakeOf(ctx, keys, netuid)).toBe(199_899_100n);
  const approxFee = ctx.ports.exchange.approxFeeAmount(ctx, netuid, rao(AMOUNT));
  expectWithin(hotkeyTotal(ctx, keys.hotkey), swapAlphaToTao(ctx, netuid, out).out + approxFee, 10_000n);
  expectWithin(hotkeyTotal(ctx, keys.hotkey), AMOUNT - fee, 10_000n);
  // The account must live: a rao stays.
  expect(balanceOf(ctx, keys.coldkey)).toBe(1n);
  expect(TotalStake.get(ctx)).toBe(networkMinLock(ctx) + AMOUNT);
});
test("test_add_stake_err_signature", () => {
  expect(addStake(newTestExt(1), none, acct(654), netUid(1), 20_000n)).toBe("BadOrigin");
});
test("test_add_stake_not_registered_key_pair", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(2, 1));
  balance(ctx, keysOf(0, 435_445), AMOUNT);
  expect(addStake(ctx, acct(435_445), acct(54_544), netuid, AMOUNT)).toBe("HotKeyAccountNotExists");
});
test("test_add_stake_ok_neuron_does_not_belong_to_coldkey", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(54_544, 544));
  const other = keysOf(54_544, 99_498);
  balance(ctx, other, AMOUNT);
  expect(addStake(ctx, other.coldkey, other.hotkey, netuid, AMOUNT)).toBeUndefined();
  expect(stakeOf(ctx, other, netuid)).toBeGreaterThan(0n);
});
test("test_add_stake_err_not_enough_belance", () => {
  const ctx = newTestExt(1);
  const keys = keysOf(54_544, 544);
  const netuid = subnetOf(ctx, keys);
  expect(balanceOf(ctx, keys.coldkey)).toBeLessThan(AMOUNT);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, AMOUNT)).toBe("NotEnoughBalanceToStake");
});
test("test_add_stake_partial_below_min_stake_fails", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(2, 1));
  const keys = keysOf(4_968_585, 4343);
  registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
  const amount = MIN_STAKE * 2n;
  balance(ctx, keys, amount + DEPOSIT);
  setPool(ctx, netuid, amount * 10n, amount * 10n);
  initSwap(ctx, netuid);
  const price = priceOf(ctx, netuid);
  expect(price).toBe(U64F64.ONE);
  const order = { amount, limit: 1_000_000_001n, partial: true };
  expect(addStakeLimit(ctx, keys.coldkey, keys.hotkey, netuid, order)).toBe("AmountTooLow");
  expect(priceOf(ctx, netuid)).toBe(price);
});

/** Keys 2 and 3 without stake, and 20,000,000 rao for them. */
function poor() {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(1002, 1001));
  const keys = keysOf(2, 3);
  createAccountIfNonExistent(ctx, keys);
  balance(ctx, keys, AMOUNT);
  return { ctx, netuid, keys };
}
/** SwapMinimumReserve of the mock less one. */
const TOO_LITTLE = 99n;
test.each([
  ["test_add_stake_insufficient_liquidity", TOO_LITTLE, TOO_LITTLE],
  ["test_add_stake_input_reserve_too_low_fails", TOO_LITTLE, 1_000_000_000n],
  ["test_add_stake_insufficient_liquidity_one_side_fail", TOO_LITTLE + 1n, TOO_LITTLE],
])("%s", (_, tao, inPool) => {
  const { ctx, netuid, keys } = poor();
  setPool(ctx, netuid, tao, inPool);
  expect(noop(ctx, () => addStake(ctx, keys.coldkey, keys.hotkey, netuid, AMOUNT))).toBe("InsufficientLiquidity");
});
test("test_staking_too_little_fails", () => {
  const ctx = newTestExt(1);
  const keys = keysOf(533_453, 55_453);
  const netuid = subnetOf(ctx, keys);
  balance(ctx, keys, 10_000n);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, 1n)).toBe("AmountTooLow");
});
test("test_stake_overflow", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(1002, 1001));
  const keys = keysOf(54_544, 435_445);
  registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
  const amount = 21_000_000_000_000_000n - ctx.ports.currency.totalIssuance(ctx);
  balance(ctx, keys, amount);
  setPool(ctx, netuid, amount, amount);
  const total = TotalStake.get(ctx);
  const { out } = swapTaoToAlpha(ctx, netuid, amount);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, amount)).toBeUndefined();
  expectWithin(stakeForHotkeyOnSubnet(ctx, netuid, keys.hotkey), out, 1n);
  expectWithin(TotalStake.get(ctx), total + amount, 1n);
});
test("test_add_stake_specific_stake_into_subnet_fail", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(55_453, 55_453));
  const [owner, keys] = [keysOf(533_453, 533_454), keysOf(533_453, 55_454)];
  registerOkNeuron(ctx, netuid, owner.hotkey, owner.coldkey);
  expect(hotkeyTotal(ctx, owner.hotkey)).toBe(0n);
  updateValueForOne(alphaSharePool(ctx, netuid, owner.hotkey), owner.coldkey, 1234n);
  const shares = U64F64.saturatingDiv(U64F64.fromNum(161_986_254), U64F64.fromNum(U64_MAX));
  staking.storage.TotalHotkeyShares.set(ctx, owner.hotkey, netuid, shares);
  staking.storage.TotalHotkeyAlpha.set(ctx, owner.hotkey, netuid, alpha(36_711_495_953n));
  delegation.storage.Delegates.set(ctx, owner.hotkey, 0);
  setPool(ctx, netuid, 2_409_892_148_947n, 15_358_708_513_716n);
  balance(ctx, keys, 200_000_000n + 1_000_000_000n);
  const { out } = swapTaoToAlpha(ctx, netuid, 200_000_000n);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, 200_000_000n)).toBeUndefined();
  expectWithin(stakeOf(ctx, keys, netuid), out, out / 1000n);
});
test("test_large_swap", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(1, 2));
  const keys = keysOf(1, 100);
  balance(ctx, keys, 1_000_000_000_000_000n);
  setPool(ctx, netuid, 100_000_000_000n, 1_000_000_000_000_000n);
  initSwap(ctx, netuid);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, 100_000_000_000_000n)).toBeUndefined();
  expectWithin(stakeOf(ctx, keys, netuid), 999_000_496_205_934n, 1n);
});
test("test_default_min_stake_sufficiency", () => {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(1, 2));
  const keys = keysOf(1, 4);
  const amount = MIN_STAKE * 2n;
  balance(ctx, keysOf(1, 2), amount * 10n);
  balance(ctx, keys, amount * 100n);
  setPool(ctx, netuid, 210_000_000_000_000n, 21_000_000_000_000_000n);
  const before = priceOf(ctx, netuid);
  expect(addStake(ctx, keys.coldkey, keys.hotkey, netuid, amount)).toBeUndefined();
  const staked = priceOf(ctx, netuid);
  const held = stakeOf(ctx, keys, netuid);
  expect(removeStake(ctx, keys.coldkey, keys.hotkey, netuid, held)).toBeUndefined();
  const rate = 33 / 65_535;
  expect(Math.trunc(rate * Number(amount))).toBeGreaterThan(0);
  expect(Math.trunc(rate * Number(held))).toBeGreaterThan(0);
  expect(staked > before).toBe(true);
  expect(staked > priceOf(ctx, netuid)).toBe(true);
});

/** A pool of 100 TAO and 1,000 alpha, and a rich coldkey 4. */
function cheap(rich = 20_000_000_000_000_000n) {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, keysOf(1, 2));
  setPool(ctx, netuid, 100_000_000_000n, 1_000_000_000_000n);
  initSwap(ctx, netuid);
  balance(ctx, keysOf(3, 4), rich);
  return { ctx, netuid, keys: keysOf(3, 4), ownerHotkey: keysOf(1, 4), rich };
}
test("test_stake_into_subnet_ok", () => {
  const { ctx, netuid, keys, rich } = cheap();
  stakeIntoSubnet(ctx, netuid, keys, rao(100_000_000n), limits(rich));
  const expected = (100_000_000 * (1 - 33 / 65_535)) / 0.1;
  expectWithin(Number(stakeOf(ctx, keys, netuid)), expected, expected / 1000);
  expect(stakeOf(ctx, keys, netuid)).toBe(998_498_464n);
});
test("test_stake_into_subnet_low_amount", () => {
  const { ctx, netuid, keys, rich } = cheap();
  stakeIntoSubnet(ctx, netuid, keys, rao(10n), limits(rich));
  const expected = (10 * 0.997) / 0.1;
  expectWithin(Number(stakeOf(ctx, keys, netuid)), expected, expected / 100);
  expect(stakeOf(ctx, keys, netuid)).toBe(100n);
});
test("test_unstake_from_subnet_low_amount", () => {
  const { ctx, netuid, keys, rich } = cheap();
  stakeIntoSubnet(ctx, netuid, keys, rao(10n), limits(rich));
  unstakeFromSubnet(ctx, netuid, keys, keys.coldkey, alpha(stakeOf(ctx, keys, netuid)), limits(0n));
  expect(stakeOf(ctx, keys, netuid)).toBe(0n);
});
test("test_stake_into_subnet_prohibitive_limit", () => {
  const { ctx, netuid, ownerHotkey } = cheap(100_000_000n);
  const order = { amount: 100_000_000n, limit: 0n, partial: true };
  expect(addStakeLimit(ctx, ownerHotkey.coldkey, ownerHotkey.hotkey, netuid, order)).toBe("PriceLimitExceeded");
  expect(stakeOf(ctx, ownerHotkey, netuid)).toBe(0n);
  expect(balanceOf(ctx, ownerHotkey.coldkey)).toBe(100_000_000n);
});
test("test_unstake_from_subnet_prohibitive_limit", () => {
  const { ctx, netuid, ownerHotkey } = cheap(100_000_000n);
  stakeIntoSubnet(ctx, netuid, ownerHotkey, rao(100_000_000n), limits(U64_MAX));
  const [held, before] = [stakeOf(ctx, ownerHotkey, netuid), balanceOf(ctx, ownerHotkey.coldkey)];
  const args = { hotkey: ownerHotkey.hotkey, netuid, amount_unstaked: held, limit_price: U64_MAX, allow_partial: true };
  expect(callBy(ctx, ownerHotkey.coldkey, "remove_stake_limit", args)).toBe("PriceLimitExceeded");
  expect(stakeOf(ctx, ownerHotkey, netuid)).toBe(held);
  expect(balanceOf(ctx, ownerHotkey.coldkey)).toBe(before);
});
test("test_unstake_full_amount", () => {
  const { ctx, netuid, ownerHotkey } = cheap(100_000_000n);
  stakeIntoSubnet(ctx, netuid, ownerHotkey, rao(100_000_000n), limits(U64_MAX));
  const [held, before] = [stakeOf(ctx, ownerHotkey, netuid), balanceOf(ctx, ownerHotkey.coldkey)];
  expect(removeStake(ctx, ownerHotkey.coldkey, ownerHotkey.hotkey, netuid, held)).toBeUndefined();
  expect(stakeOf(ctx, ownerHotkey, netuid)).toBe(0n);
  const gained = balanceOf(ctx, ownerHotkey.coldkey) - before;
  const rate = 33 / 65_535;
  const expected = (100_000_000 * (1 - rate)) / (1 + rate);
  expectWithin(Number(gained), expected, expected / 10_000);
  // A rao could not be staked, so 99,999,999 bought and 998,498,455 alpha was sold.
  expectWithin(gained, 99_899_366n, 2n);
});
test("test_staking_records_flow", () => {
  const { ctx, netuid, keys, rich } = cheap();
  swapTaoForAlpha(ctx, netuid, rao(0n), limits(1_000_000_000_000n));
  stakeIntoSubnet(ctx, netuid, keys, rao(100_000_000n), limits(rich));
  expectWithin(SubnetTaoFlow.get(ctx, netuid), BigInt(Math.trunc(100_000_000 * (1 - 33 / 65_535))), 1n);
  expect(SubnetTaoFlow.get(ctx, netuid)).toBe(99_949_646n);
  unstakeFromSubnet(ctx, netuid, keys, keys.coldkey, alpha(stakeOf(ctx, keys, netuid)), limits(0n));
  // 99,949,646 in, 99,899,366 out to the seller and 50,279 to the author.
  expectWithin(SubnetTaoFlow.get(ctx, netuid), 0n, 1n);
  expect(SubnetTaoFlow.get(ctx, netuid)).toBe(1n);
});
test("test_swap_fees_tao_correctness", () => {
  const ctx = newTestExt(1);
  const [owner, user, builder] = [keysOf(1, 2), keysOf(1, 4), acct(12_345)];
  const amount = 1_000_000_000n;
  const netuid = subnetOf(ctx, owner);
  balance(ctx, owner, amount * 10n);
  balance(ctx, user, amount * 100n);
  setPool(ctx, netuid, 100_000_000_000n, 400_000_000_000n);
  const before = amount * 110n + SubnetTAO.get(ctx, netuid) + balanceOf(ctx, builder);
  expect(addStake(ctx, owner.coldkey, owner.hotkey, netuid, amount)).toBeUndefined();
  const order = { amount, limit: U64_MAX / 4n, partial: true };
  expect(addStakeLimit(ctx, user.coldkey, user.hotkey, netuid, order)).toBeUndefined();
  expect(removeStake(ctx, user.coldkey, user.hotkey, netuid, stakeOf(ctx, user, netuid))).toBeUndefined();
  const after =
    balanceOf(ctx, user.coldkey) + balanceOf(ctx, owner.coldkey) + SubnetTAO.get(ctx, netuid) + balanceOf(ctx, builder);
  expectWithin(before, after, 2n);
  // Exactly, with the rao that registration left the owner.
  expect(after).toBe(before + 1n);
});
test("test_add_root_updates_counters", () => {
  const ctx = newTestExt(0);
  const keys = keysOf(561_337, 61_337);
  addNetwork(ctx, ROOT, 10);
  expect(callBy(ctx, keys.coldkey, "root_register", { hotkey: keys.hotkey })).toBeUndefined();
  const amount = 1_000_000_000n;
  balance(ctx, keys, amount + DEPOSIT);
  SubnetAlphaIn.set(ctx, ROOT, alpha(amount));
  expect(addStake(ctx, keys.coldkey, keys.hotkey, ROOT, amount)).toBeUndefined();
  expect(hotkeyTotal(ctx, keys.hotkey)).toBe(amount);
  expect(TotalStake.get(ctx)).toBe(amount);
  expect(SubnetTAO.get(ctx, ROOT)).toBe(amount);
  expect(SubnetAlphaIn.get(ctx, ROOT)).toBe(0n);
  expect(SubnetAlphaOut.get(ctx, ROOT)).toBe(amount);
  expect(SubnetVolume.get(ctx, ROOT)).toBe(amount);
});
