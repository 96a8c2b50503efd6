// Several mechanisms on one subnet: their places in storage, their number, their weights. The cases of the reference's
// pallets/subtensor/src/tests/mechanism.rs that are not about emission, with its literal values.

import { blake2b } from "@noble/hashes/blake2.js";
import { describe, expect, test } from "vitest";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import {
  ensureMechanismExists,
  GLOBAL_MAX_SUBNET_COUNT,
  MAX_MECHANISM_COUNT_PER_SUBNET,
  mechanismStorageIndex,
  netuidAndSubid,
  netuidOf,
  setEmissionSplit,
  setMechanismCount,
  updateMechanismCountsIfNeeded,
} from "../../runtime/pallets/subtensor/mechanisms/mechanism.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import {
  clearNeuron,
  setLastUpdateForUid,
  setValidatorPermitForUid,
  uidForNetAndHotkey,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import {
  type AccountId,
  mechId,
  type NetUid,
  type NetUidStorageIndex,
  netUid,
  ZERO_HASH,
} from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, directOutcome, type MockContext, newTestExt, outcomeOf, signed, stepBlock } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addNetwork,
  addNetworkDisableCommitReveal,
  registerOkNeuron,
  stepEpochs,
} from "../chain/mock_subtensor.ts";

const { MaxMechanismCount, MechanismCountCurrent, MechanismEmissionSplit } = mechanisms.storage;
const { Bonds, Consensus, Dividends, Emission, Incentive } = epoch.storage;
const { LastUpdate, TimelockedWeightCommits, WeightCommits, Weights } = validatorWeights.storage;
const { NetworksAdded } = subnets.storage;
const index = (netuid: number, mecid: number): NetUidStorageIndex =>
  mechanismStorageIndex(netUid(netuid), mechId(mecid));

describe("Places in storage", () => {
  const G = GLOBAL_MAX_SUBNET_COUNT;
  test("test_index_from_netuid_and_subnet", () => {
    for (const [netuid, mecid] of [
      [0, 0],
      [G / 2, 1],
      [G / 2, 7],
      [G / 2, 14],
      [G / 2, 15],
      [G - 1, 1],
      [G - 1, 7],
      [G - 1, 14],
      [G - 1, 15],
    ] as const)
      expect(index(netuid, mecid)).toBe(mecid * G + netuid);
  });
  test("test_netuid_and_subnet_from_index", () => {
    const ctx = newTestExt(1);
    for (const place of [0, 1, 14, 15, 16, 17, G - 1, G, G + 1, 0x7fff, 0xfffe, 0xffff] as NetUidStorageIndex[]) {
      const [netuid, mecid] = [place % G, Math.floor(place / G)];
      NetworksAdded.set(ctx, netUid(netuid), true);
      MechanismCountCurrent.set(ctx, netUid(netuid), mechId(mecid + 1));
      expect(netuidAndSubid(ctx, place)).toEqual([netuid, mecid]);
      expect(netuidOf(place)).toBe(netuid);
    }
  });
  test("test_netuid_index_math_constants", () => expect(G * MAX_MECHANISM_COUNT_PER_SUBNET).toBe(0x10000));

  const exists = (ctx: MockContext, netuid: number, mecid: number) =>
    outcomeOf(() => ensureMechanismExists(ctx, netUid(netuid), mechId(mecid)));
  test("ensure_mechanism_exists_ok", () => {
    const ctx = newTestExt(1);
    NetworksAdded.set(ctx, netUid(3), true);
    MechanismCountCurrent.set(ctx, netUid(3), mechId(2));
    expect(exists(ctx, 3, 1)).toBeUndefined();
  });
  test("ensure_mechanism_fails_when_base_subnet_missing", () =>
    expect(exists(newTestExt(1), 7, 0)).toBe("MechanismDoesNotExist"));
  test("ensure_mechanism_fails_when_subid_out_of_range", () => {
    const ctx = newTestExt(1);
    NetworksAdded.set(ctx, netUid(9), true);
    MechanismCountCurrent.set(ctx, netUid(9), mechId(2));
    expect([2, 3].map((mecid) => exists(ctx, 9, mecid))).toEqual(["MechanismDoesNotExist", "MechanismDoesNotExist"]);
  });
});

describe("Their number", () => {
  function subnet(netuid: number): MockContext {
    const ctx = newTestExt(1);
    NetworksAdded.set(ctx, netUid(netuid), true);
    return ctx;
  }
  const set = (ctx: MockContext, netuid: number, count: number) =>
    outcomeOf(() => setMechanismCount(ctx, netUid(netuid), mechId(count)));
  test("do_set_mechanism_count_ok_minimal", () => {
    const ctx = subnet(3);
    expect(set(ctx, 3, 1)).toBeUndefined();
    expect(MechanismCountCurrent.get(ctx, netUid(3))).toBe(1);
  });
  test("do_set_mechanism_count_ok_at_effective_cap", () => {
    const ctx = subnet(4);
    parameters.storage.MaxAllowedUids.set(ctx, netUid(4), 128);
    const most = Math.min(MaxMechanismCount.get(ctx), MAX_MECHANISM_COUNT_PER_SUBNET);
    expect(set(ctx, 4, most)).toBeUndefined();
    expect(MechanismCountCurrent.get(ctx, netUid(4))).toBe(most);
  });
  test("do_set_fails_when_base_subnet_missing", () => expect(set(newTestExt(1), 7, 1)).toBe("MechanismDoesNotExist"));
  test("do_set_fails_for_zero", () => expect(set(subnet(9), 9, 0)).toBe("InvalidValue"));
  test("do_set_fails_when_over_runtime_cap", () => expect(set(subnet(11), 11, 9)).toBe("InvalidValue"));
  test("do_set_fails_when_over_compile_time_cap", () => expect(set(subnet(12), 12, 17)).toBe("InvalidValue"));
  test("more slots than one subnet may have are refused", () => {
    const ctx = subnet(4);
    expect(set(ctx, 4, 2)).toBe("TooManyUIDsPerMechanism");
  });

  test("update_mechanism_counts_decreases_and_cleans", () => {
    const ctx = subnet(42);
    MechanismCountCurrent.set(ctx, netUid(42), mechId(3));
    MechanismEmissionSplit.set(ctx, netUid(42), [123, 234, 345]);
    const [kept, removed] = [index(42, 1), index(42, 2)];
    for (const place of [kept, removed]) {
      Weights.set(ctx, place, 0, [[1, 1]]);
      Incentive.set(ctx, place, [1]);
      LastUpdate.set(ctx, place, [123n]);
      Bonds.set(ctx, place, 0, [[1, 2]]);
      WeightCommits.set(ctx, place, acct(1), [[ZERO_HASH, 1n, 2n, 3n]]);
      TimelockedWeightCommits.set(ctx, place, 1n, [[acct(1), 1n, new Uint8Array(), 0n]]);
    }
    updateMechanismCountsIfNeeded(ctx, netUid(42), mechId(2));
    const counts = (place: NetUidStorageIndex) =>
      [Weights, Incentive, LastUpdate, Bonds, WeightCommits, TimelockedWeightCommits].map(
        (item) => [...item.keysOf(ctx, place)].length,
      );
    expect(MechanismCountCurrent.get(ctx, netUid(42))).toBe(2);
    expect(counts(kept)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(Incentive.get(ctx, kept)).toEqual([1]);
    expect(counts(removed)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(MechanismEmissionSplit.get(ctx, netUid(42))).toBeUndefined();
  });
  test("update_mechanism_counts_increases", () => {
    const ctx = subnet(42);
    MechanismCountCurrent.set(ctx, netUid(42), mechId(1));
    MechanismEmissionSplit.set(ctx, netUid(42), [123, 234, 345]);
    updateMechanismCountsIfNeeded(ctx, netUid(42), mechId(2));
    expect(MechanismCountCurrent.get(ctx, netUid(42))).toBe(2);
    expect(MechanismEmissionSplit.get(ctx, netUid(42))).toBeUndefined();
  });
  test("a split has a part for each mechanism at most, and adds up to everything", () => {
    const ctx = subnet(5);
    MechanismCountCurrent.set(ctx, netUid(5), mechId(2));
    const split = (parts: number[] | undefined, netuid = 5) =>
      outcomeOf(() => setEmissionSplit(ctx, netUid(netuid), parts));
    expect(split([65_535], 6)).toBe("MechanismDoesNotExist");
    expect([[], [1, 2, 65_532], [1, 2]].map((parts) => split(parts))).toEqual([
      "InvalidValue",
      "InvalidValue",
      "InvalidValue",
    ]);
    expect(split([535, 65_000])).toBeUndefined();
    expect(MechanismEmissionSplit.get(ctx, netUid(5))).toEqual([535, 65_000]);
    expect(split(undefined)).toBeUndefined();
    expect(MechanismEmissionSplit.has(ctx, netUid(5))).toBe(false);
  });
});

describe("Clearing a neuron", () => {
  test("neuron_dereg_cleans_weights_across_subids", () => {
    const ctx = newTestExt(1);
    const netuid = netUid(77);
    MechanismCountCurrent.set(ctx, netuid, mechId(2));
    Emission.set(ctx, netuid, [1n, 9n, 3n].map(alpha));
    Consensus.set(ctx, netuid, [21, 88, 44]);
    Dividends.set(ctx, netuid, [7, 77, 17]);
    const both = [index(77, 0), index(77, 1)];
    for (const place of both) {
      Incentive.set(ctx, place, [10, 20, 30]);
      Weights.set(ctx, place, 1, [[0, 5]]);
      Bonds.set(ctx, place, 1, [[0, 6]]);
      Weights.set(ctx, place, 0, [
        [1, 7],
        [42, 3],
      ]);
      Bonds.set(ctx, place, 0, [
        [1, 8],
        [42, 4],
      ]);
    }
    clearNeuron(ctx, netuid, 1);
    expect(Emission.get(ctx, netuid)).toEqual([1n, 0n, 3n]);
    expect(Consensus.get(ctx, netuid)).toEqual([21, 0, 44]);
    expect(Dividends.get(ctx, netuid)).toEqual([7, 0, 17]);
    for (const place of both) {
      expect(Incentive.get(ctx, place)).toEqual([10, 0, 30]);
      expect([Weights.has(ctx, place, 1), Bonds.has(ctx, place, 1)]).toEqual([false, false]);
      expect(Weights.get(ctx, place, 0)).toEqual([
        [1, 0],
        [42, 3],
      ]);
    }
  });
  test("clear_neuron_handles_absent_rows_gracefully", () => {
    const ctx = newTestExt(1);
    const netuid = netUid(55);
    MechanismCountCurrent.set(ctx, netuid, mechId(1));
    Emission.set(ctx, netuid, [alpha(5n)]);
    Consensus.set(ctx, netuid, [6]);
    Dividends.set(ctx, netuid, [7]);
    clearNeuron(ctx, netuid, 0);
    expect([Emission.get(ctx, netuid), Consensus.get(ctx, netuid), Dividends.get(ctx, netuid)]).toEqual([
      [0n],
      [0],
      [0],
    ]);
  });
});

describe("Weights by mechanism", () => {
  const NETUID = netUid(1);
  const [HOTKEY, COLDKEY] = [acct(55), acct(66)];
  const KEYS = [
    [HOTKEY, COLDKEY],
    [acct(77), acct(88)],
    [acct(99), acct(111)],
  ] as const;
  const uidOf = (ctx: MockContext, hotkey: AccountId) => uidForNetAndHotkey(ctx, NETUID, hotkey);
  const ask = (ctx: MockContext, name: string, args: object, hotkey = HOTKEY) =>
    directOutcome(ctx, signed(hotkey), name, { netuid: NETUID, ...args });
  function makeValidator(ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId): void {
    settings.storage.StakeThreshold.set(ctx, 0n);
    setValidatorPermitForUid(ctx, netuid, uidOf(ctx, hotkey), true);
    addBalanceToColdkeyAccount(ctx, coldkey, 1n);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(1n));
  }
  /** Three neurons, the first a validator, and two mechanisms. */
  function subnet(add: (ctx: MockContext, netuid: number, period: number) => NetUid): MockContext {
    const ctx = newTestExt(0);
    add(ctx, NETUID, 13);
    for (const [hotkey, coldkey] of KEYS) registerOkNeuron(ctx, NETUID, hotkey, coldkey);
    makeValidator(ctx, NETUID, HOTKEY, COLDKEY);
    MechanismCountCurrent.set(ctx, NETUID, mechId(2));
    return ctx;
  }
  test("test_set_mechanism_weights_happy_path_sets_row_under_subid", () => {
    const ctx = subnet(addNetworkDisableCommitReveal);
    expect(
      ask(ctx, "set_mechanism_weights", { mecid: 1, dests: [1, 2], weights: [88, 65_535], version_key: 0n }),
    ).toBeUndefined();
    expect(Weights.get(ctx, index(1, 1), 0)).toEqual([
      [1, 88],
      [2, 65_535],
    ]);
    expect(Weights.get(ctx, index(1, 0), 0)).toEqual([]);
  });
  test("test_set_mechanism_weights_above_mechanism_count_fails", () => {
    const ctx = subnet(addNetworkDisableCommitReveal);
    expect(ask(ctx, "set_mechanism_weights", { mecid: 2, dests: [1], weights: [88], version_key: 0n })).toBe(
      "MechanismDoesNotExist",
    );
  });

  const REVEAL = { uids: [1, 2], values: [88, 65_535], salt: [1, 2, 3, 4, 5, 6, 7, 8], version_key: 0n };
  /** blake2-256 of (hotkey, place, uids, values, salt, version key) in SCALE. */
  function hashOf(
    place: number,
    {
      uids,
      values,
      salt,
    }: { readonly uids: readonly number[]; readonly values: readonly number[]; readonly salt: readonly number[] },
  ): string {
    const u16 = (n: number): number[] => [n & 255, n >> 8];
    const list = (all: readonly number[]): number[] => [all.length << 2, ...all.flatMap(u16)];
    const input = [
      ...Buffer.from(HOTKEY.slice(2), "hex"),
      ...u16(place),
      ...list(uids),
      ...list(values),
      ...list(salt),
      ...new Uint8Array(8),
    ];
    return `0x${Buffer.from(blake2b(Uint8Array.from(input), { dkLen: 32 })).toString("hex")}`;
  }
  function committing(): MockContext {
    const ctx = subnet(addNetwork);
    parameters.storage.WeightsSetRateLimit.set(ctx, NETUID, 5n);
    parameters.storage.CommitRevealWeightsEnabled.set(ctx, NETUID, true);
    return ctx;
  }
  test("test_commit_reveal_mechanism_weights_ok", () => {
    const ctx = committing();
    expect(
      ask(ctx, "commit_mechanism_weights", { mecid: 1, commit_hash: hashOf(index(1, 1), REVEAL) }),
    ).toBeUndefined();
    stepEpochs(ctx, 1, NETUID);
    expect(ask(ctx, "reveal_mechanism_weights", { mecid: 1, ...REVEAL })).toBeUndefined();
    expect(Weights.get(ctx, index(1, 1), 0)).toEqual([
      [1, 88],
      [2, 65_535],
    ]);
    expect(Weights.get(ctx, index(1, 0), 0)).toEqual([]);
  });
  test("test_commit_reveal_above_mechanism_count_fails", () => {
    const ctx = committing();
    const reveal = { ...REVEAL, uids: [1], values: [88] };
    expect(ask(ctx, "commit_mechanism_weights", { mecid: 2, commit_hash: hashOf(index(1, 2), reveal) })).toBe(
      "MechanismDoesNotExist",
    );
    stepEpochs(ctx, 1, NETUID);
    expect(ask(ctx, "reveal_mechanism_weights", { mecid: 2, ...reveal })).toBe("NoWeightsCommitFound");
    expect([0, 1].map((uid) => Weights.get(ctx, index(1, 2), uid))).toEqual([[], []]);
  });

  const timelock = (ctx: MockContext, mecid: number, commit: readonly number[]) =>
    ask(
      ctx,
      "commit_timelocked_mechanism_weights",
      { mecid, commit: Uint8Array.from(commit), reveal_round: 1000n, commit_reveal_version: 4 },
      acct(1),
    );
  function timelocking(block: number): MockContext {
    const ctx = newTestExt(block);
    addNetwork(ctx, NETUID, 5, 0);
    MechanismCountCurrent.set(ctx, NETUID, mechId(2));
    registerOkNeuron(ctx, NETUID, acct(1), acct(2));
    parameters.storage.CommitRevealWeightsEnabled.set(ctx, NETUID, true);
    makeValidator(ctx, NETUID, acct(1), acct(2));
    return ctx;
  }
  test("test_crv3_above_mechanism_count_fails", () => {
    const ctx = timelocking(0);
    parameters.storage.WeightsSetRateLimit.set(ctx, NETUID, 0n);
    expect(timelock(ctx, 2, [1, 2, 3])).toBe("MechanismDoesNotExist");
  });
  test("test_do_commit_crv3_mechanism_weights_committing_too_fast", () => {
    const ctx = timelocking(1);
    parameters.storage.WeightsSetRateLimit.set(ctx, NETUID, 5n);
    setLastUpdateForUid(ctx, index(1, 1), 0, 0n);
    expect(timelock(ctx, 1, [1, 2, 3])).toBeUndefined();
    expect(timelock(ctx, 1, [4, 5, 6])).toBe("CommittingWeightsTooFast");
    setLastUpdateForUid(ctx, index(1, 0), 0, 0n);
    expect(timelock(ctx, 0, [4, 5, 6])).toBeUndefined();
    stepBlock(ctx, 2);
    expect(timelock(ctx, 1, [4, 5, 6])).toBe("CommittingWeightsTooFast");
    stepBlock(ctx, 3);
    expect(timelock(ctx, 1, [4, 5, 6])).toBeUndefined();
  });
});
