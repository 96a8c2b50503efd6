// The square roots of prices that are kept for clients: by definition the largest whose square is no more than the price.
import fc from "fast-check";
import { expect, it } from "vitest";
import { buildGenesis, local } from "../../genesis/presets.ts";
import { within } from "../../runtime/context.ts";
import { contextOver } from "../../runtime/executive/chain.ts";
import { subtensor } from "../../runtime/index.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { swap } from "../../runtime/pallets/swap/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";

const chain = subtensor();
const { state } = buildGenesis(chain, local().genesis);
const netuid = netUid(1);
const onFinalize = chain.runtime.pallets.find(({ name }) => name === "Swap")!.parts.hooks!.onFinalize!;
const amount = fc.oneof(fc.bigInt(0n, 1n << 20n), fc.bigInt(0n, (1n << 64n) - 1n));

it("square roots are those of the prices, rounded down, whatever was noted before", () => {
  const ctx = within(contextOver(chain, state.fork()));
  subnets.storage.SubnetMechanism.set(ctx, netuid, 1);
  fc.assert(
    fc.property(amount, amount, (tao, alphaIn) => {
      pools.storage.SubnetTAO.set(ctx, netuid, rao(tao));
      pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(alphaIn));
      onFinalize(ctx, 1);
      // Both have 64 bits of fraction.
      const square = (ctx.ports.exchange.currentAlphaPrice(ctx, netuid) as bigint) << 64n;
      const root = swap.read.AlphaSqrtPrice.get(ctx, netuid) as bigint;
      expect(root * root <= square).toBe(true);
      expect((root + 1n) * (root + 1n) > square).toBe(true);
    }),
    { numRuns: 500 },
  );
});
