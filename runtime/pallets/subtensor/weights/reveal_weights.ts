// Revealing weights that were committed by hash, one commit or several. Mirrors
// pallets/subtensor/src/subnets/weights.rs (internal_reveal_weights, do_batch_reveal_weights).

import { ensureSigned, type Origin, signedOrigin } from "../../../frame/origin.ts";
import { ensure, refuse } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import {
  type AccountId,
  type H256,
  MAIN_MECHANISM,
  type MechId,
  type NetUid,
  type NetUidStorageIndex,
} from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { type Commit, commitHash, type Reveal, withoutExpired } from "./commit_weights.ts";
import { validatorWeights } from "./contract.ts";
import { commitRevealWeightsEnabled } from "./requirements.ts";
import { isRevealBlockRange } from "./reveal_window.ts";
import { setMechanismWeights } from "./set_weights.ts";

const { WeightCommits } = validatorWeights.storage;
const { errors, events } = validatorWeights;

const has = (commits: readonly Commit[], hash: H256): boolean => commits.some(([one]) => one === hash);
function setOrClear(ctx: Ctx, index: NetUidStorageIndex, who: AccountId, commits: readonly Commit[]): void {
  if (commits.length === 0) WeightCommits.delete(ctx, index, who);
  else WeightCommits.set(ctx, index, who, commits);
}

/** Reveals one commit; older ones of the hotkey are forgotten with it. */
export function revealMechanismWeights(
  ctx: Ctx,
  who: AccountId,
  netuid: NetUid,
  mechanism: MechId,
  reveal: Reveal,
): void {
  const index = mechanismStorageIndex(netuid, mechanism);
  ensure(commitRevealWeightsEnabled(ctx, netuid), errors.CommitRevealDisabled);
  const { expired, waiting } = withoutExpired(
    ctx,
    netuid,
    WeightCommits.get(ctx, index, who) ?? refuse(errors.NoWeightsCommitFound),
  );
  const hash = commitHash(who, index, reveal);
  const at = waiting.findIndex(([one]) => one === hash);
  if (at < 0) {
    ensure(!has(expired, hash), errors.ExpiredWeightCommit);
    refuse(waiting.length === 0 ? errors.NoWeightsCommitFound : errors.InvalidRevealCommitHashNotMatch);
  }
  ensure(isRevealBlockRange(ctx, netuid, waiting[at]![1]), errors.RevealTooEarly);
  setOrClear(ctx, index, who, waiting.slice(at + 1));
  setMechanismWeights(ctx, signedOrigin(who), netuid, mechanism, reveal, reveal.versionKey);
  ctx.emit(events.WeightsRevealed(who, index, hash));
}

/** Reveals several commits of the main mechanism, all or none; others of the hotkey stay. */
export function batchReveal(ctx: Ctx, origin: Origin, netuid: NetUid, reveals: readonly Reveal[]): void {
  const index = mechanismStorageIndex(netuid, MAIN_MECHANISM);
  const who = ensureSigned(origin);
  ensure(commitRevealWeightsEnabled(ctx, netuid), errors.CommitRevealDisabled);
  const { expired, waiting } = withoutExpired(
    ctx,
    netuid,
    WeightCommits.get(ctx, index, who) ?? refuse(errors.NoWeightsCommitFound),
  );
  const hashes = reveals.map((reveal) => commitHash(who, index, reveal));
  const missing = (hash: H256): never =>
    refuse(has(expired, hash) ? errors.ExpiredWeightCommit : errors.InvalidRevealCommitHashNotMatch);
  for (const hash of hashes) {
    const [, epoch] = waiting.find(([one]) => one === hash) ?? missing(hash);
    ensure(isRevealBlockRange(ctx, netuid, epoch), errors.RevealTooEarly);
  }
  let left = waiting;
  reveals.forEach((reveal, i) => {
    const hash = hashes[i]!;
    const at = left.findIndex(([one]) => one === hash);
    // The same reveal twice takes two commits.
    if (at < 0) missing(hash);
    left = left.toSpliced(at, 1);
    setMechanismWeights(ctx, origin, netuid, MAIN_MECHANISM, reveal, reveal.versionKey);
  });
  setOrClear(ctx, index, who, left);
  ctx.emit(events.WeightsBatchRevealed(who, netuid, hashes));
}

// Calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const revealMechanismWeightsCall: Handles<typeof validatorWeights, "reveal_mechanism_weights", Ctx> = (
  ctx,
  who,
  { netuid, mecid, uids, values, salt, version_key },
) => revealMechanismWeights(ctx, who, netuid, mecid, { uids, values, salt, versionKey: version_key });
export const revealWeights: Handles<typeof validatorWeights, "reveal_weights", Ctx> = (ctx, who, args) =>
  revealMechanismWeightsCall(ctx, who, { ...args, mecid: MAIN_MECHANISM });
export const batchRevealWeights: Handles<typeof validatorWeights, "batch_reveal_weights", Ctx> = (
  ctx,
  origin,
  { netuid, uids_list, values_list, salts_list, version_keys },
) => {
  const count = uids_list.length;
  ensure(
    [values_list, salts_list, version_keys].every((list) => list.length === count),
    errors.InputLengthsUnequal,
  );
  batchReveal(
    ctx,
    origin,
    netuid,
    uids_list.map((uids, i) => ({ uids, values: values_list[i]!, salt: salts_list[i]!, versionKey: version_keys[i]! })),
  );
};
