// The reference's tests of what a limit price lets through (pallets/subtensor/src/tests/staking.rs, get_max_amount_…): its
// tables and tolerances.

import { describe, expect, test } from "vitest";
import { maxAmountAdd } from "../../runtime/pallets/subtensor/staking/add_stake.ts";
import { maxAmountMove } from "../../runtime/pallets/subtensor/staking/move_stake.ts";
import { maxAmountRemove } from "../../runtime/pallets/subtensor/staking/remove_stake.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, outcomeOf } from "../chain/mock.ts";
import { initSwap, priceAsFloat, priceOf, setPool } from "../chain/mock_stake.ts";
import { addDynamicNetwork, addNetwork } from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const STABLE = netUid(1);
const EXCEEDED = "PriceLimitExceeded";
const stable = () => {
  const ctx = newTestExt(0);
  addNetwork(ctx, STABLE, 1);
  return ctx;
};
const dynamic = (ctx: MockContext) => addDynamicNetwork(ctx, acct(1002), acct(1001));
const move = (ctx: MockContext, originNetuid: NetUid, destinationNetuid: NetUid, limit: bigint): bigint =>
  maxAmountMove(ctx, { originNetuid, destinationNetuid }, rao(limit));

describe("par", () => {
  test.each([
    ["test_max_amount_add_root", ROOT],
    ["test_max_amount_add_stable", STABLE],
  ] as const)("%s", (_, netuid) => {
    const ctx = stable();
    for (const limit of [0n, 999_999_999n]) expect(maxAmountAdd(ctx, netuid, rao(limit))).toBe(0n);
    for (const limit of [1_000_000_000n, 1_000_000_001n, 2_000_000_000n])
      expect(maxAmountAdd(ctx, netuid, rao(limit))).toBe(U64_MAX);
  });
  test.each([
    ["test_max_amount_remove_root", ROOT],
    ["test_max_amount_remove_stable", STABLE],
  ] as const)("%s", (_, netuid) => {
    const ctx = stable();
    for (const limit of [0n, 500_000_000n, 999_999_999n, 1_000_000_000n])
      expect(maxAmountRemove(ctx, netuid, rao(limit))).toBe(U64_MAX);
    for (const limit of [1_000_000_001n, 2_000_000_000n]) expect(maxAmountRemove(ctx, netuid, rao(limit))).toBe(0n);
  });
  test.each([
    ["test_max_amount_move_root_root", ROOT],
    ["test_max_amount_move_root_stable", STABLE],
  ] as const)("%s", (_, netuid) => {
    const ctx = stable();
    for (const limit of [0n, 500_000_000n, 999_999_999n, 1_000_000_000n])
      expect(move(ctx, ROOT, netuid, limit)).toBe(U64_MAX);
    for (const limit of [1_000_000_001n, 2_000_000_000n]) expect(move(ctx, ROOT, netuid, limit)).toBe(0n);
  });
});

const TEN18 = 10n ** 18n;
const [T16, A18] = [21_000_000_000_000_000n, TEN18];
describe("test_max_amount_add_dynamic", () => {
  test.each<[bigint, bigint, bigint, bigint | string]>([
    [1_000_000_000n, 1_000_000_000n, 0n, EXCEEDED],
    [100n, 100n, 1_100_000_000n, 4n],
    [1_000n, 1_000n, 1_100_000_000n, 48n],
    [10_000n, 10_000n, 1_100_000_000n, 488n],
    [1_000_000n, 1_000_000n, 4_000_000_000n, 1_000_500n],
    [1_000_000n, 1_000_000n, 9_000_000_000n, 2_001_000n],
    [1_000_000n, 1_000_000n, 16_000_000_000n, 3_001_500n],
    [1_000_000_000_000n, 1_000_000_000_000n, 16_000_000_000n, 3_001_500_000_000n],
    [150_000_000_000n, 100_000_000_000n, 0n, EXCEEDED],
    [150_000_000_000n, 100_000_000_000n, 100_000_000n, EXCEEDED],
    [150_000_000_000n, 100_000_000_000n, 500_000_000n, EXCEEDED],
    [150_000_000_000n, 100_000_000_000n, 1_499_999_999n, EXCEEDED],
    [150_000_000_000n, 100_000_000_000n, 1_500_000_000n, EXCEEDED],
    [150_000_000_000n, 100_000_000_000n, 1_500_000_001n, 49n],
    [150_000_000_000n, 100_000_000_000n, 6_000_000_000n, 150_075_000_000n],
    [U64_MAX / 2n, U64_MAX, U64_MAX, U64_MAX],
  ])("%d TAO, %d alpha, limit %d: %s", (tao, inPool, limit, expected) => {
    const ctx = newTestExt(0);
    const netuid = dynamic(ctx);
    setPool(ctx, netuid, tao, inPool);
    initSwap(ctx, netuid);
    const price = Number(tao) / Number(inPool);
    expectWithin(priceAsFloat(ctx, netuid), price, price / 1000);
    if (typeof expected === "string") expect(outcomeOf(() => maxAmountAdd(ctx, netuid, rao(limit)))).toBe(expected);
    else expectWithin(maxAmountAdd(ctx, netuid, rao(limit)), expected, expected / 10_000n);
  });
});

describe("test_max_amount_remove_dynamic", () => {
  test.each<[bigint, bigint, bigint, bigint | string]>([
    [0n, 1_000_000_000n, 100n, "ReservesTooLow"],
    [1_000_000_000n, 0n, 100n, EXCEEDED],
    [10_000_000_000n, 10_000_000_000n, 0n, 10_000_000_000_000n],
    [1_000n, 1_000n, 0n, 1_000_000n],
    [1_001n, 1_001n, 0n, 1_001_000n],
    [1_001n, 1_001n, 1n, 1_001_000n],
    [1_001n, 1_001n, 2n, 1_001_000n],
    [1_001n, 1_001n, 1_001n, 1_001_000n],
    [1_001n, 1_001n, 10_000n, 17_472n],
    [1_001n, 1_001n, 100_000n, 17_472n],
    [1_001n, 1_001n, 1_000_000n, 17_472n],
    [1_001n, 1_001n, 10_000_000n, 9_013n],
    [1_001n, 1_001n, 100_000_000n, 2_165n],
    [1_000_000n, 1_000_000n, 250_000_000n, 1_010_000n],
    [1_000_000n, 1_000_000n, 62_500_000n, 3_030_000n],
    [1_000_000_000_000n, 1_000_000_000_000n, 62_500_000n, 3_030_000_000_000n],
    [200_000_000_000n, 100_000_000_000n, 0n, 100_000_000_000_000n],
    [200_000_000_000n, 100_000_000_000n, 500_000_000n, 101_000_000_000n],
    [200_000_000_000n, 100_000_000_000n, 125_000_000n, 303_000_000_000n],
    [200_000_000_000n, 100_000_000_000n, 2_000_000_000n, EXCEEDED],
    [200_000_000_000n, 100_000_000_000n, 2_000_000_001n, EXCEEDED],
    [200_000_000_000n, 100_000_000_000n, 1_999_999_999n, 24n],
    [200_000_000_000n, 100_000_000_000n, 1_999_999_990n, 250n],
    [T16, 1_000_000n, T16, 17_455_533n],
    [T16, 1_000_000n, U64_MAX, 67_000n],
    [T16, A18, U64_MAX, EXCEEDED],
    [T16, A18, 20_000_000n, 24_700_000_000_000_000n],
    [T16, T16, 999_999_999n, 10_605_000n],
    [T16, T16, 0n, U64_MAX],
  ])("%d TAO, %d alpha, limit %d: %s", (tao, inPool, limit, expected) => {
    const ctx = newTestExt(0);
    const netuid = dynamic(ctx);
    setPool(ctx, netuid, tao, inPool);
    if (inPool !== 0n) expect(priceOf(ctx, netuid)).toBe(U64F64.fromBits((tao << 64n) / inPool));
    if (typeof expected === "string") expect(outcomeOf(() => maxAmountRemove(ctx, netuid, rao(limit)))).toBe(expected);
    else expectWithin(maxAmountRemove(ctx, netuid, rao(limit)) as bigint, expected, expected / 100n);
  });
});

test("test_max_amount_move_stable_dynamic", () => {
  const ctx = stable();
  const netuid = dynamic(ctx);
  const tao = 50_000_000_000n;
  setPool(ctx, netuid, tao, 100_000_000_000n);
  expect(priceOf(ctx, netuid)).toBe(U64F64.fromFloat(0.5));
  const max = (limit: bigint) => move(ctx, STABLE, netuid, limit);
  expect(max(0n)).toBe(U64_MAX);
  for (const limit of [2_000_000_000n, 3_000_000_000n, U64_MAX, U64_MAX - 1n, U64_MAX / 2n])
    expect(outcomeOf(() => max(limit))).toBe(EXCEEDED);
  expectWithin(max(500_000_000n), tao + 150_000_000n, tao / 100n);
  // At four times the price the TAO side has doubled: 50 TAO, and 33 / 65,502 of it as the fee.
  expectWithin(max(500_000_000n), tao + (tao * 33n) / 65_502n, 1n);
  expect(max(1_999_999_000n)).toBeGreaterThan(0n);
});
test("test_max_amount_move_dynamic_stable", () => {
  const ctx = stable();
  const netuid = dynamic(ctx);
  const inPool = 100_000_000_000n;
  setPool(ctx, netuid, 150_000_000_000n, inPool);
  expect(priceOf(ctx, netuid)).toBe(U64F64.fromFloat(1.5));
  const max = (limit: bigint) => move(ctx, netuid, STABLE, limit);
  expect(max(0n)).toBe(inPool * 1000n);
  for (const limit of [1n, 2n, 3n]) expect(max(limit)).toBeGreaterThan(0n);
  expect(outcomeOf(() => max(1_500_000_001n))).toBe(EXCEEDED);
  expect(outcomeOf(() => max(1_500_000_000n))).toBe(EXCEEDED);
  expectWithin(max(375_000_000n), inPool + inPool / 2000n, inPool / 10_000n);
  expectWithin(max(375_000_000n), inPool + (inPool * 33n) / 65_502n, 1n);
  expect(max(1_499_999_999n)).toBeGreaterThan(0n);
  for (const limit of [U64_MAX, U64_MAX - 1n, U64_MAX / 2n]) expect(outcomeOf(() => max(limit))).toBe(EXCEEDED);
});

describe("test_max_amount_move_dynamic_dynamic", () => {
  const FIFTEEN = [150_000_000_000n, 100_000_000_000n, 100_000_000_000n, 100_000_000_000n] as const;
  const BILLION = 1_000_000_000n;
  const THOUSANDS = [1_000n, 1_000n, 1_000n, 1_000n] as const;
  const ONES = [1n, 1n, 1n, 1n] as const;
  const SMALL = [1_000_000n, 1_000_000n, T16, A18] as const;
  test.each<[readonly [bigint, bigint, bigint, bigint], bigint, bigint, bigint]>([
    [[0n, BILLION, BILLION, BILLION], 100n, 0n, 1n],
    [[BILLION, 0n, BILLION, BILLION], 100n, 0n, 1n],
    [[BILLION, BILLION, 0n, BILLION], 100n, 0n, 1n],
    [[BILLION, BILLION, BILLION, 0n], 100n, 0n, 1n],
    [ONES, 0n, U64_MAX, 1n],
    [ONES, 1n, 500_000_000n, 1n],
    [ONES, 2n, 250_000_000n, 1n],
    [ONES, 3n, 166_666_666n, 1n],
    [ONES, 4n, 125_000_000n, 1n],
    [ONES, 1_000n, 500_000n, 1n],
    [THOUSANDS, 500_000_000n, 500n, 1n],
    [THOUSANDS, 100_000_000n, 4_500n, 1n],
    [FIFTEEN, 100_000_000n, 560_000_000_000n, 1_000_000n],
    [FIFTEEN, 500_000_000n, 80_000_000_000n, 1_000_000n],
    [FIFTEEN, 750_000_000n, 40_000_000_000n, 1_000_000n],
    [FIFTEEN, 1_000_000_000n, 20_000_000_000n, 1_000n],
    [FIFTEEN, 1_250_000_000n, 8_000_000_000n, 1_000n],
    [FIFTEEN, 1_499_999_999n, 27n, 1n],
    [FIFTEEN, 1_500_000_000n, 0n, 1n],
    [FIFTEEN, 1_500_000_001n, 0n, 1n],
    [FIFTEEN, 1_500_001_000n, 0n, 1n],
    [FIFTEEN, 2_000_000_000n, 0n, 1n],
    [FIFTEEN, U64_MAX, 0n, 1n],
    [[100_000_000_000n, 200_000_000_000n, 300_000_000_000n, 400_000_000_000n], 500_000_000n, 50_000_000_000n, 1_000n],
    [[BILLION, BILLION, BILLION, BILLION], 1n, 499_999_999_500_000_000n, 100_000_000n],
    [SMALL, 1n, 48_000_000_000_000_000n, 1_000_000_000_000_000n],
    [SMALL, U64_MAX, 0n, 1n],
  ])("%s, limit %d: %d ± %d", ([tao1, alpha1, tao2, alpha2], limit, expected, precision) => {
    const ctx = newTestExt(0);
    const [origin, destination] = [dynamic(ctx), dynamic(ctx)];
    setPool(ctx, origin, tao1, alpha1);
    setPool(ctx, destination, tao2, alpha2);
    if (alpha1 !== 0n && alpha2 !== 0n && tao2 !== 0n) {
      const price = Number(tao1) / Number(alpha1) / (Number(tao2) / Number(alpha2));
      expectWithin(U64F64.toFloat(U64F64.div(priceOf(ctx, origin), priceOf(ctx, destination))), price, 0.000_000_001);
    }
    expectWithin(move(ctx, origin, destination, limit), expected, precision);
  });
});
