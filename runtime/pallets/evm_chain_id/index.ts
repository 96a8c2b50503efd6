// The pallet put together. It has no calls.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import type { EvmChainIdentity } from "../../ports/evm_chain_id.ts";
import { EvmChainId, evmChainId as section } from "./contract.ts";

/** Provides `evmChainId`. */
export const evmChainId: EvmChainIdentity = { setId: (at, id) => section.storage.ChainId.set(at, id) };

export const evmChainIdPallet = pallet(EvmChainId, {
  sections: [implementSome(section, {})],
  genesis: (at: At, { evmChainId: id = 0n }: { readonly evmChainId?: bigint }) => section.storage.ChainId.set(at, id),
});
