// Declared so that names, indices and metadata hold. Its calls are not built and refuse. So nothing ever waits to be opened,
// and looking for it is all that the hook costs. Mirrors pallets/shield/src/lib.rs (process_pending_extrinsics).

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { dbReads } from "../../primitives/weight.ts";
import { MevShield, shield } from "./contract.ts";

export const shieldPallet = pallet(MevShield, {
  sections: [implementSome(shield, {})],
  hooks: { onInitialize: () => dbReads(2) },
});
