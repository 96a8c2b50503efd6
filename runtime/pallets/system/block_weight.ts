// Provides `blockWeight`: how full the block under construction is. Mirrors frame_system's block_weight.

import type { BlockWeightMeter } from "../../ports/block_weight.ts";
import { totalWeight } from "./block_limits.ts";
import { system } from "./contract.ts";

export const blockWeight: BlockWeightMeter = { used: (at) => totalWeight(system.read.BlockWeight.get(at)) };
