// The reference's tests of slots (pallets/subtensor/src/tests/uids.rs), with its literal values.

import { describe, expect, test } from "vitest";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { neuronToPrune } from "../../runtime/pallets/subtensor/registration/pruning.ts";
import {
  hotkeyForNetAndUid,
  isHotkeyRegisteredOnAnyNetwork,
  isHotkeyRegisteredOnNetwork,
  replaceNeuron,
  uidForNetAndHotkey,
  withElement,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { serving } from "../../runtime/pallets/subtensor/serving/contract.ts";
import { certificateOf } from "../../runtime/pallets/subtensor/serving/serving.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { type AccountId, type H160, MAIN_MECHANISM, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, outcomeOf, setBlock, stepBlock } from "../chain/mock.ts";
import { addDynamicNetwork, addNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";

const { Bonds, Consensus, Dividends, Emission, Incentive, ValidatorPermit, ValidatorTrust } = epoch.storage;
const { AssociatedEvmAddress, OwnedHotkeys, Owner } = keys.storage;
const {
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  MaxRegistrationsPerBlock,
  MinNonImmuneUids,
  TargetRegistrationsPerInterval,
} = parameters.storage;
const { Axons, NeuronCertificates, Prometheus } = serving.storage;

const NETUID = netUid(1);
const [HOTKEY, NEW_HOTKEY, COLDKEY] = [acct(1), acct(2), acct(1234)];
const EVM = `0x${"01".repeat(20)}` as H160;
const index = (netuid: NetUid) => mechanismStorageIndex(netuid, MAIN_MECHANISM);
const isRegistered = (ctx: MockContext, netuid: NetUid, hotkey: AccountId) =>
  isHotkeyRegisteredOnNetwork(ctx, netuid, hotkey);
const uidOf = (ctx: MockContext, netuid: NetUid, hotkey: AccountId) => uidForNetAndHotkey(ctx, netuid, hotkey);
const emissions = (ctx: MockContext, netuid: NetUid, ...amounts: bigint[]) =>
  Emission.set(ctx, netuid, amounts.map(alpha));

/** Neuron 0 of subnet 1, registered in block 0. */
function neuron(): MockContext {
  const ctx = newTestExt(0);
  addNetwork(ctx, NETUID, 13, 0);
  registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY);
  expect(uidOf(ctx, NETUID, HOTKEY)).toBe(0);
  return ctx;
}

describe("Replacing a neuron", () => {
  test("test_replace_neuron", () => {
    const ctx = neuron();
    Emission.update(ctx, NETUID, (list) => withElement(list, 0, alpha(5n)));
    Consensus.update(ctx, NETUID, (list) => withElement(list, 0, 5));
    Incentive.update(ctx, index(NETUID), (list) => withElement(list, 0, 5));
    Dividends.update(ctx, NETUID, (list) => withElement(list, 0, 5));
    Bonds.set(ctx, index(NETUID), 0, [[0, 1]]);
    Axons.set(ctx, NETUID, HOTKEY, {
      block: 0n,
      version: 0,
      ip: 0n,
      port: 0,
      ip_type: 0,
      protocol: 0,
      placeholder1: 0,
      placeholder2: 0,
    });
    NeuronCertificates.set(ctx, NETUID, HOTKEY, { public_key: new Uint8Array(), algorithm: 0 });
    Prometheus.set(ctx, NETUID, HOTKEY, { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 });
    AssociatedEvmAddress.set(ctx, NETUID, 0, [EVM, 1n]);
    replaceNeuron(ctx, NETUID, 0, NEW_HOTKEY, 0n);

    expect(isRegistered(ctx, NETUID, HOTKEY)).toBe(false);
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, HOTKEY)).toBe(false);
    expect(uidOf(ctx, NETUID, NEW_HOTKEY)).toBe(0);
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, NEW_HOTKEY)).toBe(true);
    expect(hotkeyForNetAndUid(ctx, NETUID, 0)).toBe(NEW_HOTKEY);
    expect(NeuronCertificates.get(ctx, NETUID, HOTKEY)).toBeUndefined();
    expect([Emission, Consensus, Dividends].map((item) => Number(item.get(ctx, NETUID)[0]))).toEqual([0, 0, 0]);
    expect(Incentive.get(ctx, index(NETUID))[0]).toBe(0);
    for (const item of [Axons, NeuronCertificates, Prometheus])
      for (const hotkey of [HOTKEY, NEW_HOTKEY]) expect(item.has(ctx, NETUID, hotkey)).toBe(false);
    expect(Bonds.get(ctx, index(NETUID), 0)).toEqual([]);
    expect(AssociatedEvmAddress.get(ctx, NETUID, 0)).toBeUndefined();
  });

  test("test_bonds_cleared_on_replace", () => {
    const ctx = neuron();
    AssociatedEvmAddress.set(ctx, NETUID, 0, [EVM, 1n]);
    Bonds.set(ctx, index(NETUID), 0, [[0, 1]]);
    replaceNeuron(ctx, NETUID, 0, NEW_HOTKEY, 0n);
    expect(isRegistered(ctx, NETUID, HOTKEY)).toBe(false);
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, HOTKEY)).toBe(false);
    expect(hotkeyForNetAndUid(ctx, NETUID, 0)).toBe(NEW_HOTKEY);
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, NEW_HOTKEY)).toBe(true);
    expect(Bonds.get(ctx, index(NETUID), 0)).toEqual([]);
    expect(AssociatedEvmAddress.get(ctx, NETUID, 0)).toBeUndefined();
  });

  test("test_replace_neuron_resets_last_update", () => {
    const ctx = neuron();
    validatorWeights.storage.LastUpdate.set(ctx, index(NETUID), [7n]);
    replaceNeuron(ctx, NETUID, 0, NEW_HOTKEY, 123n);
    expect(validatorWeights.storage.LastUpdate.get(ctx, index(NETUID))[0]).toBe(123n);
  });

  test("test_replace_neuron_clears_validator_trust_and_permit", () => {
    const ctx = neuron();
    ValidatorTrust.set(ctx, NETUID, [42]);
    ValidatorPermit.set(ctx, NETUID, [true]);
    replaceNeuron(ctx, NETUID, 0, NEW_HOTKEY, 123n);
    expect(ValidatorTrust.get(ctx, NETUID)[0]).toBe(0);
    expect(ValidatorPermit.get(ctx, NETUID)[0]).toBe(false);
  });

  test("test_replace_neuron_multiple_subnets", () => {
    const ctx = neuron();
    const other = addNetwork(ctx, 2, 13, 0);
    registerOkNeuron(ctx, other, HOTKEY, COLDKEY);
    expect([NETUID, other].map((netuid) => isRegistered(ctx, netuid, HOTKEY))).toEqual([true, true]);
    AssociatedEvmAddress.set(ctx, NETUID, 0, [EVM, 1n]);
    replaceNeuron(ctx, NETUID, 0, NEW_HOTKEY, 0n);
    expect([NETUID, other].map((netuid) => isRegistered(ctx, netuid, HOTKEY))).toEqual([false, true]);
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, HOTKEY)).toBe(true);
    expect(AssociatedEvmAddress.get(ctx, NETUID, 0)).toBeUndefined();
  });

  test("test_neuron_certificate", () => {
    const lengths = [65, 33, 88, 0].map((length) => certificateOf(new Uint8Array(length).fill(1))?.public_key.length);
    expect(lengths).toEqual([64, 32, undefined, undefined]);
  });

  test("test_replace_neuron_subnet_owner_not_replaced", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, acct(100), acct(999));
    const uid = uidOf(ctx, netuid, acct(100));
    AssociatedEvmAddress.set(ctx, netuid, uid, [EVM, 1n]);
    replaceNeuron(ctx, netuid, uid, NEW_HOTKEY, 1n);
    expect(uidOf(ctx, netuid, acct(100))).toBe(uid);
    expect(outcomeOf(() => uidOf(ctx, netuid, NEW_HOTKEY))).toBe("HotKeyNotRegisteredInSubNet");
    expect(AssociatedEvmAddress.has(ctx, netuid, uid)).toBe(true);
  });

  test("test_replace_neuron_subnet_owner_not_replaced_if_in_sn_owner_hotkey_map", () => {
    const ctx = newTestExt(1);
    const [first, second] = [acct(123), acct(456)];
    const netuid = addDynamicNetwork(ctx, first, acct(999));
    const uid = uidOf(ctx, netuid, first);
    AssociatedEvmAddress.set(ctx, netuid, uid, [EVM, 1n]);
    registerOkNeuron(ctx, netuid, second, acct(999));
    const otherUid = uidOf(ctx, netuid, second);
    replaceNeuron(ctx, netuid, uid, acct(1000), 1n);
    expect(uidOf(ctx, netuid, first)).toBe(uid);
    expect(AssociatedEvmAddress.has(ctx, netuid, uid)).toBe(true);
    expect(isRegistered(ctx, netuid, acct(1000))).toBe(false);
    AssociatedEvmAddress.set(ctx, netuid, otherUid, [EVM, 1n]);
    replaceNeuron(ctx, netuid, otherUid, acct(1000), 1n);
    expect(isRegistered(ctx, netuid, second)).toBe(false);
    expect(AssociatedEvmAddress.has(ctx, netuid, otherUid)).toBe(false);
    registerOkNeuron(ctx, netuid, second, acct(999));
    subnets.storage.SubnetOwnerHotkey.set(ctx, netuid, second);
    replaceNeuron(ctx, netuid, uid, acct(1001), 1n);
    expect(isRegistered(ctx, netuid, first)).toBe(false);
    expect(uidOf(ctx, netuid, acct(1001))).toBe(uid);
    expect(AssociatedEvmAddress.has(ctx, netuid, uid)).toBe(false);
  });
});

describe("Whom to prune", () => {
  /** The owner's hotkey 123 on a subnet without a floor. */
  function owned(): { readonly ctx: MockContext; readonly netuid: NetUid } {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, acct(123), acct(999));
    MaxRegistrationsPerBlock.set(ctx, netuid, 100);
    TargetRegistrationsPerInterval.set(ctx, netuid, 100);
    ImmuneOwnerUidsLimit.set(ctx, netuid, 1);
    MinNonImmuneUids.set(ctx, netuid, 0);
    return { ctx, netuid };
  }
  test("test_get_neuron_to_prune_owner_not_pruned", () => {
    const { ctx, netuid } = owned();
    registerOkNeuron(ctx, netuid, acct(1000), acct(2000));
    registerOkNeuron(ctx, netuid, acct(1001), acct(2001));
    emissions(ctx, netuid, 0n, 1n, 2n);
    expect(neuronToPrune(ctx, netuid)).toBe(uidOf(ctx, netuid, acct(1000)));
  });

  test("test_get_neuron_to_prune_owner_pruned_if_not_in_sn_owner_hotkey_map", () => {
    const { ctx, netuid } = owned();
    registerOkNeuron(ctx, netuid, acct(456), acct(999));
    registerOkNeuron(ctx, netuid, acct(1000), acct(2000));
    registerOkNeuron(ctx, netuid, acct(1001), acct(2001));
    emissions(ctx, netuid, 0n, 1n, 2n, 3n);
    expect(neuronToPrune(ctx, netuid)).toBe(uidOf(ctx, netuid, acct(456)));
    subnets.storage.SubnetOwnerHotkey.set(ctx, netuid, acct(456));
    expect(neuronToPrune(ctx, netuid)).toBe(uidOf(ctx, netuid, acct(123)));
  });

  test("test_prune_respects_min_non_immune_floor_prefers_immune", () => {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, 2, 10_000, 0);
    ImmuneOwnerUidsLimit.set(ctx, netuid, 0);
    MaxRegistrationsPerBlock.set(ctx, netuid, 1024);
    TargetRegistrationsPerInterval.set(ctx, netuid, 65_535);
    ImmunityPeriod.set(ctx, netuid, 1000);
    for (let i = 0; i < 3; i++) {
      registerOkNeuron(ctx, netuid, acct(10_000 + i), acct(20_000 + i));
      stepBlock(ctx);
    }
    setBlock(ctx, ctx.block.number + 1000 + 4);
    stepBlock(ctx);
    registerOkNeuron(ctx, netuid, acct(99_999), acct(88_888));
    MinNonImmuneUids.set(ctx, netuid, 3);
    expect(neuronToPrune(ctx, netuid)).toBe(3);
  });

  test("test_prune_tie_breakers_non_immune_emission_block_uid", () => {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, 3, 1, 0);
    ImmuneOwnerUidsLimit.set(ctx, netuid, 0);
    ImmunityPeriod.set(ctx, netuid, 0);
    for (let i = 0; i < 3; i++) {
      registerOkNeuron(ctx, netuid, acct(30_000 + i), acct(40_000 + i));
      stepBlock(ctx);
    }
    MinNonImmuneUids.set(ctx, netuid, 0);
    Emission.update(ctx, netuid, (list) => list.map(() => alpha(10n)));
    expect(neuronToPrune(ctx, netuid)).toBe(0);
  });

  test("test_prune_all_owner_immortal_returns_none", () => {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, 4, 1, 0);
    const hotkeys = [9001, 9002, 9003].map(acct);
    subnets.storage.SubnetOwner.set(ctx, netuid, acct(7777));
    for (const hotkey of hotkeys) {
      registerOkNeuron(ctx, netuid, hotkey, acct(7777));
      Owner.set(ctx, hotkey, acct(7777));
    }
    OwnedHotkeys.set(ctx, acct(7777), hotkeys);
    ImmuneOwnerUidsLimit.set(ctx, netuid, 10);
    expect(neuronToPrune(ctx, netuid)).toBeUndefined();
  });
});
