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
    if (Alpha.has(ctx, hotkey, coldkey, netuid)) return safeFloatFromU64F64(Alpha.get(ctx, hotkey, coldkey, netuid));
    return AlphaV2.has(ctx, hotkey, coldkey, netuid) ? AlphaV2.get(ctx, hotkey, coldkey, netuid) : undefined;
  },
  denominator: () =>
    TotalHotkeyShares.has(ctx, hotkey, netuid) ? safeFloatFromU64F64(TotalHotkeyShares.get(ctx, hotkey, netuid)) : TotalHotkeySharesV2.get(ctx, hotkey, netuid),
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
