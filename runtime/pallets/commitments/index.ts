// The pallet put together. Mirrors pallets/commitments/src/lib.rs.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import type { Ctx } from "./context.ts";
import { Commitments, commitments } from "./contract.ts";
import { revealTimelockedCommitments } from "./reveal.ts";
import { setCommitment } from "./set_commitment.ts";

export const commitmentsPallet = pallet(Commitments, {
  sections: [
    implement(commitments, {
      set_commitment: setCommitment,
      set_max_space: (ctx: Ctx, _root, { new_limit }) => commitments.storage.MaxSpace.set(ctx, new_limit),
    }),
  ],
  hooks: { onInitialize: (ctx: Ctx) => revealTimelockedCommitments(ctx) },
});
