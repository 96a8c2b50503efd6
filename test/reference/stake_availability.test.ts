// The reference's tests of what of a coldkey's stake is locked and what is free, as clients are told
// (pallets/subtensor/src/tests/locks.rs, test_stake_availability_for_coldkeys_*).

import { expect, test } from "vitest";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { currentLocked, lockStake, totalColdkeyAlphaOnSubnet } from "../../runtime/pallets/subtensor/locks/lock.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { stakeIntoSubnet } from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { allSubnetNetuids } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { stakeAvailabilityForColdkeys } from "../../runtime/pallets/subtensor/views/stake_info.ts";
import { type AccountId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, stepBlock } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork, setupReserves } from "../chain/mock_subtensor.ts";

const STAKE = 100_000_000_000n;
const [COLDKEY, HOTKEY] = [acct(1), acct(2)];
function setupSubnetWithStake(ctx: MockContext, coldkey: AccountId, hotkey: AccountId): NetUid {
  const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
  setupReserves(ctx, netuid, STAKE * 1_000_000n, STAKE * 10_000_000n);
  createAccountIfNonExistent(ctx, { hotkey, coldkey });
  addBalanceToColdkeyAccount(ctx, coldkey, STAKE);
  const limits = { priceLimit: ctx.ports.exchange.maxPrice(), dropFees: false };
  stakeIntoSubnet(ctx, netuid, { hotkey, coldkey }, rao(STAKE), limits);
  locks.storage.DecayingLock.set(ctx, coldkey, netuid, false);
  return netuid;
}
function staked() {
  const ctx = newTestExt(1);
  const netuid = setupSubnetWithStake(ctx, COLDKEY, HOTKEY);
  return { ctx, netuid, total: totalColdkeyAlphaOnSubnet(ctx, netuid, COLDKEY) };
}
const of = (ctx: MockContext, netuids: readonly NetUid[] | undefined, coldkeys: readonly AccountId[] = [COLDKEY]) =>
  stakeAvailabilityForColdkeys(ctx, coldkeys, netuids);
const NONE = new Map([[COLDKEY, new Map()]]);

test("test_stake_availability_for_coldkeys_empty_coldkeys", () => {
  expect(of(newTestExt(1), undefined, [])).toEqual(new Map());
});
test("test_stake_availability_for_coldkeys_empty_netuids", () => {
  expect(of(newTestExt(1), [])).toEqual(NONE);
});
test("test_stake_availability_for_coldkeys_filters_empty_rows", () => {
  const ctx = newTestExt(1);
  expect(of(ctx, [addDynamicNetwork(ctx, acct(1002), acct(1001))])).toEqual(NONE);
});
test("test_stake_availability_for_coldkeys_stake_without_lock", () => {
  const { ctx, netuid, total } = staked();
  expect(total > 0n).toBe(true);
  expect(of(ctx, [netuid])).toEqual(new Map([[COLDKEY, new Map([[netuid, { total, locked: 0n, available: total }]])]]));
});
test("test_stake_availability_for_coldkeys_partial_lock", () => {
  const { ctx, netuid, total } = staked();
  lockStake(ctx, netuid, { hotkey: HOTKEY, coldkey: COLDKEY }, alpha(total / 2n));
  const row = of(ctx, [netuid]).get(COLDKEY)!.get(netuid)!;
  expect(row).toEqual({ total, locked: currentLocked(ctx, netuid, COLDKEY), available: total - row.locked });
  expect(row.locked).toBe(total / 2n);
});
test("test_stake_availability_for_coldkeys_fully_locked", () => {
  const { ctx, netuid, total } = staked();
  lockStake(ctx, netuid, { hotkey: HOTKEY, coldkey: COLDKEY }, total);
  expect(of(ctx, [netuid]).get(COLDKEY)!.get(netuid)).toEqual({ total, locked: total, available: 0n });
});
test("test_stake_availability_for_coldkeys_preserves_coldkey_grouping", () => {
  const ctx = newTestExt(1);
  const netuids = [setupSubnetWithStake(ctx, acct(1), acct(2)), setupSubnetWithStake(ctx, acct(3), acct(4))];
  const found = of(ctx, netuids, [acct(1), acct(3)]);
  expect([...found].map(([coldkey, rows]) => [coldkey, [...rows.keys()]])).toEqual([
    [acct(1), [netuids[0]]],
    [acct(3), [netuids[1]]],
  ]);
});
test("test_stake_availability_for_coldkeys_none_netuids_uses_all_subnets", () => {
  const { ctx, netuid } = staked();
  expect(of(ctx, undefined).get(COLDKEY)!.has(netuid)).toBe(true);
});
test("test_stake_availability_for_coldkeys_one_coldkey_two_subnets", () => {
  const ctx = newTestExt(1);
  const netuids = [setupSubnetWithStake(ctx, COLDKEY, acct(2)), setupSubnetWithStake(ctx, COLDKEY, acct(3))];
  const rows = netuids.map((netuid) => {
    const total = totalColdkeyAlphaOnSubnet(ctx, netuid, COLDKEY);
    return [netuid, { total, locked: 0n, available: total }] as const;
  });
  expect(of(ctx, netuids)).toEqual(new Map([[COLDKEY, new Map(rows)]]));
});
test("test_stake_availability_for_coldkeys_filters_to_requested_netuid", () => {
  const ctx = newTestExt(1);
  setupSubnetWithStake(ctx, COLDKEY, acct(2));
  const second = setupSubnetWithStake(ctx, COLDKEY, acct(3));
  expect([...of(ctx, [second]).get(COLDKEY)!.keys()]).toEqual([second]);
});
test("test_stake_availability_for_coldkeys_dedups_netuids", () => {
  const { ctx, netuid } = staked();
  expect([...of(ctx, [netuid, netuid]).get(COLDKEY)!.keys()]).toEqual([netuid]);
});
test("test_stake_availability_for_coldkeys_skips_nonexistent_netuid", () => {
  const { ctx, netuid } = staked();
  expect(of(ctx, [netUid(99)])).toEqual(NONE);
  addDynamicNetwork(ctx, acct(2002), acct(2001));
  expect([
    ...of(ctx, [netuid, netUid(99)])
      .get(COLDKEY)!
      .keys(),
  ]).toEqual([netuid]);
});
test("test_stake_availability_for_coldkeys_rejects_oversized_netuid_list", () => {
  const { ctx, netuid } = staked();
  const requested = Array.from({ length: allSubnetNetuids(ctx).length + 1 }, (_, i) => netUid(i));
  expect(of(ctx, requested)).toEqual(NONE);
  expect([...of(ctx, [netuid]).get(COLDKEY)!.keys()]).toEqual([netuid]);
});
test("test_stake_availability_for_coldkeys_uses_rolled_forward_lock", () => {
  const { ctx, netuid, total } = staked();
  locks.storage.DecayingLock.delete(ctx, COLDKEY, netuid);
  lockStake(ctx, netuid, { hotkey: HOTKEY, coldkey: COLDKEY }, alpha(total / 2n));
  const raw = locks.read.Lock.get(ctx, COLDKEY, netuid, HOTKEY)!;
  stepBlock(ctx, 1000);
  const rolled = currentLocked(ctx, netuid, COLDKEY);
  const row = of(ctx, [netuid]).get(COLDKEY)!.get(netuid)!;
  expect(rolled < raw.locked_mass).toBe(true);
  expect([row.locked, row.available]).toEqual([rolled, total - rolled]);
});
