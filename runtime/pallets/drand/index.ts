// Declared so that names, indices and metadata hold. Its calls are not built and refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { Drand, drand } from "./contract.ts";

export const drandPallet = pallet(Drand, {
  sections: [implementSome(drand, {})],
});
