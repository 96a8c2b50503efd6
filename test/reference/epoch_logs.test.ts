// The reference's tests of what an epoch logs on its way (pallets/subtensor/src/tests/epoch_logs.rs), with its literal values:
// here the same vectors and matrices as the decision gives them.

import { expect, test } from "vitest";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { epochInput } from "../../runtime/pallets/subtensor/epoch/read.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { mechId, netUid } from "../../runtime/primitives/ids.ts";
import { U16_MAX } from "../../runtime/primitives/ints.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import type { SparseMatrix } from "../../runtime/rules/consensus.ts";
import { acct, type MockContext, newTestExt } from "../chain/mock.ts";
import { setCommitReveal, setWeights, setWeightsRateLimit } from "../chain/mock_weights.ts";

const NETUID = netUid(1);
const TAO = 1_000_000_000n;
type Neuron = readonly [
  uid: number,
  hotkey: number,
  validator: boolean,
  stake: bigint,
  registered: bigint,
  updated: bigint,
];

/** `setup_epoch`: neurons written into storage; the activity cutoff and the tempo are 10. */
function setupEpoch(block: number, neurons: readonly Neuron[], mechanismCount = 1): MockContext {
  const ctx = newTestExt(block);
  const { BlockAtRegistration, Keys, SubnetworkN, Uids } = registration.storage;
  subnets.storage.NetworksAdded.set(ctx, NETUID, true);
  SubnetworkN.set(ctx, NETUID, neurons.length);
  parameters.storage.ActivityCutoff.set(ctx, NETUID, 10);
  tempo.storage.Tempo.set(ctx, NETUID, 10);
  setWeightsRateLimit(ctx, NETUID, 0n);
  mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(mechanismCount));
  for (const [uid, key, , stake, registered] of neurons) {
    const hotkey = acct(key);
    Keys.set(ctx, NETUID, uid, hotkey);
    Uids.set(ctx, NETUID, hotkey, uid);
    BlockAtRegistration.set(ctx, NETUID, uid, registered);
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, NETUID, { hotkey, coldkey: acct(9876) }, alpha(stake));
  }
  epoch.storage.ValidatorPermit.set(
    ctx,
    NETUID,
    neurons.map(([, , validator]) => validator),
  );
  for (let number = 0; number < mechanismCount; number++)
    validatorWeights.storage.LastUpdate.set(
      ctx,
      mechanismStorageIndex(NETUID, mechId(number)),
      neurons.map(([, , , , , updated]) => updated),
    );
  return ctx;
}
/** Two validators with the same stake. */
const pair = (
  block: number,
  updated: readonly [bigint, bigint],
  keys: readonly [number, number] = [11, 22],
): MockContext =>
  setupEpoch(block, [
    [0, keys[0], true, TAO, 0n, updated[0]],
    [1, keys[1], true, TAO, 0n, updated[1]],
  ]);
const setRows = (
  ctx: MockContext,
  mechanism: number,
  rows: readonly (readonly (readonly [number, number])[])[],
): void =>
  rows.forEach((row, uid) => {
    validatorWeights.storage.Weights.set(ctx, mechanismStorageIndex(NETUID, mechId(mechanism)), uid, row);
  });
function epochMechanism(ctx: MockContext, mechanism = 0, emission = TAO) {
  const input = epochInput(ctx, NETUID, mechId(mechanism), alpha(emission));
  const { output, intermediates, matrices } = ctx.rules.consensus(input, { matrices: true });
  if (matrices === undefined) throw new Error("no matrices");
  const { bonds } = matrices;
  return {
    input,
    output,
    ...intermediates,
    ...matrices,
    bonds,
    delta: bonds.yuma === 2 ? bonds.deltaNormalized : undefined,
  };
}
/** Numbers in 32 binary places. */
const bits = (value: number): bigint => BigInt(value * 2 ** 32);
const fixed = (...values: readonly number[]): readonly bigint[] => values.map(bits);
const matrix = (...rows: readonly (readonly (readonly [column: number, value: number])[])[]) =>
  rows.map((row) => row.map(([column, value]) => [column, bits(value)]));
/** A third, to the last place. */
const THIRD = (1n << 32n) / 3n;
const plain = (one: SparseMatrix | undefined) => one?.map((row) => row.map(([column, value]) => [column, value]));

test("test_simple", () => {
  const { input, output, ...got } = epochMechanism(pair(1, [1n, 1n], [1, 2]));
  expect([input.n, input.blockAtRegistration]).toEqual([2, [0n, 0n]]);
  expect(got.inactive).toEqual([false, false]);
  expect(got.filteredStake.map((stake) => stake >> 64n)).toEqual([1_000_000_000n, 1_000_000_000n]);
  expect(got.stake).toEqual(fixed(0.5, 0.5));
  expect([got.validatorPermits, got.newValidatorPermits]).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(got.activeStake).toEqual(fixed(0.5, 0.5));
  expect(got.consensus).toEqual(fixed(0, 0));
  expect(got.normalizedValidatorEmission).toEqual(fixed(0.5, 0.5));
  expect(got.normalizedCombinedEmission).toEqual(fixed(0.5, 0.5));
  expect(output.emission).toEqual([500_000_000n, 500_000_000n]);
});

test("test_bad_permit_vector", () => {
  const ctx = pair(1, [1n, 1n], [1, 2]);
  epoch.storage.ValidatorPermit.set(ctx, NETUID, [true]);
  expect(epochMechanism(ctx).output.validatorEmission).toEqual([1_000_000_000n, 0n]);
});

test("test_inactive_mask_zeroes_active_stake", () => {
  const { input, inactive, activeStake } = epochMechanism(pair(1_000_000, [0n, 0n]));
  expect([input.n, inactive, activeStake]).toEqual([2, [true, true], fixed(0, 0)]);
});

test("test_validator_permit_masks_active_stake", () => {
  const ctx = pair(1, [1n, 1n]);
  epoch.storage.ValidatorPermit.set(ctx, NETUID, [true, false]);
  const { validatorPermits, activeStake } = epochMechanism(ctx);
  expect([validatorPermits, activeStake]).toEqual([[true, false], fixed(1, 0)]);
});

test("yuma_emergency_mode", () => {
  const { inactive, normalizedCombinedEmission } = epochMechanism(pair(1_000_000, [0n, 0n]));
  expect([inactive, normalizedCombinedEmission]).toEqual([[true, true], fixed(0.5, 0.5)]);
});

test("epoch_uses_active_stake_when_nonzero_active", () => {
  const { inactive, activeStake, normalizedCombinedEmission } = epochMechanism(pair(1000, [999n, 1n]));
  expect([inactive, activeStake, normalizedCombinedEmission]).toEqual([[false, true], fixed(1, 0), fixed(1, 0)]);
});

test("epoch_topk_validator_permits", () => {
  const ctx = setupEpoch(1, [
    [0, 11, true, 2n * TAO, 0n, 1n],
    [1, 22, true, TAO, 0n, 1n],
  ]);
  parameters.storage.MaxAllowedValidators.set(ctx, NETUID, 1);
  const { input, stake, newValidatorPermits } = epochMechanism(ctx);
  expect((stake[0]! * 1000n) >> 32n).toBe(666n);
  expect([input.maxAllowedValidators, newValidatorPermits]).toEqual([1, [true, false]]);
});

test("epoch_yuma3_bonds_pipeline", () => {
  const ctx = pair(1, [1n, 1n]);
  parameters.storage.Yuma3On.set(ctx, NETUID, true);
  const { bonds, totalBondsPerValidator } = epochMechanism(ctx);
  expect(bonds.yuma).toBe(3);
  if (bonds.yuma !== 3) return;
  expect([bonds.masked, bonds.ema, bonds.emaNormalized]).toEqual([
    [[], []],
    [[], []],
    [[], []],
  ]);
  expect(totalBondsPerValidator).toEqual([0n, 0n]);
});

test("epoch_original_yuma_bonds_pipeline", () => {
  const ctx = pair(1, [1n, 1n]);
  parameters.storage.Yuma3On.set(ctx, NETUID, false);
  const { bonds, totalBondsPerValidator } = epochMechanism(ctx);
  expect(bonds.yuma).toBe(2);
  if (bonds.yuma !== 2) return;
  expect([bonds.masked, bonds.deltaNormalized, bonds.emaNormalized]).toEqual([
    [[], []],
    [[], []],
    [[], []],
  ]);
  expect(totalBondsPerValidator).toBeUndefined();
});

/** Three validators and two servers, 3 and 4. */
const five: readonly Neuron[] = [
  [0, 11, true, TAO, 0n, 1n],
  [1, 22, true, TAO, 0n, 1n],
  [2, 33, true, TAO, 0n, 1n],
  [3, 44, false, 0n, 0n, 1n],
  [4, 55, false, 0n, 0n, 1n],
];
/** What each validator gives the servers, by call. */
function weighServers(values: readonly (readonly [number, number])[]): MockContext {
  const ctx = setupEpoch(1, five);
  setCommitReveal(ctx, NETUID, false);
  for (const [uid, value] of values.entries())
    expect(setWeights(ctx, registration.storage.Keys.get(ctx, NETUID, uid), [3, 4], value)).toBeUndefined();
  return ctx;
}

test("test_validators_weight_two_distinct_servers", () => {
  const ctx = weighServers([
    [U16_MAX, 0],
    [0, U16_MAX],
    [U16_MAX, 0],
  ]);
  const { input, ...got } = epochMechanism(ctx);
  expect([input.n, got.validatorPermits]).toEqual([5, [true, true, true, false, false]]);
  expect(input.weights.map(({ cells }) => [...cells])).toEqual([
    [3, 65_535, 4, 0],
    [3, 0, 4, 65_535],
    [3, 65_535, 4, 0],
  ]);
  expect(plain(got.weightsMasked)).toEqual(
    matrix(
      [
        [3, 65_535],
        [4, 0],
      ],
      [
        [3, 0],
        [4, 65_535],
      ],
      [
        [3, 65_535],
        [4, 0],
      ],
      [],
      [],
    ),
  );
  expect(plain(got.weightsNormalized)).toEqual(
    matrix(
      [
        [3, 1],
        [4, 0],
      ],
      [
        [3, 0],
        [4, 1],
      ],
      [
        [3, 1],
        [4, 0],
      ],
      [],
      [],
    ),
  );
  expect(got.consensus).toEqual(fixed(0, 0, 0, 1, 0));
  expect(got.validatorTrust).toEqual(fixed(1, 0, 1, 0, 0));
  expect(got.dividends).toEqual(fixed(0.5, 0, 0.5, 0, 0));
  expect(got.normalizedCombinedEmission).toEqual(fixed(0.25, 0, 0.25, 0.5, 0));
});

test("test_validator_splits_weight_across_two_servers", () => {
  const ctx = weighServers([
    [U16_MAX, 0],
    [0, U16_MAX],
    [U16_MAX, U16_MAX],
  ]);
  const got = epochMechanism(ctx);
  expect(got.validatorPermits).toEqual([true, true, true, false, false]);
  expect(plain(got.weightsNormalized)).toEqual(
    matrix(
      [
        [3, 1],
        [4, 0],
      ],
      [
        [3, 0],
        [4, 1],
      ],
      [
        [3, 0.5],
        [4, 0.5],
      ],
      [],
      [],
    ),
  );
  expect(plain(got.delta)).toEqual(
    matrix(
      [
        [3, 0.5],
        [4, 0],
      ],
      [
        [3, 0],
        [4, 0.5],
      ],
      [
        [3, 0.5],
        [4, 0.5],
      ],
      [],
      [],
    ),
  );
  expect(got.dividends).toEqual(fixed(0.25, 0.25, 0.5, 0, 0));
  expect(got.normalizedCombinedEmission).toEqual(fixed(0.125, 0.125, 0.25, 0.25, 0.25));
});

test("epoch_mechanism_reads_weights_per_mechanism", () => {
  const ctx = setupEpoch(1, five, 2);
  setRows(ctx, 0, [[[3, U16_MAX]], [[4, U16_MAX]], [[3, U16_MAX]]]);
  setRows(ctx, 1, [[[4, U16_MAX]], [[3, U16_MAX]], [[4, U16_MAX]]]);
  for (const [mechanism, most, least, emission] of [
    [0, 3, 4, [0.25, 0, 0.25, 0.5, 0]],
    [1, 4, 3, [0.25, 0, 0.25, 0, 0.5]],
  ] as const) {
    const got = epochMechanism(ctx, mechanism, 1_000n);
    expect(got.activeStake).toEqual([THIRD, THIRD, THIRD, 0n, 0n]);
    expect(plain(got.weightsNormalized)).toEqual(matrix([[most, 1]], [[least, 1]], [[most, 1]], [], []));
    expect(plain(got.delta)).toEqual(matrix([[most, 0.5]], [], [[most, 0.5]], [], []));
    expect(got.normalizedCombinedEmission).toEqual(fixed(...emission));
  }
});

test("epoch_mechanism_three_mechanisms_separate_state", () => {
  const ctx = setupEpoch(
    1,
    [
      [0, 11, true, TAO, 0n, 1n],
      [1, 22, true, TAO, 0n, 1n],
      [2, 44, false, 0n, 0n, 1n],
      [3, 55, false, 0n, 0n, 1n],
    ],
    3,
  );
  const alike = (mechanism: number, row: readonly (readonly [number, number])[]) => setRows(ctx, mechanism, [row, row]);
  alike(0, [[2, U16_MAX]]);
  alike(1, [
    [2, U16_MAX],
    [3, U16_MAX],
  ]);
  alike(2, [[3, U16_MAX]]);
  for (const [mechanism, weights, delta, emission] of [
    [0, [[2, 1]], [[2, 0.5]], [0.25, 0.25, 0.5, 0]],
    [
      1,
      [
        [2, 0.5],
        [3, 0.5],
      ],
      [
        [2, 0.5],
        [3, 0.5],
      ],
      [0.25, 0.25, 0.25, 0.25],
    ],
    [2, [[3, 1]], [[3, 0.5]], [0.25, 0.25, 0, 0.5]],
  ] as const) {
    const got = epochMechanism(ctx, mechanism, 1_000n);
    expect(plain(got.weightsNormalized)).toEqual(matrix(weights, weights, [], []));
    expect(plain(got.delta)).toEqual(matrix(delta, delta, [], []));
    expect(got.normalizedCombinedEmission).toEqual(fixed(...emission));
  }
});
