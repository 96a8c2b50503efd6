// Voting power: the cases of the reference's pallets/subtensor/src/tests/voting_power.rs.

import { beforeEach, describe, expect, it } from "vitest";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { stakeForHotkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { votingPower } from "../../runtime/pallets/subtensor/voting_power/contract.ts";
import {
  MAX_VOTING_POWER_EMA_ALPHA,
  swapVotingPowerForHotkey,
  updateVotingPowerForSubnet,
} from "../../runtime/pallets/subtensor/voting_power/update.ts";
import type { AccountId, NetUid } from "../../runtime/primitives/ids.ts";
import { type Alpha, alpha } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, root, setBlock, signed, subtensorCall } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  registerOkNeuron,
  setupReserves,
} from "../chain/mock_subtensor.ts";
import { expectNoop, expectOk } from "../chain/noop.ts";

const { VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha, VotingPowerTrackingEnabled } = votingPower.storage;
const AMOUNT = 1_000_000_000_000n;
const GRACE_PERIOD = 100_800n;
const hotkey = acct(1);
const coldkey = acct(2);

let ctx: MockContext;
let netuid: NetUid;
beforeEach(() => {
  ctx = newTestExt(1);
  netuid = addDynamicNetwork(ctx, hotkey, coldkey);
});
/** `build_mock_epoch_output`: what an epoch would say, from state. */
function standings(): Map<AccountId, { newValidatorPermit: boolean; stake: Alpha }> {
  const permits = epoch.read.ValidatorPermit.get(ctx, netuid);
  return new Map(
    Array.from(registration.read.Keys.entries(ctx, netuid), ([[, uid], who]) => [
      who,
      { newValidatorPermit: permits[uid] ?? false, stake: stakeForHotkeyOnSubnet(ctx, netuid, who) },
    ]),
  );
}
const runEpochs = (count: number): void => {
  for (let i = 0; i < count; i++) updateVotingPowerForSubnet(ctx, netuid, standings());
};
const power = (who = hotkey): bigint => VotingPower.get(ctx, netuid, who);
const enable =
  (origin = signed(coldkey)) =>
  () =>
    subtensorCall(ctx, origin, "enable_voting_power_tracking", { netuid });
const disable =
  (origin = signed(coldkey)) =>
  () =>
    subtensorCall(ctx, origin, "disable_voting_power_tracking", { netuid });
const setAlpha =
  (value: bigint, origin = root) =>
  () =>
    subtensorCall(ctx, origin, "sudo_set_voting_power_ema_alpha", { netuid, alpha: value });
const addStake = (to = hotkey, from = coldkey): void =>
  expectOk(() => subtensorCall(ctx, signed(from), "add_stake", { hotkey: to, netuid, amount_staked: AMOUNT }));
const permit = (...permits: boolean[]): void => epoch.storage.ValidatorPermit.set(ctx, netuid, permits);
const tracks = (): boolean => VotingPowerTrackingEnabled.get(ctx, netuid);
const endsAt = (): bigint => VotingPowerDisableAtBlock.get(ctx, netuid);
function forStaking(): void {
  setupReserves(ctx, netuid, AMOUNT * 100n, AMOUNT * 100n);
  addBalanceToColdkeyAccount(ctx, coldkey, AMOUNT * 10n);
}
function full(): void {
  forStaking();
  expectOk(enable());
  addStake();
  permit(true);
}

describe("tracking by call", () => {
  it("test_enable_voting_power_tracking", () => {
    expect(tracks()).toBe(false);
    expectOk(enable());
    expect([tracks(), endsAt()]).toEqual([true, 0n]);
  });
  it("test_enable_voting_power_tracking_root_can_enable", () => {
    expectOk(enable(root));
    expect(tracks()).toBe(true);
  });
  it("test_disable_voting_power_tracking_schedules_disable", () => {
    expectOk(enable());
    expectOk(disable());
    expect([tracks(), endsAt()]).toEqual([true, 1n + GRACE_PERIOD]);
  });
  it("test_disable_voting_power_tracking_fails_when_not_enabled", () =>
    expectNoop(ctx, disable(), "VotingPowerTrackingNotEnabled"));
  it("test_enable_voting_power_tracking_non_owner_fails", () => {
    expectNoop(ctx, enable(signed(acct(999))), "BadOrigin");
    expect(tracks()).toBe(false);
  });
  it("test_disable_voting_power_tracking_non_owner_fails", () => {
    expectOk(enable());
    expectNoop(ctx, disable(signed(acct(999))), "BadOrigin");
    expect([tracks(), endsAt()]).toEqual([true, 0n]);
  });
  it("test_reenable_voting_power_clears_disable_schedule", () => {
    expectOk(enable());
    expectOk(disable());
    expect(endsAt() > 0n).toBe(true);
    expectOk(enable());
    expect([tracks(), endsAt()]).toEqual([true, 0n]);
  });
});

describe("the weight of an epoch", () => {
  it("test_set_voting_power_ema_alpha", () => {
    expect(VotingPowerEmaAlpha.get(ctx, netuid)).toBe(3_570_000_000_000_000n);
    expectOk(setAlpha(500_000_000_000_000_000n));
    expect(VotingPowerEmaAlpha.get(ctx, netuid)).toBe(500_000_000_000_000_000n);
  });
  it("test_set_voting_power_ema_alpha_fails_above_one", () =>
    expectNoop(ctx, setAlpha(MAX_VOTING_POWER_EMA_ALPHA + 1n), "InvalidVotingPowerEmaAlpha"));
  it("test_set_voting_power_ema_alpha_non_root_fails", () =>
    expectNoop(ctx, setAlpha(500_000_000_000_000_000n, signed(coldkey)), "BadOrigin"));
});

describe("power over epochs", () => {
  it("test_voting_power_ema_calculation", () => {
    full();
    expect(power()).toBe(0n);
    runEpochs(1);
    const first = power();
    expect(first > 0n).toBe(true);
    runEpochs(10);
    expect(power() > first).toBe(true);
  });
  it("test_voting_power_cleared_when_deregistered", () => {
    full();
    runEpochs(10);
    expect(power() > 0n).toBe(true);
    registration.storage.IsNetworkMember.delete(ctx, hotkey, netuid);
    runEpochs(1);
    expect([power(), VotingPower.has(ctx, netuid, hotkey)]).toEqual([0n, false]);
  });
  it("test_only_validators_get_voting_power", () => {
    ctx = newTestExt(1);
    const [miner, owner] = [acct(2), acct(3)];
    netuid = addDynamicNetwork(ctx, hotkey, owner);
    setupReserves(ctx, netuid, AMOUNT * 100n, AMOUNT * 100n);
    addBalanceToColdkeyAccount(ctx, owner, AMOUNT * 20n);
    registerOkNeuron(ctx, netuid, miner, owner);
    expectOk(enable(signed(owner)));
    for (const to of [hotkey, miner]) addStake(to, owner);
    permit(true, false);
    runEpochs(1);
    expect(power() > 0n).toBe(true);
    expect(power(miner)).toBe(0n);
  });
  it("test_miner_voting_power_removed_when_loses_vpermit", () => {
    full();
    runEpochs(10);
    expect(power() > 0n).toBe(true);
    permit(false);
    runEpochs(1);
    expect(power()).toBe(0n);
  });
  it("test_voting_power_not_updated_when_disabled", () => {
    forStaking();
    addStake();
    permit(true);
    runEpochs(1);
    expect(power()).toBe(0n);
  });
});

describe("the threshold", () => {
  it("test_voting_power_not_removed_if_never_above_threshold", () => {
    full();
    const least = settings.read.StakeThreshold.get(ctx);
    VotingPower.set(ctx, netuid, hotkey, least === 0n ? 0n : least - 1n);
    runEpochs(1);
    expect(power() > 0n).toBe(true);
    expect(VotingPower.has(ctx, netuid, hotkey)).toBe(true);
  });
  it("test_voting_power_not_removed_with_small_dip_below_threshold", () => {
    forStaking();
    expectOk(enable());
    permit(true);
    const least = settings.read.StakeThreshold.get(ctx);
    VotingPower.set(ctx, netuid, hotkey, least + 100n);
    const standing = standings();
    standing.set(hotkey, { ...standing.get(hotkey)!, stake: alpha((least * 95n) / 100n) });
    updateVotingPowerForSubnet(ctx, netuid, standing);
    expect(VotingPower.has(ctx, netuid, hotkey)).toBe(true);
  });
  it("test_voting_power_removed_with_significant_drop_below_threshold", () => {
    expectOk(enable());
    settings.storage.StakeThreshold.set(ctx, 1_000_000_000n);
    VotingPower.set(ctx, netuid, hotkey, 1_000_000_000n);
    VotingPowerEmaAlpha.set(ctx, netuid, MAX_VOTING_POWER_EMA_ALPHA);
    updateVotingPowerForSubnet(ctx, netuid, new Map([[hotkey, { newValidatorPermit: true, stake: alpha(0n) }]]));
    expect(VotingPower.has(ctx, netuid, hotkey)).toBe(false);
  });
});

describe("another hotkey", () => {
  const newHotkey = acct(99);
  it.each([
    ["test_voting_power_transfers_on_hotkey_swap", 0n, 5_000_000_000_000n],
    ["test_voting_power_swap_adds_to_existing", 2_000_000_000_000n, 7_000_000_000_000n],
  ])("%s", (_name, existing, sum) => {
    VotingPower.set(ctx, netuid, hotkey, 5_000_000_000_000n);
    if (existing > 0n) VotingPower.set(ctx, netuid, newHotkey, existing);
    expect([power(), power(newHotkey)]).toEqual([5_000_000_000_000n, existing]);
    swapVotingPowerForHotkey(ctx, netuid, { oldHotkey: hotkey, newHotkey });
    expect([power(), power(newHotkey)]).toEqual([0n, sum]);
  });
});

describe("the end of tracking", () => {
  it("test_voting_power_finalized_after_grace_period", () => {
    full();
    runEpochs(10);
    expect(power() > 0n).toBe(true);
    expectOk(disable());
    setBlock(ctx, Number(endsAt()) + 1);
    runEpochs(1);
    expect([tracks(), endsAt(), power()]).toEqual([false, 0n, 0n]);
  });
  it("test_voting_power_continues_during_grace_period", () => {
    full();
    expectOk(disable());
    setBlock(ctx, Number(endsAt()) - 1000);
    runEpochs(1);
    expect(tracks()).toBe(true);
    expect(power() > 0n).toBe(true);
  });
});
