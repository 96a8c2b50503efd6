// What pallets ask of the extrinsic that runs. Provided by System.

import type { FrameContext } from "../frame/context.ts";

export interface Extrinsics {
  /** Its place in the block; 0 where none runs. */
  index(ctx: FrameContext): number;
}
