// The reference's tests of neuron registration (pallets/subtensor/src/tests/registration.rs), with its literal values.

import { describe, expect, test } from "vitest";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import {
  bumpRegistrationPriceAfterRegistration,
  createWorkForBlockNumber,
  neuronIsImmune,
  neuronToPrune,
} from "../../runtime/pallets/subtensor/registration/registration.ts";
import {
  isHotkeyRegisteredOnNetwork,
  stakeForUidAndSubnetwork,
  subnetworkN,
  uidForNetAndHotkey,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { axonInfo } from "../../runtime/pallets/subtensor/serving/serving.ts";
import { owningColdkeyForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { shouldRunEpoch } from "../../runtime/pallets/subtensor/tempo/schedule.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, MAIN_MECHANISM, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  acct,
  directCall,
  directOutcome,
  type MockContext,
  newTestExt,
  none,
  setBlock,
  signed,
  stepBlock,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  addNetworkWithoutEmissionBlock,
  DEFAULT_RESERVE,
  RAO_PER_TAO,
  registerOkNeuron,
  setupReserves,
} from "../chain/mock_subtensor.ts";

const {
  BlockAtRegistration,
  Burn,
  Keys,
  RAORecycledForRegistration,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
  SubnetworkN,
  Uids,
} = registration.storage;
const {
  BurnHalfLife,
  BurnIncreaseMult,
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  MaxAllowedUids,
  MaxBurn,
  MaxRegistrationsPerBlock,
  MinBurn,
  MinNonImmuneUids,
} = parameters.storage;
const { Emission } = epoch.storage;

const NETUID = netUid(1);
const [HOTKEY, COLDKEY] = [acct(1), acct(667)];

/** A subnet with even reserves, and a price. */
function subnet(price?: bigint): MockContext {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 13, 0);
  setupReserves(ctx, NETUID, DEFAULT_RESERVE, DEFAULT_RESERVE);
  if (price !== undefined) Burn.set(ctx, NETUID, rao(price));
  return ctx;
}
const buy = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, netuid: NetUid = NETUID) =>
  directCall(ctx, signed(coldkey), "burned_register", { netuid, hotkey });
const bought = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, netuid: NetUid = NETUID) =>
  directOutcome(ctx, signed(coldkey), "burned_register", { netuid, hotkey });
function setDynamics(
  ctx: MockContext,
  netuid: NetUid,
  { halfLife, mult, min, max }: { halfLife?: number; mult?: U64F64; min?: bigint; max?: bigint },
): void {
  if (halfLife !== undefined) BurnHalfLife.set(ctx, netuid, halfLife);
  if (mult !== undefined) BurnIncreaseMult.set(ctx, netuid, mult);
  if (min !== undefined) MinBurn.set(ctx, netuid, rao(min));
  if (max !== undefined) MaxBurn.set(ctx, netuid, rao(max));
}
const emissions = (ctx: MockContext, netuid: NetUid, ...amounts: bigint[]) =>
  Emission.set(ctx, netuid, amounts.map(alpha));

describe("Registering", () => {
  test("test_init_new_network_registration_defaults", () => {
    const ctx = newTestExt(1);
    initNewNetwork(ctx, NETUID, 13);
    expect(BurnHalfLife.get(ctx, NETUID)).toBe(360);
    expect(BurnIncreaseMult.get(ctx, NETUID)).toBe(U64F64.fromFloat(1.26));
    expect(Burn.get(ctx, NETUID)).toBe(RAO_PER_TAO);
  });

  test("test_registration_ok", () => {
    const ctx = subnet(1_000n);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 50_000n);
    buy(ctx, COLDKEY, HOTKEY);
    expect(subnetworkN(ctx, NETUID)).toBe(1);
    expect(owningColdkeyForHotkey(ctx, HOTKEY)).toBe(COLDKEY);
    expect(uidForNetAndHotkey(ctx, NETUID, HOTKEY)).toBe(0);
    expect(stakeForUidAndSubnetwork(ctx, NETUID, 0)).toBe(0n);
    expect(pools.storage.SubnetTaoFlow.get(ctx, NETUID)).toBe(1_000n);
  });

  test("test_registration_failed_no_signature", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13, 0);
    expect(directOutcome(ctx, none, "burned_register", { netuid: NETUID, hotkey: HOTKEY })).toBe("BadOrigin");
  });

  test("test_registration_disabled", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13, 0);
    parameters.storage.NetworkRegistrationAllowed.set(ctx, NETUID, false);
    expect(bought(ctx, COLDKEY, HOTKEY)).toBe("SubNetRegistrationDisabled");
  });

  test("test_registration_root_not_permitted", () => {
    const ctx = newTestExt(1);
    initNewNetwork(ctx, ROOT, 13);
    expect(bought(ctx, acct(2), HOTKEY, ROOT)).toBe("RegistrationNotPermittedOnRootSubnet");
  });

  test("test_registration_not_enough_balance", () => {
    const ctx = subnet(10_000n);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 9_999n);
    expect(bought(ctx, COLDKEY, HOTKEY)).toBe("NotEnoughBalanceToStake");
    expect(subnetworkN(ctx, NETUID)).toBe(0);
  });

  test("test_registration_non_associated_coldkey", () => {
    const ctx = subnet(1_000n);
    keys.storage.Owner.set(ctx, HOTKEY, acct(111));
    addBalanceToColdkeyAccount(ctx, acct(222), 50_000n);
    expect(bought(ctx, acct(222), HOTKEY)).toBe("NonAssociatedColdKey");
    expect(subnetworkN(ctx, NETUID)).toBe(0);
  });

  test("test_registration_without_neuron_slot_doesnt_burn", () => {
    const ctx = subnet(1_000n);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 10_000n);
    const before = coldkeyBalance(ctx, COLDKEY);
    MaxAllowedUids.set(ctx, NETUID, 0);
    expect(bought(ctx, COLDKEY, HOTKEY)).toBe("NoNeuronIdAvailable");
    expect(coldkeyBalance(ctx, COLDKEY)).toBe(before);
    expect(subnetworkN(ctx, NETUID)).toBe(0);
  });

  test("test_registration_already_active_hotkey_error", () => {
    const ctx = subnet(1_000n);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 1_000_000n);
    buy(ctx, COLDKEY, HOTKEY);
    stepBlock(ctx);
    expect(bought(ctx, COLDKEY, HOTKEY)).toBe("HotKeyAlreadyRegisteredInSubNet");
  });

  test("test_registration_get_neuron_metadata", () => {
    const ctx = subnet(1_000n);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 100_000n);
    buy(ctx, COLDKEY, HOTKEY);
    expect(axonInfo(ctx, NETUID, HOTKEY)).toMatchObject({ ip: 0n, version: 0, port: 0 });
  });

  test("test_last_update_correctness", () => {
    const ctx = subnet(1_000n);
    const index = mechanismStorageIndex(NETUID, MAIN_MECHANISM);
    SubnetworkN.set(ctx, NETUID, 3);
    validatorWeights.storage.LastUpdate.delete(ctx, index);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 10_000n);
    buy(ctx, COLDKEY, HOTKEY);
    expect(validatorWeights.storage.LastUpdate.get(ctx, index)).toHaveLength(4);
  });

  test("test_neuron_registration_disabled", () => {
    const ctx = newTestExt(1);
    const { nonce, work } = createWorkForBlockNumber(ctx, NETUID, 0n, 0n, HOTKEY);
    addNetwork(ctx, NETUID, 13, 0);
    parameters.storage.NetworkRegistrationAllowed.set(ctx, NETUID, false);
    const args = { netuid: NETUID, block_number: 0n, nonce, work, hotkey: HOTKEY, coldkey: acct(668) };
    expect(directOutcome(ctx, signed(HOTKEY), "register", args)).toBe("SubNetRegistrationDisabled");
  });
});

describe("The price of a slot", () => {
  test("test_burn_decay", () => {
    const ctx = subnet(1_000n);
    setDynamics(ctx, NETUID, { halfLife: 1_000, mult: U64F64.fromNum(2), min: 0n, max: U64_MAX });
    addBalanceToColdkeyAccount(ctx, acct(100), 1_000_000n);
    buy(ctx, acct(100), acct(200));
    expect(Burn.get(ctx, NETUID)).toBe(2_000n);
    stepBlock(ctx);
    expect(Burn.get(ctx, NETUID)).toBe(1_998n);
  });

  test("test_burn_halves_every_half_life", () => {
    const ctx = subnet(1_024n);
    setDynamics(ctx, NETUID, { halfLife: 2, mult: U64F64.ONE, min: 0n, max: U64_MAX });
    stepBlock(ctx, 2);
    expect(Burn.get(ctx, NETUID)).toBe(511n);
    stepBlock(ctx, 2);
    expect(Burn.get(ctx, NETUID)).toBe(255n);
  });

  test("test_burn_min_and_max_clamps_prevent_zero_stuck_and_cap_bump", () => {
    const ctx = subnet(1n);
    setDynamics(ctx, NETUID, { halfLife: 1, mult: U64F64.fromNum(2), min: 100_000n, max: 150_000n });
    stepBlock(ctx);
    expect(Burn.get(ctx, NETUID)).toBe(100_000n);
    addBalanceToColdkeyAccount(ctx, acct(1), 1_000_000n);
    buy(ctx, acct(1), acct(2));
    expect(Burn.get(ctx, NETUID)).toBe(150_000n);
    stepBlock(ctx);
    expect(Burn.get(ctx, NETUID)).toBe(100_000n);
    stepBlock(ctx);
    expect(Burn.get(ctx, NETUID)).toBe(100_000n);
  });

  test("test_registration_increases_recycled_rao_per_subnet", () => {
    const ctx = subnet(1_000n);
    setDynamics(ctx, NETUID, { halfLife: 1, mult: U64F64.ONE });
    addBalanceToColdkeyAccount(ctx, COLDKEY, 1_000_000n);
    const first = Burn.get(ctx, NETUID);
    buy(ctx, COLDKEY, acct(1));
    expect(RAORecycledForRegistration.get(ctx, NETUID)).toBe(first);
    stepBlock(ctx);
    const second = Burn.get(ctx, NETUID);
    buy(ctx, COLDKEY, acct(2));
    expect(RAORecycledForRegistration.get(ctx, NETUID)).toBe(first + second);
  });

  test("test_bump_registration_price_after_registration_applies_multiplier_immediately", () => {
    const ctx = subnet(1_000n);
    setDynamics(ctx, NETUID, { mult: U64F64.fromNum(3), min: 0n, max: U64_MAX });
    bumpRegistrationPriceAfterRegistration(ctx, NETUID);
    expect(Burn.get(ctx, NETUID)).toBe(3_000n);
  });

  test("test_update_registration_prices_for_networks_runs_on_next_block_step", () => {
    const ctx = subnet(1_000n);
    setDynamics(ctx, NETUID, { halfLife: 1_000, mult: U64F64.fromNum(2), min: 0n, max: U64_MAX });
    RegistrationsThisBlock.set(ctx, NETUID, 3);
    stepBlock(ctx);
    expect(Burn.get(ctx, NETUID)).toBe(999n);
    expect(RegistrationsThisBlock.get(ctx, NETUID)).toBe(0);
  });

  // The reference keeps a second copy of its arithmetic in the test; so does this one.
  const times = (value: bigint, factor: bigint): bigint =>
    (value * factor) >> 32n > U64_MAX ? U64_MAX : (value * factor) >> 32n;
  function power(base: bigint, exponent: number): bigint {
    let [result, factor] = [1n << 32n, base];
    for (let rest = exponent; rest > 0; ) {
      if (rest & 1) result = times(result, factor);
      rest >>= 1;
      if (rest > 0) factor = times(factor, factor);
    }
    return result;
  }
  function decayFactor(halfLife: number): bigint {
    if (halfLife === 0) return 1n << 32n;
    let [low, high] = [0n, 1n << 32n];
    while (low + 1n < high) {
      const middle = (low + high) >> 1n;
      if (power(middle, halfLife) > 1n << 31n) high = middle;
      else low = middle;
    }
    return low;
  }

  test("test_update_registration_prices_for_networks_many_half_lives_over_thousands_of_blocks", () => {
    const ctx = newTestExt(1);
    const cases = [
      [1, 0, 777_777n],
      [2, 0, 0n],
      [3, 1, 0n],
      [4, 1, 1n],
      [5, 1, 2n],
      [6, 2, 1_024n],
      [7, 3, 4_096n],
      [8, 4, 65_536n],
      [9, 5, 123_456n],
      [10, 7, 999_999n],
      [11, 8, 1_000_000n],
      [12, 16, 1_000_000n],
      [13, 64, 1_000_000n],
      [14, 360, 10_000_000_000n],
      [15, 1_000, 100_000_000_000n],
      [16, 4_096, 1_000_000_000_000n],
      [17, 65_535, 123_000_000_000n],
    ] as const;
    const watched: { readonly netuid: NetUid; readonly halfLife: number; readonly factor: bigint; expected: bigint }[] =
      [];
    cases.forEach(([number, halfLife, initial], i) => {
      const netuid = addNetworkWithoutEmissionBlock(ctx, number, 10_000, 0);
      setDynamics(ctx, netuid, { halfLife, mult: U64F64.fromNum(i + 2), min: 0n, max: U64_MAX });
      Burn.set(ctx, netuid, rao(initial));
      watched.push({ netuid, halfLife, factor: decayFactor(halfLife), expected: initial });
    });
    initNewNetwork(ctx, ROOT, 2);
    setDynamics(ctx, ROOT, { halfLife: 17, mult: U64F64.fromNum(97), min: 0n, max: U64_MAX });
    Burn.set(ctx, ROOT, rao(123_456n));
    watched.push({ netuid: ROOT, halfLife: 17, factor: decayFactor(17), expected: 123_456n });

    let [resets, others] = [0, 0];
    // The reference steps 5,000 blocks; the decay is the same in every one of them.
    for (let step = 0; step < 5_000; step++) {
      watched.forEach(({ netuid }, i) => {
        RegistrationsThisBlock.set(
          ctx,
          netuid,
          netuid === ROOT ? ((step * 19) % 31) + 1 : (((step * 17 + i) & 0xffff) % 29) + 1,
        );
      });
      const seed = ((step * 23) % 37) + 1;
      RegistrationsThisInterval.set(ctx, ROOT, seed);
      const next = ctx.block.number + 1;
      const resetsNow = shouldRunEpoch(ctx, ROOT, BigInt(next));
      stepBlock(ctx);
      expect(ctx.block.number).toBe(next);
      for (const one of watched) {
        if (one.halfLife !== 0 && next > 1) one.expected = times(one.expected, one.factor);
        if (Burn.get(ctx, one.netuid) !== one.expected)
          expect(Burn.get(ctx, one.netuid), `${one.netuid} at ${next}`).toBe(one.expected);
        if (RegistrationsThisBlock.get(ctx, one.netuid) !== 0) expect.fail(`${one.netuid} was not reset at ${next}`);
      }
      expect(RegistrationsThisInterval.get(ctx, ROOT)).toBe(resetsNow ? 0 : seed);
      if (resetsNow) resets++;
      else others++;
    }
    expect(resets).toBeGreaterThan(0);
    expect(others).toBeGreaterThan(0);
  });

  test("test_burned_register_immediately_bumps_price_many_multipliers_and_same_block_registrations", () => {
    const ctx = newTestExt(1);
    // netuid, first price, factor, least, most, registrations; price and recycled in the end.
    const cases = [
      [1, 0n, 0, 100_000n, U64_MAX, 7, 100_000n, 600_000n],
      [2, 5n, 0, 1n, U64_MAX, 7, 5n, 35n],
      [3, 0n, 1, 100_000n, U64_MAX, 7, 100_000n, 600_000n],
      [4, 7n, 1, 1n, U64_MAX, 7, 7n, 49n],
      [5, 2n, 2, 1n, 400n, 8, 400n, 510n],
      [6, 3n, 3, 1n, U64_MAX, 6, 2_187n, 1_092n],
      [7, 4n, 4, 1n, U64_MAX, 6, 16_384n, 5_460n],
      [8, 7n, 10, 1n, 500_000n, 5, 500_000n, 77_777n],
      [9, 1n, 100, 1n, 5_000_000_000n, 5, 5_000_000_000n, 101_010_101n],
      [10, 1n, 1_000, 1n, 50_000_000_000n, 4, 50_000_000_000n, 1_001_001_001n],
      [11, 5n, 1, 1n, U64_MAX, 32, 5n, 160n],
      [12, 1n, 2, 1n, U64_MAX, 20, 1_048_576n, 1_048_575n],
    ] as const;
    for (const [number, first, factor, least, most, count, price, recycled] of cases) {
      const netuid = addNetwork(ctx, number, 13, 0);
      const coldkey = acct(100_000 + number);
      const seed = number * 11 + 7;
      setupReserves(ctx, netuid, 1_000_000_000_000_000n, 1_000_000_000_000_000n);
      setDynamics(ctx, netuid, { halfLife: 0, mult: U64F64.fromNum(factor), min: least, max: most });
      Burn.set(ctx, netuid, rao(first));
      RegistrationsThisInterval.set(ctx, netuid, seed);
      expect(RegistrationsThisBlock.get(ctx, netuid)).toBe(0);
      let [expected, total]: [bigint, bigint] = [first, 0n];
      for (let i = 0; i < count; i++) {
        const hotkey = acct(number * 10_000 + i + 1);
        const needed = expected + 11n;
        const has = coldkeyBalance(ctx, coldkey);
        if (has < needed) addBalanceToColdkeyAccount(ctx, coldkey, needed - has);
        const before = coldkeyBalance(ctx, coldkey);
        expect(Burn.get(ctx, netuid)).toBe(expected);
        expect(RegistrationsThisBlock.get(ctx, netuid)).toBe(i);
        buy(ctx, coldkey, hotkey, netuid);
        expect(coldkeyBalance(ctx, coldkey)).toBe(before - expected);
        total += expected;
        expect(RAORecycledForRegistration.get(ctx, netuid)).toBe(total);
        const raised = expected * BigInt(factor || 1);
        expected = raised < least ? least : raised > most ? most : raised;
        expect(Burn.get(ctx, netuid)).toBe(expected);
        expect(RegistrationsThisBlock.get(ctx, netuid)).toBe(i + 1);
        expect(RegistrationsThisInterval.get(ctx, netuid)).toBe(seed);
        expect(subnetworkN(ctx, netuid)).toBe(i + 1);
        expect(uidForNetAndHotkey(ctx, netuid, hotkey)).toBe(i);
        expect(owningColdkeyForHotkey(ctx, hotkey)).toBe(coldkey);
        expect(stakeForUidAndSubnetwork(ctx, netuid, i)).toBe(0n);
      }
      stepBlock(ctx);
      expect(RegistrationsThisBlock.get(ctx, netuid)).toBe(0);
      expect(RegistrationsThisInterval.get(ctx, netuid)).toBe(seed);
      expect(Burn.get(ctx, netuid)).toBe(price);
      expect(RAORecycledForRegistration.get(ctx, netuid)).toBe(recycled);
    }
  });
});

describe("Who gives way", () => {
  /** Two neurons registered at blocks 0 and 1, nobody's floor, no owner. */
  function two(): MockContext {
    const ctx = newTestExt(0);
    addNetwork(ctx, NETUID, 1, 0);
    setupReserves(ctx, NETUID, DEFAULT_RESERVE, DEFAULT_RESERVE);
    MinNonImmuneUids.set(ctx, NETUID, 0);
    ImmuneOwnerUidsLimit.set(ctx, NETUID, 0);
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(999_999));
    registerOkNeuron(ctx, NETUID, acct(0), acct(0));
    stepBlock(ctx);
    registerOkNeuron(ctx, NETUID, acct(1), acct(1));
    ImmunityPeriod.set(ctx, NETUID, 2);
    return ctx;
  }
  test("test_registration_get_uid_to_prune_all_in_immunity_period", () => {
    const ctx = two();
    expect(ctx.block.number).toBe(1);
    emissions(ctx, NETUID, 100n, 110n);
    expect(neuronToPrune(ctx, NETUID)).toBe(0);
  });
  test("test_registration_get_uid_to_prune_none_in_immunity_period", () => {
    const ctx = two();
    stepBlock(ctx, 3);
    expect(ctx.block.number).toBe(4);
    emissions(ctx, NETUID, 100n, 110n);
    expect(neuronToPrune(ctx, NETUID)).toBe(0);
  });

  /** A subnet of coldkey 0 with hotkeys 1 and 2 of its own and a stranger's hotkey 3. */
  function owned(ctx: MockContext): NetUid {
    keys.storage.Owner.set(ctx, acct(2), acct(0));
    keys.storage.OwnedHotkeys.set(ctx, acct(0), [acct(1), acct(2)]);
    const netuid = addDynamicNetwork(ctx, acct(1), acct(0));
    for (const uid of [1, 2]) {
      Uids.set(ctx, netuid, acct(uid + 1), uid);
      Keys.set(ctx, netuid, uid, acct(uid + 1));
      BlockAtRegistration.set(ctx, netuid, uid, BigInt(uid));
    }
    SubnetworkN.set(ctx, netuid, 3);
    MinNonImmuneUids.set(ctx, netuid, 0);
    return netuid;
  }
  test("test_registration_get_uid_to_prune_owner_immortality", () => {
    const ctx = newTestExt(1);
    for (const [limit, pruned] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const netuid = owned(ctx);
      ImmunityPeriod.set(ctx, netuid, 1);
      stepBlock(ctx, 10);
      ImmuneOwnerUidsLimit.set(ctx, netuid, limit);
      emissions(ctx, netuid, 0n, 0n, 1n);
      expect(neuronToPrune(ctx, netuid)).toBe(pruned);
    }
  });
  test("test_registration_get_uid_to_prune_owner_immortality_all_immune", () => {
    const ctx = newTestExt(1);
    const netuid = owned(ctx);
    [12n, 11n, 10n].forEach((block, uid) => void BlockAtRegistration.set(ctx, netuid, uid, block));
    ImmunityPeriod.set(ctx, netuid, 100);
    stepBlock(ctx, 20);
    ImmuneOwnerUidsLimit.set(ctx, netuid, 2);
    emissions(ctx, netuid, 0n, 0n, 1n);
    expect(neuronToPrune(ctx, netuid)).toBe(2);
  });

  const [COLDKEYS, HOTKEYS] = [[20_001, 20_002, 20_003].map(acct), [30_001, 30_002, 30_003].map(acct)] as [
    AccountId[],
    AccountId[],
  ];
  function pruning(betweenRegistrations: (ctx: MockContext) => void, beforeLast: (ctx: MockContext) => void): void {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, 5, 10_000, 0);
    setupReserves(ctx, netuid, DEFAULT_RESERVE, DEFAULT_RESERVE);
    ImmuneOwnerUidsLimit.set(ctx, netuid, 0);
    MaxRegistrationsPerBlock.set(ctx, netuid, 1024);
    parameters.storage.TargetRegistrationsPerInterval.set(ctx, netuid, 65_535);
    MaxAllowedUids.set(ctx, netuid, 3);
    HOTKEYS.forEach((hotkey, uid) => {
      registerOkNeuron(ctx, netuid, hotkey, COLDKEYS[uid]!);
      expect(uidForNetAndHotkey(ctx, netuid, hotkey)).toBe(uid);
      betweenRegistrations(ctx);
    });
    setBlock(ctx, 1_000);
    ImmunityPeriod.set(ctx, netuid, 100);
    [150n, 200n, 10n].forEach((age, uid) => void BlockAtRegistration.set(ctx, netuid, uid, 1_000n - age));
    expect([0, 1, 2].map((uid) => neuronIsImmune(ctx, netuid, uid))).toEqual([false, false, true]);
    emissions(ctx, netuid, 10n, 10n, 1n);
    MinNonImmuneUids.set(ctx, netuid, 0);
    expect(neuronToPrune(ctx, netuid)).toBe(1);
    beforeLast(ctx);
    registerOkNeuron(ctx, netuid, acct(40_000), acct(50_000));
    expect(subnetworkN(ctx, netuid)).toBe(3);
    expect(isHotkeyRegisteredOnNetwork(ctx, netuid, HOTKEYS[1]!)).toBe(false);
    expect(uidForNetAndHotkey(ctx, netuid, acct(40_000))).toBe(1);
    expect(uidForNetAndHotkey(ctx, netuid, HOTKEYS[0]!)).toBe(0);
    expect(uidForNetAndHotkey(ctx, netuid, HOTKEYS[2]!)).toBe(2);
  }
  test("test_registration_pruning_1", () => pruning(stepBlock, stepBlock));
  test("test_registration_pruning", () =>
    pruning(
      () => {},
      () => {},
    ));
});
