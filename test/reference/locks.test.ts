// The reference's tests of locks (pallets/subtensor/src/tests/locks.rs): locking, decay, what may be unstaked. Its scenarios,
// values and tolerances; moves and owners stand in locks_moves.test.ts.

import { describe, expect, test } from "vitest";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { expDecay } from "../../runtime/pallets/subtensor/locks/exp_decay.ts";
import {
  accountRejectsLockedAlpha,
  availableToUnstake,
  coldkeyLock,
  conviction,
  currentLocked,
  forceReduceLock,
  hotkeyConviction,
  setPerpetualLock,
  totalColdkeyAlphaOnSubnet,
} from "../../runtime/pallets/subtensor/locks/lock.ts";
import { isZeroLock } from "../../runtime/pallets/subtensor/locks/rolling.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { removeStake } from "../../runtime/pallets/subtensor/staking/remove_stake.ts";
import { increaseStakeForHotkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { allSubnetNetuids } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { stakeAvailabilityForColdkeys } from "../../runtime/pallets/subtensor/views/stake_info.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { stakeOf } from "../chain/hotkey_swap.ts";
import {
  lock,
  lockOf,
  makeOwner,
  massOf,
  pass,
  rolled,
  rolledIndividual,
  rolledNow,
  STAKE,
  stakeInto,
  subnetWithStake,
  sumsOf,
  whole,
} from "../chain/locks.ts";
import { acct, callOf, directCall, lastEvent, type MockContext, newTestExt, outcomeOf, signed } from "../chain/mock.ts";
import { addDynamicNetwork, setupReserves } from "../chain/mock_subtensor.ts";
import { noopOf } from "../chain/noop.ts";
import { expectWithin } from "../chain/within.ts";

const [COLD, HOT] = [acct(1), acct(2)];
const {
  AccountFlags,
  DecayingHotkeyLock,
  DecayingLock,
  DecayingOwnerLock,
  HotkeyLock,
  Lock,
  LockingColdkeys,
  OwnerLock,
} = locks.storage;
const { MaturityRate, UnlockRate } = settings.storage;
const { SubnetOwnerHotkey } = subnets.read;
const ZERO = U64F64.ZERO;
const now = (ctx: MockContext): bigint => BigInt(ctx.block.number);
/** COLD has staked with HOT; its locks are perpetual. */
function staked(): { ctx: MockContext; netuid: NetUid } {
  const ctx = newTestExt(1);
  return { ctx, netuid: subnetWithStake(ctx, COLD, HOT) };
}
const total = (ctx: MockContext, netuid: NetUid): bigint => totalColdkeyAlphaOnSubnet(ctx, netuid, COLD);
const float = (value: U64F64): number => U64F64.toFloat(value);
const lockNoop = (ctx: MockContext, netuid: NetUid, hotkey: typeof HOT, amount: bigint) =>
  noopOf(ctx, () => lock(ctx, netuid, COLD, hotkey, amount));

describe("locks.rs: locking", () => {
  test("test_account_flags_default_to_zero_and_reject_locked_alpha_setter_pays_fee", () => {
    const ctx = newTestExt(1);
    const look = () => [AccountFlags.get(ctx, COLD), AccountFlags.has(ctx, COLD), accountRejectsLockedAlpha(ctx, COLD)];
    expect(look()).toEqual([0n, false, true]);
    expect(ctx.dispatchInfo(callOf("SubtensorModule", "set_reject_locked_alpha", { enabled: true })).pays).toBe("Yes");
    directCall(ctx, signed(COLD), "set_reject_locked_alpha", { enabled: false });
    expect(look()).toEqual([1n, true, false]);
    directCall(ctx, signed(COLD), "set_reject_locked_alpha", { enabled: true });
    expect(look()).toEqual([0n, false, true]);
  });

  test("test_lock_stake_creates_new_lock", () => {
    const { ctx, netuid } = staked();
    const half = stakeOf(ctx, HOT, COLD, netuid) / 2n;
    lock(ctx, netuid, COLD, HOT, half);
    expect(Lock.get(ctx, COLD, netuid, HOT)).toEqual(lockOf(half, 0n, 1n));
    expect(HotkeyLock.get(ctx, netuid, HOT)?.locked_mass).toBe(half);
  });

  test("test_lock_stake_defaults_to_decaying_lock", () => {
    const { ctx, netuid } = staked();
    DecayingLock.delete(ctx, COLD, netuid);
    lock(ctx, netuid, COLD, HOT, 5000n);
    expect([
      DecayingLock.get(ctx, COLD, netuid),
      HotkeyLock.get(ctx, netuid, HOT),
      DecayingHotkeyLock.get(ctx, netuid, HOT)?.locked_mass,
    ]).toEqual([undefined, undefined, 5000n]);
  });

  test("test_lock_stake_by_subnet_owner_coldkey_gets_immediate_conviction", () => {
    const ctx = newTestExt(1);
    const netuid = subnetWithStake(ctx, COLD, HOT, 300_000_000_000n);
    makeOwner(ctx, netuid, COLD, HOT);
    lock(ctx, netuid, COLD, HOT, 5000n);
    for (const state of [Lock.get(ctx, COLD, netuid, HOT), OwnerLock.get(ctx, netuid)])
      expect(massOf(state)).toEqual([5000n, whole(5000)]);
  });

  test("test_lock_to_subnet_owner_hotkey_gets_immediate_conviction_for_non_owner_coldkey", () => {
    const ctx = newTestExt(1);
    const netuid = subnetWithStake(ctx, COLD, HOT, 300_000_000_000n);
    const owner = SubnetOwnerHotkey.get(ctx, netuid);
    lock(ctx, netuid, COLD, owner, 5000n);
    for (const state of [Lock.get(ctx, COLD, netuid, owner), OwnerLock.get(ctx, netuid)])
      expect(massOf(state)).toEqual([5000n, whole(5000)]);
    expect(HotkeyLock.get(ctx, netuid, owner)).toBeUndefined();
  });

  test("test_decaying_lock_to_subnet_owner_hotkey_keeps_decaying_mass", () => {
    const ctx = newTestExt(1);
    const netuid = subnetWithStake(ctx, COLD, HOT, 300_000_000_000n);
    const owner = SubnetOwnerHotkey.get(ctx, netuid);
    setPerpetualLock(ctx, netuid, COLD, false);
    lock(ctx, netuid, COLD, owner, 5000n);
    pass(ctx, 1000);
    const after = rolledIndividual(ctx, netuid, COLD, owner, Lock.get(ctx, COLD, netuid, owner)!, 1001);
    expect(after.locked_mass).toBeLessThan(5000n);
    expect(after.conviction).toBe(whole(after.locked_mass as bigint));
    expect(hotkeyConviction(ctx, netuid, owner)).toBe(after.conviction);
    expect([OwnerLock.has(ctx, netuid), DecayingOwnerLock.has(ctx, netuid)]).toEqual([false, true]);
  });

  test("test_lock_by_subnet_owner_coldkey_to_non_owner_hotkey_matures_normally", () => {
    const ctx = newTestExt(1);
    const netuid = subnetWithStake(ctx, COLD, HOT, 300_000_000_000n);
    createAccountIfNonExistent(ctx, { hotkey: acct(3), coldkey: COLD });
    makeOwner(ctx, netuid, COLD, acct(3));
    lock(ctx, netuid, COLD, HOT, 5000n);
    for (const state of [Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)])
      expect(massOf(state)).toEqual([5000n, ZERO]);
    expect(OwnerLock.get(ctx, netuid)).toBeUndefined();
  });

  test("test_lock_stake_topup_by_subnet_owner_coldkey_gets_immediate_conviction", () => {
    const { ctx, netuid } = staked();
    makeOwner(ctx, netuid, COLD, HOT);
    lock(ctx, netuid, COLD, HOT, 5000n);
    lock(ctx, netuid, COLD, HOT, 7000n);
    for (const state of [Lock.get(ctx, COLD, netuid, HOT), OwnerLock.get(ctx, netuid)])
      expect(massOf(state)).toEqual([12_000n, whole(12_000)]);
  });

  test("test_set_perpetual_lock_toggles_owner_lock_decay", () => {
    const { ctx, netuid } = staked();
    makeOwner(ctx, netuid, COLD, HOT);
    lock(ctx, netuid, COLD, HOT, 5000n);
    directCall(ctx, signed(COLD), "set_perpetual_lock", { netuid, enabled: true });
    pass(ctx, 100);
    expect(currentLocked(ctx, netuid, COLD)).toBe(5000n);
    directCall(ctx, signed(COLD), "set_perpetual_lock", { netuid, enabled: false });
    pass(ctx, 100);
    expect(currentLocked(ctx, netuid, COLD)).toBeLessThan(5000n);
  });

  test("test_set_perpetual_lock_is_per_coldkey_and_rolls_lock_at_boundary", () => {
    const ctx = newTestExt(1);
    const netuid = subnetWithStake(ctx, COLD, HOT, 300_000_000_000n);
    const tenth = UnlockRate.get(ctx) / 10n;
    const turn = (enabled: boolean) => directCall(ctx, signed(COLD), "set_perpetual_lock", { netuid, enabled });
    lock(ctx, netuid, COLD, HOT, 5000n);
    turn(false);
    pass(ctx, tenth);
    turn(true);
    const atBoundary = currentLocked(ctx, netuid, COLD);
    expect(atBoundary).toBeLessThan(5000n);
    pass(ctx, tenth);
    expect(currentLocked(ctx, netuid, COLD)).toBe(atBoundary);
    turn(false);
    pass(ctx, tenth);
    expect(currentLocked(ctx, netuid, COLD)).toBeLessThan(atBoundary);
  });

  test("test_mixed_perpetual_and_decaying_non_owner_locks_same_hotkey_update_aggregates", () => {
    const { ctx, netuid } = staked();
    const decaying = acct(3);
    stakeInto(ctx, netuid, HOT, decaying, STAKE);
    for (const who of [COLD, decaying]) lock(ctx, netuid, who, HOT, 10_000n);
    setPerpetualLock(ctx, netuid, decaying, false);
    pass(ctx, 1000);
    const own = (who: typeof COLD) => rolledIndividual(ctx, netuid, who, HOT, Lock.get(ctx, who, netuid, HOT)!, 1001);
    const sums = sumsOf(ctx, netuid, HOT);
    const [perpetualSum, decayingSum] = [
      rolledNow(ctx, sums.perpetual!, false, true),
      rolledNow(ctx, sums.decaying!, false, false),
    ];
    expect([own(COLD).locked_mass, perpetualSum.locked_mass]).toEqual([10_000n, 10_000n]);
    expect(own(decaying).locked_mass).toBeLessThan(10_000n);
    expect(decayingSum.locked_mass).toBe(own(decaying).locked_mass);
    expect(hotkeyConviction(ctx, netuid, HOT)).toBe(
      U64F64.saturatingAdd(perpetualSum.conviction, decayingSum.conviction),
    );
  });

  test("test_lock_stake_emits_event", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 1000n);
    expect(lastEvent(ctx)).toMatchObject({ name: "StakeLocked", data: [COLD, HOT, netuid, 1000n] });
  });

  test("test_lock_stake_full_amount", () => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    expect(all).not.toBe(0n);
    lock(ctx, netuid, COLD, HOT, all);
    expect(Lock.get(ctx, COLD, netuid, HOT)?.locked_mass).toBe(all);
  });

  test("test_lock_stake_topup", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 1000n);
    pass(ctx, 100);
    lock(ctx, netuid, COLD, HOT, 500n);
    const state = Lock.get(ctx, COLD, netuid, HOT)!;
    expect(state.locked_mass > 1490n && state.locked_mass < 1501n).toBe(true);
    expect(state.conviction).toBeGreaterThan(ZERO);
    expect(state.last_update).toBe(101n);
    expect(HotkeyLock.get(ctx, netuid, HOT)!.locked_mass).toBe(state.locked_mass);
    expect(HotkeyLock.get(ctx, netuid, HOT)!.conviction).toBeGreaterThan(ZERO);
  });

  test("test_lock_stake_topup_multiple_times", () => {
    const { ctx, netuid } = staked();
    for (const wait of [50, 50, 0]) {
      lock(ctx, netuid, COLD, HOT, 500n);
      pass(ctx, wait);
    }
    const state = Lock.get(ctx, COLD, netuid, HOT)!;
    expect(state.locked_mass > 1490n && state.locked_mass <= 1500n).toBe(true);
    expect(state.conviction).toBeGreaterThan(ZERO);
    expect(HotkeyLock.get(ctx, netuid, HOT)!.locked_mass).toBe(state.locked_mass);
    expect(HotkeyLock.get(ctx, netuid, HOT)!.conviction).toBeGreaterThan(ZERO);
  });

  test("test_lock_stake_topup_same_block", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 1000n);
    lock(ctx, netuid, COLD, HOT, 500n);
    for (const state of [Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)])
      expect(massOf(state)).toEqual([1500n, ZERO]);
  });

  test("test_locking_coldkeys_added_once_by_lock_stake", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 100n);
    lock(ctx, netuid, COLD, HOT, 50n);
    expect([...LockingColdkeys.keysOf(ctx, netuid, HOT)]).toEqual([[netuid, HOT, COLD]]);
  });

  test("test_locking_coldkeys_removed_when_lock_is_fully_reduced", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 100n);
    expect(LockingColdkeys.has(ctx, netuid, HOT, COLD)).toBe(true);
    forceReduceLock(ctx, netuid, COLD, alpha(100n));
    expect([Lock.get(ctx, COLD, netuid, HOT), LockingColdkeys.has(ctx, netuid, HOT, COLD)]).toEqual([undefined, false]);
  });

  test("test_lock_stake_zero_amount", () => {
    const { ctx, netuid } = staked();
    expect(lockNoop(ctx, netuid, HOT, 0n)).toBe("AmountTooLow");
  });

  test("test_lock_stake_exceeds_total_alpha", () => {
    const { ctx, netuid } = staked();
    expect(lockNoop(ctx, netuid, HOT, total(ctx, netuid) + 1n)).toBe("InsufficientStakeForLock");
  });

  test("test_lock_stake_wrong_hotkey", () => {
    const { ctx, netuid } = staked();
    createAccountIfNonExistent(ctx, { hotkey: acct(3), coldkey: COLD });
    lock(ctx, netuid, COLD, HOT, 1000n);
    expect(lockNoop(ctx, netuid, acct(3), 500n)).toBe("LockHotkeyMismatch");
  });

  test("test_lock_stake_topup_exceeds_total", () => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    lock(ctx, netuid, COLD, HOT, (all * 8n) / 10n);
    expect(lockNoop(ctx, netuid, HOT, (all * 3n) / 10n)).toBe("InsufficientStakeForLock");
  });

  test("test_lock_stake_extrinsic", () => {
    const { ctx, netuid } = staked();
    directCall(ctx, signed(COLD), "lock_stake", { hotkey: HOT, netuid, amount: 5000n });
    for (const state of [Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)])
      expect(massOf(state)).toEqual([5000n, ZERO]);
  });

  test("test_lock_on_multiple_subnets", () => {
    const { ctx, netuid } = staked();
    const [other, third] = [addDynamicNetwork(ctx, acct(2002), acct(2001)), acct(3)];
    setupReserves(ctx, other, STAKE * 1_000_000n, STAKE * 10_000_000n);
    stakeInto(ctx, other, third, COLD, STAKE);
    DecayingLock.set(ctx, COLD, other, false);
    lock(ctx, netuid, COLD, HOT, 1000n);
    lock(ctx, other, COLD, third, 2000n);
    expect([Lock.get(ctx, COLD, netuid, HOT)?.locked_mass, Lock.get(ctx, COLD, other, third)?.locked_mass]).toEqual([
      1000n,
      2000n,
    ]);
    expect([HotkeyLock.get(ctx, netuid, HOT)?.locked_mass, HotkeyLock.get(ctx, other, third)?.locked_mass]).toEqual([
      1000n,
      2000n,
    ]);
  });
});

describe("locks.rs: what is locked and what may be unstaked", () => {
  test.each([
    ["test_get_current_locked_no_lock", currentLocked, 0n],
    ["test_get_conviction_no_lock", conviction, ZERO],
    ["test_get_coldkey_lock_no_lock", coldkeyLock, undefined],
  ])("%s", (_, of, nothing) => {
    expect(of(newTestExt(1), netUid(1), COLD)).toBe(nothing);
  });

  test("test_get_coldkey_lock_rolls_forward", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    const first = coldkeyLock(ctx, netuid, COLD)!;
    expect(first.conviction).toBe(ZERO);
    pass(ctx, 1000);
    const later = coldkeyLock(ctx, netuid, COLD)!;
    expect([later.locked_mass, later.last_update]).toEqual([first.locked_mass, 1001n]);
    expect(later.conviction).toBeGreaterThan(first.conviction);
  });

  test("test_available_to_unstake_no_lock", () => {
    const { ctx, netuid } = staked();
    expect(availableToUnstake(ctx, netuid, COLD)).toBe(total(ctx, netuid));
  });

  test("test_available_to_unstake_with_lock", () => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    lock(ctx, netuid, COLD, HOT, all / 2n);
    expect(availableToUnstake(ctx, netuid, COLD)).toBe(all - all / 2n);
  });

  test("test_available_to_unstake_fully_locked", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid));
    expect(availableToUnstake(ctx, netuid, COLD)).toBe(0n);
  });

  test("test_emissions_do_not_break_lock_invariant", () => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    lock(ctx, netuid, COLD, HOT, all);
    increaseStakeForHotkeyOnSubnet(ctx, netuid, HOT, alpha(10_000_000n));
    expect(total(ctx, netuid)).toBe(all + 10_000_000n);
    expect(total(ctx, netuid)).toBeGreaterThanOrEqual(currentLocked(ctx, netuid, COLD));
    expect(availableToUnstake(ctx, netuid, COLD)).toBe(10_000_000n);
  });

  const rows = (ctx: MockContext, coldkeys: readonly (typeof COLD)[], netuids?: readonly NetUid[]) =>
    stakeAvailabilityForColdkeys(ctx, coldkeys, netuids);
  test("test_stake_availability_for_coldkeys_empty_coldkeys", () => {
    expect(rows(newTestExt(1), [])).toEqual(new Map());
  });

  test("test_stake_availability_for_coldkeys_empty_netuids", () => {
    expect(rows(newTestExt(1), [COLD], [])).toEqual(new Map([[COLD, new Map()]]));
  });

  test("test_stake_availability_for_coldkeys_filters_empty_rows", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
    expect(rows(ctx, [COLD], [netuid])).toEqual(new Map([[COLD, new Map()]]));
  });

  test.each([
    ["test_stake_availability_for_coldkeys_stake_without_lock", (_: bigint) => 0n],
    ["test_stake_availability_for_coldkeys_partial_lock", (all: bigint) => all / 2n],
    ["test_stake_availability_for_coldkeys_fully_locked", (all: bigint) => all],
  ])("%s", (_, part) => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    const locked = part(all);
    if (locked !== 0n) lock(ctx, netuid, COLD, HOT, locked);
    expect(currentLocked(ctx, netuid, COLD)).toBe(locked);
    expect(rows(ctx, [COLD], [netuid])).toEqual(
      new Map([[COLD, new Map([[netuid, { total: all, locked, available: all - locked }]])]]),
    );
  });

  const keysOf = (found: ReturnType<typeof rows>) =>
    Array.from(found, ([coldkey, subnets]) => [coldkey, [...subnets.keys()]]);
  test("test_stake_availability_for_coldkeys_preserves_coldkey_grouping", () => {
    const ctx = newTestExt(1);
    const pairs = [
      [acct(1), acct(2)],
      [acct(3), acct(4)],
    ] as const;
    const netuids = pairs.map(([coldkey, hotkey]) => subnetWithStake(ctx, coldkey, hotkey));
    expect(keysOf(rows(ctx, [acct(1), acct(3)], netuids))).toEqual([
      [acct(1), [netuids[0]]],
      [acct(3), [netuids[1]]],
    ]);
  });

  test("test_stake_availability_for_coldkeys_none_netuids_uses_all_subnets", () => {
    const { ctx, netuid } = staked();
    const found = rows(ctx, [COLD]);
    expect([found.size, found.get(COLD)!.has(netuid)]).toEqual([1, true]);
  });

  const onTwo = () => {
    const ctx = newTestExt(1);
    return { ctx, netuids: [subnetWithStake(ctx, COLD, acct(2)), subnetWithStake(ctx, COLD, acct(3))] as const };
  };
  test("test_stake_availability_for_coldkeys_one_coldkey_two_subnets", () => {
    const { ctx, netuids } = onTwo();
    const row = (netuid: NetUid) =>
      [netuid, { total: total(ctx, netuid), locked: 0n, available: total(ctx, netuid) }] as const;
    expect(rows(ctx, [COLD], netuids)).toEqual(new Map([[COLD, new Map(netuids.map(row))]]));
  });

  test("test_stake_availability_for_coldkeys_filters_to_requested_netuid", () => {
    const { ctx, netuids } = onTwo();
    expect(keysOf(rows(ctx, [COLD], [netuids[1]]))).toEqual([[COLD, [netuids[1]]]]);
  });

  test("test_stake_availability_for_coldkeys_dedups_netuids", () => {
    const { ctx, netuid } = staked();
    expect(keysOf(rows(ctx, [COLD], [netuid, netuid]))).toEqual([[COLD, [netuid]]]);
  });

  test("test_stake_availability_for_coldkeys_skips_nonexistent_netuid", () => {
    const { ctx, netuid } = staked();
    expect(keysOf(rows(ctx, [COLD], [netUid(99)]))).toEqual([[COLD, []]]);
    addDynamicNetwork(ctx, acct(2002), acct(2001));
    expect(keysOf(rows(ctx, [COLD], [netuid, netUid(99)]))).toEqual([[COLD, [netuid]]]);
  });

  test("test_stake_availability_for_coldkeys_rejects_oversized_netuid_list", () => {
    const { ctx, netuid } = staked();
    const tooMany = Array.from({ length: allSubnetNetuids(ctx).length + 1 }, (_, i) => netUid(i));
    expect(keysOf(rows(ctx, [COLD], tooMany))).toEqual([[COLD, []]]);
    expect(keysOf(rows(ctx, [COLD], [netuid]))).toEqual([[COLD, [netuid]]]);
  });

  test("test_stake_availability_for_coldkeys_uses_rolled_forward_lock", () => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    DecayingLock.delete(ctx, COLD, netuid);
    lock(ctx, netuid, COLD, HOT, all / 2n);
    const raw = Lock.get(ctx, COLD, netuid, HOT)!.locked_mass;
    pass(ctx, 1000);
    const locked = currentLocked(ctx, netuid, COLD);
    expect(locked).toBeLessThan(raw);
    expect(rows(ctx, [COLD], [netuid]).get(COLD)!.get(netuid)).toMatchObject({ locked, available: all - locked });
  });

  const unstake = (ctx: MockContext, netuid: NetUid, amount: bigint, hotkey = HOT, coldkey = COLD) =>
    removeStake(ctx, netuid, { hotkey, coldkey }, alpha(amount));
  test("test_unstake_allowed_when_no_lock", () => {
    const { ctx, netuid } = staked();
    expect(outcomeOf(() => unstake(ctx, netuid, stakeOf(ctx, HOT, COLD, netuid)))).toBeUndefined();
  });

  test("test_unstake_allowed_up_to_available", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid) / 2n);
    pass(ctx, 1);
    expect(outcomeOf(() => unstake(ctx, netuid, stakeOf(ctx, HOT, COLD, netuid) / 2n))).toBeUndefined();
  });

  test("test_unstake_rolls_forward_existing_lock", () => {
    const { ctx, netuid } = staked();
    DecayingLock.delete(ctx, COLD, netuid);
    lock(ctx, netuid, COLD, HOT, 1_000_000_000n);
    pass(ctx, 100);
    const expected = rolled(ctx, lockOf(1_000_000_000n, 0n, 1n), 101, false, false);
    unstake(ctx, netuid, 1_000_000_000n);
    expect(Lock.get(ctx, COLD, netuid, HOT)).toEqual(expected);
    const sum = DecayingHotkeyLock.get(ctx, netuid, HOT)!;
    expect([sum.locked_mass, sum.last_update]).toEqual([expected.locked_mass, 101n]);
  });

  test("test_unstake_roll_forward_collects_decaying_lock_dust_from_hotkey_aggregate", () => {
    const ctx = newTestExt(1);
    const tao = 1_000_000_000_000n;
    const [one, two, hotkey, locked] = [acct(2001), acct(2002), acct(3001), acct(3002)];
    const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
    setupReserves(ctx, netuid, tao * 1_000n, tao * 10_000n);
    for (const own of [hotkey, locked]) createAccountIfNonExistent(ctx, { hotkey: own, coldkey: one });
    for (const coldkey of [one, two]) stakeInto(ctx, netuid, hotkey, coldkey, tao);
    lock(ctx, netuid, one, locked, 1_000_000_000n);
    lock(ctx, netuid, two, locked, 100n);
    const sum = () => DecayingHotkeyLock.get(ctx, netuid, locked)!.locked_mass;
    expect(sum()).toBe(1_000_000_100n);
    pass(ctx, 100);
    const large = rolled(ctx, lockOf(1_000_000_000n, 0n, 1n), 101, false, false);
    unstake(ctx, netuid, 1_000_000_000n, hotkey, one);
    expect(Lock.get(ctx, one, netuid, locked)).toEqual(large);
    expect(sum()).toBe(large.locked_mass + 100n);
    unstake(ctx, netuid, 1_000_000_000n, hotkey, two);
    expect(sum()).toBe(large.locked_mass);
  });

  test("test_unstake_blocked_by_lock", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid));
    pass(ctx, 1);
    expect(noopOf(ctx, () => unstake(ctx, netuid, stakeOf(ctx, HOT, COLD, netuid)))).toBe("StakeUnavailable");
  });

  test("test_unstake_one_subnet_does_not_affect_other", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    const other = addDynamicNetwork(ctx, acct(2002), acct(2001));
    setupReserves(ctx, other, STAKE * 1_000_000n, STAKE * 10_000_000n);
    stakeInto(ctx, other, HOT, COLD, STAKE);
    pass(ctx, 1);
    unstake(ctx, other, stakeOf(ctx, HOT, COLD, other));
    expect([Lock.get(ctx, COLD, netuid, HOT)?.locked_mass, HotkeyLock.get(ctx, netuid, HOT)?.locked_mass]).toEqual([
      5000n,
      5000n,
    ]);
  });

  test.each([
    ["test_recycle_alpha_checks_lock", "recycle_alpha"],
    ["test_burn_alpha_checks_lock", "burn_alpha"],
  ])("%s", (_, call) => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid));
    pass(ctx, 1);
    const all = stakeOf(ctx, HOT, COLD, netuid);
    expect(noopOf(ctx, () => unstake(ctx, netuid, all))).toBe("StakeUnavailable");
    expect(noopOf(ctx, () => directCall(ctx, signed(COLD), call, { hotkey: HOT, amount: all / 2n, netuid }))).toBe(
      "StakeUnavailable",
    );
    expect(total(ctx, netuid)).toBeGreaterThanOrEqual(currentLocked(ctx, netuid, COLD));
  });
});

describe("locks.rs: decay", () => {
  test("test_lock_state_is_zero_uses_dust_threshold", () => {
    expect([lockOf(99n, 99n), lockOf(100n, 99n), lockOf(99n, 100n)].map(isZeroLock)).toEqual([true, false, false]);
  });

  test("test_exp_decay_zero_dt", () => {
    expect(expDecay(0n, 216_000n)).toBe(whole(1));
  });

  test("test_exp_decay_zero_tau", () => {
    expect(expDecay(1000n, 0n)).toBe(ZERO);
  });

  test("test_exp_decay_one_tau", () => {
    expectWithin(float(expDecay(216_000n, 216_000n)), 0.36787944, 0.001);
  });

  test("test_exp_decay_clamps_large_dt_to_min_ratio", () => {
    const [clamped, oversized] = [expDecay(40n * 216_000n, 216_000n), expDecay(100n * 216_000n, 216_000n)];
    expectWithin(float(oversized), float(clamped), 0.000000001);
    expect(oversized).toBeGreaterThan(ZERO);
  });

  test("test_roll_forward_individual_lock_uses_lock_owner_and_decay_mode", () => {
    const { ctx, netuid } = staked();
    DecayingLock.delete(ctx, COLD, netuid);
    const state = lockOf(10_000n, 0n);
    expect(rolledIndividual(ctx, netuid, COLD, SubnetOwnerHotkey.get(ctx, netuid), state, 1000)).toEqual(
      rolled(ctx, state, 1000, true, false),
    );
  });

  // In the reference these two compare a test's helper with the function it calls; here the sums are what is compared.
  test.each([
    ["test_roll_forward_hotkey_lock_uses_perpetual_general_mode", true],
    ["test_roll_forward_decaying_hotkey_lock_uses_decaying_general_mode", false],
  ])("%s", (_, perpetual) => {
    const ctx = newTestExt(1000);
    const state = lockOf(10_000n, 0n);
    (perpetual ? HotkeyLock : DecayingHotkeyLock).set(ctx, netUid(1), HOT, state);
    expect(hotkeyConviction(ctx, netUid(1), HOT)).toBe(rolled(ctx, state, 1000, false, perpetual).conviction);
    expect(rolled(ctx, state, 1000, false, true).conviction).not.toBe(
      rolled(ctx, state, 1000, false, false).conviction,
    );
  });

  test("test_roll_forward_locked_mass_decays", () => {
    const ctx = newTestExt(1);
    const { locked_mass } = rolled(ctx, lockOf(10_000n, 0n), UnlockRate.get(ctx), false, false);
    expect(locked_mass > 0n && locked_mass < 10_000n).toBe(true);
  });

  test("test_roll_forward_conviction_uses_unequal_rate_closed_form", () => {
    const ctx = newTestExt(1);
    UnlockRate.set(ctx, 200_000n);
    MaturityRate.set(ctx, 240_000n);
    const difference = U64F64.saturatingSub(expDecay(10_000n, 240_000n), expDecay(10_000n, 200_000n));
    const gamma = U64F64.safeDiv(U64F64.saturatingMul(whole(200_000), difference), whole(40_000));
    const expected = U64F64.saturatingMul(whole(10_000), gamma);
    expectWithin(float(rolled(ctx, lockOf(10_000n, 0n), 10_000, false, false).conviction), float(expected), 0.0000001);
  });

  test("test_roll_forward_adjacent_large_rates_and_large_mass_match_f64_closed_form", () => {
    const ctx = newTestExt(1);
    const [unlock, maturity] = [1_142_108, 1_142_109];
    const mass = 21_000_000_000_000_000;
    UnlockRate.set(ctx, BigInt(unlock));
    MaturityRate.set(ctx, BigInt(maturity));
    const after = rolled(ctx, lockOf(BigInt(mass), 0n), unlock, false, false);
    const [x, z] = [Math.exp(-1), Math.exp(-unlock / maturity)];
    expectWithin(float(after.conviction), (mass * unlock * (x - z)) / (unlock - maturity), 50_000);
    expectWithin(Number(after.locked_mass), mass * x, 2000);
  });

  test("test_roll_forward_scales_linearly_with_locked_mass", () => {
    const ctx = newTestExt(1);
    const [base, double] = [10_000n, 20_000n].map((mass) => rolled(ctx, lockOf(mass, 0n), 25_000, false, false));
    expectWithin(double!.locked_mass, base!.locked_mass * 2n, 1);
    expectWithin(float(double!.conviction), float(base!.conviction) * 2, 0.0000001);
  });

  test("test_roll_forward_chunked_update_matches_single_update", () => {
    const ctx = newTestExt(1);
    const start = lockOf(1_000_000_000n, 0n);
    const once = rolled(ctx, start, 20_000, false, false);
    const twice = rolled(ctx, rolled(ctx, start, 10_000, false, false), 20_000, false, false);
    expectWithin(twice.locked_mass, once.locked_mass, 1);
    expectWithin(float(twice.conviction), float(once.conviction), 0.1);
  });

  test("test_roll_forward_conviction_stays_below_original_mass_for_one_shot_lock", () => {
    const ctx = newTestExt(1);
    for (const dt of [1000n, 10_000n, UnlockRate.get(ctx), MaturityRate.get(ctx), MaturityRate.get(ctx) * 5n])
      expect(rolled(ctx, lockOf(10_000n, 0n), dt, false, false).conviction).toBeLessThanOrEqual(whole(10_000));
  });

  test("test_roll_forward_decaying_conviction_peak_is_below_original_lock", () => {
    const ctx = newTestExt(1);
    UnlockRate.set(ctx, 200_000n);
    MaturityRate.set(ctx, 240_000n);
    const peak = Math.round(((200_000 * 240_000) / (200_000 - 240_000)) * Math.log(200_000 / 240_000));
    expect(rolled(ctx, lockOf(10_000n, 0n), peak, false, false).conviction).toBeLessThan(whole(10_000));
  });

  test("test_roll_forward_perpetual_mass_does_not_decay_and_conviction_matures", () => {
    const ctx = newTestExt(1);
    const after = rolled(ctx, lockOf(10_000n, 0n), MaturityRate.get(ctx), false, true);
    expect(after.locked_mass).toBe(10_000n);
    expect(after.conviction > ZERO && after.conviction < whole(10_000)).toBe(true);
  });

  test("test_roll_forward_perpetual_conviction_never_exceeds_lock", () => {
    const ctx = newTestExt(1);
    const rate = MaturityRate.get(ctx);
    for (const dt of [1n, 1000n, rate, rate * 10n, rate * 1000n]) {
      const after = rolled(ctx, lockOf(10_000n, 0n), dt, false, true);
      expect(after.locked_mass).toBe(10_000n);
      expect(after.conviction).toBeLessThanOrEqual(whole(10_000));
    }
  });

  test("test_roll_forward_conviction_converges_to_zero", () => {
    const ctx = newTestExt(1);
    const after = (dt: bigint) => rolled(ctx, lockOf(10_000n, 0n), dt, false, false).conviction;
    expect(after(0n)).toBe(ZERO);
    expect(after(100n)).toBeGreaterThan(ZERO);
    expect(after(1100n)).toBeGreaterThan(after(100n));
    expectWithin(float(after(MaturityRate.get(ctx) * 1000n)), 0, 0.0000001);
  });

  test("test_roll_forward_normalizes_dust_to_zero", () => {
    expect(rolled(newTestExt(1), lockOf(99n, 99n, 100n), 100, false, false)).toEqual(lockOf(0n, 0n, 100n));
  });

  test("test_roll_forward_no_change_when_now_equals_last_update", () => {
    expect(rolled(newTestExt(1), lockOf(5000n, 1234n, 100n), 100, false, false)).toEqual(lockOf(5000n, 1234n, 100n));
  });

  test("test_reduce_lock_removes_dust", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 50n);
    pass(ctx, UnlockRate.get(ctx) * 50n);
    forceReduceLock(ctx, netuid, COLD, alpha(50n));
    expect([Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)]).toEqual([undefined, undefined]);
  });

  test("test_reduce_lock_partial_reduction", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 1000n);
    Lock.set(ctx, COLD, netuid, HOT, lockOf(1000n, 1000n, now(ctx)));
    HotkeyLock.set(ctx, netuid, HOT, lockOf(1000n, 1000n, now(ctx)));
    forceReduceLock(ctx, netuid, COLD, alpha(400n));
    for (const state of [Lock.get(ctx, COLD, netuid, HOT)!, HotkeyLock.get(ctx, netuid, HOT)!]) {
      expect(state.locked_mass).toBe(600n);
      expectWithin(float(state.conviction), 600, 0.0000000001);
    }
  });

  test("test_reduce_lock_no_lock", () => {
    const ctx = newTestExt(1);
    forceReduceLock(ctx, netUid(1), COLD, alpha(100n));
    expect([...Lock.keysOf(ctx, COLD, netUid(1))]).toEqual([]);
  });

  test("test_reduce_lock_two_coldkeys", () => {
    const { ctx, netuid } = staked();
    const two = acct(3);
    stakeInto(ctx, netuid, HOT, two, STAKE);
    DecayingLock.set(ctx, two, netuid, false);
    for (const who of [COLD, two]) Lock.set(ctx, who, netuid, HOT, lockOf(0n, 1234n, now(ctx)));
    HotkeyLock.set(ctx, netuid, HOT, lockOf(0n, 2468n, now(ctx)));
    for (const who of [COLD, two]) lock(ctx, netuid, who, HOT, 50n);
    forceReduceLock(ctx, netuid, COLD, alpha(50n));
    expect([...Lock.keysOf(ctx, COLD, netuid)]).toEqual([]);
    expect(Lock.get(ctx, two, netuid, HOT)).toBeDefined();
    expect(massOf(HotkeyLock.get(ctx, netuid, HOT))).toEqual([50n, whole(1234)]);
  });

  test("test_force_reduce_lock_does_not_over_reduce_hotkey_lock", () => {
    const { ctx, netuid } = staked();
    const two = acct(3);
    Lock.set(ctx, COLD, netuid, HOT, lockOf(1000n, 1000n, 1n));
    Lock.set(ctx, two, netuid, HOT, lockOf(5000n, 2000n, 1n));
    HotkeyLock.set(ctx, netuid, HOT, lockOf(6000n, 3000n, 1n));
    forceReduceLock(ctx, netuid, COLD, alpha(2000n));
    expect([Lock.has(ctx, COLD, netuid, HOT), Lock.has(ctx, two, netuid, HOT)]).toEqual([false, true]);
    expect(massOf(HotkeyLock.get(ctx, netuid, HOT))).toEqual([5000n, whole(2000)]);
  });
});
