// What the calls of Drand refuse, in the order of pallets/drand/src/lib.rs; transactions that never get so far stand in
// test/unit/drand.

import { expect, test } from "vitest";
import { QUICKNET } from "../../runtime/pallets/drand/beacon.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { climbCall, from, tell } from "../chain/ladder.ts";
import { acct, newTestExt, none, root, signed } from "../chain/mock.ts";
import { ALICE, payloadOf, pulseOf, ROUND_1000 } from "../chain/pulses.ts";

const { LastStoredRound } = drand.storage;

test("write_pulse", () => {
  const ctx = newTestExt(7);
  LastStoredRound.set(ctx, 1000n);
  const pulse = pulseOf(ROUND_1000);
  const args = { pulses_payload: payloadOf(9, { ...pulse, signature: new Uint8Array(48) }), signature: undefined };
  climbCall(ctx, "Drand", "write_pulse", { origin: root, args }, [
    ["BadOrigin", from(signed(acct(1)))],
    ["BadOrigin", from(none)],
    ["PulseVerificationError", tell({ pulses_payload: payloadOf(9, pulse) })],
    ["InvalidRoundNumber", () => LastStoredRound.set(ctx, 999n)],
  ]);
  expect(LastStoredRound.get(ctx)).toBe(1000n);
});
test.each([
  ["set_beacon_config", { config_payload: { block_number: 9, config: QUICKNET, public: ALICE }, signature: undefined }],
  ["set_oldest_stored_round", { oldest_round: 5n }],
])("%s", (name, args) =>
  climbCall(newTestExt(7), "Drand", name, { origin: none, args }, [
    ["BadOrigin", from(signed(acct(1)))],
    ["BadOrigin", from(root)],
  ]),
);
