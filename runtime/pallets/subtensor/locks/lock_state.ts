// A lock on stake and the conviction it has gathered. Mirrors pallets/subtensor/src/staking/lock.rs (LockState).

import { U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import { struct, u64, type ValueOf } from "../../../primitives/scale/index.ts";
import { Alpha } from "../../../primitives/units.ts";

export const LockState = struct("pallet_subtensor::staking::lock::LockState", {
  locked_mass: Alpha,
  conviction: U64F64Codec,
  last_update: u64,
});
export type LockState = ValueOf<typeof LockState>;
