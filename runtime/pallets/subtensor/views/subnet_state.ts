// The neurons of a subnet, column by column, with their emission on every subnet.
// Mirrors pallets/subtensor/src/rpc_info/show_subnet.rs.

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, compact, struct, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { Alpha, Tao } from "../../../primitives/units.ts";

export const SubnetState = struct(
  "pallet_subtensor::rpc_info::show_subnet::SubnetState",
  {
    netuid: compact(NetUid),
    hotkeys: vec(AccountId),
    coldkeys: vec(AccountId),
    active: vec(bool),
    validator_permit: vec(bool),
    pruning_score: vec(compact(u16)),
    last_update: vec(compact(u64)),
    emission: vec(compact(Alpha)),
    dividends: vec(compact(u16)),
    incentives: vec(compact(u16)),
    consensus: vec(compact(u16)),
    trust: vec(compact(u16)),
    rank: vec(compact(u16)),
    block_at_registration: vec(compact(u64)),
    alpha_stake: vec(compact(Alpha)),
    tao_stake: vec(compact(Tao)),
    total_stake: vec(compact(Tao)),
    emission_history: vec(vec(compact(Alpha))),
  },
  { AccountId },
);
export type SubnetState = ValueOf<typeof SubnetState>;
