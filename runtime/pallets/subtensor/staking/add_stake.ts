// Adding stake: TAO of a coldkey becomes alpha with a hotkey. Mirrors pallets/subtensor/src/staking/add_stake.rs.

import { ensure } from "../../../frame/refusal.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { pools } from "../pools/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { staking } from "./contract.ts";
import { stakeIntoSubnet } from "./into_subnet.ts";
import { maybeBecomeDelegate, owningColdkeyForHotkey } from "./ownership.ts";
import type { Holder } from "./stake.ts";
import { validateAddStake } from "./validate.ts";

const { SubnetTAO } = pools.read;
const { SubnetMechanism } = subnets.read;

/** A TAO for an alpha, in rao. */
export const PAR = rao(1_000_000_000n);
/** A swap takes at most so many times the reserve. */
export const MOST_TIMES_RESERVE = 1000n;
/** Whether alpha trades one for one: on root, and where there is no pool. */
export const isAtPar = (ctx: Ctx, netuid: NetUid): boolean => netuid === ROOT || SubnetMechanism.get(ctx, netuid) === 0;
export const hasPool = (ctx: Ctx, netuid: NetUid): boolean => netuid !== ROOT && SubnetMechanism.get(ctx, netuid) === 1;

const mostInput = (ctx: Ctx, netuid: NetUid): Tao =>
  rao(u64.saturatingMul<bigint>(SubnetTAO.get(ctx, netuid), MOST_TIMES_RESERVE));
function ensureWithinReserve(ctx: Ctx, netuid: NetUid, amount: Tao): void {
  if (hasPool(ctx, netuid)) ensure(amount <= mostInput(ctx, netuid), staking.errors.InsufficientLiquidity);
}

/** TAO that may be paid in, fee included, until alpha costs the limit price. Refuses as the exchange does. */
export function maxAmountAdd(ctx: Ctx, netuid: NetUid, limitPrice: Tao): bigint {
  if (isAtPar(ctx, netuid)) return limitPrice >= PAR ? U64_MAX : 0n;
  const { amountPaidIn, feePaid } = ctx.ports.exchange.buy(ctx, netuid, mostInput(ctx, netuid), {
    priceLimit: limitPrice,
    dropFees: false,
    rollBack: true,
  });
  return u64.saturatingAdd<bigint>(amountPaidIn, feePaid);
}

export function addStake(ctx: Ctx, netuid: NetUid, holder: Holder, tao: Tao): Alpha {
  ensureWithinReserve(ctx, netuid, tao);
  validateAddStake(ctx, netuid, holder, tao, tao, false);
  return stakeIntoSubnet(ctx, netuid, holder, tao, { priceLimit: ctx.ports.exchange.maxPrice(), dropFees: false });
}

export interface LimitOrder {
  readonly limitPrice: Tao;
  /** Fill as much as the limit allows; otherwise refuse when not all fits. */
  readonly allowPartial: boolean;
}
export function addStakeLimit(
  ctx: Ctx,
  netuid: NetUid,
  holder: Holder,
  tao: Tao,
  { limitPrice, allowPartial }: LimitOrder,
): Alpha {
  ensureWithinReserve(ctx, netuid, tao);
  const most = rao(maxAmountAdd(ctx, netuid, limitPrice));
  validateAddStake(ctx, netuid, holder, tao, most, allowPartial);
  if (owningColdkeyForHotkey(ctx, holder.hotkey) !== holder.coldkey) maybeBecomeDelegate(ctx, holder.hotkey);
  return stakeIntoSubnet(ctx, netuid, holder, tao > most ? most : tao, { priceLimit: limitPrice, dropFees: false });
}
