// How much alpha each subnet has issued, burned and recycled.
// Mirrors pallets/alpha-assets/src/lib.rs.

import { twox } from "../../frame/hasher.ts";
import { palletIdentity, section } from "../../frame/section.ts";
import { map } from "../../frame/storage.ts";
import { NetUid } from "../../primitives/ids.ts";
import { Alpha, alpha } from "../../primitives/units.ts";

export const AlphaAssets = palletIdentity("AlphaAssets", 31);

export const alphaAssets = section(AlphaAssets, {
  storage: {
    TotalAlphaIssuance: map([twox(NetUid)], Alpha, { default: alpha(0n) }),
    AlphaBurned: map([twox(NetUid)], Alpha, { default: alpha(0n) }),
    AlphaRecycled: map([twox(NetUid)], Alpha, { default: alpha(0n) }),
  },
});
