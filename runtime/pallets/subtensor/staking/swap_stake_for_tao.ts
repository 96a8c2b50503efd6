// TAO into alpha and back through a subnet's pool, with the reserves and totals that follow. Mirrors
// pallets/subtensor/src/staking/stake_utils.rs (swap_tao_for_alpha, swap_alpha_for_tao).

import type { SwapResult } from "../../../ports/exchange.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { u64, u128 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { pools } from "../pools/contract.ts";
import { decreaseProvidedAlphaReserve, decreaseProvidedTaoReserve } from "../pools/reserves.ts";
import { subnets } from "../subnets/contract.ts";

const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume, TotalStake } = pools.storage;
const { SubnetMechanism } = subnets.read;

const I64_MAX = (1n << 63n) - 1n;
/** Amounts that move reserves are clamped to what a signed 64-bit number holds; |i64::MIN| is one more. */
const paidIn = (amount: bigint): bigint => (amount > I64_MAX ? I64_MAX : amount);
const paidOut = (amount: bigint): bigint => (amount > I64_MAX + 1n ? I64_MAX + 1n : amount);
export interface SwapLimits {
  readonly priceLimit: Tao;
  readonly dropFees: boolean;
}

/** Refuses as the exchange does. */
export function swapTaoForAlpha(ctx: Ctx, netuid: NetUid, tao: Tao, limits: SwapLimits): SwapResult<Tao, Alpha> {
  const result =
    SubnetMechanism.get(ctx, netuid) === 1
      ? ctx.ports.exchange.buy(ctx, netuid, tao, { ...limits, rollBack: false })
      : { amountPaidIn: tao, amountPaidOut: alpha(tao), feePaid: rao(0n), feeToBlockAuthor: rao(0n) };
  decreaseProvidedAlphaReserve(ctx, netuid, alpha(paidOut(result.amountPaidOut)));
  SubnetAlphaOut.update(ctx, netuid, (old) => alpha(u64.saturatingAdd(old, result.amountPaidOut)));
  SubnetTAO.update(ctx, netuid, (old) => rao(u64.saturatingAdd(old, paidIn(result.amountPaidIn))));
  TotalStake.update(ctx, (old) => rao(u64.saturatingAdd(old, tao)));
  SubnetVolume.update(ctx, netuid, (old) => u128.saturatingAdd(old, tao));
  return result;
}
export function swapAlphaForTao(ctx: Ctx, netuid: NetUid, amount: Alpha, limits: SwapLimits): SwapResult<Alpha, Tao> {
  const result =
    SubnetMechanism.get(ctx, netuid) === 1
      ? ctx.ports.exchange.sell(ctx, netuid, amount, { ...limits, rollBack: false })
      : { amountPaidIn: amount, amountPaidOut: rao(amount), feePaid: alpha(0n), feeToBlockAuthor: alpha(0n) };
  const moved = paidIn(result.amountPaidIn);
  SubnetAlphaIn.update(ctx, netuid, (old) => alpha(u64.saturatingAdd(old, moved)));
  SubnetAlphaOut.update(ctx, netuid, (old) => alpha(u64.saturatingSub(old, moved)));
  decreaseProvidedTaoReserve(ctx, netuid, rao(paidOut(result.amountPaidOut)));
  TotalStake.update(ctx, (old) => rao(u64.saturatingSub(old, result.amountPaidOut)));
  SubnetVolume.update(ctx, netuid, (old) => u128.saturatingAdd(old, result.amountPaidOut));
  return result;
}
