// The neurons of a subnet, column by column, with their emission on every subnet.
// Mirrors pallets/subtensor/src/rpc_info/show_subnet.rs.

import { AccountId, MAIN_MECHANISM, NetUid } from "../../../primitives/ids.ts";
import { bool, compact, struct, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { Alpha, Tao } from "../../../primitives/units.ts";
import { coinbase } from "../coinbase/contract.ts";
import type { Ctx } from "../context.ts";
import { allSubnetNetuids, ifSubnetExist } from "../subnets/subnet.ts";
import { COLUMNS, subjectOf } from "./columns.ts";

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

/** What each hotkey last earned, subnet by subnet. */
const emissionHistory = (ctx: Ctx, hotkeys: readonly AccountId[]): Alpha[][] =>
  allSubnetNetuids(ctx).map((netuid) =>
    hotkeys.map((hotkey) => coinbase.read.LastHotkeyEmissionOnNetuid.get(ctx, hotkey, netuid)),
  );

export function subnetState(ctx: Ctx, netuid: NetUid): SubnetState | undefined {
  if (!ifSubnetExist(ctx, netuid)) return undefined;
  const subject = subjectOf(ctx, netuid, MAIN_MECHANISM);
  return {
    netuid,
    hotkeys: COLUMNS.hotkeys(subject),
    coldkeys: COLUMNS.coldkeys(subject),
    active: COLUMNS.active(subject),
    validator_permit: COLUMNS.validator_permit(subject),
    pruning_score: COLUMNS.pruning_score(subject),
    last_update: COLUMNS.last_update(subject),
    emission: COLUMNS.emission(subject),
    dividends: COLUMNS.dividends(subject),
    incentives: COLUMNS.incentives(subject),
    consensus: COLUMNS.consensus(subject),
    trust: COLUMNS.trust(subject),
    rank: COLUMNS.rank(subject),
    block_at_registration: COLUMNS.block_at_registration(subject),
    alpha_stake: COLUMNS.alpha_stake(subject),
    tao_stake: COLUMNS.tao_stake(subject),
    total_stake: COLUMNS.total_stake(subject),
    emission_history: emissionHistory(ctx, subject.hotkeys),
  };
}
