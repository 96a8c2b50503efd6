// Minting, burning and recycling alpha in the books. Provides `alphaAssets`. Mirrors pallets/alpha-assets/src/lib.rs.

import type { AlphaAssets, MintedAlpha } from "../../ports/alpha_assets.ts";
import { u64 } from "../../primitives/ints.ts";
import { type Alpha, alpha } from "../../primitives/units.ts";
import { alphaAssets as contract } from "./contract.ts";

const { AlphaBurned, AlphaRecycled, TotalAlphaIssuance } = contract.storage;
const plus =
  (by: Alpha) =>
  (old: Alpha): Alpha =>
    alpha(u64.saturatingAdd(old, by));
const minus =
  (by: Alpha) =>
  (old: Alpha): Alpha =>
    alpha(u64.saturatingSub(old, by));

export const alphaAssets: AlphaAssets = {
  totalIssuance: (at, netuid) => TotalAlphaIssuance.get(at, netuid),
  mint(at, netuid, amount) {
    if (amount !== 0n) TotalAlphaIssuance.update(at, netuid, plus(amount));
    return { netuid, amount } as MintedAlpha;
  },
  burn(at, netuid, amount) {
    if (amount !== 0n) AlphaBurned.update(at, netuid, plus(amount));
    return amount;
  },
  recycle(at, netuid, amount) {
    if (amount !== 0n) {
      AlphaRecycled.update(at, netuid, plus(amount));
      TotalAlphaIssuance.update(at, netuid, minus(amount));
    }
    return amount;
  },
};
