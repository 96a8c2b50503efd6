// Coldkeys with stake on root, numbered without gaps so that some can be drawn in each block. Mirrors
// pallets/subtensor/src/staking/claim_root.rs (maybe_add_coldkey_index, maybe_remove_coldkey_index).

import { type AccountId, ROOT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { staking } from "../staking/contract.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "../staking/stake.ts";
import { rootNetwork } from "./contract.ts";

const { NumStakingColdkeys, StakingColdkeys, StakingColdkeysByIndex } = rootNetwork.storage;

export function maybeAddColdkeyIndex(ctx: Ctx, coldkey: AccountId): void {
  if (StakingColdkeys.has(ctx, coldkey)) return;
  const next = NumStakingColdkeys.get(ctx);
  StakingColdkeysByIndex.set(ctx, next, coldkey);
  StakingColdkeys.set(ctx, coldkey, next);
  NumStakingColdkeys.set(ctx, u64.saturatingAdd(next, 1n));
}
/** The last one takes the place that becomes free. */
export function maybeRemoveColdkeyIndex(ctx: Ctx, coldkey: AccountId): void {
  const index = StakingColdkeys.take(ctx, coldkey);
  if (index === undefined) return;
  const last = u64.saturatingSub(NumStakingColdkeys.get(ctx), 1n);
  const moved = index === last ? undefined : StakingColdkeysByIndex.take(ctx, last);
  if (moved === undefined) StakingColdkeysByIndex.delete(ctx, index);
  else {
    StakingColdkeysByIndex.set(ctx, index, moved);
    StakingColdkeys.set(ctx, moved, index);
  }
  NumStakingColdkeys.set(ctx, last);
}
/** Whether any of its hotkeys holds root stake of the coldkey. */
export const coldkeyHasRootStake = (ctx: Ctx, coldkey: AccountId): boolean =>
  staking.read.StakingHotkeys.get(ctx, coldkey).some(
    (hotkey) => stakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, { hotkey, coldkey }) !== 0n,
  );
