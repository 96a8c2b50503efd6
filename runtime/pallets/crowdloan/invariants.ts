// What holds of crowdloans that are not finalized: their books agree with one another and with the money. Mirrors what
// pallets/crowdloan/src/lib.rs keeps in step.

import type { FrameContext } from "../../frame/context.ts";
import { invariant } from "../../frame/invariant.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { crowdloan } from "./contract.ts";

const { Contributions, Crowdloans, MaxContributions, NextCrowdloanId } = crowdloan.read;

/** `free` tells an account's free balance; System holds it. */
export const crowdloanInvariants = (free: (ctx: FrameContext, who: AccountId) => bigint) => [
  invariant("a crowdloan has raised what its contributors gave, and has it", (ctx) => {
    for (const [[id], loan] of Crowdloans.entries(ctx)) {
      const given = Array.from(Contributions.entries(ctx, id), ([, amount]) => amount as bigint);
      const sum = given.reduce((so, one) => so + one, 0n);
      if (sum !== loan.raised) return `crowdloan ${id} raised ${loan.raised}, ${sum} were given`;
      if (given.length !== loan.contributors_count)
        return `crowdloan ${id} counts ${loan.contributors_count} contributors and has ${given.length}`;
      if (loan.raised > loan.cap) return `crowdloan ${id} raised ${loan.raised}, its cap is ${loan.cap}`;
      const held = free(ctx, loan.funds_account);
      if (!loan.finalized && held < loan.raised) return `crowdloan ${id} raised ${loan.raised} and holds ${held}`;
    }
    return undefined;
  }),
  invariant("a crowdloan keeps its creator's deposit", (ctx) => {
    for (const [[id], { creator, deposit }] of Crowdloans.entries(ctx)) {
      const given = Contributions.get(ctx, id, creator) ?? 0n;
      if (given < deposit) return `crowdloan ${id} has ${given} of its creator, the deposit is ${deposit}`;
    }
    return undefined;
  }),
  invariant("nothing is left of a crowdloan that is gone, and no id is to come again", (ctx) => {
    const next = NextCrowdloanId.get(ctx);
    for (const [id] of Crowdloans.keysOf(ctx)) if (id >= next) return `crowdloan ${id} exists, the next is ${next}`;
    for (const [id] of [...Contributions.keysOf(ctx), ...MaxContributions.keysOf(ctx)])
      if (!Crowdloans.has(ctx, id)) return `something is left of crowdloan ${id}`;
    return undefined;
  }),
];
