// A runtime of System and Balances with hold and freeze reasons of its own, for tests of the money.

import { pallet } from "../../runtime/frame/pallet.ts";
import { implement, palletIdentity, section } from "../../runtime/frame/section.ts";
import { account, existentialDeposit } from "../../runtime/pallets/balances/account.ts";
import { balancesPallet, buildBalancesGenesis, currency } from "../../runtime/pallets/balances/index.ts";
import { accounts } from "../../runtime/pallets/system/accounts.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { systemPallet } from "../../runtime/pallets/system/index.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { enumeration } from "../../runtime/primitives/scale/index.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { sandbox } from "./sandbox.ts";

const Reasons = palletIdentity("Reasons", 77);
const reasonsPallet = pallet(Reasons, {
  sections: [implement(section(Reasons, {}), {})],
  outer: {
    RuntimeHoldReason: enumeration("pallet_reasons::HoldReason", ["First", "Second", "Third", "Fourth", "Fifth"]),
    RuntimeFreezeReason: enumeration("pallet_reasons::FreezeReason", ["Ice", "Snow"]),
  },
});
export const holdFor = (value: "First" | "Second" | "Third" | "Fourth" | "Fifth") => ({ pallet: "Reasons", value });
export const freezeFor = (value: "Ice" | "Snow") => ({ pallet: "Reasons", value });

/** Accounts endowed at genesis; the existential deposit of this chain unless another is asked for. */
export function money(
  endowed: readonly (readonly [who: AccountId, free: bigint])[],
  ed?: bigint,
  constants: Readonly<Record<string, unknown>> = {},
) {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, reasonsPallet],
    ports: { accounts, currency },
    constants: { ...constants, ...(ed === undefined ? {} : { "Balances.ExistentialDeposit": rao(ed) }) },
  });
  buildBalancesGenesis(box.ctx, { balances: endowed.map(([who, free]) => [who, rao(free)] as const) });
  box.told();
  const { ctx } = box;
  return {
    ...box,
    free: (who: AccountId): bigint => currency.free(ctx, who),
    reserved: (who: AccountId): bigint => currency.reserved(ctx, who),
    total: (who: AccountId): bigint => currency.total(ctx, who),
    issuance: (): bigint => currency.totalIssuance(ctx),
    consumers: (who: AccountId): number => accounts.consumers(ctx, who),
    providers: (who: AccountId): number => accounts.providers(ctx, who),
    exists: (who: AccountId): boolean => accounts.exists(ctx, who),
    account: (who: AccountId) => account(ctx, who),
    ed: (): bigint => existentialDeposit(ctx),
    everyone: () => [...system.read.Account.entries(ctx)].map(([[who], info]) => [who, info] as const),
  };
}
