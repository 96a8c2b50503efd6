// Stake of hotkeys and coldkeys on subnets, as alpha in share pools. Mirrors pallets/subtensor/src/staking/stake_utils.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { i64 } from "../../../primitives/ints.ts";
import {
  tryValueOfKey,
  updateValueForAll,
  updateValueForOne,
  wouldUpdateValueForOne,
} from "../../../primitives/share_pool/share_pool.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { alphaSharePool } from "./alpha_pool.ts";
import { staking } from "./contract.ts";

const { StakingHotkeys, TotalHotkeyAlpha } = staking.storage;

/** A coldkey's position with a hotkey. */
export interface Holder {
  readonly hotkey: AccountId;
  readonly coldkey: AccountId;
}
const signed = (amount: bigint): bigint => i64.wrap(amount);

export const stakeForHotkeyAndColdkeyOnSubnet = (ctx: Ctx, netuid: NetUid, { hotkey, coldkey }: Holder): Alpha =>
  alpha(tryValueOfKey(alphaSharePool(ctx, netuid, hotkey), coldkey) ?? 0n);
export const stakeForHotkeyOnSubnet = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): Alpha =>
  TotalHotkeyAlpha.get(ctx, hotkey, netuid);

/** What is left after a decrement. Refuses with NotEnoughStakeToWithdraw. */
export function calculateReducedStakeOnSubnet(ctx: Ctx, netuid: NetUid, holder: Holder, decrement: Alpha): Alpha {
  const current = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
  ensure(current >= decrement, staking.errors.NotEnoughStakeToWithdraw);
  return alpha(current - decrement);
}

/** Adds to what all nominators of a hotkey share. */
export const increaseStakeForHotkeyOnSubnet = (ctx: Ctx, netuid: NetUid, hotkey: AccountId, amount: Alpha): void =>
  updateValueForAll(alphaSharePool(ctx, netuid, hotkey), signed(amount));
export const decreaseStakeForHotkeyOnSubnet = (ctx: Ctx, netuid: NetUid, hotkey: AccountId, amount: bigint): void =>
  updateValueForAll(alphaSharePool(ctx, netuid, hotkey), i64.wrap(-signed(amount)));

/** Notes that a coldkey stakes with a hotkey. */
export function noteStakingHotkey(ctx: Ctx, { hotkey, coldkey }: Holder): void {
  const hotkeys = StakingHotkeys.get(ctx, coldkey);
  if (!hotkeys.includes(hotkey)) StakingHotkeys.set(ctx, coldkey, [...hotkeys, hotkey]);
}
export function increaseStakeForHotkeyAndColdkeyOnSubnet(
  ctx: Ctx,
  netuid: NetUid,
  holder: Holder,
  amount: Alpha,
): void {
  if (amount !== 0n) noteStakingHotkey(ctx, holder);
  updateValueForOne(alphaSharePool(ctx, netuid, holder.hotkey), holder.coldkey, signed(amount));
}
/** Whether adding the amount would move any shares. */
export const tryIncreaseStakeForHotkeyAndColdkeyOnSubnet = (
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  amount: Alpha,
): boolean => wouldUpdateValueForOne(alphaSharePool(ctx, netuid, hotkey), signed(amount));
/** Does nothing where there is less than the amount. */
export function decreaseStakeForHotkeyAndColdkeyOnSubnet(
  ctx: Ctx,
  netuid: NetUid,
  { hotkey, coldkey }: Holder,
  amount: Alpha,
): void {
  const pool = alphaSharePool(ctx, netuid, hotkey);
  const value = tryValueOfKey(pool, coldkey);
  if (value !== undefined && value >= amount) updateValueForOne(pool, coldkey, i64.wrap(-signed(amount)));
}
