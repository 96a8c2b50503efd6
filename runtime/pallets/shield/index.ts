// MevShield put together: transactions that nobody can read before they are in a block. Mirrors pallets/shield/src/lib.rs.

import type { FrameContext } from "../../frame/context.ts";
import { pallet } from "../../frame/pallet.ts";
import { type Handles, implement } from "../../frame/section.ts";
import type { StoredCalls } from "../../ports/shield.ts";
import { concatBytes } from "../../primitives/bytes.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { AccountId, h256 } from "../../primitives/ids.ts";
import { bytes } from "../../primitives/scale/index.ts";
import { MevShield, shield } from "./contract.ts";
import { announceNextKey, keyInherent } from "./keys.ts";
import {
  setMaxExtrinsicWeight,
  setMaxPendingExtrinsicsNumber,
  setOnInitializeWeight,
  setStoredExtrinsicLifetime,
} from "./limits.ts";
import { runPending, storeEncrypted } from "./stored.ts";

/** Only says that it came: whoever builds the block opens it and puts what is in it beside it. */
const submitEncrypted: Handles<typeof shield, "submit_encrypted", FrameContext> = (ctx, who, { ciphertext }) => {
  const id = h256(blake2b256(concatBytes(AccountId.encode(who), bytes.encode(ciphertext))));
  ctx.emit(shield.events.EncryptedSubmitted({ id, who }));
};

export const shieldPallet = pallet(MevShield, {
  sections: [
    implement(shield, {
      announce_next_key: announceNextKey,
      submit_encrypted: submitEncrypted,
      store_encrypted: storeEncrypted,
      set_max_pending_extrinsics_number: setMaxPendingExtrinsicsNumber,
      set_on_initialize_weight: setOnInitializeWeight,
      set_stored_extrinsic_lifetime: setStoredExtrinsicLifetime,
      set_max_extrinsic_weight: setMaxExtrinsicWeight,
    }),
  ],
  hooks: { onInitialize: runPending },
  inherent: keyInherent,
});

/** Provides `storedCalls` as the reference's runtime does: nothing opens them yet, so each is dropped a block after it came. */
export const storedCalls: StoredCalls = { opened: () => undefined };
