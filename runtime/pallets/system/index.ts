// System put together.

import { pallet } from "../../frame/pallet.ts";
import { systemCalls } from "./calls.ts";
import { System } from "./contract.ts";

export const systemPallet = pallet(System, { sections: [systemCalls] });
