// What root sets of the calls that wait: how many, how long, how heavy. Mirrors pallets/shield/src/lib.rs.

import type { FrameContext } from "../../frame/context.ts";
import { ensure } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import { shield } from "./contract.ts";

const { MaxPendingExtrinsicsLimit, OnInitializeWeight, ExtrinsicLifetime, MaxExtrinsicWeight } = shield.storage;
const { errors, events } = shield;

/** Half of a block's time. */
const MOST_WEIGHT = 2_000_000_000_000n;

type Setter<N extends string> = Handles<typeof shield, N, FrameContext>;
export const setMaxPendingExtrinsicsNumber: Setter<"set_max_pending_extrinsics_number"> = (ctx, _, { value }) => {
  MaxPendingExtrinsicsLimit.set(ctx, value);
  ctx.emit(events.MaxPendingExtrinsicsNumberSet({ value }));
};
export const setOnInitializeWeight: Setter<"set_on_initialize_weight"> = (ctx, _, { value }) => {
  ensure(value <= MOST_WEIGHT, errors.WeightExceedsAbsoluteMax);
  OnInitializeWeight.set(ctx, value);
  ctx.emit(events.OnInitializeWeightSet({ value }));
};
export const setStoredExtrinsicLifetime: Setter<"set_stored_extrinsic_lifetime"> = (ctx, _, { value }) => {
  ExtrinsicLifetime.set(ctx, value);
  ctx.emit(events.ExtrinsicLifetimeSet({ value }));
};
export const setMaxExtrinsicWeight: Setter<"set_max_extrinsic_weight"> = (ctx, _, { value }) => {
  ensure(value <= MOST_WEIGHT, errors.WeightExceedsAbsoluteMax);
  MaxExtrinsicWeight.set(ctx, value);
  ctx.emit(events.MaxExtrinsicWeightSet({ value }));
};
