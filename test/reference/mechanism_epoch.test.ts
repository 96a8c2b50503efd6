// Several mechanisms on one subnet: how emission is split and how their epochs are put together. The cases of the reference's
// pallets/subtensor/src/tests/mechanism.rs about emission and epochs.

import { beforeEach, describe, expect, it } from "vitest";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { epochMechanism, epochWithMechanisms } from "../../runtime/pallets/subtensor/epoch/run_epoch.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { splitEmissions } from "../../runtime/pallets/subtensor/mechanisms/emission_split.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, mechId, netUid } from "../../runtime/primitives/ids.ts";
import { U16_MAX, u16, u64 } from "../../runtime/primitives/ints.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/tolerance.ts";

const { MechanismCountCurrent, MechanismEmissionSplit } = mechanisms.storage;
const { Active, Bonds, Consensus, Dividends, Emission, Incentive, ValidatorPermit, ValidatorTrust } = epoch.storage;
const { LastUpdate, Weights } = validatorWeights.storage;
const { BlockAtRegistration, Keys, SubnetworkN } = registration.storage;

let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1);
});

describe("the split", () => {
  it.each([
    ["split_emissions_even_division", 5, undefined, 25n, [5n, 5n, 5n, 5n, 5n]],
    ["split_emissions_rounding_to_first", 4, undefined, 10n, [4n, 2n, 2n, 2n]],
    ["split_emissions_fibbonacci", 5, [3450, 6899, 10348, 17247, 27594], 19n, [1n, 2n, 3n, 5n, 8n]],
  ] as const)("%s", (_name, count, split, emission, parts) => {
    const netuid = netUid(5);
    MechanismCountCurrent.set(ctx, netuid, mechId(count));
    if (split !== undefined) MechanismEmissionSplit.set(ctx, netuid, split);
    expect(splitEmissions(ctx, netuid, alpha(emission))).toEqual(parts);
  });
});

describe("epochs of several mechanisms", () => {
  const one = netUid(1);
  const [first, second] = [mechanismStorageIndex(one, mechId(0)), mechanismStorageIndex(one, mechId(1))];
  const [ck0, hk0, ck1, hk1] = [acct(1), acct(2), acct(3), acct(4)];
  const emission = alpha(1_000_000_000n);
  /** `mock_epoch_state`: two validators that weigh each other alike on both mechanisms. */
  function state(): void {
    subnets.storage.NetworksAdded.set(ctx, one, true);
    MechanismCountCurrent.set(ctx, one, mechId(2));
    SubnetworkN.set(ctx, one, 2);
    Keys.set(ctx, one, 0, hk0);
    Keys.set(ctx, one, 1, hk1);
    tempo.storage.Tempo.set(ctx, one, 1);
    parameters.storage.ActivityCutoff.set(ctx, one, U16_MAX);
    for (const index of [first, second]) LastUpdate.set(ctx, index, [2n, 2n]);
    for (const uid of [0, 1]) BlockAtRegistration.set(ctx, one, uid, 1n);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, one, { hotkey: hk0, coldkey: ck0 }, alpha(1_000_000_000n));
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, one, { hotkey: hk1, coldkey: ck1 }, alpha(1_000_000_000n));
    settings.storage.StakeThreshold.set(ctx, 0n);
    ValidatorPermit.set(ctx, one, [true, true]);
    for (const index of [first, second])
      for (const uid of [0, 1])
        Weights.set(ctx, index, uid, [
          [0, 0xffff],
          [1, 0xffff],
        ]);
    parameters.storage.CommitRevealWeightsEnabled.set(ctx, one, false);
    parameters.storage.Yuma3On.set(ctx, one, false);
  }
  /** `mock_3_neurons`, and the first the only validator. */
  function third(hotkey: AccountId): void {
    SubnetworkN.set(ctx, one, 3);
    Keys.set(ctx, one, 2, hotkey);
    for (const index of [first, second]) LastUpdate.set(ctx, index, [2n, 2n, 2n]);
    BlockAtRegistration.set(ctx, one, 2, 1n);
    ValidatorPermit.set(ctx, one, [true, false, false]);
  }
  beforeEach(state);

  it("epoch_with_mechanisms_produces_per_mechanism_incentive", () => {
    epochWithMechanisms(ctx, one, emission);
    for (const index of [first, second]) expect(Incentive.get(ctx, index)).toEqual([32_767, 32_767]);
  });
  it("epoch_with_mechanisms_updates_bonds", () => {
    Weights.set(ctx, second, 0, [
      [0, 0xffff],
      [1, 0],
    ]);
    Weights.set(ctx, second, 1, [
      [0, 0xffff],
      [1, 0xffff],
    ]);
    epochWithMechanisms(ctx, one, emission);
    expect(Bonds.get(ctx, first, 0)).toEqual([[1, 65_535]]);
    expect(Bonds.get(ctx, first, 1)).toEqual([[0, 65_535]]);
    expect(Bonds.get(ctx, second, 0)).toEqual([]);
    expect(Bonds.get(ctx, second, 1)).toEqual([[0, 65_535]]);
  });
  it("epoch_with_mechanisms_incentives_proportional_to_weights", () => {
    third(acct(6));
    const [high, low] = [52_428, 13_107];
    Weights.set(ctx, first, 0, [
      [1, high],
      [2, low],
    ]);
    Weights.set(ctx, second, 0, [
      [1, low],
      [2, high],
    ]);
    epochWithMechanisms(ctx, one, emission);
    expectWithin(Incentive.get(ctx, first)[1]!, high, 1);
    expectWithin(Incentive.get(ctx, first)[2]!, low, 1);
    expectWithin(Incentive.get(ctx, second)[1]!, low, 1);
    expectWithin(Incentive.get(ctx, second)[2]!, high, 1);
  });
  it("epoch_with_mechanisms_no_weight_no_incentive", () => {
    third(acct(5));
    for (const index of [first, second])
      Weights.set(ctx, index, 0, [
        [1, 1],
        [2, 0],
      ]);
    epochWithMechanisms(ctx, one, emission);
    for (const index of [first, second]) expect(Incentive.get(ctx, index)).toEqual([0, 0xffff, 0]);
  });
  it("epoch_with_mechanisms_persists_and_aggregates_all_terms", () => {
    const hk2 = acct(6);
    third(hk2);
    MechanismEmissionSplit.set(ctx, one, [16_383, 49_152]);
    Weights.set(ctx, first, 0, [
      [1, 39_321],
      [2, 26_214],
    ]);
    Weights.set(ctx, second, 0, [
      [1, 13_107],
      [2, 52_428],
    ]);
    const parts = splitEmissions(ctx, one, emission);
    const [w0, w1] = parts.map((part) =>
      U64F64.div(U64F64.fromNum(part as bigint), U64F64.fromNum(emission as bigint)),
    ) as [U64F64, U64F64];
    expectWithin(U64F64.toFloat(w0), 0.25, 0.0001);
    expectWithin(U64F64.toFloat(w1), 0.75, 0.0001);
    const terms = parts.map((part, mechanism) => epochMechanism(ctx, one, mechId(mechanism), part));
    const both = (hotkey: AccountId) => [terms[0]!.get(hotkey)!, terms[1]!.get(hotkey)!] as const;
    const paid = new Map(
      epochWithMechanisms(ctx, one, emission).map(({ hotkey, incentive, dividend }) => [hotkey, [incentive, dividend]]),
    );
    for (const hotkey of [hk1, hk2]) {
      const [a, b] = both(hotkey);
      expect(paid.get(hotkey)).toEqual([
        a.serverEmission + b.serverEmission,
        a.validatorEmission + b.validatorEmission,
      ]);
    }
    [first, second].forEach((index, mechanism) => {
      expect(Incentive.get(ctx, index)).toEqual([hk0, hk1, hk2].map((hotkey) => both(hotkey)[mechanism]!.incentive));
      const bond = both(hk0)[mechanism]!.bond;
      expect(bond.length > 0).toBe(true);
      expect(Bonds.get(ctx, index, 0).flat()).toEqual([...bond]);
    });
    const weighed = (a: bigint | number, b: bigint | number): U64F64 =>
      U64F64.add(U64F64.mul(U64F64.saturatingFromNum(a), w0), U64F64.mul(U64F64.saturatingFromNum(b), w1));
    const weighed16 = (a: number, b: number): number => U64F64.saturatingToNum(weighed(a, b), u16);
    [hk0, hk1, hk2].forEach((hotkey, uid) => {
      const [a, b] = both(hotkey);
      expect(Active.get(ctx, one)[uid]).toBe(a.active || b.active);
      expect(ValidatorPermit.get(ctx, one)[uid]).toBe(a.newValidatorPermit || b.newValidatorPermit);
      expectWithin(
        Emission.get(ctx, one)[uid]!,
        U64F64.saturatingToNum(weighed(a.emission as bigint, b.emission as bigint), u64),
        1n,
      );
      expectWithin(Consensus.get(ctx, one)[uid]!, weighed16(a.consensus, b.consensus), 1);
      expectWithin(Dividends.get(ctx, one)[uid]!, weighed16(a.dividend, b.dividend), 1);
      expectWithin(ValidatorTrust.get(ctx, one)[uid]!, weighed16(a.validatorTrust, b.validatorTrust), 1);
    });
  });
});

it("epoch_mechanism_emergency_mode_distributes_by_stake", () => {
  const one = addNetwork(ctx, 1, 5);
  MechanismCountCurrent.set(ctx, one, mechId(2));
  parameters.storage.MaxRegistrationsPerBlock.set(ctx, one, 4);
  parameters.storage.TargetRegistrationsPerInterval.set(ctx, one, 4);
  const neurons = [
    [10, 11, 10n],
    [20, 21, 30n],
    [30, 31, 60n],
    [40, 41, 0n],
  ] as const;
  for (const [hotkey, coldkey] of neurons) registerOkNeuron(ctx, 1, acct(hotkey), acct(coldkey));
  const mechanism = mechId(1);
  parameters.storage.ActivityCutoff.set(ctx, one, 1_000);
  LastUpdate.set(ctx, mechanismStorageIndex(one, mechanism), [1n, 1n, 1n, 1n]);
  ValidatorPermit.set(ctx, one, [true, true, true, false]);
  settings.storage.StakeThreshold.set(ctx, 0n);
  for (const [hotkey, coldkey, stake] of neurons) {
    if (stake === 0n) continue;
    addBalanceToColdkeyAccount(ctx, acct(coldkey), stake);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, one, { hotkey: acct(hotkey), coldkey: acct(coldkey) }, alpha(stake));
  }
  const terms = epochMechanism(ctx, one, mechanism, alpha(1_000_000n));
  const of = neurons.map(([hotkey]) => terms.get(acct(hotkey))!);
  for (const { serverEmission } of of) expect(serverEmission).toBe(0n);
  [100_000n, 300_000n, 600_000n].forEach((expected, i) => expectWithin(of[i]!.validatorEmission, expected, 2n));
  expect(of[3]!.validatorEmission).toBe(0n);
  expectWithin(
    of.reduce((sum, { validatorEmission }) => sum + validatorEmission, 0n),
    1_000_000n,
    2n,
  );
});
