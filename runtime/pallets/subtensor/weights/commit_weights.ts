// Committing to weights by their hash, or under a timelock. Mirrors pallets/subtensor/src/subnets/weights.rs
// (internal_commit_weights, internal_commit_timelocked_weights, get_commit_hash).

import { ensureSigned, type Origin } from "../../../frame/origin.ts";
import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { blake2b256 } from "../../../primitives/hash/index.ts";
import {
  AccountId,
  type H256,
  h256,
  MAIN_MECHANISM,
  type MechId,
  type NetUid,
  NetUidStorageIndex,
} from "../../../primitives/ids.ts";
import { tuple, u16, u64, vec } from "../../../primitives/scale/index.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { ensureMechanismExists, mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { registration } from "../registration/contract.ts";
import { isHotkeyRegisteredOnNetwork, setLastUpdateForUid, uidForNetAndHotkey } from "../registration/uids.ts";
import { settings } from "../settings/contract.ts";
import { currentEpochWithLookahead } from "../tempo/schedule.ts";
import { validatorWeights } from "./contract.ts";
import { checkRateLimit, commitRevealWeightsEnabled, type WeightVector } from "./requirements.ts";
import { isCommitExpired } from "./reveal_window.ts";

const { TimelockedWeightCommits, WeightCommits } = validatorWeights.storage;
const { errors, events } = validatorWeights;

/** Commits of one hotkey that wait, per mechanism; under a timelock, per epoch besides. */
const MAX_UNREVEALED = 10;

/** Hash, epoch and block of a commit, and a zero. */
export type Commit = readonly [hash: H256, epoch: bigint, block: bigint, unused: bigint];
/** What is revealed for a hash. */
export interface Reveal extends WeightVector {
  readonly salt: readonly number[];
  readonly versionKey: bigint;
}
const Preimage = tuple(AccountId, NetUidStorageIndex, vec(u16), vec(u16), vec(u16), u64);
export const commitHash = (
  who: AccountId,
  index: NetUidStorageIndex,
  { uids, values, salt, versionKey }: Reveal,
): H256 => h256(blake2b256(Preimage.encode([who, index, uids, values, salt, versionKey])));

interface Committer {
  readonly who: AccountId;
  readonly uid: number;
  readonly block: bigint;
}
function committerOf(ctx: Ctx, origin: Origin, netuid: NetUid, index: NetUidStorageIndex, version?: number): Committer {
  const who = ensureSigned(origin);
  ensure(commitRevealWeightsEnabled(ctx, netuid), errors.CommitRevealDisabled);
  ensure(
    version === undefined || version === settings.read.CommitRevealWeightsVersion.get(ctx),
    errors.IncorrectCommitRevealVersion,
  );
  ensure(isHotkeyRegisteredOnNetwork(ctx, netuid, who), registration.errors.HotKeyNotRegisteredInSubNet);
  const block = currentBlock(ctx);
  const uid = uidForNetAndHotkey(ctx, netuid, who);
  ensure(checkRateLimit(ctx, index, uid, block), errors.CommittingWeightsTooFast);
  return { who, uid, block };
}

/** Queues a hash behind the hotkey's others; expired ones at the front go. */
export function commitMechanismWeights(ctx: Ctx, origin: Origin, netuid: NetUid, mechanism: MechId, hash: H256): void {
  ensureMechanismExists(ctx, netuid, mechanism);
  const index = mechanismStorageIndex(netuid, mechanism);
  const { who, uid, block } = committerOf(ctx, origin, netuid, index);
  const epoch = currentEpochWithLookahead(ctx, netuid);
  const { waiting } = withoutExpired(ctx, netuid, WeightCommits.get(ctx, index, who) ?? []);
  ensure(waiting.length < MAX_UNREVEALED, errors.TooManyUnrevealedCommits);
  WeightCommits.set(ctx, index, who, [...waiting, [hash, epoch, block, 0n]]);
  ctx.emit(events.WeightsCommitted(who, index, hash));
  setLastUpdateForUid(ctx, index, uid, block);
}
/** The queue behind its expired front. */
export function withoutExpired(
  ctx: Ctx,
  netuid: NetUid,
  commits: readonly Commit[],
): { readonly expired: readonly Commit[]; readonly waiting: readonly Commit[] } {
  const first = commits.findIndex(([, epoch]) => !isCommitExpired(ctx, netuid, epoch));
  const at = first < 0 ? commits.length : first;
  return { expired: commits.slice(0, at), waiting: commits.slice(at) };
}

/** A ciphertext and the round of the beacon that opens it. */
export interface Timelocked {
  readonly commit: Uint8Array;
  readonly revealRound: bigint;
  readonly version: number;
}
export function commitTimelockedMechanismWeights(
  ctx: Ctx,
  origin: Origin,
  netuid: NetUid,
  mechanism: MechId,
  { commit, revealRound, version }: Timelocked,
): void {
  ensureMechanismExists(ctx, netuid, mechanism);
  const index = mechanismStorageIndex(netuid, mechanism);
  const { who, uid, block } = committerOf(ctx, origin, netuid, index, version);
  const epoch = currentEpochWithLookahead(ctx, netuid);
  const commits = TimelockedWeightCommits.get(ctx, index, epoch);
  ensure(commits.filter(([one]) => one === who).length < MAX_UNREVEALED, errors.TooManyUnrevealedCommits);
  TimelockedWeightCommits.set(ctx, index, epoch, [...commits, [who, block, commit, revealRound]]);
  ctx.emit(events.TimelockedWeightsCommitted(who, index, h256(blake2b256(commit)), revealRound));
  setLastUpdateForUid(ctx, index, uid, block);
}

// Calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const commitWeights: Handles<typeof validatorWeights, "commit_weights", Ctx> = (
  ctx,
  origin,
  { netuid, commit_hash },
) => commitMechanismWeights(ctx, origin, netuid, MAIN_MECHANISM, commit_hash);
export const commitMechanismWeightsCall: Handles<typeof validatorWeights, "commit_mechanism_weights", Ctx> = (
  ctx,
  origin,
  { netuid, mecid, commit_hash },
) => commitMechanismWeights(ctx, origin, netuid, mecid, commit_hash);

type Timelock<N extends string> = Handles<typeof validatorWeights, N, Ctx>;
export const commitTimelockedMechanismWeightsCall: Timelock<"commit_timelocked_mechanism_weights"> = (
  ctx,
  origin,
  { netuid, mecid, commit, reveal_round, commit_reveal_version },
) =>
  commitTimelockedMechanismWeights(ctx, origin, netuid, mecid, {
    commit,
    revealRound: reveal_round,
    version: commit_reveal_version,
  });
export const commitTimelockedWeights: Timelock<"commit_timelocked_weights"> = (ctx, origin, args) =>
  commitTimelockedMechanismWeightsCall(ctx, origin, { ...args, mecid: MAIN_MECHANISM });
/** The version that this older call stands for. */
const CRV3_VERSION = 4;
export const commitCrv3MechanismWeights: Timelock<"commit_crv3_mechanism_weights"> = (ctx, origin, args) =>
  commitTimelockedMechanismWeightsCall(ctx, origin, { ...args, commit_reveal_version: CRV3_VERSION });
