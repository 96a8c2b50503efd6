// Prices of alpha and what an exchange would give. Mirrors pallets/swap/runtime-api/src/lib.rs as runtime/src/lib.rs
// implements it.

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { simulated } from "../pallets/subtensor/staking/simulated.ts";
import { allSubnetNetuids } from "../pallets/subtensor/subnets/subnet.ts";
import { SimSwapResult, SubnetPrice } from "../pallets/swap/quotes.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { U64F64 } from "../primitives/fixed/formats.ts";
import { NetUid } from "../primitives/ids.ts";
import { u64 as integer } from "../primitives/ints.ts";
import { u64, vec } from "../primitives/scale/index.ts";
import { Alpha, alpha as alphaOf, rao, Tao } from "../primitives/units.ts";
import type { ApiContext } from "./context.ts";

const TAO_IN_RAO = U64F64.fromNum(1_000_000_000n);
const whole = (value: U64F64): bigint => U64F64.saturatingToNum(value, integer);
const priceOf = (ctx: ApiContext, netuid: NetUid): U64F64 => ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
/** 10^-9 TAO for one alpha. */
const alphaPrice = (ctx: ApiContext, netuid: NetUid): bigint =>
  whole(U64F64.saturatingMul(priceOf(ctx, netuid), TAO_IN_RAO));

/** What the exchange refuses gives nothing. */
const NOTHING: SimSwapResult = {
  tao_amount: rao(0n),
  alpha_amount: alphaOf(0n),
  tao_fee: rao(0n),
  alpha_fee: alphaOf(0n),
  tao_slippage: rao(0n),
  alpha_slippage: alphaOf(0n),
};
function simulatePurchase(ctx: ApiContext, netuid: NetUid, tao: Tao): SimSwapResult {
  const atPrice = whole(U64F64.safeDiv(U64F64.saturatingFromNum(tao), priceOf(ctx, netuid)));
  const found = simulated(() => ctx.ports.exchange.simBuy(ctx, netuid, tao));
  if (found === undefined) return NOTHING;
  const { amountPaidIn, amountPaidOut, feePaid } = found;
  const slippage = alphaOf(integer.saturatingSub(atPrice, amountPaidOut));
  return {
    ...NOTHING,
    tao_amount: amountPaidIn,
    alpha_amount: amountPaidOut,
    tao_fee: feePaid,
    alpha_slippage: slippage,
  };
}
function simulateSale(ctx: ApiContext, netuid: NetUid, alpha: Alpha): SimSwapResult {
  const atPrice = whole(U64F64.saturatingMul(U64F64.saturatingFromNum(alpha), priceOf(ctx, netuid)));
  const found = simulated(() => ctx.ports.exchange.simSell(ctx, netuid, alpha));
  if (found === undefined) return NOTHING;
  const { amountPaidIn, amountPaidOut, feePaid } = found;
  const slippage = rao(integer.saturatingSub(atPrice, amountPaidOut));
  return {
    ...NOTHING,
    tao_amount: amountPaidOut,
    alpha_amount: amountPaidIn,
    alpha_fee: feePaid,
    tao_slippage: slippage,
  };
}

export const swapApi = runtimeApi<ApiContext>("SwapRuntimeApi", ...API_VERSIONS.SwapRuntimeApi, {
  current_alpha_price: method({ netuid: NetUid }, u64, (ctx: ApiContext, { netuid }) => alphaPrice(ctx, netuid)),
  current_alpha_price_all: method({}, vec(SubnetPrice), (ctx: ApiContext) =>
    allSubnetNetuids(ctx).map((netuid) => ({ netuid, price: alphaPrice(ctx, netuid) })),
  ),
  sim_swap_tao_for_alpha: method({ netuid: NetUid, tao: Tao }, SimSwapResult, (ctx: ApiContext, { netuid, tao }) =>
    simulatePurchase(ctx, netuid, tao),
  ),
  sim_swap_alpha_for_tao: method(
    { netuid: NetUid, alpha: Alpha },
    SimSwapResult,
    (ctx: ApiContext, { netuid, alpha }) => simulateSale(ctx, netuid, alpha),
  ),
});
