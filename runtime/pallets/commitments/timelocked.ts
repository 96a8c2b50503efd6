// The index of accounts with something locked. Mirrors pallets/commitments/src/lib.rs (TimelockedIndex).

import type { At } from "../../frame/state.ts";
import type { AccountId, NetUid } from "../../primitives/ids.ts";
import { commitments } from "./contract.ts";

const { TimelockedIndex } = commitments.storage;

/** The index is written even where it stays the same, as the reference's is. */
export const indexTimelocked = (at: At, netuid: NetUid, who: AccountId): void =>
  TimelockedIndex.update(at, (pairs) => [...pairs, [netuid, who]]);
export const unindexTimelocked = (at: At, netuid: NetUid, who: AccountId): void =>
  TimelockedIndex.update(at, (pairs) => pairs.filter(([on, account]) => on !== netuid || account !== who));
