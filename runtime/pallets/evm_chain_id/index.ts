// The pallet put together. It has no calls.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { EvmChainId, evmChainId } from "./contract.ts";

export const evmChainIdPallet = pallet(EvmChainId, {
  sections: [implementSome(evmChainId, {})],
});
