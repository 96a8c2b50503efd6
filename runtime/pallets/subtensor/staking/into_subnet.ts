// Staking into a subnet, unstaking from it, and passing stake on within it. Mirrors
// pallets/subtensor/src/staking/stake_utils.rs (stake_into_subnet, unstake_from_subnet, transfer_stake_within_subnet).

import { attempt, ensure } from "../../../frame/refusal.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import { burnSubnetAlpha } from "../coinbase/alpha.ts";
import { burnTao, transferTaoFromSubnet, transferTaoToSubnet } from "../coinbase/tao.ts";
import { constants } from "../constants/contract.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { cleanupLockIfZero, transferLock } from "../locks/lock.ts";
import { recordTaoInflow, recordTaoOutflow } from "../pools/reserves.ts";
import {
  addStakeAdjustRootClaimedForHotkeyAndColdkey,
  coldkeyHasRootStake,
  maybeAddColdkeyIndex,
  maybeRemoveColdkeyIndex,
  removeStakeAdjustRootClaimedForHotkeyAndColdkey,
} from "../root/claim_root.ts";
import { subnetAccountId } from "../subnets/subnet.ts";
import { staking } from "./contract.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  type Holder,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  noteStakingHotkey,
  tryIncreaseStakeForHotkeyAndColdkeyOnSubnet,
} from "./stake.ts";
import { type SwapLimits, swapAlphaForTao, swapTaoForAlpha } from "./swap_stake_for_tao.ts";

const { LastColdkeyHotkeyStakeBlock } = staking.storage;
const { errors, events } = staking;

/** Least TAO that a stake operation must be worth. */
export const minStake = (ctx: Ctx): Tao => constants.InitialMinStake.get(ctx);
const less = (a: bigint, b: bigint): bigint => u64.saturatingSub(a, b);

/** Buys alpha for a coldkey's TAO and stakes it; gives the alpha. */
export function stakeIntoSubnet(ctx: Ctx, netuid: NetUid, holder: Holder, tao: Tao, limits: SwapLimits): Alpha {
  const { hotkey, coldkey } = holder;
  const staked = transferTaoToSubnet(ctx, netuid, coldkey, tao);
  const { amountPaidIn, amountPaidOut, feePaid, feeToBlockAuthor } = swapTaoForAlpha(ctx, netuid, staked, limits);
  ensure(amountPaidOut !== 0n, errors.AmountTooLow);
  ensure(tryIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, hotkey, amountPaidOut), errors.InsufficientLiquidity);
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder, amountPaidOut);
  noteStakingHotkey(ctx, holder);
  const author = ctx.ports.authorship.author(ctx);
  if (author !== undefined) transferTaoFromSubnet(ctx, netuid, author, feeToBlockAuthor);
  else {
    const account = subnetAccountId(ctx, netuid);
    if (account !== undefined) attempt(() => burnTao(ctx, account, feeToBlockAuthor));
  }
  recordTaoInflow(ctx, netuid, amountPaidIn);
  cleanupLockIfZero(ctx, netuid, coldkey);
  LastColdkeyHotkeyStakeBlock.set(ctx, coldkey, hotkey, currentBlock(ctx));
  if (netuid === ROOT) {
    addStakeAdjustRootClaimedForHotkeyAndColdkey(ctx, holder, amountPaidOut);
    maybeAddColdkeyIndex(ctx, coldkey);
  }
  ctx.emit(events.StakeAdded(coldkey, hotkey, staked, amountPaidOut, netuid, feePaid));
  return amountPaidOut;
}

/** Sells a coldkey's alpha and pays the beneficiary; gives the TAO. Alpha that the limit left unsold is staked again. */
export function unstakeFromSubnet(
  ctx: Ctx,
  netuid: NetUid,
  holder: Holder,
  beneficiary: AccountId,
  amount: Alpha,
  limits: SwapLimits,
): Tao {
  const { hotkey, coldkey } = holder;
  decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder, amount);
  const { amountPaidIn, amountPaidOut, feePaid, feeToBlockAuthor } = swapAlphaForTao(ctx, netuid, amount, limits);
  const refund = alpha(less(amount, u64.saturatingAdd(amountPaidIn, feePaid)));
  if (refund !== 0n) increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder, refund);
  transferTaoFromSubnet(ctx, netuid, beneficiary, amountPaidOut);
  let feeOutflow = 0n;
  const author = ctx.ports.authorship.author(ctx);
  if (author !== undefined) {
    const fee = swapAlphaForTao(ctx, netuid, feeToBlockAuthor, {
      priceLimit: ctx.ports.exchange.minPrice(),
      dropFees: true,
    });
    transferTaoFromSubnet(ctx, netuid, author, fee.amountPaidOut);
    feeOutflow = fee.amountPaidOut;
  } else burnSubnetAlpha(ctx, netuid, feeToBlockAuthor);
  if (netuid === ROOT) {
    removeStakeAdjustRootClaimedForHotkeyAndColdkey(ctx, holder, amount);
    if (!coldkeyHasRootStake(ctx, coldkey)) maybeRemoveColdkeyIndex(ctx, coldkey);
  }
  recordTaoOutflow(ctx, netuid, rao(u64.saturatingAdd(amountPaidOut, feeOutflow)));
  cleanupLockIfZero(ctx, netuid, coldkey);
  LastColdkeyHotkeyStakeBlock.set(ctx, coldkey, hotkey, currentBlock(ctx));
  ctx.emit(events.StakeRemoved(coldkey, hotkey, amountPaidOut, amountPaidIn, netuid, feePaid));
  return amountPaidOut;
}

/** Moves alpha between holders of one subnet, past the pool; gives what it is worth. Refuses with AmountTooLow at the end. */
export function transferStakeWithinSubnet(
  ctx: Ctx,
  netuid: NetUid,
  { origin, destination }: { readonly origin: Holder; readonly destination: Holder },
  amount: Alpha,
): Tao {
  transferLock(ctx, netuid, { originColdkey: origin.coldkey, destinationColdkey: destination.coldkey }, amount);
  decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, origin, amount);
  if (netuid === ROOT) removeStakeAdjustRootClaimedForHotkeyAndColdkey(ctx, origin, amount);
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, destination, amount);
  if (netuid === ROOT) addStakeAdjustRootClaimedForHotkeyAndColdkey(ctx, destination, amount);
  const price = ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
  const worth = rao(U64F64.saturatingToNum(U64F64.saturatingMul(price, U64F64.saturatingFromNum(amount)), u64));
  ensure(worth >= minStake(ctx), errors.AmountTooLow);
  LastColdkeyHotkeyStakeBlock.set(ctx, destination.coldkey, destination.hotkey, currentBlock(ctx));
  ctx.emit(events.StakeRemoved(origin.coldkey, origin.hotkey, worth, amount, netuid, 0n));
  ctx.emit(events.StakeAdded(destination.coldkey, destination.hotkey, worth, amount, netuid, 0n));
  return worth;
}
