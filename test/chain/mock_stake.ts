// What the reference's tests of stake have in common: its calls made directly, positions, quotes of the exchange.

import { expect } from "vitest";
import type { Origin } from "../../runtime/frame/origin.ts";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { totalStakeForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { swap } from "../../runtime/pallets/swap/contract.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { directOutcome, type MockContext, signed } from "./mock.ts";

/** DefaultMinStake and ExistentialDeposit of the mock. */
export const MIN_STAKE = 2_000_000n;
export const DEPOSIT = 1n;
export const [MAX_PRICE, MIN_PRICE] = [1_000_000_000_000_000n, 1_000n];

export interface Keys {
  readonly hotkey: AccountId;
  readonly coldkey: AccountId;
}
export const stakeOf = (ctx: MockContext, keys: Keys, netuid: NetUid): bigint =>
  stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, keys);
/** Alpha out of nowhere. */
export const giveStake = (ctx: MockContext, keys: Keys, netuid: NetUid, amount: bigint): void =>
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, keys, alpha(amount));
export const dropStake = (ctx: MockContext, keys: Keys, netuid: NetUid, amount: bigint): void =>
  decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, keys, alpha(amount));
/** Nothing staked, whatever registration left. */
export const clearStake = (ctx: MockContext, keys: Keys, netuid: NetUid): void =>
  dropStake(ctx, keys, netuid, stakeOf(ctx, keys, netuid));
export const balanceOf = (ctx: MockContext, who: AccountId): bigint => coldkeyBalance(ctx, who);
export const hotkeyTotal = (ctx: MockContext, hotkey: AccountId): bigint => totalStakeForHotkey(ctx, hotkey);
export const priceOf = (ctx: MockContext, netuid: NetUid): U64F64 => ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
export const priceAsFloat = (ctx: MockContext, netuid: NetUid): number => U64F64.toFloat(priceOf(ctx, netuid));

/** The refusal's name, or undefined. */
export type Outcome = string | undefined;
type Args = Readonly<Record<string, unknown>>;
export const callBy = (ctx: MockContext, by: AccountId | Origin, name: string, args: Args): Outcome =>
  directOutcome(ctx, typeof by === "string" ? signed(by) : by, name, args);
export const addStake = (ctx: MockContext, by: AccountId | Origin, hotkey: AccountId, netuid: NetUid, amount: bigint) =>
  callBy(ctx, by, "add_stake", { hotkey, netuid, amount_staked: amount });
export const removeStake = (
  ctx: MockContext,
  by: AccountId | Origin,
  hotkey: AccountId,
  netuid: NetUid,
  amount: bigint,
) => callBy(ctx, by, "remove_stake", { hotkey, netuid, amount_unstaked: amount });
export interface Order {
  readonly amount: bigint;
  readonly limit: bigint;
  readonly partial: boolean;
}
export const addStakeLimit = (
  ctx: MockContext,
  by: AccountId,
  hotkey: AccountId,
  netuid: NetUid,
  { amount, limit, partial }: Order,
) =>
  callBy(ctx, by, "add_stake_limit", {
    hotkey,
    netuid,
    amount_staked: amount,
    limit_price: limit,
    allow_partial: partial,
  });
export const removeStakeLimit = (
  ctx: MockContext,
  by: AccountId,
  hotkey: AccountId,
  netuid: NetUid,
  { amount, limit, partial }: Order,
) =>
  callBy(ctx, by, "remove_stake_limit", {
    hotkey,
    netuid,
    amount_unstaked: amount,
    limit_price: limit,
    allow_partial: partial,
  });

/** What a trade would give at any price: amount out and fee. */
export interface Quote {
  readonly out: bigint;
  readonly fee: bigint;
}
const quoted = ({ amountPaidOut, feePaid }: { amountPaidOut: bigint; feePaid: bigint }): Quote => {
  expect(amountPaidOut).toBeGreaterThan(0n);
  return { out: amountPaidOut, fee: feePaid };
};
export const swapTaoToAlpha = (ctx: MockContext, netuid: NetUid, tao: bigint): Quote =>
  netuid === 0
    ? { out: tao, fee: 0n }
    : quoted(
        ctx.ports.exchange.buy(ctx, netuid, rao(tao), { priceLimit: rao(MAX_PRICE), dropFees: false, rollBack: true }),
      );
export const swapAlphaToTao = (ctx: MockContext, netuid: NetUid, amount: bigint, dropFees = false): Quote =>
  netuid === 0
    ? { out: amount, fee: 0n }
    : quoted(
        ctx.ports.exchange.sell(ctx, netuid, alpha(amount), { priceLimit: rao(MIN_PRICE), dropFees, rollBack: true }),
      );
export const setFeeRate = (ctx: MockContext, netuid: NetUid, rate: number): void =>
  swap.storage.FeeRate.set(ctx, netuid, rate);
/** Weights of the pool as a first purchase of nothing would set them. */
export const initSwap = (ctx: MockContext, netuid: NetUid): void => ctx.ports.exchange.initSwap(ctx, netuid, undefined);
export const setPool = (ctx: MockContext, netuid: NetUid, tao: bigint, inPool: bigint): void => {
  pools.storage.SubnetTAO.set(ctx, netuid, rao(tao));
  pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(inPool));
};

/** All of the state as text, to compare two moments. */
export const dump = (ctx: MockContext): string =>
  Array.from(ctx.state.keys(""), (key) => `${key}:${bytesToHex(ctx.state.get(key)!.bytes)}`).join("\n");
/** `assert_noop!`: the refusal's name, after which the state is what it was. */
export function noop(ctx: MockContext, work: () => Outcome): Outcome {
  const before = dump(ctx);
  const refused = work();
  expect(refused, "a refusal").toBeDefined();
  expect(dump(ctx) === before, "the state is as before").toBe(true);
  return refused;
}
