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
    MinActivityCutoff: value(u16, { default: 360 }),
    DissolveNetworkScheduleDuration: value(u32, { default: follow(constants.InitialDissolveNetworkScheduleDuration) }),
    TaoWeight: value(u64, { default: follow(constants.InitialTaoWeight) }),
    CKBurn: value(u64, { default: 0n }),
    MaxDelegateTake: value(u16, { default: follow(constants.InitialDefaultDelegateTake) }),
    MinDelegateTake: value(u16, { default: follow(constants.InitialMinDelegateTake) }),
    MaxChildkeyTake: value(u16, { default: follow(constants.InitialMaxChildKeyTake) }),
    MinChildkeyTake: value(u16, { default: follow(constants.InitialMinChildKeyTake) }),
    SubnetLimit: value(u16, { default: 128 }),
    SubnetMovingAlpha: value(I96F32Codec, { default: I96F32.fromFloat(0.000003) }),
    ColdkeySwapAnnouncementDelay: value(u32, { default: follow(constants.InitialColdkeySwapAnnouncementDelay) }),
    ColdkeySwapReannouncementDelay: value(u32, { default: follow(constants.InitialColdkeySwapReannouncementDelay) }),
    MaturityRate: value(u64, { default: 934_866n }),
    UnlockRate: value(u64, { default: 934_866n }),
    NetTaoFlowEnabled: value(bool, { default: true }),
    TaoFlowCutoff: value(I64F64Codec, { default: I64F64.ZERO }),
    FlowNormExponent: value(U64F64Codec, { default: U64F64.ONE }),
    FlowEmaSmoothingFactor: value(u64, { default: 29_597_889_189_277n }),
    NetworkImmunityPeriod: value(u64, { default: follow(constants.InitialNetworkImmunityPeriod) }),
    StartCallDelay: value(u64, { default: follow(constants.InitialStartCallDelay) }),
    NetworkMinLockCost: value(Tao, { default: follow(constants.InitialNetworkMinLockCost) }),
    NetworkLockReductionInterval: value(u64, { default: follow(constants.InitialNetworkLockReductionInterval) }),
    SubnetOwnerCut: value(u16, { default: follow(constants.InitialSubnetOwnerCut) }),
    NominatorMinRequiredStake: value(u64, { default: 0n }),
    MaxEpochsPerBlock: value(u8, { default: follow(constants.InitialMaxEpochsPerBlock) }),
    StakeThreshold: value(u64, { default: 0n }),
    CommitRevealWeightsVersion: value(u16, { default: 4 }),
    NetworkRegistrationStartBlock: value(u64, { default: 0n }),
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
