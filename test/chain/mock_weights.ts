// What the reference's tests of weights set up again and again (pallets/subtensor/src/tests/weights.rs).

import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { setValidatorPermitForUid } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { nextEpochStartBlock } from "../../runtime/pallets/subtensor/tempo/schedule.ts";
import { commitHash, type Reveal } from "../../runtime/pallets/subtensor/weights/commit_weights.ts";
import { type AccountId, type H256, MAIN_MECHANISM, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { directOutcome } from "./direct.ts";
import { acct, type MockContext, newTestExt, setBlock } from "./mock.ts";
import { addBalanceToColdkeyAccount, addNetwork, registerOkNeuron, stepEpochs } from "./mock_subtensor.ts";

export const SUBNET = netUid(1);
export const MAIN = mechanismStorageIndex(SUBNET, MAIN_MECHANISM);

export const setCommitReveal = (ctx: MockContext, netuid: NetUid, on: boolean): void =>
  parameters.storage.CommitRevealWeightsEnabled.set(ctx, netuid, on);
export const setWeightsRateLimit = (ctx: MockContext, netuid: NetUid, blocks: bigint): void =>
  parameters.storage.WeightsSetRateLimit.set(ctx, netuid, blocks);
export const setStakeThreshold = (ctx: MockContext, stake: bigint): void =>
  settings.storage.StakeThreshold.set(ctx, stake);
/** A rao to the coldkey and an alpha unit of stake. */
export function grantStake(ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId): void {
  addBalanceToColdkeyAccount(ctx, coldkey, 1n);
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(1n));
}

/** Two neurons with permits, of which 1 is the one that commits: block 0, commit-reveal on. */
export function committing({
  tempo = 100,
  rateLimit = 0n,
  at = 0,
}: {
  tempo?: number;
  rateLimit?: bigint;
  at?: number;
} = {}): MockContext {
  const ctx = newTestExt(1);
  setBlock(ctx, at);
  addNetwork(ctx, SUBNET, tempo, 0);
  registerOkNeuron(ctx, SUBNET, acct(3), acct(4), 300_000);
  registerOkNeuron(ctx, SUBNET, acct(1), acct(2), 100_000);
  setStakeThreshold(ctx, 0n);
  setWeightsRateLimit(ctx, SUBNET, rateLimit);
  for (const uid of [0, 1]) setValidatorPermitForUid(ctx, SUBNET, uid, true);
  setCommitReveal(ctx, SUBNET, true);
  for (const key of [acct(0), acct(1)]) grantStake(ctx, SUBNET, key, key);
  return ctx;
}

/** What is committed: weights 10 on uids 0 and 1 unless said otherwise. */
export const revealOf = (salt: readonly number[], over: Partial<Reveal> = {}): Reveal => ({
  uids: [0, 1],
  values: [10, 10],
  salt,
  versionKey: 0n,
  ...over,
});
export const saltOf = (n: number): number[] => Array.from({ length: 8 }, () => n);
export const HOTKEY = acct(1);
export const hashOf = (reveal: Reveal, who: AccountId = HOTKEY): H256 => commitHash(who, MAIN, reveal);
export const commit = (ctx: MockContext, reveal: Reveal, who: AccountId = HOTKEY): string | undefined =>
  directOutcome(ctx, who, "commit_weights", { netuid: SUBNET, commit_hash: hashOf(reveal, who) });
export const reveal = (
  ctx: MockContext,
  { uids, values, salt, versionKey }: Reveal,
  who: AccountId = HOTKEY,
): string | undefined =>
  directOutcome(ctx, who, "reveal_weights", { netuid: SUBNET, uids, values, salt, version_key: versionKey });
export const batchReveal = (
  ctx: MockContext,
  reveals: readonly Reveal[],
  who: AccountId = HOTKEY,
): string | undefined =>
  directOutcome(ctx, who, "batch_reveal_weights", {
    netuid: SUBNET,
    uids_list: reveals.map(({ uids }) => uids),
    values_list: reveals.map(({ values }) => values),
    salts_list: reveals.map(({ salt }) => salt),
    version_keys: reveals.map(({ versionKey }) => versionKey),
  });
/** Commits, waits an epoch, reveals; the first refusal. */
export function commitRevealSetWeights(ctx: MockContext, who: AccountId, given: Reveal): string | undefined {
  setCommitReveal(ctx, SUBNET, true);
  const refused = commit(ctx, given, who);
  if (refused !== undefined) return refused;
  stepEpochs(ctx, 1, SUBNET);
  return reveal(ctx, given, who);
}
export const setWeights = (
  ctx: MockContext,
  who: AccountId,
  dests: readonly number[],
  weights: readonly number[],
  versionKey = 0n,
  netuid: NetUid = SUBNET,
): string | undefined => directOutcome(ctx, who, "set_weights", { netuid, dests, weights, version_key: versionKey });

/** As `stepEpochs`, without the blocks between: each time the chain stands a block before the epoch. */
export function skipEpochs(ctx: MockContext, count: number): void {
  for (let i = 0; i < count; i++) {
    setBlock(ctx, Number(nextEpochStartBlock(ctx, SUBNET)) - 1);
    stepEpochs(ctx, 1, SUBNET);
  }
}
