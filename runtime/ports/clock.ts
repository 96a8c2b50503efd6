// What pallets ask of the time. `Clock` is provided by Timestamp, `Slots` by Aura.

import type { FrameContext } from "../frame/context.ts";
import type { At } from "../frame/state.ts";

export interface Clock {
  /** Milliseconds since 1970 of the block being built. */
  now(at: At): bigint;
}
export interface Slots {
  /** Checks that the time told fits the slot of the block. */
  timestampSet(ctx: FrameContext, now: bigint): void;
}
