// The literal expectations of pallet-balances 42, src/tests (currency_tests, fungible_tests, dispatchable_tests,
// general_tests).

import { describe, expect, test } from "vitest";
import { layer } from "../../../runtime/frame/context.ts";
import { mutateAccount } from "../../../runtime/pallets/balances/account.ts";
import { balances } from "../../../runtime/pallets/balances/contract.ts";
import {
  extendFreeze,
  extendLock,
  frozenFor,
  removeLock,
  setFreeze,
  setLock,
  thaw,
} from "../../../runtime/pallets/balances/freezes.ts";
import { decreaseBalance, increaseBalance } from "../../../runtime/pallets/balances/fungible.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { currency } from "../../../runtime/pallets/balances/index.ts";
import {
  repatriateReservedNamed,
  reservedNamed,
  reserveNamed,
  slashReservedNamed,
  unreserveNamed,
} from "../../../runtime/pallets/balances/named_reserves.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { utf8ToBytes } from "../../../runtime/primitives/bytes.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { freezeFor, holdFor, money } from "../../chain/money.ts";
import { someone } from "../../chain/sandbox.ts";

const who = (i: number) => someone(i);
const [ONE, TWO] = [who(1), who(2)] as const;
const U64_MAX = 2n ** 64n - 1n;
const lock = (name: string, amount: bigint, reasons: "Fee" | "Misc" | "All" = "All") => ({
  id: utf8ToBytes(name),
  amount: rao(amount),
  reasons,
});
/** `monied(true)` of the mock: 10, 20, 30, 40 and 12 times the existential deposit. */
const monied = (ed = 1n) =>
  money(
    [10n, 20n, 30n, 40n].map((times, i) => [who(i + 1), times * ed] as const),
    ed,
  );
const empty = (ed = 1n, constants = {}) => money([], ed, constants);
const quietly = <T>({ told }: { told(): unknown }, act: () => T): T => {
  const result = act();
  told();
  return result;
};

describe("locks", () => {
  test("no lock for nothing; replacing, extending, removing; the consumer", () => {
    const { ctx, consumers, run, refused, signed } = monied();
    const send = (value: bigint) => ({ dest: address(TWO), value });
    setLock(ctx, ONE, lock("1       ", U64_MAX));
    setLock(ctx, ONE, lock("1       ", 0n));
    expect(consumers(ONE)).toBe(0);
    setLock(ctx, ONE, lock("1       ", 5n));
    expect(consumers(ONE)).toBe(1);
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", send(6n))).toBe("Token.Frozen");
    extendLock(ctx, ONE, lock("1       ", 2n));
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", send(6n))).toBe("Token.Frozen");
    extendLock(ctx, ONE, lock("1       ", 8n));
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", send(3n))).toBe("Token.Frozen");
    setLock(ctx, ONE, lock("2       ", 5n));
    expect(consumers(ONE)).toBe(1);
    removeLock(ctx, ONE, utf8ToBytes("1       "));
    run(signed(ONE), "Balances", "transfer_allow_death", send(5n));
    removeLock(ctx, ONE, utf8ToBytes("2       "));
    expect([consumers(ONE), balances.storage.Locks.has(ctx, ONE)]).toEqual([0, false]);
  });
  test("locks hold against reserves", () => {
    const { ctx } = monied();
    setLock(ctx, ONE, lock("1       ", 10n, "Misc"));
    expect(() => currency.reserve(ctx, ONE, rao(1n))).toThrow("Balances.LiquidityRestrictions");
    expect(currency.canReserve(ctx, ONE, rao(1n))).toBe(false);
  });
  test("events with changing locks", () => {
    const box = empty();
    const { ctx, told } = box;
    quietly(box, () => currency.depositCreating(ctx, ONE, rao(100n)));
    const step = (act: () => void) => {
      act();
      return told();
    };
    const locked = (amount: bigint) => [["Balances.Locked", { who: ONE, amount }]];
    const unlocked = (amount: bigint) => [["Balances.Unlocked", { who: ONE, amount }]];
    expect(step(() => setLock(ctx, ONE, lock("LOCK_000", 10n, "Misc")))).toEqual(locked(10n));
    expect(step(() => setLock(ctx, ONE, lock("LOCK_000", 15n, "Misc")))).toEqual(locked(5n));
    expect(step(() => setLock(ctx, ONE, lock("LOCK_001", 20n, "Fee")))).toEqual(locked(5n));
    expect(step(() => setLock(ctx, ONE, lock("LOCK_000", 17n, "Fee")))).toEqual([]);
    expect(step(() => setLock(ctx, ONE, lock("LOCK_001", 15n, "Misc")))).toEqual(unlocked(3n));
    expect(step(() => removeLock(ctx, ONE, utf8ToBytes("LOCK_000")))).toEqual(unlocked(2n));
    expect(step(() => removeLock(ctx, ONE, utf8ToBytes("LOCK_001")))).toEqual(unlocked(15n));
  });
  test("reasons join when a lock is extended", () => {
    const { ctx } = monied();
    setLock(ctx, ONE, lock("1       ", 5n, "Fee"));
    extendLock(ctx, ONE, lock("1       ", 3n, "Misc"));
    expect(balances.storage.Locks.get(ctx, ONE)).toEqual([lock("1       ", 5n, "All")]);
  });
});

describe("providers and consumers", () => {
  test("an account is reaped with its last rao", () => {
    const { run, signed, providers, consumers, exists } = monied();
    run(signed(ONE), "Balances", "transfer_allow_death", { dest: address(TWO), value: 10n });
    expect([providers(ONE), consumers(ONE), exists(ONE)]).toEqual([0, 0, false]);
  });
  test("not while something depends on it alone", () => {
    const { ctx, run, refused, signed, free, exists, providers } = monied();
    const all = { dest: address(TWO), value: 10n };
    accounts.addConsumer(ctx, ONE);
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", all)).toBe("Token.Frozen");
    expect([accounts.addProvider(ctx, ONE), providers(ONE)]).toEqual(["existed", 2]);
    run(signed(ONE), "Balances", "transfer_allow_death", all);
    expect([providers(ONE), exists(ONE), free(ONE)]).toEqual([1, true, 0n]);
  });
  test("root does not kill an account that is needed", () => {
    const { ctx, refused, root } = empty();
    currency.mint(ctx, ONE, rao(111n));
    accounts.addConsumer(ctx, ONE);
    expect(refused(root, "Balances", "force_set_balance", { who: address(ONE), new_free: 0n })).toBe(
      "ConsumerRemaining",
    );
  });
  test("the whole balance may be on hold where another provider is", () => {
    const { ctx, providers } = empty();
    currency.setBalance(ctx, ONE, rao(100n));
    expect(() => currency.hold(ctx, holdFor("First"), ONE, rao(100n))).toThrow("Token.FundsUnavailable");
    accounts.addProvider(ctx, ONE);
    currency.hold(ctx, holdFor("First"), ONE, rao(100n));
    expect(providers(ONE)).toBe(1);
    expect(() => accounts.removeProvider(ctx, ONE)).toThrow("ConsumerRemaining");
  });
  test("the existential deposit is respected when reserving", () => {
    const { ctx, run, root, free, reserved } = empty(100n);
    run(root, "Balances", "force_set_balance", { who: address(ONE), new_free: 101n });
    currency.reserve(ctx, ONE, rao(1n));
    expect([free(ONE), reserved(ONE)]).toEqual([100n, 1n]);
    expect(() => layer(ctx, () => currency.reserve(ctx, ONE, rao(1n)))).toThrow("ConsumerRemaining");
    expect([free(ONE), reserved(ONE)]).toEqual([100n, 1n]);
  });
});

describe("deposits and slashes", () => {
  test("a deposit too small for an account does nothing", () => {
    const { ctx, free, issuance } = empty(100n);
    expect([currency.depositCreating(ctx, TWO, rao(50n)), free(TWO), issuance()]).toEqual([0n, 0n, 0n]);
  });
  test("events of a life", () => {
    const { ctx, told } = empty();
    currency.makeFreeBalance(ctx, ONE, rao(100n));
    expect(told()).toEqual([
      ["Balances.BalanceSet", { who: ONE, free: 100n }],
      ["System.NewAccount", { account: ONE }],
      ["Balances.Endowed", { account: ONE, free_balance: 100n }],
      ["Balances.Issued", { amount: 100n }],
    ]);
    expect(currency.slash(ctx, ONE, rao(100n))).toBe(0n);
    expect(told()).toEqual([
      ["System.KilledAccount", { account: ONE }],
      ["Balances.Slashed", { who: ONE, amount: 100n }],
      ["Balances.Rescinded", { amount: 100n }],
    ]);
  });
  test("events of dust", () => {
    const { ctx, run, root, told, free, issuance } = empty(100n);
    run(root, "Balances", "force_set_balance", { who: address(ONE), new_free: 100n });
    expect(told()).toEqual([
      ["System.NewAccount", { account: ONE }],
      ["Balances.Endowed", { account: ONE, free_balance: 100n }],
      ["Balances.Issued", { amount: 100n }],
      ["Balances.BalanceSet", { who: ONE, free: 100n }],
    ]);
    expect(currency.slash(ctx, ONE, rao(1n))).toBe(0n);
    expect(told()).toEqual([
      ["System.KilledAccount", { account: ONE }],
      ["Balances.DustLost", { account: ONE, amount: 99n }],
      ["Balances.Slashed", { who: ONE, amount: 1n }],
      ["Balances.Rescinded", { amount: 1n }],
    ]);
    expect([free(ONE), issuance()]).toEqual([0n, 0n]);
  });
  test.each([
    [0n, 0, 1300n, 300n, false],
    [0n, 0, 1000n, 0n, false],
    [0n, 0, 900n, 0n, true],
    [0n, 0, 950n, 0n, false],
    [100n, 0, 900n, 100n, true],
    [0n, 1, 900n, 0n, true],
    [0n, 1, 1000n, 100n, true],
    [0n, 1, 800n, 0n, true],
  ] as const)(
    "of 1000, %d reserved, %d consumers: a slash of %d leaves %d undone",
    (reserved, consumers, amount, undone, lives) => {
      const { ctx, exists, issuance, total } = empty(100n);
      currency.makeFreeBalance(ctx, ONE, rao(1000n));
      currency.reserve(ctx, ONE, rao(reserved));
      for (let i = 0; i < consumers; i++) accounts.addConsumer(ctx, ONE);
      expect([currency.slash(ctx, ONE, rao(amount)), exists(ONE)]).toEqual([undone, lives]);
      expect(issuance()).toBe(total(ONE));
    },
  );
  test("slashes of reserves", () => {
    const { ctx, consumers, free, reserved, issuance } = empty(100n);
    currency.makeFreeBalance(ctx, ONE, rao(1000n));
    currency.reserve(ctx, ONE, rao(900n));
    expect([currency.slashReserved(ctx, ONE, rao(800n)), consumers(ONE), reserved(ONE), free(ONE)]).toEqual([
      0n,
      1,
      100n,
      100n,
    ]);
    expect([currency.slashReserved(ctx, ONE, rao(200n)), consumers(ONE), reserved(ONE), free(ONE), issuance()]).toEqual(
      [100n, 0, 0n, 100n, 100n],
    );
    expect([currency.slashReserved(ctx, who(9), rao(1300n)), currency.slash(ctx, who(9), rao(1300n))]).toEqual([
      1300n,
      1300n,
    ]);
  });
  test("nothing changes a dead account", () => {
    const { ctx, state } = empty();
    const before = state.dump();
    expect(currency.unreserve(ctx, ONE, rao(42n))).toBe(42n);
    expect(() => layer(ctx, () => currency.reserve(ctx, ONE, rao(42n)))).toThrow("Balances.InsufficientBalance");
    expect(currency.slashReserved(ctx, ONE, rao(42n))).toBe(42n);
    expect(() => layer(ctx, () => currency.repatriateReserved(ctx, { from: ONE, to: TWO }, rao(42n), "Free"))).toThrow(
      "Balances.DeadAccount",
    );
    expect(currency.slash(ctx, ONE, rao(42n))).toBe(42n);
    expect(state.dump()).toBe(before);
  });
  test("too high a value overflows", () => {
    const { ctx, signed, refused, free } = empty();
    currency.makeFreeBalance(ctx, ONE, rao(U64_MAX));
    currency.makeFreeBalance(ctx, TWO, rao(1n));
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", { dest: address(TWO), value: U64_MAX })).toBe(
      "Arithmetic.Overflow",
    );
    expect([free(ONE), free(TWO)]).toEqual([U64_MAX, 1n]);
  });
});

describe("reserves", () => {
  const reserving = (free: bigint, reserve: bigint) => {
    const box = empty();
    currency.depositCreating(box.ctx, ONE, rao(free));
    currency.reserve(box.ctx, ONE, rao(reserve));
    return box;
  };
  test("set aside, given back, slashed", () => {
    const a = reserving(111n, 69n);
    expect([a.total(ONE), a.free(ONE), a.reserved(ONE)]).toEqual([111n, 42n, 69n]);
    const b = reserving(111n, 110n);
    currency.unreserve(b.ctx, ONE, rao(41n));
    expect([b.reserved(ONE), b.free(ONE)]).toEqual([69n, 42n]);
    const c = reserving(112n, 111n);
    expect([currency.slashReserved(c.ctx, ONE, rao(42n)), c.reserved(ONE), c.free(ONE), c.issuance()]).toEqual([
      0n,
      69n,
      1n,
      70n,
    ]);
    const d = reserving(111n, 42n);
    expect([currency.slashReserved(d.ctx, ONE, rao(69n)), d.free(ONE), d.reserved(ONE), d.issuance()]).toEqual([
      27n,
      69n,
      0n,
      69n,
    ]);
    const e = reserving(42n, 21n);
    expect([currency.slash(e.ctx, ONE, rao(69n)), e.free(ONE), e.reserved(ONE), e.issuance()]).toEqual([
      49n,
      1n,
      21n,
      22n,
    ]);
    const f = empty();
    currency.depositCreating(f.ctx, ONE, rao(42n));
    mutateAccount(f.ctx, ONE, (draft) => {
      draft.reserved = rao(69n);
    });
    currency.unreserve(f.ctx, ONE, rao(69n));
    expect([f.free(ONE), f.reserved(ONE)]).toEqual([111n, 0n]);
  });
  test("handed to another", () => {
    for (const [status, theirs] of [
      ["Free", [42n, 0n]],
      ["Reserved", [1n, 41n]],
    ] as const) {
      const { ctx, free, reserved, told } = reserving(111n, 110n);
      currency.depositCreating(ctx, TWO, rao(1n));
      expect(currency.repatriateReserved(ctx, { from: ONE, to: TWO }, rao(41n), status)).toBe(0n);
      expect(told().at(-1)).toEqual([
        "Balances.ReserveRepatriated",
        { from: ONE, to: TWO, amount: 41n, destination_status: status },
      ]);
      expect([reserved(ONE), free(ONE), free(TWO), reserved(TWO)]).toEqual([69n, 1n, ...theirs]);
    }
    const { ctx, free, reserved } = reserving(110n, 41n);
    expect(() => layer(ctx, () => currency.repatriateReserved(ctx, { from: ONE, to: TWO }, rao(42n), "Free"))).toThrow(
      "Balances.DeadAccount",
    );
    currency.depositCreating(ctx, TWO, rao(1n));
    expect([
      currency.repatriateReserved(ctx, { from: ONE, to: TWO }, rao(69n), "Free"),
      reserved(ONE),
      free(ONE),
      free(TWO),
    ]).toEqual([28n, 0n, 69n, 42n]);
  });
  test("handed to oneself", () => {
    const { ctx, free, reserved } = reserving(110n, 50n);
    const ends = { from: ONE, to: ONE };
    expect([currency.repatriateReserved(ctx, ends, rao(50n), "Free"), free(ONE), reserved(ONE)]).toEqual([
      0n,
      110n,
      0n,
    ]);
    currency.reserve(ctx, ONE, rao(50n));
    expect([currency.repatriateReserved(ctx, ends, rao(60n), "Free"), free(ONE), reserved(ONE)]).toEqual([
      10n,
      110n,
      0n,
    ]);
  });
  test("by name", () => {
    const { ctx, free, reserved, total } = empty(1n, { "Balances.MaxReserves": 2 });
    const [a, b, c] = ["id_1    ", "id_2    ", "id_3    "].map(utf8ToBytes) as [Uint8Array, Uint8Array, Uint8Array];
    const named = (id: Uint8Array, i = 1) => reservedNamed(ctx, id, who(i));
    currency.depositCreating(ctx, ONE, rao(111n));
    expect(() => layer(ctx, () => reserveNamed(ctx, a, ONE, rao(112n)))).toThrow("Balances.InsufficientBalance");
    reserveNamed(ctx, a, ONE, rao(12n));
    reserveNamed(ctx, a, ONE, rao(2n));
    reserveNamed(ctx, b, ONE, rao(23n));
    currency.reserve(ctx, ONE, rao(34n));
    expect([reserved(ONE), named(a), named(b), total(ONE), free(ONE)]).toEqual([71n, 14n, 23n, 111n, 40n]);
    expect(() => layer(ctx, () => reserveNamed(ctx, c, ONE, rao(2n)))).toThrow("Balances.TooManyReserves");
    expect([unreserveNamed(ctx, a, ONE, rao(10n)), reserved(ONE), named(a)]).toEqual([0n, 61n, 4n]);
    expect([unreserveNamed(ctx, a, ONE, rao(5n)), reserved(ONE), named(a), named(b)]).toEqual([1n, 57n, 0n, 23n]);
    expect([unreserveNamed(ctx, b, ONE, rao(3n)), reserved(ONE), named(b), free(ONE)]).toEqual([0n, 54n, 20n, 57n]);
    reserveNamed(ctx, a, ONE, rao(10n));
    expect([slashReservedNamed(ctx, a, ONE, rao(25n)), reserved(ONE), named(a), total(ONE)]).toEqual([
      15n,
      54n,
      0n,
      101n,
    ]);
    expect([slashReservedNamed(ctx, b, ONE, rao(5n)), reserved(ONE), named(b), total(ONE)]).toEqual([
      0n,
      49n,
      15n,
      96n,
    ]);
    currency.depositCreating(ctx, TWO, rao(100n));
    const forth = { from: ONE, to: TWO };
    expect([
      repatriateReservedNamed(ctx, b, forth, rao(10n), "Reserved"),
      named(b),
      named(b, 2),
      reserved(TWO),
    ]).toEqual([0n, 5n, 10n, 10n]);
    expect([
      repatriateReservedNamed(ctx, b, { from: TWO, to: ONE }, rao(11n), "Reserved"),
      named(b),
      named(b, 2),
    ]).toEqual([1n, 15n, 0n]);
    expect([repatriateReservedNamed(ctx, b, forth, rao(10n), "Free"), named(b), free(TWO)]).toEqual([0n, 5n, 110n]);
    const self = { from: ONE, to: ONE };
    expect([repatriateReservedNamed(ctx, b, self, rao(10n), "Reserved"), named(b), free(ONE)]).toEqual([5n, 5n, 47n]);
    expect([repatriateReservedNamed(ctx, b, self, rao(15n), "Free"), named(b), free(ONE)]).toEqual([10n, 0n, 52n]);
  });
});

describe("what may be taken", () => {
  const ALL = [
    ["Expendable", "Polite"],
    ["Protect", "Polite"],
    ["Preserve", "Polite"],
    ["Expendable", "Force"],
    ["Protect", "Force"],
    ["Preserve", "Force"],
  ] as const;
  test.each([
    ["alone", () => {}, [100n, 90n, 90n, 100n, 90n, 90n]],
    [
      "with another provider",
      (ctx: ReturnType<typeof empty>["ctx"]) => accounts.addProvider(ctx, ONE),
      [100n, 100n, 90n, 100n, 100n, 90n],
    ],
    [
      "frozen",
      (ctx: ReturnType<typeof empty>["ctx"]) => setFreeze(ctx, freezeFor("Ice"), ONE, rao(50n)),
      [50n, 50n, 50n, 90n, 90n, 90n],
    ],
  ] as const)("%s", (_name, prepare, expected) => {
    const { ctx } = empty(10n);
    currency.setBalance(ctx, ONE, rao(100n));
    prepare(ctx);
    expect(ALL.map(([preservation, fortitude]) => currency.reducible(ctx, ONE, preservation, fortitude))).toEqual(
      expected,
    );
  });
  test("decreasing, exactly and at most", () => {
    const { ctx, free, reserved } = empty();
    const take = (amount: bigint, precision: "Exact" | "BestEffort") =>
      layer(ctx, () =>
        decreaseBalance(ctx, ONE, rao(amount), { precision, preservation: "Expendable", fortitude: "Polite" }),
      );
    currency.mint(ctx, ONE, rao(100n));
    expect(() => take(101n, "Exact")).toThrow("Token.FundsUnavailable");
    currency.hold(ctx, holdFor("First"), ONE, rao(60n));
    expect(() => take(40n, "Exact")).toThrow("Token.FundsUnavailable");
    expect([
      take(0n, "BestEffort"),
      take(10n, "BestEffort"),
      take(200n, "BestEffort"),
      free(ONE),
      reserved(ONE),
    ]).toEqual([0n, 10n, 29n, 1n, 60n]);
  });
  test("increasing, exactly and at most", () => {
    const { ctx } = empty();
    expect(() => increaseBalance(ctx, ONE, rao(0n), "Exact")).toThrow("Token.BelowMinimum");
    expect(increaseBalance(ctx, ONE, rao(1n), "Exact")).toBe(1n);
    expect(() => increaseBalance(ctx, ONE, rao(U64_MAX), "Exact")).toThrow("Arithmetic.Overflow");
    expect([
      increaseBalance(ctx, TWO, rao(0n), "BestEffort"),
      increaseBalance(ctx, TWO, rao(1n), "BestEffort"),
      increaseBalance(ctx, TWO, rao(U64_MAX), "BestEffort"),
    ]).toEqual([0n, 1n, U64_MAX - 1n]);
  });
});

describe("freezes and holds", () => {
  const move = (fortitude: "Polite" | "Force", precision: "Exact" | "BestEffort" = "Exact") => ({
    precision,
    restriction: "Free" as const,
    fortitude,
  });
  test("overlap", () => {
    const { ctx, account, consumers } = monied();
    setFreeze(ctx, freezeFor("Ice"), ONE, rao(10n));
    currency.hold(ctx, holdFor("First"), ONE, rao(9n));
    const { free, frozen, reserved } = account(ONE);
    expect([free, frozen, reserved, consumers(ONE)]).toEqual([1n, 10n, 9n, 1]);
    expect(() =>
      currency.transferOnHold(ctx, holdFor("First"), { from: ONE, to: TWO }, rao(1n), move("Polite")),
    ).toThrow("Token.Frozen");
    expect(currency.transferOnHold(ctx, holdFor("First"), { from: ONE, to: TWO }, rao(1n), move("Force"))).toBe(1n);
  });
  test("as much as is not frozen moves", () => {
    const { ctx, total } = monied();
    setFreeze(ctx, freezeFor("Ice"), ONE, rao(5n));
    currency.hold(ctx, holdFor("First"), ONE, rao(9n));
    currency.transferOnHold(ctx, holdFor("First"), { from: ONE, to: TWO }, rao(10n), move("Polite", "BestEffort"));
    expect([total(ONE), total(TWO)]).toEqual([5n, 25n]);
  });
  test("partly frozen, thawed, extended, twice", () => {
    const { ctx, run, refused, signed, consumers, account, told } = monied();
    const send = (value: bigint) => ({ dest: address(TWO), value });
    setFreeze(ctx, freezeFor("Ice"), ONE, rao(U64_MAX));
    setFreeze(ctx, freezeFor("Ice"), ONE, rao(5n));
    setFreeze(ctx, freezeFor("Snow"), ONE, rao(5n));
    expect(told()).toEqual([
      ["Balances.Frozen", { who: ONE, amount: U64_MAX }],
      ["Balances.Thawed", { who: ONE, amount: U64_MAX - 5n }],
    ]);
    run(signed(ONE), "Balances", "transfer_allow_death", send(5n));
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", send(1n))).toBe("Token.Frozen");
    extendFreeze(ctx, freezeFor("Ice"), ONE, rao(10n));
    extendFreeze(ctx, freezeFor("Ice"), ONE, rao(2n));
    expect([account(ONE).frozen, frozenFor(ctx, freezeFor("Ice"), ONE)]).toEqual([10n, 10n]);
    thaw(ctx, freezeFor("Ice"), ONE);
    setFreeze(ctx, freezeFor("Snow"), ONE, rao(0n));
    expect([consumers(ONE), account(ONE).frozen, balances.storage.Freezes.has(ctx, ONE)]).toEqual([0, 0n, false]);
  });
  test("a released hold frees its place", () => {
    const { ctx } = empty();
    currency.setBalance(ctx, ONE, rao(100n));
    for (const reason of ["First", "Second", "Third", "Fourth"] as const)
      currency.hold(ctx, holdFor(reason), ONE, rao(10n));
    currency.release(ctx, holdFor("First"), ONE, rao(10n), "Exact");
    currency.hold(ctx, holdFor("Fifth"), ONE, rao(10n));
    expect(balances.storage.Holds.get(ctx, ONE).map(({ id }) => id.value)).toEqual([
      "Second",
      "Third",
      "Fourth",
      "Fifth",
    ]);
  });
});

describe("transfers", () => {
  test.each([
    [200n, 0n, false, 0n, 200n],
    [200n, 0n, true, 100n, 100n],
    [210n, 10n, false, 110n, 100n],
    [210n, 10n, true, 110n, 100n],
  ] as const)("transfer_all of %d with %d on hold, keep alive %s", (free, held, keep_alive, mine, theirs) => {
    const { ctx, run, signed, total } = money([[ONE, free]], 100n);
    if (held > 0n) currency.hold(ctx, holdFor("First"), ONE, rao(held));
    run(signed(ONE), "Balances", "transfer_all", { dest: address(TWO), keep_alive });
    expect([total(ONE), total(TWO)]).toEqual([mine, theirs]);
  });
  test("held funds keep an account alive", () => {
    const { ctx, run, signed, total } = money([[ONE, 300n]], 100n);
    currency.hold(ctx, holdFor("First"), ONE, rao(100n));
    run(signed(ONE), "Balances", "transfer_keep_alive", { dest: address(TWO), value: 100n });
    expect([total(ONE), total(TWO)]).toEqual([200n, 100n]);
    const other = money([[ONE, 111n]], 1n);
    currency.hold(other.ctx, holdFor("First"), ONE, rao(69n));
    expect(other.refused(signed(ONE), "Balances", "transfer_allow_death", { dest: address(TWO), value: 69n })).toBe(
      "Token.FundsUnavailable",
    );
  });
});

describe("imbalances", () => {
  test("a debt that nobody pays, a credit that nobody takes", () => {
    const { ctx, issuance, told } = monied();
    const debt = currency.rescind(ctx, rao(10n));
    expect(issuance()).toBe(90n);
    currency.dropDebt(ctx, debt);
    expect([issuance(), told()]).toEqual([100n, [["Balances.Rescinded", { amount: 10n }]]]);
    const credit = currency.issue(ctx, rao(7n));
    expect([issuance(), told()]).toEqual([107n, [["Balances.Issued", { amount: 7n }]]]);
    currency.dropCredit(ctx, credit);
    expect([issuance(), told()]).toEqual([100n, []]);
  });
  test("resolve and settle", () => {
    const { ctx, issuance, free, told } = monied();
    const taken = currency.withdraw(ctx, ONE, rao(4n), {
      precision: "Exact",
      preservation: "Preserve",
      fortitude: "Polite",
    });
    expect(currency.resolve(ctx, TWO, taken)).toBeUndefined();
    expect([free(ONE), free(TWO), issuance()]).toEqual([6n, 24n, 100n]);
    expect(told()).toEqual([
      ["Balances.Withdraw", { who: ONE, amount: 4n }],
      ["Balances.Deposit", { who: TWO, amount: 4n }],
    ]);
    const debt = currency.deposit(ctx, ONE, rao(5n), "Exact");
    expect(currency.settle(ctx, TWO, debt, "Preserve")).toEqual({ credit: 0n });
    expect([free(ONE), free(TWO), issuance()]).toEqual([11n, 19n, 100n]);
    expect(currency.settle(ctx, ONE, currency.rescind(ctx, rao(50n)), "Preserve")).toEqual({
      error: { type: "Token", value: "FundsUnavailable" },
    });
    expect(currency.resolve(ctx, who(9), currency.issue(ctx, rao(0n)))).toEqual({
      type: "Token",
      value: "BelowMinimum",
    });
  });
  test("inactive issuance stays within the total", () => {
    const { ctx } = monied();
    currency.deactivate(ctx, rao(1_000n));
    expect([currency.inactiveIssuance(ctx), currency.activeIssuance(ctx)]).toEqual([100n, 0n]);
    currency.reactivate(ctx, rao(40n));
    expect([currency.inactiveIssuance(ctx), currency.activeIssuance(ctx)]).toEqual([60n, 40n]);
    currency.reactivate(ctx, rao(400n));
    expect(currency.inactiveIssuance(ctx)).toBe(0n);
  });
});

test("genesis refuses poor and repeated accounts", () => {
  const { ctx } = empty(11n);
  expect(() => buildBalancesGenesis(ctx, { balances: [[ONE, rao(10n)]] })).toThrow("existential deposit");
  expect(() =>
    buildBalancesGenesis(ctx, {
      balances: [
        [ONE, rao(11n)],
        [ONE, rao(15n)],
      ],
    }),
  ).toThrow("twice");
});
