// What Commitments asks of subnets: who may commit, in which epoch, and what a commitment sets off. Provided by
// SubtensorModule. Mirrors pallets/commitments/src/lib.rs (CanCommit, GetTempoInterface, OnMetadataCommitment).

import type { FrameContext } from "../frame/context.ts";
import type { At } from "../frame/state.ts";
import type { AccountId, NetUid } from "../primitives/ids.ts";

export interface Committers {
  mayCommit(at: At, netuid: NetUid, who: AccountId): boolean;
  epochIndex(at: At, netuid: NetUid): bigint;
  /** Others' bonds to the account are taken away, where the subnet allows it. */
  resetBonds(ctx: FrameContext, netuid: NetUid, who: AccountId): void;
}
