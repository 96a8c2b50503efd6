// Everything that hangs on a hotkey, moved to another one. Mirrors pallets/subtensor/src/swap/swap_hotkey.rs
// (perform_hotkey_swap_on_all_subnets, perform_hotkey_swap_on_one_subnet).

import type { Item } from "../../../../frame/storage.ts";
import { type AccountId, mechId, type NetUid, ROOT } from "../../../../primitives/ids.ts";
import { u64 } from "../../../../primitives/ints.ts";
import { isZero } from "../../../../primitives/share_pool/safe_float.ts";
import { coinbase } from "../../coinbase/contract.ts";
import type { Ctx } from "../../context.ts";
import { delegation } from "../../delegation/contract.ts";
import { parentChildSwapHotkey } from "../../delegation/set_children.ts";
import { keys } from "../../keys/contract.ts";
import {
  removeLastTxBlock,
  removeLastTxBlockChildkey,
  removeLastTxBlockDelegateTake,
} from "../../limits/last_tx_block.ts";
import { swapHotkeyLocks } from "../../locks/swap_locks.ts";
import { mechanisms } from "../../mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../mechanisms/storage_index.ts";
import { registration } from "../../registration/contract.ts";
import { retired } from "../../retired/contract.ts";
import { rootNetwork } from "../../root/contract.ts";
import { transferRootClaimableForNewHotkey, transferRootClaimedForNewKeys } from "../../root/root_claimable.ts";
import { serving } from "../../serving/contract.ts";
import { staking } from "../../staking/contract.ts";
import { alphaIterSinglePrefix, setHotkeyOwner } from "../../staking/ownership.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../staking/stake.ts";
import { subnets } from "../../subnets/contract.ts";
import { allSubnetNetuids, setSubnetOwnerHotkey } from "../../subnets/subnet.ts";
import { swapVotingPowerForHotkey } from "../../voting_power/update.ts";
import { validatorWeights } from "../../weights/contract.ts";
import { type Touched, touch } from "./touched.ts";

const { AlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } = coinbase.storage;
const { AutoParentDelegationEnabled, ChildkeyTake, Delegates, PendingChildKeys } = delegation.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { IsNetworkMember, Keys, Uids } = registration.storage;
const { Axons, NeuronCertificates, Prometheus } = serving.storage;
const { Alpha, AlphaV2, AutoStakeDestination, AutoStakeDestinationColdkeys, StakingHotkeys } = staking.storage;

export interface HotkeySwap {
  readonly oldHotkey: AccountId;
  readonly newHotkey: AccountId;
}

export function performHotkeySwapOnAllSubnets(
  ctx: Ctx,
  { oldHotkey, newHotkey, coldkey }: HotkeySwap & { readonly coldkey: AccountId },
  keepStake: boolean,
  touched: Touched,
): void {
  const swap = { oldHotkey, newHotkey };
  const positions = alphaIterSinglePrefix(ctx, oldHotkey);
  touch(touched, positions.length, 0);
  const locks = swapHotkeyLocks(ctx, swap);
  touch(touched, locks.reads, locks.writes);
  Owner.delete(ctx, oldHotkey);
  setHotkeyOwner(ctx, { hotkey: newHotkey, coldkey });
  const owned = OwnedHotkeys.get(ctx, coldkey);
  const withNew = owned.includes(newHotkey) ? owned : [...owned, newHotkey];
  OwnedHotkeys.set(
    ctx,
    coldkey,
    withNew.filter((hotkey) => hotkey !== oldHotkey),
  );
  touch(touched, 2, 2);
  for (const netuid of allSubnetNetuids(ctx)) performHotkeySwapOnOneSubnet(ctx, netuid, swap, keepStake, touched);
  removeLastTxBlock(ctx, oldHotkey);
  removeLastTxBlockDelegateTake(ctx, oldHotkey);
  removeLastTxBlockChildkey(ctx, oldHotkey);
  touch(touched, 3, 6);
  if (Delegates.has(ctx, oldHotkey)) {
    Delegates.set(ctx, newHotkey, Delegates.take(ctx, oldHotkey));
    touch(touched, 2, 2);
  }
  if (keepStake) return;
  for (const { coldkey: staker, share } of positions) {
    if (isZero(share)) continue;
    const hotkeys = StakingHotkeys.get(ctx, staker);
    touch(touched, 1, 0);
    if (!hotkeys.includes(oldHotkey)) continue;
    StakingHotkeys.set(ctx, staker, [
      ...hotkeys.filter((hotkey) => hotkey !== oldHotkey && hotkey !== newHotkey),
      newHotkey,
    ]);
    touch(touched, 0, 1);
  }
}

export function performHotkeySwapOnOneSubnet(
  ctx: Ctx,
  netuid: NetUid,
  swap: HotkeySwap,
  keepStake: boolean,
  touched: Touched,
): void {
  moveMembership(ctx, netuid, swap, touched);
  moveDelegation(ctx, netuid, swap, touched);
  if (subnets.read.SubnetOwnerHotkey.has(ctx, netuid)) {
    touch(touched, 1, 0);
    if (subnets.read.SubnetOwnerHotkey.get(ctx, netuid) === swap.oldHotkey) {
      setSubnetOwnerHotkey(ctx, netuid, swap.newHotkey);
      touch(touched, 0, 1);
    }
  }
  if (keepStake) return;
  moveDividends(ctx, netuid, swap, touched);
  moveStake(ctx, netuid, swap, touched);
  if (netuid === ROOT) moveRootClaims(ctx, swap, touched);
}

/** The slot and what its neuron has published. */
function moveMembership(ctx: Ctx, netuid: NetUid, { oldHotkey, newHotkey }: HotkeySwap, touched: Touched): void {
  const isMember = IsNetworkMember.take(ctx, oldHotkey, netuid);
  IsNetworkMember.set(ctx, newHotkey, netuid, isMember);
  touch(touched, 1, 2);
  if (!isMember) return;
  const uid = Uids.take(ctx, netuid, oldHotkey);
  if (uid !== undefined) {
    Uids.set(ctx, netuid, newHotkey, uid);
    Keys.set(ctx, netuid, uid, newHotkey);
    touch(touched, 1, 3);
  }
  const move = <K, V>(item: Item<[K, AccountId], V, V | undefined>, key: K): void => {
    const value = item.take(ctx, key, oldHotkey);
    if (value === undefined) return;
    item.set(ctx, key, newHotkey, value);
    touch(touched, 1, 2);
  };
  move(Prometheus, netuid);
  move(Axons, netuid);
  for (
    let mechanism = 0, count = mechanisms.read.MechanismCountCurrent.get(ctx, netuid);
    mechanism < count;
    mechanism++
  )
    move(validatorWeights.storage.WeightCommits, mechanismStorageIndex(netuid, mechId(mechanism)));
  const { LoadedEmission } = retired.storage;
  const loaded = LoadedEmission.get(ctx, netuid);
  if (loaded !== undefined) {
    LoadedEmission.set(
      ctx,
      netuid,
      loaded.map(([hotkey, ...amounts]) => [hotkey === oldHotkey ? newHotkey : hotkey, ...amounts]),
    );
    touch(touched, 1, 2);
  }
  move(NeuronCertificates, netuid);
}

/** Children and parents, now and to come, the childkey take, and who stakes with the hotkey by itself. */
function moveDelegation(ctx: Ctx, netuid: NetUid, swap: HotkeySwap, touched: Touched): void {
  const { oldHotkey, newHotkey } = swap;
  if (ChildkeyTake.has(ctx, oldHotkey, netuid)) {
    ChildkeyTake.set(ctx, newHotkey, netuid, ChildkeyTake.take(ctx, oldHotkey, netuid));
    touch(touched, 1, 2);
  }
  parentChildSwapHotkey(ctx, netuid, swap, touched);
  for (const [[, parent], [children, cooldown]] of PendingChildKeys.entries(ctx, netuid)) {
    touch(touched, 1, 0);
    const at = children.findIndex(([, child]) => child === oldHotkey);
    const moved = children[at];
    if (moved === undefined) continue;
    PendingChildKeys.set(ctx, netuid, parent, [[...children.toSpliced(at, 1), [moved[0], newHotkey]], cooldown]);
    touch(touched, 1, 2);
  }
  if (AutoStakeDestinationColdkeys.has(ctx, oldHotkey, netuid)) {
    const coldkeys = AutoStakeDestinationColdkeys.take(ctx, oldHotkey, netuid);
    for (const coldkey of coldkeys) AutoStakeDestination.set(ctx, coldkey, netuid, newHotkey);
    AutoStakeDestinationColdkeys.set(ctx, newHotkey, netuid, coldkeys);
  }
}

function moveDividends(ctx: Ctx, netuid: NetUid, swap: HotkeySwap, touched: Touched): void {
  const { oldHotkey, newHotkey } = swap;
  const lastEpoch = TotalHotkeyAlphaLastEpoch.take(ctx, oldHotkey, netuid);
  TotalHotkeyAlphaLastEpoch.update(ctx, newHotkey, netuid, (alpha) => u64.saturatingAdd(lastEpoch, alpha));
  const dividends = AlphaDividendsPerSubnet.take(ctx, netuid, oldHotkey);
  AlphaDividendsPerSubnet.update(ctx, netuid, newHotkey, (alpha) => u64.saturatingAdd(dividends, alpha));
  swapVotingPowerForHotkey(ctx, netuid, swap);
  touch(touched, 6, 6);
}

/** The stake of everybody with the hotkey on this subnet, coldkeys in order. */
function moveStake(ctx: Ctx, netuid: NetUid, { oldHotkey, newHotkey }: HotkeySwap, touched: Touched): void {
  const positions = [...Alpha.keysOf(ctx, oldHotkey), ...AlphaV2.keysOf(ctx, oldHotkey)];
  touch(touched, positions.length, positions.length);
  const coldkeys = new Set(positions.filter(([, , on]) => on === netuid).map(([, coldkey]) => coldkey));
  for (const coldkey of [...coldkeys].sort()) {
    const stake = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: oldHotkey, coldkey });
    decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: oldHotkey, coldkey }, stake);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: newHotkey, coldkey }, stake);
    const hotkeys = StakingHotkeys.get(ctx, coldkey);
    touch(touched, 3, 2);
    if (!hotkeys.includes(oldHotkey) || hotkeys.includes(newHotkey)) continue;
    StakingHotkeys.set(ctx, coldkey, [...hotkeys, newHotkey]);
    touch(touched, 0, 1);
  }
}

/** What root stakers are owed, on every subnet, and whether the hotkey lends its stake to new subnets by itself. */
function moveRootClaims(ctx: Ctx, swap: HotkeySwap, touched: Touched): void {
  const { oldHotkey, newHotkey } = swap;
  transferRootClaimableForNewHotkey(ctx, swap);
  touch(touched, 3, 2);
  const claimable = [...rootNetwork.read.RootClaimable.get(ctx, newHotkey).keys()].sort((a, b) => a - b);
  for (const netuid of claimable) {
    const claims = [...rootNetwork.read.RootClaimed.keysOf(ctx, netuid, oldHotkey)];
    touch(touched, claims.length, 0);
    for (const [, , coldkey] of claims) {
      transferRootClaimedForNewKeys(ctx, netuid, {
        from: { hotkey: oldHotkey, coldkey },
        to: { hotkey: newHotkey, coldkey },
      });
      touch(touched, 2, 2);
    }
  }
  if (AutoParentDelegationEnabled.has(ctx, oldHotkey)) {
    AutoParentDelegationEnabled.set(ctx, newHotkey, AutoParentDelegationEnabled.take(ctx, oldHotkey));
    touch(touched, 1, 2);
  }
}
