// Setting weights, one subnet and mechanism at a time. Mirrors pallets/subtensor/src/subnets/weights.rs
// (internal_set_weights) and the calls set_weights and set_mechanism_weights.

import { ensureSigned, type Origin } from "../../../frame/origin.ts";
import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { MAIN_MECHANISM, type MechId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { ensureMechanismExists, mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { registration } from "../registration/contract.ts";
import { isHotkeyRegisteredOnNetwork, setLastUpdateForUid, uidForNetAndHotkey } from "../registration/uids.ts";
import { validatorWeights } from "./contract.ts";
import { maxUpscaled } from "./max_upscale.ts";
import {
  checkLength,
  checkLenUidsWithinAllowed,
  checkRateLimit,
  checkValidatorPermit,
  checkVersionKey,
  checkWeightsMinStake,
  commitRevealWeightsEnabled,
  containsInvalidUids,
  hasDuplicateUids,
  maxWeightLimited,
  uidsMatchValues,
  type WeightVector,
} from "./requirements.ts";

const { Weights } = validatorWeights.storage;
const { errors, events } = validatorWeights;

/** Refuses with BadOrigin unless signed. The largest weight is scaled up to 65535 with the others. */
export function setMechanismWeights(
  ctx: Ctx,
  origin: Origin,
  netuid: NetUid,
  mechanism: MechId,
  vector: WeightVector,
  versionKey: bigint,
): void {
  const index = mechanismStorageIndex(netuid, mechanism);
  const hotkey = ensureSigned(origin);
  ensure(netuid !== ROOT, errors.CanNotSetRootNetworkWeights);
  ensure(uidsMatchValues(vector), errors.WeightVecNotEqualSize);
  ensureMechanismExists(ctx, netuid, mechanism);
  ensure(checkLenUidsWithinAllowed(ctx, netuid, vector.uids), errors.UidsLengthExceedUidsInSubNet);
  ensure(isHotkeyRegisteredOnNetwork(ctx, netuid, hotkey), registration.errors.HotKeyNotRegisteredInSubNet);
  ensure(checkWeightsMinStake(ctx, netuid, hotkey), errors.NotEnoughStakeToSetWeights);
  ensure(checkVersionKey(ctx, netuid, versionKey), errors.IncorrectWeightVersionKey);
  const uid = uidForNetAndHotkey(ctx, netuid, hotkey);
  const block = currentBlock(ctx);
  const direct = !commitRevealWeightsEnabled(ctx, netuid);
  ensure(!direct || checkRateLimit(ctx, index, uid, block), errors.SettingWeightsTooFast);
  ensure(checkValidatorPermit(ctx, netuid, uid, vector), errors.NeuronNoValidatorPermit);
  ensure(!hasDuplicateUids(vector.uids), errors.DuplicateUids);
  ensure(!containsInvalidUids(ctx, netuid, vector.uids), errors.UidVecContainInvalidOne);
  ensure(checkLength(ctx, netuid, uid, vector), errors.WeightVecLengthIsLow);
  const { uids } = vector;
  const values = maxUpscaled(vector.values);
  ensure(maxWeightLimited(uid, { uids, values }), errors.MaxWeightExceeded);
  Weights.set(
    ctx,
    index,
    uid,
    uids.map((to, i) => [to, values[i]!] as const),
  );
  // With commit-reveal the commit has counted as the update.
  if (direct) setLastUpdateForUid(ctx, index, uid, block);
  ctx.emit(events.WeightsSet(index, uid));
}

export const setMechanismWeightsCall: Handles<typeof validatorWeights, "set_mechanism_weights", Ctx> = (
  ctx,
  origin,
  { netuid, mecid, dests, weights, version_key },
) => {
  ensure(!commitRevealWeightsEnabled(ctx, netuid), errors.CommitRevealEnabled);
  setMechanismWeights(ctx, origin, netuid, mecid, { uids: dests, values: weights }, version_key);
};
export const setWeights: Handles<typeof validatorWeights, "set_weights", Ctx> = (ctx, origin, args) =>
  setMechanismWeightsCall(ctx, origin, { ...args, mecid: MAIN_MECHANISM });
