// Preimage put together. Mirrors pallet-preimage 41.

import { pallet } from "../../frame/pallet.ts";
import { ensure } from "../../frame/refusal.ts";
import { implement } from "../../frame/section.ts";
import { Perbill } from "../../primitives/perthing.ts";
import { HoldReason, Preimage, preimage } from "./contract.ts";
import { type Ctx, ensureUpdated, noteBytes, request, unnote, unrequest } from "./requests.ts";

export { preimages } from "./preimages.ts";

/** Statuses that one call may bring up to date. */
const MAX_UPDATES = 1024;

export const preimagePallet = pallet(Preimage, {
  storageVersion: 1,
  sections: [
    implement(preimage, {
      note_preimage: (ctx: Ctx, who, { bytes }) =>
        noteBytes(ctx, bytes, who).requested || who === undefined ? { pays: "No" } : {},
      unnote_preimage: (ctx: Ctx, who, { hash }) => unnote(ctx, hash, who),
      request_preimage: (ctx: Ctx, _root, { hash }) => request(ctx, hash),
      unrequest_preimage: (ctx: Ctx, _root, { hash }) => unrequest(ctx, hash),
      ensure_updated(ctx: Ctx, _who, { hashes }) {
        ensure(hashes.length > 0, preimage.errors.TooFew);
        ensure(hashes.length <= MAX_UPDATES, preimage.errors.TooMany);
        const updated = hashes.filter((hash) => ensureUpdated(ctx, hash)).length;
        return { pays: Perbill.fromRational(updated, hashes.length) < Perbill.fromPercent(90) ? "Yes" : "No" };
      },
    }),
  ],
  outer: { RuntimeHoldReason: HoldReason },
});
