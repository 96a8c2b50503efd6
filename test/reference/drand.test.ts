// The reference's tests of Drand (pallets/drand/src/tests.rs), with its literal values: pulses of drand's quicknet and its
// public parameters.

import { describe, expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { Invalidity } from "../../runtime/frame/validity.ts";
import type { BeaconConfiguration, Pulse } from "../../runtime/pallets/drand/beacon.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { drandPallet } from "../../runtime/pallets/drand/index.ts";
import { MAX_KEPT_PULSES, pruneOldPulses } from "../../runtime/pallets/drand/write_pulse.ts";
import { hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { accountId } from "../../runtime/primitives/ids.ts";
import {
  callOf,
  eventsOf,
  type MockContext,
  newTestExt,
  none,
  outcomeOf,
  root,
  setBlock,
  signed,
} from "../chain/mock.ts";
import { expectNoop } from "../chain/noop.ts";
import { ALICE, payloadOf, pulseOf, ROUND_1000, storedPulse, writePulseCall } from "../chain/pulses.ts";

const BLOCK = 100_000_000;
const { BeaconConfig, LastStoredRound, OldestStoredRound, Pulses } = drand.storage;

/** DRAND_INFO_RESPONSE. */
const INFO: BeaconConfiguration = {
  public_key: hexToBytes(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  ),
  period: 3,
  genesis_time: 1_692_803_367,
  hash: hexToBytes("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"),
  group_hash: hexToBytes("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e"),
  scheme_id: utf8ToBytes("bls-unchained-g1-rfc9380"),
  metadata: { beacon_id: utf8ToBytes("quicknet") },
};
const BAD = {
  round: 1000,
  randomness: "87f03ef5f62885390defedf60d5b8132b4dc2115b1efc6e99d166a37ab2f3a02",
  signature: "b0a8b04e009cf72534321aca0f50048da596a3feec1172a0244d9a4a623a3123d0402da79854d4c705e94bc73224c341",
};
const ext = (): MockContext => newTestExt(BLOCK);
const configure = (ctx: MockContext, origin: Origin) =>
  ctx.dispatch(
    origin,
    callOf("Drand", "set_beacon_config", {
      config_payload: { block_number: BLOCK, config: INFO, public: ALICE },
      signature: undefined,
    }),
  );
const unsigned = (...pulses: readonly Pulse[]): Call => writePulseCall(payloadOf(BLOCK, ...pulses), null);
/** `validate_unsigned` of a transaction from outside: its name where it is invalid. */
function validity(ctx: MockContext, call: Call): unknown {
  try {
    return drandPallet.parts.validateUnsigned!(ctx, call, "External");
  } catch (error) {
    if (error instanceof Invalidity) return error.message;
    throw error;
  }
}

describe("write_pulse", () => {
  test("it_can_submit_valid_pulse_when_beacon_config_exists", () => {
    const ctx = ext();
    configure(ctx, root);
    ctx.dispatch(none, unsigned(pulseOf(ROUND_1000)));
    expect(storedPulse(ctx, 1000n)).toEqual(pulseOf(ROUND_1000));
    expect(eventsOf(ctx).at(-1)).toMatchObject({ name: "NewPulse", data: [[1000n]] });
  });
  test("it_rejects_invalid_pulse_due_to_bad_signature", () => {
    const ctx = ext();
    configure(ctx, root);
    const call = writePulseCall(payloadOf(BLOCK, pulseOf(BAD)));
    expectNoop(ctx, () => ctx.dispatch(none, call), "PulseVerificationError");
    expect(storedPulse(ctx, 1000n)).toBeUndefined();
  });
  test("it_rejects_pulses_with_non_incremental_round_numbers", () => {
    const ctx = ext();
    configure(ctx, root);
    const call = unsigned(pulseOf(ROUND_1000));
    ctx.dispatch(none, call);
    expect(storedPulse(ctx, 1000n)).toBeDefined();
    setBlock(ctx, 2);
    expectNoop(ctx, () => ctx.dispatch(none, call), "InvalidRoundNumber");
  });
});

describe("set_beacon_config", () => {
  const byAliceOrigin = signed(accountId(`0x${Buffer.from(ALICE.value).toString("hex")}`));
  test("it_blocks_non_root_from_submit_beacon_info", () => {
    const ctx = ext();
    expectNoop(ctx, () => configure(ctx, byAliceOrigin), "BadOrigin");
    expectNoop(ctx, () => configure(ctx, none), "BadOrigin");
    expect(outcomeOf(() => configure(ctx, root))).toBeUndefined();
    expect(BeaconConfig.get(ctx)).toEqual(INFO);
  });
  test("signed_cannot_submit_beacon_info", () => {
    const ctx = ext();
    expectNoop(ctx, () => configure(ctx, byAliceOrigin), "BadOrigin");
  });
});

describe("unsigned transactions", () => {
  const nonsense: Pulse = { round: 1n, randomness: new Uint8Array(32), signature: new Uint8Array(96).fill(1) };
  test("test_validate_unsigned_write_pulse", () =>
    expect(validity(ext(), writePulseCall(payloadOf(BLOCK, nonsense)))).toMatchObject({
      longevity: 3n,
      propagate: false,
    }));
  test("test_not_validate_unsigned_write_pulse_with_bad_proof", () => {
    const zeros = { type: "Sr25519", value: new Uint8Array(64) };
    expect(validity(ext(), writePulseCall(payloadOf(BLOCK), zeros))).toBe("Invalid.BadProof");
  });
  test("test_not_validate_unsigned_write_pulse_with_no_payload_signature", () =>
    expect(validity(ext(), unsigned())).toBe("Invalid.BadSigner"));
  test("validate_unsigned_rejects_future_block_number", () =>
    expect(validity(ext(), writePulseCall(payloadOf(100_000_100)))).toBe("Invalid.Future"));
});

describe("pruning", () => {
  const EMPTY: Pulse = { round: 0n, randomness: new Uint8Array(0), signature: new Uint8Array(0) };
  const stored = (ctx: MockContext): bigint[] =>
    Array.from(Pulses.keysOf(ctx), ([round]) => round).sort((a, b) => (a < b ? -1 : 1));
  function kept(ctx: MockContext, oldest: bigint, last: bigint, rounds: readonly bigint[]): void {
    OldestStoredRound.set(ctx, oldest);
    LastStoredRound.set(ctx, last);
    for (const round of rounds) Pulses.set(ctx, round, EMPTY);
    pruneOldPulses(ctx, last);
  }
  test("test_pulses_are_correctly_pruned", () => {
    expect(MAX_KEPT_PULSES).toBe(216_000n);
    const ctx = newTestExt(1);
    kept(ctx, 1n, 216_002n, [1n, 2n, 3n, 108_000n, 216_002n]);
    expect(OldestStoredRound.get(ctx)).toBe(3n);
    expect(stored(ctx)).toEqual([3n, 108_000n, 216_002n]);
  });
  test("test_prune_maximum_of_100_pulses_per_call", () => {
    const ctx = newTestExt(1);
    const last = 1n + 216_000n + 250n;
    const first = Array.from({ length: 151 }, (_, i) => BigInt(i + 1));
    kept(ctx, 1n, last, [...first, last]);
    expect(OldestStoredRound.get(ctx)).toBe(101n);
    expect(stored(ctx)).toEqual([...first.slice(100), last]);
  });
});
