// The exchange as other pallets use it. Provides `exchange`. Mirrors pallets/swap/src/pallet/impls.rs (SwapHandler).

import { within } from "../../context.ts";
import type { FrameContext } from "../../frame/context.ts";
import { attempt } from "../../frame/refusal.ts";
import type { Exchange, SwapResult, SwapTerms } from "../../ports/exchange.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../primitives/units.ts";
import { adjustLiquidity, clearPool, initializePool } from "./pool.ts";
import { currentPrice } from "./price.ts";
import { BUY, type Direction, feeOf, SELL, trade } from "./trade.ts";

const MAX_PRICE = rao(1_000_000_000_000_000n);
const MIN_PRICE = rao(1_000n);
const own = (ctx: FrameContext) => within<"subnetReserves">(ctx);

function traded<In extends bigint, Out extends bigint>(
  ctx: FrameContext,
  netuid: NetUid,
  way: Direction,
  amount: In,
  terms: SwapTerms,
): SwapResult<In, Out> {
  return trade(own(ctx), netuid, way, amount, terms) as SwapResult<In, Out>;
}
function simulated<In extends bigint, Out extends bigint>(
  ctx: FrameContext,
  netuid: NetUid,
  way: Direction,
  amount: In,
): SwapResult<In, Out> {
  const { subnetReserves } = own(ctx).ports;
  if (subnetReserves.mechanism(ctx, netuid) === 1)
    return traded(ctx, netuid, way, amount, {
      priceLimit: way === BUY ? MAX_PRICE : MIN_PRICE,
      dropFees: false,
      rollBack: true,
    });
  // Without a pool one unit is worth one unit; nothing is worth anything where there is no subnet.
  const through = subnetReserves.exists(ctx, netuid) ? amount : 0n;
  return { amountPaidIn: through, amountPaidOut: through, feePaid: 0n, feeToBlockAuthor: 0n } as unknown as SwapResult<
    In,
    Out
  >;
}

export const exchange: Exchange = {
  buy: (ctx, netuid, tao, terms) => traded<Tao, Alpha>(ctx, netuid, BUY, tao, terms),
  sell: (ctx, netuid, amount, terms) => traded<Alpha, Tao>(ctx, netuid, SELL, amount, terms),
  simBuy: (ctx, netuid, tao) => simulated<Tao, Alpha>(ctx, netuid, BUY, tao),
  simSell: (ctx, netuid, amount) => simulated<Alpha, Tao>(ctx, netuid, SELL, amount),
  approxFeeAmount: <A extends bigint>(ctx: FrameContext, netuid: NetUid, amount: A) =>
    feeOf(own(ctx), netuid, amount, false) as A,
  currentAlphaPrice: (ctx, netuid) => currentPrice(own(ctx), netuid),
  maxPrice: () => MAX_PRICE,
  minPrice: () => MIN_PRICE,
  adjustProtocolLiquidity: (ctx, netuid, added) => adjustLiquidity(own(ctx), netuid, added),
  clearProtocolLiquidity: (ctx, netuid) => clearPool(own(ctx), netuid),
  initSwap: (ctx, netuid, price) => void attempt(() => initializePool(own(ctx), netuid, price)),
  alphaAmountForTao(ctx, netuid, tao) {
    if (own(ctx).ports.subnetReserves.mechanism(ctx, netuid) !== 1) return alpha(tao);
    return alpha(U64F64.saturatingToNum(U64F64.safeDiv(U64F64.fromNum(tao), currentPrice(own(ctx), netuid)), u64));
  },
};
