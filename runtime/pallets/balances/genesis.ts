// What Balances builds at genesis: endowed accounts and the issuance they sum up to. Mirrors pallet-balances 42, lib.rs
// (GenesisConfig).

import { assert } from "../../frame/refusal.ts";
import { NO_BALANCE } from "../../ports/accounts.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { type Ctx, existentialDeposit } from "./account.ts";
import { balances } from "./contract.ts";

export interface BalancesGenesis {
  readonly balances: readonly (readonly [who: AccountId, free: Tao])[];
}

export function buildBalancesGenesis(ctx: Ctx, config: BalancesGenesis): void {
  const sum = config.balances.reduce((all, [, free]) => all + free, 0n);
  balances.storage.TotalIssuance.set(ctx, rao(u64.wrap(sum)));
  for (const [who, free] of config.balances)
    assert(free >= existentialDeposit(ctx), `${who} is endowed with less than the existential deposit`);
  assert(new Set(config.balances.map(([who]) => who)).size === config.balances.length, "an account is endowed twice");
  for (const [who, free] of config.balances) {
    ctx.ports.accounts.addProvider(ctx, who);
    ctx.ports.accounts.setData(ctx, who, { ...NO_BALANCE, free });
  }
}
