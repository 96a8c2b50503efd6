// Lending stake to child hotkeys: asked for, cooled down, made effective. Mirrors
// pallets/subtensor/src/staking/set_children.rs.

import { attempt, ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { limits } from "../limits/contract.ts";
import { passesRateLimitOnSubnet, setLastBlockOnSubnet } from "../limits/rate_limiting.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { isHotkeyRegisteredOnNetwork } from "../registration/uids.ts";
import { settings } from "../settings/contract.ts";
import { coldkeyOwnsHotkey, owningColdkeyForHotkey, totalStakeForHotkey } from "../staking/ownership.ts";
import type { Holder } from "../staking/stake.ts";
import { subnets } from "../subnets/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { delegation } from "./contract.ts";
import {
  ensurePendingConsistency,
  type Link,
  loadChildParentRelations,
  loadRelationsFromPending,
  persistChildParentRelations,
} from "./relations.ts";

export * from "./childkey_take.ts";
export * from "./relations.ts";

const { AutoParentDelegationEnabled, ChildKeys, ParentKeys, PendingChildKeyCooldown, PendingChildKeys } =
  delegation.storage;
const { SubnetOwnerHotkey } = subnets.read;
const { errors, events } = delegation;

export const children = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): readonly Link[] =>
  ChildKeys.get(ctx, hotkey, netuid);
export const parents = (ctx: Ctx, netuid: NetUid, child: AccountId): readonly Link[] =>
  ParentKeys.get(ctx, child, netuid);
export const autoParentDelegationEnabled = (ctx: Ctx, hotkey: AccountId): boolean =>
  AutoParentDelegationEnabled.get(ctx, hotkey);

/** Asks for other children: effective after the cooldown, or at once on a subnet that has not started. */
export function scheduleChildren(ctx: Ctx, netuid: NetUid, holder: Holder, wanted: readonly Link[]): void {
  const { hotkey } = holder;
  ensure(passesRateLimitOnSubnet(ctx, netuid, hotkey, { type: "SetChildren" }), limits.errors.TxRateLimitExceeded);
  ensure(netuid !== ROOT, registration.errors.RegistrationNotPermittedOnRootSubnet);
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  ensure(coldkeyOwnsHotkey(ctx, holder), keys.errors.NonAssociatedColdKey);
  ensure(new Set(wanted.map(([, child]) => child)).size === wanted.length, errors.DuplicateChild);
  ensurePendingConsistency(loadChildParentRelations(ctx, netuid, hotkey), wanted);
  const isOwners = SubnetOwnerHotkey.has(ctx, netuid) && SubnetOwnerHotkey.get(ctx, netuid) === hotkey;
  ensure(
    wanted.length === 0 || totalStakeForHotkey(ctx, hotkey) >= settings.read.StakeThreshold.get(ctx) || isOwners,
    errors.NotEnoughStakeToSetChildkeys,
  );
  setLastBlockOnSubnet(ctx, netuid, hotkey, { type: "SetChildren" }, currentBlock(ctx));
  if (!parameters.read.SubtokenEnabled.get(ctx, netuid)) {
    persistPendingChildren(ctx, netuid, hotkey, wanted);
    return;
  }
  const cooldownBlock = u64.saturatingAdd(currentBlock(ctx), PendingChildKeyCooldown.get(ctx));
  PendingChildKeys.set(ctx, netuid, hotkey, [wanted, cooldownBlock]);
  ctx.emit(events.SetChildrenScheduled(hotkey, netuid, cooldownBlock, wanted));
}

/** Makes children effective; says nothing where they have become inconsistent. */
function persistPendingChildren(ctx: Ctx, netuid: NetUid, hotkey: AccountId, wanted: readonly Link[]): void {
  attempt(() => {
    persistChildParentRelations(ctx, netuid, loadRelationsFromPending(ctx, netuid, hotkey, wanted));
    ctx.emit(events.SetChildren(hotkey, netuid, wanted));
  });
}
/** Makes those children effective that have cooled down, or all of a subnet that has not started. */
export function setPendingChildren(ctx: Ctx, netuid: NetUid): void {
  const block = currentBlock(ctx);
  const started = parameters.read.SubtokenEnabled.get(ctx, netuid);
  const due = [...PendingChildKeys.entries(ctx, netuid)].filter(
    ([, [, cooldownBlock]]) => cooldownBlock < block || !started,
  );
  for (const [[, hotkey], [wanted]] of due) persistPendingChildren(ctx, netuid, hotkey, wanted);
  for (const [[, hotkey]] of due) PendingChildKeys.delete(ctx, netuid, hotkey);
}

/** Lends a new subnet's owner the stake of every root validator that has not switched this off. */
export function setRootValidatorsForSubnet(ctx: Ctx, netuid: NetUid): void {
  ensure(netuid !== ROOT, registration.errors.RegistrationNotPermittedOnRootSubnet);
  ensure(ifSubnetExist(ctx, netuid) && SubnetOwnerHotkey.has(ctx, netuid), subnets.errors.SubnetNotExists);
  const owner = SubnetOwnerHotkey.get(ctx, netuid);
  for (const [, hotkey] of [...registration.read.Keys.entries(ctx, ROOT)]) {
    if (hotkey === owner || !autoParentDelegationEnabled(ctx, hotkey)) continue;
    const coldkey = owningColdkeyForHotkey(ctx, hotkey);
    attempt(() => scheduleChildren(ctx, netuid, { hotkey, coldkey }, [[U64_MAX, owner]]));
  }
}

export const setChildren: Handles<typeof delegation, "set_children", Ctx> = (
  ctx,
  coldkey,
  { hotkey, netuid, children: wanted },
) => scheduleChildren(ctx, netuid, { hotkey, coldkey }, wanted);
export const setPendingChildkeyCooldown: Handles<typeof delegation, "set_pending_childkey_cooldown", Ctx> = (
  ctx,
  _root,
  { cooldown },
) => PendingChildKeyCooldown.set(ctx, cooldown);
export const setAutoParentDelegationEnabled: Handles<typeof delegation, "set_auto_parent_delegation_enabled", Ctx> = (
  ctx,
  coldkey,
  { hotkey, enabled },
) => {
  ensure(coldkeyOwnsHotkey(ctx, { hotkey, coldkey }), keys.errors.NonAssociatedColdKey);
  ensure(isHotkeyRegisteredOnNetwork(ctx, ROOT, hotkey), registration.errors.HotKeyNotRegisteredInSubNet);
  AutoParentDelegationEnabled.set(ctx, hotkey, enabled);
  ctx.emit(events.AutoParentDelegationEnabledSet({ hotkey, enabled }));
};
