// The reference's tests of Proxy (pallets/proxy/src/tests.rs), with its literal values.

import { expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import { RuntimeCall } from "../../runtime/frame/call.ts";
import { noneOrigin, rootOrigin } from "../../runtime/frame/origin.ts";
import { buildBalancesGenesis } from "../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../runtime/pallets/balances/index.ts";
import { proxy } from "../../runtime/pallets/proxy/contract.ts";
import { RULES, type Rule } from "../../runtime/pallets/proxy/filters.ts";
import { proxies, proxyPallet } from "../../runtime/pallets/proxy/index.ts";
import { pureAccount } from "../../runtime/pallets/proxy/pure.ts";
import { accounts } from "../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../runtime/pallets/system/index.ts";
import { utilityPallet } from "../../runtime/pallets/utility/index.ts";
import { derivativeAccount } from "../../runtime/pallets/utility/origins.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { type AccountId, type H256, h256, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import type { ProxyType } from "../../runtime/primitives/proxy_type.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { acct } from "../chain/mock.ts";
import { sandbox } from "../chain/sandbox.ts";

// The mock's own types of proxy stand in the places of two that let nothing through any more.
const JUST_TRANSFER: ProxyType = "RootWeights";
const JUST_UTILITY: ProxyType = "Governance";
Object.assign(RULES, {
  [JUST_TRANSFER]: { type: "Allow", calls: ["Balances.transfer_allow_death"] },
  [JUST_UTILITY]: { type: "Allow", calls: ["Utility.*"] },
} satisfies Record<string, Rule>);

const { Announcements, Proxies } = proxy.storage;
const hash = (byte: number): H256 => h256(new Uint8Array(32).fill(byte));
const hashOf = (call: Call): H256 => h256(blake2b256(RuntimeCall.encode(call)));
const transfer = (dest: number, value: bigint, name = "transfer_allow_death"): Call => ({
  pallet: "Balances",
  name,
  args: { dest: address(acct(dest)), value },
});
const batch = (...calls: readonly Call[]): Call => ({ pallet: "Utility", name: "batch", args: { calls } });
const OK = { type: "Ok", value: null };
/** System.CallFiltered. */
const FILTERED = { type: "Err", value: { type: "Module", value: { index: 0, error: Uint8Array.of(5, 0, 0, 0) } } };
/** Proxy.NoPermission, of the sixteenth pallet here. */
const NO_PERMISSION = {
  type: "Err",
  value: { type: "Module", value: { index: 16, error: Uint8Array.of(5, 0, 0, 0) } },
};
const executed = (result: unknown) => ["Proxy.ProxyExecuted", { result }];

/** `new_test_ext`: deposits of 1, at most 4 proxies and 2 announcements, System but for remarks filtered. */
function mock() {
  let place = 0;
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, utilityPallet, proxyPallet],
    ports: { accounts, currency, proxies, extrinsics: { index: () => place } },
    constants: {
      "Balances.ExistentialDeposit": rao(1n),
      "Proxy.ProxyDepositBase": rao(1n),
      "Proxy.ProxyDepositFactor": rao(1n),
      "Proxy.AnnouncementDepositBase": rao(1n),
      "Proxy.AnnouncementDepositFactor": rao(1n),
      "Proxy.MaxProxies": 4,
      "Proxy.MaxPending": 2,
    },
    filter: (_ctx, { pallet, name }) => pallet !== "System" || name === "remark",
  });
  const { ctx } = box;
  buildBalancesGenesis(ctx, { balances: [1, 2, 3, 4, 5].map((i) => [acct(i), rao(i === 5 ? 3n : 10n)] as const) });
  const events: (readonly [string, unknown])[] = [];
  const said = () => {
    events.push(...box.told());
    return events;
  };
  const ofDelegate = (delegate: number, proxy_type: ProxyType, delay: number) => ({
    delegate: address(acct(delegate)),
    proxy_type,
    delay,
  });
  const by = (name: string) => (who: number, args: Call["args"]) => box.run(box.signed(acct(who)), "Proxy", name, args);
  const noop = (name: string) => (who: number, args: Call["args"]) => {
    said();
    return box.refused(box.signed(acct(who)), "Proxy", name, args);
  };
  const acting = (real: AccountId, call: Call, force_proxy_type?: ProxyType) => ({
    real: address(real),
    force_proxy_type,
    call,
  });
  const announced = (delegate: number, real: number, call: Call) => ({
    delegate: address(acct(delegate)),
    real: address(acct(real)),
    force_proxy_type: undefined,
    call,
  });
  return {
    ...box,
    said,
    last: () => said().at(-1),
    lastOf: (count: number) => said().slice(-count),
    noop,
    by,
    ofDelegate,
    acting,
    announced,
    addProxy: (real: number, delegate: number, type: ProxyType = "Any", delay = 0) =>
      by("add_proxy")(real, ofDelegate(delegate, type, delay)),
    removeProxy: (real: number, delegate: number, type: ProxyType = "Any", delay = 0) =>
      by("remove_proxy")(real, ofDelegate(delegate, type, delay)),
    refusesProxy: (name: "add_proxy" | "remove_proxy", real: number, delegate: number, type: ProxyType = "Any") =>
      noop(name)(real, ofDelegate(delegate, type, 0)),
    announce: (who: number, real: number, call_hash: H256) =>
      by("announce")(who, { real: address(acct(real)), call_hash }),
    proxy: (who: number, real: number, call: Call) => by("proxy")(who, acting(acct(real), call)),
    pending: (who: number) => Announcements.get(ctx, acct(who)),
    reserved: (who: number): bigint => currency.reserved(ctx, acct(who)),
    free: (who: number): bigint => currency.free(ctx, acct(who)),
    give: (who: AccountId, free: bigint) => currency.makeFreeBalance(ctx, who, rao(free)),
    realPays: (real: number, delegate: number): boolean =>
      proxies.realPaysFee(ctx, { real: acct(real), delegate: acct(delegate) }),
    setRealPays: (real: number, delegate: number, pays_fee: boolean) =>
      by("set_real_pays_fee")(real, { delegate: address(acct(delegate)), pays_fee }),
    setDeposit(name: "ProxyDepositBase" | "AnnouncementDepositBase", value: bigint) {
      (ctx.profile.constants as Record<string, unknown>)[`Proxy.${name}`] = rao(value);
    },
    setPlace(index: number) {
      place = index;
    },
  };
}
const at = (real: number, call_hash: H256) => ({ real: acct(real), call_hash, height: 1 });
const poked = (who: number, kind: string, old_deposit: bigint, new_deposit: bigint) => [
  "Proxy.DepositPoked",
  { who: acct(who), kind, old_deposit, new_deposit },
];
const pokes = (events: readonly (readonly [string, unknown])[]) =>
  events.filter(([name]) => name === "Proxy.DepositPoked");

test("announcement_works", () => {
  const { addProxy, announce, pending, reserved, last, noop } = mock();
  addProxy(1, 3, "Any", 1);
  expect(last()).toEqual(["Proxy.ProxyAdded", { delegator: acct(1), delegatee: acct(3), proxy_type: "Any", delay: 1 }]);
  addProxy(2, 3, "Any", 1);
  expect(reserved(3)).toBe(0n);
  announce(3, 1, hash(1));
  expect(pending(3)[0]).toEqual([at(1, hash(1))]);
  expect(reserved(3)).toBe(pending(3)[1]);
  announce(3, 2, hash(2));
  expect(pending(3)[0]).toEqual([at(1, hash(1)), at(2, hash(2))]);
  expect(reserved(3)).toBe(pending(3)[1]);
  expect(noop("announce")(3, { real: address(acct(2)), call_hash: hash(3) })).toBe("Proxy.TooMany");
});

test("remove_announcement_works", () => {
  const { addProxy, announce, pending, reserved, by, noop } = mock();
  for (const real of [1, 2]) addProxy(real, 3, "Any", 1);
  announce(3, 1, hash(1));
  announce(3, 2, hash(2));
  expect(noop("remove_announcement")(3, { real: address(acct(1)), call_hash: hash(0) })).toBe("Proxy.NotFound");
  by("remove_announcement")(3, { real: address(acct(1)), call_hash: hash(1) });
  expect(pending(3)[0]).toEqual([at(2, hash(2))]);
  expect(reserved(3)).toBe(pending(3)[1]);
});

test("reject_announcement_works", () => {
  const { addProxy, announce, pending, reserved, by, noop } = mock();
  for (const real of [1, 2]) addProxy(real, 3, "Any", 1);
  announce(3, 1, hash(1));
  announce(3, 2, hash(2));
  const rejected = (call_hash: H256) => ({ delegate: address(acct(3)), call_hash });
  expect(noop("reject_announcement")(1, rejected(hash(0)))).toBe("Proxy.NotFound");
  expect(noop("reject_announcement")(4, rejected(hash(1)))).toBe("Proxy.NotFound");
  by("reject_announcement")(1, rejected(hash(1)));
  expect(pending(3)[0]).toEqual([at(2, hash(2))]);
  expect(reserved(3)).toBe(pending(3)[1]);
});

test("announcer_must_be_proxy", () => {
  expect(mock().noop("announce")(2, { real: address(acct(1)), call_hash: ZERO_HASH })).toBe("Proxy.NotProxy");
});

test("calling_proxy_doesnt_remove_announcement", () => {
  const { addProxy, announce, proxy, pending } = mock();
  addProxy(1, 2);
  const call = transfer(6, 1n);
  announce(2, 1, hashOf(call));
  proxy(2, 1, call);
  expect(pending(2)[0]).toEqual([at(1, hashOf(call))]);
});

test("delayed_requires_pre_announcement", () => {
  const { addProxy, announce, acting, announced, by, noop, setBlock } = mock();
  addProxy(1, 2, "Any", 1);
  const call = transfer(6, 1n);
  expect(noop("proxy")(2, acting(acct(1), call))).toBe("Proxy.Unannounced");
  expect(noop("proxy_announced")(0, announced(2, 1, call))).toBe("Proxy.Unannounced");
  announce(2, 1, hashOf(call));
  setBlock(2);
  by("proxy_announced")(0, announced(2, 1, call));
});

test("proxy_announced_removes_announcement_and_returns_deposit", () => {
  const { addProxy, announce, announced, by, noop, setBlock, pending, reserved } = mock();
  for (const real of [1, 2]) addProxy(real, 3, "Any", 1);
  const call = transfer(6, 1n);
  for (const real of [1, 2]) announce(3, real, hashOf(call));
  expect(noop("proxy_announced")(0, announced(3, 1, call))).toBe("Proxy.Unannounced");
  setBlock(2);
  by("proxy_announced")(0, announced(3, 1, call));
  expect(pending(3)[0]).toEqual([at(2, hashOf(call))]);
  expect(reserved(3)).toBe(pending(3)[1]);
});

test("filtering_works", () => {
  const { addProxy, proxy, give, last, lastOf, ofDelegate } = mock();
  give(acct(1), 1000n);
  addProxy(1, 2);
  addProxy(1, 3, JUST_TRANSFER);
  addProxy(1, 4, JUST_UTILITY);
  /** What the last event says of the same call by delegates 2, 3 and 4. */
  const byAll = (call: Call, ...results: readonly unknown[]) =>
    [2, 3, 4].forEach((delegate, i) => {
      proxy(delegate, 1, call);
      expect(last()).toEqual(executed(results[i]));
    });
  byAll(transfer(6, 1n), OK, OK, FILTERED);
  give(derivativeAccount(acct(1), 0), 1000n);
  byAll(
    { pallet: "Utility", name: "as_derivative", args: { index: 0, call: transfer(6, 1n) } },
    OK,
    FILTERED,
    FILTERED,
  );

  const interrupted = ["Utility.BatchInterrupted", { index: 0, error: FILTERED.value }];
  const addAny: Call = { pallet: "Proxy", name: "add_proxy", args: ofDelegate(5, "Any", 0) };
  for (const inner of [transfer(6, 1n), addAny]) {
    const call = batch(inner);
    proxy(2, 1, call);
    expect(lastOf(2)).toEqual([["Utility.BatchCompleted", []], executed(OK)]);
    proxy(3, 1, call);
    expect(last()).toEqual(executed(FILTERED));
    proxy(4, 1, call);
    expect(lastOf(2)).toEqual([interrupted, executed(OK)]);
  }
  const removeAll: Call = { pallet: "Proxy", name: "remove_proxies", args: {} };
  for (const delegate of [3, 4]) {
    proxy(delegate, 1, removeAll);
    expect(last()).toEqual(executed(FILTERED));
  }
  proxy(2, 1, removeAll);
  expect(lastOf(2)).toEqual([["Balances.Unreserved", { who: acct(1), amount: 5n }], executed(OK)]);
});

test("add_remove_proxies_works", () => {
  const { addProxy, removeProxy, refusesProxy, reserved, last } = mock();
  addProxy(1, 2);
  expect(refusesProxy("add_proxy", 1, 2)).toBe("Proxy.Duplicate");
  expect(reserved(1)).toBe(2n);
  for (const [delegate, type, deposit] of [
    [2, JUST_TRANSFER, 3n],
    [3, "Any", 4n],
    [4, JUST_UTILITY, 5n],
  ] as const) {
    addProxy(1, delegate, type);
    expect(reserved(1)).toBe(deposit);
  }
  expect(refusesProxy("add_proxy", 1, 4)).toBe("Proxy.TooMany");
  expect(refusesProxy("remove_proxy", 1, 3, JUST_TRANSFER)).toBe("Proxy.NotFound");
  for (const [delegate, type, deposit] of [
    [4, JUST_UTILITY, 4n],
    [3, "Any", 3n],
    [2, "Any", 2n],
    [2, JUST_TRANSFER, 0n],
  ] as const) {
    removeProxy(1, delegate, type);
    expect(last()).toEqual([
      "Proxy.ProxyRemoved",
      { delegator: acct(1), delegatee: acct(delegate), proxy_type: type, delay: 0 },
    ]);
    expect(reserved(1)).toBe(deposit);
  }
  expect(refusesProxy("add_proxy", 1, 1)).toBe("Proxy.NoSelfProxy");
});

test("cannot_add_proxy_without_balance", () => {
  const { addProxy, refusesProxy, reserved } = mock();
  addProxy(5, 3);
  expect(reserved(5)).toBe(2n);
  expect(refusesProxy("add_proxy", 5, 4)).toBe("ConsumerRemaining");
});

test("proxying_works", () => {
  const { addProxy, proxy, acting, noop, last, free } = mock();
  addProxy(1, 2, JUST_TRANSFER);
  addProxy(1, 3);
  const call = transfer(6, 1n);
  expect(noop("proxy")(4, acting(acct(1), call))).toBe("Proxy.NotProxy");
  expect(noop("proxy")(2, acting(acct(1), call, "Any"))).toBe("Proxy.NotProxy");
  proxy(2, 1, call);
  expect(last()).toEqual(executed(OK));
  expect(free(6)).toBe(1n);
  proxy(3, 1, { pallet: "System", name: "set_code", args: { code: new Uint8Array() } });
  expect(last()).toEqual(executed(FILTERED));
  const keepAlive = transfer(6, 1n, "transfer_keep_alive");
  proxy(2, 1, keepAlive);
  expect(last()).toEqual(executed(FILTERED));
  proxy(3, 1, keepAlive);
  expect(last()).toEqual(executed(OK));
  expect(free(6)).toBe(2n);
});

test("pure_works", () => {
  const { by, noop, give, acting, last, free, run, signed, setBlock, setPlace } = mock();
  const make = (who: number, proxy_type: ProxyType = "Any", index = 0) =>
    by("create_pure")(who, { proxy_type, delay: 0, index });
  give(acct(1), 11n);
  make(1);
  const [anon, anon2] = [1, 2].map((who) => pureAccount(acct(who), "Any", 0, { height: 1, extrinsic: 0 })) as [
    AccountId,
    AccountId,
  ];
  expect(last()).toEqual([
    "Proxy.PureCreated",
    { pure: anon, who: acct(1), proxy_type: "Any", disambiguation_index: 0 },
  ]);
  make(1, JUST_TRANSFER);
  make(1, "Any", 1);
  make(2);
  expect(noop("create_pure")(1, { proxy_type: "Any", delay: 0, index: 0 })).toBe("Proxy.Duplicate");
  setPlace(1);
  make(1);
  setPlace(0);
  setBlock(2);
  make(1);
  run(signed(acct(3)), "Balances", "transfer_allow_death", { dest: address(anon), value: 5n });
  by("proxy")(1, acting(anon, transfer(6, 1n)));
  expect(last()).toEqual(executed(OK));
  expect(free(6)).toBe(1n);
  const args = { spawner: address(acct(1)), proxy_type: "Any", index: 0, height: 1, ext_index: 0 };
  const kill: Call = { pallet: "Proxy", name: "kill_pure", args };
  by("proxy")(2, acting(anon2, kill));
  expect(last()).toEqual(executed(NO_PERMISSION));
  expect(noop("kill_pure")(1, args)).toBe("Proxy.NoPermission");
  expect(free(1)).toBe(1n);
  by("proxy")(1, acting(anon, kill));
  expect(free(1)).toBe(3n);
  expect(noop("proxy")(1, acting(anon, kill))).toBe("Proxy.NotProxy");
});

test("poke_deposit_works_for_proxy_deposits", () => {
  const { addProxy, by, reserved, setDeposit, last } = mock();
  addProxy(1, 2);
  expect(reserved(1)).toBe(2n);
  setDeposit("ProxyDepositBase", 2n);
  expect(by("poke_deposit")(1, {}).pays).toBe("No");
  expect(reserved(1)).toBe(3n);
  expect(last()).toEqual(poked(1, "Proxies", 2n, 3n));
});

test("poke_deposit_works_for_announcement_deposits", () => {
  const { addProxy, announce, by, reserved, pending, setDeposit, last } = mock();
  addProxy(1, 3, "Any", 1);
  expect(reserved(1)).toBe(2n);
  announce(3, 1, hash(1));
  expect(pending(3)[0]).toEqual([at(1, hash(1))]);
  expect([reserved(3), pending(3)[1]]).toEqual([2n, 2n]);
  setDeposit("AnnouncementDepositBase", 2n);
  expect(by("poke_deposit")(3, {}).pays).toBe("No");
  expect(reserved(3)).toBe(3n);
  expect(last()).toEqual(poked(3, "Announcements", 2n, 3n));
});

test("poke_deposit_charges_fee_when_deposit_unchanged", () => {
  const { addProxy, announce, by, reserved, pending, said } = mock();
  addProxy(1, 3);
  expect(reserved(1)).toBe(2n);
  expect(by("poke_deposit")(1, {}).pays).toBe("Yes");
  expect(reserved(1)).toBe(2n);
  expect(pokes(said())).toEqual([]);
  announce(3, 1, hash(1));
  expect(pending(3)[0]).toEqual([at(1, hash(1))]);
  expect([reserved(3), pending(3)[1]]).toEqual([2n, 2n]);
  expect(by("poke_deposit")(3, {}).pays).toBe("Yes");
  expect(reserved(3)).toBe(2n);
  expect(pokes(said())).toEqual([]);
});

test("poke_deposit_handles_insufficient_balance", () => {
  const { addProxy, noop, reserved, setDeposit } = mock();
  addProxy(5, 3);
  setDeposit("ProxyDepositBase", 10n);
  expect(noop("poke_deposit")(5, {})).toBe("Balances.InsufficientBalance");
  expect(reserved(5)).toBe(2n);
});

test("poke_deposit_updates_both_proxy_and_announcement_deposits", () => {
  const { ctx, addProxy, announce, by, reserved, pending, setDeposit, said } = mock();
  const deposits = () => [Proxies.get(ctx, acct(2))[1], pending(2)[1]];
  addProxy(1, 2);
  expect(reserved(1)).toBe(2n);
  addProxy(2, 3, "Any", 1);
  expect(reserved(2)).toBe(2n);
  announce(2, 1, hash(1));
  expect(pending(2)).toEqual([[at(1, hash(1))], 2n]);
  expect([deposits(), reserved(2)]).toEqual([[2n, 2n], 4n]);
  setDeposit("ProxyDepositBase", 2n);
  setDeposit("AnnouncementDepositBase", 2n);
  expect(by("poke_deposit")(2, {}).pays).toBe("No");
  expect([deposits(), reserved(2)]).toEqual([[3n, 3n], 6n]);
  expect(pokes(said())).toEqual([poked(2, "Proxies", 2n, 3n), poked(2, "Announcements", 2n, 3n)]);
  expect(by("poke_deposit")(2, {}).pays).toBe("Yes");
  expect([deposits(), reserved(2)]).toEqual([[3n, 3n], 6n]);
});

test("poke_deposit_fails_for_unsigned_origin", () => {
  expect(mock().refused(noneOrigin, "Proxy", "poke_deposit", {})).toBe("BadOrigin");
});

test("set_real_pays_fee_works", () => {
  const { addProxy, setRealPays, realPays, last } = mock();
  addProxy(1, 3);
  for (const pays_fee of [true, false]) {
    setRealPays(1, 3, pays_fee);
    expect(realPays(1, 3)).toBe(pays_fee);
    expect(last()).toEqual(["Proxy.RealPaysFeeSet", { real: acct(1), delegate: acct(3), pays_fee }]);
  }
});

const REAL_PAYS = { delegate: address(acct(3)), pays_fee: true };
test("set_real_pays_fee_fails_without_proxy", () => {
  expect(mock().noop("set_real_pays_fee")(1, REAL_PAYS)).toBe("Proxy.NotProxy");
});
test("set_real_pays_fee_fails_unsigned", () => {
  expect(mock().refused(noneOrigin, "Proxy", "set_real_pays_fee", REAL_PAYS)).toBe("BadOrigin");
});
test("set_real_pays_fee_fails_root", () => {
  expect(mock().refused(rootOrigin, "Proxy", "set_real_pays_fee", REAL_PAYS)).toBe("BadOrigin");
});

test("real_pays_fee_cleaned_on_remove_proxy", () => {
  const { addProxy, removeProxy, setRealPays, realPays } = mock();
  addProxy(1, 3);
  setRealPays(1, 3, true);
  expect(realPays(1, 3)).toBe(true);
  removeProxy(1, 3);
  expect(realPays(1, 3)).toBe(false);
});

test("real_pays_fee_cleaned_on_remove_proxies", () => {
  const { addProxy, by, setRealPays, realPays } = mock();
  for (const delegate of [2, 3]) {
    addProxy(1, delegate);
    setRealPays(1, delegate, true);
  }
  expect([realPays(1, 2), realPays(1, 3)]).toEqual([true, true]);
  by("remove_proxies")(1, {});
  expect([realPays(1, 2), realPays(1, 3)]).toEqual([false, false]);
});
