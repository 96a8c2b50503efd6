// Weights of SubtensorModule's calls. Mirrors pallets/subtensor: weights.rs (SubstrateWeight) and the weight attributes of
// macros/dispatches.rs. What the guards add to every call is in guard_weights.ts. (weights/ is the section of that name.)
import { cost, linear } from "../../primitives/weight.ts";

/** MaxContributors of the runtime. */
const MAX_CONTRIBUTORS = 500;

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  clear_coldkey_swap_announcement: cost(19_496_000n, 4078n, 2, 1),
  register_leased_network: (contributors: number) =>
    linear(cost(309_598_986n, 10_256n, 49, 53), [contributors, cost(46_027_026n, 2579n, 2, 2)]),
  terminate_lease: (contributors: number) =>
    linear(cost(146_402_779n, 6148n, 4, 7), [contributors, cost(1_566_532n, 2529n, 1, 1)]),
  set_pending_childkey_cooldown: cost(2_805_000n, 0n, 0, 1),
  check_coldkey_swap_extension: cost(17_583_000n, 4198n, 2),
  check_weights_extension: cost(52_958_000n, 7671n, 11),
  check_rate_limits_extension: cost(35_376_000n, 4484n, 7),
  check_delegate_take_extension: cost(15_378_000n, 4186n, 3),
  check_serving_endpoints_extension: cost(19_035_000n, 4112n, 3),
  check_evm_key_association_extension: cost(15_448_000n, 4117n, 2),
};

export const weights = {
  set_weights: cost(15_513_610_000n, 10_327_410n, 4112, 2),
  set_mechanism_weights: cost(15_540_000_000n, 0n, 4111, 2),
  batch_set_weights: cost(103_092_000n, 7395n, 16, 2),
  commit_weights: cost(69_049_000n, 4714n, 13, 2),
  commit_mechanism_weights: cost(55_130_000n, 0n, 7, 2),
  batch_commit_weights: cost(147_224_000n, 4765n, 15, 2),
  reveal_weights: cost(111_227_000n, 7590n, 19, 2),
  reveal_mechanism_weights: cost(122_000_000n, 0n, 16, 2),
  commit_crv3_mechanism_weights: cost(77_750_000n, 0n, 7, 2),
  batch_reveal_weights: cost(421_363_000n, 8095n, 19, 2),
  decrease_take: cost(29_895_000n, 4295n, 3, 2),
  increase_take: cost(37_710_000n, 4388n, 5, 2),
  add_stake: cost(664_064_000n, 8727n, 32, 16),
  remove_stake: cost(569_198_000n, 10_557n, 28, 13),
  serve_axon: cost(31_278_000n, 4178n, 3, 1),
  serve_axon_tls: cost(30_617_000n, 4149n, 3, 1),
  serve_prometheus: cost(29_294_000n, 4277n, 3, 1),
  register: cost(349_872_000n, 6148n, 34, 29),
  root_register: cost(103_934_000n, 4981n, 19, 16),
  burned_register: cost(336_815_000n, 6148n, 34, 29),
  // Afterwards, on success: what was counted step by step (swap/swap_hotkey.rs).
  swap_hotkey: cost(1_242_038_000n, 28_912n, 182, 99),
  // Afterwards, on success: what was counted step by step (swap/swap_hotkey.rs).
  swap_hotkey_v2: cost(275_300_000n, 0n, 52, 35),
  swap_coldkey: cost(312_301_000n, 13_056n, 37, 19),
  set_childkey_take: cost(53_870_000n, 4498n, 7, 2),
  sudo_set_tx_childkey_take_rate_limit: cost(5_760_000n, 0n, 0, 1),
  sudo_set_min_childkey_take: cost(6000n, 0n, 1, 1),
  sudo_set_max_childkey_take: cost(6000n, 0n, 1, 1),
  register_network: cost(277_125_000n, 9947n, 40, 48),
  faucet: cost(91_000_000n, 0n, 27, 22),
  dissolve_network: cost(119_000_000n, 0n, 6, 31),
  // Afterwards: as declared.
  set_children: cost(119_000_000n, 0n, 6, 31),
  schedule_swap_coldkey: cost(0n, 0n, 5),
  set_identity: cost(32_040_000n, 6829n, 3, 1),
  set_subnet_identity: cost(17_513_000n, 4060n, 1, 1),
  register_network_with_identity: cost(275_041_000n, 9883n, 39, 47),
  unstake_all: cost(26_830_000n, 9189n, 6),
  unstake_all_alpha: cost(700_873_000n, 11_306n, 43, 25),
  move_stake: cost(216_061_000n, 7919n, 19, 7),
  transfer_stake: cost(258_541_000n, 7994n, 19, 6),
  swap_stake: cost(742_019_000n, 10_920n, 47, 24),
  add_stake_limit: cost(853_005_000n, 8727n, 32, 16),
  remove_stake_limit: cost(740_696_000n, 10_591n, 27, 13),
  swap_stake_limit: cost(944_515_000n, 11_077n, 47, 24),
  try_associate_hotkey: cost(25_337_000n, 4283n, 3, 3),
  start_call: cost(39_454_000n, 4583n, 5, 2),
  associate_evm_key: cost(684_242_000n, 4415n, 3, 1),
  recycle_alpha: cost(172_139_000n, 5219n, 13, 6),
  burn_alpha: cost(168_964_000n, 5219n, 12, 4),
  set_pending_childkey_cooldown: cost(3_000_000n, 0n, 0, 1),
  remove_stake_full_limit: cost(754_292_000n, 10_591n, 27, 13),
  // Afterwards: `actual.register_leased_network` of the contributors, if they are fewer than the most allowed.
  register_leased_network: benchmarks.register_leased_network(MAX_CONTRIBUTORS),
  // Afterwards: `actual.terminate_lease` of the cleared shares, if they are fewer than the most allowed.
  terminate_lease: benchmarks.terminate_lease(MAX_CONTRIBUTORS),
  update_symbol: cost(28_313_000n, 9074n, 4, 1),
  commit_timelocked_weights: cost(86_951_000n, 4713n, 14, 2),
  set_coldkey_auto_stake_hotkey: cost(33_853_000n, 4274n, 4, 2),
  commit_timelocked_mechanism_weights: cost(84_020_000n, 0n, 9, 2),
  root_dissolve_network: cost(119_000_000n, 0n, 6, 31),
  // Afterwards, on success: what was counted claim by claim (staking/claim_root.rs), with `actual.root_claim` for each.
  claim_root: cost(138_999_000n, 7875n, 16, 4),
  set_root_claim_type: cost(18_283_000n, 3941n, 2, 4),
  sudo_set_num_root_claims: cost(2_735_000n, 0n, 0, 1),
  sudo_set_root_claim_threshold: cost(5_681_000n, 0n, 0, 1),
  announce_coldkey_swap: cost(47_248_000n, 4159n, 4, 3),
  swap_coldkey_announced: cost(288_156_000n, 13_000n, 37, 15),
  dispute_coldkey_swap: cost(23_293_000n, 4130n, 2, 1),
  reset_coldkey_swap: cost(8_857_000n, 0n, 0, 2),
  enable_voting_power_tracking: cost(10_000n, 0n, 2, 2),
  disable_voting_power_tracking: cost(10_000n, 0n, 2, 1),
  sudo_set_voting_power_ema_alpha: cost(6000n, 0n, 1, 1),
  add_stake_burn: cost(967_308_000n, 8727n, 33, 17),
  clear_coldkey_swap_announcement: cost(17_890_000n, 0n, 2, 1),
  register_limit: cost(354_200_000n, 0n, 47, 40),
  set_auto_parent_delegation_enabled: cost(28_023_000n, 4364n, 2, 1),
  lock_stake: cost(115_995_000n, 7655n, 17, 3),
  move_lock: cost(149_819_000n, 7339n, 14, 6),
  set_perpetual_lock: cost(0n, 0n, 4, 3),
  set_tempo: cost(46_407_000n, 4440n, 6, 3),
  set_activity_cutoff_factor: cost(39_193_000n, 4364n, 7, 2),
  trigger_epoch: cost(42_539_000n, 4447n, 8, 2),
  set_reject_locked_alpha: cost(0n, 0n, 1, 1),
};

/** Where a call is not of class Normal or does not pay. */
export const dispatch = {
  set_weights: { pays: "No" },
  set_mechanism_weights: { pays: "No" },
  batch_set_weights: { pays: "No" },
  commit_weights: { pays: "No" },
  commit_mechanism_weights: { pays: "No" },
  batch_commit_weights: { pays: "No" },
  reveal_weights: { pays: "No" },
  reveal_mechanism_weights: { pays: "No" },
  commit_crv3_mechanism_weights: { pays: "No" },
  batch_reveal_weights: { pays: "No" },
  decrease_take: { pays: "No" },
  increase_take: { pays: "No" },
  serve_axon: { pays: "No" },
  serve_axon_tls: { pays: "No" },
  serve_prometheus: { pays: "No" },
  faucet: { pays: "No" },
  associate_evm_key: { pays: "No" },
  commit_timelocked_weights: { pays: "No" },
  commit_timelocked_mechanism_weights: { pays: "No" },
} as const;

/** What calls say of themselves afterwards, where that is measured (subnets/leasing.rs, staking/claim_root.rs). */
export const actual = {
  register_leased_network: (contributors: number) =>
    linear(cost(301_560_714n, 10_079n, 41, 55), [contributors, cost(26_884_006n, 2579n, 2, 2)]),
  terminate_lease: (contributors: number) =>
    linear(cost(56_635_122n, 6148n, 4, 6), [contributors, cost(912_993n, 2529n, 1, 1)]),
  root_claim: cost(60_000_000n, 6987n, 7, 5),
};

/** What on_initialize says it used, besides cleaning up hotkey swaps (macros/hooks.rs). */
export const blockStepWeight = cost(110_634_229_000n, 0n, 8304, 110);
