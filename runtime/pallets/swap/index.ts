// Swap put together. Liquidity of users was abandoned: its calls refuse whoever makes them. Mirrors
// pallets/swap/src/pallet/mod.rs.

import { pallet } from "../../frame/pallet.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import { implement } from "../../frame/section.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import type { NetUid } from "../../primitives/ids.ts";
import type { Ctx } from "./context.ts";
import { Swap, swap } from "./contract.ts";
import { currentPrice } from "./price.ts";

export { exchange } from "./exchange.ts";

const { AlphaSqrtPrice, FeeRate } = swap.storage;
const { constants, errors, events } = swap;
const deprecated = (): never => refuse(errors.Deprecated);

/** Largest r with r² ≤ n. */
function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  // A step leads from any guess to the root or above it.
  const guess = BigInt(Math.floor(Math.sqrt(Number(n))));
  let root = (guess + n / guess) >> 1n;
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
const isSquareRoot = (root: bigint, n: bigint): boolean => root * root <= n && (root + 1n) * (root + 1n) > n;
/** Keeps the square roots of the prices for clients that read them. */
function noteSqrtPrices(ctx: Ctx, netuids: readonly NetUid[]): void {
  for (const netuid of netuids) {
    const square = currentPrice(ctx, netuid) << 64n;
    // PERF: many prices stay as they were, and to check a root is cheaper than to take it.
    const noted = AlphaSqrtPrice.find(ctx, netuid);
    if (noted === undefined || !isSquareRoot(noted, square))
      AlphaSqrtPrice.set(ctx, netuid, U64F64.fromBits(squareRoot(square)));
  }
}

export const swapPallet = pallet(Swap, {
  sections: [
    implement(swap, {
      set_fee_rate(ctx: Ctx, _, { netuid, rate }) {
        ensure(ctx.ports.subnetReserves.exists(ctx, netuid), errors.MechanismDoesNotExist);
        ensure(rate <= constants.MaxFeeRate.get(ctx), errors.FeeRateTooHigh);
        FeeRate.set(ctx, netuid, rate);
        ctx.emit(events.FeeRateSet({ netuid, rate }));
      },
      add_liquidity: deprecated,
      remove_liquidity: deprecated,
      modify_position: deprecated,
      toggle_user_liquidity: deprecated,
      disable_lp: deprecated,
    }),
  ],
  hooks: { onFinalize: (ctx: Ctx) => noteSqrtPrices(ctx, ctx.ports.subnetReserves.pools(ctx)) },
  genesis: (ctx: Ctx) => noteSqrtPrices(ctx, ctx.ports.subnetReserves.pools(ctx)),
});
