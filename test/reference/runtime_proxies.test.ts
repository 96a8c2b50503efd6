// The reference's tests of what the types of proxy let through: runtime/tests/pallet_proxy.rs and runtime/tests/ghsa_repro.rs.

import { describe, expect, test } from "vitest";
import { proxyFilters, proxyTypes } from "../../runtime/apis/proxy_filters.ts";
import { type Call, RuntimeCall } from "../../runtime/frame/call.ts";
import type { CallInfo } from "../../runtime/pallets/proxy/filter_info.ts";
import { permits } from "../../runtime/pallets/proxy/filters.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { createWorkForBlockNumber } from "../../runtime/pallets/subtensor/registration/work.ts";
import { bytesToUtf8 } from "../../runtime/primitives/bytes.ts";
import { netUid, ROOT, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { ProxyType } from "../../runtime/primitives/proxy_type.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { callOf, lastEvent, type MockContext, signed } from "../chain/mock.ts";
import { bytesAccount, newRuntimeExt } from "../chain/mock_runtime.ts";

const [NOBODY, ACCOUNT, DELEGATE, OTHER] = [bytesAccount(0), bytesAccount(1), bytesAccount(2), bytesAccount(3)];
const netuid = netUid(1);
const subtensor = (name: string, args: Call["args"]): Call => callOf("SubtensorModule", name, args);
const transferOf = (value: bigint): Call =>
  callOf("Balances", "transfer_allow_death", { dest: address(OTHER), value: rao(value) });
const TRANSFER = transferOf(100n);
const REMARK = callOf("System", "remark", { remark: Uint8Array.of(1, 2, 3) });
const SUDO_REMARK = callOf("Sudo", "sudo", { call: REMARK });
const OWNER_UTIL = callOf("AdminUtils", "sudo_set_serving_rate_limit", { netuid, serving_rate_limit: 2n });
const SN_OWNER_HOTKEY = callOf("AdminUtils", "sudo_set_sn_owner_hotkey", { netuid, hotkey: ACCOUNT });
const [none, ROOT_REGISTER] = [new Uint8Array(), subtensor("root_register", { hotkey: ACCOUNT })];
const names = { subnet_name: none, github_repo: none, subnet_contact: none, subnet_url: none, discord: none };
const SET_IDENTITY = subtensor("set_subnet_identity", {
  netuid,
  ...names,
  description: none,
  logo_url: none,
  additional: none,
});
const UPDATE_SYMBOL = subtensor("update_symbol", { netuid, symbol: none });
const ADD_STAKE = subtensor("add_stake", { hotkey: DELEGATE, netuid, amount_staked: rao(100n) });
/** With work for a difficulty of 100. */
function register(ctx: MockContext): Call {
  parameters.storage.Difficulty.set(ctx, netUid(2), 100n);
  const { nonce, work } = createWorkForBlockNumber(ctx, netUid(2), 1n, 0n, ACCOUNT);
  return subtensor("register", {
    netuid: netUid(2),
    block_number: 1n,
    nonce,
    work,
    hotkey: ACCOUNT,
    coldkey: DELEGATE,
  });
}

describe("pallet_proxy.rs", () => {
  /** The account with a proxy of the type. */
  function proxyOf(proxy_type: ProxyType): MockContext {
    const ctx = newRuntimeExt([ACCOUNT, DELEGATE, OTHER]);
    ctx.dispatch(signed(ACCOUNT), callOf("Proxy", "add_proxy", { delegate: address(DELEGATE), proxy_type, delay: 0 }));
    return ctx;
  }
  /** Whether the call by the proxy was filtered, by its last event. */
  function isFiltered(ctx: MockContext, call: Call): boolean {
    ctx.dispatch(
      signed(DELEGATE),
      callOf("Proxy", "proxy", { real: address(ACCOUNT), force_proxy_type: undefined, call }),
    );
    const event = lastEvent(ctx);
    expect(`${event?.pallet}.${event?.name}`).toBe("Proxy.ProxyExecuted");
    const [{ type, value }] = event!.data as [
      { type: string; value: { type: string; value: { index: number; error: Uint8Array } } },
    ];
    return type === "Err" && value.type === "Module" && value.value.index === 0 && value.value.error[0] === 5;
  }
  const TYPES = ["Any", "Owner", "NonCritical", "NonTransfer", "NonFungible", "Staking", "Registration"] as const;
  test("test_proxy_pallet", () => {
    const calls: readonly ((ctx: MockContext) => Call)[] = [
      () => TRANSFER,
      () => REMARK,
      () => OWNER_UTIL,
      () => ROOT_REGISTER,
      () => ADD_STAKE,
      register,
    ];
    // Which of them each type lets through, by the reference's rules.
    const through = new Map<ProxyType, string>([
      ["Any", "111111"],
      ["Owner", "001000"],
      ["NonCritical", "111011"],
      ["NonTransfer", "011111"],
      ["NonFungible", "011001"],
      ["Staking", "000010"],
      ["Registration", "000001"],
    ]);
    for (const type of TYPES) {
      const marks = calls.map((call) => {
        const ctx = proxyOf(type);
        const made = call(ctx);
        const filtered = isFiltered(ctx, made);
        expect(permits(type, made)).toBe(!filtered);
        return filtered ? "0" : "1";
      });
      expect(marks.join(""), type).toBe(through.get(type));
    }
  });
  test("test_non_transfer_cannot_transfer", () => expect(isFiltered(proxyOf("NonTransfer"), TRANSFER)).toBe(true));
  test("test_owner_type_cannot_set_sn_owner_hotkey", () =>
    expect(isFiltered(proxyOf("Owner"), SN_OWNER_HOTKEY)).toBe(true));
  test("test_owner_type_can_set_subnet_identity_and_update_symbol", () => {
    const ctx = proxyOf("Owner");
    for (const call of [SET_IDENTITY, UPDATE_SYMBOL])
      expect([permits("Owner", call), isFiltered(ctx, call)]).toEqual([true, false]);
  });

  test("proxy_filter_api_behavior_matches_instance_filter", () => {
    const REGISTER = register(newRuntimeExt());
    const [SMALL, LARGE] = [transferOf(100n), transferOf(1_000_000_000n)];
    for (const [type, allowed, denied] of [
      ["Any", [TRANSFER, REMARK, ADD_STAKE], []],
      ["NonTransfer", [REMARK, ADD_STAKE], [TRANSFER]],
      ["NonFungible", [REMARK], [TRANSFER, ADD_STAKE]],
      ["Transfer", [TRANSFER], [REMARK, ADD_STAKE]],
      ["SmallTransfer", [SMALL], [LARGE, REMARK]],
      ["Owner", [OWNER_UTIL, SET_IDENTITY, UPDATE_SYMBOL], [SN_OWNER_HOTKEY, REMARK]],
      ["NonCritical", [REMARK, TRANSFER], [ROOT_REGISTER, SUDO_REMARK]],
      ["Staking", [ADD_STAKE], [TRANSFER, REMARK]],
      ["Registration", [REGISTER], [REMARK]],
      ["Triumvirate", [], [REMARK]],
      ["Senate", [], [REMARK]],
      ["Governance", [], [REMARK]],
      ["RootWeights", [], [REMARK]],
    ] as const satisfies readonly (readonly [ProxyType, readonly Call[], readonly Call[]])[]) {
      expect(
        allowed.map((call) => permits(type, call)),
        type,
      ).toEqual(allowed.map(() => true));
      expect(
        denied.map((call) => permits(type, call)),
        type,
      ).toEqual(denied.map(() => false));
    }
  });

  const read = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : bytesToUtf8(bytes));
  const filterOf = (index: number) => proxyFilters().find(({ proxy_type }) => proxy_type === index)!;
  const typeOf = (index: number): ProxyType => ProxyType.decode(Uint8Array.of(index));
  const DEPRECATED: readonly ProxyType[] = ["Senate", "Triumvirate", "Governance", "RootWeights"];
  const whole = (calls: readonly CallInfo[], pallet: string) =>
    calls.find((one) => one.call_name === undefined && read(one.pallet_name) === pallet);

  test("proxy_filter_api_structural_validation", () => {
    expect([proxyTypes().length, proxyFilters().length]).toEqual([18, 18]);
    const known = [0, 6, 4].map((at) => proxyTypes().find(({ index }) => index === at)!);
    expect(known.map(({ name, deprecated }) => [read(name), deprecated])).toEqual([
      ["Any", false],
      ["Triumvirate", true],
      ["Senate", true],
    ]);
    for (const filter of proxyFilters().filter(({ proxy_type }) => DEPRECATED.includes(typeOf(proxy_type))))
      expect([filter.filter_mode, filter.calls]).toEqual(["DenyAll", []]);
    expect([filterOf(0).filter_mode, filterOf(0).calls]).toEqual(["AllowAll", []]);
    const [owner, nonCritical, nonTransfer, small, setCode] = [1, 2, 3, 11, 14].map(filterOf) as [
      ReturnType<typeof filterOf>,
      ReturnType<typeof filterOf>,
      ReturnType<typeof filterOf>,
      ReturnType<typeof filterOf>,
      ReturnType<typeof filterOf>,
    ];
    expect([owner, nonCritical, nonTransfer, small, setCode].map(({ filter_mode }) => filter_mode)).toEqual([
      "Allow",
      "Deny",
      "Deny",
      "Allow",
      "Allow",
    ]);
    expect(whole(nonTransfer.calls, "Balances")?.pallet_index).toBe(5);
    expect(whole(nonCritical.calls, "Sudo")?.pallet_index).toBe(12);
    expect(whole(owner.calls, "AdminUtils")?.pallet_index).toBe(19);
    expect(owner.exceptions.map(({ call_name }) => read(call_name))).toContain("sudo_set_sn_owner_hotkey");
    const limits = small.calls.flatMap(({ condition }) =>
      condition?.type === "ParamLessThan" ? [[read(condition.value.param_name), condition.value.limit]] : [],
    );
    expect(limits).toContainEqual(["value", 500_000_000n]);
    expect(limits).toContainEqual(["alpha_amount", 500_000_000n]);
    const inner = setCode.calls.flatMap(({ condition }) =>
      condition?.type === "NestedCallMustBe"
        ? [[read(condition.value.pallet_name), read(condition.value.call_name)]]
        : [],
    );
    expect(inner).toContainEqual(["System", "set_code"]);
  });

  test("proxy_filter_api_cross_check_filter_behavior", () => {
    const zero = { hotkey: NOBODY, netuid: ROOT };
    const calls = [
      callOf("Balances", "transfer_allow_death", { dest: address(NOBODY), value: rao(0n) }),
      subtensor("add_stake", { ...zero, amount_staked: rao(0n) }),
      subtensor("remove_stake", { ...zero, amount_unstaked: alpha(0n) }),
      subtensor("burned_register", zero),
      subtensor("root_register", { hotkey: NOBODY }),
      subtensor("swap_hotkey", { hotkey: NOBODY, new_hotkey: NOBODY, netuid: undefined }),
      subtensor("set_children", { ...zero, children: [] }),
      callOf("AdminUtils", "sudo_set_serving_rate_limit", { netuid: ROOT, serving_rate_limit: 0n }),
      callOf("AdminUtils", "sudo_set_sn_owner_hotkey", zero),
    ];
    const byIndex = new Map(calls.map((call) => [RuntimeCall.encode(call).slice(0, 2).join(), call]));
    const found = (infos: readonly CallInfo[]): readonly Call[] =>
      infos.flatMap(({ pallet_index, call_index }) => byIndex.get(`${pallet_index},${call_index}`) ?? []);
    let checked = 0;
    for (const { proxy_type, filter_mode, calls: listed, exceptions } of proxyFilters()) {
      const type = typeOf(proxy_type);
      const plain = found(listed.filter((one) => one.call_name !== undefined && one.condition === undefined));
      const expected = new Map<Call, boolean>();
      if (filter_mode === "AllowAll" || filter_mode === "DenyAll")
        for (const call of calls) expected.set(call, filter_mode === "AllowAll");
      else for (const call of plain) expected.set(call, filter_mode === "Allow");
      if (filter_mode === "Allow") for (const call of found(exceptions)) expected.set(call, false);
      for (const [call, may] of expected) expect(permits(type, call), `${type} ${call.name}`).toBe(may);
      checked += expected.size;
    }
    // Nine of Any and of each of the four deprecated types, and those that the lists of the others name.
    expect(checked).toBeGreaterThan(45);
  });

  test("proxy_filter_api_deprecated_consistency", () => {
    const deprecated = proxyTypes().filter((one) => one.deprecated);
    expect(deprecated.map(({ index }) => typeOf(index))).toEqual(DEPRECATED);
    for (const { index } of deprecated)
      for (const call of [REMARK, TRANSFER, ADD_STAKE]) expect(permits(typeOf(index), call)).toBe(false);
  });
});

describe("ghsa_repro.rs", () => {
  const announce = subtensor("announce_coldkey_swap", { new_coldkey_hash: ZERO_HASH });
  const execute = subtensor("swap_coldkey_announced", { new_coldkey: NOBODY });
  const legacy = subtensor("swap_coldkey", { old_coldkey: NOBODY, new_coldkey: NOBODY, swap_cost: rao(0n) });
  const keys = { destination_coldkey: NOBODY, hotkey: NOBODY };
  const transferStake = subtensor("transfer_stake", {
    ...keys,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha(0n),
  });
  test("ghsa_2026_001_restricted_proxies_allow_coldkey_swap_lifecycle", () => {
    for (const type of ["NonTransfer", "NonFungible"] as const)
      expect([transferStake, announce, execute, legacy].map((call) => permits(type, call))).toEqual([
        false,
        false,
        false,
        false,
      ]);
  });
  test("ghsa_2026_001_noncritical_is_not_a_fund_protection_type", () =>
    expect(permits("NonCritical", transferStake)).toBe(true));
  test("ghsa_2026_002_nonfungible_allows_swap_hotkey_v2_gap", () => {
    const swap = { hotkey: NOBODY, new_hotkey: NOBODY, netuid: undefined };
    const both = [subtensor("swap_hotkey", swap), subtensor("swap_hotkey_v2", { ...swap, keep_stake: false })];
    expect(both.map((call) => permits("NonFungible", call))).toEqual([false, false]);
    expect(both.map((call) => permits("SwapHotkey", call))).toEqual([true, true]);
  });
  test("ghsa_2026_003_owner_proxy_set_owner_hotkey_alias_bypass", () => {
    for (const name of ["sudo_set_sn_owner_hotkey", "sudo_set_subnet_owner_hotkey"])
      expect(permits("Owner", callOf("AdminUtils", name, { netuid: ROOT, hotkey: NOBODY }))).toBe(false);
  });
});
