// Locks and the owner of a subnet: the owner's cut that locks itself, and the subnet that goes to whoever has gathered the
// most conviction. Mirrors pallets/subtensor/src/staking/lock.rs (auto_lock_owner_cut, change_subnet_owner_if_needed).

import { attempt } from "../../../frame/refusal.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type NetUid, ZERO_ACCOUNT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { Alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { parameters } from "../parameters/contract.ts";
import { pools } from "../pools/contract.ts";
import { registration } from "../registration/contract.ts";
import { registerNeuron } from "../registration/registration.ts";
import { subnets } from "../subnets/contract.ts";
import { subnetKing, totalConviction } from "./conviction.ts";
import {
  aggregateLock,
  insertAggregateLock,
  lockTerms,
  readConvictionModel,
  takeRolledAggregateLock,
} from "./conviction_model.ts";
import { lockStake } from "./lock.ts";
import type { LockState } from "./lock_state.ts";
import { emptyLock, rolledLock, type Terms } from "./rolling.ts";

const { NetworkRegisteredAt, SubnetOwner, SubnetOwnerHotkey } = subnets.storage;

/** Blocks that a subnet must have stood before it can change hands. */
export const ONE_YEAR = 7_200n * 365n + 1_800n;

/** Locks the owner's cut where the subnet says so: for the hotkey of the existing lock, or else the owner's. */
export function autoLockOwnerCut(ctx: Ctx, netuid: NetUid, amount: Alpha): void {
  if (!parameters.read.OwnerCutAutoLockEnabled.get(ctx, netuid)) return;
  const coldkey = SubnetOwner.get(ctx, netuid);
  const hotkey = readConvictionModel(ctx, netuid, coldkey)?.hotkey ?? SubnetOwnerHotkey.get(ctx, netuid);
  attempt(() => lockStake(ctx, netuid, { hotkey, coldkey }, amount));
}

const together = (a: LockState, b: LockState, { now }: Terms): LockState => ({
  locked_mass: u64.saturatingAdd(a.locked_mass, b.locked_mass),
  conviction: U64F64.saturatingAdd(a.conviction, b.conviction),
  last_update: now,
});
/** Moves the sums of one hotkey's locks into those of its other role. */
function changeRole(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  perpetual: boolean,
  toOwner: boolean,
  terms: Terms,
): void {
  const moved = takeRolledAggregateLock(ctx, netuid, hotkey, { owner: !toOwner, perpetual }, terms);
  if (moved === undefined) return;
  const kind = { owner: toOwner, perpetual };
  const stored = aggregateLock(ctx, netuid, hotkey, kind);
  const sum = together(stored === undefined ? emptyLock(terms.now) : rolledLock(stored, terms, kind), moved, terms);
  insertAggregateLock(ctx, netuid, hotkey, kind, toOwner ? rolledLock(sum, terms, kind) : sum);
}

/**
 * Gives a subnet of at least a year to the owner of the hotkey with the most conviction, once all conviction on it is a
 * tenth of its outstanding alpha.
 */
export function changeSubnetOwnerIfNeeded(ctx: Ctx, netuid: NetUid): void {
  const outstanding = pools.read.SubnetAlphaOut.get(ctx, netuid);
  if (outstanding === 0n) return;
  const terms = lockTerms(ctx);
  if (terms.now < u64.saturatingAdd(NetworkRegisteredAt.get(ctx, netuid), ONE_YEAR)) return;
  const gathered = U64F64.saturatingMul(totalConviction(ctx, netuid), U64F64.saturatingFromNum(10));
  if (gathered < U64F64.saturatingFromNum(outstanding as bigint)) return;
  const king = subnetKing(ctx, netuid);
  if (king === undefined) return;
  const newColdkey = keys.read.Owner.get(ctx, king);
  if (newColdkey === ZERO_ACCOUNT) return;
  const oldColdkey = SubnetOwner.get(ctx, netuid);
  if (newColdkey === oldColdkey) return;
  const oldHotkey = SubnetOwnerHotkey.get(ctx, netuid);
  if (
    !registration.read.Uids.has(ctx, netuid, king) &&
    attempt(() => void registerNeuron(ctx, netuid, king)) !== undefined
  )
    return;

  for (const perpetual of [true, false]) changeRole(ctx, netuid, oldHotkey, perpetual, false, terms);
  for (const perpetual of [true, false]) changeRole(ctx, netuid, king, perpetual, true, terms);
  SubnetOwner.set(ctx, netuid, newColdkey);
  SubnetOwnerHotkey.set(ctx, netuid, king);
  ctx.emit(subnets.events.SubnetOwnerChanged({ netuid, old_coldkey: oldColdkey, new_coldkey: newColdkey }));
}
