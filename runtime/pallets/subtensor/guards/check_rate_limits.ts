// Weights and commits too soon after the last, and subnets too soon after one another. Mirrors
// pallets/subtensor/src/guards/check_rate_limits.rs.

import type { Call } from "../../../frame/call.ts";
import { ensure, type PalletError } from "../../../frame/refusal.ts";
import { type AccountId, MAIN_MECHANISM, type MechId, type NetUid } from "../../../primitives/ids.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { subnetLifecycle } from "../flows/subnet_lifecycle/contract.ts";
import { passesRateLimit } from "../limits/rate_limiting.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { registration } from "../registration/contract.ts";
import { validatorWeights } from "../weights/contract.ts";
import { checkRateLimit, commitRevealWeightsEnabled } from "../weights/requirements.ts";
import { type Guard, guardOf } from "./guard.ts";

const { CommittingWeightsTooFast, SettingWeightsTooFast } = validatorWeights.errors;

interface Where {
  readonly netuid: NetUid;
  readonly mecid?: MechId;
}
/** Whoever has no slot is left to the call itself. */
function ensureInTime(ctx: Ctx, who: AccountId, { netuid, mecid = MAIN_MECHANISM }: Where, error: PalletError): void {
  const uid = registration.read.Uids.get(ctx, netuid, who);
  ensure(uid === undefined || checkRateLimit(ctx, mechanismStorageIndex(netuid, mecid), uid, currentBlock(ctx)), error);
}
const committing = (ctx: Ctx, who: AccountId, where: Where): void =>
  ensureInTime(ctx, who, where, CommittingWeightsTooFast);
function setting(ctx: Ctx, who: AccountId, where: Where): void {
  if (!commitRevealWeightsEnabled(ctx, where.netuid)) ensureInTime(ctx, who, where, SettingWeightsTooFast);
}

const ofWeights = guardOf(validatorWeights, {
  commit_weights: committing,
  commit_mechanism_weights: committing,
  set_weights: setting,
  set_mechanism_weights: setting,
});
const ofSubnets = guardOf(subnetLifecycle, {
  register_network: (ctx, who) =>
    ensure(passesRateLimit(ctx, who, { type: "RegisterNetwork" }), subnetLifecycle.errors.NetworkTxRateLimitExceeded),
});
export const checkRateLimits: Guard = (ctx: Ctx, who: AccountId, call: Call) => {
  ofWeights(ctx, who, call);
  ofSubnets(ctx, who, call);
};
