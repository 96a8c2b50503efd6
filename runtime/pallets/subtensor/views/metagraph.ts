// A subnet with all its neurons, column by column.
// Mirrors pallets/subtensor/src/rpc_info/metagraph.rs.

import { I96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { AccountId, MAIN_MECHANISM, type MechId, mechId, NetUid, netUid } from "../../../primitives/ids.ts";
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
import { SubnetIdentityV3 } from "../identity/subnet_identity.ts";
import { mechanisms } from "../mechanisms/contract.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { AxonInfo } from "../serving/axon_info.ts";
import { allSubnetNetuids, ifSubnetExist } from "../subnets/subnet.ts";
import { COLUMNS, subjectOf } from "./columns.ts";
import { compactBytes } from "./compact_bytes.ts";

export const Metagraph = struct(
  "pallet_subtensor::rpc_info::metagraph::Metagraph",
  {
    netuid: compact(NetUid),
    name: compactBytes,
    symbol: compactBytes,
    identity: option(SubnetIdentityV3),
    network_registered_at: compact(u64),
    owner_hotkey: AccountId,
    owner_coldkey: AccountId,
    block: compact(u64),
    tempo: compact(u16),
    last_step: compact(u64),
    blocks_since_last_step: compact(u64),
    subnet_emission: compact(u64),
    alpha_in: compact(Alpha),
    alpha_out: compact(Alpha),
    tao_in: compact(Tao),
    alpha_out_emission: compact(Alpha),
    alpha_in_emission: compact(Alpha),
    tao_in_emission: compact(Tao),
    pending_alpha_emission: compact(Alpha),
    pending_root_emission: compact(Tao),
    subnet_volume: compact(u128),
    moving_price: I96F32Codec,
    rho: compact(u16),
    kappa: compact(u16),
    min_allowed_weights: compact(u16),
    max_weights_limit: compact(u16),
    weights_version: compact(u64),
    weights_rate_limit: compact(u64),
    activity_cutoff: compact(u64),
    max_validators: compact(u16),
    num_uids: compact(u16),
    max_uids: compact(u16),
    burn: compact(Tao),
    difficulty: compact(u64),
    registration_allowed: bool,
    pow_registration_allowed: bool,
    immunity_period: compact(u16),
    min_difficulty: compact(u64),
    max_difficulty: compact(u64),
    min_burn: compact(Tao),
    max_burn: compact(Tao),
    adjustment_alpha: compact(u64),
    adjustment_interval: compact(u16),
    target_regs_per_interval: compact(u16),
    max_regs_per_block: compact(u16),
    serving_rate_limit: compact(u64),
    commit_reveal_weights_enabled: bool,
    commit_reveal_period: compact(u64),
    liquid_alpha_enabled: bool,
    alpha_high: compact(u16),
    alpha_low: compact(u16),
    bonds_moving_avg: compact(u64),
    hotkeys: vec(AccountId),
    coldkeys: vec(AccountId),
    identities: vec(option(ChainIdentityV2)),
    axons: vec(AxonInfo),
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
    tao_dividends_per_hotkey: vec(tuple(AccountId, compact(Tao))),
    alpha_dividends_per_hotkey: vec(tuple(AccountId, compact(Alpha))),
  },
  { AccountId },
);
export type Metagraph = ValueOf<typeof Metagraph>;

type Column = keyof Metagraph;
/** The columns of a whole metagraph; whom a subnet trusts and what it committed to are asked for one by one. */
const NAMES = Object.keys(COLUMNS).filter((name): name is Column => name !== "validators" && name !== "commitments");

function whole(ctx: Ctx, netuid: NetUid, mechanism: MechId): Metagraph {
  const subject = subjectOf(ctx, netuid, mechanism);
  const columns = Object.fromEntries(NAMES.map((name) => [name, COLUMNS[name](subject)])) as unknown as Metagraph;
  return { ...columns, identity: COLUMNS.identity(subject).found };
}
export const metagraph = (ctx: Ctx, netuid: NetUid): Metagraph | undefined =>
  ifSubnetExist(ctx, netuid) ? whole(ctx, netuid, MAIN_MECHANISM) : undefined;

const hasMechanism = (ctx: Ctx, netuid: NetUid, mechanism: MechId): boolean =>
  ifSubnetExist(ctx, netuid) && mechanisms.read.MechanismCountCurrent.get(ctx, netuid) > mechanism;
/** As a mechanism sees the subnet: updates and incentives are its own, and so is the number told. */
export const mechagraph = (ctx: Ctx, netuid: NetUid, mechanism: MechId): Metagraph | undefined =>
  hasMechanism(ctx, netuid, mechanism)
    ? { ...whole(ctx, netuid, mechanism), netuid: netUid(mechanismStorageIndex(netuid, mechanism)) }
    : undefined;

/** One after the other, so that whoever asks may pause between them. */
export function* eachMetagraph(ctx: Ctx): Generator<Metagraph | undefined> {
  for (const netuid of allSubnetNetuids(ctx)) yield metagraph(ctx, netuid);
}
export function* eachMechagraph(ctx: Ctx): Generator<Metagraph | undefined> {
  for (const netuid of allSubnetNetuids(ctx))
    for (let number = 0, count = mechanisms.read.MechanismCountCurrent.get(ctx, netuid); number < count; number++)
      yield mechagraph(ctx, netuid, mechId(number));
}
