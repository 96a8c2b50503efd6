// Shielded transactions must at least be well-formed. Mirrors pallets/shield/src/extension.rs.

import type { Extension } from "../frame/extension.ts";
import { invalidCustom } from "../frame/validity.ts";
import { parseShielded } from "../pallets/shield/shielded_transaction.ts";
import { unit } from "../primitives/scale/index.ts";
import { addWeight, dbReads, weight } from "../primitives/weight.ts";
import { nothing } from "./system.ts";

const FAILED_SHIELDED_TX_PARSING = 23;

export const checkShieldedTxValidity: Extension<null, null> = {
  identifier: "CheckShieldedTxValidity",
  extra: nothing("pallet_shield::extension::CheckShieldedTxValidity"),
  implicit: unit,
  additional: () => null,
  weight: () => addWeight(weight(1_000_000n), dbReads(1)),
  validate(_ctx, origin, _extra, { call }) {
    if (origin.caller.type !== "Signed" || call.pallet !== "MevShield" || call.name !== "submit_encrypted") return;
    if (parseShielded(call.args.ciphertext as Uint8Array) === undefined) invalidCustom(FAILED_SHIELDED_TX_PARSING);
  },
};
