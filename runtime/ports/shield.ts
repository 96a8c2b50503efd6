// What the shield asks of others: whose turn it is to author, and what a stored call says. Provided by Aura and by the
// assembled runtime.

import type { Call } from "../frame/call.ts";
import type { FrameContext } from "../frame/context.ts";

export interface ShieldAuthors {
  /** Public key of the author of the block; undefined where the digest claims no slot. */
  current(ctx: FrameContext): Uint8Array | undefined;
  /** Of the author of the slot after the next. */
  nextNext(ctx: FrameContext): Uint8Array | undefined;
}
export interface StoredCalls {
  /** The call behind the bytes of store_encrypted; undefined where they can't be opened. */
  opened(ctx: FrameContext, encrypted: Uint8Array): Call | undefined;
}
