// The coinbase: emission into the subnets, then the epochs that are due. Door to the rest of
// pallets/subtensor/src/coinbase/run_coinbase.rs.

import type { Credit } from "../../../ports/currency.ts";
import { U96F32 } from "../../../primitives/fixed/formats.ts";
import { ROOT } from "../../../primitives/ids.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { coinbase } from "./contract.ts";
import { distributeEmissionsToSubnets } from "./distribute.ts";
import { drainPending } from "./drain.ts";
import { emitToSubnets } from "./emit.ts";
import { networkRootSellFlag } from "./root_proportion.ts";
import { subnetBlockEmissions, subnetsToEmitTo } from "./shares.ts";

export * from "../tempo/schedule.ts";
export * from "./distribute.ts";
export * from "./dividends.ts";
export * from "./drain.ts";
export * from "./emit.ts";
export * from "./root_proportion.ts";

export function runCoinbase(ctx: Ctx, credit: Credit): void {
  const emission = U96F32.saturatingFromNum(credit as bigint);
  // What root sold after the last coinbase has been counted.
  coinbase.storage.SubnetRootSellTao.clear(ctx);
  const netuids = allSubnetNetuids(ctx).filter((netuid) => netuid !== ROOT);
  const emitting = subnetsToEmitTo(ctx, netuids);
  const emissions = subnetBlockEmissions(ctx, emitting, emission);
  emitToSubnets(ctx, emitting, emissions, credit, networkRootSellFlag(ctx, emitting));
  distributeEmissionsToSubnets(ctx, drainPending(ctx, netuids, currentBlock(ctx)));
}
