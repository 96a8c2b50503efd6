// The reference's tests of neurons as clients see them (pallets/subtensor/src/tests/neuron_info.rs).

import { expect, test } from "vitest";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import {
  mainIndex,
  neuron,
  neuronLite,
  neurons,
  neuronsLite,
} from "../../runtime/pallets/subtensor/views/neuron_info.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, newTestExt } from "../chain/mock.ts";
import { addNetwork, mockIncreaseStakeForHotkeyAndColdkeyOnSubnet, registerOkNeuron } from "../chain/mock_subtensor.ts";

const NETUID = netUid(1);

test("test_get_neuron_none", () => {
  expect(neuron(newTestExt(1), NETUID, 42)).toBeUndefined();
});
test("test_get_neuron_some", () => {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 2, 2);
  registerOkNeuron(ctx, NETUID, acct(0), acct(0), 39_420_842);
  expect(neuron(ctx, NETUID, 0)).not.toBeUndefined();
});
test("test_get_neurons_list", () => {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 2, 2);
  registerOkNeuron(ctx, NETUID, acct(0), acct(0), 39_420_842);
  expect(neurons(ctx, NETUID)).toHaveLength(1);
});
test("test_get_neurons_empty", () => {
  expect(neurons(newTestExt(1), NETUID)).toHaveLength(0);
});

// Ours.
test("a neuron with all that an epoch and a validator say of it", () => {
  const ctx = newTestExt(7);
  addNetwork(ctx, NETUID, 2, 2);
  registerOkNeuron(ctx, NETUID, acct(1), acct(11));
  registerOkNeuron(ctx, NETUID, acct(2), acct(12));
  const index = mainIndex(NETUID);
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, acct(2), acct(13), NETUID, 5_000n);
  validatorWeights.storage.Weights.set(ctx, index, 1, [
    [0, 65_535],
    [1, 0],
  ]);
  epoch.storage.Bonds.set(ctx, index, 1, [
    [0, 0],
    [1, 9],
  ]);
  epoch.storage.Emission.set(ctx, NETUID, [alpha(0n), alpha(77n)]);
  epoch.storage.Incentive.set(ctx, index, [0, 5]);
  epoch.storage.ValidatorTrust.set(ctx, NETUID, [0, 6]);
  epoch.storage.ValidatorPermit.set(ctx, NETUID, [false, true]);
  // Shorter than there are slots.
  epoch.storage.Dividends.set(ctx, NETUID, [3]);
  const nothing = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 };
  const lite = {
    hotkey: acct(2),
    coldkey: acct(12),
    uid: 1,
    netuid: 1,
    active: true,
    axon_info: { ...nothing, protocol: 0, placeholder1: 0, placeholder2: 0 },
    prometheus_info: nothing,
    stake: [[acct(12), 5_000n]],
    rank: 0,
    emission: 77n,
    incentive: 5,
    consensus: 0,
    trust: 0,
    validator_trust: 6,
    dividends: 0,
    last_update: 7n,
    validator_permit: true,
    pruning_score: 65_535,
  };
  expect(neuronLite(ctx, NETUID, 1)).toEqual(lite);
  expect(neuron(ctx, NETUID, 1)).toEqual({ ...lite, weights: [[0, 65_535]], bonds: [[1, 9]] });
  expect(neuronsLite(ctx, NETUID)).toHaveLength(2);
  expect(neuronLite(ctx, NETUID, 2)).toBeUndefined();
});
