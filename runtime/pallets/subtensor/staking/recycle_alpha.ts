// Giving alpha up: recycled out of the issuance, or burned and still counted; and buying it only for that. Mirrors
// pallets/subtensor/src/staking/recycle_alpha.rs.

import { layer } from "../../../frame/context.ts";
import { ensure } from "../../../frame/refusal.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { type Alpha, alpha, type Tao } from "../../../primitives/units.ts";
import { burnSubnetAlpha, recycleSubnetAlpha } from "../coinbase/alpha.ts";
import type { Ctx } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { ensureAvailableToUnstake } from "../locks/lock.ts";
import { pools } from "../pools/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { ensureSubtokenEnabled, ifSubnetExist } from "../subnets/subnet.ts";
import { addStake, addStakeLimit } from "./add_stake.ts";
import { staking } from "./contract.ts";
import { hotkeyAccountExists } from "./ownership.ts";
import { decreaseStakeForHotkeyAndColdkeyOnSubnet, type Holder, stakeForHotkeyAndColdkeyOnSubnet } from "./stake.ts";

const { errors, events } = staking;

/** Takes up to the amount out of a position; gives what was taken. */
function takeOut(ctx: Ctx, netuid: NetUid, holder: Holder, wanted: Alpha): Alpha {
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  ensure(netuid !== ROOT, errors.CannotBurnOrRecycleOnRootSubnet);
  ensureSubtokenEnabled(ctx, netuid);
  ensure(hotkeyAccountExists(ctx, holder.hotkey), keys.errors.HotKeyAccountNotExists);
  const available = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
  const amount = alpha(wanted < available ? wanted : available);
  ensure(pools.read.SubnetAlphaOut.get(ctx, netuid) >= amount, errors.InsufficientLiquidity);
  ensureAvailableToUnstake(ctx, netuid, holder.coldkey, amount);
  decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder, amount);
  return amount;
}
export function recycleAlpha(ctx: Ctx, netuid: NetUid, holder: Holder, wanted: Alpha): Alpha {
  const amount = takeOut(ctx, netuid, holder, wanted);
  recycleSubnetAlpha(ctx, netuid, amount);
  ctx.emit(events.AlphaRecycled(holder.coldkey, holder.hotkey, amount, netuid));
  return amount;
}
export function burnAlpha(ctx: Ctx, netuid: NetUid, holder: Holder, wanted: Alpha): Alpha {
  const amount = takeOut(ctx, netuid, holder, wanted);
  burnSubnetAlpha(ctx, netuid, amount);
  ctx.emit(events.AlphaBurned(holder.coldkey, holder.hotkey, amount, netuid));
  return amount;
}
/** Buys alpha and burns it, or leaves no trace. */
export const addStakeBurn = (ctx: Ctx, netuid: NetUid, holder: Holder, amount: Tao, limit: Tao | undefined): void =>
  layer(ctx, () => {
    const bought =
      limit === undefined
        ? addStake(ctx, netuid, holder, amount)
        : addStakeLimit(ctx, netuid, holder, amount, { limitPrice: limit, allowPartial: false });
    burnAlpha(ctx, netuid, holder, bought);
    ctx.emit(events.AddStakeBurn({ netuid, hotkey: holder.hotkey, amount, alpha: bought }));
  });
export const addStakeRecycle = (ctx: Ctx, netuid: NetUid, holder: Holder, amount: Tao): Alpha =>
  layer(ctx, () => recycleAlpha(ctx, netuid, holder, addStake(ctx, netuid, holder, amount)));
export const addStakeBurnPermissionless = (ctx: Ctx, netuid: NetUid, holder: Holder, amount: Tao): Alpha =>
  layer(ctx, () => burnAlpha(ctx, netuid, holder, addStake(ctx, netuid, holder, amount)));
