// Who may commit, and what it sets off. Provides `committers` to Commitments. Mirrors runtime/src/lib.rs (AllowCommitments,
// ResetBondsOnCommit, TempoInterface).

import { within } from "../../../context.ts";
import type { Committers } from "../../../ports/committers.ts";
import type { Ctx } from "../context.ts";
import { resetAllBonds } from "../epoch/reset_bonds.ts";
import { registration } from "../registration/contract.ts";
import { tempo } from "../tempo/contract.ts";

export const committers: Committers = {
  mayCommit: (at, netuid, who) => registration.read.Uids.has(at, netuid, who),
  epochIndex: (at, netuid) => tempo.read.SubnetEpochIndex.get(at, netuid),
  resetBonds: (ctx, netuid, who) => resetAllBonds(within(ctx) as Ctx, netuid, who),
};
