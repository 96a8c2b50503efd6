// Moving stake: to another hotkey, another coldkey or another subnet. Mirrors
// pallets/subtensor/src/staking/move_stake.rs.

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import { transferTao } from "../coinbase/tao.ts";
import type { Ctx } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { pools } from "../pools/contract.ts";
import { hasPool, isAtPar, type LimitOrder, maxAmountAdd, PAR } from "./add_stake.ts";
import { minStake, stakeIntoSubnet, transferStakeWithinSubnet, unstakeFromSubnet } from "./into_subnet.ts";
import { maybeBecomeDelegate, owningColdkeyForHotkey } from "./ownership.ts";
import { maxAmountRemove } from "./remove_stake.ts";
import { type Holder, stakeForHotkeyAndColdkeyOnSubnet } from "./stake.ts";
import { validateStakeTransition } from "./validate.ts";

const { SubnetAlphaIn, SubnetTAO } = pools.read;
const whole = (amount: bigint): U64F64 => U64F64.saturatingFromNum(amount);

export function toggleTransfer(ctx: Ctx, netuid: NetUid, toggle: boolean): void {
  parameters.storage.TransferToggle.set(ctx, netuid, toggle);
  ctx.emit(parameters.events.TransferToggle(netuid, toggle));
}

export interface Route {
  readonly originNetuid: NetUid;
  readonly destinationNetuid: NetUid;
}
/** Alpha that may go from one subnet to another until origin alpha buys no more destination alpha than the limit says. */
export function maxAmountMove(ctx: Ctx, { originNetuid, destinationNetuid }: Route, limitPrice: Tao): Alpha {
  const fromPar = isAtPar(ctx, originNetuid);
  const toPar = isAtPar(ctx, destinationNetuid);
  if (fromPar && toPar) return alpha(limitPrice > PAR ? 0n : U64_MAX);
  if (fromPar && hasPool(ctx, destinationNetuid)) {
    if (limitPrice === 0n) return alpha(U64_MAX);
    const price = U64F64.saturatingToNum(
      U64F64.saturatingMul(U64F64.safeDiv(whole(PAR), whole(limitPrice)), whole(PAR)),
      u64,
    );
    return alpha(maxAmountAdd(ctx, destinationNetuid, rao(price)));
  }
  if (toPar && hasPool(ctx, originNetuid)) return maxAmountRemove(ctx, originNetuid, limitPrice);
  const tao = { origin: SubnetTAO.get(ctx, originNetuid), destination: SubnetTAO.get(ctx, destinationNetuid) };
  const inPool = {
    origin: SubnetAlphaIn.get(ctx, originNetuid),
    destination: SubnetAlphaIn.get(ctx, destinationNetuid),
  };
  if (tao.origin === 0n || tao.destination === 0n || inPool.origin === 0n || inPool.destination === 0n)
    return alpha(0n);
  const limit = U64F64.checkedDiv(whole(limitPrice), whole(PAR)) ?? U64F64.ZERO;
  const { exchange } = ctx.ports;
  if (
    limit >
    U64F64.safeDiv(exchange.currentAlphaPrice(ctx, originNetuid), exchange.currentAlphaPrice(ctx, destinationNetuid))
  )
    return alpha(0n);
  if (limitPrice === 0n) return alpha(U64_MAX);
  const sum = U64F64.saturatingAdd(whole(tao.destination), whole(tao.origin));
  const bought = U64F64.safeDiv(
    U64F64.saturatingMul(whole(inPool.destination), U64F64.safeDiv(whole(tao.origin), sum)),
    limit,
  );
  const sold = U64F64.saturatingMul(whole(inPool.origin), U64F64.safeDiv(whole(tao.destination), sum));
  return alpha(U64F64.saturatingToNum(U64F64.saturatingSub(bought, sold), u64));
}

export interface Transition extends Route {
  readonly origin: Holder;
  readonly destination: Holder;
  readonly limit?: LimitOrder;
  readonly checkTransferToggle: boolean;
}
/** Moves up to the amount; gives what it was worth in TAO. */
export function transitionStake(
  ctx: Ctx,
  wanted: Alpha,
  { origin, destination, originNetuid, destinationNetuid, limit, checkTransferToggle }: Transition,
): Tao {
  const across = originNetuid !== destinationNetuid;
  const available = stakeForHotkeyAndColdkeyOnSubnet(ctx, originNetuid, origin);
  const amount = wanted < available ? wanted : available;
  const most =
    across && limit !== undefined ? maxAmountMove(ctx, { originNetuid, destinationNetuid }, limit.limitPrice) : amount;
  validateStakeTransition(ctx, {
    originColdkey: origin.coldkey,
    destinationColdkey: destination.coldkey,
    originHotkey: origin.hotkey,
    destinationHotkey: destination.hotkey,
    originNetuid,
    destinationNetuid,
    alphaAmount: amount,
    maxAmount: most,
    allowPartial: limit?.allowPartial,
    checkTransferToggle,
  });
  const moved = amount < most ? amount : most;
  if (!across) return transferStakeWithinSubnet(ctx, originNetuid, { origin, destination }, moved);
  // One fee for the way: on the destination's side when the stake comes from root, else on the origin's.
  const fromRoot = originNetuid === ROOT;
  const { exchange } = ctx.ports;
  const tao = unstakeFromSubnet(ctx, originNetuid, origin, origin.coldkey, moved, {
    priceLimit: exchange.minPrice(),
    dropFees: fromRoot,
  });
  if (origin.coldkey !== destination.coldkey) transferTao(ctx, { from: origin.coldkey, to: destination.coldkey }, tao);
  // Too little to stake stays as TAO.
  if (tao >= minStake(ctx)) {
    if (owningColdkeyForHotkey(ctx, destination.hotkey) !== destination.coldkey)
      maybeBecomeDelegate(ctx, destination.hotkey);
    stakeIntoSubnet(ctx, destinationNetuid, destination, tao, { priceLimit: exchange.maxPrice(), dropFees: !fromRoot });
  }
  return tao;
}
