// How a subnet presents itself. Mirrors pallets/subtensor/src/lib.rs (SubnetIdentityV3).

import { bytes, struct, type ValueOf } from "../../../primitives/scale/index.ts";

export const SubnetIdentityV3 = struct("pallet_subtensor::pallet::SubnetIdentityV3", {
  subnet_name: bytes,
  github_repo: bytes,
  subnet_contact: bytes,
  subnet_url: bytes,
  discord: bytes,
  description: bytes,
  logo_url: bytes,
  additional: bytes,
});
export type SubnetIdentityV3 = ValueOf<typeof SubnetIdentityV3>;
