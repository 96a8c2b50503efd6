// The reference's tests of committing to weights by hash and revealing them (pallets/subtensor/src/tests/weights.rs), with
// its literal values. The blocks between two epochs are left out.

import { describe, expect, test } from "vitest";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { setValidatorPermitForUid } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { type Commit, commitHash, type Reveal } from "../../runtime/pallets/subtensor/weights/commit_weights.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import {
  epochIndex,
  firstBlockOfEpoch,
  revealPeriod,
  setRevealPeriod,
} from "../../runtime/pallets/subtensor/weights/reveal_window.ts";
import { type AccountId, netUid } from "../../runtime/primitives/ids.ts";
import { U16_MAX } from "../../runtime/primitives/ints.ts";
import { directOutcome } from "../chain/direct.ts";
import { acct, type MockContext, newTestExt, setBlock, stepBlock } from "../chain/mock.ts";
import { addNetwork, addNetworkDisableCommitReveal, registerOkNeuron } from "../chain/mock_subtensor.ts";
import {
  batchReveal,
  commit,
  committing,
  HOTKEY,
  MAIN,
  reveal,
  revealOf,
  SUBNET,
  saltOf,
  setCommitReveal,
  setWeights,
  setWeightsRateLimit,
  skipEpochs,
} from "../chain/mock_weights.ts";

const SALT = [1, 2, 3, 4, 5, 6, 7, 8];
const { WeightCommits } = validatorWeights.storage;
const { LastEpochBlock, PendingEpochAt, SubnetEpochIndex, Tempo } = tempo.storage;
const waiting = (ctx: MockContext, who: AccountId = HOTKEY): readonly Commit[] | undefined =>
  WeightCommits.get(ctx, MAIN, who);
const setTempo = (ctx: MockContext, blocks: number): void => Tempo.set(ctx, SUBNET, blocks);
const period = (ctx: MockContext, epochs: bigint): void => setRevealPeriod(ctx, SUBNET, epochs);
const ok = undefined;

test("test_reveal_weights_when_commit_reveal_disabled", () => {
  const ctx = committing({ tempo: 5, rateLimit: 5n });
  expect(commit(ctx, revealOf(SALT))).toBe(ok);
  skipEpochs(ctx, 1);
  setCommitReveal(ctx, SUBNET, false);
  expect(reveal(ctx, revealOf(SALT))).toBe("CommitRevealDisabled");
});
test("test_commit_reveal_weights_ok", () => {
  const ctx = committing({ tempo: 5, rateLimit: 5n });
  expect(commit(ctx, revealOf(SALT))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, revealOf(SALT))).toBe(ok);
});
test("test_commit_reveal_tempo_interval", () => {
  const ctx = committing({ tempo: 100, rateLimit: 5n });
  const mine = revealOf(SALT);
  expect(commit(ctx, mine)).toBe(ok);
  expect(reveal(ctx, mine)).toBe("RevealTooEarly");
  skipEpochs(ctx, 1);
  expect(reveal(ctx, mine)).toBe(ok);
  stepBlock(ctx, 6);
  expect(reveal(ctx, mine)).toBe("NoWeightsCommitFound");
  expect(commit(ctx, mine)).toBe(ok);
  skipEpochs(ctx, 2);
  expect(reveal(ctx, mine)).toBe("ExpiredWeightCommit");
  expect(commit(ctx, mine)).toBe(ok);
  stepBlock(ctx, 50);
  expect(reveal(ctx, mine)).toBe("RevealTooEarly");
  skipEpochs(ctx, 1);
  expect(reveal(ctx, mine)).toBe(ok);
});
test("test_commit_reveal_hash", () => {
  const ctx = committing({ tempo: 5, rateLimit: 5n });
  expect(commit(ctx, revealOf(SALT))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, revealOf(SALT, { uids: [0, 2] }))).toBe("InvalidRevealCommitHashNotMatch");
  expect(reveal(ctx, revealOf([0, 2, 3, 4, 5, 6, 7, 8]))).toBe("InvalidRevealCommitHashNotMatch");
  expect(reveal(ctx, revealOf(SALT))).toBe(ok);
});
test("test_commit_reveal_disabled_or_enabled", () => {
  const ctx = committing({ tempo: 5, rateLimit: 5n });
  setCommitReveal(ctx, SUBNET, false);
  expect(commit(ctx, revealOf(SALT))).toBe("CommitRevealDisabled");
  setCommitReveal(ctx, SUBNET, true);
  expect(commit(ctx, revealOf(SALT))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, revealOf(SALT))).toBe(ok);
});
test("test_toggle_commit_reveal_weights_and_set_weights", () => {
  const ctx = committing({ tempo: 5, rateLimit: 5n });
  expect(commit(ctx, revealOf(SALT))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, revealOf(SALT))).toBe(ok);
  setCommitReveal(ctx, SUBNET, false);
  stepBlock(ctx, 5);
  expect(setWeights(ctx, HOTKEY, [0, 1], [10, 10])).toBe(ok);
});
test("test_tempo_change_during_commit_reveal_process", () => {
  const ctx = committing({ tempo: 100, rateLimit: 5n });
  const mine = revealOf(SALT);
  expect(commit(ctx, mine)).toBe(ok);
  stepBlock(ctx, 9);
  for (const blocks of [200, 150]) {
    setTempo(ctx, blocks);
    skipEpochs(ctx, 1);
    expect(reveal(ctx, mine)).toBe(ok);
    if (blocks === 200) expect(commit(ctx, mine)).toBe(ok);
  }
  setTempo(ctx, 1050);
  expect(commit(ctx, mine)).toBe(ok);
  setTempo(ctx, 805);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, mine)).toBe(ok);
});

test("test_commit_reveal_multiple_commits", () => {
  const ctx = committing({ tempo: 7200 });
  const of = (n: number): Reveal => revealOf(saltOf(n));
  for (let i = 0; i < 10; i++) expect(commit(ctx, of(i))).toBe(ok);
  expect(commit(ctx, of(11))).toBe("TooManyUnrevealedCommits");
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(1))).toBe(ok);
  expect(waiting(ctx)).toHaveLength(8);
  expect(reveal(ctx, of(9))).toBe(ok);
  expect(waiting(ctx)).toBeUndefined();
  expect(commit(ctx, of(11))).toBe(ok);

  expect(commit(ctx, of(12))).toBe(ok);
  skipEpochs(ctx, 2);
  expect(reveal(ctx, of(12))).toBe("ExpiredWeightCommit");
  expect(commit(ctx, of(13))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(13))).toBe(ok);

  expect(commit(ctx, of(14))).toBe(ok);
  skipEpochs(ctx, 2);
  expect(reveal(ctx, of(14))).toBe("ExpiredWeightCommit");

  expect(commit(ctx, of(15))).toBe(ok);
  expect(reveal(ctx, of(15))).toBe("RevealTooEarly");
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(15))).toBe(ok);

  expect(commit(ctx, of(16))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(99))).toBe("InvalidRevealCommitHashNotMatch");
  expect(reveal(ctx, of(16))).toBe(ok);
  expect(reveal(ctx, of(16))).toBe("NoWeightsCommitFound");

  expect(commit(ctx, of(21))).toBe(ok);
  expect(commit(ctx, of(22))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(22))).toBe(ok);
  expect(waiting(ctx)).toBeUndefined();
  expect(reveal(ctx, of(21))).toBe("NoWeightsCommitFound");
});

test("test_expired_commits_handling_in_commit_and_reveal", () => {
  const ctx = committing();
  const of = (n: number): Reveal => revealOf(saltOf(n));
  for (let i = 0; i < 5; i++) expect(commit(ctx, of(i))).toBe(ok);
  skipEpochs(ctx, 1);
  for (let i = 5; i < 10; i++) expect(commit(ctx, of(i))).toBe(ok);
  expect(commit(ctx, of(11))).toBe("TooManyUnrevealedCommits");
  skipEpochs(ctx, 1);
  expect(commit(ctx, of(11))).toBe(ok);
  expect(waiting(ctx)).toHaveLength(6);
  expect(reveal(ctx, of(0))).toBe("InvalidRevealCommitHashNotMatch");
  for (let i = 5; i < 10; i++) expect(reveal(ctx, of(i))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(11))).toBe(ok);
  expect(waiting(ctx)).toBeUndefined();
  expect(reveal(ctx, of(11))).toBe("NoWeightsCommitFound");
  expect(commit(ctx, of(12))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, of(12))).toBe(ok);
});

test("test_reveal_at_exact_epoch", () => {
  const ctx = committing();
  for (const epochs of [1, 2, 7, 40, 86, 100]) {
    period(ctx, BigInt(epochs));
    const mine = revealOf(saltOf(42));
    expect(commit(ctx, mine)).toBe(ok);
    const revealEpoch = epochIndex(ctx, SUBNET) + BigInt(epochs);
    skipEpochs(ctx, epochs - 1);
    expect(reveal(ctx, mine)).toBe("RevealTooEarly");
    skipEpochs(ctx, Number(revealEpoch - epochIndex(ctx, SUBNET)));
    expect(reveal(ctx, mine)).toBe(ok);
    expect(reveal(ctx, mine)).toBe("NoWeightsCommitFound");
    const late = revealOf(saltOf(43));
    expect(commit(ctx, late)).toBe(ok);
    skipEpochs(ctx, epochs + 1);
    expect(reveal(ctx, late)).toBe("ExpiredWeightCommit");
    WeightCommits.delete(ctx, MAIN, HOTKEY);
  }
});

test("test_tempo_and_reveal_period_change_during_commit_reveal_process", () => {
  const ctx = committing();
  period(ctx, 1n);
  const [first, second] = [revealOf(saltOf(42)), revealOf(saltOf(43))];
  expect(commit(ctx, first)).toBe(ok);
  const revealEpoch = epochIndex(ctx, SUBNET) + 2n;
  setTempo(ctx, 50);
  period(ctx, 2n);
  skipEpochs(ctx, Number(revealEpoch - epochIndex(ctx, SUBNET) - 1n));
  expect(reveal(ctx, first)).toBe("RevealTooEarly");
  skipEpochs(ctx, 1);
  expect(reveal(ctx, first)).toBe(ok);
  setTempo(ctx, 200);
  period(ctx, 1n);
  expect(commit(ctx, second)).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, second)).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, second)).toBe("NoWeightsCommitFound");
});

test("test_commit_reveal_order_enforcement", () => {
  const ctx = committing();
  for (let i = 0; i < 3; i++) expect(commit(ctx, revealOf(saltOf(i)))).toBe(ok);
  skipEpochs(ctx, 1);
  expect(reveal(ctx, revealOf(saltOf(1)))).toBe(ok);
  expect(waiting(ctx)).toHaveLength(1);
  expect(reveal(ctx, revealOf(saltOf(2)))).toBe(ok);
  expect(reveal(ctx, revealOf(saltOf(0)))).toBe("NoWeightsCommitFound");
});

test("test_reveal_at_exact_block", () => {
  const ctx = newTestExt(1);
  setBlock(ctx, 0);
  addNetworkDisableCommitReveal(ctx, SUBNET, 360, 0);
  setCommitReveal(ctx, SUBNET, true);
  setWeightsRateLimit(ctx, SUBNET, 0n);
  registerOkNeuron(ctx, SUBNET, acct(3), acct(4), 300_000);
  registerOkNeuron(ctx, SUBNET, acct(1), acct(2), 100_000);
  for (const uid of [0, 1]) setValidatorPermitForUid(ctx, SUBNET, uid, true);
  const pin = (index: bigint): void => {
    SubnetEpochIndex.set(ctx, SUBNET, index);
    LastEpochBlock.set(ctx, SUBNET, BigInt(ctx.block.number));
    PendingEpochAt.set(ctx, SUBNET, 0n);
  };
  for (const epochs of [1, 2, 5, 19, 21, 30, 77]) {
    period(ctx, BigInt(epochs));
    const mine = revealOf(saltOf(42 + epochs));
    expect(commit(ctx, mine)).toBe(ok);
    const [, commitEpoch] = waiting(ctx)!.at(-1)!;
    expect(reveal(ctx, mine)).toBe("RevealTooEarly");
    pin(commitEpoch + BigInt(epochs));
    expect(reveal(ctx, mine)).toBe(ok);
    expect(reveal(ctx, mine)).toBe("NoWeightsCommitFound");
    const late = revealOf(saltOf(43 + epochs));
    expect(commit(ctx, late)).toBe(ok);
    pin(waiting(ctx)!.at(-1)![1] + BigInt(epochs) + 1n);
    expect(reveal(ctx, late)).toBe("ExpiredWeightCommit");
    WeightCommits.delete(ctx, MAIN, HOTKEY);
  }
});

describe("batches of reveals", () => {
  const three: readonly Reveal[] = [
    { uids: [0, 1], values: [10, 20], salt: saltOf(0), versionKey: 0n },
    { uids: [1, 0], values: [30, 40], salt: saltOf(1), versionKey: 0n },
    { uids: [0, 1], values: [50, 60], salt: saltOf(2), versionKey: 0n },
  ];
  const commitAll = (ctx: MockContext, reveals: readonly Reveal[]): void =>
    reveals.forEach((one) => void expect(commit(ctx, one)).toBe(ok));

  test("test_successful_batch_reveal", () => {
    const ctx = committing();
    commitAll(ctx, three);
    skipEpochs(ctx, 1);
    expect(batchReveal(ctx, three)).toBe(ok);
    expect(waiting(ctx)).toBeUndefined();
  });
  test("test_batch_reveal_with_expired_commits", () => {
    const ctx = committing();
    commitAll(ctx, three.slice(0, 1));
    skipEpochs(ctx, 1);
    commitAll(ctx, three.slice(1));
    skipEpochs(ctx, 1);
    expect(batchReveal(ctx, three)).toBe("ExpiredWeightCommit");
    expect(waiting(ctx)).toHaveLength(3);
    expect(batchReveal(ctx, three.slice(1))).toBe(ok);
    expect(waiting(ctx)).toBeUndefined();
  });
  test("test_batch_reveal_with_invalid_input_lengths", () => {
    const ctx = newTestExt(1);
    setBlock(ctx, 0);
    addNetwork(ctx, SUBNET, 100, 0);
    setCommitReveal(ctx, SUBNET, true);
    const good = {
      uids_list: [
        [0, 1],
        [1, 0],
      ],
      values_list: [
        [10, 20],
        [30, 40],
      ],
      salts_list: [saltOf(0), saltOf(1)],
      version_keys: [0n, 0n],
    };
    const tried = (over: object) =>
      directOutcome(ctx, HOTKEY, "batch_reveal_weights", { netuid: SUBNET, ...good, ...over });
    expect(
      tried({
        uids_list: [
          [0, 1],
          [1, 0],
          [2, 3],
        ],
      }),
    ).toBe("InputLengthsUnequal");
    expect(
      tried({
        values_list: [
          [10, 20],
          [30, 40],
          [50, 60],
        ],
      }),
    ).toBe("InputLengthsUnequal");
    expect(tried({ salts_list: [saltOf(0), saltOf(1), saltOf(2)] })).toBe("InputLengthsUnequal");
    expect(tried({ version_keys: [0n, 0n, 0n] })).toBe("InputLengthsUnequal");
    expect(tried({ uids_list: [[0, 1]], salts_list: [saltOf(0)], version_keys: [0n, 0n, 0n] })).toBe(
      "InputLengthsUnequal",
    );
    expect(tried({})).toBe("NoWeightsCommitFound");
  });
  test("test_batch_reveal_with_no_commits", () => {
    const ctx = newTestExt(1);
    setBlock(ctx, 0);
    addNetwork(ctx, SUBNET, 100, 0);
    setCommitReveal(ctx, SUBNET, true);
    expect(batchReveal(ctx, three.slice(0, 1))).toBe("NoWeightsCommitFound");
  });
  test("test_batch_reveal_before_reveal_period", () => {
    const ctx = committing();
    commitAll(ctx, three.slice(0, 2));
    expect(batchReveal(ctx, three.slice(0, 2))).toBe("RevealTooEarly");
  });
  test("test_batch_reveal_after_commits_expired", () => {
    const ctx = committing();
    commitAll(ctx, three.slice(0, 1));
    skipEpochs(ctx, 1);
    commitAll(ctx, three.slice(1, 2));
    skipEpochs(ctx, 3);
    expect(batchReveal(ctx, three.slice(0, 2))).toBe("ExpiredWeightCommit");
  });
  test("test_batch_reveal_when_commit_reveal_disabled", () => {
    const ctx = newTestExt(1);
    setBlock(ctx, 0);
    addNetwork(ctx, SUBNET, 100, 0);
    setCommitReveal(ctx, SUBNET, false);
    expect(batchReveal(ctx, three.slice(0, 1))).toBe("CommitRevealDisabled");
  });
  test("test_batch_reveal_with_out_of_order_commits", () => {
    const ctx = committing();
    commitAll(ctx, three);
    skipEpochs(ctx, 1);
    expect(batchReveal(ctx, [three[2]!, three[0]!])).toBe(ok);
    expect(batchReveal(ctx, [three[1]!])).toBe(ok);
    expect(waiting(ctx)).toBeUndefined();
  });
});

test("test_highly_concurrent_commits_and_reveals_with_multiple_hotkeys", () => {
  const ctx = newTestExt(1);
  addNetwork(ctx, SUBNET, 100, 0);
  setCommitReveal(ctx, SUBNET, true);
  setWeightsRateLimit(ctx, SUBNET, 0n);
  period(ctx, 5n);
  parameters.storage.MaxRegistrationsPerBlock.set(ctx, SUBNET, U16_MAX);
  parameters.storage.TargetRegistrationsPerInterval.set(ctx, SUBNET, U16_MAX);
  for (let uid = 0; uid < 5; uid++) {
    registerOkNeuron(ctx, SUBNET, acct(100 + uid), acct(200 + uid), 300_000);
    setValidatorPermitForUid(ctx, SUBNET, uid, true);
  }
  const hotkeys = Array.from({ length: 10 }, (_, i) => acct(1000 + i));
  hotkeys.forEach((hotkey, i) => void registerOkNeuron(ctx, SUBNET, hotkey, acct(2000 + i), 100_000));
  const of = (i: number): Reveal => ({
    uids: [i, i + 1],
    values: [i * 10, (i + 1) * 10],
    salt: saltOf(i % 100),
    versionKey: BigInt(i),
  });
  const committed = new Map(hotkeys.map((hotkey) => [hotkey, [] as Reveal[]]));
  const expected = ["RevealTooEarly", "ExpiredWeightCommit", "InvalidRevealCommitHashNotMatch"];
  for (let i = 0; i < 20; i++) {
    for (const hotkey of hotkeys) {
      if ((waiting(ctx, hotkey) ?? []).length >= 10) continue;
      committed.get(hotkey)!.push(of(i));
      expect(commit(ctx, of(i), hotkey)).toBe(ok);
    }
    for (const hotkey of hotkeys) expect(expected).toContain(reveal(ctx, committed.get(hotkey)![0]!, hotkey));
  }
  setTempo(ctx, 150);
  period(ctx, 7n);
  skipEpochs(ctx, 3);
  for (const hotkey of hotkeys) expect(expected).toContain(reveal(ctx, committed.get(hotkey)![0]!, hotkey));
  setTempo(ctx, 200);
  period(ctx, 10n);
  skipEpochs(ctx, 10);
  for (const [hotkey, commits] of committed)
    for (const one of commits) expect(reveal(ctx, one, hotkey)).toBe("ExpiredWeightCommit");
  for (const hotkey of hotkeys) {
    for (let i = 0; i < 10; i++) expect(commit(ctx, of(i + 20), hotkey)).toBe(ok);
    expect(commit(ctx, of(30), hotkey)).toBe("TooManyUnrevealedCommits");
  }
  expect(waiting(ctx, hotkeys[1]!)![0]![0]).toBe(commitHash(hotkeys[1]!, MAIN, of(20)));
  expect(reveal(ctx, of(20), acct(9999))).toBe("NoWeightsCommitFound");
  expect(revealPeriod(ctx, SUBNET)).toBe(10n);
  expect(Tempo.get(ctx, SUBNET)).toBe(200);
});

describe("the first block of an epoch, as it was counted once", () => {
  const first = (netuid: number, blocks: number, epoch: bigint): bigint => {
    const ctx = newTestExt(1);
    addNetwork(ctx, netuid, blocks, 0);
    return firstBlockOfEpoch(ctx, netUid(netuid), epoch);
  };
  test("test_get_first_block_of_epoch_epoch_zero", () => expect(first(1, 10, 0n)).toBe(0n));
  test("test_get_first_block_of_epoch_small_epoch", () => expect(first(0, 1, 1n)).toBe(1n));
  test("test_get_first_block_of_epoch_with_offset", () => expect(first(1, 10, 1n)).toBe(9n));
  test("test_get_first_block_of_epoch_large_epoch", () => expect(first(0, 100, 1000n)).toBe(100_999n));
});
