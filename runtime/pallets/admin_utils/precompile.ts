// The precompiles of the EVM that root can switch. Mirrors pallets/admin-utils/src/lib.rs (PrecompileEnum).

import { enumeration, type ValueOf } from "../../primitives/scale/index.ts";

export const PrecompileEnum = enumeration("pallet_admin_utils::pallet::PrecompileEnum", [
  "BalanceTransfer",
  "Staking",
  "Subnet",
  "Metagraph",
  "Neuron",
  "UidLookup",
  "Alpha",
  "Crowdloan",
  "Proxy",
  "Leasing",
  "AddressMapping",
  "VotingPower",
]);
export type PrecompileEnum = ValueOf<typeof PrecompileEnum>;
