// The reference's tests of children and childkey takes (pallets/subtensor/src/tests/children.rs), with its literal values.
// Those about what an epoch pays stand in children_dividends.test.ts.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { constants } from "../../runtime/pallets/subtensor/constants/contract.ts";
import {
  childkeyTake,
  effectiveMinChildkeyTake,
  setMinChildkeyTakeForSubnet,
  setTxChildkeyTakeRateLimit,
} from "../../runtime/pallets/subtensor/delegation/childkey_take.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import {
  children,
  type Link,
  parents,
  scheduleChildren,
  setPendingChildren,
  setRootValidatorsForSubnet,
} from "../../runtime/pallets/subtensor/delegation/set_children.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { passesRateLimitOnSubnet, setLastBlockOnSubnet } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { networkLockCost } from "../../runtime/pallets/subtensor/root/root.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { addStake } from "../../runtime/pallets/subtensor/staking/add_stake.ts";
import { createAccountIfNonExistent, totalStakeForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { removeStake } from "../../runtime/pallets/subtensor/staking/remove_stake.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import {
  inheritedForHotkeyOnSubnet,
  stakeWeightsForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake_weights.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { checkWeightsMinStake } from "../../runtime/pallets/subtensor/weights/requirements.ts";
import { I64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U16_MAX, U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { direct, directOutcome } from "../chain/direct.ts";
import { acct, type MockContext, newTestExt, outcomeOf, root, runToBlock, stepBlock } from "../chain/mock.ts";
import {
  mockScheduleChildren,
  mockSetChildren,
  passChildrenLimit,
  swapTaoToAlpha,
  waitAndSetPendingChildren,
  waitSetPendingChildrenCooldown,
} from "../chain/mock_children.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addDynamicNetworkDisableCommitReveal,
  addNetwork,
  mockSetChildrenNoEpochs,
  registerOkNeuron,
  removeOwnerRegistrationStake,
  setupReserves,
} from "../chain/mock_subtensor.ts";
import { setCommitReveal, setStakeThreshold, setWeights, setWeightsRateLimit } from "../chain/mock_weights.ts";
import { expectWithin } from "../chain/tolerance.ts";

const { ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeyCooldown, PendingChildKeys } = delegation.storage;
const NETUID = netUid(1);
const MISSING = netUid(999);
const [COLDKEY, HOTKEY, CHILD, CHILD_2, CHILD_3] = [acct(1), acct(2), acct(3), acct(4), acct(5)];
const OWNER = { hotkey: acct(1002), coldkey: acct(1001) };

/** A subnet with one neuron, owned by COLDKEY unless said otherwise. */
function one(coldkey: AccountId | undefined = COLDKEY): MockContext {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 13, 0);
  registerOkNeuron(ctx, NETUID, HOTKEY, coldkey, 0);
  return ctx;
}
const set = (ctx: MockContext, ...links: Link[]): void => mockSetChildren(ctx, COLDKEY, HOTKEY, NETUID, links);
const scheduled = (
  ctx: MockContext,
  links: readonly Link[],
  {
    netuid = NETUID,
    hotkey = HOTKEY,
    coldkey = COLDKEY,
  }: { netuid?: NetUid; hotkey?: AccountId; coldkey?: AccountId } = {},
) => outcomeOf(() => scheduleChildren(ctx, netuid, { hotkey, coldkey }, links));
const ofHotkey = (ctx: MockContext): readonly Link[] => children(ctx, NETUID, HOTKEY);
const stake = (ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId, amount: bigint): void =>
  void increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(amount));
const inherited = (ctx: MockContext, netuid: NetUid, hotkey: AccountId): bigint =>
  inheritedForHotkeyOnSubnet(ctx, netuid, hotkey);

describe("who may have which children", () => {
  test("test_do_set_child_singular_success", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD]);
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
  });
  const refusals: readonly (readonly [
    name: string,
    refused: string,
    make: () => MockContext,
    links: readonly Link[],
    at?: NetUid,
  ])[] = [
    [
      "test_do_set_child_singular_network_does_not_exist",
      "SubnetNotExists",
      () => newTestExt(1),
      [[1000n, CHILD]],
      MISSING,
    ],
    ["test_do_set_child_singular_invalid_child", "InvalidChild", () => one(), [[1000n, HOTKEY]]],
    [
      "test_do_set_child_singular_non_associated_coldkey",
      "NonAssociatedColdKey",
      () => one(acct(999)),
      [[1000n, CHILD]],
    ],
    [
      "test_do_set_child_singular_root_network",
      "RegistrationNotPermittedOnRootSubnet",
      () => rootOnly(),
      [[1000n, CHILD]],
      ROOT,
    ],
    ["test_do_set_empty_children_network_does_not_exist", "SubnetNotExists", () => newTestExt(1), [], MISSING],
    ["test_do_revoke_child_singular_non_associated_coldkey", "NonAssociatedColdKey", () => one(acct(999)), []],
    ["test_do_revoke_child_singular_child_not_associated", "NonAssociatedColdKey", () => empty(), [[U64_MAX, CHILD]]],
    [
      "test_do_schedule_children_multiple_network_does_not_exist",
      "SubnetNotExists",
      () => newTestExt(1),
      [[1000n, CHILD]],
      MISSING,
    ],
    ["test_do_schedule_children_multiple_invalid_child", "InvalidChild", () => one(), [[1000n, HOTKEY]]],
    [
      "test_do_schedule_children_multiple_non_associated_coldkey",
      "NonAssociatedColdKey",
      () => one(acct(999)),
      [[1000n, CHILD]],
    ],
    [
      "test_do_schedule_children_multiple_root_network",
      "RegistrationNotPermittedOnRootSubnet",
      () => rootOnly(),
      [[1000n, CHILD]],
      ROOT,
    ],
    [
      "test_do_revoke_children_multiple_network_does_not_exist",
      "SubnetNotExists",
      () => newTestExt(1),
      [
        [U64_MAX / 2n, CHILD],
        [U64_MAX / 2n, CHILD_2],
      ],
      MISSING,
    ],
    [
      "test_do_revoke_children_multiple_non_associated_coldkey",
      "NonAssociatedColdKey",
      () => one(acct(999)),
      [
        [U64_MAX / 2n, CHILD],
        [U64_MAX / 2n, CHILD_2],
      ],
    ],
  ];
  const rootOnly = (): MockContext => {
    const ctx = newTestExt(1);
    addNetwork(ctx, ROOT, 13, 0);
    return ctx;
  };
  const empty = (): MockContext => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13, 0);
    return ctx;
  };
  for (const [name, refused, make, links, netuid] of refusals)
    test(name, () => expect(scheduled(make(), links, { netuid: netuid ?? NETUID })).toBe(refused));

  test("test_add_singular_child", () => {
    const ctx = newTestExt(1);
    const [hotkey, coldkey] = [acct(1), acct(2)];
    const tried = () => scheduled(ctx, [[U64_MAX, hotkey]], { hotkey, coldkey });
    expect(tried()).toBe("SubnetNotExists");
    addNetwork(ctx, NETUID, 1, 0);
    passChildrenLimit(ctx, NETUID);
    expect(tried()).toBe("NonAssociatedColdKey");
    createAccountIfNonExistent(ctx, { hotkey, coldkey });
    passChildrenLimit(ctx, NETUID);
    expect(tried()).toBe("InvalidChild");
    passChildrenLimit(ctx, NETUID);
    mockSetChildren(ctx, coldkey, hotkey, NETUID, [[U64_MAX, CHILD]]);
    expect(children(ctx, NETUID, hotkey)).toEqual([[U64_MAX, CHILD]]);
  });
  test("test_do_set_child_below_min_stake", () => {
    const ctx = one();
    setStakeThreshold(ctx, 1_000_000_000_000n);
    expect(scheduled(ctx, [[1000n, CHILD]])).toBe("NotEnoughStakeToSetChildkeys");
  });
  test("test_set_children_rate_limit_fail_then_succeed", () => {
    const ctx = one();
    set(ctx, [100n, CHILD]);
    expect(scheduled(ctx, [[100n, CHILD_2]])).toBe("TxRateLimitExceeded");
    expect(ofHotkey(ctx)).toEqual([[100n, CHILD]]);
    passChildrenLimit(ctx, NETUID);
    expect(passesRateLimitOnSubnet(ctx, NETUID, HOTKEY, { type: "SetChildren" })).toBe(true);
    set(ctx, [100n, CHILD_2]);
    expect(ofHotkey(ctx)).toEqual([[100n, CHILD_2]]);
  });
  test("test_do_set_child_as_sn_owner_not_enough_stake", () => {
    const ctx = newTestExt(1);
    const [coldkey, owners, childHotkey, other] = [acct(1), acct(4), acct(5), acct(6)];
    setStakeThreshold(ctx, 10_000n);
    const netuid = addDynamicNetwork(ctx, owners, coldkey);
    removeOwnerRegistrationStake(ctx, netuid);
    registerOkNeuron(ctx, netuid, childHotkey, acct(2), 0);
    expect(totalStakeForHotkey(ctx, owners) < 10_000n).toBe(true);
    expect(scheduled(ctx, [[1000n, childHotkey]], { netuid, hotkey: owners, coldkey })).toBeUndefined();
    registerOkNeuron(ctx, netuid, other, coldkey, 1234);
    expect(totalStakeForHotkey(ctx, other) < 10_000n).toBe(true);
    expect(scheduled(ctx, [[1000n, childHotkey]], { netuid, hotkey: other, coldkey })).toBe(
      "NotEnoughStakeToSetChildkeys",
    );
  });
});

describe("both ends of a link", () => {
  const parentsOf = (ctx: MockContext, child: AccountId): readonly Link[] => parents(ctx, NETUID, child);
  test("test_do_set_child_singular_old_children_cleanup", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [1000n, CHILD_2]);
    expect(parentsOf(ctx, CHILD)).toEqual([]);
    expect(parentsOf(ctx, CHILD_2)).toEqual([[1000n, HOTKEY]]);
  });
  test("test_do_set_child_singular_new_children_assignment", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD]);
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
    expect(parentsOf(ctx, CHILD)).toEqual([[1000n, HOTKEY]]);
  });
  test("test_do_set_child_singular_proportion_edge_cases", () => {
    const ctx = one();
    set(ctx, [0n, CHILD]);
    expect(ofHotkey(ctx)).toEqual([[0n, CHILD]]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [U64_MAX, CHILD]);
    expect(ofHotkey(ctx)).toEqual([[U64_MAX, CHILD]]);
  });
  test("test_do_set_child_singular_multiple_children", () => {
    const ctx = one();
    set(ctx, [500n, CHILD]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [500n, CHILD_2]);
    expect(ofHotkey(ctx)).toEqual([[500n, CHILD_2]]);
    expect(parentsOf(ctx, CHILD)).toEqual([]);
    expect(parentsOf(ctx, CHILD_2)).toEqual([[500n, HOTKEY]]);
  });
  test("test_do_revoke_child_singular_success", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD]);
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
    passChildrenLimit(ctx, NETUID);
    set(ctx);
    expect(ofHotkey(ctx)).toEqual([]);
    expect(parentsOf(ctx, CHILD)).toEqual([]);
  });
  test("test_do_schedule_children_multiple_success", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD], [2000n, CHILD_2]);
    expect(ofHotkey(ctx)).toEqual([
      [1000n, CHILD],
      [2000n, CHILD_2],
    ]);
    expect(parentsOf(ctx, CHILD)).toEqual([[1000n, HOTKEY]]);
    expect(parentsOf(ctx, CHILD_2)).toEqual([[2000n, HOTKEY]]);
  });
  test("test_do_schedule_children_multiple_old_children_cleanup", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [1000n, CHILD_2], [1000n, CHILD_3]);
    expect(parentsOf(ctx, CHILD)).toEqual([]);
    for (const child of [CHILD_2, CHILD_3]) expect(parentsOf(ctx, child)).toEqual([[1000n, HOTKEY]]);
  });
  test("test_do_schedule_children_multiple_proportion_edge_cases", () => {
    const ctx = one();
    set(ctx, [0n, CHILD], [U64_MAX, CHILD_2]);
    expect(ofHotkey(ctx)).toEqual([
      [0n, CHILD],
      [U64_MAX, CHILD_2],
    ]);
  });
  test("test_do_schedule_children_multiple_overwrite_existing", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD], [1000n, CHILD_2]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [2000n, CHILD_2], [3000n, CHILD_3]);
    expect(ofHotkey(ctx)).toEqual([
      [2000n, CHILD_2],
      [3000n, CHILD_3],
    ]);
    expect(parentsOf(ctx, CHILD)).toEqual([]);
    expect(parentsOf(ctx, CHILD_2)).toEqual([[2000n, HOTKEY]]);
    expect(parentsOf(ctx, CHILD_3)).toEqual([[3000n, HOTKEY]]);
  });
  test("test_do_schedule_children_multiple_empty_list", () => {
    const ctx = one();
    set(ctx);
    expect(ofHotkey(ctx)).toEqual([]);
  });
  test("test_do_revoke_children_multiple_success", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD], [2000n, CHILD_2]);
    passChildrenLimit(ctx, NETUID);
    set(ctx);
    expect(ofHotkey(ctx)).toEqual([]);
    for (const child of [CHILD, CHILD_2]) expect(parentsOf(ctx, child)).toEqual([]);
  });
  test("test_do_revoke_children_multiple_partial_revocation", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD], [1000n, CHILD_2], [1000n, CHILD_3]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [1000n, CHILD], [1000n, CHILD_2]);
    expect(ofHotkey(ctx)).toEqual([
      [1000n, CHILD],
      [1000n, CHILD_2],
    ]);
    expect(parentsOf(ctx, CHILD_3)).toEqual([]);
    for (const child of [CHILD, CHILD_2]) expect(parentsOf(ctx, child)).toEqual([[1000n, HOTKEY]]);
  });
  test("test_do_revoke_children_multiple_non_existent_children", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD]);
    passChildrenLimit(ctx, NETUID);
    set(ctx);
    expect(ofHotkey(ctx)).toEqual([]);
    expect(parentsOf(ctx, CHILD)).toEqual([]);
  });
  test("test_do_revoke_children_multiple_empty_list", () => {
    const ctx = one();
    set(ctx);
    expect(ofHotkey(ctx)).toEqual([]);
  });
  test("test_do_revoke_children_multiple_complex_scenario", () => {
    const ctx = one();
    set(ctx, [1000n, CHILD], [2000n, CHILD_2], [3000n, CHILD_3]);
    passChildrenLimit(ctx, NETUID);
    set(ctx, [1000n, CHILD], [3000n, CHILD_3]);
    expect(ofHotkey(ctx)).toEqual([
      [1000n, CHILD],
      [3000n, CHILD_3],
    ]);
    expect(parentsOf(ctx, CHILD_2)).toEqual([]);
    passChildrenLimit(ctx, NETUID);
    set(ctx);
    expect(ofHotkey(ctx)).toEqual([]);
    for (const child of [CHILD, CHILD_3]) expect(parentsOf(ctx, child)).toEqual([]);
  });
  test("test_get_parents_chain", () => {
    const ctx = newTestExt(1);
    const hotkeys = Array.from({ length: 5 }, (_, i) => acct(i + 2));
    const half = U64_MAX / 2n;
    addNetwork(ctx, NETUID, 13, 0);
    parameters.storage.MaxRegistrationsPerBlock.set(ctx, NETUID, 1000);
    parameters.storage.TargetRegistrationsPerInterval.set(ctx, NETUID, 1000);
    for (const hotkey of hotkeys) registerOkNeuron(ctx, NETUID, hotkey, COLDKEY, 0);
    for (let i = 0; i < 4; i++) mockScheduleChildren(ctx, COLDKEY, hotkeys[i]!, NETUID, [[half, hotkeys[i + 1]!]]);
    waitAndSetPendingChildren(ctx, NETUID);
    for (let i = 1; i < 5; i++) expect(parents(ctx, NETUID, hotkeys[i]!)).toEqual([[half, hotkeys[i - 1]!]]);
    expect(parents(ctx, NETUID, hotkeys[0]!)).toEqual([]);
    const newcomer = acct(7);
    parameters.storage.Difficulty.set(ctx, NETUID, 1n);
    registerOkNeuron(ctx, NETUID, newcomer, COLDKEY, 198);
    mockSetChildren(ctx, COLDKEY, newcomer, NETUID, [[half / 2n, hotkeys[4]!]]);
    const last = parents(ctx, NETUID, hotkeys[4]!);
    expect(last).toHaveLength(2);
    expect(last).toContainEqual([half, hotkeys[3]!]);
    expect(last).toContainEqual([half / 2n, newcomer]);
  });
  test("test_set_child_keys_empty_vector_clears_storage", () => {
    const ctx = newTestExt(1);
    const [parent, child] = [acct(1), acct(2)];
    const netuid = addDynamicNetwork(ctx, acct(1001), acct(1002));
    ChildKeys.set(ctx, parent, netuid, [[U64_MAX, child]]);
    ParentKeys.set(ctx, child, netuid, [[U64_MAX, parent]]);
    mockSetChildrenNoEpochs(ctx, netuid, parent, []);
    expect(ChildKeys.has(ctx, parent, netuid)).toBe(false);
    expect(ParentKeys.has(ctx, child, netuid)).toBe(false);
  });
});

describe("the cooldown", () => {
  test("test_pending_cooldown_as_expected", () => {
    const ctx = one();
    mockScheduleChildren(ctx, COLDKEY, HOTKEY, NETUID, [
      [1000n, CHILD],
      [2000n, CHILD_2],
    ]);
    expect(PendingChildKeys.get(ctx, NETUID, HOTKEY)).toEqual([
      [
        [1000n, CHILD],
        [2000n, CHILD_2],
      ],
      1n + PendingChildKeyCooldown.get(ctx),
    ]);
  });
  test("test_do_set_child_cooldown_period", () => {
    const ctx = one();
    expect(scheduled(ctx, [[1000n, CHILD]])).toBeUndefined();
    expect(ofHotkey(ctx)).toEqual([]);
    waitAndSetPendingChildren(ctx, NETUID);
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
  });
  test("test_do_set_pending_children_runs_in_epoch", () => {
    const ctx = one();
    expect(scheduled(ctx, [[1000n, CHILD]])).toBeUndefined();
    expect(ofHotkey(ctx)).toEqual([]);
    waitSetPendingChildrenCooldown(ctx, NETUID);
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
  });
  test("test_do_remove_stake_clears_pending_childkeys", () => {
    const ctx = one();
    addBalanceToColdkeyAccount(ctx, COLDKEY, 10_000_000_000_000n);
    setupReserves(ctx, NETUID, 1_000_000_000_000_000n, 1_000_000_000_000_000n);
    setStakeThreshold(ctx, 1_000_000_000_000n);
    const holder = { hotkey: HOTKEY, coldkey: COLDKEY };
    addStake(ctx, NETUID, holder, rao(2_000_000_000_000n));
    expect(scheduled(ctx, [[1000n, CHILD]])).toBeUndefined();
    const [pending, cooldown] = PendingChildKeys.get(ctx, NETUID, HOTKEY);
    expect(pending).toHaveLength(1);
    expect(cooldown > 0n).toBe(true);
    removeStake(ctx, NETUID, holder, stakeForHotkeyAndColdkeyOnSubnet(ctx, NETUID, holder));
    expect(PendingChildKeys.get(ctx, NETUID, HOTKEY)).toEqual([[], 0n]);
  });
  test("test_revoke_child_no_min_stake_check", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, ROOT, 13, 0);
    addNetwork(ctx, NETUID, 13, 0);
    registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY, 0);
    for (const netuid of [NETUID, ROOT]) setupReserves(ctx, netuid, 1_000_000_000_000_000n, 1_000_000_000_000_000n);
    setStakeThreshold(ctx, 1_000_000_000_000n);
    const amount = 1_000_000_000_000n + swapTaoToAlpha(ctx, ROOT, 1_000_000_000_000n).fee;
    stake(ctx, ROOT, HOTKEY, COLDKEY, amount);
    expect(scheduled(ctx, [[1000n, CHILD]])).toBeUndefined();
    expect(ofHotkey(ctx)).toEqual([]);
    waitAndSetPendingChildren(ctx, NETUID);
    decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, { hotkey: HOTKEY, coldkey: COLDKEY }, alpha(amount));
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
    setLastBlockOnSubnet(ctx, NETUID, HOTKEY, { type: "SetChildren" }, 0n);
    expect(scheduled(ctx, [])).toBeUndefined();
    waitAndSetPendingChildren(ctx, NETUID);
    expect(ofHotkey(ctx)).toEqual([]);
  });
  test("test_do_set_child_registration_disabled", () => {
    const ctx = one();
    setupReserves(ctx, NETUID, 1_000_000_000_000_000n, 1_000_000_000_000_000n);
    setStakeThreshold(ctx, 1_000_000_000_000n);
    stake(ctx, NETUID, HOTKEY, COLDKEY, 1_000_000_000_000n + swapTaoToAlpha(ctx, NETUID, 1_000_000_000_000n).fee);
    parameters.storage.NetworkRegistrationAllowed.set(ctx, NETUID, false);
    expect(scheduled(ctx, [[1000n, CHILD]])).toBeUndefined();
    waitAndSetPendingChildren(ctx, NETUID);
    expect(ofHotkey(ctx)).toEqual([[1000n, CHILD]]);
  });
  test("test_set_child_keys_no_start_call_sets_immediately", () => {
    const ctx = one();
    parameters.storage.SubtokenEnabled.delete(ctx, NETUID);
    mockScheduleChildren(ctx, COLDKEY, HOTKEY, NETUID, [
      [1000n, CHILD],
      [2000n, CHILD_2],
    ]);
    setPendingChildren(ctx, NETUID);
    expect(PendingChildKeys.has(ctx, NETUID, HOTKEY)).toBe(false);
    expect(ofHotkey(ctx)).toEqual([
      [1000n, CHILD],
      [2000n, CHILD_2],
    ]);
  });
});

describe("takes of children", () => {
  const take = (ctx: MockContext, value: number, { coldkey = COLDKEY, hotkey = HOTKEY, netuid = NETUID } = {}) =>
    directOutcome(ctx, coldkey, "set_childkey_take", { hotkey, netuid, take: value });
  const MAX = 11_796;
  test("test_childkey_take_functionality", () => {
    const ctx = one();
    expect(constants.InitialDefaultChildKeyTake.get(ctx)).toBe(settings.read.MinChildkeyTake.get(ctx));
    expect(settings.read.MaxChildkeyTake.get(ctx)).toBe(MAX);
    expect(take(ctx, MAX / 2)).toBeUndefined();
    expect(childkeyTake(ctx, NETUID, HOTKEY)).toBe(5898);
    expect(take(ctx, MAX + 1)).toBe("InvalidChildkeyTake");
    expect(take(ctx, MAX / 2, { coldkey: acct(999) })).toBe("NonAssociatedColdKey");
  });
  test("test_childkey_take_respects_effective_subnet_minimum", () => {
    const ctx = one();
    setMinChildkeyTakeForSubnet(ctx, NETUID, 5898);
    expect(effectiveMinChildkeyTake(ctx, NETUID)).toBe(5898);
    expect(childkeyTake(ctx, NETUID, HOTKEY)).toBe(5898);
    expect(take(ctx, 5897)).toBe("InvalidChildkeyTake");
    expect(take(ctx, 5898)).toBeUndefined();
    ChildkeyTake.set(ctx, HOTKEY, NETUID, 5897);
    expect(childkeyTake(ctx, NETUID, HOTKEY)).toBe(5898);
  });
  test("test_childkey_take_rate_limiting", () => {
    const ctx = one();
    setTxChildkeyTakeRateLimit(ctx, 100n);
    expect(take(ctx, 500)).toBeUndefined();
    expect(take(ctx, 600)).toBe("TxChildkeyTakeRateLimitExceeded");
    runToBlock(ctx, 99);
    expect(take(ctx, 650)).toBe("TxChildkeyTakeRateLimitExceeded");
    runToBlock(ctx, 101);
    expect(take(ctx, 700)).toBeUndefined();
    expect(childkeyTake(ctx, NETUID, HOTKEY)).toBe(700);
  });
  test("test_multiple_networks_childkey_take", () => {
    const ctx = newTestExt(1);
    const all = Array.from({ length: 9 }, (_, i) => netUid(i + 1));
    for (const netuid of all) {
      addNetwork(ctx, netuid, 13, 0);
      registerOkNeuron(ctx, netuid, HOTKEY, COLDKEY, 0);
      expect(take(ctx, (netuid + 1) * 100, { netuid })).toBeUndefined();
    }
    expect(all.map((netuid) => childkeyTake(ctx, netuid, HOTKEY))).toEqual([
      200, 300, 400, 500, 600, 700, 800, 900, 1000,
    ]);
    expect(take(ctx, 1100)).toBe("TxChildkeyTakeRateLimitExceeded");
    runToBlock(ctx, Number(limits.read.TxChildkeyTakeRateLimit.get(ctx)) + 1);
    expect(take(ctx, 1100)).toBeUndefined();
    expect(childkeyTake(ctx, NETUID, HOTKEY)).toBe(1100);
  });
  test("test_do_set_childkey_take_success", () => {
    const ctx = one();
    expect(take(ctx, 5000)).toBeUndefined();
    expect(childkeyTake(ctx, NETUID, HOTKEY)).toBe(5000);
    expect(limits.read.TransactionKeyLastBlock.get(ctx, HOTKEY, NETUID, 1)).toBe(1n);
  });
  test("test_do_set_childkey_take_non_associated_coldkey", () => {
    expect(take(one(), 5000, { hotkey: acct(3) })).toBe("NonAssociatedColdKey");
  });
  test("test_do_set_childkey_take_invalid_take_value", () => {
    expect(take(one(), MAX + 1)).toBe("InvalidChildkeyTake");
  });
  test("test_do_set_childkey_take_rate_limit_exceeded", () => {
    const ctx = one();
    expect(take(ctx, 3000)).toBeUndefined();
    expect(take(ctx, 5000)).toBe("TxChildkeyTakeRateLimitExceeded");
    expect(take(ctx, 1000)).toBeUndefined();
  });
});

describe("inherited stake", () => {
  /** A subnet of OWNER with these neurons, keys by the coldkeys beside them. */
  function dynamic(neurons: readonly (readonly [hotkey: number, coldkey: number])[]): {
    readonly ctx: MockContext;
    readonly netuid: NetUid;
  } {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, OWNER.hotkey, OWNER.coldkey);
    parameters.storage.MaxRegistrationsPerBlock.set(ctx, netuid, 1000);
    parameters.storage.TargetRegistrationsPerInterval.set(ctx, netuid, 1000);
    for (const [hotkey, coldkey] of neurons) registerOkNeuron(ctx, netuid, acct(hotkey), acct(coldkey), 0);
    return { ctx, netuid };
  }
  test("test_get_stake_for_hotkey_on_subnet", () => {
    const ctx = newTestExt(1);
    const [parent, child, cold1, cold2] = [acct(1), acct(2), acct(3), acct(4)];
    addNetwork(ctx, NETUID, 1, 0);
    registerOkNeuron(ctx, NETUID, parent, cold1, 0);
    registerOkNeuron(ctx, NETUID, child, cold2, 0);
    mockSetChildren(ctx, cold1, parent, NETUID, [[U64_MAX, child]]);
    for (const hotkey of [parent, child])
      for (const coldkey of [cold1, cold2]) stake(ctx, NETUID, hotkey, coldkey, 1000n);
    expect(inherited(ctx, NETUID, parent)).toBe(0n);
    expect(inherited(ctx, NETUID, child)).toBe(4000n);
  });
  test("test_children_stake_values", () => {
    const { ctx, netuid } = dynamic([
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
    ]);
    stake(ctx, netuid, HOTKEY, COLDKEY, 100_000_000_000_000n);
    mockSetChildrenNoEpochs(
      ctx,
      netuid,
      HOTKEY,
      [CHILD, CHILD_2, CHILD_3].map((child) => [U64_MAX / 4n, child] as const),
    );
    expect(inherited(ctx, netuid, HOTKEY)).toBe(25_000_000_069_849n);
    for (const child of [CHILD, CHILD_2, CHILD_3]) expect(inherited(ctx, netuid, child)).toBe(24_999_999_976_716n);
    expect([HOTKEY, CHILD, CHILD_2, CHILD_3].reduce((sum, key) => sum + inherited(ctx, netuid, key), 0n)).toBe(
      99_999_999_999_997n,
    );
  });
  test("test_get_stake_for_hotkey_on_subnet_basic", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 1, 0);
    registerOkNeuron(ctx, NETUID, acct(1), acct(2), 0);
    stake(ctx, NETUID, acct(1), acct(2), 1000n);
    expect(inherited(ctx, NETUID, acct(1))).toBe(1000n);
  });
  test("test_get_stake_for_hotkey_on_subnet_multiple_coldkeys", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 1, 0);
    registerOkNeuron(ctx, NETUID, acct(1), acct(2), 0);
    stake(ctx, NETUID, acct(1), acct(2), 1000n);
    stake(ctx, NETUID, acct(1), acct(3), 2000n);
    expect(inherited(ctx, NETUID, acct(1))).toBe(3000n);
  });
  test("test_get_stake_for_hotkey_on_subnet_single_parent_child", () => {
    const { ctx, netuid } = dynamic([
      [1, 3],
      [2, 3],
    ]);
    stake(ctx, netuid, acct(1), acct(3), 1_000_000_000n);
    mockSetChildrenNoEpochs(ctx, netuid, acct(1), [[U64_MAX, acct(2)]]);
    expect(inherited(ctx, netuid, acct(1))).toBe(0n);
    expect(inherited(ctx, netuid, acct(2))).toBe(1_000_000_000n);
  });
  test("test_get_stake_for_hotkey_on_subnet_multiple_parents_single_child", () => {
    const { ctx, netuid } = dynamic([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    stake(ctx, netuid, acct(1), acct(4), 1000n);
    stake(ctx, netuid, acct(2), acct(4), 2000n);
    for (const parent of [1, 2]) mockSetChildrenNoEpochs(ctx, netuid, acct(parent), [[U64_MAX / 2n, acct(3)]]);
    expectWithin(inherited(ctx, netuid, acct(1)), 500n, 10n);
    expectWithin(inherited(ctx, netuid, acct(2)), 1000n, 10n);
    expectWithin(inherited(ctx, netuid, acct(3)), 1499n, 10n);
  });
  test("test_get_stake_for_hotkey_on_subnet_single_parent_multiple_children", () => {
    const { ctx, netuid } = dynamic([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    stake(ctx, netuid, acct(1), acct(4), 3000n);
    mockSetChildrenNoEpochs(ctx, netuid, acct(1), [
      [U64_MAX / 3n, acct(2)],
      [U64_MAX / 3n, acct(3)],
    ]);
    const all = [1, 2, 3].map((n) => inherited(ctx, netuid, acct(n)));
    expectWithin(
      all.reduce((sum, one) => sum + one, 0n),
      3000n,
      10n,
    );
    for (const held of all) expectWithin(held, 1000n, 10n);
  });
  test("test_get_stake_for_hotkey_on_subnet_edge_cases", () => {
    const { ctx, netuid } = dynamic([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    stake(ctx, netuid, acct(1), acct(4), 600_000_000_000_000n);
    mockSetChildrenNoEpochs(ctx, netuid, acct(1), [
      [0n, acct(2)],
      [U64_MAX, acct(3)],
    ]);
    expect([1, 2, 3].map((n) => inherited(ctx, netuid, acct(n)))).toEqual([0n, 0n, 600_000_000_000_000n]);
  });
  test("test_get_stake_for_hotkey_on_subnet_complex_hierarchy", () => {
    const { ctx, netuid } = dynamic([
      [1, 5],
      [2, 6],
      [3, 7],
      [4, 8],
    ]);
    const [parent, child1, child2, grandchild] = [acct(1), acct(2), acct(3), acct(4)];
    const half = U64_MAX / 2n;
    stake(ctx, netuid, parent, acct(5), 1000n);
    mockSetChildrenNoEpochs(ctx, netuid, parent, [
      [half, child1],
      [half, child2],
    ]);
    expect(inherited(ctx, netuid, parent)).toBe(0n);
    for (const child of [child1, child2]) expectWithin(inherited(ctx, netuid, child), 499n, 10n);
    mockSetChildrenNoEpochs(ctx, netuid, child1, [[U64_MAX, grandchild]]);
    const [ofParent, ofChild1, ofChild2, ofGrandchild] = [parent, child1, child2, grandchild].map((key) =>
      inherited(ctx, netuid, key),
    ) as [bigint, bigint, bigint, bigint];
    expectWithin(ofParent, 0n, 10n);
    expectWithin(ofChild1, 499n, 10n);
    expectWithin(ofChild2, 499n, 10n);
    expectWithin(ofGrandchild, 0n, 10n);
    expectWithin(ofParent + ofChild1 + ofChild2 + ofGrandchild, 1000n, 10n);
    expect(children(ctx, netuid, parent)).toEqual([
      [half, child1],
      [half, child2],
    ]);
    for (const child of [child1, child2]) expect(parents(ctx, netuid, child)).toEqual([[half, parent]]);
    expect(children(ctx, netuid, child1)).toEqual([[U64_MAX, grandchild]]);
    expect(parents(ctx, netuid, grandchild)).toEqual([[U64_MAX, child1]]);
  });
  test("test_get_stake_for_hotkey_on_subnet_multiple_networks", () => {
    const ctx = newTestExt(1);
    for (const netuid of [1, 2]) {
      addNetwork(ctx, netuid, 1, 0);
      registerOkNeuron(ctx, netuid, acct(1), acct(2), 0);
    }
    stake(ctx, NETUID, acct(1), acct(2), 1000n);
    expectWithin(inherited(ctx, NETUID, acct(1)), 1000n, 10n);
    expectWithin(inherited(ctx, netUid(2), acct(1)), 0n, 10n);
  });
});

describe("weights of those who borrow stake", () => {
  const total = (ctx: MockContext, netuid: NetUid, hotkey: AccountId): I64F64 =>
    stakeWeightsForHotkeyOnSubnet(ctx, netuid, hotkey).total;
  test("test_childkey_set_weights_single_parent", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetworkDisableCommitReveal(ctx, OWNER.hotkey, OWNER.coldkey);
    tempo.storage.Tempo.set(ctx, netuid, 1);
    const [parent, child, setter] = [acct(1), acct(2), acct(3)];
    const given = 109_999n;
    addBalanceToColdkeyAccount(ctx, acct(100), 1n);
    addBalanceToColdkeyAccount(ctx, acct(101), given + 10n);
    addBalanceToColdkeyAccount(ctx, acct(102), 1_000_000n);
    [parent, child, setter].forEach((hotkey, i) => void registerOkNeuron(ctx, netuid, hotkey, acct(100 + i), 1));
    stake(ctx, netuid, parent, acct(100), given);
    stake(ctx, netuid, setter, acct(102), 1_000_000n);
    setWeightsRateLimit(ctx, netuid, 0n);
    mockSetChildrenNoEpochs(ctx, netuid, parent, [[U64_MAX, child]]);
    epoch.storage.ValidatorPermit.set(ctx, netuid, [true, true, true, true]);
    expect(setWeights(ctx, setter, [1], [U16_MAX], 0n, netuid)).toBeUndefined();
    setStakeThreshold(ctx, given * 5n);
    expect(total(ctx, netuid, child) < I64F64.fromNum(given * 5n)).toBe(true);
    expect(setWeights(ctx, child, [1], [U16_MAX], 0n, netuid)).toBe("NotEnoughStakeToSetWeights");
    expect(checkWeightsMinStake(ctx, netuid, child)).toBe(false);
    setStakeThreshold(ctx, given - 5n);
    expect(total(ctx, netuid, child) >= I64F64.fromNum(given - 5n)).toBe(true);
    expect(setWeights(ctx, child, [1], [U16_MAX], 0n, netuid)).toBeUndefined();
    expect(checkWeightsMinStake(ctx, netuid, child)).toBe(true);
  });
  test("test_set_weights_no_parent", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetworkDisableCommitReveal(ctx, OWNER.hotkey, OWNER.coldkey);
    const hotkey = acct(2);
    addBalanceToColdkeyAccount(ctx, acct(101), 110_009n);
    registerOkNeuron(ctx, netuid, hotkey, acct(101), 1);
    registerOkNeuron(ctx, netuid, acct(3), acct(102), 1);
    stake(ctx, netuid, hotkey, acct(101), 109_999n);
    setWeightsRateLimit(ctx, netuid, 0n);
    stepBlock(ctx, 7201);
    const weight = total(ctx, netuid, hotkey);
    setStakeThreshold(ctx, I64F64.saturatingToNum(I64F64.saturatingMul(weight, I64F64.saturatingFromNum(5)), u64));
    expect(setWeights(ctx, hotkey, [1], [U16_MAX], 0n, netuid)).toBe("NotEnoughStakeToSetWeights");
    expect(checkWeightsMinStake(ctx, netuid, hotkey)).toBe(false);
    setStakeThreshold(ctx, I64F64.toNum(I64F64.sub(weight, I64F64.fromNum(5)), u64));
    expect(setWeights(ctx, hotkey, [1], [U16_MAX], 0n, netuid)).toBeUndefined();
    expect(checkWeightsMinStake(ctx, netuid, hotkey)).toBe(true);
  });
});

describe("root validators as parents of subnet owners", () => {
  const VALIDATORS = [
    { hotkey: acct(101), coldkey: acct(100) },
    { hotkey: acct(201), coldkey: acct(200) },
  ] as const;
  const root1 = VALIDATORS[0];
  const join = (ctx: MockContext, netuid: NetUid): void => {
    for (const { hotkey, coldkey } of VALIDATORS) {
      registerOkNeuron(ctx, netuid, hotkey, coldkey, 0);
      direct(ctx, coldkey, "root_register", { hotkey });
    }
  };
  const endow = (ctx: MockContext, netuid: NetUid): void => {
    for (const { hotkey, coldkey } of VALIDATORS) stake(ctx, netuid, hotkey, coldkey, 1_000_000_000n);
  };
  test("test_root_children_enable_subnet_owner_set_weights", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, ROOT, 1, 0);
    const netuid = addDynamicNetworkDisableCommitReveal(ctx, OWNER.hotkey, OWNER.coldkey);
    join(ctx, netuid);
    for (const at of [ROOT, netuid]) endow(ctx, at);
    setWeightsRateLimit(ctx, netuid, 0n);
    for (const threshold of [0n, 500_000_000n]) {
      setStakeThreshold(ctx, threshold);
      expect(checkWeightsMinStake(ctx, netuid, OWNER.hotkey)).toBe(true);
      expect(setWeights(ctx, OWNER.hotkey, [0], [U16_MAX], 0n, netuid)).toBeUndefined();
    }
    direct(ctx, root, "set_pending_childkey_cooldown", { cooldown: 0n });
    setRootValidatorsForSubnet(ctx, netuid);
    stepBlock(ctx, 1);
    setPendingChildren(ctx, netuid);
    for (const { hotkey } of VALIDATORS) expect(children(ctx, netuid, hotkey)).toEqual([[U64_MAX, OWNER.hotkey]]);
    expect(parents(ctx, netuid, OWNER.hotkey)).toHaveLength(2);
  });
  /** Registers a subnet through its call, after `before`; what the owner may do then is checked. */
  function founded(before: (ctx: MockContext) => void): { readonly ctx: MockContext; readonly netuid: NetUid } {
    const ctx = newTestExt(1);
    addNetwork(ctx, ROOT, 1, 0);
    addNetwork(ctx, NETUID, 1, 0);
    join(ctx, NETUID);
    endow(ctx, ROOT);
    direct(ctx, root, "set_pending_childkey_cooldown", { cooldown: 0n });
    setStakeThreshold(ctx, 500_000_000n);
    const cost = networkLockCost(ctx);
    addBalanceToColdkeyAccount(ctx, OWNER.coldkey, cost);
    coinbase.storage.TotalIssuance.update(ctx, (old) => rao(u64.saturatingAdd(old, cost)));
    before(ctx);
    direct(ctx, OWNER.coldkey, "register_network", { hotkey: OWNER.hotkey });
    const netuid = netUid(subnets.read.TotalNetworks.get(ctx) - 1);
    expect(subnets.read.SubnetOwnerHotkey.get(ctx, netuid)).toBe(OWNER.hotkey);
    endow(ctx, netuid);
    setWeightsRateLimit(ctx, netuid, 0n);
    setCommitReveal(ctx, netuid, false);
    expect(checkWeightsMinStake(ctx, netuid, OWNER.hotkey)).toBe(true);
    expect(setWeights(ctx, OWNER.hotkey, [0], [U16_MAX], 0n, netuid)).toBeUndefined();
    return { ctx, netuid };
  }
  test("test_register_network_schedules_root_validators", () => {
    const { ctx, netuid } = founded(() => {});
    for (const { hotkey } of VALIDATORS) expect(children(ctx, netuid, hotkey)).toEqual([[U64_MAX, OWNER.hotkey]]);
  });
  test("test_register_network_schedules_root_validators_auto_parent_delegation_flag", () => {
    const { ctx, netuid } = founded((before) =>
      direct(before, root1.coldkey, "set_auto_parent_delegation_enabled", { hotkey: root1.hotkey, enabled: false }),
    );
    expect(children(ctx, netuid, root1.hotkey)).toEqual([]);
    expect(children(ctx, netuid, VALIDATORS[1].hotkey)).toEqual([[U64_MAX, OWNER.hotkey]]);
  });
});
