import { describe, expect, test } from "vitest";
import type { Call } from "../../../runtime/frame/call.ts";
import { isSuperset, permits, RULES } from "../../../runtime/pallets/proxy/filters.ts";
import { ProxyType } from "../../../runtime/primitives/proxy_type.ts";

const call = (pallet: string, name: string, args: Call["args"] = {}): Call => ({ pallet, name, args });
const TRANSFER = call("Balances", "transfer_allow_death", { value: 100n });
const REMARK = call("System", "remark");
const ADD_STAKE = call("SubtensorModule", "add_stake");
const SETTING = call("AdminUtils", "sudo_set_serving_rate_limit");
const ALL = ProxyType.shape.kind === "variant" ? ProxyType.shape.variants().map(({ name }) => name as ProxyType) : [];

// The cases of runtime/tests/pallet_proxy.rs (proxy_filter_api_behavior_matches_instance_filter).
test.each<readonly [ProxyType, readonly Call[], readonly Call[]]>([
  ["Any", [TRANSFER, REMARK, ADD_STAKE], []],
  ["NonTransfer", [REMARK, ADD_STAKE], [TRANSFER]],
  ["NonFungible", [REMARK], [TRANSFER, ADD_STAKE]],
  ["Transfer", [TRANSFER], [REMARK, ADD_STAKE]],
  ["SmallTransfer", [TRANSFER], [call("Balances", "transfer_allow_death", { value: 1_000_000_000n }), REMARK]],
  [
    "Owner",
    [SETTING, call("SubtensorModule", "set_subnet_identity"), call("SubtensorModule", "update_symbol")],
    [call("AdminUtils", "sudo_set_sn_owner_hotkey"), REMARK],
  ],
  [
    "NonCritical",
    [REMARK, TRANSFER],
    [call("SubtensorModule", "root_register"), call("Sudo", "sudo", { call: REMARK })],
  ],
  ["Staking", [ADD_STAKE], [TRANSFER, REMARK]],
  ["Registration", [call("SubtensorModule", "register")], [REMARK]],
  ["Triumvirate", [], [REMARK]],
  ["Senate", [], [REMARK]],
  ["Governance", [], [REMARK]],
  ["RootWeights", [], [REMARK]],
])("%s", (type, allowed, denied) => {
  for (const one of allowed) expect(permits(type, one)).toBe(true);
  for (const one of denied) expect(permits(type, one)).toBe(false);
});

describe("the odd rules", () => {
  test("a small transfer is less than half a token", () => {
    const stake = (alpha_amount: bigint) => call("SubtensorModule", "transfer_stake", { alpha_amount });
    expect([stake(499_999_999n), stake(500_000_000n)].map((one) => permits("SmallTransfer", one))).toEqual([
      true,
      false,
    ]);
    expect(permits("SmallTransfer", call("Balances", "transfer_all", { keep_alive: true }))).toBe(false);
  });
  test("new code only through sudo_unchecked_weight", () => {
    const inner = (one: Call) => call("Sudo", "sudo_unchecked_weight", { call: one });
    expect(permits("SudoUncheckedSetCode", inner(call("System", "set_code")))).toBe(true);
    expect(permits("SudoUncheckedSetCode", inner(REMARK))).toBe(false);
    expect(permits("SudoUncheckedSetCode", call("System", "set_code"))).toBe(false);
  });
});

test("there is a rule for each of the 18 types", () => {
  expect(ALL.length).toBe(18);
  expect(Object.keys(RULES).sort()).toEqual([...ALL].sort());
});

test("which type includes which", () => {
  for (const one of ALL) {
    expect(isSuperset("Any", one)).toBe(true);
    expect(isSuperset(one, one)).toBe(true);
    expect(isSuperset(one, "Any")).toBe(one === "Any");
    expect(isSuperset("NonTransfer", one)).toBe(!["Any", "Transfer", "SmallTransfer"].includes(one));
    expect(isSuperset("Transfer", one)).toBe(["Transfer", "SmallTransfer"].includes(one));
    expect(isSuperset("Staking", one)).toBe(one === "Staking");
  }
});
