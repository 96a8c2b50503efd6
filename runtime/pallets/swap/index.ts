// The pallet put together. Calls without a function refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { Swap, swap } from "./contract.ts";

export const swapPallet = pallet(Swap, {
  sections: [implementSome(swap, {})],
});
