// What a subnet costs. The figures after a price was set are those of the reference
// (pallets/subtensor/src/tests/migration.rs: 1000 TAO locked cost 2000, 1250 cost 2500, and fall by a half-interval's part).

import { expect, test } from "vitest";
import { coinbase } from "../../../runtime/pallets/subtensor/coinbase/contract.ts";
import { registerNetwork } from "../../../runtime/pallets/subtensor/flows/subnet_lifecycle/register_network.ts";
import {
  lockReductionInterval,
  networkLastLockBlock,
  networkLockCost,
  setNetworkLastLock,
  setNetworkLastLockBlock,
} from "../../../runtime/pallets/subtensor/root/root.ts";
import { settings } from "../../../runtime/pallets/subtensor/settings/contract.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, setBlock } from "../../chain/mock.ts";
import { addBalanceToColdkeyAccount } from "../../chain/mock_subtensor.ts";

const TAO = 1_000_000_000n;
/** The last subnet cost so much, in a block. */
function after(tao: bigint, block: number): MockContext {
  const ctx = newTestExt(1);
  setNetworkLastLock(ctx, rao(tao * TAO));
  setNetworkLastLockBlock(ctx, BigInt(block));
  return ctx;
}

test("the first subnet costs the minimum", () => {
  expect(networkLockCost(newTestExt(1))).toBe(100n * TAO);
});
test("a subnet costs twice the last one, also before the last one's block", () => {
  expect(networkLockCost(after(1_000n, 1 + 50_400))).toBe(2_000n * TAO);
  expect(networkLockCost(after(1_250n, 1))).toBe(2_500n * TAO);
});
test("the price falls by the last one's part of the interval in each block, down to the minimum", () => {
  const ctx = after(1_250n, 1);
  const costs = [2, 3, 4, 5, 6].map((block) => {
    setBlock(ctx, block);
    return networkLockCost(ctx) / TAO;
  });
  expect(costs).toEqual([1_875n, 1_250n, 625n, 100n, 100n]);
});
test("the interval shrinks with the block emission", () => {
  const ctx = newTestExt(1);
  settings.storage.NetworkLockReductionInterval.set(ctx, 100_800n);
  expect(lockReductionInterval(ctx)).toBe(100_800n);
  // Past half the supply a block mints half a TAO.
  coinbase.storage.TotalIssuance.set(ctx, rao(10_600_000n * TAO));
  expect(lockReductionInterval(ctx)).toBe(50_400n);
});
test("every subnet doubles the price of the next", () => {
  const ctx = newTestExt(5);
  const costs = [1, 2, 3].map((n) => {
    const cost = networkLockCost(ctx);
    addBalanceToColdkeyAccount(ctx, acct(n), cost + 1n);
    registerNetwork(ctx, { hotkey: acct(100 + n), coldkey: acct(n) }, 1, undefined);
    return cost / TAO;
  });
  expect(costs).toEqual([100n, 200n, 400n]);
  expect(networkLastLockBlock(ctx)).toBe(5n);
});
