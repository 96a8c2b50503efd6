// What an account's next transaction is numbered. Mirrors frame_system_rpc_runtime_api.

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { AccountId } from "../primitives/ids.ts";
import { u32 } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

export const accountNonceApi = runtimeApi<ApiContext>("AccountNonceApi", ...API_VERSIONS.AccountNonceApi, {
  account_nonce: method({ account: AccountId }, u32, (ctx: ApiContext, { account }) =>
    ctx.ports.accounts.nonce(ctx, account),
  ),
});
