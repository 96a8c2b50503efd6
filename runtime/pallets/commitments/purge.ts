// What the economy asks of commitments: those of a subnet, and to forget a subnet that is gone. Provides `commitments`.
// Mirrors pallets/commitments/src/lib.rs (get_commitments, purge_netuid).

import type { Commitments } from "../../ports/commitments.ts";
import { commitments as section } from "./contract.ts";

const { CommitmentOf, LastBondsReset, LastCommitment, RevealedCommitments, TimelockedIndex, UsedSpaceOf } =
  section.storage;

export const commitments: Commitments = {
  purgeNetuid(at, netuid) {
    for (const item of [CommitmentOf, LastCommitment, LastBondsReset, RevealedCommitments, UsedSpaceOf])
      item.clear(at, netuid);
    TimelockedIndex.update(at, (pairs) => pairs.filter(([on]) => on !== netuid));
  },
  ofNetuid: (at, netuid) =>
    Array.from(
      CommitmentOf.entries(at, netuid),
      ([[, who], commitment]) => [who, CommitmentOf.value.encode(commitment)] as const,
    ),
};
