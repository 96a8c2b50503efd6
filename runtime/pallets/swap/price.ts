// The price of a subnet's alpha in its pool. Mirrors pallets/swap/src/pallet/impls.rs (current_price).

import { calculatePrice } from "../../primitives/balancer/balancer.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import type { Perquintill } from "../../primitives/perthing.ts";
import type { Ctx } from "./context.ts";
import { swap } from "./contract.ts";

/** What a trade looks at: the reserves and the weight of TAO; whether they are traded at all. */
export interface Pool {
  readonly mechanism: number;
  readonly tao: bigint;
  readonly alpha: bigint;
  readonly quote: Perquintill;
}
export function poolOf(ctx: Ctx, netuid: NetUid): Pool {
  const { subnetReserves } = ctx.ports;
  return {
    mechanism: subnetReserves.mechanism(ctx, netuid),
    tao: subnetReserves.tao(ctx, netuid),
    alpha: subnetReserves.alpha(ctx, netuid),
    quote: swap.storage.SwapBalancer.get(ctx, netuid).quote,
  };
}
/** TAO for one alpha; one where the subnet has no pool, zero where the pool has no alpha. */
export function priceIn({ mechanism, tao, alpha, quote }: Pool): U64F64 {
  if (mechanism !== 1) return U64F64.ONE;
  return alpha === 0n ? U64F64.ZERO : calculatePrice(quote, alpha, tao);
}
export const currentPrice = (ctx: Ctx, netuid: NetUid): U64F64 => priceIn(poolOf(ctx, netuid));
