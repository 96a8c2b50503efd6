import { describe, expect, test } from "vitest";
import { pallet } from "../../../runtime/frame/pallet.ts";
import { implement, palletIdentity, section } from "../../../runtime/frame/section.ts";
import { account } from "../../../runtime/pallets/balances/account.ts";
import { balances } from "../../../runtime/pallets/balances/contract.ts";
import { setFreeze } from "../../../runtime/pallets/balances/freezes.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { enumeration } from "../../../runtime/primitives/scale/index.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const Reasons = palletIdentity("Reasons", 77);
/** Gives the runtime a hold and a freeze reason. */
const reasonsPallet = pallet(Reasons, {
  sections: [implement(section(Reasons, {}), {})],
  outer: {
    RuntimeHoldReason: enumeration("pallet_reasons::HoldReason", ["First", "Second", "Third", "Fourth", "Fifth"]),
    RuntimeFreezeReason: enumeration("pallet_reasons::FreezeReason", ["Ice"]),
  },
});
const [ALICE, BOB, CAROL] = [someone(1), someone(2), someone(3)] as const;
const ED = 500n;

function money(endowed: readonly (readonly [typeof ALICE, bigint])[]) {
  const box = sandbox({ pallets: [systemPallet, balancesPallet, reasonsPallet], ports: { accounts, currency } });
  buildBalancesGenesis(box.ctx, { balances: endowed.map(([who, free]) => [who, rao(free)] as const) });
  box.told();
  return {
    ...box,
    free: (who: typeof ALICE) => currency.free(box.ctx, who),
    issuance: () => currency.totalIssuance(box.ctx),
  };
}
const hold = { pallet: "Reasons", value: "First" };
const ice = { pallet: "Reasons", value: "Ice" };
const to = (who: typeof ALICE, value: bigint) => ({ dest: address(who), value });

describe("transfers", () => {
  test("a transfer creates the account that receives it", () => {
    const { run, signed, told, free, issuance } = money([[ALICE, 10_000n]]);
    expect(run(signed(ALICE), "Balances", "transfer_keep_alive", to(BOB, 600n))).toEqual({});
    expect(told()).toEqual([
      ["System.NewAccount", { account: BOB }],
      ["Balances.Endowed", { account: BOB, free_balance: 600n }],
      ["Balances.Transfer", { from: ALICE, to: BOB, amount: 600n }],
    ]);
    expect([free(ALICE), free(BOB), issuance()]).toEqual([9_400n, 600n, 10_000n]);
  });
  test("refusals in order", () => {
    const { refused, signed, root, ctx } = money([
      [ALICE, 10_000n],
      [BOB, ED],
    ]);
    const send = (name: string, value: bigint, who = ALICE, dest = BOB) =>
      refused(signed(who), "Balances", name, to(dest, value));
    expect(refused(root, "Balances", "transfer_allow_death", to(BOB, 1n))).toBe("BadOrigin");
    expect(refused(signed(ALICE), "Balances", "force_transfer", { source: address(BOB), ...to(CAROL, 1n) })).toBe(
      "BadOrigin",
    );
    expect(
      refused(signed(ALICE), "Balances", "transfer_keep_alive", { dest: { type: "Index", value: null }, value: 1n }),
    ).toBe("CannotLookup");
    expect(send("transfer_allow_death", 10_501n)).toBe("Arithmetic.Underflow");
    expect(send("transfer_allow_death", 10_001n)).toBe("Token.FundsUnavailable");
    expect(send("transfer_keep_alive", 9_501n)).toBe("Token.NotExpendable");
    expect(send("transfer_allow_death", 499n, ALICE, CAROL)).toBe("Token.BelowMinimum");
    setFreeze(ctx, ice, ALICE, rao(9_000n));
    expect(send("transfer_allow_death", 1_001n)).toBe("Token.Frozen");
    expect(send("transfer_allow_death", 9_501n)).toBe("Token.Frozen");
  });
  test("a provider that something depends on stays", () => {
    const { refused, signed, ctx } = money([
      [ALICE, 10_000n],
      [BOB, ED],
    ]);
    currency.hold(ctx, hold, ALICE, rao(100n));
    // The existential deposit is not liquid while a consumer needs the account.
    expect(refused(signed(ALICE), "Balances", "transfer_allow_death", to(BOB, 9_900n))).toBe("Token.Frozen");
    expect(refused(signed(ALICE), "Balances", "transfer_allow_death", to(BOB, 9_401n))).toBe("Token.Frozen");
  });
  test("the rest of a dying account is dust and leaves the issuance", () => {
    const { run, signed, told, free, issuance, ctx } = money([
      [ALICE, 1_000n],
      [BOB, ED],
    ]);
    run(signed(ALICE), "Balances", "transfer_allow_death", to(BOB, 700n));
    expect(told()).toEqual([
      ["System.KilledAccount", { account: ALICE }],
      ["Balances.DustLost", { account: ALICE, amount: 300n }],
      ["Balances.Transfer", { from: ALICE, to: BOB, amount: 700n }],
    ]);
    expect([free(ALICE), free(BOB), issuance()]).toEqual([0n, 1_200n, 1_200n]);
    expect(accounts.exists(ctx, ALICE)).toBe(false);
  });
  test("to oneself nothing happens and nothing is told", () => {
    const { run, refused, signed, told, free } = money([[ALICE, 1_000n]]);
    run(signed(ALICE), "Balances", "transfer_keep_alive", to(ALICE, 500n));
    expect([told(), free(ALICE)]).toEqual([[], 1_000n]);
    expect(refused(signed(ALICE), "Balances", "transfer_keep_alive", to(ALICE, 501n))).toBe("Token.NotExpendable");
  });
  test("of nothing is told and changes nothing", () => {
    const { run, signed, told } = money([[ALICE, 1_000n]]);
    run(signed(ALICE), "Balances", "transfer_keep_alive", to(BOB, 0n));
    expect(told()).toEqual([["Balances.Transfer", { from: ALICE, to: BOB, amount: 0n }]]);
  });
  test("transfer_all with and without keeping alive", () => {
    const { run, signed, free, told } = money([
      [ALICE, 10_000n],
      [BOB, 10_000n],
    ]);
    run(signed(ALICE), "Balances", "transfer_all", { dest: address(CAROL), keep_alive: true });
    expect([free(ALICE), free(CAROL)]).toEqual([ED, 9_500n]);
    told();
    run(signed(BOB), "Balances", "transfer_all", { dest: address(CAROL), keep_alive: false });
    expect([free(BOB), free(CAROL)]).toEqual([0n, 19_500n]);
    expect(told()).toEqual([
      ["System.KilledAccount", { account: BOB }],
      ["Balances.Transfer", { from: BOB, to: CAROL, amount: 10_000n }],
    ]);
  });
  test("burn lowers the issuance", () => {
    const { run, refused, signed, told, free, issuance } = money([[ALICE, 10_000n]]);
    expect(refused(signed(ALICE), "Balances", "burn", { value: 9_501n, keep_alive: true })).toBe(
      "Token.FundsUnavailable",
    );
    run(signed(ALICE), "Balances", "burn", { value: 4_000n, keep_alive: true });
    expect([free(ALICE), issuance(), told()]).toEqual([
      6_000n,
      6_000n,
      [["Balances.Burned", { who: ALICE, amount: 4_000n }]],
    ]);
    run(signed(ALICE), "Balances", "burn", { value: 5_700n, keep_alive: false });
    expect(told()).toEqual([
      ["System.KilledAccount", { account: ALICE }],
      ["Balances.DustLost", { account: ALICE, amount: 300n }],
      ["Balances.Burned", { who: ALICE, amount: 5_700n }],
    ]);
    expect([free(ALICE), issuance()]).toEqual([0n, 0n]);
  });
});

describe("corrections by root", () => {
  test("force_set_balance makes and unmakes accounts, and tells the issuance first", () => {
    const { run, refused, signed, root, told, free, issuance } = money([[ALICE, 10_000n]]);
    expect(refused(signed(ALICE), "Balances", "force_set_balance", { who: address(ALICE), new_free: 1n })).toBe(
      "BadOrigin",
    );
    run(root, "Balances", "force_set_balance", { who: address(BOB), new_free: 700n });
    expect(told()).toEqual([
      ["System.NewAccount", { account: BOB }],
      ["Balances.Endowed", { account: BOB, free_balance: 700n }],
      ["Balances.Issued", { amount: 700n }],
      ["Balances.BalanceSet", { who: BOB, free: 700n }],
    ]);
    run(root, "Balances", "force_set_balance", { who: address(ALICE), new_free: 499n });
    expect(told()).toEqual([
      ["System.KilledAccount", { account: ALICE }],
      ["Balances.Rescinded", { amount: 10_000n }],
      ["Balances.BalanceSet", { who: ALICE, free: 0n }],
    ]);
    expect([free(ALICE), free(BOB), issuance()]).toEqual([0n, 700n, 700n]);
  });
  test("force_adjust_total_issuance: refusals in order, saturation, event", () => {
    const { run, refused, root, signed, told, ctx, issuance } = money([[ALICE, 64n * 500n]]);
    const adjust = (direction: string, delta: bigint) => ({ direction, delta });
    expect(refused(signed(ALICE), "Balances", "force_adjust_total_issuance", adjust("Increase", 0n))).toBe("BadOrigin");
    expect(refused(root, "Balances", "force_adjust_total_issuance", adjust("Increase", 0n))).toBe("Balances.DeltaZero");
    currency.deactivate(ctx, rao(32_000n));
    expect(refused(root, "Balances", "force_adjust_total_issuance", adjust("Decrease", 1n))).toBe(
      "Balances.IssuanceDeactivated",
    );
    run(root, "Balances", "force_adjust_total_issuance", adjust("Increase", 32n));
    expect(told()).toEqual([["Balances.TotalIssuanceForced", { old: 32_000n, new: 32_032n }]]);
    run(root, "Balances", "force_adjust_total_issuance", adjust("Increase", 2n ** 64n - 1n));
    expect(issuance()).toBe(2n ** 64n - 1n);
  });
  test("force_unreserve frees as much as there is", () => {
    const { run, root, told, ctx, free } = money([[ALICE, 10_000n]]);
    currency.reserve(ctx, ALICE, rao(3_000n));
    expect(told()).toEqual([["Balances.Reserved", { who: ALICE, amount: 3_000n }]]);
    run(root, "Balances", "force_unreserve", { who: address(ALICE), amount: 5_000n });
    expect([told(), free(ALICE)]).toEqual([[["Balances.Unreserved", { who: ALICE, amount: 3_000n }]], 10_000n]);
  });
  test("upgrade_accounts is free where nine in ten needed it", () => {
    const { run, signed, told, ctx } = money([
      [ALICE, 10_000n],
      [BOB, 10_000n],
    ]);
    expect(run(signed(ALICE), "Balances", "upgrade_accounts", { who: [] })).toEqual({ pays: "Yes" });
    expect(run(signed(ALICE), "Balances", "upgrade_accounts", { who: [ALICE, BOB] })).toEqual({ pays: "Yes" });
    accounts.setData(ctx, BOB, { free: rao(5_000n), reserved: rao(5n), frozen: rao(0n), flags: 0n });
    expect(run(signed(ALICE), "Balances", "upgrade_accounts", { who: [BOB] })).toEqual({ pays: "No" });
    expect([told(), accounts.consumers(ctx, BOB), account(ctx, BOB).flags]).toEqual([
      [["Balances.Upgraded", { who: BOB }]],
      1,
      1n << 127n,
    ]);
  });
});

describe("holds", () => {
  test("hold, release, and the consumer that comes and goes with them", () => {
    const { ctx, free, told } = money([[ALICE, 10_000n]]);
    currency.hold(ctx, hold, ALICE, rao(2_000n));
    currency.hold(ctx, { ...hold, value: "Second" }, ALICE, rao(1_000n));
    expect([
      free(ALICE),
      currency.reserved(ctx, ALICE),
      currency.onHold(ctx, hold, ALICE),
      accounts.consumers(ctx, ALICE),
    ]).toEqual([7_000n, 3_000n, 2_000n, 1]);
    expect(currency.release(ctx, hold, ALICE, rao(5_000n), "BestEffort")).toBe(2_000n);
    expect(currency.releaseAll(ctx, { ...hold, value: "Second" }, ALICE, "Exact")).toBe(1_000n);
    expect([balances.storage.Holds.get(ctx, ALICE), accounts.consumers(ctx, ALICE), told()]).toEqual([[], 0, []]);
  });
  test("refusals", () => {
    const { ctx } = money([
      [ALICE, 10_000n],
      [BOB, 10_000n],
    ]);
    expect(() => currency.hold(ctx, hold, ALICE, rao(9_501n))).toThrow("Token.FundsUnavailable");
    expect(() => currency.hold(ctx, hold, CAROL, rao(0n))).toThrow("Token.CannotCreateHold");
    for (const value of ["First", "Second", "Third", "Fourth"]) currency.hold(ctx, { ...hold, value }, ALICE, rao(10n));
    expect(() => currency.hold(ctx, { ...hold, value: "Fifth" }, ALICE, rao(10n))).toThrow("Token.CannotCreateHold");
    expect(() => currency.release(ctx, hold, ALICE, rao(11n), "Exact")).toThrow("Token.FundsUnavailable");
    expect(() =>
      currency.transferOnHold(ctx, hold, { from: ALICE, to: CAROL }, rao(10n), {
        precision: "Exact",
        restriction: "Free",
        fortitude: "Polite",
      }),
    ).toThrow("Token.CannotCreate");
  });
  test("burning, slashing and moving held funds", () => {
    const { ctx, issuance, free } = money([
      [ALICE, 10_000n],
      [BOB, 10_000n],
    ]);
    currency.hold(ctx, hold, ALICE, rao(5_000n));
    expect(currency.burnHeld(ctx, hold, ALICE, rao(1_000n), { precision: "Exact", fortitude: "Polite" })).toBe(1_000n);
    expect(issuance()).toBe(19_000n);
    const { credit, rest } = currency.slashHeld(ctx, hold, ALICE, rao(9_000n));
    expect([credit, rest, issuance()]).toEqual([4_000n, 5_000n, 19_000n]);
    currency.dropCredit(ctx, credit);
    expect(issuance()).toBe(15_000n);
    currency.hold(ctx, hold, ALICE, rao(1_000n));
    currency.transferOnHold(ctx, hold, { from: ALICE, to: BOB }, rao(600n), {
      precision: "Exact",
      restriction: "OnHold",
      fortitude: "Polite",
    });
    currency.transferOnHold(ctx, hold, { from: ALICE, to: BOB }, rao(600n), {
      precision: "BestEffort",
      restriction: "Free",
      fortitude: "Polite",
    });
    expect([currency.onHold(ctx, hold, ALICE), currency.onHold(ctx, hold, BOB), free(BOB), free(ALICE)]).toEqual([
      0n,
      600n,
      10_400n,
      4_000n,
    ]);
  });
});
