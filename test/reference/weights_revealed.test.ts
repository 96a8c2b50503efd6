// The reference's tests of opening timelocked weights (pallets/subtensor/src/tests/weights.rs), with its literal values. It
// seals with the crate `tle` in the test; here the ciphertexts were sealed with the same crate before, under other random
// numbers.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { setValidatorPermitForUid, uidForNetAndHotkey } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { revealCrv3CommitsForSubnet } from "../../runtime/pallets/subtensor/weights/reveal_commits.ts";
import { epochIndex, setRevealPeriod } from "../../runtime/pallets/subtensor/weights/reveal_window.ts";
import { openTimelock, signaturePoint } from "../../runtime/primitives/crypto/timelock.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { directOutcome } from "../chain/direct.ts";
import { acct, hasEvent, type MockContext, newTestExt, stepBlock } from "../chain/mock.ts";
import { addNetwork, registerOkNeuron, stepEpochs } from "../chain/mock_subtensor.ts";
import {
  grantStake,
  MAIN,
  SUBNET,
  setCommitReveal,
  setStakeThreshold,
  setWeightsRateLimit,
} from "../chain/mock_weights.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
type Sealed = "hotkey1" | "hotkey2" | "self" | "uneven" | "zeros" | "laterRound" | "legacy";
const vector = JSON.parse(readFileSync(new URL("../vectors/timelock.json", import.meta.url), "utf8")) as Readonly<
  Record<Sealed, string>
> & {
  readonly signature: string;
  readonly text: { readonly plain: string; readonly cipher: string };
  readonly five: readonly string[];
  readonly many: readonly string[];
};
const ROUND = 1000n;
const { TimelockedWeightCommits, Weights } = validatorWeights.storage;

const pulse = (ctx: MockContext, signature: Uint8Array = hex(vector.signature)): void =>
  drand.storage.Pulses.set(ctx, ROUND, { round: ROUND, randomness: new Uint8Array(32), signature });
const commit = (ctx: MockContext, who: AccountId, sealed: string): void =>
  expect(
    directOutcome(ctx, who, "commit_timelocked_weights", {
      netuid: SUBNET,
      commit: hex(sealed),
      reveal_round: ROUND,
      commit_reveal_version: 4,
    }),
  ).toBeUndefined();
const weights = (ctx: MockContext, who: AccountId = acct(1)): readonly (readonly [number, number])[] =>
  Weights.get(ctx, MAIN, uidForNetAndHotkey(ctx, SUBNET, who));
function subnet(
  at: number,
  period: bigint,
  neurons: readonly (readonly [hotkey: number, coldkey: number])[],
): MockContext {
  const ctx = newTestExt(at);
  addNetwork(ctx, SUBNET, 5, 0);
  for (const [hotkey, coldkey] of neurons) registerOkNeuron(ctx, SUBNET, acct(hotkey), acct(coldkey), 100_000);
  setStakeThreshold(ctx, 0n);
  setWeightsRateLimit(ctx, SUBNET, 0n);
  setCommitReveal(ctx, SUBNET, true);
  setRevealPeriod(ctx, SUBNET, period);
  return ctx;
}
/** Two neurons with permits and stake; reveals three epochs after the commit. */
function two(): MockContext {
  const ctx = subnet(100, 3n, [
    [1, 3],
    [2, 4],
  ]);
  for (const uid of [0, 1]) setValidatorPermitForUid(ctx, SUBNET, uid, true);
  for (const [hotkey, coldkey] of [
    [1, 3],
    [2, 4],
  ] as const)
    grantStake(ctx, SUBNET, acct(hotkey), acct(coldkey));
  return ctx;
}
/** Weights of 10 and 20, scaled up. */
const TEN_TWENTY = [
  [0, 32_768],
  [1, 65_535],
];

test("tlock_encrypt_decrypt_drand_quicknet_works", () => {
  expect(openTimelock(hex(vector.text.cipher), signaturePoint(hex(vector.signature))!)).toEqual(
    Uint8Array.from(Buffer.from("this is a test")),
  );
});
test("test_reveal_crv3_commits_success", () => {
  const ctx = two();
  commit(ctx, acct(1), vector.hotkey1);
  pulse(ctx);
  stepEpochs(ctx, 3, SUBNET);
  expect(weights(ctx)).toEqual(TEN_TWENTY);
  expect(hasEvent(ctx, "TimelockedWeightsRevealed")).toBe(true);
});
test("test_reveal_crv3_commits_cannot_reveal_after_reveal_epoch", () => {
  const ctx = subnet(100, 3n, [
    [1, 3],
    [2, 4],
  ]);
  for (const uid of [0, 1]) setValidatorPermitForUid(ctx, SUBNET, uid, true);
  commit(ctx, acct(1), vector.hotkey1);
  stepEpochs(ctx, 3, SUBNET);
  expect(weights(ctx)).toEqual([]);
  pulse(ctx);
  stepEpochs(ctx, 1, SUBNET);
  revealCrv3CommitsForSubnet(ctx, SUBNET);
  expect(weights(ctx)).toEqual([]);
});
test("test_reveal_crv3_commits_decryption_failure", () => {
  const ctx = subnet(1, 1n, [[1, 2]]);
  commit(ctx, acct(1), "ff".repeat(100));
  stepEpochs(ctx, 1, SUBNET);
  pulse(ctx, new Uint8Array(128));
  revealCrv3CommitsForSubnet(ctx, SUBNET);
  expect(weights(ctx)).toEqual([]);
});
test("test_reveal_crv3_commits_multiple_commits_some_fail_some_succeed", () => {
  const ctx = subnet(100, 1n, [
    [1, 3],
    [2, 4],
  ]);
  commit(ctx, acct(1), vector.self);
  commit(ctx, acct(2), vector.zeros);
  pulse(ctx);
  stepEpochs(ctx, 1, SUBNET);
  expect(weights(ctx)).toEqual([[0, 65_535]]);
  expect(weights(ctx, acct(2))).toEqual([]);
});
test.each([
  ["test_reveal_crv3_commits_do_set_weights_failure", 3n, 3, "uneven", vector.signature],
  ["test_reveal_crv3_commits_payload_decoding_failure", 3n, 3, "zeros", vector.signature],
  ["test_reveal_crv3_commits_signature_deserialization_failure", 3n, 3, "hotkey1", "00".repeat(10)],
  ["test_reveal_crv3_commits_with_incorrect_identity_message", 1n, 1, "laterRound", vector.signature],
] as const)("%s", (_name, period, epochs, sealed, signature) => {
  const ctx = subnet(1, period, [[1, 2]]);
  commit(ctx, acct(1), vector[sealed]);
  pulse(ctx, hex(signature));
  stepEpochs(ctx, epochs, SUBNET);
  expect(weights(ctx)).toEqual([]);
  // It is not tried again.
  expect([...TimelockedWeightCommits.entries(ctx, MAIN)]).toEqual([]);
});
test("test_reveal_crv3_commits_multiple_valid_commits_all_processed", () => {
  const ctx = subnet(100, 1n, []);
  parameters.storage.MaxRegistrationsPerBlock.set(ctx, SUBNET, 100);
  parameters.storage.TargetRegistrationsPerInterval.set(ctx, SUBNET, 100);
  pulse(ctx);
  const hotkeys = [1, 2, 3, 4, 5].map(acct);
  hotkeys.forEach((hotkey, i) => {
    registerOkNeuron(ctx, SUBNET, hotkey, acct(i + 100), 100_000);
    setValidatorPermitForUid(ctx, SUBNET, i, true);
    grantStake(ctx, SUBNET, hotkey, acct(i + 100));
    stepBlock(ctx, 1);
  });
  hotkeys.forEach((hotkey, i) => void commit(ctx, hotkey, vector.five[i]!));
  stepEpochs(ctx, 2, SUBNET);
  for (const hotkey of hotkeys)
    expect(weights(ctx, hotkey)).toEqual([
      [0, 13_107],
      [1, 26_214],
      [2, 39_321],
      [3, 52_428],
      [4, 65_535],
    ]);
});
test("test_reveal_crv3_commits_max_neurons", () => {
  const ctx = subnet(100, 1n, []);
  parameters.storage.MaxRegistrationsPerBlock.set(ctx, SUBNET, 10_000);
  parameters.storage.TargetRegistrationsPerInterval.set(ctx, SUBNET, 10_000);
  parameters.storage.MaxAllowedUids.set(ctx, SUBNET, 10_024);
  // All in one block, where the reference takes a block for each.
  for (let i = 0; i < 1024; i++) registerOkNeuron(ctx, SUBNET, acct(i + 1), acct(i + 10_000), 100_000);
  for (const uid of [0, 1, 2]) {
    setValidatorPermitForUid(ctx, SUBNET, uid, true);
    grantStake(ctx, SUBNET, acct(uid + 1), acct(uid + 10_000));
  }
  pulse(ctx);
  [1, 2, 3].forEach((n, i) => void commit(ctx, acct(n), vector.many[i]!));
  stepEpochs(ctx, 2, SUBNET);
  for (const n of [1, 2, 3])
    expect(weights(ctx, acct(n))).toEqual(Array.from({ length: 1024 }, (_, uid) => [uid, 65_535]));
});
test("test_reveal_crv3_commits_hotkey_check", () => {
  for (const [sealed, expected] of [
    ["hotkey2", []],
    ["hotkey1", TEN_TWENTY],
  ] as const) {
    const ctx = two();
    commit(ctx, acct(1), vector[sealed]);
    pulse(ctx);
    stepEpochs(ctx, 3, SUBNET);
    expect(weights(ctx)).toEqual(expected);
  }
});
test("test_reveal_crv3_commits_retry_on_missing_pulse", () => {
  const ctx = subnet(100, 3n, [[1, 3]]);
  setValidatorPermitForUid(ctx, SUBNET, 0, true);
  commit(ctx, acct(1), vector.self);
  const [[, epoch]] = [...TimelockedWeightCommits.keysOf(ctx, MAIN)] as [[unknown, bigint]];
  tempo.storage.SubnetEpochIndex.set(ctx, SUBNET, epoch + 3n);
  tempo.storage.LastEpochBlock.set(ctx, SUBNET, BigInt(ctx.block.number));
  tempo.storage.PendingEpochAt.set(ctx, SUBNET, 0n);
  stepBlock(ctx, 1);
  expect(TimelockedWeightCommits.get(ctx, MAIN, epoch)).toHaveLength(1);
  pulse(ctx);
  stepBlock(ctx, 1);
  expect(weights(ctx)).toEqual([[0, 65_535]]);
  expect(TimelockedWeightCommits.has(ctx, MAIN, epoch)).toBe(false);
});
test("test_reveal_crv3_commits_legacy_payload_success", () => {
  const ctx = two();
  const epoch = epochIndex(ctx, SUBNET);
  commit(ctx, acct(1), vector.legacy);
  pulse(ctx);
  stepEpochs(ctx, 3, SUBNET);
  expect(weights(ctx)).toEqual(TEN_TWENTY);
  expect(TimelockedWeightCommits.get(ctx, MAIN, epoch)).toEqual([]);
});
