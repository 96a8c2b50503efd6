// The reference's tests of hotkey swaps on one subnet, and of their reversal
// (pallets/subtensor/src/tests/swap_hotkey_with_subnet.rs): its scenarios and values.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { distributeEmission } from "../../runtime/pallets/subtensor/coinbase/distribute.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import {
  lastTxBlock,
  lastTxBlockChildkeyTake,
  lastTxBlockDelegateTake,
  setLastTxBlock,
  setLastTxBlockChildkey,
  setLastTxBlockDelegateTake,
} from "../../runtime/pallets/subtensor/limits/last_tx_block.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import {
  isHotkeyRegisteredOnAnyNetwork,
  isHotkeyRegisteredOnNetwork,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { rootNetwork } from "../../runtime/pallets/subtensor/root/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import {
  createAccountIfNonExistent,
  owningColdkeyForHotkey,
  totalStakeForColdkey,
  totalStakeForHotkey,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { votingPower } from "../../runtime/pallets/subtensor/voting_power/contract.ts";
import { swapVotingPowerForHotkey } from "../../runtime/pallets/subtensor/voting_power/update.ts";
import { I96F32, U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { safeFloatFromU64F64, safeFloatToU64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import {
  ALL,
  BELONGINGS,
  INTERVAL,
  makeMember,
  scheduleChildrenOf,
  setChildrenOf,
  skipChildrenLimit,
  skipInterval,
  stakeOf,
  swapHotkey,
  swapHotkeyOutcome,
} from "../chain/hotkey_swap.ts";
import {
  acct,
  type MockContext,
  newTestExt,
  setBlock,
  signed,
  stepBlock,
  subtensorCall,
  subtensorOutcome,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
  removeOwnerRegistrationStake,
  setupReserves,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const [OLD, NEW, COLD] = [acct(1), acct(2), acct(3)];
const [ONE, TWO] = [netUid(1), netUid(2)];
const RICH = 1_000_000_000_000n;
const { AlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } = coinbase.storage;
const { AutoParentDelegationEnabled, ChildKeys, Delegates, ParentKeys, PendingChildKeys } = delegation.storage;
const { LastHotkeySwapOnNetuid } = keySwaps.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { IsNetworkMember, Keys, Uids } = registration.storage;
const { RootClaimable, RootClaimed } = rootNetwork.storage;
const {
  Alpha,
  AlphaV2,
  AutoStakeDestination,
  AutoStakeDestinationColdkeys,
  StakingHotkeys,
  TotalHotkeyAlpha,
  TotalHotkeyShares,
  TotalHotkeySharesV2,
} = staking.storage;
const { SubnetOwnerHotkey } = subnets.read;
const { VotingPower } = votingPower.storage;

const addStake = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, netuid: NetUid, amount: bigint) =>
  subtensorCall(ctx, signed(coldkey), "add_stake", { hotkey, netuid, amount_staked: amount });
const grow = (ctx: MockContext, hotkey: AccountId, coldkey: AccountId, netuid: NetUid, amount: bigint) =>
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(amount));
/** A subnet whose owner's hotkey is OLD, and COLD is rich. */
function ownSubnet(hotkey = OLD, coldkey = COLD): { ctx: MockContext; netuid: NetUid } {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, hotkey, coldkey);
  addBalanceToColdkeyAccount(ctx, coldkey, RICH);
  return { ctx, netuid };
}
function othersSubnet(): { ctx: MockContext; netuid: NetUid } {
  const ctx = newTestExt(1);
  return { ctx, netuid: addDynamicNetwork(ctx, acct(1002), acct(1001)) };
}
/** Swaps OLD for NEW after the interval. */
function swapOn(ctx: MockContext, netuid: NetUid, coldkey = COLD, from = OLD, to = NEW): void {
  skipInterval(ctx);
  swapHotkey(ctx, coldkey, from, to, netuid);
}
const both = <T>(of: (hotkey: AccountId) => T): readonly [T, T] => [of(OLD), of(NEW)];

describe("swap_hotkey_with_subnet.rs", () => {
  test("test_swap_owner", () => {
    const { ctx, netuid } = ownSubnet();
    swapOn(ctx, netuid);
    expect(both((hotkey) => Owner.get(ctx, hotkey))).toEqual([COLD, COLD]);
  });

  test("test_swap_owned_hotkeys", () => {
    const { ctx, netuid } = ownSubnet();
    OwnedHotkeys.set(ctx, COLD, [OLD]);
    swapOn(ctx, netuid);
    expect(OwnedHotkeys.get(ctx, COLD)).toEqual([OLD, NEW]);
  });

  test("test_swap_total_hotkey_stake", () => {
    const { ctx, netuid } = ownSubnet();
    removeOwnerRegistrationStake(ctx, netuid);
    addStake(ctx, COLD, OLD, netuid, 20_000_000n);
    // The amount less a fee of 0.3 %, to within a hundredth.
    expectWithin(totalStakeForHotkey(ctx, OLD), 19_940_000n, 200_000n);
    expectWithin(totalStakeForHotkey(ctx, NEW), 0n, 1n);
    swapOn(ctx, netuid);
    expectWithin(totalStakeForHotkey(ctx, OLD), 0n, 1n);
    expectWithin(totalStakeForHotkey(ctx, NEW), 19_940_000n, 200_000n);
  });

  test("test_swap_delegates", () => {
    const { ctx, netuid } = ownSubnet();
    Delegates.set(ctx, OLD, 100);
    swapOn(ctx, netuid);
    expect(both((hotkey) => Delegates.has(ctx, hotkey))).toEqual([true, false]);
  });

  test("test_swap_subnet_membership", () => {
    const { ctx, netuid } = ownSubnet();
    makeMember(ctx, netuid, OLD);
    swapOn(ctx, netuid);
    expect(IsNetworkMember.has(ctx, OLD, netuid)).toBe(false);
    expect(IsNetworkMember.get(ctx, NEW, netuid)).toBe(true);
  });

  test("test_swap_uids_and_keys", () => {
    const { ctx, netuid } = ownSubnet();
    makeMember(ctx, netuid, OLD);
    Uids.set(ctx, netuid, OLD, 5);
    Keys.set(ctx, netuid, 5, OLD);
    swapOn(ctx, netuid);
    expect(both((hotkey) => Uids.get(ctx, netuid, hotkey))).toEqual([undefined, 5]);
    expect(Keys.get(ctx, netuid, 5)).toBe(NEW);
  });

  test.each(BELONGINGS)("$name", ({ put, look, expected }) => {
    const { ctx, netuid } = ownSubnet();
    makeMember(ctx, netuid, OLD);
    put(ctx, netuid, OLD);
    swapOn(ctx, netuid);
    expect(both((hotkey) => look(ctx, netuid, hotkey))).toEqual([undefined, expected(NEW)]);
  });

  test("test_swap_staking_hotkeys", () => {
    const { ctx, netuid } = ownSubnet();
    StakingHotkeys.set(ctx, COLD, [OLD]);
    Alpha.set(ctx, OLD, COLD, netuid, U64F64.fromNum(100));
    swapOn(ctx, netuid);
    expect(StakingHotkeys.get(ctx, COLD)).toEqual([OLD, NEW]);
  });

  test("test_swap_hotkey_with_multiple_coldkeys", () => {
    const { ctx, netuid } = othersSubnet();
    const stakers = [acct(3), acct(4)] as const;
    for (const who of stakers) StakingHotkeys.set(ctx, who, [OLD]);
    createAccountIfNonExistent(ctx, { hotkey: OLD, coldkey: stakers[0] });
    for (const who of stakers) addBalanceToColdkeyAccount(ctx, who, RICH);
    addStake(ctx, stakers[0], OLD, netuid, 1_000_000_000n);
    addStake(ctx, stakers[1], OLD, netuid, 500_000_000n);
    const before = stakers.map((who) => totalStakeForColdkey(ctx, who));
    swapOn(ctx, netuid, stakers[0]);
    expect(stakers.map((who) => totalStakeForColdkey(ctx, who))).toEqual(before);
    for (const who of stakers) expect(StakingHotkeys.get(ctx, who)).toContain(NEW);
  });

  test("test_swap_hotkey_with_multiple_subnets", () => {
    const ctx = newTestExt(1);
    const [third, coldkey] = [acct(3), acct(4)];
    addBalanceToColdkeyAccount(ctx, coldkey, RICH);
    const netuids = [addDynamicNetwork(ctx, OLD, coldkey), addDynamicNetwork(ctx, OLD, coldkey)] as const;
    for (const netuid of netuids) makeMember(ctx, netuid, OLD);
    swapOn(ctx, netuids[0], coldkey);
    swapOn(ctx, netuids[1], coldkey, OLD, third);
    expect([IsNetworkMember.get(ctx, NEW, netuids[0]), IsNetworkMember.get(ctx, third, netuids[1])]).toEqual([
      true,
      true,
    ]);
    expect(netuids.map((netuid) => IsNetworkMember.get(ctx, OLD, netuid))).toEqual([false, false]);
  });

  test("test_swap_staking_hotkeys_multiple_coldkeys", () => {
    const { ctx, netuid } = othersSubnet();
    const stakers = [acct(3), acct(4)] as const;
    for (const who of stakers) addBalanceToColdkeyAccount(ctx, who, RICH);
    StakingHotkeys.set(ctx, stakers[0], [OLD]);
    StakingHotkeys.set(ctx, stakers[1], [OLD, acct(5)]);
    createAccountIfNonExistent(ctx, { hotkey: OLD, coldkey: stakers[0] });
    for (const who of stakers) addStake(ctx, who, OLD, netuid, 1_000_000_000n);
    swapOn(ctx, netuid, stakers[0]);
    expect(new Set(StakingHotkeys.get(ctx, stakers[0]))).toEqual(new Set([OLD, NEW]));
    expect(new Set(StakingHotkeys.get(ctx, stakers[1]))).toEqual(new Set([OLD, NEW, acct(5)]));
  });

  test("test_swap_hotkey_with_no_stake", () => {
    const { ctx, netuid } = othersSubnet();
    addBalanceToColdkeyAccount(ctx, COLD, RICH);
    Owner.set(ctx, OLD, COLD);
    swapOn(ctx, netuid);
    expect(Owner.has(ctx, OLD)).toBe(true);
    expect(Owner.get(ctx, NEW)).toBe(COLD);
    expect(both((hotkey) => Alpha.has(ctx, hotkey, COLD, netuid))).toEqual([false, false]);
  });

  test("test_swap_hotkey_with_multiple_coldkeys_and_subnets", () => {
    const ctx = newTestExt(1);
    const [third, first, second] = [acct(3), acct(4), acct(5)];
    for (const netuid of [ONE, TWO]) addNetwork(ctx, netuid, 1);
    for (const netuid of [ONE, TWO]) registerOkNeuron(ctx, netuid, OLD, first);
    for (const who of [first, second]) addBalanceToColdkeyAccount(ctx, who, RICH);
    addStake(ctx, first, OLD, ONE, 20_000_000n);
    addStake(ctx, second, OLD, TWO, 20_000_000n);
    const [stake1, stake2, total] = [
      stakeOf(ctx, OLD, first, ONE),
      stakeOf(ctx, OLD, second, TWO),
      totalStakeForHotkey(ctx, OLD),
    ];
    for (const amount of [stake1, stake2, total]) expect(amount).not.toBe(0n);
    swapOn(ctx, ONE, first);
    swapOn(ctx, TWO, first, OLD, third);
    for (const hotkey of [NEW, third]) {
      expect(owningColdkeyForHotkey(ctx, hotkey)).toBe(first);
      expect(OwnedHotkeys.get(ctx, second)).not.toContain(hotkey);
    }
    expect([stakeOf(ctx, NEW, first, ONE), stakeOf(ctx, third, second, TWO)]).toEqual([stake1, stake2]);
    expect([stakeOf(ctx, OLD, first, ONE), stakeOf(ctx, OLD, second, TWO)]).toEqual([0n, 0n]);
    expect([isHotkeyRegisteredOnNetwork(ctx, ONE, NEW), isHotkeyRegisteredOnNetwork(ctx, TWO, third)]).toEqual([
      true,
      true,
    ]);
    expect([ONE, TWO].map((netuid) => isHotkeyRegisteredOnNetwork(ctx, netuid, OLD))).toEqual([false, false]);
    expect(totalStakeForHotkey(ctx, NEW) + totalStakeForHotkey(ctx, third)).toBe(total);
    expect(totalStakeForHotkey(ctx, OLD)).toBe(0n);
  });

  test("test_swap_hotkey_tx_rate_limit_exceeded", () => {
    const ctx = newTestExt(1);
    limits.storage.TxRateLimit.set(ctx, 1n);
    addNetwork(ctx, ONE, 13);
    registerOkNeuron(ctx, ONE, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 2_000_000_000n);
    swapOn(ctx, ONE);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, ONE)).toBe("HotKeySetTxRateLimitExceeded");
    setBlock(ctx, ctx.block.number + 1001);
    skipInterval(ctx);
    expect(swapHotkeyOutcome(ctx, COLD, NEW, acct(4))).toBeUndefined();
  });

  test("test_do_swap_hotkey_err_not_owner", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, ONE, 13);
    registerOkNeuron(ctx, ONE, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, acct(4), 1_000_000_000n);
    expect(swapHotkeyOutcome(ctx, acct(4), OLD, NEW, ONE)).toBe("NonAssociatedColdKey");
  });

  test("test_swap_owner_old_hotkey_not_exist", () => {
    const { ctx, netuid } = ownSubnet(NEW);
    expect(Owner.has(ctx, OLD)).toBe(false);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBe("NonAssociatedColdKey");
    expect([Owner.get(ctx, NEW), Owner.has(ctx, OLD)]).toEqual([COLD, false]);
  });

  test("test_swap_owner_new_hotkey_already_exists", () => {
    const { ctx, netuid } = ownSubnet(NEW);
    Owner.set(ctx, OLD, COLD);
    skipInterval(ctx);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBe("HotKeyAlreadyRegisteredInSubNet");
    expect(Owner.get(ctx, OLD)).toBe(COLD);
  });

  const hold = (ctx: MockContext, netuid: NetUid, old: boolean) => {
    const shares = U64F64.fromNum(10_000);
    TotalHotkeyAlpha.set(ctx, OLD, netuid, alpha(10_000n));
    TotalHotkeyAlphaLastEpoch.set(ctx, OLD, netuid, alpha(20_000n));
    if (old) {
      TotalHotkeyShares.set(ctx, OLD, netuid, shares);
      Alpha.set(ctx, OLD, COLD, netuid, shares);
    } else {
      TotalHotkeySharesV2.set(ctx, OLD, netuid, safeFloatFromU64F64(shares));
      AlphaV2.set(ctx, OLD, COLD, netuid, safeFloatFromU64F64(shares));
    }
    AlphaDividendsPerSubnet.set(ctx, netuid, OLD, alpha(10_000n));
  };
  /** Everything is with `holder`, in the present form, nothing with `other`. */
  const expectHeld = (ctx: MockContext, netuid: NetUid, holder: AccountId, other: AccountId) => {
    const of = <T>(read: (hotkey: AccountId) => T) => [read(other), read(holder)];
    expect(of((hotkey) => TotalHotkeyAlpha.get(ctx, hotkey, netuid))).toEqual([0n, 10_000n]);
    expect(of((hotkey) => TotalHotkeyAlphaLastEpoch.get(ctx, hotkey, netuid))).toEqual([0n, 20_000n]);
    expect(of((hotkey) => TotalHotkeyShares.get(ctx, hotkey, netuid))).toEqual([0n, 0n]);
    expect(TotalHotkeySharesV2.get(ctx, holder, netuid)).toEqual(safeFloatFromU64F64(U64F64.fromNum(10_000)));
    expect(of((hotkey) => safeFloatToU64(TotalHotkeySharesV2.get(ctx, hotkey, netuid)))).toEqual([0n, 10_000n]);
    expect(of((hotkey) => Alpha.get(ctx, hotkey, COLD, netuid))).toEqual([0n, 0n]);
    expect(of((hotkey) => safeFloatToU64(AlphaV2.get(ctx, hotkey, COLD, netuid)))).toEqual([0n, 10_000n]);
    expect(of((hotkey) => AlphaDividendsPerSubnet.get(ctx, netuid, hotkey))).toEqual([0n, 10_000n]);
  };
  test.each(["test_swap_stake_success", "test_swap_stake_v2_success"])("%s", (name) => {
    const { ctx, netuid } = ownSubnet();
    if (name === "test_swap_stake_success") removeOwnerRegistrationStake(ctx, netuid);
    hold(ctx, netuid, name === "test_swap_stake_success");
    swapOn(ctx, netuid);
    expectHeld(ctx, netuid, NEW, OLD);
  });

  test("test_swap_hotkey_error_cases", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, OLD, COLD);
    subnets.storage.TotalNetworks.set(ctx, 1);
    setLastTxBlock(ctx, COLD, 0n);
    skipInterval(ctx);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBe("NotEnoughBalanceToPaySwapHotKey");
    addBalanceToColdkeyAccount(ctx, COLD, 1_000_001_000n);
    skipInterval(ctx);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, OLD, netuid)).toBe("NewHotKeyIsSameWithOld");
    makeMember(ctx, netuid, NEW);
    skipInterval(ctx);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBe("HotKeyAlreadyRegisteredInSubNet");
    IsNetworkMember.delete(ctx, NEW, netuid);
    expect(swapHotkeyOutcome(ctx, acct(4), OLD, NEW, netuid)).toBe("NonAssociatedColdKey");
    skipInterval(ctx);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBeUndefined();
  });

  test("test_swap_child_keys", () => {
    const { ctx, netuid } = ownSubnet();
    const children = [
      [100n, acct(4)],
      [200n, acct(5)],
    ] as const;
    ChildKeys.set(ctx, OLD, netuid, children);
    swapOn(ctx, netuid);
    expect(both((hotkey) => ChildKeys.get(ctx, hotkey, netuid))).toEqual([[], children]);
  });

  test("test_swap_child_keys_self_loop", () => {
    const { ctx, netuid } = ownSubnet();
    TotalHotkeyAlpha.set(ctx, OLD, netuid, alpha(12_345n));
    ChildKeys.set(ctx, OLD, netuid, [[200n, NEW]]);
    skipInterval(ctx);
    expect(subtensorOutcome(ctx, signed(COLD), "swap_hotkey", { hotkey: OLD, new_hotkey: NEW, netuid })).toBe(
      "InvalidChild",
    );
    expect(both((hotkey) => ChildKeys.get(ctx, hotkey, netuid))).toEqual([[[200n, NEW]], []]);
    expect(both((hotkey) => TotalHotkeyAlpha.get(ctx, hotkey, netuid))).toEqual([12_345n, 0n]);
  });

  test("test_swap_parent_keys", () => {
    const { ctx, netuid } = ownSubnet();
    const parents = [
      [100n, acct(4)],
      [200n, acct(5)],
    ] as const;
    ParentKeys.set(ctx, OLD, netuid, parents);
    for (const [part, parent] of parents) ChildKeys.set(ctx, parent, netuid, [[part, OLD]]);
    swapOn(ctx, netuid);
    expect(both((hotkey) => ParentKeys.get(ctx, hotkey, netuid))).toEqual([[], parents]);
    for (const [part, parent] of parents) expect(ChildKeys.get(ctx, parent, netuid)).toEqual([[part, NEW]]);
  });

  test("test_swap_multiple_subnets", () => {
    const ctx = newTestExt(1);
    const [third, coldkey] = [acct(3), acct(4)];
    const netuids = [addDynamicNetwork(ctx, OLD, coldkey), addDynamicNetwork(ctx, OLD, coldkey)] as const;
    addBalanceToColdkeyAccount(ctx, coldkey, RICH);
    const children = [
      [
        [100n, acct(4)],
        [200n, acct(5)],
      ],
      [[300n, acct(6)]],
    ] as const;
    ChildKeys.set(ctx, OLD, netuids[0], children[0]);
    ChildKeys.set(ctx, OLD, netuids[1], children[1]);
    swapOn(ctx, netuids[0], coldkey);
    swapOn(ctx, netuids[1], coldkey, OLD, third);
    expect([ChildKeys.get(ctx, NEW, netuids[0]), ChildKeys.get(ctx, third, netuids[1])]).toEqual(children);
    expect(netuids.map((netuid) => ChildKeys.get(ctx, OLD, netuid))).toEqual([[], []]);
  });

  test("test_swap_complex_parent_child_structure", () => {
    const { ctx, netuid } = ownSubnet();
    const parents = [
      [100n, acct(4)],
      [200n, acct(5)],
    ] as const;
    const children = [
      [300n, acct(6)],
      [400n, acct(7)],
    ] as const;
    ParentKeys.set(ctx, OLD, netuid, parents);
    ChildKeys.set(ctx, OLD, netuid, children);
    ChildKeys.set(ctx, acct(4), netuid, [
      [100n, OLD],
      [500n, acct(8)],
    ]);
    ChildKeys.set(ctx, acct(5), netuid, [
      [200n, OLD],
      [600n, acct(9)],
    ]);
    swapOn(ctx, netuid);
    expect(both((hotkey) => ParentKeys.get(ctx, hotkey, netuid))).toEqual([[], parents]);
    expect(both((hotkey) => ChildKeys.get(ctx, hotkey, netuid))).toEqual([[], children]);
    expect(ChildKeys.get(ctx, acct(4), netuid)).toEqual(
      expect.arrayContaining([
        [500n, acct(8)],
        [100n, NEW],
      ]),
    );
    expect(ChildKeys.get(ctx, acct(5), netuid)).toEqual(
      expect.arrayContaining([
        [600n, acct(9)],
        [200n, NEW],
      ]),
    );
  });

  /** A parent with a child in force and another one pending. */
  function family(parent: AccountId, coldkey: AccountId, [child, other]: readonly [AccountId, AccountId]) {
    const { ctx, netuid } = ownSubnet(parent, coldkey);
    setChildrenOf(ctx, coldkey, parent, netuid, [[ALL, child]]);
    skipChildrenLimit(ctx);
    scheduleChildrenOf(ctx, coldkey, parent, netuid, [[ALL, other]]);
    expect(ParentKeys.get(ctx, child, netuid)).toEqual([[ALL, parent]]);
    expect(ChildKeys.get(ctx, parent, netuid)).toEqual([[ALL, child]]);
    const pending = PendingChildKeys.get(ctx, netuid, parent);
    expect(pending[0]).toEqual([[ALL, other]]);
    return { ctx, netuid, pending };
  }
  test("test_swap_parent_hotkey_childkey_maps", () => {
    const [parent, coldkey, child, other, newParent] = [acct(1), acct(2), acct(3), acct(4), acct(5)];
    const { ctx, netuid, pending } = family(parent, coldkey, [child, other]);
    swapOn(ctx, netuid, coldkey, parent, newParent);
    expect(ParentKeys.get(ctx, child, netuid)).toEqual([[ALL, newParent]]);
    expect(ChildKeys.get(ctx, newParent, netuid)).toEqual([[ALL, child]]);
    expect(PendingChildKeys.get(ctx, netuid, newParent)).toEqual(pending);
  });

  test("test_swap_child_hotkey_childkey_maps", () => {
    const [parent, coldkey, child, newChild] = [acct(1), acct(2), acct(3), acct(4)];
    const { ctx, netuid } = ownSubnet(child, coldkey);
    createAccountIfNonExistent(ctx, { hotkey: parent, coldkey });
    setChildrenOf(ctx, coldkey, parent, netuid, [[ALL, child]]);
    skipChildrenLimit(ctx);
    scheduleChildrenOf(ctx, coldkey, parent, netuid, [[ALL, child]]);
    expect(ParentKeys.get(ctx, child, netuid)).toEqual([[ALL, parent]]);
    const [, block] = PendingChildKeys.get(ctx, netuid, parent);
    swapOn(ctx, netuid, coldkey, child, newChild);
    expect(ParentKeys.get(ctx, newChild, netuid)).toEqual([[ALL, parent]]);
    expect(ChildKeys.get(ctx, parent, netuid)).toEqual([[ALL, newChild]]);
    expect(PendingChildKeys.get(ctx, netuid, parent)).toEqual([[[ALL, newChild]], block]);
  });

  test("test_swap_hotkey_is_sn_owner_hotkey", () => {
    const { ctx, netuid } = ownSubnet();
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(OLD);
    swapOn(ctx, netuid);
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(NEW);
  });

  test("test_swap_hotkey_swap_rate_limits", () => {
    const { ctx, netuid } = ownSubnet();
    setLastTxBlock(ctx, OLD, 123n);
    setLastTxBlockDelegateTake(ctx, OLD, 4567n);
    setLastTxBlockChildkey(ctx, OLD, 8910n);
    swapOn(ctx, netuid);
    expect([lastTxBlock, lastTxBlockDelegateTake, lastTxBlockChildkeyTake].map((of) => of(ctx, NEW))).toEqual([
      123n,
      4567n,
      8910n,
    ]);
  });

  test("test_swap_owner_failed_interval_not_passed", () => {
    const { ctx, netuid } = ownSubnet();
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBe("HotKeySwapOnSubnetIntervalNotPassed");
  });

  test("test_swap_owner_check_swap_block_set", () => {
    const { ctx, netuid } = ownSubnet();
    swapOn(ctx, netuid);
    expect(LastHotkeySwapOnNetuid.get(ctx, netuid, COLD)).toBe(16n);
  });

  test("test_swap_owner_check_swap_record_clean_up", () => {
    const { ctx, netuid } = ownSubnet();
    swapOn(ctx, netuid);
    expect(LastHotkeySwapOnNetuid.get(ctx, netuid, COLD)).toBe(16n);
    stepBlock(ctx, (INTERVAL + netuid) * 2);
    expect(LastHotkeySwapOnNetuid.has(ctx, netuid, COLD)).toBe(false);
  });

  /** Two subnets, HK1 registered on both, blocks enough behind it. */
  function onTwoSubnets(): MockContext {
    const ctx = newTestExt(1);
    for (const netuid of [ONE, TWO]) addNetwork(ctx, netuid, 13);
    for (const netuid of [ONE, TWO]) registerOkNeuron(ctx, netuid, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 2_000_000_000n);
    return ctx;
  }
  test("test_revert_hotkey_swap_stake_is_not_lost", () => {
    const ctx = onTwoSubnets();
    expect(stakeOf(ctx, OLD, COLD, ONE)).toBe(0n);
    grow(ctx, OLD, COLD, ONE, 1_000_000_000n);
    expect(stakeOf(ctx, OLD, COLD, ONE)).toBe(1_000_000_000n);
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, OLD, NEW, ONE);
    grow(ctx, OLD, COLD, ONE, 1_000_000_000n);
    stepBlock(ctx, 20);
    const newStake = stakeOf(ctx, NEW, COLD, ONE);
    expect(stakeOf(ctx, OLD, COLD, ONE)).toBe(1_000_000_000n);
    swapHotkey(ctx, COLD, NEW, OLD, ONE);
    expect(both((hotkey) => stakeOf(ctx, hotkey, COLD, ONE))).toEqual([newStake + 1_000_000_000n, 0n]);
  });

  test("test_hotkey_swap_keep_stake", () => {
    const ctx = newTestExt(1);
    const child = acct(4);
    addNetwork(ctx, ONE, 13);
    registerOkNeuron(ctx, ONE, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 2_000_000_000n);
    VotingPower.set(ctx, ONE, OLD, 5_000_000_000_000n);
    ChildKeys.set(ctx, OLD, ONE, [[ALL, child]]);
    ParentKeys.set(ctx, child, ONE, [[ALL, OLD]]);
    grow(ctx, OLD, COLD, ONE, 1_000_000_000n);
    expect(isHotkeyRegisteredOnNetwork(ctx, ONE, OLD)).toBe(true);
    stepBlock(ctx, 20);
    const before = stakeOf(ctx, OLD, COLD, ONE);
    swapHotkey(ctx, COLD, OLD, NEW, ONE, true);
    expect(both((hotkey) => stakeOf(ctx, hotkey, COLD, ONE))).toEqual([before, 0n]);
    expect(both((hotkey) => isHotkeyRegisteredOnNetwork(ctx, ONE, hotkey))).toEqual([false, true]);
    expect(both((hotkey) => TotalHotkeyAlpha.get(ctx, hotkey, ONE) > 0n)).toEqual([true, false]);
    expect(both((hotkey) => VotingPower.get(ctx, ONE, hotkey) > 0n)).toEqual([true, false]);
    expect(both((hotkey) => ChildKeys.get(ctx, hotkey, ONE).some(([, one]) => one === child))).toEqual([false, true]);
    expect(ParentKeys.get(ctx, child, ONE).map(([, parent]) => parent)).toEqual([NEW]);
  });

  test("test_revert_hotkey_swap", () => {
    const ctx = onTwoSubnets();
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, OLD, NEW, ONE);
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, OLD)).toBe(true);
    stepBlock(ctx, 20);
    expect(swapHotkeyOutcome(ctx, COLD, NEW, OLD, ONE)).toBeUndefined();
  });

  test("test_revert_hotkey_swap_parent_hotkey_childkey_maps", () => {
    const [hk1, coldkey, child, other, hk2] = [acct(1), acct(2), acct(3), acct(4), acct(5)];
    const { ctx, netuid, pending } = family(hk1, coldkey, [child, other]);
    addDynamicNetwork(ctx, hk1, coldkey);
    const expectWith = (holder: AccountId, former: AccountId) => {
      expect(ParentKeys.get(ctx, child, netuid)).toEqual([[ALL, holder]]);
      expect([holder, former].map((hotkey) => ChildKeys.get(ctx, hotkey, netuid))).toEqual([[[ALL, child]], []]);
      expect(PendingChildKeys.get(ctx, netuid, holder)).toEqual(pending);
      expect(PendingChildKeys.get(ctx, netuid, former)[0]).toEqual([]);
    };
    swapOn(ctx, netuid, coldkey, hk1, hk2);
    expectWith(hk2, hk1);
    stepBlock(ctx, 20);
    swapHotkey(ctx, coldkey, hk2, hk1, netuid);
    expectWith(hk1, hk2);
  });

  test("test_revert_hotkey_swap_uids_and_keys", () => {
    const { ctx, netuid } = ownSubnet();
    addDynamicNetwork(ctx, OLD, COLD);
    makeMember(ctx, netuid, OLD);
    Uids.set(ctx, netuid, OLD, 5);
    Keys.set(ctx, netuid, 5, OLD);
    swapOn(ctx, netuid);
    expect(both((hotkey) => Uids.get(ctx, netuid, hotkey))).toEqual([undefined, 5]);
    expect(Keys.get(ctx, netuid, 5)).toBe(NEW);
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, NEW, OLD, netuid);
    expect(both((hotkey) => Uids.get(ctx, netuid, hotkey))).toEqual([5, undefined]);
    expect(Keys.get(ctx, netuid, 5)).toBe(OLD);
  });

  test("test_revert_hotkey_swap_auto_stake_destination", () => {
    const ctx = newTestExt(1);
    const coldkeys = [acct(4), acct(5), COLD];
    for (const netuid of [netUid(2), netUid(3)]) {
      addNetwork(ctx, netuid, 1);
      registerOkNeuron(ctx, netuid, OLD, COLD);
    }
    addBalanceToColdkeyAccount(ctx, COLD, RICH);
    AutoStakeDestinationColdkeys.set(ctx, OLD, TWO, coldkeys);
    for (const coldkey of coldkeys) AutoStakeDestination.set(ctx, coldkey, TWO, OLD);
    const look = () => both((hotkey) => AutoStakeDestinationColdkeys.get(ctx, hotkey, TWO));
    const destinations = () => coldkeys.map((coldkey) => AutoStakeDestination.get(ctx, coldkey, TWO));
    swapOn(ctx, TWO);
    expect(look()).toEqual([[], coldkeys]);
    expect(destinations()).toEqual([NEW, NEW, NEW]);
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, NEW, OLD, TWO);
    expect(look()).toEqual([coldkeys, []]);
    expect(destinations()).toEqual([OLD, OLD, OLD]);
  });

  test("test_revert_hotkey_swap_subnet_owner", () => {
    const { ctx, netuid } = ownSubnet();
    addDynamicNetwork(ctx, OLD, COLD);
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(OLD);
    swapOn(ctx, netuid);
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(NEW);
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, NEW, OLD, netuid);
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(OLD);
  });

  test("test_revert_hotkey_swap_dividends", () => {
    const { ctx, netuid } = ownSubnet();
    removeOwnerRegistrationStake(ctx, netuid);
    removeOwnerRegistrationStake(ctx, addDynamicNetwork(ctx, OLD, COLD));
    hold(ctx, netuid, true);
    swapOn(ctx, netuid);
    expectHeld(ctx, netuid, NEW, OLD);
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, NEW, OLD, netuid);
    expectHeld(ctx, netuid, OLD, NEW);
  });

  test("test_revert_voting_power_transfers_on_hotkey_swap", () => {
    const ctx = newTestExt(1);
    const [hk1, hk2] = [acct(1), acct(99)];
    const netuid = addDynamicNetwork(ctx, hk1, acct(2));
    VotingPower.set(ctx, netuid, hk1, 5_000_000_000_000n);
    const look = () => [hk1, hk2].map((hotkey) => VotingPower.get(ctx, netuid, hotkey));
    expect(look()).toEqual([5_000_000_000_000n, 0n]);
    swapVotingPowerForHotkey(ctx, netuid, { oldHotkey: hk1, newHotkey: hk2 });
    expect(look()).toEqual([0n, 5_000_000_000_000n]);
    swapVotingPowerForHotkey(ctx, netuid, { oldHotkey: hk2, newHotkey: hk1 });
    expect(look()).toEqual([5_000_000_000_000n, 0n]);
  });

  const distribute = (ctx: MockContext, netuid: NetUid, root: bigint) =>
    distributeEmission(ctx, netuid, {
      server: alpha(0n),
      validator: alpha(0n),
      root: alpha(root),
      ownerCut: alpha(0n),
    });
  const keepAndClaim = (ctx: MockContext, who: AccountId, netuid: NetUid) => {
    subtensorCall(ctx, signed(who), "set_root_claim_type", { new_root_claim_type: { type: "Keep" } });
    subtensorCall(ctx, signed(who), "claim_root", { subnets: [netuid] });
  };
  test("test_revert_claim_root_with_swap_hotkey", () => {
    const [owner, hk1, hk2, coldkey] = [acct(1001), acct(1002), acct(1003), acct(1004)];
    const { ctx, netuid } = ownSubnet(hk1, owner);
    addDynamicNetwork(ctx, hk1, owner);
    settings.storage.TaoWeight.set(ctx, U64_MAX);
    grow(ctx, hk1, coldkey, ROOT, 2_000_000n);
    grow(ctx, hk1, owner, netuid, 10_000_000n);
    distribute(ctx, netuid, 1_000_000n);
    keepAndClaim(ctx, coldkey, netuid);
    const claimed = stakeOf(ctx, hk1, coldkey, netuid);
    const rate = RootClaimable.get(ctx, hk1).get(netuid)!;
    const expectUntouched = () => {
      expect([hk1, hk2].map((hotkey) => RootClaimed.get(ctx, netuid, hotkey, coldkey))).toEqual([claimed, 0n]);
      expect([hk1, hk2].map((hotkey) => RootClaimable.get(ctx, hotkey).get(netuid))).toEqual([rate, undefined]);
    };
    expectUntouched();
    swapOn(ctx, netuid, owner, hk1, hk2);
    expectUntouched();
    stepBlock(ctx, 20);
    swapHotkey(ctx, owner, hk2, hk1, netuid);
    expectUntouched();
  });

  test("test_swap_hotkey_with_existing_stake", () => {
    const ctx = newTestExt(1);
    const [coldkey, staker1, staker2] = [acct(4), acct(5), acct(6)];
    const netuid = addDynamicNetwork(ctx, acct(1000), acct(1001));
    for (const hotkey of [OLD, NEW]) registerOkNeuron(ctx, netuid, hotkey, coldkey);
    for (const who of [coldkey, staker1, staker2]) addBalanceToColdkeyAccount(ctx, who, 10_000_000_000n);
    addStake(ctx, staker1, OLD, netuid, 100_000_000n);
    addStake(ctx, staker2, OLD, netuid, 200_000_000n);
    addStake(ctx, staker1, NEW, netuid, 300_000_000n);
    addStake(ctx, staker2, NEW, netuid, 500_000_000n);
    for (const hotkey of [OLD, NEW]) increaseStakeForHotkeyOnSubnet(ctx, netuid, hotkey, alpha(1_000_000_000n));
    IsNetworkMember.delete(ctx, NEW, netuid);
    const stakes = (hotkey: AccountId) =>
      [stakeOf(ctx, hotkey, staker1, netuid), stakeOf(ctx, hotkey, staker2, netuid)] as const;
    const [before, already] = [stakes(OLD), stakes(NEW)];
    const total = totalStakeForHotkey(ctx, OLD) + totalStakeForHotkey(ctx, NEW);
    for (const amount of [...before, ...already]) expect(amount).not.toBe(0n);
    swapOn(ctx, netuid, coldkey);
    expect(stakes(OLD)).toEqual([0n, 0n]);
    expect(stakes(NEW)).toEqual([already[0] + before[0], already[1] + before[1]]);
    expectWithin(totalStakeForHotkey(ctx, OLD), 0n, 1n);
    expectWithin(totalStakeForHotkey(ctx, NEW), total, 1n);
  });

  test("test_revert_hotkey_swap_with_revert_stake_the_same", () => {
    const ctx = newTestExt(1);
    const [randomHotkey, randomColdkey] = [acct(3), acct(7)];
    const stakers = [acct(3), acct(4), acct(5)] as const;
    const amounts = [500_000_000n, 1_500_000_000n, 300_000_000n];
    subtensorCall(ctx, signed(randomColdkey), "try_associate_hotkey", { hotkey: randomHotkey });
    for (const netuid of [ONE, TWO]) setupReserves(ctx, netuid, 90_000_000_000n, 90_000_000_000n);
    for (const netuid of [ONE, TWO]) addNetwork(ctx, netuid, 13);
    for (const netuid of [ONE, TWO]) subnets.storage.SubnetMechanism.set(ctx, netuid, 1);
    for (const netuid of [ONE, TWO]) registerOkNeuron(ctx, netuid, OLD, COLD);
    for (const who of [COLD, acct(6), randomColdkey]) addBalanceToColdkeyAccount(ctx, who, 20_000_000_000n);
    stepBlock(ctx, 20);
    expect([ONE, TWO].map((netuid) => stakeOf(ctx, OLD, COLD, netuid))).toEqual([0n, 0n]);
    stakers.forEach((who, i) => void grow(ctx, OLD, who, ONE, amounts[i]!));
    grow(ctx, OLD, COLD, TWO, 1_000_000_000n);
    const stakes = (hotkey: AccountId) => stakers.map((who) => stakeOf(ctx, hotkey, who, ONE));
    expect(stakes(OLD).slice(0, 2)).toEqual(amounts.slice(0, 2));
    expect(stakeOf(ctx, OLD, COLD, TWO)).toBe(1_000_000_000n);
    swapHotkey(ctx, COLD, OLD, NEW, ONE);
    expect(Owner.get(ctx, OLD)).toBe(COLD);
    addStake(ctx, randomColdkey, OLD, ONE, 900_000_000n);
    expect(stakes(NEW)).toEqual(amounts);
    stepBlock(ctx, 20);
    const grown = stakes(NEW);
    grown.forEach((stake, i) => void expect(stake).toBeGreaterThan(amounts[i]!));
    swapHotkey(ctx, COLD, NEW, OLD, ONE);
    expect(stakes(OLD)).toEqual(grown);
  });

  test("test_swap_hotkey_root_claims_unchanged_if_not_root", () => {
    const [owner, hotkey, staker] = [acct(1001), acct(1002), acct(1003)];
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, hotkey, owner);
    addBalanceToColdkeyAccount(ctx, owner, 20_000_000_000_000_000n);
    settings.storage.TaoWeight.set(ctx, U64_MAX);
    grow(ctx, hotkey, staker, ROOT, 2_000_000_000n);
    grow(ctx, hotkey, staker, netuid, 10_000_000_000n);
    expect(stakeOf(ctx, hotkey, staker, netuid)).toBe(10_000_000_000n);
    distribute(ctx, netuid, 1_000_000_000n);
    subtensorCall(ctx, signed(staker), "claim_root", { subnets: [netuid] });
    const rate = RootClaimable.get(ctx, hotkey).get(netuid)!;
    expect(rate).toBeGreaterThan(I96F32.ZERO);
    expect(RootClaimed.get(ctx, netuid, hotkey, staker)).toBeGreaterThan(0n);
    stepBlock(ctx, 20);
    swapHotkey(ctx, owner, hotkey, acct(10_030), netuid);
    expect(RootClaimable.get(ctx, hotkey).get(netuid)).toBe(rate);
    expect(RootClaimed.get(ctx, netuid, hotkey, staker)).toBeGreaterThan(0n);
  });

  test.each(["test_swap_hotkey_root_claims_changed_if_root", "test_swap_hotkey_root_claims_changed_if_all_subnets"])(
    "%s",
    (name) => {
      const [owner, hotkey, newHotkey, staker] = [acct(1001), acct(1004), acct(1005), acct(1006)];
      const all = name === "test_swap_hotkey_root_claims_changed_if_all_subnets";
      const ctx = newTestExt(1);
      if (all) addRoot(ctx);
      const netuid = addDynamicNetwork(ctx, hotkey, owner);
      addBalanceToColdkeyAccount(ctx, owner, 20_000_000_000_000_000n);
      settings.storage.TaoWeight.set(ctx, U64_MAX);
      grow(ctx, hotkey, staker, ROOT, 2_000_000_000n);
      grow(ctx, hotkey, owner, netuid, 10_000_000_000n);
      distribute(ctx, netuid, 1_000_000_000n);
      keepAndClaim(ctx, staker, netuid);
      const [rate, claimed] = [
        RootClaimable.get(ctx, hotkey).get(netuid)!,
        RootClaimed.get(ctx, netuid, hotkey, staker),
      ];
      expect(rate).toBeGreaterThan(I96F32.ZERO);
      expect(claimed).toBeGreaterThan(0n);
      stepBlock(ctx, 20);
      swapHotkey(ctx, owner, hotkey, newHotkey, all ? undefined : ROOT);
      expect(RootClaimable.get(ctx, newHotkey).get(netuid)).toBe(rate);
      expect(RootClaimed.get(ctx, netuid, newHotkey, staker)).toBe(claimed);
    },
  );
  const addRoot = (ctx: MockContext) => {
    parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
    subnets.storage.NetworksAdded.set(ctx, ROOT, true);
  };

  test.each([
    ["test_swap_hotkey_auto_parent_delegation_transferred_on_root", "root", true],
    ["test_swap_hotkey_auto_parent_delegation_transferred_on_all_subnets", "all", true],
    ["test_swap_hotkey_auto_parent_delegation_not_transferred_on_non_root", "subnet", false],
  ] as const)("%s", (_, where, moves) => {
    const [owner, old, next] = [acct(1001), acct(1004), acct(1005)];
    const ctx = newTestExt(1);
    if (where === "all") addRoot(ctx);
    const netuid = addDynamicNetwork(ctx, old, owner);
    addBalanceToColdkeyAccount(ctx, owner, 20_000_000_000_000_000n);
    AutoParentDelegationEnabled.set(ctx, old, false);
    if (where === "subnet") skipInterval(ctx);
    else stepBlock(ctx, 20);
    swapHotkey(ctx, owner, old, next, where === "all" ? undefined : where === "root" ? ROOT : netuid);
    expect([old, next].map((hotkey) => AutoParentDelegationEnabled.has(ctx, hotkey))).toEqual([!moves, moves]);
    expect(AutoParentDelegationEnabled.get(ctx, moves ? next : old)).toBe(false);
  });
});
