// What the calls of MevShield refuse, in the order of pallets/shield/src/lib.rs.

import { expect, test } from "vitest";
import { shield } from "../../runtime/pallets/shield/contract.ts";
import { climbCall, from, tell } from "../chain/ladder.ts";
import { acct, newTestExt, none, root, signed } from "../chain/mock.ts";

const WHO = acct(1);
const { storage } = shield;

test("announce_next_key", () => {
  const ctx = newTestExt(1);
  let author: Uint8Array | undefined;
  Object.assign(ctx.ports, { shieldAuthors: { current: () => author, nextNext: () => undefined } });
  storage.NextKey.set(ctx, new Uint8Array(1_184).fill(1));
  climbCall(ctx, "MevShield", "announce_next_key", { origin: signed(WHO), args: { enc_key: new Uint8Array(1_183) } }, [
    ["BadOrigin", from(root)],
    ["BadOrigin", from(none)],
    ["Unreachable", () => (author = new Uint8Array(32))],
    // The other keys have moved by then; the refusal takes that back.
    ["BadEncKeyLen", tell({ enc_key: new Uint8Array(1_184) })],
  ]);
  expect(storage.PendingKey.get(ctx)).toEqual(new Uint8Array(1_184).fill(1));
});
test("submit_encrypted", () => {
  const ctx = newTestExt(1);
  climbCall(ctx, "MevShield", "submit_encrypted", { origin: none, args: { ciphertext: new Uint8Array(1) } }, [
    ["BadOrigin", from(root)],
    ["BadOrigin", from(signed(WHO))],
  ]);
});
test("store_encrypted", () => {
  const ctx = newTestExt(1);
  storage.MaxPendingExtrinsicsLimit.set(ctx, 0);
  climbCall(ctx, "MevShield", "store_encrypted", { origin: none, args: { encrypted_call: new Uint8Array(1) } }, [
    ["BadOrigin", from(root)],
    ["BadOrigin", from(signed(WHO))],
    ["TooManyPendingExtrinsics", () => storage.MaxPendingExtrinsicsLimit.set(ctx, 1)],
  ]);
  expect(storage.CounterForPendingExtrinsics.get(ctx)).toBe(1);
});
test.each([
  ["set_max_pending_extrinsics_number", storage.MaxPendingExtrinsicsLimit, 4_294_967_295],
  ["set_stored_extrinsic_lifetime", storage.ExtrinsicLifetime, 4_294_967_295],
] as const)("%s", (name, item, value) => {
  const ctx = newTestExt(1);
  climbCall(ctx, "MevShield", name, { origin: none, args: { value } }, [
    ["BadOrigin", from(signed(WHO))],
    ["BadOrigin", from(root)],
  ]);
  expect(item.get(ctx)).toBe(value);
});
test.each([
  ["set_on_initialize_weight", storage.OnInitializeWeight],
  ["set_max_extrinsic_weight", storage.MaxExtrinsicWeight],
] as const)("%s", (name, item) => {
  const ctx = newTestExt(1);
  climbCall(ctx, "MevShield", name, { origin: none, args: { value: 2_000_000_000_001n } }, [
    ["BadOrigin", from(signed(WHO))],
    ["BadOrigin", from(root)],
    ["WeightExceedsAbsoluteMax", tell({ value: 2_000_000_000_000n })],
  ]);
  expect(item.get(ctx)).toBe(2_000_000_000_000n);
});
