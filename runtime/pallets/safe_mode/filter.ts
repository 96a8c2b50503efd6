// Which calls go through in safe mode. Mirrors pallet-safe-mode 22 (Contains) and runtime/src/lib.rs
// (SafeModeWhitelistedCalls).

import type { Call } from "../../frame/call.ts";
import type { At } from "../../frame/state.ts";
import { safeMode } from "./contract.ts";

const PALLETS: readonly string[] = ["SafeMode", "Sudo", "Multisig", "System", "Timestamp"];
const CALLS: readonly string[] = [
  "SubtensorModule.set_weights",
  "SubtensorModule.serve_axon",
  "Commitments.set_commitment",
];

/** Outside safe mode every call; in it, what may be needed to get out, and a neuron's daily work. For the base filter. */
export const passesSafeMode = (at: At, { pallet, name }: Call): boolean =>
  PALLETS.includes(pallet) || CALLS.includes(`${pallet}.${name}`) || !safeMode.read.EnteredUntil.has(at);
