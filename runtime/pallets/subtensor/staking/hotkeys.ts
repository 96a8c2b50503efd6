// Provides `hotkeys`. Mirrors pallets/subtensor/src/staking/order_swap.rs (register_pallet_hotkey).

import { within } from "../../../context.ts";
import type { Hotkeys } from "../../../ports/hotkeys.ts";
import type { Ctx } from "../context.ts";
import { createAccountIfNonExistent } from "./ownership.ts";

export const hotkeys: Hotkeys = {
  register: (ctx, holder) => createAccountIfNonExistent(within(ctx) as Ctx, holder),
};
