// What holds of the money: every rao is in one account, and holds and freezes are covered. Mirrors pallet-balances'
// try_state.

import type { within } from "../../context.ts";
import { invariant } from "../../frame/invariant.ts";
import { balances } from "./contract.ts";

/** `accounts` lists every account; System holds them. */
export const balancesInvariants = (
  accounts: (
    ctx: Parameters<typeof within>[0],
  ) => Iterable<{ readonly who: string; readonly free: bigint; readonly reserved: bigint }>,
) => [
  invariant("free and reserved balances add up to the issuance", (ctx) => {
    let sum = 0n;
    for (const { free, reserved } of accounts(ctx)) sum += free + reserved;
    const issuance = balances.read.TotalIssuance.get(ctx);
    return sum === issuance ? undefined : `the accounts hold ${sum} rao, the issuance is ${issuance}`;
  }),
  invariant("holds are within what is reserved", (ctx) => {
    const reservedOf = new Map(Array.from(accounts(ctx), ({ who, reserved }) => [who, reserved]));
    for (const [[who], holds] of balances.read.Holds.entries(ctx)) {
      const held = holds.reduce((sum, { amount }) => sum + amount, 0n);
      if (held > (reservedOf.get(who) ?? 0n))
        return `${who} has ${held} on hold and ${reservedOf.get(who) ?? 0n} reserved`;
    }
    return undefined;
  }),
];
