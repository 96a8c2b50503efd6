// From state to the input of an epoch. Mirrors what epoch_mechanism of pallets/subtensor/src/epoch/run_epoch.rs reads.

import type { AccountId, MechId, NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import type { Alpha } from "../../../primitives/units.ts";
import type { EpochInput, PendingCommits } from "../../../rules/consensus.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { settings } from "../settings/contract.ts";
import { stakeWeightsForNetwork } from "../staking/stake_weights.ts";
import { subnets } from "../subnets/contract.ts";
import { tempo } from "../tempo/contract.ts";
import { currentEpochWithLookahead } from "../tempo/schedule.ts";
import { validatorWeights } from "../weights/contract.ts";
import { isEpochStateConsistent } from "./consistency.ts";
import { epoch } from "./contract.ts";
import { rowsOf } from "./rows.ts";

const { BlockAtRegistration, Keys, SubnetworkN, Uids } = registration.read;
const { LastUpdate, TimelockedWeightCommits, WeightCommits, Weights } = validatorWeights.read;

/** Hotkeys by uid, in raw-key order. */
export type Slots = readonly (readonly [uid: number, hotkey: AccountId])[];
export const slotsOf = (ctx: Ctx, netuid: NetUid): Slots =>
  Array.from(Keys.entries(ctx, netuid), ([[, uid], hotkey]) => [uid, hotkey] as const);

export const isEpochInputStateConsistent = (ctx: Ctx, netuid: NetUid): boolean =>
  isEpochStateConsistent(slotsOf(ctx, netuid).map(([, hotkey]) => hotkey));

/** Blocks after which a neuron that has not set weights is inactive: tempos in thousandths, at least one block. */
export function activityCutoffBlocks(ctx: Ctx, netuid: NetUid): bigint {
  const blocks =
    (BigInt(parameters.read.ActivityCutoffFactorMilli.get(ctx, netuid)) * BigInt(tempo.read.Tempo.get(ctx, netuid))) /
    1000n;
  return blocks > 1n ? blocks : 1n;
}

/** Uid of the owner's hotkey. */
export function ownerUid(ctx: Ctx, netuid: NetUid): number | undefined {
  const { SubnetOwnerHotkey } = subnets.read;
  return SubnetOwnerHotkey.has(ctx, netuid) ? Uids.get(ctx, netuid, SubnetOwnerHotkey.get(ctx, netuid)) : undefined;
}

function pendingCommits(ctx: Ctx, netuid: NetUid, index: NetUidStorageIndex, slots: Slots): PendingCommits {
  const uids = new Map(slots.map(([uid, hotkey]) => [hotkey, uid]));
  return {
    currentEpoch: currentEpochWithLookahead(ctx, netuid),
    revealPeriod: parameters.read.RevealPeriodEpochs.get(ctx, netuid),
    hashed: [...WeightCommits.entries(ctx, index)].flatMap(([[, who], queue]) => {
      const uid = uids.get(who);
      return uid === undefined ? [] : [{ uid, queue: queue.map(([, epoch, block]) => ({ epoch, block })) }];
    }),
    timelocked: Array.from(TimelockedWeightCommits.entries(ctx, index), ([[, epoch], commits]) => ({
      epoch,
      commits: commits.flatMap(([who, block]) => {
        const uid = uids.get(who);
        return uid === undefined ? [] : [{ uid, block }];
      }),
    })),
  };
}

/** The input of one mechanism's epoch on this state, as of the context's block. */
export function epochInput(
  ctx: Ctx,
  netuid: NetUid,
  mechanism: MechId,
  emission: Alpha,
  slots: Slots = slotsOf(ctx, netuid),
): EpochInput {
  const { read } = parameters;
  const index = mechanismStorageIndex(netuid, mechanism);
  const n = SubnetworkN.get(ctx, netuid);
  const held = new Set(slots.map(([uid]) => uid));
  const [alphaLow, alphaHigh] = read.AlphaValues.get(ctx, netuid);
  return {
    n,
    currentBlock: currentBlock(ctx),
    tempo: tempo.read.Tempo.get(ctx, netuid),
    activityCutoff: activityCutoffBlocks(ctx, netuid),
    lastUpdate: LastUpdate.get(ctx, index),
    blockAtRegistration: Array.from({ length: n }, (_, uid) =>
      held.has(uid) ? BlockAtRegistration.get(ctx, netuid, uid) : 0n,
    ),
    totalStake: stakeWeightsForNetwork(ctx, netuid).total,
    stakeThreshold: settings.read.StakeThreshold.get(ctx),
    ownerUid: ownerUid(ctx, netuid),
    validatorPermits: epoch.read.ValidatorPermit.get(ctx, netuid),
    maxAllowedValidators: read.MaxAllowedValidators.get(ctx, netuid),
    weights: [...rowsOf(ctx, Weights, index)].filter(({ uid }) => uid < n),
    bonds: [...rowsOf(ctx, epoch.read.Bonds, index)].filter(({ uid }) => uid < n),
    kappa: read.Kappa.get(ctx, netuid),
    bondsPenalty: read.BondsPenalty.get(ctx, netuid),
    bondsMovingAverage: read.BondsMovingAverage.get(ctx, netuid),
    liquidAlpha: read.LiquidAlphaOn.get(ctx, netuid),
    alphaLow,
    alphaHigh,
    alphaSigmoidSteepness: read.AlphaSigmoidSteepness.get(ctx, netuid),
    yuma3: read.Yuma3On.get(ctx, netuid),
    lastMechanismStepBlock: tempo.read.LastMechansimStepBlock.get(ctx, netuid),
    pendingCommits: read.CommitRevealWeightsEnabled.get(ctx, netuid)
      ? pendingCommits(ctx, netuid, index, slots)
      : undefined,
    emission,
  };
}
