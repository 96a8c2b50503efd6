import { describe, expect, test } from "vitest";
import { type Call, RuntimeCall } from "../../../runtime/frame/call.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { preimagePallet, preimages } from "../../../runtime/pallets/preimage/index.ts";
import { scheduler } from "../../../runtime/pallets/scheduler/contract.ts";
import { schedulerPallet } from "../../../runtime/pallets/scheduler/index.ts";
import { benchmarks, serviceTaskWeight } from "../../../runtime/pallets/scheduler/weights.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { blake2b256 } from "../../../runtime/primitives/hash/index.ts";
import { h256 } from "../../../runtime/primitives/ids.ts";
import { addWeight, subWeight, type Weight, weight } from "../../../runtime/primitives/weight.ts";
import { examplePallet, logCall, logOf, setThreshold, timedCall } from "../../chain/example_pallet.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const { Agenda, IncompleteSince, Lookup, Retries } = scheduler.storage;
const name = (i: number) => new Uint8Array(32).fill(i);
/** Per mille of the scheduler's weight: 3.2 seconds of reference time. */
const share = (perMille: bigint): Weight => weight((3_200_000_000_000n * perMille) / 1000n);

/** After pallet-scheduler's mock: ten tasks per block; the log call does not pass the base filter. */
function mock() {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, preimagePallet, schedulerPallet, examplePallet],
    ports: { accounts, currency, preimages },
    constants: { "Scheduler.MaxScheduledPerBlock": 10 },
    filter: (_ctx, { name }) => name !== "log",
  });
  const { ctx, run, root, refused, setBlock } = box;
  const plan = (
    call: Call,
    { priority = 127, maybe_periodic = undefined as readonly [number, number] | undefined } = {},
  ) => ({ maybe_periodic, priority, call });
  const begin = (block: number): Weight => {
    setBlock(block);
    return schedulerPallet.parts.hooks!.onInitialize!(ctx, block) as Weight;
  };
  return {
    ...box,
    plan,
    at: (when: number, call: Call, options = {}) =>
      run(root, "Scheduler", "schedule", { when, ...plan(call, options) }),
    named: (id: number, when: number, call: Call, options = {}) =>
      run(root, "Scheduler", "schedule_named", { id: name(id), when, ...plan(call, options) }),
    byRoot: (call: string, args: Call["args"]) => run(root, "Scheduler", call, args),
    refusedRoot: (call: string, args: Call["args"]) => refused(root, "Scheduler", call, args),
    begin,
    to(block: number) {
      while (ctx.block.number < block) begin(ctx.block.number + 1);
      return logOf(ctx).map(([, i]) => i);
    },
    slots: (when: number) => Agenda.get(ctx, when).map((one) => one !== undefined),
    agendas: () => [...Agenda.keysOf(ctx)].length,
    retries: () =>
      [...Retries.entries(ctx)]
        .map(([[[when]], { remaining }]) => [when, remaining] as const)
        .sort(([a], [b]) => a - b),
  };
}

describe("when tasks run, as the reference's tests have it", () => {
  test("once, at a block; root passes the filter", () => {
    const { at, to, told, ctx } = mock();
    at(4, logCall(42));
    expect(told()).toEqual([["Scheduler.Scheduled", { when: 4, index: 0 }]]);
    expect(to(3)).toEqual([]);
    expect(to(4)).toEqual([42]);
    expect(told()).toEqual([
      ["Example.Logged", [42]],
      ["Scheduler.Dispatched", { task: [4, 0], id: undefined, result: { type: "Ok", value: null } }],
    ]);
    expect(to(100)).toEqual([42]);
    expect(logOf(ctx)).toEqual([["Root", 42]]);
  });
  test("after so many blocks, the present one not counted", () => {
    const { byRoot, plan, to } = mock();
    to(2);
    byRoot("schedule_after", { after: 3, ...plan(logCall(42)) });
    byRoot("schedule_after", { after: 0, ...plan(logCall(1)) });
    byRoot("schedule_named_after", { id: name(9), after: 7, ...plan(logCall(9)) });
    expect([to(3), to(5), to(6), to(10)]).toEqual([[1], [1], [1, 42], [1, 42, 9]]);
  });
  test("every three blocks, three times", () => {
    const { at, to } = mock();
    at(4, logCall(42), { maybe_periodic: [3, 3] });
    expect([4, 6, 7, 9, 10, 100].map((block) => to(block).length)).toEqual([1, 1, 2, 2, 3, 3]);
  });
  test("a period of no blocks or for one run is none", () => {
    const { at, ctx } = mock();
    at(4, logCall(1), { maybe_periodic: [0, 5] });
    at(4, logCall(1), { maybe_periodic: [5, 1] });
    at(4, logCall(1), { maybe_periodic: [5, 2] });
    expect(Agenda.get(ctx, 4).map((task) => task?.maybe_periodic)).toEqual([undefined, undefined, [5, 1]]);
  });
  test("a long call is fetched from its preimage", () => {
    const { at, to, ctx } = mock();
    const call = logCall(42, weight(10n), 200);
    at(4, call);
    const hash = h256(blake2b256(RuntimeCall.encode(call)));
    expect(Agenda.get(ctx, 4)[0]?.call).toEqual({
      type: "Lookup",
      value: { hash, len: RuntimeCall.encode(call).length },
    });
    expect(to(4)).toEqual([42]);
    // The reference counts one request for keeping the call and one for the task; the task gives back one.
    expect(preimages.isRequested(ctx, hash)).toBe(true);
  });
  test("by priority, within the weight of a block, the rest in the next", () => {
    const { at, to, told, ctx } = mock();
    at(4, logCall(42, share(400n)), { priority: 255 });
    at(4, logCall(69, share(400n)), { priority: 127 });
    at(4, logCall(2600, share(800n)), { priority: 126 });
    expect(to(4)).toEqual([2600]);
    expect([told().at(-1), IncompleteSince.get(ctx)]).toEqual([["Scheduler.AgendaIncomplete", { when: 4 }], 4]);
    expect(to(5)).toEqual([2600, 69, 42]);
    expect([IncompleteSince.get(ctx), [...Agenda.keysOf(ctx)]]).toEqual([undefined, []]);
  });
  test("a task too heavy for any block stays where nobody looks", () => {
    const { at, to, told, slots } = mock();
    at(4, logCall(42, share(1000n)));
    expect(to(100)).toEqual([]);
    expect(told().at(-1)).toEqual(["Scheduler.PermanentlyOverweight", { task: [4, 0], id: undefined }]);
    expect(slots(4)).toEqual([true]);
  });
  test("a task whose call is gone", () => {
    const { named, to, told, ctx, slots } = mock();
    named(1, 4, logCall(42, weight(10n), 200));
    const { call } = Agenda.get(ctx, 4)[0]!;
    preimages.unnote(ctx, call.type === "Lookup" ? call.value.hash : h256(name(0)));
    preimages.drop(ctx, call);
    expect(to(4)).toEqual([]);
    expect(told().slice(-1)).toEqual([["Scheduler.CallUnavailable", { task: [4, 0], id: name(1) }]]);
    expect([slots(4), Lookup.has(ctx, name(1))]).toEqual([[true], false]);
  });
  test("no place for the next run", () => {
    const { at, to, told } = mock();
    at(4, logCall(42, share(600n)), { maybe_periodic: [4, 0xffff_ffff] });
    expect(to(20).length).toBe(5);
    for (let i = 0; i < 10; i++) at(28, logCall(1, share(600n)), { priority: 120 });
    expect(to(24).length).toBe(6);
    expect(told().at(-1)).toEqual(["Scheduler.PeriodicFailed", { task: [24, 0], id: undefined }]);
  });
  test("a task may schedule another", () => {
    const { at, to, told } = mock();
    at(4, {
      pallet: "Scheduler",
      name: "schedule",
      args: { when: 9, maybe_periodic: undefined, priority: 0, call: logCall(5) },
    });
    expect(to(9)).toEqual([5]);
    expect(told().filter(([name]) => name === "Scheduler.Dispatched").length).toBe(2);
  });
});

describe("the weight of serving", () => {
  test("is the sum of its parts", () => {
    const { named, at, begin, ctx } = mock();
    const cost = (extra: bigint) => weight(25n + extra);
    named(1, 3, logCall(3, cost(1n)), { priority: 255 });
    at(2, logCall(42, cost(2n)), { priority: 128, maybe_periodic: [1000, 3] });
    at(2, logCall(69, cost(3n)));
    named(2, 1 + 1, logCall(2600, cost(4n)), { priority: 126, maybe_periodic: [1000, 3] });
    const task = (named: boolean, periodic: boolean, extra: bigint) =>
      addWeight(serviceTaskWeight({ named, periodic }), benchmarks.execute_dispatch_unsigned, cost(extra));
    expect(begin(2)).toEqual(
      addWeight(
        benchmarks.service_agendas_base,
        benchmarks.service_agenda_base(3),
        task(true, true, 4n),
        task(false, false, 3n),
        task(false, true, 2n),
      ),
    );
    expect(begin(3)).toEqual(
      addWeight(benchmarks.service_agendas_base, benchmarks.service_agenda_base(1), task(true, false, 1n)),
    );
    expect(begin(4)).toEqual(addWeight(benchmarks.service_agendas_base, benchmarks.service_agenda_base(0)));
    expect(logOf(ctx).map(([, i]) => i)).toEqual([2600, 69, 42, 3]);
  });
});

describe("retries", () => {
  test("until it goes through", () => {
    const { at, byRoot, to, retries, slots, ctx, told } = mock();
    setThreshold(ctx, 8, 100);
    at(4, timedCall(42));
    told();
    byRoot("set_retry", { task: [4, 0], retries: 10, period: 3 });
    expect(told()).toEqual([["Scheduler.RetrySet", { task: [4, 0], id: undefined, period: 3, retries: 10 }]]);
    expect(to(4)).toEqual([]);
    expect([slots(4), slots(7), retries()]).toEqual([[], [true], [[7, 9]]]);
    expect(to(9)).toEqual([]);
    expect(retries()).toEqual([[10, 8]]);
    expect([to(10), retries(), to(100)]).toEqual([[42], [], [42]]);
  });
  test("until they are used up", () => {
    const { at, byRoot, to, agendas, ctx } = mock();
    setThreshold(ctx, 8, 8);
    at(4, timedCall(42));
    byRoot("set_retry", { task: [4, 0], retries: 3, period: 1 });
    expect([to(7), agendas(), to(100)]).toEqual([[], 0, []]);
  });
  test("beside the period, as clones without name or period", () => {
    const { named, byRoot, to, retries, ctx, agendas, slots } = mock();
    setThreshold(ctx, 1, 1000);
    named(42, 10, timedCall(42), { maybe_periodic: [100, 4] });
    byRoot("set_retry_named", { id: name(42), retries: 2, period: 1 });
    expect([to(10), slots(110), retries()]).toEqual([[42], [true], [[110, 2]]]);
    setThreshold(ctx, 1, 2);
    to(110);
    expect([slots(210), slots(111), retries()]).toEqual([
      [true],
      [true],
      [
        [111, 1],
        [210, 2],
      ],
    ]);
    expect([Agenda.get(ctx, 111)[0]?.maybe_id, Agenda.get(ctx, 111)[0]?.maybe_periodic]).toEqual([
      undefined,
      undefined,
    ]);
    to(111);
    expect(retries()).toEqual([
      [112, 0],
      [210, 2],
    ]);
    to(112);
    expect(agendas()).toBe(1);
    to(210);
    expect(retries()).toEqual([
      [211, 1],
      [310, 2],
    ]);
    setThreshold(ctx, 1, 1000);
    expect([to(211), retries()]).toEqual([[42, 42], [[310, 2]]]);
    expect([to(310), agendas(), retries()]).toEqual([[42, 42, 42], 0, []]);
  });
  test("not without weight", () => {
    const { at, byRoot, to, told, agendas, ctx } = mock();
    setThreshold(ctx, 8, 100);
    const other = addWeight(
      benchmarks.service_agendas_base,
      benchmarks.service_agenda_base(10),
      serviceTaskWeight({ named: false, periodic: false }),
      benchmarks.execute_dispatch_unsigned,
    );
    at(4, timedCall(20, { ...subWeight(share(1000n), other), proofSize: 0n }));
    byRoot("set_retry", { task: [4, 0], retries: 10, period: 1 });
    to(4);
    expect([told().at(-1), agendas()]).toEqual([["Scheduler.RetryFailed", { task: [4, 0], id: undefined }], 0]);
  });
  test("cancelled", () => {
    const { at, named, byRoot, refusedRoot, retries, told } = mock();
    at(4, logCall(1));
    named(2, 4, logCall(2));
    byRoot("set_retry", { task: [4, 0], retries: 10, period: 1 });
    byRoot("set_retry_named", { id: name(2), retries: 10, period: 1 });
    expect(retries().length).toBe(2);
    told();
    byRoot("cancel_retry", { task: [4, 0] });
    byRoot("cancel_retry_named", { id: name(2) });
    expect([retries(), told()]).toEqual([
      [],
      [
        ["Scheduler.RetryCancelled", { task: [4, 0], id: undefined }],
        ["Scheduler.RetryCancelled", { task: [4, 1], id: name(2) }],
      ],
    ]);
    for (const [call, args] of [
      ["set_retry", { task: [4, 2], retries: 1, period: 1 }],
      ["set_retry_named", { id: name(3), retries: 1, period: 1 }],
      ["cancel_retry", { task: [5, 0] }],
      ["cancel_retry_named", { id: name(3) }],
    ] as const)
      expect(refusedRoot(call, args)).toBe("Scheduler.NotFound");
  });
});

describe("cancelling", () => {
  test("named and not; the last one takes the agenda with it", () => {
    const { at, named, byRoot, to, told, ctx, slots, retries } = mock();
    at(4, logCall(1));
    named(1, 4, logCall(69));
    at(4, logCall(42));
    byRoot("set_retry_named", { id: name(1), retries: 1, period: 1 });
    told();
    byRoot("cancel_named", { id: name(1) });
    expect([slots(4), Lookup.has(ctx, name(1)), retries()]).toEqual([[true, false, true], false, []]);
    byRoot("cancel", { when: 4, index: 2 });
    expect(slots(4)).toEqual([true]);
    byRoot("cancel", { when: 4, index: 0 });
    expect([Agenda.has(ctx, 4), told().length, to(100)]).toEqual([false, 3, []]);
  });
  test("a hole of a full agenda is filled", () => {
    const { at, byRoot, refusedRoot, plan, told } = mock();
    for (let i = 0; i < 10; i++) at(4, logCall(i));
    expect(refusedRoot("schedule", { when: 4, ...plan(logCall(10)) })).toBe("Exhausted");
    byRoot("cancel", { when: 4, index: 3 });
    told();
    at(4, logCall(11));
    expect(told()).toEqual([["Scheduler.Scheduled", { when: 4, index: 3 }]]);
  });
});

test("refusals in order", () => {
  const { refused, refusedRoot, signed, named, plan, to } = mock();
  expect(refused(signed(someone(1)), "Scheduler", "schedule", { when: 4, ...plan(logCall(1)) })).toBe("BadOrigin");
  to(3);
  expect(refusedRoot("schedule", { when: 3, ...plan(logCall(1)) })).toBe("Scheduler.TargetBlockNumberInPast");
  expect(refusedRoot("cancel", { when: 4, index: 0 })).toBe("Scheduler.NotFound");
  expect(refusedRoot("cancel_named", { id: name(1) })).toBe("Scheduler.NotFound");
  named(1, 4, logCall(1));
  expect(refusedRoot("schedule_named", { id: name(1), when: 2, ...plan(logCall(1)) })).toBe(
    "Scheduler.FailedToSchedule",
  );
  expect(refusedRoot("schedule_named", { id: name(2), when: 2, ...plan(logCall(1)) })).toBe(
    "Scheduler.TargetBlockNumberInPast",
  );
});
