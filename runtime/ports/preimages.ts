// What pallets ask of the store of preimages: long calls kept under their hash. Provided by Preimage. Mirrors
// frame-support, traits/preimages.rs (QueryPreimage, StorePreimage).

import type { BoundedCall } from "../frame/bounded_call.ts";
import type { Call } from "../frame/call.ts";
import type { FrameContext } from "../frame/context.ts";
import type { H256 } from "../primitives/ids.ts";

export interface Preimages {
  /** The call itself when it is short, else its hash, with the call noted. Refuses with Exhausted. */
  bound(ctx: FrameContext, call: Call): BoundedCall;
  /** The call, and the bytes fetched for it. Refuses with Unavailable or Corruption. */
  peek(ctx: FrameContext, bounded: BoundedCall): { readonly call: Call; readonly fetched: number | undefined };
  /** As `peek`, and one request less. */
  realize(ctx: FrameContext, bounded: BoundedCall): { readonly call: Call; readonly fetched: number | undefined };
  have(ctx: FrameContext, bounded: BoundedCall): boolean;
  /** One request more, so that nobody clears the call. */
  hold(ctx: FrameContext, bounded: BoundedCall): void;
  /** One request less. */
  drop(ctx: FrameContext, bounded: BoundedCall): void;
  length(ctx: FrameContext, hash: H256): number | undefined;
  isRequested(ctx: FrameContext, hash: H256): boolean;
  request(ctx: FrameContext, hash: H256): void;
  /** Never refuses. */
  unrequest(ctx: FrameContext, hash: H256): void;
  /** Stores bytes on behalf of the system, without deposit. Refuses with Exhausted. */
  note(ctx: FrameContext, bytes: Uint8Array): H256;
  unnote(ctx: FrameContext, hash: H256): void;
}
