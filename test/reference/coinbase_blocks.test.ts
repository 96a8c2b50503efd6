// Emission over whole blocks: the cases of the reference's pallets/subtensor/src/tests/coinbase.rs that step through epochs.
// Literal values and tolerances are its own.

import { beforeEach, describe, expect, it } from "vitest";
import { balances } from "../../runtime/pallets/balances/contract.ts";
import { blockEmissionForIssuance } from "../../runtime/pallets/subtensor/coinbase/block_emission.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import {
  distributeEmission,
  networkRootSellFlag,
  runCoinbase,
  shouldRunEpoch,
} from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { mintTao } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { epoch as epochItems } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/run_epoch.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { uidForNetAndHotkey } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { totalStakeForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  alphaIssuance,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  setTaoWeight,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { I96F32, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, MAIN_MECHANISM, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U16_MAX, U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, signed, stepBlock, subtensorCall } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addDynamicNetworkDisableCommitReveal,
  addNetwork,
  addNetworkWithoutEmissionBlock,
  nextBlockNoEpoch,
  registerOkNeuron,
  runToBlockNoEpoch,
  setupReserves,
  stepEpochs,
} from "../chain/mock_subtensor.ts";
import { expectOk } from "../chain/noop.ts";
import { expectWithin } from "../chain/tolerance.ts";

const { PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission } = coinbase.read;
const { Dividends, Incentive, ValidatorPermit } = epochItems.storage;
const { BlocksSinceLastStep, LastEpochBlock, Tempo } = tempo.storage;
const { LastUpdate, Weights } = validatorWeights.storage;
const { SubnetMovingPrice } = pools.storage;
const one = netUid(1);
const STAKE = 100_000_000_000n;
const ROOT_STAKE = 200_000_000_000n;

let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1);
});
const index = (netuid: NetUid) => mechanismStorageIndex(netuid, MAIN_MECHANISM);
const noWeightsLimit = (netuid: NetUid): void => parameters.storage.WeightsSetRateLimit.set(ctx, netuid, 0n);
const setWeights = (hotkey: AccountId, netuid: NetUid, dests: readonly number[], weights: readonly number[]): void =>
  expectOk(() => subtensorCall(ctx, signed(hotkey), "set_weights", { netuid, dests, weights, version_key: 0n }));
const addStake = (coldkey: AccountId, hotkey: AccountId, netuid: NetUid, amount: bigint): void =>
  expectOk(() => subtensorCall(ctx, signed(coldkey), "add_stake", { hotkey, netuid, amount_staked: amount }));
const held = (hotkey: AccountId, coldkey: AccountId, netuid: NetUid): bigint =>
  stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey });
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const run = (emission: bigint): void => runCoinbase(ctx, mintTao(ctx, rao(emission)));
const fund = (coldkey: AccountId, amount: bigint): void =>
  addBalanceToColdkeyAccount(ctx, coldkey, amount + balances.constants.ExistentialDeposit.get(ctx));
function forgetScores(netuid: NetUid): void {
  Incentive.delete(ctx, index(netuid));
  Dividends.delete(ctx, netuid);
}
function expectScores(netuid: NetUid): void {
  expect(total(Incentive.get(ctx, index(netuid))) > 0).toBe(true);
  expect(total(Dividends.get(ctx, netuid)) > 0).toBe(true);
}

describe("an epoch without emission", () => {
  const [hotkey, coldkey, minerHotkey, minerColdkey] = [acct(3), acct(4), acct(5), acct(6)];
  const init = 100_000_000_000_000n;
  it("test_distribute_emission_zero_emission", () => {
    const netuid = addDynamicNetworkDisableCommitReveal(ctx, acct(1), acct(2));
    Tempo.set(ctx, netuid, 2);
    noWeightsLimit(netuid);
    registerOkNeuron(ctx, netuid, hotkey, coldkey);
    registerOkNeuron(ctx, netuid, minerHotkey, minerColdkey);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(init));
    expect(totalStakeForHotkey(ctx, hotkey)).toBe(init);
    setTaoWeight(ctx, 0n);
    runToBlockNoEpoch(ctx, netuid, 50);
    epoch(ctx, netuid, alpha(0n));
    setWeights(hotkey, netuid, [0, 1, 2], [0, 0, 1]);
    runToBlockNoEpoch(ctx, netuid, 50);
    forgetScores(netuid);
    const before = totalStakeForHotkey(ctx, hotkey);
    distributeEmission(ctx, netuid, { server: alpha(0n), validator: alpha(0n), root: alpha(0n), ownerCut: alpha(0n) });
    expect(totalStakeForHotkey(ctx, hotkey)).toBe(before);
    expectScores(netuid);
  });

  const [ownerHotkey, ownerColdkey] = [acct(7), acct(8)];
  function notStarted(reserve?: bigint): void {
    addNetworkWithoutEmissionBlock(ctx, 1, 2);
    parameters.storage.CommitRevealWeightsEnabled.set(ctx, one, false);
    expect(subnets.read.FirstEmissionBlockNumber.get(ctx, one)).toBeUndefined();
    subnets.storage.SubnetOwner.set(ctx, one, ownerColdkey);
    subnets.storage.SubnetOwnerHotkey.set(ctx, one, ownerHotkey);
    Tempo.set(ctx, one, 2);
    noWeightsLimit(one);
    if (reserve !== undefined) setupReserves(ctx, one, reserve, reserve);
    for (const [hot, cold] of [
      [hotkey, coldkey],
      [minerHotkey, minerColdkey],
      [ownerHotkey, ownerColdkey],
    ] as const)
      registerOkNeuron(ctx, 1, hot, cold);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, one, { hotkey, coldkey }, alpha(init));
    expect(totalStakeForHotkey(ctx, hotkey)).toBe(init);
    setTaoWeight(ctx, 0n);
    runToBlockNoEpoch(ctx, one, 30);
    epoch(ctx, one, alpha(0n));
    setWeights(hotkey, one, [0, 1, 2], [0, 0, 1]);
    forgetScores(one);
    for (let i = 0; i < 3; i++) nextBlockNoEpoch(ctx, one);
    expect(shouldRunEpoch(ctx, one, BigInt(ctx.block.number))).toBe(true);
    run(100_000_000n);
    expect(BlocksSinceLastStep.get(ctx, one)).toBe(0n);
  }
  it("test_run_coinbase_not_started", () => {
    notStarted(init * 1000n);
    expect(totalStakeForHotkey(ctx, hotkey)).toBe(init);
    expectScores(one);
  });
  it("test_run_coinbase_not_started_start_after", () => {
    notStarted();
    runToBlockNoEpoch(ctx, one, Number(settings.read.StartCallDelay.get(ctx)));
    const block = BigInt(ctx.block.number);
    expectOk(() => subtensorCall(ctx, signed(ownerColdkey), "start_call", { netuid: one }));
    expect(subnets.read.FirstEmissionBlockNumber.get(ctx, one)).toBe(block + 1n);
    for (let i = 0; i < 3; i++) nextBlockNoEpoch(ctx, one);
    run(100_000_000n);
    expect(BlocksSinceLastStep.get(ctx, one)).toBe(0n);
    expect(totalStakeForHotkey(ctx, hotkey) > init).toBe(true);
  });
});

describe("emission to miners", () => {
  const [validatorColdkey, validatorHotkey, bothColdkey, bothHotkey, minerColdkey, minerHotkey] = [
    1, 2, 3, 4, 5, 6,
  ].map((n) => acct(n)) as [AccountId, AccountId, AccountId, AccountId, AccountId, AccountId];
  const PERIOD = 10;
  const perBlock = (netuid: NetUid): bigint => blockEmissionForIssuance(ctx, alphaIssuance(ctx, netuid)) ?? 0n;
  const emissionOf = (incentive: number, emission: bigint): bigint => {
    const { saturatingDiv, saturatingFromFloat, saturatingFromNum, saturatingMul, saturatingToNum } = U96F32;
    const share = saturatingDiv(saturatingFromNum(incentive), saturatingFromNum(U16_MAX));
    const paid = saturatingMul(
      saturatingMul(saturatingMul(share, saturatingFromNum(emission)), saturatingFromNum(PERIOD)),
      saturatingFromFloat(0.45),
    );
    return saturatingToNum(paid, u64);
  };
  function openRoot(): void {
    setTaoWeight(ctx, 0n);
    parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
    subnets.storage.NetworksAdded.set(ctx, ROOT, true);
  }
  /** Two validators, one of them a miner, and a miner; weights that pay the miner. */
  function populate(netuid: NetUid): void {
    setupReserves(ctx, netuid, 1_000_000_000_000_000n, 1_000_000_000_000_000n);
    for (const [hot, cold] of [
      [validatorHotkey, validatorColdkey],
      [bothHotkey, bothColdkey],
      [minerHotkey, minerColdkey],
    ] as const)
      registerOkNeuron(ctx, netuid, hot, cold);
    for (const cold of [validatorColdkey, bothColdkey, minerColdkey]) fund(cold, STAKE);
    noWeightsLimit(netuid);
    stepBlock(ctx, PERIOD);
    settings.storage.SubnetOwnerCut.set(ctx, 6_553);
    parameters.storage.MaxAllowedUids.set(ctx, netuid, 3);
    parameters.storage.MaxAllowedValidators.set(ctx, netuid, 2);
    addStake(validatorColdkey, validatorHotkey, netuid, STAKE);
    addStake(bothColdkey, bothHotkey, netuid, STAKE);
    Weights.set(ctx, index(netuid), 0, [[1, 0xffff]]);
    Weights.set(ctx, index(netuid), 1, [[2, 0xffff]]);
    for (const uid of [0, 1, 2]) registration.storage.BlockAtRegistration.set(ctx, netuid, uid, 1n);
    LastUpdate.set(ctx, index(netuid), [2n, 2n, 2n]);
    parameters.storage.Kappa.set(ctx, netuid, 13_107);
    parameters.storage.ActivityCutoff.set(ctx, netuid, U16_MAX);
    ValidatorPermit.set(ctx, netuid, [true, true, false]);
    stepBlock(ctx, PERIOD);
    addBalanceToColdkeyAccount(ctx, validatorColdkey, ROOT_STAKE);
    addStake(validatorColdkey, validatorHotkey, ROOT, ROOT_STAKE);
    setTaoWeight(ctx, U64_MAX / 10n);
  }
  const minerIncentive = (netuid: NetUid): number => {
    const incentive = Incentive.get(ctx, index(netuid))[registration.read.Uids.get(ctx, netuid, minerHotkey) ?? 0];
    expect(incentive).toBeDefined();
    return incentive!;
  };
  it("test_mining_emission_distribution_with_no_root_sell", () => {
    openRoot();
    addNetwork(ctx, 1, PERIOD);
    subnets.storage.SubnetMechanism.set(ctx, one, 1);
    populate(one);
    pools.storage.SubnetAlphaIn.set(ctx, one, alpha(1_000_000_000_000_000_000n));
    expect(networkRootSellFlag(ctx, [one])).toBe(false);
    stepBlock(ctx, PERIOD);
    const divsBefore = PendingRootAlphaDivs.get(ctx, one);
    const emission = perBlock(one);
    stepBlock(ctx);
    expect(PendingRootAlphaDivs.get(ctx, one)).toBe(divsBefore);
    expect(PendingRootAlphaDivs.get(ctx, one)).toBe(0n);
    stepBlock(ctx);
    stepEpochs(ctx, 1, one);
    const before = held(minerHotkey, minerColdkey, one);
    stepBlock(ctx, PERIOD - 1);
    const { saturatingFromFloat, saturatingFromNum, saturatingMul, saturatingToNum } = U96F32;
    const gathered = saturatingMul(saturatingFromNum(emission), saturatingFromNum(PERIOD - 1));
    const ofMiners = saturatingMul(saturatingMul(gathered, saturatingFromFloat(0.5)), saturatingFromFloat(0.9));
    expectWithin(PendingServerEmission.get(ctx, one), saturatingToNum(ofMiners, u64), 100_000n);
    stepBlock(ctx);
    expect(BlocksSinceLastStep.get(ctx, one)).toBe(0n);
    expectWithin(total(Incentive.get(ctx, index(one))), U16_MAX, 10);
    expectWithin(held(minerHotkey, minerColdkey, one) - before, emissionOf(minerIncentive(one), emission), 1_000_000n);
  });
  it("test_mining_emission_distribution_with_root_sell", () => {
    openRoot();
    const netuid = addDynamicNetwork(ctx, acct(10), acct(11));
    Tempo.set(ctx, netuid, 2);
    subnets.storage.FirstEmissionBlockNumber.set(ctx, netuid, 0n);
    populate(netuid);
    pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(100_000_000_000_000n));
    SubnetMovingPrice.set(ctx, netuid, I96F32.fromNum(2));
    expect(networkRootSellFlag(ctx, [netuid])).toBe(true);
    stepBlock(ctx, PERIOD);
    LastEpochBlock.set(ctx, netuid, BigInt(ctx.block.number));
    const divsBefore = PendingRootAlphaDivs.get(ctx, netuid);
    const before = held(minerHotkey, minerColdkey, netuid);
    stepBlock(ctx);
    expect(PendingRootAlphaDivs.get(ctx, netuid)).not.toBe(divsBefore);
    expect(PendingRootAlphaDivs.get(ctx, netuid) > 0n).toBe(true);
    stepBlock(ctx, PERIOD - 1);
    expectWithin(
      held(minerHotkey, minerColdkey, netuid) - before,
      emissionOf(minerIncentive(netuid), perBlock(netuid)),
      1_000_000n,
    );
  });
  it("test_disabling_owner_cut_sends_subnet_emission_to_miners_and_validators", () => {
    const [ownerColdkey, ownerHotkey] = [acct(1001), acct(1002)];
    const netuid = addDynamicNetwork(ctx, ownerHotkey, ownerColdkey);
    LastEpochBlock.set(ctx, netuid, BigInt(ctx.block.number));
    Tempo.set(ctx, netuid, PERIOD);
    setupReserves(ctx, netuid, STAKE * 10_000n, STAKE * 10_000n);
    registerOkNeuron(ctx, netuid, validatorHotkey, validatorColdkey);
    registerOkNeuron(ctx, netuid, minerHotkey, minerColdkey);
    fund(validatorColdkey, STAKE);
    addStake(validatorColdkey, validatorHotkey, netuid, STAKE);
    noWeightsLimit(netuid);
    parameters.storage.MaxAllowedValidators.set(ctx, netuid, 1);
    stepBlock(ctx, PERIOD);
    settings.storage.SubnetOwnerCut.set(ctx, 6_553);
    parameters.storage.OwnerCutEnabled.set(ctx, netuid, false);
    const [owner, validator, miner] = [ownerHotkey, validatorHotkey, minerHotkey].map((hotkey) =>
      uidForNetAndHotkey(ctx, netuid, hotkey),
    ) as [number, number, number];
    const count = Math.max(owner, validator, miner) + 1;
    Weights.set(ctx, index(netuid), validator, [[miner, 0xffff]]);
    for (const uid of [owner, validator, miner]) registration.storage.BlockAtRegistration.set(ctx, netuid, uid, 1n);
    LastUpdate.set(ctx, index(netuid), new Array<bigint>(count).fill(2n));
    parameters.storage.Kappa.set(ctx, netuid, 13_107);
    parameters.storage.ActivityCutoff.set(ctx, netuid, U16_MAX);
    ValidatorPermit.set(
      ctx,
      netuid,
      Array.from({ length: count }, (_, uid) => uid === validator),
    );
    const stakes = (): bigint[] => [
      held(ownerHotkey, ownerColdkey, netuid),
      held(validatorHotkey, validatorColdkey, netuid),
      held(minerHotkey, minerColdkey, netuid),
    ];
    const before = stakes();
    stepBlock(ctx, PERIOD);
    const after = stakes();
    expect(after[0]).toBe(before[0]);
    expect(after[1]! > before[1]!).toBe(true);
    expect(after[2]! > before[2]!).toBe(true);
    expect(PendingOwnerCut.get(ctx, netuid)).toBe(0n);
    expect([...locks.read.Lock.keysOf(ctx, ownerColdkey, netuid)]).toEqual([]);
  });
  it("test_pending_emission_start_call_not_done", () => {
    subnets.storage.NetworksAdded.set(ctx, ROOT, true);
    parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
    const netuid = addDynamicNetwork(ctx, acct(10), acct(11));
    subnets.storage.FirstEmissionBlockNumber.delete(ctx, netuid);
    Tempo.set(ctx, netuid, PERIOD);
    registerOkNeuron(ctx, netuid, validatorHotkey, validatorColdkey);
    fund(validatorColdkey, STAKE);
    noWeightsLimit(netuid);
    stepBlock(ctx, PERIOD);
    settings.storage.SubnetOwnerCut.set(ctx, 6_553);
    parameters.storage.MaxAllowedUids.set(ctx, netuid, 3);
    parameters.storage.MaxAllowedValidators.set(ctx, netuid, 2);
    addBalanceToColdkeyAccount(ctx, validatorColdkey, ROOT_STAKE);
    addStake(validatorColdkey, validatorHotkey, ROOT, ROOT_STAKE);
    setTaoWeight(ctx, U64_MAX / 10n);
    setupReserves(ctx, netuid, 10_000_000_000n, 1_000_000_000n);
    SubnetMovingPrice.set(ctx, netuid, I96F32.fromNum(2));
    expect(networkRootSellFlag(ctx, [netuid])).toBe(true);
    expect(subnets.read.FirstEmissionBlockNumber.get(ctx, netuid)).toBeUndefined();
    stepBlock(ctx, PERIOD - 2);
    for (const pending of [PendingServerEmission, PendingValidatorEmission, PendingRootAlphaDivs])
      expect(pending.get(ctx, netuid)).toBe(0n);
  });
});
