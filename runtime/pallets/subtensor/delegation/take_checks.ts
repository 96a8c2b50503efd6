// Who may change a delegate's take. Mirrors pallets/subtensor/src/utils/misc.rs (do_take_checks).

import { ensure } from "../../../frame/refusal.ts";
import type { Ctx } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { coldkeyOwnsHotkey, hotkeyAccountExists } from "../staking/ownership.ts";
import type { Holder } from "../staking/stake.ts";

/** The hotkey is known and the coldkey owns it. */
export function takeChecks(ctx: Ctx, holder: Holder): void {
  ensure(hotkeyAccountExists(ctx, holder.hotkey), keys.errors.HotKeyAccountNotExists);
  ensure(coldkeyOwnsHotkey(ctx, holder), keys.errors.NonAssociatedColdKey);
}
