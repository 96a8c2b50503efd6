// swap_*: prices of alpha, and what an exchange would give. Mirrors pallets/swap/rpc/src/lib.rs.

import { type Params, u16, u64 } from "./params.ts";
import { bytesOf, readOf } from "./question.ts";

const of = (method: string, params: Params, failure: string) => ({ api: "SwapRuntimeApi", method, params, failure });
const netuid = u16;
export const swap_currentAlphaPrice = readOf(
  of("current_alpha_price", { netuid }, "Unable to get current alpha price"),
);
export const swap_currentAlphaPriceAll = readOf(
  of("current_alpha_price_all", {}, "Unable to get all current alpha prices"),
);
export const swap_simSwapTaoForAlpha = bytesOf(
  of("sim_swap_tao_for_alpha", { netuid, tao: u64 }, "Unable to simulate tao -> alpha swap"),
);
export const swap_simSwapAlphaForTao = bytesOf(
  of("sim_swap_alpha_for_tao", { netuid, alpha: u64 }, "Unable to simulate alpha -> tao swap"),
);
