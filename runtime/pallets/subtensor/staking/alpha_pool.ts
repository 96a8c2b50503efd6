// The share pool of a hotkey on a subnet, over storage. Old shares, kept as fixed-point numbers, are read where they still
// are and moved to the new map when they change. Mirrors pallets/subtensor/src/staking/stake_utils.rs
// (HotkeyAlphaSharePoolDataOperations).

import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { isZero, safeFloatFromU64F64 } from "../../../primitives/share_pool/safe_float.ts";
import type { SharePoolData } from "../../../primitives/share_pool/share_pool.ts";
import { alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { staking } from "./contract.ts";

const { Alpha, AlphaV2, TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2 } = staking.storage;

/** Keys are coldkeys. */
export const alphaSharePool = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): SharePoolData<AccountId> => ({
  sharedValue: () => TotalHotkeyAlpha.get(ctx, hotkey, netuid),
  share(coldkey) {
    const old = Alpha.find(ctx, hotkey, coldkey, netuid);
    return old === undefined ? AlphaV2.find(ctx, hotkey, coldkey, netuid) : safeFloatFromU64F64(old);
  },
  denominator() {
    const old = TotalHotkeyShares.find(ctx, hotkey, netuid);
    return old === undefined ? TotalHotkeySharesV2.get(ctx, hotkey, netuid) : safeFloatFromU64F64(old);
  },
  setSharedValue(value) {
    if (value === 0n) TotalHotkeyAlpha.delete(ctx, hotkey, netuid);
    else TotalHotkeyAlpha.set(ctx, hotkey, netuid, alpha(value));
  },
  setShare(coldkey, share) {
    Alpha.delete(ctx, hotkey, coldkey, netuid);
    if (isZero(share)) AlphaV2.delete(ctx, hotkey, coldkey, netuid);
    else AlphaV2.set(ctx, hotkey, coldkey, netuid, share);
  },
  setDenominator(denominator) {
    TotalHotkeyShares.delete(ctx, hotkey, netuid);
    if (isZero(denominator)) TotalHotkeySharesV2.delete(ctx, hotkey, netuid);
    else TotalHotkeySharesV2.set(ctx, hotkey, netuid, denominator);
  },
});
