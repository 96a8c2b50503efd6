// Takes out of bounds, or of somebody else's hotkey. Mirrors pallets/subtensor/src/guards/check_delegate_take.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { AccountId } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { delegation } from "../delegation/contract.ts";
import { takeChecks } from "../delegation/take_checks.ts";
import { settings } from "../settings/contract.ts";
import { guardOf } from "./guard.ts";

const { MaxDelegateTake, MinDelegateTake } = settings.read;
const { DelegateTakeTooHigh, DelegateTakeTooLow } = delegation.errors;

function check(
  ctx: Ctx,
  coldkey: AccountId,
  { hotkey, take }: { readonly hotkey: AccountId; readonly take: number },
): void {
  ensure(take >= MinDelegateTake.get(ctx), DelegateTakeTooLow);
  ensure(take <= MaxDelegateTake.get(ctx), DelegateTakeTooHigh);
  takeChecks(ctx, { hotkey, coldkey });
}
export const checkDelegateTake = guardOf(delegation, { increase_take: check, decrease_take: check });
