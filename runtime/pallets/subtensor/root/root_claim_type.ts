// What a coldkey wants of its root dividends. Mirrors pallets/subtensor/src/lib.rs (RootClaimTypeEnum).

import { NetUid } from "../../../primitives/ids.ts";
import { arm, btreeSet, type ValueOf, variant } from "../../../primitives/scale/index.ts";

export const RootClaimTypeEnum = variant("pallet_subtensor::pallet::RootClaimTypeEnum", {
  /** Sell for TAO. */
  Swap: arm(0),
  /** Keep as stake. */
  Keep: arm(1),
  /** Keep on these subnets, sell on the others. */
  KeepSubnets: arm(2, { subnets: btreeSet(NetUid) }),
});
export type RootClaimTypeEnum = ValueOf<typeof RootClaimTypeEnum>;
