// The pallet put together. It has no calls.

import { pallet } from "../../frame/pallet.ts";
import type { At } from "../../frame/state.ts";
import { implementSome } from "../../frame/section.ts";
import { EvmChainId, evmChainId } from "./contract.ts";

export const evmChainIdPallet = pallet(EvmChainId, {
  sections: [implementSome(evmChainId, {})],
  genesis: (at: At, { evmChainId: id = 0n }: { readonly evmChainId?: bigint }) => evmChainId.storage.ChainId.set(at, id),
});
