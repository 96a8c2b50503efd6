// The reference's tests of Crowdloan (pallets/crowdloan/src/tests.rs), with its literal values: creating, giving, taking
// back, finalizing.

import { describe, expect, test } from "vitest";
import { accountId } from "../../runtime/primitives/ids.ts";
import { acct } from "../chain/mock.ts";
import { crowdloans, testCall } from "../chain/mock_crowdloan.ts";

/** The account of crowdloan 0: "modl", "bt/cloan", the id. */
const FUNDS = accountId(`0x6d6f646c62742f636c6f616e${"00".repeat(20)}`);
/** Pallet 5, call 0. */
const NOOP = { type: "Inline", value: Uint8Array.of(5, 0) };
const BOTH_BAD = ["BadOrigin", "BadOrigin"];
const contributed = (contributor: number, amount: bigint) => [
  "Crowdloan.Contributed",
  { crowdloan_id: 0, contributor: acct(contributor), amount },
];
const FINALIZED = ["Crowdloan.Finalized", { crowdloan_id: 0 }];

describe("create", () => {
  test("test_create_succeeds", () => {
    const box = crowdloans({ 1: 100n });
    box.create();
    expect(box.last()).toEqual(["Crowdloan.Created", { crowdloan_id: 0, creator: acct(1), end: 50, cap: 300n }]);
    expect(box.loan()).toEqual({
      creator: acct(1),
      deposit: 50n,
      min_contribution: 10n,
      cap: 300n,
      end: 50,
      funds_account: FUNDS,
      raised: 50n,
      target_address: undefined,
      call: NOOP,
      finalized: false,
      contributors_count: 1,
    });
    expect([box.free(FUNDS), box.free(1)]).toEqual([50n, 50n]);
    expect(box.contributions()).toEqual([[acct(1), 50n]]);
    expect(box.nextId()).toBe(1);
  });
  test("test_create_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.failsToCreate({}, "none"), box.failsToCreate({}, "root")]).toEqual(BOTH_BAD);
  });
  test("test_create_fails_if_deposit_is_too_low", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ deposit: 20n })).toBe("DepositTooLow"));
  test("test_create_fails_if_cap_is_not_greater_than_deposit", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ cap: 40n })).toBe("CapTooLow"));
  test("test_create_fails_if_min_contribution_is_too_low", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ min_contribution: 5n })).toBe("MinimumContributionTooLow"));
  test("test_create_fails_if_call_and_target_address_are_provided", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ target_address: acct(42) })).toBe("InvalidFinalizationConfig"));
  test("test_create_fails_if_call_and_target_address_are_missing", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ call: undefined })).toBe("InvalidFinalizationConfig"));
  test("test_create_fails_if_end_is_in_the_past", () =>
    expect(crowdloans({ 1: 100n }, 10).failsToCreate({ end: 5 })).toBe("CannotEndInPast"));
  test("test_create_fails_if_block_duration_is_too_short", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ end: 11 })).toBe("BlockDurationTooShort"));
  test("test_create_fails_if_block_duration_is_too_long", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ end: 1000 })).toBe("BlockDurationTooLong"));
  test("test_create_fails_if_creator_has_insufficient_balance", () =>
    expect(crowdloans({ 1: 100n }).failsToCreate({ deposit: 200n })).toBe("InsufficientBalance"));
});

describe("contribute", () => {
  test("test_contribute_succeeds", () => {
    const box = crowdloans({ 1: 200n, 2: 500n, 3: 200n });
    box.create();
    box.runTo(10);
    expect(box.loan()?.contributors_count).toBe(1);
    for (const [who, amount, given, count, left] of [
      [1, 50n, 100n, 1, 100n],
      [2, 100n, 100n, 2, 400n],
      [3, 50n, 50n, 3, 150n],
    ] as const) {
      box.give(who, amount);
      expect(box.last()).toEqual(contributed(who, amount));
      expect([box.given(who), box.loan()?.contributors_count, box.free(who)]).toEqual([given, count, left]);
    }
    expect([box.free(FUNDS), box.loan()?.raised]).toEqual([250n, 250n]);
  });
  test("test_contribute_succeeds_if_contribution_will_make_the_raised_amount_exceed_the_cap", () => {
    const box = crowdloans({ 1: 200n, 2: 500n });
    box.create();
    box.runTo(10);
    box.give(1, 50n);
    expect(box.last()).toEqual(contributed(1, 50n));
    expect([box.given(1), box.free(1)]).toEqual([100n, 100n]);
    box.give(2, 300n);
    expect(box.last()).toEqual(contributed(2, 200n));
    expect([box.given(2), box.free(2)]).toEqual([200n, 300n]);
    expect([box.free(FUNDS), box.loan()?.raised]).toEqual([300n, 300n]);
  });
  test("test_contribute_caps_amount_at_max_contribution", () => {
    const box = crowdloans({ 1: 200n, 2: 500n });
    box.create();
    box.runTo(10);
    box.ok(1, "set_max_contribution", { crowdloan_id: 0, new_max_contribution: 120n });
    box.give(2, 200n);
    expect(box.last()).toEqual(contributed(2, 120n));
    expect([box.given(2), box.free(2), box.loan()?.raised]).toEqual([120n, 380n, 170n]);
    expect(box.failsToGive(2, 10n)).toBe("MaxContributionReached");
  });
  test("test_contribute_can_be_capped_below_minimum_when_filling_cap", () => {
    const box = crowdloans({ 1: 200n, 2: 100n, 3: 100n });
    box.create({ cap: 115n });
    box.runTo(10);
    box.give(2, 60n);
    box.give(3, 10n);
    expect(box.last()).toEqual(contributed(3, 5n));
    expect([box.given(3), box.loan()?.raised]).toEqual([5n, 115n]);
  });
  test("test_contribute_can_be_capped_below_minimum_when_reaching_max_contribution", () => {
    const box = crowdloans({ 1: 200n, 2: 500n });
    box.create();
    box.runTo(10);
    box.ok(1, "set_max_contribution", { crowdloan_id: 0, new_max_contribution: 105n });
    box.give(2, 100n);
    box.give(2, 10n);
    expect(box.last()).toEqual(contributed(2, 5n));
    expect([box.given(2), box.loan()?.raised]).toEqual([105n, 155n]);
  });
  test("test_contribute_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.failsToGive("none", 100n), box.failsToGive("root", 100n)]).toEqual(BOTH_BAD);
  });
  test("test_contribute_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans({ 1: 100n }).failsToGive(1, 20n)).toBe("InvalidCrowdloanId"));
  test("test_contribute_fails_if_contribution_period_ended", () => {
    const box = crowdloans({ 1: 100n, 2: 100n });
    box.create();
    box.runTo(60);
    expect(box.failsToGive(2, 20n)).toBe("ContributionPeriodEnded");
  });
  test("test_contribute_fails_if_cap_has_been_raised", () => {
    const box = crowdloans({ 1: 100n, 2: 1000n, 3: 100n });
    box.create();
    box.runTo(10);
    box.give(2, 250n);
    expect(box.failsToGive(3, 10n)).toBe("CapRaised");
  });
  test("test_contribute_fails_if_contribution_is_below_minimum_contribution", () => {
    const box = crowdloans({ 1: 100n, 2: 100n });
    box.create();
    box.runTo(10);
    expect(box.failsToGive(2, 5n)).toBe("ContributionTooLow");
  });
  test("test_contribute_fails_if_max_contributors_has_been_reached", () => {
    const numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10];
    const box = crowdloans(Object.fromEntries([1, ...numbers, 11].map((who) => [who, 100n])));
    box.create({ cap: 1000n });
    box.runTo(10);
    for (const who of numbers) box.give(who, 20n);
    // One who has given already, as in the original, and one who has not.
    expect([box.failsToGive(10, 20n), box.failsToGive(11, 20n)]).toEqual([
      "MaxContributorsReached",
      "MaxContributorsReached",
    ]);
  });
  test("test_contribute_fails_if_contributor_has_insufficient_balance", () => {
    const box = crowdloans({ 1: 100n, 2: 50n });
    box.create();
    box.runTo(10);
    expect(box.failsToGive(2, 100n)).toBe("InsufficientBalance");
  });
});

describe("withdraw", () => {
  test("test_withdraw_from_contributor_succeeds", () => {
    const box = crowdloans({ 1: 100n, 2: 100n, 3: 100n });
    box.create();
    box.runTo(10);
    box.give(2, 100n);
    box.give(3, 100n);
    box.runTo(60);
    expect(box.loan()?.contributors_count).toBe(3);
    for (const [who, count] of [
      [2, 2],
      [3, 1],
    ] as const) {
      box.ok(who, "withdraw");
      expect(box.last()).toEqual(["Crowdloan.Withdrew", { crowdloan_id: 0, contributor: acct(who), amount: 100n }]);
      expect([box.given(who), box.loan()?.contributors_count, box.free(who)]).toEqual([undefined, count, 100n]);
    }
    expect([box.free(FUNDS), box.loan()?.raised]).toEqual([50n, 50n]);
  });
  test("test_withdraw_from_creator_with_contribution_over_deposit_succeeds", () => {
    const box = crowdloans({ 1: 200n });
    box.create();
    box.give(1, 100n);
    expect(box.loan()?.contributors_count).toBe(1);
    box.ok(1, "withdraw");
    expect([box.free(1), box.given(1), box.loan()?.contributors_count]).toEqual([150n, 50n, 1]);
    expect([box.free(FUNDS), box.loan()?.raised]).toEqual([50n, 50n]);
  });
  test("test_withdraw_fails_from_creator_with_no_contribution_over_deposit", () => {
    const box = crowdloans({ 1: 100n, 2: 200n });
    box.create();
    expect(box.fails(1, "withdraw")).toBe("DepositCannotBeWithdrawn");
    expect([box.free(FUNDS), box.loan()?.raised]).toEqual([50n, 50n]);
  });
  test("test_withdraw_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.fails("none", "withdraw"), box.fails("root", "withdraw")]).toEqual(BOTH_BAD);
  });
  test("test_withdraw_fails_if_crowdloan_does_not_exists", () =>
    expect(crowdloans().fails(1, "withdraw")).toBe("InvalidCrowdloanId"));
  test("test_withdraw_fails_if_crowdloan_has_already_been_finalized", () => {
    const box = crowdloans({ 1: 100n, 2: 200n });
    box.create({ cap: 100n });
    box.give(2, 50n);
    box.runTo(60);
    box.ok(1, "finalize");
    expect(box.fails(1, "withdraw")).toBe("AlreadyFinalized");
  });
  test("test_withdraw_fails_if_no_contribution_exists", () => {
    const box = crowdloans({ 1: 100n, 2: 200n });
    box.create();
    box.runTo(60);
    expect(box.fails(2, "withdraw")).toBe("NoContribution");
  });
});

describe("finalize", () => {
  /** One that 1 created and 2 filled. */
  function full(terms: Parameters<ReturnType<typeof crowdloans>["create"]>[0] = {}, given = 50n) {
    const box = crowdloans({ 1: 100n, 2: 100n });
    box.create({ cap: 100n, ...terms });
    box.runTo(10);
    box.give(2, given);
    return box;
  }
  test("test_finalize_succeeds", () => {
    const box = full({ call: testCall("transfer_funds", { dest: acct(42) }) });
    box.ok(1, "finalize");
    expect(box.last()).toEqual(FINALIZED);
    expect([box.free(42), box.loan()?.finalized, box.passedId(), box.current()]).toEqual([100n, true, 0, undefined]);
  });
  test("test_finalize_succeeds_with_target_address", () => {
    const box = full({ call: undefined, target_address: acct(42) });
    box.runTo(60);
    box.ok(1, "finalize");
    expect(box.last()).toEqual(FINALIZED);
    expect([box.free(42), box.loan()?.finalized]).toEqual([100n, true]);
  });
  test("test_finalize_fails_if_call_and_target_address_are_provided", () => {
    const box = full();
    box.tamper({ target_address: acct(42) });
    box.runTo(60);
    expect(box.fails(1, "finalize")).toBe("InvalidFinalizationConfig");
    expect([box.free(42), box.loan()?.finalized]).toEqual([0n, false]);
  });
  test("test_finalize_fails_if_call_and_target_address_are_missing", () => {
    const box = full();
    box.tamper({ call: undefined });
    box.runTo(60);
    expect(box.fails(1, "finalize")).toBe("InvalidFinalizationConfig");
    expect(box.loan()?.finalized).toBe(false);
  });
  test("test_finalize_fails_if_bad_origin", () => {
    const box = crowdloans({ 1: 100n });
    expect([box.fails("none", "finalize"), box.fails("root", "finalize")]).toEqual(BOTH_BAD);
  });
  test("test_finalize_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans({ 1: 100n }).fails(1, "finalize")).toBe("InvalidCrowdloanId"));
  test("test_finalize_fails_if_not_creator_origin", () => {
    const box = full();
    box.runTo(60);
    expect(box.fails(2, "finalize")).toBe("InvalidOrigin");
  });
  test("test_finalize_fails_if_crowdloan_cap_is_not_raised", () => {
    const box = full({}, 49n);
    box.runTo(60);
    expect(box.fails(1, "finalize")).toBe("CapNotRaised");
  });
  test("test_finalize_fails_if_crowdloan_has_already_been_finalized", () => {
    const box = full();
    box.runTo(60);
    box.ok(1, "finalize");
    expect(box.fails(1, "finalize")).toBe("AlreadyFinalized");
  });
  test("test_finalize_fails_if_call_fails", () => {
    const box = full({ call: testCall("failing_extrinsic") });
    box.runTo(60);
    expect(box.fails(1, "finalize")).toBe("TestPallet.ShouldFail");
    expect(box.current()).toBeUndefined();
  });
});
