// Contracts, declared only: every call refuses until somebody builds it. Mirrors pallet-contracts 41.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { Contracts, contracts } from "./contract.ts";
import { HoldReason } from "./contract_info.ts";

export const contractsPallet = pallet(Contracts, {
  storageVersion: 16,
  sections: [implementSome(contracts, {})],
  outer: { RuntimeHoldReason: HoldReason },
});
