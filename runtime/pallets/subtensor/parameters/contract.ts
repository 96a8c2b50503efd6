// The hyperparameters of a subnet: what its owner or root may set. AdminUtils sets most of them through a port.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs.

import { blake, identity, twox } from "../../../frame/hasher.ts";
import { follow } from "../../../frame/profile.ts";
import { error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { RecycleOrBurnEnum } from "../../../ports/recycle_or_burn.ts";
import { U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { NetUid } from "../../../primitives/ids.ts";
import { bool, i16, tuple, u16, u32, u64 } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const parameters = section(SubtensorModule, {
  storage: {
    MinChildkeyTakePerSubnet: map([identity(NetUid)], u16, {
      default: 0,
      docs: "The least take of a child hotkey here.",
    }),
    SubnetEmissionEnabled: map([identity(NetUid)], bool, {
      default: true,
      docs: "Whether the subnet gets TAO emission.",
    }),
    OwnerCutAutoLockEnabled: map([identity(NetUid)], bool, {
      default: false,
      docs: "Whether the owner's cut is locked as it arrives.",
    }),
    MaxRegistrationsPerBlock: map([identity(NetUid)], u16, {
      default: follow(constants.InitialMaxRegistrationsPerBlock),
    }),
    OwnerCutEnabled: map([identity(NetUid)], bool, { default: true, docs: "Whether the owner gets a cut." }),
    TransferToggle: map([identity(NetUid)], bool, {
      default: true,
      docs: "Whether stake may be transferred to other coldkeys.",
    }),
    ActivityCutoffFactorMilli: map([identity(NetUid)], u32, {
      default: 13_889,
      docs: "Thousandths of a tempo after which a silent validator counts as inactive.",
    }),
    NetworkRegistrationAllowed: map([identity(NetUid)], bool, { default: true }),
    NetworkPowRegistrationAllowed: map([identity(NetUid)], bool, { default: true }),
    RecycleOrBurn: map([identity(NetUid)], RecycleOrBurnEnum, {
      default: "Burn",
      docs: "What becomes of the incentive of the owner's own neurons.",
    }),
    ServingRateLimit: map([identity(NetUid)], u64, {
      default: follow(constants.InitialServingRateLimit),
      docs: "Blocks between two changes of what a neuron serves.",
    }),
    Rho: map([identity(NetUid)], u16, { default: follow(constants.InitialRho) }),
    AlphaSigmoidSteepness: map([identity(NetUid)], i16, { default: follow(constants.InitialAlphaSigmoidSteepness) }),
    Kappa: map([identity(NetUid)], u16, {
      default: follow(constants.InitialKappa),
      docs: "Part of the stake that must agree with a weight; 65535 means all.",
    }),
    MinAllowedUids: map([identity(NetUid)], u16, { default: follow(constants.InitialMinAllowedUids) }),
    MaxAllowedUids: map([identity(NetUid)], u16, { default: follow(constants.InitialMaxAllowedUids) }),
    ImmunityPeriod: map([identity(NetUid)], u16, {
      default: follow(constants.InitialImmunityPeriod),
      docs: "Blocks in which a new neuron cannot be replaced.",
    }),
    ActivityCutoff: map([identity(NetUid)], u16, { default: follow(constants.InitialActivityCutoff) }),
    MaxWeightsLimit: map([identity(NetUid)], u16, { default: 65_535 }),
    WeightsVersionKey: map([identity(NetUid)], u64, {
      default: follow(constants.InitialWeightsVersionKey),
      docs: "The least version that validators must state with their weights.",
    }),
    MinAllowedWeights: map([identity(NetUid)], u16, { default: follow(constants.InitialMinAllowedWeights) }),
    MaxAllowedValidators: map([identity(NetUid)], u16, { default: follow(constants.InitialMaxAllowedValidators) }),
    AdjustmentInterval: map([identity(NetUid)], u16, { default: follow(constants.InitialAdjustmentInterval) }),
    BondsMovingAverage: map([identity(NetUid)], u64, { default: follow(constants.InitialBondsMovingAverage) }),
    BondsPenalty: map([identity(NetUid)], u16, { default: follow(constants.InitialBondsPenalty) }),
    BondsResetOn: map([identity(NetUid)], bool, { default: follow(constants.InitialBondsResetOn) }),
    WeightsSetRateLimit: map([identity(NetUid)], u64, {
      default: 100n,
      docs: "Blocks between two settings of weights.",
    }),
    ValidatorPruneLen: map([identity(NetUid)], u64, { default: follow(constants.InitialValidatorPruneLen) }),
    ScalingLawPower: map([identity(NetUid)], u16, { default: follow(constants.InitialScalingLawPower) }),
    TargetRegistrationsPerInterval: map([identity(NetUid)], u16, {
      default: follow(constants.InitialTargetRegistrationsPerInterval),
    }),
    AdjustmentAlpha: map([identity(NetUid)], u64, { default: follow(constants.InitialAdjustmentAlpha) }),
    CommitRevealWeightsEnabled: map([identity(NetUid)], bool, { default: true }),
    Difficulty: map([identity(NetUid)], u64, { default: follow(constants.InitialDifficulty) }),
    MinBurn: map([identity(NetUid)], Tao, { default: follow(constants.InitialMinBurn) }),
    MaxBurn: map([identity(NetUid)], Tao, { default: follow(constants.InitialMaxBurn) }),
    MinDifficulty: map([identity(NetUid)], u64, { default: follow(constants.InitialMinDifficulty) }),
    MaxDifficulty: map([identity(NetUid)], u64, { default: follow(constants.InitialMaxDifficulty) }),
    EMAPriceHalvingBlocks: map([identity(NetUid)], u64, {
      default: follow(constants.InitialEmaPriceHalvingPeriod),
      docs: "Age at which the moving price weighs old and new alike.",
    }),
    LiquidAlphaOn: map([blake(NetUid)], bool, { default: false }),
    Yuma3On: map([blake(NetUid)], bool, { default: false }),
    AlphaValues: map([identity(NetUid)], tuple(u16, u16), {
      default: [45_875, 58_982],
      docs: "Lower and upper bound of liquid alpha; 65535 means one.",
    }),
    SubtokenEnabled: map([identity(NetUid)], bool, {
      default: false,
      docs: "Whether the alpha can be traded: the subnet has started.",
    }),
    ImmuneOwnerUidsLimit: map([identity(NetUid)], u16, {
      default: 1,
      docs: "How many of the owner's neurons are always immune.",
    }),
    RevealPeriodEpochs: map([twox(NetUid)], u64, { default: 1n, docs: "Epochs between a commitment and its reveal." }),
    MinNonImmuneUids: map([identity(NetUid)], u16, {
      default: 10,
      docs: "Slots that stay replaceable whatever is immune.",
    }),
    BurnHalfLife: map([identity(NetUid)], u16, { default: 360, docs: "Blocks in which the price of a slot halves." }),
    BurnIncreaseMult: map([identity(NetUid)], U64F64Codec, {
      default: U64F64.fromFloat(1.26),
      docs: "What a sale multiplies the price of a slot by.",
    }),
  },
  events: {
    MaxAllowedUidsSet: event(9, [NetUid, u16]),
    MaxWeightLimitSet: event(10, [NetUid, u16]),
    DifficultySet: event(11, [NetUid, u64]),
    AdjustmentIntervalSet: event(12, [NetUid, u16]),
    RegistrationPerIntervalSet: event(13, [NetUid, u16]),
    MaxRegistrationsPerBlockSet: event(14, [NetUid, u16]),
    ActivityCutoffSet: event(15, [NetUid, u16]),
    RhoSet: event(16, [NetUid, u16]),
    AlphaSigmoidSteepnessSet: event(17, [NetUid, i16]),
    KappaSet: event(18, [NetUid, u16]),
    MinAllowedWeightSet: event(19, [NetUid, u16]),
    ValidatorPruneLenSet: event(20, [NetUid, u64]),
    ScalingLawPowerSet: event(21, [NetUid, u16]),
    WeightsSetRateLimitSet: event(22, [NetUid, u64]),
    ImmunityPeriodSet: event(23, [NetUid, u16]),
    BondsMovingAverageSet: event(24, [NetUid, u64]),
    BondsPenaltySet: event(25, [NetUid, u16]),
    BondsResetOnSet: event(26, [NetUid, bool]),
    MaxAllowedValidatorsSet: event(27, [NetUid, u16]),
    WeightsVersionKeySet: event(32, [NetUid, u64]),
    MinDifficultySet: event(33, [NetUid, u64]),
    MaxDifficultySet: event(34, [NetUid, u64]),
    ServingRateLimitSet: event(35, [NetUid, u64]),
    BurnSet: event(36, [NetUid, Tao]),
    MaxBurnSet: event(37, [NetUid, Tao]),
    MinBurnSet: event(38, [NetUid, Tao]),
    MinChildKeyTakePerSubnetSet: event(46, [NetUid, u16]),
    RegistrationAllowed: event(50, [NetUid, bool]),
    PowRegistrationAllowed: event(51, [NetUid, bool]),
    AdjustmentAlphaSet: event(55, [NetUid, u64]),
    TransferToggle: event(93, [NetUid, bool]),
    CommitRevealPeriodsSet: event(100, [NetUid, u64]),
    CommitRevealEnabled: event(101, [NetUid, bool]),
    MinAllowedUidsSet: event(111, [NetUid, u16]),
    MinNonImmuneUidsSet: event(113, [NetUid, u16]),
    BurnHalfLifeSet: event(124, { netuid: NetUid, burn_half_life: u16 }),
    BurnIncreaseMultSet: event(125, { netuid: NetUid, burn_increase_mult: U64F64Codec }),
  },
  errors: {
    LiquidAlphaDisabled: error(55, "Attempting to set alpha high/low while disabled"),
    AlphaHighTooLow: error(56, "Alpha high is too low: alpha_high > 0.8"),
    AlphaLowOutOfRange: error(57, "Alpha low is out of range: alpha_low > 0 && alpha_low < 0.8"),
    ActivityCutoffTooLow: error(86, "Activity cutoff is being set too low."),
    RevealPeriodTooLarge: error(112, "Reveal period is too large."),
    RevealPeriodTooSmall: error(113, "Reveal period is too small."),
    InvalidValue: error(114, "Generic error for out-of-range parameter value"),
  },
});
