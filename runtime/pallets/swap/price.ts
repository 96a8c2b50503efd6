// The price of a subnet's alpha in its pool. Mirrors pallets/swap/src/pallet/impls.rs (current_price).

import { calculatePrice } from "../../primitives/balancer/balancer.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import type { Perquintill } from "../../primitives/perthing.ts";
import type { Ctx } from "./context.ts";
import { swap } from "./contract.ts";

/** What a trade looks at: the reserves and the weight of TAO; whether they are traded at all. */
export interface Pool {
  readonly netuid: NetUid;
  readonly mechanism: number;
  readonly tao: bigint;
  readonly alpha: bigint;
  readonly quote: Perquintill;
}
export function poolOf(ctx: Ctx, netuid: NetUid): Pool {
  const { subnetReserves } = ctx.ports;
  return {
    netuid,
    mechanism: subnetReserves.mechanism(ctx, netuid),
    tao: subnetReserves.tao(ctx, netuid),
    alpha: subnetReserves.alpha(ctx, netuid),
    quote: swap.storage.SwapBalancer.get(ctx, netuid).quote,
  };
}
/** TAO for one alpha; one where the subnet has no pool, zero where the pool has no alpha. */
export function priceIn(pool: Pool): U64F64 {
  if (pool.mechanism !== 1) return U64F64.ONE;
  return pool.alpha === 0n ? U64F64.ZERO : priceOfReserves(pool);
}
/** What was last found per subnet. PERF: a block asks for each price up to five times, mostly of the same reserves. */
const found: ({ readonly price: U64F64 } & Pick<Pool, "tao" | "alpha" | "quote">)[] = [];
export function priceOfReserves({ netuid, tao, alpha, quote }: Omit<Pool, "mechanism">): U64F64 {
  const last = found[netuid];
  if (last !== undefined && last.tao === tao && last.alpha === alpha && last.quote === quote) return last.price;
  const price = calculatePrice(quote, alpha, tao);
  found[netuid] = { tao, alpha, quote, price };
  return price;
}
export const currentPrice = (ctx: Ctx, netuid: NetUid): U64F64 => priceIn(poolOf(ctx, netuid));
