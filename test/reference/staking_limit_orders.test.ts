// The reference's tests of stake with a limit price (pallets/subtensor/src/tests/staking.rs): its scenarios, values and
// tolerances. Amounts given exactly beside them were worked out apart, in whole numbers, for pools of equal weights.

import { expect, test } from "vitest";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { acct, type MockContext, newTestExt } from "../chain/mock.ts";
import {
  addStake,
  addStakeLimit,
  balanceOf,
  callBy,
  DEPOSIT,
  giveStake,
  type Keys,
  MAX_PRICE,
  noop,
  priceAsFloat,
  priceOf,
  removeStakeLimit,
  setPool,
  stakeOf,
} from "../chain/mock_stake.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  registerOkNeuron,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const keysOf = (hotkey: number, coldkey: number): Keys => ({ hotkey: acct(hotkey), coldkey: acct(coldkey) });
const OWNER = keysOf(533_453, 55_453);
/** OWNER's subnet with reserves. */
function pool(tao: bigint, inPool: bigint, owner = OWNER): { ctx: MockContext; netuid: NetUid } {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, owner.hotkey, owner.coldkey);
  setPool(ctx, netuid, tao, inPool);
  return { ctx, netuid };
}
const order = (amount: bigint, limit: bigint, partial: boolean) => ({ amount, limit, partial });
const buy = (ctx: MockContext, netuid: NetUid, given: ReturnType<typeof order>, { hotkey, coldkey } = OWNER) =>
  addStakeLimit(ctx, coldkey, hotkey, netuid, given);
const sell = (ctx: MockContext, netuid: NetUid, given: ReturnType<typeof order>, { hotkey, coldkey } = OWNER) =>
  removeStakeLimit(ctx, coldkey, hotkey, netuid, given);
const TAO = 1_000_000_000n;

test("test_add_stake_limit_ok", () => {
  const { ctx, netuid } = pool(150n * TAO, 100n * TAO);
  removeOwnerRegistrationStake(ctx, netuid);
  expect(priceOf(ctx, netuid)).toBe(U64F64.fromFloat(1.5));
  const amount = 900n * TAO;
  addBalanceToColdkeyAccount(ctx, OWNER.coldkey, amount);
  const before = balanceOf(ctx, OWNER.coldkey);
  expect(buy(ctx, netuid, order(amount, 24n * TAO, true))).toBeUndefined();
  expectWithin(stakeOf(ctx, OWNER, netuid), 75n * TAO, (75n * TAO) / 1000n);
  const fee = ctx.ports.exchange.approxFeeAmount(ctx, netuid, amount / 2n);
  expectWithin(balanceOf(ctx, OWNER.coldkey), amount / 2n - fee, amount / 2n / 1000n);
  expectWithin(priceAsFloat(ctx, netuid), 24, 0.001);
  // Four times the price's root: 450 TAO go in, and 33 / 65,502 of them as the fee.
  expect(before - balanceOf(ctx, OWNER.coldkey)).toBe(450n * TAO + 226_710_634n);
  expect(stakeOf(ctx, OWNER, netuid)).toBe(75n * TAO);
});
test("test_add_stake_limit_fill_or_kill", () => {
  const { ctx, netuid } = pool(150n * TAO, 100n * TAO);
  expect(priceOf(ctx, netuid)).toBe(U64F64.fromFloat(1.5));
  addBalanceToColdkeyAccount(ctx, OWNER.coldkey, 900n * TAO);
  expect(noop(ctx, () => buy(ctx, netuid, order(900n * TAO, 24n * TAO, false)))).toBe("SlippageTooHigh");
  expect(buy(ctx, netuid, order(150n * TAO, 24n * TAO, false))).toBeUndefined();
});
test("test_add_stake_limit_rejects_input_over_swap_reserve_cap", () => {
  const keys = keysOf(533_454, 55_454);
  const { ctx, netuid } = pool(1_000n, TAO, keys);
  addBalanceToColdkeyAccount(ctx, keys.coldkey, 1_000_001n);
  expect(noop(ctx, () => buy(ctx, netuid, order(1_000_001n, MAX_PRICE, true), keys))).toBe("InsufficientLiquidity");
});
test("test_add_stake_limit_partial_zero_max_stake_amount_error", () => {
  const { ctx, netuid } = pool(5_032_494_439_940n, 186_268_425_402_874n);
  addBalanceToColdkeyAccount(ctx, OWNER.coldkey, 19_980_000_000n);
  expect(noop(ctx, () => buy(ctx, netuid, order(19_980_000_000n, 26_953_618n, true)))).toBe("PriceLimitExceeded");
});
test("test_remove_stake_limit_ok", () => {
  const { ctx, netuid } = pool(100n * TAO, 100n * TAO);
  addBalanceToColdkeyAccount(ctx, OWNER.coldkey, 300n * TAO + DEPOSIT);
  expect(addStake(ctx, OWNER.coldkey, OWNER.hotkey, netuid, 300n * TAO)).toBeUndefined();
  const held = stakeOf(ctx, OWNER, netuid);
  const limit = BigInt(Math.trunc(priceAsFloat(ctx, netuid) * 990_000_000));
  expect(sell(ctx, netuid, order(held / 2n, limit, true))).toBeUndefined();
  const [expected, fee] = [138_000_000n, 414_000n];
  const sold = held - stakeOf(ctx, OWNER, netuid);
  expectWithin(sold, expected + fee, expected / 10n);
  // 125,992,964 take the price down to 99 %, and 33 / 65,502 of them are the fee.
  expect(sold).toBe(126_056_439n);
});
test("test_remove_stake_limit_fill_or_kill", () => {
  const { ctx, netuid } = pool(150n * TAO, 100n * TAO);
  giveStake(ctx, OWNER, netuid, 300n * TAO);
  expect(priceOf(ctx, netuid)).toBe(U64F64.fromFloat(1.5));
  expect(noop(ctx, () => sell(ctx, netuid, order(150n * TAO, 1_350_000_000n, false)))).toBe("SlippageTooHigh");
  expect(sell(ctx, netuid, order((150n * TAO) / 100n, 1_350_000_000n, false))).toBeUndefined();
});
test("test_move_stake_limit_partial", () => {
  const ctx = newTestExt(1);
  const keys = keysOf(2, 1);
  const subnet = () => addDynamicNetwork(ctx, acct(1002), acct(1001));
  const [origin, destination] = [subnet(), subnet()];
  for (const netuid of [origin, destination]) registerOkNeuron(ctx, netuid, keys.hotkey, keys.coldkey);
  giveStake(ctx, keys, origin, 150n * TAO);
  for (const netuid of [origin, destination]) ctx.ports.exchange.clearProtocolLiquidity(ctx, netuid);
  setPool(ctx, origin, 150n * TAO, 100n * TAO);
  setPool(ctx, destination, 150n * TAO * 100_000n, 100n * TAO * 100_000n);
  for (const netuid of [origin, destination]) expect(priceOf(ctx, netuid)).toBe(U64F64.fromFloat(1.5));
  const args = {
    hotkey: keys.hotkey,
    origin_netuid: origin,
    destination_netuid: destination,
    alpha_amount: 150n * TAO,
    limit_price: 990_000_000n,
    allow_partial: true,
  };
  expect(callBy(ctx, keys.coldkey, "swap_stake_limit", args)).toBeUndefined();
  expectWithin(stakeOf(ctx, keys, origin), 149n * TAO, TAO / 10n);
});
test("no order reaches a subnet that is not there", () => {
  const { ctx } = pool(150n * TAO, 100n * TAO);
  const nowhere = netUid(99);
  expect(noop(ctx, () => buy(ctx, nowhere, order(TAO, 2n * TAO, true)))).toBe("SubnetNotExists");
  expect(noop(ctx, () => sell(ctx, nowhere, order(TAO, TAO / 2n, true)))).toBe("SubnetNotExists");
});
