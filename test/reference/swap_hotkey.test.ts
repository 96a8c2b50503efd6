// The reference's tests of hotkey swaps on all subnets (pallets/subtensor/src/tests/swap_hotkey.rs): its scenarios and
// values.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
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
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import {
  isHotkeyRegisteredOnAnyNetwork,
  isHotkeyRegisteredOnNetwork,
  isHotkeyRegisteredOnSpecificNetwork,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import {
  createAccountIfNonExistent,
  owningColdkeyForHotkey,
  totalStakeForColdkey,
  totalStakeForHotkey,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { safeFloatFromU64F64, safeFloatToU64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  ALL,
  BELONGINGS,
  INTERVAL,
  makeMember,
  scheduleChildrenOf,
  setChildrenOf,
  skipChildrenLimit,
  stakeOf,
  swapEverywhere,
  swapHotkey,
  swapHotkeyOutcome,
} from "../chain/hotkey_swap.ts";
import {
  acct,
  type MockContext,
  newTestExt,
  outcomeOf,
  setBlock,
  signed,
  stepBlock,
  subtensorCall,
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
const COST = 1_000_000_000n;
const { AlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } = coinbase.storage;
const { ChildKeys, ChildkeyTake, Delegates, ParentKeys, PendingChildKeys } = delegation.storage;
const { LastHotkeySwapOnNetuid } = keySwaps.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { IsNetworkMember, Keys, Uids } = registration.storage;
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

const addStake = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, netuid: number, amount: bigint) =>
  subtensorCall(ctx, signed(coldkey), "add_stake", { hotkey, netuid, amount_staked: amount });
const ownersSubnet = (ctx: MockContext) => addDynamicNetwork(ctx, acct(1002), acct(1001));

describe("swap_hotkey.rs", () => {
  test("test_swap_owner", () => {
    const ctx = newTestExt(1);
    Owner.set(ctx, OLD, COLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(Owner.has(ctx, OLD)).toBe(false);
    expect(Owner.get(ctx, NEW)).toBe(COLD);
  });

  test("test_swap_owned_hotkeys", () => {
    const ctx = newTestExt(1);
    OwnedHotkeys.set(ctx, COLD, [OLD]);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(OwnedHotkeys.get(ctx, COLD)).toEqual([NEW]);
  });

  test("test_swap_total_hotkey_stake", () => {
    const ctx = newTestExt(1);
    const amount = 20_000_000n;
    const netuid = addDynamicNetwork(ctx, OLD, COLD);
    removeOwnerRegistrationStake(ctx, netuid);
    setupReserves(ctx, netuid, 2_000_000_000n, 2_000_000_000n);
    addBalanceToColdkeyAccount(ctx, COLD, amount);
    const { exchange } = ctx.ports;
    const expected = exchange.buy(ctx, netuid, rao(amount), {
      priceLimit: exchange.maxPrice(),
      dropFees: false,
      rollBack: true,
    }).amountPaidOut;
    expect(expected).not.toBe(0n);
    addStake(ctx, COLD, OLD, netuid, amount);
    expect(TotalHotkeyAlpha.get(ctx, OLD, netuid)).toBe(expected);
    expectWithin(totalStakeForHotkey(ctx, NEW), 0n, 1n);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expectWithin(totalStakeForHotkey(ctx, OLD), 0n, 1n);
    expect(TotalHotkeyAlpha.get(ctx, NEW, netuid)).toBe(expected);
  });

  test("test_swap_delegates", () => {
    const ctx = newTestExt(1);
    Delegates.set(ctx, OLD, 100);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(Delegates.has(ctx, OLD)).toBe(false);
    expect(Delegates.get(ctx, NEW)).toBe(100);
  });

  test("test_swap_subnet_membership", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, 0, 1);
    makeMember(ctx, ROOT, OLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(IsNetworkMember.has(ctx, OLD, ROOT)).toBe(false);
    expect(IsNetworkMember.get(ctx, NEW, ROOT)).toBe(true);
  });

  test("test_swap_uids_and_keys", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, 0, 1);
    makeMember(ctx, ROOT, OLD);
    Uids.set(ctx, ROOT, OLD, 5);
    Keys.set(ctx, ROOT, 5, OLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([Uids.get(ctx, ROOT, OLD), Uids.get(ctx, ROOT, NEW), Keys.get(ctx, ROOT, 5)]).toEqual([undefined, 5, NEW]);
  });

  test.each(BELONGINGS)("$name", ({ put, look, expected }) => {
    const ctx = newTestExt(1);
    addNetwork(ctx, 0, 1);
    makeMember(ctx, ROOT, OLD);
    put(ctx, ROOT, OLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(look(ctx, ROOT, OLD)).toBeUndefined();
    expect(look(ctx, ROOT, NEW)).toEqual(expected(NEW));
  });

  test("test_swap_staking_hotkeys", () => {
    const ctx = newTestExt(1);
    ownersSubnet(ctx);
    StakingHotkeys.set(ctx, COLD, [OLD]);
    Alpha.set(ctx, OLD, COLD, ONE, U64F64.fromNum(100));
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(StakingHotkeys.get(ctx, COLD)).toEqual([NEW]);
  });

  test("test_swap_hotkey_with_multiple_coldkeys", () => {
    const ctx = newTestExt(1);
    const netuid = ownersSubnet(ctx);
    const [first, second] = [acct(3), acct(4)];
    for (const who of [first, second]) StakingHotkeys.set(ctx, who, [OLD]);
    createAccountIfNonExistent(ctx, { hotkey: OLD, coldkey: first });
    for (const who of [first, second]) addBalanceToColdkeyAccount(ctx, who, 1_000_000_001n);
    addStake(ctx, first, OLD, netuid, 1_000_000_000n);
    addStake(ctx, second, OLD, netuid, 500_000_000n);
    const before = [first, second].map((who) => totalStakeForColdkey(ctx, who));
    swapEverywhere(ctx, OLD, NEW, first);
    expect([first, second].map((who) => totalStakeForColdkey(ctx, who))).toEqual(before);
    for (const who of [first, second]) expect(StakingHotkeys.get(ctx, who)).toContain(NEW);
  });

  test("test_swap_hotkey_with_multiple_subnets", () => {
    const ctx = newTestExt(1);
    for (const netuid of [ROOT, ONE]) {
      addNetwork(ctx, netuid, 1);
      makeMember(ctx, netuid, OLD);
    }
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([ROOT, ONE].map((netuid) => IsNetworkMember.get(ctx, NEW, netuid))).toEqual([true, true]);
    expect([ROOT, ONE].map((netuid) => IsNetworkMember.get(ctx, OLD, netuid))).toEqual([false, false]);
  });

  test("test_swap_staking_hotkeys_multiple_coldkeys", () => {
    const ctx = newTestExt(1);
    const netuid = ownersSubnet(ctx);
    const [first, second, other] = [acct(3), acct(4), acct(5)];
    StakingHotkeys.set(ctx, first, [OLD]);
    StakingHotkeys.set(ctx, second, [OLD, other]);
    for (const who of [first, second]) Alpha.set(ctx, OLD, who, netuid, U64F64.fromNum(100));
    createAccountIfNonExistent(ctx, { hotkey: OLD, coldkey: first });
    for (const who of [first, second]) {
      addBalanceToColdkeyAccount(ctx, who, 1_000_000_001n);
      addStake(ctx, who, OLD, netuid, 1_000_000_000n);
    }
    swapEverywhere(ctx, OLD, NEW, first);
    expect(StakingHotkeys.get(ctx, first)).toEqual([NEW]);
    expect(new Set(StakingHotkeys.get(ctx, second))).toEqual(new Set([NEW, other]));
  });

  test("test_swap_hotkey_with_no_stake", () => {
    const ctx = newTestExt(1);
    const netuid = ownersSubnet(ctx);
    Owner.set(ctx, OLD, COLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(Owner.has(ctx, OLD)).toBe(false);
    expect(Owner.get(ctx, NEW)).toBe(COLD);
    expect([OLD, NEW].map((hotkey) => Alpha.has(ctx, hotkey, COLD, netuid))).toEqual([false, false]);
  });

  test("test_swap_hotkey_with_multiple_coldkeys_and_subnets", () => {
    const ctx = newTestExt(1);
    const [first, second] = [acct(3), acct(4)];
    const stake = 20_000_000n;
    for (const netuid of [ONE, TWO]) addNetwork(ctx, netuid, 1);
    for (const netuid of [ONE, TWO]) registerOkNeuron(ctx, netuid, OLD, first);
    for (const netuid of [ONE, TWO]) setupReserves(ctx, netuid, stake * 100n, stake * 100n);
    for (const who of [first, second]) addBalanceToColdkeyAccount(ctx, who, stake + 1_000n);
    addStake(ctx, first, OLD, ONE, stake);
    addStake(ctx, second, OLD, TWO, stake);
    const [stake1, stake2] = [stakeOf(ctx, OLD, first, ONE), stakeOf(ctx, OLD, second, TWO)];
    const total = totalStakeForHotkey(ctx, OLD);
    for (const amount of [stake1, stake2, total]) expect(amount).not.toBe(0n);
    swapEverywhere(ctx, OLD, NEW, first);
    expect(owningColdkeyForHotkey(ctx, NEW)).toBe(first);
    expect(OwnedHotkeys.get(ctx, second)).not.toContain(NEW);
    expect([stakeOf(ctx, NEW, first, ONE), stakeOf(ctx, NEW, second, TWO)]).toEqual([stake1, stake2]);
    expect([stakeOf(ctx, OLD, first, ONE), stakeOf(ctx, OLD, second, TWO)]).toEqual([0n, 0n]);
    for (const netuid of [ONE, TWO])
      expect([OLD, NEW].map((hotkey) => isHotkeyRegisteredOnNetwork(ctx, netuid, hotkey))).toEqual([false, true]);
    expect([totalStakeForHotkey(ctx, NEW), totalStakeForHotkey(ctx, OLD)]).toEqual([total, 0n]);
  });

  test("test_swap_hotkey_tx_rate_limit_exceeded", () => {
    const ctx = newTestExt(1);
    const [second, third] = [acct(2), acct(4)];
    limits.storage.TxRateLimit.set(ctx, 1n);
    addNetwork(ctx, ONE, 13);
    registerOkNeuron(ctx, ONE, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 2n * COST + 1n);
    swapHotkey(ctx, COLD, OLD, second);
    expect(swapHotkeyOutcome(ctx, COLD, second, third)).toBe("HotKeySetTxRateLimitExceeded");
    setBlock(ctx, ctx.block.number + 1001);
    expect(swapHotkeyOutcome(ctx, COLD, second, third)).toBeUndefined();
  });

  test("test_do_swap_hotkey_err_not_owner", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, ONE, 13);
    registerOkNeuron(ctx, ONE, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, acct(4), COST);
    expect(swapHotkeyOutcome(ctx, acct(4), OLD, NEW)).toBe("NonAssociatedColdKey");
  });

  test("test_swap_owner_old_hotkey_not_exist", () => {
    const ctx = newTestExt(1);
    expect(Owner.has(ctx, OLD)).toBe(false);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([Owner.get(ctx, NEW), Owner.has(ctx, OLD)]).toEqual([COLD, false]);
  });

  test("test_swap_owner_new_hotkey_already_exists", () => {
    const ctx = newTestExt(1);
    Owner.set(ctx, OLD, COLD);
    Owner.set(ctx, NEW, acct(4));
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([Owner.get(ctx, NEW), Owner.has(ctx, OLD)]).toEqual([COLD, false]);
  });

  test.each(["test_swap_stake_success", "test_swap_stake_v2_success"])("%s", (name) => {
    const ctx = newTestExt(1);
    const netuid = ownersSubnet(ctx);
    const shares = U64F64.fromNum(10_000);
    TotalHotkeyAlpha.set(ctx, OLD, netuid, alpha(10_000n));
    TotalHotkeyAlphaLastEpoch.set(ctx, OLD, netuid, alpha(20_000n));
    if (name === "test_swap_stake_success") {
      TotalHotkeyShares.set(ctx, OLD, netuid, shares);
      Alpha.set(ctx, OLD, COLD, netuid, shares);
    } else {
      TotalHotkeySharesV2.set(ctx, OLD, netuid, safeFloatFromU64F64(shares));
      AlphaV2.set(ctx, OLD, COLD, netuid, safeFloatFromU64F64(shares));
    }
    AlphaDividendsPerSubnet.set(ctx, netuid, OLD, alpha(10_000n));
    swapEverywhere(ctx, OLD, NEW, COLD);
    const both = <T>(of: (hotkey: AccountId) => T) => [of(OLD), of(NEW)];
    expect(both((hotkey) => TotalHotkeyAlpha.get(ctx, hotkey, netuid))).toEqual([0n, 10_000n]);
    expect(both((hotkey) => TotalHotkeyAlphaLastEpoch.get(ctx, hotkey, netuid))).toEqual([0n, 20_000n]);
    expect(both((hotkey) => TotalHotkeyShares.get(ctx, hotkey, netuid))).toEqual([0n, 0n]);
    expect(both((hotkey) => safeFloatToU64(TotalHotkeySharesV2.get(ctx, hotkey, netuid)))).toEqual([0n, 10_000n]);
    expect(TotalHotkeySharesV2.get(ctx, NEW, netuid)).toEqual(safeFloatFromU64F64(shares));
    expect(both((hotkey) => Alpha.get(ctx, hotkey, COLD, netuid))).toEqual([0n, 0n]);
    expect(both((hotkey) => safeFloatToU64(AlphaV2.get(ctx, hotkey, COLD, netuid)))).toEqual([0n, 10_000n]);
    expect(both((hotkey) => AlphaDividendsPerSubnet.get(ctx, netuid, hotkey))).toEqual([0n, 10_000n]);
  });

  test("test_swap_stake_old_hotkey_not_exist", () => {
    const ctx = newTestExt(1);
    ownersSubnet(ctx);
    Alpha.set(ctx, OLD, COLD, ONE, U64F64.fromNum(1000));
    TotalHotkeyAlpha.set(ctx, OLD, ONE, alpha(1000n));
    TotalHotkeyShares.set(ctx, OLD, ONE, U64F64.fromNum(1000));
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(AlphaV2.has(ctx, NEW, COLD, ONE)).toBe(true);
    expect(Alpha.has(ctx, OLD, COLD, ONE)).toBe(false);
  });

  test("test_swap_hotkey_error_cases", () => {
    const ctx = newTestExt(1);
    Owner.set(ctx, OLD, COLD);
    subnets.storage.TotalNetworks.set(ctx, 1);
    setLastTxBlock(ctx, COLD, 0n);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW)).toBe("NotEnoughBalanceToPaySwapHotKey");
    addBalanceToColdkeyAccount(ctx, COLD, COST + 1000n);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, OLD)).toBe("NewHotKeyIsSameWithOld");
    makeMember(ctx, ROOT, NEW);
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW)).toBe("HotKeyAlreadyRegisteredInSubNet");
    IsNetworkMember.delete(ctx, NEW, ROOT);
    expect(swapHotkeyOutcome(ctx, acct(4), OLD, NEW)).toBe("NonAssociatedColdKey");
    expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW)).toBeUndefined();
    expect(ctx.ports.currency.free(ctx, COLD)).toBe(1000n);
  });

  test("test_do_swap_hotkey_err_new_hotkey_not_clean_for_root", () => {
    const ctx = newTestExt(1);
    Owner.set(ctx, OLD, COLD);
    subnets.storage.TotalNetworks.set(ctx, 1);
    setLastTxBlock(ctx, COLD, 0n);
    addBalanceToColdkeyAccount(ctx, COLD, COST + 1000n);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, { hotkey: NEW, coldkey: acct(4) }, alpha(1_000_000n));
    expect(isHotkeyRegisteredOnAnyNetwork(ctx, NEW)).toBe(false);
    expect(stakeForHotkeyOnSubnet(ctx, ROOT, NEW)).toBe(1_000_000n);
    for (const netuid of [undefined, ROOT])
      expect(swapHotkeyOutcome(ctx, COLD, OLD, NEW, netuid)).toBe("NewHotKeyNotCleanForRootSwap");
  });

  test("test_swap_child_keys", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, 0, 1);
    const children = [
      [100n, acct(4)],
      [200n, acct(5)],
    ] as const;
    ChildKeys.set(ctx, OLD, ROOT, children);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([ChildKeys.get(ctx, OLD, ROOT), ChildKeys.get(ctx, NEW, ROOT)]).toEqual([[], children]);
  });

  test("test_swap_parent_keys", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, 0, 1);
    const parents = [
      [100n, acct(4)],
      [200n, acct(5)],
    ] as const;
    ParentKeys.set(ctx, OLD, ROOT, parents);
    for (const [part, parent] of parents) ChildKeys.set(ctx, parent, ROOT, [[part, OLD]]);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([ParentKeys.get(ctx, OLD, ROOT), ParentKeys.get(ctx, NEW, ROOT)]).toEqual([[], parents]);
    for (const [part, parent] of parents) expect(ChildKeys.get(ctx, parent, ROOT)).toEqual([[part, NEW]]);
  });

  test("test_swap_multiple_subnets", () => {
    const ctx = newTestExt(1);
    for (const netuid of [ROOT, ONE]) addNetwork(ctx, netuid, 1);
    const children = [
      [
        [100n, acct(4)],
        [200n, acct(5)],
      ],
      [[300n, acct(6)]],
    ] as const;
    ChildKeys.set(ctx, OLD, ROOT, children[0]);
    ChildKeys.set(ctx, OLD, ONE, children[1]);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([ROOT, ONE].map((netuid) => ChildKeys.get(ctx, NEW, netuid))).toEqual(children);
    expect([ROOT, ONE].map((netuid) => ChildKeys.get(ctx, OLD, netuid))).toEqual([[], []]);
  });

  test("test_swap_complex_parent_child_structure", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, 0, 1);
    const parents = [
      [100n, acct(4)],
      [200n, acct(5)],
    ] as const;
    const children = [
      [300n, acct(6)],
      [400n, acct(7)],
    ] as const;
    ParentKeys.set(ctx, OLD, ROOT, parents);
    ChildKeys.set(ctx, OLD, ROOT, children);
    ChildKeys.set(ctx, acct(4), ROOT, [
      [100n, OLD],
      [500n, acct(8)],
    ]);
    ChildKeys.set(ctx, acct(5), ROOT, [
      [200n, OLD],
      [600n, acct(9)],
    ]);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([ParentKeys.get(ctx, OLD, ROOT), ParentKeys.get(ctx, NEW, ROOT)]).toEqual([[], parents]);
    expect([ChildKeys.get(ctx, OLD, ROOT), ChildKeys.get(ctx, NEW, ROOT)]).toEqual([[], children]);
    expect(ChildKeys.get(ctx, acct(4), ROOT)).toEqual(
      expect.arrayContaining([
        [500n, acct(8)],
        [100n, NEW],
      ]),
    );
    expect(ChildKeys.get(ctx, acct(5), ROOT)).toEqual(
      expect.arrayContaining([
        [600n, acct(9)],
        [200n, NEW],
      ]),
    );
  });

  test("test_swap_parent_hotkey_childkey_maps", () => {
    const ctx = newTestExt(1);
    const [parent, coldkey, child, other, newParent] = [acct(1), acct(2), acct(3), acct(4), acct(5)];
    addNetwork(ctx, ONE, 1);
    createAccountIfNonExistent(ctx, { hotkey: parent, coldkey });
    setChildrenOf(ctx, coldkey, parent, ONE, [[ALL, child]]);
    skipChildrenLimit(ctx);
    scheduleChildrenOf(ctx, coldkey, parent, ONE, [[ALL, other]]);
    expect(ParentKeys.get(ctx, child, ONE)).toEqual([[ALL, parent]]);
    expect(ChildKeys.get(ctx, parent, ONE)).toEqual([[ALL, child]]);
    const pending = PendingChildKeys.get(ctx, ONE, parent);
    expect(pending[0]).toEqual([[ALL, other]]);
    swapEverywhere(ctx, parent, newParent, coldkey);
    expect(ParentKeys.get(ctx, child, ONE)).toEqual([[ALL, newParent]]);
    expect(ChildKeys.get(ctx, newParent, ONE)).toEqual([[ALL, child]]);
    expect(PendingChildKeys.get(ctx, ONE, newParent)).toEqual(pending);
  });

  test("test_swap_child_hotkey_childkey_maps", () => {
    const ctx = newTestExt(1);
    const [parent, coldkey, child, newChild] = [acct(1), acct(2), acct(3), acct(4)];
    addNetwork(ctx, ONE, 1);
    for (const hotkey of [child, parent]) createAccountIfNonExistent(ctx, { hotkey, coldkey });
    setChildrenOf(ctx, coldkey, parent, ONE, [[ALL, child]]);
    skipChildrenLimit(ctx);
    scheduleChildrenOf(ctx, coldkey, parent, ONE, [[ALL, child]]);
    expect(ParentKeys.get(ctx, child, ONE)).toEqual([[ALL, parent]]);
    expect(ChildKeys.get(ctx, parent, ONE)).toEqual([[ALL, child]]);
    const [children, block] = PendingChildKeys.get(ctx, ONE, parent);
    expect(children).toEqual([[ALL, child]]);
    swapEverywhere(ctx, child, newChild, coldkey);
    expect(ParentKeys.get(ctx, newChild, ONE)).toEqual([[ALL, parent]]);
    expect(ChildKeys.get(ctx, parent, ONE)).toEqual([[ALL, newChild]]);
    expect(PendingChildKeys.get(ctx, ONE, parent)).toEqual([[[ALL, newChild]], block]);
  });

  test("test_swap_hotkey_is_sn_owner_hotkey", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, OLD, COLD);
    expect(subnets.read.SubnetOwnerHotkey.get(ctx, netuid)).toBe(OLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect(subnets.read.SubnetOwnerHotkey.get(ctx, netuid)).toBe(NEW);
  });

  test("test_swap_hotkey_swap_rate_limits", () => {
    const ctx = newTestExt(1);
    addDynamicNetwork(ctx, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_000_000n);
    setLastTxBlock(ctx, OLD, 123n);
    setLastTxBlockDelegateTake(ctx, OLD, 4567n);
    setLastTxBlockChildkey(ctx, OLD, 8910n);
    swapHotkey(ctx, COLD, OLD, NEW);
    expect([lastTxBlock, lastTxBlockDelegateTake, lastTxBlockChildkeyTake].map((of) => of(ctx, NEW))).toEqual([
      123n,
      4567n,
      8910n,
    ]);
  });

  test("test_swap_parent_hotkey_self_loops_in_pending", () => {
    const ctx = newTestExt(1);
    const [parent, coldkey, child, other] = [acct(1), acct(2), acct(3), acct(4)];
    addNetwork(ctx, ONE, 1);
    createAccountIfNonExistent(ctx, { hotkey: parent, coldkey });
    setChildrenOf(ctx, coldkey, parent, ONE, [[ALL, child]]);
    skipChildrenLimit(ctx);
    scheduleChildrenOf(ctx, coldkey, parent, ONE, [[ALL, other]]);
    expect(ParentKeys.get(ctx, child, ONE)).toEqual([[ALL, parent]]);
    expect(ChildKeys.get(ctx, parent, ONE)).toEqual([[ALL, child]]);
    expect(PendingChildKeys.get(ctx, ONE, parent)[0]).toEqual([[ALL, other]]);
    expect(outcomeOf(() => swapEverywhere(ctx, parent, other, coldkey))).toBe("InvalidChild");
  });

  test("test_swap_auto_stake_destination_coldkeys", () => {
    const ctx = newTestExt(1);
    const coldkeys = [acct(4), acct(5), COLD];
    addNetwork(ctx, TWO, 1);
    AutoStakeDestinationColdkeys.set(ctx, OLD, TWO, coldkeys);
    AutoStakeDestination.set(ctx, COLD, TWO, OLD);
    swapEverywhere(ctx, OLD, NEW, COLD);
    expect([OLD, NEW].map((hotkey) => AutoStakeDestinationColdkeys.get(ctx, hotkey, TWO))).toEqual([[], coldkeys]);
    expect(AutoStakeDestination.get(ctx, COLD, TWO)).toBe(NEW);
  });

  test("ghsa_2026_011_subnet_swap_interval_bypassed_by_all_subnets_path", () => {
    const ctx = newTestExt(1);
    const [second, contrast, third] = [acct(2), acct(6), acct(7)];
    addNetwork(ctx, ONE, 13);
    registerOkNeuron(ctx, ONE, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_000_000n);
    stepBlock(ctx, 20);
    const block = BigInt(ctx.block.number);
    expect(LastHotkeySwapOnNetuid.get(ctx, ONE, COLD)).toBe(0n);
    swapHotkey(ctx, COLD, OLD, second, ONE);
    expect(LastHotkeySwapOnNetuid.get(ctx, ONE, COLD)).toBe(block);
    expect(swapHotkeyOutcome(ctx, COLD, second, contrast, ONE)).toBe("HotKeySwapOnSubnetIntervalNotPassed");
    expect([second, contrast].map((hotkey) => isHotkeyRegisteredOnSpecificNetwork(ctx, ONE, hotkey))).toEqual([
      true,
      false,
    ]);
    expect(swapHotkeyOutcome(ctx, COLD, second, third)).toBe("HotKeySwapOnSubnetIntervalNotPassed");
    expect([Owner.get(ctx, second), Owner.has(ctx, third), LastHotkeySwapOnNetuid.get(ctx, ONE, COLD)]).toEqual([
      COLD,
      false,
      block,
    ]);
    stepBlock(ctx, INTERVAL + 1);
    swapHotkey(ctx, COLD, second, third);
    expect([Owner.get(ctx, third), Owner.has(ctx, second), LastHotkeySwapOnNetuid.get(ctx, ONE, COLD)]).toEqual([
      COLD,
      false,
      block + 16n,
    ]);
  });

  test("ghsa_2026_011_all_subnets_swap_covers_parent_key_subnets_not_child_side", () => {
    const ctx = newTestExt(1);
    const [child, foreign] = [acct(8), acct(9)];
    const [member, parent, childOnly] = [netUid(1), netUid(2), netUid(3)];
    for (const netuid of [member, parent, childOnly]) addNetwork(ctx, netuid, 13);
    registerOkNeuron(ctx, member, OLD, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_000_000n);
    ChildKeys.set(ctx, OLD, parent, [[ALL, child]]);
    ParentKeys.set(ctx, OLD, childOnly, [[ALL, foreign]]);
    expect([parent, childOnly].map((netuid) => IsNetworkMember.get(ctx, OLD, netuid))).toEqual([false, false]);
    stepBlock(ctx, 20);
    swapHotkey(ctx, COLD, OLD, NEW);
    expect(ChildKeys.get(ctx, NEW, parent)).toEqual([[ALL, child]]);
    expect(ParentKeys.get(ctx, NEW, childOnly)).toEqual([[ALL, foreign]]);
    expect([member, parent, childOnly].map((netuid) => LastHotkeySwapOnNetuid.get(ctx, netuid, COLD))).toEqual([
      21n,
      21n,
      0n,
    ]);
  });

  test("ghsa_2026_014_childkey_take_not_migrated_on_hotkey_swap", () => {
    const ctx = newTestExt(1);
    const [coldkey, newHotkey] = [acct(2), acct(5)];
    addNetwork(ctx, ONE, 1);
    createAccountIfNonExistent(ctx, { hotkey: OLD, coldkey });
    ChildkeyTake.set(ctx, OLD, ONE, 5000);
    Delegates.set(ctx, OLD, 100);
    swapEverywhere(ctx, OLD, newHotkey, coldkey);
    expect([Delegates.has(ctx, OLD), Delegates.get(ctx, newHotkey)]).toEqual([false, 100]);
    expect([
      ChildkeyTake.has(ctx, OLD, ONE),
      ChildkeyTake.get(ctx, OLD, ONE),
      ChildkeyTake.get(ctx, newHotkey, ONE),
    ]).toEqual([false, 0, 5000]);
  });
});
