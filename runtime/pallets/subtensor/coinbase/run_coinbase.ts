// The coinbase: emission into the subnets, then the epochs that are due. Door to the rest of
// pallets/subtensor/src/coinbase/run_coinbase.rs.

import type { Credit } from "../../../ports/currency.ts";
import { U96F32 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { coinbase } from "./contract.ts";
import { distributeEmissionsToSubnets } from "./distribute.ts";
import { drainPending } from "./drain.ts";
import { emitToSubnets } from "./emit.ts";
import { rootSells } from "./root_proportion.ts";
import { movingPrices, subnetBlockEmissions, subnetsToEmitTo } from "./shares.ts";

export * from "../tempo/schedule.ts";
export * from "./distribute.ts";
export * from "./dividends.ts";
export * from "./drain.ts";
export * from "./emit.ts";
export * from "./root_proportion.ts";

export function runCoinbase(ctx: Ctx, credit: Credit): void {
  const netuids = allSubnetNetuids(ctx).filter((netuid) => netuid !== ROOT);
  runCoinbaseOver(ctx, credit, { netuids, emitting: subnetsToEmitTo(ctx, netuids) });
}
/** All subnets but root, and those that emission goes to. */
export interface Subnets {
  readonly netuids: readonly NetUid[];
  readonly emitting: readonly NetUid[];
}
export function runCoinbaseOver(ctx: Ctx, credit: Credit, { netuids, emitting }: Subnets): void {
  const emission = U96F32.saturatingFromNum(credit as bigint);
  // What root sold after the last coinbase has been counted.
  coinbase.storage.SubnetRootSellTao.clear(ctx);
  const prices = movingPrices(ctx, emitting);
  const emissions = subnetBlockEmissions(ctx, emitting, emission, prices);
  emitToSubnets(ctx, emitting, emissions, credit, rootSells(prices.values()));
  distributeEmissionsToSubnets(ctx, drainPending(ctx, netuids, currentBlock(ctx)));
}
