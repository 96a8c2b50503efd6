import { describe, expect, test } from "vitest";
import { type Call, RuntimeCall } from "../../../runtime/frame/call.ts";
import { outcomeOf } from "../../../runtime/frame/outcome.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { multisig } from "../../../runtime/pallets/multisig/contract.ts";
import { multisigAccount } from "../../../runtime/pallets/multisig/group.ts";
import { multisigPallet } from "../../../runtime/pallets/multisig/index.ts";
import { benchmarks } from "../../../runtime/pallets/multisig/weights.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { blake2b256 } from "../../../runtime/primitives/hash/index.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { addWeight, dbReadsWrites, weight, ZERO_WEIGHT } from "../../../runtime/primitives/weight.ts";
import { examplePallet, foobar } from "../../chain/example_pallet.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const who = (i: number) => someone(i);
const others = (...list: number[]) => list.map(who);
const transfer = (value: bigint): Call => ({
  pallet: "Balances",
  name: "transfer_allow_death",
  args: { dest: address(who(6)), value },
});
const hash = (call: Call) => blake2b256(RuntimeCall.encode(call));
const NOW = { height: 1, index: 0 };
const OK = { type: "Ok", value: null };

/** pallet-multisig's mock: deposits of 1, at most three members, and 15 in the shared account where it is asked for. */
function mock(threshold?: number) {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, multisigPallet, examplePallet],
    ports: { accounts, currency, extrinsics: { index: () => 0 } },
    constants: {
      "Balances.ExistentialDeposit": rao(1n),
      "Multisig.DepositBase": rao(1n),
      "Multisig.DepositFactor": rao(1n),
      "Multisig.MaxSignatories": 3,
    },
    filter: (_ctx, { pallet, name }) => pallet !== "System" || name === "remark",
  });
  buildBalancesGenesis(box.ctx, {
    balances: [10n, 10n, 10n, 5n, 2n].map((free, i) => [who(i + 1), rao(free)] as const),
  });
  const { ctx, run, refused, signed } = box;
  const shared = multisigAccount(others(1, 2, 3), threshold ?? 2);
  if (threshold !== undefined)
    for (const i of [1, 2, 3])
      run(signed(who(i)), "Balances", "transfer_allow_death", { dest: address(shared), value: 5n });
  box.told();
  const step = (threshold: number, rest: number[], timepoint: typeof NOW | undefined, max_weight = ZERO_WEIGHT) => ({
    threshold,
    other_signatories: others(...rest),
    maybe_timepoint: timepoint,
    max_weight,
  });
  const cost = (call: Call) => ctx.dispatchInfo(call).weight;
  return {
    ...box,
    shared,
    step,
    cost,
    free: (i: number) => currency.free(ctx, who(i)),
    reserved: (i: number) => currency.reserved(ctx, who(i)),
    asMulti: (i: number, args: ReturnType<typeof step>, call: Call) =>
      run(signed(who(i)), "Multisig", "as_multi", { ...args, call }),
    approve: (i: number, args: ReturnType<typeof step>, call_hash: Uint8Array) =>
      run(signed(who(i)), "Multisig", "approve_as_multi", { ...args, call_hash }),
    refusedBy: (i: number, name: string, args: Call["args"]) => refused(signed(who(i)), "Multisig", name, args),
  };
}

describe("operations, as the reference's tests have them", () => {
  test("a deposit is taken and returned; the call runs when enough approve", () => {
    const { asMulti, step, cost, free, reserved, told, shared, ctx } = mock(2);
    const call = transfer(15n);
    const length = RuntimeCall.encode(call).length;
    expect(asMulti(1, step(2, [2, 3], undefined), call)).toEqual({
      actualWeight: benchmarks.as_multi_create(2, length),
    });
    expect([free(1), reserved(1)]).toEqual([2n, 3n]);
    expect(told()).toEqual([
      ["Balances.Reserved", { who: who(1), amount: 3n }],
      ["Multisig.NewMultisig", { approving: who(1), multisig: shared, call_hash: hash(call) }],
    ]);
    expect(asMulti(2, step(2, [1, 3], NOW, cost(call)), call)).toEqual({});
    expect([free(1), reserved(1), free(6)]).toEqual([5n, 0n, 15n]);
    expect(told()[0]).toEqual(["Balances.Unreserved", { who: who(1), amount: 3n }]);
    expect(multisig.storage.Multisigs.has(ctx, shared, hash(call))).toBe(false);
  });
  test("three of three, by hash, then with the call", () => {
    const { approve, asMulti, step, cost, free, told, shared } = mock(3);
    const call = transfer(15n);
    approve(1, step(3, [2, 3], undefined), hash(call));
    told();
    expect(approve(2, step(3, [1, 3], NOW), hash(call))).toEqual({ actualWeight: benchmarks.as_multi_approve(2, 0) });
    expect(told()).toEqual([
      ["Multisig.MultisigApproval", { approving: who(2), timepoint: NOW, multisig: shared, call_hash: hash(call) }],
    ]);
    expect(free(6)).toBe(0n);
    asMulti(3, step(3, [1, 2], NOW, cost(call)), call);
    expect(told().at(-1)).toEqual([
      "Multisig.MultisigExecuted",
      { approving: who(3), timepoint: NOW, multisig: shared, call_hash: hash(call), result: OK },
    ]);
    expect(free(6)).toBe(15n);
  });
  test("all approved, and nobody has brought the call yet", () => {
    const { approve, asMulti, step, cost, free } = mock(3);
    const call = transfer(15n);
    approve(1, step(3, [2, 3], undefined), hash(call));
    approve(2, step(3, [1, 3], NOW), hash(call));
    approve(3, step(3, [1, 2], NOW), hash(call));
    expect(free(6)).toBe(0n);
    asMulti(3, step(3, [1, 2], NOW, cost(call)), call);
    expect(free(6)).toBe(15n);
  });
  test("the same call again is another operation; its refusal is told", () => {
    const { asMulti, step, cost, told, shared } = mock(2);
    const call = transfer(10n);
    for (const last of [2, 3]) {
      asMulti(1, step(2, [2, 3], undefined), call);
      asMulti(last, step(2, last === 2 ? [1, 3] : [1, 2], NOW, cost(call)), call);
    }
    const result = { type: "Err", value: { type: "Token", value: "FundsUnavailable" } };
    expect(told().at(-1)).toEqual([
      "Multisig.MultisigExecuted",
      { approving: who(3), timepoint: NOW, multisig: shared, call_hash: hash(call), result },
    ]);
  });
  test("timepoints, weight, approvals: refusals in order", () => {
    const { approve, refusedBy, step } = mock(2);
    const call = transfer(15n);
    expect(refusedBy(2, "approve_as_multi", { ...step(2, [1, 3], NOW), call_hash: hash(call) })).toBe(
      "Multisig.UnexpectedTimepoint",
    );
    approve(1, step(2, [2, 3], undefined), hash(call));
    expect(refusedBy(2, "as_multi", { ...step(2, [1, 3], undefined), call })).toBe("Multisig.NoTimepoint");
    expect(refusedBy(2, "as_multi", { ...step(2, [1, 3], { ...NOW, index: 1 }), call })).toBe(
      "Multisig.WrongTimepoint",
    );
    expect(refusedBy(2, "as_multi", { ...step(2, [1, 3], NOW), call })).toBe("Multisig.MaxWeightTooLow");
    expect(refusedBy(1, "approve_as_multi", { ...step(2, [2, 3], NOW), call_hash: hash(call) })).toBe(
      "Multisig.AlreadyApproved",
    );
    approve(2, step(2, [1, 3], NOW), hash(call));
    expect(refusedBy(3, "approve_as_multi", { ...step(2, [1, 2], NOW), call_hash: hash(call) })).toBe(
      "Multisig.AlreadyApproved",
    );
  });
  test("the group: refusals in order", () => {
    const { refusedBy, step } = mock();
    const call = transfer(15n);
    const call_hash = hash(call);
    for (const [name, rest] of [
      ["as_multi", { call }],
      ["approve_as_multi", { call_hash }],
      ["cancel_as_multi", { call_hash, timepoint: NOW }],
      ["poke_deposit", { call_hash }],
    ] as const) {
      const { maybe_timepoint: _, max_weight: __, ...few } = step(1, [], undefined);
      const bare = (threshold: number, list: number[]) =>
        name === "cancel_as_multi" || name === "poke_deposit"
          ? { ...few, threshold, other_signatories: others(...list) }
          : step(threshold, list, undefined);
      expect(refusedBy(1, name, { ...bare(1, []), ...rest })).toBe("Multisig.MinimumThreshold");
      expect(refusedBy(1, name, { ...bare(2, []), ...rest })).toBe("Multisig.TooFewSignatories");
      expect(refusedBy(1, name, { ...bare(2, [2, 3, 4]), ...rest })).toBe("Multisig.TooManySignatories");
      expect(refusedBy(1, name, { ...bare(2, [3, 2]), ...rest })).toBe("Multisig.SignatoriesOutOfOrder");
      expect(refusedBy(1, name, { ...bare(2, [2, 2]), ...rest })).toBe("Multisig.SignatoriesOutOfOrder");
      expect(refusedBy(2, name, { ...bare(2, [2, 1]), ...rest })).toBe("Multisig.SenderInSignatories");
      if (name === "cancel_as_multi" || name === "poke_deposit")
        expect(refusedBy(1, name, { ...bare(2, [2, 3]), ...rest })).toBe("Multisig.NotFound");
    }
  });
  test("cancelled by whoever began it", () => {
    const { approve, refusedBy, run, signed, step, free, reserved, told, shared } = mock();
    const call_hash = hash(transfer(15n));
    approve(1, step(3, [2, 3], undefined), call_hash);
    approve(2, step(3, [1, 3], NOW), call_hash);
    expect([free(1), reserved(1)]).toEqual([6n, 4n]);
    const cancel = (rest: number[], timepoint = NOW) => ({
      threshold: 3,
      other_signatories: others(...rest),
      timepoint,
      call_hash,
    });
    expect(refusedBy(1, "cancel_as_multi", cancel([2, 3], { height: 1, index: 1 }))).toBe("Multisig.WrongTimepoint");
    expect(refusedBy(2, "cancel_as_multi", cancel([1, 3]))).toBe("Multisig.NotOwner");
    told();
    run(signed(who(1)), "Multisig", "cancel_as_multi", cancel([2, 3]));
    expect(told()).toEqual([
      ["Balances.Unreserved", { who: who(1), amount: 4n }],
      [
        "Multisig.MultisigCancelled",
        { cancelling: who(1), timepoint: NOW, multisig: multisigAccount(others(1, 2, 3), 3), call_hash },
      ],
    ]);
    expect([free(1), reserved(1), shared]).toEqual([10n, 0n, multisigAccount(others(1, 2, 3), 2)]);
  });
});

describe("one is enough", () => {
  const threshold1 = (call: Call, rest = [2, 3]): Call => ({
    pallet: "Multisig",
    name: "as_multi_threshold_1",
    args: { other_signatories: others(...rest), call },
  });
  test("runs at once", () => {
    const { run, signed, told, free, shared } = mock(1);
    const call = transfer(15n);
    run(signed(who(1)), "Multisig", "as_multi_threshold_1", threshold1(call).args);
    expect(told().at(-1)).toEqual([
      "Multisig.MultisigExecuted",
      { approving: who(1), timepoint: NOW, multisig: shared, call_hash: hash(call), result: OK },
    ]);
    expect(free(6)).toBe(15n);
  });
  test("is refused with its call", () => {
    const { refusedBy } = mock(1);
    expect(
      refusedBy(
        1,
        "as_multi_threshold_1",
        threshold1({ pallet: "System", name: "set_code", args: { code: new Uint8Array() } }).args,
      ),
    ).toBe("System.CallFiltered");
    expect(refusedBy(1, "as_multi_threshold_1", threshold1(transfer(16n)).args)).toBe("Token.FundsUnavailable");
    expect(refusedBy(1, "as_multi_threshold_1", threshold1(transfer(1n), []).args)).toBe("Multisig.TooFewSignatories");
  });
  test("the weight afterwards leaves out the account of the origin", () => {
    const { ctx, signed } = mock(1);
    for (const err of [false, true]) {
      const call = foobar(err, 1_000n, 300n);
      const outer = threshold1(call);
      const length = RuntimeCall.encode(call).length;
      expect(ctx.dispatchInfo(outer).weight).toEqual(
        addWeight(benchmarks.as_multi_threshold_1(length), dbReadsWrites(1, 1), weight(1_000n)),
      );
      expect(outcomeOf(() => ctx.dispatch(signed(who(1)), outer)).post).toEqual({
        actualWeight: addWeight(benchmarks.as_multi_threshold_1(length), weight(300n)),
      });
      const silent = threshold1(foobar(err, 1_000n));
      expect(outcomeOf(() => ctx.dispatch(signed(who(1)), silent)).post).toEqual({});
    }
  });
});

test("a deposit brought up to date; free if that changes it", () => {
  const { approve, run, signed, refusedBy, step, reserved, told, ctx } = mock();
  const call_hash = hash(transfer(15n));
  approve(1, step(2, [2, 3], undefined), call_hash);
  approve(2, step(2, [1, 3], NOW), call_hash);
  const poke = (rest: number[]) => ({ threshold: 2, other_signatories: others(...rest), call_hash });
  expect(refusedBy(2, "poke_deposit", poke([1, 3]))).toBe("Multisig.NotOwner");
  told();
  expect([run(signed(who(1)), "Multisig", "poke_deposit", poke([2, 3])), told()]).toEqual([{ pays: "Yes" }, []]);
  const constants = ctx.profile.constants as Record<string, unknown>;
  for (const [factor, amount] of [
    [2n, 5n],
    [0n, 1n],
  ] as const) {
    constants["Multisig.DepositFactor"] = rao(factor);
    const old_deposit = reserved(1);
    expect(run(signed(who(1)), "Multisig", "poke_deposit", poke([2, 3]))).toEqual({ pays: "No" });
    expect([reserved(1), told().at(-1)]).toEqual([
      amount,
      ["Multisig.DepositPoked", { who: who(1), call_hash, old_deposit, new_deposit: amount }],
    ]);
  }
  constants["Multisig.DepositFactor"] = rao(100n);
  expect(refusedBy(1, "poke_deposit", poke([2, 3]))).toBe("Balances.InsufficientBalance");
});
