// Counting weight against a limit. Mirrors sp-weights, weight_meter.rs.

import { addWeight, allAtMost, type Weight, ZERO_WEIGHT } from "../primitives/weight.ts";

export class WeightMeter {
  readonly limit: Weight;
  #consumed: Weight = ZERO_WEIGHT;

  constructor(limit: Weight) {
    this.limit = limit;
  }
  get consumed(): Weight {
    return this.#consumed;
  }
  canConsume(weight: Weight): boolean {
    return allAtMost(addWeight(this.#consumed, weight), this.limit);
  }
  /** Counts the weight unless it passes the limit; tells whether it did. */
  tryConsume(weight: Weight): boolean {
    if (!this.canConsume(weight)) return false;
    this.#consumed = addWeight(this.#consumed, weight);
    return true;
  }
}
