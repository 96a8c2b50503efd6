// The pallet put together. Mirrors pallets/drand/src/lib.rs.

import type { FrameContext } from "../../frame/context.ts";
import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import { u32 } from "../../primitives/ints.ts";
import { Drand, drand } from "./contract.ts";
import { validateUnsigned } from "./unsigned.ts";
import { writePulse } from "./write_pulse.ts";

const { BeaconConfig, NextUnsignedAt, OldestStoredRound } = drand.storage;
const { events } = drand;

/** Deviates: no offchain worker fetches pulses from drand's servers; somebody brings them. */
export const drandPallet = pallet(Drand, {
  sections: [
    implement(drand, {
      write_pulse: writePulse,
      set_beacon_config(ctx: FrameContext, _root, { config_payload }) {
        BeaconConfig.set(ctx, config_payload.config);
        NextUnsignedAt.set(ctx, u32.saturatingAdd(ctx.block.number, 1));
        ctx.emit(events.BeaconConfigChanged());
      },
      set_oldest_stored_round(ctx: FrameContext, _root, { oldest_round }) {
        OldestStoredRound.set(ctx, oldest_round);
        ctx.emit(events.SetOldestStoredRound(oldest_round));
      },
    }),
  ],
  validateUnsigned,
});
