// A neuron, with or without its weights and bonds.
// Mirrors pallets/subtensor/src/rpc_info/neuron_info.rs.

import { AccountId, MAIN_MECHANISM, NetUid, type NetUidStorageIndex } from "../../../primitives/ids.ts";
import { U16_MAX } from "../../../primitives/ints.ts";
import { bool, compact, struct, tuple, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { keys } from "../keys/contract.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { registration } from "../registration/contract.ts";
import { AxonInfo } from "../serving/axon_info.ts";
import { PrometheusInfo } from "../serving/prometheus_info.ts";
import { axonInfo, prometheusInfo } from "../serving/serving.ts";
import { stakeForHotkeyOnSubnet } from "../staking/stake.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { validatorWeights } from "../weights/contract.ts";

export const NeuronInfo = struct(
  "pallet_subtensor::rpc_info::neuron_info::NeuronInfo",
  {
    hotkey: AccountId,
    coldkey: AccountId,
    uid: compact(u16),
    netuid: compact(NetUid),
    active: bool,
    axon_info: AxonInfo,
    prometheus_info: PrometheusInfo,
    stake: vec(tuple(AccountId, compact(Alpha))),
    rank: compact(u16),
    emission: compact(Alpha),
    incentive: compact(u16),
    consensus: compact(u16),
    trust: compact(u16),
    validator_trust: compact(u16),
    dividends: compact(u16),
    last_update: compact(u64),
    validator_permit: bool,
    weights: vec(tuple(compact(u16), compact(u16))),
    bonds: vec(tuple(compact(u16), compact(u16))),
    pruning_score: compact(u16),
  },
  { AccountId },
);
export type NeuronInfo = ValueOf<typeof NeuronInfo>;

export const NeuronInfoLite = struct(
  "pallet_subtensor::rpc_info::neuron_info::NeuronInfoLite",
  {
    hotkey: AccountId,
    coldkey: AccountId,
    uid: compact(u16),
    netuid: compact(NetUid),
    active: bool,
    axon_info: AxonInfo,
    prometheus_info: PrometheusInfo,
    stake: vec(tuple(AccountId, compact(Alpha))),
    rank: compact(u16),
    emission: compact(Alpha),
    incentive: compact(u16),
    consensus: compact(u16),
    trust: compact(u16),
    validator_trust: compact(u16),
    dividends: compact(u16),
    last_update: compact(u64),
    validator_permit: bool,
    pruning_score: compact(u16),
  },
  { AccountId },
);
export type NeuronInfoLite = ValueOf<typeof NeuronInfoLite>;

const { Active, Bonds, Consensus, Dividends, Emission, Incentive, ValidatorPermit, ValidatorTrust } = epoch.read;
const { Keys, SubnetworkN } = registration.read;
const { LastUpdate, Weights } = validatorWeights.read;

/** Where weights, bonds, incentives and updates of the main mechanism are kept. */
export const mainIndex = (netuid: NetUid): NetUidStorageIndex => mechanismStorageIndex(netuid, MAIN_MECHANISM);
const given = (row: readonly (readonly [number, number])[]) => row.filter(([, part]) => part > 0);

/** What stands in a slot of a subnet; undefined where nobody is. */
function lite(ctx: Ctx, netuid: NetUid, uid: number): NeuronInfoLite | undefined {
  const hotkey = Keys.find(ctx, netuid, uid);
  if (hotkey === undefined) return undefined;
  const coldkey = keys.read.Owner.get(ctx, hotkey);
  const index = mainIndex(netuid);
  return {
    hotkey,
    coldkey,
    uid,
    netuid,
    active: Active.get(ctx, netuid)[uid] ?? false,
    axon_info: axonInfo(ctx, netuid, hotkey),
    prometheus_info: prometheusInfo(ctx, netuid, hotkey),
    stake: [[coldkey, stakeForHotkeyOnSubnet(ctx, netuid, hotkey)]],
    // Rank, trust and pruning score are no longer found by epochs.
    rank: 0,
    emission: Emission.get(ctx, netuid)[uid] ?? alpha(0n),
    incentive: Incentive.get(ctx, index)[uid] ?? 0,
    consensus: Consensus.get(ctx, netuid)[uid] ?? 0,
    trust: 0,
    validator_trust: ValidatorTrust.get(ctx, netuid)[uid] ?? 0,
    dividends: Dividends.get(ctx, netuid)[uid] ?? 0,
    last_update: LastUpdate.get(ctx, index)[uid] ?? 0n,
    validator_permit: ValidatorPermit.get(ctx, netuid)[uid] ?? false,
    pruning_score: U16_MAX,
  };
}
function full(ctx: Ctx, netuid: NetUid, uid: number): NeuronInfo | undefined {
  const most = lite(ctx, netuid, uid);
  const index = mainIndex(netuid);
  return most && { ...most, weights: given(Weights.get(ctx, index, uid)), bonds: given(Bonds.get(ctx, index, uid)) };
}
/** Slots in order, up to the first that nobody holds. */
function each<T>(ctx: Ctx, netuid: NetUid, of: (ctx: Ctx, netuid: NetUid, uid: number) => T | undefined): T[] {
  const found: T[] = [];
  if (!ifSubnetExist(ctx, netuid)) return found;
  for (let uid = 0, n = SubnetworkN.get(ctx, netuid); uid < n; uid++) {
    const one = of(ctx, netuid, uid);
    if (one === undefined) break;
    found.push(one);
  }
  return found;
}
export const neurons = (ctx: Ctx, netuid: NetUid): NeuronInfo[] => each(ctx, netuid, full);
export const neuronsLite = (ctx: Ctx, netuid: NetUid): NeuronInfoLite[] => each(ctx, netuid, lite);
export const neuron = (ctx: Ctx, netuid: NetUid, uid: number): NeuronInfo | undefined =>
  ifSubnetExist(ctx, netuid) ? full(ctx, netuid, uid) : undefined;
export const neuronLite = (ctx: Ctx, netuid: NetUid, uid: number): NeuronInfoLite | undefined =>
  ifSubnetExist(ctx, netuid) ? lite(ctx, netuid, uid) : undefined;
