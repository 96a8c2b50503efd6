// BaseFee put together. Mirrors frontier's pallet-base-fee (lib.rs) with the runtime's thresholds.

import type { Context } from "../../context.ts";
import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import { BaseFee, baseFee, DEFAULT_BASE_FEE_PER_GAS, DEFAULT_ELASTICITY } from "./contract.ts";
import { movePrice } from "./price.ts";
import { hookWeight } from "./weights.ts";

const { events, storage } = baseFee;
type Ctx = Context<"blockWeight">;

export const baseFeePallet = pallet(BaseFee, {
  sections: [
    implement(baseFee, {
      set_base_fee_per_gas(ctx: Ctx, _root, { fee }) {
        storage.BaseFeePerGas.set(ctx, fee);
        ctx.emit(events.NewBaseFeePerGas({ fee }));
      },
      set_elasticity(ctx: Ctx, _root, { elasticity }) {
        storage.Elasticity.set(ctx, elasticity);
        ctx.emit(events.NewElasticity({ elasticity }));
      },
    }),
  ],
  hooks: { onInitialize: () => hookWeight, onFinalize: movePrice },
  genesis(at: At) {
    storage.BaseFeePerGas.set(at, DEFAULT_BASE_FEE_PER_GAS);
    storage.Elasticity.set(at, DEFAULT_ELASTICITY);
  },
});
