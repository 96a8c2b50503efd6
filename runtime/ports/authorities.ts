// What AdminUtils asks of consensus: other authors, other finalizers. Provided by Aura and Grandpa.

import type { FrameContext } from "../frame/context.ts";

/** Public keys in turn order. */
export type Authors = readonly Uint8Array[];
/** Public keys and votes. */
export type Finalizers = readonly (readonly [key: Uint8Array, votes: bigint])[];

export interface Authorities {
  /** Sets who authors from the next block on; ignores an empty list. */
  changeAuthors(ctx: FrameContext, authors: Authors): void;
}
export interface FinalizerChanges {
  /** Announces a change. Refuses with ChangePending or TooSoon. */
  schedule(ctx: FrameContext, next: Finalizers, delayBlocks: number, forced: number | undefined): void;
}
