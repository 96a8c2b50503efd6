// How much of a subnet's alpha emission belongs to root stake, and whether root sells it. Mirrors
// pallets/subtensor/src/coinbase/block_step.rs (root_proportion, update_root_prop) and run_coinbase.rs
// (get_network_root_sell_flag).

import { U64F64, U96F32 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { alphaIssuance, movingAlphaPrice } from "../pools/price.ts";
import { taoWeight } from "../staking/stake_weights.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { coinbase } from "./contract.ts";
import { subnetsToEmitTo } from "./shares.ts";
import { subnetTao } from "./tao.ts";

/** Weighted root TAO over itself and the subnet's alpha. Operations: wrapping from_num, saturating mul and add, safe div. */
export function rootProportion(ctx: Ctx, netuid: NetUid): U96F32 {
  const ofRoot = U96F32.saturatingMul(U96F32.fromNum(subnetTao(ctx, ROOT) as bigint), taoWeight(ctx));
  return U96F32.safeDiv(ofRoot, U96F32.saturatingAdd(ofRoot, U96F32.fromNum(alphaIssuance(ctx, netuid) as bigint)));
}

export function updateRootProp(ctx: Ctx): void {
  for (const netuid of subnetsToEmitTo(ctx, allSubnetNetuids(ctx))) coinbase.storage.RootProp.set(ctx, netuid, rootProportion(ctx, netuid));
}

/** Root sells its dividends while all alpha together costs more than one TAO. The sum wraps. */
export const networkRootSellFlag = (ctx: Ctx, netuids: readonly NetUid[]): boolean =>
  U64F64.sum(netuids.map((netuid) => movingAlphaPrice(ctx, netuid))) > U64F64.ONE;
