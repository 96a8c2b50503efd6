// The reference's tests of positions and their sums (pallets/subtensor/src/tests/staking.rs): its scenarios, values and
// tolerances.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import {
  canRemoveBalanceFromColdkeyAccount,
  transferTaoToSubnet,
} from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { hashMeetsDifficulty } from "../../runtime/pallets/subtensor/registration/work.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { alphaSharePool } from "../../runtime/pallets/subtensor/staking/alpha_pool.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import {
  decreaseTotalStake,
  increaseTotalStake,
  owningColdkeyForHotkey,
  totalStake,
  totalStakeForColdkey,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  calculateReducedStakeOnSubnet,
  stakeForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { MAIN_MECHANISM, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/ints.ts";
import { valueOfKey } from "../../runtime/primitives/share_pool/share_pool.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, MOCK, type MockContext, newTestExt, outcomeOf, runToBlock, stepBlock } from "../chain/mock.ts";
import {
  addStake,
  balanceOf,
  callBy,
  DEPOSIT,
  dropStake,
  giveStake,
  hotkeyTotal,
  type Keys,
  MIN_STAKE,
  priceOf,
  removeStake,
  stakeOf,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
  removeOwnerRegistrationStake,
  stepEpochs,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const AMOUNT = MIN_STAKE * 10n;
const keysOf = (hotkey: number, coldkey: number): Keys => ({ hotkey: acct(hotkey), coldkey: acct(coldkey) });
const subnetOf = (ctx: MockContext, { hotkey, coldkey }: Keys): NetUid => addDynamicNetwork(ctx, hotkey, coldkey);
const balance = (ctx: MockContext, { coldkey }: Keys, tao: bigint) => addBalanceToColdkeyAccount(ctx, coldkey, tao);
const add = (ctx: MockContext, { hotkey, coldkey }: Keys, netuid: NetUid, amount: bigint) =>
  addStake(ctx, coldkey, hotkey, netuid, amount);
const OWNER = keysOf(1002, 1001);
/** OWNER's subnet with one more neuron. */
function member(keys: Keys, owner = OWNER) {
  const ctx = newTestExt(1);
  const netuid = subnetOf(ctx, owner);
  registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
  return { ctx, netuid };
}

describe("blocks", () => {
  test("test_dividends_with_run_to_block", () => {
    const ctx = newTestExt(1);
    const [source, destination] = [keysOf(1, 667), keysOf(2, 667)];
    const netuid = subnetOf(ctx, keysOf(668, 667));
    tempo.storage.Tempo.set(ctx, netuid, 13);
    parameters.storage.MaxRegistrationsPerBlock.set(ctx, netuid, 3);
    parameters.storage.MaxAllowedUids.set(ctx, netUid(1), 5);
    for (const keys of [source, destination]) registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
    const before = stakeOf(ctx, source, netuid);
    giveStake(ctx, source, netuid, 5000n);
    expect(stakeOf(ctx, source, netuid)).toBe(before + 5000n);
    expect(registration.read.SubnetworkN.get(ctx, netuid)).toBe(3);
    runToBlock(ctx, 2);
    expect(stakeOf(ctx, source, netuid)).toBe(before + 5000n);
    expect(stakeOf(ctx, destination, netuid)).toBe(0n);
  });
  test("test_staking_sets_div_variables", () => {
    const ctx = newTestExt(1);
    const netuid = subnetOf(ctx, keysOf(2, 1));
    removeOwnerRegistrationStake(ctx, netuid);
    tempo.storage.Tempo.set(ctx, netuid, 10);
    const keys = keysOf(581_337, 81_337);
    registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
    balance(ctx, keys, 100_000_000_000n);
    const { AlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } = coinbase.storage;
    const told = () =>
      [
        AlphaDividendsPerSubnet.get(ctx, netuid, keys.hotkey),
        TotalHotkeyAlphaLastEpoch.get(ctx, keys.hotkey, netuid),
      ] as const;
    expect(told()).toEqual([0n, 0n]);
    expect(add(ctx, keys, netuid, 100_000_000_000n)).toBeUndefined();
    expect(told()).toEqual([0n, 0n]);
    stepEpochs(ctx, 1, netuid);
    const held = stakeOf(ctx, keys, netuid);
    expect(told()[0]).toBeGreaterThan(0n);
    expectWithin(told()[1], held, held / 100_000n);
  });
  test("test_mining_emission_distribution_validator_valiminer_miner", () => {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, 1, 10);
    const index = mechanismStorageIndex(netuid, MAIN_MECHANISM);
    const all = [keysOf(2, 1), keysOf(4, 3), keysOf(6, 5)] as const;
    const stake = 100_000_000_000n;
    for (const { hotkey, coldkey } of all) registerOkNeuron(ctx, netuid, hotkey, coldkey);
    for (const keys of all) balance(ctx, keys, stake + DEPOSIT);
    parameters.storage.WeightsSetRateLimit.set(ctx, netuid, 0n);
    stepBlock(ctx, 10);
    settings.storage.SubnetOwnerCut.set(ctx, 0);
    parameters.storage.MaxAllowedUids.set(ctx, netuid, 3);
    parameters.storage.MaxAllowedValidators.set(ctx, netuid, 2);
    for (const keys of all.slice(0, 2)) expect(add(ctx, keys, netuid, stake)).toBeUndefined();
    validatorWeights.storage.Weights.set(ctx, index, 0, [[1, 0xffff]]);
    validatorWeights.storage.Weights.set(ctx, index, 1, [[2, 0xffff]]);
    for (const uid of [0, 1, 2]) registration.storage.BlockAtRegistration.set(ctx, netuid, uid, 1n);
    validatorWeights.storage.LastUpdate.set(ctx, index, [2n, 2n, 2n]);
    parameters.storage.Kappa.set(ctx, netuid, 13_107);
    parameters.storage.ActivityCutoff.set(ctx, netuid, 65_535);
    epoch.storage.ValidatorPermit.set(ctx, netuid, [true, true, false]);
    const before = all.map(({ coldkey }) => totalStakeForColdkey(ctx, coldkey));
    stepBlock(ctx, 10);
    const [validator, valiminer, miner] = all.map(
      ({ coldkey }, i) => totalStakeForColdkey(ctx, coldkey) - before[i]!,
    ) as [bigint, bigint, bigint];
    const total = validator + valiminer + miner;
    expect(total).toBeGreaterThan(0n);
    expectWithin(validator, total / 4n, 10n);
    expectWithin(valiminer, total / 2n, 10n);
    expectWithin(miner, total / 4n, 10n);
  });
});

describe("balances", () => {
  const SOME = keysOf(0, 5454);
  test("test_get_coldkey_balance_no_balance", () => {
    expect(balanceOf(newTestExt(1), SOME.coldkey)).toBe(0n);
  });
  test.each([
    ["test_get_coldkey_balance_with_balance", 1337n],
    ["test_add_balance_to_coldkey_account_ok", 50_000n],
  ])("%s", (_, tao) => {
    const ctx = newTestExt(1);
    balance(ctx, SOME, tao);
    expect(balanceOf(ctx, SOME.coldkey)).toBe(tao);
  });
  test("test_remove_balance_from_coldkey_account_ok", () => {
    const ctx = newTestExt(1);
    balance(ctx, SOME, 10_000n);
    subnets.storage.NetworksAdded.set(ctx, netUid(1), true);
    expect(balanceOf(ctx, SOME.coldkey)).toBe(10_000n);
    expect(transferTaoToSubnet(ctx, netUid(1), SOME.coldkey, rao(10_000n))).toBe(9_999n);
  });
  test("test_remove_balance_from_coldkey_account_failed", () => {
    const ctx = newTestExt(1);
    subnets.storage.NetworksAdded.set(ctx, netUid(1), true);
    expect(outcomeOf(() => transferTaoToSubnet(ctx, netUid(1), SOME.coldkey, rao(10_000n)))).toBe(
      "InsufficientBalance",
    );
  });
  test.each([
    ["test_can_remove_balane_from_coldkey_account_ok", 5_000n, true],
    ["test_can_remove_balance_from_coldkey_account_err_insufficient_balance", 20_000n, false],
  ])("%s", (_, tao, can) => {
    const ctx = newTestExt(1);
    balance(ctx, SOME, 10_000n);
    expect(canRemoveBalanceFromColdkeyAccount(ctx, SOME.coldkey, rao(tao))).toBe(can);
  });
  test("test_faucet_ok", () => {
    const ctx = newTestExt(1, { ...MOCK, faucet: true });
    const who = acct(123_560);
    // The first nonce whose seal over block 1 and this key meets a difficulty of 10,000,000, found apart.
    const work = hexToBytes("7a77276b452754048d86980b1759eb805934d3148a4d713c546b781337000000");
    const solved = { block_number: 1n, nonce: 2_050_588n, work };
    expect(hashMeetsDifficulty(work, 10_000_000n)).toBe(true);
    expect(callBy(ctx, who, "faucet", { ...solved, nonce: 2_050_587n })).toBe("InvalidSeal");
    expect(callBy(ctx, who, "faucet", solved)).toBeUndefined();
    expect(balanceOf(ctx, who)).toBe(1_000_000_000_000n);
  });
  test("test_increase_total_stake_ok", () => {
    const ctx = newTestExt(1);
    expect(totalStake(ctx)).toBe(0n);
    increaseTotalStake(ctx, rao(10_000n));
    expect(totalStake(ctx)).toBe(10_000n);
  });
  test("test_decrease_total_stake_ok", () => {
    const ctx = newTestExt(1);
    increaseTotalStake(ctx, rao(10_000n));
    decreaseTotalStake(ctx, rao(5_000n));
    expect(totalStake(ctx)).toBe(5_000n);
  });
});

describe("positions", () => {
  const KEYS = keysOf(5445, 5_443_433);
  test("test_add_stake_to_hotkey_account_ok", () => {
    const { ctx, netuid } = member(KEYS, keysOf(2, 1));
    const [total, before] = [totalStake(ctx), stakeOf(ctx, KEYS, netuid)];
    giveStake(ctx, KEYS, netuid, 10_000n);
    expect(stakeOf(ctx, KEYS, netuid)).toBe(before + 10_000n);
    expect(totalStake(ctx)).toBe(total);
  });
  test("test_remove_stake_from_hotkey_account", () => {
    const { ctx, netuid } = member(KEYS, keysOf(2, 1));
    const [before, total] = [stakeOf(ctx, KEYS, netuid), hotkeyTotal(ctx, KEYS.hotkey)];
    giveStake(ctx, KEYS, netuid, 10_000n);
    expect(stakeOf(ctx, KEYS, netuid)).toBe(before + 10_000n);
    expect(hotkeyTotal(ctx, KEYS.hotkey)).toBeGreaterThan(total);
    dropStake(ctx, KEYS, netuid, 10_000n);
    expect(stakeOf(ctx, KEYS, netuid)).toBe(before);
    expectWithin(hotkeyTotal(ctx, KEYS.hotkey), total, 10n);
  });
  test("test_remove_stake_from_hotkey_account_registered_in_various_networks", () => {
    const ctx = newTestExt(1);
    const netuids = [0, 1].map(() => {
      const netuid = subnetOf(ctx, KEYS);
      removeOwnerRegistrationStake(ctx, netuid);
      return netuid;
    }) as [NetUid, NetUid];
    const ofUid = (netuid: NetUid) => {
      const uid = registration.read.Uids.get(ctx, netuid, KEYS.hotkey)!;
      return stakeForHotkeyOnSubnet(ctx, netuid, registration.read.Keys.get(ctx, netuid, uid));
    };
    giveStake(ctx, KEYS, netuids[0], 10_000n);
    expect(netuids.map(ofUid)).toEqual([10_000n, 0n]);
    dropStake(ctx, KEYS, netuids[0], 10_000n);
    expect(netuids.map(ofUid)).toEqual([0n, 0n]);
  });
  test("test_hotkey_belongs_to_coldkey_ok", () => {
    const ctx = newTestExt(1);
    const keys = keysOf(4_434_334, 34_333);
    registerOkNeuron(ctx, addNetwork(ctx, 1, 13), keys.hotkey, keys.coldkey);
    expect(owningColdkeyForHotkey(ctx, keys.hotkey)).toBe(keys.coldkey);
  });
  test.each<[string, bigint, bigint, string | undefined]>([
    ["test_has_enough_stake_yes", 10_000n, 5_000n, undefined],
    ["test_has_enough_stake_no", 10_000n, 20_000n, "NotEnoughStakeToWithdraw"],
    ["test_has_enough_stake_no_for_zero", 0n, 1_000n, "NotEnoughStakeToWithdraw"],
  ])("%s", (_, held, wanted, refusal) => {
    const ctx = newTestExt(1);
    const keys = keysOf(4334, 87_989);
    const netuid = subnetOf(ctx, keys);
    removeOwnerRegistrationStake(ctx, netuid);
    giveStake(ctx, keys, netuid, held);
    expectWithin(hotkeyTotal(ctx, keys.hotkey), held, 2n);
    expect(stakeOf(ctx, keys, netuid)).toBe(held);
    expect(outcomeOf(() => calculateReducedStakeOnSubnet(ctx, netuid, keys, alpha(wanted)))).toBe(refusal);
  });
  test("test_non_existent_account", () => {
    const ctx = newTestExt(1);
    const nobody = keysOf(0, 0);
    giveStake(ctx, nobody, netUid(1), 10n);
    expect(stakeOf(ctx, nobody, netUid(1))).toBe(10n);
    expect(hotkeyTotal(ctx, nobody.hotkey)).toBe(0n);
  });
  test("test_increase_stake_for_hotkey_and_coldkey_on_subnet_adds_to_staking_hotkeys_map", () => {
    const ctx = newTestExt(1);
    const { StakingHotkeys } = staking.storage;
    const [hotkey, one, two] = [acct(3), acct(1), acct(2)];
    expect(StakingHotkeys.has(ctx, one)).toBe(false);
    StakingHotkeys.set(ctx, one, []);
    for (const coldkey of [one, two]) {
      expect(StakingHotkeys.get(ctx, coldkey)).toEqual([]);
      giveStake(ctx, { hotkey, coldkey }, netUid(1), 100_000_000_000n);
      expect(StakingHotkeys.has(ctx, coldkey)).toBe(true);
      expect(StakingHotkeys.get(ctx, coldkey)).toEqual([hotkey]);
    }
  });
});

describe("delegated stake", () => {
  const [DELEGATE, NOMINATION] = [keysOf(2, 1), keysOf(2, 3)];
  test("test_get_total_delegated_stake_after_unstaking", () => {
    const { ctx, netuid } = member(DELEGATE);
    balance(ctx, NOMINATION, AMOUNT);
    const { fee } = swapTaoToAlpha(ctx, netuid, AMOUNT);
    expect(add(ctx, NOMINATION, netuid, AMOUNT)).toBeUndefined();
    const totals = () => [totalStakeForColdkey(ctx, NOMINATION.coldkey), hotkeyTotal(ctx, DELEGATE.hotkey)];
    for (const total of totals()) expectWithin(total, AMOUNT - DEPOSIT - fee, AMOUNT / 100n);
    const half = stakeOf(ctx, NOMINATION, netuid) / 2n;
    expect(removeStake(ctx, NOMINATION.coldkey, NOMINATION.hotkey, netuid, half)).toBeUndefined();
    const price = U96F32.fromBits(priceOf(ctx, netuid) >> 32n);
    const expected = AMOUNT - U96F32.toNum(U96F32.mul(price, U96F32.fromNum(half)), u64) - DEPOSIT - fee;
    for (const total of totals()) expectWithin(total, expected, expected / 1000n);
  });
  test("test_get_total_delegated_stake_no_delegations", () => {
    const ctx = newTestExt(1);
    registerOkNeuron(ctx, addNetwork(ctx, 1, 1), acct(1), acct(2));
    expect(totalStakeForColdkey(ctx, acct(1))).toBe(0n);
  });
  test("test_get_total_delegated_stake_single_delegator", () => {
    const { ctx, netuid } = member(DELEGATE);
    const amount = AMOUNT - 1n;
    balance(ctx, NOMINATION, amount);
    const { fee } = swapTaoToAlpha(ctx, netuid, amount);
    expect(add(ctx, NOMINATION, netuid, amount)).toBeUndefined();
    const expected = amount - DEPOSIT - fee;
    for (const total of [hotkeyTotal(ctx, DELEGATE.hotkey), totalStakeForColdkey(ctx, NOMINATION.coldkey)])
      expectWithin(total, expected, expected / 100n);
  });
  test("test_get_alpha_share_stake_multiple_delegators", () => {
    const ctx = newTestExt(1);
    const netuid = subnetOf(ctx, OWNER);
    const all = [keysOf(2, 3), keysOf(20, 4)];
    for (const { hotkey, coldkey } of all) registerOkNeuron(ctx, netuid, hotkey, coldkey);
    all.forEach((keys, i) => {
      balance(ctx, keys, AMOUNT - BigInt(i) + 2n);
      expect(add(ctx, keys, netuid, AMOUNT - BigInt(i))).toBeUndefined();
    });
    for (const keys of all) {
      expect(stakeOf(ctx, keys, netuid)).toBeGreaterThan(0n);
      expect(valueOfKey(alphaSharePool(ctx, netuid, keys.hotkey), keys.coldkey)).toBe(stakeOf(ctx, keys, netuid));
    }
  });
  test("test_get_total_delegated_stake_exclude_owner_stake", () => {
    const ctx = newTestExt(1);
    const netuid = subnetOf(ctx, DELEGATE);
    removeOwnerRegistrationStake(ctx, netuid);
    balance(ctx, DELEGATE, AMOUNT);
    expect(add(ctx, DELEGATE, netuid, AMOUNT)).toBeUndefined();
    balance(ctx, NOMINATION, AMOUNT - 1n);
    const { fee } = swapTaoToAlpha(ctx, netuid, AMOUNT - 1n);
    expect(add(ctx, NOMINATION, netuid, AMOUNT - 1n)).toBeUndefined();
    const expected = AMOUNT - 1n - fee;
    expectWithin(totalStakeForColdkey(ctx, DELEGATE.coldkey), expected, expected / 100n);
  });
});
