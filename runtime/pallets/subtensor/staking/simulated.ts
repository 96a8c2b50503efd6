// Swaps that are only computed. Mirrors primitives/swap-interface (sim_swap, whose errors its callers read as "none").

import { Refusal } from "../../../frame/refusal.ts";
import type { SwapResult } from "../../../ports/exchange.ts";

/** What a simulation gives; undefined where the exchange refuses. */
export function simulated<In, Out>(work: () => SwapResult<In, Out>): SwapResult<In, Out> | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
