// What a coldkey holds with a hotkey on a subnet, and how much of it is free.
// Mirrors pallets/subtensor/src/rpc_info/stake_info.rs.

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, compact, struct, u64, type ValueOf } from "../../../primitives/scale/index.ts";
import { Alpha, Tao } from "../../../primitives/units.ts";

export const StakeInfo = struct(
  "pallet_subtensor::rpc_info::stake_info::StakeInfo",
  {
    hotkey: AccountId,
    coldkey: AccountId,
    netuid: compact(NetUid),
    stake: compact(Alpha),
    locked: compact(u64),
    emission: compact(Alpha),
    tao_emission: compact(Tao),
    drain: compact(u64),
    is_registered: bool,
  },
  { AccountId },
);
export type StakeInfo = ValueOf<typeof StakeInfo>;

export const StakeAvailability = struct("pallet_subtensor::rpc_info::stake_info::StakeAvailability", {
  total: compact(Alpha),
  locked: compact(Alpha),
  available: compact(Alpha),
});
export type StakeAvailability = ValueOf<typeof StakeAvailability>;
