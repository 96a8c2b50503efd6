// Prices, and what an exchange would give, as the runtime API tells them. Mirrors pallets/swap/runtime-api/src/lib.rs.

import { NetUid } from "../../primitives/ids.ts";
import { struct, u64, type ValueOf } from "../../primitives/scale/index.ts";
import { Alpha, Tao } from "../../primitives/units.ts";

/** 10^-9 TAO for one alpha. */
export const SubnetPrice = struct("pallet_subtensor_swap_runtime_api::SubnetPrice", { netuid: NetUid, price: u64 });
export type SubnetPrice = ValueOf<typeof SubnetPrice>;

export const SimSwapResult = struct("pallet_subtensor_swap_runtime_api::SimSwapResult", {
  tao_amount: Tao,
  alpha_amount: Alpha,
  tao_fee: Tao,
  alpha_fee: Alpha,
  tao_slippage: Tao,
  alpha_slippage: Alpha,
});
export type SimSwapResult = ValueOf<typeof SimSwapResult>;
