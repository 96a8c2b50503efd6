// Every invariant of the runtime, from the pallets that own them.

import type { Invariant } from "../../runtime/frame/invariant.ts";
import { balancesInvariants } from "../../runtime/pallets/balances/invariants.ts";
import { crowdloanInvariants } from "../../runtime/pallets/crowdloan/invariants.ts";
import { shieldInvariants } from "../../runtime/pallets/shield/invariants.ts";
import { subtensorInvariants } from "../../runtime/pallets/subtensor/invariants.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { systemInvariants } from "../../runtime/pallets/system/invariants.ts";

export const invariants: readonly Invariant[] = [
  ...systemInvariants,
  ...balancesInvariants((ctx) =>
    Array.from(system.read.Account.entries(ctx), ([[who], { data }]) => ({
      who,
      free: data.free,
      reserved: data.reserved,
    })),
  ),
  ...crowdloanInvariants((ctx, who) => system.read.Account.get(ctx, who).data.free),
  ...shieldInvariants,
  ...subtensorInvariants,
];
