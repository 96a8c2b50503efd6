// What holds of accounts: nobody is kept without a reason, and no consumer outlives its providers. Mirrors frame_system's
// rules for reference counters.

import { invariant } from "../../frame/invariant.ts";
import { system } from "./contract.ts";

export const systemInvariants = [
  invariant("every account has a reason to live", (ctx) => {
    for (const [[who], { providers, sufficients, consumers }] of system.read.Account.entries(ctx))
      if (providers + sufficients === 0 && consumers > 0) return `${who} has ${consumers} consumers and no provider`;
    return undefined;
  }),
];
