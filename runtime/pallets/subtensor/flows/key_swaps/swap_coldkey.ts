// Exchanging a coldkey for another one: all stake, subnets, hotkeys, locks and TAO go over. Mirrors
// pallets/subtensor/src/swap/swap_coldkey.rs.

import { ensure, Refusal, refuse } from "../../../../frame/refusal.ts";
import { type AccountId, type NetUid, ROOT } from "../../../../primitives/ids.ts";
import type { Tao } from "../../../../primitives/units.ts";
import { recycleTao, transferAllTaoAndKill } from "../../coinbase/tao.ts";
import { type Ctx, currentBlock } from "../../context.ts";
import { identities } from "../../identity/contract.ts";
import { keys } from "../../keys/contract.ts";
import { setLastTxBlock } from "../../limits/last_tx_block.ts";
import { setAcceptLockedAlpha } from "../../locks/account_flags.ts";
import { type ColdkeySwap, swapColdkeyLocks } from "../../locks/swap_locks.ts";
import { transferRootClaimedForNewKeys } from "../../root/root_claimable.ts";
import { maybeAddColdkeyIndex, maybeRemoveColdkeyIndex } from "../../root/staking_coldkeys.ts";
import { staking } from "../../staking/contract.ts";
import { hotkeyAccountExists, setHotkeyOwner } from "../../staking/ownership.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../staking/stake.ts";
import { subnets } from "../../subnets/contract.ts";
import { allSubnetNetuids } from "../../subnets/subnet.ts";
import { keySwaps } from "./contract.ts";

const { IdentitiesV2 } = identities.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { AutoStakeDestination, AutoStakeDestinationColdkeys, StakingHotkeys } = staking.storage;
const { SubnetOwner } = subnets.storage;
const { errors, events } = keySwaps;

/** Recycles the price of a swap. Refuses with NotEnoughBalanceToPaySwapColdKey, whatever the reason. */
export function chargeSwapCost(ctx: Ctx, coldkey: AccountId, cost: Tao): void {
  try {
    recycleTao(ctx, coldkey, cost);
  } catch (error) {
    if (error instanceof Refusal) refuse(errors.NotEnoughBalanceToPaySwapColdKey);
    throw error;
  }
}

export function swapColdkey(ctx: Ctx, swap: ColdkeySwap): void {
  const { oldColdkey, newColdkey } = swap;
  ensure(StakingHotkeys.get(ctx, newColdkey).length === 0, errors.ColdKeyAlreadyAssociated);
  ensure(!hotkeyAccountExists(ctx, newColdkey), errors.NewColdKeyIsHotkey);
  if (IdentitiesV2.get(ctx, newColdkey) === undefined) {
    const identity = IdentitiesV2.take(ctx, oldColdkey);
    if (identity !== undefined) IdentitiesV2.set(ctx, newColdkey, identity);
  }
  // Locked stake may come in whatever the new coldkey said; the old one's flags replace its own below.
  setAcceptLockedAlpha(ctx, newColdkey, true);
  for (const netuid of allSubnetNetuids(ctx)) {
    if (SubnetOwner.get(ctx, netuid) === oldColdkey) SubnetOwner.set(ctx, netuid, newColdkey);
    transferAutoStakeDestination(ctx, netuid, swap);
    transferColdkeyStake(ctx, netuid, swap);
  }
  transferStakingHotkeys(ctx, swap);
  transferHotkeysOwnership(ctx, swap);
  swapColdkeyLocks(ctx, swap);
  transferAllTaoAndKill(ctx, { from: oldColdkey, to: newColdkey });
  setLastTxBlock(ctx, newColdkey, currentBlock(ctx));
  ctx.emit(events.ColdkeySwapped({ old_coldkey: oldColdkey, new_coldkey: newColdkey }));
}

function transferAutoStakeDestination(ctx: Ctx, netuid: NetUid, { oldColdkey, newColdkey }: ColdkeySwap): void {
  const hotkey = AutoStakeDestination.get(ctx, oldColdkey, netuid);
  if (hotkey === undefined) return;
  AutoStakeDestination.delete(ctx, oldColdkey, netuid);
  AutoStakeDestination.set(ctx, newColdkey, netuid, hotkey);
  AutoStakeDestinationColdkeys.update(ctx, hotkey, netuid, (coldkeys) => [
    ...coldkeys.filter((coldkey) => coldkey !== oldColdkey && coldkey !== newColdkey),
    newColdkey,
  ]);
}
function transferColdkeyStake(ctx: Ctx, netuid: NetUid, { oldColdkey, newColdkey }: ColdkeySwap): void {
  for (const hotkey of StakingHotkeys.get(ctx, oldColdkey)) {
    const [from, to] = [
      { hotkey, coldkey: oldColdkey },
      { hotkey, coldkey: newColdkey },
    ];
    const stake = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, from);
    decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, from, stake);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, to, stake);
    if (stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, to) === 0n) continue;
    transferRootClaimedForNewKeys(ctx, netuid, { from, to });
    if (netuid === ROOT) maybeAddColdkeyIndex(ctx, newColdkey);
  }
  if (netuid === ROOT) maybeRemoveColdkeyIndex(ctx, oldColdkey);
}
const union = (a: readonly AccountId[], b: readonly AccountId[]): AccountId[] => [...new Set([...a, ...b])];
function transferStakingHotkeys(ctx: Ctx, { oldColdkey, newColdkey }: ColdkeySwap): void {
  const hotkeys = union(StakingHotkeys.get(ctx, newColdkey), StakingHotkeys.get(ctx, oldColdkey));
  StakingHotkeys.delete(ctx, oldColdkey);
  StakingHotkeys.set(ctx, newColdkey, hotkeys);
}
function transferHotkeysOwnership(ctx: Ctx, { oldColdkey, newColdkey }: ColdkeySwap): void {
  const owned = OwnedHotkeys.get(ctx, oldColdkey);
  for (const hotkey of owned) {
    Owner.delete(ctx, hotkey);
    setHotkeyOwner(ctx, { hotkey, coldkey: newColdkey });
  }
  const hotkeys = union(OwnedHotkeys.get(ctx, newColdkey), owned);
  OwnedHotkeys.delete(ctx, oldColdkey);
  OwnedHotkeys.set(ctx, newColdkey, hotkeys);
}
