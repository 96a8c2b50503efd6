// Transactions that are encrypted until they are in a block: opening them is not built. Mirrors stp-shield and
// pallets/shield/src/lib.rs.

import { method, notBuilt, runtimeApi } from "../frame/runtime_api.ts";
import { shield } from "../pallets/shield/contract.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { bytesToHex } from "../primitives/bytes.ts";
import { twox128 } from "../primitives/hash/index.ts";
import { bool, bytes, fixedBytes, option, struct } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";
import { UncheckedExtrinsic } from "./extrinsic_types.ts";

const ShieldedTransaction = struct("stp_shield::shielded_tx::ShieldedTransaction", {
  key_hash: fixedBytes(16),
  kem_ct: bytes,
  aead_ct: bytes,
  nonce: fixedBytes(24),
});
const opening = notBuilt("opening shielded transactions");

export const shieldApi = runtimeApi<ApiContext>("ShieldApi", ...API_VERSIONS.ShieldApi, {
  try_decode_shielded_tx: method({ uxt: UncheckedExtrinsic }, option(ShieldedTransaction), opening),
  is_shielded_using_current_key: method({ key_hash: fixedBytes(16) }, bool, (ctx: ApiContext, { key_hash }) => {
    const key = shield.read.PendingKey.get(ctx);
    return key !== undefined && bytesToHex(twox128(key)) === bytesToHex(key_hash);
  }),
  try_unshield_tx: method(
    { dec_key_bytes: bytes, shielded_tx: ShieldedTransaction },
    option(UncheckedExtrinsic),
    opening,
  ),
});
