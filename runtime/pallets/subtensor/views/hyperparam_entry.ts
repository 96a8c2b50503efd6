// The hyperparameters of a subnet as a list of named values, which may grow without breaking who reads it.
// Mirrors pallets/subtensor/src/rpc_info/subnet_info.rs (HyperparamEntry, SubnetHyperparamsV3).

import { utf8ToBytes } from "../../../primitives/bytes.ts";
import { I32F32Codec, U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import {
  arm,
  bool,
  bytes,
  compact,
  struct,
  u16,
  u32,
  u64,
  u128,
  type ValueOf,
  variant,
  vec,
} from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { activityCutoffBlocks } from "../epoch/read.ts";
import { parameters } from "../parameters/contract.ts";
import { settings } from "../settings/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { tempo } from "../tempo/contract.ts";
import { alphaSigmoidSteepness, MAX_WEIGHT_LIMIT, yumaVersion } from "./subnet_hyperparams.ts";

export const HyperparamValue = variant("pallet_subtensor::rpc_info::subnet_info::HyperparamValue", {
  Bool: arm(0, bool),
  U16: arm(1, compact(u16)),
  U32: arm(2, compact(u32)),
  U64: arm(3, compact(u64)),
  U128: arm(4, compact(u128)),
  TaoBalance: arm(5, compact(Tao)),
  I32F32: arm(6, I32F32Codec),
  U64F64: arm(7, U64F64Codec),
});
export type HyperparamValue = ValueOf<typeof HyperparamValue>;

export const HyperparamEntry = struct("pallet_subtensor::rpc_info::subnet_info::HyperparamEntry", {
  name: bytes,
  value: HyperparamValue,
});
export type HyperparamEntry = ValueOf<typeof HyperparamEntry>;

export const SubnetHyperparamsV3 = vec(HyperparamEntry);
export type SubnetHyperparamsV3 = ValueOf<typeof SubnetHyperparamsV3>;

const held = parameters.read;
const effectiveMinChildkeyTake = (ctx: Ctx, netuid: NetUid): number =>
  Math.max(settings.read.MinChildkeyTake.get(ctx), held.MinChildkeyTakePerSubnet.get(ctx, netuid));

type Entry = readonly [name: string, value: (ctx: Ctx, netuid: NetUid) => HyperparamValue];
type Arm<T extends HyperparamValue["type"]> = Extract<HyperparamValue, { type: T }>["value"];
/** An entry of one type, by what gives its value. */
const entry =
  <T extends HyperparamValue["type"]>(type: T) =>
  (name: string, value: (ctx: Ctx, netuid: NetUid) => Arm<T>): Entry => [
    name,
    (ctx, netuid) => ({ type, value: value(ctx, netuid) }) as unknown as HyperparamValue,
  ];
const item =
  <T extends HyperparamValue["type"]>(type: T) =>
  (name: string, of: { readonly get: (ctx: Ctx, netuid: NetUid) => Arm<T> }): Entry =>
    entry(type)(name, (ctx, netuid) => of.get(ctx, netuid));

/** In the order in which they are told. */
const ENTRIES: readonly Entry[] = [
  item("U16")("kappa", held.Kappa),
  item("U16")("immunity_period", held.ImmunityPeriod),
  item("U16")("min_allowed_weights", held.MinAllowedWeights),
  entry("U16")("max_weights_limit", () => MAX_WEIGHT_LIMIT),
  item("U16")("tempo", tempo.read.Tempo),
  item("U64")("weights_version", held.WeightsVersionKey),
  item("U64")("weights_rate_limit", held.WeightsSetRateLimit),
  entry("U64")("activity_cutoff", activityCutoffBlocks),
  item("U32")("activity_cutoff_factor", held.ActivityCutoffFactorMilli),
  item("Bool")("registration_allowed", held.NetworkRegistrationAllowed),
  item("U16")("target_regs_per_interval", held.TargetRegistrationsPerInterval),
  item("TaoBalance")("min_burn", held.MinBurn),
  item("TaoBalance")("max_burn", held.MaxBurn),
  item("U16")("burn_half_life", held.BurnHalfLife),
  item("U64F64")("burn_increase_mult", held.BurnIncreaseMult),
  item("U64")("bonds_moving_avg", held.BondsMovingAverage),
  item("U16")("max_regs_per_block", held.MaxRegistrationsPerBlock),
  item("U64")("serving_rate_limit", held.ServingRateLimit),
  item("U16")("max_validators", held.MaxAllowedValidators),
  item("U64")("commit_reveal_period", held.RevealPeriodEpochs),
  item("Bool")("commit_reveal_weights_enabled", held.CommitRevealWeightsEnabled),
  entry("U16")("alpha_high", (ctx, netuid) => held.AlphaValues.get(ctx, netuid)[1]),
  entry("U16")("alpha_low", (ctx, netuid) => held.AlphaValues.get(ctx, netuid)[0]),
  item("Bool")("liquid_alpha_enabled", held.LiquidAlphaOn),
  entry("I32F32")("alpha_sigmoid_steepness", alphaSigmoidSteepness),
  entry("U16")("yuma_version", yumaVersion),
  item("Bool")("subnet_is_active", held.SubtokenEnabled),
  item("Bool")("transfers_enabled", held.TransferToggle),
  item("Bool")("bonds_reset_enabled", held.BondsResetOn),
  entry("Bool")("user_liquidity_enabled", () => false),
  item("Bool")("owner_cut_enabled", held.OwnerCutEnabled),
  item("Bool")("owner_cut_auto_lock_enabled", held.OwnerCutAutoLockEnabled),
  entry("U16")("min_childkey_take", effectiveMinChildkeyTake),
];
const NAMES = ENTRIES.map(([name]) => utf8ToBytes(name));

export const subnetHyperparamsV3 = (ctx: Ctx, netuid: NetUid): SubnetHyperparamsV3 | undefined =>
  ifSubnetExist(ctx, netuid)
    ? ENTRIES.map(([, value], i) => ({ name: NAMES[i]!, value: value(ctx, netuid) }))
    : undefined;
