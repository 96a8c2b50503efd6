// delegateInfo_*: delegates and who stakes with them. Mirrors pallets/subtensor/rpc/src/lib.rs.

import { accountBytes, bytesOf } from "./question.ts";

const api = "DelegateInfoRuntimeApi";
const failure = "Unable to get delegates info";
export const delegateInfo_getDelegates = bytesOf({ api, method: "get_delegates", params: {}, failure });
export const delegateInfo_getDelegate = bytesOf({
  api,
  method: "get_delegate",
  params: { delegate_account_vec: accountBytes(failure) },
  failure,
});
export const delegateInfo_getDelegated = bytesOf({
  api,
  method: "get_delegated",
  params: { delegatee_account_vec: accountBytes(failure) },
  failure,
});
