// What a proxy may do in another's name. Mirrors common/src/lib.rs (ProxyType).

import { enumeration, type ValueOf } from "./scale/index.ts";

export const ProxyType = enumeration("subtensor_runtime_common::ProxyType", [
  "Any",
  "Owner",
  "NonCritical",
  "NonTransfer",
  "Senate",
  "NonFungible",
  "Triumvirate",
  "Governance",
  "Staking",
  "Registration",
  "Transfer",
  "SmallTransfer",
  "RootWeights",
  "ChildKeys",
  "SudoUncheckedSetCode",
  "SwapHotkey",
  "SubnetLeaseBeneficiary",
  "RootClaim",
]);
export type ProxyType = ValueOf<typeof ProxyType>;
