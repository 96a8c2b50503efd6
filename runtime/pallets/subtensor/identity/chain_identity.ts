// How a coldkey presents itself. Mirrors pallets/subtensor/src/lib.rs (ChainIdentityV2).

import { bytes, struct, type ValueOf } from "../../../primitives/scale/index.ts";

export const ChainIdentityV2 = struct("pallet_subtensor::pallet::ChainIdentityV2", {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
});
export type ChainIdentityV2 = ValueOf<typeof ChainIdentityV2>;
