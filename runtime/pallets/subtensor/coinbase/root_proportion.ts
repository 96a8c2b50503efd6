// How much of a subnet's alpha emission belongs to root stake, and whether root sells it. Mirrors
// pallets/subtensor/src/coinbase/block_step.rs (root_proportion, update_root_prop) and run_coinbase.rs
// (get_network_root_sell_flag).

import { U64F64, U96F32 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import type { Alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { alphaIssuance, movingAlphaPrice } from "../pools/price.ts";
import { taoWeight } from "../staking/stake_weights.ts";
import { coinbase } from "./contract.ts";
import { subnetTao } from "./tao.ts";

/** Root's TAO at its weight. Operations: wrapping from_num, saturating mul. */
export const weightedRootTao = (ctx: Ctx): U96F32 =>
  U96F32.saturatingMul(U96F32.fromNum(subnetTao(ctx, ROOT) as bigint), taoWeight(ctx));
/** It over itself and an issuance of alpha. Operations: wrapping from_num, saturating add, safe div. */
export const proportionOfRoot = (ofRoot: U96F32, issuance: Alpha): U96F32 =>
  U96F32.safeDiv(ofRoot, U96F32.saturatingAdd(ofRoot, U96F32.fromNum(issuance as bigint)));
export const rootProportion = (ctx: Ctx, netuid: NetUid): U96F32 =>
  proportionOfRoot(weightedRootTao(ctx), alphaIssuance(ctx, netuid));

/** Notes the proportions of the subnets that emission goes to. */
export function updateRootProp(ctx: Ctx, netuids: readonly NetUid[]): void {
  const ofRoot = weightedRootTao(ctx);
  for (const netuid of netuids)
    coinbase.storage.RootProp.set(ctx, netuid, proportionOfRoot(ofRoot, alphaIssuance(ctx, netuid)));
}

/** Root sells its dividends while all alpha together costs more than one TAO. The sum wraps. */
export const rootSells = (prices: Iterable<U64F64>): boolean => U64F64.sum(prices) > U64F64.ONE;
export const networkRootSellFlag = (ctx: Ctx, netuids: readonly NetUid[]): boolean =>
  rootSells(netuids.map((netuid) => movingAlphaPrice(ctx, netuid)));
