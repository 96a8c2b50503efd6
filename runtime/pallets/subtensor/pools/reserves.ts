// The reserves of each pool and the flows through it. Provides `subnetReserves` to the exchange. Mirrors
// pallets/subtensor/src/lib.rs (TaoBalanceReserve, AlphaBalanceReserve, SubnetInfo) and coinbase/subnet_emissions.rs
// (record_tao_inflow, record_tao_outflow).

import type { At } from "../../../frame/state.ts";
import type { SubnetReserves } from "../../../ports/subnet_reserves.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { i64, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import { subnets } from "../subnets/contract.ts";
import { pools } from "./contract.ts";

const { SubnetAlphaIn, SubnetTAO, SubnetTaoFlow } = pools.storage;
const { NetworksAdded, SubnetMechanism } = subnets.read;

export function increaseProvidedTaoReserve(at: At, netuid: NetUid, tao: Tao): void {
  if (tao !== 0n) SubnetTAO.update(at, netuid, (old) => rao(u64.saturatingAdd(old, tao)));
}
export function decreaseProvidedTaoReserve(at: At, netuid: NetUid, tao: Tao): void {
  if (tao !== 0n) SubnetTAO.update(at, netuid, (old) => rao(u64.saturatingSub(old, tao)));
}
export function increaseProvidedAlphaReserve(at: At, netuid: NetUid, amount: Alpha): void {
  if (amount !== 0n) SubnetAlphaIn.update(at, netuid, (old) => alpha(u64.saturatingAdd(old, amount)));
}
export function decreaseProvidedAlphaReserve(at: At, netuid: NetUid, amount: Alpha): void {
  if (amount !== 0n) SubnetAlphaIn.update(at, netuid, (old) => alpha(u64.saturatingSub(old, amount)));
}
export const recordTaoInflow = (at: At, netuid: NetUid, tao: Tao): void =>
  SubnetTaoFlow.update(at, netuid, (flow) => i64.saturatingAdd(flow, i64.wrap(tao)));
export const recordTaoOutflow = (at: At, netuid: NetUid, tao: Tao): void =>
  SubnetTaoFlow.update(at, netuid, (flow) => i64.saturatingSub(flow, i64.wrap(tao)));

export const subnetReserves: SubnetReserves = {
  pools: (at) =>
    [...SubnetMechanism.entries(at)]
      .filter(([[netuid], mechanism]) => mechanism === 1 && netuid !== ROOT)
      .map(([[netuid]]) => netuid),
  exists: (at, netuid) => NetworksAdded.get(at, netuid),
  mechanism: (at, netuid) => SubnetMechanism.get(at, netuid),
  tao: (at, netuid) => SubnetTAO.get(at, netuid),
  alpha: (at, netuid) => SubnetAlphaIn.get(at, netuid),
  decreaseTao: decreaseProvidedTaoReserve,
  decreaseAlpha: decreaseProvidedAlphaReserve,
};
