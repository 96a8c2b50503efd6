// The price of a subnet's alpha in its pool. Mirrors pallets/swap/src/pallet/impls.rs (current_price).

import { calculatePrice } from "../../primitives/balancer/balancer.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import type { Ctx } from "./context.ts";
import { swap } from "./contract.ts";

/** TAO for one alpha; one where the subnet has no pool, zero where the pool has no alpha. */
export function currentPrice(ctx: Ctx, netuid: NetUid): U64F64 {
  const { subnetReserves } = ctx.ports;
  if (subnetReserves.mechanism(ctx, netuid) !== 1) return U64F64.ONE;
  const alphaReserve = subnetReserves.alpha(ctx, netuid);
  if (alphaReserve === 0n) return U64F64.ZERO;
  return calculatePrice(
    swap.storage.SwapBalancer.get(ctx, netuid).quote,
    alphaReserve,
    subnetReserves.tao(ctx, netuid),
  );
}
