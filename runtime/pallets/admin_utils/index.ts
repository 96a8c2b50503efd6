// The pallet put together. Calls without a function refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { AdminUtils, adminUtils } from "./contract.ts";

export const adminUtilsPallet = pallet(AdminUtils, {
  sections: [implementSome(adminUtils, {})],
});
