// What pallets ask of the randomness beacon. Provided by Drand.

import type { At } from "../frame/state.ts";

export interface Beacon {
  /** The newest round whose pulse is stored; 0 before the first. */
  lastStoredRound(at: At): bigint;
  /** Signature of a round's pulse, as stored; undefined where it is not known. */
  signature(at: At, round: bigint): Uint8Array | undefined;
}
