// What must hold of weights before they are set, question by question. Mirrors the second half of
// pallets/subtensor/src/subnets/weights.rs, and check_weights_min_stake of lib.rs.

import { attempt } from "../../../frame/refusal.ts";
import type { AccountId, NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import { ROOT } from "../../../primitives/ids.ts";
import { U16_MAX, u64 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { isMaxLimited } from "../epoch/math/vector.ts";
import { ensureMechanismExists, netuidAndSubid, netuidOf } from "../mechanisms/storage_index.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { isUidExistOnNetwork, subnetworkN } from "../registration/uids.ts";
import { settings } from "../settings/contract.ts";
import { stakeWeightsForHotkeyOnSubnet } from "../staking/stake_weights.ts";
import { ownerUid } from "../subnets/subnet.ts";
import { validatorWeights } from "./contract.ts";

const { LastUpdate } = validatorWeights.read;
const { MinAllowedWeights, WeightsSetRateLimit, WeightsVersionKey } = parameters.read;

export const commitRevealWeightsEnabled = (ctx: Ctx, netuid: NetUid): boolean =>
  parameters.read.CommitRevealWeightsEnabled.get(ctx, netuid);
/** Stake counts whole: a threshold of n is met by exactly n. */
const FRACTION_BITS = 64n;
/** Whether the stake suffices to set weights; the subnet owner's hotkey always may. */
export function checkWeightsMinStake(ctx: Ctx, netuid: NetUid, hotkey: AccountId): boolean {
  const owner = ownerUid(ctx, netuid);
  if (owner !== undefined && registration.read.Uids.get(ctx, netuid, hotkey) === owner) return true;
  const { total } = stakeWeightsForHotkeyOnSubnet(ctx, netuid, hotkey);
  return (total as bigint) >= settings.read.StakeThreshold.get(ctx) << FRACTION_BITS;
}
/** Whether the version is new enough; a subnet's key of 0 takes any. */
export function checkVersionKey(ctx: Ctx, netuid: NetUid, versionKey: bigint): boolean {
  const required = WeightsVersionKey.get(ctx, netuid);
  return required === 0n || versionKey >= required;
}

export const lastUpdateForUid = (ctx: Ctx, index: NetUidStorageIndex, uid: number): bigint =>
  LastUpdate.get(ctx, index)[uid] ?? 0n;
/** Whether enough blocks have passed since the slot's last weights or commit; never for a mechanism or slot that is not there. */
export function checkRateLimit(ctx: Ctx, index: NetUidStorageIndex, uid: number, block: bigint): boolean {
  const netuid = netuidOf(index);
  if (attempt(() => void netuidAndSubid(ctx, index)) !== undefined || !isUidExistOnNetwork(ctx, netuid, uid))
    return false;
  const last = lastUpdateForUid(ctx, index, uid);
  return last === 0n || u64.saturatingSub(block, last) >= WeightsSetRateLimit.get(ctx, netuid);
}
export { ensureMechanismExists };

// The vectors ───────────────────────────────────────────────────────────────────────────────────────────────────────
export interface WeightVector {
  readonly uids: readonly number[];
  readonly values: readonly number[];
}
export const uidsMatchValues = ({ uids, values }: WeightVector): boolean => uids.length === values.length;
export const containsInvalidUids = (ctx: Ctx, netuid: NetUid, uids: readonly number[]): boolean =>
  uids.some((uid) => !isUidExistOnNetwork(ctx, netuid, uid));
export const hasDuplicateUids = (uids: readonly number[]): boolean => new Set(uids).size !== uids.length;
/** One weight, on oneself. */
export const isSelfWeight = (uid: number, { uids, values }: WeightVector): boolean =>
  values.length === 1 && uids[0] === uid;
export const checkLenUidsWithinAllowed = (ctx: Ctx, netuid: NetUid, uids: readonly number[]): boolean =>
  uids.length <= subnetworkN(ctx, netuid);

export const validatorPermitForUid = (ctx: Ctx, netuid: NetUid, uid: number): boolean =>
  epoch.read.ValidatorPermit.get(ctx, netuid)[uid] ?? false;
/** Weights on others take a permit, or being the subnet's owner. */
export const checkValidatorPermit = (ctx: Ctx, netuid: NetUid, uid: number, vector: WeightVector): boolean =>
  isSelfWeight(uid, vector) || ownerUid(ctx, netuid) === uid || validatorPermitForUid(ctx, netuid, uid);
/** Enough weights: the minimum or one for every slot, whichever is less. */
export const checkLength = (ctx: Ctx, netuid: NetUid, uid: number, vector: WeightVector): boolean =>
  (netuid !== ROOT && isSelfWeight(uid, vector)) ||
  vector.values.length >= Math.min(subnetworkN(ctx, netuid), MinAllowedWeights.get(ctx, netuid));

/** The limit is fixed at everything, whatever storage says. */
export const MAX_WEIGHT_LIMIT = U16_MAX;
/** Whether no weight takes more than its allowed part of the sum; a weight on oneself may. */
export const maxWeightLimited = (uid: number, vector: WeightVector, limit: number = MAX_WEIGHT_LIMIT): boolean =>
  isSelfWeight(uid, vector) || limit === U16_MAX || isMaxLimited(vector.values, limit);
/** Scaled so that they sum to 65535 at most, each rounded down. */
export function normalizeWeights(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, one) => total + BigInt(one), 0n);
  return sum === 0n ? [...weights] : weights.map((one) => Number((BigInt(one) * BigInt(U16_MAX)) / sum));
}
