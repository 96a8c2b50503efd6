// A subnet's token: its pool, its price, its emission.
// Mirrors pallets/subtensor/src/rpc_info/dynamic_info.rs.

import { I96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { compact, option, struct, u16, u64, u128, type ValueOf } from "../../../primitives/scale/index.ts";
import { Alpha, Tao } from "../../../primitives/units.ts";
import { SubnetIdentityV3 } from "../identity/subnet_identity.ts";
import { compactBytes } from "./compact_bytes.ts";

export const DynamicInfo = struct(
  "pallet_subtensor::rpc_info::dynamic_info::DynamicInfo",
  {
    netuid: compact(NetUid),
    owner_hotkey: AccountId,
    owner_coldkey: AccountId,
    subnet_name: compactBytes,
    token_symbol: compactBytes,
    tempo: compact(u16),
    last_step: compact(u64),
    blocks_since_last_step: compact(u64),
    emission: compact(u64),
    alpha_in: compact(Alpha),
    alpha_out: compact(Alpha),
    tao_in: compact(Tao),
    alpha_out_emission: compact(Alpha),
    alpha_in_emission: compact(Alpha),
    tao_in_emission: compact(Tao),
    pending_alpha_emission: compact(Alpha),
    pending_root_emission: compact(Tao),
    subnet_volume: compact(u128),
    network_registered_at: compact(u64),
    subnet_identity: option(SubnetIdentityV3),
    moving_price: I96F32Codec,
  },
  { AccountId },
);
export type DynamicInfo = ValueOf<typeof DynamicInfo>;
