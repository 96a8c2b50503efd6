import { describe, expect, test } from "vitest";
import type { Call } from "../../../runtime/frame/call.ts";
import { RuntimeCall } from "../../../runtime/frame/call.ts";
import { noneOrigin } from "../../../runtime/frame/origin.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { proxy } from "../../../runtime/pallets/proxy/contract.ts";
import { proxies, proxyPallet } from "../../../runtime/pallets/proxy/index.ts";
import { pureAccount } from "../../../runtime/pallets/proxy/pure.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { utilityPallet } from "../../../runtime/pallets/utility/index.ts";
import { derivativeAccount } from "../../../runtime/pallets/utility/origins.ts";
import { blake2b256 } from "../../../runtime/primitives/hash/index.ts";
import { type AccountId, type H256, h256 } from "../../../runtime/primitives/ids.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import type { ProxyType } from "../../../runtime/primitives/proxy_type.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const { Announcements, LastCallResult, Proxies, RealPaysFee } = proxy.storage;
const who = (i: number) => someone(i);
const hash = (i: number): H256 => h256(new Uint8Array(32).fill(i));
const transfer = (dest: number, value: bigint, name = "transfer_allow_death"): Call => ({
  pallet: "Balances",
  name,
  args: { dest: address(who(dest)), value },
});
const add = (delegate: number, proxy_type: ProxyType = "Any", delay = 0) => ({
  delegate: address(who(delegate)),
  proxy_type,
  delay,
});
const OK = { type: "Ok", value: null };
const FILTERED = { type: "Err", value: { type: "Module", value: { index: 0, error: Uint8Array.of(5, 0, 0, 0) } } };

/** The mock runtime of pallets/proxy/src/tests.rs: deposits of 1, at most 4 proxies and 2 announcements. */
function mock(constants: Record<string, unknown> = {}) {
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
      ...constants,
    },
    filter: (_ctx, { pallet, name }) => pallet !== "System" || name === "remark",
  });
  buildBalancesGenesis(box.ctx, { balances: [1, 2, 3, 4, 5].map((i) => [who(i), rao(i === 5 ? 3n : 10n)] as const) });
  box.told();
  const by = (i: number) => box.signed(who(i));
  const act = (delegate: number, real: number, call: Call, force_proxy_type?: ProxyType) =>
    box.run(by(delegate), "Proxy", "proxy", { real: address(who(real)), force_proxy_type, call });
  const replace = (name: string, value: bigint) => {
    (box.ctx.profile.constants as Record<string, unknown>)[name] = rao(value);
  };
  return {
    ...box,
    by,
    act,
    replace,
    reserved: (i: number) => currency.reserved(box.ctx, who(i)),
    free: (i: AccountId) => currency.free(box.ctx, i),
    setPlace(i: number) {
      place = i;
    },
  };
}

describe("proxies", () => {
  test("added and removed with their deposit; refusals in order", () => {
    const { run, refused, by, reserved, told, ctx } = mock();
    expect(refused(noneOrigin, "Proxy", "add_proxy", add(2))).toBe("BadOrigin");
    expect(refused(by(1), "Proxy", "add_proxy", { ...add(2), delegate: { type: "Index", value: null } })).toBe(
      "CannotLookup",
    );
    expect(refused(by(1), "Proxy", "add_proxy", add(1))).toBe("Proxy.NoSelfProxy");
    run(by(1), "Proxy", "add_proxy", add(2));
    expect(told()).toEqual([
      ["Balances.Reserved", { who: who(1), amount: 2n }],
      ["Proxy.ProxyAdded", { delegator: who(1), delegatee: who(2), proxy_type: "Any", delay: 0 }],
    ]);
    expect(refused(by(1), "Proxy", "add_proxy", add(2))).toBe("Proxy.Duplicate");
    run(by(1), "Proxy", "add_proxy", add(4, "Staking"));
    run(by(1), "Proxy", "add_proxy", add(3));
    run(by(1), "Proxy", "add_proxy", add(2, "Transfer"));
    expect(reserved(1)).toBe(5n);
    // Kept in order of delegate, type, delay.
    expect(Proxies.get(ctx, who(1))[0].map((one) => [one.delegate, one.proxy_type])).toEqual([
      [who(2), "Any"],
      [who(2), "Transfer"],
      [who(3), "Any"],
      [who(4), "Staking"],
    ]);
    expect(refused(by(1), "Proxy", "add_proxy", add(4))).toBe("Proxy.TooMany");
    expect(refused(by(1), "Proxy", "remove_proxy", add(3, "Transfer"))).toBe("Proxy.NotFound");
    expect(refused(by(2), "Proxy", "remove_proxy", add(3))).toBe("Proxy.NotFound");
    for (const [delegate, type, left] of [
      [4, "Staking", 4n],
      [3, "Any", 3n],
      [2, "Any", 2n],
      [2, "Transfer", 0n],
    ] as const) {
      told();
      run(by(1), "Proxy", "remove_proxy", add(delegate, type));
      expect(reserved(1)).toBe(left);
      expect(told().at(-1)).toEqual([
        "Proxy.ProxyRemoved",
        { delegator: who(1), delegatee: who(delegate), proxy_type: type, delay: 0 },
      ]);
    }
    expect(Proxies.has(ctx, who(1))).toBe(false);
  });
  test("not without balance", () => {
    const { run, refused, by, reserved } = mock();
    run(by(5), "Proxy", "add_proxy", add(3));
    expect(reserved(5)).toBe(2n);
    expect(refused(by(5), "Proxy", "add_proxy", add(4))).toBe("ConsumerRemaining");
  });
  test("acting: who may, as what, within which filter", () => {
    const { run, refused, by, act, free, told, ctx } = mock();
    run(by(1), "Proxy", "add_proxy", add(2, "Transfer"));
    run(by(1), "Proxy", "add_proxy", add(3));
    run(by(1), "Proxy", "add_proxy", add(4, "Any", 1));
    const args = { real: address(who(1)), force_proxy_type: undefined, call: transfer(6, 1n) };
    expect(refused(by(5), "Proxy", "proxy", args)).toBe("Proxy.NotProxy");
    expect(refused(by(2), "Proxy", "proxy", { ...args, force_proxy_type: "Any" })).toBe("Proxy.NotProxy");
    expect(refused(by(4), "Proxy", "proxy", args)).toBe("Proxy.Unannounced");
    act(2, 1, transfer(6, 1n));
    expect([told().at(-1), free(who(6))]).toEqual([["Proxy.ProxyExecuted", { result: OK }], 1n]);
    expect(LastCallResult.get(ctx, who(1))).toEqual(OK);
    // The base filter holds for proxies, too.
    act(3, 1, { pallet: "System", name: "set_code", args: { code: new Uint8Array() } });
    expect(told().at(-1)).toEqual(["Proxy.ProxyExecuted", { result: FILTERED }]);
    act(2, 1, { pallet: "Proxy", name: "remove_proxies", args: {} });
    expect([told().at(-1), LastCallResult.get(ctx, who(1))]).toEqual([
      ["Proxy.ProxyExecuted", { result: FILTERED }],
      FILTERED,
    ]);
    proxyPallet.parts.hooks?.onFinalize?.(ctx, 1);
    expect(LastCallResult.has(ctx, who(1))).toBe(false);
  });
  test("filters reach through other calls; a proxy gives nobody more than it has", () => {
    const { run, by, act, told, ctx } = mock();
    currency.makeFreeBalance(ctx, who(1), rao(1000n));
    run(by(1), "Proxy", "add_proxy", add(2));
    run(by(1), "Proxy", "add_proxy", add(3, "Transfer"));
    run(by(1), "Proxy", "add_proxy", add(4, "NonTransfer"));
    const last = () => told().at(-1);
    for (const [delegate, result] of [
      [2, OK],
      [3, OK],
      [4, FILTERED],
    ] as const) {
      act(delegate, 1, transfer(6, 1n));
      expect(last()).toEqual(["Proxy.ProxyExecuted", { result }]);
    }
    currency.makeFreeBalance(ctx, derivativeAccount(who(1), 0), rao(1000n));
    const derivative: Call = { pallet: "Utility", name: "as_derivative", args: { index: 0, call: transfer(6, 1n) } };
    for (const [delegate, result] of [
      [2, OK],
      [3, FILTERED],
      [4, FILTERED],
    ] as const) {
      act(delegate, 1, derivative);
      expect(last()).toEqual(["Proxy.ProxyExecuted", { result }]);
    }
    const batch = (...calls: Call[]): Call => ({ pallet: "Utility", name: "batch", args: { calls } });
    act(2, 1, batch(transfer(6, 1n)));
    expect(
      told()
        .slice(-2)
        .map(([name]) => name),
    ).toEqual(["Utility.BatchCompleted", "Proxy.ProxyExecuted"]);
    act(4, 1, batch(transfer(6, 1n)));
    expect(told()).toEqual([
      ["Utility.BatchInterrupted", { index: 0, error: FILTERED.value }],
      ["Proxy.ProxyExecuted", { result: OK }],
    ]);
    const addAny: Call = { pallet: "Proxy", name: "add_proxy", args: add(5) };
    act(4, 1, batch(addAny));
    expect(told()[0]).toEqual(["Utility.BatchInterrupted", { index: 0, error: FILTERED.value }]);
    act(4, 1, batch({ ...addAny, args: add(5, "Staking") }));
    expect(told().map(([name]) => name)).toContain("Proxy.ProxyAdded");
    for (const name of ["remove_proxies", "kill_pure"]) {
      const args =
        name === "kill_pure" ? { spawner: address(who(1)), proxy_type: "Any", index: 0, height: 1, ext_index: 0 } : {};
      act(4, 1, { pallet: "Proxy", name, args });
      expect(told()).toEqual([["Proxy.ProxyExecuted", { result: FILTERED }]]);
    }
    act(2, 1, { pallet: "Proxy", name: "remove_proxies", args: {} });
    expect(told()).toEqual([
      ["Balances.Unreserved", { who: who(1), amount: 5n }],
      ["Proxy.ProxyExecuted", { result: OK }],
    ]);
  });
});

describe("announcements", () => {
  const announced = () => {
    const box = mock();
    box.run(box.by(1), "Proxy", "add_proxy", add(3, "Any", 1));
    box.run(box.by(2), "Proxy", "add_proxy", add(3, "Any", 1));
    const announce = (real: number, call_hash: H256) => ({ real: address(who(real)), call_hash });
    return { ...box, announce, pending: () => Announcements.get(box.ctx, who(3)) };
  };
  test("made, removed, rejected", () => {
    const { run, refused, by, announce, pending, reserved, told } = announced();
    expect(refused(by(2), "Proxy", "announce", announce(1, hash(0)))).toBe("Proxy.NotProxy");
    told();
    run(by(3), "Proxy", "announce", announce(1, hash(1)));
    expect(told()).toEqual([
      ["Balances.Reserved", { who: who(3), amount: 2n }],
      ["Proxy.Announced", { real: who(1), proxy: who(3), call_hash: hash(1) }],
    ]);
    run(by(3), "Proxy", "announce", announce(2, hash(2)));
    expect([pending(), reserved(3)]).toEqual([
      [
        [
          { real: who(1), call_hash: hash(1), height: 1 },
          { real: who(2), call_hash: hash(2), height: 1 },
        ],
        3n,
      ],
      3n,
    ]);
    expect(refused(by(3), "Proxy", "announce", announce(2, hash(3)))).toBe("Proxy.TooMany");
    expect(refused(by(3), "Proxy", "remove_announcement", announce(1, hash(0)))).toBe("Proxy.NotFound");
    run(by(3), "Proxy", "remove_announcement", announce(1, hash(1)));
    expect([pending()[0].length, reserved(3)]).toEqual([1, 2n]);
    const reject = (call_hash: H256) => ({ delegate: address(who(3)), call_hash });
    expect(refused(by(4), "Proxy", "reject_announcement", reject(hash(2)))).toBe("Proxy.NotFound");
    expect(refused(by(2), "Proxy", "reject_announcement", reject(hash(1)))).toBe("Proxy.NotFound");
    run(by(2), "Proxy", "reject_announcement", reject(hash(2)));
    expect([pending()[0].length, reserved(3)]).toEqual([0, 0n]);
  });
  test("a proxy with a delay waits for it; anyone may then send the call", () => {
    const { run, refused, by, announce, pending, setBlock, told, ctx } = announced();
    const call = transfer(6, 1n);
    const call_hash = h256(blake2b256(RuntimeCall.encode(call)));
    const args = { delegate: address(who(3)), real: address(who(1)), force_proxy_type: undefined, call };
    expect(refused(by(3), "Proxy", "proxy", { real: address(who(1)), force_proxy_type: undefined, call })).toBe(
      "Proxy.Unannounced",
    );
    expect(refused(by(5), "Proxy", "proxy_announced", args)).toBe("Proxy.Unannounced");
    run(by(3), "Proxy", "announce", announce(1, call_hash));
    run(by(3), "Proxy", "announce", announce(2, call_hash));
    expect(refused(by(5), "Proxy", "proxy_announced", args)).toBe("Proxy.Unannounced");
    expect(refused(by(5), "Proxy", "proxy_announced", { ...args, delegate: address(who(4)) })).toBe("Proxy.NotProxy");
    setBlock(2);
    told();
    run(by(5), "Proxy", "proxy_announced", args);
    expect(told().at(-1)).toEqual(["Proxy.ProxyExecuted", { result: OK }]);
    expect([pending(), currency.reserved(ctx, who(3))]).toEqual([[[{ real: who(2), call_hash, height: 1 }], 2n], 2n]);
  });
  test("a call by proxy leaves the announcement", () => {
    const { run, by, act, ctx } = mock();
    run(by(1), "Proxy", "add_proxy", add(2));
    run(by(2), "Proxy", "announce", { real: address(who(1)), call_hash: hash(7) });
    act(2, 1, transfer(6, 1n));
    expect(Announcements.get(ctx, who(2))[0].length).toBe(1);
  });
});

test("pure proxies live by their birth and die by it", () => {
  const { run, refused, by, told, free, ctx, setBlock, setPlace } = mock();
  currency.makeFreeBalance(ctx, who(1), rao(11n));
  const pure = (proxy_type: ProxyType = "Any", index = 0) => ({ proxy_type, delay: 0, index });
  told();
  run(by(1), "Proxy", "create_pure", pure());
  const anonymous = pureAccount(who(1), "Any", 0, { height: 1, extrinsic: 0 });
  const another = pureAccount(who(2), "Any", 0, { height: 1, extrinsic: 0 });
  expect(told().at(-1)).toEqual([
    "Proxy.PureCreated",
    { pure: anonymous, who: who(1), proxy_type: "Any", disambiguation_index: 0 },
  ]);
  run(by(1), "Proxy", "create_pure", pure("Transfer"));
  run(by(1), "Proxy", "create_pure", pure("Any", 1));
  run(by(2), "Proxy", "create_pure", pure());
  expect(refused(by(1), "Proxy", "create_pure", pure())).toBe("Proxy.Duplicate");
  setPlace(1);
  run(by(1), "Proxy", "create_pure", pure());
  setPlace(0);
  setBlock(2);
  run(by(1), "Proxy", "create_pure", pure());
  run(by(3), "Balances", "transfer_allow_death", { dest: address(anonymous), value: 5n });
  const through = (by: Parameters<typeof run>[0], real: AccountId, call: Call) =>
    run(by, "Proxy", "proxy", { real: address(real), force_proxy_type: undefined, call });
  through(by(1), anonymous, transfer(6, 1n));
  expect(free(who(6))).toBe(1n);
  const kill: Call = {
    pallet: "Proxy",
    name: "kill_pure",
    args: { spawner: address(who(1)), proxy_type: "Any", index: 0, height: 1, ext_index: 0 },
  };
  through(by(2), another, kill);
  expect(told().at(-1)).toEqual([
    "Proxy.ProxyExecuted",
    { result: { type: "Err", value: { type: "Module", value: { index: 16, error: Uint8Array.of(5, 0, 0, 0) } } } },
  ]);
  expect(refused(by(1), "Proxy", "kill_pure", kill.args)).toBe("Proxy.NoPermission");
  expect(free(who(1))).toBe(1n);
  through(by(1), anonymous, kill);
  expect(told().slice(-2)[0]).toEqual([
    "Proxy.PureKilled",
    { pure: anonymous, spawner: who(1), proxy_type: "Any", disambiguation_index: 0 },
  ]);
  expect(free(who(1))).toBe(3n);
  expect(refused(by(1), "Proxy", "proxy", { real: address(anonymous), force_proxy_type: undefined, call: kill })).toBe(
    "Proxy.NotProxy",
  );
});

describe("deposits brought up to date", () => {
  test("both, each with its event; free only if one changed", () => {
    const { run, by, told, replace, reserved } = mock();
    run(by(2), "Proxy", "add_proxy", add(3));
    run(by(1), "Proxy", "add_proxy", add(2));
    run(by(2), "Proxy", "announce", { real: address(who(1)), call_hash: hash(1) });
    told();
    expect([run(by(2), "Proxy", "poke_deposit", {}), told()]).toEqual([{ pays: "Yes" }, []]);
    replace("Proxy.ProxyDepositBase", 2n);
    replace("Proxy.AnnouncementDepositBase", 2n);
    expect(run(by(2), "Proxy", "poke_deposit", {})).toEqual({ pays: "No" });
    expect(told().filter(([name]) => name.startsWith("Proxy"))).toEqual([
      ["Proxy.DepositPoked", { who: who(2), kind: "Proxies", old_deposit: 2n, new_deposit: 3n }],
      ["Proxy.DepositPoked", { who: who(2), kind: "Announcements", old_deposit: 2n, new_deposit: 3n }],
    ]);
    expect(reserved(2)).toBe(6n);
    expect(run(by(2), "Proxy", "poke_deposit", {})).toEqual({ pays: "Yes" });
  });
  test("not without balance, nor without signature", () => {
    const { run, refused, by, replace } = mock();
    run(by(5), "Proxy", "add_proxy", add(3));
    replace("Proxy.ProxyDepositBase", 10n);
    expect(refused(by(5), "Proxy", "poke_deposit", {})).toBe("Balances.InsufficientBalance");
    expect(refused(noneOrigin, "Proxy", "poke_deposit", {})).toBe("BadOrigin");
  });
});

test("who pays the fee: set by the real account, gone with the proxy", () => {
  const { run, refused, by, told, ctx } = mock();
  const args = { delegate: address(who(3)), pays_fee: true };
  expect(refused(by(1), "Proxy", "set_real_pays_fee", args)).toBe("Proxy.NotProxy");
  run(by(1), "Proxy", "add_proxy", add(3));
  told();
  run(by(1), "Proxy", "set_real_pays_fee", args);
  expect(told()).toEqual([["Proxy.RealPaysFeeSet", { real: who(1), delegate: who(3), pays_fee: true }]]);
  expect(proxies.realPaysFee(ctx, { real: who(1), delegate: who(3) })).toBe(true);
  run(by(1), "Proxy", "set_real_pays_fee", { ...args, pays_fee: false });
  expect(proxies.realPaysFee(ctx, { real: who(1), delegate: who(3) })).toBe(false);
  run(by(1), "Proxy", "set_real_pays_fee", args);
  run(by(1), "Proxy", "remove_proxy", add(3));
  expect(RealPaysFee.has(ctx, who(1), who(3))).toBe(false);
  run(by(1), "Proxy", "add_proxy", add(3));
  run(by(1), "Proxy", "set_real_pays_fee", args);
  run(by(1), "Proxy", "remove_proxies", {});
  expect(RealPaysFee.has(ctx, who(1), who(3))).toBe(false);
});

test("a lease's beneficiary", () => {
  const { ctx, told } = mock();
  proxies.addLeaseBeneficiary(ctx, { lease: who(1), beneficiary: who(2) });
  expect(told().at(-1)).toEqual([
    "Proxy.ProxyAdded",
    { delegator: who(1), delegatee: who(2), proxy_type: "SubnetLeaseBeneficiary", delay: 0 },
  ]);
  proxies.removeLeaseBeneficiary(ctx, { lease: who(1), beneficiary: who(2) });
  expect(Proxies.has(ctx, who(1))).toBe(false);
  expect(() => proxies.removeLeaseBeneficiary(ctx, { lease: who(1), beneficiary: who(2) })).toThrow("Proxy.NotFound");
});
