// Making the caller the owner of a hotkey that has none. Mirrors pallets/subtensor/src/macros/dispatches.rs
// (try_associate_hotkey).

import type { Handles } from "../../../frame/section.ts";
import type { Ctx } from "../context.ts";
import { tryAssociateHotkey as associate } from "../staking/ownership.ts";
import type { keys } from "./contract.ts";

export const tryAssociateHotkey: Handles<typeof keys, "try_associate_hotkey", Ctx> = (ctx, coldkey, { hotkey }) =>
  associate(ctx, { hotkey, coldkey });
