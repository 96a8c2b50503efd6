// A delegate: its take, its nominators, what it returns.
// Mirrors pallets/subtensor/src/rpc_info/delegate_info.rs.

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { compact, struct, tuple, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";

export const DelegateInfo = struct(
  "pallet_subtensor::rpc_info::delegate_info::DelegateInfo",
  {
    delegate_ss58: AccountId,
    take: compact(u16),
    nominators: vec(tuple(AccountId, vec(tuple(compact(NetUid), compact(u64))))),
    owner_ss58: AccountId,
    registrations: vec(compact(NetUid)),
    validator_permits: vec(compact(NetUid)),
    return_per_1000: compact(u64),
    total_daily_return: compact(u64),
  },
  { AccountId },
);
export type DelegateInfo = ValueOf<typeof DelegateInfo>;
