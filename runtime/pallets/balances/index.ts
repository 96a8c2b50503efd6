// Balances: the money of the chain. Mirrors pallet-balances 42.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import { Balances, balances } from "./contract.ts";
import { forceAdjustTotalIssuance, forceSetBalance, forceUnreserve, upgradeAccounts } from "./corrections.ts";
import { burn, forceTransfer, transferAll, transferAllowDeath, transferKeepAlive } from "./transfers.ts";

export { currency } from "./currency.ts";
export { type BalancesGenesis, buildBalancesGenesis } from "./genesis.ts";

export const balancesPallet = pallet(Balances, {
  storageVersion: 1,
  sections: [
    implement(balances, {
      transfer_allow_death: transferAllowDeath,
      force_transfer: forceTransfer,
      transfer_keep_alive: transferKeepAlive,
      transfer_all: transferAll,
      force_unreserve: forceUnreserve,
      upgrade_accounts: upgradeAccounts,
      force_set_balance: forceSetBalance,
      force_adjust_total_issuance: forceAdjustTotalIssuance,
      burn,
    }),
  ],
});
