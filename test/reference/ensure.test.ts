// The reference's tests of who may change a subnet and when (pallets/subtensor/src/tests/ensure.rs).

import { expect, test } from "vitest";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import {
  ensureAdminWindowOpen,
  ensureSnOwnerOrRootWithLimits,
} from "../../runtime/pallets/subtensor/limits/owner_changes.ts";
import { setLastBlockOnSubnet, type TransactionType } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { setAdminFreezeWindow } from "../../runtime/pallets/subtensor/settings/setters.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { ensureSubnetOwner, ensureSubnetOwnerOrRoot } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { blocksUntilNextAutoEpoch } from "../../runtime/pallets/subtensor/tempo/schedule.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { acct, newTestExt, outcomeOf, runToBlock, setBlock, signed } from "../chain/mock.ts";
import { addNetwork } from "../chain/mock_subtensor.ts";

const { SubnetOwner } = subnets.storage;
const KAPPA: TransactionType = { type: "OwnerHyperparamUpdate", value: "Kappa" };

test("ensure_subnet_owner_returns_who_and_checks_ownership", () => {
  const ctx = newTestExt(1);
  const netuid = addNetwork(ctx, 1, 10, 0);
  SubnetOwner.set(ctx, netuid, acct(42));
  expect(outcomeOf(() => ensureSubnetOwner(ctx, signed(acct(7)), netuid))).toBe("BadOrigin");
  expect(ensureSubnetOwner(ctx, signed(acct(42)), netuid)).toBe(acct(42));
});

test("ensure_subnet_owner_or_root_distinguishes_root_and_owner", () => {
  const ctx = newTestExt(1);
  const netuid = addNetwork(ctx, 2, 10, 0);
  SubnetOwner.set(ctx, netuid, acct(9));
  expect(ensureSubnetOwnerOrRoot(ctx, undefined, netuid)).toBeUndefined();
  expect(ensureSubnetOwnerOrRoot(ctx, acct(9), netuid)).toBe(acct(9));
  expect(outcomeOf(() => ensureSubnetOwnerOrRoot(ctx, acct(8), netuid))).toBe("BadOrigin");
});

test("ensure_admin_window_open_blocks_in_freeze_window", () => {
  const ctx = newTestExt(1);
  const netuid = addNetwork(ctx, 0, 10, 0);
  setAdminFreezeWindow(ctx, 3);
  tempo.storage.LastEpochBlock.set(ctx, netuid, 0n);
  setBlock(ctx, 8);
  expect(outcomeOf(() => ensureAdminWindowOpen(ctx, netuid))).toBe("AdminActionProhibitedDuringWeightsWindow");
  setBlock(ctx, 7);
  expect(outcomeOf(() => ensureAdminWindowOpen(ctx, netuid))).toBeUndefined();
});

test("ensure_owner_or_root_with_limits_checks_rl_and_freeze", () => {
  const ctx = newTestExt(1);
  const netuid = addNetwork(ctx, 1, 10, 0);
  const owner = acct(5);
  SubnetOwner.set(ctx, netuid, owner);
  setAdminFreezeWindow(ctx, 0);
  tempo.storage.Tempo.set(ctx, netuid, 1);
  expect(limits.read.OwnerHyperparamRateLimit.get(ctx)).toBe(2);
  const asOwner = () => outcomeOf(() => ensureSnOwnerOrRootWithLimits(ctx, owner, netuid, KAPPA));
  const window = () => outcomeOf(() => ensureAdminWindowOpen(ctx, netuid));
  expect([asOwner(), window()]).toEqual([undefined, undefined]);
  const now = ctx.block.number;
  setLastBlockOnSubnet(ctx, netuid, owner, KAPPA, BigInt(now));
  expect(asOwner()).toBe("TxRateLimitExceeded");
  runToBlock(ctx, now + 3);
  setLastBlockOnSubnet(ctx, netuid, owner, KAPPA, 0n);
  expect([asOwner(), window()]).toEqual([undefined, undefined]);
  tempo.storage.Tempo.set(ctx, netuid, 10);
  setAdminFreezeWindow(ctx, 3);
  while (blocksUntilNextAutoEpoch(ctx, netuid, 10, BigInt(ctx.block.number)) >= 3n)
    runToBlock(ctx, ctx.block.number + 1);
  expect([asOwner(), window()]).toEqual([undefined, "AdminActionProhibitedDuringWeightsWindow"]);
  expect(netuid).toBe(netUid(1));
});
