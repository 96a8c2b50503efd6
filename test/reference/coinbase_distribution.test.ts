// What an epoch pays: stakers, parents and children, owners' miners, and both parts of the dividends. The cases of the
// reference's pallets/subtensor/src/tests/coinbase.rs about distribution; literal values and tolerances are its own.

import { beforeEach, describe, expect, it } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import {
  calculateDividendAndIncentiveDistribution,
  calculateDividendDistribution,
  calculateDividendsAndIncentives,
  distributeDividendsAndIncentives,
  distributeEmission,
} from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { hotkeyTakeFloat, totalStakeForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  ckBurn,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  inheritedForHotkeyOnSubnet,
  setCkBurn,
  setTaoWeight,
  stakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyOnSubnet,
  stakeWeightsForHotkeyOnSubnet,
  taoInheritedForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { I64F64, I96F32, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, signed, subtensorCall } from "../chain/mock.ts";
import {
  addDynamicNetwork,
  addNetwork,
  mockSetChildrenNoEpochs,
  registerOkNeuron,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";
import { expectOk } from "../chain/noop.ts";
import { expectClose, expectWithin } from "../chain/tolerance.ts";

const { AlphaDividendsPerSubnet } = coinbase.storage;
const { ChildkeyTake, Delegates } = delegation.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { BlockAtRegistration, Uids } = registration.storage;
const BILLION = 1_000_000_000n;
const one = netUid(1);

let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1);
});
const giveStake = (hotkey: AccountId, coldkey: AccountId, netuid: NetUid, amount: bigint): void =>
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(amount));
const stakeOf = (hotkey: AccountId, netuid: NetUid): bigint => stakeForHotkeyOnSubnet(ctx, netuid, hotkey);
const held = (hotkey: AccountId, coldkey: AccountId, netuid: NetUid): bigint =>
  stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey });
/** Half to miners, half to validators, something to root. */
const distribute = (netuid: NetUid, pending: bigint, root = 0n): void =>
  distributeEmission(ctx, netuid, {
    server: alpha(pending / 2n),
    validator: alpha(pending / 2n),
    root: alpha(root),
    ownerCut: alpha(0n),
  });
const dividends = (hotkey: AccountId): bigint => AlphaDividendsPerSubnet.get(ctx, one, hotkey);

it("test_hotkey_take", () => {
  Delegates.set(ctx, acct(1), 32_767);
  expect(hotkeyTakeFloat(ctx, acct(1))).toBe(U96F32.fromBits((32_767n << 32n) / 65_535n));
});

describe("stakers", () => {
  const [hotkey, coldkey] = [acct(1), acct(2)];
  it("test_drain_base", () => {
    distribute(ROOT, 0n);
    expect(coinbase.read.MinerBurned.get(ctx, ROOT)).toBe(0n);
  });
  it("test_drain_base_with_subnet", () => {
    addNetwork(ctx, 1, 1);
    distribute(one, 0n);
    expect(coinbase.read.MinerBurned.get(ctx, one)).toBe(0n);
  });
  it("test_drain_base_with_subnet_with_single_staker_not_registered", () => {
    addNetwork(ctx, 1, 1);
    giveStake(hotkey, coldkey, one, BILLION);
    distribute(one, BILLION);
    expect(held(hotkey, coldkey, one)).toBe(BILLION);
  });
  it("test_drain_base_with_subnet_with_single_staker_registered", () => {
    addNetwork(ctx, 1, 1);
    registerOkNeuron(ctx, 1, hotkey, coldkey);
    giveStake(hotkey, coldkey, one, BILLION);
    distribute(one, BILLION);
    expectClose(held(hotkey, coldkey, one), 2n * BILLION, 10n);
  });
  it("test_drain_base_with_subnet_with_single_staker_registered_root_weight", () => {
    addNetwork(ctx, 1, 1);
    registerOkNeuron(ctx, 1, hotkey, coldkey);
    Delegates.set(ctx, hotkey, 0);
    setTaoWeight(ctx, U64_MAX);
    giveStake(hotkey, coldkey, ROOT, BILLION);
    giveStake(hotkey, coldkey, one, BILLION);
    expect(pools.read.SubnetTAO.get(ctx, ROOT)).toBe(0n);
    distribute(one, BILLION, BILLION);
    expectClose(held(hotkey, coldkey, one), 2n * BILLION, 10n);
    expectClose(held(hotkey, coldkey, ROOT), BILLION, 10n);
  });
  const twoStakers = (
    first: AccountId,
    second: AccountId,
    root: readonly [bigint, bigint],
    taoWeight?: bigint,
  ): void => {
    const owner = acct(3);
    addNetwork(ctx, 1, 1);
    for (const one of [first, second]) registerOkNeuron(ctx, 1, one, owner);
    if (taoWeight !== undefined) {
      for (const one of [first, second]) Delegates.set(ctx, one, 0);
      setTaoWeight(ctx, taoWeight);
    }
    [first, second].forEach((who, i) => {
      giveStake(who, owner, one, BILLION);
      if (root[i] !== 0n) giveStake(who, owner, ROOT, root[i]!);
    });
    expect(pools.read.SubnetTAO.get(ctx, ROOT)).toBe(0n);
    distribute(one, BILLION);
  };
  it.each([
    ["test_drain_base_with_subnet_with_two_stakers_registered", [0n, 0n], undefined],
    ["test_drain_base_with_subnet_with_two_stakers_registered_and_root", [BILLION, BILLION], U64_MAX],
    [
      "test_drain_base_with_subnet_with_two_stakers_registered_and_root_different_amounts",
      [2n * BILLION, BILLION],
      U64_MAX,
    ],
    [
      "test_drain_base_with_subnet_with_two_stakers_registered_and_root_different_amounts_half_tao_weight",
      [2n * BILLION, BILLION],
      U64_MAX / 2n,
    ],
  ] as const)("%s", (_name, root, taoWeight) => {
    twoStakers(acct(1), acct(2), root, taoWeight);
    for (const who of [acct(1), acct(2)]) expectWithin(held(who, acct(3), one), BILLION + BILLION / 2n, 10n);
  });
  it("test_distribute_emission_no_miners_all_drained", () => {
    const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
    removeOwnerRegistrationStake(ctx, netuid);
    registerOkNeuron(ctx, netuid, acct(3), acct(4));
    giveStake(acct(3), acct(4), netuid, 1n);
    expect(totalStakeForHotkey(ctx, acct(3))).toBe(1n);
    setTaoWeight(ctx, 0n);
    distribute(netuid, 1_000_000n);
    expectWithin(totalStakeForHotkey(ctx, acct(3)), 1_000_001n, 1n);
  });
});

describe("parents and children", () => {
  const [parent, child, coldkey] = [acct(1), acct(2), acct(3)];
  const part = (amount: bigint, of: number): bigint =>
    I96F32.toNum(I96F32.mul(I96F32.fromNum(amount), I96F32.fromFloat(of)), u64);
  it("test_drain_alpha_childkey_parentkey", () => {
    addNetwork(ctx, 1, 1);
    setCkBurn(ctx, 0n);
    registerOkNeuron(ctx, 1, child, coldkey);
    giveStake(parent, coldkey, one, BILLION);
    mockSetChildrenNoEpochs(ctx, one, parent, [[U64_MAX, child]]);
    ChildkeyTake.set(ctx, child, one, 6_553);
    distribute(one, BILLION);
    expectClose(stakeOf(parent, one), BILLION + part(BILLION, 0.9), 10_000n);
    expectClose(stakeOf(child, one), BILLION / 10n, 10_000n);
  });
  it("test_drain_alpha_childkey_parentkey_with_burn", () => {
    addNetwork(ctx, 1, 1);
    registerOkNeuron(ctx, 1, child, coldkey);
    giveStake(parent, coldkey, one, BILLION);
    mockSetChildrenNoEpochs(ctx, one, parent, [[U64_MAX, child]]);
    ChildkeyTake.set(ctx, child, one, 6_553);
    const { mul, sub, div, add, fromNum, fromFloat } = I96F32;
    const rate = I96F32.fromFixed(U96F32, ckBurn(ctx));
    const whole = fromNum(BILLION);
    const burned = mul(mul(whole, fromFloat(0.9)), rate);
    const total = sub(whole, burned);
    distribute(one, BILLION);
    const ofParent = div(sub(mul(whole, fromFloat(0.9)), burned), total);
    const ofChild = div(div(whole, fromNum(10)), total);
    expectClose(stakeOf(parent, one), I96F32.toNum(add(whole, mul(whole, ofParent)), u64), 3_000_000n);
    expectClose(stakeOf(child, one), I96F32.toNum(mul(whole, ofChild), u64), 3_000_000n);
  });

  /** Alice and Bob, staked with a billion each on root and on the subnet. */
  function aliceAndBob(hotkeys: readonly [AccountId, AccountId], coldkeys: readonly [AccountId, AccountId]): void {
    addNetwork(ctx, 0, 1);
    addNetwork(ctx, 1, 1);
    setTaoWeight(ctx, U64_MAX);
    hotkeys.forEach((hotkey, i) => registerOkNeuron(ctx, 1, hotkey, coldkeys[i]!));
    hotkeys.forEach((hotkey, i) =>
      expectOk(() => subtensorCall(ctx, signed(coldkeys[i]!), "root_register", { hotkey })),
    );
    hotkeys.forEach((hotkey, i) => {
      giveStake(hotkey, coldkeys[i]!, ROOT, BILLION);
      giveStake(hotkey, coldkeys[i]!, one, BILLION);
    });
  }
  it("test_get_root_children", () => {
    const [cold, alice, bob] = [acct(0), acct(1), acct(2)];
    aliceAndBob([alice, bob], [cold, cold]);
    mockSetChildrenNoEpochs(ctx, one, alice, [[U64_MAX, bob]]);
    for (const who of [alice, bob]) for (const netuid of [ROOT, one]) expect(stakeOf(who, netuid)).toBe(BILLION);
    expect(inheritedForHotkeyOnSubnet(ctx, ROOT, alice)).toBe(BILLION);
    expect(inheritedForHotkeyOnSubnet(ctx, one, alice)).toBe(0n);
    expect(inheritedForHotkeyOnSubnet(ctx, ROOT, bob)).toBe(BILLION);
    expect(inheritedForHotkeyOnSubnet(ctx, one, bob)).toBe(2n * BILLION);
    expect(taoInheritedForHotkeyOnSubnet(ctx, one, alice)).toBe(0n);
    expect(taoInheritedForHotkeyOnSubnet(ctx, one, bob)).toBe(2n * BILLION);
    expect(stakeWeightsForHotkeyOnSubnet(ctx, one, alice).total).toBe(0n);
    expect(stakeWeightsForHotkeyOnSubnet(ctx, one, bob).total).toBe(I64F64.fromNum(4n * BILLION));
  });
  const [alice, bob] = [acct(2), acct(3)];
  const drainable = (): void => aliceAndBob([alice, bob], [acct(0), acct(1)]);
  const withoutTakes = (): void => {
    for (const who of [alice, bob]) Delegates.set(ctx, who, 0);
  };
  it("test_get_root_children_drain", () => {
    setCkBurn(ctx, 0n);
    drainable();
    mockSetChildrenNoEpochs(ctx, one, alice, [[U64_MAX, bob]]);
    ChildkeyTake.set(ctx, bob, one, 0);
    withoutTakes();
    expect(stakeWeightsForHotkeyOnSubnet(ctx, one, alice).total).toBe(0n);
    expect(stakeWeightsForHotkeyOnSubnet(ctx, one, bob).total).toBe(I64F64.fromNum(4n * BILLION));
    distribute(one, BILLION);
    for (const who of [alice, bob]) expect(stakeOf(who, one)).toBe(BILLION + BILLION / 2n);
    expect(pools.read.SubnetTAO.get(ctx, ROOT)).toBe(0n);
    distribute(one, BILLION);
    for (const who of [alice, bob]) expect(stakeOf(who, ROOT)).toBe(BILLION);
    ChildkeyTake.set(ctx, bob, one, 65_535);
    distribute(one, BILLION);
    expect(dividends(alice)).toBe(0n);
    expectWithin(dividends(bob), BILLION, 1n);
  });
  it("test_get_root_children_drain_half_proportion", () => {
    setCkBurn(ctx, 0n);
    drainable();
    mockSetChildrenNoEpochs(ctx, one, alice, [[U64_MAX / 2n, bob]]);
    ChildkeyTake.set(ctx, bob, one, 0);
    withoutTakes();
    distribute(one, BILLION);
    for (const who of [alice, bob]) expectClose(dividends(who), BILLION / 2n, 10n);
  });
  it("test_get_root_children_drain_with_take", () => {
    drainable();
    ChildkeyTake.set(ctx, bob, one, 65_535);
    mockSetChildrenNoEpochs(ctx, one, alice, [[U64_MAX, bob]]);
    withoutTakes();
    distribute(one, BILLION);
    expectClose(dividends(alice), 0n, 10n);
    expectClose(dividends(bob), BILLION, 10n);
  });
  it("test_get_root_children_drain_with_half_take", () => {
    setCkBurn(ctx, 0n);
    drainable();
    ChildkeyTake.set(ctx, bob, one, 32_767);
    mockSetChildrenNoEpochs(ctx, one, alice, [[U64_MAX, bob]]);
    withoutTakes();
    distribute(one, BILLION);
    expectClose(dividends(alice), BILLION / 4n, 10_000n);
    expectClose(dividends(bob), (3n * BILLION) / 4n, 10_000n);
  });
});

describe("incentive", () => {
  const [ownerHotkey, ownerColdkey] = [acct(1), acct(0)];
  const pay = (netuid: NetUid, incentives: readonly (readonly [AccountId, bigint])[]): void =>
    distributeDividendsAndIncentives(ctx, netuid, {
      ownerCut: alpha(0n),
      incentives: new Map(incentives.map(([hotkey, amount]) => [hotkey, alpha(amount)])),
      alphaDividends: new Map(),
      rootAlphaDividends: new Map(),
    });
  it("test_incentive_to_subnet_owner_is_burned", () => {
    const other = acct(3);
    Owner.set(ctx, other, acct(2));
    const netuid = addDynamicNetwork(ctx, ownerHotkey, ownerColdkey);
    removeOwnerRegistrationStake(ctx, netuid);
    expect([stakeOf(ownerHotkey, netuid), stakeOf(other, netuid)]).toEqual([0n, 0n]);
    pay(netuid, [
      [other, 10_000_000n],
      [ownerHotkey, 10_000_000n],
    ]);
    expect(stakeOf(ownerHotkey, netuid)).toBe(0n);
    expect(stakeOf(other, netuid) > 0n).toBe(true);
  });
  it("test_incentive_to_subnet_owners_hotkey_is_burned", () => {
    const other = acct(3);
    Owner.set(ctx, other, ownerColdkey);
    OwnedHotkeys.set(ctx, ownerColdkey, [ownerHotkey, other]);
    const netuid = addDynamicNetwork(ctx, ownerHotkey, ownerColdkey);
    removeOwnerRegistrationStake(ctx, netuid);
    Uids.set(ctx, netuid, other, 1);
    parameters.storage.ImmuneOwnerUidsLimit.set(ctx, netuid, 2);
    expect([stakeOf(ownerHotkey, netuid), stakeOf(other, netuid)]).toEqual([0n, 0n]);
    pay(netuid, [
      [other, 10_000_000n],
      [ownerHotkey, 10_000_000n],
    ]);
    expect([stakeOf(ownerHotkey, netuid), stakeOf(other, netuid)]).toEqual([0n, 0n]);
  });
  it("test_burn_key_sorting", () => {
    const others = [acct(3), acct(4), acct(5)];
    for (const other of others) Owner.set(ctx, other, ownerColdkey);
    OwnedHotkeys.set(ctx, ownerColdkey, [ownerHotkey, ...others]);
    const netuid = addDynamicNetwork(ctx, ownerHotkey, ownerColdkey);
    removeOwnerRegistrationStake(ctx, netuid);
    for (const [uid, block] of [
      [1, 2n],
      [3, 1n],
      [2, 1n],
    ] as const)
      BlockAtRegistration.set(ctx, netuid, uid, block);
    [1, 3, 2].forEach((uid, i) => Uids.set(ctx, netuid, others[i]!, uid));
    pay(
      netuid,
      [...others, ownerHotkey].map((hotkey) => [hotkey, 10_000_000n] as const),
    );
    for (const who of [ownerHotkey, ...others]) expect(stakeOf(who, netuid)).toBe(0n);
  });
  it("test_incentive_is_autostaked_to_owner_destination", () => {
    const [miner, minerColdkey, destination] = [acct(11), acct(10), acct(12)];
    for (const one of [miner, destination]) Owner.set(ctx, one, minerColdkey);
    OwnedHotkeys.set(ctx, minerColdkey, [miner, destination]);
    const netuid = addDynamicNetwork(ctx, ownerHotkey, ownerColdkey);
    Uids.set(ctx, netuid, miner, 1);
    Uids.set(ctx, netuid, destination, 2);
    expectOk(() =>
      subtensorCall(ctx, signed(minerColdkey), "set_coldkey_auto_stake_hotkey", { netuid, hotkey: destination }),
    );
    expect([stakeOf(miner, netuid), stakeOf(destination, netuid)]).toEqual([0n, 0n]);
    pay(netuid, [[miner, 10_000_000n]]);
    expect([stakeOf(miner, netuid), stakeOf(destination, netuid)]).toEqual([0n, 10_000_000n]);
  });
  it("test_incentive_goes_to_hotkey_when_no_autostake_destination", () => {
    const [miner, minerColdkey] = [acct(21), acct(20)];
    Owner.set(ctx, miner, minerColdkey);
    OwnedHotkeys.set(ctx, minerColdkey, [miner]);
    const netuid = addDynamicNetwork(ctx, ownerHotkey, ownerColdkey);
    Uids.set(ctx, netuid, miner, 1);
    expect(stakeOf(miner, netuid)).toBe(0n);
    pay(netuid, [[miner, 5_000_000n]]);
    expect(stakeOf(miner, netuid)).toBe(5_000_000n);
  });
});

describe("the shares of dividends", () => {
  const hotkeys = [acct(0), acct(1)];
  const stakes = new Map([
    [hotkeys[0]!, { alpha: alpha(4_859_302n), root: alpha(2_342_352n) }],
    [hotkeys[1]!, { alpha: alpha(23_423n), root: alpha(859_273n) }],
  ]);
  const given = new Map([
    [hotkeys[0]!, U96F32.fromNum(77_783_738n)],
    [hotkeys[1]!, U96F32.fromNum(19_283_940n)],
  ]);
  it.each([
    ["test_calculate_dividend_distribution_totals", 183_123_567_452n, 837_120_949_872n, 0.18],
    ["test_calculate_dividend_distribution_total_only_tao", 0n, 837_120_949_872n, 0.18],
    ["test_calculate_dividend_distribution_total_no_tao_weight", 183_123_567_452n, 0n, 0],
    ["test_calculate_dividend_distribution_total_only_alpha", 183_123_567_452n, 0n, 0.18],
  ])("%s", (_name, pendingAlpha, pendingRootAlpha, weight) => {
    const pending = {
      pendingAlpha: alpha(pendingAlpha),
      pendingRootAlpha: alpha(pendingRootAlpha),
      taoWeight: U96F32.fromFloat(weight),
    };
    const { alphaDividends, rootAlphaDividends } = calculateDividendDistribution(pending, stakes, given);
    const total = (of: ReadonlyMap<AccountId, U96F32>): bigint => U96F32.toNum(U96F32.sum(of.values()), u64);
    expectWithin(total(alphaDividends), pendingAlpha, 1_000n);
    expectWithin(total(rootAlphaDividends), pendingRootAlpha, 1_000n);
  });

  const [hotkey, coldkey] = [acct(1), acct(2)];
  const withNeuron = (): NetUid => {
    const netuid = addDynamicNetwork(ctx, acct(0), acct(1));
    registerOkNeuron(ctx, netuid, hotkey, coldkey);
    giveStake(hotkey, coldkey, netuid, 1n);
    return netuid;
  };
  const sumOf = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((sum, one) => sum + one, 0n);
  it.each([
    ["test_calculate_dividend_and_incentive_distribution", 61_728_394n, 61_728_394n, 61_728_394n, 2n],
    ["test_calculate_dividend_and_incentive_distribution_all_to_validators", 123_456_789n, 0n, 123_456_789n, 0n],
  ])("%s", (_name, validatorAlpha, incentive, dividend, epsilon) => {
    const netuid = withNeuron();
    const emissions = [{ hotkey, incentive: alpha(incentive), dividend: alpha(dividend) }];
    const pending = { rootAlpha: alpha(0n), validatorAlpha: alpha(validatorAlpha) };
    const { incentives, alphaDividends } = calculateDividendAndIncentiveDistribution(
      ctx,
      netuid,
      pending,
      emissions,
      U96F32.ZERO,
    );
    expectWithin(
      sumOf(incentives.values()) + U96F32.toNum(U96F32.sum(alphaDividends.values()), u64),
      123_456_789n,
      epsilon,
    );
  });
  it.each([
    ["test_calculate_dividends_and_incentives", 683_051_923n, 123_456_789n],
    ["test_calculate_dividends_and_incentives_only_validators", 0n, 123_456_789n],
    ["test_calculate_dividends_and_incentives_only_miners", 123_456_789n, 0n],
  ])("%s", (_name, incentive, dividend) => {
    const netuid = withNeuron();
    const { incentives, dividends } = calculateDividendsAndIncentives(ctx, netuid, [
      { hotkey, incentive: alpha(incentive), dividend: alpha(dividend) },
    ]);
    expect(sumOf(incentives.values())).toBe(incentive);
    expect(U96F32.toNum(U96F32.sum(dividends.values()), u64)).toBe(dividend);
  });
});
