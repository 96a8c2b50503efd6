// Declared so that names, indices and metadata hold. Its calls are not built and refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { BaseFee, baseFee } from "./contract.ts";

export const baseFeePallet = pallet(BaseFee, {
  sections: [implementSome(baseFee, {})],
});
