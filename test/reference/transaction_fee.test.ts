// The reference's tests of fees paid in TAO and in alpha (pallets/transaction-fee/src/tests/mod.rs): its scenarios, values
// and tolerances, through the payment extension as a transaction passes it: validate, prepare, dispatch, settle.

import { describe, expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import { burnTao } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { alphaFees } from "../../runtime/pallets/subtensor/staking/alpha_fees.ts";
import { unstakeFromSubnet } from "../../runtime/pallets/subtensor/staking/into_subnet.ts";
import { swapTaoForAlpha } from "../../runtime/pallets/subtensor/staking/swap_stake_for_tao.ts";
import { initNewNetwork, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { rao } from "../../runtime/primitives/units.ts";
import {
  acct,
  callOf,
  eventsOf,
  hasEvent,
  MOCK_BLOCK_BUILDER,
  type MockContext,
  mockProfile,
  newTestExt,
  setBlock,
  stepBlock,
} from "../chain/mock.ts";
import {
  addStake,
  balanceOf,
  DEPOSIT,
  dropStake,
  setPool,
  stakeOf,
  swapAlphaToTao,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";
import { NO_TIP, submit, submitted, validity } from "../chain/payment.ts";
import { expectWithin } from "../chain/within.ts";

const TAO = 1_000_000_000n;
const UNSTAKED = TAO / 50n;
const AUTHOR = acct(MOCK_BLOCK_BUILDER);
/** What this mock runtime has other than that of the subtensor pallet. */
const PROFILE = mockProfile({
  "Swap.MinimumReserve": 1_000_000n,
  "SubtensorModule.InitialTempo": 0,
  "SubtensorModule.InitialMaxAllowedUids": 4,
  "SubtensorModule.InitialTaoWeight": U64_MAX / 10n,
  "SubtensorModule.InitialNetworkImmunityPeriod": 50_400n,
  "SubtensorModule.InitialTxDelegateTakeRateLimit": 0n,
  "SubtensorModule.InitialTxChildKeyTakeRateLimit": 0n,
});
const COLDKEY = acct(10_000);
const HOTKEYS = [acct(20_001), acct(20_002)] as const;

/** `setup_subnets`: subnets with the same neurons of COLDKEY and 1,000 TAO and alpha each. */
function setup(count: number, neurons = 1) {
  const ctx = newTestExt(1, PROFILE);
  const netuids = Array.from({ length: count }, (_, i) => {
    const netuid = addDynamicNetwork(ctx, acct(100 + i), acct(200 + i));
    tempo.storage.Tempo.set(ctx, netuid, 10);
    for (const hotkey of HOTKEYS.slice(0, neurons)) registerOkNeuron(ctx, netuid, hotkey, COLDKEY);
    setPool(ctx, netuid, 1_000_000_000_000n, 1_000_000_000_000n);
    swapTaoForAlpha(ctx, netuid, rao(0n), { priceLimit: rao(1_000_000_000_000n), dropFees: false });
    return netuid;
  });
  return { ctx, netuids, netuid: netuids[0]!, other: netuids[1] ?? ROOT };
}
/** `setup_stake`. */
function stake(ctx: MockContext, netuid: NetUid, coldkey: AccountId, hotkey: AccountId, tao: bigint): void {
  addBalanceToColdkeyAccount(ctx, coldkey, tao + DEPOSIT);
  expect(addStake(ctx, coldkey, hotkey, netuid, tao)).toBeUndefined();
}
/** Leaves the existential deposit. */
const impoverish = (ctx: MockContext, coldkey: AccountId): void =>
  burnTao(ctx, coldkey, rao(balanceOf(ctx, coldkey) - DEPOSIT));
const held = (ctx: MockContext, netuid: NetUid, hotkey: AccountId = HOTKEYS[0], coldkey = COLDKEY): bigint =>
  stakeOf(ctx, { hotkey, coldkey }, netuid);
/** COLDKEY without TAO, with a TAO's worth of stake on the first subnet. */
function staked(count = 1, neurons = 1) {
  const box = setup(count, neurons);
  stake(box.ctx, box.netuid, COLDKEY, HOTKEYS[0], TAO);
  return box;
}
function poor(count = 1, neurons = 1) {
  const box = staked(count, neurons);
  impoverish(box.ctx, COLDKEY);
  return box;
}

const call = (name: string, args: Readonly<Record<string, unknown>>): Call => callOf("SubtensorModule", name, args);
const removal = (netuid: NetUid, amount: bigint, hotkey: AccountId = HOTKEYS[0]): Call =>
  call("remove_stake", { hotkey, netuid, amount_unstaked: amount });

describe("in TAO", () => {
  test("test_remove_stake_fees_tao", () => {
    const { ctx, netuid } = setup(1);
    addBalanceToColdkeyAccount(ctx, COLDKEY, TAO * 10_000n + DEPOSIT);
    const jump = () => {
      setBlock(ctx, ctx.block.number + 1_000_000);
      stepBlock(ctx);
    };
    jump();
    stake(ctx, netuid, COLDKEY, HOTKEYS[0], TAO);
    addBalanceToColdkeyAccount(ctx, COLDKEY, TAO);
    jump();
    ctx.journal.events.length = 0;
    const { out } = swapAlphaToTao(ctx, netuid, UNSTAKED);
    const [balance, before] = [balanceOf(ctx, COLDKEY), held(ctx, netuid)];
    expect(submit(ctx, COLDKEY, removal(netuid, UNSTAKED))).toBeUndefined();
    expect(balance + out - balanceOf(ctx, COLDKEY)).toBeGreaterThan(0n);
    expect(before - held(ctx, netuid)).toBe(UNSTAKED);
    expect([hasEvent(ctx, "TransactionFeePaid"), hasEvent(ctx, "TransactionFeePaidWithAlpha")]).toEqual([true, false]);
  });
  test("test_remove_stake_failing_transaction_tao_fees", () => {
    const { ctx, netuid } = setup(1);
    addBalanceToColdkeyAccount(ctx, COLDKEY, TAO * 2n + DEPOSIT);
    expect(addStake(ctx, COLDKEY, HOTKEYS[0], netuid, TAO)).toBeUndefined();
    addBalanceToColdkeyAccount(ctx, COLDKEY, TAO);
    pools.storage.SubnetTAO.set(ctx, netuid, rao(1n));
    const [balance, before] = [balanceOf(ctx, COLDKEY), held(ctx, netuid)];
    expect(submit(ctx, COLDKEY, removal(netuid, UNSTAKED))).toBe("InsufficientLiquidity");
    expect(balance - balanceOf(ctx, COLDKEY)).toBeGreaterThan(0n);
    expect(held(ctx, netuid)).toBe(before);
  });
  test("test_add_stake_fees_go_to_block_builder", () => {
    const { ctx, netuid } = setup(1);
    const { fee } = swapTaoToAlpha(ctx, netuid, TAO);
    addBalanceToColdkeyAccount(ctx, COLDKEY, TAO * 10n);
    const [balance, author] = [balanceOf(ctx, COLDKEY), balanceOf(ctx, AUTHOR)];
    const add = call("add_stake", { hotkey: HOTKEYS[0], netuid, amount_staked: TAO });
    const txFee = ctx.ports.fees.compute(ctx, { length: 0, info: ctx.dispatchInfo(add), tip: NO_TIP });
    expect(submit(ctx, COLDKEY, add)).toBeUndefined();
    expect(balance - TAO - balanceOf(ctx, COLDKEY)).toBe(txFee);
    const reward = balanceOf(ctx, AUTHOR) - author;
    expect(reward).toBeGreaterThanOrEqual(fee + 14_000n);
    expect(reward).toBe(fee + txFee);
  });
});

describe("in alpha", () => {
  test("test_rejects_multi_subnet_alpha_fee_deduction", () => {
    const { ctx, netuids } = setup(2);
    for (const netuid of netuids) stake(ctx, netuid, COLDKEY, HOTKEYS[0], TAO);
    const before = netuids.map((netuid) => held(ctx, netuid));
    const all = call("unstake_all", { hotkey: HOTKEYS[0] });
    expect(alphaFees.canPay(ctx, COLDKEY, all, rao(1n))).toBe(false);
    expect(alphaFees.pay(ctx, COLDKEY, all, rao(1n))).toEqual({ netuid: ROOT, alphaFee: 0n, taoAmount: 0n });
    expect(netuids.map((netuid) => held(ctx, netuid))).toEqual(before);
  });
  test("test_remove_stake_fees_alpha", () => {
    const { ctx, netuid } = staked();
    const one = removal(netuid, UNSTAKED);
    const taoFee = ctx.ports.fees.compute(ctx, { length: 0, info: ctx.dispatchInfo(one), tip: NO_TIP });
    // 54,078 for any transaction, half a rao for each of its 2,569,198 thousand picoseconds, and 33,791 for the guards
    // before it, which the reference's mock runtime has not.
    expect(taoFee).toBe(54_078n + 1_284_599n + 33_791n);
    const mark = ctx.state.mark();
    const feeInAlpha = ctx.ports.exchange.alphaAmountForTao(ctx, netuid, taoFee);
    unstakeFromSubnet(ctx, netuid, { hotkey: HOTKEYS[0], coldkey: COLDKEY }, COLDKEY, feeInAlpha, {
      priceLimit: rao(0n),
      dropFees: true,
    });
    const { out, fee } = swapAlphaToTao(ctx, netuid, UNSTAKED);
    ctx.state.restore(mark);
    impoverish(ctx, COLDKEY);
    const [balance, author, before] = [balanceOf(ctx, COLDKEY), balanceOf(ctx, AUTHOR), held(ctx, netuid)];
    ctx.journal.events.length = 0;
    expect(submit(ctx, COLDKEY, one)).toBeUndefined();
    expectWithin(balance + out, balanceOf(ctx, COLDKEY), 10n);
    const alphaFee = before - held(ctx, netuid) - UNSTAKED;
    expect(alphaFee).toBeGreaterThan(0n);
    expect(balanceOf(ctx, AUTHOR) - author).toBeGreaterThanOrEqual(fee + 14_000n);
    const told = eventsOf(ctx).filter(({ name }) => name.startsWith("TransactionFee"));
    expect(told.map(({ name }) => name)).toEqual(["TransactionFeePaidWithAlpha", "TransactionFeePaid"]);
    const [ofAlpha, ofTao] = told as [(typeof told)[0], (typeof told)[0]];
    expect(ofAlpha.data.slice(0, 3)).toEqual([COLDKEY, netuid, alphaFee]);
    expect(ofTao.data).toEqual([COLDKEY, taoFee, 0n]);
    expect(alphaFee).toBe(feeInAlpha);
    // At a price of 1,000,999,496,453 to 999,001,501,543.
    expect(alphaFee).toBe(1_369_728n);
  });
  test("test_alpha_fee_withdraw_failure_aborts_and_rolls_back", () => {
    const { ctx, netuid } = poor();
    const account = subnetAccountId(ctx, netuid)!;
    ctx.ports.currency.transfer(ctx, { from: account, to: acct(777) }, rao(balanceOf(ctx, account)), "Expendable");
    const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume, TotalStake } = pools.storage;
    const all = () => [
      held(ctx, netuid),
      SubnetAlphaIn.get(ctx, netuid),
      SubnetAlphaOut.get(ctx, netuid),
      SubnetTAO.get(ctx, netuid),
      SubnetVolume.get(ctx, netuid),
      TotalStake.get(ctx),
      balanceOf(ctx, COLDKEY),
      balanceOf(ctx, AUTHOR),
    ];
    const before = all();
    expect(submitted(ctx, COLDKEY, removal(netuid, UNSTAKED))).toBe("Invalid.Payment");
    expect(all()).toEqual(before);
    expect(hasEvent(ctx, "TransactionFeePaidWithAlpha")).toBe(false);
  });
  test("test_remove_stake_completely_fees_alpha", () => {
    const { ctx, netuid } = staked();
    const { out } = swapAlphaToTao(ctx, netuid, held(ctx, netuid));
    impoverish(ctx, COLDKEY);
    const balance = balanceOf(ctx, COLDKEY);
    expect(submit(ctx, COLDKEY, removal(netuid, held(ctx, netuid)))).toBeUndefined();
    expect(held(ctx, netuid)).toBe(0n);
    expect(balance + out - balanceOf(ctx, COLDKEY)).toBeGreaterThan(0n);
  });
  test("test_remove_stake_not_enough_balance_for_fees", () => {
    const { ctx, netuid } = poor();
    dropStake(ctx, { hotkey: HOTKEYS[0], coldkey: COLDKEY }, netuid, held(ctx, netuid) - 1_000n);
    expect(validity(ctx, COLDKEY, removal(netuid, 1_000n))).toBe("Invalid.Payment");
  });
  test("test_remove_stake_edge_alpha", () => {
    const { ctx, netuid } = poor();
    dropStake(ctx, { hotkey: HOTKEYS[0], coldkey: COLDKEY }, netuid, held(ctx, netuid) - 2_000_000n);
    const one = removal(netuid, 2_000_000n);
    expect(validity(ctx, COLDKEY, one)).toBeUndefined();
    setPool(ctx, netuid, 1_000_000n, 10_000_000_000n);
    expect(validity(ctx, COLDKEY, one)).toBe("Invalid.Payment");
  });
  test("test_remove_stake_failing_transaction_alpha_fees", () => {
    const { ctx, netuid } = poor();
    setPool(ctx, netuid, 1_000_000_000n, 1_000_000_000n);
    parameters.storage.SubtokenEnabled.set(ctx, netuid, false);
    const [balance, before] = [balanceOf(ctx, COLDKEY), held(ctx, netuid)];
    expect(submit(ctx, COLDKEY, removal(netuid, before))).toBe("SubtokenDisabled");
    expect(balanceOf(ctx, COLDKEY)).toBe(balance);
    const fee = before - held(ctx, netuid);
    expect(fee).toBeGreaterThan(0n);
    expect(fee).toBeLessThan(UNSTAKED);
  });
  test("test_remove_stake_limit_fees_alpha", () => {
    const { ctx, netuid } = poor();
    const [balance, before] = [balanceOf(ctx, COLDKEY), held(ctx, netuid)];
    const one = call("remove_stake_limit", {
      hotkey: HOTKEYS[0],
      netuid,
      amount_unstaked: UNSTAKED,
      limit_price: 1_000n,
      allow_partial: false,
    });
    ctx.journal.events.length = 0;
    expect(submit(ctx, COLDKEY, one)).toBeUndefined();
    const removed = eventsOf(ctx).filter(
      ({ name, data }) => name === "StakeRemoved" && (data[3] as bigint) + (data[5] as bigint) === UNSTAKED,
    );
    expect(removed).toHaveLength(1);
    expectWithin(balance + (removed[0]!.data[2] as bigint), balanceOf(ctx, COLDKEY), 100n);
    expect(before - held(ctx, netuid) - UNSTAKED).toBeGreaterThan(0n);
  });
  test("a price that makes the fee worth no alpha takes all of it", () => {
    const { ctx, netuid } = poor();
    const keep = { hotkey: HOTKEYS[0], coldkey: COLDKEY };
    dropStake(ctx, keep, netuid, held(ctx, netuid) - 3n);
    setPool(ctx, netuid, 1_000_000_000_000_000n, 1_000_000n);
    expect(alphaFees.pay(ctx, COLDKEY, removal(netuid, 3n), rao(100n))?.alphaFee).toBe(3n);
    expect(held(ctx, netuid)).toBe(0n);
  });
});

describe("on root", () => {
  const [hotkey, coldkey] = [acct(100_001), acct(100_000)];
  const onRoot = () => {
    const ctx = newTestExt(1, PROFILE);
    initNewNetwork(ctx, ROOT, 10);
    keys.storage.Owner.set(ctx, hotkey, coldkey);
    parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
    stake(ctx, ROOT, coldkey, hotkey, TAO);
    impoverish(ctx, coldkey);
    return ctx;
  };
  test("test_remove_stake_root", () => {
    const ctx = onRoot();
    const balance = balanceOf(ctx, coldkey);
    const one = removal(ROOT, TAO / 10n, hotkey);
    const fee = ctx.ports.fees.compute(ctx, { length: 0, info: ctx.dispatchInfo(one), tip: NO_TIP });
    expect(submit(ctx, coldkey, one)).toBeUndefined();
    expect(balanceOf(ctx, coldkey)).toBe(balance + TAO / 10n);
    expect(TAO - held(ctx, ROOT, hotkey, coldkey) - TAO / 10n).toBe(fee);
  });
  test("test_remove_stake_completely_root", () => {
    const ctx = onRoot();
    const balance = balanceOf(ctx, coldkey);
    expect(submit(ctx, coldkey, removal(ROOT, TAO, hotkey))).toBeUndefined();
    expect(held(ctx, ROOT, hotkey, coldkey)).toBe(0n);
    expect(balanceOf(ctx, coldkey)).toBeGreaterThan(balance);
  });
});

describe("everywhere", () => {
  test.each([
    ["test_unstake_all_fees_alpha", "unstake_all", true],
    ["test_unstake_all_alpha_fees_alpha", "unstake_all_alpha", false],
  ])("%s", (_, name, withRoot) => {
    const { ctx, netuids } = setup(10);
    const coldkey = acct(100_000);
    for (const netuid of netuids) stake(ctx, netuid, coldkey, HOTKEYS[0], TAO);
    if (withRoot) {
      initNewNetwork(ctx, ROOT, 10);
      parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
      stake(ctx, ROOT, coldkey, HOTKEYS[0], TAO);
    }
    impoverish(ctx, coldkey);
    const one = call(name, { hotkey: HOTKEYS[0] });
    expect(submitted(ctx, coldkey, one)).toBe("Invalid.Payment");
    addBalanceToColdkeyAccount(ctx, coldkey, TAO);
    const balance = balanceOf(ctx, coldkey);
    expect(submit(ctx, coldkey, one)).toBeUndefined();
    for (const netuid of netuids) expect(held(ctx, netuid, HOTKEYS[0], coldkey)).toBe(0n);
    if (withRoot) expect(balanceOf(ctx, coldkey)).toBeGreaterThan(balance);
    else expect(held(ctx, ROOT, HOTKEYS[0], coldkey)).toBeGreaterThan(9n * TAO);
  });
});

describe("moves and burns", () => {
  const elsewhere = acct(100_000);
  const [from, to] = [
    { hotkey: HOTKEYS[0], alpha_amount: UNSTAKED },
    { origin_netuid: netUid(1), destination_netuid: netUid(2) },
  ];
  test.each<[string, string, object, AccountId | undefined, AccountId]>([
    [
      "test_move_stake_fees_alpha",
      "move_stake",
      { origin_hotkey: HOTKEYS[0], destination_hotkey: HOTKEYS[1], alpha_amount: UNSTAKED, ...to },
      HOTKEYS[1],
      COLDKEY,
    ],
    [
      "test_transfer_stake_fees_alpha",
      "transfer_stake",
      { destination_coldkey: elsewhere, ...from, ...to },
      HOTKEYS[0],
      elsewhere,
    ],
    ["test_swap_stake_fees_alpha", "swap_stake", { ...from, ...to }, HOTKEYS[0], COLDKEY],
    [
      "test_swap_stake_limit_fees_alpha",
      "swap_stake_limit",
      { ...from, ...to, limit_price: 1_000n, allow_partial: false },
      HOTKEYS[0],
      COLDKEY,
    ],
    [
      "test_burn_alpha_fees_alpha",
      "burn_alpha",
      { hotkey: HOTKEYS[0], amount: UNSTAKED, netuid: netUid(1) },
      undefined,
      COLDKEY,
    ],
    [
      "test_recycle_alpha_fees_alpha",
      "recycle_alpha",
      { hotkey: HOTKEYS[0], amount: UNSTAKED, netuid: netUid(1) },
      undefined,
      COLDKEY,
    ],
  ])("%s", (_, name, args, hotkey, coldkey) => {
    const { ctx, netuid, other } = poor(2, 2);
    expect([netuid, other]).toEqual([1, 2]);
    const [balance, before] = [balanceOf(ctx, COLDKEY), held(ctx, netuid)];
    expect(submit(ctx, COLDKEY, call(name, { ...args }))).toBeUndefined();
    expect(balanceOf(ctx, COLDKEY)).toBe(balance);
    expect(before - held(ctx, netuid) - UNSTAKED).toBeGreaterThan(0n);
    if (hotkey !== undefined) expect(held(ctx, other, hotkey, coldkey)).toBeGreaterThan(0n);
  });
});
