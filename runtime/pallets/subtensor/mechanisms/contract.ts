// The incentive mechanisms of a subnet and how its emission is split between them.
// Mirrors pallets/subtensor/src/lib.rs, errors.rs.

import { twox } from "../../../frame/hasher.ts";
import { error, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { MechId, mechId, NetUid } from "../../../primitives/ids.ts";
import { u16, vec } from "../../../primitives/scale/index.ts";
import { SubtensorModule } from "../pallet.ts";

export const mechanisms = section(SubtensorModule, {
  storage: {
    MaxMechanismCount: value(MechId, { default: mechId(2) }),
    MechanismCountCurrent: map([twox(NetUid)], MechId, { default: mechId(1) }),
    MechanismEmissionSplit: map([twox(NetUid)], vec(u16), { docs: "Part of each mechanism; 65535 means everything." }),
  },
  errors: {
    TooManyUIDsPerMechanism: error(125, "The maximum allowed UIDs times mechanism count should not exceed 256."),
  },
});
