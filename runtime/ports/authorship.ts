// Who authors the block, and so gets the fees. Provided by Aura; undefined where the digest names nobody.

import type { FrameContext } from "../frame/context.ts";
import type { AccountId } from "../primitives/ids.ts";

export interface Authorship {
  author(ctx: FrameContext): AccountId | undefined;
}
