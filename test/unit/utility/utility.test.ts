import { describe, expect, test } from "vitest";
import type { Call } from "../../../runtime/frame/call.ts";
import { noneOrigin, rootOrigin } from "../../../runtime/frame/origin.ts";
import { actualWeight, type Outcome, outcomeOf } from "../../../runtime/frame/outcome.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { utilityPallet } from "../../../runtime/pallets/utility/index.ts";
import { derivativeAccount } from "../../../runtime/pallets/utility/origins.ts";
import { benchmarks } from "../../../runtime/pallets/utility/weights.ts";
import type { AccountId } from "../../../runtime/primitives/ids.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { addWeight, mulWeight, subWeight, weight, ZERO_WEIGHT } from "../../../runtime/primitives/weight.ts";
import { examplePallet, foobar } from "../../chain/example_pallet.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const [ONE, TWO] = [someone(1), someone(2)] as const;
const transfer = (dest: AccountId, value: bigint): Call => ({
  pallet: "Balances",
  name: "transfer_allow_death",
  args: { dest: address(dest), value },
});
const forceTransfer = (value: bigint): Call => ({
  pallet: "Balances",
  name: "force_transfer",
  args: { source: address(ONE), dest: address(TWO), value },
});
const utility = (name: string, args: Call["args"]): Call => ({ pallet: "Utility", name, args });

/** The mock runtime of pallets/utility/src/tests.rs: accounts of 10, an existential deposit of 1, few calls let through. */
function mock() {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, utilityPallet, examplePallet],
    ports: { accounts, currency },
    constants: { "Balances.ExistentialDeposit": rao(1n) },
    filter: (_ctx, { pallet, name }) =>
      pallet === "Utility" || pallet === "Example" || name === "transfer_allow_death" || name === "remark",
  });
  buildBalancesGenesis(box.ctx, { balances: [1, 2, 3, 4].map((i) => [someone(i), rao(10n)] as const) });
  box.told();
  const outcome = (origin: Parameters<typeof box.ctx.dispatch>[0], call: Call): Outcome =>
    outcomeOf(() => box.ctx.dispatch(origin, call));
  return { ...box, outcome, free: (who: AccountId) => currency.free(box.ctx, who) };
}
const [START, END] = [100n, 75n] as const;
const DIFF = weight(START - END);

describe("batches, as the reference's tests have them", () => {
  test("signed and root", () => {
    const { run, signed, free, outcome, state } = mock();
    run(signed(ONE), "Utility", "batch", { calls: [transfer(TWO, 5n), transfer(TWO, 5n)] });
    expect([free(ONE), free(TWO)]).toEqual([0n, 20n]);
    const key = Uint8Array.of(97);
    const write: Call = { pallet: "System", name: "set_storage", args: { items: [[key, key]] } };
    expect(outcome(signed(TWO), write).refusal?.message).toBe("System.CallFiltered");
    const back: Call = {
      pallet: "Balances",
      name: "force_transfer",
      args: { source: address(TWO), dest: address(ONE), value: 10n },
    };
    run(rootOrigin, "Utility", "batch", { calls: [back, write] });
    expect([free(ONE), state.get("61")?.bytes]).toEqual([10n, key]);
  });
  test("stops at the first refusal and keeps what went before", () => {
    const { run, signed, free, told } = mock();
    run(signed(ONE), "Utility", "batch", { calls: [transfer(TWO, 5n), transfer(TWO, 10n), transfer(TWO, 5n)] });
    expect([free(ONE), free(TWO)]).toEqual([5n, 15n]);
    expect(told().map(([name]) => name)).toEqual([
      "Balances.Transfer",
      "Utility.ItemCompleted",
      "Utility.BatchInterrupted",
    ]);
  });
  test("filters and inherents", () => {
    const { run, signed, told } = mock();
    run(signed(ONE), "Utility", "batch", {
      calls: [{ pallet: "Balances", name: "transfer_keep_alive", args: { dest: address(TWO), value: 1n } }],
    });
    expect(told().at(-1)).toEqual([
      "Utility.BatchInterrupted",
      { index: 0, error: { type: "Module", value: { index: 0, error: Uint8Array.of(5, 0, 0, 0) } } },
    ]);
  });
  test.each(["batch", "batch_all"] as const)("%s gives back the weight that was not used", (name) => {
    const { ctx, signed, outcome } = mock();
    const declared = (call: Call) => ctx.dispatchInfo(call).weight;
    const actual = (call: Call) => actualWeight(outcome(signed(ONE), call), ctx.dispatchInfo(call));
    const four = (end?: bigint) => utility(name, { calls: Array(4).fill(foobar(false, START, end)) });
    expect(actual(four())).toEqual(declared(four()));
    expect(actual(four(END))).toEqual(subWeight(declared(four(END)), mulWeight(DIFF, 4)));
    const goodBad = (end?: bigint) => utility(name, { calls: [foobar(false, START, end), foobar(true, START, end)] });
    expect(actual(goodBad())).toEqual(declared(goodBad()));
    expect(actual(goodBad(END))).toEqual(subWeight(declared(goodBad(END)), mulWeight(DIFF, 2)));
    const partial = utility(name, {
      calls: [foobar(false, START, END), foobar(true, START, END), foobar(true, START, END)],
    });
    expect(actual(partial)).toEqual(addWeight(benchmarks[name](2), weight(2n * END)));
  });
  test("weights saturate", () => {
    const { ctx } = mock();
    const half = {
      pallet: "Example",
      name: "foobar",
      args: { err: false, start: weight(2n ** 63n - 1n, 2n ** 63n - 1n), end: undefined },
    };
    expect(ctx.dispatchInfo(utility("batch", { calls: [half, half, half] })).weight).toEqual(
      weight(2n ** 64n - 1n, 2n ** 64n - 1n),
    );
  });
  test("batch_all undoes everything and says what it cost", () => {
    const { ctx, signed, outcome, free, told } = mock();
    const cost = ctx.dispatchInfo(transfer(TWO, 5n)).weight;
    const { refusal, post } = outcome(
      signed(ONE),
      utility("batch_all", { calls: [transfer(TWO, 5n), transfer(TWO, 10n), transfer(TWO, 5n)] }),
    );
    expect(refusal?.message).toBe("Token.FundsUnavailable");
    expect(post).toEqual({ actualWeight: addWeight(benchmarks.batch_all(2), mulWeight(cost, 2)) });
    expect([free(ONE), free(TWO), told()]).toEqual([10n, 10n, []]);
  });
  test("batch_all does not nest, not even through a batch", () => {
    const { ctx, signed, outcome, run, told, free } = mock();
    const inner = utility("batch_all", { calls: [transfer(TWO, 1n), transfer(TWO, 1n), transfer(TWO, 1n)] });
    const { refusal, post } = outcome(signed(ONE), utility("batch_all", { calls: [inner] }));
    expect(refusal?.message).toBe("System.CallFiltered");
    expect(post.actualWeight).toEqual(addWeight(benchmarks.batch_all(1), ctx.dispatchInfo(inner).weight));
    run(signed(ONE), "Utility", "batch_all", { calls: [utility("batch", { calls: [inner] })] });
    expect(told().map(([name]) => name)).toEqual([
      "Utility.BatchInterrupted",
      "Utility.ItemCompleted",
      "Utility.BatchCompleted",
    ]);
    expect([free(ONE), free(TWO)]).toEqual([10n, 10n]);
  });
  test("force_batch goes on", () => {
    const { run, signed, told, free } = mock();
    run(signed(ONE), "Utility", "force_batch", {
      calls: [transfer(TWO, 5n), foobar(true, 75n), transfer(TWO, 10n), transfer(TWO, 5n)],
    });
    expect([free(ONE), free(TWO)]).toEqual([0n, 20n]);
    const said = told();
    expect(said).toContainEqual(["Utility.ItemFailed", { error: { type: "Other" } }]);
    expect(said.at(-1)).toEqual(["Utility.BatchCompletedWithErrors", []]);
    run(signed(TWO), "Utility", "force_batch", { calls: [transfer(ONE, 5n), transfer(ONE, 5n)] });
    expect(told().at(-1)).toEqual(["Utility.BatchCompleted", []]);
    run(signed(ONE), "Utility", "force_batch", { calls: [transfer(TWO, 50n)] });
    expect(told().at(-1)).toEqual(["Utility.BatchCompletedWithErrors", []]);
  });
  test("too many calls, and nobody as caller", () => {
    const { refused, signed } = mock();
    const calls = Array(10_923).fill({ pallet: "System", name: "remark", args: { remark: new Uint8Array() } });
    for (const name of ["batch", "batch_all", "force_batch"]) {
      expect(refused(signed(ONE), "Utility", name, { calls })).toBe("Utility.TooManyCalls");
      expect(refused(noneOrigin, "Utility", name, { calls: [] })).toBe("BadOrigin");
    }
    expect(refused(noneOrigin, "Utility", "if_else", { main: transfer(TWO, 1n), fallback: transfer(TWO, 1n) })).toBe(
      "BadOrigin",
    );
  });
  test("a batch pays if one of its calls does", () => {
    const { ctx } = mock();
    expect(ctx.dispatchInfo(utility("batch", { calls: [] })).pays).toBe("No");
    expect(ctx.dispatchInfo(utility("force_batch", { calls: [transfer(TWO, 1n)] })).pays).toBe("Yes");
  });
});

describe("other origins", () => {
  test("as_derivative", () => {
    const { run, refused, signed, free, ctx, outcome } = mock();
    const derived = derivativeAccount(ONE, 0);
    run(signed(ONE), "Balances", "transfer_allow_death", { dest: address(derived), value: 5n });
    expect(refused(signed(ONE), "Utility", "as_derivative", { index: 1, call: transfer(someone(6), 3n) })).toBe(
      "Token.FundsUnavailable",
    );
    run(signed(ONE), "Utility", "as_derivative", { index: 0, call: transfer(TWO, 3n) });
    expect([free(derived), free(TWO)]).toEqual([2n, 13n]);
    expect(
      refused(signed(ONE), "Utility", "as_derivative", {
        index: 1,
        call: { ...transfer(TWO, 1n), name: "transfer_keep_alive" },
      }),
    ).toBe("System.CallFiltered");
    for (const err of [false, true]) {
      const call = utility("as_derivative", { index: 0, call: foobar(err, START, END) });
      expect(outcome(signed(ONE), call).post).toEqual({ actualWeight: subWeight(ctx.dispatchInfo(call).weight, DIFF) });
    }
  });
  test("dispatch_as and dispatch_as_fallible", () => {
    const { run, refused, signed, root, told, free } = mock();
    const as = (who: AccountId) => ({ type: "Signed", who });
    expect(refused(signed(ONE), "Utility", "dispatch_as", { as_origin: as(ONE), call: transfer(TWO, 1n) })).toBe(
      "BadOrigin",
    );
    run(root, "Utility", "dispatch_as", { as_origin: as(ONE), call: transfer(TWO, 10n) });
    expect([free(ONE), free(TWO)]).toEqual([0n, 20n]);
    told();
    run(root, "Utility", "dispatch_as", { as_origin: as(ONE), call: forceTransfer(1n) });
    expect(told()).toEqual([["Utility.DispatchedAs", { result: { type: "Err", value: { type: "BadOrigin" } } }]]);
    run(root, "Utility", "dispatch_as_fallible", { as_origin: as(TWO), call: transfer(ONE, 10n) });
    expect(told().at(-1)).toEqual(["Utility.DispatchedAs", { result: { type: "Ok", value: null } }]);
    expect(refused(root, "Utility", "dispatch_as_fallible", { as_origin: as(TWO), call: forceTransfer(1n) })).toBe(
      "BadOrigin",
    );
  });
  test("with_weight weighs what root says and is never operational", () => {
    const { ctx, run, refused, signed, root, free } = mock();
    const call = utility("with_weight", {
      call: { pallet: "System", name: "set_code_without_checks", args: { code: new Uint8Array() } },
      weight: weight(123n, 456n),
    });
    expect(ctx.dispatchInfo(call)).toEqual({ weight: weight(123n, 456n), class: "Normal", pays: "Yes" });
    expect(refused(signed(ONE), "Utility", "with_weight", { call: forceTransfer(1n), weight: ZERO_WEIGHT })).toBe(
      "BadOrigin",
    );
    expect(refused(root, "Utility", "with_weight", { call: forceTransfer(11n), weight: ZERO_WEIGHT })).toBe(
      "Token.FundsUnavailable",
    );
    run(root, "Utility", "with_weight", { call: forceTransfer(4n), weight: ZERO_WEIGHT });
    expect(free(TWO)).toBe(14n);
  });
  test("if_else: main, fallback, neither, nested", () => {
    const { run, refused, signed, told, free } = mock();
    const ifElse = (main: Call, fallback: Call) => ({ main, fallback });
    run(signed(ONE), "Utility", "if_else", ifElse(transfer(TWO, 11n), transfer(TWO, 5n)));
    expect([free(ONE), free(TWO)]).toEqual([5n, 15n]);
    expect(told().at(-1)).toEqual([
      "Utility.IfElseFallbackCalled",
      { main_error: { type: "Token", value: "FundsUnavailable" } },
    ]);
    run(signed(TWO), "Utility", "if_else", ifElse(transfer(ONE, 5n), transfer(ONE, 1n)));
    expect([free(ONE), told().at(-1)]).toEqual([10n, ["Utility.IfElseMainSuccess", []]]);
    expect(refused(signed(ONE), "Utility", "if_else", ifElse(transfer(TWO, 11n), transfer(TWO, 11n)))).toBe(
      "Token.FundsUnavailable",
    );
    run(
      signed(ONE),
      "Utility",
      "if_else",
      ifElse(utility("if_else", ifElse(transfer(TWO, 11n), transfer(TWO, 5n))), transfer(TWO, 7n)),
    );
    expect([free(ONE), told().at(-1)]).toEqual([5n, ["Utility.IfElseMainSuccess", []]]);
  });
});
