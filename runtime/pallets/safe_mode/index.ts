// SafeMode put together. Mirrors pallet-safe-mode 22.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import { HoldReason, SafeMode, safeMode } from "./contract.ts";
import {
  endOnTime,
  enter,
  extend,
  forceEnter,
  forceExit,
  forceExtend,
  forceReleaseDeposit,
  forceSlashDeposit,
  releaseDeposit,
} from "./mode.ts";

export { passesSafeMode } from "./filter.ts";

export const safeModePallet = pallet(SafeMode, {
  sections: [
    implement(safeMode, {
      enter,
      force_enter: forceEnter,
      extend,
      force_extend: forceExtend,
      force_exit: forceExit,
      force_slash_deposit: forceSlashDeposit,
      release_deposit: releaseDeposit,
      force_release_deposit: forceReleaseDeposit,
    }),
  ],
  hooks: { onInitialize: endOnTime },
  outer: { RuntimeHoldReason: HoldReason },
});

export function buildSafeModeGenesis(at: At, { enteredUntil }: { readonly enteredUntil?: number }): void {
  if (enteredUntil !== undefined) safeMode.storage.EnteredUntil.set(at, enteredUntil);
}
