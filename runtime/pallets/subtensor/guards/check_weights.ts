// Weights, commits and reveals that could not succeed: uneven batches, too little stake, nothing to reveal or not yet, a
// timelock that is open already. Mirrors pallets/subtensor/src/guards/check_weights.rs.

import { ensure, refuse } from "../../../frame/refusal.ts";
import { type AccountId, MAIN_MECHANISM, type NetUid, type NetUidStorageIndex } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { commitHash, type Reveal } from "../weights/commit_weights.ts";
import { validatorWeights } from "../weights/contract.ts";
import { checkWeightsMinStake } from "../weights/requirements.ts";
import { isRevealBlockRange } from "../weights/reveal_window.ts";
import { guardOf } from "./guard.ts";

const { WeightCommits } = validatorWeights.read;
const { errors } = validatorWeights;

const ensureLengths = (first: readonly unknown[], ...others: readonly (readonly unknown[])[]): void =>
  ensure(
    others.every(({ length }) => length === first.length),
    errors.InputLengthsUnequal,
  );
function ensureMinStake(ctx: Ctx, who: AccountId, netuids: readonly NetUid[]): void {
  for (const netuid of netuids) ensure(checkWeightsMinStake(ctx, netuid, who), errors.NotEnoughStakeToSetWeights);
}
/** Expired commits count as well: they are too early for ever. */
function ensureRevealable(
  ctx: Ctx,
  who: AccountId,
  netuid: NetUid,
  index: NetUidStorageIndex,
  reveals: readonly Reveal[],
): void {
  const commits = WeightCommits.get(ctx, index, who) ?? refuse(errors.NoWeightsCommitFound);
  for (const reveal of reveals) {
    const hash = commitHash(who, index, reveal);
    const [, epoch] = commits.find(([one]) => one === hash) ?? refuse(errors.NoWeightsCommitFound);
    ensure(isRevealBlockRange(ctx, netuid, epoch), errors.RevealTooEarly);
  }
}
const stakeOnly = (ctx: Ctx, who: AccountId, { netuid }: { readonly netuid: NetUid }): void =>
  ensureMinStake(ctx, who, [netuid]);
function timelocked(ctx: Ctx, who: AccountId, args: { readonly netuid: NetUid; readonly reveal_round: bigint }): void {
  stakeOnly(ctx, who, args);
  ensure(args.reveal_round >= ctx.ports.beacon.lastStoredRound(ctx), errors.InvalidRevealRound);
}
const mainIndex = (netuid: NetUid): NetUidStorageIndex => mechanismStorageIndex(netuid, MAIN_MECHANISM);

export const checkWeights = guardOf(validatorWeights, {
  set_weights: stakeOnly,
  set_mechanism_weights: stakeOnly,
  batch_set_weights(ctx, who, { netuids, weights, version_keys }) {
    ensureLengths(netuids, weights, version_keys);
    ensureMinStake(ctx, who, netuids);
  },
  commit_weights: stakeOnly,
  commit_mechanism_weights: stakeOnly,
  batch_commit_weights(ctx, who, { netuids, commit_hashes }) {
    ensureLengths(netuids, commit_hashes);
    ensureMinStake(ctx, who, netuids);
  },
  reveal_weights(ctx, who, args) {
    stakeOnly(ctx, who, args);
    ensureRevealable(ctx, who, args.netuid, mainIndex(args.netuid), [{ ...args, versionKey: args.version_key }]);
  },
  reveal_mechanism_weights(ctx, who, args) {
    stakeOnly(ctx, who, args);
    ensureRevealable(ctx, who, args.netuid, mechanismStorageIndex(args.netuid, args.mecid), [
      { ...args, versionKey: args.version_key },
    ]);
  },
  batch_reveal_weights(ctx, who, { netuid, uids_list, values_list, salts_list, version_keys }) {
    ensureLengths(uids_list, values_list, salts_list, version_keys);
    ensureMinStake(ctx, who, [netuid]);
    const reveals = uids_list.map((uids, i) => ({
      uids,
      values: values_list[i]!,
      salt: salts_list[i]!,
      versionKey: version_keys[i]!,
    }));
    ensureRevealable(ctx, who, netuid, mainIndex(netuid), reveals);
  },
  commit_timelocked_weights: timelocked,
  commit_timelocked_mechanism_weights: timelocked,
  commit_crv3_mechanism_weights: timelocked,
});
