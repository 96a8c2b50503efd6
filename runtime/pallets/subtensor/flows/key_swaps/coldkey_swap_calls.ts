// The calls around coldkey swaps: announced by a hash, carried out after a delay, disputed, cleared, or ordered and reset
// by root. Mirrors pallets/subtensor/src/macros/dispatches.rs.

import { ensure, refuse } from "../../../../frame/refusal.ts";
import type { Handles } from "../../../../frame/section.ts";
import { blake2b256 } from "../../../../primitives/hash/index.ts";
import { AccountId, h256 } from "../../../../primitives/ids.ts";
import { u32 } from "../../../../primitives/ints.ts";
import { constants } from "../../constants/contract.ts";
import type { Ctx } from "../../context.ts";
import { settings } from "../../settings/contract.ts";
import { keySwaps } from "./contract.ts";
import { chargeSwapCost, swapColdkey } from "./swap_coldkey.ts";

const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = keySwaps.storage;
const { ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay } = settings.read;
const { errors, events } = keySwaps;

type Of<N extends string> = Handles<typeof keySwaps, N, Ctx>;

/** By root: at once and for whatever price. */
const swap_coldkey: Of<"swap_coldkey"> = (ctx, _, { old_coldkey, new_coldkey, swap_cost }) => {
  if (swap_cost !== 0n) chargeSwapCost(ctx, old_coldkey, swap_cost);
  swapColdkey(ctx, { oldColdkey: old_coldkey, newColdkey: new_coldkey });
  ColdkeySwapAnnouncements.delete(ctx, old_coldkey);
  ColdkeySwapDisputes.delete(ctx, old_coldkey);
};
const schedule_swap_coldkey: Of<"schedule_swap_coldkey"> = () => refuse(errors.Deprecated);

/** The first announcement costs; another one may replace it some time after the swap became possible. */
const announce_coldkey_swap: Of<"announce_coldkey_swap"> = (ctx, who, { new_coldkey_hash }) => {
  const now = ctx.block.number;
  const announced = ColdkeySwapAnnouncements.get(ctx, who);
  if (announced === undefined) chargeSwapCost(ctx, who, constants.KeySwapCost.get(ctx));
  else
    ensure(
      now >= u32.saturatingAdd(announced[0], ColdkeySwapReannouncementDelay.get(ctx)),
      errors.ColdkeySwapReannouncedTooEarly,
    );
  ColdkeySwapAnnouncements.set(ctx, who, [
    u32.saturatingAdd(now, ColdkeySwapAnnouncementDelay.get(ctx)),
    new_coldkey_hash,
  ]);
  ctx.emit(events.ColdkeySwapAnnounced({ who, new_coldkey_hash }));
};
const swap_coldkey_announced: Of<"swap_coldkey_announced"> = (ctx, who, { new_coldkey }) => {
  const [when, hash] = ColdkeySwapAnnouncements.take(ctx, who) ?? refuse(errors.ColdkeySwapAnnouncementNotFound);
  ensure(hash === h256(blake2b256(AccountId.encode(new_coldkey))), errors.AnnouncedColdkeyHashDoesNotMatch);
  ensure(ctx.block.number >= when, errors.ColdkeySwapTooEarly);
  swapColdkey(ctx, { oldColdkey: who, newColdkey: new_coldkey });
};
/** Nothing more happens with the swap until root resets it. */
const dispute_coldkey_swap: Of<"dispute_coldkey_swap"> = (ctx, coldkey) => {
  ensure(ColdkeySwapAnnouncements.has(ctx, coldkey), errors.ColdkeySwapAnnouncementNotFound);
  ensure(!ColdkeySwapDisputes.has(ctx, coldkey), errors.ColdkeySwapAlreadyDisputed);
  ColdkeySwapDisputes.set(ctx, coldkey, ctx.block.number);
  ctx.emit(events.ColdkeySwapDisputed({ coldkey }));
};
const reset_coldkey_swap: Of<"reset_coldkey_swap"> = (ctx, _, { coldkey }) => {
  ColdkeySwapAnnouncements.delete(ctx, coldkey);
  ColdkeySwapDisputes.delete(ctx, coldkey);
  ctx.emit(events.ColdkeySwapReset({ who: coldkey }));
};
const clear_coldkey_swap_announcement: Of<"clear_coldkey_swap_announcement"> = (ctx, who) => {
  const [when] = ColdkeySwapAnnouncements.get(ctx, who) ?? refuse(errors.ColdkeySwapAnnouncementNotFound);
  ensure(
    ctx.block.number >= u32.saturatingAdd(when, ColdkeySwapReannouncementDelay.get(ctx)),
    errors.ColdkeySwapClearTooEarly,
  );
  ColdkeySwapAnnouncements.delete(ctx, who);
  ctx.emit(events.ColdkeySwapCleared({ who }));
};

export const coldkeySwapCalls = {
  swap_coldkey,
  schedule_swap_coldkey,
  announce_coldkey_swap,
  swap_coldkey_announced,
  dispute_coldkey_swap,
  reset_coldkey_swap,
  clear_coldkey_swap_announcement,
};
