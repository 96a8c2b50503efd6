// The pallet of subnets, stake and consensus, by name and index. Mirrors pallets/subtensor.

import { palletIdentity } from "../../frame/section.ts";

export const SubtensorModule = palletIdentity("SubtensorModule", 7, "pallet_subtensor");
