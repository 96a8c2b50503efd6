// Declared so that names, indices and metadata hold. Its calls are not built and refuse, and no Ethereum block is stored;
// what the hooks weigh counts all the same, since it is part of every block.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { Ethereum, ethereum } from "./contract.ts";
import { EthereumOrigin } from "./origin.ts";
import { hookWeight } from "./weights.ts";

export const ethereumPallet = pallet(Ethereum, {
  sections: [implementSome(ethereum, {})],
  hooks: { onInitialize: () => hookWeight },
  outer: { OriginCaller: EthereumOrigin },
});
