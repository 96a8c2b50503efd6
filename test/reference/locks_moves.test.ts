// The reference's tests of locks (pallets/subtensor/src/tests/locks.rs): locks that follow stake, owners and conviction,
// exchanged keys, and what takes locks away. Its scenarios, values and tolerances.

import { describe, expect, test } from "vitest";
import { runCoinbase } from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { mintTao } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { swapColdkey } from "../../runtime/pallets/subtensor/flows/key_swaps/swap_coldkey.ts";
import { dissolveNetwork } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/dissolve_network.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import {
  addLockingColdkey,
  autoLockOwnerCut,
  changeSubnetOwnerIfNeeded,
  conviction,
  currentLocked,
  hotkeyConviction,
  insertLockState,
  ONE_YEAR,
  setPerpetualLock,
  subnetKing,
  swapColdkeyLocks,
  swapHotkeyLocks,
  totalColdkeyAlphaOnSubnet,
  totalConviction,
} from "../../runtime/pallets/subtensor/locks/lock.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { replaceNeuron, uidForNetAndHotkey } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { addStake } from "../../runtime/pallets/subtensor/staking/add_stake.ts";
import {
  clearSmallNominationIfRequired,
  createAccountIfNonExistent,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { removeStake } from "../../runtime/pallets/subtensor/staking/remove_stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, type NetUidStorageIndex, netUid } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { stakeOf, swapEverywhere } from "../chain/hotkey_swap.ts";
import {
  convince,
  deepReserves,
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
  whole,
} from "../chain/locks.ts";
import {
  acct,
  directCall,
  type MockContext,
  newTestExt,
  outcomeOf,
  root,
  setBlock,
  signed,
  stepBlock,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  registerOkNeuron,
  setupReserves,
  stepEpochs,
} from "../chain/mock_subtensor.ts";
import { noopOf, noopOutcome } from "../chain/noop.ts";
import { expectWithin } from "../chain/within.ts";

const [COLD, HOT] = [acct(1), acct(2)];
const { DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, HotkeyLock, Lock, LockingColdkeys, OwnerLock } =
  locks.storage;
const { NetworkRegisteredAt, SubnetOwner, SubnetOwnerHotkey } = subnets.storage;
const ZERO = U64F64.ZERO;
const float = (value: U64F64): number => U64F64.toFloat(value);
function staked(block = 1, coldkey = COLD, hotkey = HOT): { ctx: MockContext; netuid: NetUid } {
  const ctx = newTestExt(block);
  return { ctx, netuid: subnetWithStake(ctx, coldkey, hotkey) };
}
const total = (ctx: MockContext, netuid: NetUid, coldkey = COLD): bigint =>
  totalColdkeyAlphaOnSubnet(ctx, netuid, coldkey);
const locksOf = (ctx: MockContext, coldkey: AccountId, netuid: NetUid) =>
  Array.from(Lock.entries(ctx, coldkey, netuid), ([[, , hotkey], state]) => [hotkey, ...massOf(state)!]);
const accept = (ctx: MockContext, coldkey: AccountId, enabled: boolean) =>
  directCall(ctx, signed(coldkey), "set_reject_locked_alpha", { enabled: !enabled });

describe("locks.rs: stake that moves", () => {
  test("test_move_stake_same_coldkey_same_subnet_allowed", () => {
    const { ctx, netuid } = staked();
    createAccountIfNonExistent(ctx, { hotkey: acct(3), coldkey: COLD });
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid));
    const alpha_amount = stakeOf(ctx, HOT, COLD, netuid) / 2n;
    const move = {
      origin_hotkey: HOT,
      destination_hotkey: acct(3),
      origin_netuid: netuid,
      destination_netuid: netuid,
      alpha_amount,
    };
    expect(outcomeOf(() => directCall(ctx, signed(COLD), "move_stake", move))).toBeUndefined();
  });

  test("test_move_stake_cross_subnet_blocked_by_lock", () => {
    const { ctx, netuid } = staked();
    const other = addDynamicNetwork(ctx, acct(2002), acct(2001));
    deepReserves(ctx, other);
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid));
    pass(ctx, 1);
    const move = {
      origin_hotkey: HOT,
      destination_hotkey: HOT,
      origin_netuid: netuid,
      destination_netuid: other,
      alpha_amount: stakeOf(ctx, HOT, COLD, netuid),
    };
    expect(noopOutcome(ctx, signed(COLD), "move_stake", move)).toBe("StakeUnavailable");
  });

  const RECEIVER = acct(5);
  const transfer = (netuid: NetUid, alpha_amount: bigint) => ({
    destination_coldkey: RECEIVER,
    hotkey: HOT,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount,
  });
  test("test_do_transfer_stake_same_subnet_transfers_lock_to_destination_coldkey", () => {
    const { ctx, netuid } = staked();
    DecayingLock.set(ctx, RECEIVER, netuid, false);
    accept(ctx, RECEIVER, true);
    const all = total(ctx, netuid);
    lock(ctx, netuid, COLD, HOT, all / 2n);
    const [own, sum] = [Lock.get(ctx, COLD, netuid, HOT)!, HotkeyLock.get(ctx, netuid, HOT)!];
    pass(ctx, 1);
    directCall(ctx, signed(COLD), "transfer_stake", transfer(netuid, all));
    const expected = rolledNow(ctx, own, false, true);
    expect(Lock.get(ctx, COLD, netuid, HOT)).toBeUndefined();
    const received = Lock.get(ctx, RECEIVER, netuid, HOT)!;
    expect(received.locked_mass).toBe(expected.locked_mass);
    expect(received.conviction > ZERO && received.conviction <= expected.conviction).toBe(true);
    expect(HotkeyLock.get(ctx, netuid, HOT)!.locked_mass).toBe(rolledNow(ctx, sum, false, true).locked_mass);
  });

  test("test_do_transfer_stake_rejects_locked_alpha_to_flagged_destination", () => {
    const { ctx, netuid } = staked();
    const all = total(ctx, netuid);
    lock(ctx, netuid, COLD, HOT, all / 2n);
    accept(ctx, RECEIVER, false);
    expect(noopOutcome(ctx, signed(COLD), "transfer_stake", transfer(netuid, all))).toBe("AccountRejectsLockedAlpha");
    expect([locksOf(ctx, COLD, netuid), locksOf(ctx, RECEIVER, netuid)]).toEqual([[[HOT, all / 2n, ZERO]], []]);
    expect([total(ctx, netuid), total(ctx, netuid, RECEIVER)]).toEqual([all, 0n]);
  });

  test("test_do_transfer_stake_allows_unlocked_alpha_to_flagged_destination", () => {
    const { ctx, netuid } = staked();
    const half = total(ctx, netuid) / 2n;
    lock(ctx, netuid, COLD, HOT, half);
    accept(ctx, RECEIVER, false);
    directCall(ctx, signed(COLD), "transfer_stake", transfer(netuid, half / 2n));
    expect([Lock.get(ctx, RECEIVER, netuid, HOT), total(ctx, netuid, RECEIVER)]).toEqual([undefined, half / 2n]);
  });

  test("test_transfer_stake_cross_coldkey_allowed_partial", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid) / 2n);
    const before = Lock.get(ctx, COLD, netuid, HOT)!;
    pass(ctx, 1);
    directCall(ctx, signed(COLD), "transfer_stake", transfer(netuid, stakeOf(ctx, HOT, COLD, netuid) / 4n));
    expect(Lock.get(ctx, COLD, netuid, HOT)!.locked_mass).toBe(rolled(ctx, before, 2, false, true).locked_mass);
    expect(Lock.get(ctx, RECEIVER, netuid, HOT)).toBeUndefined();
  });

  test("test_moving_lock", () => {
    const { ctx, netuid } = staked();
    createAccountIfNonExistent(ctx, { hotkey: acct(3), coldkey: COLD });
    lock(ctx, netuid, COLD, HOT, 5000n);
    convince(ctx, netuid, COLD, HOT, 1234n);
    directCall(ctx, signed(COLD), "move_lock", { destination_hotkey: acct(3), netuid });
    for (const state of [Lock.get(ctx, COLD, netuid, acct(3)), HotkeyLock.get(ctx, netuid, acct(3))])
      expect(massOf(state)).toEqual([5000n, whole(1234)]);
    expect(HotkeyLock.get(ctx, netuid, HOT)).toBeUndefined();
  });

  test("test_moving_lock_to_subnet_owner_hotkey_gets_owner_conviction_for_non_owner_coldkey", () => {
    const { ctx, netuid } = staked();
    const owner = SubnetOwnerHotkey.get(ctx, netuid);
    lock(ctx, netuid, COLD, HOT, 5000n);
    directCall(ctx, signed(COLD), "move_lock", { destination_hotkey: owner, netuid });
    for (const state of [Lock.get(ctx, COLD, netuid, owner), OwnerLock.get(ctx, netuid)])
      expect(massOf(state)).toEqual([5000n, whole(5000)]);
    expect(HotkeyLock.get(ctx, netuid, owner)).toBeUndefined();
  });

  test.each([
    ["test_moving_partial_lock", acct(2), 0],
    ["test_moving_partial_lock_same_owners", acct(1), 1000],
  ])("%s", (_, destinationOwner, kept) => {
    const [one, two, origin, destination] = [acct(1), acct(2), acct(3), acct(4)];
    const { ctx, netuid } = staked(1, one, origin);
    createAccountIfNonExistent(ctx, { hotkey: destination, coldkey: destinationOwner });
    stakeInto(ctx, netuid, origin, two, 50_000_000_000n, STAKE);
    DecayingLock.set(ctx, two, netuid, false);
    for (const who of [one, two]) lock(ctx, netuid, who, origin, 5000n);
    for (const who of [one, two]) convince(ctx, netuid, who, origin, 1000n, 2000n);
    directCall(ctx, signed(one), "move_lock", { destination_hotkey: destination, netuid });
    expect([Lock.get(ctx, one, netuid, destination), Lock.get(ctx, two, netuid, origin)].map(massOf)).toEqual([
      [5000n, whole(kept)],
      [5000n, whole(1000)],
    ]);
    expect([destination, origin].map((hotkey) => massOf(HotkeyLock.get(ctx, netuid, hotkey)))).toEqual([
      [5000n, whole(kept)],
      [5000n, whole(1000)],
    ]);
  });
});

describe("locks.rs: conviction and owners", () => {
  test("test_hotkey_conviction_single_locker", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    expect(hotkeyConviction(ctx, netuid, HOT)).toBe(ZERO);
    pass(ctx, 1000);
    expect(hotkeyConviction(ctx, netuid, HOT)).toBeGreaterThan(ZERO);
  });

  test("test_hotkey_conviction_multiple_lockers", () => {
    const { ctx, netuid } = staked();
    const two = acct(5);
    stakeInto(ctx, netuid, HOT, two, 50_000_000_000n, STAKE);
    lock(ctx, netuid, COLD, HOT, 3000n);
    lock(ctx, netuid, two, HOT, 2000n);
    pass(ctx, 500);
    const sum = conviction(ctx, netuid, COLD) + conviction(ctx, netuid, two);
    expectWithin(float(hotkeyConviction(ctx, netuid, HOT)), float(U64F64.fromBits(sum)), 1);
  });

  /** The owner, 1001 with 1002, has stake too. */
  function withOwner() {
    const { ctx, netuid } = staked();
    const [coldkey, hotkey] = [acct(1001), acct(1002)];
    stakeInto(ctx, netuid, hotkey, coldkey, STAKE);
    lock(ctx, netuid, coldkey, hotkey, 10_000n);
    lock(ctx, netuid, COLD, HOT, 20_000n);
    setPerpetualLock(ctx, netuid, coldkey, true);
    return { ctx, netuid, coldkey, hotkey };
  }
  test("test_mixed_perpetual_owner_and_decaying_non_owner_locks_roll_forward", () => {
    const { ctx, netuid } = withOwner();
    pass(ctx, settings.read.UnlockRate.get(ctx));
    expect(massOf(rolledNow(ctx, OwnerLock.get(ctx, netuid)!, true, true))).toEqual([10_000n, whole(10_000)]);
    const staker = rolledNow(ctx, HotkeyLock.get(ctx, netuid, HOT)!, false, false);
    expect(staker.locked_mass).toBeLessThan(20_000n);
    expect(staker.conviction).toBeGreaterThan(ZERO);
  });

  test("test_total_conviction_equals_sum_of_participating_aggregate_convictions", () => {
    const { ctx, netuid, hotkey } = withOwner();
    pass(ctx, 1000);
    const expected = U64F64.saturatingAdd(hotkeyConviction(ctx, netuid, hotkey), hotkeyConviction(ctx, netuid, HOT));
    expectWithin(float(totalConviction(ctx, netuid)), float(expected), 1);
  });

  test("test_total_conviction_equals_sum_of_individual_lock_convictions_for_many_lockers", () => {
    const { ctx, netuid } = staked();
    const lockers: (readonly [AccountId, AccountId])[] = [[COLD, HOT]];
    for (let i = 1; i < 10; i++) {
      const [coldkey, hotkey] = [acct(10 + i), acct(100 + (i % 3))];
      stakeInto(ctx, netuid, hotkey, coldkey, 50_000_000_000n, STAKE);
      lockers.push([coldkey, hotkey]);
    }
    lockers.forEach(([coldkey, hotkey], i) => void lock(ctx, netuid, coldkey, hotkey, 1000n + BigInt(i)));
    pass(ctx, 1000);
    let sum = ZERO;
    for (const [[coldkey, on, hotkey], state] of Lock.entries(ctx))
      if (on === netuid)
        sum = U64F64.saturatingAdd(sum, rolledIndividual(ctx, netuid, coldkey, hotkey, state, 1001).conviction);
    expectWithin(float(totalConviction(ctx, netuid)), float(sum), 1);
  });

  test("test_subnet_king_single_hotkey", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    pass(ctx, 100);
    expect(subnetKing(ctx, netuid)).toBe(HOT);
  });

  test("test_subnet_king_highest_conviction_wins", () => {
    const { ctx, netuid } = staked();
    stakeInto(ctx, netuid, acct(3), acct(5), 50_000_000_000n, STAKE);
    lock(ctx, netuid, COLD, HOT, 8000n);
    lock(ctx, netuid, acct(5), acct(3), 2000n);
    pass(ctx, 500);
    expect(subnetKing(ctx, netuid)).toBe(HOT);
  });

  test("test_subnet_king_no_locks", () => {
    expect(subnetKing(newTestExt(1), netUid(99))).toBeUndefined();
  });

  /** A year later, with a king who is not the owner. */
  const NOW = ONE_YEAR + 1n;
  const [KINGS, KING] = [acct(5), acct(6)];
  function withKing(mass = 1000n) {
    const { ctx, netuid } = staked();
    makeOwner(ctx, netuid, COLD, HOT);
    createAccountIfNonExistent(ctx, { hotkey: KING, coldkey: KINGS });
    setBlock(ctx, Number(NOW));
    NetworkRegisteredAt.set(ctx, netuid, 1n);
    pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(10_000n));
    Lock.set(ctx, KINGS, netuid, KING, lockOf(mass, mass, NOW));
    HotkeyLock.set(ctx, netuid, KING, lockOf(mass, mass, NOW));
    return { ctx, netuid };
  }
  const ownersOf = (ctx: MockContext, netuid: NetUid) => [
    SubnetOwner.get(ctx, netuid),
    SubnetOwnerHotkey.get(ctx, netuid),
  ];
  test("test_change_subnet_owner_if_needed_reassigns_to_subnet_king", () => {
    const { ctx, netuid } = withKing();
    changeSubnetOwnerIfNeeded(ctx, netuid);
    expect(ownersOf(ctx, netuid)).toEqual([KINGS, KING]);
    expect([Lock.get(ctx, KINGS, netuid, KING)?.conviction, OwnerLock.get(ctx, netuid)?.conviction]).toEqual([
      whole(1000),
      whole(1000),
    ]);
  });

  test("test_run_coinbase_reassigns_subnet_owner_by_conviction_on_epoch", () => {
    const { ctx, netuid } = withKing();
    tempo.storage.Tempo.set(ctx, netuid, 1);
    tempo.storage.LastEpochBlock.set(ctx, netuid, NOW - 1n);
    tempo.storage.PendingEpochAt.set(ctx, netuid, 0n);
    expect(ownersOf(ctx, netuid)).toEqual([COLD, HOT]);
    runCoinbase(ctx, mintTao(ctx, rao(0n)));
    expect(ownersOf(ctx, netuid)).toEqual([KINGS, KING]);
    expect(tempo.read.LastEpochBlock.get(ctx, netuid)).toBe(NOW);
  });

  test("test_change_subnet_owner_rebuilds_old_owner_hotkey_by_lock_mode", () => {
    const { ctx, netuid } = withKing();
    const [perpetual, decaying] = [acct(3), acct(4)];
    registerOkNeuron(ctx, netuid, KING, KINGS);
    pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(10_000n));
    DecayingLock.set(ctx, perpetual, netuid, false);
    Lock.set(ctx, perpetual, netuid, HOT, lockOf(400n, 400n, NOW));
    Lock.set(ctx, decaying, netuid, HOT, lockOf(300n, 300n, NOW));
    OwnerLock.set(ctx, netuid, lockOf(400n, 400n, NOW));
    DecayingOwnerLock.set(ctx, netuid, lockOf(300n, 300n, NOW));
    changeSubnetOwnerIfNeeded(ctx, netuid);
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(KING);
    expect(
      [HotkeyLock.get(ctx, netuid, HOT), DecayingHotkeyLock.get(ctx, netuid, HOT), OwnerLock.get(ctx, netuid)].map(
        (state) => state?.locked_mass,
      ),
    ).toEqual([400n, 300n, 1000n]);
  });

  test("test_change_subnet_owner_if_needed_does_not_reassign_when_required_condition_is_missing", () => {
    const unchanged = (outstanding: bigint, registeredAt: bigint, owners: bigint, kings: bigint) => {
      const { ctx, netuid } = staked();
      createAccountIfNonExistent(ctx, { hotkey: KING, coldkey: KINGS });
      const now = ONE_YEAR + 10n;
      setBlock(ctx, Number(now));
      NetworkRegisteredAt.set(ctx, netuid, registeredAt);
      pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(outstanding));
      HotkeyLock.set(ctx, netuid, acct(1002), lockOf(1000n, owners, now));
      HotkeyLock.set(ctx, netuid, KING, lockOf(1000n, kings, now));
      changeSubnetOwnerIfNeeded(ctx, netuid);
      expect(ownersOf(ctx, netuid)).toEqual([acct(1001), acct(1002)]);
    };
    unchanged(30_000n, 1n, 500n, 1000n);
    unchanged(20_000n, ONE_YEAR, 500n, 1000n);
    unchanged(20_000n, 1n, 2000n, 1000n);
  });

  test("test_epoch_distribution_auto_locks_owner_cut", () => {
    const ctx = newTestExt(1);
    const [ownerCold, owner, validatorCold, validator, miner] = [acct(1001), acct(1002), acct(1), acct(2), acct(6)];
    const netuid = addDynamicNetwork(ctx, owner, ownerCold);
    tempo.storage.Tempo.set(ctx, netuid, 10);
    settings.storage.CKBurn.set(ctx, 0n);
    setupReserves(ctx, netuid, STAKE * 10_000n, STAKE * 10_000n);
    registerOkNeuron(ctx, netuid, validator, validatorCold);
    registerOkNeuron(ctx, netuid, miner, acct(5));
    addBalanceToColdkeyAccount(ctx, validatorCold, STAKE + 1n);
    addStake(ctx, netuid, { hotkey: validator, coldkey: validatorCold }, rao(STAKE));
    parameters.storage.WeightsSetRateLimit.set(ctx, netuid, 0n);
    parameters.storage.MaxAllowedValidators.set(ctx, netuid, 1);
    stepBlock(ctx, 10);
    settings.storage.SubnetOwnerCut.set(ctx, 6553);
    parameters.storage.OwnerCutAutoLockEnabled.set(ctx, netuid, true);
    const [ownerUid, validatorUid, minerUid] = [owner, validator, miner].map((hotkey) =>
      uidForNetAndHotkey(ctx, netuid, hotkey),
    ) as [number, number, number];
    const main = netuid as number as NetUidStorageIndex;
    validatorWeights.storage.Weights.set(ctx, main, validatorUid, [[minerUid, 0xffff]]);
    for (const uid of [ownerUid, validatorUid, minerUid])
      registration.storage.BlockAtRegistration.set(ctx, netuid, uid, 1n);
    const count = Math.max(ownerUid, validatorUid, minerUid) + 1;
    validatorWeights.storage.LastUpdate.set(
      ctx,
      main,
      Array.from({ length: count }, () => 2n),
    );
    parameters.storage.Kappa.set(ctx, netuid, 13_107);
    parameters.storage.ActivityCutoff.set(ctx, netuid, 65_535);
    epoch.storage.ValidatorPermit.set(
      ctx,
      netuid,
      Array.from({ length: count }, (_, uid) => uid === validatorUid),
    );
    const before = stakeOf(ctx, owner, ownerCold, netuid);
    expect(locksOf(ctx, ownerCold, netuid)).toEqual([]);
    stepEpochs(ctx, 1, netuid);
    const cut = stakeOf(ctx, owner, ownerCold, netuid) - before;
    expect(cut).toBeGreaterThan(0n);
    expect(Lock.get(ctx, ownerCold, netuid, owner)?.locked_mass).toBe(cut);
  });

  test("test_auto_lock_owner_cut_is_disabled_by_default_and_can_be_enabled", () => {
    const [coldkey, hotkey] = [acct(1001), acct(1002)];
    const { ctx, netuid } = staked(1, coldkey, hotkey);
    expect(parameters.read.OwnerCutAutoLockEnabled.get(ctx, netuid)).toBe(false);
    autoLockOwnerCut(ctx, netuid, alpha(10_000_000n));
    expect(locksOf(ctx, coldkey, netuid)).toEqual([]);
    parameters.storage.OwnerCutAutoLockEnabled.set(ctx, netuid, true);
    autoLockOwnerCut(ctx, netuid, alpha(10_000_000n));
    expect(Lock.get(ctx, coldkey, netuid, hotkey)?.locked_mass).toBe(10_000_000n);
  });
});

describe("locks.rs: exchanged keys", () => {
  test("test_swap_hotkey_locks_moves_owner_hotkey_aggregate_to_owner_lock", () => {
    const { ctx, netuid } = staked();
    const [next, locking] = [acct(3), acct(4)];
    makeOwner(ctx, netuid, COLD, HOT);
    createAccountIfNonExistent(ctx, { hotkey: next, coldkey: COLD });
    Lock.set(ctx, locking, netuid, HOT, lockOf(500n, 500n, 1n));
    addLockingColdkey(ctx, netuid, { hotkey: HOT, coldkey: locking });
    OwnerLock.set(ctx, netuid, lockOf(500n, 500n, 1n));
    swapHotkeyLocks(ctx, { oldHotkey: HOT, newHotkey: next });
    expect([HOT, next].map((hotkey) => Lock.has(ctx, locking, netuid, hotkey))).toEqual([false, true]);
    expect([
      HotkeyLock.get(ctx, netuid, next),
      DecayingHotkeyLock.get(ctx, netuid, next),
      OwnerLock.get(ctx, netuid)?.locked_mass,
    ]).toEqual([undefined, undefined, 500n]);
    expect([HOT, next].map((hotkey) => LockingColdkeys.has(ctx, netuid, hotkey, locking))).toEqual([false, true]);
  });

  const NEW = acct(10);
  test("test_coldkey_swap_swaps_lock", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    accept(ctx, NEW, true);
    swapColdkey(ctx, { oldColdkey: COLD, newColdkey: NEW });
    expect([locksOf(ctx, COLD, netuid), DecayingLock.has(ctx, COLD, netuid)]).toEqual([[], false]);
    expect([Lock.has(ctx, NEW, netuid, HOT), DecayingLock.get(ctx, NEW, netuid)]).toEqual([true, false]);
    expect([HotkeyLock.has(ctx, netuid, HOT), DecayingHotkeyLock.has(ctx, netuid, HOT)]).toEqual([true, false]);
  });

  test("test_coldkey_swap_lock_blocks_unstake", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, total(ctx, netuid));
    accept(ctx, NEW, true);
    swapColdkey(ctx, { oldColdkey: COLD, newColdkey: NEW });
    pass(ctx, 1);
    const all = stakeOf(ctx, HOT, NEW, netuid);
    expect(all).toBeGreaterThan(0n);
    expect(noopOf(ctx, () => removeStake(ctx, netuid, { hotkey: HOT, coldkey: NEW }, alpha(all)))).toBe(
      "StakeUnavailable",
    );
  });

  const ONE = netUid(1);
  const put = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, mass: bigint, conviction: bigint) =>
    insertLockState(ctx, ONE, { hotkey, coldkey }, lockOf(mass, conviction, BigInt(ctx.block.number)));
  const swapLocks = (ctx: MockContext) => swapColdkeyLocks(ctx, { oldColdkey: COLD, newColdkey: NEW });
  test("test_coldkey_swap_allows_destination_conviction_only_lock", () => {
    const ctx = newTestExt(1);
    const other = acct(20);
    put(ctx, COLD, HOT, 0n, 777n);
    DecayingLock.set(ctx, COLD, ONE, false);
    put(ctx, NEW, other, 0n, 111n);
    swapLocks(ctx);
    expect([locksOf(ctx, COLD, ONE), locksOf(ctx, NEW, ONE).length, Lock.has(ctx, NEW, ONE, other)]).toEqual([
      [],
      2,
      true,
    ]);
    expect(massOf(Lock.get(ctx, NEW, ONE, HOT))).toEqual([0n, whole(777)]);
    expect([DecayingLock.get(ctx, COLD, ONE), DecayingLock.get(ctx, NEW, ONE)]).toEqual([undefined, false]);
  });

  test("test_coldkey_swap_rejects_destination_lock", () => {
    const ctx = newTestExt(1);
    const other = acct(20);
    put(ctx, COLD, HOT, 7000n, 77n);
    put(ctx, NEW, other, 999n, 11n);
    expect(noopOf(ctx, () => swapLocks(ctx))).toBe("ActiveLockExists");
    expect([locksOf(ctx, COLD, ONE), locksOf(ctx, NEW, ONE)]).toEqual([
      [[HOT, 7000n, whole(77)]],
      [[other, 999n, whole(11)]],
    ]);
  });

  test("test_coldkey_swap_rejects_locked_alpha_to_flagged_destination", () => {
    const ctx = newTestExt(1);
    put(ctx, COLD, HOT, 7000n, 77n);
    DecayingLock.set(ctx, COLD, ONE, false);
    accept(ctx, NEW, false);
    expect(noopOf(ctx, () => swapLocks(ctx))).toBe("AccountRejectsLockedAlpha");
    expect([locksOf(ctx, COLD, ONE), locksOf(ctx, NEW, ONE)]).toEqual([[[HOT, 7000n, whole(77)]], []]);
    expect([DecayingLock.get(ctx, COLD, ONE), DecayingLock.get(ctx, NEW, ONE)]).toEqual([false, undefined]);
  });

  test("test_failed_coldkey_swap_extrinsic_rolls_back_state_changes", () => {
    const { ctx, netuid } = staked();
    const next = acct(3);
    const before = stakeOf(ctx, HOT, COLD, netuid);
    expect(before).not.toBe(0n);
    insertLockState(ctx, netuid, { hotkey: acct(4), coldkey: next }, lockOf(1000n, 0n, 1n));
    expect(noopOutcome(ctx, root, "swap_coldkey", { old_coldkey: COLD, new_coldkey: next, swap_cost: 0n })).toBe(
      "ActiveLockExists",
    );
    expect([COLD, next].map((who) => stakeOf(ctx, HOT, who, netuid))).toEqual([before, 0n]);
  });

  test("test_hotkey_swap_swaps_locks_and_convictions", () => {
    const { ctx, netuid } = staked();
    const next = acct(20);
    for (const hotkey of [HOT, next]) keys.storage.Owner.set(ctx, hotkey, COLD);
    lock(ctx, netuid, COLD, HOT, 5000n);
    expect([...LockingColdkeys.keysOf(ctx, netuid, HOT)]).toEqual([[netuid, HOT, COLD]]);
    convince(ctx, netuid, COLD, HOT, 1234n);
    swapEverywhere(ctx, HOT, next, COLD);
    for (const state of [Lock.get(ctx, COLD, netuid, next)!, HotkeyLock.get(ctx, netuid, next)!]) {
      expect(state.locked_mass).toBe(5000n);
      expect(state.conviction).toBeGreaterThan(ZERO);
    }
    expect([HOT, next].map((hotkey) => LockingColdkeys.has(ctx, netuid, hotkey, COLD))).toEqual([false, true]);
    lock(ctx, netuid, COLD, next, 100n);
    expect(noopOf(ctx, () => lock(ctx, netuid, COLD, HOT, 100n))).toBe("HotKeyAccountNotExists");
  });

  const NEXT = acct(3);
  const expectMoved = (ctx: MockContext, netuid: NetUid) => {
    expect([Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)]).toEqual([undefined, undefined]);
    for (const state of [Lock.get(ctx, COLD, netuid, NEXT), HotkeyLock.get(ctx, netuid, NEXT)])
      expect(massOf(state)).toEqual([5000n, whole(1000)]);
    expect(hotkeyConviction(ctx, netuid, NEXT)).toBe(whole(1000));
  };
  const swapV2 = (ctx: MockContext, netuid: NetUid | undefined) =>
    directCall(ctx, signed(COLD), "swap_hotkey_v2", { hotkey: HOT, new_hotkey: NEXT, netuid, keep_stake: false });
  test.each([
    ["test_hotkey_swap_moves_lock_and_conviction_to_new_hotkey", 1],
    ["test_swap_hotkey_v2_on_subnet_moves_lock_and_conviction_to_new_hotkey", 100],
  ])("%s", (_, block) => {
    const { ctx, netuid } = staked(block);
    lock(ctx, netuid, COLD, HOT, 5000n);
    convince(ctx, netuid, COLD, HOT, 1000n);
    addBalanceToColdkeyAccount(ctx, COLD, block === 1 ? 1_000_001_000n : 1_000_000_000_000n);
    swapV2(ctx, block === 1 ? undefined : netuid);
    expectMoved(ctx, netuid);
  });

  test("test_swap_hotkey_v2_on_subnet_does_not_move_locks_on_other_subnets", () => {
    const ctx = newTestExt(100);
    const [swapped, untouched] = [subnetWithStake(ctx, COLD, HOT), subnetWithStake(ctx, COLD, HOT)];
    for (const netuid of [swapped, untouched]) {
      lock(ctx, netuid, COLD, HOT, 5000n);
      convince(ctx, netuid, COLD, HOT, 1000n);
    }
    addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_000_000n);
    swapV2(ctx, swapped);
    expectMoved(ctx, swapped);
    for (const state of [Lock.get(ctx, COLD, untouched, HOT), HotkeyLock.get(ctx, untouched, HOT)])
      expect(massOf(state)).toEqual([5000n, whole(1000)]);
    expect([Lock.get(ctx, COLD, untouched, NEXT), HotkeyLock.get(ctx, untouched, NEXT)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("locks.rs: what takes locks away, and what does not", () => {
  test("test_subnet_dissolution_orphans_locks", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    expect(Lock.has(ctx, COLD, netuid, HOT)).toBe(true);
    dissolveNetwork(ctx, netuid);
    expect(total(ctx, netuid)).toBe(0n);
    expect([Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)]).toEqual([undefined, undefined]);
  });

  test("test_subnet_dissolution_and_netuid_reuse", () => {
    const { ctx, netuid } = staked();
    lock(ctx, netuid, COLD, HOT, 5000n);
    dissolveNetwork(ctx, netuid);
    expect([Lock.get(ctx, COLD, netuid, HOT), HotkeyLock.get(ctx, netuid, HOT)]).toEqual([undefined, undefined]);
  });

  const NOMINATOR = acct(200);
  test("test_clear_small_nomination_checks_lock", () => {
    const hotkey = acct(101);
    const { ctx, netuid } = staked(1, acct(100), hotkey);
    stakeInto(ctx, netuid, hotkey, NOMINATOR, 50_000_000_000n, STAKE);
    expect(stakeOf(ctx, hotkey, NOMINATOR, netuid)).toBeGreaterThan(0n);
    lock(ctx, netuid, NOMINATOR, hotkey, total(ctx, netuid, NOMINATOR));
    settings.storage.NominatorMinRequiredStake.set(ctx, U64_MAX);
    clearSmallNominationIfRequired(ctx, netuid, { hotkey, coldkey: NOMINATOR });
    expect(stakeOf(ctx, hotkey, NOMINATOR, netuid)).toBe(0n);
    expect([locksOf(ctx, NOMINATOR, netuid), HotkeyLock.get(ctx, netuid, hotkey)]).toEqual([[], undefined]);
  });

  test("test_clear_small_nomination_reduces_only_tiny_amount_from_lock_state", () => {
    const [large, tiny] = [acct(101), acct(103)];
    const { ctx, netuid } = staked(1, acct(100), large);
    createAccountIfNonExistent(ctx, { hotkey: tiny, coldkey: acct(102) });
    stakeInto(ctx, netuid, large, NOMINATOR, 50_000_000_000n, 50_001_000_000n);
    stakeInto(ctx, netuid, tiny, NOMINATOR, 1_000_000n, 0n);
    DecayingLock.set(ctx, NOMINATOR, netuid, false);
    const [largeAlpha, tinyAlpha, all] = [
      stakeOf(ctx, large, NOMINATOR, netuid),
      stakeOf(ctx, tiny, NOMINATOR, netuid),
      total(ctx, netuid, NOMINATOR),
    ];
    expect(largeAlpha).toBeGreaterThan(tinyAlpha);
    lock(ctx, netuid, NOMINATOR, large, all);
    const before = tinyAlpha + 2000n;
    Lock.set(ctx, NOMINATOR, netuid, large, lockOf(all, before, 1n));
    HotkeyLock.set(ctx, netuid, large, lockOf(all, before, 1n));
    settings.storage.NominatorMinRequiredStake.set(ctx, U64_MAX);
    clearSmallNominationIfRequired(ctx, netuid, { hotkey: tiny, coldkey: NOMINATOR });
    expect([large, tiny].map((hotkey) => stakeOf(ctx, hotkey, NOMINATOR, netuid))).toEqual([largeAlpha, 0n]);
    const expected = Number(before) * (1 - Number(tinyAlpha) / Number(all));
    for (const state of [Lock.get(ctx, NOMINATOR, netuid, large)!, HotkeyLock.get(ctx, netuid, large)!]) {
      expect(state.locked_mass).toBe(all - tinyAlpha);
      expectWithin(float(state.conviction), expected, expected / 1_000_000);
    }
  });

  test("test_neuron_replacement_does_not_affect_lock", () => {
    const { ctx, netuid } = staked();
    registerOkNeuron(ctx, netuid, HOT, COLD);
    lock(ctx, netuid, COLD, HOT, 5000n);
    setPerpetualLock(ctx, netuid, COLD, false);
    const look = () => [total(ctx, netuid), currentLocked(ctx, netuid, COLD)];
    const before = look();
    replaceNeuron(ctx, netuid, uidForNetAndHotkey(ctx, netuid, HOT), acct(99), 1n);
    expect(look()).toEqual(before);
    expect([Lock.has(ctx, COLD, netuid, HOT), DecayingHotkeyLock.has(ctx, netuid, HOT)]).toEqual([true, true]);
  });
});
