// The reference's tests of coldkey swaps (pallets/subtensor/src/tests/swap_coldkey.rs): its scenarios and values.

import { describe, expect, test } from "vitest";
import { coldkeyBalance, totalIssuance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { swapColdkey } from "../../runtime/pallets/subtensor/flows/key_swaps/swap_coldkey.ts";
import { identities } from "../../runtime/pallets/subtensor/identity/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { lockStake } from "../../runtime/pallets/subtensor/locks/lock.ts";
import { addStake as addStakeTo } from "../../runtime/pallets/subtensor/staking/add_stake.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import {
  createAccountIfNonExistent,
  totalStake,
  totalStakeForColdkey,
  totalStakeForHotkey,
} from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { bytesToHex, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { safeFloatToU64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { stakeOf } from "../chain/hotkey_swap.ts";
import {
  acct,
  directCall,
  lastEvent,
  type MockContext,
  newTestExt,
  none,
  root,
  setBlock,
  signed,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
  setupReserves,
} from "../chain/mock_subtensor.ts";
import { noopOutcome } from "../chain/noop.ts";
import { expectWithin } from "../chain/within.ts";

const [WHO, NEW, OTHER] = [acct(1), acct(2), acct(3)];
const [ONE, TWO, THREE] = [netUid(1), netUid(2), netUid(3)];
/** KeySwapCost, ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay and the existential deposit of the mock. */
const [COST, DELAY, REDELAY, DEPOSIT] = [1_000_000_000n, 50, 10, 1n];
const MIN_STAKE = 2_000_000n;
const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = keySwaps.storage;
const { IdentitiesV2 } = identities.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { Lock } = locks.storage;
const { AlphaV2, AutoStakeDestination, AutoStakeDestinationColdkeys, StakingHotkeys } = staking.storage;
const { SubnetOwner } = subnets.storage;

const hashOf = (coldkey: AccountId) => `0x${bytesToHex(blake2b256(AccountId.encode(coldkey)))}` as never;
const announcements = (ctx: MockContext) =>
  Array.from(ColdkeySwapAnnouncements.entries(ctx), ([[who], announced]) => [who, announced]);
const announce = (ctx: MockContext, who: AccountId, coldkey: AccountId) =>
  directCall(ctx, signed(who), "announce_coldkey_swap", { new_coldkey_hash: hashOf(coldkey) });
const announceNoop = (ctx: MockContext, origin: ReturnType<typeof signed>, coldkey: AccountId) =>
  noopOutcome(ctx, origin, "announce_coldkey_swap", { new_coldkey_hash: hashOf(coldkey) });
const swapAnnouncedNoop = (ctx: MockContext, origin: ReturnType<typeof signed>, new_coldkey: AccountId) =>
  noopOutcome(ctx, origin, "swap_coldkey_announced", { new_coldkey });
const addStake = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, netuid: NetUid, amount: bigint) =>
  addStakeTo(ctx, netuid, { hotkey, coldkey }, rao(amount));
/** Pays for an announcement and makes it. */
function announced(ctx: MockContext, who: AccountId, coldkey: AccountId): void {
  addBalanceToColdkeyAccount(ctx, who, DEPOSIT + COST);
  announce(ctx, who, coldkey);
}
const swap = (ctx: MockContext, oldColdkey: AccountId, newColdkey: AccountId) =>
  swapColdkey(ctx, { oldColdkey, newColdkey });

const NO_IDENTITY = {
  name: new Uint8Array(),
  url: new Uint8Array(),
  github_repo: new Uint8Array(),
  image: new Uint8Array(),
  discord: new Uint8Array(),
  description: new Uint8Array(),
  additional: new Uint8Array(),
};
const HOTKEYS = [acct(1001), acct(1002), acct(1003)] as const;
const PLACES = [ONE, TWO, ONE] as const;
/** `comprehensive_setup`: WHO owns two subnets and stakes with three hotkeys. */
function comprehensive(ctx: MockContext, remaining: bigint) {
  const stakes = [MIN_STAKE * 10n, MIN_STAKE * 20n, MIN_STAKE * 30n] as const;
  for (const netuid of [ONE, TWO]) addNetwork(ctx, netuid, 1);
  for (const netuid of [ONE, TWO]) SubnetOwner.set(ctx, netuid, WHO);
  setupReserves(ctx, ONE, (stakes[0] + stakes[2]) * 10n, (stakes[0] + stakes[2]) * 10n);
  setupReserves(ctx, TWO, stakes[1] * 10n, stakes[1] * 10n);
  AutoStakeDestination.set(ctx, WHO, ONE, HOTKEYS[0]);
  AutoStakeDestination.set(ctx, WHO, TWO, HOTKEYS[1]);
  AutoStakeDestinationColdkeys.set(ctx, HOTKEYS[0], ONE, [WHO, acct(3), acct(4)]);
  AutoStakeDestinationColdkeys.set(ctx, HOTKEYS[1], TWO, [acct(7), acct(8), WHO]);
  HOTKEYS.forEach((hotkey, i) => void registerOkNeuron(ctx, PLACES[i]!, hotkey, WHO));
  expect([StakingHotkeys.get(ctx, WHO), OwnedHotkeys.get(ctx, WHO)]).toEqual([HOTKEYS, HOTKEYS]);
  expect(HOTKEYS.map((hotkey) => Owner.get(ctx, hotkey))).toEqual([WHO, WHO, WHO]);
  const required = stakes[0] + stakes[1] + stakes[2] + remaining;
  const free = coldkeyBalance(ctx, WHO);
  if (free < required) addBalanceToColdkeyAccount(ctx, WHO, required - free);
  HOTKEYS.forEach((hotkey, i) => void addStake(ctx, WHO, hotkey, PLACES[i]!, stakes[i]!));
  IdentitiesV2.set(ctx, WHO, NO_IDENTITY);
  return {
    alphas: HOTKEYS.map((hotkey, i) => stakeOf(ctx, hotkey, WHO, PLACES[i]!)),
    staked: totalStakeForColdkey(ctx, WHO),
    balance: coldkeyBalance(ctx, WHO),
    total: totalStake(ctx),
  };
}
/** `comprehensive_checks`: all of it is NEW's now. */
function expectSwapped(ctx: MockContext, before: ReturnType<typeof comprehensive>, cost: bigint): void {
  expect(ColdkeySwapAnnouncements.has(ctx, WHO)).toBe(false);
  expect(before.balance - cost).toBe(coldkeyBalance(ctx, WHO) + DEPOSIT);
  expect([IdentitiesV2.get(ctx, WHO), IdentitiesV2.get(ctx, NEW)]).toEqual([undefined, NO_IDENTITY]);
  expect([ONE, TWO].map((netuid) => SubnetOwner.get(ctx, netuid))).toEqual([NEW, NEW]);
  expect([ONE, TWO].map((netuid) => AutoStakeDestination.get(ctx, WHO, netuid))).toEqual([undefined, undefined]);
  expect([ONE, TWO].map((netuid) => AutoStakeDestination.get(ctx, NEW, netuid))).toEqual([HOTKEYS[0], HOTKEYS[1]]);
  expect(AutoStakeDestinationColdkeys.get(ctx, HOTKEYS[0], ONE)).toEqual([acct(3), acct(4), NEW]);
  expect(AutoStakeDestinationColdkeys.get(ctx, HOTKEYS[1], TWO)).toEqual([acct(7), acct(8), NEW]);
  expect(HOTKEYS.map((hotkey, i) => stakeOf(ctx, hotkey, WHO, PLACES[i]!))).toEqual([0n, 0n, 0n]);
  expect(HOTKEYS.map((hotkey, i) => stakeOf(ctx, hotkey, NEW, PLACES[i]!))).toEqual(before.alphas);
  expect([totalStakeForColdkey(ctx, WHO), totalStakeForColdkey(ctx, NEW)]).toEqual([0n, before.staked]);
  expect([StakingHotkeys.get(ctx, WHO), [...StakingHotkeys.get(ctx, NEW)].sort()]).toEqual([[], [...HOTKEYS].sort()]);
  expect([OwnedHotkeys.get(ctx, WHO), OwnedHotkeys.get(ctx, NEW)]).toEqual([[], HOTKEYS]);
  expect(HOTKEYS.map((hotkey) => Owner.get(ctx, hotkey))).toEqual([NEW, NEW, NEW]);
  expect([coldkeyBalance(ctx, WHO), coldkeyBalance(ctx, NEW)]).toEqual([0n, DEPOSIT]);
  expect(totalStake(ctx)).toBe(before.total);
  expect(lastEvent(ctx)).toMatchObject({ name: "ColdkeySwapped", data: [WHO, NEW] });
}

describe("swap_coldkey.rs", () => {
  test("test_announce_coldkey_swap_works", () => {
    const ctx = newTestExt(1);
    expect(announcements(ctx)).toEqual([]);
    addBalanceToColdkeyAccount(ctx, WHO, COST + DEPOSIT);
    expect(coldkeyBalance(ctx, WHO)).toBe(COST + DEPOSIT);
    announce(ctx, WHO, NEW);
    expect(announcements(ctx)).toEqual([[WHO, [1 + DELAY, hashOf(NEW)]]]);
    expect(coldkeyBalance(ctx, WHO)).toBe(DEPOSIT);
    expect(lastEvent(ctx)).toMatchObject({ name: "ColdkeySwapAnnounced", data: [WHO, hashOf(NEW)] });
  });

  test("test_announce_coldkey_swap_with_existing_announcement_past_delay_works", () => {
    const ctx = newTestExt(1);
    addBalanceToColdkeyAccount(ctx, WHO, COST * 2n);
    announce(ctx, WHO, NEW);
    expect(announcements(ctx)).toEqual([[WHO, [51, hashOf(NEW)]]]);
    setBlock(ctx, 1 + DELAY + REDELAY);
    announce(ctx, WHO, OTHER);
    expect(announcements(ctx)).toEqual([[WHO, [111, hashOf(OTHER)]]]);
  });

  test("test_announce_coldkey_swap_only_pays_swap_cost_if_no_announcement_exists", () => {
    const ctx = newTestExt(1);
    addBalanceToColdkeyAccount(ctx, WHO, COST + DEPOSIT);
    announce(ctx, WHO, NEW);
    expect(coldkeyBalance(ctx, WHO)).toBe(DEPOSIT);
    setBlock(ctx, 1 + DELAY + REDELAY);
    announce(ctx, WHO, OTHER);
    expect(coldkeyBalance(ctx, WHO)).toBe(DEPOSIT);
  });

  test("test_announce_coldkey_swap_with_bad_origin_fails", () => {
    const ctx = newTestExt(1);
    for (const origin of [none, root]) expect(announceNoop(ctx, origin, acct(1))).toBe("BadOrigin");
  });

  test("test_announce_coldkey_swap_with_existing_announcement_not_past_delay_fails", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    expect(announcements(ctx)).toEqual([[WHO, [51, hashOf(NEW)]]]);
    expect(announceNoop(ctx, signed(WHO), OTHER)).toBe("ColdkeySwapReannouncedTooEarly");
  });

  test("test_swap_coldkey_announced_works", () => {
    const ctx = newTestExt(1);
    ColdkeySwapAnnouncements.set(ctx, WHO, [1, hashOf(NEW)]);
    setBlock(ctx, 1 + DELAY + 1);
    addBalanceToColdkeyAccount(ctx, WHO, MIN_STAKE * 60n + DEPOSIT);
    const before = comprehensive(ctx, DEPOSIT);
    directCall(ctx, signed(WHO), "swap_coldkey_announced", { new_coldkey: NEW });
    expectSwapped(ctx, before, 0n);
  });

  test("test_swap_coldkey_announced_with_bad_origin_fails", () => {
    const ctx = newTestExt(1);
    for (const origin of [none, root]) expect(swapAnnouncedNoop(ctx, origin, NEW)).toBe("BadOrigin");
  });

  test("test_swap_coldkey_announced_without_announcement_fails", () => {
    expect(swapAnnouncedNoop(newTestExt(1), signed(WHO), NEW)).toBe("ColdkeySwapAnnouncementNotFound");
  });

  test("test_swap_coldkey_announced_with_mismatched_coldkey_hash_fails", () => {
    const ctx = newTestExt(1);
    ColdkeySwapAnnouncements.set(ctx, WHO, [1, hashOf(NEW)]);
    expect(swapAnnouncedNoop(ctx, signed(WHO), OTHER)).toBe("AnnouncedColdkeyHashDoesNotMatch");
  });

  test("test_swap_coldkey_announced_too_early_fails", () => {
    const ctx = newTestExt(1);
    for (const block of [1, DELAY]) {
      setBlock(ctx, block);
      ColdkeySwapAnnouncements.set(ctx, WHO, [1 + DELAY, hashOf(NEW)]);
      expect(swapAnnouncedNoop(ctx, signed(WHO), NEW)).toBe("ColdkeySwapTooEarly");
    }
  });

  test("test_swap_coldkey_announced_with_already_associated_coldkey_fails", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    setBlock(ctx, 1 + DELAY + 1);
    createAccountIfNonExistent(ctx, { hotkey: OTHER, coldkey: NEW });
    expect(swapAnnouncedNoop(ctx, signed(WHO), NEW)).toBe("ColdKeyAlreadyAssociated");
  });

  test("test_swap_coldkey_announced_with_hotkey_fails", () => {
    const ctx = newTestExt(1);
    ColdkeySwapAnnouncements.set(ctx, WHO, [1, hashOf(OTHER)]);
    setBlock(ctx, 1 + DELAY + 1);
    createAccountIfNonExistent(ctx, { hotkey: OTHER, coldkey: NEW });
    expect(swapAnnouncedNoop(ctx, signed(WHO), OTHER)).toBe("NewColdKeyIsHotkey");
  });

  test("test_swap_coldkey_works", () => {
    const ctx = newTestExt(1000);
    addBalanceToColdkeyAccount(ctx, WHO, COST + MIN_STAKE * 60n + DEPOSIT);
    ColdkeySwapAnnouncements.set(ctx, WHO, [900, hashOf(NEW)]);
    ColdkeySwapDisputes.set(ctx, WHO, 900);
    const before = comprehensive(ctx, COST + DEPOSIT);
    directCall(ctx, root, "swap_coldkey", { old_coldkey: WHO, new_coldkey: NEW, swap_cost: COST });
    expectSwapped(ctx, before, COST);
    expect([ColdkeySwapAnnouncements.has(ctx, WHO), ColdkeySwapDisputes.has(ctx, WHO)]).toEqual([false, false]);
  });

  test("test_swap_coldkey_announced_transfers_locked_alpha", () => {
    const ctx = newTestExt(1000);
    addBalanceToColdkeyAccount(ctx, WHO, COST + MIN_STAKE * 60n + DEPOSIT);
    const { alphas } = comprehensive(ctx, COST + DEPOSIT);
    const [hotkey, locked] = [HOTKEYS[0], alphas[0]! / 2n];
    expect(locked).not.toBe(0n);
    lockStake(ctx, ONE, { hotkey, coldkey: WHO }, alpha(locked));
    const stakes = [stakeOf(ctx, hotkey, WHO, ONE), stakeOf(ctx, hotkey, NEW, ONE)] as const;
    const lock = Lock.get(ctx, WHO, ONE, hotkey)!;
    ColdkeySwapAnnouncements.set(ctx, WHO, [1000, hashOf(NEW)]);
    directCall(ctx, signed(WHO), "swap_coldkey_announced", { new_coldkey: NEW });
    expect(ColdkeySwapAnnouncements.get(ctx, WHO)).toBeUndefined();
    expect([stakeOf(ctx, hotkey, WHO, ONE), stakeOf(ctx, hotkey, NEW, ONE)]).toEqual([0n, stakes[0] + stakes[1]]);
    expect([Lock.get(ctx, WHO, ONE, hotkey), Lock.get(ctx, NEW, ONE, hotkey)]).toEqual([undefined, lock]);
  });

  test("test_swap_coldkey_works_with_zero_cost", () => {
    const ctx = newTestExt(1);
    addBalanceToColdkeyAccount(ctx, WHO, MIN_STAKE * 60n + DEPOSIT);
    const before = comprehensive(ctx, DEPOSIT);
    directCall(ctx, root, "swap_coldkey", { old_coldkey: WHO, new_coldkey: NEW, swap_cost: 0n });
    expectSwapped(ctx, before, 0n);
  });

  test("test_swap_coldkey_with_bad_origin_fails", () => {
    const ctx = newTestExt(1);
    for (const origin of [signed(WHO), none])
      expect(
        noopOutcome(ctx, origin, "swap_coldkey", { old_coldkey: acct(2), new_coldkey: acct(3), swap_cost: COST }),
      ).toBe("BadOrigin");
  });

  test("test_swap_coldkey_with_not_enough_balance_to_pay_swap_cost_fails", () => {
    const ctx = newTestExt(1);
    const refused = () =>
      noopOutcome(ctx, root, "swap_coldkey", { old_coldkey: WHO, new_coldkey: NEW, swap_cost: COST });
    expect(refused()).toBe("NotEnoughBalanceToPaySwapColdKey");
    addBalanceToColdkeyAccount(ctx, WHO, COST + DEPOSIT - 1n);
    expect(refused()).toBe("NotEnoughBalanceToPaySwapColdKey");
  });

  test("test_do_swap_coldkey_preserves_new_coldkey_identity", () => {
    const ctx = newTestExt(1);
    const named = (name: string) => ({ ...NO_IDENTITY, name: utf8ToBytes(name) });
    IdentitiesV2.set(ctx, WHO, named("Old identity"));
    IdentitiesV2.set(ctx, NEW, named("New identity"));
    swap(ctx, WHO, NEW);
    expect([IdentitiesV2.get(ctx, WHO), IdentitiesV2.get(ctx, NEW)]).toEqual([
      named("Old identity"),
      named("New identity"),
    ]);
  });

  test("test_announce_coldkey_swap_with_not_enough_balance_to_pay_swap_cost_fails", () => {
    const ctx = newTestExt(1);
    expect(announceNoop(ctx, signed(WHO), NEW)).toBe("NotEnoughBalanceToPaySwapColdKey");
    addBalanceToColdkeyAccount(ctx, WHO, COST + DEPOSIT - 1n);
    expect(announceNoop(ctx, signed(WHO), NEW)).toBe("NotEnoughBalanceToPaySwapColdKey");
  });

  test("test_do_swap_coldkey_with_no_stake", () => {
    const ctx = newTestExt(1);
    swap(ctx, WHO, NEW);
    expect([WHO, NEW].map((who) => totalStakeForColdkey(ctx, who))).toEqual([0n, 0n]);
  });

  test("test_do_swap_coldkey_with_max_values", () => {
    const ctx = newTestExt(1);
    const pairs = [
      { old: acct(1), next: acct(2), hotkey: acct(5), owner: acct(1), netuid: ONE },
      { old: acct(3), next: acct(4), hotkey: acct(6), owner: acct(7), netuid: TWO },
    ] as const;
    const most = (21_000_000_000_000_000n - 2n - 100n) / 2n;
    for (const { netuid } of pairs) addNetwork(ctx, netuid, 1);
    for (const { netuid, hotkey, owner } of pairs) registerOkNeuron(ctx, netuid, hotkey, owner);
    for (const { old } of pairs) addBalanceToColdkeyAccount(ctx, old, most);
    for (const { netuid } of pairs) setupReserves(ctx, netuid, most, most);
    const staked = pairs.map(({ old, hotkey, netuid }) => {
      addStake(ctx, old, hotkey, netuid, most);
      return stakeOf(ctx, hotkey, old, netuid);
    });
    for (const { old, next } of pairs) swap(ctx, old, next);
    pairs.forEach(({ old, next }, i) => {
      expect(totalStakeForColdkey(ctx, old)).toBe(0n);
      expectWithin(totalStakeForColdkey(ctx, next), staked[i]!, staked[i]! / 1000n);
    });
  });

  test("test_do_swap_coldkey_effect_on_delegated_stake", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
    const [delegator, hotkey] = [acct(3), acct(4)];
    for (const who of [WHO, delegator]) StakingHotkeys.set(ctx, who, [hotkey]);
    createAccountIfNonExistent(ctx, { hotkey, coldkey: WHO });
    for (const who of [WHO, delegator]) addBalanceToColdkeyAccount(ctx, who, 100_000_000_000n);
    for (const who of [WHO, delegator]) addStake(ctx, who, hotkey, netuid, 100_000_000_000n);
    const [own, delegated] = [totalStakeForColdkey(ctx, WHO), totalStakeForColdkey(ctx, delegator)];
    swap(ctx, WHO, NEW);
    expectWithin(totalStakeForColdkey(ctx, NEW), own, 500n);
    expectWithin(totalStakeForColdkey(ctx, delegator), delegated, 500n);
    expectWithin(totalStakeForColdkey(ctx, WHO), 0n, 500n);
  });

  test("test_swap_delegated_stake_for_coldkey", () => {
    const ctx = newTestExt(1);
    const hotkeys = [acct(4), acct(5)] as const;
    addNetwork(ctx, ONE, 1);
    for (const hotkey of hotkeys) registerOkNeuron(ctx, ONE, hotkey, OTHER);
    setupReserves(ctx, ONE, MIN_STAKE * 300n, MIN_STAKE * 300n);
    addBalanceToColdkeyAccount(ctx, WHO, MIN_STAKE * 30n + 1_000_000n);
    addStake(ctx, WHO, hotkeys[0], ONE, MIN_STAKE * 10n);
    addStake(ctx, WHO, hotkeys[1], ONE, MIN_STAKE * 20n);
    const stakes = (who: AccountId) => hotkeys.map((hotkey) => stakeOf(ctx, hotkey, who, ONE));
    const totals = () => [
      totalIssuance(ctx),
      totalStake(ctx),
      ...hotkeys.map((hotkey) => totalStakeForHotkey(ctx, hotkey)),
    ];
    const [before, own, all] = [stakes(WHO), totalStakeForColdkey(ctx, WHO), totals()];
    swap(ctx, WHO, NEW);
    expect([stakes(WHO), stakes(NEW)]).toEqual([[0n, 0n], before]);
    expect([totalStakeForColdkey(ctx, WHO), totalStakeForColdkey(ctx, NEW)]).toEqual([0n, own]);
    expect(totals()).toEqual(all);
  });

  test("test_coldkey_swap_total", () => {
    const ctx = newTestExt(1);
    const stake = MIN_STAKE * 10n;
    const coldkey = acct(1);
    // The hotkeys are the nominators' own accounts, as in the reference.
    const [hotkeys, nominators, delegates] = [
      [acct(2), acct(3), acct(4)],
      [acct(2), acct(3), acct(4)],
      [acct(5), acct(6), acct(7)],
    ] as const;
    const netuids = [ONE, TWO, THREE] as const;
    for (const netuid of netuids) setupReserves(ctx, netuid, stake * 10n, stake * 10n);
    netuids.forEach((netuid, i) => void addNetwork(ctx, netuid, 13 + i));
    netuids.forEach((netuid, i) => void registerOkNeuron(ctx, netuid, hotkeys[i]!, coldkey));
    netuids.forEach((netuid, i) => void registerOkNeuron(ctx, netuid, delegates[i]!, delegates[i]!));
    const endow = (who: AccountId, amount: bigint) =>
      addBalanceToColdkeyAccount(ctx, who, amount + DEPOSIT - coldkeyBalance(ctx, who));
    endow(coldkey, stake * 6n);
    for (const who of [...delegates, ...nominators]) endow(who, stake * 2n);
    for (const hotkey of [...hotkeys, ...delegates]) delegation.storage.Delegates.set(ctx, hotkey, 6553);
    for (const hotkey of [...hotkeys, ...delegates]) addStake(ctx, coldkey, hotkey, ONE, stake);
    for (const targets of [hotkeys, delegates])
      delegates.forEach((who, i) => void addStake(ctx, who, targets[i]!, ONE, stake));
    for (const targets of [hotkeys, delegates])
      nominators.forEach((who, i) => void addStake(ctx, who, targets[i]!, ONE, stake));

    const others = () => [
      ...[...hotkeys, ...delegates].map((hotkey) => totalStakeForHotkey(ctx, hotkey)),
      ...[...delegates, ...nominators].map((who) => [OwnedHotkeys.get(ctx, who), StakingHotkeys.get(ctx, who)]),
    ];
    const own = (who: AccountId) => [
      OwnedHotkeys.get(ctx, who),
      StakingHotkeys.get(ctx, who),
      totalStakeForColdkey(ctx, who),
    ];
    const [before, mine] = [others(), own(coldkey)];
    expect(mine.slice(0, 2)).toEqual([hotkeys, [...hotkeys, ...delegates]]);
    expect(before.slice(6)).toEqual([
      ...delegates.map((who, i) => [[who], [who, hotkeys[i]]]),
      ...nominators.map((_, i) => [[], [hotkeys[i], delegates[i]]]),
    ]);
    swap(ctx, coldkey, acct(1100));
    expect(own(acct(1100))).toEqual(mine);
    expect(totalStakeForColdkey(ctx, coldkey)).toBe(0n);
    expect(others()).toEqual(before);
  });

  test("test_do_swap_coldkey_effect_on_delegations", () => {
    const ctx = newTestExt(1);
    const [newColdkey, owner, coldkey, delegate] = [acct(0), acct(1), acct(4), acct(2)];
    const stake = MIN_STAKE * 10n;
    for (const netuid of [ROOT, ONE]) setupReserves(ctx, netuid, stake * 1000n, stake * 1000n);
    for (const netuid of [ROOT, ONE]) addNetwork(ctx, netuid, 13);
    directCall(ctx, signed(owner), "root_register", { hotkey: delegate });
    registerOkNeuron(ctx, ONE, delegate, owner);
    addBalanceToColdkeyAccount(ctx, coldkey, stake * 10n);
    for (const netuid of [ROOT, ONE]) addStake(ctx, coldkey, delegate, netuid, stake);
    swap(ctx, coldkey, newColdkey);
    expectWithin(totalStakeForHotkey(ctx, delegate), stake * 2n, (stake * 2n) / 100n);
    expect(totalStakeForColdkey(ctx, coldkey)).toBe(0n);
    expectWithin(totalStakeForColdkey(ctx, newColdkey), stake * 2n, (stake * 2n) / 100n);
    for (const netuid of [ROOT, ONE])
      expect([newColdkey, coldkey].map((who) => safeFloatToU64(AlphaV2.get(ctx, delegate, who, netuid)))).toEqual([
        stake,
        0n,
      ]);
  });

  test("test_dispute_coldkey_swap_works", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    directCall(ctx, signed(WHO), "dispute_coldkey_swap");
    expect(ColdkeySwapDisputes.get(ctx, WHO)).toBe(1);
    expect(lastEvent(ctx)).toMatchObject({ name: "ColdkeySwapDisputed", data: [WHO] });
  });

  test("test_dispute_coldkey_swap_with_bad_origin_fails", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    for (const origin of [root, none]) expect(noopOutcome(ctx, origin, "dispute_coldkey_swap")).toBe("BadOrigin");
  });

  test("test_dispute_coldkey_swap_without_announcement_fails", () => {
    expect(noopOutcome(newTestExt(1), signed(WHO), "dispute_coldkey_swap")).toBe("ColdkeySwapAnnouncementNotFound");
  });

  test("test_dispute_coldkey_swap_already_disputed_fails", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    directCall(ctx, signed(WHO), "dispute_coldkey_swap");
    expect(noopOutcome(ctx, signed(WHO), "dispute_coldkey_swap")).toBe("ColdkeySwapAlreadyDisputed");
  });

  test("test_reset_coldkey_swap_works", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    directCall(ctx, root, "reset_coldkey_swap", { coldkey: WHO });
    expect([ColdkeySwapAnnouncements.has(ctx, WHO), ColdkeySwapDisputes.has(ctx, WHO)]).toEqual([false, false]);
    expect(lastEvent(ctx)).toMatchObject({ name: "ColdkeySwapReset", data: [WHO] });
  });

  test("test_reset_coldkey_swap_with_bad_origin_fails", () => {
    const ctx = newTestExt(1);
    for (const origin of [signed(WHO), none])
      expect(noopOutcome(ctx, origin, "reset_coldkey_swap", { coldkey: NEW })).toBe("BadOrigin");
  });

  test("test_clear_coldkey_swap_announcement_works", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    setBlock(ctx, 1 + DELAY + REDELAY);
    directCall(ctx, signed(WHO), "clear_coldkey_swap_announcement");
    expect(ColdkeySwapAnnouncements.has(ctx, WHO)).toBe(false);
    expect(lastEvent(ctx)).toMatchObject({ name: "ColdkeySwapCleared", data: [WHO] });
  });

  test("test_clear_coldkey_swap_announcement_not_found", () => {
    expect(noopOutcome(newTestExt(1), signed(WHO), "clear_coldkey_swap_announcement")).toBe(
      "ColdkeySwapAnnouncementNotFound",
    );
  });

  test("test_clear_coldkey_swap_announcement_too_early", () => {
    const ctx = newTestExt(1);
    announced(ctx, WHO, NEW);
    setBlock(ctx, DELAY + REDELAY);
    expect(noopOutcome(ctx, signed(WHO), "clear_coldkey_swap_announcement")).toBe("ColdkeySwapClearTooEarly");
    expect(ColdkeySwapAnnouncements.has(ctx, WHO)).toBe(true);
  });

  test("test_clear_coldkey_swap_announcement_bad_origin", () => {
    const ctx = newTestExt(1);
    for (const origin of [root, none])
      expect(noopOutcome(ctx, origin, "clear_coldkey_swap_announcement")).toBe("BadOrigin");
  });

  test("test_schedule_swap_coldkey_deprecated", () => {
    expect(noopOutcome(newTestExt(1), root, "schedule_swap_coldkey", { new_coldkey: NEW })).toBe("Deprecated");
  });
});
