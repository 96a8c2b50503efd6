// The hyperparameters of a subnet, as the first two versions of the question gave them.
// Mirrors pallets/subtensor/src/rpc_info/subnet_info.rs.

import { I32F32Codec } from "../../../primitives/fixed/codecs.ts";
import { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { U16_MAX } from "../../../primitives/ints.ts";
import { bool, compact, struct, u16, u64, type ValueOf } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { activityCutoffBlocks } from "../epoch/read.ts";
import { parameters } from "../parameters/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { tempo } from "../tempo/contract.ts";

export const SubnetHyperparams = struct("pallet_subtensor::rpc_info::subnet_info::SubnetHyperparams", {
  rho: compact(u16),
  kappa: compact(u16),
  immunity_period: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  tempo: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  adjustment_interval: compact(u16),
  activity_cutoff: compact(u64),
  registration_allowed: bool,
  target_regs_per_interval: compact(u16),
  min_burn: compact(Tao),
  max_burn: compact(Tao),
  bonds_moving_avg: compact(u64),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  max_validators: compact(u16),
  adjustment_alpha: compact(u64),
  difficulty: compact(u64),
  commit_reveal_period: compact(u64),
  commit_reveal_weights_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  liquid_alpha_enabled: bool,
});
export type SubnetHyperparams = ValueOf<typeof SubnetHyperparams>;

export const SubnetHyperparamsV2 = struct("pallet_subtensor::rpc_info::subnet_info::SubnetHyperparamsV2", {
  rho: compact(u16),
  kappa: compact(u16),
  immunity_period: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  tempo: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  adjustment_interval: compact(u16),
  activity_cutoff: compact(u64),
  registration_allowed: bool,
  target_regs_per_interval: compact(u16),
  min_burn: compact(Tao),
  max_burn: compact(Tao),
  bonds_moving_avg: compact(u64),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  max_validators: compact(u16),
  adjustment_alpha: compact(u64),
  difficulty: compact(u64),
  commit_reveal_period: compact(u64),
  commit_reveal_weights_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  liquid_alpha_enabled: bool,
  alpha_sigmoid_steepness: I32F32Codec,
  yuma_version: compact(u16),
  subnet_is_active: bool,
  transfers_enabled: bool,
  bonds_reset_enabled: bool,
  user_liquidity_enabled: bool,
});
export type SubnetHyperparamsV2 = ValueOf<typeof SubnetHyperparamsV2>;

/** The reference no longer limits a single weight. */
export const MAX_WEIGHT_LIMIT = U16_MAX;

export const yumaVersion = (ctx: Ctx, netuid: NetUid): number => (parameters.read.Yuma3On.get(ctx, netuid) ? 3 : 2);
export const alphaSigmoidSteepness = (ctx: Ctx, netuid: NetUid): I32F32 =>
  I32F32.saturatingFromNum(parameters.read.AlphaSigmoidSteepness.get(ctx, netuid));

function first(ctx: Ctx, netuid: NetUid): SubnetHyperparams {
  const held = parameters.read;
  const [low, high] = held.AlphaValues.get(ctx, netuid);
  return {
    rho: held.Rho.get(ctx, netuid),
    kappa: held.Kappa.get(ctx, netuid),
    immunity_period: held.ImmunityPeriod.get(ctx, netuid),
    min_allowed_weights: held.MinAllowedWeights.get(ctx, netuid),
    max_weights_limit: MAX_WEIGHT_LIMIT,
    tempo: tempo.read.Tempo.get(ctx, netuid),
    min_difficulty: held.MinDifficulty.get(ctx, netuid),
    max_difficulty: held.MaxDifficulty.get(ctx, netuid),
    weights_version: held.WeightsVersionKey.get(ctx, netuid),
    weights_rate_limit: held.WeightsSetRateLimit.get(ctx, netuid),
    adjustment_interval: held.AdjustmentInterval.get(ctx, netuid),
    activity_cutoff: activityCutoffBlocks(ctx, netuid),
    registration_allowed: held.NetworkRegistrationAllowed.get(ctx, netuid),
    target_regs_per_interval: held.TargetRegistrationsPerInterval.get(ctx, netuid),
    min_burn: held.MinBurn.get(ctx, netuid),
    max_burn: held.MaxBurn.get(ctx, netuid),
    bonds_moving_avg: held.BondsMovingAverage.get(ctx, netuid),
    max_regs_per_block: held.MaxRegistrationsPerBlock.get(ctx, netuid),
    serving_rate_limit: held.ServingRateLimit.get(ctx, netuid),
    max_validators: held.MaxAllowedValidators.get(ctx, netuid),
    adjustment_alpha: held.AdjustmentAlpha.get(ctx, netuid),
    difficulty: held.Difficulty.get(ctx, netuid),
    commit_reveal_period: held.RevealPeriodEpochs.get(ctx, netuid),
    commit_reveal_weights_enabled: held.CommitRevealWeightsEnabled.get(ctx, netuid),
    alpha_high: high,
    alpha_low: low,
    liquid_alpha_enabled: held.LiquidAlphaOn.get(ctx, netuid),
  };
}
export const subnetHyperparams = (ctx: Ctx, netuid: NetUid): SubnetHyperparams | undefined =>
  ifSubnetExist(ctx, netuid) ? first(ctx, netuid) : undefined;
export function subnetHyperparamsV2(ctx: Ctx, netuid: NetUid): SubnetHyperparamsV2 | undefined {
  if (!ifSubnetExist(ctx, netuid)) return undefined;
  const held = parameters.read;
  return {
    ...first(ctx, netuid),
    alpha_sigmoid_steepness: alphaSigmoidSteepness(ctx, netuid),
    yuma_version: yumaVersion(ctx, netuid),
    subnet_is_active: held.SubtokenEnabled.get(ctx, netuid),
    transfers_enabled: held.TransferToggle.get(ctx, netuid),
    bonds_reset_enabled: held.BondsResetOn.get(ctx, netuid),
    user_liquidity_enabled: false,
  };
}
