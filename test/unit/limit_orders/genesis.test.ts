// What LimitOrders writes into the first state: pallets/limit-orders/src/lib.rs:373-385 registers the pallet's hotkey for the
// pallet's account and switches the pallet on, though the storage's own default is off. The registration is that of any new
// hotkey (pallets/subtensor/src/staking/order_swap.rs:166, staking/helpers.rs:126-154). The two accounts are PalletId
// "bt/limit" and "bt/lmhky" behind "modl" (runtime/src/lib.rs:1483-1490).

import { expect, it } from "vitest";
import { buildGenesis, local } from "../../../genesis/presets.ts";
import { contextAt } from "../../../runtime/executive/query.ts";
import { subtensor } from "../../../runtime/index.ts";
import { limitOrders } from "../../../runtime/pallets/limit_orders/contract.ts";
import { keys } from "../../../runtime/pallets/subtensor/keys/contract.ts";
import { staking } from "../../../runtime/pallets/subtensor/staking/contract.ts";
import { accountId } from "../../../runtime/primitives/ids.ts";

const account = (letters: string) => accountId(`0x${Buffer.from(`modl${letters}`).toString("hex").padEnd(64, "0")}`);
const [POT, HOTKEY] = [account("bt/limit"), account("bt/lmhky")];

it("starts switched on, with the pallet's hotkey registered", () => {
  const chain = subtensor();
  const ctx = contextAt(chain, buildGenesis(chain, local().genesis).state);
  expect(limitOrders.storage.LimitOrdersEnabled.get(ctx)).toBe(true);
  expect(keys.storage.Owner.get(ctx, HOTKEY)).toBe(POT);
  expect(keys.storage.OwnedHotkeys.get(ctx, POT)).toEqual([HOTKEY]);
  expect(staking.storage.StakingHotkeys.get(ctx, POT)).toEqual([HOTKEY]);
});
