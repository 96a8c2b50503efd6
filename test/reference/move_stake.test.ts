// The reference's tests of moving stake between hotkeys (pallets/subtensor/src/tests/move_stake.rs): its scenarios, values
// and tolerances. Transfers and swaps are next door.

import { expect, test } from "vitest";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { alphaSharePool } from "../../runtime/pallets/subtensor/staking/alpha_pool.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { stakeIntoSubnet } from "../../runtime/pallets/subtensor/staking/into_subnet.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { U64F64, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { updateValueForOne } from "../../runtime/primitives/share_pool/share_pool.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, eventsOf, type MockContext, newTestExt } from "../chain/mock.ts";
import {
  addStake,
  callBy,
  hotkeyTotal,
  MAX_PRICE,
  MIN_STAKE,
  noop,
  priceOf,
  stakeOf,
  swapAlphaToTao,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
  setupReserves,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const AMOUNT = MIN_STAKE * 10n;
const COLDKEY = acct(1);
const [ORIGIN, DESTINATION] = [
  { hotkey: acct(2), coldkey: COLDKEY },
  { hotkey: acct(3), coldkey: COLDKEY },
];
const subnet = (ctx: MockContext): NetUid => addDynamicNetwork(ctx, acct(1002), acct(1001));
const know = (ctx: MockContext) => {
  for (const keys of [ORIGIN, DESTINATION]) createAccountIfNonExistent(ctx, keys);
};
/** Gives the coldkey so much and stakes it with the origin; the alpha. */
function stake(ctx: MockContext, netuid: NetUid, tao: bigint): bigint {
  addBalanceToColdkeyAccount(ctx, COLDKEY, tao);
  return stakeIntoSubnet(ctx, netuid, ORIGIN, rao(tao), { priceLimit: rao(MAX_PRICE), dropFees: false });
}
/** One subnet, both hotkeys known, stake with the origin. */
function staked(tao = AMOUNT) {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  know(ctx);
  return { ctx, netuid, held: stake(ctx, netuid, tao) };
}
const move = (
  ctx: MockContext,
  from: NetUid,
  to: NetUid,
  amount: bigint,
  { by = COLDKEY, origin = ORIGIN.hotkey, destination = DESTINATION.hotkey } = {},
) =>
  callBy(ctx, by, "move_stake", {
    origin_hotkey: origin,
    destination_hotkey: destination,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: amount,
  });

test("test_do_move_success", () => {
  const { ctx, netuid, held } = staked();
  expect(move(ctx, netuid, netuid, held)).toBeUndefined();
  expect(stakeOf(ctx, ORIGIN, netuid)).toBe(0n);
  expectWithin(stakeOf(ctx, DESTINATION, netuid), held, held / 1000n);
  expect(stakeOf(ctx, DESTINATION, netuid)).toBe(held);
});
test("test_do_move_different_subnets", () => {
  const ctx = newTestExt(1);
  const [from, to] = [subnet(ctx), subnet(ctx)];
  for (const netuid of [from, to]) setupReserves(ctx, netuid, AMOUNT * 100n, AMOUNT * 100n);
  know(ctx);
  const held = stake(ctx, from, AMOUNT);
  expect(move(ctx, from, to, held)).toBeUndefined();
  expect(stakeOf(ctx, ORIGIN, from)).toBe(0n);
  const fee = ctx.ports.exchange.approxFeeAmount(ctx, to, held);
  expectWithin(stakeOf(ctx, DESTINATION, to), held - fee, held / 1000n);
  // 19,999,999 rao buy 19,792,107 alpha, which bring 19,979,962 rao less a fee, which buy this without one.
  expect(stakeOf(ctx, DESTINATION, to)).toBe(19_782_336n);
});
test("test_do_move_nonexistent_subnet", () => {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  setupReserves(ctx, netuid, 1_000_000_000n, 1_000_000_000n);
  const held = stake(ctx, netuid, 1_000_000n);
  expect(noop(ctx, () => move(ctx, netuid, netUid(99), held))).toBe("SubnetNotExists");
  expect(stakeOf(ctx, ORIGIN, netuid)).toBe(held);
});
test("test_do_move_nonexistent_origin_hotkey", () => {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  expect(noop(ctx, () => move(ctx, netuid, netuid, 123n, { origin: acct(99) }))).toBe("HotKeyAccountNotExists");
  expect(stakeOf(ctx, { hotkey: acct(99), coldkey: COLDKEY }, netuid)).toBe(0n);
  expect(stakeOf(ctx, DESTINATION, netuid)).toBe(0n);
});
test("test_do_move_nonexistent_destination_hotkey", () => {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  setupReserves(ctx, netuid, 1_000_000_000n, 1_000_000_000n);
  createAccountIfNonExistent(ctx, ORIGIN);
  const held = stake(ctx, netuid, 1_000_000n);
  addNetwork(ctx, netuid, 1);
  expect(noop(ctx, () => move(ctx, netuid, netuid, held, { destination: acct(99) }))).toBe("HotKeyAccountNotExists");
  expect(stakeOf(ctx, ORIGIN, netuid)).toBe(held);
  expect(stakeOf(ctx, { hotkey: acct(99), coldkey: COLDKEY }, netuid)).toBe(0n);
});
test.each([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n])("test_do_move_partial_stake: %d tenths", (tenths) => {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  const held = stake(ctx, netuid, MIN_STAKE * 20n);
  know(ctx);
  const moved = (held * tenths) / 10n;
  expect(move(ctx, netuid, netuid, moved)).toBeUndefined();
  expectWithin(stakeOf(ctx, ORIGIN, netuid), held - moved, 10n);
  expectWithin(stakeOf(ctx, DESTINATION, netuid), moved, 10_000n);
  expect(stakeOf(ctx, ORIGIN, netuid) + stakeOf(ctx, DESTINATION, netuid)).toBe(held);
});
test("test_do_move_multiple_times", () => {
  const { ctx, netuid, held } = staked();
  for (let i = 0; i < 3; i++) {
    expect(move(ctx, netuid, netuid, stakeOf(ctx, ORIGIN, netuid))).toBeUndefined();
    const back = { origin: DESTINATION.hotkey, destination: ORIGIN.hotkey };
    expect(move(ctx, netuid, netuid, stakeOf(ctx, DESTINATION, netuid), back)).toBeUndefined();
  }
  expectWithin(stakeOf(ctx, ORIGIN, netuid), held, held / 1000n);
  expect(stakeOf(ctx, DESTINATION, netuid)).toBe(0n);
});
test("test_do_move_wrong_origin", () => {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  setupReserves(ctx, netuid, AMOUNT * 1000n, AMOUNT * 1000n);
  const held = stake(ctx, netuid, AMOUNT);
  addNetwork(ctx, netuid, 1);
  know(ctx);
  // It has nothing, and nothing is too little: refused after the move itself.
  expect(move(ctx, netuid, netuid, held, { by: acct(99) })).toBe("AmountTooLow");
  expect(stakeOf(ctx, ORIGIN, netuid)).toBe(held);
  expect(stakeOf(ctx, DESTINATION, netuid)).toBe(0n);
});
test("test_do_move_same_hotkey_fails", () => {
  const { ctx, netuid, held } = staked();
  expect(move(ctx, netuid, netuid, held, { destination: ORIGIN.hotkey })).toBe("SameNetuid");
  expect(stakeOf(ctx, ORIGIN, netuid)).toBe(held);
});
test("test_do_move_event_emission", () => {
  const { ctx, netuid, held } = staked();
  ctx.journal.events.length = 0;
  const price = U96F32.fromFixed(U64F64, priceOf(ctx, netuid));
  const worth = U96F32.toNum(U96F32.mul(price, U96F32.fromNum(held)), u64);
  expect(move(ctx, netuid, netuid, held)).toBeUndefined();
  expect(eventsOf(ctx).map(({ name, data }) => [name, data])).toEqual([
    ["StakeRemoved", [COLDKEY, ORIGIN.hotkey, worth, held, netuid, 0n]],
    ["StakeAdded", [COLDKEY, DESTINATION.hotkey, worth, held, netuid, 0n]],
    ["StakeMoved", [COLDKEY, ORIGIN.hotkey, netuid, DESTINATION.hotkey, netuid, worth]],
  ]);
});
test("test_do_move_storage_updates", () => {
  const ctx = newTestExt(1);
  const [from, to] = [subnet(ctx), subnet(ctx)];
  const held = stake(ctx, from, AMOUNT);
  know(ctx);
  const expected = swapTaoToAlpha(ctx, to, swapAlphaToTao(ctx, from, held, true).out).out;
  expect(move(ctx, from, to, held)).toBeUndefined();
  expect(stakeOf(ctx, ORIGIN, from)).toBe(0n);
  expectWithin(stakeOf(ctx, DESTINATION, to), expected, 50n);
});
test("test_move_full_amount_same_netuid", () => {
  const { ctx, netuid, held } = staked();
  expect(move(ctx, netuid, netuid, held)).toBeUndefined();
  expect([stakeOf(ctx, ORIGIN, netuid), stakeOf(ctx, DESTINATION, netuid)]).toEqual([0n, held]);
});
test("test_do_move_max_values", () => {
  const ctx = newTestExt(1);
  const netuid = subnet(ctx);
  const most = 20_000_000_000_000_000n;
  know(ctx);
  setupReserves(ctx, netuid, most / 1000n, most / 1000n);
  const held = stake(ctx, netuid, most);
  expect(move(ctx, netuid, netuid, held)).toBeUndefined();
  expect([stakeOf(ctx, ORIGIN, netuid), stakeOf(ctx, DESTINATION, netuid)]).toEqual([0n, held]);
});
test("test_moving_too_little_unstakes", () => {
  const ctx = newTestExt(1);
  const [hotkey, coldkey] = [acct(533_453), acct(55_453)];
  const [from, to] = [addDynamicNetwork(ctx, hotkey, coldkey), addDynamicNetwork(ctx, hotkey, coldkey)];
  const { fee } = swapTaoToAlpha(ctx, from, MIN_STAKE);
  addBalanceToColdkeyAccount(ctx, coldkey, MIN_STAKE + fee * 2n);
  expect(addStake(ctx, coldkey, hotkey, from, MIN_STAKE + fee * 2n)).toBeUndefined();
  expect(move(ctx, from, to, 1n, { by: coldkey, origin: hotkey, destination: hotkey })).toBe("AmountTooLow");
});
test("test_move_stake_specific_stake_into_subnet_fail", () => {
  const ctx = newTestExt(1);
  const [owner, hotkey, coldkey, hotkeyOwner] = [acct(55_453), acct(533_453), acct(55_454), acct(533_454)];
  const [netuid, origin] = [addDynamicNetwork(ctx, owner, owner), addDynamicNetwork(ctx, owner, owner)];
  for (const one of [netuid, origin]) registerOkNeuron(ctx, one, hotkey, hotkeyOwner);
  expect(hotkeyTotal(ctx, hotkey)).toBe(0n);
  updateValueForOne(alphaSharePool(ctx, netuid, hotkey), hotkeyOwner, 1234n);
  staking.storage.TotalHotkeyShares.set(
    ctx,
    hotkey,
    netuid,
    U64F64.saturatingDiv(U64F64.fromNum(161_986_254), U64F64.fromNum(U64_MAX)),
  );
  staking.storage.TotalHotkeyAlpha.set(ctx, hotkey, netuid, alpha(36_711_495_953n));
  delegation.storage.Delegates.set(ctx, hotkey, 0);
  const [tao, inPool] = [2_409_892_148_947n, 15_358_708_513_716n];
  setupReserves(ctx, netuid, tao, inPool);
  setupReserves(ctx, origin, tao + 10_000_000n, inPool + 10_000_000n);
  addBalanceToColdkeyAccount(ctx, coldkey, 1_200_000_000n);
  expect(addStake(ctx, coldkey, hotkey, origin, 200_000_000n)).toBeUndefined();
  const held = stakeOf(ctx, { hotkey, coldkey }, origin);
  const expected = swapTaoToAlpha(ctx, netuid, swapAlphaToTao(ctx, origin, held, true).out).out;
  expect(move(ctx, origin, netuid, held, { by: coldkey, origin: hotkey, destination: hotkey })).toBeUndefined();
  expect(stakeOf(ctx, { hotkey, coldkey }, origin)).toBe(0n);
  expectWithin(stakeOf(ctx, { hotkey, coldkey }, netuid), expected, 1000n);
});
