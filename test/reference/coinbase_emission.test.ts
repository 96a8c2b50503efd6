// What a block gives subnets, and which of them run their epoch: the cases of the reference's
// pallets/subtensor/src/tests/coinbase.rs that end before the distribution. Literal values and tolerances are its own.

import { beforeEach, describe, expect, it } from "vitest";
import { blockEmissionForIssuance } from "../../runtime/pallets/subtensor/coinbase/block_emission.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import {
  drainPending,
  emitToSubnets,
  epochsDeferredThisBlock,
  floatSubnetOwnerCut,
  injectAndMaybeSwap,
  networkRootSellFlag,
  rootProportion,
  runCoinbase,
  shouldRunEpoch,
  subnetTerms,
} from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { subnetBlockEmissions, subnetsToEmitTo } from "../../runtime/pallets/subtensor/coinbase/subnet_emissions.ts";
import { mintTao } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { revealCrv3Commits } from "../../runtime/pallets/subtensor/flows/block_step.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import {
  alphaIssuance,
  movingAlphaPrice,
  setTaoWeight,
  taoWeight,
  updateMovingPrice,
} from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { allSubnetNetuids } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { I96F32, U64F64, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { MAIN_MECHANISM, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt, runToBlock, setBlock } from "../chain/mock.ts";
import { addDynamicNetwork, addNetwork, removeOwnerRegistrationStake, setupReserves } from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/tolerance.ts";

const { SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice, SubnetProtocolAlpha, SubnetTAO, SubnetTaoFlow, TotalStake } =
  pools.storage;
const { SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetExcessTao, SubnetTaoInEmission, TotalIssuance } =
  coinbase.storage;
const { PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission, RootProp } =
  coinbase.storage;
const { FirstEmissionBlockNumber, SubnetMechanism } = subnets.storage;
const { NetworkPowRegistrationAllowed, NetworkRegistrationAllowed, SubnetEmissionEnabled, SubtokenEnabled } =
  parameters.storage;
const { BlocksSinceLastStep, LastEpochBlock, LastMechansimStepBlock, PendingEpochAt, SubnetEpochIndex, Tempo } =
  tempo.storage;

let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1);
});
const num = (x: bigint | number): U96F32 => U96F32.saturatingFromNum(x);
const float = (x: U96F32): number => U96F32.toFloat(x);
const price = (netuid: NetUid): U64F64 => ctx.ports.exchange.currentAlphaPrice(ctx, netuid);
const run = (emission: bigint): void => runCoinbase(ctx, mintTao(ctx, rao(emission)));
const setMovingPrice = (netuid: NetUid, to: number): void => SubnetMovingPrice.set(ctx, netuid, I96F32.fromFloat(to));
const [one, two, three] = [netUid(1), netUid(2), netUid(3)];
/** `set_full_injection_root_stake`: root's proportion is about one, so that injection is not capped. */
function fullInjection(): void {
  SubnetTAO.set(ctx, ROOT, rao(1_000_000_000_000_000_000n));
  setTaoWeight(ctx, U64_MAX);
}
const alphaEmission = (netuid: NetUid): U96F32 => num(blockEmissionForIssuance(ctx, alphaIssuance(ctx, netuid)) ?? 0n);

describe("TAO into the subnets", () => {
  it("test_coinbase_basecase", () => {
    run(0n);
    expect(TotalIssuance.get(ctx)).toBe(0n);
  });
  it("test_coinbase_tao_issuance_base", () => {
    const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
    SubnetEmissionEnabled.set(ctx, netuid, true);
    setMovingPrice(netuid, 1);
    fullInjection();
    const before = [SubnetTAO.get(ctx, netuid), TotalIssuance.get(ctx), TotalStake.get(ctx)];
    run(1_234_567n);
    expect([SubnetTAO.get(ctx, netuid), TotalIssuance.get(ctx), TotalStake.get(ctx)]).toEqual(
      before.map((amount) => amount + 1_234_567n),
    );
  });
  it("test_coinbase_tao_issuance_base_low", () => {
    const credit = mintTao(ctx, rao(1n));
    addNetwork(ctx, 1, 1);
    expect(SubnetTAO.get(ctx, one)).toBe(0n);
    SubnetTaoFlow.set(ctx, one, 33_433n);
    runCoinbase(ctx, credit);
    expect([SubnetTAO.get(ctx, one), TotalIssuance.get(ctx), TotalStake.get(ctx)]).toEqual([1n, 1n, 1n]);
  });
  it("test_coinbase_tao_issuance_multiple", () => {
    const credit = mintTao(ctx, rao(3_333_333n));
    const all = [1, 2, 3].map((netuid) => addNetwork(ctx, netuid, 1));
    for (const netuid of all) SubnetTaoFlow.set(ctx, netuid, 100_000_000n);
    runCoinbase(ctx, credit);
    for (const netuid of all) expectWithin(SubnetTAO.get(ctx, netuid), 1_111_111n, 1n);
    expectWithin(TotalIssuance.get(ctx), 3_333_333n, 3n);
    expectWithin(TotalStake.get(ctx), 3_333_333n, 3n);
  });
  it("test_coinbase_disabled_subnet_emission_redistributes_tao_to_enabled_subnets", () => {
    const all = [1, 2, 3].map((netuid) => addNetwork(ctx, netuid, 1));
    SubnetEmissionEnabled.set(ctx, two, false);
    for (const netuid of all) SubnetTaoFlow.set(ctx, netuid, 100_000_000n);
    const emissions = subnetBlockEmissions(ctx, all, num(3_333_333n));
    expectWithin(float(emissions.get(one)!), 1_666_666, 2);
    expectWithin(float(emissions.get(two)!), 0, 1);
    expectWithin(float(emissions.get(three)!), 1_666_666, 2);
    const terms = subnetTerms(ctx, emissions).get(two)!;
    expect([terms.alphaIn, terms.excessTao]).toEqual([0n, 0n]);
    expect(terms.alphaOut > 0n).toBe(true);
    const [issuance, stake] = [TotalIssuance.get(ctx), TotalStake.get(ctx)];
    run(3_333_333n);
    expectWithin(SubnetTAO.get(ctx, one), 1_666_666n, 2n);
    expect(SubnetTAO.get(ctx, two)).toBe(0n);
    expectWithin(SubnetTAO.get(ctx, three), 1_666_666n, 2n);
    expectWithin(TotalIssuance.get(ctx), issuance + 3_333_333n, 2n);
    expectWithin(TotalStake.get(ctx), stake + 3_333_333n, 2n);
  });
  it("test_sudo_set_subnet_emission_enabled_multiple_subnets_multiple_toggles", () => {
    const all = [1, 2, 3].map((netuid) => addNetwork(ctx, netuid, 1));
    fullInjection();
    const expectEmissions = (expected: readonly bigint[]): void =>
      all.forEach((netuid, i) => {
        expectWithin(SubnetTaoInEmission.get(ctx, netuid), expected[i]!, 2n);
        expect(SubnetAlphaInEmission.get(ctx, netuid) === 0n).toBe(expected[i] === 0n);
        expect(SubnetAlphaOutEmission.get(ctx, netuid) > 0n).toBe(true);
      });
    const spoil = (netuid: NetUid, amount: bigint): void => {
      SubnetTaoInEmission.set(ctx, netuid, rao(amount));
      SubnetAlphaInEmission.set(ctx, netuid, alpha(amount));
      SubnetExcessTao.set(ctx, netuid, rao(amount));
      SubnetEmissionEnabled.set(ctx, netuid, false);
    };
    run(3_000_000n);
    expectEmissions([1_000_000n, 1_000_000n, 1_000_000n]);
    spoil(two, 123n);
    run(3_000_000n);
    expectEmissions([1_500_000n, 0n, 1_500_000n]);
    expect(SubnetExcessTao.get(ctx, two)).toBe(0n);
    spoil(one, 456n);
    SubnetEmissionEnabled.set(ctx, two, true);
    run(3_000_000n);
    expectEmissions([0n, 1_500_000n, 1_500_000n]);
    expect(SubnetExcessTao.get(ctx, one)).toBe(0n);
    for (const netuid of all) SubnetEmissionEnabled.set(ctx, netuid, true);
    run(3_000_000n);
    expectEmissions([1_000_000n, 1_000_000n, 1_000_000n]);
  });
  it("test_coinbase_tao_issuance_different_prices", () => {
    const credit = mintTao(ctx, rao(100_000_000n));
    const tao = 100_000n;
    for (const [netuid, alphaIn, moving] of [
      [1, tao * 10n, 0.1],
      [2, tao * 5n, 0.2],
    ] as const) {
      const at = addNetwork(ctx, netuid, 1);
      setupReserves(ctx, at, tao, alphaIn);
      ctx.ports.exchange.initSwap(ctx, at, undefined);
      SubnetMechanism.set(ctx, at, 1);
      setMovingPrice(at, moving);
    }
    fullInjection();
    runCoinbase(ctx, credit);
    expectWithin(SubnetTAO.get(ctx, one), tao + 33_333_333n, 10n);
    expectWithin(SubnetTAO.get(ctx, two), tao + 66_666_666n, 10n);
    expectWithin(TotalIssuance.get(ctx), 100_000_000n, 10n);
    expectWithin(TotalStake.get(ctx), 100_000_000n, 10n);
  });
  it("test_zero_shares_zero_emission", () => {
    const both = [addDynamicNetwork(ctx, acct(1), acct(0)), addDynamicNetwork(ctx, acct(1), acct(0))];
    const credit = mintTao(ctx, rao(1_000_000n));
    for (const netuid of both) {
      setupReserves(ctx, netuid, 1_000_000n, 1_000_000n);
      setMovingPrice(netuid, 0);
    }
    runCoinbase(ctx, credit);
    for (const netuid of both) expect(SubnetAlphaIn.get(ctx, netuid)).toBe(1_000_000n);
  });
  it("test_coinbase_subnets_with_no_reg_get_no_emission", () => {
    const [first, second] = [addDynamicNetwork(ctx, acct(1), acct(2)), addDynamicNetwork(ctx, acct(3), acct(4))];
    for (const netuid of [first, second]) {
      SubtokenEnabled.set(ctx, netuid, true);
      FirstEmissionBlockNumber.set(ctx, netuid, 0n);
      NetworkRegistrationAllowed.set(ctx, netuid, true);
    }
    NetworkPowRegistrationAllowed.set(ctx, first, false);
    NetworkPowRegistrationAllowed.set(ctx, second, true);
    expect(subnetsToEmitTo(ctx, [first, second])).toEqual([first, second]);
    NetworkRegistrationAllowed.set(ctx, first, false);
    expect(subnetsToEmitTo(ctx, [first, second])).toEqual([second]);
  });
});

describe("moving prices", () => {
  beforeEach(() => {
    addNetwork(ctx, 1, 1);
    setupReserves(ctx, one, 1_000_000n, 1_000_000n);
    SubnetMechanism.set(ctx, one, 1);
  });
  const moving = (): U64F64 => movingAlphaPrice(ctx, one);
  const setMovingAlpha = (to: number): void => settings.storage.SubnetMovingAlpha.set(ctx, I96F32.fromFloat(to));
  it("test_coinbase_moving_prices", () => {
    setMovingPrice(one, 1);
    FirstEmissionBlockNumber.set(ctx, one, 1n);
    expect(moving()).toBe(U64F64.ONE);
    setBlock(ctx, 7_200_000);
    updateMovingPrice(ctx, one);
    expect(moving()).toBe(U64F64.ONE);
    setMovingPrice(one, 0);
    setMovingAlpha(1);
    updateMovingPrice(ctx, one);
    expect(U64F64.ONE - moving() < U64F64.fromFloat(0.05)).toBe(true);
    setMovingPrice(one, 0);
    setMovingAlpha(0.1);
    setBlock(ctx, 7_200 * 28);
    for (let i = 0; i < 14; i++) updateMovingPrice(ctx, one);
    expectWithin(U64F64.toFloat(moving()), 0.512325, 0.001);
  });
  it("test_update_moving_price_initial", () => {
    setMovingAlpha(0.5);
    setMovingPrice(one, 0);
    setBlock(ctx, 510);
    FirstEmissionBlockNumber.set(ctx, one, 500n);
    updateMovingPrice(ctx, one);
    expect(I96F32.toFloat(SubnetMovingPrice.get(ctx, one)) < 0.001).toBe(true);
  });
  it("test_update_moving_price_after_time", () => {
    setMovingAlpha(0.5);
    setMovingPrice(one, 0);
    setBlock(ctx, 144_000_500);
    FirstEmissionBlockNumber.set(ctx, one, 500n);
    updateMovingPrice(ctx, one);
    expectWithin(I96F32.toFloat(SubnetMovingPrice.get(ctx, one)), 0.5, 0.001);
  });
});

describe("alpha into the pools", () => {
  const initial = 1_000_000n;
  it("test_coinbase_alpha_issuance_base", () => {
    const credit = mintTao(ctx, rao(1_000_000n));
    for (const netuid of [1, 2]) setupReserves(ctx, addNetwork(ctx, netuid, 1), initial, initial);
    fullInjection();
    runCoinbase(ctx, credit);
    expect(SubnetAlphaIn.get(ctx, one)).toBe(initial + 500_000n);
    expect(SubnetAlphaIn.get(ctx, two)).toBe(initial + 500_000n);
  });
  it("test_coinbase_alpha_issuance_different", () => {
    const credit = mintTao(ctx, rao(1_000_000n));
    for (const netuid of [1, 2]) {
      const at = addNetwork(ctx, netuid, 1);
      SubnetMechanism.set(ctx, at, 1);
      setupReserves(ctx, at, initial * BigInt(netuid), initial);
      setMovingPrice(at, netuid);
    }
    fullInjection();
    runCoinbase(ctx, credit);
    expect(SubnetAlphaIn.get(ctx, one)).toBe(initial + 333_333n);
    expect(SubnetAlphaIn.get(ctx, two)).toBe(initial + 333_333n);
  });
  it("test_coinbase_alpha_issuance_with_cap_trigger", () => {
    const credit = mintTao(ctx, rao(1_000_000n));
    const alphaIn = 1_000_000_000n;
    for (const netuid of [1, 2]) {
      const at = addNetwork(ctx, netuid, 1);
      SubnetMechanism.set(ctx, at, 1);
      setupReserves(ctx, at, 1_000n, alphaIn);
      setMovingPrice(at, netuid);
    }
    fullInjection();
    runCoinbase(ctx, credit);
    for (const netuid of [one, two]) {
      expect(SubnetAlphaIn.get(ctx, netuid) < alphaIn + 1_000_000_000n).toBe(true);
      expect(SubnetAlphaOutEmission.get(ctx, netuid)).toBe(1_000_000_000n);
    }
  });
  it("test_coinbase_alpha_issuance_with_cap_trigger_and_block_emission", () => {
    const credit = mintTao(ctx, rao(1_000_000n));
    const [tao, alphaIn, issued] = [10_000n, 1_000_000_000n, 21_000_000_000_000_000n];
    for (const netuid of [1, 2]) {
      const at = addNetwork(ctx, netuid, 1);
      SubnetMechanism.set(ctx, at, 1);
      setupReserves(ctx, at, tao, alphaIn);
      FirstEmissionBlockNumber.set(ctx, at, 0n);
      setMovingPrice(at, netuid);
      ctx.ports.exchange.initSwap(ctx, at, undefined);
    }
    const before = [price(one), price(two)];
    for (const netuid of [one, two]) SubnetAlphaOut.set(ctx, netuid, alpha(issued));
    runCoinbase(ctx, credit);
    expect(SubnetProtocolAlpha.get(ctx, one) !== 0n || SubnetProtocolAlpha.get(ctx, two) !== 0n).toBe(true);
    expect(SubnetAlphaIn.get(ctx, one) < alphaIn).toBe(true);
    expect(SubnetAlphaIn.get(ctx, two) < alphaIn).toBe(true);
    expect(SubnetAlphaOut.get(ctx, two)).toBe(issued + SubnetProtocolAlpha.get(ctx, two));
    expect(price(one) > before[0]!).toBe(true);
    expect(price(two) > before[1]!).toBe(true);
  });
});

describe("terms of a subnet", () => {
  const reserve = 1_000_000_000_000_000n;
  const withPool = (): NetUid => {
    const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
    setupReserves(ctx, netuid, reserve, reserve);
    ctx.ports.exchange.initSwap(ctx, netuid, undefined);
    return netuid;
  };
  it("test_coinbase_subnet_terms_with_alpha_in_gt_alpha_emission", () => {
    const netuid = withPool();
    const emission = alphaEmission(netuid);
    const set = U64F64.saturatingFromFloat(0.01);
    const setFixed = U96F32.saturatingFromFixed(U64F64, set);
    const tao = U96F32.saturatingAdd(U96F32.saturatingMul(emission, setFixed), U96F32.saturatingFromFloat(0.01));
    setupReserves(
      ctx,
      netuid,
      1_000_000_000n,
      U64F64.toNum(U64F64.div(U64F64.saturatingFromNum(1_000_000_000n), set), u64),
    );
    expectWithin(U64F64.toFloat(price(netuid)), U64F64.toFloat(set), 0.001);
    fullInjection();
    const cap = U96F32.saturatingMul(rootProportion(ctx, netuid), emission);
    const terms = subnetTerms(ctx, new Map([[netuid, tao]])).get(netuid)!;
    expect(U96F32.div(tao, setFixed) > cap).toBe(true);
    expectWithin(float(terms.alphaOut), float(emission), 0.01);
    expectWithin(float(terms.alphaIn), float(cap), float(cap) / 1000);
    expectWithin(float(terms.taoIn), float(U96F32.saturatingMul(terms.alphaIn, setFixed)), 0.01);
    expectWithin(float(terms.excessTao), float(tao) - float(terms.taoIn), 0.01);
  });
  it("test_coinbase_subnet_terms_with_alpha_in_lte_alpha_emission", () => {
    const netuid = withPool();
    const emission = alphaEmission(netuid);
    const tao = num(34_566_756n);
    const current = U96F32.saturatingFromFixed(U64F64, price(netuid));
    fullInjection();
    const cap = U96F32.saturatingMul(rootProportion(ctx, netuid), emission);
    const terms = subnetTerms(ctx, new Map([[netuid, tao]])).get(netuid)!;
    expect(U96F32.div(tao, current) <= cap).toBe(true);
    expectWithin(float(terms.alphaOut), float(emission), 0.1);
    expectWithin(float(terms.alphaIn), float(tao) / float(current), 0.01);
    expectWithin(float(terms.taoIn), float(tao), 0.01);
    expectWithin(float(terms.excessTao), float(tao) - float(terms.taoIn), 0.01);
  });
  it("test_get_subnet_terms_alpha_emissions_cap", () => {
    const netuid = addDynamicNetwork(ctx, acct(10), acct(11));
    fullInjection();
    const cap = U96F32.saturatingMul(rootProportion(ctx, netuid), alphaEmission(netuid));
    const alphaInOf = (emission: U96F32): U96F32 =>
      subnetTerms(ctx, new Map([[netuid, emission]])).get(netuid)!.alphaIn;
    const [small, large] = [num(100_000_000n), num(10_000_000_000n)];
    expect(small < cap && large > cap).toBe(true);
    expect(alphaInOf(small)).toBe(small);
    expect(alphaInOf(large)).toBe(cap);
  });
  it("test_coinbase_inject_and_maybe_swap_does_not_skew_reserves", () => {
    const netuid = withPool();
    const terms = new Map([
      [netuid, { taoIn: num(123n), alphaIn: num(456n), alphaOut: num(0n), excessTao: num(789_100n) }],
    ]);
    injectAndMaybeSwap(ctx, [netuid], terms, mintTao(ctx, rao(789_223n)));
    const ratio = U96F32.saturatingDiv(
      num(SubnetAlphaIn.get(ctx, netuid) as bigint),
      num(SubnetTAO.get(ctx, netuid) as bigint),
    );
    expectWithin(float(ratio), U64F64.toFloat(price(netuid)), 1);
  });

  it.each([
    ["enough for both", 789_223n, 789_100n, 123n],
    ["too little for the pool", 789_150n, 789_100n, 0n],
    ["too little for the purchase", 500n, 0n, 123n],
  ])("notes what was spent, in place of what stood there: %s", (_, credit, bought, injected) => {
    // run_coinbase.rs, inject_and_maybe_swap: both are reset for every subnet, then set by what went through.
    const netuid = withPool();
    SubnetExcessTao.set(ctx, netuid, rao(77n));
    SubnetTaoInEmission.set(ctx, netuid, rao(88n));
    const terms = new Map([
      [netuid, { taoIn: num(123n), alphaIn: num(456n), alphaOut: num(0n), excessTao: num(789_100n) }],
    ]);
    injectAndMaybeSwap(ctx, [netuid], terms, mintTao(ctx, rao(credit)));
    expect(SubnetExcessTao.get(ctx, netuid)).toBe(bought);
    expect(SubnetTaoInEmission.get(ctx, netuid)).toBe(injected);
  });

  describe.each([
    ["test_coinbase_emit_to_subnets_with_no_root_sell", false],
    ["test_coinbase_emit_to_subnets_with_root_sell", true],
  ])("%s", (name, rootSells) => {
    it(name, () => {
      const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
      settings.storage.SubnetOwnerCut.set(ctx, 6_553);
      setupReserves(ctx, netuid, reserve, reserve);
      ctx.ports.exchange.initSwap(ctx, netuid, undefined);
      const emissions = new Map([[netuid, num(12_345_678n)]]);
      const emission = alphaEmission(netuid);
      expect(U96F32.div(num(12_345_678n), U96F32.saturatingFromFixed(U64F64, price(netuid))) <= emission).toBe(true);
      emitToSubnets(ctx, [netuid], emissions, mintTao(ctx, rao(12_345_678n)), rootSells);
      const cut = U96F32.saturatingMul(floatSubnetOwnerCut(ctx), emission);
      const whole = (x: U96F32): bigint => U96F32.saturatingToNum(x, u64);
      const weighted = U96F32.saturatingMul(num(SubnetTAO.get(ctx, ROOT) as bigint), taoWeight(ctx));
      const proportion = U96F32.safeDiv(
        weighted,
        U96F32.saturatingAdd(weighted, num(alphaIssuance(ctx, netuid) as bigint)),
      );
      const divs = whole(U96F32.saturatingMul(proportion, emission));
      const half = U96F32.saturatingDiv(U96F32.saturatingSub(emission, cut), num(2));
      expectWithin(PendingOwnerCut.get(ctx, netuid), whole(cut), 200n);
      if (rootSells) expectWithin(PendingRootAlphaDivs.get(ctx, netuid), divs, 200n);
      else expect(PendingRootAlphaDivs.get(ctx, netuid)).toBe(0n);
      expectWithin(PendingServerEmission.get(ctx, netuid), whole(half), 200n);
      expectWithin(PendingValidatorEmission.get(ctx, netuid), whole(U96F32.saturatingSub(half, num(divs))), 200n);
    });
  });
});

describe("owner's cut and root's part", () => {
  it("test_owner_cut_base", () => {
    addNetwork(ctx, 1, 1);
    setupReserves(ctx, one, 1_000_000_000_000n, 1_000_000_000_000n);
    Tempo.set(ctx, one, 10_000);
    settings.storage.SubnetOwnerCut.set(ctx, 0);
    run(0n);
    expect(PendingOwnerCut.get(ctx, one)).toBe(0n);
    settings.storage.SubnetOwnerCut.set(ctx, 65_535);
    run(0n);
    expect(PendingOwnerCut.get(ctx, one)).toBe(1_000_000_000n);
  });
  it("test_pending_emission", () => {
    const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
    removeOwnerRegistrationStake(ctx, netuid);
    Tempo.set(ctx, netuid, 1);
    FirstEmissionBlockNumber.set(ctx, netuid, 0n);
    setupReserves(ctx, netuid, 1_000_000n, 1n);
    LastEpochBlock.set(ctx, netuid, 0n);
    setBlock(ctx, 10);
    run(0n);
    SubnetTAO.set(ctx, ROOT, rao(1_000_000_000n));
    setBlock(ctx, 12);
    run(0n);
    Tempo.set(ctx, netuid, 10_000);
    setTaoWeight(ctx, U64_MAX);
    setMovingPrice(netuid, 2);
    expect(networkRootSellFlag(ctx, [netuid])).toBe(true);
    run(0n);
    expectWithin(PendingServerEmission.get(ctx, netuid), 500_000_000n, 1n);
    expectWithin(PendingValidatorEmission.get(ctx, netuid), 375_000_000n, 1n);
    expectWithin(PendingRootAlphaDivs.get(ctx, netuid), 125_000_000n, 1n);
  });
  it("test_root_prop_filled_on_block_step", () => {
    const both = [addDynamicNetwork(ctx, acct(10), acct(11)), addDynamicNetwork(ctx, acct(10), acct(11))];
    SubnetTAO.set(ctx, ROOT, rao(1_000_000_000_000n));
    setTaoWeight(ctx, U64_MAX);
    for (const netuid of both) setupReserves(ctx, netuid, 50_000_000_000n, 100_000_000_000n);
    for (const netuid of both) expect(RootProp.has(ctx, netuid)).toBe(false);
    runToBlock(ctx, 2);
    for (const netuid of both) expect(RootProp.get(ctx, netuid) > 0n).toBe(true);
  });
  it("test_root_proportion", () => {
    const netuid = addDynamicNetwork(ctx, acct(10), acct(11));
    SubnetTAO.set(ctx, ROOT, rao(1_000_000_000_000n));
    setTaoWeight(ctx, 3_320_413_933_267_719_290n);
    SubnetAlphaIn.set(ctx, netuid, alpha(100_000_000_000n));
    const weighted = U96F32.mul(taoWeight(ctx), U96F32.fromNum(1_000_000_000_000n));
    const expected = U96F32.div(weighted, U96F32.add(weighted, U96F32.fromNum(alphaIssuance(ctx, netuid) as bigint)));
    expect(rootProportion(ctx, netuid)).toBe(expected);
  });
});

describe("draining", () => {
  it("test_coinbase_drain_pending_increments_blockssincelaststep", () => {
    const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
    const before = BlocksSinceLastStep.get(ctx, netuid);
    drainPending(ctx, [netuid], 1n);
    expect(BlocksSinceLastStep.get(ctx, netuid)).toBe(before + 1n);
  });
  const due = (): NetUid => {
    const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
    Tempo.set(ctx, netuid, 100);
    LastEpochBlock.set(ctx, netuid, 0n);
    expect(shouldRunEpoch(ctx, netuid, 102n)).toBe(true);
    return netuid;
  };
  it("test_coinbase_drain_pending_resets_blockssincelaststep", () => {
    const netuid = due();
    BlocksSinceLastStep.set(ctx, netuid, 12_345_678n);
    LastMechansimStepBlock.set(ctx, netuid, 12_345n);
    drainPending(ctx, [netuid], 102n);
    expect(BlocksSinceLastStep.get(ctx, netuid)).toBe(0n);
    expect(LastMechansimStepBlock.get(ctx, netuid)).toBe(12_345n);
  });
  it("test_coinbase_drain_pending_gets_counters_and_resets_them", () => {
    const netuid = due();
    const pending = [PendingServerEmission, PendingValidatorEmission, PendingRootAlphaDivs, PendingOwnerCut] as const;
    [123_434_534n, 111_111n, 12_222_222n, 12_345_678n].forEach((amount, i) =>
      pending[i]!.set(ctx, netuid, alpha(amount)),
    );
    const drained = drainPending(ctx, [netuid], 102n);
    expect([...drained]).toEqual([
      [netuid, { server: 123_434_534n, validator: 111_111n, root: 12_222_222n, ownerCut: 12_345_678n }],
    ]);
    for (const item of pending) expect(item.get(ctx, netuid)).toBe(0n);
  });
  /** More subnets due than a block has epochs. */
  const crowd = (more: (netuid: NetUid) => void): { cap: number; netuids: NetUid[] } => {
    const cap = settings.read.MaxEpochsPerBlock.get(ctx);
    for (let i = 1; i <= cap + 2; i++) {
      const netuid = addNetwork(ctx, i, 100);
      PendingEpochAt.set(ctx, netuid, 1n);
      more(netuid);
    }
    return { cap, netuids: allSubnetNetuids(ctx).filter((netuid) => netuid !== ROOT) };
  };
  it("test_epochs_deferred_this_block_respects_cap", () => {
    const { netuids } = crowd(() => {});
    const deferred = epochsDeferredThisBlock(ctx, netuids, 1n);
    expect(deferred.size).toBe(2);
    for (const netuid of deferred) expect(shouldRunEpoch(ctx, netuid, 1n)).toBe(true);
  });
  it("test_reveal_crv3_defers_with_capped_epoch", () => {
    const { TimelockedWeightCommits } = validatorWeights.storage;
    const commits = (netuid: NetUid) => mechanismStorageIndex(netuid, MAIN_MECHANISM);
    const { netuids } = crowd((netuid) => {
      SubnetEpochIndex.set(ctx, netuid, 10n);
      TimelockedWeightCommits.set(ctx, commits(netuid), 0n, [[acct(1), 0n, new Uint8Array(0), 0n]]);
    });
    const holding = (): NetUid[] => netuids.filter((netuid) => TimelockedWeightCommits.has(ctx, commits(netuid), 0n));
    revealCrv3Commits(ctx);
    const deferred = holding();
    expect(deferred.length).toBe(2);
    for (const netuid of netuids)
      if (!deferred.includes(netuid)) {
        PendingEpochAt.set(ctx, netuid, 0n);
        LastEpochBlock.set(ctx, netuid, 1n);
      }
    revealCrv3Commits(ctx);
    expect(holding()).toEqual([]);
  });
});
