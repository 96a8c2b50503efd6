// The books of each subnet's alpha: how much exists, was burned, was recycled. Provided by AlphaAssets.

import type { At } from "../frame/state.ts";
import type { Brand } from "../primitives/brand.ts";
import type { NetUid } from "../primitives/ids.ts";
import type { Alpha } from "../primitives/units.ts";

/** Alpha that was minted and stands in no account yet. */
export type MintedAlpha = Brand<{ readonly netuid: NetUid; readonly amount: Alpha }, "MintedAlpha">;

export interface AlphaAssets {
  totalIssuance(at: At, netuid: NetUid): Alpha;
  mint(at: At, netuid: NetUid, amount: Alpha): MintedAlpha;
  /** Marks alpha as burned; it stays in the issuance. Gives what was burned. */
  burn(at: At, netuid: NetUid, amount: Alpha): Alpha;
  /** Takes alpha out of the issuance. Gives what was recycled. */
  recycle(at: At, netuid: NetUid, amount: Alpha): Alpha;
}
