// What becomes of the incentive of the owner's own neurons. Mirrors pallets/subtensor/src/lib.rs (RecycleOrBurnEnum).

import { enumeration, type ValueOf } from "../primitives/scale/index.ts";

export const RecycleOrBurnEnum = enumeration("pallet_subtensor::pallet::RecycleOrBurnEnum", ["Burn", "Recycle"]);
export type RecycleOrBurnEnum = ValueOf<typeof RecycleOrBurnEnum>;
