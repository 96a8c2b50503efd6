// What the economy asks of commitments. Provided by Commitments. Mirrors pallets/subtensor/src/lib.rs
// (CommitmentsInterface).

import type { At } from "../frame/state.ts";
import type { AccountId, NetUid } from "../primitives/ids.ts";

export interface Commitments {
  /** Forgets all that was committed on a subnet. */
  purgeNetuid(at: At, netuid: NetUid): void;
  /** Who committed to what on a subnet, each encoded whole. */
  ofNetuid(at: At, netuid: NetUid): (readonly [who: AccountId, commitment: Uint8Array])[];
}
