// The hyperparameters of a subnet, as the first two versions of the question gave them.
// Mirrors pallets/subtensor/src/rpc_info/subnet_info.rs.

import { I32F32Codec } from "../../../primitives/fixed/codecs.ts";
import { bool, compact, struct, u16, u64, type ValueOf } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";

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
