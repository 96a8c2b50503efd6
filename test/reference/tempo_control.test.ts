// Owners' say in the tempo: the cases of the reference's pallets/subtensor/src/tests/tempo_control.rs.

import { beforeEach, describe, expect, it } from "vitest";
import { nextEpochStartBlock } from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { acct, type MockContext, newTestExt, root, runToBlock, signed, subtensorCall } from "../chain/mock.ts";
import { addNetwork } from "../chain/mock_subtensor.ts";
import { expectNoop, expectOk } from "../chain/noop.ts";

const { LastEpochBlock, PendingEpochAt, Tempo } = tempo.storage;
const { ActivityCutoffFactorMilli, CommitRevealWeightsEnabled } = parameters.storage;
const { AdminFreezeWindow } = limits.storage;
const owner = acct(1);
const netuid = netUid(1);

let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1);
  addNetwork(ctx, 1, 360);
  subnets.storage.SubnetOwner.set(ctx, netuid, owner);
  parameters.storage.SubtokenEnabled.set(ctx, netuid, true);
  AdminFreezeWindow.set(ctx, 0);
});
const setTempo = (period: number) => () => subtensorCall(ctx, signed(owner), "set_tempo", { netuid, tempo: period });
const triggerEpoch = () => subtensorCall(ctx, signed(owner), "trigger_epoch", { netuid });
/** The next epoch is nearer than the freeze window is long. */
function nearEpoch(): void {
  Tempo.set(ctx, netuid, 10);
  LastEpochBlock.set(ctx, netuid, 1n);
  AdminFreezeWindow.set(ctx, 8);
  runToBlock(ctx, 5);
}

it("do_set_tempo_works_with_commit_reveal_enabled", () => {
  expect(CommitRevealWeightsEnabled.get(ctx, netuid)).toBe(true);
  expectOk(setTempo(720));
  expect(Tempo.get(ctx, netuid)).toBe(720);
});
it("do_trigger_epoch_blocked_with_commit_reveal_enabled", () => {
  expect(CommitRevealWeightsEnabled.get(ctx, netuid)).toBe(true);
  AdminFreezeWindow.set(ctx, 5);
  expectNoop(ctx, triggerEpoch, "DynamicTempoBlockedByCommitReveal");
  expect(PendingEpochAt.get(ctx, netuid)).toBe(0n);
});
it("do_trigger_epoch_works_with_commit_reveal_disabled", () => {
  CommitRevealWeightsEnabled.set(ctx, netuid, false);
  AdminFreezeWindow.set(ctx, 5);
  expectOk(triggerEpoch);
  expect(PendingEpochAt.get(ctx, netuid)).toBe(6n);
});
it("do_set_activity_cutoff_factor_works_for_root_bypassing_freeze_window", () => {
  nearEpoch();
  const set = (origin: typeof root) => () =>
    subtensorCall(ctx, origin, "set_activity_cutoff_factor", { netuid, factor_milli: 5_000 });
  expectNoop(ctx, set(signed(owner)), "AdminActionProhibitedDuringWeightsWindow");
  expectOk(set(root));
  expect(ActivityCutoffFactorMilli.get(ctx, netuid)).toBe(5_000);
});
it("do_trigger_epoch_rejects_when_auto_epoch_already_imminent", () => {
  CommitRevealWeightsEnabled.set(ctx, netuid, false);
  nearEpoch();
  expectNoop(ctx, triggerEpoch, "AutoEpochAlreadyImminent");
  expect(PendingEpochAt.get(ctx, netuid)).toBe(0n);
});

describe("the block of the next epoch", () => {
  it.each([
    ["get_next_epoch_start_block_returns_none_when_tempo_zero", 0, 0n, undefined],
    ["get_next_epoch_start_block_uses_last_epoch_block_plus_tempo", 50, 0n, 150n],
    ["get_next_epoch_start_block_returns_pending_when_pending_is_earlier", 50, 120n, 120n],
    ["get_next_epoch_start_block_ignores_pending_when_auto_is_earlier", 50, 200n, 150n],
  ])("%s", (_name, period, pending, next) => {
    LastEpochBlock.set(ctx, netuid, 100n);
    Tempo.set(ctx, netuid, period);
    PendingEpochAt.set(ctx, netuid, pending);
    expect(nextEpochStartBlock(ctx, netuid)).toBe(next);
  });
  it("get_next_epoch_start_block_reflects_set_tempo_cycle_reset", () => {
    runToBlock(ctx, 10);
    expectOk(setTempo(720));
    expect(nextEpochStartBlock(ctx, netuid)).toBe(730n);
  });
});
