// When an owner may change a subnet's hyperparameters: not too often, and not right before an epoch. Mirrors
// pallets/subtensor/src/utils/misc.rs (ensure_sn_owner_or_root_with_limits and what follows it).

import { ensure } from "../../../frame/refusal.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { ensureSubnetOwnerOrRoot } from "../subnets/subnet.ts";
import { tempo } from "../tempo/contract.ts";
import { blocksUntilNextAutoEpoch } from "../tempo/schedule.ts";
import { limits } from "./contract.ts";
import { passesRateLimitOnSubnet, setLastBlockOnSubnet, type TransactionType } from "./rate_limiting.ts";

const { errors } = limits;

/** Root, or the owner within the limit of the kind. */
export function ensureSnOwnerOrRootWithLimits(
  ctx: Ctx,
  who: AccountId | undefined,
  netuid: NetUid,
  kind: TransactionType,
): void {
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  if (who !== undefined) ensure(passesRateLimitOnSubnet(ctx, netuid, who, kind), errors.TxRateLimitExceeded);
}
/** Remembers when an owner made a change; root's are not counted. */
export function recordOwnerRl(ctx: Ctx, who: AccountId | undefined, netuid: NetUid, kind: TransactionType): void {
  if (who !== undefined) setLastBlockOnSubnet(ctx, netuid, who, kind, currentBlock(ctx));
}

/** Whether the next epoch is so near that nothing may be changed: within the window, or asked for by the owner. */
export function isInAdminFreezeWindow(ctx: Ctx, netuid: NetUid, block: bigint): boolean {
  const period = tempo.read.Tempo.get(ctx, netuid);
  if (period === 0) return false;
  if (tempo.read.PendingEpochAt.get(ctx, netuid) > block) return true;
  return blocksUntilNextAutoEpoch(ctx, netuid, period, block) < BigInt(limits.read.AdminFreezeWindow.get(ctx));
}
export function ensureAdminWindowOpen(ctx: Ctx, netuid: NetUid): void {
  ensure(!isInAdminFreezeWindow(ctx, netuid, currentBlock(ctx)), errors.AdminActionProhibitedDuringWeightsWindow);
}
