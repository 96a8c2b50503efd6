// The reference's tests of its exchange (pallets/swap/src/pallet/tests.rs), their values and tolerances: Swap alone, over
// reserves that the test sets. Exact amounts beside the tolerant ones were worked out apart in whole numbers: the power
// to 18 decimals down, then its difference from one times the reserve, down.

import { describe, expect, test } from "vitest";
import { swap } from "../../runtime/pallets/swap/contract.ts";
import { exchange } from "../../runtime/pallets/swap/exchange.ts";
import { swapPallet } from "../../runtime/pallets/swap/index.ts";
import { adjustLiquidity, clearPool, initializePool } from "../../runtime/pallets/swap/pool.ts";
import { currentPrice, poolOf } from "../../runtime/pallets/swap/price.ts";
import { BUY, type Direction, SELL, trade } from "../../runtime/pallets/swap/trade.ts";
import type { SubnetReserves } from "../../runtime/ports/subnet_reserves.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { Perquintill } from "../../runtime/primitives/perthing.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { outcomeOf } from "../chain/mock.ts";
import { sandbox, someone } from "../chain/sandbox.ts";
import { expectWithin } from "../chain/within.ts";

const { FeeRate, PalSwapInitialized, SwapBalancer } = swap.storage;
const ONE = netUid(1);
const HALF = Perquintill.fromRational(1, 2);
const [MIN_PRICE, MAX_PRICE] = [exchange.minPrice(), exchange.maxPrice()];

/** The reference's mock.rs: every subnet but 999 exists, every one but the root has a pool of 1,000 TAO and 4,000 alpha. */
function newTestExt() {
  const pool = { tao: new Map<NetUid, bigint>(), alpha: new Map<NetUid, bigint>() };
  const subnetReserves: SubnetReserves = {
    pools: () => [],
    exists: (_, netuid) => netuid !== 999,
    mechanism: (_, netuid) => (netuid === 0 ? 0 : 1),
    tao: (_, netuid) => rao(pool.tao.get(netuid) ?? 1_000_000_000_000n),
    alpha: (_, netuid) => alpha(pool.alpha.get(netuid) ?? 4_000_000_000_000n),
    decreaseTao: () => {},
    decreaseAlpha: () => {},
  };
  const box = sandbox({ pallets: [swapPallet], ports: { subnetReserves }, constants: { "Swap.MinimumReserve": 1n } });
  const setReserves = (netuid: NetUid, tao: bigint, inPool: bigint): void => {
    pool.tao.set(netuid, tao);
    pool.alpha.set(netuid, inPool);
  };
  return { ...box, setReserves };
}
const limited = (priceLimit: bigint, dropFees: boolean, rollBack: boolean) => ({
  priceLimit: rao(priceLimit),
  dropFees,
  rollBack,
});
const quoteOf = (weight: Perquintill): number => Number(weight as bigint) / 1e18;

/** Liquidity added in the reference's tests: TAO, alpha. */
const ADDED: readonly (readonly [bigint, bigint])[] = [
  [0n, 0n],
  ...[1n, 10n, 100n, 1_000n, 1_000_000n, 1_000_000_000n, 1_000_000_000_000n].flatMap(
    (n) =>
      [
        [0n, n],
        [n, 0n],
        [n, n],
        [n, 2n * n],
        [2n * n, n],
      ] as const,
  ),
  [1_234_567n, 2_432_765n],
  [1_234_567n, 2_432_765_890n],
];

describe("dispatchables", () => {
  test("test_set_fee_rate", () => {
    const { ctx, signed, root, run, refused } = newTestExt();
    const set = (rate: number) => ({ netuid: ONE, rate });
    expect(refused(signed(someone(66)), "Swap", "set_fee_rate", set(500))).toBe("BadOrigin");
    run(root, "Swap", "set_fee_rate", set(500));
    expect(FeeRate.get(ctx, ONE)).toBe(500);
    expect(refused(root, "Swap", "set_fee_rate", set(10_001))).toBe("Swap.FeeRateTooHigh");
    expect(refused(root, "Swap", "set_fee_rate", { netuid: netUid(999), rate: 1 })).toBe("Swap.MechanismDoesNotExist");
  });
  test.each(ADDED)("test_adjust_protocol_liquidity_happy: %d, %d", (tao, inPool) => {
    const { ctx, setReserves } = newTestExt();
    setReserves(ONE, 1_000_000_000_000n, 4_000_000_000_000n);
    const before = U64F64.toFloat(currentPrice(ctx, ONE));
    adjustLiquidity(ctx, ONE, { tao: rao(tao), alpha: alpha(inPool) });
    const [newTao, newAlpha] = [1_000_000_000_000n + tao, 4_000_000_000_000n + inPool];
    setReserves(ONE, newTao, newAlpha);
    expectWithin(U64F64.toFloat(currentPrice(ctx, ONE)), before, before / 1e12);
    const expected = Number(newTao) / (Number(newAlpha) * before + Number(newTao));
    const { quote } = SwapBalancer.get(ctx, ONE);
    expectWithin(quoteOf(quote) - 0.5, expected - 0.5, expected / 1e12);
    // Exactly tao / (alpha / 4 + tao), in parts of 10^18, but for the halves lost on the way.
    expectWithin(quote as bigint, (newTao * 4n * 10n ** 18n) / (newAlpha + newTao * 4n), 100_000n);
  });
  test.each(ADDED)("test_adjust_protocol_liquidity_zero_alpha: %d, %d", (tao, inPool) => {
    const { ctx, setReserves } = newTestExt();
    setReserves(ONE, 1_000_000_000_000n, 0n);
    expect(currentPrice(ctx, ONE)).toBe(U64F64.ZERO);
    adjustLiquidity(ctx, ONE, { tao: rao(tao), alpha: alpha(inPool) });
    const newTao = 1_000_000_000_000n + tao;
    setReserves(ONE, newTao, inPool);
    expect(SwapBalancer.get(ctx, ONE).quote).toBe(HALF);
    expect(currentPrice(ctx, ONE)).toBe(inPool === 0n ? U64F64.ZERO : U64F64.fromBits((newTao << 64n) / inPool));
  });
});

describe("initialization", () => {
  test("test_swap_initialization", () => {
    const { ctx, setReserves } = newTestExt();
    setReserves(ONE, 1_000_000_000n, 4_000_000_000n);
    initializePool(ctx, ONE, undefined);
    expect(PalSwapInitialized.get(ctx, ONE)).toBe(true);
    expect(currentPrice(ctx, ONE)).toBe(U64F64.fromFloat(0.25));
    expect(SwapBalancer.get(ctx, ONE).quote).toBe(HALF);
  });
  test("test_swap_initialization_with_price", () => {
    const { ctx, setReserves } = newTestExt();
    setReserves(ONE, 1_000_000_000n, 4_000_000_000n);
    initializePool(ctx, ONE, U64F64.div(U64F64.fromNum(1), U64F64.fromNum(5)));
    expect(PalSwapInitialized.get(ctx, ONE)).toBe(true);
    expectWithin(U64F64.toFloat(currentPrice(ctx, ONE)), 0.2, 0.000000001);
    // y / (px + y) with px = 799,999,999 below the point: 1,000,000,000 / 1,799,999,999.
    expect(SwapBalancer.get(ctx, ONE).quote).toBe(10n ** 27n / 1_799_999_999n);
  });
});

describe("trades", () => {
  test.each<[string, Direction, number, bigint, bigint, readonly [bigint, bigint, bigint]]>([
    ["buy", BUY, 1, 1_000n, 1_000_000_000_000n, [1000n, 0n, 3999n]],
    ["buy", BUY, 1, 2_000n, 1_000_000_000_000n, [1999n, 1n, 7995n]],
    ["buy", BUY, 1, 123_456n, 1_000_000_000_000n, [123_394n, 62n, 493_515n]],
    ["sell", SELL, 2, 1_000n, 100_000n, [1000n, 0n, 249n]],
    ["sell", SELL, 2, 2_000n, 100_000n, [1999n, 1n, 499n]],
    ["sell", SELL, 2, 123_456n, 100_000n, [123_394n, 62n, 30_847n]],
    ["buy", BUY, 3, 1_000_000_000n, 1_000_000_000_000n, [999_496_453n, 503_547n, 1_999_496_326n]],
    ["buy", BUY, 3, 10_000_000_000n, 1_000_000_000_000n, [9_994_964_523n, 5_035_477n, 3_636_197_098n]],
  ])("test_swap_basic: %s %#", (_, way, uid, amount, limit, [paidIn, fee, paidOut]) => {
    const { ctx, setReserves } = newTestExt();
    const netuid = netUid(uid);
    const [tao, inPool] = [1_000_000_000n, 4_000_000_000n];
    setReserves(netuid, tao, inPool);
    initializePool(ctx, netuid, undefined);
    const before = currentPrice(ctx, netuid);
    const rate = FeeRate.get(ctx, netuid) / 65_535;
    const expectedFee = Math.trunc(Number(amount) * rate);
    const [into, outOf] = way === BUY ? [Number(tao), Number(inPool)] : [Number(inPool), Number(tao)];
    const expectedOutput = outOf * (1 - into / (into + (Number(amount) - expectedFee)));
    const result = trade(ctx, netuid, way, amount, limited(limit, false, false));
    expectWithin(result.amountPaidOut, BigInt(Math.trunc(expectedOutput)), 1n);
    expectWithin(result.amountPaidIn, amount - BigInt(expectedFee), 1n);
    expect(result).toEqual({ amountPaidIn: paidIn, amountPaidOut: paidOut, feePaid: fee, feeToBlockAuthor: fee });
    if (way === BUY) setReserves(netuid, tao + result.amountPaidIn, inPool - result.amountPaidOut);
    else setReserves(netuid, tao - result.amountPaidOut, inPool + result.amountPaidIn);
    expect(currentPrice(ctx, netuid) >= before).toBe(way === BUY);
  });
  test.each([
    [1_000n, 999_500n, 998n],
    [1_000_000n, 999_500_000n, 998_999n],
  ])("test_swap_precision_edge_case: %d, %d", (reserve, amount, paidOut) => {
    const { ctx, setReserves } = newTestExt();
    setReserves(ONE, reserve, reserve);
    expect(trade(ctx, ONE, SELL, amount, limited(MIN_PRICE, false, true)).amountPaidOut).toBe(paidOut);
  });
  test("test_convert_deltas", () => {
    const { ctx, setReserves } = newTestExt();
    for (const weight of [0.5, 0.50000001, 0.49999999, 0.1, 0.9])
      for (const [tao, inPool] of [
        [1500n, 1000n],
        [1n, 1_000_000n],
        [1_000_000n, 1n],
      ] as const)
        for (const input of [1n, 10_000n, 1_000_000n, U64_MAX]) {
          setReserves(ONE, tao, inPool);
          initializePool(ctx, ONE, undefined);
          SwapBalancer.set(ctx, ONE, { quote: Perquintill.fromRational(BigInt(Math.trunc(weight * 1e9)), 10n ** 9n) });
          const [y, x, d] = [Number(tao), Number(inPool), Number(input)];
          const sold = y * (1 - (x / (x + d)) ** ((1 - weight) / weight));
          const bought = x * (1 - (y / (y + d)) ** (weight / (1 - weight)));
          expectWithin(SELL.output(poolOf(ctx, ONE), input), BigInt(Math.trunc(sold)), 2n);
          expectWithin(BUY.output(poolOf(ctx, ONE), input), BigInt(Math.trunc(bought)), 2n);
        }
  });
  test("test_rollback_works", () => {
    const { ctx, state } = newTestExt();
    const before = state.dump();
    const undone = trade(ctx, ONE, BUY, 1_000_000n, limited(MAX_PRICE, false, true));
    expect(state.dump()).toBe(before);
    expect(trade(ctx, ONE, BUY, 1_000_000n, limited(MAX_PRICE, false, false))).toEqual(undone);
    expect(PalSwapInitialized.get(ctx, ONE)).toBe(true);
  });
});

describe("input beside the reserve", () => {
  const small = () => {
    const box = newTestExt();
    box.setReserves(ONE, 1_000n, 1_000n);
    return box;
  };
  test("test_swap_rejects_input_over_1000x_input_reserve", () => {
    const { ctx, state } = small();
    const before = state.dump();
    const tooLarge = (way: Direction, limit: bigint) =>
      outcomeOf(() => trade(ctx, ONE, way, 1_000_001n, limited(limit, true, false)));
    expect(tooLarge(SELL, MIN_PRICE)).toBe("SwapInputTooLarge");
    expect(tooLarge(BUY, MAX_PRICE)).toBe("SwapInputTooLarge");
    expect(state.dump()).toBe(before);
  });
  test("test_sim_swap_rejects_input_over_1000x_input_reserve", () => {
    const { ctx } = small();
    expect(outcomeOf(() => exchange.simSell(ctx, ONE, alpha(1_001_000n)))).toBe("SwapInputTooLarge");
    expect(outcomeOf(() => exchange.simBuy(ctx, ONE, rao(1_001_000n)))).toBe("SwapInputTooLarge");
  });
  test("test_swap_allows_input_at_1000x_input_reserve", () => {
    const { ctx } = small();
    // The whole would go past the limit, and the power that says how much is enough stops at 2^64 - 1 parts of 10^18:
    // 17,446 go in, and 1,000 · (1 - 1,000 / 18,446), down, come out.
    const expected = { amountPaidIn: 17_446n, amountPaidOut: 945n, feePaid: 0n, feeToBlockAuthor: 0n };
    expect(trade(ctx, ONE, SELL, 1_000_000n, limited(MIN_PRICE, true, true))).toEqual(expected);
    expect(trade(ctx, ONE, BUY, 1_000_000n, limited(MAX_PRICE, true, true))).toEqual(expected);
  });
});

describe("clearing", () => {
  test("test_liquidate_pal_simple_ok_and_clears", () => {
    const { ctx } = newTestExt();
    const netuid = netUid(202);
    FeeRate.set(ctx, netuid, 1_000);
    PalSwapInitialized.set(ctx, netuid, true);
    SwapBalancer.set(ctx, netuid, { quote: HALF });
    clearPool(ctx, netuid);
    for (const one of [FeeRate, PalSwapInitialized, SwapBalancer]) expect(one.has(ctx, netuid)).toBe(false);
  });
  test("test_clear_protocol_liquidity_green_path", () => {
    const { ctx } = newTestExt();
    initializePool(ctx, ONE, undefined);
    expect(PalSwapInitialized.get(ctx, ONE)).toBe(true);
    for (let times = 0; times < 2; times++) {
      clearPool(ctx, ONE);
      expect(PalSwapInitialized.has(ctx, ONE)).toBe(false);
      expect(FeeRate.has(ctx, ONE)).toBe(false);
    }
  });
});
