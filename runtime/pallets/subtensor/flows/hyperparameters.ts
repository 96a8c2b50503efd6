// Changing hyperparameters and settings by name. Provides `hyperparameters` to AdminUtils.

import { within } from "../../../context.ts";
import type { FrameContext } from "../../../frame/context.ts";
import type {
  ChainParameters,
  Hyperparameters,
  LimitedChange,
  SubnetParameters,
} from "../../../ports/hyperparameters.ts";
import { constants } from "../constants/contract.ts";
import type { Ctx } from "../context.ts";
import { setMinChildkeyTakeForSubnet } from "../delegation/childkey_take.ts";
import { ensureAdminWindowOpen, ensureSnOwnerOrRootWithLimits, recordOwnerRl } from "../limits/owner_changes.ts";
import type { TransactionType } from "../limits/rate_limiting.ts";
import { mechanisms } from "../mechanisms/contract.ts";
import {
  ensureMaxUidsOverAllMechanisms,
  setEmissionSplit,
  setMaxMechanismCount,
  setMechanismCount,
} from "../mechanisms/mechanism.ts";
import { parameters } from "../parameters/contract.ts";
import * as entry from "../parameters/entry.ts";
import type { ChainSetter, Setter } from "../parameters/setter.ts";
import * as trade from "../parameters/trade.ts";
import * as weighing from "../parameters/weighing.ts";
import { trimToMaxAllowedUids } from "../registration/trim.ts";
import { subnetworkN } from "../registration/uids.ts";
import {
  setLockReductionInterval,
  setNetworkImmunityPeriod,
  setNetworkMinLock,
  setNetworkRateLimit,
  setStartCallDelay,
} from "../root/root.ts";
import { settings } from "../settings/contract.ts";
import * as chain from "../settings/setters.ts";
import { toggleTransfer } from "../staking/move_stake.ts";
import { clearSmallNominations, nominatorMinRequiredStake } from "../staking/ownership.ts";
import { setCkBurn } from "../staking/stake_weights.ts";
import { ensureSubnetOwnerOrRoot, ifSubnetExist, setSnOwnerHotkey } from "../subnets/subnet.ts";
import { applyTempoWithCycleReset } from "../tempo/tempo_control.ts";
import { setRevealPeriod } from "../weights/reveal_window.ts";

const ofSubnet: { readonly [P in keyof SubnetParameters]: Setter<SubnetParameters[P]> } = {
  ActivityCutoff: weighing.setActivityCutoff,
  AdjustmentAlpha: entry.setAdjustmentAlpha,
  AdjustmentInterval: entry.setAdjustmentInterval,
  AlphaValues: weighing.setAlphaValues,
  AlphaSigmoidSteepness: weighing.setAlphaSigmoidSteepness,
  BondsMovingAverage: weighing.setBondsMovingAverage,
  BondsPenalty: weighing.setBondsPenalty,
  BondsResetEnabled: weighing.setBondsReset,
  BurnHalfLife: entry.setBurnHalfLife,
  BurnIncreaseMult: entry.setBurnIncreaseMult,
  CommitRevealEnabled: weighing.setCommitRevealWeightsEnabled,
  Difficulty: entry.setDifficulty,
  EMAPriceHalvingBlocks: trade.setEmaPriceHalvingBlocks,
  ImmuneNeuronLimit: entry.setOwnerImmuneNeuronLimit,
  ImmunityPeriod: entry.setImmunityPeriod,
  Kappa: weighing.setKappa,
  LiquidAlphaEnabled: weighing.setLiquidAlphaEnabled,
  MaxAllowedUids: entry.setMaxAllowedUids,
  MaxAllowedValidators: weighing.setMaxAllowedValidators,
  MaxBurn: entry.setMaxBurn,
  MaxDifficulty: entry.setMaxDifficulty,
  MaxRegistrationsPerBlock: entry.setMaxRegistrationsPerBlock,
  MechanismCount: setMechanismCount,
  MechanismEmissionSplit: setEmissionSplit,
  MinAllowedUids: entry.setMinAllowedUids,
  MinAllowedWeights: weighing.setMinAllowedWeights,
  MinBurn: entry.setMinBurn,
  MinChildkeyTake: setMinChildkeyTakeForSubnet,
  MinDifficulty: entry.setMinDifficulty,
  MinNonImmuneUids: entry.setMinNonImmuneUids,
  OwnerCutAutoLockEnabled: trade.setOwnerCutAutoLockEnabled,
  OwnerCutEnabled: trade.setOwnerCutEnabledFlag,
  RAORecycledForRegistration: entry.setRaoRecycled,
  RecycleOrBurn: trade.setRecycleOrBurn,
  RegistrationAllowed: entry.setNetworkRegistrationAllowed,
  Rho: weighing.setRho,
  ServingRateLimit: trade.setServingRateLimit,
  SubnetEmissionEnabled: trade.setSubnetEmissionEnabled,
  SubtokenEnabled: trade.setSubtokenEnabled,
  TargetRegistrationsPerInterval: entry.setTargetRegistrationsPerInterval,
  Tempo: applyTempoWithCycleReset,
  TransferEnabled: toggleTransfer,
  WeightCommitInterval: setRevealPeriod,
  WeightsSetRateLimit: weighing.setWeightsSetRateLimit,
  WeightsVersionKey: weighing.setWeightsVersionKey,
  Yuma3Enabled: weighing.setYuma3Enabled,
};

/** The new factor, in millionths, is compared with the amount that the old one stood for, as in the reference. */
function setNominatorMinimum(ctx: Ctx, factor: bigint): void {
  const before = nominatorMinRequiredStake(ctx);
  chain.setNominatorMinRequiredStake(ctx, factor);
  if (factor > before) clearSmallNominations(ctx);
}
const ofChain: { readonly [P in keyof ChainParameters]: ChainSetter<ChainParameters[P]> } = {
  AdminFreezeWindow: chain.setAdminFreezeWindow,
  CKBurn: setCkBurn,
  ColdkeySwapAnnouncementDelay: chain.setColdkeySwapAnnouncementDelay,
  ColdkeySwapReannouncementDelay: chain.setColdkeySwapReannouncementDelay,
  CommitRevealWeightsVersion: chain.setCommitRevealWeightsVersion,
  DissolveNetworkScheduleDuration: chain.setDissolveNetworkScheduleDuration,
  FlowEmaSmoothingFactor: chain.setTaoFlowSmoothingFactor,
  FlowNormExponent: chain.setTaoFlowNormalizationExponent,
  MaxDelegateTake: chain.setMaxDelegateTake,
  MaxEpochsPerBlock: chain.setMaxEpochsPerBlock,
  MaxMechanismCount: setMaxMechanismCount,
  MinDelegateTake: chain.setMinDelegateTake,
  NetTaoFlowEnabled: chain.setNetTaoFlowEnabled,
  NetworkImmunityPeriod: setNetworkImmunityPeriod,
  NetworkLockReductionInterval: setLockReductionInterval,
  NetworkMinLockCost: setNetworkMinLock,
  NetworkRateLimit: setNetworkRateLimit,
  NominatorMinRequiredStake: setNominatorMinimum,
  OwnerHyperparamRateLimit: chain.setOwnerHyperparamRateLimit,
  StakeThreshold: chain.setStakeThreshold,
  StartCallDelay: setStartCallDelay,
  SubnetLimit: chain.setMaxSubnets,
  SubnetMovingAlpha: chain.setSubnetMovingAlpha,
  SubnetOwnerCut: chain.setSubnetOwnerCut,
  TaoFlowCutoff: chain.setTaoFlowCutoff,
  TxDelegateTakeRateLimit: chain.setTxDelegateTakeRateLimit,
  TxRateLimit: chain.setTxRateLimit,
};

function kindOf(change: LimitedChange): TransactionType {
  switch (change) {
    case "SetWeightsVersionKey":
    case "MechanismCountUpdate":
    case "MechanismEmission":
    case "MaxUidsTrimming":
      return { type: change };
    default:
      return { type: "OwnerHyperparamUpdate", value: change };
  }
}

const own = (ctx: FrameContext): Ctx => within(ctx) as Ctx;
const { MaxAllowedUids, MaxBurn, MinAllowedUids, MinBurn } = parameters.read;
const readable = { MaxAllowedUids, MaxBurn, MinAllowedUids, MinBurn };

export const hyperparameters: Hyperparameters = {
  ensureOwnerOrRoot: (ctx, netuid, who) => void ensureSubnetOwnerOrRoot(own(ctx), who, netuid),
  ensureMayChange: (ctx, netuid, who, change) => ensureSnOwnerOrRootWithLimits(own(ctx), who, netuid, kindOf(change)),
  noteChange: (ctx, netuid, who, change) => recordOwnerRl(own(ctx), who, netuid, kindOf(change)),
  ensureWindowOpen: (ctx, netuid) => ensureAdminWindowOpen(own(ctx), netuid),
  subnetExists: (ctx, netuid) => ifSubnetExist(own(ctx), netuid),
  neurons: (ctx, netuid) => subnetworkN(own(ctx), netuid),
  of: (at, netuid, parameter) => readable[parameter].get(at, netuid) as SubnetParameters[typeof parameter],
  bounds: (at) => ({
    minBurnBelow: constants.MinBurnUpperBound.get(at),
    maxBurnAbove: constants.MaxBurnLowerBound.get(at),
    maxBurnHalfLifeBlocks: entry.MAX_BURN_HALF_LIFE,
    maxAllowedUids: constants.InitialMaxAllowedUids.get(at),
    minChildkeyTake: settings.read.MinChildkeyTake.get(at),
    maxChildkeyTake: settings.read.MaxChildkeyTake.get(at),
  }),
  ensureActivityCutoff: (ctx, cutoff) => weighing.ensureActivityCutoff(own(ctx), cutoff),
  ensureSlotsFitMechanisms: (ctx, netuid, slots) =>
    ensureMaxUidsOverAllMechanisms(own(ctx), slots, mechanisms.read.MechanismCountCurrent.get(ctx, netuid)),
  set: (ctx, netuid, parameter, value) => ofSubnet[parameter](own(ctx), netuid, value),
  setForChain: (ctx, parameter, value) => ofChain[parameter](own(ctx), value),
  trimNeurons: (ctx, netuid, most) => trimToMaxAllowedUids(own(ctx), netuid, most),
  setOwnerHotkey: (ctx, netuid, who, hotkey) => setSnOwnerHotkey(own(ctx), who, netuid, hotkey),
};
