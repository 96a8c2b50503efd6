// The cases of runtime/tests/pallet_proxy.rs (proxy_filter_api_structural_validation).

import { expect, test } from "vitest";
import { proxyFilters, proxyTypes } from "../../../runtime/apis/proxy_filters.ts";
import "../../../runtime/subtensor.ts";
import { bytesToUtf8 } from "../../../runtime/primitives/bytes.ts";

const read = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : bytesToUtf8(bytes));
const filter = (index: number) => proxyFilters().find((one) => one.proxy_type === index)!;

test("types by index, with the deprecated ones marked", () => {
  const types = proxyTypes();
  expect(types.map(({ index }) => index)).toEqual([...Array(18).keys()]);
  expect(types.filter(({ deprecated }) => deprecated).map(({ name, index }) => [read(name), index])).toEqual([
    ["Senate", 4],
    ["Triumvirate", 6],
    ["Governance", 7],
    ["RootWeights", 12],
  ]);
  expect(read(types[0]?.name)).toBe("Any");
});
test("filters in the order of the rules", () => {
  expect(proxyFilters().map(({ proxy_type }) => proxy_type)).toEqual([
    0, 3, 5, 10, 11, 1, 2, 6, 4, 7, 8, 9, 12, 13, 14, 15, 16, 17,
  ]);
  expect([filter(0).filter_mode, filter(0).calls]).toEqual(["AllowAll", []]);
  for (const index of [4, 6, 7, 12]) expect([filter(index).filter_mode, filter(index).calls]).toEqual(["DenyAll", []]);
});
test("a whole pallet has no call name, a call has its index", () => {
  const nonTransfer = filter(3);
  expect(nonTransfer.filter_mode).toBe("Deny");
  expect(nonTransfer.calls[0]).toMatchObject({ pallet_index: 5, call_name: undefined, call_index: undefined });
  const owner = filter(1);
  expect([owner.filter_mode, read(owner.calls[0]?.pallet_name), owner.calls[0]?.pallet_index]).toEqual([
    "Allow",
    "AdminUtils",
    19,
  ]);
  expect(owner.exceptions.map(({ call_name, call_index }) => [read(call_name), call_index])).toEqual([
    ["sudo_set_sn_owner_hotkey", 67],
    ["sudo_set_subnet_owner_hotkey", 64],
  ]);
});
test("conditions", () => {
  expect(
    filter(11).calls.map(({ call_name, condition }) => [
      read(call_name),
      condition?.type === "ParamLessThan" && [read(condition.value.param_name), condition.value.limit],
    ]),
  ).toEqual([
    ["transfer_keep_alive", ["value", 500_000_000n]],
    ["transfer_allow_death", ["value", 500_000_000n]],
    ["transfer_stake", ["alpha_amount", 500_000_000n]],
  ]);
  const [nested] = filter(14).calls;
  expect([
    read(nested?.call_name),
    nested?.condition?.type === "NestedCallMustBe" && read(nested.condition.value.call_name),
  ]).toEqual(["sudo_unchecked_weight", "set_code"]);
});
