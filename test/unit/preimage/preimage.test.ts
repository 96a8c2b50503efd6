import { describe, expect, test } from "vitest";
import { RuntimeCall } from "../../../runtime/frame/call.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { MAX_SIZE, preimage } from "../../../runtime/pallets/preimage/contract.ts";
import { preimagePallet, preimages } from "../../../runtime/pallets/preimage/index.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { blake2b256 } from "../../../runtime/primitives/hash/index.ts";
import { h256 } from "../../../runtime/primitives/ids.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { weight } from "../../../runtime/primitives/weight.ts";
import { examplePallet, logCall } from "../../chain/example_pallet.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const { PreimageFor, RequestStatusFor, StatusFor } = preimage.storage;
const hashed = (bytes: Uint8Array) => h256(blake2b256(bytes));
const B1 = Uint8Array.of(1);
const H1 = hashed(B1);
/** deposit(2, 64) and deposit(0, 1) of the runtime. */
const [BASE, BYTE] = [104_000_000n, 1_000_000n];
const HOLD = { pallet: "Preimage", value: "Preimage" };

function mock() {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, preimagePallet, examplePallet],
    ports: { accounts, currency, preimages },
  });
  buildBalancesGenesis(box.ctx, { balances: [2, 3].map((i) => [someone(i), rao(1_000_000_000n)] as const) });
  box.told();
  const { ctx, signed, root, run } = box;
  return {
    ...box,
    user: (i = 2) => signed(someone(i)),
    note: (bytes = B1, as = signed(someone(2))) => run(as, "Preimage", "note_preimage", { bytes }),
    request: (hash = H1) => run(root, "Preimage", "request_preimage", { hash }),
    unrequest: (hash = H1) => run(root, "Preimage", "unrequest_preimage", { hash }),
    held: (i = 2) => currency.onHold(ctx, HOLD, someone(i)),
    stored: () => [[...RequestStatusFor.entries(ctx)], [...PreimageFor.entries(ctx)]],
  };
}

describe("noting, as the reference's tests have it", () => {
  test("a user pays a deposit by the byte", () => {
    const { note, held, refused, user, told, ctx } = mock();
    expect(note()).toEqual({});
    expect([held(), told()]).toEqual([BASE + BYTE, [["Preimage.Noted", { hash: H1 }]]]);
    expect(PreimageFor.get(ctx, [H1, 1])).toEqual(B1);
    expect(refused(user(), "Preimage", "note_preimage", { bytes: B1 })).toBe("Preimage.AlreadyNoted");
    expect(refused(user(9), "Preimage", "note_preimage", { bytes: Uint8Array.of(2) })).toBe("Token.FundsUnavailable");
    expect(refused(user(), "Preimage", "note_preimage", { bytes: new Uint8Array(MAX_SIZE + 1) })).toBe(
      "Preimage.TooBig",
    );
  });
  test("root pays nothing and takes over", () => {
    const { note, root, ctx } = mock();
    expect(note(B1, root)).toEqual({ pays: "No" });
    expect(note(B1, root)).toEqual({ pays: "No" });
    expect(RequestStatusFor.get(ctx, H1)).toEqual({
      type: "Requested",
      value: { maybe_ticket: undefined, count: 1, maybe_len: 1 },
    });
  });
  test("root notes what a user noted", () => {
    const { note, root, ctx } = mock();
    note();
    note(B1, root);
    expect(RequestStatusFor.get(ctx, H1)).toEqual({
      type: "Requested",
      value: { maybe_ticket: [someone(2), BASE + BYTE], count: 1, maybe_len: 1 },
    });
  });
  test("wanted bytes are free", () => {
    const { note, request, held, told } = mock();
    request();
    expect(note()).toEqual({ pays: "No" });
    expect([held(), told().map(([name]) => name)]).toEqual([0n, ["Preimage.Requested", "Preimage.Noted"]]);
  });
});

describe("clearing", () => {
  test("by the owner, not by others; root clears all", () => {
    const { note, refused, user, run, root, stored, told, held } = mock();
    note();
    expect(refused(user(3), "Preimage", "unnote_preimage", { hash: H1 })).toBe("Preimage.NotAuthorized");
    expect(refused(user(), "Preimage", "unnote_preimage", { hash: hashed(Uint8Array.of(2)) })).toBe(
      "Preimage.NotNoted",
    );
    told();
    run(user(), "Preimage", "unnote_preimage", { hash: H1 });
    expect([stored(), told(), held()]).toEqual([[[], []], [["Preimage.Cleared", { hash: H1 }]], 0n]);
    note();
    run(root, "Preimage", "unnote_preimage", { hash: H1 });
    expect([stored(), held()]).toEqual([[[], []], 0n]);
    note(B1, root);
    expect(refused(user(), "Preimage", "unnote_preimage", { hash: H1 })).toBe("Preimage.NotAuthorized");
    run(root, "Preimage", "unnote_preimage", { hash: H1 });
    expect(stored()).toEqual([[], []]);
  });
  test("what is wanted stays until it no longer is", () => {
    const { note, request, unrequest, run, root, refused, stored, ctx } = mock();
    note(B1, root);
    request();
    run(root, "Preimage", "unnote_preimage", { hash: H1 });
    expect(PreimageFor.has(ctx, [H1, 1])).toBe(true);
    unrequest();
    expect(stored()).toEqual([[], []]);
    expect(refused(root, "Preimage", "unrequest_preimage", { hash: H1 })).toBe("Preimage.NotRequested");
  });
  test("the order of wanting and noting makes no difference", () => {
    const one = mock();
    one.request();
    one.note();
    const other = mock();
    other.note();
    other.request();
    other.run(other.user(), "Preimage", "unnote_preimage", { hash: H1 });
    expect(one.stored()).toEqual(other.stored());
    expect(one.held()).toBe(other.held());
  });
  test("each request is undone once", () => {
    const { note, request, unrequest, refused, root, stored } = mock();
    request();
    request();
    note();
    expect(refused(root, "Preimage", "unrequest_preimage", { hash: hashed(Uint8Array.of(2)) })).toBe(
      "Preimage.NotRequested",
    );
    unrequest();
    expect(stored()[1]!.length).toBe(1);
    unrequest();
    expect(refused(root, "Preimage", "unrequest_preimage", { hash: H1 })).toBe("Preimage.NotRequested");
  });
  test("a deposit comes back once only", () => {
    const { note, request, unrequest, run, user, held, refused } = mock();
    note(new Uint8Array(3).fill(1));
    note();
    expect(held()).toBe(2n * BASE + 4n * BYTE);
    request();
    unrequest();
    expect(refused(user(3), "Preimage", "unnote_preimage", { hash: H1 })).toBe("Preimage.NotAuthorized");
    run(user(), "Preimage", "unnote_preimage", { hash: H1 });
    expect(held()).toBe(BASE + 3n * BYTE);
  });
});

describe("the port", () => {
  test("a short call is kept whole, a long one as a request", () => {
    const { ctx, state } = mock();
    const short = preimages.bound(ctx, logCall(7));
    expect([short.type, preimages.peek(ctx, short)]).toEqual(["Inline", { call: logCall(7), fetched: undefined }]);
    const before = state.dump();
    const call = logCall(7, weight(10n), 512);
    const bytes = RuntimeCall.encode(call);
    const hash = hashed(bytes);
    const bound = preimages.bound(ctx, call);
    expect(bound).toEqual({ type: "Lookup", value: { hash, len: bytes.length } });
    expect([preimages.isRequested(ctx, hash), preimages.have(ctx, bound), preimages.length(ctx, hash)]).toEqual([
      true,
      true,
      bytes.length,
    ]);
    expect(preimages.peek(ctx, bound)).toEqual({ call, fetched: bytes.length });
    expect(() => preimages.peek(ctx, { type: "Lookup", value: { hash, len: 0 } })).toThrow("Unavailable");
    preimages.hold(ctx, bound);
    preimages.request(ctx, hash);
    const count = () =>
      RequestStatusFor.get(ctx, hash)?.type === "Requested" &&
      (RequestStatusFor.get(ctx, hash)!.value as { count: number }).count;
    expect(count()).toBe(3);
    expect(preimages.realize(ctx, { type: "Legacy", value: { hash } })).toEqual({ call, fetched: bytes.length });
    preimages.drop(ctx, bound);
    expect(count()).toBe(1);
    preimages.unnote(ctx, hash);
    expect([preimages.have(ctx, bound), preimages.isRequested(ctx, hash), state.dump()]).toEqual([
      false,
      false,
      before,
    ]);
  });
  test("bytes that are no call are corrupt; too many bytes exhaust", () => {
    const { ctx } = mock();
    expect(() => preimages.peek(ctx, { type: "Inline", value: Uint8Array.of(255, 255) })).toThrow("Corruption");
    expect(() => preimages.note(ctx, new Uint8Array(MAX_SIZE + 1))).toThrow("Exhausted");
  });
});

describe("statuses from before holds", () => {
  const old = (hash: ReturnType<typeof hashed>, ctx: ReturnType<typeof mock>["ctx"]) => {
    currency.reserve(ctx, someone(2), rao(5_000n));
    StatusFor.set(ctx, hash, { type: "Unrequested", value: { deposit: [someone(2), rao(5_000n)], len: 1 } });
  };
  test("brought up to date when touched; free if nine in ten needed it", () => {
    const { ctx, run, refused, user, held } = mock();
    old(H1, ctx);
    const update = (hashes: readonly string[]) => run(user(3), "Preimage", "ensure_updated", { hashes });
    expect(refused(user(3), "Preimage", "ensure_updated", { hashes: [] })).toBe("Preimage.TooFew");
    expect(refused(user(3), "Preimage", "ensure_updated", { hashes: Array(1025).fill(H1) })).toBe("Preimage.TooMany");
    expect(update([H1])).toEqual({ pays: "No" });
    expect(update([H1])).toEqual({ pays: "Yes" });
    expect([held(), currency.reserved(ctx, someone(2))]).toEqual([BASE + BYTE, BASE + BYTE]);
    expect(RequestStatusFor.get(ctx, H1)).toEqual({
      type: "Unrequested",
      value: { ticket: [someone(2), BASE + BYTE], len: 1 },
    });
  });
  test("a wanted one without length only loses its deposit", () => {
    const { ctx, held, request } = mock();
    currency.reserve(ctx, someone(2), rao(5_000n));
    StatusFor.set(ctx, H1, {
      type: "Requested",
      value: { deposit: [someone(2), rao(5_000n)], count: 4, len: undefined },
    });
    request();
    expect(RequestStatusFor.get(ctx, H1)).toEqual({
      type: "Requested",
      value: { maybe_ticket: undefined, count: 5, maybe_len: undefined },
    });
    expect([held(), currency.reserved(ctx, someone(2))]).toEqual([0n, 0n]);
  });
});
