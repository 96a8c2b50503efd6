// From a pulse in an unsigned extrinsic to what it opens: a timelocked commitment in the next block, timelocked weights at
// the next epoch. The ciphertexts were made by the reference's crate for round 1000 of drand's quicknet.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { bareExtrinsic } from "../../runtime/executive/extrinsic.ts";
import { commitments } from "../../runtime/pallets/commitments/contract.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { MAIN_MECHANISM, netUid } from "../../runtime/primitives/ids.ts";
import { acct } from "../chain/mock.ts";
import { setCommitReveal } from "../chain/mock_weights.ts";
import { payloadOf, pulseOf, ROUND_1000, writePulseCall } from "../chain/pulses.ts";
import { Bob, MINERS, smallEconomy } from "../model/prelude.ts";
import { call, type Step, type World } from "../model/world.ts";

const vector = JSON.parse(readFileSync(new URL("../vectors/timelock.json", import.meta.url), "utf8")) as {
  readonly text: { readonly cipher: string };
  readonly hotkey1: string;
};
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const NETUID = netUid(2);
const [NEURON, VALIDATOR] = [MINERS[0]!, acct(1)];
const { CommitmentOf, RevealedCommitments } = commitments.read;

let economy: World;
beforeAll(() => {
  economy = smallEconomy().world;
});
const step = (as: Step["as"], pallet: string, name: string, args: Step["call"]["args"]): Step => ({
  as,
  call: call(pallet, name, args),
});
function passes(world: World, one: Step): void {
  const [refusal] = world.block([one]).refusals;
  expect([one.call.name, refusal?.message]).toEqual([one.call.name, undefined]);
}
/** A block with the pulse of round 1000, as an offchain worker brings it. */
const pulse = (world: World) =>
  world.block([], [bareExtrinsic(world.chain, writePulseCall(payloadOf(world.parent.number, pulseOf(ROUND_1000))))]);

describe("a pulse", () => {
  test("is written by an unsigned extrinsic, once", () => {
    const world = economy.fork();
    const { outcome } = pulse(world);
    expect(outcome.results.map(({ refusal }) => refusal)).toEqual(outcome.results.map(() => undefined));
    expect(outcome.events.map(({ event }) => event.name)).toContain("NewPulse");
    expect(drand.read.Pulses.get(world.context, 1000n)).toEqual(pulseOf(ROUND_1000));
    expect(() => pulse(world)).toThrow("Invalid.Stale");
  });
  test("opens a commitment in the next block", () => {
    const world = economy.fork();
    const locked = { type: "TimelockEncrypted", value: { encrypted: hex(vector.text.cipher), reveal_round: 1000n } };
    const plain = { type: "Raw", value: hex("07") };
    passes(world, step(NEURON, "Commitments", "set_commitment", { netuid: NETUID, info: { fields: [locked, plain] } }));
    pulse(world);
    expect(RevealedCommitments.get(world.context, NETUID, NEURON)).toBeUndefined();
    const { outcome } = world.block();
    expect(RevealedCommitments.get(world.context, NETUID, NEURON)).toEqual([
      [Uint8Array.from(Buffer.from("this is a test")), BigInt(outcome.header.number)],
    ]);
    expect(CommitmentOf.get(world.context, NETUID, NEURON)?.info.fields).toEqual([plain]);
    expect(outcome.events.map(({ event }) => event.name)).toContain("CommitmentRevealed");
  });
  test("opens weights at the epoch after that of the commit", () => {
    const world = economy.fork();
    const stake = { hotkey: VALIDATOR, netuid: NETUID, amount_staked: 100_000_000_000n };
    passes(world, step(Bob.account, "SubtensorModule", "burned_register", { netuid: NETUID, hotkey: VALIDATOR }));
    passes(world, step(Bob.account, "SubtensorModule", "add_stake", stake));
    // Epochs are so close here that root may not change it.
    world.edit((ctx) => setCommitReveal(ctx as never, NETUID, true));
    for (let i = 0; i < 12; i++) world.block();
    const row = () => {
      const uid = registration.read.Uids.get(world.context, NETUID, VALIDATOR)!;
      return validatorWeights.read.Weights.get(world.context, mechanismStorageIndex(NETUID, MAIN_MECHANISM), uid);
    };
    const commit = { netuid: NETUID, commit: hex(vector.hotkey1), reveal_round: 1000n, commit_reveal_version: 4 };
    passes(world, step(VALIDATOR, "SubtensorModule", "commit_timelocked_weights", commit));
    pulse(world);
    expect(row()).toEqual([]);
    const revealed: string[] = [];
    for (let i = 0; i < 12; i++) revealed.push(...world.block().outcome.events.map(({ event }) => event.name));
    expect(revealed).toContain("TimelockedWeightsRevealed");
    // 10 and 20, scaled up.
    expect(row()).toEqual([
      [0, 32_768],
      [1, 65_535],
    ]);
  });
});
