// The reference's tests of removing stake (pallets/subtensor/src/tests/staking.rs): its scenarios, values and tolerances.
// Amounts given exactly beside them were worked out apart, in whole numbers, for pools of equal weights.

import { expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { stakeIntoSubnet } from "../../runtime/pallets/subtensor/staking/into_subnet.ts";
import {
  clearSmallNominations,
  createAccountIfNonExistent,
  nominatorMinRequiredStake,
  owningColdkeyForHotkey,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, none } from "../chain/mock.ts";
import {
  addStake,
  balanceOf,
  callBy,
  clearStake,
  DEPOSIT,
  giveStake,
  hotkeyTotal,
  type Keys,
  MAX_PRICE,
  MIN_STAKE,
  noop,
  priceOf,
  removeStake,
  setFeeRate,
  setPool,
  stakeOf,
  swapAlphaToTao,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet,
  registerOkNeuron,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume, TotalStake } = pools.storage;
const AMOUNT = MIN_STAKE * 10n;
const keysOf = (hotkey: number, coldkey: number): Keys => ({ hotkey: acct(hotkey), coldkey: acct(coldkey) });
const balance = (ctx: MockContext, { coldkey }: Keys, tao: bigint) => addBalanceToColdkeyAccount(ctx, coldkey, tao);
const plus = (by: bigint) => (old: bigint) => rao(old + by);

/** A neuron on a subnet of others, without stake. */
function member(hotkey: number, coldkey: number, owner = keysOf(2, 1)) {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, owner.hotkey, owner.coldkey);
  const keys = keysOf(hotkey, coldkey);
  registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
  clearStake(ctx, keys, netuid);
  return { ctx, netuid, keys };
}
const remove = (ctx: MockContext, keys: Keys, netuid: ReturnType<typeof netUid>, amount: bigint) =>
  removeStake(ctx, keys.coldkey, keys.hotkey, netuid, amount);
const add = (ctx: MockContext, keys: Keys, netuid: ReturnType<typeof netUid>, amount: bigint) =>
  addStake(ctx, keys.coldkey, keys.hotkey, netuid, amount);

test("test_remove_stake_ok_no_emission", () => {
  const { ctx, netuid, keys } = member(4_968_585, 4343);
  giveStake(ctx, keys, netuid, AMOUNT);
  expectWithin(stakeOf(ctx, keys, netuid), AMOUNT, AMOUNT / 1000n);
  const [total, before] = [TotalStake.get(ctx), balanceOf(ctx, keys.coldkey)];
  const { out, fee } = swapAlphaToTao(ctx, netuid, AMOUNT);
  SubnetTAO.update(ctx, netuid, plus(out + fee));
  TotalStake.update(ctx, plus(out + fee));
  expect(remove(ctx, keys, netuid, AMOUNT)).toBeUndefined();
  expect(balanceOf(ctx, keys.coldkey) - before).toBeGreaterThan((AMOUNT / 10n) * 9n - fee);
  expect(stakeOf(ctx, keys, netuid)).toBe(0n);
  expectWithin(TotalStake.get(ctx), total + fee, TotalStake.get(ctx) / 100_000n);
});
test("test_remove_stake_amount_too_low", () => {
  const { ctx, netuid, keys } = member(4_968_585, 4343);
  giveStake(ctx, keys, netuid, 10_000n);
  expect(noop(ctx, () => remove(ctx, keys, netuid, 0n))).toBe("AmountTooLow");
});
test("test_remove_stake_below_min_stake", () => {
  const { ctx, netuid, keys } = member(4_968_585, 4343);
  const amount = MIN_STAKE / 2n;
  giveStake(ctx, keys, netuid, amount);
  expect(noop(ctx, () => remove(ctx, keys, netuid, amount - 1n))).toBe("AmountTooLow");
  expect(remove(ctx, keys, netuid, amount)).toBeUndefined();
  expect(stakeOf(ctx, keys, netuid)).toBe(0n);
});
test("test_remove_stake_err_signature", () => {
  expect(removeStake(newTestExt(1), none, acct(4_968_585), netUid(1), 10_000n)).toBe("BadOrigin");
});
test("test_remove_stake_ok_hotkey_does_not_belong_to_coldkey", () => {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, acct(54_544), acct(544));
  const other = keysOf(54_544, 99_498);
  giveStake(ctx, other, netuid, AMOUNT);
  expect(remove(ctx, other, netuid, AMOUNT)).toBeUndefined();
});
test("test_remove_stake_no_enough_stake", () => {
  const ctx = newTestExt(1);
  const keys = keysOf(54_544, 544);
  const netuid = addDynamicNetwork(ctx, keys.hotkey, keys.coldkey);
  removeOwnerRegistrationStake(ctx, netuid);
  expect(hotkeyTotal(ctx, keys.hotkey)).toBe(0n);
  expect(remove(ctx, keys, netuid, AMOUNT)).toBe("AmountTooLow");
});
test("test_remove_stake_total_balance_no_change", () => {
  const { ctx, netuid, keys } = member(571_337, 71_337);
  setFeeRate(ctx, netuid, 0);
  const [before, totalBefore, base] = [
    balanceOf(ctx, keys.coldkey),
    ctx.ports.currency.total(ctx, keys.coldkey),
    TotalStake.get(ctx),
  ];
  giveStake(ctx, keys, netuid, AMOUNT);
  const worth = U64F64.toNum(U64F64.mul(U64F64.fromNum(AMOUNT), priceOf(ctx, netuid)), u64);
  SubnetTAO.update(ctx, netuid, plus(worth));
  TotalStake.update(ctx, plus(worth));
  expect(remove(ctx, keys, netuid, AMOUNT)).toBeUndefined();
  expect(balanceOf(ctx, keys.coldkey) - before).toBeGreaterThan((worth / 10n) * 9n);
  expectWithin(TotalStake.get(ctx), base, TotalStake.get(ctx) / 10_000_000n);
  expectWithin(ctx.ports.currency.total(ctx, keys.coldkey) - totalBefore, worth, AMOUNT / 1000n);
});
test("test_remove_stake_insufficient_liquidity", () => {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
  const keys = keysOf(2, 3);
  createAccountIfNonExistent(ctx, keys);
  balance(ctx, keys, AMOUNT);
  setPool(ctx, netuid, U64_MAX / 1000n, U64_MAX / 1000n);
  const held = stakeIntoSubnet(ctx, netuid, keys, rao(AMOUNT), { priceLimit: rao(MAX_PRICE), dropFees: false });
  setPool(ctx, netuid, 99n, 99n);
  expect(noop(ctx, () => remove(ctx, keys, netuid, held))).toBe("InsufficientLiquidity");
  setPool(ctx, netuid, AMOUNT + 1n, held / 1000n + 1n);
  expect(remove(ctx, keys, netuid, held)).toBeUndefined();
});
test("test_remove_stake_total_issuance_no_change", () => {
  const { ctx, netuid, keys } = member(581_337, 81_337);
  setFeeRate(ctx, netuid, 0);
  balance(ctx, keys, AMOUNT);
  setPool(ctx, netuid, AMOUNT * 100n, AMOUNT * 100n);
  const issuance = () => ctx.ports.currency.totalIssuance(ctx);
  const [before, issued, base] = [balanceOf(ctx, keys.coldkey), issuance(), TotalStake.get(ctx)];
  expect(add(ctx, keys, netuid, AMOUNT)).toBeUndefined();
  expectWithin(issuance(), issued, 1n);
  expect(issuance()).toBe(issued);
  expect(remove(ctx, keys, netuid, stakeOf(ctx, keys, netuid))).toBeUndefined();
  const lost = u64.saturatingSub(issued, issuance());
  expect(lost).toBe(0n);
  expectWithin(balanceOf(ctx, keys.coldkey), before - lost, 50n);
  expect(stakeOf(ctx, keys, netuid)).toBe(0n);
  expectWithin(TotalStake.get(ctx), base + lost, 500n);
});
test.each([
  [AMOUNT, 0n, 1000n],
  [1_000_000_000n, 0n, 1000n],
  [100_000_000_000n, 0n, 1000n],
  [100_000_000_000n, 1_000_000_000n, 10_000_000_000n],
  [100_000_000_000n, 10_000_000n, 10_000_000_000n],
  [1_000_000_000n, 100_000_000_000n, 100_000_000_000_000n],
])("test_remove_prev_epoch_stake: %d, %d, %d", (amount, dividends, lastEpoch) => {
  const { ctx, netuid, keys } = member(581_337, 81_337);
  balance(ctx, keys, amount);
  coinbase.storage.AlphaDividendsPerSubnet.set(ctx, netuid, keys.hotkey, alpha(dividends));
  coinbase.storage.TotalHotkeyAlphaLastEpoch.set(ctx, keys.hotkey, netuid, alpha(lastEpoch));
  const before = balanceOf(ctx, keys.coldkey);
  setPool(ctx, netuid, amount * 10n, amount * 10n);
  const { fee } = swapTaoToAlpha(ctx, netuid, amount);
  expect(add(ctx, keys, netuid, amount)).toBeUndefined();
  const held = stakeOf(ctx, keys, netuid);
  const fees = swapAlphaToTao(ctx, netuid, held).fee + fee;
  expect(remove(ctx, keys, netuid, held)).toBeUndefined();
  expectWithin(before - balanceOf(ctx, keys.coldkey), fees, fees / 100n);
});
test("test_remove_99_9991_per_cent_stake_works_precisely", () => {
  const { ctx, netuid, keys } = member(581_337, 81_337);
  setFeeRate(ctx, netuid, 0);
  balance(ctx, keys, 10_000_000_000n);
  expect(add(ctx, keys, netuid, 10_000_000_000n)).toBeUndefined();
  const held = stakeOf(ctx, keys, netuid);
  const before = balanceOf(ctx, keys.coldkey);
  const removed = U64F64.toNum(U64F64.mul(U64F64.fromNum(held), U64F64.fromFloat(0.999991)), u64);
  const { out } = swapAlphaToTao(ctx, netuid, removed);
  expect(remove(ctx, keys, netuid, removed)).toBeUndefined();
  expectWithin(balanceOf(ctx, keys.coldkey) - before, out, 10n);
  expect(hotkeyTotal(ctx, keys.hotkey)).not.toBe(0n);
  expect(stakeOf(ctx, keys, netuid)).toBe(held - removed);
});
test("test_remove_99_9989_per_cent_stake_leaves_a_little", () => {
  const { ctx, netuid, keys } = member(581_337, 81_337);
  setFeeRate(ctx, netuid, 0);
  const amount = 10_000_000_000n;
  balance(ctx, keys, amount);
  expect(add(ctx, keys, netuid, amount)).toBeUndefined();
  const held = stakeOf(ctx, keys, netuid);
  expect(
    remove(ctx, keys, netuid, U64F64.toNum(U64F64.mul(U64F64.fromNum(held), U64F64.fromFloat(0.99)), u64)),
  ).toBeUndefined();
  expectWithin(balanceOf(ctx, keys.coldkey), (amount * 99n) / 100n, amount / 1000n);
  expectWithin(hotkeyTotal(ctx, keys.hotkey), amount / 100n, amount / 1000n);
  expectWithin(stakeOf(ctx, keys, netuid), BigInt(Math.trunc(Number(held) * 0.01)), 10n);
});
test("test_remove_root_updates_counters", () => {
  const ctx = newTestExt(0);
  const keys = keysOf(561_337, 61_337);
  addNetwork(ctx, ROOT, 10);
  expect(callBy(ctx, keys.coldkey, "root_register", { hotkey: keys.hotkey })).toBeUndefined();
  const amount = 1_000_000_000n;
  balance(ctx, keys, amount + DEPOSIT);
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, keys.hotkey, keys.coldkey, ROOT, amount);
  TotalStake.set(ctx, rao(amount));
  SubnetTAO.set(ctx, ROOT, rao(amount));
  SubnetAlphaOut.set(ctx, ROOT, alpha(amount));
  expect(remove(ctx, keys, ROOT, amount)).toBeUndefined();
  expect(hotkeyTotal(ctx, keys.hotkey)).toBe(0n);
  expect([TotalStake.get(ctx), SubnetTAO.get(ctx, ROOT), SubnetAlphaOut.get(ctx, ROOT)]).toEqual([0n, 0n, 0n]);
  expect(SubnetAlphaIn.get(ctx, ROOT)).toBe(amount);
  expect(SubnetVolume.get(ctx, ROOT)).toBe(amount);
});

/** The owner with 10 alpha in a pool of 100 and 100. */
function fullyLimited(cleared: boolean) {
  const ctx = newTestExt(1);
  const keys = keysOf(1, 2);
  const netuid = addDynamicNetwork(ctx, keys.hotkey, keys.coldkey);
  if (cleared) removeOwnerRegistrationStake(ctx, netuid);
  giveStake(ctx, keys, netuid, 10_000_000_000n);
  setPool(ctx, netuid, 100_000_000_000n, 100_000_000_000n);
  return { ctx, netuid, keys };
}
test.each<[string, bigint | undefined]>([
  ["test_remove_stake_full_limit_ok", 90_000_000n],
  ["test_remove_stake_full_limit_ok_with_no_limit_price", undefined],
])("%s", (_, limit) => {
  const { ctx, netuid, keys } = fullyLimited(true);
  const before = balanceOf(ctx, keys.coldkey);
  expect(
    callBy(ctx, keys.coldkey, "remove_stake_full_limit", { hotkey: keys.hotkey, netuid, limit_price: limit }),
  ).toBeUndefined();
  expect(stakeOf(ctx, keys, netuid)).toBe(0n);
  expectWithin(balanceOf(ctx, keys.coldkey), 9_086_000_000n, 1_000_000n);
  // 10,000,000,000 less a fee of 5,035,477, sold into 100 and 100.
  expect(balanceOf(ctx, keys.coldkey) - before).toBe(9_086_747_349n);
});
test("test_remove_stake_full_limit_fails_slippage_too_high", () => {
  const { ctx, netuid, keys } = fullyLimited(false);
  const args = { hotkey: keys.hotkey, netuid, limit_price: 910_000_000n };
  expect(callBy(ctx, keys.coldkey, "remove_stake_full_limit", args)).toBe("SlippageTooHigh");
});

test("test_unstake_all_hits_liquidity_min", () => {
  const { ctx, netuid, keys } = member(2, 1, keysOf(1002, 1001));
  const amount = 190_000_000_000n;
  giveStake(ctx, keys, netuid, amount);
  setPool(ctx, netuid, 99n, amount + 10_000_000n);
  expect(callBy(ctx, keys.coldkey, "unstake_all", { hotkey: keys.hotkey })).toBeUndefined();
  expect(stakeOf(ctx, keys, netuid)).toBe(amount);
});
test("test_unstake_all_alpha_hits_liquidity_min", () => {
  const { ctx, netuid, keys } = member(2, 1, keysOf(1002, 1001));
  balance(ctx, keys, 100_000_000_000n + DEPOSIT);
  expect(add(ctx, keys, netuid, 100_000_000_000n)).toBeUndefined();
  const held = stakeOf(ctx, keys, netuid);
  const inPool = held + 10_000_000n;
  // (99 - 1) · (alpha in the pool + alpha held) over the alpha in the pool, and a hundredth of it.
  setPool(ctx, netuid, (98n * (inPool + held)) / inPool / 100n, inPool);
  expect(callBy(ctx, keys.coldkey, "unstake_all_alpha", { hotkey: keys.hotkey })).toBe("AmountTooLow");
  expect(stakeOf(ctx, keys, netuid)).toBe(held);
});
test.each([
  ["test_unstake_all_alpha_works", "unstake_all_alpha"],
  ["test_unstake_all_works", "unstake_all"],
])("%s", (_, name) => {
  const { ctx, netuid, keys } = member(2, 1, keysOf(1002, 1001));
  const amount = 190_000_000_000n;
  balance(ctx, keys, amount + DEPOSIT);
  expect(add(ctx, keys, netuid, amount)).toBeUndefined();
  setPool(ctx, netuid, amount * 10n, amount * 100n);
  expect(callBy(ctx, keys.coldkey, name, { hotkey: keys.hotkey })).toBeUndefined();
  expectWithin(stakeOf(ctx, keys, netuid), 0n, 1000n);
  const gained = name === "unstake_all" ? balanceOf(ctx, keys.coldkey) : stakeOf(ctx, keys, ROOT);
  expect(gained).toBeGreaterThan(100_000n);
});
test("test_clear_small_nominations", () => {
  const ctx = newTestExt(0);
  const netuid = addDynamicNetwork(ctx, acct(20), acct(10));
  const [one, two] = [keysOf(1, 3), keysOf(1, 4)];
  setFeeRate(ctx, netuid, 0);
  registerOkNeuron(ctx, netuid, acct(1), acct(3));
  registerOkNeuron(ctx, netuid, acct(2), acct(4));
  for (const hotkey of [acct(1), acct(2)]) delegation.storage.Delegates.set(ctx, hotkey, 5_898);
  expect([owningColdkeyForHotkey(ctx, acct(1)), owningColdkeyForHotkey(ctx, acct(2))]).toEqual([acct(3), acct(4)]);
  const small = [one, two].map((keys) => {
    balance(ctx, keys, AMOUNT + MIN_STAKE + DEPOSIT);
    expect(add(ctx, keys, netuid, AMOUNT)).toBeUndefined();
    const held = stakeOf(ctx, keys, netuid);
    const removed = (held * 997n) / 1000n;
    expect(remove(ctx, keys, netuid, removed)).toBeUndefined();
    expect(stakeOf(ctx, keys, netuid)).toBe(held - removed);
    return held - removed;
  });
  const [small1, small2] = small as [bigint, bigint];
  const [before1, before2] = [balanceOf(ctx, one.coldkey), balanceOf(ctx, two.coldkey)];
  settings.storage.NominatorMinRequiredStake.set(ctx, 0n);
  expect(nominatorMinRequiredStake(ctx)).toBe(0n);
  clearSmallNominations(ctx);
  expect([stakeOf(ctx, one, netuid), stakeOf(ctx, two, netuid)]).toEqual([small1, small2]);
  const ofHotkey = staking.storage.TotalHotkeyAlpha.get(ctx, acct(1), netuid);
  const total = TotalStake.get(ctx);
  settings.storage.NominatorMinRequiredStake.set(ctx, (small1 < small2 ? small1 : small2) * 2n);
  clearSmallNominations(ctx);
  // The owner keeps what is small too; a nominator does not.
  expect([stakeOf(ctx, one, netuid), stakeOf(ctx, two, netuid)]).toEqual([small1, 0n]);
  expect(balanceOf(ctx, one.coldkey)).toBe(before1);
  expect(balanceOf(ctx, two.coldkey)).toBeGreaterThan(before2);
  expectWithin(staking.storage.TotalHotkeyAlpha.get(ctx, acct(1), netuid), ofHotkey - small2, 1n);
  expect(TotalStake.get(ctx)).toBeLessThan(total);
});
