// Taking away what validators are bonded to a miner with, as the miner may ask. Mirrors
// pallets/subtensor/src/epoch/run_epoch.rs (do_reset_bonds) and runtime/src/lib.rs (ResetBondsOnCommit).

import type { AccountId, NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { mechanismIndices, netuidOf } from "../mechanisms/mechanism.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { epoch } from "./contract.ts";

const { Bonds } = epoch.storage;

/** Does nothing where the subnet does not allow it, or the account has no slot. */
export function resetBonds(ctx: Ctx, index: NetUidStorageIndex, account: AccountId): void {
  const netuid = netuidOf(index);
  if (!parameters.read.BondsResetOn.get(ctx, netuid)) return;
  const uid = registration.read.Uids.get(ctx, netuid, account);
  if (uid === undefined) return;
  for (const [[, validator], bonds] of [...Bonds.entries(ctx, index)])
    Bonds.set(
      ctx,
      index,
      validator,
      bonds.filter(([miner]) => miner !== uid),
    );
}
/** In every mechanism. */
export function resetAllBonds(ctx: Ctx, netuid: NetUid, account: AccountId): void {
  for (const index of mechanismIndices(ctx, netuid)) resetBonds(ctx, index, account);
}
