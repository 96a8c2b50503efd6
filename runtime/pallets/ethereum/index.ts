// Declared so that names, indices and metadata hold. Its calls are not built and refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { Ethereum, ethereum } from "./contract.ts";
import { EthereumOrigin } from "./origin.ts";

export const ethereumPallet = pallet(Ethereum, {
  sections: [implementSome(ethereum, {})],
  outer: { OriginCaller: EthereumOrigin },
});
