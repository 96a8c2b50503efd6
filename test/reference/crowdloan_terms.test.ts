// The reference's tests of Crowdloan (pallets/crowdloan/src/tests.rs), with its literal values: paying back, dissolving,
// changing the terms.

import { describe, expect, test } from "vitest";
import { accountId } from "../../runtime/primitives/ids.ts";
import { crowdloans } from "../chain/mock_crowdloan.ts";

const FUNDS = accountId(`0x6d6f646c62742f636c6f616e${"00".repeat(20)}`);
const BOTH_BAD = ["BadOrigin", "BadOrigin"];
const about = (name: string) => [`Crowdloan.${name}`, { crowdloan_id: 0 }];

/** One with a cap of 100 that 1 created. */
function started(balances: Readonly<Record<number, bigint>> = { 1: 100n, 2: 100n }) {
  const box = crowdloans(balances);
  box.create({ cap: 100n });
  return box;
}
/** The same, filled by 2, over and finalized. */
function finalized(at = 60) {
  const box = started();
  box.give(2, 50n);
  box.runTo(at);
  box.ok(1, "finalize");
  return box;
}
const toMinimum = (new_min_contribution: bigint) => ({ crowdloan_id: 0, new_min_contribution });
const toEnd = (new_end: number) => ({ crowdloan_id: 0, new_end });
const toCap = (new_cap: bigint) => ({ crowdloan_id: 0, new_cap });
const toMost = (new_max_contribution: bigint) => ({ crowdloan_id: 0, new_max_contribution });

describe("refund", () => {
  test("test_refund_succeeds", () => {
    const contributors = [2, 3, 4, 5, 6, 7];
    const box = crowdloans(Object.fromEntries([1, ...contributors].map((who) => [who, 100n])));
    box.create({ cap: 400n });
    box.runTo(10);
    for (const who of contributors) box.give(who, 50n);
    expect(box.loan()?.contributors_count).toBe(7);
    box.runTo(20);
    box.ok(1, "refund");
    expect(box.last()).toEqual(about("PartiallyRefunded"));
    expect([box.loan()?.contributors_count, box.free(FUNDS), box.loan()?.raised]).toEqual([2, 100n, 100n]);
    box.runTo(70);
    box.ok(1, "refund");
    expect(box.last()).toEqual(about("AllRefunded"));
    expect([box.loan()?.contributors_count, box.free(FUNDS), box.loan()?.raised]).toEqual([1, 50n, 50n]);
    expect(box.free(1)).toBe(50n);
    for (const who of contributors) expect([box.free(who), box.given(who)]).toEqual([100n, undefined]);
  });
  test("test_refund_fails_if_bad_or_invalid_origin", () => {
    const box = crowdloans({ 1: 100n });
    box.create();
    expect([box.fails("none", "refund"), box.fails("root", "refund")]).toEqual(BOTH_BAD);
    box.runTo(60);
    expect(box.fails(2, "refund")).toBe("InvalidOrigin");
  });
  test("test_refund_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans({ 1: 100n }).fails(1, "refund")).toBe("InvalidCrowdloanId"));
});

describe("dissolve", () => {
  test("test_dissolve_succeeds", () => {
    const box = started({ 1: 100n });
    box.ok(1, "set_max_contribution", toMost(100n));
    box.runTo(60);
    expect(box.loan()?.contributors_count).toBe(1);
    box.ok(1, "dissolve");
    expect(box.last()).toEqual(about("Dissolved"));
    expect([box.loan(), box.contributions(), box.most()]).toEqual([undefined, [], undefined]);
    // Besides: the deposit is back, and the account is gone.
    expect([box.free(1), box.exists(FUNDS)]).toEqual([100n, false]);
  });
  test("test_dissolve_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.fails("none", "dissolve"), box.fails("root", "dissolve")]).toEqual(BOTH_BAD);
  });
  test("test_dissolve_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans().fails(1, "dissolve")).toBe("InvalidCrowdloanId"));
  test("test_dissolve_fails_if_crowdloan_has_been_finalized", () =>
    expect(finalized().fails(1, "dissolve")).toBe("AlreadyFinalized"));
  test("test_dissolve_fails_if_origin_is_not_creator", () => {
    const box = started({ 1: 100n });
    box.runTo(10);
    expect(box.fails(2, "dissolve")).toBe("InvalidOrigin");
  });
  test("test_dissolve_fails_if_not_everyone_has_been_refunded", () => {
    const box = started();
    box.runTo(10);
    box.give(2, 50n);
    box.runTo(10);
    expect(box.fails(1, "dissolve")).toBe("NotReadyToDissolve");
  });
});

describe("the minimum contribution", () => {
  const CALL = "update_min_contribution";
  test("test_update_min_contribution_succeeds", () => {
    const box = started();
    box.ok(1, CALL, toMinimum(20n));
    expect(box.last()).toEqual(["Crowdloan.MinContributionUpdated", { crowdloan_id: 0, new_min_contribution: 20n }]);
    expect(box.loan()?.min_contribution).toBe(20n);
  });
  test("test_update_min_contribution_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.fails("none", CALL, toMinimum(20n)), box.fails("root", CALL, toMinimum(20n))]).toEqual(BOTH_BAD);
  });
  test("test_update_min_contribution_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans().fails(1, CALL, toMinimum(20n))).toBe("InvalidCrowdloanId"));
  test("test_update_min_contribution_fails_if_crowdloan_has_been_finalized", () =>
    expect(finalized(50).fails(1, CALL, toMinimum(20n))).toBe("AlreadyFinalized"));
  test("test_update_min_contribution_fails_if_not_creator", () =>
    expect(started().fails(2, CALL, toMinimum(20n))).toBe("InvalidOrigin"));
  test("test_update_min_contribution_fails_if_new_min_contribution_is_too_low", () =>
    expect(started().fails(1, CALL, toMinimum(9n))).toBe("MinimumContributionTooLow"));
  test("test_update_min_contribution_fails_if_new_min_contribution_exceeds_max_contribution", () => {
    const box = crowdloans({ 1: 200n });
    box.create();
    box.ok(1, "set_max_contribution", toMost(60n));
    expect(box.fails(1, CALL, toMinimum(70n))).toBe("MinimumContributionTooHigh");
  });
});
test("test_set_max_contribution_fails_if_max_contribution_is_too_low", () => {
  const box = crowdloans({ 1: 100n });
  box.create();
  expect(box.fails(1, "set_max_contribution", toMost(40n))).toBe("MaximumContributionTooLow");
});

describe("the end", () => {
  test("test_update_end_succeeds", () => {
    const box = started();
    box.ok(1, "update_end", toEnd(60));
    expect(box.last()).toEqual(["Crowdloan.EndUpdated", { crowdloan_id: 0, new_end: 60 }]);
    expect(box.loan()?.end).toBe(60);
  });
  test("test_update_end_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.fails("none", "update_end", toEnd(60)), box.fails("root", "update_end", toEnd(60))]).toEqual(BOTH_BAD);
  });
  test("test_update_end_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans().fails(1, "update_end", toEnd(60))).toBe("InvalidCrowdloanId"));
  test("test_update_end_fails_if_crowdloan_has_been_finalized", () =>
    expect(finalized().fails(1, "update_end", toEnd(60))).toBe("AlreadyFinalized"));
  test("test_update_end_fails_if_not_creator", () =>
    expect(started().fails(2, "update_end", toEnd(60))).toBe("InvalidOrigin"));
  test("test_update_end_fails_if_new_end_is_in_past", () => {
    const box = crowdloans({ 1: 100n }, 50);
    box.create({ cap: 100n, end: 100 });
    expect(box.fails(1, "update_end", toEnd(40))).toBe("CannotEndInPast");
  });
  test("test_update_end_fails_if_block_duration_is_too_short", () => {
    const box = started();
    box.runTo(50);
    expect(box.fails(1, "update_end", toEnd(51))).toBe("BlockDurationTooShort");
  });
  test("test_update_end_fails_if_block_duration_is_too_long", () =>
    expect(started().fails(1, "update_end", toEnd(1000))).toBe("BlockDurationTooLong"));
});

describe("the cap", () => {
  test("test_update_cap_succeeds", () => {
    const box = started();
    box.ok(1, "update_cap", toCap(200n));
    expect(box.last()).toEqual(["Crowdloan.CapUpdated", { crowdloan_id: 0, new_cap: 200n }]);
    expect(box.loan()?.cap).toBe(200n);
  });
  test("test_update_cap_fails_if_bad_origin", () => {
    const box = crowdloans();
    expect([box.fails("none", "update_cap", toCap(200n)), box.fails("root", "update_cap", toCap(200n))]).toEqual(
      BOTH_BAD,
    );
  });
  test("test_update_cap_fails_if_crowdloan_does_not_exist", () =>
    expect(crowdloans().fails(1, "update_cap", toCap(200n))).toBe("InvalidCrowdloanId"));
  test("test_update_cap_fails_if_crowdloan_has_been_finalized", () =>
    expect(finalized().fails(1, "update_cap", toCap(200n))).toBe("AlreadyFinalized"));
  test("test_update_cap_fails_if_not_creator", () =>
    expect(started().fails(2, "update_cap", toCap(200n))).toBe("InvalidOrigin"));
  test("test_update_cap_fails_if_new_cap_is_too_low", () =>
    expect(started().fails(1, "update_cap", toCap(49n))).toBe("CapTooLow"));
});
test("refund tells the weight of those refunded", () => {
  // pallets/crowdloan/src/weights.rs: 110_703_000 + 2 reads at 25_000_000; per refund 39_503_253 and 2 reads, 2 writes at
  // 100_000_000; the proof 3747 and 2579 per refund.
  const box = started({ 1: 100n, 2: 100n, 3: 100n });
  box.give(2, 20n);
  box.give(3, 20n);
  expect(box.ok(1, "refund")).toEqual({
    actualWeight: { refTime: 160_703_000n + 2n * 289_503_253n, proofSize: 3747n + 2n * 2579n },
  });
});
