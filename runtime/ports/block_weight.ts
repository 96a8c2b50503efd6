// What pallets ask of how full the block under construction is. Provided by System.

import type { At } from "../frame/state.ts";
import type { Weight } from "../primitives/weight.ts";

export interface BlockWeightMeter {
  /** Weight of all classes so far. */
  used(at: At): Weight;
}
