// The reference's tests of founding, pruning and dissolving subnets (pallets/subtensor/src/tests/networks.rs), with its
// literal values. The maps that dissolution clears are in subnet_removal.test.ts.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { constants } from "../../runtime/pallets/subtensor/constants/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { destroyAlphaInOutStakes } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/destroy_stakes.ts";
import { dissolveNetwork } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/dissolve_network.ts";
import { registerNetwork } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/register_network.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { alphaIssuance, medianSubnetAlphaPrice } from "../../runtime/pallets/subtensor/pools/price.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { createWorkForBlockNumber } from "../../runtime/pallets/subtensor/registration/work.ts";
import { retired } from "../../runtime/pallets/subtensor/retired/contract.ts";
import {
  networkImmunityPeriod,
  networkLockCost,
  networkMinLock,
  networkToPrune,
  registeredSubnetCounter,
} from "../../runtime/pallets/subtensor/root/root.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { ifSubnetExist, nextNetuid, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { swap } from "../../runtime/pallets/swap/contract.ts";
import { I96F32, U64F64, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U16_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { safeFloatFromU64, safeFloatToU64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  acct,
  directCall,
  directOutcome,
  lastEvent,
  type MockContext,
  newTestExt,
  outcomeOf,
  setBlock,
  signed,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet,
  registerOkNeuron,
  removeOwnerRegistrationStake,
  setupReserves,
} from "../chain/mock_subtensor.ts";

const { AlphaV2, TotalHotkeyAlpha } = staking.storage;
const { Emission } = epoch.storage;
const { SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice, SubnetProtocolAlpha, SubnetTAO } = pools.storage;
const {
  NetworkRegisteredAt,
  NetworksAdded,
  SubnetLocked,
  SubnetOwner,
  SubnetOwnerHotkey,
  TotalNetworks,
  NetworkLastLockCost,
} = subnets.storage;
const { NetworkMinLockCost, NetworkRegistrationStartBlock, SubnetLimit, SubnetOwnerCut } = settings.storage;
const TAO_100 = 100_000_000_000n;
/** 50 %, nearly. */
const HALF = 32_768;

const balance = (ctx: MockContext, who: AccountId): bigint => coldkeyBalance(ctx, who);
const lock = (ctx: MockContext, netuid: NetUid, amount: bigint): void => SubnetLocked.set(ctx, netuid, rao(amount));
const setPot = (ctx: MockContext, netuid: NetUid, amount: bigint): void => SubnetTAO.set(ctx, netuid, rao(amount));
/** Marks a subnet as one whose owner gets the lock back. */
const makeLegacy = (ctx: MockContext, netuid: NetUid): void =>
  NetworkRegistrationStartBlock.set(ctx, NetworkRegisteredAt.get(ctx, netuid) + 1n);
/** Neither the pool nor the protocol takes part in the payout. */
function withoutProtocolAlpha(ctx: MockContext, netuid: NetUid): void {
  SubnetAlphaIn.set(ctx, netuid, alpha(0n));
  SubnetProtocolAlpha.set(ctx, netuid, alpha(0n));
}
/** Writes a position down as the reference's tests do, past the pool. */
function hold(ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId, amount: bigint): void {
  AlphaV2.set(ctx, hotkey, coldkey, netuid, safeFloatFromU64(amount));
  TotalHotkeyAlpha.set(ctx, hotkey, netuid, alpha(amount));
}
const held = (ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId): bigint =>
  safeFloatToU64(AlphaV2.get(ctx, hotkey, coldkey, netuid));
const holdersOf = (ctx: MockContext, netuid: NetUid) => [...AlphaV2.keysOf(ctx)].filter(([, , on]) => on === netuid);
/** A subnet at block 0 of a coldkey; its owner holds nothing. */
function founded(
  coldkey: number,
  hotkey: number,
): { readonly ctx: MockContext; readonly netuid: NetUid; readonly owner: AccountId } {
  const ctx = newTestExt(0);
  const netuid = addDynamicNetwork(ctx, acct(hotkey), acct(coldkey));
  removeOwnerRegistrationStake(ctx, netuid);
  return { ctx, netuid, owner: acct(coldkey) };
}
/** What the owner's cut of all alpha is worth, as the reference's tests reckon it. */
function ownerEmission(ctx: MockContext, netuid: NetUid): bigint {
  const cut = U96F32.safeDiv(U96F32.saturatingFromNum(SubnetOwnerCut.get(ctx)), U96F32.saturatingFromNum(U16_MAX));
  const owned = U96F32.saturatingToNum(
    U96F32.floor(U96F32.saturatingMul(U96F32.fromNum(alphaIssuance(ctx, netuid) as bigint), cut)),
    u64,
  );
  const price = U96F32.saturatingFromFixed(U64F64, ctx.ports.exchange.currentAlphaPrice(ctx, netuid));
  return U96F32.saturatingToNum(U96F32.floor(U96F32.saturatingMul(U96F32.fromNum(owned), price)), u64);
}
/** Shares of a pot by weight, the rest to the largest remainders. */
function largestRemainders(pot: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  const shares = weights.map((weight) => (pot * weight) / total);
  const left = Number(pot - shares.reduce((a, b) => a + b, 0n));
  const order = weights
    .map((weight, i) => [i, (pot * weight) % total] as const)
    .sort(([, a], [, b]) => (a === b ? 0 : a > b ? -1 : 1));
  for (const [i] of order.slice(0, left)) shares[i]!++;
  return shares;
}
const stakeCall = (ctx: MockContext, coldkey: AccountId, hotkey: AccountId, netuid: NetUid, amount: bigint) =>
  directCall(ctx, signed(coldkey), "add_stake", { hotkey, netuid, amount_staked: amount });

describe("Dissolving a subnet", () => {
  test("test_registration_ok", () => {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, 2, 13, 0);
    const [hotkey, coldkey] = [acct(1), acct(0)];
    setupReserves(ctx, netuid, 1_000_000_000_000n, 1_000_000_000_000n);
    for (const who of [coldkey, hotkey]) addBalanceToColdkeyAccount(ctx, who, 1_000_000_000_000n);
    const { nonce, work } = createWorkForBlockNumber(ctx, netuid, 0n, 129_123_813n, hotkey);
    expect(
      directOutcome(ctx, signed(hotkey), "register", { netuid, block_number: 0n, nonce, work, hotkey, coldkey }),
    ).toBeUndefined();
    dissolveNetwork(ctx, netuid);
    expect(ifSubnetExist(ctx, netuid)).toBe(false);
  });
  test("dissolve_no_stakers_no_alpha_no_emission", () => {
    const { ctx, netuid, owner } = founded(1, 2);
    lock(ctx, netuid, 0n);
    setPot(ctx, netuid, 0n);
    Emission.set(ctx, netuid, []);
    const before = balance(ctx, owner);
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, owner)).toBe(before);
    expect(ifSubnetExist(ctx, netuid)).toBe(false);
  });
  test("dissolve_refunds_full_lock_cost_when_no_emission", () => {
    const { ctx, netuid, owner } = founded(3, 4);
    makeLegacy(ctx, netuid);
    lock(ctx, netuid, 1_000_000n);
    setPot(ctx, netuid, 0n);
    Emission.set(ctx, netuid, []);
    const before = balance(ctx, owner);
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, owner)).toBe(before + 1_000_000n);
  });
  test("dissolve_single_alpha_out_staker_gets_all_tao", () => {
    const { ctx, netuid } = founded(10, 20);
    withoutProtocolAlpha(ctx, netuid);
    hold(ctx, netuid, acct(100), acct(200), 5_000n);
    setPot(ctx, netuid, 99_999n);
    lock(ctx, netuid, 0n);
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, acct(200))).toBe(99_999n);
    expect(holdersOf(ctx, netuid)).toEqual([]);
    expect(SubnetTAO.has(ctx, netuid)).toBe(false);
  });
  test("dissolve_two_stakers_pro_rata_distribution", () => {
    const { ctx, netuid, owner } = founded(50, 51);
    withoutProtocolAlpha(ctx, netuid);
    makeLegacy(ctx, netuid);
    hold(ctx, netuid, acct(201), acct(301), 300n);
    hold(ctx, netuid, acct(202), acct(302), 700n);
    setPot(ctx, netuid, 10_000n);
    lock(ctx, netuid, 5_000n);
    const before = balance(ctx, owner);
    dissolveNetwork(ctx, netuid);
    expect([acct(301), acct(302)].map((who) => balance(ctx, who))).toEqual([3_000n, 7_000n]);
    expect(balance(ctx, owner)).toBe(before + 5_000n);
    expect(holdersOf(ctx, netuid)).toEqual([]);
  });
  test("dissolve_owner_cut_refund_logic", () => {
    const { ctx, netuid, owner } = founded(70, 71);
    makeLegacy(ctx, netuid);
    mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, acct(77), acct(88), netuid, 800n);
    setPot(ctx, netuid, 1_000n);
    lock(ctx, netuid, 2_000n);
    expect(alphaIssuance(ctx, netuid) > 0n).toBe(true);
    SubnetOwnerCut.set(ctx, 11_796);
    const refund = 2_000n - ownerEmission(ctx, netuid);
    const before = balance(ctx, owner);
    dissolveNetwork(ctx, netuid);
    expect(refund > 0n).toBe(true);
    expect(balance(ctx, owner)).toBe(before + refund);
  });
  test("dissolve_zero_refund_when_emission_exceeds_lock", () => {
    const { ctx, netuid, owner } = founded(1_000, 2_000);
    lock(ctx, netuid, 1_000n);
    SubnetOwnerCut.set(ctx, U16_MAX);
    Emission.set(ctx, netuid, [alpha(2_000n)]);
    const before = balance(ctx, owner);
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, owner)).toBe(before);
  });
  test("dissolve_nonexistent_subnet_fails", () => {
    expect(outcomeOf(() => dissolveNetwork(newTestExt(0), netUid(9_999)))).toBe("SubnetNotExists");
  });
  test("dissolve_alpha_out_but_zero_tao_no_rewards", () => {
    const ctx = newTestExt(0);
    const netuid = addDynamicNetwork(ctx, acct(22), acct(21));
    hold(ctx, netuid, acct(23), acct(24), 1_000n);
    setPot(ctx, netuid, 0n);
    lock(ctx, netuid, 0n);
    Emission.set(ctx, netuid, []);
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, acct(24))).toBe(0n);
    expect([...AlphaV2.keysOf(ctx)]).toEqual([]);
  });
  test("dissolve_decrements_total_networks", () => {
    const ctx = newTestExt(0);
    const before = TotalNetworks.get(ctx);
    const netuid = addDynamicNetwork(ctx, acct(42), acct(41));
    addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, TAO_100);
    expect(TotalNetworks.get(ctx)).toBe(before + 1);
    dissolveNetwork(ctx, netuid);
    expect(TotalNetworks.get(ctx)).toBe(before);
  });
  test("dissolve_rounding_remainder_distribution", () => {
    const { ctx, netuid } = founded(61, 62);
    withoutProtocolAlpha(ctx, netuid);
    hold(ctx, netuid, acct(63), acct(64), 3n);
    hold(ctx, netuid, acct(65), acct(66), 2n);
    setPot(ctx, netuid, 1n);
    lock(ctx, netuid, 0n);
    dissolveNetwork(ctx, netuid);
    expect([acct(64), acct(66)].map((who) => balance(ctx, who))).toEqual([1n, 0n]);
    expect(holdersOf(ctx, netuid)).toEqual([]);
    expect(SubnetTAO.has(ctx, netuid)).toBe(false);
  });

  /** 100 alpha in the pool, 50 of the protocol, 50 of a staker, and 200 rao to share. */
  function shared(before: (ctx: MockContext, netuid: NetUid) => void): bigint {
    const { ctx, netuid, owner } = founded(610, 620);
    before(ctx, netuid);
    lock(ctx, netuid, 0n);
    SubnetAlphaIn.set(ctx, netuid, alpha(100n));
    SubnetProtocolAlpha.set(ctx, netuid, alpha(50n));
    hold(ctx, netuid, acct(630), acct(640), 50n);
    setPot(ctx, netuid, 200n);
    const owned = balance(ctx, owner);
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, owner)).toBe(owned);
    expect(SubnetProtocolAlpha.has(ctx, netuid)).toBe(false);
    return balance(ctx, acct(640));
  }
  const { TaoInRefundDeploymentBlock } = retired.storage;
  test("dissolve_protocol_alpha_share_is_not_paid_to_users", () => {
    expect(
      shared((ctx, netuid) => TaoInRefundDeploymentBlock.set(ctx, NetworkRegisteredAt.get(ctx, netuid) + 1n)),
    ).toBe(100n);
  });
  test("dissolve_protocol_alpha_post_deploy_includes_alpha_in", () => {
    expect(
      shared((ctx, netuid) => {
        TaoInRefundDeploymentBlock.set(ctx, 100n);
        NetworkRegisteredAt.set(ctx, netuid, 101n);
      }),
    ).toBe(50n);
  });
  test("dissolve_chain_bought_alpha_is_converted_to_tao_and_recycled", () => {
    const { ctx, netuid, owner } = founded(710, 720);
    TaoInRefundDeploymentBlock.set(ctx, NetworkRegisteredAt.get(ctx, netuid) + 1n);
    lock(ctx, netuid, 0n);
    SubnetAlphaIn.set(ctx, netuid, alpha(123n));
    SubnetProtocolAlpha.set(ctx, netuid, alpha(100n));
    setPot(ctx, netuid, 100n);
    const [issued, owned] = [coinbase.read.TotalIssuance.get(ctx), balance(ctx, owner)];
    dissolveNetwork(ctx, netuid);
    expect(balance(ctx, owner)).toBe(owned);
    expect(coinbase.read.TotalIssuance.get(ctx) < issued).toBe(true);
    expect(SubnetProtocolAlpha.has(ctx, netuid)).toBe(false);
  });
});

describe("Paying out the stakers", () => {
  test("destroy_alpha_out_multiple_stakers_pro_rata", () => {
    const { ctx, netuid, owner } = founded(10, 20);
    makeLegacy(ctx, netuid);
    const stakers = [
      [acct(111), acct(211), 3n],
      [acct(222), acct(333), 7n],
    ] as const;
    for (const [coldkey, hotkey] of stakers) registerOkNeuron(ctx, netuid, hotkey, coldkey);
    for (const [coldkey, hotkey, times] of stakers) {
      const amount = times * constants.InitialMinStake.get(ctx);
      addBalanceToColdkeyAccount(ctx, coldkey, amount + 50_000n);
      stakeCall(ctx, coldkey, hotkey, netuid, amount);
    }
    withoutProtocolAlpha(ctx, netuid);
    const weights = stakers.map(([coldkey, hotkey]) => held(ctx, netuid, hotkey, coldkey));
    setPot(ctx, netuid, 10_000n);
    lock(ctx, netuid, 5_000n);
    const before = stakers.map(([coldkey]) => balance(ctx, coldkey));
    const owned = balance(ctx, owner);
    destroyAlphaInOutStakes(ctx, netuid);
    expect(stakers.map(([coldkey], i) => balance(ctx, coldkey) - before[i]!)).toEqual(
      largestRemainders(10_000n, weights),
    );
    expect(balance(ctx, owner)).toBe(owned + 5_000n);
    expect(stakers.map(([coldkey, hotkey]) => AlphaV2.has(ctx, hotkey, coldkey, netuid))).toEqual([false, false]);
  });

  test("destroy_alpha_out_many_stakers_complex_distribution", () => {
    const { ctx, netuid, owner } = founded(1_000, 2_000);
    makeLegacy(ctx, netuid);
    const least = constants.InitialMinStake.get(ctx);
    const amount = least + 2n * ctx.ports.exchange.approxFeeAmount(ctx, netuid, least);
    const stakers = Array.from({ length: 20 }, (_, i) => ({
      coldkey: acct(10_000 + 2 * i),
      hotkey: acct(10_001 + 2 * i),
      stake: BigInt(i + 1) * amount,
    }));
    for (const { coldkey, hotkey, stake } of stakers) {
      registerOkNeuron(ctx, netuid, hotkey, coldkey);
      addBalanceToColdkeyAccount(ctx, coldkey, stake + 100_000n);
      stakeCall(ctx, coldkey, hotkey, netuid, stake);
    }
    const weights = stakers.map(({ coldkey, hotkey }) => held(ctx, netuid, hotkey, coldkey));
    setPot(ctx, netuid, 123_456n);
    lock(ctx, netuid, 30_000n);
    expect(alphaIssuance(ctx, netuid) > 0n).toBe(true);
    SubnetOwnerCut.set(ctx, HALF);
    const before = stakers.map(({ coldkey }) => balance(ctx, coldkey));
    const owned = balance(ctx, owner);
    withoutProtocolAlpha(ctx, netuid);
    const earned = ownerEmission(ctx, netuid);
    destroyAlphaInOutStakes(ctx, netuid);
    expect(stakers.map(({ coldkey }, i) => balance(ctx, coldkey) - before[i]!)).toEqual(
      largestRemainders(123_456n, weights),
    );
    expect(balance(ctx, owner)).toBe(owned + (earned > 30_000n ? 0n : 30_000n - earned));
    expect(holdersOf(ctx, netuid)).toEqual([]);
    expect([SubnetAlphaIn, SubnetAlphaOut, SubnetLocked].map((item) => item.get(ctx, netuid))).toEqual([0n, 0n, 0n]);
  });

  test("destroy_alpha_out_refund_gating_by_registration_block", () => {
    // An old subnet: the lock less what the owner earned.
    const old = founded(10_000, 20_000);
    makeLegacy(old.ctx, old.netuid);
    lock(old.ctx, old.netuid, 50_000n);
    SubnetOwnerCut.set(old.ctx, HALF);
    mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(old.ctx, acct(2_345), acct(1_234), old.netuid, 30n);
    expect(alphaIssuance(old.ctx, old.netuid) > 0n).toBe(true);
    const refund = u64.saturatingSub(50_000n, ownerEmission(old.ctx, old.netuid));
    const before = balance(old.ctx, old.owner);
    destroyAlphaInOutStakes(old.ctx, old.netuid);
    expect(balance(old.ctx, old.owner)).toBe(before + refund);
    expect(SubnetLocked.get(old.ctx, old.netuid)).toBe(0n);

    // A newer one: nothing.
    const newer = founded(1_111, 2_222);
    NetworkRegistrationStartBlock.set(newer.ctx, NetworkRegisteredAt.get(newer.ctx, newer.netuid));
    lock(newer.ctx, newer.netuid, 42_000n);
    mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(newer.ctx, acct(2_345), acct(1_234), newer.netuid, 300n);
    SubnetOwnerCut.set(newer.ctx, HALF);
    const had = balance(newer.ctx, newer.owner);
    destroyAlphaInOutStakes(newer.ctx, newer.netuid);
    expect(balance(newer.ctx, newer.owner)).toBe(had);
    expect(SubnetLocked.get(newer.ctx, newer.netuid)).toBe(0n);

    // An old one without a lock: nothing.
    const free = founded(9_999, 8_888);
    makeLegacy(free.ctx, free.netuid);
    lock(free.ctx, free.netuid, 0n);
    SubnetAlphaOut.set(free.ctx, free.netuid, alpha(10_000n));
    SubnetOwnerCut.set(free.ctx, HALF);
    const owned = balance(free.ctx, free.owner);
    destroyAlphaInOutStakes(free.ctx, free.netuid);
    expect(balance(free.ctx, free.owner)).toBe(owned);
    expect(SubnetLocked.get(free.ctx, free.netuid)).toBe(0n);
  });
});

describe("Which subnet goes", () => {
  const price = (ctx: MockContext, netuid: NetUid, tao: number): void =>
    SubnetMovingPrice.set(ctx, netuid, I96F32.fromNum(tao));
  const add = (ctx: MockContext, hotkey: number, coldkey: number): NetUid =>
    addDynamicNetwork(ctx, acct(hotkey), acct(coldkey));
  const immunity = (ctx: MockContext): number => Number(networkImmunityPeriod(ctx));

  test("prune_none_with_no_networks", () => expect(networkToPrune(newTestExt(0))).toBeUndefined());
  test("prune_none_when_all_networks_immune", () => {
    const ctx = newTestExt(0);
    const first = add(ctx, 2, 1);
    add(ctx, 4, 3);
    Emission.set(ctx, first, [alpha(10n)]);
    expect(networkToPrune(ctx)).toBeUndefined();
  });
  test("prune_selects_network_with_lowest_price", () => {
    const ctx = newTestExt(0);
    const [first, second] = [add(ctx, 20, 10), add(ctx, 40, 30)];
    setBlock(ctx, immunity(ctx) + 10);
    price(ctx, first, 1);
    price(ctx, second, 10);
    expect(networkToPrune(ctx)).toBe(first);
  });
  test("prune_ignores_immune_network_even_if_lower_price", () => {
    const ctx = newTestExt(0);
    const first = add(ctx, 22, 11);
    setBlock(ctx, immunity(ctx) + 5);
    const second = add(ctx, 44, 33);
    price(ctx, first, 5);
    price(ctx, second, 1);
    setBlock(ctx, immunity(ctx) + 10);
    expect(networkToPrune(ctx)).toBe(first);
  });
  test("prune_tie_on_price_earlier_registration_wins", () => {
    const ctx = newTestExt(0);
    const first = add(ctx, 66, 55);
    setBlock(ctx, 1);
    const second = add(ctx, 88, 77);
    setBlock(ctx, immunity(ctx) + 20);
    for (const netuid of [first, second]) price(ctx, netuid, 7);
    expect(networkToPrune(ctx)).toBe(first);
  });
  test("prune_selection_complex_state_exhaustive", () => {
    const ctx = newTestExt(0);
    const period = immunity(ctx);
    const [n1, n2] = [add(ctx, 101, 201), add(ctx, 102, 202)];
    setBlock(ctx, 1);
    const n3 = add(ctx, 103, 203);
    setBlock(ctx, 2);
    const n4 = add(ctx, 104, 204);
    setBlock(ctx, period + 5);
    const n5 = add(ctx, 105, 205);
    setBlock(ctx, period + 6);
    const n6 = add(ctx, 106, 206);
    for (const netuid of [n1, n2, n3, n4, n5, n6])
      addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, TAO_100);
    [25, 25, 100, 1, 0, 0].forEach((tao, i) => void price(ctx, [n1, n2, n3, n4, n5, n6][i]!, tao));
    setBlock(ctx, period + 10);
    expect(networkToPrune(ctx)).toBe(n4);
    price(ctx, n4, 25);
    expect(networkToPrune(ctx)).toBe(n1);
    price(ctx, n3, 25);
    expect(networkToPrune(ctx)).toBe(n1);
    for (const netuid of [n5, n6])
      expect(ctx.block.number).toBeLessThan(Number(NetworkRegisteredAt.get(ctx, netuid)) + period);
    setBlock(ctx, 0);
    expect(networkToPrune(ctx)).toBeUndefined();
    setBlock(ctx, 2 * period + 10);
    expect(networkToPrune(ctx)).toBe(n5);
    dissolveNetwork(ctx, n5);
    expect(networkToPrune(ctx)).toBe(n6);
    price(ctx, n6, 100);
    price(ctx, n3, 1);
    expect(networkToPrune(ctx)).toBe(n3);
    price(ctx, n2, 1);
    expect(networkToPrune(ctx)).toBe(n2);
    NetworksAdded.set(ctx, n2, false);
    expect(networkToPrune(ctx)).toBe(n3);
    NetworksAdded.set(ctx, n2, true);
    expect(networkToPrune(ctx)).not.toBe(ROOT);
  });
});

describe("Founding a subnet", () => {
  const found = (ctx: MockContext, hotkey: AccountId, coldkey: AccountId) =>
    outcomeOf(() => registerNetwork(ctx, { hotkey, coldkey }, 1, undefined));

  test("register_network_prunes_and_recycles_netuid", () => {
    const ctx = newTestExt(0);
    SubnetLimit.set(ctx, 2);
    const [n1, n2] = [addDynamicNetwork(ctx, acct(22), acct(21)), addDynamicNetwork(ctx, acct(24), acct(23))];
    for (const netuid of [n1, n2]) addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, TAO_100);
    setBlock(ctx, Number(networkImmunityPeriod(ctx)) + 100);
    Emission.set(ctx, n1, [alpha(1n)]);
    Emission.set(ctx, n2, [alpha(1_000n)]);
    addBalanceToColdkeyAccount(ctx, acct(30), networkLockCost(ctx) * 10n);
    expect(found(ctx, acct(31), acct(30))).toBeUndefined();
    expect(TotalNetworks.get(ctx)).toBe(2);
    expect([SubnetOwner.get(ctx, n1), SubnetOwnerHotkey.get(ctx, n1), SubnetOwner.get(ctx, n2)]).toEqual([
      acct(30),
      acct(31),
      acct(23),
    ]);
  });
  test("register_network_fails_before_prune_keeps_existing", () => {
    const ctx = newTestExt(0);
    SubnetLimit.set(ctx, 1);
    const netuid = addDynamicNetwork(ctx, acct(42), acct(41));
    setBlock(ctx, Number(networkImmunityPeriod(ctx)) + 50);
    Emission.set(ctx, netuid, [alpha(10n)]);
    expect(found(ctx, acct(51), acct(50))).toBe("CannotAffordLockCost");
    expect(ifSubnetExist(ctx, netuid)).toBe(true);
    expect(TotalNetworks.get(ctx)).toBe(1);
  });
  test.each([
    ["test_register_subnet_low_lock_cost", 1_000n],
    ["test_register_subnet_high_lock_cost", 1_000_000_000_000n],
  ])("%s", (_, price) => {
    const ctx = newTestExt(1);
    NetworkMinLockCost.set(ctx, rao(price));
    NetworkLastLockCost.set(ctx, rao(price));
    const cost = networkLockCost(ctx);
    expect(cost < TAO_100).toBe(price < TAO_100);
    const netuid = addDynamicNetwork(ctx, acct(2), acct(1));
    expect(ifSubnetExist(ctx, netuid)).toBe(true);
    expect([SubnetTAO.get(ctx, netuid), SubnetAlphaIn.get(ctx, netuid)]).toEqual([cost, cost]);
  });
  test("test_tempo_greater_than_weight_set_rate_limit", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
    expect(tempo.read.Tempo.get(ctx, netuid)).toBeGreaterThanOrEqual(
      Number(parameters.read.WeightsSetRateLimit.get(ctx, netuid)),
    );
  });

  const alphaFor = (tao: bigint, price: U64F64): bigint =>
    U64F64.toNum(U64F64.floor(U64F64.checkedDiv(U64F64.fromNum(tao), price)!), u64);
  test("register_network_seeds_first_subnet_from_fallback_price_one_and_keeps_lock_in_pool", () => {
    const ctx = newTestExt(1);
    const netuid = nextNetuid(ctx);
    const cost = networkLockCost(ctx);
    expect(medianSubnetAlphaPrice(ctx)).toBe(U64F64.ONE);
    expect(cost).toBe(networkMinLock(ctx));
    addBalanceToColdkeyAccount(ctx, acct(1001), cost * 2n);
    expect(found(ctx, acct(1002), acct(1001))).toBeUndefined();
    expect(ifSubnetExist(ctx, netuid)).toBe(true);
    expect(TotalNetworks.get(ctx)).toBe(1);
    expect([SubnetOwner.get(ctx, netuid), SubnetOwnerHotkey.get(ctx, netuid)]).toEqual([acct(1001), acct(1002)]);
    expect([SubnetLocked, SubnetTAO, SubnetAlphaIn].map((item) => item.get(ctx, netuid))).toEqual([cost, cost, cost]);
    expect(SubnetAlphaOut.get(ctx, netuid)).toBe(0n);
    expect(stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: acct(1002), coldkey: acct(1001) })).toBe(0n);
    expect(TotalHotkeyAlpha.get(ctx, acct(1002), netuid)).toBe(0n);
    expect(alphaIssuance(ctx, netuid)).toBe(cost);
    expect(registration.read.RAORecycledForRegistration.get(ctx, netuid)).toBe(0n);
    expect(ctx.ports.exchange.currentAlphaPrice(ctx, netuid)).toBe(U64F64.ONE);
    expect(lastEvent(ctx)).toMatchObject({ name: "NetworkAdded", data: [netuid, 1] });
  });
  test("register_network_seeds_new_subnet_from_even_median_snapshot", () => {
    const ctx = newTestExt(0);
    const [n1, n2] = [addDynamicNetwork(ctx, acct(1201), acct(1200)), addDynamicNetwork(ctx, acct(1203), acct(1202))];
    setupReserves(ctx, n1, 500n, 100n);
    setupReserves(ctx, n2, 200n, 100n);
    const median = medianSubnetAlphaPrice(ctx);
    expect(median).toBe(U64F64.fromFloat(3.5));
    const netuid = nextNetuid(ctx);
    const cost = networkLockCost(ctx);
    const pool = cost > networkMinLock(ctx) ? cost : networkMinLock(ctx);
    const owners = alphaFor(pool - networkMinLock(ctx), median);
    addBalanceToColdkeyAccount(ctx, acct(1300), cost * 2n);
    expect(found(ctx, acct(1301), acct(1300))).toBeUndefined();
    const price = ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
    expect([SubnetOwner.get(ctx, netuid), SubnetOwnerHotkey.get(ctx, netuid)]).toEqual([acct(1300), acct(1301)]);
    expect([SubnetLocked.get(ctx, netuid), SubnetTAO.get(ctx, netuid), SubnetAlphaIn.get(ctx, netuid)]).toEqual([
      cost,
      pool,
      alphaFor(pool, median),
    ]);
    expect(owners).toBe(0n);
    expect(SubnetAlphaOut.get(ctx, netuid)).toBe(owners);
    expect(TotalHotkeyAlpha.get(ctx, acct(1301), netuid)).toBe(owners);
    expect(price >= median).toBe(true);
    expect(medianSubnetAlphaPrice(ctx)).toBe(price);
    expect(SubnetAlphaIn.get(ctx, netuid)).not.toBe(pool);
  });
  test("register_network_fails_without_balance_and_does_not_write_owner_alpha_state", () => {
    const ctx = newTestExt(0);
    const netuid = nextNetuid(ctx);
    expect(found(ctx, acct(2002), acct(2001))).toBe("CannotAffordLockCost");
    expect(ifSubnetExist(ctx, netuid)).toBe(false);
    expect(TotalNetworks.get(ctx)).toBe(0);
    expect(
      [SubnetAlphaIn, SubnetAlphaOut, SubnetLocked, registration.storage.RAORecycledForRegistration].map((item) =>
        item.get(ctx, netuid),
      ),
    ).toEqual([0n, 0n, 0n, 0n]);
    expect(stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: acct(2002), coldkey: acct(2001) })).toBe(0n);
  });
  test("register_network_non_associated_hotkey_does_not_withdraw_or_write_owner_alpha_state", () => {
    const ctx = newTestExt(0);
    const [owner, hotkey, attacker] = [acct(3001), acct(3002), acct(3003)];
    const existing = addDynamicNetwork(ctx, hotkey, owner);
    const state = () => [
      stakeForHotkeyAndColdkeyOnSubnet(ctx, existing, { hotkey, coldkey: owner }),
      SubnetAlphaOut.get(ctx, existing),
      SubnetOwner.get(ctx, existing),
    ];
    const before = state();
    const netuid = nextNetuid(ctx);
    addBalanceToColdkeyAccount(ctx, attacker, networkLockCost(ctx));
    const had = balance(ctx, attacker);
    expect(found(ctx, hotkey, attacker)).toBe("NonAssociatedColdKey");
    expect(balance(ctx, attacker)).toBe(had);
    expect(state()).toEqual(before);
    expect(ifSubnetExist(ctx, netuid)).toBe(false);
    expect(TotalNetworks.get(ctx)).toBe(1);
    expect(SubnetAlphaOut.get(ctx, netuid)).toBe(0n);
    expect(stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey: attacker })).toBe(0n);
  });
  test("registered_subnet_counter_bumps_on_first_registration", () => {
    const ctx = newTestExt(1);
    expect(registeredSubnetCounter(ctx, addDynamicNetwork(ctx, acct(2), acct(1)))).toBe(1n);
  });
  test("registered_subnet_counter_is_independent_per_netuid", () => {
    const ctx = newTestExt(1);
    const both = [addDynamicNetwork(ctx, acct(10), acct(11)), addDynamicNetwork(ctx, acct(20), acct(21))];
    expect(new Set(both).size).toBe(2);
    expect(both.map((netuid) => registeredSubnetCounter(ctx, netuid))).toEqual([1n, 1n]);
  });
  test("registered_subnet_counter_survives_dissolve_and_bumps_on_reregistration", () => {
    const ctx = newTestExt(1);
    SubnetLimit.set(ctx, 2);
    const netuid = addDynamicNetwork(ctx, acct(101), acct(100));
    expect(registeredSubnetCounter(ctx, netuid)).toBe(1n);
    dissolveNetwork(ctx, netuid);
    expect(ifSubnetExist(ctx, netuid)).toBe(false);
    expect(registeredSubnetCounter(ctx, netuid)).toBe(1n);
    expect(addDynamicNetwork(ctx, acct(101), acct(100))).toBe(netuid);
    expect(registeredSubnetCounter(ctx, netuid)).toBe(2n);
  });
});

describe("The median price", () => {
  const priceOf = (ctx: MockContext, netuid: NetUid) => ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
  const whole = (price: number): U64F64 => U64F64.fromNum(price);
  /** Subnets with 100 alpha each and so much TAO. */
  function priced(ctx: MockContext, first: number, ...tao: bigint[]): NetUid[] {
    const all = tao.map((_, i) => addDynamicNetwork(ctx, acct(first + 2 * i + 1), acct(first + 2 * i)));
    all.forEach((netuid, i) => void setupReserves(ctx, netuid, tao[i]!, 100n));
    return all;
  }
  test("median_subnet_alpha_price_returns_one_when_no_eligible_subnet_prices", () => {
    const ctx = newTestExt(0);
    expect(medianSubnetAlphaPrice(ctx)).toBe(U64F64.ONE);
    NetworksAdded.set(ctx, ROOT, true);
    expect(medianSubnetAlphaPrice(ctx)).toBe(U64F64.ONE);
    const [zero] = priced(ctx, 101, 0n);
    expect(priceOf(ctx, zero!)).toBe(0n);
    expect(medianSubnetAlphaPrice(ctx)).toBe(U64F64.ONE);
    const [hidden] = priced(ctx, 103, 900n);
    NetworksAdded.set(ctx, hidden!, false);
    expect(medianSubnetAlphaPrice(ctx)).toBe(U64F64.ONE);
  });
  test("median_subnet_alpha_price_returns_middle_value_for_odd_unsorted_prices", () => {
    const ctx = newTestExt(0);
    const all = priced(ctx, 200, 700n, 200n, 500n);
    expect(all.map((netuid) => priceOf(ctx, netuid))).toEqual([7, 2, 5].map(whole));
    expect(medianSubnetAlphaPrice(ctx)).toBe(whole(5));
  });
  test("median_subnet_alpha_price_averages_even_prices_and_ignores_root_zero_and_unadded", () => {
    const ctx = newTestExt(0);
    NetworksAdded.set(ctx, ROOT, true);
    const all = priced(ctx, 300, 200n, 400n, 800n, 0n);
    NetworksAdded.set(ctx, all[1]!, false);
    expect(all.map((netuid) => priceOf(ctx, netuid))).toEqual([2, 4, 8, 0].map(whole));
    expect(medianSubnetAlphaPrice(ctx)).toBe(whole(5));
  });
});

describe("Many subnets", () => {
  test("massive_dissolve_refund_and_reregistration_flow_is_lossless_and_cleans_state", () => {
    const ctx = newTestExt(0);
    const numbers = [3001, 3002, 3003, 3004, 3005, 3006];
    const coldkeys = numbers.map(acct);
    const hotkeysOf = (number: number): AccountId[] => [acct(number + 100_000), acct(number + 200_000)];
    const pots = [12_345n, 23_456n, 34_567n, 45_678n];
    const sets = [numbers.slice(0, 4), numbers.slice(2, 6), numbers, numbers.slice(1, 5)];
    const open = (hotkey: number, coldkey: number): NetUid => {
      const netuid = addDynamicNetwork(ctx, acct(hotkey), acct(coldkey));
      removeOwnerRegistrationStake(ctx, netuid);
      Emission.set(ctx, netuid, []);
      lock(ctx, netuid, 0n);
      return netuid;
    };
    const nets = pots.map((_, i) => open(10_000 + i, 20_000 + i));
    for (let id = 0; id < 10; id++)
      for (const netuid of nets) registerOkNeuron(ctx, netuid, acct(2_000_000 + id), acct(1_000_000 + id));
    for (const coldkey of coldkeys) addBalanceToColdkeyAccount(ctx, coldkey, 1_000_000_000_000n);
    nets.forEach((netuid, i) => {
      for (const number of sets[i]!) {
        const [first, second] = hotkeysOf(number) as [AccountId, AccountId];
        for (const hotkey of [first, second]) registerOkNeuron(ctx, netuid, hotkey, acct(number));
        const base = 5_000_000n + BigInt(i) * 1_000_000n + BigInt(number % 10) * 250_000n;
        stakeCall(ctx, acct(number), first, netuid, (base * 3n) / 5n);
        stakeCall(ctx, acct(number), second, netuid, base - (base * 3n) / 5n);
      }
    });
    const before = coldkeys.map((coldkey) => balance(ctx, coldkey));
    for (const netuid of nets) withoutProtocolAlpha(ctx, netuid);

    // What each coldkey gets at least, how many positions may get one more, and how much is left for those.
    const base = new Map(coldkeys.map((coldkey) => [coldkey, 0n]));
    const pairs = new Map(coldkeys.map((coldkey) => [coldkey, 0n]));
    let leftover = 0n;
    nets.forEach((netuid, i) => {
      const members = new Set(sets[i]!.map(acct));
      const positions = holdersOf(ctx, netuid).filter(([, coldkey]) => members.has(coldkey));
      const amounts = positions.map(([hotkey, coldkey]) => held(ctx, netuid, hotkey, coldkey));
      const total = amounts.reduce((a, b) => a + b, 0n);
      leftover += pots[i]!;
      positions.forEach(([, coldkey], k) => {
        const share = (amounts[k]! * pots[i]!) / total;
        base.set(coldkey, base.get(coldkey)! + share);
        pairs.set(coldkey, pairs.get(coldkey)! + 1n);
        leftover -= share;
      });
    });
    nets.forEach((netuid, i) => void setPot(ctx, netuid, pots[i]!));
    for (const netuid of nets) dissolveNetwork(ctx, netuid);

    const paid = coldkeys.map((coldkey, i) => balance(ctx, coldkey) - before[i]!);
    expect(paid.reduce((a, b) => a + b, 0n)).toBe(pots.reduce((a, b) => a + b, 0n));
    coldkeys.forEach((coldkey, i) => {
      expect(paid[i]! >= base.get(coldkey)!).toBe(true);
      expect(paid[i]! <= base.get(coldkey)! + pairs.get(coldkey)!).toBe(true);
    });
    expect(paid.reduce((sum, one, i) => sum + one - base.get(coldkeys[i]!)!, 0n)).toBe(leftover);
    for (const netuid of nets) {
      expect(holdersOf(ctx, netuid)).toEqual([]);
      expect(ifSubnetExist(ctx, netuid)).toBe(false);
      expect(swap.read.PalSwapInitialized.get(ctx, netuid)).toBe(false);
    }

    const fresh = open(99_000, 99_001);
    const least = constants.InitialMinStake.get(ctx);
    const amount = least + ctx.ports.exchange.simBuy(ctx, fresh, least).feePaid;
    for (const number of numbers.slice(0, 3)) {
      const [hotkey] = hotkeysOf(number) as [AccountId];
      registerOkNeuron(ctx, fresh, hotkey, acct(number));
      const had = balance(ctx, acct(number));
      const expected = ctx.ports.exchange.simBuy(ctx, fresh, rao(amount)).amountPaidOut;
      const prior = held(ctx, fresh, hotkey, acct(number));
      stakeCall(ctx, acct(number), hotkey, fresh, amount);
      expect(balance(ctx, acct(number))).toBe(had - amount);
      expect(held(ctx, fresh, hotkey, acct(number)) - prior).toBe(expected);
    }
  });
});
