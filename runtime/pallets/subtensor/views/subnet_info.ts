// A subnet in figures.
// Mirrors pallets/subtensor/src/rpc_info/subnet_info.rs.

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { array, compact, option, struct, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import { SubnetIdentityV3 } from "../identity/subnet_identity.ts";

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
