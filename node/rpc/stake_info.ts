// stakeInfo_*: locked stake. Mirrors pallets/subtensor/rpc/src/lib.rs.

import { account, u16 } from "./params.ts";
import { bytesOf } from "./question.ts";

export const stakeInfo_getColdkeyLock = bytesOf({
  api: "StakeInfoRuntimeApi",
  method: "get_coldkey_lock",
  params: { coldkey: account, netuid: u16 },
  failure: "Unable to get coldkey lock",
});
