// The reference's tests of root claims (pallets/subtensor/src/tests/claim_root.rs): its scenarios, values and tolerances.

import { describe, expect, test } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { distributeEmission } from "../../runtime/pallets/subtensor/coinbase/distribute.ts";
import { networkRootSellFlag } from "../../runtime/pallets/subtensor/coinbase/root_proportion.ts";
import { runCoinbase } from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { mintTao } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { performHotkeySwapOnOneSubnet } from "../../runtime/pallets/subtensor/flows/key_swaps/move_hotkey.ts";
import { swapColdkey } from "../../runtime/pallets/subtensor/flows/key_swaps/swap_coldkey.ts";
import { dissolveNetwork } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/dissolve_network.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { alphaIssuance } from "../../runtime/pallets/subtensor/pools/price.ts";
import {
  blockHashToIndices,
  maybeAddColdkeyIndex,
  transferRootClaimedForNewKeys,
} from "../../runtime/pallets/subtensor/root/claim_root.ts";
import { rootNetwork } from "../../runtime/pallets/subtensor/root/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { I96F32, U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { keccak256 } from "../../runtime/primitives/hash/index.ts";
import { type AccountId, h256, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX, u64 } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  acct,
  type MockContext,
  newTestExt,
  root,
  runToBlock,
  setBlock,
  signed,
  subtensorCall,
  subtensorOutcome,
} from "../chain/mock.ts";
import {
  addDynamicNetwork,
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";
import { expectWithin } from "../chain/within.ts";

const {
  NumRootClaim,
  NumStakingColdkeys,
  RootClaimable,
  RootClaimableThreshold,
  RootClaimed,
  RootClaimType,
  StakingColdkeys,
  StakingColdkeysByIndex,
} = rootNetwork.storage;
const {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMovingPrice,
  SubnetProtocolFlow,
  SubnetTAO,
  SubnetTaoFlow,
  SubnetVolume,
  TotalStake,
} = pools.storage;
const { PendingRootAlphaDivs, RootAlphaDividendsPerSubnet, SubnetRootSellTao } = coinbase.storage;

const [OWNER, HOTKEY, COLDKEY, OTHER] = [acct(1001), acct(1002), acct(1003), acct(10010)];
const [ALICE, BOB, EVE] = [acct(1003), acct(1004), acct(1005)];

const KEEP = { type: "Keep" } as const;
const setType = (ctx: MockContext, who: AccountId, type: unknown) =>
  subtensorCall(ctx, signed(who), "set_root_claim_type", { new_root_claim_type: type });
const claim = (ctx: MockContext, who: AccountId, ...netuids: readonly NetUid[]) =>
  subtensorCall(ctx, signed(who), "claim_root", { subnets: [...netuids] });
const stake = (ctx: MockContext, coldkey: AccountId, netuid: NetUid): bigint =>
  stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: HOTKEY, coldkey });
const endow = (ctx: MockContext, coldkey: AccountId, netuid: NetUid, amount: bigint) =>
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, HOTKEY, coldkey, netuid, amount);
const rateOf = (ctx: MockContext, netuid: NetUid): I96F32 => RootClaimable.get(ctx, HOTKEY).get(netuid)!;
const distribute = (ctx: MockContext, netuid: NetUid, root: bigint) =>
  distributeEmission(ctx, netuid, { server: alpha(0n), validator: alpha(0n), root: alpha(root), ownerCut: alpha(0n) });
const priceOf = (ctx: MockContext, netuid: NetUid): number =>
  U64F64.toFloat(ctx.ports.exchange.currentAlphaPrice(ctx, netuid));

/** A subnet of OWNER with HOTKEY, TAO weighing as much as alpha. */
function subnetOf(block = 1): { ctx: MockContext; netuid: NetUid } {
  const ctx = newTestExt(block);
  const netuid = addDynamicNetwork(ctx, HOTKEY, OWNER);
  settings.storage.TaoWeight.set(ctx, U64_MAX);
  return { ctx, netuid };
}
/** COLDKEY has 2,000,000 on root, OWNER 10,000,000 on the subnet, and a million was earned. */
function earned(): { ctx: MockContext; netuid: NetUid } {
  const { ctx, netuid } = subnetOf();
  removeOwnerRegistrationStake(ctx, netuid);
  endow(ctx, COLDKEY, ROOT, 2_000_000n);
  endow(ctx, OWNER, netuid, 10_000_000n);
  expect(stake(ctx, OWNER, netuid)).toBe(10_000_000n);
  distribute(ctx, netuid, 1_000_000n);
  return { ctx, netuid };
}
/** A pool at half a TAO; COLDKEY has a tenth of the root stake. */
function priced(): { ctx: MockContext; netuid: NetUid } {
  const { ctx, netuid } = subnetOf();
  subnets.storage.SubnetMechanism.set(ctx, netuid, 1);
  SubnetTAO.set(ctx, netuid, rao(50_000_000_000n));
  SubnetAlphaIn.set(ctx, netuid, alpha(100_000_000_000n));
  expect(priceOf(ctx, netuid)).toBe(0.5);
  endow(ctx, COLDKEY, ROOT, 2_000_000n);
  endow(ctx, OTHER, ROOT, 18_000_000n);
  endow(ctx, OWNER, netuid, 10_000_000n);
  return { ctx, netuid };
}
/** A dear subnet, whose root dividends are sold. */
function dear(ctx: MockContext, netuid: NetUid, tao: bigint, alphaIn: bigint): void {
  SubnetMovingPrice.set(ctx, netuid, I96F32.fromNum(2));
  SubnetTAO.set(ctx, netuid, rao(tao));
  SubnetAlphaIn.set(ctx, netuid, alpha(alphaIn));
  RootClaimableThreshold.set(ctx, netuid, I96F32.ZERO);
  expect(networkRootSellFlag(ctx, [netuid])).toBe(true);
}

describe("claim_root.rs", () => {
  test("test_claim_root_set_claim_type", () => {
    const ctx = newTestExt(1);
    setType(ctx, acct(1), KEEP);
    expect(RootClaimType.get(ctx, acct(1))).toEqual(KEEP);
  });

  test("test_claim_root_with_drain_emissions", () => {
    const { ctx, netuid } = earned();
    expectWithin(stake(ctx, OWNER, netuid), 10_180_000n, 100n);
    const rate = rateOf(ctx, netuid);
    expectWithin(I96F32.toFloat(rate), 0.41, 0.001);
    setType(ctx, COLDKEY, KEEP);
    claim(ctx, COLDKEY, netuid);
    const first = stake(ctx, COLDKEY, netuid);
    expectWithin(first, I96F32.toNum(I96F32.mul(I96F32.fromNum(2_000_000), rate), u64), 10n);
    expect(RootClaimed.get(ctx, netuid, HOTKEY, COLDKEY)).toBe(first);

    distribute(ctx, netuid, 1_000_000n);
    const rate2 = rateOf(ctx, netuid);
    expectWithin(I96F32.toFloat(rate2), 0.41 + I96F32.toFloat(rate), 0.001);
    claim(ctx, COLDKEY, netuid);
    const second = stake(ctx, COLDKEY, netuid);
    expectWithin(second, I96F32.toNum(I96F32.mul(I96F32.fromNum(2_000_000), rate2), u64), 10n);
    expect(RootClaimed.get(ctx, netuid, HOTKEY, COLDKEY)).toBe(second);
  });

  test.each([
    ["test_claim_root_adding_stake_proportionally_for_two_stakers", 1_000_000n, 8_000_000n, 1n],
    ["test_claim_root_adding_stake_disproportionally_for_two_stakers", 2_000_000n, 7_000_000n, 2n],
  ])("%s", (_, bobs, others, ratio) => {
    const { ctx, netuid } = subnetOf();
    endow(ctx, ALICE, ROOT, 1_000_000n);
    endow(ctx, BOB, ROOT, bobs);
    endow(ctx, OTHER, ROOT, others);
    endow(ctx, OWNER, netuid, 10_000_000n);
    for (const who of [ALICE, BOB]) setType(ctx, who, KEEP);
    distribute(ctx, netuid, 10_000_000n);
    for (const who of [ALICE, BOB]) claim(ctx, who, netuid);
    expect(stake(ctx, BOB, netuid)).toBe(ratio * stake(ctx, ALICE, netuid));
    expectWithin(stake(ctx, ALICE, netuid), 820_000n, 100n);
  });

  test("test_claim_root_with_changed_stake", () => {
    const { ctx, netuid } = subnetOf();
    parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
    subnets.storage.NetworksAdded.set(ctx, ROOT, true);
    for (const who of [ALICE, BOB]) endow(ctx, who, ROOT, 8_000_000n);
    endow(ctx, OWNER, netuid, 10_000_000n);
    for (const who of [ALICE, BOB]) setType(ctx, who, KEEP);
    const earnedBy = () => {
      const before = [stake(ctx, ALICE, netuid), stake(ctx, BOB, netuid)] as const;
      distribute(ctx, netuid, 10_000_000n);
      for (const who of [ALICE, BOB]) claim(ctx, who, netuid);
      return { alice: stake(ctx, ALICE, netuid) - before[0], bob: stake(ctx, BOB, netuid) - before[1] };
    };
    const first = earnedBy();
    expect(first.alice).toBe(first.bob);
    expectWithin(first.alice, 4_100_000n, 100n);

    subtensorCall(ctx, signed(BOB), "remove_stake", { hotkey: HOTKEY, netuid: ROOT, amount_unstaked: 4_000_000n });
    const second = earnedBy();
    expectWithin(second.alice, 2n * second.bob, 100n);
    expectWithin(second.bob, 2_733_333n, 100n);

    subtensorCall(ctx, signed(BOB), "add_stake", { hotkey: HOTKEY, netuid: ROOT, amount_staked: 4_000_000n });
    const third = earnedBy();
    expectWithin(third.alice, third.bob, 100n);
    expectWithin(third.bob, 4_100_000n, 100n);
  });

  test("test_claim_root_with_drain_emissions_and_swap_claim_type", () => {
    const { ctx, netuid } = priced();
    setType(ctx, COLDKEY, { type: "Swap" });
    expect(RootClaimType.get(ctx, COLDKEY)).toEqual({ type: "Swap" });
    // 10,000,000 less 18 %, at half a TAO, times the share of root stake.
    let [own, total] = [2_000_000, 20_000_000];
    for (let round = 0; round < 3; round++) {
      const before = stake(ctx, COLDKEY, ROOT);
      distribute(ctx, netuid, 10_000_000n);
      claim(ctx, COLDKEY, netuid);
      const expected = 4_100_000 * (own / total);
      expectWithin(stake(ctx, COLDKEY, ROOT), before + BigInt(Math.trunc(expected)), 10_000n);
      own += expected;
      total += expected;
    }
  });

  test("test_claim_root_swap_failure_does_not_consume_claim", () => {
    const { ctx, netuid } = priced();
    distribute(ctx, netuid, 10_000_000n);
    setType(ctx, COLDKEY, { type: "Swap" });
    ctx.ports.currency.makeFreeBalance(ctx, subnetAccountId(ctx, netuid)!, rao(0n));
    const look = () => [
      RootClaimed.get(ctx, netuid, HOTKEY, COLDKEY),
      stake(ctx, COLDKEY, ROOT),
      ...[SubnetTAO, SubnetAlphaIn, SubnetAlphaOut, SubnetVolume, SubnetRootSellTao, SubnetProtocolFlow].map((item) =>
        item.get(ctx, netuid),
      ),
      SubnetTAO.get(ctx, ROOT),
      TotalStake.get(ctx),
    ];
    const before = look();
    expect(subtensorOutcome(ctx, signed(COLDKEY), "claim_root", { subnets: [netuid] })).toBe("InsufficientBalance");
    expect(look()).toEqual(before);
  });

  test("test_claim_root_with_run_coinbase", () => {
    const { ctx, netuid } = subnetOf();
    removeOwnerRegistrationStake(ctx, netuid);
    tempo.storage.Tempo.set(ctx, netuid, 1);
    SubnetTAO.set(ctx, ROOT, rao(200_000_000n));
    endow(ctx, COLDKEY, ROOT, 200_000_000n);
    endow(ctx, OWNER, netuid, 10_000_000n);
    dear(ctx, netuid, 10_000_000_000_000n, 1_000_000_000_000n);
    expect(priceOf(ctx, netuid)).toBe(10);
    expect(stake(ctx, COLDKEY, netuid)).toBe(0n);
    setBlock(ctx, 2);
    runCoinbase(ctx, mintTao(ctx, rao(1_000_000n)));
    expect(stake(ctx, COLDKEY, netuid)).toBe(0n);
    setType(ctx, COLDKEY, KEEP);
    claim(ctx, COLDKEY, netuid);
    expect(stake(ctx, COLDKEY, netuid)).toBeGreaterThan(0n);
  });

  test("test_claim_root_block_hash_indices", () => {
    const indices = (text: string, k: bigint) =>
      blockHashToIndices(h256(keccak256(utf8ToBytes(text))), k, 15_000n).map(Number);
    expect(indices("zero", 0n)).toEqual([]);
    expect(indices("some", 15n)).toEqual([
      265, 630, 1286, 1558, 4496, 4861, 5517, 5789, 6803, 8096, 9092, 11_034, 11_399, 12_055, 12_327,
    ]);
    expect(indices("some2", 15n)).toEqual([
      61, 246, 1440, 2855, 3521, 5236, 6130, 6615, 8511, 9405, 9890, 11_786, 11_971, 13_165, 14_580,
    ]);
  });

  test("test_claim_root_with_block_emissions", () => {
    const { ctx, netuid } = subnetOf(0);
    removeOwnerRegistrationStake(ctx, netuid);
    tempo.storage.Tempo.set(ctx, netuid, 1);
    SubnetTAO.set(ctx, ROOT, rao(200_000_000n));
    endow(ctx, COLDKEY, ROOT, 200_000_000n);
    maybeAddColdkeyIndex(ctx, COLDKEY);
    dear(ctx, netuid, 10_000_000_000_000n, 1_000_000_000_000n);
    expect(priceOf(ctx, netuid)).toBe(10);
    endow(ctx, OWNER, netuid, 10_000_000n);
    setType(ctx, COLDKEY, KEEP);
    expect(stake(ctx, COLDKEY, netuid)).toBe(0n);
    runToBlock(ctx, 2);
    expect(stake(ctx, COLDKEY, netuid)).toBeGreaterThan(0n);
  });

  test("test_populate_staking_maps", () => {
    const ctx = newTestExt(1);
    const hotkey = acct(1004);
    addDynamicNetwork(ctx, hotkey, acct(1000));
    const grant = (coldkey: number, netuid: NetUid) =>
      mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, hotkey, acct(coldkey), netuid, 200_000_000n);
    grant(1001, ROOT);
    grant(1002, ROOT);
    grant(1003, netUid(2));
    expect(NumStakingColdkeys.get(ctx)).toBe(0n);
    runToBlock(ctx, 2);
    expect(NumStakingColdkeys.get(ctx)).toBe(2n);
    expect([0n, 1n].map((index) => StakingColdkeysByIndex.has(ctx, index))).toEqual([true, true]);
    expect([1001, 1002, 1003].map((coldkey) => StakingColdkeys.has(ctx, acct(coldkey)))).toEqual([true, true, false]);
  });

  test("test_claim_root_coinbase_distribution", () => {
    const { ctx, netuid } = subnetOf();
    tempo.storage.Tempo.set(ctx, netuid, 2);
    tempo.storage.LastEpochBlock.set(ctx, netuid, 1n);
    SubnetTAO.set(ctx, ROOT, rao(200_000_000n));
    endow(ctx, COLDKEY, ROOT, 200_000_000n);
    endow(ctx, OWNER, netuid, 10_000_000n);
    dear(ctx, netuid, 100_000_000_000n, 100_000_000_000n);
    const before = alphaIssuance(ctx, netuid);
    SubnetTaoFlow.set(ctx, netuid, 2222n);
    runToBlock(ctx, 2);
    const issuance = alphaIssuance(ctx, netuid);
    expect(issuance - before).toBeGreaterThanOrEqual(1_000_000_000n);
    expect(issuance - before).toBeLessThan(2_000_000_000n);
    const expected = (1_000_000_000 * 200_000_000 * 0.5) / (Number(issuance) + 200_000_000);
    expectWithin(Number(PendingRootAlphaDivs.get(ctx, netuid)), expected, 100);
    runToBlock(ctx, 3);
    expect(PendingRootAlphaDivs.get(ctx, netuid)).toBe(0n);
    expectWithin(I96F32.toFloat(rateOf(ctx, netuid)), (expected * 2 * 0.82) / 200_000_000, 0.001);
  });

  test("test_sudo_set_num_root_claims", () => {
    const ctx = newTestExt(1);
    expect(subtensorOutcome(ctx, signed(acct(1003)), "sudo_set_num_root_claims", { new_value: 50n })).toBe("BadOrigin");
    expect(subtensorOutcome(ctx, root, "sudo_set_num_root_claims", { new_value: 51n })).toBe("InvalidNumRootClaim");
    subtensorCall(ctx, root, "sudo_set_num_root_claims", { new_value: 27n });
    expect(NumRootClaim.get(ctx)).toBe(27n);
  });

  test("test_claim_root_with_swap_coldkey", () => {
    const { ctx, netuid } = earned();
    setType(ctx, COLDKEY, KEEP);
    claim(ctx, COLDKEY, netuid);
    const claimed = stake(ctx, COLDKEY, netuid);
    const newColdkey = acct(10_030);
    expect(RootClaimed.get(ctx, netuid, HOTKEY, COLDKEY)).toBe(claimed);
    expect(RootClaimed.get(ctx, netuid, HOTKEY, newColdkey)).toBe(0n);
    swapColdkey(ctx, { oldColdkey: COLDKEY, newColdkey });
    expect(RootClaimed.get(ctx, netuid, HOTKEY, COLDKEY)).toBe(0n);
    expect(RootClaimed.get(ctx, netuid, HOTKEY, newColdkey)).toBe(claimed);
  });

  test("test_claim_root_with_swap_hotkey", () => {
    const { ctx, netuid } = earned();
    setType(ctx, COLDKEY, KEEP);
    claim(ctx, COLDKEY, netuid);
    const claimed = stake(ctx, COLDKEY, netuid);
    const newHotkey = acct(10_030);
    const look = () =>
      [HOTKEY, newHotkey].map((hotkey) => [
        RootClaimed.get(ctx, netuid, hotkey, COLDKEY),
        RootClaimable.get(ctx, hotkey).has(netuid),
      ]);
    const before = [
      [claimed, true],
      [0n, false],
    ];
    expect(look()).toEqual(before);
    performHotkeySwapOnOneSubnet(ctx, netuid, { oldHotkey: HOTKEY, newHotkey }, false, { reads: 0, writes: 0 });
    expect(look()).toEqual(before);
  });

  test("test_claim_root_on_network_deregistration", () => {
    const { ctx, netuid } = priced();
    distribute(ctx, netuid, 10_000_000n);
    claim(ctx, COLDKEY, netuid);
    expect(RootClaimable.get(ctx, HOTKEY).has(netuid)).toBe(true);
    expect(RootClaimed.has(ctx, netuid, HOTKEY, COLDKEY)).toBe(true);
    dissolveNetwork(ctx, netuid);
    expect(RootClaimed.has(ctx, netuid, HOTKEY, COLDKEY)).toBe(false);
    expect(RootClaimable.get(ctx, HOTKEY).has(netuid)).toBe(false);
  });

  test("test_claim_root_threshold", () => {
    const ctx = newTestExt(1);
    const netuid = addDynamicNetwork(ctx, HOTKEY, OWNER);
    expect(RootClaimableThreshold.get(ctx, netuid)).toBe(I96F32.fromNum(500_000));
    const set = (origin: ReturnType<typeof signed>, new_value: bigint) =>
      subtensorOutcome(ctx, origin, "sudo_set_root_claim_threshold", { netuid, new_value });
    expect(set(root, 1000n)).toBeUndefined();
    expect(RootClaimableThreshold.get(ctx, netuid)).toBe(I96F32.fromNum(1000));
    expect(set(signed(OWNER), 2000n)).toBeUndefined();
    expect(RootClaimableThreshold.get(ctx, netuid)).toBe(I96F32.fromNum(2000));
    expect(set(signed(HOTKEY), 2000n)).toBe("BadOrigin");
    expect(set(signed(OWNER), 10_000_001n)).toBe("InvalidRootClaimThreshold");
  });

  test("test_claim_root_subnet_limits", () => {
    const ctx = newTestExt(1);
    const eleven = Array.from({ length: 11 }, (_, i) => netUid(i));
    for (const subnets of [[], eleven])
      expect(subtensorOutcome(ctx, signed(COLDKEY), "claim_root", { subnets })).toBe("InvalidSubnetNumber");
  });

  test("test_claim_root_with_unrelated_subnets", () => {
    const { ctx, netuid } = earned();
    setType(ctx, COLDKEY, KEEP);
    claim(ctx, COLDKEY, netUid(100));
    expect(stake(ctx, COLDKEY, netUid(100))).toBe(0n);
    expect(stake(ctx, COLDKEY, netuid)).toBe(0n);
    claim(ctx, COLDKEY, netuid);
    expect(stake(ctx, COLDKEY, netuid)).toBeGreaterThan(0n);
    expect(RootClaimed.get(ctx, netuid, HOTKEY, COLDKEY)).toBe(stake(ctx, COLDKEY, netuid));
  });

  test("test_claim_root_fill_root_alpha_dividends_per_subnet", () => {
    const { ctx, netuid } = priced();
    expect(RootAlphaDividendsPerSubnet.has(ctx, netuid, HOTKEY)).toBe(false);
    distribute(ctx, netuid, 10_000_000n);
    const first = RootAlphaDividendsPerSubnet.get(ctx, netuid, HOTKEY);
    expectWithin(first, 8_200_000n, 100n);
    distribute(ctx, netuid, 10_000_000n);
    expect(RootAlphaDividendsPerSubnet.get(ctx, netuid, HOTKEY)).toBe(first);
  });

  test("test_claim_root_with_keep_subnets", () => {
    const { ctx, netuid } = earned();
    const rate = rateOf(ctx, netuid);
    const keep = (netuids: readonly NetUid[]) => ({ type: "KeepSubnets", value: { subnets: [...netuids] } });
    expect(subtensorOutcome(ctx, signed(COLDKEY), "set_root_claim_type", { new_root_claim_type: keep([]) })).toBe(
      "InvalidSubnetNumber",
    );
    setType(ctx, COLDKEY, keep([netuid]));
    expect(RootClaimType.get(ctx, COLDKEY)).toEqual(keep([netuid]));
    claim(ctx, COLDKEY, netuid);
    expectWithin(stake(ctx, COLDKEY, netuid), I96F32.toNum(I96F32.mul(I96F32.fromNum(2_000_000), rate), u64), 10n);
  });

  test("test_claim_root_keep_subnets_swap_claim_type", () => {
    const { ctx, netuid } = priced();
    distribute(ctx, netuid, 10_000_000n);
    setType(ctx, COLDKEY, { type: "KeepSubnets", value: { subnets: [netUid(100)] } });
    claim(ctx, COLDKEY, netuid);
    expectWithin(stake(ctx, COLDKEY, ROOT), 2_410_000n, 10_000n);
  });

  test("test_claim_root_default_mode_keep", () => {
    expect(RootClaimType.get(newTestExt(1), COLDKEY)).toEqual({ type: "Swap" });
  });

  test("test_claim_root_with_moved_stake", () => {
    const { ctx, netuid } = subnetOf();
    parameters.storage.SubtokenEnabled.set(ctx, ROOT, true);
    subnets.storage.NetworksAdded.set(ctx, ROOT, true);
    for (const who of [ALICE, BOB]) endow(ctx, who, ROOT, 8_000_000n);
    endow(ctx, OWNER, netuid, 10_000_000n);
    for (const who of [ALICE, BOB, EVE]) setType(ctx, who, KEEP);
    const all = () => [ALICE, BOB, EVE].map((who) => stake(ctx, who, netuid)) as [bigint, bigint, bigint];
    const transfer = (from: AccountId, to: AccountId) =>
      subtensorCall(ctx, signed(from), "transfer_stake", {
        destination_coldkey: to,
        hotkey: HOTKEY,
        origin_netuid: ROOT,
        destination_netuid: ROOT,
        alpha_amount: 4_000_000n,
      });

    distribute(ctx, netuid, 10_000_000n);
    for (const who of [ALICE, BOB]) claim(ctx, who, netuid);
    const first = all();
    expect(first[0]).toBe(first[1]);
    expectWithin(first[0], 4_100_000n, 100n);

    distribute(ctx, netuid, 10_000_000n);
    transfer(BOB, EVE);
    for (const who of [ALICE, BOB, EVE]) claim(ctx, who, netuid);
    const second = all();
    expectWithin(second[2] - first[2], 0n, 100n);
    expectWithin(second[0] - first[0], second[1] - first[1], 100n);
    expectWithin(second[1] - first[1], 4_100_000n, 100n);

    transfer(EVE, BOB);
    distribute(ctx, netuid, 10_000_000n);
    for (const who of [ALICE, BOB]) claim(ctx, who, netuid);
    const third = all();
    expectWithin(third[0] - second[0], third[1] - second[1], 100n);
    expectWithin(third[1] - second[1], 4_100_000n, 100n);
  });

  test("ghsa_2026_010_transfer_root_claimed_merges_legit_positions_by_sum", () => {
    const ctx = newTestExt(1);
    const [from, to] = [
      { hotkey: acct(1002), coldkey: acct(1004) },
      { hotkey: acct(1003), coldkey: acct(1004) },
    ];
    RootClaimed.set(ctx, ROOT, from.hotkey, from.coldkey, 1_000_000n);
    RootClaimed.set(ctx, ROOT, to.hotkey, to.coldkey, 500_000n);
    transferRootClaimedForNewKeys(ctx, ROOT, { from, to });
    expect(RootClaimed.get(ctx, ROOT, from.hotkey, from.coldkey)).toBe(0n);
    expect(RootClaimed.get(ctx, ROOT, to.hotkey, to.coldkey)).toBe(1_500_000n);
  });

  test("ghsa_2026_012_staking_coldkey_index_never_decremented", () => {
    const { ctx, netuid } = subnetOf();
    removeOwnerRegistrationStake(ctx, netuid);
    const newColdkey = acct(10_030);
    expect(NumStakingColdkeys.get(ctx)).toBe(0n);
    endow(ctx, COLDKEY, ROOT, 2_000_000n);
    maybeAddColdkeyIndex(ctx, COLDKEY);
    expect([
      NumStakingColdkeys.get(ctx),
      StakingColdkeys.has(ctx, COLDKEY),
      StakingColdkeysByIndex.get(ctx, 0n),
    ]).toEqual([1n, true, COLDKEY]);
    decreaseStakeForHotkeyAndColdkeyOnSubnet(
      ctx,
      ROOT,
      { hotkey: HOTKEY, coldkey: COLDKEY },
      alpha(stake(ctx, COLDKEY, ROOT)),
    );
    expect(stake(ctx, COLDKEY, ROOT)).toBe(0n);
    swapColdkey(ctx, { oldColdkey: COLDKEY, newColdkey });
    expect(NumStakingColdkeys.get(ctx)).toBe(0n);
    expect(StakingColdkeysByIndex.has(ctx, 0n)).toBe(false);
    expect([COLDKEY, newColdkey].map((who) => StakingColdkeys.has(ctx, who))).toEqual([false, false]);
  });
});
