// The mechanisms of a subnet: their number and how emission is split between them. Mirrors
// pallets/subtensor/src/subnets/mechanism.rs; what it does in an epoch stands in epoch/.

import { ensure } from "../../../frame/refusal.ts";
import { type MechId, mechId, type NetUid, type NetUidStorageIndex } from "../../../primitives/ids.ts";
import { U16_MAX, u16 } from "../../../primitives/ints.ts";
import { constants } from "../constants/contract.ts";
import type { Ctx } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { parameters } from "../parameters/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { validatorWeights } from "../weights/contract.ts";
import { mechanisms } from "./contract.ts";
import { MAX_MECHANISM_COUNT_PER_SUBNET, mechanismStorageIndex } from "./storage_index.ts";

export * from "./emission_split.ts";
export * from "./storage_index.ts";

const { MaxMechanismCount, MechanismCountCurrent, MechanismEmissionSplit } = mechanisms.storage;
const { InvalidValue } = parameters.errors;

const ensureSubnet = (ctx: Ctx, netuid: NetUid): void =>
  ensure(subnets.read.NetworksAdded.get(ctx, netuid), subnets.errors.MechanismDoesNotExist);

/** Storage indices of all mechanisms that a subnet has. */
export const mechanismIndices = (ctx: Ctx, netuid: NetUid): NetUidStorageIndex[] =>
  Array.from({ length: MechanismCountCurrent.get(ctx, netuid) }, (_, mecid) =>
    mechanismStorageIndex(netuid, mechId(mecid)),
  );
export const currentMechanismCount = (ctx: Ctx, netuid: NetUid): MechId => MechanismCountCurrent.get(ctx, netuid);

/** Slots of all mechanisms together stay within what one subnet has by default. */
export function ensureMaxUidsOverAllMechanisms(ctx: Ctx, maxUids: number, mechanismCount: MechId): void {
  ensure(
    u16.saturatingMul(maxUids, mechanismCount as number) <= constants.InitialMaxAllowedUids.get(ctx),
    mechanisms.errors.TooManyUIDsPerMechanism,
  );
}

export function setMechanismCount(ctx: Ctx, netuid: NetUid, mechanismCount: MechId): void {
  ensureSubnet(ctx, netuid);
  ensure(mechanismCount > 0, InvalidValue);
  ensure(mechanismCount <= MaxMechanismCount.get(ctx), InvalidValue);
  ensureMaxUidsOverAllMechanisms(ctx, parameters.read.MaxAllowedUids.get(ctx, netuid), mechanismCount);
  ensure(mechanismCount <= MAX_MECHANISM_COUNT_PER_SUBNET, InvalidValue);
  updateMechanismCountsIfNeeded(ctx, netuid, mechanismCount);
}
export function setMaxMechanismCount(ctx: Ctx, maxMechanismCount: MechId): void {
  ensure(maxMechanismCount > 0, InvalidValue);
  ensure(maxMechanismCount <= MAX_MECHANISM_COUNT_PER_SUBNET, InvalidValue);
  MaxMechanismCount.set(ctx, maxMechanismCount);
}
/** Stores a new number of mechanisms, forgets what the surplus ones knew, and splits emission evenly again. */
export function updateMechanismCountsIfNeeded(ctx: Ctx, netuid: NetUid, count: MechId): void {
  const { Bonds, Incentive } = epoch.storage;
  const { LastUpdate, TimelockedWeightCommits, WeightCommits, Weights } = validatorWeights.storage;
  const old = MechanismCountCurrent.get(ctx, netuid);
  if (old === count) return;
  for (let mecid: number = count; mecid < old; mecid++) {
    const index = mechanismStorageIndex(netuid, mechId(mecid));
    Weights.clear(ctx, index);
    Incentive.delete(ctx, index);
    LastUpdate.delete(ctx, index);
    Bonds.clear(ctx, index);
    WeightCommits.clear(ctx, index);
    TimelockedWeightCommits.clear(ctx, index);
  }
  MechanismCountCurrent.set(ctx, netuid, count);
  MechanismEmissionSplit.delete(ctx, netuid);
}

/** Sets the parts of the mechanisms, which add up to 65535; undefined means even parts. */
export function setEmissionSplit(ctx: Ctx, netuid: NetUid, split: readonly number[] | undefined): void {
  ensureSubnet(ctx, netuid);
  if (split === undefined) {
    MechanismEmissionSplit.delete(ctx, netuid);
    return;
  }
  ensure(split.length > 0, InvalidValue);
  ensure(split.length <= MechanismCountCurrent.get(ctx, netuid), InvalidValue);
  ensure(split.reduce((sum, part) => sum + part, 0) === U16_MAX, InvalidValue);
  MechanismEmissionSplit.set(ctx, netuid, [...split]);
}
