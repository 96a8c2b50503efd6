// The reference's tests of setting weights (pallets/subtensor/src/tests/weights.rs), with its literal values.

import { describe, expect, test } from "vitest";
import { dispatchInfoOf } from "../../runtime/executive/chain.ts";
import { subtensor } from "../../runtime/index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import {
  setLastUpdateForUid,
  setValidatorPermitForUid,
  subnetworkN,
  uidForNetAndHotkey,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { addStake } from "../../runtime/pallets/subtensor/staking/add_stake.ts";
import { stakeWeightsForHotkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake_weights.ts";
import { ownerUid } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { commitHash } from "../../runtime/pallets/subtensor/weights/commit_weights.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import {
  checkLength,
  checkLenUidsWithinAllowed,
  checkValidatorPermit,
  checkWeightsMinStake,
  isSelfWeight,
  MAX_WEIGHT_LIMIT,
  maxWeightLimited,
  normalizeWeights,
  validatorPermitForUid,
} from "../../runtime/pallets/subtensor/weights/requirements.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U16_MAX } from "../../runtime/primitives/ints.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { directOutcome } from "../chain/direct.ts";
import { acct, callOf, eventsOf, type MockContext, newTestExt, none, runToBlock, stepBlock } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetworkDisableCommitReveal,
  addNetwork,
  addNetworkDisableCommitReveal,
  registerOkNeuron,
  removeOwnerRegistrationStake,
  stepEpochs,
} from "../chain/mock_subtensor.ts";
import {
  commit,
  commitRevealSetWeights,
  committing,
  grantStake,
  HOTKEY,
  MAIN,
  revealOf,
  SUBNET,
  saltOf,
  setCommitReveal,
  setStakeThreshold,
  setWeights,
  setWeightsRateLimit,
} from "../chain/mock_weights.ts";

const {
  MaxAllowedUids,
  MaxRegistrationsPerBlock,
  MinAllowedWeights,
  TargetRegistrationsPerInterval,
  WeightsVersionKey,
} = parameters.storage;
const SALT = [1, 2, 3, 4, 5, 6, 7, 8];
const uidOf = (ctx: MockContext, hotkey: AccountId, netuid: NetUid = SUBNET): number =>
  uidForNetAndHotkey(ctx, netuid, hotkey);
const permit = (ctx: MockContext, hotkey: AccountId): void =>
  setValidatorPermitForUid(ctx, SUBNET, uidOf(ctx, hotkey), true);
const feeOf = (name: string, args: Record<string, unknown>) => {
  const { class: kind, pays } = dispatchInfoOf(subtensor().runtime, callOf("SubtensorModule", name, args));
  return { kind, pays };
};

describe("dispatch info", () => {
  const free = { kind: "Normal", pays: "No" };
  test("test_set_weights_dispatch_info_ok", () => {
    expect(feeOf("set_weights", { netuid: SUBNET, dests: [1, 1], weights: [1, 1], version_key: 0n })).toEqual(free);
  });
  test("test_commit_weights_dispatch_info_ok", () => {
    const hash = commitHash(acct(1), MAIN, { uids: [1, 1], values: [1, 1], salt: SALT, versionKey: 0n });
    expect(feeOf("commit_weights", { netuid: SUBNET, commit_hash: hash })).toEqual(free);
  });
  test("test_reveal_weights_dispatch_info_ok", () => {
    expect(
      feeOf("reveal_weights", { netuid: SUBNET, uids: [1, 1], values: [1, 1], salt: SALT, version_key: 0n }),
    ).toEqual(free);
  });
});

/** Three neurons, 55 the first, without commit-reveal. */
function three(): MockContext {
  const ctx = newTestExt(0);
  addNetworkDisableCommitReveal(ctx, SUBNET, 13, 0);
  MinAllowedWeights.set(ctx, SUBNET, 0);
  MaxAllowedUids.set(ctx, SUBNET, 3);
  registerOkNeuron(ctx, SUBNET, acct(55), acct(66), 0);
  registerOkNeuron(ctx, SUBNET, acct(1), acct(1), 65_555);
  registerOkNeuron(ctx, SUBNET, acct(2), acct(2), 75_555);
  return ctx;
}
const manyRegistrations = (ctx: MockContext, n: number): void => {
  MaxRegistrationsPerBlock.set(ctx, SUBNET, n);
  TargetRegistrationsPerInterval.set(ctx, SUBNET, n);
};

describe("refusals", () => {
  test("test_set_weights_is_root_error", () => {
    const ctx = newTestExt(0);
    setCommitReveal(ctx, ROOT, false);
    expect(setWeights(ctx, acct(1), [0], [1], 0n, ROOT)).toBe("CanNotSetRootNetworkWeights");
  });
  test("test_weights_err_no_validator_permit", () => {
    const ctx = three();
    expect(setWeights(ctx, acct(55), [1, 2], [1, 2])).toBe("NeuronNoValidatorPermit");
    permit(ctx, acct(55));
    expect(setWeights(ctx, acct(55), [1, 2], [1, 2])).toBeUndefined();
  });
  test("test_set_stake_threshold_failed", () => {
    const ctx = newTestExt(0);
    const key = acct(0);
    addNetworkDisableCommitReveal(ctx, SUBNET, 1, 0);
    registerOkNeuron(ctx, SUBNET, key, key, 2_143_124);
    setStakeThreshold(ctx, 20_000_000_000_000n);
    addBalanceToColdkeyAccount(ctx, key, 20_000_000_000_000_000n);
    const stake = (amount: bigint): void => void addStake(ctx, SUBNET, { hotkey: key, coldkey: key }, rao(amount));
    expect(checkWeightsMinStake(ctx, SUBNET, key)).toBe(false);
    stake(19_000_000_000_000n);
    expect(checkWeightsMinStake(ctx, SUBNET, key)).toBe(false);
    stake(20_000_000_000_000n);
    expect(checkWeightsMinStake(ctx, SUBNET, key)).toBe(true);
    setStakeThreshold(ctx, 100_000_000_000_000n);
    expect(setWeights(ctx, key, [0], [1])).toBe("NotEnoughStakeToSetWeights");
    stake(100_000_000_000_000n);
    expect(setWeights(ctx, key, [0], [1])).toBeUndefined();
  });
  test("test_weights_version_key", () => {
    const ctx = newTestExt(0);
    const [first, second] = [netUid(1), netUid(2)];
    for (const netuid of [first, second]) {
      addNetworkDisableCommitReveal(ctx, netuid, 1, 0);
      registerOkNeuron(ctx, netuid, acct(55), acct(66), 2_143_124);
      expect(setWeights(ctx, acct(55), [0], [1], 0n, netuid)).toBeUndefined();
    }
    WeightsVersionKey.set(ctx, first, 12_312n);
    WeightsVersionKey.set(ctx, second, 20_313n);
    expect(setWeights(ctx, acct(55), [0], [1], 12_312n, first)).toBeUndefined();
    expect(setWeights(ctx, acct(55), [0], [1], 20_313n, second)).toBeUndefined();
    expect(setWeights(ctx, acct(55), [0], [1], 20_313n, first)).toBeUndefined();
    expect(setWeights(ctx, acct(55), [0], [1], 12_312n, second)).toBe("IncorrectWeightVersionKey");
  });
  test("test_weights_err_setting_weights_too_fast", () => {
    const ctx = three();
    permit(ctx, acct(55));
    grantStake(ctx, SUBNET, acct(55), acct(66));
    setWeightsRateLimit(ctx, SUBNET, 10n);
    // Block 0 reads as never, so the first weights do not count.
    expect(setWeights(ctx, acct(55), [1, 2], [1, 2])).toBeUndefined();
    runToBlock(ctx, 1);
    const refused: string[] = [];
    for (let i = 1; i < 100; i++) {
      refused.push(`${i}: ${setWeights(ctx, acct(55), [1, 2], [1, 2]) ?? "ok"}`);
      runToBlock(ctx, i + 1);
    }
    expect(refused).toEqual(
      Array.from({ length: 99 }, (_, i) => `${i + 1}: ${(i + 1) % 10 === 1 ? "ok" : "SettingWeightsTooFast"}`),
    );
  });
  test("test_weights_err_weights_vec_not_equal_size", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 13, 0);
    registerOkNeuron(ctx, SUBNET, acct(55), acct(66), 0);
    permit(ctx, acct(55));
    expect(
      commitRevealSetWeights(ctx, acct(55), {
        uids: [1, 2, 3, 4, 5, 6],
        values: [1, 2, 3, 4, 5],
        salt: SALT,
        versionKey: 0n,
      }),
    ).toBe("WeightVecNotEqualSize");
  });
  test("test_weights_err_has_duplicate_ids", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 13, 0);
    setStakeThreshold(ctx, 0n);
    MaxAllowedUids.set(ctx, SUBNET, 100);
    manyRegistrations(ctx, 100);
    registerOkNeuron(ctx, SUBNET, acct(666), acct(77), 0);
    permit(ctx, acct(666));
    grantStake(ctx, SUBNET, acct(666), acct(77));
    for (const n of [1, 2, 3]) registerOkNeuron(ctx, SUBNET, acct(n), acct(1), 100_000 * n);
    expect(subnetworkN(ctx, SUBNET)).toBe(4);
    expect(
      commitRevealSetWeights(ctx, acct(666), { uids: [1, 1, 1], values: [1, 2, 3], salt: SALT, versionKey: 0n }),
    ).toBe("DuplicateUids");
  });
  test("test_no_signature", () => {
    const ctx = newTestExt(0);
    setCommitReveal(ctx, SUBNET, false);
    expect(directOutcome(ctx, none, "set_weights", { netuid: SUBNET, dests: [], weights: [], version_key: 0n })).toBe(
      "BadOrigin",
    );
  });
  test("test_set_weights_err_not_active", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 13, 0);
    registerOkNeuron(ctx, SUBNET, acct(666), acct(2), 100_000);
    expect(commitRevealSetWeights(ctx, acct(1), { uids: [0], values: [1], salt: SALT, versionKey: 0n })).toBe(
      "HotKeyNotRegisteredInSubNet",
    );
  });
  test("test_set_weights_err_invalid_uid", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 13, 0);
    registerOkNeuron(ctx, SUBNET, acct(55), acct(66), 0);
    setStakeThreshold(ctx, 0n);
    permit(ctx, acct(55));
    grantStake(ctx, SUBNET, acct(55), acct(66));
    expect(commitRevealSetWeights(ctx, acct(55), { uids: [9999], values: [88], salt: SALT, versionKey: 0n })).toBe(
      "UidVecContainInvalidOne",
    );
  });
  test("test_set_weight_not_enough_values", () => {
    const ctx = newTestExt(0);
    addNetworkDisableCommitReveal(ctx, SUBNET, 13, 0);
    registerOkNeuron(ctx, SUBNET, acct(1), acct(2), 100_000);
    permit(ctx, acct(1));
    grantStake(ctx, SUBNET, acct(1), acct(2));
    registerOkNeuron(ctx, SUBNET, acct(3), acct(4), 300_000);
    MinAllowedWeights.set(ctx, SUBNET, 2);
    expect(setWeights(ctx, acct(1), [1], [88])).toBe("WeightVecLengthIsLow");
    expect(setWeights(ctx, acct(1), [0], [88])).toBeUndefined();
    MinAllowedWeights.set(ctx, SUBNET, 1);
    expect(
      commitRevealSetWeights(ctx, acct(1), { uids: [0, 1], values: [10, 10], salt: SALT, versionKey: 0n }),
    ).toBeUndefined();
  });
  test("test_set_weight_too_many_uids", () => {
    const ctx = newTestExt(0);
    addNetworkDisableCommitReveal(ctx, SUBNET, 13, 0);
    registerOkNeuron(ctx, SUBNET, acct(1), acct(2), 100_000);
    permit(ctx, acct(1));
    registerOkNeuron(ctx, SUBNET, acct(3), acct(4), 300_000);
    MinAllowedWeights.set(ctx, SUBNET, 2);
    expect(setWeights(ctx, acct(1), [0, 1, 2, 3, 4], [88, 102, 303, 1212, 11])).toBe("UidsLengthExceedUidsInSubNet");
    expect(setWeights(ctx, acct(1), [0, 1], [10, 10])).toBeUndefined();
  });
  test("test_set_weights_commit_reveal_enabled_error", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 1, 0);
    registerOkNeuron(ctx, SUBNET, acct(1), acct(2), 10);
    setCommitReveal(ctx, SUBNET, true);
    expect(setWeights(ctx, acct(1), [0], [1])).toBe("CommitRevealEnabled");
    setCommitReveal(ctx, SUBNET, false);
    expect(setWeights(ctx, acct(1), [0], [1])).toBeUndefined();
  });
});

test("test_set_weights_sum_larger_than_u16_max", () => {
  const ctx = newTestExt(0);
  addNetwork(ctx, SUBNET, 13, 0);
  registerOkNeuron(ctx, SUBNET, acct(1), acct(2), 100_000);
  setStakeThreshold(ctx, 0n);
  permit(ctx, acct(1));
  grantStake(ctx, SUBNET, acct(1), acct(2));
  registerOkNeuron(ctx, SUBNET, acct(3), acct(4), 300_000);
  MinAllowedWeights.set(ctx, SUBNET, 2);
  expect(
    commitRevealSetWeights(ctx, acct(1), { uids: [0, 1], values: [U16_MAX, U16_MAX], salt: SALT, versionKey: 0n }),
  ).toBeUndefined();
  expect(validatorWeights.read.Weights.get(ctx, MAIN, uidOf(ctx, acct(1)))).toEqual([
    [0, 65_535],
    [1, 65_535],
  ]);
});

describe("requirements of the vectors", () => {
  test("test_check_length_allows_singleton", () => {
    const ctx = newTestExt(0);
    MinAllowedWeights.set(ctx, SUBNET, 1);
    expect(checkLength(ctx, SUBNET, 1, { uids: [1], values: [1] })).toBe(true);
  });
  test("test_check_length_weights_length_exceeds_min_allowed", () => {
    const ctx = newTestExt(0);
    MinAllowedWeights.set(ctx, SUBNET, 3);
    expect(checkLength(ctx, SUBNET, 1, { uids: [1, 2, 3], values: [1, 2, 3] })).toBe(true);
  });
  test("test_check_length_to_few_weights", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 1, 0);
    manyRegistrations(ctx, 100);
    for (let n = 1; n <= 7; n++) registerOkNeuron(ctx, SUBNET, acct(n), acct(n), 300_000);
    MinAllowedWeights.set(ctx, SUBNET, 3);
    expect(checkLength(ctx, SUBNET, 1, { uids: [1, 2], values: [1, 2] })).toBe(false);
  });
  test("test_normalize_weights_does_not_mutate_when_sum_is_zero", () => {
    expect(normalizeWeights([0, 0, 0])).toEqual([0, 0, 0]);
  });
  test("test_normalize_weights_does_not_mutate_when_sum_not_zero", () => {
    expect(normalizeWeights([0, 1, 2])).toHaveLength(3);
  });
  test("test_max_weight_limited_allow_self_weights_to_exceed_max_weight_limit", () => {
    expect(maxWeightLimited(1, { uids: [1], values: [0] })).toBe(true);
  });
  test("test_max_weight_limited_when_weight_limit_is_u16_max", () => {
    expect(maxWeightLimited(1, { uids: [1, 2, 3], values: [U16_MAX, U16_MAX, U16_MAX] })).toBe(true);
  });
  test("test_get_max_weight_limit_is_constant", () => {
    expect(MAX_WEIGHT_LIMIT).toBe(65_535);
  });
  test("test_is_self_weight_weights_length_not_one", () => {
    expect(isSelfWeight(1, { uids: [1, 2, 3], values: [1, 2, 3] })).toBe(false);
  });
  test("test_is_self_weight_uid_not_in_uids", () => {
    expect(isSelfWeight(2, { uids: [1, 2, 3], values: [0] })).toBe(false);
  });
  test("test_is_self_weight_uid_in_uids", () => {
    expect(isSelfWeight(1, { uids: [1], values: [0] })).toBe(true);
  });
  const pooled = (): MockContext => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 13, 0);
    for (const n of [1, 3, 5]) registerOkNeuron(ctx, SUBNET, acct(n), acct(n), 0);
    MaxAllowedUids.set(ctx, SUBNET, subnetworkN(ctx, SUBNET));
    MaxRegistrationsPerBlock.set(ctx, SUBNET, 100);
    return ctx;
  };
  test("test_check_len_uids_within_allowed_within_network_pool", () => {
    expect(checkLenUidsWithinAllowed(pooled(), SUBNET, [0, 1, 2])).toBe(true);
  });
  test("test_check_len_uids_within_allowed_not_within_network_pool", () => {
    expect(checkLenUidsWithinAllowed(pooled(), SUBNET, [0, 1, 2, 3])).toBe(false);
  });
});

test("test_commit_weights_rate_limit", () => {
  const ctx = committing({ tempo: 5, rateLimit: 10n, at: 11 });
  setLastUpdateForUid(ctx, MAIN, uidOf(ctx, HOTKEY), 0n);
  const [first, second] = [revealOf(SALT), revealOf(saltOf(9))];
  expect(commit(ctx, first)).toBeUndefined();
  expect(commit(ctx, second)).toBe("CommittingWeightsTooFast");
  stepBlock(ctx, 5);
  expect(commit(ctx, second)).toBe("CommittingWeightsTooFast");
  stepBlock(ctx, 5);
  expect(commit(ctx, second)).toBeUndefined();
  setCommitReveal(ctx, SUBNET, false);
  expect(setWeights(ctx, HOTKEY, [0], [1])).toBe("SettingWeightsTooFast");
  stepBlock(ctx, 10);
  expect(setWeights(ctx, HOTKEY, [0], [1])).toBeUndefined();
  expect(setWeights(ctx, HOTKEY, [0], [1])).toBe("SettingWeightsTooFast");
  stepBlock(ctx, 5);
  expect(setWeights(ctx, HOTKEY, [0], [1])).toBe("SettingWeightsTooFast");
  stepBlock(ctx, 5);
  expect(setWeights(ctx, HOTKEY, [0], [1])).toBeUndefined();
});

test("test_subnet_owner_can_validate_without_stake_or_manual_permit", () => {
  const ctx = newTestExt(0);
  const [owner, ownerCold, other, otherCold] = [acct(10), acct(11), acct(20), acct(21)];
  const netuid = addDynamicNetworkDisableCommitReveal(ctx, owner, ownerCold);
  removeOwnerRegistrationStake(ctx, netuid);
  registerOkNeuron(ctx, netuid, other, otherCold, 0);
  grantStake(ctx, netuid, other, otherCold);
  const ofOwner = ownerUid(ctx, netuid)!;
  expect(uidOf(ctx, owner, netuid)).toBe(ofOwner);
  const ofOther = uidOf(ctx, other, netuid);
  const weight = (hotkey: AccountId): bigint => stakeWeightsForHotkeyOnSubnet(ctx, netuid, hotkey).total;
  expect(weight(owner) < weight(other)).toBe(true);
  setStakeThreshold(ctx, 1n);
  expect(checkWeightsMinStake(ctx, netuid, other)).toBe(true);
  for (const uid of [ofOwner, ofOther]) {
    setValidatorPermitForUid(ctx, netuid, uid, false);
    expect(validatorPermitForUid(ctx, netuid, uid)).toBe(false);
  }
  expect(checkValidatorPermit(ctx, netuid, ofOther, { uids: [ofOwner], values: [1] })).toBe(false);
  expect(setWeights(ctx, other, [ofOwner], [1], 0n, netuid)).toBe("NeuronNoValidatorPermit");
  expect(checkWeightsMinStake(ctx, netuid, owner)).toBe(true);
  expect(checkValidatorPermit(ctx, netuid, ofOwner, { uids: [ofOther], values: [1] })).toBe(true);
  expect(setWeights(ctx, owner, [ofOther], [1], 0n, netuid)).toBeUndefined();
  stepEpochs(ctx, 1, netuid);
  expect(validatorPermitForUid(ctx, netuid, ofOwner)).toBe(true);
  expect(validatorPermitForUid(ctx, netuid, ofOther)).toBe(true);
});

describe("batches tell which item failed", () => {
  const failures = (ctx: MockContext) =>
    eventsOf(ctx).flatMap(({ name, data }) => (name === "BatchWeightItemFailed" ? [data[0]] : []));
  const two = (a: number, b: number, commitReveal: boolean): MockContext => {
    const ctx = newTestExt(1);
    for (const netuid of [a, b]) {
      addNetwork(ctx, netuid, 1, 0);
      setCommitReveal(ctx, netUid(netuid), commitReveal);
    }
    return ctx;
  };
  test("test_batch_commit_weights_item_failure_event_includes_netuid", () => {
    const ctx = two(1, 2, false);
    const hashes = ["aa", "bb"].map((byte) => `0x${byte.repeat(32)}`);
    expect(
      directOutcome(ctx, acct(1), "batch_commit_weights", { netuids: [1, 2], commit_hashes: hashes }),
    ).toBeUndefined();
    expect(failures(ctx)).toEqual([1, 2]);
  });
  test("test_batch_set_weights_item_failure_event_includes_netuid", () => {
    const ctx = two(3, 4, true);
    expect(
      directOutcome(ctx, acct(11), "batch_set_weights", { netuids: [3, 4], weights: [[], []], version_keys: [0n, 0n] }),
    ).toBeUndefined();
    expect(failures(ctx)).toEqual([3, 4]);
  });
});
