// The reference's tests of auto-stake destinations (pallets/subtensor/src/tests/auto_stake_hotkey.rs).

import { expect, test } from "vitest";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { type AccountId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { acct, directOutcome, type MockContext, newTestExt, signed } from "../chain/mock.ts";
import { addDynamicNetwork } from "../chain/mock_subtensor.ts";

const { AutoStakeDestination, AutoStakeDestinationColdkeys } = staking.storage;
const [COLDKEY, HOTKEY, NEW_HOTKEY] = [acct(10), acct(11), acct(12)];
const choose = (ctx: MockContext, netuid: NetUid, hotkey: AccountId) =>
  directOutcome(ctx, signed(COLDKEY), "set_coldkey_auto_stake_hotkey", { netuid, hotkey });

/** A subnet on which both hotkeys have slots. */
function subnet(): { readonly ctx: MockContext; readonly netuid: NetUid } {
  const ctx = newTestExt(1);
  keys.storage.Owner.set(ctx, HOTKEY, COLDKEY);
  keys.storage.OwnedHotkeys.set(ctx, COLDKEY, [HOTKEY]);
  const netuid = addDynamicNetwork(ctx, acct(1), acct(0));
  registration.storage.Uids.set(ctx, netuid, HOTKEY, 1);
  registration.storage.Uids.set(ctx, netuid, NEW_HOTKEY, 2);
  return { ctx, netuid };
}

test("test_set_coldkey_auto_stake_hotkey_subnet_not_exists", () => {
  expect(choose(newTestExt(1), netUid(999), acct(2))).toBe("SubnetNotExists");
});
test("test_set_coldkey_auto_stake_hotkey_hotkey_not_registered", () => {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, acct(1), acct(0));
  expect(choose(ctx, netuid, HOTKEY)).toBe("HotKeyNotRegisteredInSubNet");
});
test("test_set_coldkey_auto_stake_hotkey_success", () => {
  const { ctx, netuid } = subnet();
  expect(AutoStakeDestination.get(ctx, COLDKEY, netuid)).toBeUndefined();
  expect(choose(ctx, netuid, HOTKEY)).toBeUndefined();
  expect(AutoStakeDestination.get(ctx, COLDKEY, netuid)).toBe(HOTKEY);
});
test("test_set_coldkey_auto_stake_hotkey_same_hotkey_again", () => {
  const { ctx, netuid } = subnet();
  expect(choose(ctx, netuid, HOTKEY)).toBeUndefined();
  expect(choose(ctx, netuid, HOTKEY)).toBe("SameAutoStakeHotkeyAlreadySet");
});
test("test_set_coldkey_auto_stake_hotkey_change_hotkey", () => {
  const { ctx, netuid } = subnet();
  const coldkeys = () => [HOTKEY, NEW_HOTKEY].map((hotkey) => AutoStakeDestinationColdkeys.get(ctx, hotkey, netuid));
  expect(choose(ctx, netuid, HOTKEY)).toBeUndefined();
  expect(AutoStakeDestination.get(ctx, COLDKEY, netuid)).toBe(HOTKEY);
  expect(coldkeys()).toEqual([[COLDKEY], []]);
  expect(choose(ctx, netuid, NEW_HOTKEY)).toBeUndefined();
  expect(AutoStakeDestination.get(ctx, COLDKEY, netuid)).toBe(NEW_HOTKEY);
  expect(coldkeys()).toEqual([[], [COLDKEY]]);
});
