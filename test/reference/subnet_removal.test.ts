// What dissolving a subnet leaves behind: nothing under its number. After the tests of the reference on that
// (pallets/subtensor/src/tests/networks.rs).

import { describe, expect, test } from "vitest";
import type { Item } from "../../runtime/frame/storage.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { destroyAlphaInOutStakes } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/destroy_stakes.ts";
import { dissolveNetwork } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/dissolve_network.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { leases } from "../../runtime/pallets/subtensor/leases/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { ifSubnetExist, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { I64F64, I96F32, U64F64, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { type H160, mechId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork } from "../chain/mock_subtensor.ts";

const [COLD, HOT] = [acct(123), acct(456)];

/** A stored value, and whether it is still there. */
interface Stored {
  readonly name: string;
  has(): boolean;
}
// biome-ignore lint/suspicious/noExplicitAny: items of whatever types
type AnyItem = Item<any, any, any>;
function founded(): {
  readonly ctx: MockContext;
  readonly netuid: NetUid;
  readonly put: (item: AnyItem, key: readonly unknown[], value: unknown) => Stored;
} {
  const ctx = newTestExt(0);
  const netuid = addDynamicNetwork(ctx, HOT, COLD);
  addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, 100_000_000_000n);
  const put = (item: AnyItem, key: readonly unknown[], value: unknown): Stored => {
    item.set(ctx, ...key, value);
    return { name: item.name, has: () => item.has(ctx, ...key) };
  };
  return { ctx, netuid, put };
}
const left = (all: readonly Stored[]): string[] => all.filter((one) => one.has()).map(({ name }) => name);

test("dissolve_clears_all_per_subnet_storages", () => {
  const { ctx, netuid, put } = founded();
  const index = mechanismStorageIndex(netuid, mechId(0));
  const set = (item: AnyItem, ...keyThenValue: unknown[]): Stored =>
    put(item, keyThenValue.slice(0, -1), keyThenValue.at(-1));
  const { storage: s } = subnets;
  const { storage: e } = epoch;
  const { storage: p } = parameters;
  const { storage: r } = registration;
  const { storage: l } = pools;
  const { storage: c } = coinbase;
  const { storage: t } = tempo;
  const { storage: w } = validatorWeights;
  const { storage: d } = delegation;
  const [one, tao, amount] = [[1], rao(1n), alpha(1n)];
  // biome-ignore format: grouped as the reference groups them
  const all = [
    set(s.SubnetOwner, netuid, COLD), set(s.SubnetOwnerHotkey, netuid, HOT), set(r.SubnetworkN, netuid, 0), set(s.NetworksAdded, netuid, true),
    set(s.NetworkRegisteredAt, netuid, 0n),
    set(e.Active, netuid, [true]), set(e.Emission, netuid, [amount]), set(e.Incentive, index, one), set(e.Consensus, netuid, one), set(e.Dividends, netuid, one),
    set(w.LastUpdate, index, [0n]), set(e.ValidatorPermit, netuid, [true]), set(e.ValidatorTrust, netuid, one),
    set(t.Tempo, netuid, 1), set(p.Kappa, netuid, 1), set(p.Difficulty, netuid, 1n),
    set(p.MaxAllowedUids, netuid, 1), set(p.ImmunityPeriod, netuid, 1), set(p.ActivityCutoff, netuid, 1), set(p.MinAllowedWeights, netuid, 1),
    set(r.RegistrationsThisInterval, netuid, 1), set(r.POWRegistrationsThisInterval, netuid, 1), set(r.BurnRegistrationsThisInterval, netuid, 1),
    set(l.SubnetTAO, netuid, tao), set(c.SubnetAlphaInEmission, netuid, amount), set(c.SubnetAlphaOutEmission, netuid, amount),
    set(c.SubnetTaoInEmission, netuid, tao), set(l.SubnetVolume, netuid, 1n),
    set(l.SubnetAlphaIn, netuid, alpha(2n)), set(l.SubnetAlphaOut, netuid, alpha(3n)), set(l.SubnetProtocolAlpha, netuid, alpha(4n)),
    set(r.Keys, netuid, 0, HOT), set(e.Bonds, index, 0, [[0, 1]]), set(w.Weights, index, 0, [[1, 1]]), set(r.IsNetworkMember, HOT, netuid, true),
    set(s.TokenSymbol, netuid, utf8ToBytes("XX")), set(l.SubnetMovingPrice, netuid, I96F32.fromNum(1)),
    set(l.SubnetTaoFlow, netuid, 0n), set(l.SubnetEmaTaoFlow, netuid, [0n, I64F64.ZERO]),
    set(p.TransferToggle, netuid, true), set(s.SubnetLocked, netuid, tao), set(s.LargestLocked, netuid, 1n),
    set(s.FirstEmissionBlockNumber, netuid, 1n), set(s.SubnetMechanism, netuid, 1), set(p.NetworkRegistrationAllowed, netuid, true),
    set(p.NetworkPowRegistrationAllowed, netuid, true), set(c.PendingServerEmission, netuid, amount), set(c.PendingValidatorEmission, netuid, amount),
    set(c.PendingRootAlphaDivs, netuid, amount), set(c.PendingOwnerCut, netuid, amount), set(c.MinerBurned, netuid, U96F32.fromNum(1)),
    set(t.BlocksSinceLastStep, netuid, 1n), set(t.LastMechansimStepBlock, netuid, 1n), set(p.ServingRateLimit, netuid, 1n), set(p.Rho, netuid, 1),
    set(p.AlphaSigmoidSteepness, netuid, 1),
    set(p.WeightsVersionKey, netuid, 1n), set(p.MaxAllowedValidators, netuid, 1), set(p.BondsMovingAverage, netuid, 1n), set(p.BondsPenalty, netuid, 1),
    set(p.BondsResetOn, netuid, true), set(p.WeightsSetRateLimit, netuid, 1n), set(p.ValidatorPruneLen, netuid, 1n), set(p.ScalingLawPower, netuid, 1),
    set(p.TargetRegistrationsPerInterval, netuid, 1), set(p.CommitRevealWeightsEnabled, netuid, true),
    set(r.Burn, netuid, tao), set(p.MinBurn, netuid, tao), set(p.MaxBurn, netuid, rao(2n)), set(p.MinDifficulty, netuid, 1n), set(p.MaxDifficulty, netuid, 2n),
    set(r.RegistrationsThisBlock, netuid, 1), set(p.EMAPriceHalvingBlocks, netuid, 1n), set(r.RAORecycledForRegistration, netuid, tao),
    set(p.LiquidAlphaOn, netuid, true), set(p.Yuma3On, netuid, true), set(p.AlphaValues, netuid, [1, 2]), set(p.SubtokenEnabled, netuid, true),
    set(p.OwnerCutAutoLockEnabled, netuid, true), set(p.ImmuneOwnerUidsLimit, netuid, 1), set(e.StakeWeight, netuid, one),
    set(r.Uids, netuid, HOT, 0), set(r.BlockAtRegistration, netuid, 0, 1n), set(c.AlphaDividendsPerSubnet, netuid, HOT, amount),
    set(d.ChildkeyTake, HOT, netuid, 1), set(d.PendingChildKeys, netuid, COLD, [[[1n, HOT]], 1n]), set(d.ChildKeys, COLD, netuid, [[1n, HOT]]),
    set(d.ParentKeys, HOT, netuid, [[1n, COLD]]), set(keySwaps.storage.LastHotkeySwapOnNetuid, netuid, COLD, 1n),
    set(limits.storage.TransactionKeyLastBlock, HOT, netuid, 1, 1n),
    set(keys.storage.AssociatedEvmAddress, netuid, 0, [`0x${"00".repeat(20)}` as H160, 1n]), set(leases.storage.SubnetUidToLeaseId, netuid, 42),
  ];
  // Two that outlive a subnet in the reference, though nothing reads them any more.
  const outliving = [set(p.AdjustmentInterval, netuid, 2), set(p.AdjustmentAlpha, netuid, 1n)];
  expect(left(all)).toHaveLength(all.length);
  dissolveNetwork(ctx, netuid);
  expect(left(all)).toEqual([]);
  expect(left(outliving)).toEqual(["AdjustmentInterval", "AdjustmentAlpha"]);
  expect(ifSubnetExist(ctx, netuid)).toBe(false);
});

test("dissolve_clears_all_mechanism_scoped_maps_for_all_mechanisms", () => {
  const { ctx, netuid } = founded();
  const { Bonds, Incentive } = epoch.storage;
  const { LastUpdate, TimelockedWeightCommits, WeightCommits, Weights } = validatorWeights.storage;
  const { MechanismCountCurrent } = mechanisms.storage;
  MechanismCountCurrent.set(ctx, netuid, mechId(2));
  const both = [0, 1].map((mecid) => mechanismStorageIndex(netuid, mechId(mecid)));
  both.forEach((index, i) => {
    Weights.set(ctx, index, 0, [[i + 1, 1]]);
    Bonds.set(ctx, index, 0, [[i + 1, 1]]);
    TimelockedWeightCommits.set(ctx, index, BigInt(i + 1), [[acct(1), BigInt(i + 1), new Uint8Array(), 0n]]);
    Incentive.set(ctx, index, [2 * i + 1, 2 * i + 2]);
    LastUpdate.set(ctx, index, [42n * BigInt(i + 1)]);
  });
  const count = () =>
    both.map((index) =>
      [Weights, Bonds, WeightCommits, TimelockedWeightCommits, Incentive, LastUpdate].map(
        (item) => [...item.keysOf(ctx, index)].length,
      ),
    );
  expect(count()).toEqual([
    [1, 1, 0, 1, 1, 1],
    [1, 1, 0, 1, 1, 1],
  ]);
  expect(MechanismCountCurrent.has(ctx, netuid)).toBe(true);
  dissolveNetwork(ctx, netuid);
  expect(count()).toEqual([
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ]);
  expect(MechanismCountCurrent.has(ctx, netuid)).toBe(false);
});

describe("Locks", () => {
  const { DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, HotkeyLock, Lock, LockingColdkeys, OwnerLock } =
    locks.storage;
  const lockOf = (mass: bigint, conviction: number, block: bigint) => ({
    locked_mass: alpha(mass),
    conviction: U64F64.fromFloat(conviction),
    last_update: block,
  });
  const [COLD_1, COLD_2, HOT_1, HOT_2] = [acct(1001), acct(1002), acct(2001), acct(2002)];

  test("dissolve_clears_all_lock_maps_for_removed_network", () => {
    const { ctx, netuid, put } = founded();
    const other = netUid(netuid + 1);
    const [a, b] = [lockOf(10n, 1.5, 1n), lockOf(20n, 2.5, 2n)];
    const gone = [
      put(Lock, [COLD_1, netuid, HOT_1], a),
      put(LockingColdkeys, [netuid, HOT_1, COLD_1], null),
      put(Lock, [COLD_2, netuid, HOT_2], b),
      put(LockingColdkeys, [netuid, HOT_2, COLD_2], null),
      put(HotkeyLock, [netuid, HOT_1], a),
      put(HotkeyLock, [netuid, HOT_2], b),
      put(DecayingHotkeyLock, [netuid, HOT_1], a),
      put(DecayingHotkeyLock, [netuid, HOT_2], b),
      put(OwnerLock, [netuid], a),
      put(DecayingLock, [COLD_1, netuid], false),
      put(DecayingLock, [COLD_2, netuid], false),
    ];
    const kept = [
      put(Lock, [COLD_1, other, HOT_1], a),
      put(LockingColdkeys, [other, HOT_1, COLD_1], null),
      put(HotkeyLock, [other, HOT_1], a),
      put(DecayingHotkeyLock, [other, HOT_1], a),
      put(OwnerLock, [other], b),
      put(DecayingLock, [COLD_1, other], false),
    ];
    expect(left([...gone, ...kept])).toHaveLength(17);
    dissolveNetwork(ctx, netuid);
    expect(left(gone)).toEqual([]);
    expect(left(kept)).toHaveLength(6);
  });
  test("destroy_alpha_in_out_stakes_cleans_locking_coldkeys", () => {
    const { ctx, netuid, put } = founded();
    const other = netUid(netuid + 1);
    const lock = lockOf(10n, 1, 1n);
    const on = (net: NetUid) => [
      put(Lock, [acct(111), net, acct(222)], lock),
      put(LockingColdkeys, [net, acct(222), acct(111)], null),
    ];
    const [gone, kept] = [on(netuid), on(other)];
    destroyAlphaInOutStakes(ctx, netuid);
    expect(left(gone)).toEqual([]);
    expect(left(kept)).toEqual(["Lock", "LockingColdkeys"]);
  });
  test("destroy_alpha_in_out_stakes_cleans_all_lock_aggregates", () => {
    const { ctx, netuid, put } = founded();
    const lock = lockOf(10n, 1, 1n);
    const on = (net: NetUid) => [
      put(HotkeyLock, [net, acct(222)], lock),
      put(DecayingHotkeyLock, [net, acct(222)], lock),
      put(OwnerLock, [net], lock),
      put(DecayingOwnerLock, [net], lock),
      put(DecayingLock, [acct(111), net], false),
    ];
    const [gone, kept] = [on(netuid), on(netUid(netuid + 1))];
    destroyAlphaInOutStakes(ctx, netuid);
    expect(left(gone)).toEqual([]);
    expect(left(kept)).toHaveLength(5);
  });
});
