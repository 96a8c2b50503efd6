// What holds for the whole chain and root may set: shares, takes, delays, the price of a subnet.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, dispatches.rs.

import { root } from "../../../frame/origin.ts";
import { follow } from "../../../frame/profile.ts";
import { call, event, section } from "../../../frame/section.ts";
import { value } from "../../../frame/storage.ts";
import { I64F64Codec, I96F32Codec, U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import { I64F64, I96F32, U64F64 } from "../../../primitives/fixed/formats.ts";
import { bool, u8, u16, u32, u64 } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import { weights } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const settings = section(SubtensorModule, {
  storage: {
    MinActivityCutoff: value(u16, {
      default: 360,
      docs: "The least that an activity cutoff may be set to, in blocks.",
    }),
    DissolveNetworkScheduleDuration: value(u32, {
      default: follow(constants.InitialDissolveNetworkScheduleDuration),
      docs: "Blocks between the wish to dissolve a subnet and its end.",
    }),
    TaoWeight: value(u64, {
      default: follow(constants.InitialTaoWeight),
      docs: "Weight of root stake against alpha, 2^64 - 1 meaning one.",
    }),
    CKBurn: value(u64, {
      default: 0n,
      docs: "Part of what parents pay their children that burns, 2^64 - 1 meaning one.",
    }),
    MaxDelegateTake: value(u16, {
      default: follow(constants.InitialDefaultDelegateTake),
      docs: "65535 means everything.",
    }),
    MinDelegateTake: value(u16, { default: follow(constants.InitialMinDelegateTake) }),
    MaxChildkeyTake: value(u16, { default: follow(constants.InitialMaxChildKeyTake) }),
    MinChildkeyTake: value(u16, { default: follow(constants.InitialMinChildKeyTake) }),
    SubnetLimit: value(u16, { default: 128, docs: "How many subnets there may be." }),
    SubnetMovingAlpha: value(I96F32Codec, {
      default: I96F32.fromFloat(0.000003),
      docs: "Weight of the newest price in the moving price.",
    }),
    ColdkeySwapAnnouncementDelay: value(u32, {
      default: follow(constants.InitialColdkeySwapAnnouncementDelay),
      docs: "Blocks between an announcement and the swap.",
    }),
    ColdkeySwapReannouncementDelay: value(u32, {
      default: follow(constants.InitialColdkeySwapReannouncementDelay),
      docs: "Blocks after that until a new announcement may replace it.",
    }),
    MaturityRate: value(u64, {
      default: 934_866n,
      docs: "Blocks in which conviction grows e-fold towards the locked amount.",
    }),
    UnlockRate: value(u64, { default: 934_866n, docs: "Blocks in which a decaying lock shrinks e-fold." }),
    NetTaoFlowEnabled: value(bool, {
      default: true,
      docs: "Whether what the protocol itself buys is taken off the flow that emission follows.",
    }),
    TaoFlowCutoff: value(I64F64Codec, { default: I64F64.ZERO, docs: "Flows below this earn no emission." }),
    FlowNormExponent: value(U64F64Codec, {
      default: U64F64.ONE,
      docs: "Power that flows are raised to before they are compared.",
    }),
    FlowEmaSmoothingFactor: value(u64, {
      default: 29_597_889_189_277n,
      docs: "Weight of the newest flow in the moving flow, 2^63 - 1 meaning one.",
    }),
    NetworkImmunityPeriod: value(u64, {
      default: follow(constants.InitialNetworkImmunityPeriod),
      docs: "Blocks in which a new subnet cannot be pushed out.",
    }),
    StartCallDelay: value(u64, {
      default: follow(constants.InitialStartCallDelay),
      docs: "Blocks that a new subnet waits before it may start.",
    }),
    NetworkMinLockCost: value(Tao, {
      default: follow(constants.InitialNetworkMinLockCost),
      docs: "The least price of a subnet.",
    }),
    NetworkLockReductionInterval: value(u64, {
      default: follow(constants.InitialNetworkLockReductionInterval),
      docs: "Blocks in which the price of a subnet halves its way back down.",
    }),
    SubnetOwnerCut: value(u16, {
      default: follow(constants.InitialSubnetOwnerCut),
      docs: "Part of the emission that owners get; 65535 means everything.",
    }),
    NominatorMinRequiredStake: value(u64, { default: 0n, docs: "Smaller nominations may be cleared away." }),
    MaxEpochsPerBlock: value(u8, {
      default: follow(constants.InitialMaxEpochsPerBlock),
      docs: "Subnets beyond this many wait a block with their epoch.",
    }),
    StakeThreshold: value(u64, { default: 0n, docs: "Stake that a hotkey needs to set weights." }),
    CommitRevealWeightsVersion: value(u16, { default: 4 }),
    NetworkRegistrationStartBlock: value(u64, { default: 0n, docs: "Subnets can be registered from this block on." }),
  },
  events: {
    DefaultTakeSet: event(31, [u16]),
    MaxEpochsPerBlockSet: event(39, [u8]),
    MinChildKeyTakeSet: event(45, [u16]),
    MaxChildKeyTakeSet: event(47, [u16]),
    StakeThresholdSet: event(54, [u64]),
    SubnetOwnerCutSet: event(57, [u16]),
    NetworkImmunityPeriodSet: event(59, [u64]),
    StartCallDelaySet: event(60, [u64]),
    NetworkMinLockCostSet: event(61, [Tao]),
    SubnetLimitSet: event(62, [u16]),
    NetworkLockCostReductionIntervalSet: event(63, [u64]),
    MaxDelegateTakeSet: event(67, [u16]),
    MinDelegateTakeSet: event(68, [u16]),
    ColdkeySwapAnnouncementDelaySet: event(81, [u32]),
    ColdkeySwapReannouncementDelaySet: event(82, [u32]),
    DissolveNetworkScheduleDurationSet: event(83, [u32]),
    CommitRevealVersionSet: event(106, [u16]),
  },
  calls: {
    sudo_set_min_childkey_take: call(76, root, { take: u16 }, { weight: weights.sudo_set_min_childkey_take }),
    sudo_set_max_childkey_take: call(77, root, { take: u16 }, { weight: weights.sudo_set_max_childkey_take }),
  },
});
