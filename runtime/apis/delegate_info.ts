// Delegates, told to clients. Mirrors pallets/subtensor/runtime-api/src/lib.rs (DelegateInfoRuntimeApi).

import { listMethod, method, runtimeApi } from "../frame/runtime_api.ts";
import {
  DelegatedPosition,
  DelegateInfo,
  delegate,
  delegated,
  delegates,
} from "../pallets/subtensor/views/delegate_info.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { AccountId } from "../primitives/ids.ts";
import { option, vec } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

export const delegateInfoApi = runtimeApi<ApiContext>(
  "DelegateInfoRuntimeApi",
  ...API_VERSIONS.DelegateInfoRuntimeApi,
  {
    get_delegates: listMethod({}, DelegateInfo, (ctx: ApiContext) => delegates(ctx)),
    get_delegate: method(
      { delegate_account: AccountId },
      option(DelegateInfo),
      (ctx: ApiContext, { delegate_account }) => delegate(ctx, delegate_account),
    ),
    get_delegated: method(
      { delegatee_account: AccountId },
      vec(DelegatedPosition),
      (ctx: ApiContext, { delegatee_account }) => delegated(ctx, delegatee_account),
    ),
  },
);
