// Timelocked weights whose time has come. Mirrors pallets/subtensor/src/coinbase/reveal_commits.rs, as far as the beacon's
// pulses are not known: commits expire, and those whose round is missing wait. Opening them is not built.

import { assert } from "../../../frame/refusal.ts";
import { mechId, type NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { mechanisms } from "../mechanisms/contract.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { parameters } from "../parameters/contract.ts";
import { currentEpochWithLookahead } from "../tempo/schedule.ts";
import { validatorWeights } from "./contract.ts";

export function revealCrv3CommitsForSubnet(ctx: Ctx, netuid: NetUid): void {
  const { TimelockedWeightCommits } = validatorWeights.storage;
  const period = parameters.read.RevealPeriodEpochs.get(ctx, netuid);
  const current = currentEpochWithLookahead(ctx, netuid);
  const revealed = u64.saturatingSub(current, period);
  for (let mechanism = 0; mechanism < mechanisms.read.MechanismCountCurrent.get(ctx, netuid); mechanism++) {
    const index = mechanismStorageIndex(netuid, mechId(mechanism));
    for (const [, epoch] of [...TimelockedWeightCommits.keysOf(ctx, index)]) if (epoch < revealed) TimelockedWeightCommits.delete(ctx, index, epoch);
    if (current < period) return;
    assert(!pulseIsKnown(ctx, TimelockedWeightCommits.get(ctx, index, revealed).map(([, , , round]) => round)), "opening timelocked weights is not built");
  }
}
/** The beacon stores no pulses yet. */
const pulseIsKnown = (_ctx: Ctx, _rounds: readonly bigint[]): boolean => false;
