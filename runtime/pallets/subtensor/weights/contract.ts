// The weights that validators set, commit and reveal.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { identity, twox } from "../../../frame/hasher.ts";
import { anyOrigin, signed } from "../../../frame/origin.ts";
import { DispatchError } from "../../../frame/refusal.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, H256, MechId, NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import { boundedBytes, compact, tuple, u16, u64, vec } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { MAX_CRV3_COMMIT_SIZE } from "./commit_size.ts";

export const validatorWeights = section(SubtensorModule, {
  storage: {
    LastUpdate: map([identity(NetUidStorageIndex)], vec(u64), { default: [] }),
    Weights: map([identity(NetUidStorageIndex), identity(u16)], vec(tuple(u16, u16)), { default: [] }),
    WeightCommits: map([twox(NetUidStorageIndex), twox(AccountId)], vec(tuple(H256, u64, u64, u64)), {
      docs: "Hash, epoch and block of the commitment, and a zero.",
    }),
    TimelockedWeightCommits: map(
      [twox(NetUidStorageIndex), twox(u64)],
      vec(tuple(AccountId, u64, boundedBytes(MAX_CRV3_COMMIT_SIZE), u64)),
      { default: [], docs: "By epoch: who, block of the commitment, ciphertext, round of the beacon that opens it." },
    ),
    CRV3WeightCommits: map(
      [twox(NetUidStorageIndex), twox(u64)],
      vec(tuple(AccountId, boundedBytes(MAX_CRV3_COMMIT_SIZE), u64)),
      { default: [] },
    ),
    CRV3WeightCommitsV2: map(
      [twox(NetUidStorageIndex), twox(u64)],
      vec(tuple(AccountId, u64, boundedBytes(MAX_CRV3_COMMIT_SIZE), u64)),
      { default: [] },
    ),
  },
  events: {
    WeightsSet: event(5, [NetUidStorageIndex, u16]),
    CRV3WeightsCommitted: event(84, [AccountId, NetUidStorageIndex, H256]),
    WeightsCommitted: event(85, [AccountId, NetUidStorageIndex, H256]),
    WeightsRevealed: event(86, [AccountId, NetUidStorageIndex, H256]),
    WeightsBatchRevealed: event(87, [AccountId, NetUid, vec(H256)]),
    BatchWeightsCompleted: event(88, [vec(compact(NetUid)), AccountId]),
    BatchCompletedWithErrors: event(89),
    BatchWeightItemFailed: event(90, [NetUid, DispatchError]),
    CRV3WeightsRevealed: event(99, [NetUid, AccountId]),
    TimelockedWeightsCommitted: event(107, [AccountId, NetUidStorageIndex, H256, u64]),
    TimelockedWeightsRevealed: event(108, [NetUidStorageIndex, AccountId]),
  },
  errors: {
    NotEnoughStakeToSetWeights: error(
      10,
      "The caller is requesting to set weights but the caller has less than minimum stake\nrequired to set weights (less than WeightsMinStake).",
    ),
    NeuronNoValidatorPermit: error(
      15,
      "The caller is attempting to set non-self weights without being a permitted validator.",
    ),
    WeightVecNotEqualSize: error(
      16,
      "The caller is attempting to set the weight keys and values but these vectors have\ndifferent size.",
    ),
    DuplicateUids: error(17, "The caller is attempting to set weights with duplicate UIDs in the weight matrix."),
    UidVecContainInvalidOne: error(
      18,
      "The caller is attempting to set weight to at least one UID that does not exist in the\nmetagraph.",
    ),
    WeightVecLengthIsLow: error(
      19,
      "The dispatch is attempting to set weights on chain with fewer elements than are allowed.",
    ),
    MaxWeightExceeded: error(
      27,
      "The dispatch is attempting to set weights on chain with weight value exceeding the\nconfigured max weight limit (currently `u16::MAX`).",
    ),
    SettingWeightsTooFast: error(29, "A transactor exceeded the rate limit for setting weights."),
    IncorrectWeightVersionKey: error(
      30,
      "A validator is attempting to set weights from a validator with incorrect weight version.",
    ),
    UidsLengthExceedUidsInSubNet: error(32, "The caller is attempting to set weights with more UIDs than allowed."),
    CanNotSetRootNetworkWeights: error(47, "Can not set weights for the root network."),
    NoWeightsCommitFound: error(
      51,
      "No commit found for the provided hotkey+netuid combination when attempting to reveal the\nweights.",
    ),
    InvalidRevealCommitHashNotMatch: error(52, "Committed hash does not equal the hashed reveal data."),
    CommitRevealEnabled: error(53, "Attempting to call set_weights when commit/reveal is enabled"),
    CommitRevealDisabled: error(54, "Attemtping to commit/reveal weights when disabled."),
    TooManyUnrevealedCommits: error(77, "Maximum commit limit reached"),
    ExpiredWeightCommit: error(78, "Attempted to reveal weights that are expired."),
    RevealTooEarly: error(79, "Attempted to reveal weights too early."),
    InputLengthsUnequal: error(80, "Attempted to batch reveal weights with mismatched vector input lenghts."),
    CommittingWeightsTooFast: error(81, "A transactor exceeded the rate limit for setting weights."),
    IncorrectCommitRevealVersion: error(110, "Incorrect commit-reveal version."),
    InvalidRevealRound: error(111, "Reveal round is older than the most recently stored DRAND round."),
  },
  calls: {
    set_weights: call(
      0,
      anyOrigin,
      { netuid: NetUid, dests: vec(u16), weights: vec(u16), version_key: u64 },
      { weight: weights.set_weights, pays: "No" },
    ),
    batch_set_weights: call(
      80,
      signed,
      {
        netuids: vec(compact(NetUid)),
        weights: vec(vec(tuple(compact(u16), compact(u16)))),
        version_keys: vec(compact(u64)),
      },
      { weight: weights.batch_set_weights, pays: "No" },
    ),
    commit_weights: call(
      96,
      anyOrigin,
      { netuid: NetUid, commit_hash: H256 },
      { weight: weights.commit_weights, pays: "No" },
    ),
    reveal_weights: call(
      97,
      signed,
      { netuid: NetUid, uids: vec(u16), values: vec(u16), salt: vec(u16), version_key: u64 },
      { weight: weights.reveal_weights, pays: "No" },
    ),
    batch_reveal_weights: call(
      98,
      anyOrigin,
      {
        netuid: NetUid,
        uids_list: vec(vec(u16)),
        values_list: vec(vec(u16)),
        salts_list: vec(vec(u16)),
        version_keys: vec(u64),
      },
      { weight: weights.batch_reveal_weights, pays: "No" },
    ),
    batch_commit_weights: call(
      100,
      signed,
      { netuids: vec(compact(NetUid)), commit_hashes: vec(H256) },
      { weight: weights.batch_commit_weights, pays: "No" },
    ),
    commit_timelocked_weights: call(
      113,
      anyOrigin,
      { netuid: NetUid, commit: boundedBytes(MAX_CRV3_COMMIT_SIZE), reveal_round: u64, commit_reveal_version: u16 },
      { weight: weights.commit_timelocked_weights, pays: "No" },
    ),
    commit_mechanism_weights: call(
      115,
      anyOrigin,
      { netuid: NetUid, mecid: MechId, commit_hash: H256 },
      { weight: weights.commit_mechanism_weights, pays: "No" },
    ),
    reveal_mechanism_weights: call(
      116,
      signed,
      { netuid: NetUid, mecid: MechId, uids: vec(u16), values: vec(u16), salt: vec(u16), version_key: u64 },
      { weight: weights.reveal_mechanism_weights, pays: "No" },
    ),
    commit_crv3_mechanism_weights: call(
      117,
      anyOrigin,
      { netuid: NetUid, mecid: MechId, commit: boundedBytes(MAX_CRV3_COMMIT_SIZE), reveal_round: u64 },
      { weight: weights.commit_crv3_mechanism_weights, pays: "No" },
    ),
    commit_timelocked_mechanism_weights: call(
      118,
      anyOrigin,
      {
        netuid: NetUid,
        mecid: MechId,
        commit: boundedBytes(MAX_CRV3_COMMIT_SIZE),
        reveal_round: u64,
        commit_reveal_version: u16,
      },
      { weight: weights.commit_timelocked_mechanism_weights, pays: "No" },
    ),
    set_mechanism_weights: call(
      119,
      anyOrigin,
      { netuid: NetUid, mecid: MechId, dests: vec(u16), weights: vec(u16), version_key: u64 },
      { weight: weights.set_mechanism_weights, pays: "No" },
    ),
  },
});
