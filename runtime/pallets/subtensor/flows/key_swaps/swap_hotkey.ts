// Exchanging a hotkey for another one, on one subnet or on all. Mirrors pallets/subtensor/src/swap/swap_hotkey.rs.

import { ensure } from "../../../../frame/refusal.ts";
import type { Handles } from "../../../../frame/section.ts";
import type { PostInfo } from "../../../../frame/weight.ts";
import { type AccountId, type NetUid, ROOT } from "../../../../primitives/ids.ts";
import { u64 } from "../../../../primitives/ints.ts";
import { canRemoveBalanceFromColdkeyAccount, recycleTao } from "../../coinbase/tao.ts";
import { constants } from "../../constants/contract.ts";
import { type Ctx, currentBlock } from "../../context.ts";
import { delegation } from "../../delegation/contract.ts";
import { keys } from "../../keys/contract.ts";
import {
  exceedsTxRateLimit,
  lastTxBlock,
  lastTxBlockChildkeyTake,
  lastTxBlockDelegateTake,
  setLastTxBlock,
  setLastTxBlockChildkey,
  setLastTxBlockDelegateTake,
} from "../../limits/last_tx_block.ts";
import { swapHotkeyLocksOnSubnet } from "../../locks/swap_locks.ts";
import { registration } from "../../registration/contract.ts";
import { isHotkeyRegisteredOnAnyNetwork, isHotkeyRegisteredOnSpecificNetwork } from "../../registration/uids.ts";
import { rootNetwork } from "../../root/contract.ts";
import { coldkeyOwnsHotkey, hotkeyAccountExists } from "../../staking/ownership.ts";
import { stakeForHotkeyOnSubnet } from "../../staking/stake.ts";
import { allSubnetNetuids, isSubnetAccountId } from "../../subnets/subnet.ts";
import { keySwaps } from "./contract.ts";
import { type HotkeySwap, performHotkeySwapOnAllSubnets, performHotkeySwapOnOneSubnet } from "./move_hotkey.ts";
import { type Touched, touch, weightOf } from "./touched.ts";

const { LastHotkeySwapOnNetuid } = keySwaps.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { HotKeyAlreadyRegisteredInSubNet } = registration.errors;
const { errors, events } = keySwaps;

interface Swap extends HotkeySwap {
  readonly coldkey: AccountId;
  /** Stake stays with the old hotkey. */
  readonly keepStake: boolean;
}

/** On root the new hotkey must be untouched, or dividends would go to the wrong stakers. */
const isCleanOnRoot = (ctx: Ctx, hotkey: AccountId): boolean =>
  rootNetwork.read.RootClaimable.get(ctx, hotkey).size === 0 &&
  stakeForHotkeyOnSubnet(ctx, ROOT, hotkey) === 0n &&
  [...rootNetwork.read.RootClaimed.keysOf(ctx, ROOT, hotkey)].length === 0;

export function swapHotkey(
  ctx: Ctx,
  coldkey: AccountId,
  { oldHotkey, newHotkey }: HotkeySwap,
  netuid: NetUid | undefined,
  keepStake: boolean,
): PostInfo {
  ensure(coldkeyOwnsHotkey(ctx, { hotkey: oldHotkey, coldkey }), keys.errors.NonAssociatedColdKey);
  if (hotkeyAccountExists(ctx, newHotkey))
    ensure(coldkeyOwnsHotkey(ctx, { hotkey: newHotkey, coldkey }), keys.errors.NonAssociatedColdKey);
  ensure(oldHotkey !== newHotkey, errors.NewHotKeyIsSameWithOld);
  ensure(!exceedsTxRateLimit(ctx, lastTxBlock(ctx, coldkey), currentBlock(ctx)), errors.HotKeySetTxRateLimitExceeded);
  const taken =
    netuid === undefined
      ? isHotkeyRegisteredOnAnyNetwork(ctx, newHotkey)
      : isHotkeyRegisteredOnSpecificNetwork(ctx, netuid, newHotkey);
  ensure(!taken, HotKeyAlreadyRegisteredInSubNet);
  if (netuid === undefined || netuid === ROOT)
    ensure(isCleanOnRoot(ctx, newHotkey), errors.NewHotKeyNotCleanForRootSwap);
  setLastTxBlock(ctx, newHotkey, lastTxBlock(ctx, oldHotkey));
  setLastTxBlockDelegateTake(ctx, newHotkey, lastTxBlockDelegateTake(ctx, oldHotkey));
  setLastTxBlockChildkey(ctx, newHotkey, lastTxBlockChildkeyTake(ctx, oldHotkey));
  const touched: Touched = { reads: 7, writes: 3 };
  const swap = { oldHotkey, newHotkey, coldkey, keepStake };
  if (netuid === undefined) swapOnAllSubnets(ctx, swap, touched);
  else swapOnSubnet(ctx, netuid, swap, touched);
  return { actualWeight: weightOf(touched) };
}

/** Subnets where the hotkey is a member or lends stake to children; being lent to does not count, as others decide it. */
const takesPart = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): boolean =>
  registration.read.IsNetworkMember.get(ctx, hotkey, netuid) ||
  delegation.read.ChildKeys.get(ctx, hotkey, netuid).length !== 0;

function swapOnAllSubnets(ctx: Ctx, { oldHotkey, newHotkey, coldkey, keepStake }: Swap, touched: Touched): void {
  const block = currentBlock(ctx);
  const interval = constants.HotkeySwapOnSubnetInterval.get(ctx);
  const netuids = allSubnetNetuids(ctx);
  touch(touched, netuids.length * 2 + 1, 0);
  const affected = netuids.filter((netuid) => takesPart(ctx, netuid, oldHotkey));
  for (const netuid of affected) {
    const last = LastHotkeySwapOnNetuid.get(ctx, netuid, coldkey);
    // The first swap is free to come at any block.
    if (last !== 0n) ensure(u64.saturatingAdd(last, interval) < block, errors.HotKeySwapOnSubnetIntervalNotPassed);
    touch(touched, 1, 0);
  }
  const cost = constants.KeySwapCost.get(ctx);
  ensure(canRemoveBalanceFromColdkeyAccount(ctx, coldkey, cost), errors.NotEnoughBalanceToPaySwapHotKey);
  recycleTao(ctx, coldkey, cost);
  touch(touched, 3, 2);
  performHotkeySwapOnAllSubnets(ctx, { oldHotkey, newHotkey, coldkey }, keepStake, touched);
  for (const netuid of affected) {
    LastHotkeySwapOnNetuid.set(ctx, netuid, coldkey, block);
    touch(touched, 0, 1);
  }
  setLastTxBlock(ctx, coldkey, block);
  touch(touched, 0, 1);
  ctx.emit(events.HotkeySwapped({ coldkey, old_hotkey: oldHotkey, new_hotkey: newHotkey }));
}

function swapOnSubnet(
  ctx: Ctx,
  netuid: NetUid,
  { oldHotkey, newHotkey, coldkey, keepStake }: Swap,
  touched: Touched,
): void {
  const block = currentBlock(ctx);
  const ready =
    u64.saturatingAdd(LastHotkeySwapOnNetuid.get(ctx, netuid, coldkey), constants.HotkeySwapOnSubnetInterval.get(ctx)) <
    block;
  ensure(ready, errors.HotKeySwapOnSubnetIntervalNotPassed);
  ensure(isSubnetAccountId(ctx, newHotkey) === undefined, keys.errors.CannotUseSystemAccount);
  ensure(!isHotkeyRegisteredOnSpecificNetwork(ctx, netuid, newHotkey), HotKeyAlreadyRegisteredInSubNet);
  const cost = constants.KeySwapOnSubnetCost.get(ctx);
  ensure(canRemoveBalanceFromColdkeyAccount(ctx, coldkey, cost), errors.NotEnoughBalanceToPaySwapHotKey);
  recycleTao(ctx, coldkey, cost);
  Owner.set(ctx, newHotkey, coldkey);
  touch(touched, 7, 2);
  const owned = OwnedHotkeys.get(ctx, coldkey);
  if (!owned.includes(newHotkey)) {
    OwnedHotkeys.set(ctx, coldkey, [...owned, newHotkey]);
    touch(touched, 1, 1);
  }
  const locks = swapHotkeyLocksOnSubnet(ctx, netuid, { oldHotkey, newHotkey });
  touch(touched, locks.reads, locks.writes);
  performHotkeySwapOnOneSubnet(ctx, netuid, { oldHotkey, newHotkey }, keepStake, touched);
  setLastTxBlock(ctx, coldkey, block);
  LastHotkeySwapOnNetuid.set(ctx, netuid, coldkey, block);
  touch(touched, 0, 2);
  ctx.emit(events.HotkeySwappedOnSubnet({ coldkey, old_hotkey: oldHotkey, new_hotkey: newHotkey, netuid }));
}

type Of<N extends string> = Handles<typeof keySwaps, N, Ctx>;
const swap_hotkey: Of<"swap_hotkey"> = (ctx, coldkey, { hotkey, new_hotkey, netuid }) =>
  swapHotkey(ctx, coldkey, { oldHotkey: hotkey, newHotkey: new_hotkey }, netuid, false);
const swap_hotkey_v2: Of<"swap_hotkey_v2"> = (ctx, coldkey, { hotkey, new_hotkey, netuid, keep_stake }) =>
  swapHotkey(ctx, coldkey, { oldHotkey: hotkey, newHotkey: new_hotkey }, netuid, keep_stake);

export const hotkeySwapCalls = { swap_hotkey, swap_hotkey_v2 };
