// Where the guards of the economy stand. The reference calls them at every dispatch(origin)
// (pallets/subtensor/src/guards/check_coldkey_swap.rs:22), that is, behind the filter. Calls that pass by the filter pass by
// them too: dispatch_bypass_filter in pallet-sudo 41 (lib.rs, sudo_as) and in pallets/utility/src/lib.rs:386 and 594.

import { expect, it } from "vitest";
import { devAccount } from "../../../genesis/dev_accounts.ts";
import type { EventRecord } from "../../../runtime/index.ts";
import { keySwaps } from "../../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { ZERO_HASH } from "../../../runtime/primitives/ids.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { type As, call, World } from "../../model/world.ts";

const [ALICE, BOB] = [devAccount("Alice"), devAccount("Bob")];
const remark = call("System", "remark", { remark: Uint8Array.of(1) });
const OK = { type: "Ok", value: null };

/** What a block with one call as an account that has announced a swap of Bob's coldkey makes of it. */
function after(as: As, one: ReturnType<typeof call>) {
  const world = World.genesis();
  world.edit((ctx) => keySwaps.storage.ColdkeySwapAnnouncements.set(ctx, BOB, [1, ZERO_HASH]));
  const { outcome, refusals } = world.block([{ as, call: one }]);
  const told = (name: string): EventRecord["event"]["data"] | undefined =>
    outcome.events.find(({ event }) => `${event.pallet}.${event.name}` === name)?.event.data;
  return { refusal: refusals[0], told };
}

it("guards what is dispatched through the filter, within batches too", () => {
  const swapping = "SubtensorModule.ColdkeySwapAnnounced";
  expect(after(BOB, remark).refusal?.message).toBe(swapping);
  expect(after(ALICE, remark).refusal).toBeUndefined();
  expect(after(BOB, call("Utility", "batch_all", { calls: [remark] })).refusal?.message).toBe(swapping);
});
it("does not guard what passes by the filter", () => {
  const as = after(ALICE, call("Sudo", "sudo_as", { who: address(BOB), call: remark }));
  expect(as.told("Sudo.SudoAsDone")).toEqual([OK]);
  const origin = { type: "Signed", who: BOB };
  const dispatched = after("root", call("Utility", "dispatch_as", { as_origin: origin, call: remark }));
  expect(dispatched.told("Utility.DispatchedAs")).toEqual([OK]);
  const fallible = after("root", call("Utility", "dispatch_as_fallible", { as_origin: origin, call: remark }));
  expect(fallible.refusal).toBeUndefined();
});
