// Stake and locks, told to clients. Mirrors pallets/subtensor/runtime-api/src/lib.rs (StakeInfoRuntimeApi).

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { coldkeyLock, hotkeyConviction, subnetKing } from "../pallets/subtensor/locks/lock.ts";
import { LockState } from "../pallets/subtensor/locks/lock_state.ts";
import {
  StakeAvailability,
  StakeInfo,
  stakeAvailabilityForColdkeys,
  stakeFee,
  stakeInfoForColdkey,
  stakeInfoForColdkeys,
  stakeInfoForHotkeyColdkeyNetuid,
} from "../pallets/subtensor/views/stake_info.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { U64F64Codec } from "../primitives/fixed/codecs.ts";
import { AccountId, NetUid } from "../primitives/ids.ts";
import { btreeMap, option, tuple, u64, vec } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

const end = option(tuple(AccountId, NetUid));
export const stakeInfoApi = runtimeApi<ApiContext>("StakeInfoRuntimeApi", ...API_VERSIONS.StakeInfoRuntimeApi, {
  get_stake_info_for_coldkey: method(
    { coldkey_account: AccountId },
    vec(StakeInfo),
    (ctx: ApiContext, { coldkey_account }) => stakeInfoForColdkey(ctx, coldkey_account),
  ),
  get_stake_info_for_coldkeys: method(
    { coldkey_accounts: vec(AccountId) },
    vec(tuple(AccountId, vec(StakeInfo))),
    (ctx: ApiContext, { coldkey_accounts }) => stakeInfoForColdkeys(ctx, coldkey_accounts),
  ),
  get_stake_info_for_hotkey_coldkey_netuid: method(
    { hotkey_account: AccountId, coldkey_account: AccountId, netuid: NetUid },
    option(StakeInfo),
    (ctx: ApiContext, { hotkey_account: hotkey, coldkey_account: coldkey, netuid }) =>
      stakeInfoForHotkeyColdkeyNetuid(ctx, netuid, { hotkey, coldkey }),
  ),
  get_stake_availability_for_coldkeys: method(
    { coldkey_accounts: vec(AccountId), netuids: option(vec(NetUid)) },
    btreeMap(AccountId, btreeMap(NetUid, StakeAvailability)),
    (ctx: ApiContext, { coldkey_accounts, netuids }) => stakeAvailabilityForColdkeys(ctx, coldkey_accounts, netuids),
  ),
  get_stake_fee: method(
    {
      origin: end,
      origin_coldkey_account: AccountId,
      destination: end,
      destination_coldkey_account: AccountId,
      amount: u64,
    },
    u64,
    (ctx: ApiContext, { origin, destination, amount }) => stakeFee(ctx, { origin, destination }, amount),
  ),
  get_coldkey_lock: method(
    { coldkey: AccountId, netuid: NetUid },
    option(LockState),
    (ctx: ApiContext, { coldkey, netuid }) => coldkeyLock(ctx, netuid, coldkey),
  ),
  get_hotkey_conviction: method(
    { hotkey: AccountId, netuid: NetUid },
    U64F64Codec,
    (ctx: ApiContext, { hotkey, netuid }) => hotkeyConviction(ctx, netuid, hotkey),
  ),
  get_most_convicted_hotkey_on_subnet: method({ netuid: NetUid }, option(AccountId), (ctx: ApiContext, { netuid }) =>
    subnetKing(ctx, netuid),
  ),
});
