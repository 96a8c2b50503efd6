// What the calls of a subnet's owner refuse that set its tempo and what depends on it, and those of voting power; in the order
// of pallets/subtensor/src/coinbase/tempo_control.rs and utils/voting_power.rs.

import { expect, test } from "vitest";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { setLastBlockOnSubnet, type TransactionType } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { votingPower } from "../../runtime/pallets/subtensor/voting_power/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { climb, from, type Rung, tell } from "../chain/ladder.ts";
import { acct, type MockContext, newTestExt, none, root, signed, subtensorOutcome } from "../chain/mock.ts";
import { addNetwork } from "../chain/mock_subtensor.ts";
import { setCommitReveal } from "../chain/mock_weights.ts";

const NETUID = netUid(1);
const [OWNER, STRANGER] = [acct(1), acct(2)];
const BLOCK = 1_000_000;
const { AdminFreezeWindow, OwnerHyperparamRateLimit } = limits.storage;
const { BlocksSinceLastStep, LastEpochBlock, PendingEpochAt, Tempo } = tempo.storage;

function start(): MockContext {
  const ctx = newTestExt(BLOCK);
  addNetwork(ctx, NETUID, 360);
  subnets.storage.SubnetOwner.set(ctx, NETUID, OWNER);
  LastEpochBlock.set(ctx, NETUID, BigInt(BLOCK - 100));
  BlocksSinceLastStep.set(ctx, NETUID, 100n);
  OwnerHyperparamRateLimit.set(ctx, 2);
  return ctx;
}
const owned: readonly Rung[] = [
  ["BadOrigin", from(root)],
  ["BadOrigin", from(signed(STRANGER))],
  ["BadOrigin", from(signed(OWNER))],
];
const ownedOrRoot: readonly Rung[] = [
  ["BadOrigin", from(signed(STRANGER))],
  ["BadOrigin", from(signed(OWNER))],
];
const frozen = (ctx: MockContext): Rung => {
  AdminFreezeWindow.set(ctx, 1_000);
  return ["AdminActionProhibitedDuringWeightsWindow", () => AdminFreezeWindow.set(ctx, 10)];
};
const limited = (ctx: MockContext, kind: TransactionType): Rung => {
  setLastBlockOnSubnet(ctx, NETUID, OWNER, kind, BigInt(BLOCK));
  return ["TxRateLimitExceeded", () => setLastBlockOnSubnet(ctx, NETUID, OWNER, kind, 0n)];
};

test("set_tempo", () => {
  const ctx = start();
  climb(ctx, "set_tempo", { origin: none, args: { netuid: NETUID, tempo: 359 } }, [
    ...owned,
    ["TempoOutOfBounds", tell({ tempo: 50_401 })],
    ["TempoOutOfBounds", tell({ tempo: 50_400 })],
    frozen(ctx),
    limited(ctx, { type: "TempoUpdate" }),
  ]);
  expect(Tempo.get(ctx, NETUID)).toBe(50_400);
});
test("set_activity_cutoff_factor", () => {
  const ctx = start();
  const kind = { type: "OwnerHyperparamUpdate", value: "ActivityCutoffFactorMilli" } as const;
  climb(ctx, "set_activity_cutoff_factor", { origin: none, args: { netuid: NETUID, factor_milli: 999 } }, [
    ...ownedOrRoot,
    ["ActivityCutoffFactorMilliOutOfBounds", tell({ factor_milli: 50_001 })],
    ["ActivityCutoffFactorMilliOutOfBounds", tell({ factor_milli: 50_000 })],
    frozen(ctx),
    limited(ctx, kind),
  ]);
  // Root is bound by neither window nor limit.
  AdminFreezeWindow.set(ctx, 1_000);
  const args = { netuid: NETUID, factor_milli: 1_000 };
  expect(subtensorOutcome(ctx, signed(OWNER), "set_activity_cutoff_factor", args)).toBe(
    "AdminActionProhibitedDuringWeightsWindow",
  );
  expect(subtensorOutcome(ctx, root, "set_activity_cutoff_factor", args)).toBeUndefined();
});
test("trigger_epoch", () => {
  const ctx = start();
  setCommitReveal(ctx, NETUID, true);
  PendingEpochAt.set(ctx, NETUID, 5n);
  AdminFreezeWindow.set(ctx, 1_000);
  const kind = { type: "OwnerHyperparamUpdate", value: "TriggerEpoch" } as const;
  climb(ctx, "trigger_epoch", { origin: none, args: { netuid: NETUID } }, [
    ...owned,
    ["DynamicTempoBlockedByCommitReveal", () => setCommitReveal(ctx, NETUID, false)],
    ["EpochTriggerAlreadyPending", () => PendingEpochAt.set(ctx, NETUID, 0n)],
    ["AutoEpochAlreadyImminent", () => AdminFreezeWindow.set(ctx, 10)],
    limited(ctx, kind),
  ]);
  expect(PendingEpochAt.get(ctx, NETUID)).toBe(BigInt(BLOCK + 10));
});

test("enable_voting_power_tracking", () => {
  const ctx = start();
  climb(ctx, "enable_voting_power_tracking", { origin: none, args: { netuid: NETUID } }, ownedOrRoot);
  expect(votingPower.read.VotingPowerTrackingEnabled.get(ctx, NETUID)).toBe(true);
});
test("disable_voting_power_tracking", () => {
  const ctx = start();
  climb(ctx, "disable_voting_power_tracking", { origin: none, args: { netuid: NETUID } }, [
    ...ownedOrRoot,
    ["VotingPowerTrackingNotEnabled", () => votingPower.storage.VotingPowerTrackingEnabled.set(ctx, NETUID, true)],
  ]);
});
test("sudo_set_voting_power_ema_alpha", () => {
  const alpha = 1_000_000_000_000_000_000n;
  climb(start(), "sudo_set_voting_power_ema_alpha", { origin: none, args: { netuid: NETUID, alpha: alpha + 1n } }, [
    ["BadOrigin", from(signed(OWNER))],
    ["BadOrigin", from(root)],
    ["InvalidVotingPowerEmaAlpha", tell({ alpha })],
  ]);
});
test("schedule_swap_coldkey", () => {
  for (const by of [none, signed(OWNER), root])
    expect(subtensorOutcome(start(), by, "schedule_swap_coldkey", { new_coldkey: STRANGER })).toBe("Deprecated");
});
