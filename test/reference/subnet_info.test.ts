// The reference's tests of the open list of hyperparameters (pallets/subtensor/src/tests/subnet_info.rs) and of the columns
// of a metagraph (pallets/subtensor/src/rpc_info/metagraph.rs), with its literal values.

import { expect, test } from "vitest";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { COLUMNS } from "../../runtime/pallets/subtensor/views/columns.ts";
import {
  HyperparamValue,
  SubnetHyperparamsV3,
  subnetHyperparamsV3,
} from "../../runtime/pallets/subtensor/views/hyperparam_entry.ts";
import {
  SelectiveMetagraph,
  selectiveMechagraph,
  selectiveMetagraph,
} from "../../runtime/pallets/subtensor/views/selective_metagraph.ts";
import { bytesToUtf8 } from "../../runtime/primitives/bytes.ts";
import { I32F32, U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { mechId, netUid } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { type MockContext, newTestExt } from "../chain/mock.ts";
import { addNetwork } from "../chain/mock_subtensor.ts";

const NETUID = netUid(1);
const NAMES = `kappa immunity_period min_allowed_weights max_weights_limit tempo weights_version weights_rate_limit
  activity_cutoff activity_cutoff_factor registration_allowed target_regs_per_interval min_burn max_burn burn_half_life
  burn_increase_mult bonds_moving_avg max_regs_per_block serving_rate_limit max_validators commit_reveal_period
  commit_reveal_weights_enabled alpha_high alpha_low liquid_alpha_enabled alpha_sigmoid_steepness yuma_version
  subnet_is_active transfers_enabled bonds_reset_enabled user_liquidity_enabled owner_cut_enabled
  owner_cut_auto_lock_enabled min_childkey_take`.split(/\s+/);
const named = (ctx: MockContext) =>
  Object.fromEntries(subnetHyperparamsV3(ctx, NETUID)!.map(({ name, value }) => [bytesToUtf8(name), value]));
function subnet(): MockContext {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 1, 0);
  return ctx;
}

test("test_get_subnet_hyperparams_v3_returns_none_for_nonexistent_subnet", () => {
  expect(subnetHyperparamsV3(newTestExt(1), netUid(7))).toBeUndefined();
});
test("test_get_subnet_hyperparams_v3_contains_all_expected_names_exactly_once", () => {
  const returned = subnetHyperparamsV3(subnet(), NETUID)!.map(({ name }) => bytesToUtf8(name));
  expect(returned).toEqual(NAMES);
});
test("test_get_subnet_hyperparams_v3_values_reflect_storage", () => {
  const ctx = subnet();
  const held = parameters.storage;
  held.Kappa.set(ctx, NETUID, 12);
  held.ImmunityPeriod.set(ctx, NETUID, 13);
  held.MinAllowedWeights.set(ctx, NETUID, 14);
  tempo.storage.Tempo.set(ctx, NETUID, 16);
  held.WeightsVersionKey.set(ctx, NETUID, 19n);
  held.WeightsSetRateLimit.set(ctx, NETUID, 20n);
  held.ActivityCutoffFactorMilli.set(ctx, NETUID, 1375);
  held.NetworkRegistrationAllowed.set(ctx, NETUID, false);
  held.TargetRegistrationsPerInterval.set(ctx, NETUID, 24);
  held.MinBurn.set(ctx, NETUID, rao(25n));
  held.MaxBurn.set(ctx, NETUID, rao(26n));
  held.BurnHalfLife.set(ctx, NETUID, 33);
  held.BurnIncreaseMult.set(ctx, NETUID, U64F64.saturatingFromNum(2));
  held.BondsMovingAverage.set(ctx, NETUID, 27n);
  held.MaxRegistrationsPerBlock.set(ctx, NETUID, 28);
  held.ServingRateLimit.set(ctx, NETUID, 29n);
  held.MaxAllowedValidators.set(ctx, NETUID, 30);
  held.CommitRevealWeightsEnabled.set(ctx, NETUID, true);
  held.LiquidAlphaOn.set(ctx, NETUID, true);
  held.AlphaSigmoidSteepness.set(ctx, NETUID, 5);
  held.Yuma3On.set(ctx, NETUID, true);
  held.BondsResetOn.set(ctx, NETUID, true);
  held.OwnerCutEnabled.set(ctx, NETUID, true);
  held.OwnerCutAutoLockEnabled.set(ctx, NETUID, true);
  settings.storage.MinChildkeyTake.set(ctx, 31);
  held.MinChildkeyTakePerSubnet.set(ctx, NETUID, 32);
  expect(named(ctx)).toMatchObject({
    registration_allowed: { type: "Bool", value: false },
    commit_reveal_weights_enabled: { type: "Bool", value: true },
    liquid_alpha_enabled: { type: "Bool", value: true },
    bonds_reset_enabled: { type: "Bool", value: true },
    owner_cut_enabled: { type: "Bool", value: true },
    owner_cut_auto_lock_enabled: { type: "Bool", value: true },
    kappa: { type: "U16", value: 12 },
    immunity_period: { type: "U16", value: 13 },
    min_allowed_weights: { type: "U16", value: 14 },
    tempo: { type: "U16", value: 16 },
    activity_cutoff: { type: "U64", value: 22n },
    activity_cutoff_factor: { type: "U32", value: 1375 },
    target_regs_per_interval: { type: "U16", value: 24 },
    burn_half_life: { type: "U16", value: 33 },
    max_regs_per_block: { type: "U16", value: 28 },
    max_validators: { type: "U16", value: 30 },
    yuma_version: { type: "U16", value: 3 },
    min_childkey_take: { type: "U16", value: 32 },
    weights_version: { type: "U64", value: 19n },
    weights_rate_limit: { type: "U64", value: 20n },
    bonds_moving_avg: { type: "U64", value: 27n },
    serving_rate_limit: { type: "U64", value: 29n },
    min_burn: { type: "TaoBalance", value: 25n },
    max_burn: { type: "TaoBalance", value: 26n },
    alpha_sigmoid_steepness: { type: "I32F32", value: 5n << 32n },
    burn_increase_mult: { type: "U64F64", value: 2n << 64n },
  });
});
test("test_get_subnet_hyperparams_v3_yuma_version_reflects_flag", () => {
  const ctx = subnet();
  for (const [on, version] of [
    [false, 2],
    [true, 3],
  ] as const) {
    parameters.storage.Yuma3On.set(ctx, NETUID, on);
    expect(named(ctx).yuma_version).toEqual({ type: "U16", value: version });
  }
});
test("test_get_subnet_hyperparams_v3_scale_round_trip", () => {
  const original = subnetHyperparamsV3(subnet(), NETUID)!;
  expect(SubnetHyperparamsV3.decode(SubnetHyperparamsV3.encode(original))).toEqual(original);
});
test("test_hyperparam_value_variants_round_trip", () => {
  const cases: HyperparamValue[] = [
    { type: "Bool", value: true },
    { type: "Bool", value: false },
    { type: "U16", value: 65_535 },
    { type: "U32", value: 4_294_967_295 },
    { type: "U64", value: (1n << 64n) - 1n },
    { type: "U128", value: (1n << 128n) - 1n },
    { type: "TaoBalance", value: rao(123_456_789n) },
    { type: "I32F32", value: I32F32.saturatingFromNum(-7) },
    { type: "U64F64", value: U64F64.saturatingFromNum(42) },
  ];
  for (const original of cases) expect(HyperparamValue.decode(HyperparamValue.encode(original))).toEqual(original);
});

test("test_selective_metagraph", () => {
  const ctx = subnet();
  const nothing = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, undefined]));
  expect(selectiveMetagraph(ctx, NETUID, [])).toEqual({ ...nothing, netuid: 0 });
  expect(selectiveMetagraph(ctx, NETUID, [100])).toEqual({ ...nothing, netuid: 0 });
  expect(selectiveMetagraph(ctx, NETUID, [1])!.name).toEqual(Uint8Array.from([..."apex"].map((c) => c.charCodeAt(0))));
  expect(selectiveMetagraph(ctx, NETUID, [50])).toEqual({ ...nothing, netuid: 0, alpha_low: 45_875 });
});

// Ours.
test("the columns stand in the order of the reference's indices, which is the order of the fields", () => {
  const { shape } = SelectiveMetagraph;
  const fields = shape.kind === "composite" ? shape.fields.map(({ name }) => name) : [];
  expect(Object.keys(COLUMNS)).toEqual(fields);
  expect(fields).toHaveLength(74);
  expect([0, 12, 28, 49, 50, 52, 67, 73].map((index) => fields[index])).toEqual([
    "netuid",
    "alpha_in",
    "activity_cutoff",
    "alpha_high",
    "alpha_low",
    "hotkeys",
    "alpha_stake",
    "commitments",
  ]);
});
test("a mechanism's view tells its netuid always, a subnet's view when asked", () => {
  const ctx = subnet();
  expect(selectiveMetagraph(ctx, NETUID, [0])!.netuid).toBe(1);
  expect(selectiveMechagraph(ctx, NETUID, mechId(3), [])!.netuid).toBe(1);
  expect(selectiveMechagraph(ctx, netUid(9), mechId(0), [0])).toBeUndefined();
});
