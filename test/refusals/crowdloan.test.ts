// What the calls of Crowdloan refuse, in the order of pallets/crowdloan/src/lib.rs.

import { expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import { crowdloan } from "../../runtime/pallets/crowdloan/contract.ts";
import type { CrowdloanInfo } from "../../runtime/pallets/crowdloan/crowdloan_info.ts";
import { bytesOf } from "../../runtime/primitives/scale/index.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { climbCall, from, type Rung, tell } from "../chain/ladder.ts";
import { acct, callOf, type MockContext, newTestExt, none, root, signed } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount } from "../chain/mock_subtensor.ts";

const [CREATOR, OTHER, FUNDS] = [acct(1), acct(2), acct(3)];
const TAO = 1_000_000_000n;
const U64 = 2n ** 64n - 1n;
const { Contributions, Crowdloans, CurrentCrowdloanId, MaxContributions, NextCrowdloanId } = crowdloan.storage;
/** Block 100, and somebody who has money. */
function start(): MockContext {
  const ctx = newTestExt(100);
  addBalanceToColdkeyAccount(ctx, acct(9), 1000n * TAO);
  return ctx;
}
const climb = (ctx: MockContext, name: string, args: Call["args"], rungs: readonly Rung[]) =>
  climbCall(ctx, "Crowdloan", name, { origin: none, args: { ...args } }, rungs);
const NOT_ROOT: readonly Rung[] = [
  ["BadOrigin", from(root)],
  ["BadOrigin", from(signed(OTHER))],
];
/** A crowdloan of 20 of 100 TAO, half of it the creator's deposit. */
function loan(ctx: MockContext, change: Partial<CrowdloanInfo> = {}): void {
  Crowdloans.set(ctx, 0, {
    creator: CREATOR,
    deposit: rao(10n * TAO),
    min_contribution: rao(TAO),
    end: 100_000,
    cap: rao(100n * TAO),
    funds_account: FUNDS,
    raised: rao(20n * TAO),
    target_address: OTHER,
    call: undefined,
    finalized: false,
    contributors_count: 2,
    ...change,
  });
}
/** Who is no creator asks about a crowdloan that is not there, then about one that is over. */
const owned = (ctx: MockContext): readonly Rung[] => [
  ...NOT_ROOT,
  ["InvalidCrowdloanId", () => loan(ctx, { finalized: true })],
  ["AlreadyFinalized", () => loan(ctx)],
  ["InvalidOrigin", from(signed(CREATOR))],
];

test("create", () => {
  const ctx = start();
  NextCrowdloanId.set(ctx, 2 ** 32 - 1);
  const args = { deposit: 10n * TAO - 1n, min_contribution: TAO / 10n - 1n, cap: 10n * TAO, end: 100 };
  climb(ctx, "create", { ...args, call: undefined, target_address: undefined }, [
    ["BadOrigin", from(root)],
    ["BadOrigin", from(signed(CREATOR))],
    ["DepositTooLow", tell({ deposit: 10n * TAO })],
    ["CapTooLow", tell({ cap: 10n * TAO + 1n })],
    ["MinimumContributionTooLow", tell({ min_contribution: TAO / 10n })],
    [
      "InvalidFinalizationConfig",
      tell({ target_address: OTHER, call: callOf("System", "remark", { remark: bytesOf("") }) }),
    ],
    ["InvalidFinalizationConfig", tell({ call: undefined })],
    ["CannotEndInPast", tell({ end: 100 + 50_399 })],
    ["BlockDurationTooShort", tell({ end: 100 + 432_001 })],
    ["BlockDurationTooLong", tell({ end: 100 + 432_000 })],
    ["InsufficientBalance", () => addBalanceToColdkeyAccount(ctx, CREATOR, 10n * TAO)],
    ["Overflow", () => NextCrowdloanId.set(ctx, 7)],
  ]);
  expect([NextCrowdloanId.get(ctx), Crowdloans.get(ctx, 7)?.raised]).toEqual([8, 10n * TAO]);
});
test("contribute", () => {
  const ctx = start();
  climb(ctx, "contribute", { crowdloan_id: 0, amount: TAO - 1n }, [
    ...NOT_ROOT,
    ["InvalidCrowdloanId", () => loan(ctx, { end: 100, cap: rao(20n * TAO), contributors_count: 500 })],
    ["ContributionPeriodEnded", () => loan(ctx, { end: 101, cap: rao(20n * TAO), contributors_count: 500 })],
    ["CapRaised", () => loan(ctx, { contributors_count: 500 })],
    ["ContributionTooLow", tell({ amount: TAO })],
    [
      "MaxContributorsReached",
      () => {
        loan(ctx);
        MaxContributions.set(ctx, 0, rao(5n * TAO));
        Contributions.set(ctx, 0, OTHER, rao(5n * TAO));
      },
    ],
    [
      "MaxContributionReached",
      () => {
        MaxContributions.delete(ctx, 0);
        Contributions.set(ctx, 0, OTHER, rao(U64));
      },
    ],
    ["Overflow", () => Contributions.set(ctx, 0, OTHER, rao(10n * TAO))],
    ["InsufficientBalance", () => addBalanceToColdkeyAccount(ctx, OTHER, TAO)],
  ]);
  expect([Crowdloans.get(ctx, 0)?.raised, Contributions.get(ctx, 0, OTHER)]).toEqual([21n * TAO, 11n * TAO]);
});
test("withdraw", () => {
  const ctx = start();
  addBalanceToColdkeyAccount(ctx, FUNDS, 10n * TAO);
  climb(ctx, "withdraw", { crowdloan_id: 0 }, [
    ...NOT_ROOT,
    ["InvalidCrowdloanId", () => loan(ctx, { finalized: true })],
    ["AlreadyFinalized", () => loan(ctx, { contributors_count: 0 })],
    [
      "NoContribution",
      (call) => {
        call.origin = signed(CREATOR);
        Contributions.set(ctx, 0, CREATOR, rao(10n * TAO));
        Contributions.set(ctx, 0, OTHER, rao(11n * TAO));
      },
    ],
    ["DepositCannotBeWithdrawn", from(signed(OTHER))],
    ["Underflow", () => loan(ctx)],
    ["Token.FundsUnavailable", () => addBalanceToColdkeyAccount(ctx, FUNDS, TAO)],
  ]);
  expect(Crowdloans.get(ctx, 0)).toMatchObject({ raised: 9n * TAO, contributors_count: 1 });
});
test("finalize", () => {
  const ctx = start();
  const full = { cap: rao(20n * TAO) };
  const remark = { type: "Inline", value: Uint8Array.of(0, 7, 0) } as const;
  climb(ctx, "finalize", { crowdloan_id: 0 }, [
    ...NOT_ROOT,
    ["InvalidCrowdloanId", () => loan(ctx)],
    ["InvalidOrigin", from(signed(CREATOR))],
    ["CapNotRaised", () => loan(ctx, { ...full, finalized: true })],
    ["AlreadyFinalized", () => loan(ctx, { ...full, call: remark })],
    ["InvalidFinalizationConfig", () => loan(ctx, { ...full, target_address: undefined })],
    ["InvalidFinalizationConfig", () => loan(ctx, full)],
    ["Token.FundsUnavailable", () => addBalanceToColdkeyAccount(ctx, FUNDS, 20n * TAO)],
  ]);
  expect(Crowdloans.get(ctx, 0)?.finalized).toBe(true);
});
test("finalize, with a call that is not there, cannot be read, or refuses", () => {
  const ctx = start();
  const calls = (call: CrowdloanInfo["call"]) => loan(ctx, { cap: rao(20n * TAO), target_address: undefined, call });
  const inline = (...bytes: number[]) => ({ type: "Inline", value: Uint8Array.from(bytes) }) as const;
  calls({ type: "Lookup", value: { hash: `0x${"11".repeat(32)}` as never, len: 200 } });
  climbCall(ctx, "Crowdloan", "finalize", { origin: signed(CREATOR), args: { crowdloan_id: 0 } }, [
    ["CallUnavailable", () => calls(inline(255, 255))],
    // System.set_heap_pages, for root alone, and its eight bytes.
    ["CallUnavailable", () => calls(inline(0, 1, 0, 0, 0, 0, 0, 0, 0, 0))],
    // System.remark.
    ["BadOrigin", () => calls(inline(0, 0, 0))],
  ]);
  expect(CurrentCrowdloanId.get(ctx)).toBeUndefined();
});
test("refund", () => {
  const ctx = start();
  Contributions.set(ctx, 0, OTHER, rao(10n * TAO));
  climb(ctx, "refund", { crowdloan_id: 0 }, [
    ...NOT_ROOT,
    ["InvalidCrowdloanId", () => loan(ctx, { finalized: true })],
    ["AlreadyFinalized", () => loan(ctx, { contributors_count: 0 })],
    ["InvalidOrigin", from(signed(CREATOR))],
    ["Token.FundsUnavailable", () => addBalanceToColdkeyAccount(ctx, FUNDS, 20n * TAO)],
    ["Underflow", () => loan(ctx)],
  ]);
  expect(Crowdloans.get(ctx, 0)).toMatchObject({ raised: 10n * TAO, contributors_count: 1 });
});
test("dissolve", () => {
  const ctx = start();
  climb(ctx, "dissolve", { crowdloan_id: 0 }, [
    ...owned(ctx),
    ["NoContribution", () => Contributions.set(ctx, 0, CREATOR, rao(20n * TAO - 1n))],
    ["NotReadyToDissolve", () => Contributions.set(ctx, 0, CREATOR, rao(20n * TAO))],
    ["Token.FundsUnavailable", () => addBalanceToColdkeyAccount(ctx, FUNDS, 20n * TAO)],
  ]);
  expect(Crowdloans.get(ctx, 0)).toBeUndefined();
});
test("update_min_contribution", () => {
  const ctx = start();
  MaxContributions.set(ctx, 0, rao(TAO));
  climb(ctx, "update_min_contribution", { crowdloan_id: 0, new_min_contribution: TAO / 10n - 1n }, [
    ...owned(ctx),
    ["MinimumContributionTooLow", tell({ new_min_contribution: TAO + 1n })],
    ["MinimumContributionTooHigh", tell({ new_min_contribution: TAO })],
  ]);
});
test("update_end", () => {
  const ctx = start();
  climb(ctx, "update_end", { crowdloan_id: 0, new_end: 100 }, [
    ...owned(ctx),
    ["CannotEndInPast", tell({ new_end: 100 + 50_399 })],
    ["BlockDurationTooShort", tell({ new_end: 100 + 432_001 })],
    ["BlockDurationTooLong", tell({ new_end: 100 + 50_400 })],
  ]);
});
test("update_cap", () => {
  const ctx = start();
  climb(ctx, "update_cap", { crowdloan_id: 0, new_cap: 20n * TAO - 1n }, [
    ...owned(ctx),
    ["CapTooLow", tell({ new_cap: 20n * TAO })],
  ]);
});
test("set_max_contribution", () => {
  const ctx = start();
  Contributions.set(ctx, 0, CREATOR, rao(10n * TAO));
  climb(ctx, "set_max_contribution", { crowdloan_id: 0, new_max_contribution: TAO - 1n }, [
    ...owned(ctx),
    ["MaximumContributionTooLow", tell({ new_max_contribution: 10n * TAO - 1n })],
    ["MaximumContributionTooLow", tell({ new_max_contribution: 10n * TAO })],
  ]);
  expect(MaxContributions.get(ctx, 0)).toBe(10n * TAO);
  ctx.dispatch(signed(CREATOR), callOf("Crowdloan", "set_max_contribution", { crowdloan_id: 0 }));
  expect(MaxContributions.get(ctx, 0)).toBeUndefined();
});
