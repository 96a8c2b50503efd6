// What a child hotkey keeps of its parents' dividends, and the bounds of it. Mirrors
// pallets/subtensor/src/staking/set_children.rs (do_set_childkey_take) and utils/misc.rs (bounds and their setters).

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { limits } from "../limits/contract.ts";
import { passesRateLimitOnSubnet, setLastBlockOnSubnet } from "../limits/rate_limiting.ts";
import { parameters } from "../parameters/contract.ts";
import { settings } from "../settings/contract.ts";
import { coldkeyOwnsHotkey } from "../staking/ownership.ts";
import { delegation } from "./contract.ts";

const { ChildkeyTake } = delegation.storage;
const { MaxChildkeyTake, MinChildkeyTake } = settings.storage;
const { errors, events } = delegation;

export const minChildkeyTake = (ctx: Ctx): number => MinChildkeyTake.get(ctx);
export const maxChildkeyTake = (ctx: Ctx): number => MaxChildkeyTake.get(ctx);
/** The chain's minimum or the subnet's, whichever is more. */
export const effectiveMinChildkeyTake = (ctx: Ctx, netuid: NetUid): number =>
  Math.max(MinChildkeyTake.get(ctx), parameters.read.MinChildkeyTakePerSubnet.get(ctx, netuid));
/** 65535 means everything; never below the minimum. */
export const childkeyTake = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): number =>
  Math.max(ChildkeyTake.get(ctx, hotkey, netuid), effectiveMinChildkeyTake(ctx, netuid));

/** Sets a take; only raising it is rate limited. */
export const setChildkeyTake: Handles<typeof delegation, "set_childkey_take", Ctx> = (
  ctx,
  coldkey,
  { hotkey, netuid, take },
) => {
  const kind = { type: "SetChildkeyTake" } as const;
  ensure(coldkeyOwnsHotkey(ctx, { hotkey, coldkey }), keys.errors.NonAssociatedColdKey);
  ensure(take >= effectiveMinChildkeyTake(ctx, netuid) && take <= MaxChildkeyTake.get(ctx), errors.InvalidChildkeyTake);
  ensure(
    take <= childkeyTake(ctx, netuid, hotkey) || passesRateLimitOnSubnet(ctx, netuid, hotkey, kind),
    errors.TxChildkeyTakeRateLimitExceeded,
  );
  setLastBlockOnSubnet(ctx, netuid, hotkey, kind, currentBlock(ctx));
  ChildkeyTake.set(ctx, hotkey, netuid, take);
  ctx.emit(events.ChildKeyTakeSet(hotkey, take));
};

// Bounds ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export function setMinChildkeyTake(ctx: Ctx, take: number): void {
  MinChildkeyTake.set(ctx, take);
  ctx.emit(settings.events.MinChildKeyTakeSet(take));
}
export function setMinChildkeyTakeForSubnet(ctx: Ctx, netuid: NetUid, take: number): void {
  parameters.storage.MinChildkeyTakePerSubnet.set(ctx, netuid, take);
  ctx.emit(parameters.events.MinChildKeyTakePerSubnetSet(netuid, take));
}
export function setMaxChildkeyTake(ctx: Ctx, take: number): void {
  MaxChildkeyTake.set(ctx, take);
  ctx.emit(settings.events.MaxChildKeyTakeSet(take));
}
export function setTxChildkeyTakeRateLimit(ctx: Ctx, blocks: bigint): void {
  limits.storage.TxChildkeyTakeRateLimit.set(ctx, blocks);
  ctx.emit(limits.events.TxChildKeyTakeRateLimitSet(blocks));
}
export const sudoSetMinChildkeyTake: Handles<typeof settings, "sudo_set_min_childkey_take", Ctx> = (
  ctx,
  _root,
  { take },
) => setMinChildkeyTake(ctx, take);
export const sudoSetMaxChildkeyTake: Handles<typeof settings, "sudo_set_max_childkey_take", Ctx> = (
  ctx,
  _root,
  { take },
) => setMaxChildkeyTake(ctx, take);
export const sudoSetTxChildkeyTakeRateLimit: Handles<typeof limits, "sudo_set_tx_childkey_take_rate_limit", Ctx> = (
  ctx,
  _root,
  { tx_rate_limit },
) => setTxChildkeyTakeRateLimit(ctx, tx_rate_limit);
