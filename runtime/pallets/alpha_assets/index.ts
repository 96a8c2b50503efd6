// The pallet put together. It has no calls.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { AlphaAssets, alphaAssets } from "./contract.ts";

export const alphaAssetsPallet = pallet(AlphaAssets, {
  sections: [implementSome(alphaAssets, {})],
});
