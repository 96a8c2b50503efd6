// What the economy asks of commitments. Provided by Commitments. Mirrors pallets/subtensor/src/lib.rs
// (CommitmentsInterface).

import type { At } from "../frame/state.ts";
import type { NetUid } from "../primitives/ids.ts";

export interface Commitments {
  /** Forgets all that was committed on a subnet. */
  purgeNetuid(at: At, netuid: NetUid): void;
}
