// A call that is kept whole when it is short, else as the hash of a preimage. Mirrors frame-support
// (traits::preimages::Bounded).

import { H256 } from "../primitives/ids.ts";
import { arm, boundedBytes, renamed, struct, u32, type ValueOf, variant } from "../primitives/scale/index.ts";
import { RuntimeCall } from "./call.ts";

/** Encoded calls up to this length are kept whole. */
export const MAX_INLINE_CALL = 128;

export const BoundedCall = variant(
  "frame_support::traits::preimages::Bounded",
  {
    Legacy: arm(0, { hash: H256 }),
    Inline: arm(1, renamed("BoundedInline", boundedBytes(MAX_INLINE_CALL))),
    Lookup: arm(2, { hash: H256, len: u32 }),
  },
  { T: RuntimeCall, H: struct("sp_runtime::traits::BlakeTwo256", {}) },
);
export type BoundedCall = ValueOf<typeof BoundedCall>;
