import { expect, test } from "vitest";
import { sudo } from "../../../runtime/pallets/sudo/contract.ts";
import { buildSudoGenesis, sudoKey, sudoPallet } from "../../../runtime/pallets/sudo/index.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { weight } from "../../../runtime/primitives/weight.ts";
import { examplePallet, foobar, logCall, logOf } from "../../chain/example_pallet.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const [HOLDER, OTHER] = [someone(1), someone(2)] as const;
function mock() {
  const box = sandbox({ pallets: [systemPallet, sudoPallet, examplePallet], ports: { accounts, sudoKey } });
  buildSudoGenesis(box.ctx, { key: HOLDER });
  return box;
}
const NO_FEE = { pays: "No" };
const OK = { type: "Ok", value: null };

test("only the holder and root; nobody pays", () => {
  const { run, refused, signed, root, ctx, told } = mock();
  const args = { call: logCall(42) };
  expect(refused(signed(OTHER), "Sudo", "sudo", args)).toBe("Sudo.RequireSudo");
  expect(refused(signed(OTHER), "Sudo", "set_key", { new: { type: "Index", value: null } })).toBe("Sudo.RequireSudo");
  expect(run(signed(HOLDER), "Sudo", "sudo", args)).toEqual(NO_FEE);
  expect(run(root, "Sudo", "sudo_unchecked_weight", { ...args, weight: weight(1n) })).toEqual(NO_FEE);
  expect(run(signed(HOLDER), "Sudo", "sudo_as", { who: address(OTHER), call: logCall(7) })).toEqual(NO_FEE);
  expect(logOf(ctx)).toEqual([
    ["Root", 42],
    ["Root", 42],
    [OTHER, 7],
  ]);
  expect(told().filter(([name]) => name.startsWith("Sudo"))).toEqual([
    ["Sudo.Sudid", { sudo_result: OK }],
    ["Sudo.Sudid", { sudo_result: OK }],
    ["Sudo.SudoAsDone", { sudo_result: OK }],
  ]);
});
test("a refusal inside is told, and the call outside goes through", () => {
  const { run, signed, told } = mock();
  expect(run(signed(HOLDER), "Sudo", "sudo", { call: foobar(true, 5n) })).toEqual(NO_FEE);
  expect(told()).toEqual([["Sudo.Sudid", { sudo_result: { type: "Err", value: { type: "Other" } } }]]);
});
test("weight and class are those of the call inside", () => {
  const { ctx } = mock();
  const setCode = { pallet: "System", name: "set_heap_pages", args: { pages: 1n } };
  const info = (name: string, args: Record<string, unknown>) => ctx.dispatchInfo({ pallet: "Sudo", name, args });
  expect(info("sudo", { call: setCode }).class).toBe("Operational");
  // The reference's benchmark of sudo: 7,939,000 ps, one read, 1,517 bytes of proof.
  expect(info("sudo", { call: foobar(false, 1_000n) })).toEqual({
    weight: weight(7_939_000n + 25_000_000n + 1_000n, 1_517n),
    class: "Normal",
    pays: "Yes",
  });
  expect(info("sudo_unchecked_weight", { call: setCode, weight: weight(5n, 6n) })).toEqual({
    weight: weight(5n, 6n),
    class: "Operational",
    pays: "Yes",
  });
});
test("the key is handed on and thrown away", () => {
  const { run, refused, signed, root, told, ctx } = mock();
  run(signed(HOLDER), "Sudo", "set_key", { new: address(OTHER) });
  expect([told(), sudoKey.key(ctx)]).toEqual([[["Sudo.KeyChanged", { old: HOLDER, new: OTHER }]], OTHER]);
  expect(refused(signed(OTHER), "Sudo", "set_key", { new: { type: "Index", value: null } })).toBe("CannotLookup");
  run(signed(OTHER), "Sudo", "remove_key", {});
  expect([told(), sudo.storage.Key.has(ctx)]).toEqual([[["Sudo.KeyRemoved", []]], false]);
  expect(refused(signed(OTHER), "Sudo", "remove_key", {})).toBe("Sudo.RequireSudo");
  run(root, "Sudo", "set_key", { new: address(HOLDER) });
  expect(told()).toEqual([["Sudo.KeyChanged", { old: undefined, new: HOLDER }]]);
});
