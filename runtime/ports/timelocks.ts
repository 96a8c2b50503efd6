// What opens messages that are locked until a round of the randomness beacon. Provided by Drand.

import type { At } from "../frame/state.ts";

export interface Timelocks {
  /** The beacon's signature of a round; undefined while the round is to come. */
  signature(at: At, round: bigint): Uint8Array | undefined;
  /** The message; undefined where it or the signature is malformed, or the two do not fit. */
  open(encrypted: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
}
