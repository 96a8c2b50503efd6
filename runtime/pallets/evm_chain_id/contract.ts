// The chain id that Ethereum wallets see.
// Mirrors frontier's pallet-evm-chain-id (lib.rs).

import { palletIdentity, section } from "../../frame/section.ts";
import { value } from "../../frame/storage.ts";
import { u64 } from "../../primitives/scale/index.ts";

export const EvmChainId = palletIdentity("EVMChainId", 23, "pallet_evm_chain_id");

export const evmChainId = section(EvmChainId, {
  storage: {
    ChainId: value(u64, { default: 0n }),
  },
});
