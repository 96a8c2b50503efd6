// What an epoch takes for granted of the state: no hotkey holds two slots. A subnet that fails this skips its epoch.
// Mirrors is_epoch_input_state_consistent of pallets/subtensor/src/epoch/run_epoch.rs.

import type { AccountId } from "../../../primitives/ids.ts";

export const isEpochStateConsistent = (hotkeysByUid: Iterable<AccountId>): boolean => {
  const seen = new Set<AccountId>();
  for (const hotkey of hotkeysByUid) {
    if (seen.has(hotkey)) return false;
    seen.add(hotkey);
  }
  return true;
};
