// Subnet and mechanism in one number, as the keys of weights, bonds and commits have it. Mirrors
// pallets/subtensor/src/subnets/mechanism.rs (get_mechanism_storage_index, get_netuid, get_netuid_and_subid).

import { ensure } from "../../../frame/refusal.ts";
import { type MechId, mechId, type NetUid, type NetUidStorageIndex, netUid } from "../../../primitives/ids.ts";
import { u16 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { subnets } from "../subnets/contract.ts";
import { mechanisms } from "./contract.ts";

/** Numbers below belong to the main mechanism and are the netuid itself. */
export const GLOBAL_MAX_SUBNET_COUNT = 4096;
export const MAX_MECHANISM_COUNT_PER_SUBNET = 16;

export const mechanismStorageIndex = (netuid: NetUid, mechanism: MechId): NetUidStorageIndex =>
  u16.saturatingAdd(
    u16.saturatingMul(mechanism as number, GLOBAL_MAX_SUBNET_COUNT),
    netuid as number,
  ) as NetUidStorageIndex;

export const netuidOf = (index: NetUidStorageIndex): NetUid => netUid(index % GLOBAL_MAX_SUBNET_COUNT);

/** Refuses with MechanismDoesNotExist. */
export function netuidAndSubid(ctx: Ctx, index: NetUidStorageIndex): readonly [netuid: NetUid, mechanism: MechId] {
  const netuid = netuidOf(index);
  const mechanism = mechId(Math.floor(index / GLOBAL_MAX_SUBNET_COUNT));
  ensureMechanismExists(ctx, netuid, mechanism);
  return [netuid, mechanism];
}

/** Refuses with MechanismDoesNotExist, for a missing subnet too. */
export function ensureMechanismExists(ctx: Ctx, netuid: NetUid, mechanism: MechId): void {
  const { MechanismDoesNotExist } = subnets.errors;
  ensure(subnets.read.NetworksAdded.get(ctx, netuid), MechanismDoesNotExist);
  ensure(mechanisms.read.MechanismCountCurrent.get(ctx, netuid) > mechanism, MechanismDoesNotExist);
}
