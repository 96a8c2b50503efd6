// The exchange between TAO and the alpha of each subnet. Provided by Swap. Mirrors primitives/swap-interface.

import type { FrameContext } from "../frame/context.ts";
import type { U64F64 } from "../primitives/fixed/formats.ts";
import type { NetUid } from "../primitives/ids.ts";
import type { Alpha, Tao } from "../primitives/units.ts";

/** What a swap took and gave. Amounts paid in exclude the fee. */
export interface SwapResult<In, Out> {
  readonly amountPaidIn: In;
  readonly amountPaidOut: Out;
  readonly feePaid: In;
  readonly feeToBlockAuthor: In;
}
export interface SwapTerms {
  /** Rao for one whole alpha: the most a buyer pays, the least a seller takes. */
  readonly priceLimit: Tao;
  /** No fee is taken. */
  readonly dropFees: boolean;
  /** The swap is computed and undone. */
  readonly rollBack: boolean;
}
export interface Exchange {
  /** Computes a purchase of alpha; moves no reserves, its caller does. Refuses with errors of Swap. */
  buy(ctx: FrameContext, netuid: NetUid, tao: Tao, terms: SwapTerms): SwapResult<Tao, Alpha>;
  /** Computes a sale of alpha. */
  sell(ctx: FrameContext, netuid: NetUid, alpha: Alpha, terms: SwapTerms): SwapResult<Alpha, Tao>;
  /** What a purchase would give at whatever price; refuses as `buy`. */
  simBuy(ctx: FrameContext, netuid: NetUid, tao: Tao): SwapResult<Tao, Alpha>;
  simSell(ctx: FrameContext, netuid: NetUid, alpha: Alpha): SwapResult<Alpha, Tao>;
  approxFeeAmount<A extends bigint>(ctx: FrameContext, netuid: NetUid, amount: A): A;
  /** TAO for one alpha. */
  currentAlphaPrice(ctx: FrameContext, netuid: NetUid): U64F64;
  /** The loosest limits, rao for one whole alpha. */
  maxPrice(): Tao;
  minPrice(): Tao;
  /** Keeps the price while both reserves grow; gives what may be added, nothing if the weights would leave their range. */
  adjustProtocolLiquidity(
    ctx: FrameContext,
    netuid: NetUid,
    added: { readonly tao: Tao; readonly alpha: Alpha },
  ): { readonly tao: Tao; readonly alpha: Alpha };
  clearProtocolLiquidity(ctx: FrameContext, netuid: NetUid): void;
  /** Sets the weights of a new pool, for a price or even; does nothing when done before or not possible. */
  initSwap(ctx: FrameContext, netuid: NetUid, price: U64F64 | undefined): void;
  alphaAmountForTao(ctx: FrameContext, netuid: NetUid, tao: Tao): Alpha;
}
