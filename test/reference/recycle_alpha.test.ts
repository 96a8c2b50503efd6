// The reference's tests of giving alpha up (pallets/subtensor/src/tests/recycle_alpha.rs): its scenarios, values and
// tolerances, the recycled and the burned side by side.

import { describe, expect, test } from "vitest";
import { alphaAssets } from "../../runtime/pallets/alpha_assets/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import {
  createAccountIfNonExistent,
  owningColdkeyForHotkey,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { divide, safeFloatFromU64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, hasEvent, type MockContext, newTestExt } from "../chain/mock.ts";
import {
  balanceOf,
  callBy,
  hotkeyTotal,
  MIN_STAKE,
  noop,
  priceAsFloat,
  setPool,
  stakeOf,
  swapTaoToAlpha,
} from "../chain/mock_stake.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  increaseStakeOnColdkeyHotkeyAccount,
  registerOkNeuron,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const { AlphaBurned, AlphaRecycled } = alphaAssets.storage;
const { SubnetAlphaOut } = pools.storage;
const { AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2 } = staking.storage;
const [HOTKEY, COLDKEY, OTHER] = [acct(2), acct(1), acct(3)];
const STAKE = 200_000n;
const held = (ctx: MockContext, coldkey: AccountId, netuid: NetUid): bigint =>
  stakeOf(ctx, { hotkey: HOTKEY, coldkey }, netuid);

/** A neuron of COLDKEY on the subnet of others, staked by each of the coldkeys. */
function neuron(...stakers: readonly AccountId[]) {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
  addBalanceToColdkeyAccount(ctx, COLDKEY, 1_000_000_000n);
  createAccountIfNonExistent(ctx, { hotkey: HOTKEY, coldkey: COLDKEY });
  registerOkNeuron(ctx, netuid, HOTKEY, COLDKEY);
  const { out } = swapTaoToAlpha(ctx, netuid, STAKE);
  for (const coldkey of stakers) increaseStakeOnColdkeyHotkeyAccount(ctx, coldkey, HOTKEY, STAKE, netuid);
  return { ctx, netuid, out };
}
const RECYCLE = {
  call: "recycle_alpha",
  event: "AlphaRecycled",
  outstanding: (before: bigint) => before - STAKE / 2n,
  book: AlphaRecycled,
};
const BURN = { call: "burn_alpha", event: "AlphaBurned", outstanding: (before: bigint) => before, book: AlphaBurned };

describe("a part", () => {
  test.each([
    ["test_recycle_success", RECYCLE, [COLDKEY], COLDKEY, undefined],
    ["test_recycle_two_stakers", RECYCLE, [COLDKEY, OTHER], COLDKEY, OTHER],
    ["test_recycle_staker_is_nominator", RECYCLE, [COLDKEY, OTHER], OTHER, COLDKEY],
    ["test_burn_success", BURN, [COLDKEY], COLDKEY, undefined],
    ["test_burn_two_stakers", BURN, [COLDKEY, OTHER], COLDKEY, OTHER],
    ["test_burn_staker_is_nominator", BURN, [COLDKEY, OTHER], OTHER, COLDKEY],
  ] as const)("%s", (_, way, stakers, by, untouched) => {
    const { ctx, netuid, out } = neuron(...stakers);
    expect(owningColdkeyForHotkey(ctx, HOTKEY)).toBe(COLDKEY);
    const [total, outstanding, own] = [
      TotalHotkeyAlpha.get(ctx, HOTKEY, netuid),
      SubnetAlphaOut.get(ctx, netuid),
      held(ctx, by, netuid),
    ];
    expect(callBy(ctx, by, way.call, { hotkey: HOTKEY, amount: STAKE / 2n, netuid })).toBeUndefined();
    expect(TotalHotkeyAlpha.get(ctx, HOTKEY, netuid)).toBe(total - STAKE / 2n);
    expect(SubnetAlphaOut.get(ctx, netuid)).toBe(way.outstanding(outstanding));
    expectWithin(held(ctx, by, netuid), own - STAKE / 2n, 1n);
    if (untouched !== undefined) expectWithin(held(ctx, untouched, netuid), out, 2n);
    expect(way.book.get(ctx, netuid)).toBe(STAKE / 2n);
    expect(hasEvent(ctx, way.event)).toBe(true);
  });
  test.each([
    ["test_recycle_precision", RECYCLE],
    ["test_burn_precision", BURN],
  ] as const)("%s", (_, way) => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, HOTKEY, COLDKEY);
    setPool(ctx, netuid, 1_000_000_000n, 1_000_000_000n);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 1_000_000_000n);
    increaseStakeOnColdkeyHotkeyAccount(ctx, COLDKEY, HOTKEY, STAKE, netuid);
    const tiny = divide(safeFloatFromU64(1n), safeFloatFromU64(1_000_000_000n))!;
    TotalHotkeySharesV2.set(ctx, HOTKEY, netuid, tiny);
    AlphaV2.set(ctx, HOTKEY, COLDKEY, netuid, tiny);
    TotalHotkeyAlpha.set(ctx, HOTKEY, netuid, alpha(STAKE));
    expect(callBy(ctx, COLDKEY, way.call, { hotkey: HOTKEY, amount: STAKE / 2n, netuid })).toBeUndefined();
    expect(held(ctx, COLDKEY, netuid)).toBe(STAKE / 2n);
  });
});

test.each([
  ["test_recycle_errors", "recycle_alpha"],
  ["test_burn_errors", "burn_alpha"],
])("%s", (_, name) => {
  const { ctx, netuid } = neuron(COLDKEY);
  addNetwork(ctx, ROOT, 10);
  const refused = (amount: bigint, at: NetUid, hotkey = HOTKEY) =>
    noop(ctx, () => callBy(ctx, COLDKEY, name, { hotkey, amount, netuid: at }));
  expect(refused(100_000n, netUid(99))).toBe("SubnetNotExists");
  expect(refused(100_000n, ROOT)).toBe("CannotBurnOrRecycleOnRootSubnet");
  expect(refused(100_000n, netuid, OTHER)).toBe("HotKeyAccountNotExists");
  const outstanding = SubnetAlphaOut.get(ctx, netuid);
  TotalHotkeyAlpha.set(ctx, HOTKEY, netuid, alpha(outstanding * 2n));
  expect(refused(outstanding + 1n, netuid)).toBe("InsufficientLiquidity");
});

describe("bought and burned", () => {
  const OWNER = { hotkey: acct(533_453), coldkey: acct(55_453) };
  const AMOUNT = MIN_STAKE * 10n;
  const burn = (ctx: MockContext, by: AccountId, netuid: NetUid, amount: bigint, limit?: bigint) =>
    callBy(ctx, by, "add_stake_burn", { hotkey: OWNER.hotkey, netuid, amount, limit });
  const pool = (tao: bigint, inPool: bigint) => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, OWNER.hotkey, OWNER.coldkey);
    removeOwnerRegistrationStake(ctx, netuid);
    setPool(ctx, netuid, tao, inPool);
    return { ctx, netuid };
  };
  test("test_add_stake_burn_success", () => {
    const { ctx, netuid } = pool(AMOUNT * 1_000_000n, AMOUNT * 10_000_000n);
    addBalanceToColdkeyAccount(ctx, OWNER.coldkey, AMOUNT);
    expect(hotkeyTotal(ctx, OWNER.hotkey)).toBe(0n);
    const burnedBefore = AlphaBurned.get(ctx, netuid);
    expect(burn(ctx, OWNER.coldkey, netuid, AMOUNT)).toBeUndefined();
    expect(hotkeyTotal(ctx, OWNER.hotkey)).toBe(0n);
    expectWithin(balanceOf(ctx, OWNER.coldkey), 0n, 1n);
    expect([hasEvent(ctx, "AlphaBurned"), hasEvent(ctx, "AddStakeBurn")]).toEqual([true, true]);
    expect(AlphaBurned.get(ctx, netuid) - burnedBefore).toBe(199_899_100n);
  });
  test("test_add_stake_burn_with_limit_success", () => {
    const { ctx, netuid } = pool(1_000_000_000_000n, 1_000_000_000_000n);
    expect(ctx.ports.exchange.currentAlphaPrice(ctx, netuid)).toBe(U64F64.ONE);
    addBalanceToColdkeyAccount(ctx, OWNER.coldkey, 100_000_000_000n);
    const before = balanceOf(ctx, OWNER.coldkey);
    expect(burn(ctx, OWNER.coldkey, netuid, 100_000_000_000n, 2_000_000_000n)).toBeUndefined();
    expect(hotkeyTotal(ctx, OWNER.hotkey)).toBe(0n);
    expect(balanceOf(ctx, OWNER.coldkey)).toBe(before - 100_000_000_000n);
    // (1,000 + 99.95) / (1,000 - 90.87)
    expectWithin(priceAsFloat(ctx, netuid), 1.20989, 0.0001);
    expect(hasEvent(ctx, "AlphaBurned")).toBe(true);
  });
  test("test_add_stake_burn_non_owner_succeeds", () => {
    const { ctx, netuid } = pool(AMOUNT * 1_000_000n, AMOUNT * 10_000_000n);
    addBalanceToColdkeyAccount(ctx, OTHER, AMOUNT);
    expect(burn(ctx, OTHER, netuid, AMOUNT)).toBeUndefined();
    expect(stakeOf(ctx, { hotkey: OWNER.hotkey, coldkey: OTHER }, netuid)).toBe(0n);
    expect(hasEvent(ctx, "AddStakeBurn")).toBe(true);
  });
  test("test_add_stake_burn_nonexistent_subnet_fails", () => {
    const ctx = newTestExt(1);
    addBalanceToColdkeyAccount(ctx, OWNER.coldkey, AMOUNT);
    expect(subnets.read.NetworksAdded.get(ctx, netUid(999))).toBe(false);
    expect(noop(ctx, () => burn(ctx, OWNER.coldkey, netUid(999), AMOUNT))).toBe("SubnetNotExists");
  });
  test("test_add_stake_burn_insufficient_balance_fails", () => {
    const { ctx, netuid } = pool(AMOUNT * 1_000_000n, AMOUNT * 10_000_000n);
    expect(noop(ctx, () => burn(ctx, OWNER.coldkey, netuid, AMOUNT))).toBe("NotEnoughBalanceToStake");
  });
});
