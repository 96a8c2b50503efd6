// The setters, one row each, in three tables by who may. Checks stand in the order in which they refuse; who may comes
// before them. Mirrors pallets/admin-utils/src/lib.rs.

import * as check from "./checks.ts";
import { adminUtils } from "./contract.ts";
import { byOwner, type OnSubnet, ownerSets, ownerSetsFreely, rootSets, rootSetsForChain, windowOpen } from "./rows.ts";

const { subnetExists, notRootNetwork } = check;
const { events } = adminUtils;
const existing = [subnetExists];
const traded = [subnetExists, notRootNetwork];

/** Root, or the owner: change counted for the rate limit, hyperparameter, argument, checks after the freeze window. */
export const ownerSetters = {
  sudo_set_serving_rate_limit: ownerSets("ServingRateLimit", "ServingRateLimit", "serving_rate_limit"),
  sudo_set_max_difficulty: ownerSets("MaxDifficulty", "MaxDifficulty", "max_difficulty", existing),
  sudo_set_weights_version_key: ownerSets("SetWeightsVersionKey", "WeightsVersionKey", "weights_version_key", existing),
  sudo_set_adjustment_alpha: ownerSets("AdjustmentAlpha", "AdjustmentAlpha", "adjustment_alpha", existing),
  sudo_set_immunity_period: ownerSets("ImmunityPeriod", "ImmunityPeriod", "immunity_period", existing),
  sudo_set_min_allowed_weights: ownerSets("MinAllowedWeights", "MinAllowedWeights", "min_allowed_weights", existing),
  sudo_set_max_allowed_uids: ownerSets("MaxAllowedUids", "MaxAllowedUids", "max_allowed_uids", [
    subnetExists,
    check.maxAllowedUidsInBounds,
  ]),
  sudo_set_rho: ownerSets("Rho", "Rho", "rho", existing),
  sudo_set_activity_cutoff: ownerSets("ActivityCutoff", "ActivityCutoff", "activity_cutoff", [
    subnetExists,
    check.activityCutoffInBounds,
  ]),
  sudo_set_min_burn: ownerSets("MinBurn", "MinBurn", "min_burn", [subnetExists, check.minBurnInBounds]),
  sudo_set_max_burn: ownerSets("MaxBurn", "MaxBurn", "max_burn", [subnetExists, check.maxBurnInBounds]),
  sudo_set_bonds_moving_average: ownerSets("BondsMovingAverage", "BondsMovingAverage", "bonds_moving_average", [
    check.bondsMovingAverageInBounds,
    subnetExists,
  ]),
  sudo_set_bonds_penalty: ownerSets("BondsPenalty", "BondsPenalty", "bonds_penalty", existing),
  sudo_set_min_childkey_take_per_subnet: ownerSets("MinChildkeyTake", "MinChildkeyTake", "take", [
    subnetExists,
    check.childkeyTakeInBounds,
  ]),
  sudo_set_commit_reveal_weights_enabled: ownerSets("CommitRevealEnabled", "CommitRevealEnabled", "enabled", existing),
  sudo_set_liquid_alpha_enabled: ownerSets("LiquidAlphaEnabled", "LiquidAlphaEnabled", "enabled"),
  sudo_set_alpha_values: byOwner<OnSubnet & { readonly alpha_low: number; readonly alpha_high: number }>(
    "AlphaValues",
    [],
    (ctx, { netuid, alpha_low, alpha_high }) =>
      ctx.ports.hyperparameters.set(ctx, netuid, "AlphaValues", [alpha_low, alpha_high]),
  ),
  sudo_set_commit_reveal_weights_interval: ownerSets(
    "WeightCommitInterval",
    "WeightCommitInterval",
    "interval",
    existing,
  ),
  sudo_set_toggle_transfer: ownerSets("TransferEnabled", "TransferEnabled", "toggle"),
  sudo_set_recycle_or_burn: ownerSets("RecycleOrBurn", "RecycleOrBurn", "recycle_or_burn"),
  sudo_set_alpha_sigmoid_steepness: ownerSets("AlphaSigmoidSteepness", "AlphaSigmoidSteepness", "steepness", [
    subnetExists,
    check.negativeByRootOnly,
  ]),
  sudo_set_yuma3_enabled: ownerSets("Yuma3Enabled", "Yuma3Enabled", "enabled", [], ({ netuid, enabled }) =>
    events.Yuma3EnableToggled({ netuid, enabled }),
  ),
  sudo_set_bonds_reset_enabled: ownerSets(
    "BondsResetEnabled",
    "BondsResetEnabled",
    "enabled",
    [],
    ({ netuid, enabled }) => events.BondsResetToggled({ netuid, enabled }),
  ),
  sudo_set_owner_immune_neuron_limit: ownerSets("ImmuneNeuronLimit", "ImmuneNeuronLimit", "immune_neurons"),
  sudo_set_mechanism_count: ownerSets("MechanismCountUpdate", "MechanismCount", "mechanism_count"),
  sudo_set_mechanism_emission_split: ownerSets("MechanismEmission", "MechanismEmissionSplit", "maybe_split"),
  sudo_trim_to_max_allowed_uids: byOwner<OnSubnet & { readonly max_n: number }>(
    "MaxUidsTrimming",
    [],
    (ctx, { netuid, max_n }) => ctx.ports.hyperparameters.trimNeurons(ctx, netuid, max_n),
  ),
  sudo_set_burn_half_life: ownerSets(
    "BurnHalfLife",
    "BurnHalfLife",
    "burn_half_life",
    [...traded, check.burnHalfLifeInBounds],
    ({ netuid, burn_half_life }) => events.BurnHalfLifeSet({ netuid, burn_half_life }),
  ),
  sudo_set_burn_increase_mult: ownerSets(
    "BurnIncreaseMult",
    "BurnIncreaseMult",
    "burn_increase_mult",
    [...traded, check.burnIncreaseInBounds],
    ({ netuid, burn_increase_mult }) => events.BurnIncreaseMultSet({ netuid, burn_increase_mult }),
  ),
  sudo_set_owner_cut_enabled: ownerSetsFreely("OwnerCutEnabled", "enabled", traded),
  sudo_set_owner_cut_auto_lock_enabled: ownerSetsFreely("OwnerCutAutoLockEnabled", "enabled", traded),
};

/** Root, on a subnet: hyperparameter, argument, checks. */
export const rootSetters = {
  sudo_set_min_difficulty: rootSets("MinDifficulty", "min_difficulty", [windowOpen, subnetExists]),
  sudo_set_weights_set_rate_limit: rootSets("WeightsSetRateLimit", "weights_set_rate_limit", existing),
  sudo_set_adjustment_interval: rootSets("AdjustmentInterval", "adjustment_interval", existing),
  sudo_set_kappa: rootSets("Kappa", "kappa", existing),
  sudo_set_network_registration_allowed: rootSets("RegistrationAllowed", "registration_allowed"),
  sudo_set_target_registrations_per_interval: rootSets(
    "TargetRegistrationsPerInterval",
    "target_registrations_per_interval",
    [windowOpen, subnetExists],
  ),
  sudo_set_difficulty: rootSets("Difficulty", "difficulty", [windowOpen, subnetExists]),
  sudo_set_max_allowed_validators: rootSets("MaxAllowedValidators", "max_allowed_validators", [
    windowOpen,
    subnetExists,
    check.validatorsFit,
  ]),
  sudo_set_max_registrations_per_block: rootSets("MaxRegistrationsPerBlock", "max_registrations_per_block", [
    windowOpen,
    subnetExists,
  ]),
  sudo_set_tempo: rootSets("Tempo", "tempo", [windowOpen, subnetExists]),
  sudo_set_rao_recycled: rootSets("RAORecycledForRegistration", "rao_recycled", existing),
  sudo_set_ema_price_halving_period: rootSets("EMAPriceHalvingBlocks", "ema_halving"),
  sudo_set_subtoken_enabled: rootSets("SubtokenEnabled", "subtoken_enabled", [windowOpen]),
  sudo_set_min_allowed_uids: rootSets("MinAllowedUids", "min_allowed_uids", [
    windowOpen,
    subnetExists,
    check.minAllowedUidsInBounds,
  ]),
  sudo_set_min_non_immune_uids: rootSets("MinNonImmuneUids", "min"),
  sudo_set_subnet_emission_enabled: rootSets("SubnetEmissionEnabled", "enabled", traded, ({ netuid, enabled }) =>
    events.SubnetEmissionEnabledSet({ netuid, enabled }),
  ),
};

/** Root, for the whole chain: setting, argument, checks. */
export const chainSetters = {
  sudo_set_default_take: rootSetsForChain("MaxDelegateTake", "default_take"),
  sudo_set_tx_rate_limit: rootSetsForChain("TxRateLimit", "tx_rate_limit"),
  sudo_set_subnet_owner_cut: rootSetsForChain("SubnetOwnerCut", "subnet_owner_cut"),
  sudo_set_network_rate_limit: rootSetsForChain("NetworkRateLimit", "rate_limit"),
  sudo_set_network_immunity_period: rootSetsForChain("NetworkImmunityPeriod", "immunity_period"),
  sudo_set_network_min_lock_cost: rootSetsForChain("NetworkMinLockCost", "lock_cost"),
  sudo_set_subnet_limit: rootSetsForChain("SubnetLimit", "max_subnets"),
  sudo_set_lock_reduction_interval: rootSetsForChain("NetworkLockReductionInterval", "interval"),
  sudo_set_stake_threshold: rootSetsForChain("StakeThreshold", "min_stake"),
  sudo_set_nominator_min_required_stake: rootSetsForChain("NominatorMinRequiredStake", "min_stake"),
  sudo_set_tx_delegate_take_rate_limit: rootSetsForChain("TxDelegateTakeRateLimit", "tx_rate_limit"),
  sudo_set_min_delegate_take: rootSetsForChain("MinDelegateTake", "take"),
  sudo_set_dissolve_network_schedule_duration: rootSetsForChain("DissolveNetworkScheduleDuration", "duration"),
  sudo_set_subnet_moving_alpha: rootSetsForChain("SubnetMovingAlpha", "alpha"),
  sudo_set_commit_reveal_version: rootSetsForChain("CommitRevealWeightsVersion", "version"),
  sudo_set_ck_burn: rootSetsForChain("CKBurn", "burn"),
  sudo_set_admin_freeze_window: rootSetsForChain("AdminFreezeWindow", "window"),
  sudo_set_owner_hparam_rate_limit: rootSetsForChain("OwnerHyperparamRateLimit", "epochs"),
  sudo_set_tao_flow_cutoff: rootSetsForChain("TaoFlowCutoff", "flow_cutoff"),
  sudo_set_tao_flow_normalization_exponent: rootSetsForChain("FlowNormExponent", "exponent", [check.exponentInBounds]),
  sudo_set_tao_flow_smoothing_factor: rootSetsForChain("FlowEmaSmoothingFactor", "smoothing_factor"),
  sudo_set_net_tao_flow_enabled: rootSetsForChain("NetTaoFlowEnabled", "enabled"),
  sudo_set_max_mechanism_count: rootSetsForChain("MaxMechanismCount", "max_mechanism_count"),
  sudo_set_start_call_delay: rootSetsForChain("StartCallDelay", "delay"),
  sudo_set_coldkey_swap_announcement_delay: rootSetsForChain("ColdkeySwapAnnouncementDelay", "duration"),
  sudo_set_coldkey_swap_reannouncement_delay: rootSetsForChain("ColdkeySwapReannouncementDelay", "duration"),
  sudo_set_max_epochs_per_block: rootSetsForChain("MaxEpochsPerBlock", "max_epochs_per_block", [check.atLeastOneEpoch]),
};
