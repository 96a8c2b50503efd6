// A subnet in figures.
// Mirrors pallets/subtensor/src/rpc_info/subnet_info.rs.

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { array, compact, option, struct, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { identities } from "../identity/contract.ts";
import { SubnetIdentityV3 } from "../identity/subnet_identity.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { tempo } from "../tempo/contract.ts";
import { MAX_WEIGHT_LIMIT } from "./subnet_hyperparams.ts";

export const SubnetInfo = struct(
  "pallet_subtensor::rpc_info::subnet_info::SubnetInfo",
  {
    netuid: compact(NetUid),
    rho: compact(u16),
    kappa: compact(u16),
    difficulty: compact(u64),
    immunity_period: compact(u16),
    max_allowed_validators: compact(u16),
    min_allowed_weights: compact(u16),
    max_weights_limit: compact(u16),
    scaling_law_power: compact(u16),
    subnetwork_n: compact(u16),
    max_allowed_uids: compact(u16),
    blocks_since_last_step: compact(u64),
    tempo: compact(u16),
    network_modality: compact(u16),
    network_connect: vec(array(u16, 2)),
    emission_values: compact(u64),
    burn: compact(Tao),
    owner: AccountId,
  },
  { AccountId },
);
export type SubnetInfo = ValueOf<typeof SubnetInfo>;

export const SubnetInfov2 = struct(
  "pallet_subtensor::rpc_info::subnet_info::SubnetInfov2",
  {
    netuid: compact(NetUid),
    rho: compact(u16),
    kappa: compact(u16),
    difficulty: compact(u64),
    immunity_period: compact(u16),
    max_allowed_validators: compact(u16),
    min_allowed_weights: compact(u16),
    max_weights_limit: compact(u16),
    scaling_law_power: compact(u16),
    subnetwork_n: compact(u16),
    max_allowed_uids: compact(u16),
    blocks_since_last_step: compact(u64),
    tempo: compact(u16),
    network_modality: compact(u16),
    network_connect: vec(array(u16, 2)),
    emission_value: compact(u64),
    burn: compact(Tao),
    owner: AccountId,
    identity: option(SubnetIdentityV3),
  },
  { AccountId },
);
export type SubnetInfov2 = ValueOf<typeof SubnetInfov2>;

/** What both versions tell. Emission and the networks that a subnet connected to are no longer known. */
const figures = (ctx: Ctx, netuid: NetUid) => ({
  netuid,
  rho: parameters.read.Rho.get(ctx, netuid),
  kappa: parameters.read.Kappa.get(ctx, netuid),
  difficulty: parameters.read.Difficulty.get(ctx, netuid),
  immunity_period: parameters.read.ImmunityPeriod.get(ctx, netuid),
  max_allowed_validators: parameters.read.MaxAllowedValidators.get(ctx, netuid),
  min_allowed_weights: parameters.read.MinAllowedWeights.get(ctx, netuid),
  max_weights_limit: MAX_WEIGHT_LIMIT,
  scaling_law_power: parameters.read.ScalingLawPower.get(ctx, netuid),
  subnetwork_n: registration.read.SubnetworkN.get(ctx, netuid),
  max_allowed_uids: parameters.read.MaxAllowedUids.get(ctx, netuid),
  blocks_since_last_step: tempo.read.BlocksSinceLastStep.get(ctx, netuid),
  tempo: tempo.read.Tempo.get(ctx, netuid),
  network_modality: 0,
  network_connect: [],
  burn: registration.read.Burn.get(ctx, netuid),
  owner: subnets.read.SubnetOwner.get(ctx, netuid),
});
export const subnetInfo = (ctx: Ctx, netuid: NetUid): SubnetInfo | undefined =>
  ifSubnetExist(ctx, netuid) ? { ...figures(ctx, netuid), emission_values: 0n } : undefined;
export const subnetInfoV2 = (ctx: Ctx, netuid: NetUid): SubnetInfov2 | undefined =>
  ifSubnetExist(ctx, netuid)
    ? { ...figures(ctx, netuid), emission_value: 0n, identity: identities.read.SubnetIdentitiesV3.get(ctx, netuid) }
    : undefined;

/** The subnets that exist, by number. */
const byNumber = (ctx: Ctx): NetUid[] =>
  Array.from(subnets.read.NetworksAdded.entries(ctx))
    .flatMap(([[netuid], added]) => (added ? [netuid] : []))
    .sort((a, b) => a - b);
export const subnetsInfo = (ctx: Ctx): (SubnetInfo | undefined)[] =>
  byNumber(ctx).map((netuid) => subnetInfo(ctx, netuid));
export const subnetsInfoV2 = (ctx: Ctx): (SubnetInfov2 | undefined)[] =>
  byNumber(ctx).map((netuid) => subnetInfoV2(ctx, netuid));
