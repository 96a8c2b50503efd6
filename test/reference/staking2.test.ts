// The reference's tests of share-based staking (pallets/subtensor/src/tests/staking2.rs): its scenarios, values and
// tolerances.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { hotkeyAccountExists, owningColdkeyForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  increaseStakeForHotkeyOnSubnet,
  stakeForHotkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { swapTaoForAlpha } from "../../runtime/pallets/subtensor/staking/swap_stake_for_tao.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { stakeFee } from "../../runtime/pallets/subtensor/views/stake_info.ts";
import { netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { safeFloatToU64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, callOf, newTestExt } from "../chain/mock.ts";
import { callBy, dropStake, giveStake, MAX_PRICE, setPool, stakeOf, swapTaoToAlpha } from "../chain/mock_stake.ts";
import { expectWithin } from "../chain/within.ts";

const NETUID = netUid(1);
const HOTKEY = acct(1);
const [ONE, TWO] = [
  { hotkey: HOTKEY, coldkey: acct(2) },
  { hotkey: HOTKEY, coldkey: acct(3) },
];

test("test_stake_base_case", () => {
  const ctx = newTestExt(1);
  const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, TotalStake } = pools.storage;
  subnets.storage.SubnetMechanism.set(ctx, NETUID, 1);
  const [tao, inPool, amount] = [10_000_000_000n, 5_000_000_000n, 1_000_000_000n];
  setPool(ctx, NETUID, tao, inPool);
  SubnetAlphaOut.set(ctx, NETUID, alpha(inPool));
  const total = TotalStake.get(ctx);
  const { out, fee } = swapTaoToAlpha(ctx, NETUID, amount);
  // 5 · (1 - 10 / (10 + 0.999496453)), in 10^-9.
  expect([out, fee]).toEqual([454_337_367n, 503_547n]);
  const { amountPaidOut } = swapTaoForAlpha(ctx, NETUID, rao(amount), { priceLimit: rao(MAX_PRICE), dropFees: false });
  expect(amountPaidOut).toBe(out);
  expect(SubnetTAO.get(ctx, NETUID)).toBe(tao + amount - fee);
  expect(SubnetAlphaIn.get(ctx, NETUID)).toBe(inPool - out);
  expect(SubnetAlphaOut.get(ctx, NETUID)).toBe(inPool + out);
  expect(TotalStake.get(ctx)).toBe(total + amount);
});

describe("shares", () => {
  test("test_share_based_staking", () => {
    const ctx = newTestExt(1);
    const amount = 1_000_000_000n;
    const held = (holder = ONE) => stakeOf(ctx, holder, NETUID);
    const total = () => stakeForHotkeyOnSubnet(ctx, NETUID, HOTKEY);
    giveStake(ctx, ONE, NETUID, amount);
    expect(held()).toBe(amount);
    giveStake(ctx, ONE, NETUID, amount);
    expectWithin(held(), 2n * amount, 1n);
    increaseStakeForHotkeyOnSubnet(ctx, NETUID, HOTKEY, alpha(amount));
    const direct = held();
    expectWithin(direct, 3n * amount, 1n);
    giveStake(ctx, TWO, NETUID, amount);
    const second = held(TWO);
    expectWithin(second, amount, 1n);
    const sum = total();
    expectWithin(sum, direct + amount, 1n);
    increaseStakeForHotkeyOnSubnet(ctx, NETUID, HOTKEY, alpha(amount));
    const share = (own: bigint) => Number(own) + Number(amount) * (Number(own) / Number(sum));
    const [first, other] = [held(), held(TWO)];
    expectWithin(Number(first), share(direct), 1);
    expectWithin(Number(other), share(second), 1);
    dropStake(ctx, ONE, NETUID, amount);
    const left = held();
    expectWithin(left, first - amount, 1n);
    dropStake(ctx, TWO, NETUID, amount);
    expectWithin(held(TWO), other - amount, 1n);
    expectWithin(total(), left + held(TWO), 1n);
    // Nothing more changes nothing; more than there is is not taken.
    giveStake(ctx, ONE, NETUID, 0n);
    expect(held()).toBe(left);
    dropStake(ctx, ONE, NETUID, left + 1000n);
    expect(held()).toBe(left);
    const elsewhere = { hotkey: acct(4), coldkey: acct(2) };
    giveStake(ctx, elsewhere, NETUID, amount);
    expect(held(elsewhere)).toBe(amount);
    const stranger = { hotkey: HOTKEY, coldkey: acct(5) };
    dropStake(ctx, stranger, NETUID, amount);
    expect(held(stranger)).toBe(0n);
  });
  test.each([
    [1_000n, 990n],
    [1_000n, 999n],
    [1_000_000n, 990_000n],
    [1_000_000n, 999_990n],
    [1_000_000_000n, 999_999_990n],
    [1_000_000_000_000n, 999_999_999_990n],
  ])("test_share_based_staking_denominator_precision: %d - %d", (put, taken) => {
    const ctx = newTestExt(1);
    giveStake(ctx, ONE, NETUID, put);
    expect(safeFloatToU64(staking.read.AlphaV2.get(ctx, HOTKEY, ONE.coldkey, NETUID))).toBe(put);
    dropStake(ctx, ONE, NETUID, taken);
    expect(stakeOf(ctx, ONE, NETUID)).toBe(put - taken);
  });
  test.each([
    [1_000n, 999n, 1_000_000n, 0n],
    [1_000_000n, 999_000n, 100_000_000n, 0n],
    [1_000_000n, 900_000n, 100_000_000n, 0n],
    [100_000_000_000n, 1_000_000_000n, 1_000_000_000_000n, 1n],
    [100_000_000_000n, 99_000_000_000n, 1_000_000_000_000n, 1n],
    [100_000_000_000n, 99_990_000_000n, 1_000_000_000_000n, 1n],
    [100_000_000_000n, 99_990_000_000n, 1_234_567_890n, 1n],
  ])("test_share_based_staking_stake_unstake_inject: %d - %d + %d", (put, taken, injected, tolerance) => {
    const ctx = newTestExt(1);
    for (const holder of [ONE, TWO]) {
      giveStake(ctx, holder, NETUID, put);
      dropStake(ctx, holder, NETUID, taken);
    }
    increaseStakeForHotkeyOnSubnet(ctx, NETUID, HOTKEY, alpha(injected));
    for (const holder of [ONE, TWO]) expectWithin(stakeOf(ctx, holder, NETUID), put - taken + injected / 2n, tolerance);
  });
  test.each([
    [1n, 2_000_000_000n, 500_000_000n],
    [1n, 5_000_000_000n, 50_000_000n],
    [500_000_000n, 1_000_000_000n, 1_000_000_000n],
  ])("test_share_based_staking_stake_inject_stake_new: %d, %d, %d", (put, injected, later) => {
    const ctx = newTestExt(1);
    giveStake(ctx, ONE, NETUID, put);
    increaseStakeForHotkeyOnSubnet(ctx, NETUID, HOTKEY, alpha(injected));
    giveStake(ctx, TWO, NETUID, later);
    expectWithin(stakeOf(ctx, ONE, NETUID), put + injected, 1n);
    expectWithin(stakeOf(ctx, TWO, NETUID), later, 1n);
  });
});

test("test_try_associate_hotkey", () => {
  const ctx = newTestExt(1);
  const [first, second] = [acct(2), acct(3)];
  const owned = (coldkey: typeof first) => keys.read.OwnedHotkeys.get(ctx, coldkey);
  const associate = (coldkey: typeof first) => callBy(ctx, coldkey, "try_associate_hotkey", { hotkey: HOTKEY });
  expect(hotkeyAccountExists(ctx, HOTKEY)).toBe(false);
  const info = ctx.dispatchInfo(callOf("SubtensorModule", "try_associate_hotkey", { hotkey: HOTKEY }));
  expect(info.pays).toBe("Yes");
  for (const by of [first, second]) {
    expect(associate(by)).toBeUndefined();
    expect(hotkeyAccountExists(ctx, HOTKEY)).toBe(true);
    expect(owningColdkeyForHotkey(ctx, HOTKEY)).toBe(first);
    expect([owned(first), owned(second)]).toEqual([[HOTKEY], []]);
  }
});

test("test_stake_fee_api", () => {
  const ctx = newTestExt(1);
  const [other, tao, amount] = [netUid(2), 100_000_000_000n, 100_000_000_000n];
  for (const netuid of [NETUID, other]) {
    pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(100_000_000_000n));
    setPool(ctx, netuid, tao, tao * 2n);
    coinbase.storage.AlphaDividendsPerSubnet.set(ctx, netuid, HOTKEY, alpha(100_000_000_000n));
    staking.storage.TotalHotkeyAlpha.set(ctx, HOTKEY, netuid, alpha(100_000_000_000n));
  }
  const at = (netuid: typeof ROOT, hotkey = HOTKEY) => [hotkey, netuid] as const;
  const approx = (netuid: typeof ROOT) => ctx.ports.exchange.approxFeeAmount(ctx, netuid, amount);
  const fee = (origin: ReturnType<typeof at> | undefined, destination: ReturnType<typeof at> | undefined) =>
    stakeFee(ctx, { origin, destination }, amount);
  expect(fee(undefined, at(NETUID))).toBe(approx(NETUID));
  expect(fee(at(ROOT), undefined)).toBe(approx(ROOT));
  expect(fee(at(ROOT), at(NETUID))).toBe(approx(NETUID));
  expect(fee(at(ROOT), at(ROOT, acct(3)))).toBe(approx(ROOT));
  expect(fee(at(ROOT), at(ROOT))).toBe(approx(ROOT));
  expect(fee(at(NETUID), at(ROOT))).toBe(approx(ROOT));
  expect(fee(at(NETUID), at(NETUID, acct(3)))).toBe(approx(NETUID));
  expect(fee(at(NETUID), at(NETUID))).toBe(approx(NETUID));
  expect(fee(at(NETUID), at(other))).toBe(approx(other));
  // Without pools none of these costs anything; with one, 33 / 65,535 of 100 TAO, down.
  subnets.storage.SubnetMechanism.set(ctx, NETUID, 1);
  expect(fee(at(ROOT), at(NETUID))).toBe(50_354_772n);
  expect(fee(at(NETUID), at(ROOT))).toBe(0n);
  expect(fee(at(NETUID), at(NETUID))).toBe(0n);
});
