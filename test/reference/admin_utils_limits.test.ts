// The reference's tests of when owners may change what, and of slots and mechanisms
// (pallets/admin-utils/src/tests/mod.rs), with its literal values.

import { describe, expect, it } from "vitest";
import type { Origin } from "../../runtime/frame/origin.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { passesRateLimitOnSubnet } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { subnetworkN } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { serving } from "../../runtime/pallets/subtensor/serving/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { setTempoUnchecked } from "../../runtime/pallets/subtensor/tempo/tempo_control.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { H160, mechId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, root, runToBlock, signed } from "../chain/mock.ts";
import { admin, fundAndRegister, NETUID, newAdminExt } from "../chain/mock_admin.ts";
import { addNetwork } from "../chain/mock_subtensor.ts";

const { BlockAtRegistration, IsNetworkMember, Keys, SubnetworkN, Uids } = registration.storage;
const { SubnetOwner, SubnetOwnerHotkey } = subnets.storage;
const {
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  MaxAllowedUids,
  MaxRegistrationsPerBlock,
  MinAllowedUids,
  TargetRegistrationsPerInterval,
  WeightsVersionKey,
} = parameters.storage;
const { MaxMechanismCount, MechanismCountCurrent } = mechanisms.storage;

/** A subnet of tempo 10 with an owner. */
function owned(netuid: NetUid, owner: number): MockContext {
  const ctx = newAdminExt();
  addNetwork(ctx, netuid, 10);
  SubnetOwner.set(ctx, netuid, acct(owner));
  return ctx;
}

describe("rate limits of owners", () => {
  const setKey = (ctx: MockContext, by: Origin, key: bigint) =>
    admin(ctx, by, "sudo_set_weights_version_key", { netuid: NETUID, weights_version_key: key });
  const passes = (ctx: MockContext) => passesRateLimitOnSubnet(ctx, NETUID, acct(1), { type: "SetWeightsVersionKey" });
  it("test_sudo_set_weights_version_key_rate_limit", () => {
    const ctx = owned(NETUID, 1);
    expect(limits.read.WeightsVersionKeyRateLimit.get(ctx) * BigInt(tempo.read.Tempo.get(ctx, NETUID))).toBe(50n);
    expect(setKey(ctx, signed(acct(1)), 10n)).toBe(undefined);
    expect(WeightsVersionKey.get(ctx, NETUID)).toBe(10n);
    expect(passes(ctx)).toBe(false);
    expect(setKey(ctx, signed(acct(1)), 11n)).toBe("TxRateLimitExceeded");
    runToBlock(ctx, 51);
    expect(passes(ctx)).toBe(true);
    expect(setKey(ctx, signed(acct(1)), 11n)).toBe(undefined);
    expect(WeightsVersionKey.get(ctx, NETUID)).toBe(11n);
  });
  it("test_sudo_set_weights_version_key_rate_limit_root", () => {
    const ctx = owned(NETUID, 1);
    expect(setKey(ctx, root, 10n)).toBe(undefined);
    expect(WeightsVersionKey.get(ctx, NETUID)).toBe(10n);
    expect(setKey(ctx, signed(acct(1)), 11n)).toBe(undefined);
    expect(WeightsVersionKey.get(ctx, NETUID)).toBe(11n);
  });

  const setInterval = (ctx: MockContext, netuid: NetUid, owner: number, interval: bigint) =>
    admin(ctx, signed(acct(owner)), "sudo_set_commit_reveal_weights_interval", { netuid, interval });
  /** Two epochs are two blocks, and nothing is frozen. */
  function quick(netuid: NetUid, owner: number): MockContext {
    const ctx = owned(netuid, owner);
    setTempoUnchecked(ctx, netuid, 1);
    expect(admin(ctx, root, "sudo_set_admin_freeze_window", { window: 0 })).toBe(undefined);
    return ctx;
  }
  it("test_owner_hyperparam_update_rate_limit_enforced", () => {
    const ctx = quick(NETUID, 5);
    expect(setInterval(ctx, NETUID, 5, 11n)).toBe(undefined);
    expect(setInterval(ctx, NETUID, 5, 12n)).toBe("TxRateLimitExceeded");
    runToBlock(ctx, ctx.block.number + 1);
    expect(setInterval(ctx, NETUID, 5, 13n)).toBe("TxRateLimitExceeded");
    runToBlock(ctx, ctx.block.number + 1);
    expect(setInterval(ctx, NETUID, 5, 14n)).toBe(undefined);
  });
  it("test_hyperparam_rate_limit_enforced_by_tempo", () => {
    const netuid = netUid(42);
    const ctx = quick(netuid, 77);
    expect(setInterval(ctx, netuid, 77, 1n)).toBe(undefined);
    expect(setInterval(ctx, netuid, 77, 2n)).toBe("TxRateLimitExceeded");
    runToBlock(ctx, ctx.block.number + 2);
    expect(setInterval(ctx, netuid, 77, 3n)).toBe(undefined);
  });
  it("test_owner_hyperparam_rate_limit_independent_per_param", () => {
    const netuid = netUid(7);
    const ctx = quick(netuid, 123);
    const setRho = (rho: number) => admin(ctx, signed(acct(123)), "sudo_set_rho", { netuid, rho });
    expect(setInterval(ctx, netuid, 123, 10n)).toBe(undefined);
    expect(setInterval(ctx, netuid, 123, 11n)).toBe("TxRateLimitExceeded");
    expect(setRho(5)).toBe(undefined);
    expect(setInterval(ctx, netuid, 123, 12n)).toBe("TxRateLimitExceeded");
    expect(setRho(6)).toBe("TxRateLimitExceeded");
    runToBlock(ctx, ctx.block.number + 2);
    expect(setInterval(ctx, netuid, 123, 13n)).toBe(undefined);
    expect(setRho(7)).toBe(undefined);
  });
  it("test_freeze_window_blocks_root_and_owner", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    expect(admin(ctx, root, "sudo_set_admin_freeze_window", { window: 3 })).toBe(undefined);
    tempo.storage.LastEpochBlock.set(ctx, NETUID, 0n);
    runToBlock(ctx, 8);
    expect(admin(ctx, root, "sudo_set_min_burn", { netuid: NETUID, min_burn: rao(123n) })).toBe(
      "AdminActionProhibitedDuringWeightsWindow",
    );
    SubnetOwner.set(ctx, NETUID, acct(9));
    expect(setInterval(ctx, NETUID, 9, 77n)).toBe("AdminActionProhibitedDuringWeightsWindow");
  });
  it("test_set_sn_owner_hotkey_owner", () => {
    const ctx = owned(NETUID, 10);
    const set = (who: number) =>
      admin(ctx, signed(acct(who)), "sudo_set_sn_owner_hotkey", { netuid: NETUID, hotkey: acct(3) });
    expect(set(4)).toBe("BadOrigin");
    expect(set(10)).toBe(undefined);
    expect(SubnetOwnerHotkey.get(ctx, NETUID)).toBe(acct(3));
    expect(set(10)).toBe("TxRateLimitExceeded");
  });
  it("test_set_sn_owner_hotkey_root", () => {
    const ctx = owned(NETUID, 10);
    expect(admin(ctx, root, "sudo_set_sn_owner_hotkey", { netuid: NETUID, hotkey: acct(3) })).toBe(undefined);
    expect(SubnetOwnerHotkey.get(ctx, NETUID)).toBe(acct(3));
  });
});

describe("mechanisms", () => {
  const setCount = (ctx: MockContext, by: Origin, count: number) =>
    admin(ctx, by, "sudo_set_mechanism_count", { netuid: NETUID, mechanism_count: mechId(count) });
  it("test_sudo_set_mechanism_count", () => {
    const ctx = owned(NETUID, 1324);
    const most = MaxMechanismCount.get(ctx);
    MaxAllowedUids.set(ctx, NETUID, 256);
    expect(most).toBe(2);
    expect(setCount(ctx, signed(acct(1)), most)).toBe("BadOrigin");
    expect(setCount(ctx, root, most + 1)).toBe("InvalidValue");
    expect(setCount(ctx, root, most)).toBe("TooManyUIDsPerMechanism");
    MaxAllowedUids.set(ctx, NETUID, 128);
    expect(setCount(ctx, root, most)).toBe(undefined);
    expect(setCount(ctx, signed(acct(1324)), most)).toBe(undefined);
    expect(MechanismCountCurrent.get(ctx, NETUID)).toBe(2);
  });
  it("test_sudo_set_mechanism_count_and_emissions", () => {
    const ctx = owned(NETUID, 1324);
    const fifth = 13_107;
    const split = (...parts: number[]) =>
      admin(ctx, signed(acct(1324)), "sudo_set_mechanism_emission_split", { netuid: NETUID, maybe_split: parts });
    MaxMechanismCount.set(ctx, mechId(2));
    MaxAllowedUids.set(ctx, NETUID, 128);
    expect(setCount(ctx, signed(acct(1324)), 2)).toBe(undefined);
    expect(split(fifth * 2, fifth * 2, fifth)).toBe("InvalidValue");
    expect(split(fifth * 4, fifth - 1)).toBe("InvalidValue");
    expect(split(fifth, fifth * 4)).toBe(undefined);
    expect(split(fifth * 4, fifth)).toBe("TxRateLimitExceeded");
  });
});

describe("slots", () => {
  /** A subnet that takes many registrations. */
  function open(): MockContext {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    MaxRegistrationsPerBlock.set(ctx, NETUID, 256);
    TargetRegistrationsPerInterval.set(ctx, NETUID, 256);
    return ctx;
  }
  it("test_sudo_set_max_allowed_uids", () => {
    const ctx = open();
    const set = (by: Origin, netuid: number, most: number) =>
      admin(ctx, by, "sudo_set_max_allowed_uids", { netuid, max_allowed_uids: most });
    for (let i = 0; i <= 8; i++) fundAndRegister(ctx, NETUID, acct(i * 1000), acct(i * 1000 + i));
    const n = subnetworkN(ctx, NETUID);
    expect(n).toBe(9);
    expect(set(signed(acct(42)), 1, 12)).toBe("BadOrigin");
    expect(set(root, 42, 12)).toBe("SubnetDoesNotExist");
    expect(set(root, 1, MinAllowedUids.get(ctx, NETUID) - 1)).toBe("MaxAllowedUidsLessThanMinAllowedUids");
    expect(set(root, 1, n - 1)).toBe("MaxAllowedUIdsLessThanCurrentUIds");
    expect(set(root, 1, 257)).toBe("MaxAllowedUidsGreaterThanDefaultMaxAllowedUids");
    MaxAllowedUids.set(ctx, NETUID, 8);
    MechanismCountCurrent.set(ctx, NETUID, mechId(32));
    expect(set(root, 1, 16)).toBe("TooManyUIDsPerMechanism");
    MechanismCountCurrent.set(ctx, NETUID, mechId(1));
    for (const most of [12, n]) {
      expect(set(root, 1, most)).toBe(undefined);
      expect(MaxAllowedUids.get(ctx, NETUID)).toBe(most);
    }
    MinAllowedUids.set(ctx, NETUID, n);
    for (const most of [n, 256]) {
      expect(set(root, 1, most)).toBe(undefined);
      expect(MaxAllowedUids.get(ctx, NETUID)).toBe(most);
    }
  });
  it("test_sudo_set_min_allowed_uids", () => {
    const ctx = open();
    const set = (by: Origin, netuid: number, least: number) =>
      admin(ctx, by, "sudo_set_min_allowed_uids", { netuid, min_allowed_uids: least });
    for (let i = 0; i <= 16; i++) fundAndRegister(ctx, NETUID, acct(i * 1000), acct(i * 1000 + i));
    expect(set(root, 1, 8)).toBe(undefined);
    expect(MinAllowedUids.get(ctx, NETUID)).toBe(8);
    expect(set(signed(acct(0)), 1, 8)).toBe("BadOrigin");
    expect(set(root, 42, 8)).toBe("SubnetDoesNotExist");
    expect(set(root, 1, MaxAllowedUids.get(ctx, NETUID) + 1)).toBe("MinAllowedUidsGreaterThanMaxAllowedUids");
    expect(set(root, 1, subnetworkN(ctx, NETUID) + 1)).toBe("MinAllowedUidsGreaterThanCurrentUids");
  });

  const trim = (ctx: MockContext, netuid: number, most: number) =>
    admin(ctx, root, "sudo_trim_to_max_allowed_uids", { netuid, max_n: most });
  const evm = (last: string) => H160.decode(utf8ToBytes(`1234567890123456789${last}`));
  it("test_trim_to_max_allowed_uids", () => {
    const ctx = open();
    SubnetOwner.set(ctx, NETUID, acct(1));
    SubnetOwnerHotkey.set(ctx, NETUID, acct(2));
    ImmuneOwnerUidsLimit.set(ctx, NETUID, 2);
    MinAllowedUids.set(ctx, NETUID, 4);
    MechanismCountCurrent.set(ctx, NETUID, mechId(4));
    const indices = [0, 1, 2, 3].map((mechanism) => mechanismStorageIndex(NETUID, mechId(mechanism)));
    for (let i = 1; i <= 16; i++) fundAndRegister(ctx, NETUID, acct(i * 1000), acct(i * 1000 + i));
    runToBlock(ctx, ctx.block.number + ImmunityPeriod.get(ctx, NETUID) + 1);

    const values = [17, 42, 8, 56, 23, 91, 34, 77, 12, 65, 3, 88, 29, 51, 74, 39];
    const flags = [
      false,
      false,
      false,
      true,
      false,
      true,
      true,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      true,
      false,
    ];
    const { Active, Bonds, Consensus, Dividends, Emission, Incentive, StakeWeight, ValidatorPermit, ValidatorTrust } =
      epoch.storage;
    const { LastUpdate, Weights } = validatorWeights.storage;
    Emission.set(
      ctx,
      NETUID,
      values.map((v) => alpha(BigInt(v))),
    );
    for (const item of [Consensus, Dividends, ValidatorTrust, StakeWeight]) item.set(ctx, NETUID, values);
    for (const item of [ValidatorPermit, Active]) item.set(ctx, NETUID, flags);
    for (const index of indices) {
      Incentive.set(ctx, index, values);
      LastUpdate.set(ctx, index, values.map(BigInt));
    }
    const now = BigInt(ctx.block.number);
    BlockAtRegistration.set(ctx, NETUID, 6, now);
    for (const [uid, last] of [
      [6, "1"],
      [10, "2"],
      [12, "3"],
      [14, "4"],
    ] as const)
      keys.storage.AssociatedEvmAddress.set(ctx, NETUID, uid, [evm(last), now]);
    for (let uid = 0; uid < 16; uid++) {
      const others = values.map((_, target) => target).filter((target) => target !== uid);
      for (const index of indices) {
        Weights.set(
          ctx,
          index,
          uid,
          others.map((target) => [target, (uid + target) % 1000] as const),
        );
        Bonds.set(
          ctx,
          index,
          uid,
          others.map((target) => [target, (uid * target) % 1000] as const),
        );
      }
    }

    expect(trim(ctx, 1, 8)).toBe(undefined);
    expect(MaxAllowedUids.get(ctx, NETUID)).toBe(8);
    const left = [56, 91, 34, 77, 65, 88, 51, 74];
    expect(Emission.get(ctx, NETUID)).toEqual(left.map(BigInt));
    for (const item of [Consensus, Dividends, ValidatorTrust, StakeWeight]) expect(item.get(ctx, NETUID)).toEqual(left);
    for (const item of [ValidatorPermit, Active]) expect(item.get(ctx, NETUID)).toEqual(left.map(() => true));
    for (const index of indices) {
      expect(Incentive.get(ctx, index)).toEqual(left);
      expect(LastUpdate.get(ctx, index)).toEqual(left.map(BigInt));
    }
    for (let uid = 8; uid < 16; uid++) {
      for (const item of [Keys, BlockAtRegistration, keys.storage.AssociatedEvmAddress])
        expect(item.has(ctx, NETUID, uid)).toBe(false);
      for (const index of indices) for (const item of [Weights, Bonds]) expect(item.has(ctx, index, uid)).toBe(false);
    }
    for (const hotkey of [1000, 2000, 3000, 5000, 9000, 11_000, 13_000, 16_000].map(acct)) {
      expect(Uids.has(ctx, NETUID, hotkey)).toBe(false);
      for (const item of [IsNetworkMember, coinbase.storage.LastHotkeyEmissionOnNetuid])
        expect(item.has(ctx, hotkey, NETUID)).toBe(false);
      for (const item of [
        coinbase.storage.AlphaDividendsPerSubnet,
        serving.storage.Axons,
        serving.storage.NeuronCertificates,
        serving.storage.Prometheus,
      ])
        expect(item.has(ctx, NETUID, hotkey)).toBe(false);
    }
    for (let uid = 0; uid < 8; uid++)
      for (const index of indices)
        for (const item of [Weights, Bonds]) {
          expect(item.get(ctx, index, uid)).not.toEqual([]);
          expect(item.get(ctx, index, uid).every(([target]) => target < 8)).toBe(true);
        }
    expect(SubnetworkN.get(ctx, NETUID)).toBe(8);
    for (let uid = 0; uid < 8; uid++) expect(Uids.get(ctx, NETUID, Keys.get(ctx, NETUID, uid))).toBe(uid);
    expect(keys.storage.AssociatedEvmAddress.get(ctx, NETUID, 2)).toEqual([evm("1"), now]);
    expect(keys.storage.AssociatedEvmAddress.get(ctx, NETUID, 7)).toEqual([evm("4"), now]);

    expect(trim(ctx, 42, 8)).toBe("SubnetNotExists");
    expect(trim(ctx, 1, 2)).toBe("InvalidValue");
    expect(trim(ctx, 1, 9)).toBe("InvalidValue");
  });
  it("test_trim_to_max_allowed_uids_too_many_immune", () => {
    const ctx = open();
    SubnetOwner.set(ctx, NETUID, acct(1));
    ImmuneOwnerUidsLimit.set(ctx, NETUID, 2);
    MinAllowedUids.set(ctx, NETUID, 2);
    for (let i = 1; i <= 5; i++) fundAndRegister(ctx, NETUID, acct(i * 1000), acct(i * 1000 + i));
    runToBlock(ctx, ImmunityPeriod.get(ctx, NETUID) + 1);
    keys.storage.OwnedHotkeys.set(ctx, acct(1), [acct(1000), acct(2000)]);
    for (const uid of [0, 1, 2, 3]) {
      const hotkey = acct(uid * 1000 + 1000);
      Keys.set(ctx, NETUID, uid, hotkey);
      Uids.set(ctx, NETUID, hotkey, uid);
      if (uid > 1) BlockAtRegistration.set(ctx, NETUID, uid, BigInt(ctx.block.number));
    }
    expect(trim(ctx, 1, 4)).toBe("TrimmingWouldExceedMaxImmunePercentage");
    expect(trim(ctx, 1, 3)).toBe("TrimmingWouldExceedMaxImmunePercentage");
    for (const uid of [3, 2]) {
      Keys.delete(ctx, NETUID, uid);
      Uids.delete(ctx, NETUID, acct(uid * 1000 + 1000));
      BlockAtRegistration.delete(ctx, NETUID, uid);
    }
    expect(trim(ctx, 1, 1)).toBe("InvalidValue");
  });
});
