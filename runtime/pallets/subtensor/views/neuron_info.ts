// A neuron, with or without its weights and bonds.
// Mirrors pallets/subtensor/src/rpc_info/neuron_info.rs.

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, compact, struct, tuple, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { Alpha } from "../../../primitives/units.ts";
import { AxonInfo } from "../serving/axon_info.ts";
import { PrometheusInfo } from "../serving/prometheus_info.ts";

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
