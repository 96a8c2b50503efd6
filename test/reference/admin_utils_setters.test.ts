// The reference's tests of single setters (pallets/admin-utils/src/tests/mod.rs), with its literal values.

import { describe, expect, it } from "vitest";
import { adminUtils } from "../../runtime/pallets/admin_utils/contract.ts";
import { aura } from "../../runtime/pallets/aura/index.ts";
import { evmChainId } from "../../runtime/pallets/evm_chain_id/contract.ts";
import { grandpa, grandpaPallet } from "../../runtime/pallets/grandpa/index.ts";
import { epochsDeferredThisBlock } from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { effectiveMinChildkeyTake } from "../../runtime/pallets/subtensor/delegation/childkey_take.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { alphaValues32 } from "../../runtime/pallets/subtensor/parameters/weighing.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { nominatorMinRequiredStake } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { allSubnetNetuids } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { shouldRunEpoch } from "../../runtime/pallets/subtensor/tempo/schedule.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { bytesToHex, hexToBytes } from "../../runtime/primitives/bytes.ts";
import { I96F32, U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { mechId, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  acct,
  callOf,
  directCall,
  directOutcome,
  lastEvent,
  type MockContext,
  root,
  runToBlock,
  signed,
} from "../chain/mock.ts";
import { admin, eventsNamed, NETUID, newAdminExt, registerByCall } from "../chain/mock_admin.ts";
import { addBalanceToColdkeyAccount, addNetwork } from "../chain/mock_subtensor.ts";

const { storage } = parameters;
type PerSubnet = { readonly get: (ctx: MockContext, netuid: ReturnType<typeof netUid>) => unknown };
type ForChain = { readonly get: (ctx: MockContext) => unknown };

describe("on a subnet: by nobody but who may, not where there is none", () => {
  const rows: [test: string, call: string, argument: string, value: unknown, item: PerSubnet][] = [
    ["test_sudo_set_min_difficulty", "sudo_set_min_difficulty", "min_difficulty", 10n, storage.MinDifficulty],
    ["test_sudo_set_max_difficulty", "sudo_set_max_difficulty", "max_difficulty", 10n, storage.MaxDifficulty],
    [
      "test_sudo_set_weights_version_key",
      "sudo_set_weights_version_key",
      "weights_version_key",
      10n,
      storage.WeightsVersionKey,
    ],
    [
      "test_sudo_set_weights_set_rate_limit",
      "sudo_set_weights_set_rate_limit",
      "weights_set_rate_limit",
      10n,
      storage.WeightsSetRateLimit,
    ],
    [
      "test_sudo_set_adjustment_interval",
      "sudo_set_adjustment_interval",
      "adjustment_interval",
      10,
      storage.AdjustmentInterval,
    ],
    ["test_sudo_set_adjustment_alpha", "sudo_set_adjustment_alpha", "adjustment_alpha", 10n, storage.AdjustmentAlpha],
    ["test_sudo_set_immunity_period", "sudo_set_immunity_period", "immunity_period", 10, storage.ImmunityPeriod],
    [
      "test_sudo_set_min_allowed_weights",
      "sudo_set_min_allowed_weights",
      "min_allowed_weights",
      10,
      storage.MinAllowedWeights,
    ],
    ["test_sudo_set_kappa", "sudo_set_kappa", "kappa", 10, storage.Kappa],
    ["test_sudo_set_rho", "sudo_set_rho", "rho", 10, storage.Rho],
    ["test_sudo_set_activity_cutoff", "sudo_set_activity_cutoff", "activity_cutoff", 360, storage.ActivityCutoff],
    [
      "test_sudo_set_target_registrations_per_interval",
      "sudo_set_target_registrations_per_interval",
      "target_registrations_per_interval",
      10,
      storage.TargetRegistrationsPerInterval,
    ],
    ["test_sudo_set_difficulty", "sudo_set_difficulty", "difficulty", 10n, storage.Difficulty],
    [
      "test_sudo_set_max_allowed_validators",
      "sudo_set_max_allowed_validators",
      "max_allowed_validators",
      10,
      storage.MaxAllowedValidators,
    ],
    [
      "test_sudo_set_bonds_moving_average",
      "sudo_set_bonds_moving_average",
      "bonds_moving_average",
      10n,
      storage.BondsMovingAverage,
    ],
    ["test_sudo_set_bonds_penalty", "sudo_set_bonds_penalty", "bonds_penalty", 10, storage.BondsPenalty],
  ];
  it.each(rows)("%s", (_, call, argument, value, item) => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    const before = item.get(ctx, NETUID);
    expect(admin(ctx, signed(acct(1)), call, { netuid: NETUID, [argument]: value })).toBe("BadOrigin");
    expect(admin(ctx, root, call, { netuid: netUid(2), [argument]: value })).toBe("SubnetDoesNotExist");
    expect(item.get(ctx, NETUID)).toBe(before);
    expect(admin(ctx, root, call, { netuid: NETUID, [argument]: value })).toBe(undefined);
    expect(item.get(ctx, NETUID)).toBe(value);
    if (call !== "sudo_set_difficulty") return;
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(1));
    expect(admin(ctx, signed(acct(1)), call, { netuid: NETUID, [argument]: before })).toBe("BadOrigin");
    expect(item.get(ctx, NETUID)).toBe(value);
  });

  it("test_sudo_set_serving_rate_limit", () => {
    const ctx = newAdminExt();
    const netuid = netUid(3);
    const before = storage.ServingRateLimit.get(ctx, netuid);
    expect(admin(ctx, signed(acct(1)), "sudo_set_serving_rate_limit", { netuid, serving_rate_limit: 10n })).toBe(
      "BadOrigin",
    );
    expect(storage.ServingRateLimit.get(ctx, netuid)).toBe(before);
    expect(admin(ctx, root, "sudo_set_serving_rate_limit", { netuid, serving_rate_limit: 10n })).toBe(undefined);
    expect(storage.ServingRateLimit.get(ctx, netuid)).toBe(10n);
  });
  it("test_sudo_set_rao_recycled", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    const { RAORecycledForRegistration } = registration.read;
    const before = RAORecycledForRegistration.get(ctx, NETUID);
    runToBlock(ctx, 1);
    expect(admin(ctx, signed(acct(0)), "sudo_set_rao_recycled", { netuid: NETUID, rao_recycled: rao(10n) })).toBe(
      "BadOrigin",
    );
    expect(admin(ctx, root, "sudo_set_rao_recycled", { netuid: netUid(2), rao_recycled: rao(10n) })).toBe(
      "SubnetDoesNotExist",
    );
    expect(RAORecycledForRegistration.get(ctx, NETUID)).toBe(before);
    expect(eventsNamed(ctx, "RAORecycledForRegistrationSet")).toEqual([]);
    expect(admin(ctx, root, "sudo_set_rao_recycled", { netuid: NETUID, rao_recycled: rao(10n) })).toBe(undefined);
    expect(RAORecycledForRegistration.get(ctx, NETUID)).toBe(10n);
    expect(lastEvent(ctx)).toMatchObject({ name: "RAORecycledForRegistrationSet", data: [NETUID, 10n] });
  });
  it("test_sudo_set_network_pow_registration_allowed", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    expect(
      admin(ctx, signed(acct(1)), "sudo_set_network_pow_registration_allowed", {
        netuid: NETUID,
        registration_allowed: true,
      }),
    ).toBe("POWRegistrationDisabled");
  });
  it("test_sudo_set_min_childkey_take_per_subnet", () => {
    const ctx = newAdminExt();
    const take = settings.read.MaxChildkeyTake.get(ctx) >> 1;
    addNetwork(ctx, NETUID, 10);
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(10));
    expect(admin(ctx, signed(acct(11)), "sudo_set_min_childkey_take_per_subnet", { netuid: NETUID, take })).toBe(
      "BadOrigin",
    );
    expect(admin(ctx, signed(acct(10)), "sudo_set_min_childkey_take_per_subnet", { netuid: NETUID, take })).toBe(
      undefined,
    );
    expect(take).toBe(5898);
    expect(storage.MinChildkeyTakePerSubnet.get(ctx, NETUID)).toBe(5898);
    expect(effectiveMinChildkeyTake(ctx, NETUID)).toBe(5898);
  });
  it("test_sudo_set_min_childkey_take_per_subnet_rejects_below_global", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    settings.storage.MinChildkeyTake.set(ctx, 100);
    expect(admin(ctx, root, "sudo_set_min_childkey_take_per_subnet", { netuid: NETUID, take: 99 })).toBe(
      "InvalidValue",
    );
    expect(admin(ctx, root, "sudo_set_min_childkey_take_per_subnet", { netuid: NETUID, take: 100 })).toBe(undefined);
  });
  it("test_sudo_set_commit_reveal_weights_enabled", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    expect(storage.CommitRevealWeightsEnabled.get(ctx, NETUID)).toBe(true);
    expect(admin(ctx, root, "sudo_set_commit_reveal_weights_enabled", { netuid: NETUID, enabled: false })).toBe(
      undefined,
    );
    expect(storage.CommitRevealWeightsEnabled.get(ctx, NETUID)).toBe(false);
  });
  it("test_sudo_set_liquid_alpha_enabled", () => {
    const ctx = newAdminExt();
    expect(storage.LiquidAlphaOn.get(ctx, NETUID)).toBe(false);
    expect(admin(ctx, root, "sudo_set_liquid_alpha_enabled", { netuid: NETUID, enabled: true })).toBe(undefined);
    expect(storage.LiquidAlphaOn.get(ctx, NETUID)).toBe(true);
  });
  it("test_sudo_set_alpha_sigmoid_steepness", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    const call = "sudo_set_alpha_sigmoid_steepness";
    const before = storage.AlphaSigmoidSteepness.get(ctx, NETUID);
    expect(admin(ctx, signed(acct(1)), call, { netuid: NETUID, steepness: 5000 })).toBe("BadOrigin");
    expect(admin(ctx, root, call, { netuid: netUid(2), steepness: 5000 })).toBe("SubnetDoesNotExist");
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(10));
    expect(admin(ctx, signed(acct(10)), call, { netuid: NETUID, steepness: -5000 })).toBe("NegativeSigmoidSteepness");
    expect(storage.AlphaSigmoidSteepness.get(ctx, NETUID)).toBe(before);
    for (const steepness of [5000, -5000]) {
      expect(admin(ctx, root, call, { netuid: NETUID, steepness })).toBe(undefined);
      expect(storage.AlphaSigmoidSteepness.get(ctx, NETUID)).toBe(steepness);
    }
  });
  it("test_sudo_set_ema_halving", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    const args = { netuid: NETUID, ema_halving: 10n };
    const before = storage.EMAPriceHalvingBlocks.get(ctx, NETUID);
    expect(admin(ctx, signed(acct(1)), "sudo_set_ema_price_halving_period", args)).toBe("BadOrigin");
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(10));
    expect(admin(ctx, signed(acct(10)), "sudo_set_ema_price_halving_period", args)).toBe("BadOrigin");
    expect(storage.EMAPriceHalvingBlocks.get(ctx, NETUID)).toBe(before);
    expect(admin(ctx, root, "sudo_set_ema_price_halving_period", args)).toBe(undefined);
    expect(storage.EMAPriceHalvingBlocks.get(ctx, NETUID)).toBe(10n);
  });
  it.each([
    ["test_sudo_set_bonds_reset_enabled", "sudo_set_bonds_reset_enabled", true, storage.BondsResetOn],
    ["test_sudo_set_yuma3_enabled", "sudo_set_yuma3_enabled", false, storage.Yuma3On],
  ] as const)("%s", (_, call, enabled, item) => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    expect(item.get(ctx, NETUID)).toBe(!enabled);
    expect(admin(ctx, signed(acct(1)), call, { netuid: NETUID, enabled })).toBe("BadOrigin");
    expect(admin(ctx, root, call, { netuid: NETUID, enabled })).toBe(undefined);
    expect(item.get(ctx, NETUID)).toBe(enabled);
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(1));
    expect(admin(ctx, signed(acct(1)), call, { netuid: NETUID, enabled: !enabled })).toBe(undefined);
    expect(item.get(ctx, NETUID)).toBe(!enabled);
  });
  it("test_sudo_set_min_non_immune_uids", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    expect(storage.MinNonImmuneUids.get(ctx, NETUID)).not.toBe(12);
    expect(admin(ctx, root, "sudo_set_min_non_immune_uids", { netuid: NETUID, min: 12 })).toBe(undefined);
    expect(storage.MinNonImmuneUids.get(ctx, NETUID)).toBe(12);
  });
  it("test_sudo_set_min_burn", () => {
    const ctx = newAdminExt();
    const set = (by: Parameters<typeof admin>[1], netuid: number, burn: bigint) =>
      admin(ctx, by, "sudo_set_min_burn", { netuid, min_burn: rao(burn) });
    addNetwork(ctx, NETUID, 10);
    expect(storage.MinBurn.get(ctx, NETUID)).not.toBe(1_000_000n);
    expect(set(root, 1, 1_000_000n)).toBe(undefined);
    expect(storage.MinBurn.get(ctx, NETUID)).toBe(1_000_000n);
    expect(set(root, 42, 1_000_000n)).toBe("SubnetDoesNotExist");
    expect(set(signed(acct(1)), 1, 1_000_000n)).toBe("BadOrigin");
    expect(set(root, 1, 1_000_000_001n)).toBe("ValueNotInBounds");
    expect(set(root, 1, storage.MaxBurn.get(ctx, NETUID) + 1n)).toBe("ValueNotInBounds");
  });
  it("test_sudo_set_max_burn", () => {
    const ctx = newAdminExt();
    const set = (by: Parameters<typeof admin>[1], netuid: number, burn: bigint) =>
      admin(ctx, by, "sudo_set_max_burn", { netuid, max_burn: rao(burn) });
    addNetwork(ctx, NETUID, 10);
    expect(storage.MaxBurn.get(ctx, NETUID)).not.toBe(100_000_001n);
    expect(set(root, 1, 100_000_001n)).toBe(undefined);
    expect(storage.MaxBurn.get(ctx, NETUID)).toBe(100_000_001n);
    expect(set(root, 42, 100_000_001n)).toBe("SubnetDoesNotExist");
    expect(set(signed(acct(1)), 1, 100_000_001n)).toBe("BadOrigin");
    expect(set(root, 1, 99_999_999n)).toBe("ValueNotInBounds");
    expect(set(root, 1, storage.MinBurn.get(ctx, NETUID) - 1n)).toBe("ValueNotInBounds");
  });
  it("sudo_set_commit_reveal_weights_interval", () => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    expect(admin(ctx, root, "sudo_set_commit_reveal_weights_interval", { netuid: NETUID, interval: 101n })).toBe(
      "RevealPeriodTooLarge",
    );
    expect(storage.RevealPeriodEpochs.get(ctx, NETUID)).not.toBe(55n);
    expect(admin(ctx, root, "sudo_set_commit_reveal_weights_interval", { netuid: NETUID, interval: 55n })).toBe(
      undefined,
    );
    expect(storage.RevealPeriodEpochs.get(ctx, NETUID)).toBe(55n);
  });
  it.each([
    ["test_sudo_set_owner_cut_enabled", "sudo_set_owner_cut_enabled", true, storage.OwnerCutEnabled],
    [
      "test_sudo_set_owner_cut_auto_lock_enabled",
      "sudo_set_owner_cut_auto_lock_enabled",
      false,
      storage.OwnerCutAutoLockEnabled,
    ],
  ] as const)("%s", (_, call, before, item) => {
    const ctx = newAdminExt();
    const netuid = netUid(11);
    addNetwork(ctx, netuid, 10);
    subnets.storage.SubnetOwner.set(ctx, netuid, acct(1234));
    expect(admin(ctx, root, "sudo_set_admin_freeze_window", { window: 0 })).toBe(undefined);
    expect(ctx.dispatchInfo(callOf("AdminUtils", call, { netuid, enabled: !before })).pays).toBe("Yes");
    expect(item.get(ctx, netuid)).toBe(before);
    expect(admin(ctx, signed(acct(4321)), call, { netuid, enabled: true })).toBe("BadOrigin");
    expect(admin(ctx, signed(acct(1234)), call, { netuid, enabled: false })).toBe(undefined);
    expect(item.get(ctx, netuid)).toBe(false);
    expect(admin(ctx, root, call, { netuid, enabled: true })).toBe(undefined);
    expect(item.get(ctx, netuid)).toBe(true);
  });
});

describe("alpha values", () => {
  const [LOW, HIGH] = [1638, 65_525];
  it("test_set_alpha_values_dispatch_info_ok", () => {
    const ctx = newAdminExt();
    expect(
      ctx.dispatchInfo(
        callOf("AdminUtils", "sudo_set_alpha_values", { netuid: NETUID, alpha_low: LOW, alpha_high: HIGH }),
      ),
    ).toMatchObject({ class: "Normal", pays: "Yes" });
  });
  it("test_sudo_get_set_alpha", () => {
    const ctx = newAdminExt();
    const [hotkey, signer] = [acct(1), signed(acct(457))];
    const set = (low: number, high: number) =>
      admin(ctx, signer, "sudo_set_alpha_values", { netuid: NETUID, alpha_low: low, alpha_high: high });
    storage.LiquidAlphaOn.set(ctx, NETUID, true);
    addNetwork(ctx, ROOT, 0);
    addBalanceToColdkeyAccount(ctx, acct(457), 1_000_000_000_000_000n);
    directCall(ctx, signer, "root_register", { hotkey });
    expect(set(LOW, HIGH)).toBe("BadOrigin");
    directCall(ctx, signer, "register_network", { hotkey });
    expect(set(LOW, HIGH)).toBe(undefined);
    expect(storage.AlphaValues.get(ctx, NETUID)).toEqual([1638, 65_525]);
    // The quotients by 65535, in 32 binary places, rounded down.
    expect(alphaValues32(ctx, NETUID)).toEqual([(1638n << 32n) / 65_535n, (65_525n << 32n) / 65_535n]);
    storage.LiquidAlphaOn.set(ctx, NETUID, false);
    expect(set(LOW, HIGH)).toBe("LiquidAlphaDisabled");
    storage.LiquidAlphaOn.set(ctx, NETUID, true);
    expect(set(LOW, HIGH)).toBe(undefined);
    expect(set(LOW, 1637)).toBe("AlphaHighTooLow");
    expect(set(LOW, HIGH)).toBe(undefined);
    expect(set(0, HIGH)).toBe("AlphaLowOutOfRange");
    expect(set(LOW, HIGH)).toBe(undefined);
    expect(set(HIGH + 1, HIGH)).toBe("AlphaLowOutOfRange");
    expect(set(LOW, HIGH)).toBe(undefined);
  });
});

describe("for the whole chain: by root", () => {
  const rows: [test: string, call: string, argument: string, value: unknown, item: ForChain, event?: string][] = [
    ["test_sudo_set_default_take", "sudo_set_default_take", "default_take", 10, settings.storage.MaxDelegateTake],
    [
      "test_sudo_subnet_owner_cut",
      "sudo_set_subnet_owner_cut",
      "subnet_owner_cut",
      10,
      settings.storage.SubnetOwnerCut,
    ],
    ["test_sudo_set_stake_threshold", "sudo_set_stake_threshold", "min_stake", 10n, settings.storage.StakeThreshold],
    [
      "test_sudo_set_network_lock_reduction_interval",
      "sudo_set_lock_reduction_interval",
      "interval",
      7200n,
      settings.storage.NetworkLockReductionInterval,
    ],
    [
      "test_sudo_set_tx_delegate_take_rate_limit",
      "sudo_set_tx_delegate_take_rate_limit",
      "tx_rate_limit",
      10n,
      limits.storage.TxDelegateTakeRateLimit,
    ],
    ["test_sudo_set_min_delegate_take", "sudo_set_min_delegate_take", "take", 655, settings.storage.MinDelegateTake],
    [
      "test_sudo_set_coldkey_swap_announcement_delay",
      "sudo_set_coldkey_swap_announcement_delay",
      "duration",
      100,
      settings.storage.ColdkeySwapAnnouncementDelay,
      "ColdkeySwapAnnouncementDelaySet",
    ],
    [
      "test_sudo_set_coldkey_swap_reannouncement_delay",
      "sudo_set_coldkey_swap_reannouncement_delay",
      "duration",
      100,
      settings.storage.ColdkeySwapReannouncementDelay,
      "ColdkeySwapReannouncementDelaySet",
    ],
    [
      "test_sudo_set_dissolve_network_schedule_duration",
      "sudo_set_dissolve_network_schedule_duration",
      "duration",
      200,
      settings.storage.DissolveNetworkScheduleDuration,
      "DissolveNetworkScheduleDurationSet",
    ],
    [
      "test_sudo_set_commit_reveal_version",
      "sudo_set_commit_reveal_version",
      "version",
      5,
      settings.storage.CommitRevealWeightsVersion,
    ],
    [
      "test_sudo_root_sets_subnet_moving_alpha",
      "sudo_set_subnet_moving_alpha",
      "alpha",
      I96F32.fromBits(1n << 31n),
      settings.storage.SubnetMovingAlpha,
    ],
  ];
  it.each(rows)("%s", (_, call, argument, value, item, event) => {
    const ctx = newAdminExt();
    const before = item.get(ctx);
    expect(before).not.toBe(value);
    expect(admin(ctx, signed(acct(1)), call, { [argument]: value })).toBe("BadOrigin");
    expect(item.get(ctx)).toBe(before);
    for (let times = 0; times < 2; times++) expect(admin(ctx, root, call, { [argument]: value })).toBe(undefined);
    expect(item.get(ctx)).toBe(value);
    if (event !== undefined) expect(lastEvent(ctx)).toMatchObject({ name: event, data: [value] });
  });
  it("test_sudo_set_admin_freeze_window_and_rate", () => {
    const ctx = newAdminExt();
    expect(admin(ctx, signed(acct(1)), "sudo_set_admin_freeze_window", { window: 7 })).toBe("BadOrigin");
    expect(admin(ctx, root, "sudo_set_admin_freeze_window", { window: 7 })).toBe(undefined);
    expect(limits.read.AdminFreezeWindow.get(ctx)).toBe(7);
    expect(admin(ctx, signed(acct(1)), "sudo_set_owner_hparam_rate_limit", { epochs: 5 })).toBe("BadOrigin");
    expect(admin(ctx, root, "sudo_set_owner_hparam_rate_limit", { epochs: 5 })).toBe(undefined);
    expect(limits.read.OwnerHyperparamRateLimit.get(ctx)).toBe(5);
  });
  it("test_sudo_set_max_epochs_per_block", () => {
    const ctx = newAdminExt();
    const { MaxEpochsPerBlock } = settings.read;
    expect(MaxEpochsPerBlock.get(ctx)).toBe(32);
    expect(admin(ctx, signed(acct(1)), "sudo_set_max_epochs_per_block", { max_epochs_per_block: 35 })).toBe(
      "BadOrigin",
    );
    expect(admin(ctx, root, "sudo_set_max_epochs_per_block", { max_epochs_per_block: 0 })).toBe("ValueNotInBounds");
    expect(MaxEpochsPerBlock.get(ctx)).toBe(32);
    expect(admin(ctx, root, "sudo_set_max_epochs_per_block", { max_epochs_per_block: 35 })).toBe(undefined);
    expect(MaxEpochsPerBlock.get(ctx)).toBe(35);
    expect(lastEvent(ctx)).toMatchObject({ name: "MaxEpochsPerBlockSet", data: [35] });
  });
  it("test_sudo_set_max_epochs_per_block_changes_deferrals", () => {
    const ctx = newAdminExt();
    for (let n = 1; n <= 4; n++) {
      addNetwork(ctx, n, 100);
      tempo.storage.PendingEpochAt.set(ctx, netUid(n), 1n);
    }
    const netuids = allSubnetNetuids(ctx).filter((one) => one !== ROOT);
    expect(netuids.filter((one) => shouldRunEpoch(ctx, one, 1n)).length).toBe(4);
    expect(admin(ctx, root, "sudo_set_max_epochs_per_block", { max_epochs_per_block: 1 })).toBe(undefined);
    expect(epochsDeferredThisBlock(ctx, netuids, 1n).size).toBe(3);
    expect(admin(ctx, root, "sudo_set_max_epochs_per_block", { max_epochs_per_block: 6 })).toBe(undefined);
    expect(epochsDeferredThisBlock(ctx, netuids, 1n).size).toBe(0);
  });
  it("test_sudo_set_max_mechanism_count", () => {
    const ctx = newAdminExt();
    const set = (count: number) =>
      admin(ctx, root, "sudo_set_max_mechanism_count", { max_mechanism_count: mechId(count) });
    expect(set(10)).toBe(undefined);
    expect(mechanisms.read.MaxMechanismCount.get(ctx)).toBe(10);
    expect(set(0)).toBe("InvalidValue");
    expect(set(17)).toBe("InvalidValue");
  });
  it("test_sudo_set_start_call_delay_permissions_and_zero_delay", () => {
    const ctx = newAdminExt();
    const { FirstEmissionBlockNumber, SubnetOwner } = subnets.storage;
    expect(settings.read.StartCallDelay.get(ctx)).toBe(0n);
    expect(admin(ctx, signed(acct(1)), "sudo_set_start_call_delay", { delay: 0n })).toBe("BadOrigin");
    addNetwork(ctx, NETUID, 13);
    FirstEmissionBlockNumber.delete(ctx, NETUID);
    expect(SubnetOwner.get(ctx, NETUID)).toBe(acct(0));
    expect(directOutcome(ctx, signed(acct(0)), "start_call", { netuid: NETUID })).toBe(undefined);
    expect(FirstEmissionBlockNumber.has(ctx, NETUID)).toBe(true);
    expect(admin(ctx, root, "sudo_set_start_call_delay", { delay: 0n })).toBe(undefined);
    expect(settings.read.StartCallDelay.get(ctx)).toBe(0n);
    expect(lastEvent(ctx)).toMatchObject({ name: "StartCallDelaySet", data: [0n] });
    for (let times = 0; times < 2; times++)
      expect(directOutcome(ctx, signed(acct(0)), "start_call", { netuid: NETUID })).toBe(
        "FirstEmissionBlockNumberAlreadySet",
      );
    expect(FirstEmissionBlockNumber.get(ctx, NETUID)).toBe(2n);
  });
});

describe("sudo_set_nominator_min_required_stake", () => {
  const set = (ctx: MockContext, by: Parameters<typeof admin>[1], factor: bigint) =>
    admin(ctx, by, "sudo_set_nominator_min_required_stake", { min_stake: factor });
  /** Of a minimum stake of 2,000,000 rao. */
  const minimumOf = (factor: bigint): bigint => (factor * 2_000_000n) / 1_000_000n;
  it("can_only_be_called_by_admin", () => {
    const ctx = newAdminExt();
    expect(set(ctx, signed(acct(0)), nominatorMinRequiredStake(ctx) + 5n)).toBe("BadOrigin");
  });
  it("sets_a_lower_value", () => {
    const ctx = newAdminExt();
    for (const factor of [10n, 5n]) {
      expect(set(ctx, root, factor)).toBe(undefined);
      expect(nominatorMinRequiredStake(ctx)).toBe(minimumOf(factor));
    }
  });
  it("sets_a_higher_value", () => {
    const ctx = newAdminExt();
    const factor = nominatorMinRequiredStake(ctx) + 5n;
    expect(set(ctx, root, factor)).toBe(undefined);
    expect(nominatorMinRequiredStake(ctx)).toBe(minimumOf(factor));
  });
  it("test_sets_a_lower_value_clears_small_nominations", () => {
    const ctx = newAdminExt();
    const netuid = netUid(2);
    const [hotkey, owner, staker] = [acct(3), acct(1), acct(2)];
    for (const who of [owner, staker, hotkey])
      ctx.ports.currency.depositCreating(ctx, who, rao(1_000_000_000_000_000n));
    addNetwork(ctx, netuid, 10);
    registerByCall(ctx, netuid, hotkey, owner);
    expect(set(ctx, root, 10n)).toBe(undefined);
    expect(nominatorMinRequiredStake(ctx)).toBe(20n);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey: staker }, alpha(11n));
    expect(set(ctx, root, 5n)).toBe(undefined);
    expect(nominatorMinRequiredStake(ctx)).toBe(10n);
    expect(stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey: staker })).toBeGreaterThan(0n);
    expect(set(ctx, root, 20n)).toBe(undefined);
    expect(nominatorMinRequiredStake(ctx)).toBe(40n);
    expect(stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey: staker })).toBe(0n);
  });
});

describe("other pallets", () => {
  it("test_sudo_root_sets_evm_chain_id", () => {
    const ctx = newAdminExt();
    expect(evmChainId.read.ChainId.get(ctx)).toBe(0n);
    expect(admin(ctx, root, "sudo_set_evm_chain_id", { chain_id: 945n })).toBe(undefined);
    expect(evmChainId.read.ChainId.get(ctx)).toBe(945n);
  });
  it("test_sudo_non_root_cannot_set_evm_chain_id", () => {
    const ctx = newAdminExt();
    expect(admin(ctx, signed(acct(0)), "sudo_set_evm_chain_id", { chain_id: 945n })).toBe("BadOrigin");
    expect(evmChainId.read.ChainId.get(ctx)).toBe(0n);
  });
  it("test_schedule_grandpa_change", () => {
    const ctx = newAdminExt();
    const bob = hexToBytes("d17c2d7823ebf260fd138f2d7e27d114c0145d968b5ff5006125f2414fadae69");
    expect(grandpa.read.Authorities.get(ctx)).toEqual([]);
    expect(
      admin(ctx, root, "schedule_grandpa_change", { next_authorities: [[bob, 1n]], in_blocks: 41, forced: undefined }),
    ).toBe(undefined);
    grandpaPallet.parts.hooks?.onFinalize?.(ctx, 42);
    expect(grandpa.read.Authorities.get(ctx)).toEqual([[bob, 1n]]);
  });
  it("swap_authorities sets the authors and says so in the header; nobody is ignored", () => {
    const ctx = newAdminExt();
    const authors = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(9)];
    expect(admin(ctx, signed(acct(1)), "swap_authorities", { new_authorities: authors })).toBe("BadOrigin");
    expect(admin(ctx, root, "swap_authorities", { new_authorities: authors })).toBe(undefined);
    expect(aura.read.Authorities.get(ctx)).toEqual(authors);
    // Consensus, "aura", AuthoritiesChange (1), two keys.
    const logs = ctx.ports.digests.logs(ctx);
    expect(logs.map(({ type }) => type)).toEqual(["Consensus"]);
    expect(bytesToHex((logs[0]!.value as readonly Uint8Array[])[1]!)).toBe(`0108${"07".repeat(32)}${"09".repeat(32)}`);
    expect(admin(ctx, root, "swap_authorities", { new_authorities: [] })).toBe(undefined);
    expect(aura.read.Authorities.get(ctx)).toEqual(authors);
    expect(system.read.Number.get(ctx)).toBe(1);
  });
  it("test_sudo_toggle_evm_precompile", () => {
    const ctx = newAdminExt();
    const set = (by: Parameters<typeof admin>[1], enabled: boolean) =>
      admin(ctx, by, "sudo_toggle_evm_precompile", { precompile_id: "BalanceTransfer", enabled });
    const told = () => eventsNamed(ctx, "PrecompileUpdated").length;
    const { PrecompileEnable } = adminUtils.read;
    expect(PrecompileEnable.get(ctx, "BalanceTransfer")).toBe(true);
    expect(set(signed(acct(0)), false)).toBe("BadOrigin");
    expect(set(root, false)).toBe(undefined);
    expect(eventsNamed(ctx, "PrecompileUpdated")).toMatchObject([{ data: ["BalanceTransfer", false] }]);
    expect(PrecompileEnable.get(ctx, "BalanceTransfer")).toBe(false);
    runToBlock(ctx, 2);
    expect(set(root, false)).toBe(undefined);
    expect(told()).toBe(0);
    expect(set(root, true)).toBe(undefined);
    expect(PrecompileEnable.get(ctx, "BalanceTransfer")).toBe(true);
  });
});

// Not among the reference's tests: bounds that it leaves untested.
describe("bounds of a subnet's price and emission", () => {
  it.each([
    ["sudo_set_burn_half_life", { burn_half_life: 0 }, "InvalidValue"],
    ["sudo_set_burn_half_life", { burn_half_life: 36_101 }, "InvalidValue"],
    ["sudo_set_burn_half_life", { burn_half_life: 36_100 }, undefined],
    ["sudo_set_burn_increase_mult", { burn_increase_mult: U64F64.fromBits((1n << 64n) - 1n) }, "InvalidValue"],
    ["sudo_set_burn_increase_mult", { burn_increase_mult: U64F64.fromBits(1n << 64n) }, undefined],
    ["sudo_set_burn_increase_mult", { burn_increase_mult: U64F64.fromBits(3n << 64n) }, undefined],
    ["sudo_set_burn_increase_mult", { burn_increase_mult: U64F64.fromBits((3n << 64n) + 1n) }, "InvalidValue"],
  ] as const)("%s %o", (call, args, outcome) => {
    const ctx = newAdminExt();
    addNetwork(ctx, NETUID, 10);
    addNetwork(ctx, ROOT, 10);
    expect(admin(ctx, root, call, { netuid: NETUID, ...args })).toBe(outcome);
    expect(admin(ctx, root, call, { netuid: ROOT, ...args })).toBe("NotPermittedOnRootSubnet");
    expect(admin(ctx, root, call, { netuid: netUid(2), ...args })).toBe("SubnetDoesNotExist");
  });
  it.each([
    [(1n << 64n) - 1n, "InvalidValue"],
    [1n << 64n, undefined],
    [2n << 64n, undefined],
    [(2n << 64n) + 1n, "InvalidValue"],
  ] as const)("an exponent of flows of %s / 2^64: %s", (bits, outcome) => {
    const ctx = newAdminExt();
    expect(admin(ctx, root, "sudo_set_tao_flow_normalization_exponent", { exponent: U64F64.fromBits(bits) })).toBe(
      outcome,
    );
    expect(settings.read.FlowNormExponent.get(ctx)).toBe(outcome === undefined ? bits : 1n << 64n);
  });
  it("sudo_set_total_issuance is deprecated for everybody", () => {
    const ctx = newAdminExt();
    for (const by of [root, signed(acct(1))])
      expect(admin(ctx, by, "sudo_set_total_issuance", { total_issuance: rao(1n) })).toBe("Deprecated");
  });
});
