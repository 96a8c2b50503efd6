// The reference's tests of leased subnets (pallets/subtensor/src/tests/leasing.rs): its scenarios and values. The crowdloan
// is put into storage, as the reference does; proxies are the real ones, whose deposit of 2 rao the lease pays.

import { describe, expect, test } from "vitest";
import { crowdloan } from "../../runtime/pallets/crowdloan/contract.ts";
import { proxy } from "../../runtime/pallets/proxy/contract.ts";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { leases } from "../../runtime/pallets/subtensor/leases/contract.ts";
import { distributeLeasedNetworkDividends } from "../../runtime/pallets/subtensor/leases/leasing.ts";
import type { SubnetLease } from "../../runtime/pallets/subtensor/leases/subnet_lease.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { addStake } from "../../runtime/pallets/subtensor/staking/add_stake.ts";
import { createAccountIfNonExistent, hotkeyTake } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { stakeOf } from "../chain/hotkey_swap.ts";
import {
  acct,
  directCall,
  directOutcome,
  eventsOf,
  lastEvent,
  type MockContext,
  newTestExt,
  none,
  root,
  setBlock,
  signed,
} from "../chain/mock.ts";
import { addBalanceToColdkeyAccount } from "../chain/mock_subtensor.ts";

const BENEFICIARY = acct(1);
const [DEPOSIT, CAP] = [10_000_000_000n, 1_000_000_000_000n];
const TWO_GAVE = [
  [acct(2), 600_000_000_000n],
  [acct(3), 390_000_000_000n],
] as const;
const ONE_GAVE = [[acct(2), 990_000_000_000n]] as const;
const [SHARE, END, INTERVAL] = [30, 500, 100];
const { Contributions, Crowdloans, CurrentCrowdloanId } = crowdloan.storage;
const { AccumulatedLeaseDividends, SubnetLeases, SubnetLeaseShares, SubnetUidToLeaseId } = leases.storage;

type Gifts = readonly (readonly [AccountId, bigint])[];
/** `setup_crowdloan`. */
function raise(ctx: MockContext, gifts: Gifts): void {
  const funds = acct(42_424_242);
  const info = {
    creator: BENEFICIARY,
    deposit: rao(DEPOSIT),
    min_contribution: rao(0n),
    end: 0,
    cap: rao(CAP),
    raised: rao(CAP),
    finalized: false,
    funds_account: funds,
    call: undefined,
    target_address: undefined,
  };
  Crowdloans.set(ctx, 0, { ...info, contributors_count: 1 + gifts.length });
  Contributions.set(ctx, 0, BENEFICIARY, rao(DEPOSIT));
  for (const [contributor, amount] of gifts) Contributions.set(ctx, 0, contributor, rao(amount));
  addBalanceToColdkeyAccount(ctx, funds, CAP);
  CurrentCrowdloanId.set(ctx, 0);
}
const registerArgs = (end: number | undefined) => ({ emissions_share: SHARE, end_block: end });
const register = (ctx: MockContext, end: number | undefined = END) =>
  directCall(ctx, signed(BENEFICIARY), "register_leased_network", registerArgs(end));
const registerOutcome = (ctx: MockContext, origin: ReturnType<typeof signed>) =>
  directOutcome(ctx, origin, "register_leased_network", registerArgs(END));
const terminateOutcome = (ctx: MockContext, origin: ReturnType<typeof signed>, hotkey: AccountId) =>
  directOutcome(ctx, origin, "terminate_lease", { lease_id: 0, hotkey });
/** `setup_leased_network`. */
function lease(gifts: Gifts, end: number | undefined = END, staked?: bigint): { ctx: MockContext; lease: SubnetLease } {
  const ctx = newTestExt(1);
  raise(ctx, gifts);
  directCall(ctx, signed(BENEFICIARY), "register_leased_network", registerArgs(end));
  const made = SubnetLeases.get(ctx, 0)!;
  parameters.storage.SubtokenEnabled.set(ctx, made.netuid, true);
  if (staked !== undefined) {
    addBalanceToColdkeyAccount(ctx, made.coldkey, staked);
    addStake(ctx, made.netuid, { hotkey: made.hotkey, coldkey: made.coldkey }, rao(staked));
  }
  return { ctx, lease: made };
}
const STAKED = 100_000_000_000n;
const part = (share: U64F64, of: bigint): U64F64 => U64F64.saturatingMul(share, U64F64.fromNum(of));
const operators = (ctx: MockContext, account: AccountId) =>
  proxy.read.Proxies.get(ctx, account)[0].map(({ delegate, proxy_type }) => [delegate, proxy_type]);

describe("leasing.rs: registering", () => {
  test("test_register_leased_network_works", () => {
    const ctx = newTestExt(1);
    raise(ctx, TWO_GAVE);
    register(ctx);
    const made = SubnetLeases.get(ctx, 0)!;
    expect(made).toMatchObject({ beneficiary: BENEFICIARY, emissions_share: SHARE, end_block: END });
    expect(subnets.read.SubnetMechanism.has(ctx, made.netuid)).toBe(true);
    expect(SubnetUidToLeaseId.get(ctx, made.netuid)).toBe(0);
    expect(operators(ctx, made.coldkey)).toEqual([[BENEFICIARY, "SubnetLeaseBeneficiary"]]);
    const shares = TWO_GAVE.map(([, amount]) => U64F64.saturatingDiv(U64F64.fromNum(amount), U64F64.fromNum(CAP)));
    expect(TWO_GAVE.map(([contributor]) => SubnetLeaseShares.get(ctx, 0, contributor))).toEqual(shares);
    expect(hotkeyTake(ctx, made.hotkey)).toBe(0);
    const leftover = CAP - made.cost;
    const refunds = shares.map((share) => U64F64.toNum(U64F64.floor(part(share, leftover)), u64));
    expect(TWO_GAVE.map(([contributor]) => coldkeyBalance(ctx, contributor))).toEqual(refunds);
    expect(coldkeyBalance(ctx, BENEFICIARY)).toBe(leftover - refunds[0]! - refunds[1]!);
    expect(lastEvent(ctx)).toMatchObject({ name: "SubnetLeaseCreated", data: [BENEFICIARY, 0, made.netuid, END] });
  });

  test("test_register_leased_network_fails_if_bad_origin", () => {
    const ctx = newTestExt(1);
    for (const origin of [none, root]) expect(registerOutcome(ctx, origin)).toBe("BadOrigin");
  });

  test("test_register_leased_network_fails_if_crowdloan_does_not_exists", () => {
    expect(registerOutcome(newTestExt(1), signed(BENEFICIARY))).toBe("InvalidCrowdloanId");
  });

  test("test_register_lease_network_fails_if_current_crowdloan_id_is_not_set", () => {
    const ctx = newTestExt(1);
    raise(ctx, TWO_GAVE);
    CurrentCrowdloanId.delete(ctx);
    expect(registerOutcome(ctx, signed(BENEFICIARY))).toBe("InvalidCrowdloanId");
  });

  test("test_register_leased_network_fails_if_origin_is_not_crowdloan_creator", () => {
    const ctx = newTestExt(1);
    raise(ctx, TWO_GAVE);
    expect(registerOutcome(ctx, signed(acct(2)))).toBe("InvalidLeaseBeneficiary");
  });

  test("test_register_lease_network_fails_if_end_block_is_in_the_past", () => {
    const ctx = newTestExt(501);
    raise(ctx, TWO_GAVE);
    expect(registerOutcome(ctx, signed(BENEFICIARY))).toBe("LeaseCannotEndInThePast");
  });
});

describe("leasing.rs: terminating", () => {
  test("test_terminate_lease_works", () => {
    const { ctx, lease: made } = lease(ONE_GAVE, END, STAKED);
    setBlock(ctx, END);
    const hotkey = acct(3);
    createAccountIfNonExistent(ctx, { hotkey, coldkey: BENEFICIARY });
    expect(terminateOutcome(ctx, signed(BENEFICIARY), hotkey)).toBeUndefined();
    expect([
      subnets.read.SubnetOwner.get(ctx, made.netuid),
      subnets.read.SubnetOwnerHotkey.get(ctx, made.netuid),
    ]).toEqual([BENEFICIARY, hotkey]);
    expect([
      SubnetLeases.get(ctx, 0),
      [...SubnetLeaseShares.keysOf(ctx, 0)],
      AccumulatedLeaseDividends.has(ctx, 0),
    ]).toEqual([undefined, [], false]);
    expect(operators(ctx, made.coldkey)).toEqual([]);
    expect(lastEvent(ctx)).toMatchObject({ name: "SubnetLeaseTerminated", data: [BENEFICIARY, made.netuid] });
  });

  test("test_terminate_lease_fails_if_bad_origin", () => {
    const ctx = newTestExt(1);
    for (const origin of [none, root]) expect(terminateOutcome(ctx, origin, acct(1))).toBe("BadOrigin");
  });

  test("test_terminate_lease_fails_if_lease_does_not_exist", () => {
    expect(terminateOutcome(newTestExt(1), signed(BENEFICIARY), acct(2))).toBe("LeaseDoesNotExist");
  });

  test.each([
    ["test_terminate_lease_fails_if_origin_is_not_beneficiary", acct(42), END, END, "ExpectedBeneficiaryOrigin"],
    ["test_terminate_lease_fails_if_lease_has_no_end_block", BENEFICIARY, undefined, 1, "LeaseHasNoEndBlock"],
    ["test_terminate_lease_fails_if_lease_has_not_ended", BENEFICIARY, END, 1, "LeaseHasNotEnded"],
  ])("%s", (_, who, end, block, refusal) => {
    const ctx = newTestExt(1);
    raise(ctx, ONE_GAVE);
    directCall(ctx, signed(BENEFICIARY), "register_leased_network", registerArgs(end));
    setBlock(ctx, block);
    createAccountIfNonExistent(ctx, { hotkey: acct(3), coldkey: BENEFICIARY });
    expect(terminateOutcome(ctx, signed(who), acct(3))).toBe(refusal);
  });

  test("test_terminate_lease_fails_if_beneficiary_does_not_own_hotkey", () => {
    const { ctx } = lease(ONE_GAVE, END, STAKED);
    setBlock(ctx, END);
    expect(terminateOutcome(ctx, signed(BENEFICIARY), acct(42))).toBe("BeneficiaryDoesNotOwnHotkey");
  });
});

describe("leasing.rs: dividends", () => {
  const PAID = [acct(2), acct(3), BENEFICIARY];
  const holdings = (ctx: MockContext, { hotkey, netuid }: SubnetLease) =>
    PAID.map((who) => stakeOf(ctx, hotkey, who, netuid));
  const dividends = (ctx: MockContext) =>
    eventsOf(ctx)
      .filter(({ name }) => name === "SubnetLeaseDividendsDistributed")
      .map(({ data }) => data);
  const distribute = (ctx: MockContext, cut: bigint) => distributeLeasedNetworkDividends(ctx, 0, alpha(cut));

  test("test_distribute_lease_network_dividends_multiple_contributors_works", () => {
    const { ctx, lease: made } = lease(TWO_GAVE, END, STAKED);
    setBlock(ctx, INTERVAL);
    expect(holdings(ctx, made)).toEqual([0n, 0n, 0n]);
    AccumulatedLeaseDividends.set(ctx, 0, alpha(10_000_000_000n));
    distribute(ctx, 5_000_000_000n);
    // 30 % of the cut, on top of what had accumulated.
    const total = 11_500_000_000n;
    const of = (contributor: AccountId) =>
      U64F64.toNum(U64F64.ceil(part(SubnetLeaseShares.get(ctx, 0, contributor), total)), u64);
    const [first, second] = [of(acct(2)), of(acct(3))];
    const expected = [first, second, total - first - second];
    for (const amount of expected) expect(amount).not.toBe(0n);
    expect(holdings(ctx, made)).toEqual(expected);
    expect(dividends(ctx)).toEqual(PAID.map((who, i) => [0, who, expected[i]]));
    expect(AccumulatedLeaseDividends.get(ctx, 0)).toBe(0n);
  });

  test("test_distribute_lease_network_dividends_only_beneficiary_works", () => {
    const { ctx, lease: made } = lease([[BENEFICIARY, 990_000_000_000n]], END, STAKED);
    setBlock(ctx, INTERVAL);
    expect(holdings(ctx, made)).toEqual([0n, 0n, 0n]);
    AccumulatedLeaseDividends.set(ctx, 0, alpha(10_000_000_000n));
    distribute(ctx, 5_000_000_000n);
    expect(holdings(ctx, made)).toEqual([0n, 0n, 11_500_000_000n]);
    expect(lastEvent(ctx)).toMatchObject({
      name: "SubnetLeaseDividendsDistributed",
      data: [0, BENEFICIARY, 11_500_000_000n],
    });
    expect(AccumulatedLeaseDividends.get(ctx, 0)).toBe(0n);
  });

  test.each([
    [
      "test_distribute_lease_network_dividends_accumulates_if_not_the_correct_block",
      STAKED,
      INTERVAL + 1,
      10_000_000_000n,
      5_000_000_000n,
      11_500_000_000n,
    ],
    ["test_distribute_lease_network_dividends_does_nothing_if_lease_has_ended", STAKED, END, 0n, 5_000_000_000n, 0n],
    ["test_distribute_lease_network_dividends_accumulates_if_amount_is_too_low", undefined, 1, 0n, 5_000n, 1_500n],
    [
      "test_distribute_lease_network_dividends_accumulates_if_insufficient_liquidity",
      undefined,
      1,
      0n,
      5_000_000n,
      1_500_000n,
    ],
  ])("%s", (_, staked, block, accumulated, cut, expected) => {
    const { ctx, lease: made } = lease(TWO_GAVE, END, staked);
    setBlock(ctx, block);
    expect(holdings(ctx, made)).toEqual([0n, 0n, 0n]);
    if (accumulated !== 0n) AccumulatedLeaseDividends.set(ctx, 0, alpha(accumulated));
    distribute(ctx, cut);
    expect(holdings(ctx, made)).toEqual([0n, 0n, 0n]);
    expect(AccumulatedLeaseDividends.get(ctx, 0)).toBe(expected);
  });

  test("test_distribute_lease_network_dividends_does_nothing_if_lease_does_not_exist", () => {
    const ctx = newTestExt(1);
    distribute(ctx, 5_000_000n);
    expect(AccumulatedLeaseDividends.has(ctx, 0)).toBe(false);
    expect(eventsOf(ctx)).toEqual([]);
  });

  test("shares that cannot be paid out wait", () => {
    const { ctx, lease: made } = lease(TWO_GAVE);
    setBlock(ctx, INTERVAL);
    distribute(ctx, 5_000n);
    expect(holdings(ctx, made)).toEqual([0n, 0n, 0n]);
    expect(dividends(ctx)).toEqual([]);
    expect(AccumulatedLeaseDividends.get(ctx, 0)).toBe(1_500n);
  });
});
