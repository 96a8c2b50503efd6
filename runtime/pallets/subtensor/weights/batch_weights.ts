// Weights and commits of several subnets in one call: what fails is told and the rest goes on. Mirrors
// pallets/subtensor/src/subnets/weights.rs (do_batch_set_weights, do_batch_commit_weights).

import { signedOrigin } from "../../../frame/origin.ts";
import { attempt, ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { type AccountId, MAIN_MECHANISM, type NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { commitMechanismWeights } from "./commit_weights.ts";
import { validatorWeights } from "./contract.ts";
import { commitRevealWeightsEnabled } from "./requirements.ts";
import { setMechanismWeights } from "./set_weights.ts";

const { errors, events } = validatorWeights;

/** Does all items, then tells of those that were refused, in their order. */
function each(ctx: Ctx, who: AccountId, netuids: readonly NetUid[], work: (netuid: NetUid, i: number) => void): void {
  const failed = netuids
    .map((netuid, i) => ({ netuid, refusal: attempt(() => work(netuid, i)) }))
    .filter(({ refusal }) => refusal !== undefined);
  if (failed.length > 0) ctx.emit(events.BatchCompletedWithErrors());
  for (const { netuid, refusal } of failed) ctx.emit(events.BatchWeightItemFailed(netuid, refusal!.error));
  ctx.emit(events.BatchWeightsCompleted(netuids, who));
}

export const batchSetWeights: Handles<typeof validatorWeights, "batch_set_weights", Ctx> = (
  ctx,
  who,
  { netuids, weights, version_keys },
) => {
  ensure(netuids.length === weights.length && netuids.length === version_keys.length, errors.InputLengthsUnequal);
  each(ctx, who, netuids, (netuid, i) => {
    ensure(!commitRevealWeightsEnabled(ctx, netuid), errors.CommitRevealEnabled);
    const vector = { uids: weights[i]!.map(([uid]) => uid), values: weights[i]!.map(([, value]) => value) };
    setMechanismWeights(ctx, signedOrigin(who), netuid, MAIN_MECHANISM, vector, version_keys[i]!);
  });
};
export const batchCommitWeights: Handles<typeof validatorWeights, "batch_commit_weights", Ctx> = (
  ctx,
  who,
  { netuids, commit_hashes },
) => {
  ensure(netuids.length === commit_hashes.length, errors.InputLengthsUnequal);
  each(ctx, who, netuids, (netuid, i) =>
    commitMechanismWeights(ctx, signedOrigin(who), netuid, MAIN_MECHANISM, commit_hashes[i]!),
  );
};
