// Provides `timelocks`. Mirrors what pallets ask of pallets/drand/src/lib.rs (Pulses) and of the tle crate.

import { refuse } from "../../frame/refusal.ts";
import type { Timelocks } from "../../ports/timelocks.ts";

/**
 * Deviates: no round is ever known, as neither the calls that store pulses nor the opening of timelocks are built. What is
 * locked is stored exactly and stays closed.
 */
export const timelocks: Timelocks = {
  signature: () => undefined,
  open: () => refuse({ type: "Unavailable" }),
};
