// The reference's test of opening timelocked weights of a second mechanism (pallets/subtensor/src/tests/mechanism.rs), with
// its literal values. The ciphertext is the one of test_reveal_crv3_commits_success, which has the same plain text.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { setValidatorPermitForUid } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { setRevealPeriod } from "../../runtime/pallets/subtensor/weights/reveal_window.ts";
import { mechId } from "../../runtime/primitives/ids.ts";
import { directOutcome } from "../chain/direct.ts";
import { acct, newTestExt, setBlock } from "../chain/mock.ts";
import { addNetwork, registerOkNeuron, stepEpochs } from "../chain/mock_subtensor.ts";
import { grantStake, SUBNET, setCommitReveal, setStakeThreshold, setWeightsRateLimit } from "../chain/mock_weights.ts";

const { hotkey1, signature } = JSON.parse(
  readFileSync(new URL("../vectors/timelock.json", import.meta.url), "utf8"),
) as Readonly<Record<"hotkey1" | "signature", string>>;
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const ROUND = 1000n;
const SECOND = mechId(1);

test("test_reveal_crv3_commits_sub_success", () => {
  const ctx = newTestExt(100);
  setBlock(ctx, 0);
  addNetwork(ctx, SUBNET, 5, 0);
  mechanisms.storage.MechanismCountCurrent.set(ctx, SUBNET, mechId(2));
  for (const n of [1, 2]) registerOkNeuron(ctx, SUBNET, acct(n), acct(n + 2), 100_000);
  setStakeThreshold(ctx, 0n);
  setWeightsRateLimit(ctx, SUBNET, 0n);
  setCommitReveal(ctx, SUBNET, true);
  setRevealPeriod(ctx, SUBNET, 3n);
  for (const uid of [0, 1]) setValidatorPermitForUid(ctx, SUBNET, uid, true);
  for (const n of [1, 2]) grantStake(ctx, SUBNET, acct(n), acct(n + 2));
  const args = { netuid: SUBNET, mecid: SECOND, commit: hex(hotkey1), reveal_round: ROUND, commit_reveal_version: 4 };
  expect(directOutcome(ctx, acct(1), "commit_timelocked_mechanism_weights", args)).toBeUndefined();
  drand.storage.Pulses.set(ctx, ROUND, {
    round: ROUND,
    randomness: new Uint8Array(32),
    signature: hex(signature),
  });
  stepEpochs(ctx, 3, SUBNET);
  // Of 30, the row is 10 and 20.
  const row = validatorWeights.storage.Weights.get(ctx, mechanismStorageIndex(SUBNET, SECOND), 0);
  const total = row.reduce((sum, [, weight]) => sum + weight, 0);
  expect(row.map(([uid, weight]) => [uid, Math.round((weight * 30) / total)])).toEqual([
    [0, 10],
    [1, 20],
  ]);
});
