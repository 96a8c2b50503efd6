// The reference's tests of timelocked commits (pallets/subtensor/src/tests/weights.rs), with its literal values.

import { expect, test } from "vitest";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { setLastUpdateForUid, uidForNetAndHotkey } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { MAX_CRV3_COMMIT_SIZE } from "../../runtime/pallets/subtensor/weights/commit_size.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { revealCrv3CommitsForSubnet } from "../../runtime/pallets/subtensor/weights/reveal_commits.ts";
import { epochIndex, setRevealPeriod } from "../../runtime/pallets/subtensor/weights/reveal_window.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { ScaleError } from "../../runtime/primitives/scale/index.ts";
import { runtime } from "../../runtime/subtensor.ts";
import { directOutcome } from "../chain/direct.ts";
import { acct, type MockContext, newTestExt, stepBlock } from "../chain/mock.ts";
import { addNetwork, registerOkNeuron, stepEpochs } from "../chain/mock_subtensor.ts";
import { MAIN, SUBNET, setCommitReveal, setWeightsRateLimit } from "../chain/mock_weights.ts";

const { TimelockedWeightCommits } = validatorWeights.storage;
const ROUND = 1000n;
const VERSION = 4;
const bytes = (n: number, length = 5): Uint8Array => new Uint8Array(length).fill(n);
const timelock = (ctx: MockContext, who: AccountId, commit: Uint8Array, round = ROUND): string | undefined =>
  directOutcome(ctx, who, "commit_timelocked_weights", {
    netuid: SUBNET,
    commit,
    reveal_round: round,
    commit_reveal_version: VERSION,
  });
/** A subnet with commit-reveal and the given hotkeys. */
function subnet({
  hotkeys = [1],
  rateLimit = 0n,
  at = 1,
}: {
  hotkeys?: number[];
  rateLimit?: bigint;
  at?: number;
} = {}): MockContext {
  const ctx = newTestExt(at);
  addNetwork(ctx, SUBNET, 5, 0);
  for (const n of hotkeys) registerOkNeuron(ctx, SUBNET, acct(n), acct(n + 1), 100_000);
  setCommitReveal(ctx, SUBNET, true);
  setWeightsRateLimit(ctx, SUBNET, rateLimit);
  return ctx;
}
const stored = (ctx: MockContext) => TimelockedWeightCommits.get(ctx, MAIN, epochIndex(ctx, SUBNET));

test("test_do_commit_crv3_weights_success", () => {
  const ctx = subnet();
  expect(timelock(ctx, acct(1), Uint8Array.of(1, 2, 3, 4, 5))).toBeUndefined();
  expect(stored(ctx)).toEqual([[acct(1), 1n, Uint8Array.of(1, 2, 3, 4, 5), 1000n]]);
});
test("test_do_commit_crv3_weights_disabled", () => {
  const ctx = subnet({ rateLimit: 5n });
  setCommitReveal(ctx, SUBNET, false);
  expect(timelock(ctx, acct(1), Uint8Array.of(1, 2, 3, 4, 5))).toBe("CommitRevealDisabled");
});
test("test_do_commit_crv3_weights_hotkey_not_registered", () => {
  expect(timelock(subnet({ rateLimit: 5n }), acct(99), Uint8Array.of(1, 2, 3, 4, 5))).toBe(
    "HotKeyNotRegisteredInSubNet",
  );
});
test("test_do_commit_crv3_weights_committing_too_fast", () => {
  const ctx = subnet({ rateLimit: 5n });
  setLastUpdateForUid(ctx, MAIN, uidForNetAndHotkey(ctx, SUBNET, acct(1)), 0n);
  const second = (): string | undefined => timelock(ctx, acct(1), Uint8Array.of(4, 5, 6));
  expect(timelock(ctx, acct(1), Uint8Array.of(1, 2, 3))).toBeUndefined();
  expect(second()).toBe("CommittingWeightsTooFast");
  stepBlock(ctx, 2);
  expect(second()).toBe("CommittingWeightsTooFast");
  stepBlock(ctx, 3);
  expect(second()).toBeUndefined();
});
test("test_do_commit_crv3_weights_too_many_unrevealed_commits", () => {
  const ctx = subnet({ hotkeys: [1, 2] });
  for (const hotkey of [acct(1), acct(2)]) {
    for (let i = 0; i < 10; i++) expect(timelock(ctx, hotkey, bytes(i))).toBeUndefined();
    expect(timelock(ctx, hotkey, bytes(11))).toBe("TooManyUnrevealedCommits");
  }
  stepEpochs(ctx, 10, SUBNET);
  expect(timelock(ctx, acct(1), bytes(11))).toBeUndefined();
});
test("test_do_commit_crv3_weights_commit_size_exceeds_limit", () => {
  const encoded = (length: number) =>
    runtime.RuntimeCall.encode({
      pallet: "SubtensorModule",
      name: "commit_timelocked_weights",
      args: { netuid: SUBNET, commit: bytes(0, length), reveal_round: ROUND, commit_reveal_version: VERSION },
    });
  expect(MAX_CRV3_COMMIT_SIZE).toBe(5000);
  expect(() => encoded(5001)).toThrow(ScaleError);
  expect(runtime.RuntimeCall.decode(encoded(5000)).name).toBe("commit_timelocked_weights");
  expect(timelock(subnet(), acct(1), bytes(0, 5000))).toBeUndefined();
});
test("test_reveal_crv3_commits_with_empty_commit_queue", () => {
  const ctx = subnet({ hotkeys: [] });
  stepEpochs(ctx, 2, SUBNET);
  expect([...validatorWeights.read.Weights.entries(ctx, MAIN)]).toEqual([]);
  expect(registration.read.SubnetworkN.get(ctx, SUBNET)).toBe(0);
});
test("test_multiple_commits_by_same_hotkey_within_limit", () => {
  const ctx = subnet();
  setRevealPeriod(ctx, SUBNET, 1n);
  for (let i = 0; i < 10; i++) expect(timelock(ctx, acct(1), bytes(i), ROUND + BigInt(i))).toBeUndefined();
  expect(stored(ctx)).toHaveLength(10);
});
test("test_reveal_crv3_commits_removes_past_epoch_commits", () => {
  const ctx = subnet({ at: 100 });
  setRevealPeriod(ctx, SUBNET, 1n);
  tempo.storage.SubnetEpochIndex.set(ctx, SUBNET, 10n);
  tempo.storage.LastEpochBlock.set(ctx, SUBNET, 100n);
  tempo.storage.PendingEpochAt.set(ctx, SUBNET, 0n);
  const held = (epoch: bigint) => TimelockedWeightCommits.get(ctx, MAIN, epoch).length;
  for (const epoch of [8n, 9n])
    TimelockedWeightCommits.set(ctx, MAIN, epoch, [[acct(1), 100n, bytes(Number(epoch)), ROUND]]);
  expect([held(8n), held(9n)]).toEqual([1, 1]);
  revealCrv3CommitsForSubnet(ctx, SUBNET);
  expect([held(8n), held(9n)]).toEqual([0, 1]);
});
