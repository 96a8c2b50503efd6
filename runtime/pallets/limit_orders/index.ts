// Declared so that names, indices and metadata hold: its calls are not built and refuse. What genesis writes is written.
// Mirrors pallets/limit-orders/src/lib.rs (genesis_build).

import type { Context } from "../../context.ts";
import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { palletAccount } from "../../primitives/pallet_id.ts";
import { LimitOrders, limitOrders } from "./contract.ts";

const { constants, storage } = limitOrders;

export const limitOrdersPallet = pallet(LimitOrders, {
  sections: [implementSome(limitOrders, {})],
  genesis(ctx: Context<"hotkeys">) {
    const holder = { hotkey: constants.PalletHotkey.get(ctx), coldkey: palletAccount(constants.PalletId.get(ctx)) };
    ctx.ports.hotkeys.register(ctx, holder);
    storage.LimitOrdersEnabled.set(ctx, true);
  },
});
