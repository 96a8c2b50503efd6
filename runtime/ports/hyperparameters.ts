// What AdminUtils asks of the economy: who may change a hyperparameter, its bounds, and the change itself. Provided by
// SubtensorModule. Hyperparameters bear the names of the list of those that owners may change, the others storage's.

import type { FrameContext } from "../frame/context.ts";
import type { At } from "../frame/state.ts";
import type { I64F64, I96F32, U64F64 } from "../primitives/fixed/formats.ts";
import type { AccountId, MechId, NetUid } from "../primitives/ids.ts";
import type { Tao } from "../primitives/units.ts";
import type { Hyperparameter } from "./hyperparameter.ts";
import type { RecycleOrBurnEnum } from "./recycle_or_burn.ts";

/** Hyperparameters of a subnet by name, with the type of their value. */
export interface SubnetParameters {
  readonly ActivityCutoff: number;
  readonly AdjustmentAlpha: bigint;
  readonly AdjustmentInterval: number;
  /** Refuses while liquid alpha is off, and out of bounds. */
  readonly AlphaValues: readonly [low: number, high: number];
  readonly AlphaSigmoidSteepness: number;
  readonly BondsMovingAverage: bigint;
  readonly BondsPenalty: number;
  readonly BondsResetEnabled: boolean;
  readonly BurnHalfLife: number;
  readonly BurnIncreaseMult: U64F64;
  readonly CommitRevealEnabled: boolean;
  readonly Difficulty: bigint;
  readonly EMAPriceHalvingBlocks: bigint;
  /** Refuses out of bounds. */
  readonly ImmuneNeuronLimit: number;
  readonly ImmunityPeriod: number;
  readonly Kappa: number;
  readonly LiquidAlphaEnabled: boolean;
  readonly MaxAllowedUids: number;
  readonly MaxAllowedValidators: number;
  readonly MaxBurn: Tao;
  readonly MaxDifficulty: bigint;
  readonly MaxRegistrationsPerBlock: number;
  /** Refuses out of bounds. */
  readonly MechanismCount: MechId;
  /** Parts of 65535; undefined means even parts. Refuses what does not add up. */
  readonly MechanismEmissionSplit: readonly number[] | undefined;
  readonly MinAllowedUids: number;
  readonly MinAllowedWeights: number;
  readonly MinBurn: Tao;
  readonly MinChildkeyTake: number;
  readonly MinDifficulty: bigint;
  readonly MinNonImmuneUids: number;
  readonly OwnerCutAutoLockEnabled: boolean;
  readonly OwnerCutEnabled: boolean;
  readonly RAORecycledForRegistration: Tao;
  readonly RecycleOrBurn: RecycleOrBurnEnum;
  readonly RegistrationAllowed: boolean;
  readonly Rho: number;
  readonly ServingRateLimit: bigint;
  readonly SubnetEmissionEnabled: boolean;
  readonly SubtokenEnabled: boolean;
  readonly TargetRegistrationsPerInterval: number;
  /** The schedule begins anew. */
  readonly Tempo: number;
  readonly TransferEnabled: boolean;
  /** Refuses out of bounds. */
  readonly WeightCommitInterval: bigint;
  readonly WeightsSetRateLimit: bigint;
  readonly WeightsVersionKey: bigint;
  readonly Yuma3Enabled: boolean;
}
/** What holds for the whole chain, by name. */
export interface ChainParameters {
  readonly AdminFreezeWindow: number;
  readonly CKBurn: bigint;
  readonly ColdkeySwapAnnouncementDelay: number;
  readonly ColdkeySwapReannouncementDelay: number;
  readonly CommitRevealWeightsVersion: number;
  readonly DissolveNetworkScheduleDuration: number;
  readonly FlowEmaSmoothingFactor: bigint;
  readonly FlowNormExponent: U64F64;
  readonly MaxDelegateTake: number;
  readonly MaxEpochsPerBlock: number;
  /** Refuses out of bounds. */
  readonly MaxMechanismCount: MechId;
  readonly MinDelegateTake: number;
  readonly NetTaoFlowEnabled: boolean;
  readonly NetworkImmunityPeriod: bigint;
  readonly NetworkLockReductionInterval: bigint;
  readonly NetworkMinLockCost: Tao;
  readonly NetworkRateLimit: bigint;
  /** Millionths of the minimum stake. Nominations that have become too small by it are cleared away. */
  readonly NominatorMinRequiredStake: bigint;
  readonly OwnerHyperparamRateLimit: number;
  readonly StakeThreshold: bigint;
  readonly StartCallDelay: bigint;
  readonly SubnetLimit: number;
  readonly SubnetMovingAlpha: I96F32;
  readonly SubnetOwnerCut: number;
  readonly TaoFlowCutoff: I64F64;
  readonly TxDelegateTakeRateLimit: bigint;
  readonly TxRateLimit: bigint;
}
/** Changes by owners that are rate limited, each by itself. */
export type LimitedChange =
  | Hyperparameter
  | "SetWeightsVersionKey"
  | "MechanismCountUpdate"
  | "MechanismEmission"
  | "MaxUidsTrimming";

export interface Bounds {
  /** A least price must be below. */
  readonly minBurnBelow: Tao;
  /** A highest price must be above. */
  readonly maxBurnAbove: Tao;
  readonly maxBurnHalfLifeBlocks: number;
  readonly maxAllowedUids: number;
  readonly minChildkeyTake: number;
  readonly maxChildkeyTake: number;
}
export interface Hyperparameters {
  /** Root, which is `undefined`, or the subnet's owner. Refuses with BadOrigin. */
  ensureOwnerOrRoot(ctx: FrameContext, netuid: NetUid, who: AccountId | undefined): void;
  /** As `ensureOwnerOrRoot`; refuses an owner who did the same shortly before. */
  ensureMayChange(ctx: FrameContext, netuid: NetUid, who: AccountId | undefined, change: LimitedChange): void;
  /** Remembers what an owner changed; root's changes are not counted. */
  noteChange(ctx: FrameContext, netuid: NetUid, who: AccountId | undefined, change: LimitedChange): void;
  /** Refuses right before an epoch. */
  ensureWindowOpen(ctx: FrameContext, netuid: NetUid): void;

  subnetExists(ctx: FrameContext, netuid: NetUid): boolean;
  /** How many slots are taken. */
  neurons(ctx: FrameContext, netuid: NetUid): number;
  of<P extends "MinBurn" | "MaxBurn" | "MinAllowedUids" | "MaxAllowedUids">(
    at: At,
    netuid: NetUid,
    parameter: P,
  ): SubnetParameters[P];
  bounds(at: At): Bounds;
  /** Refuses cutoffs below the chain's least. */
  ensureActivityCutoff(ctx: FrameContext, cutoffBlocks: number): void;
  /** Refuses so many slots for the number of mechanisms that the subnet has. */
  ensureSlotsFitMechanisms(ctx: FrameContext, netuid: NetUid, slots: number): void;

  set<P extends keyof SubnetParameters>(
    ctx: FrameContext,
    netuid: NetUid,
    parameter: P,
    value: SubnetParameters[P],
  ): void;
  setForChain<P extends keyof ChainParameters>(ctx: FrameContext, parameter: P, value: ChainParameters[P]): void;
  /** Takes slots away until so many are left, and allows no more. */
  trimNeurons(ctx: FrameContext, netuid: NetUid, most: number): void;
  /** By root or the owner, once a week. */
  setOwnerHotkey(ctx: FrameContext, netuid: NetUid, who: AccountId | undefined, hotkey: AccountId): void;
}
