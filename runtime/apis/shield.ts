// Transactions that are encrypted until they are in a block, as whoever builds blocks asks for them. Mirrors stp-shield and
// pallets/shield/src/lib.rs.

import { shieldedIn, unshielded } from "../executive/shielded.ts";
import { method, runtimeApi } from "../frame/runtime_api.ts";
import { isPendingKey } from "../pallets/shield/keys.ts";
import { ShieldedTransaction } from "../pallets/shield/shielded_transaction.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { bool, bytes, fixedBytes, option } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";
import { UncheckedExtrinsic } from "./extrinsic_types.ts";

export const shieldApi = runtimeApi<ApiContext>("ShieldApi", ...API_VERSIONS.ShieldApi, {
  try_decode_shielded_tx: method({ uxt: UncheckedExtrinsic }, option(ShieldedTransaction), (ctx: ApiContext, { uxt }) =>
    shieldedIn(ctx.chain, ctx, uxt),
  ),
  is_shielded_using_current_key: method({ key_hash: fixedBytes(16) }, bool, (ctx: ApiContext, { key_hash }) =>
    isPendingKey(ctx, key_hash),
  ),
  try_unshield_tx: method(
    { dec_key_bytes: bytes, shielded_tx: ShieldedTransaction },
    option(UncheckedExtrinsic),
    (ctx: ApiContext, { dec_key_bytes, shielded_tx }) => unshielded(ctx.chain, dec_key_bytes, shielded_tx),
  ),
});
