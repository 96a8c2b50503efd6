// The columns of a metagraph that were asked for.
// Mirrors pallets/subtensor/src/rpc_info/metagraph.rs.

import { I96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { AccountId, MAIN_MECHANISM, type MechId, NetUid, ROOT } from "../../../primitives/ids.ts";
import {
  bool,
  compact,
  option,
  struct,
  tuple,
  u16,
  u64,
  u128,
  type ValueOf,
  vec,
} from "../../../primitives/scale/index.ts";
import { Alpha, Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { ChainIdentityV2 } from "../identity/chain_identity.ts";
import { AxonInfo } from "../serving/axon_info.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { AskedIdentity } from "./asked_identity.ts";
import { COLUMNS, type Subject, subjectOf } from "./columns.ts";
import { compactBytes } from "./compact_bytes.ts";

export const SelectiveMetagraph = struct(
  "pallet_subtensor::rpc_info::metagraph::SelectiveMetagraph",
  {
    netuid: compact(NetUid),
    name: option(compactBytes),
    symbol: option(compactBytes),
    identity: AskedIdentity,
    network_registered_at: option(compact(u64)),
    owner_hotkey: option(AccountId),
    owner_coldkey: option(AccountId),
    block: option(compact(u64)),
    tempo: option(compact(u16)),
    last_step: option(compact(u64)),
    blocks_since_last_step: option(compact(u64)),
    subnet_emission: option(compact(u64)),
    alpha_in: option(compact(Alpha)),
    alpha_out: option(compact(Alpha)),
    tao_in: option(compact(Tao)),
    alpha_out_emission: option(compact(Alpha)),
    alpha_in_emission: option(compact(Alpha)),
    tao_in_emission: option(compact(Tao)),
    pending_alpha_emission: option(compact(Alpha)),
    pending_root_emission: option(compact(Tao)),
    subnet_volume: option(compact(u128)),
    moving_price: option(I96F32Codec),
    rho: option(compact(u16)),
    kappa: option(compact(u16)),
    min_allowed_weights: option(compact(u16)),
    max_weights_limit: option(compact(u16)),
    weights_version: option(compact(u64)),
    weights_rate_limit: option(compact(u64)),
    activity_cutoff: option(compact(u64)),
    max_validators: option(compact(u16)),
    num_uids: option(compact(u16)),
    max_uids: option(compact(u16)),
    burn: option(compact(Tao)),
    difficulty: option(compact(u64)),
    registration_allowed: option(bool),
    pow_registration_allowed: option(bool),
    immunity_period: option(compact(u16)),
    min_difficulty: option(compact(u64)),
    max_difficulty: option(compact(u64)),
    min_burn: option(compact(Tao)),
    max_burn: option(compact(Tao)),
    adjustment_alpha: option(compact(u64)),
    adjustment_interval: option(compact(u16)),
    target_regs_per_interval: option(compact(u16)),
    max_regs_per_block: option(compact(u16)),
    serving_rate_limit: option(compact(u64)),
    commit_reveal_weights_enabled: option(bool),
    commit_reveal_period: option(compact(u64)),
    liquid_alpha_enabled: option(bool),
    alpha_high: option(compact(u16)),
    alpha_low: option(compact(u16)),
    bonds_moving_avg: option(compact(u64)),
    hotkeys: option(vec(AccountId)),
    coldkeys: option(vec(AccountId)),
    identities: option(vec(option(ChainIdentityV2))),
    axons: option(vec(AxonInfo)),
    active: option(vec(bool)),
    validator_permit: option(vec(bool)),
    pruning_score: option(vec(compact(u16))),
    last_update: option(vec(compact(u64))),
    emission: option(vec(compact(Alpha))),
    dividends: option(vec(compact(u16))),
    incentives: option(vec(compact(u16))),
    consensus: option(vec(compact(u16))),
    trust: option(vec(compact(u16))),
    rank: option(vec(compact(u16))),
    block_at_registration: option(vec(compact(u64))),
    alpha_stake: option(vec(compact(Alpha))),
    tao_stake: option(vec(compact(Tao))),
    total_stake: option(vec(compact(Tao))),
    tao_dividends_per_hotkey: option(vec(tuple(AccountId, compact(Tao)))),
    alpha_dividends_per_hotkey: option(vec(tuple(AccountId, compact(Alpha)))),
    validators: option(vec(compact(u16))),
    commitments: option(vec(tuple(AccountId, compactBytes))),
  },
  { AccountId },
);
export type SelectiveMetagraph = ValueOf<typeof SelectiveMetagraph>;

const NAMES = Object.keys(COLUMNS) as readonly (keyof SelectiveMetagraph)[];
const NOTHING = Object.fromEntries(
  NAMES.map((name) => [name, name === "netuid" ? ROOT : undefined]),
) as SelectiveMetagraph;

/** Indices beyond the last column ask for nothing. */
function asked(subject: Subject, indices: readonly number[]): SelectiveMetagraph {
  const names = [...new Set(indices)].flatMap((index) => NAMES[index] ?? []);
  return { ...NOTHING, ...Object.fromEntries(names.map((name) => [name, COLUMNS[name](subject)])) };
}
/** The netuid reads as 0 unless it is asked for. */
export const selectiveMetagraph = (
  ctx: Ctx,
  netuid: NetUid,
  indices: readonly number[],
): SelectiveMetagraph | undefined =>
  ifSubnetExist(ctx, netuid) ? asked(subjectOf(ctx, netuid, MAIN_MECHANISM), indices) : undefined;
/** The netuid is always told; the mechanism need not exist. */
export const selectiveMechagraph = (
  ctx: Ctx,
  netuid: NetUid,
  mechanism: MechId,
  indices: readonly number[],
): SelectiveMetagraph | undefined =>
  ifSubnetExist(ctx, netuid) ? { ...asked(subjectOf(ctx, netuid, mechanism), indices), netuid } : undefined;
