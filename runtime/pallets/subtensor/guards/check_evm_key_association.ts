// Ethereum addresses of hotkeys without a slot, or too soon after the last. Mirrors
// pallets/subtensor/src/guards/check_evm_key_association.rs.

import { keys } from "../keys/contract.ts";
import { ensureEvmKeyAssociateRateLimit } from "../keys/evm.ts";
import { uidForNetAndHotkey } from "../registration/uids.ts";
import { guardOf } from "./guard.ts";

export const checkEvmKeyAssociation = guardOf(keys, {
  associate_evm_key: (ctx, who, { netuid }) =>
    ensureEvmKeyAssociateRateLimit(ctx, netuid, uidForNetAndHotkey(ctx, netuid, who)),
});
