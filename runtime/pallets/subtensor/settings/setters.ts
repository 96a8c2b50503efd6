// Root's settings of the whole chain. Mirrors pallets/subtensor/src/utils/misc.rs.

import { U96F32 } from "../../../primitives/fixed/formats.ts";
import { U16_MAX } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { limits } from "../limits/contract.ts";
import { chainSetterOf } from "../parameters/setter.ts";
import { settings } from "./contract.ts";

const { storage, events } = settings;

// Takes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setMinDelegateTake = chainSetterOf(storage.MinDelegateTake, events.MinDelegateTakeSet);
export const setMaxDelegateTake = chainSetterOf(storage.MaxDelegateTake, events.MaxDelegateTakeSet);
export const setSubnetOwnerCut = chainSetterOf(storage.SubnetOwnerCut, events.SubnetOwnerCutSet);
/** The owners' part as a fraction. */
export const floatSubnetOwnerCut = (ctx: Ctx): U96F32 =>
  U96F32.safeDiv(U96F32.saturatingFromNum(storage.SubnetOwnerCut.get(ctx)), U96F32.saturatingFromNum(U16_MAX));

// Limits ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setTxRateLimit = chainSetterOf(limits.storage.TxRateLimit, limits.events.TxRateLimitSet);
export const setTxDelegateTakeRateLimit = chainSetterOf(
  limits.storage.TxDelegateTakeRateLimit,
  limits.events.TxDelegateTakeRateLimitSet,
);
export const setAdminFreezeWindow = chainSetterOf(limits.storage.AdminFreezeWindow, limits.events.AdminFreezeWindowSet);
export const setOwnerHyperparamRateLimit = chainSetterOf(
  limits.storage.OwnerHyperparamRateLimit,
  limits.events.OwnerHyperparamRateLimitSet,
);
export const setMaxEpochsPerBlock = chainSetterOf(storage.MaxEpochsPerBlock, events.MaxEpochsPerBlockSet);
export const setMaxSubnets = chainSetterOf(storage.SubnetLimit, events.SubnetLimitSet);
export const setStakeThreshold = chainSetterOf(storage.StakeThreshold, events.StakeThresholdSet);
/** Millionths of the minimum stake. */
export const setNominatorMinRequiredStake = chainSetterOf(storage.NominatorMinRequiredStake);
export const setCommitRevealWeightsVersion = chainSetterOf(
  storage.CommitRevealWeightsVersion,
  events.CommitRevealVersionSet,
);

// Delays ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setColdkeySwapAnnouncementDelay = chainSetterOf(
  storage.ColdkeySwapAnnouncementDelay,
  events.ColdkeySwapAnnouncementDelaySet,
);
export const setColdkeySwapReannouncementDelay = chainSetterOf(
  storage.ColdkeySwapReannouncementDelay,
  events.ColdkeySwapReannouncementDelaySet,
);
export const setDissolveNetworkScheduleDuration = chainSetterOf(
  storage.DissolveNetworkScheduleDuration,
  events.DissolveNetworkScheduleDurationSet,
);

// Emission ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setSubnetMovingAlpha = chainSetterOf(storage.SubnetMovingAlpha);
export const setTaoFlowCutoff = chainSetterOf(storage.TaoFlowCutoff);
export const setTaoFlowNormalizationExponent = chainSetterOf(storage.FlowNormExponent);
export const setTaoFlowSmoothingFactor = chainSetterOf(storage.FlowEmaSmoothingFactor);
export const setNetTaoFlowEnabled = chainSetterOf(storage.NetTaoFlowEnabled);
