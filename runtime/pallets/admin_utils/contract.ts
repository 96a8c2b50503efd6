// What root and subnet owners may set on other pallets.
// Mirrors pallets/admin-utils/src/lib.rs.

import { blake } from "../../frame/hasher.ts";
import { anyOrigin, root, signedOrRoot } from "../../frame/origin.ts";
import { call, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map } from "../../frame/storage.ts";
import { RecycleOrBurnEnum } from "../../ports/recycle_or_burn.ts";
import { AuraPublic, AuthorityList } from "../../primitives/authorities.ts";
import { I64F64Codec, I96F32Codec, U64F64Codec } from "../../primitives/fixed/codecs.ts";
import { AccountId, MechId, NetUid } from "../../primitives/ids.ts";
import { bool, boundedVec, i16, option, u8, u16, u32, u64, vec } from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";
import { PrecompileEnum } from "./precompile.ts";
import { weights } from "./weights.ts";

const MAX_AUTHORITIES = 32;

export const AdminUtils = palletIdentity("AdminUtils", 19);

export const adminUtils = section(AdminUtils, {
  storage: {
    PrecompileEnable: map([blake(PrecompileEnum)], bool, { default: true }),
  },
  events: {
    PrecompileUpdated: event(0, { precompile_id: PrecompileEnum, enabled: bool }),
    Yuma3EnableToggled: event(1, { netuid: NetUid, enabled: bool }),
    BondsResetToggled: event(2, { netuid: NetUid, enabled: bool }),
    BurnHalfLifeSet: event(3, { netuid: NetUid, burn_half_life: u16 }),
    BurnIncreaseMultSet: event(4, { netuid: NetUid, burn_increase_mult: U64F64Codec }),
    SubnetEmissionEnabledSet: event(5, { netuid: NetUid, enabled: bool }),
  },
  errors: {
    SubnetDoesNotExist: error(0, "The subnet does not exist, check the netuid parameter"),
    MaxValidatorsLargerThanMaxUIds: error(
      1,
      "The maximum number of subnet validators must be less than the maximum number of allowed UIDs in the subnet.",
    ),
    MaxAllowedUIdsLessThanCurrentUIds: error(
      2,
      "The maximum number of subnet validators must be more than the current number of UIDs already in the subnet.",
    ),
    BondsMovingAverageMaxReached: error(3, "The maximum value for bonds moving average is reached"),
    NegativeSigmoidSteepness: error(4, "Only root can set negative sigmoid steepness values"),
    ValueNotInBounds: error(5, "Value not in allowed bounds."),
    MinAllowedUidsGreaterThanCurrentUids: error(
      6,
      "The minimum allowed UIDs must be less than the current number of UIDs in the subnet.",
    ),
    MinAllowedUidsGreaterThanMaxAllowedUids: error(
      7,
      "The minimum allowed UIDs must be less than the maximum allowed UIDs.",
    ),
    MaxAllowedUidsLessThanMinAllowedUids: error(
      8,
      "The maximum allowed UIDs must be greater than the minimum allowed UIDs.",
    ),
    MaxAllowedUidsGreaterThanDefaultMaxAllowedUids: error(
      9,
      "The maximum allowed UIDs must be less than the default maximum allowed UIDs.",
    ),
    InvalidValue: error(10, "Bad parameter value"),
    NotPermittedOnRootSubnet: error(11, "Operation is not permitted on the root network."),
    POWRegistrationDisabled: error(12, "POW Registration has been deprecated"),
    Deprecated: error(13, "Call is deprecated"),
  },
  calls: {
    swap_authorities: call(
      0,
      root,
      { new_authorities: boundedVec(AuraPublic, MAX_AUTHORITIES) },
      { weight: weights.swap_authorities },
    ),
    sudo_set_default_take: call(1, root, { default_take: u16 }, { weight: weights.sudo_set_default_take }),
    sudo_set_tx_rate_limit: call(2, root, { tx_rate_limit: u64 }, { weight: weights.sudo_set_tx_rate_limit }),
    sudo_set_serving_rate_limit: call(
      3,
      signedOrRoot,
      { netuid: NetUid, serving_rate_limit: u64 },
      { weight: weights.sudo_set_serving_rate_limit },
    ),
    sudo_set_min_difficulty: call(
      4,
      root,
      { netuid: NetUid, min_difficulty: u64 },
      { weight: weights.sudo_set_min_difficulty },
    ),
    sudo_set_max_difficulty: call(
      5,
      signedOrRoot,
      { netuid: NetUid, max_difficulty: u64 },
      { weight: weights.sudo_set_max_difficulty },
    ),
    sudo_set_weights_version_key: call(
      6,
      signedOrRoot,
      { netuid: NetUid, weights_version_key: u64 },
      { weight: weights.sudo_set_weights_version_key },
    ),
    sudo_set_weights_set_rate_limit: call(
      7,
      root,
      { netuid: NetUid, weights_set_rate_limit: u64 },
      { weight: weights.sudo_set_weights_set_rate_limit },
    ),
    sudo_set_adjustment_interval: call(
      8,
      root,
      { netuid: NetUid, adjustment_interval: u16 },
      { weight: weights.sudo_set_adjustment_interval },
    ),
    sudo_set_adjustment_alpha: call(
      9,
      signedOrRoot,
      { netuid: NetUid, adjustment_alpha: u64 },
      { weight: weights.sudo_set_adjustment_alpha },
    ),
    sudo_set_immunity_period: call(
      13,
      signedOrRoot,
      { netuid: NetUid, immunity_period: u16 },
      { weight: weights.sudo_set_immunity_period },
    ),
    sudo_set_min_allowed_weights: call(
      14,
      signedOrRoot,
      { netuid: NetUid, min_allowed_weights: u16 },
      { weight: weights.sudo_set_min_allowed_weights },
    ),
    sudo_set_max_allowed_uids: call(
      15,
      signedOrRoot,
      { netuid: NetUid, max_allowed_uids: u16 },
      { weight: weights.sudo_set_max_allowed_uids },
    ),
    sudo_set_kappa: call(16, root, { netuid: NetUid, kappa: u16 }, { weight: weights.sudo_set_kappa }),
    sudo_set_rho: call(17, signedOrRoot, { netuid: NetUid, rho: u16 }, { weight: weights.sudo_set_rho }),
    sudo_set_activity_cutoff: call(
      18,
      signedOrRoot,
      { netuid: NetUid, activity_cutoff: u16 },
      { weight: weights.sudo_set_activity_cutoff },
    ),
    sudo_set_network_registration_allowed: call(
      19,
      root,
      { netuid: NetUid, registration_allowed: bool },
      { weight: weights.sudo_set_network_registration_allowed },
    ),
    sudo_set_network_pow_registration_allowed: call(
      20,
      anyOrigin,
      { netuid: NetUid, registration_allowed: bool },
      { weight: weights.sudo_set_network_pow_registration_allowed },
    ),
    sudo_set_target_registrations_per_interval: call(
      21,
      root,
      { netuid: NetUid, target_registrations_per_interval: u16 },
      { weight: weights.sudo_set_target_registrations_per_interval },
    ),
    sudo_set_min_burn: call(22, signedOrRoot, { netuid: NetUid, min_burn: Tao }, { weight: weights.sudo_set_min_burn }),
    sudo_set_max_burn: call(23, signedOrRoot, { netuid: NetUid, max_burn: Tao }, { weight: weights.sudo_set_max_burn }),
    sudo_set_difficulty: call(24, root, { netuid: NetUid, difficulty: u64 }, { weight: weights.sudo_set_difficulty }),
    sudo_set_max_allowed_validators: call(
      25,
      root,
      { netuid: NetUid, max_allowed_validators: u16 },
      { weight: weights.sudo_set_max_allowed_validators },
    ),
    sudo_set_bonds_moving_average: call(
      26,
      signedOrRoot,
      { netuid: NetUid, bonds_moving_average: u64 },
      { weight: weights.sudo_set_bonds_moving_average },
    ),
    sudo_set_max_registrations_per_block: call(
      27,
      root,
      { netuid: NetUid, max_registrations_per_block: u16 },
      { weight: weights.sudo_set_max_registrations_per_block },
    ),
    sudo_set_subnet_owner_cut: call(28, root, { subnet_owner_cut: u16 }, { weight: weights.sudo_set_subnet_owner_cut }),
    sudo_set_network_rate_limit: call(29, root, { rate_limit: u64 }, { weight: weights.sudo_set_network_rate_limit }),
    sudo_set_tempo: call(30, root, { netuid: NetUid, tempo: u16 }, { weight: weights.sudo_set_tempo }),
    sudo_set_total_issuance: call(33, anyOrigin, { total_issuance: Tao }, { weight: weights.sudo_set_total_issuance }),
    sudo_set_network_immunity_period: call(
      35,
      root,
      { immunity_period: u64 },
      { weight: weights.sudo_set_network_immunity_period },
    ),
    sudo_set_network_min_lock_cost: call(
      36,
      root,
      { lock_cost: Tao },
      { weight: weights.sudo_set_network_min_lock_cost },
    ),
    sudo_set_subnet_limit: call(37, root, { max_subnets: u16 }, { weight: weights.sudo_set_subnet_limit }),
    sudo_set_lock_reduction_interval: call(
      38,
      root,
      { interval: u64 },
      { weight: weights.sudo_set_lock_reduction_interval },
    ),
    sudo_set_rao_recycled: call(
      39,
      root,
      { netuid: NetUid, rao_recycled: Tao },
      { weight: weights.sudo_set_rao_recycled },
    ),
    sudo_set_stake_threshold: call(42, root, { min_stake: u64 }, { weight: weights.sudo_set_stake_threshold }),
    sudo_set_nominator_min_required_stake: call(
      43,
      root,
      { min_stake: u64 },
      { weight: weights.sudo_set_nominator_min_required_stake },
    ),
    sudo_set_tx_delegate_take_rate_limit: call(
      45,
      root,
      { tx_rate_limit: u64 },
      { weight: weights.sudo_set_tx_delegate_take_rate_limit },
    ),
    sudo_set_min_delegate_take: call(46, root, { take: u16 }, { weight: weights.sudo_set_min_delegate_take }),
    sudo_set_commit_reveal_weights_enabled: call(
      49,
      signedOrRoot,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_commit_reveal_weights_enabled },
    ),
    sudo_set_liquid_alpha_enabled: call(
      50,
      signedOrRoot,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_liquid_alpha_enabled },
    ),
    sudo_set_alpha_values: call(
      51,
      signedOrRoot,
      { netuid: NetUid, alpha_low: u16, alpha_high: u16 },
      { weight: weights.sudo_set_alpha_values },
    ),
    sudo_set_dissolve_network_schedule_duration: call(
      55,
      root,
      { duration: u32 },
      { weight: weights.sudo_set_dissolve_network_schedule_duration },
    ),
    sudo_set_commit_reveal_weights_interval: call(
      57,
      signedOrRoot,
      { netuid: NetUid, interval: u64 },
      { weight: weights.sudo_set_commit_reveal_weights_interval },
    ),
    sudo_set_evm_chain_id: call(58, root, { chain_id: u64 }, { weight: weights.sudo_set_evm_chain_id }),
    schedule_grandpa_change: call(
      59,
      root,
      { next_authorities: AuthorityList, in_blocks: u32, forced: option(u32) },
      { weight: weights.schedule_grandpa_change },
    ),
    sudo_set_bonds_penalty: call(
      60,
      signedOrRoot,
      { netuid: NetUid, bonds_penalty: u16 },
      { weight: weights.sudo_set_bonds_penalty },
    ),
    sudo_set_toggle_transfer: call(
      61,
      signedOrRoot,
      { netuid: NetUid, toggle: bool },
      { weight: weights.sudo_set_toggle_transfer },
    ),
    sudo_toggle_evm_precompile: call(
      62,
      root,
      { precompile_id: PrecompileEnum, enabled: bool },
      { weight: weights.sudo_toggle_evm_precompile },
    ),
    sudo_set_subnet_moving_alpha: call(
      63,
      root,
      { alpha: I96F32Codec },
      { weight: weights.sudo_set_subnet_moving_alpha },
    ),
    sudo_set_subnet_owner_hotkey: call(
      64,
      signedOrRoot,
      { netuid: NetUid, hotkey: AccountId },
      { weight: weights.sudo_set_subnet_owner_hotkey },
    ),
    sudo_set_ema_price_halving_period: call(
      65,
      root,
      { netuid: NetUid, ema_halving: u64 },
      { weight: weights.sudo_set_ema_price_halving_period },
    ),
    sudo_set_subtoken_enabled: call(
      66,
      root,
      { netuid: NetUid, subtoken_enabled: bool },
      { weight: weights.sudo_set_subtoken_enabled },
    ),
    sudo_set_sn_owner_hotkey: call(
      67,
      signedOrRoot,
      { netuid: NetUid, hotkey: AccountId },
      { weight: weights.sudo_set_sn_owner_hotkey },
    ),
    sudo_set_alpha_sigmoid_steepness: call(
      68,
      signedOrRoot,
      { netuid: NetUid, steepness: i16 },
      { weight: weights.sudo_set_alpha_sigmoid_steepness },
    ),
    sudo_set_yuma3_enabled: call(
      69,
      signedOrRoot,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_yuma3_enabled },
    ),
    sudo_set_bonds_reset_enabled: call(
      70,
      signedOrRoot,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_bonds_reset_enabled },
    ),
    sudo_set_commit_reveal_version: call(
      71,
      root,
      { version: u16 },
      { weight: weights.sudo_set_commit_reveal_version },
    ),
    sudo_set_owner_immune_neuron_limit: call(
      72,
      signedOrRoot,
      { netuid: NetUid, immune_neurons: u16 },
      { weight: weights.sudo_set_owner_immune_neuron_limit },
    ),
    sudo_set_ck_burn: call(73, root, { burn: u64 }, { weight: weights.sudo_set_ck_burn }),
    sudo_set_admin_freeze_window: call(74, root, { window: u16 }, { weight: weights.sudo_set_admin_freeze_window }),
    sudo_set_owner_hparam_rate_limit: call(
      75,
      root,
      { epochs: u16 },
      { weight: weights.sudo_set_owner_hparam_rate_limit },
    ),
    sudo_set_mechanism_count: call(
      76,
      signedOrRoot,
      { netuid: NetUid, mechanism_count: MechId },
      { weight: weights.sudo_set_mechanism_count },
    ),
    sudo_set_mechanism_emission_split: call(
      77,
      signedOrRoot,
      { netuid: NetUid, maybe_split: option(vec(u16)) },
      { weight: weights.sudo_set_mechanism_emission_split },
    ),
    sudo_trim_to_max_allowed_uids: call(
      78,
      signedOrRoot,
      { netuid: NetUid, max_n: u16 },
      { weight: weights.sudo_trim_to_max_allowed_uids },
    ),
    sudo_set_min_allowed_uids: call(
      79,
      root,
      { netuid: NetUid, min_allowed_uids: u16 },
      { weight: weights.sudo_set_min_allowed_uids },
    ),
    sudo_set_recycle_or_burn: call(
      80,
      signedOrRoot,
      { netuid: NetUid, recycle_or_burn: RecycleOrBurnEnum },
      { weight: weights.sudo_set_recycle_or_burn },
    ),
    sudo_set_tao_flow_cutoff: call(
      81,
      root,
      { flow_cutoff: I64F64Codec },
      { weight: weights.sudo_set_tao_flow_cutoff },
    ),
    sudo_set_tao_flow_normalization_exponent: call(
      82,
      root,
      { exponent: U64F64Codec },
      { weight: weights.sudo_set_tao_flow_normalization_exponent },
    ),
    sudo_set_tao_flow_smoothing_factor: call(
      83,
      root,
      { smoothing_factor: u64 },
      { weight: weights.sudo_set_tao_flow_smoothing_factor },
    ),
    sudo_set_min_non_immune_uids: call(
      84,
      root,
      { netuid: NetUid, min: u16 },
      { weight: weights.sudo_set_min_non_immune_uids },
    ),
    sudo_set_start_call_delay: call(85, root, { delay: u64 }, { weight: weights.sudo_set_start_call_delay }),
    sudo_set_coldkey_swap_announcement_delay: call(
      86,
      root,
      { duration: u32 },
      { weight: weights.sudo_set_coldkey_swap_announcement_delay },
    ),
    sudo_set_coldkey_swap_reannouncement_delay: call(
      87,
      root,
      { duration: u32 },
      { weight: weights.sudo_set_coldkey_swap_reannouncement_delay },
    ),
    sudo_set_max_mechanism_count: call(
      88,
      root,
      { max_mechanism_count: MechId },
      { weight: weights.sudo_set_max_mechanism_count },
    ),
    sudo_set_burn_half_life: call(
      89,
      signedOrRoot,
      { netuid: NetUid, burn_half_life: u16 },
      { weight: weights.sudo_set_burn_half_life, class: "Operational" },
    ),
    sudo_set_burn_increase_mult: call(
      90,
      signedOrRoot,
      { netuid: NetUid, burn_increase_mult: U64F64Codec },
      { weight: weights.sudo_set_burn_increase_mult, class: "Operational" },
    ),
    sudo_set_net_tao_flow_enabled: call(91, root, { enabled: bool }, { weight: weights.sudo_set_net_tao_flow_enabled }),
    sudo_set_owner_cut_enabled: call(
      92,
      signedOrRoot,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_owner_cut_enabled, class: "Operational" },
    ),
    sudo_set_min_childkey_take_per_subnet: call(
      93,
      signedOrRoot,
      { netuid: NetUid, take: u16 },
      { weight: weights.sudo_set_min_childkey_take_per_subnet },
    ),
    sudo_set_subnet_emission_enabled: call(
      94,
      root,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_subnet_emission_enabled },
    ),
    sudo_set_owner_cut_auto_lock_enabled: call(
      95,
      signedOrRoot,
      { netuid: NetUid, enabled: bool },
      { weight: weights.sudo_set_owner_cut_auto_lock_enabled, class: "Operational" },
    ),
    sudo_set_max_epochs_per_block: call(
      96,
      root,
      { max_epochs_per_block: u8 },
      { weight: weights.sudo_set_max_epochs_per_block },
    ),
  },
});
