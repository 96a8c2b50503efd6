// The reference's tests of Utility (pallets/utility/src/tests.rs), with its literal values.

import { expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import { noneOrigin, type Origin, rootOrigin } from "../../runtime/frame/origin.ts";
import { actualWeight, type Outcome, outcomeOf } from "../../runtime/frame/outcome.ts";
import { buildBalancesGenesis } from "../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../runtime/pallets/balances/index.ts";
import { accounts } from "../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../runtime/pallets/system/index.ts";
import { benchmarks as systemBenchmarks } from "../../runtime/pallets/system/weights.ts";
import { timestampPallet } from "../../runtime/pallets/timestamp/index.ts";
import { utilityPallet } from "../../runtime/pallets/utility/index.ts";
import { derivativeAccount } from "../../runtime/pallets/utility/origins.ts";
import { benchmarks } from "../../runtime/pallets/utility/weights.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { addWeight, MAX_WEIGHT, mulWeight, subWeight, weight } from "../../runtime/primitives/weight.ts";
import { examplePallet, foobar } from "../chain/example_pallet.ts";
import { acct } from "../chain/mock.ts";
import { sandbox } from "../chain/sandbox.ts";

const transfer = (dest: number | AccountId, value: bigint, name = "transfer_allow_death"): Call => ({
  pallet: "Balances",
  name,
  args: { dest: address(typeof dest === "number" ? acct(dest) : dest), value },
});
const forceTransfer = (value: bigint): Call => ({
  pallet: "Balances",
  name: "force_transfer",
  args: { source: address(acct(1)), dest: address(acct(2)), value },
});
const utility = (name: string, args: Call["args"]): Call => ({ pallet: "Utility", name, args });
const batchOf = (name: string, ...calls: readonly Call[]): Call => utility(name, { calls });
const KEY = Uint8Array.of(0x61);
const WRITE: Call = { pallet: "System", name: "set_storage", args: { items: [[KEY, KEY]] } };
const setTime = (now: bigint): Call => ({ pallet: "Timestamp", name: "set", args: { now } });
const CALL_FILTERED = { type: "Module", value: { index: 0, error: Uint8Array.of(5, 0, 0, 0) } };
const interrupted = (index: number, error: unknown) => ["Utility.BatchInterrupted", { index, error }];
const fellBack = ["Utility.IfElseFallbackCalled", { main_error: { type: "Token", value: "FundsUnavailable" } }];

/** `new_test_ext`: four accounts of 10 and one of 2, an existential deposit of 1, few calls let through. */
function mock() {
  const box = sandbox({
    pallets: [systemPallet, timestampPallet, balancesPallet, utilityPallet, examplePallet],
    ports: { accounts, currency },
    constants: { "Balances.ExistentialDeposit": rao(1n) },
    filter: (_ctx, { pallet, name }) =>
      pallet === "Utility" || pallet === "Example" || name === "transfer_allow_death" || name === "remark",
  });
  buildBalancesGenesis(box.ctx, { balances: [1, 2, 3, 4, 5].map((i) => [acct(i), rao(i === 5 ? 2n : 10n)] as const) });
  box.told();
  const dispatch = (origin: Origin, call: Call): Outcome => outcomeOf(() => box.ctx.dispatch(origin, call));
  const free = (who: number | AccountId): bigint => currency.free(box.ctx, typeof who === "number" ? acct(who) : who);
  return {
    ...box,
    free,
    both: () => [free(1), free(2)],
    dispatch,
    one: box.signed(acct(1)),
    /** Dispatched by 1: what it weighed, what was declared, why it was refused. */
    weighed(call: Call) {
      const info = box.ctx.dispatchInfo(call);
      const outcome = dispatch(box.signed(acct(1)), call);
      return {
        actual: actualWeight(outcome, info),
        declared: info.weight,
        refusal: outcome.refusal?.message,
        post: outcome.post,
      };
    },
    last: () => box.told().at(-1),
    noop(origin: Origin, call: Call) {
      const before = box.state.dump();
      const { refusal, post } = dispatch(origin, call);
      expect(box.state.dump()).toBe(before);
      return { error: refusal?.message, post };
    },
  };
}
const [START, END] = [100n, 75n] as const;
const DIFF = weight(START - END);

test("as_derivative_works", () => {
  const { run, one, free, refused } = mock();
  const derived = derivativeAccount(acct(1), 0);
  run(one, "Balances", "transfer_allow_death", transfer(derived, 5n).args);
  expect(refused(one, "Utility", "as_derivative", { index: 1, call: transfer(6, 3n) })).toBe("Token.FundsUnavailable");
  run(one, "Utility", "as_derivative", { index: 0, call: transfer(2, 3n) });
  expect([free(derived), free(2)]).toEqual([2n, 13n]);
});

test("as_derivative_handles_weight_refund", () => {
  const { weighed, noop, one } = mock();
  const as = (call: Call) => utility("as_derivative", { index: 0, call });
  const whole = weighed(as(foobar(false, START)));
  expect([whole.refusal, whole.actual]).toEqual([undefined, whole.declared]);
  const lighter = weighed(as(foobar(false, START, END)));
  expect([lighter.refusal, lighter.actual]).toEqual([undefined, subWeight(lighter.declared, DIFF)]);
  expect(noop(one, as(foobar(true, START)))).toEqual({ error: "Other", post: { actualWeight: whole.declared } });
  expect(noop(one, as(foobar(true, START, END)))).toEqual({
    error: "Other",
    post: { actualWeight: subWeight(lighter.declared, DIFF) },
  });
});

test("as_derivative_filters", () => {
  const { refused, one } = mock();
  expect(refused(one, "Utility", "as_derivative", { index: 1, call: transfer(2, 1n, "transfer_keep_alive") })).toBe(
    "System.CallFiltered",
  );
});

test("batch_with_root_works", () => {
  const { run, dispatch, one, both, state } = mock();
  expect(dispatch(one, WRITE).refusal?.message).toBe("System.CallFiltered");
  expect(both()).toEqual([10n, 10n]);
  run(rootOrigin, "Utility", "batch", { calls: [forceTransfer(5n), forceTransfer(5n), WRITE] });
  expect(both()).toEqual([0n, 20n]);
  expect(state.get("61")?.bytes).toEqual(KEY);
});

test("batch_with_signed_works", () => {
  const { run, one, both } = mock();
  expect(both()).toEqual([10n, 10n]);
  run(one, "Utility", "batch", { calls: [transfer(2, 5n), transfer(2, 5n)] });
  expect(both()).toEqual([0n, 20n]);
});

test("batch_with_signed_filters", () => {
  const { run, one, last } = mock();
  run(one, "Utility", "batch", { calls: [transfer(2, 1n, "transfer_keep_alive")] });
  expect(last()).toEqual(interrupted(0, CALL_FILTERED));
});

test("batch_early_exit_works", () => {
  const { run, one, both } = mock();
  expect(both()).toEqual([10n, 10n]);
  run(one, "Utility", "batch", { calls: [transfer(2, 5n), transfer(2, 10n), transfer(2, 5n)] });
  expect(both()).toEqual([5n, 15n]);
});

test("batch_weight_calculation_doesnt_overflow", () => {
  const { ctx } = mock();
  // Half of all weight, as the reference's fill_block of 50 % weighs under its mock.
  const args = { err: false, start: weight(9_223_372_036_854_775_807n, 9_223_372_036_854_775_807n), end: undefined };
  const big: Call = { pallet: "Example", name: "foobar", args };
  expect(ctx.dispatchInfo(batchOf("batch", big, big, big)).weight).toEqual(MAX_WEIGHT);
});

test.each([
  ["batch_handles_weight_refund", "batch"],
  ["batch_all_handles_weight_refund", "batch_all"],
] as const)("%s", (_test, name) => {
  const { weighed, told } = mock();
  /** A batch goes through where it is interrupted, and says so; batch_all is refused. */
  const stopped = (refusal: string | undefined) => {
    expect(refusal).toBe(name === "batch" ? undefined : "Other");
    if (name === "batch") expect(told().at(-1)).toEqual(interrupted(1, { type: "Other" }));
  };
  const four = (end?: bigint) => weighed(batchOf(name, ...Array(4).fill(foobar(false, START, end))));
  const whole = four();
  expect([whole.refusal, whole.actual]).toEqual([undefined, whole.declared]);
  const lighter = four(END);
  expect([lighter.refusal, lighter.actual]).toEqual([undefined, subWeight(lighter.declared, mulWeight(DIFF, 4))]);

  const goodBad = (end?: bigint) => weighed(batchOf(name, foobar(false, START, end), foobar(true, START, end)));
  const failed = goodBad();
  stopped(failed.refusal);
  expect(failed.actual).toEqual(failed.declared);
  const failedLighter = goodBad(END);
  stopped(failedLighter.refusal);
  expect(failedLighter.actual).toEqual(subWeight(failedLighter.declared, mulWeight(DIFF, 2)));

  const bad = foobar(true, START, END);
  const partial = weighed(batchOf(name, foobar(false, START, END), bad, bad));
  stopped(partial.refusal);
  expect(partial.actual).toEqual(addWeight(benchmarks[name](2), mulWeight(weight(END), 2)));
});

test("batch_all_works", () => {
  const { run, one, both } = mock();
  expect(both()).toEqual([10n, 10n]);
  run(one, "Utility", "batch_all", { calls: [transfer(2, 5n), transfer(2, 5n)] });
  expect(both()).toEqual([0n, 20n]);
});

test("batch_all_revert", () => {
  const { ctx, noop, one, both } = mock();
  const cost = ctx.dispatchInfo(transfer(2, 5n)).weight;
  expect(noop(one, batchOf("batch_all", transfer(2, 5n), transfer(2, 10n), transfer(2, 5n)))).toEqual({
    error: "Token.FundsUnavailable",
    post: { actualWeight: addWeight(benchmarks.batch_all(2), mulWeight(cost, 2)) },
  });
  expect(both()).toEqual([10n, 10n]);
});

test("batch_all_does_not_nest", () => {
  const { ctx, noop, run, one, told, both } = mock();
  const inner = batchOf("batch_all", transfer(2, 1n), transfer(2, 1n), transfer(2, 1n));
  expect(both()).toEqual([10n, 10n]);
  expect(noop(one, batchOf("batch_all", inner))).toEqual({
    error: "System.CallFiltered",
    post: { actualWeight: addWeight(benchmarks.batch_all(1), ctx.dispatchInfo(inner).weight) },
  });
  run(one, "Utility", "batch_all", { calls: [batchOf("batch", inner)] });
  expect(told()).toContainEqual(interrupted(0, CALL_FILTERED));
  expect(both()).toEqual([10n, 10n]);
});

test("batch_limit", () => {
  const { noop, one } = mock();
  const calls: Call[] = Array(40_000).fill({ pallet: "System", name: "remark", args: { remark: new Uint8Array() } });
  for (const name of ["batch", "batch_all"])
    expect(noop(one, batchOf(name, ...calls)).error).toBe("Utility.TooManyCalls");
});

test("force_batch_works", () => {
  const { run, one, signed, told, last, both } = mock();
  expect(both()).toEqual([10n, 10n]);
  run(one, "Utility", "force_batch", {
    calls: [transfer(2, 5n), foobar(true, 75n), transfer(2, 10n), transfer(2, 5n)],
  });
  const said = told();
  expect(said.at(-1)).toEqual(["Utility.BatchCompletedWithErrors", []]);
  expect(said).toContainEqual(["Utility.ItemFailed", { error: { type: "Other" } }]);
  expect(both()).toEqual([0n, 20n]);
  run(signed(acct(2)), "Utility", "force_batch", { calls: [transfer(1, 5n), transfer(1, 5n)] });
  expect(last()).toEqual(["Utility.BatchCompleted", []]);
  run(one, "Utility", "force_batch", { calls: [transfer(2, 50n)] });
  expect(last()).toEqual(["Utility.BatchCompletedWithErrors", []]);
});

test("none_origin_does_not_work", () => {
  const { refused } = mock();
  for (const name of ["force_batch", "batch", "batch_all"])
    expect(refused(noneOrigin, "Utility", name, { calls: [] })).toBe("BadOrigin");
});

test("batch_doesnt_work_with_inherents", () => {
  const { run, one, last } = mock();
  run(one, "Utility", "batch", { calls: [setTime(42n)] });
  expect(last()).toEqual(interrupted(0, CALL_FILTERED));
});
test("force_batch_doesnt_work_with_inherents", () => {
  const { run, last } = mock();
  run(rootOrigin, "Utility", "force_batch", { calls: [setTime(42n)] });
  expect(last()).toEqual(["Utility.BatchCompletedWithErrors", []]);
});
test("batch_all_doesnt_work_with_inherents", () => {
  const { ctx, noop, one } = mock();
  const call = batchOf("batch_all", setTime(42n));
  expect(noop(one, call)).toEqual({
    error: "System.CallFiltered",
    post: { actualWeight: ctx.dispatchInfo(call).weight },
  });
});

test("with_weight_works", () => {
  const { ctx } = mock();
  const call: Call = { pallet: "System", name: "set_code_without_checks", args: { code: new Uint8Array() } };
  expect(ctx.dispatchInfo(call)).toMatchObject({ weight: systemBenchmarks.set_code, class: "Operational" });
  expect(ctx.dispatchInfo(utility("with_weight", { call, weight: weight(123n, 456n) }))).toMatchObject({
    weight: weight(123n, 456n),
    class: "Normal",
  });
});

/** 100 to account 666, which 777 gets through root. */
function dispatchedAs(name: "dispatch_as" | "dispatch_as_fallible") {
  const box = mock();
  box.run(rootOrigin, "Balances", "force_set_balance", { who: address(acct(666)), new_free: 100n });
  expect([box.free(666), box.free(777)]).toEqual([100n, 0n]);
  const as = (who: number, call: Call) => utility(name, { as_origin: { type: "Signed", who: acct(who) }, call });
  box.ctx.dispatch(rootOrigin, as(666, transfer(777, 100n)));
  expect([box.free(666), box.free(777)]).toEqual([0n, 100n]);
  box.told();
  return { ...box, as };
}
test("dispatch_as_works", () => {
  const { ctx, as, told } = dispatchedAs("dispatch_as");
  ctx.dispatch(rootOrigin, as(777, setTime(0n)));
  expect(told()).toEqual([["Utility.DispatchedAs", { result: { type: "Err", value: { type: "BadOrigin" } } }]]);
});
test("dispatch_as_fallible_works", () => {
  const { noop, as } = dispatchedAs("dispatch_as_fallible");
  expect(noop(rootOrigin, as(777, setTime(0n))).error).toBe("BadOrigin");
});

test("if_else_with_root_works", () => {
  const { run, dispatch, one, both, state, last } = mock();
  expect(dispatch(one, WRITE).refusal?.message).toBe("System.CallFiltered");
  expect(both()).toEqual([10n, 10n]);
  run(rootOrigin, "Utility", "if_else", { main: forceTransfer(11n), fallback: WRITE });
  expect(both()).toEqual([10n, 10n]);
  expect(state.get("61")?.bytes).toEqual(KEY);
  expect(last()).toEqual(fellBack);
});
test("if_else_with_signed_works", () => {
  const { run, one, both, last } = mock();
  expect(both()).toEqual([10n, 10n]);
  run(one, "Utility", "if_else", { main: transfer(2, 11n), fallback: transfer(2, 5n) });
  expect(both()).toEqual([5n, 15n]);
  expect(last()).toEqual(fellBack);
});
test("if_else_successful_main_call", () => {
  const { run, one, both, last } = mock();
  expect(both()).toEqual([10n, 10n]);
  run(one, "Utility", "if_else", { main: transfer(2, 9n), fallback: transfer(2, 1n) });
  expect(both()).toEqual([1n, 19n]);
  expect(last()).toEqual(["Utility.IfElseMainSuccess", []]);
});
test("if_else_failing_fallback_call", () => {
  const { refused, one, both } = mock();
  expect(both()).toEqual([10n, 10n]);
  expect(refused(one, "Utility", "if_else", { main: transfer(2, 11n), fallback: transfer(2, 11n) })).toBe(
    "Token.FundsUnavailable",
  );
  expect(both()).toEqual([10n, 10n]);
});
test("if_else_with_nested_if_else_works", () => {
  const { run, one, both, last } = mock();
  expect(both()).toEqual([10n, 10n]);
  const inner = utility("if_else", { main: transfer(2, 11n), fallback: transfer(2, 5n) });
  run(one, "Utility", "if_else", { main: inner, fallback: transfer(2, 7n) });
  expect(both()).toEqual([5n, 15n]);
  expect(last()).toEqual(["Utility.IfElseMainSuccess", []]);
});
