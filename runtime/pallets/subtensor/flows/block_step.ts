// What the economy does at the start of every block. Mirrors pallets/subtensor/src/coinbase/block_step.rs and on_initialize of
// macros/hooks.rs.

import { attempt } from "../../../frame/refusal.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { addWeight, cost, dbReads, dbReadsWrites, type Weight } from "../../../primitives/weight.ts";
import { blockEmission } from "../coinbase/block_emission.ts";
import { epochsDeferredThisBlock, runCoinbaseOver, updateRootProp } from "../coinbase/run_coinbase.ts";
import { subnetsToEmitTo } from "../coinbase/subnet_emissions.ts";
import { constants } from "../constants/contract.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { setPendingChildren } from "../delegation/set_children.ts";
import { updateMovingPrice } from "../pools/price.ts";
import { updateRegistrationPricesForNetworks } from "../registration/registration.ts";
import { runAutoClaimRootDivs } from "../root/claim_root.ts";
import { populateRootColdkeyStakingMaps, populateRootColdkeyStakingMapsV2 } from "../staking/ownership.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { tempo } from "../tempo/contract.ts";
import { validatorWeights } from "../weights/contract.ts";
import { revealCrv3CommitsForSubnet } from "../weights/reveal_commits.ts";
import { keySwaps } from "./key_swaps/contract.ts";

/** What the reference's benchmark says of a block step. */
const STEP_WEIGHT = cost(110_634_229_000n, 0n, 8304, 110);

export function blockStep(ctx: Ctx): void {
  updateRegistrationPricesForNetworks(ctx);
  const credit = blockEmission(ctx);
  // Nothing that follows founds, starts, opens or closes a subnet.
  const all = allSubnetNetuids(ctx);
  const netuids = all.filter((netuid) => netuid !== ROOT);
  const emitting = subnetsToEmitTo(ctx, netuids);
  revealCrv3Commits(ctx, netuids);
  runCoinbaseOver(ctx, credit, { netuids, emitting });
  for (const netuid of emitting) updateMovingPrice(ctx, netuid);
  updateRootProp(ctx, emitting);
  trySetPendingChildren(ctx, all);
  runAutoClaimRootDivs(ctx, ctx.ports.digests.parentHash(ctx));
  populateRootColdkeyStakingMaps(ctx);
  populateRootColdkeyStakingMapsV2(ctx);
}

/** Reveals weights whose time has come, except where the epoch has to wait a block; what fails stays as far as it got. */
export function revealCrv3Commits(
  ctx: Ctx,
  netuids: readonly NetUid[] = allSubnetNetuids(ctx).filter((netuid) => netuid !== ROOT),
): void {
  // Without any commit there is nothing to reveal and nothing to expire.
  if (validatorWeights.read.TimelockedWeightCommits.keysOf(ctx)[Symbol.iterator]().next().done === true) return;
  const deferred = epochsDeferredThisBlock(ctx, netuids, currentBlock(ctx));
  for (const netuid of netuids) if (!deferred.has(netuid)) attempt(() => revealCrv3CommitsForSubnet(ctx, netuid));
}

/** Children take effect with the epoch; the coinbase has moved the schedule on, so a slot used in this block tells it. */
function trySetPendingChildren(ctx: Ctx, netuids: readonly NetUid[]): void {
  const block = currentBlock(ctx);
  for (const netuid of netuids)
    if (tempo.read.LastEpochBlock.get(ctx, netuid) === block) setPendingChildren(ctx, netuid);
}

/** Forgets old hotkey swaps: in each block, those of the subnets whose number has the block's remainder. */
export function cleanUpHotkeySwapRecords(ctx: Ctx): Weight {
  const { LastHotkeySwapOnNetuid } = keySwaps.storage;
  const interval = constants.HotkeySwapOnSubnetInterval.get(ctx);
  const block = currentBlock(ctx);
  const netuids = allSubnetNetuids(ctx);
  let [reads, writes] = [2 + netuids.length, 0];
  if (interval === 0n) return dbReads(reads);
  for (const netuid of netuids) {
    if (BigInt(netuid) % interval !== block % interval) continue;
    for (const [[, coldkey], swapped] of LastHotkeySwapOnNetuid.entries(ctx, netuid)) {
      if (swapped + interval < block) {
        LastHotkeySwapOnNetuid.delete(ctx, netuid, coldkey);
        writes++;
      }
      reads++;
    }
  }
  return dbReadsWrites(reads, writes);
}

export function onInitialize(ctx: Ctx): Weight {
  const cleaning = cleanUpHotkeySwapRecords(ctx);
  blockStep(ctx);
  return addWeight(STEP_WEIGHT, cleaning);
}
