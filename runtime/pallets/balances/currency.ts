// Balances as the provider of the currency port.

import { within } from "../../context.ts";
import type { FrameContext } from "../../frame/context.ts";
import type { Currency } from "../../ports/currency.ts";
import { account, type Ctx, existentialDeposit, total } from "./account.ts";
import { balances } from "./contract.ts";
import * as fungible from "./fungible.ts";
import * as holds from "./holds.ts";
import * as imbalance from "./imbalance.ts";
import * as older from "./older_currency.ts";
import * as reserves from "./reserves.ts";

const { TotalIssuance, InactiveIssuance } = balances.read;
/** The same function for a caller that does not know which ports this pallet touches. */
const open =
  <A extends readonly unknown[], R>(act: (ctx: Ctx, ...args: A) => R) =>
  (ctx: FrameContext, ...args: A): R =>
    act(within<"accounts">(ctx), ...args);

export const currency: Currency = {
  existentialDeposit: open(existentialDeposit),
  totalIssuance: (ctx) => TotalIssuance.get(ctx),
  inactiveIssuance: (ctx) => InactiveIssuance.get(ctx),
  activeIssuance: (ctx) => fungible.activeIssuance(ctx),
  free: open((ctx, who) => account(ctx, who).free),
  reserved: open((ctx, who) => account(ctx, who).reserved),
  total: open((ctx, who) => total(account(ctx, who))),
  reducible: open(fungible.reducible),
  canWithdraw: open(fungible.canWithdraw),
  canDeposit: open(fungible.canDeposit),
  transfer: open(fungible.transfer),
  mint: open(fungible.mint),
  burn: open(fungible.burn),
  setBalance: open(fungible.setBalance),
  deactivate: open(fungible.deactivate),
  reactivate: open(fungible.reactivate),
  issue: open(imbalance.issue),
  rescind: open(imbalance.rescind),
  withdraw: open(imbalance.withdraw),
  deposit: open(imbalance.deposit),
  resolve: open(imbalance.resolve),
  settle: open(imbalance.settle),
  offset: imbalance.offset,
  dropCredit: open(imbalance.dropCredit),
  dropDebt: open(imbalance.dropDebt),
  onHold: open(holds.onHold),
  canHold: open(holds.canHold),
  hold: open(holds.hold),
  release: open(holds.release),
  releaseAll: open(holds.releaseAll),
  setOnHold: open(holds.setOnHold),
  burnHeld: open(holds.burnHeld),
  transferOnHold: open(holds.transferOnHold),
  transferAndHold: open(holds.transferAndHold),
  slashHeld: open(holds.slashHeld),
  canReserve: open(reserves.canReserve),
  reserve: open(reserves.reserve),
  unreserve: open(reserves.unreserve),
  slashReserved: open(reserves.slashReserved),
  repatriateReserved: open(reserves.repatriateReserved),
  slash: open(older.slash),
  depositCreating: open(older.depositCreating),
  makeFreeBalance: open(older.makeFreeBalance),
};
