// Children as the reference's tests set them (pallets/subtensor/src/tests/mock.rs: mock_set_children and its kin). Waits
// are jumps.

import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import {
  type Link,
  scheduleChildren,
  setPendingChildren,
} from "../../runtime/pallets/subtensor/delegation/set_children.ts";
import { rateLimitOnSubnet } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import type { AccountId, NetUid } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { type MockContext, setBlock } from "./mock.ts";
import { stepEpochs } from "./mock_subtensor.ts";

/** Jumps over the cooldown and runs the next epoch, in which pending children take effect. */
export function waitSetPendingChildrenCooldown(ctx: MockContext, netuid: NetUid): void {
  setBlock(ctx, ctx.block.number + Number(delegation.read.PendingChildKeyCooldown.get(ctx)));
  stepEpochs(ctx, 1, netuid);
}
export function waitAndSetPendingChildren(ctx: MockContext, netuid: NetUid): void {
  const block = ctx.block.number;
  waitSetPendingChildrenCooldown(ctx, netuid);
  setPendingChildren(ctx, netuid);
  setBlock(ctx, block);
}
export function mockScheduleChildren(
  ctx: MockContext,
  coldkey: AccountId,
  hotkey: AccountId,
  netuid: NetUid,
  children: readonly Link[],
): void {
  settings.storage.StakeThreshold.set(ctx, 0n);
  scheduleChildren(ctx, netuid, { hotkey, coldkey }, children);
}
export function mockSetChildren(
  ctx: MockContext,
  coldkey: AccountId,
  hotkey: AccountId,
  netuid: NetUid,
  children: readonly Link[],
): void {
  mockScheduleChildren(ctx, coldkey, hotkey, netuid, children);
  waitAndSetPendingChildren(ctx, netuid);
}
/** Jumps as far as the limit on setting children asks. */
export const passChildrenLimit = (ctx: MockContext, netuid: NetUid): void =>
  setBlock(ctx, ctx.block.number + Number(rateLimitOnSubnet(ctx, netuid, { type: "SetChildren" })));
/** Alpha and fee of a purchase that is not made; on root both are TAO. */
export function swapTaoToAlpha(
  ctx: MockContext,
  netuid: NetUid,
  tao: bigint,
): { readonly paidOut: bigint; readonly fee: bigint } {
  if (netuid === 0) return { paidOut: tao, fee: 0n };
  const { exchange } = ctx.ports;
  const { amountPaidOut, feePaid } = exchange.buy(ctx, netuid, rao(tao), {
    priceLimit: exchange.maxPrice(),
    dropFees: false,
    rollBack: true,
  });
  return { paidOut: amountPaidOut, fee: feePaid };
}
