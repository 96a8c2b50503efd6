// Removing stake: alpha of a coldkey becomes TAO again. Mirrors pallets/subtensor/src/staking/remove_stake.rs, but for the
// dissolution of a subnet's stakes.

import { attempt, ensure } from "../../../frame/refusal.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { delegation } from "../delegation/contract.ts";
import { keys } from "../keys/contract.ts";
import { parameters } from "../parameters/contract.ts";
import { pools } from "../pools/contract.ts";
import { settings } from "../settings/contract.ts";
import { allSubnetNetuids, ensureSubtokenEnabled } from "../subnets/subnet.ts";
import { hasPool, isAtPar, type LimitOrder, MOST_TIMES_RESERVE, PAR } from "./add_stake.ts";
import { staking } from "./contract.ts";
import { stakeIntoSubnet, unstakeFromSubnet } from "./into_subnet.ts";
import { clearSmallNominationIfRequired, hotkeyAccountExists, totalStakeForHotkey } from "./ownership.ts";
import { type Holder, stakeForHotkeyAndColdkeyOnSubnet } from "./stake.ts";
import { validateRemoveStake } from "./validate.ts";

const { PendingChildKeys } = delegation.storage;
const { SubtokenEnabled } = parameters.read;
const { SubnetAlphaIn } = pools.read;
const { StakeThreshold } = settings.read;
const { errors } = staking;

const least = (a: bigint, b: bigint): Alpha => alpha(a < b ? a : b);
const mostInput = (ctx: Ctx, netuid: NetUid): Alpha =>
  alpha(u64.saturatingMul<bigint>(SubnetAlphaIn.get(ctx, netuid), MOST_TIMES_RESERVE));
function ensureWithinReserve(ctx: Ctx, netuid: NetUid, amount: Alpha): void {
  if (hasPool(ctx, netuid)) ensure(amount <= mostInput(ctx, netuid), errors.InsufficientLiquidity);
}
const anyPrice = (ctx: Ctx) => ({ priceLimit: ctx.ports.exchange.minPrice(), dropFees: false });

/** Alpha that may be sold, fee included, until it brings no more than the limit price. Refuses as the exchange does. */
export function maxAmountRemove(ctx: Ctx, netuid: NetUid, limitPrice: Tao): Alpha {
  if (isAtPar(ctx, netuid)) return alpha(limitPrice <= PAR ? U64_MAX : 0n);
  const { amountPaidIn, feePaid } = ctx.ports.exchange.sell(ctx, netuid, mostInput(ctx, netuid), {
    priceLimit: limitPrice,
    dropFees: false,
    rollBack: true,
  });
  return alpha(u64.saturatingAdd(amountPaidIn, feePaid));
}

/** A hotkey below the threshold loses the children that it has announced. */
function dropPendingChildren(ctx: Ctx, hotkey: AccountId): void {
  if (totalStakeForHotkey(ctx, hotkey) >= StakeThreshold.get(ctx)) return;
  for (const netuid of allSubnetNetuids(ctx)) PendingChildKeys.delete(ctx, netuid, hotkey);
}

/** More than there is means all. */
export function removeStake(ctx: Ctx, netuid: NetUid, holder: Holder, wanted: Alpha): void {
  ensureSubtokenEnabled(ctx, netuid);
  const amount = least(wanted, stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder));
  ensureWithinReserve(ctx, netuid, amount);
  validateRemoveStake(ctx, netuid, holder, amount, amount, false);
  unstakeFromSubnet(ctx, netuid, holder, holder.coldkey, amount, anyPrice(ctx));
  clearSmallNominationIfRequired(ctx, netuid, holder);
  dropPendingChildren(ctx, holder.hotkey);
}
export function removeStakeLimit(
  ctx: Ctx,
  netuid: NetUid,
  holder: Holder,
  amount: Alpha,
  { limitPrice, allowPartial }: LimitOrder,
): void {
  ensureWithinReserve(ctx, netuid, amount);
  const most = maxAmountRemove(ctx, netuid, limitPrice);
  validateRemoveStake(ctx, netuid, holder, amount, most, allowPartial);
  unstakeFromSubnet(ctx, netuid, holder, holder.coldkey, least(amount, most), {
    priceLimit: limitPrice,
    dropFees: false,
  });
  clearSmallNominationIfRequired(ctx, netuid, holder);
  dropPendingChildren(ctx, holder.hotkey);
}
/** Everything, at any price or at the limit. */
export function removeStakeFullLimit(ctx: Ctx, netuid: NetUid, holder: Holder, limitPrice: Tao | undefined): void {
  const all = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
  if (limitPrice === undefined) removeStake(ctx, netuid, holder, all);
  else removeStakeLimit(ctx, netuid, holder, all, { limitPrice, allowPartial: false });
}

/** Sells a whole position if it may be sold; gives the TAO, nothing where it may not. */
function sellAll(ctx: Ctx, netuid: NetUid, holder: Holder): Tao {
  if (!SubtokenEnabled.get(ctx, netuid)) return rao(0n);
  const amount = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
  if (attempt(() => validateRemoveStake(ctx, netuid, holder, amount, amount, false)) !== undefined || amount === 0n)
    return rao(0n);
  const tao = unstakeFromSubnet(ctx, netuid, holder, holder.coldkey, amount, anyPrice(ctx));
  clearSmallNominationIfRequired(ctx, netuid, holder);
  return tao;
}
export function unstakeAll(ctx: Ctx, holder: Holder): void {
  ensure(hotkeyAccountExists(ctx, holder.hotkey), keys.errors.HotKeyAccountNotExists);
  for (const netuid of allSubnetNetuids(ctx)) sellAll(ctx, netuid, holder);
}
/** Sells all alpha and stakes the TAO on root. */
export function unstakeAllAlpha(ctx: Ctx, holder: Holder): void {
  ensure(hotkeyAccountExists(ctx, holder.hotkey), keys.errors.HotKeyAccountNotExists);
  let total = rao(0n);
  for (const netuid of allSubnetNetuids(ctx))
    if (netuid !== ROOT) total = rao(u64.saturatingAdd(total, sellAll(ctx, netuid, holder)));
  stakeIntoSubnet(ctx, ROOT, holder, total, { priceLimit: ctx.ports.exchange.maxPrice(), dropFees: false });
}
