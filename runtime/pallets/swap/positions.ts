// Arguments of the calls on liquidity positions, which are no longer served. Mirrors pallets/swap/src/pallet/mod.rs.

import { i32, u64, u128, wrapper } from "../../primitives/scale/index.ts";

export const TickIndex = wrapper("pallet_subtensor_swap::pallet::TickIndex", i32);
export const PositionId = wrapper("pallet_subtensor_swap::pallet::PositionId", u128);
export const NonZeroU64 = wrapper("NonZeroU64", u64, {}, "");
