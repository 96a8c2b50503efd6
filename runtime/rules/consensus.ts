// The decision of an epoch: from stakes, weights and bonds to incentive, dividends, permits and new bonds.
// Plain data in, plain data out, no context; mirrors what epoch_mechanism of
// pallets/subtensor/src/epoch/run_epoch.rs reads and returns. Implementations: pallets/subtensor/epoch/yuma2.ts, yuma3.ts.

import type { I32F32, I64F64 } from "../primitives/fixed/formats.ts";
import type { MechId, NetUid } from "../primitives/ids.ts";

/** One stored row of weights or bonds: column, value, column, value… in stored order (the bytes of Vec<(u16, u16)>). */
export interface StoredRow {
  readonly uid: number;
  readonly cells: Uint16Array;
}

/** What the commit-reveal column mask looks at; commits by uid, hotkeys without one left out. */
export interface PendingCommits {
  /** The look-ahead epoch. A commit of epoch e is expired when this is above e + revealPeriod. */
  readonly currentEpoch: bigint;
  readonly revealPeriod: bigint;
  /** Hashed commits: per uid its queue, oldest first. */
  readonly hashed: readonly { readonly uid: number; readonly queue: readonly CommitTime[] }[];
  /** Timelocked commits: per epoch of commitment the blocks, by uid. */
  readonly timelocked: readonly {
    readonly epoch: bigint;
    readonly commits: readonly { readonly uid: number; readonly block: bigint }[];
  }[];
}

export interface CommitTime {
  readonly epoch: bigint;
  readonly block: bigint;
}

export interface EpochInput {
  /** Number of neurons: uids 0..n-1. */
  readonly n: number;
  readonly currentBlock: bigint;
  readonly tempo: number;
  /** In blocks. A neuron whose last update is longer ago is inactive. */
  readonly activityCutoff: bigint;
  /** Block of the last weights set, by uid, for this mechanism. */
  readonly lastUpdate: readonly bigint[];
  /** Block of the last registration of each uid. */
  readonly blockAtRegistration: readonly bigint[];
  /** Stake weight by uid (alpha + TAO * tao weight), in rao, before the threshold. */
  readonly totalStake: readonly I64F64[];
  /** Stake below this many rao counts as none, the owner's excepted. */
  readonly stakeThreshold: bigint;
  readonly ownerUid: number | undefined;
  /** As stored by the previous epoch; the owner's is forced on inside. */
  readonly validatorPermits: readonly boolean[];
  readonly maxAllowedValidators: number;
  readonly weights: readonly StoredRow[];
  readonly bonds: readonly StoredRow[];
  /** u16 proportion: the majority of stake that sets the consensus. */
  readonly kappa: number;
  /** u16 proportion: 0 = bonds follow the weights as set, 65535 = as clipped. */
  readonly bondsPenalty: number;
  /** Millionths of the old bonds that remain at each epoch. */
  readonly bondsMovingAverage: bigint;
  /** Yuma 3 only. */
  readonly liquidAlpha: boolean;
  /** u16 proportions. */
  readonly alphaLow: number;
  readonly alphaHigh: number;
  /** i16, hundredths. */
  readonly alphaSigmoidSteepness: number;
  readonly yuma3: boolean;
  /** 0 = never. Bonds toward neurons registered since are dropped. */
  readonly lastMechanismStepBlock: bigint;
  /** Undefined where commit-reveal is off. */
  readonly pendingCommits: PendingCommits | undefined;
  /** Alpha to emit, in rao. */
  readonly emission: bigint;
}

/** What the epoch stores and pays: one element per uid in each vector. */
export interface EpochOutput {
  readonly active: readonly boolean[];
  readonly stakeWeight: readonly number[];
  readonly consensus: readonly number[];
  readonly incentive: readonly number[];
  readonly dividends: readonly number[];
  readonly validatorTrust: readonly number[];
  readonly validatorPermits: readonly boolean[];
  readonly serverEmission: readonly bigint[];
  readonly validatorEmission: readonly bigint[];
  readonly emission: readonly bigint[];
  /** Total stake in whole rao. */
  readonly stake: readonly bigint[];
  /** New bond row of every uid, cells as in StoredRow; empty without a new permit. */
  readonly bonds: readonly Uint16Array[];
}

/** The vectors between input and output, by uid unless said otherwise. */
export interface EpochIntermediates {
  readonly inactive: readonly boolean[];
  /** Total stake, or 0 below the threshold; not yet normalised. */
  readonly filteredStake: readonly I64F64[];
  readonly stake: readonly I32F32[];
  /** Permits that this epoch used: as stored, plus the owner's. */
  readonly validatorPermits: readonly boolean[];
  readonly newValidatorPermits: readonly boolean[];
  readonly activeStake: readonly I32F32[];
  readonly kappa: I32F32;
  readonly consensus: readonly I32F32[];
  readonly validatorTrust: readonly I32F32[];
  readonly ranks: readonly I32F32[];
  readonly incentive: readonly I32F32[];
  readonly bondsPenalty: I32F32;
  /** Yuma 3 only. */
  readonly totalBondsPerValidator: readonly I32F32[] | undefined;
  readonly dividends: readonly I32F32[];
  readonly emissionSum: I32F32;
  readonly normalizedServerEmission: readonly I32F32[];
  readonly normalizedValidatorEmission: readonly I32F32[];
  readonly normalizedCombinedEmission: readonly I32F32[];
}

export type SparseCell = readonly [column: number, value: I32F32];
export type SparseRow = readonly SparseCell[];
export type SparseMatrix = readonly SparseRow[];
export type DenseMatrix = readonly (readonly I32F32[])[];

/** The matrices between input and output, one row per uid. Built only on request. */
export interface EpochMatrices {
  /** Permitted, without the diagonal and without outdated cells; before the commit mask. */
  readonly weightsMasked: SparseMatrix;
  readonly weightsNormalized: SparseMatrix;
  readonly clippedWeights: SparseMatrix;
  readonly weightsForBonds: SparseMatrix;
  readonly bonds: Yuma2Bonds | Yuma3Bonds;
}

export interface Yuma2Bonds {
  readonly yuma: 2;
  readonly masked: SparseMatrix;
  readonly normalized: SparseMatrix;
  readonly delta: SparseMatrix;
  readonly deltaNormalized: SparseMatrix;
  readonly emaNormalized: SparseMatrix;
  readonly emaMaxUpscaled: SparseMatrix;
}

export interface Yuma3Bonds {
  readonly yuma: 3;
  readonly masked: SparseMatrix;
  /** With liquid alpha taken only. */
  readonly alphas: DenseMatrix | undefined;
  readonly ema: SparseMatrix;
  readonly emaNormalized: SparseMatrix;
}

export interface EpochDecision {
  readonly output: EpochOutput;
  readonly intermediates: EpochIntermediates;
  readonly matrices: EpochMatrices | undefined;
}

export interface EpochWish {
  /** Whether to return the matrices too; they cost more than the epoch. */
  readonly matrices: boolean;
}

/** Whose epoch it is. The reference does not look; an experiment may decide otherwise on some subnets. */
export interface EpochPlace {
  readonly netuid: NetUid;
  readonly mechanism: MechId;
}

export type Consensus = (input: EpochInput, wish?: EpochWish, place?: EpochPlace) => EpochDecision;
