// Pulses beyond the reference's own tests: what is passed over, what the bounds of storage become, and how the pool is told
// about them. Tags and priorities were reckoned by hand from pallets/drand/src/lib.rs.

import { describe, expect, test } from "vitest";
import type { Call } from "../../../runtime/frame/call.ts";
import { Invalidity } from "../../../runtime/frame/validity.ts";
import { BeaconConfigurationPayload, PulsesPayload, QUICKNET } from "../../../runtime/pallets/drand/beacon.ts";
import { drand } from "../../../runtime/pallets/drand/contract.ts";
import { drandPallet } from "../../../runtime/pallets/drand/index.ts";
import { isBeaconSignature } from "../../../runtime/primitives/crypto/beacon_signature.ts";
import { callOf, eventsOf, type MockContext, newTestExt, none, outcomeOf, root } from "../../chain/mock.ts";
import {
  ALICE,
  byAlice,
  payloadOf,
  pulseOf,
  ROUND_1000,
  ROUND_2000,
  storedPulse,
  writePulse,
  writePulseCall,
} from "../../chain/pulses.ts";

const { LastStoredRound, NextUnsignedAt, OldestStoredRound } = drand.storage;
const [ONE, TWO] = [pulseOf(ROUND_1000), pulseOf(ROUND_2000)];
const KEY = QUICKNET.public_key;
const bounds = (ctx: MockContext) => [LastStoredRound.get(ctx), OldestStoredRound.get(ctx), NextUnsignedAt.get(ctx)];
const infinity = (length: number): Uint8Array => new Uint8Array(length).fill(0xc0, 0, 1);

describe("signatures", () => {
  test("are of one round", () => {
    expect(isBeaconSignature(1000n, ONE.signature, KEY)).toBe(true);
    expect(isBeaconSignature(2000n, TWO.signature, KEY)).toBe(true);
    expect(isBeaconSignature(1001n, ONE.signature, KEY)).toBe(false);
  });
  test("may be followed by other bytes, but not be cut short", () => {
    expect(isBeaconSignature(1000n, Uint8Array.of(...ONE.signature, 1, 2, 3), KEY)).toBe(true);
    expect(isBeaconSignature(1000n, ONE.signature.slice(0, 47), KEY)).toBeUndefined();
  });
  test("are points of their groups", () => {
    expect(isBeaconSignature(1000n, new Uint8Array(48), KEY)).toBeUndefined();
    expect(isBeaconSignature(1000n, ONE.signature, KEY.slice(0, 95))).toBeUndefined();
    expect(isBeaconSignature(1000n, ONE.signature, new Uint8Array(96))).toBeUndefined();
  });
  test("of nothing hold for a key of nothing alone", () => {
    expect(isBeaconSignature(1000n, infinity(48), KEY)).toBe(false);
    expect(isBeaconSignature(1000n, ONE.signature, infinity(96))).toBe(false);
    expect(isBeaconSignature(1000n, infinity(48), infinity(96))).toBe(true);
  });
});

describe("writing", () => {
  test("sets the bounds, the oldest with the first pulse", () => {
    const ctx = newTestExt(7);
    writePulse(ctx, ONE);
    expect(bounds(ctx)).toEqual([1000n, 1000n, 7]);
    writePulse(ctx, TWO);
    expect(bounds(ctx)).toEqual([2000n, 1000n, 7]);
  });
  test("takes several in their order, or none of them", () => {
    const ctx = newTestExt(7);
    expect(outcomeOf(() => writePulse(ctx, TWO, ONE))).toBe("InvalidRoundNumber");
    expect(storedPulse(ctx, 2000n)).toBeUndefined();
    writePulse(ctx, ONE, TWO);
    expect(eventsOf(ctx).at(-1)).toMatchObject({ name: "NewPulse", data: [[1000n, 2000n]] });
    expect(bounds(ctx)).toEqual([2000n, 1000n, 7]);
  });
  test("passes over what is another round's, and says nothing", () => {
    const ctx = newTestExt(7);
    writePulse(ctx, { ...ONE, round: 1001n });
    expect([storedPulse(ctx, 1001n), eventsOf(ctx).length, ...bounds(ctx)]).toEqual([undefined, 0, 0n, 0n, 7]);
  });
  test("keeps a week, from the oldest that root set", () => {
    const ctx = newTestExt(7);
    ctx.dispatch(root, callOf("Drand", "set_oldest_stored_round", { oldest_round: 5n }));
    expect(eventsOf(ctx).at(-1)).toMatchObject({ name: "SetOldestStoredRound", data: [5n] });
    writePulse(ctx, ONE);
    expect(bounds(ctx)).toEqual([1000n, 5n, 7]);
  });
});

describe("unsigned transactions", () => {
  const judged = (ctx: MockContext, call: Call): unknown => {
    try {
      return drandPallet.parts.validateUnsigned!(ctx, call, "External");
    } catch (error) {
      if (error instanceof Invalidity) return error.message;
      throw error;
    }
  };
  const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
  const PREFIX = "4c4472616e644f6666636861696e576f726b6572";
  const at = (round: bigint) => writePulseCall(payloadOf(7, { ...ONE, round }));
  test("go by rounds, lower ones first", () => {
    const ctx = newTestExt(7);
    expect(judged(ctx, at(1000n))).toEqual({
      priority: 18_446_744_073_709_551_615n,
      requires: [],
      provides: [hex(`${PREFIX}de4d62bafbeaee3a9c4cac26c887b2bacd9cee02f87e36ac39a1f3493f8238c2`)],
      longevity: 3n,
      propagate: false,
    });
    expect(judged(ctx, at(2_000_000n))).toMatchObject({
      priority: 18_446_744_073_708_600_191n,
      provides: [hex(`${PREFIX}5aa4fd89396f20ab19364d215f20760a3fb51b381cef93d363998075f113affb`)],
    });
  });
  test("bring one pulse each, newer than the last", () => {
    const ctx = newTestExt(7);
    expect(judged(ctx, writePulseCall(payloadOf(7)))).toBe("Invalid.Call");
    expect(judged(ctx, writePulseCall(payloadOf(7, ONE, TWO)))).toBe("Invalid.Call");
    LastStoredRound.set(ctx, 1000n);
    expect(judged(ctx, at(1000n))).toBe("Invalid.Stale");
    expect(judged(ctx, at(1001n))).toMatchObject({ longevity: 3n });
    NextUnsignedAt.set(ctx, 8);
    expect(judged(ctx, at(1001n))).toBe("Invalid.Stale");
  });
  test("are signed by a key of schnorrkel, over the whole payload", () => {
    const ctx = newTestExt(7);
    const payload = payloadOf(7, ONE);
    const good = byAlice(PulsesPayload.encode(payload));
    expect(judged(ctx, writePulseCall(payload, good))).toMatchObject({ longevity: 3n });
    expect(judged(ctx, writePulseCall({ ...payload, block_number: 6 }, good))).toBe("Invalid.BadProof");
    expect(judged(ctx, writePulseCall(payload, { ...good, type: "Ed25519" }))).toBe("Invalid.BadProof");
    const other = { ...payload, public: { ...ALICE, type: "Ed25519" } } as never;
    expect(judged(ctx, writePulseCall(other, good))).toBe("Invalid.BadProof");
  });
  test("with a configuration are let in, and refused by the call", () => {
    const ctx = newTestExt(7);
    NextUnsignedAt.set(ctx, 7);
    const configured = (block_number: number): Call => {
      const config_payload = { block_number, config: QUICKNET, public: ALICE };
      const signature = byAlice(BeaconConfigurationPayload.encode(config_payload));
      return callOf("Drand", "set_beacon_config", { config_payload, signature });
    };
    expect(judged(ctx, configured(7))).toEqual({
      priority: 1_048_576n,
      requires: [],
      provides: [hex(`${PREFIX}fe036b30626bbc04f74d1aad0eb7454eec9b70047c67fe8d4b7906976be44092`)],
      longevity: 1n,
      propagate: true,
    });
    expect([judged(ctx, configured(6)), judged(ctx, configured(8))]).toEqual(["Invalid.Stale", "Invalid.Future"]);
    expect(outcomeOf(() => ctx.dispatch(none, configured(7)))).toBe("BadOrigin");
  });
  test("with another call are not", () =>
    expect(judged(newTestExt(7), callOf("Drand", "set_oldest_stored_round", { oldest_round: 1n }))).toBe(
      "Invalid.Call",
    ));
});
