// What pallets ask of the hotkeys that stand behind stake. Provided by SubtensorModule.

import type { FrameContext } from "../frame/context.ts";
import type { AccountId } from "../primitives/ids.ts";

export interface Hotkeys {
  /** Gives a new hotkey its owner; a known hotkey keeps the one it has. */
  register(ctx: FrameContext, holder: { readonly hotkey: AccountId; readonly coldkey: AccountId }): void;
}
