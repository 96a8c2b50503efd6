// The reference's tests of what parents and children are paid (pallets/subtensor/src/tests/children.rs), with its literal
// values and its tolerances.

import { describe, expect, test } from "vitest";
import { blockEmission } from "../../runtime/pallets/subtensor/coinbase/block_emission.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { parentChildDividendsDistribution } from "../../runtime/pallets/subtensor/coinbase/dividends.ts";
import { runCoinbase } from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { childkeyTake, setMaxChildkeyTake } from "../../runtime/pallets/subtensor/delegation/childkey_take.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { children, parents } from "../../runtime/pallets/subtensor/delegation/set_children.ts";
import { epoch as epochSection } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/run_epoch.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { totalStakeForColdkey, totalStakeForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { inheritedForHotkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake_weights.ts";
import { swapTaoForAlpha } from "../../runtime/pallets/subtensor/staking/swap_stake_for_tao.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { type AccountId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { U16_MAX, U64_MAX } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { direct } from "../chain/direct.ts";
import { acct, type MockContext, newTestExt, setBlock, stepBlock } from "../chain/mock.ts";
import { mockSetChildren, passChildrenLimit, swapTaoToAlpha } from "../chain/mock_children.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  addNetworkDisableCommitReveal,
  mockSetChildrenNoEpochs,
  registerOkNeuron,
  removeOwnerRegistrationStake,
  setupReserves,
} from "../chain/mock_subtensor.ts";
import { MAIN, setWeights, setWeightsRateLimit } from "../chain/mock_weights.ts";
import { expectWithin } from "../chain/tolerance.ts";

const NETUID = netUid(1);
const HALF = U64_MAX / 2n;
/** A ninth, as the tests set it: 65535 / 9 rounded down. */
const NINTH_U16 = 7281;
const { ChildkeyTake, Delegates } = delegation.storage;
const EMISSION = 1_000_000n;
const [A, B, C] = [acct(1), acct(2), acct(3)];
const colds = [acct(100), acct(101), acct(102)] as const;
const stakeOf = (ctx: MockContext, netuid: NetUid, hotkey: AccountId): bigint =>
  stakeForHotkeyOnSubnet(ctx, netuid, hotkey);

/** What a purchase of all the TAO brings, shared among the hotkeys as they paid for it. */
function buyAndShare(
  ctx: MockContext,
  netuid: NetUid,
  bought: bigint,
  shares: readonly (readonly [hotkey: AccountId, coldkey: AccountId, tao: bigint])[],
): void {
  const total = shares.reduce((sum, [, , tao]) => sum + tao, 0n);
  for (const [hotkey, coldkey, tao] of shares)
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha((bought * tao) / total));
}
const noCkBurn = (ctx: MockContext): void => settings.storage.CKBurn.set(ctx, 0n);
const alphaOnly = (ctx: MockContext): void => settings.storage.TaoWeight.set(ctx, 0n);
const noOwnerCut = (ctx: MockContext): void => settings.storage.SubnetOwnerCut.set(ctx, 0);

test.each([0, 13_107])("test_childkey_take_drain, parent take %i", (parentTake) => {
  const ctx = newTestExt(1);
  const [parentCold, childCold, parent, child, minerCold, miner, nominator] = [1, 2, 3, 4, 5, 6, 7].map(acct) as [
    AccountId,
    AccountId,
    AccountId,
    AccountId,
    AccountId,
    AccountId,
    AccountId,
  ];
  const stake = 100_000_000_000n;
  addNetwork(ctx, NETUID, 10, 0);
  noCkBurn(ctx);
  setupReserves(ctx, NETUID, stake * 10_000n, stake * 10_000n);
  registerOkNeuron(ctx, NETUID, child, childCold, 0);
  registerOkNeuron(ctx, NETUID, parent, parentCold, 1);
  registerOkNeuron(ctx, NETUID, miner, minerCold, 1);
  for (const coldkey of [parentCold, nominator]) addBalanceToColdkeyAccount(ctx, coldkey, stake + 1n);
  setWeightsRateLimit(ctx, NETUID, 0n);
  parameters.storage.MaxAllowedValidators.set(ctx, NETUID, 2);
  stepBlock(ctx, 10);
  noOwnerCut(ctx);
  mockSetChildrenNoEpochs(ctx, NETUID, parent, [[HALF, child]]);
  setMaxChildkeyTake(ctx, 13_107);
  direct(ctx, childCold, "set_childkey_take", { hotkey: child, netuid: NETUID, take: 13_107 });
  settings.storage.MaxDelegateTake.set(ctx, parentTake);
  Delegates.set(ctx, parent, parentTake);
  Delegates.set(ctx, child, 0);
  direct(ctx, parentCold, "add_stake", { hotkey: parent, netuid: NETUID, amount_staked: rao(stake) });
  direct(ctx, nominator, "add_stake", { hotkey: child, netuid: NETUID, amount_staked: rao(stake) });
  for (const uid of [0, 1]) validatorWeights.storage.Weights.set(ctx, MAIN, uid, [[2, 0xffff]]);
  for (const uid of [0, 1, 2]) registration.storage.BlockAtRegistration.set(ctx, NETUID, uid, 1n);
  validatorWeights.storage.LastUpdate.set(ctx, MAIN, [2n, 2n, 2n]);
  parameters.storage.Kappa.set(ctx, NETUID, 13_107);
  parameters.storage.ActivityCutoff.set(ctx, NETUID, U16_MAX);
  epochSection.storage.ValidatorPermit.set(ctx, NETUID, [true, true, false]);
  const held = (): bigint[] => [childCold, parentCold, nominator].map((coldkey) => totalStakeForColdkey(ctx, coldkey));
  const before = held();
  stepBlock(ctx, 10);
  const [ofChild, ofParent, ofNominator] = held().map((now, i) => now - before[i]!) as [bigint, bigint, bigint];
  const total = ofChild + ofParent + ofNominator;
  expect(total > 1_000_000n).toBe(true);
  expectWithin(ofChild, 0n, 10n);
  expectWithin(ofParent, (total * 9n) / 20n, 10n);
  expectWithin(ofNominator, (total * 11n) / 20n, 10n);
});

test("test_parent_child_chain_emission", () => {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
  removeOwnerRegistrationStake(ctx, netuid);
  noCkBurn(ctx);
  tempo.storage.Tempo.set(ctx, netuid, 1);
  setupReserves(ctx, netuid, 1_000_000_000_000_000n, 1_000_000_000_000_000n);
  noOwnerCut(ctx);
  [A, B, C].forEach((hotkey, i) => {
    registerOkNeuron(ctx, netuid, hotkey, colds[i]!, 0);
    addBalanceToColdkeyAccount(ctx, colds[i]!, 1000n);
  });
  const paid = [300_000_000_000n, 100_000_000_000n, 50_000_000_000n] as const;
  const { amountPaidOut } = swapTaoForAlpha(ctx, netuid, rao(450_000_000_000n), {
    priceLimit: ctx.ports.exchange.maxPrice(),
    dropFees: false,
  });
  buyAndShare(ctx, netuid, amountPaidOut, [
    [A, colds[0], paid[0]],
    [B, colds[1], paid[1]],
    [C, colds[2], paid[2]],
  ]);
  mockSetChildrenNoEpochs(ctx, netuid, A, [[HALF, B]]);
  mockSetChildrenNoEpochs(ctx, netuid, B, [[HALF, C]]);
  const held = (): bigint[] => [A, B, C].map((hotkey) => totalStakeForHotkey(ctx, hotkey));
  const before = held();
  for (const hotkey of [B, C]) ChildkeyTake.set(ctx, hotkey, netuid, NINTH_U16);
  alphaOnly(ctx);
  const emission = blockEmission(ctx);
  const emitted = emission as bigint;
  coinbase.storage.PendingValidatorEmission.set(ctx, netuid, alpha(0n));
  coinbase.storage.PendingServerEmission.set(ctx, netuid, alpha(0n));
  setBlock(ctx, 2);
  runCoinbase(ctx, emission);
  const gained = held().map((now, i) => Number(now - before[i]!));
  const total = gained.reduce((sum, one) => sum + one, 0);
  const take = 1 / 9;
  const expected = [
    (2 / 3) * (1 - take / 2),
    (2 / 9) * (1 - take / 2) + (2 / 3) * (take / 2),
    1 / 9 + (2 / 9) * (take / 2),
  ];
  gained.forEach((one, i) => void expectWithin(one / total, expected[i]!, 1e-4));
  expectWithin(total, Number(emitted), Number(emitted / 1000n));
});

/** A, B and C with stakes of 300, 100 and 50; half of A's is lent to B, half of B's to C, for a ninth. */
function chain(reserve: bigint): { readonly ctx: MockContext; readonly parts: readonly number[] } {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 1, 0);
  noCkBurn(ctx);
  noOwnerCut(ctx);
  setupReserves(ctx, NETUID, reserve, reserve);
  const hotkeys = [A, B, C] as const;
  hotkeys.forEach((hotkey, i) => {
    registerOkNeuron(ctx, NETUID, hotkey, colds[i]!, 0);
    addBalanceToColdkeyAccount(ctx, colds[i]!, 1000n);
  });
  setupReserves(ctx, NETUID, reserve, reserve);
  const { paidOut } = swapTaoToAlpha(ctx, NETUID, 450_000n);
  buyAndShare(ctx, NETUID, paidOut, [
    [A, colds[0], 300_000n],
    [B, colds[1], 100_000n],
    [C, colds[2], 50_000n],
  ]);
  const parts = hotkeys.map((hotkey) => Number(totalStakeForHotkey(ctx, hotkey)) / Number(paidOut));
  [300, 100, 50].forEach((tao, i) => void expectWithin(parts[i]!, tao / 450, 0.00001));
  mockSetChildren(ctx, colds[0], A, NETUID, [[HALF, B]]);
  mockSetChildren(ctx, colds[1], B, NETUID, [[HALF, C]]);
  for (const hotkey of [B, C]) ChildkeyTake.set(ctx, hotkey, NETUID, NINTH_U16);
  alphaOnly(ctx);
  return { ctx, parts };
}
/** Parts of the emission that an epoch gives validators, in the order of hotkeys. */
function emitted(ctx: MockContext): number[] {
  const all = epoch(ctx, NETUID, alpha(EMISSION)).map(({ dividend }) => Number(dividend));
  const total = all.reduce((sum, one) => sum + one, 0);
  return all.map((one) => one / total);
}
const FOR_CHAIN = [(2 / 3) * (1 / 2), (2 / 9) * (1 / 2) + (2 / 3) * (1 / 2), 1 / 9 + (1 / 2) * (2 / 9)];

test("test_parent_child_chain_epoch", () => {
  const { ctx } = chain(1_000_000_000_000n);
  emitted(ctx).forEach((part, i) => void expectWithin(part, FOR_CHAIN[i]!, 1e-4));
});

const dividendsOf = (ctx: MockContext, hotkey: AccountId): readonly (readonly [AccountId, number])[] =>
  parentChildDividendsDistribution(ctx, NETUID, hotkey, alpha(EMISSION)).map(
    ([who, amount]) => [who, Number(amount)] as const,
  );
/** Two payees, who get these amounts to a thousandth of the emission. */
function expectShared(
  dividends: readonly (readonly [AccountId, number])[],
  payees: readonly (readonly [AccountId, number])[],
): void {
  expect(dividends.map(([who]) => who)).toEqual(payees.map(([who]) => who));
  payees.forEach(([, amount], i) => void expectWithin(dividends[i]![1], Math.floor(amount), 1000));
  expectWithin(
    dividends.reduce((sum, [, amount]) => sum + amount, 0),
    1_000_000,
    1000,
  );
}

describe("dividends along a chain", () => {
  test("test_dividend_distribution_with_children", () => {
    const { ctx, parts } = chain(1_000_000_000_000_000n);
    emitted(ctx).forEach((part, i) => void expectWithin(part, FOR_CHAIN[i]!, 1e-4));
    expect(dividendsOf(ctx, A)).toEqual([[A, 1_000_000]]);
    const [a, b, c] = parts as [number, number, number];
    const total = 1_000_000;
    const ofB = b / 2 + a / 2;
    const bKeeps = (b / 2 / ofB) * total + (a / 2 / ofB) * total * (1 / 9);
    expectShared(dividendsOf(ctx, B), [
      [A, total - bKeeps],
      [B, bKeeps],
    ]);
    const ofC = c + b / 2;
    const cKeeps = (c / ofC) * total + (b / 2 / ofC) * total * (1 / 9);
    expectShared(dividendsOf(ctx, C), [
      [B, total - cKeeps],
      [C, cKeeps],
    ]);
  });

  test("test_dividend_distribution_with_children_same_coldkey_owner", () => {
    const ctx = newTestExt(1);
    const coldkey = colds[0];
    addNetwork(ctx, NETUID, 1, 0);
    noOwnerCut(ctx);
    setupReserves(ctx, NETUID, 1_000_000_000_000n, 1_000_000_000_000n);
    for (const hotkey of [A, B]) registerOkNeuron(ctx, NETUID, hotkey, coldkey, 0);
    addBalanceToColdkeyAccount(ctx, coldkey, 2000n);
    const { paidOut } = swapTaoToAlpha(ctx, NETUID, 400_000n);
    buyAndShare(ctx, NETUID, paidOut, [
      [A, coldkey, 300_000n],
      [B, coldkey, 100_000n],
    ]);
    const [a, b] = [A, B].map((hotkey) => Number(totalStakeForHotkey(ctx, hotkey)) / Number(paidOut)) as [
      number,
      number,
    ];
    expectWithin(a, 3 / 4, 0.0001);
    expectWithin(b, 1 / 4, 0.0001);
    mockSetChildren(ctx, coldkey, A, NETUID, [[HALF, B]]);
    ChildkeyTake.set(ctx, B, NETUID, NINTH_U16);
    alphaOnly(ctx);
    const [ofA, ofB] = emitted(ctx);
    expectWithin(ofA!, 3 / 8, 1e-4);
    expectWithin(ofB!, 5 / 8, 1e-4);
    expect(dividendsOf(ctx, A)).toEqual([[A, 1_000_000]]);
    const total = b + a / 2;
    expectShared(dividendsOf(ctx, B), [
      [A, (a / 2 / total) * 1_000_000],
      [B, (b / total) * 1_000_000],
    ]);
  });
});

test("test_dynamic_parent_child_relationships", () => {
  const ctx = newTestExt(1);
  noCkBurn(ctx);
  addNetworkDisableCommitReveal(ctx, NETUID, 1, 0);
  const [parent, child1, child2] = [A, B, C];
  const keys = [parent, child1, child2] as const;
  keys.forEach((hotkey, i) => void registerOkNeuron(ctx, NETUID, hotkey, colds[i]!, 0));
  expect([child1, child2].map((child) => childkeyTake(ctx, NETUID, child))).toEqual([0, 0]);
  const tao = [500_000n, 50_000n, 30_000n] as const;
  tao.forEach((amount, i) => void addBalanceToColdkeyAccount(ctx, colds[i]!, amount + 1000n));
  setupReserves(ctx, NETUID, 1_000_000_000_000n, 1_000_000_000_000n);
  const { paidOut } = swapTaoToAlpha(ctx, NETUID, 580_000n);
  buyAndShare(
    ctx,
    NETUID,
    paidOut,
    keys.map((hotkey, i) => [hotkey, colds[i]!, tao[i]!] as const),
  );
  const held = (): bigint[] => keys.map((hotkey) => stakeOf(ctx, NETUID, hotkey));
  const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);
  const start = held();
  const parts = start.map((one) => Number(one) / Number(paidOut));
  tao.forEach((amount, i) => void expectWithin(parts[i]!, Number(amount) / 580_000, 0.00001));
  mockSetChildren(ctx, colds[0], parent, NETUID, [[HALF, child1]]);
  stepBlock(ctx, 2);
  setWeightsRateLimit(ctx, NETUID, 0n);
  expect(setWeights(ctx, parent, [0, 1, 2], [65_535, 65_535, 65_535])).toBeUndefined();
  stepBlock(ctx, 11);
  passChildrenLimit(ctx, NETUID);
  mockSetChildren(ctx, colds[0], parent, NETUID, [
    [U64_MAX / 4n, child1],
    [U64_MAX / 3n, child2],
  ]);
  stepBlock(ctx, 11);
  const inherited = keys.map((hotkey) => Number(inheritedForHotkeyOnSubnet(ctx, NETUID, hotkey)));
  const end = held();
  const emission = Number(sum(end) - sum(start));
  const ofParent = Number(end[0]!);
  const near = (actual: number, expected: number): void => expectWithin(actual / expected, 1, 0.001);
  near(inherited[0]!, ((Number(start[0]!) + emission * parts[0]!) * 5) / 12);
  near(inherited[1]!, emission * parts[1]! + Number(start[1]!) + Math.floor(ofParent / 4));
  near(inherited[2]!, emission * parts[2]! + Number(start[2]!) + Math.floor(ofParent / 3));
  expect(children(ctx, NETUID, parent)).toEqual([
    [U64_MAX / 4n, child1],
    [U64_MAX / 3n, child2],
  ]);
  expect(parents(ctx, NETUID, child1)).toEqual([[U64_MAX / 4n, parent]]);
  expect(parents(ctx, NETUID, child2)).toEqual([[U64_MAX / 3n, parent]]);
  expect(inherited[2]! > inherited[1]!).toBe(true);
});
