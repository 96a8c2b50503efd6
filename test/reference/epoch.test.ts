// The reference's tests of epochs that need calls and blocks (pallets/subtensor/src/tests/epoch.rs), with its literal values.
// Those of the arithmetic alone stand in test/unit/epoch.

import { expect, test } from "vitest";
import { constants } from "../../runtime/pallets/subtensor/constants/contract.ts";
import { epoch as epochs } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/run_epoch.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { alphaValues32, setAlphaValues } from "../../runtime/pallets/subtensor/parameters/weighing.ts";
import { setValidatorPermitForUid, uidForNetAndHotkey } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { ensureSubnetOwnerOrRoot } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { blocksUntilNextAutoEpoch } from "../../runtime/pallets/subtensor/tempo/schedule.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { setRevealPeriod } from "../../runtime/pallets/subtensor/weights/reveal_window.ts";
import { type AccountId, h256, MAIN_MECHANISM, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U16_MAX } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { direct } from "../chain/direct.ts";
import { acct, type MockContext, newTestExt, outcomeOf, runToBlock, setBlock, stepBlock } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
} from "../chain/mock_subtensor.ts";
import { setCommitReveal, setWeights, setWeightsRateLimit } from "../chain/mock_weights.ts";

const {
  LiquidAlphaOn,
  AlphaValues,
  MaxAllowedUids,
  MaxAllowedValidators,
  SubtokenEnabled,
  TargetRegistrationsPerInterval,
} = parameters.storage;

/** Funds, a root network and a place in it. */
function ofRoot(ctx: MockContext, hotkey: AccountId, coldkey: AccountId): void {
  addNetwork(ctx, ROOT, 100);
  MaxAllowedUids.set(ctx, ROOT, 64);
  addBalanceToColdkeyAccount(ctx, coldkey, 1_000_000_000_000_000n);
  direct(ctx, coldkey, "root_register", { hotkey });
}
const fee = (ctx: MockContext, netuid: NetUid): bigint =>
  ctx.ports.exchange.approxFeeAmount(ctx, netuid, rao(least(ctx)));
const least = (ctx: MockContext): bigint => constants.InitialMinStake.get(ctx);
/** `do_set_alpha_values`: who may, and what may be; the limits of the owner's calls come before it. */
const setAlphas = (ctx: MockContext, by: AccountId, netuid: NetUid, low: number, high: number): string | undefined =>
  outcomeOf(() => {
    ensureSubnetOwnerOrRoot(ctx, by, netuid);
    setAlphaValues(ctx, netuid, [low, high]);
  });

test("test_set_alpha_disabled", () => {
  const ctx = newTestExt(1);
  const [hotkey, coldkey] = [acct(1), acct(1 + 456)];
  const netuid = addDynamicNetwork(ctx, hotkey, coldkey);
  LiquidAlphaOn.set(ctx, netuid, true);
  ofRoot(ctx, hotkey, coldkey);
  direct(ctx, coldkey, "add_stake", { hotkey, netuid, amount_staked: rao(5n * least(ctx) + fee(ctx, netuid)) });
  direct(ctx, coldkey, "register_network", { hotkey });
  LiquidAlphaOn.set(ctx, netuid, false);
  expect(setAlphas(ctx, coldkey, netuid, 1638, U16_MAX)).toBe("LiquidAlphaDisabled");
  LiquidAlphaOn.set(ctx, netuid, true);
  expect(setAlphas(ctx, coldkey, netuid, 1638, U16_MAX)).toBeUndefined();
});

test("test_get_set_alpha", () => {
  const ctx = newTestExt(1);
  const netuid = netUid(1);
  const [hotkey, coldkey] = [acct(1), acct(1 + 456)];
  const [low, high] = [1638, U16_MAX - 10];
  const set = (to: number, up: number) => setAlphas(ctx, coldkey, netuid, to, up);
  LiquidAlphaOn.set(ctx, netuid, true);
  ofRoot(ctx, hotkey, coldkey);
  expect(set(low, high)).toBe("BadOrigin");
  direct(ctx, coldkey, "register_network", { hotkey });
  SubtokenEnabled.set(ctx, netuid, true);
  direct(ctx, coldkey, "add_stake", { hotkey, netuid, amount_staked: rao(least(ctx) + 2n * fee(ctx, netuid)) });
  expect(set(low, high)).toBeUndefined();
  expect(AlphaValues.get(ctx, netuid)).toEqual([low, high]);
  // The reference compares with 32-bit floats to six places; here the quotients by 65535 in 32 binary places.
  expect(alphaValues32(ctx, netuid)).toEqual([(1638n << 32n) / 65_535n, (65_525n << 32n) / 65_535n]);
  LiquidAlphaOn.set(ctx, netuid, false);
  expect(set(low, high)).toBe("LiquidAlphaDisabled");
  LiquidAlphaOn.set(ctx, netuid, true);
  for (const [to, up, error] of [
    [low, 1637, "AlphaHighTooLow"],
    [0, high, "AlphaLowOutOfRange"],
    [high + 1, high, "AlphaLowOutOfRange"],
  ] as const) {
    expect(set(low, high)).toBeUndefined();
    expect(set(to, up)).toBe(error);
  }
  expect(set(low, high)).toBeUndefined();
});

test("test_blocks_since_last_step", () => {
  const ctx = newTestExt(1);
  setBlock(ctx, 0);
  const netuid = addNetwork(ctx, 1, 7200, 0);
  const since = (): bigint => tempo.read.BlocksSinceLastStep.get(ctx, netuid);
  const untilEpoch = (): number => Number(blocksUntilNextAutoEpoch(ctx, netuid, 7200, BigInt(ctx.block.number)));
  expect(since()).toBe(0n);
  stepBlock(ctx, 5);
  expect(since()).toBe(5n);
  stepBlock(ctx, untilEpoch() + 10);
  expect(since()).toBe(10n);
  stepBlock(ctx, untilEpoch() + 20);
  expect(since()).toBe(20n);
  stepBlock(ctx, 7);
  expect(since()).toBe(27n);
});

/** A neuron with stake; the coldkey's number is a hundred above the hotkey's. */
function join(ctx: MockContext, netuid: NetUid, number: number, stake: bigint): AccountId {
  const [hotkey, coldkey] = [acct(number), acct(number + 100)];
  registerOkNeuron(ctx, netuid, hotkey, coldkey, 0);
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(stake));
  return hotkey;
}
/** `commit_dummy`: a hash that is never opened. */
function commitDummy(ctx: MockContext, netuid: NetUid, who: AccountId): void {
  setWeightsRateLimit(ctx, netuid, 0n);
  const hash = new Uint8Array(32);
  hash.set([0xde, 0xad, 0xbe, 0xef], 28);
  direct(ctx, who, "commit_weights", { netuid, commit_hash: h256(hash) });
}
/** Weights set plainly, where else they are committed. */
function vote(
  ctx: MockContext,
  netuid: NetUid,
  who: AccountId,
  uids: readonly number[],
  values: readonly number[],
): void {
  setCommitReveal(ctx, netuid, false);
  setWeightsRateLimit(ctx, netuid, 0n);
  expect(setWeights(ctx, who, uids, values, 0n, netuid)).toBeUndefined();
  setCommitReveal(ctx, netuid, true);
}
const mainOf = (netuid: NetUid) => mechanismStorageIndex(netuid, MAIN_MECHANISM);
const incentives = (ctx: MockContext, netuid: NetUid): readonly number[] =>
  epochs.storage.Incentive.get(ctx, mainOf(netuid));

test("test_epoch_masks_incoming_to_sniped_uid_prevents_inheritance", () => {
  const ctx = newTestExt(1);
  const period = 10;
  const netuid = addNetwork(ctx, 40, period, 0);
  setRevealPeriod(ctx, netuid, 2n);
  setCommitReveal(ctx, netuid, true);
  MaxAllowedUids.set(ctx, netuid, 3);
  TargetRegistrationsPerInterval.set(ctx, netuid, U16_MAX);
  const validator = join(ctx, netuid, 100, 10_000n);
  setValidatorPermitForUid(ctx, netuid, 0, true);
  join(ctx, netuid, 101, 100n);
  join(ctx, netuid, 102, 5_000n);
  MaxAllowedValidators.set(ctx, netuid, 3);
  runToBlock(ctx, period * 2 + 1);
  commitDummy(ctx, netuid, validator);
  runToBlock(ctx, ctx.block.number + 1);
  vote(ctx, netuid, validator, [1], [U16_MAX]);
  epoch(ctx, netuid, alpha(1_000n));
  // The miner that was weighed had the slot before the commitment.
  const before = incentives(ctx, netuid);
  const sniper = join(ctx, netuid, 103, 10_000n);
  const uid = uidForNetAndHotkey(ctx, netuid, sniper);
  runToBlock(ctx, ctx.block.number + 1);
  vote(ctx, netuid, validator, [0, uid], [32_767, 32_767]);
  epoch(ctx, netuid, alpha(1_000n));
  expect(before[1]).toBe(U16_MAX);
  expect(incentives(ctx, netuid)[uid]).toBe(0);
});

test("test_epoch_no_mask_when_commit_reveal_disabled", () => {
  const ctx = newTestExt(1);
  const netuid = addNetwork(ctx, 32, 5, 0);
  setCommitReveal(ctx, netuid, false);
  const validator = join(ctx, netuid, 1000, 1_000n);
  setValidatorPermitForUid(ctx, netuid, 0, true);
  join(ctx, netuid, 1001, 1_000n);
  setWeightsRateLimit(ctx, netuid, 0n);
  expect(setWeights(ctx, validator, [1], [U16_MAX], 0n, netuid)).toBeUndefined();
  for (let i = 0; i < 3; i++) {
    epoch(ctx, netuid, alpha(1n));
    expect(validatorWeights.storage.Weights.get(ctx, mainOf(netuid), 0)).toEqual([[1, U16_MAX]]);
    runToBlock(ctx, ctx.block.number + 6);
  }
});

test("test_epoch_does_not_mask_outside_window_but_masks_inside", () => {
  const ctx = newTestExt(1);
  const [period, reveal] = [8, 2];
  const netuid = addNetwork(ctx, 50, period, 0);
  setRevealPeriod(ctx, netuid, BigInt(reveal));
  setCommitReveal(ctx, netuid, true);
  TargetRegistrationsPerInterval.set(ctx, netuid, U16_MAX);
  const validator = join(ctx, netuid, 2000, 10_000n);
  setValidatorPermitForUid(ctx, netuid, 0, true);
  MaxAllowedValidators.set(ctx, netuid, 1);
  runToBlock(ctx, period);
  commitDummy(ctx, netuid, validator);
  join(ctx, netuid, 2001, 1_000n);
  for (let i = 0; i < reveal + 1; i++) runToBlock(ctx, ctx.block.number + period);
  commitDummy(ctx, netuid, validator);
  runToBlock(ctx, ctx.block.number + 1);
  join(ctx, netuid, 2002, 1_000n);
  join(ctx, netuid, 2003, 1_000n);
  runToBlock(ctx, ctx.block.number + 1);
  vote(ctx, netuid, validator, [1, 2, 3], [21_845, 21_845, 21_845]);
  epoch(ctx, netuid, alpha(1_000n));
  const [, outside, inside, alsoInside] = incentives(ctx, netuid);
  expect(outside).toBe(U16_MAX);
  expect([inside, alsoInside]).toEqual([0, 0]);
});
