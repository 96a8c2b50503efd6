// What each setter of AdminUtils refuses, in the order of pallets/admin-utils/src/lib.rs: who may, the limit of the owner's
// changes, the freeze window, whether the subnet exists, and its own bounds. A row is the arguments that would pass and its
// parts; a part spoils the state and tells which refusal that makes and what mends it.

import { grandpa } from "../../runtime/pallets/grandpa/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { setLastBlockOnSubnet, type TransactionType } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import type { Hyperparameter } from "../../runtime/ports/hyperparameter.ts";
import { I64F64, I96F32, U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { mechId, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { from, type Rung, tell } from "../chain/ladder.ts";
import { acct, type MockContext, root, signed } from "../chain/mock.ts";

export const NETUID = netUid(1);
export const OWNER = acct(1);
const STRANGER = acct(2);
type Part = (ctx: MockContext) => readonly Rung[];
type Args = Readonly<Record<string, unknown>>;
export interface AdminRow {
  readonly args: Args;
  readonly parts: readonly Part[];
  /** Owners may do it, and not again soon. */
  readonly limited: boolean;
}

const byRoot: Part = () => [
  ["BadOrigin", from(signed(OWNER))],
  ["BadOrigin", from(root)],
];
const ownerOrRoot: Part = () => [
  ["BadOrigin", from(signed(STRANGER))],
  ["BadOrigin", from(signed(OWNER))],
];
/** The owner has just done the same. */
const limit =
  (kind: TransactionType): Part =>
  (ctx) => {
    const last = (block: bigint) =>
      [NETUID, ROOT].forEach((netuid) => void setLastBlockOnSubnet(ctx, netuid, OWNER, kind, block));
    last(BigInt(ctx.block.number));
    return [["TxRateLimitExceeded", () => last(0n)]];
  };
const window: Part = (ctx) => {
  limits.storage.AdminFreezeWindow.set(ctx, 65_535);
  return [["AdminActionProhibitedDuringWeightsWindow", () => limits.storage.AdminFreezeWindow.set(ctx, 0)]];
};
const missing =
  (refusal: string): Part =>
  (ctx) => {
    subnets.storage.NetworksAdded.delete(ctx, NETUID);
    return [[refusal, () => subnets.storage.NetworksAdded.set(ctx, NETUID, true)]];
  };
const exists = missing("SubnetDoesNotExist");
/** The subnet exists and is not root. */
const traded: Part = (ctx) => {
  subnets.storage.NetworksAdded.delete(ctx, NETUID);
  return [
    ["SubnetDoesNotExist", tell({ netuid: ROOT })],
    [
      "NotPermittedOnRootSubnet",
      (call) => {
        subnets.storage.NetworksAdded.set(ctx, NETUID, true);
        call.args.netuid = NETUID;
      },
    ],
  ];
};
/** Wrong values one after the other, each with its refusal, then the right ones. */
const bounds =
  (right: Args, ...wrong: readonly (readonly [refusal: string, args: Args])[]): Part =>
  () =>
    wrong.map(([refusal], i): Rung => [refusal, tell(wrong[i + 1]?.[1] ?? right)]);
const row = (args: Args, parts: readonly Part[], limited = false): AdminRow => ({ args, parts, limited });
const chain = (args: Args, ...parts: readonly Part[]): AdminRow => row(args, [byRoot, ...parts]);
const subnet = (args: Args, ...parts: readonly Part[]): AdminRow => chain({ netuid: NETUID, ...args }, ...parts);
const change = (kind: TransactionType, args: Args, ...parts: readonly Part[]): AdminRow =>
  row({ netuid: NETUID, ...args }, [ownerOrRoot, limit(kind), window, ...parts], true);
const owner = (value: Hyperparameter, args: Args, ...parts: readonly Part[]): AdminRow =>
  change({ type: "OwnerHyperparamUpdate", value }, args, ...parts);
const freely = (args: Args, ...parts: readonly Part[]): AdminRow =>
  row({ netuid: NETUID, ...args }, [ownerOrRoot, window, ...parts]);

const { MaxAllowedUids, MaxBurn, MinAllowedUids, MinBurn } = parameters.storage;
const { SubnetworkN } = registration.storage;
const having =
  (work: (ctx: MockContext) => void): Part =>
  (ctx) => {
    work(ctx);
    return [];
  };
const ownerHotkey: AdminRow = row({ netuid: NETUID }, [
  ownerOrRoot,
  missing("SubnetNotExists"),
  limit({ type: "SetSNOwnerHotkey" }),
  (ctx) => [
    [
      "CannotUseSystemAccount",
      (call) => {
        call.args.hotkey = acct(7);
        subnets.storage.SubnetOwner.set(ctx, NETUID, OWNER);
      },
    ],
  ],
]);
const changing: Part = (ctx) => {
  grandpa.storage.PendingChange.set(ctx, { delay: 1, scheduled_at: 1, next_authorities: [], forced: undefined });
  grandpa.storage.NextForced.set(ctx, ctx.block.number + 1);
  return [
    ["ChangePending", () => grandpa.storage.PendingChange.delete(ctx)],
    ["TooSoon", () => grandpa.storage.NextForced.delete(ctx)],
  ];
};

export const ADMIN_ROWS: Readonly<Record<string, AdminRow>> = {
  // Root or the owner.
  sudo_set_serving_rate_limit: owner("ServingRateLimit", { serving_rate_limit: 1n }),
  sudo_set_max_difficulty: owner("MaxDifficulty", { max_difficulty: 1n }, exists),
  sudo_set_weights_version_key: change({ type: "SetWeightsVersionKey" }, { weights_version_key: 1n }, exists),
  sudo_set_adjustment_alpha: owner("AdjustmentAlpha", { adjustment_alpha: 1n }, exists),
  sudo_set_immunity_period: owner("ImmunityPeriod", { immunity_period: 1 }, exists),
  sudo_set_min_allowed_weights: owner("MinAllowedWeights", { min_allowed_weights: 1 }, exists),
  sudo_set_max_allowed_uids: owner(
    "MaxAllowedUids",
    { max_allowed_uids: 1 },
    having((ctx) => {
      MinAllowedUids.set(ctx, NETUID, 2);
      SubnetworkN.set(ctx, NETUID, 4);
      mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(2));
    }),
    exists,
    // DefaultMaxAllowedUids is 256.
    bounds(
      { max_allowed_uids: 128 },
      ["MaxAllowedUidsLessThanMinAllowedUids", {}],
      ["MaxAllowedUIdsLessThanCurrentUIds", { max_allowed_uids: 3 }],
      ["MaxAllowedUidsGreaterThanDefaultMaxAllowedUids", { max_allowed_uids: 257 }],
      ["TooManyUIDsPerMechanism", { max_allowed_uids: 129 }],
    ),
  ),
  sudo_set_rho: owner("Rho", { rho: 1 }, exists),
  sudo_set_activity_cutoff: owner(
    "ActivityCutoff",
    { activity_cutoff: 359 },
    exists,
    bounds({ activity_cutoff: 360 }, ["ActivityCutoffTooLow", {}]),
  ),
  sudo_set_min_burn: owner(
    "MinBurn",
    { min_burn: rao(1_000_000_000n) },
    having((ctx) => MaxBurn.set(ctx, NETUID, rao(500n))),
    exists,
    bounds({ min_burn: rao(499n) }, ["ValueNotInBounds", {}], ["ValueNotInBounds", { min_burn: rao(500n) }]),
  ),
  sudo_set_max_burn: owner(
    "MaxBurn",
    { max_burn: rao(100_000_000n) },
    having((ctx) => MinBurn.set(ctx, NETUID, rao(200_000_000n))),
    exists,
    bounds(
      { max_burn: rao(200_000_001n) },
      ["ValueNotInBounds", {}],
      ["ValueNotInBounds", { max_burn: rao(200_000_000n) }],
    ),
  ),
  sudo_set_bonds_moving_average: owner(
    "BondsMovingAverage",
    { bonds_moving_average: 975_001n },
    bounds({ bonds_moving_average: 975_000n }, ["BondsMovingAverageMaxReached", {}]),
    exists,
  ),
  sudo_set_bonds_penalty: owner("BondsPenalty", { bonds_penalty: 1 }, exists),
  sudo_set_min_childkey_take_per_subnet: owner(
    "MinChildkeyTake",
    { take: 9 },
    having((ctx) => {
      settings.storage.MinChildkeyTake.set(ctx, 10);
      settings.storage.MaxChildkeyTake.set(ctx, 20);
    }),
    exists,
    bounds({ take: 20 }, ["InvalidValue", {}], ["InvalidValue", { take: 21 }]),
  ),
  sudo_set_commit_reveal_weights_enabled: owner("CommitRevealEnabled", { enabled: true }, exists),
  sudo_set_liquid_alpha_enabled: owner("LiquidAlphaEnabled", { enabled: true }),
  sudo_set_alpha_values: owner(
    "AlphaValues",
    { alpha_low: 1637, alpha_high: 1637 },
    (ctx) => [["LiquidAlphaDisabled", () => parameters.storage.LiquidAlphaOn.set(ctx, NETUID, true)]],
    bounds(
      { alpha_low: 1638, alpha_high: 1638 },
      ["AlphaHighTooLow", {}],
      ["AlphaLowOutOfRange", { alpha_high: 1638 }],
      ["AlphaLowOutOfRange", { alpha_low: 1639 }],
    ),
  ),
  sudo_set_commit_reveal_weights_interval: owner(
    "WeightCommitInterval",
    { interval: 101n },
    exists,
    bounds({ interval: 100n }, ["RevealPeriodTooLarge", {}], ["RevealPeriodTooSmall", { interval: 0n }]),
  ),
  sudo_set_toggle_transfer: owner("TransferEnabled", { toggle: false }),
  sudo_set_recycle_or_burn: owner("RecycleOrBurn", { recycle_or_burn: "Recycle" }),
  sudo_set_alpha_sigmoid_steepness: owner(
    "AlphaSigmoidSteepness",
    { steepness: -1 },
    exists,
    bounds({ steepness: 0 }, ["NegativeSigmoidSteepness", {}]),
  ),
  sudo_set_yuma3_enabled: owner("Yuma3Enabled", { enabled: true }),
  sudo_set_bonds_reset_enabled: owner("BondsResetEnabled", { enabled: true }),
  sudo_set_owner_immune_neuron_limit: owner(
    "ImmuneNeuronLimit",
    { immune_neurons: 0 },
    bounds({ immune_neurons: 10 }, ["InvalidValue", {}], ["InvalidValue", { immune_neurons: 11 }]),
  ),
  sudo_set_mechanism_count: change(
    { type: "MechanismCountUpdate" },
    { mechanism_count: 0 },
    having((ctx) => {
      mechanisms.storage.MaxMechanismCount.set(ctx, mechId(20));
      MaxAllowedUids.set(ctx, NETUID, 65);
    }),
    missing("MechanismDoesNotExist"),
    bounds({ mechanism_count: 21 }, ["InvalidValue", {}]),
    bounds({ mechanism_count: 4 }, ["InvalidValue", {}]),
    (ctx) => [
      [
        "TooManyUIDsPerMechanism",
        (call) => {
          MaxAllowedUids.set(ctx, NETUID, 8);
          call.args.mechanism_count = 17;
        },
      ],
      ["InvalidValue", tell({ mechanism_count: 16 })],
    ],
  ),
  sudo_set_mechanism_emission_split: change(
    { type: "MechanismEmission" },
    { maybe_split: [] },
    having((ctx) => mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(2))),
    missing("MechanismDoesNotExist"),
    bounds(
      { maybe_split: [65_534, 1] },
      ["InvalidValue", {}],
      ["InvalidValue", { maybe_split: [65_535, 0, 0] }],
      ["InvalidValue", { maybe_split: [65_535, 1] }],
    ),
  ),
  sudo_trim_to_max_allowed_uids: change(
    { type: "MaxUidsTrimming" },
    { max_n: 0 },
    having((ctx) => {
      MinAllowedUids.set(ctx, NETUID, 1);
      MaxAllowedUids.set(ctx, NETUID, 5);
      parameters.storage.ImmunityPeriod.set(ctx, NETUID, 65_535);
      for (const uid of [0, 1, 2]) {
        registration.storage.Keys.set(ctx, NETUID, uid, acct(20 + uid));
        registration.storage.Uids.set(ctx, NETUID, acct(20 + uid), uid);
        registration.storage.BlockAtRegistration.set(ctx, NETUID, uid, BigInt(ctx.block.number));
      }
      SubnetworkN.set(ctx, NETUID, 3);
    }),
    missing("SubnetNotExists"),
    bounds({ max_n: 2 }, ["InvalidValue", {}], ["InvalidValue", { max_n: 6 }]),
    // Three of two would be immune: the new limit, written before this is found out, is taken back.
    (ctx) => [["TrimmingWouldExceedMaxImmunePercentage", () => parameters.storage.ImmunityPeriod.set(ctx, NETUID, 0)]],
  ),
  sudo_set_burn_half_life: owner(
    "BurnHalfLife",
    { burn_half_life: 0 },
    traded,
    bounds({ burn_half_life: 36_100 }, ["InvalidValue", {}], ["InvalidValue", { burn_half_life: 36_101 }]),
  ),
  sudo_set_burn_increase_mult: owner(
    "BurnIncreaseMult",
    { burn_increase_mult: U64F64.fromBits(U64F64.ONE - 1n) },
    traded,
    bounds(
      { burn_increase_mult: U64F64.fromNum(3) },
      ["InvalidValue", {}],
      ["InvalidValue", { burn_increase_mult: U64F64.fromBits(U64F64.fromNum(3) + 1n) }],
    ),
  ),
  sudo_set_owner_cut_enabled: freely({ enabled: false }, traded),
  sudo_set_owner_cut_auto_lock_enabled: freely({ enabled: true }, traded),
  sudo_set_subnet_owner_hotkey: ownerHotkey,
  sudo_set_sn_owner_hotkey: ownerHotkey,

  // Root, on a subnet.
  sudo_set_min_difficulty: subnet({ min_difficulty: 1n }, window, exists),
  sudo_set_weights_set_rate_limit: subnet({ weights_set_rate_limit: 1n }, exists),
  sudo_set_adjustment_interval: subnet({ adjustment_interval: 1 }, exists),
  sudo_set_kappa: subnet({ kappa: 1 }, exists),
  sudo_set_network_registration_allowed: subnet({ registration_allowed: false }),
  sudo_set_target_registrations_per_interval: subnet({ target_registrations_per_interval: 1 }, window, exists),
  sudo_set_difficulty: subnet({ difficulty: 1n }, window, exists),
  sudo_set_max_allowed_validators: subnet(
    { max_allowed_validators: 65 },
    having((ctx) => MaxAllowedUids.set(ctx, NETUID, 64)),
    window,
    exists,
    bounds({ max_allowed_validators: 64 }, ["MaxValidatorsLargerThanMaxUIds", {}]),
  ),
  sudo_set_max_registrations_per_block: subnet({ max_registrations_per_block: 1 }, window, exists),
  sudo_set_tempo: subnet({ tempo: 1 }, window, exists),
  sudo_set_rao_recycled: subnet({ rao_recycled: rao(1n) }, exists),
  sudo_set_ema_price_halving_period: subnet({ ema_halving: 1n }),
  sudo_set_subtoken_enabled: subnet({ subtoken_enabled: true }, window),
  sudo_set_min_allowed_uids: subnet(
    { min_allowed_uids: 8 },
    having((ctx) => {
      MaxAllowedUids.set(ctx, NETUID, 8);
      SubnetworkN.set(ctx, NETUID, 4);
    }),
    window,
    exists,
    bounds(
      { min_allowed_uids: 3 },
      ["MinAllowedUidsGreaterThanMaxAllowedUids", {}],
      ["MinAllowedUidsGreaterThanCurrentUids", { min_allowed_uids: 4 }],
    ),
  ),
  sudo_set_min_non_immune_uids: subnet({ min: 1 }),
  sudo_set_subnet_emission_enabled: subnet({ enabled: true }, traded),

  // Root, for the chain.
  swap_authorities: chain({ new_authorities: [] }),
  schedule_grandpa_change: chain({ next_authorities: [], in_blocks: 1, forced: 1 }, changing),
  sudo_set_evm_chain_id: chain({ chain_id: 1n }),
  sudo_toggle_evm_precompile: chain({ precompile_id: "BalanceTransfer", enabled: false }),
  sudo_set_default_take: chain({ default_take: 1 }),
  sudo_set_tx_rate_limit: chain({ tx_rate_limit: 1n }),
  sudo_set_subnet_owner_cut: chain({ subnet_owner_cut: 1 }),
  sudo_set_network_rate_limit: chain({ rate_limit: 1n }),
  sudo_set_network_immunity_period: chain({ immunity_period: 1n }),
  sudo_set_network_min_lock_cost: chain({ lock_cost: rao(1n) }),
  sudo_set_subnet_limit: chain({ max_subnets: 1 }),
  sudo_set_lock_reduction_interval: chain({ interval: 1n }),
  sudo_set_stake_threshold: chain({ min_stake: 1n }),
  sudo_set_nominator_min_required_stake: chain({ min_stake: 1n }),
  sudo_set_tx_delegate_take_rate_limit: chain({ tx_rate_limit: 1n }),
  sudo_set_min_delegate_take: chain({ take: 1 }),
  sudo_set_dissolve_network_schedule_duration: chain({ duration: 1 }),
  sudo_set_subnet_moving_alpha: chain({ alpha: I96F32.ONE }),
  sudo_set_commit_reveal_version: chain({ version: 1 }),
  sudo_set_ck_burn: chain({ burn: 1n }),
  sudo_set_admin_freeze_window: chain({ window: 1 }),
  sudo_set_owner_hparam_rate_limit: chain({ epochs: 1 }),
  sudo_set_tao_flow_cutoff: chain({ flow_cutoff: I64F64.ONE }),
  sudo_set_tao_flow_normalization_exponent: chain(
    { exponent: U64F64.fromBits(U64F64.ONE - 1n) },
    bounds(
      { exponent: U64F64.fromNum(2) },
      ["InvalidValue", {}],
      ["InvalidValue", { exponent: U64F64.fromBits(U64F64.fromNum(2) + 1n) }],
    ),
  ),
  sudo_set_tao_flow_smoothing_factor: chain({ smoothing_factor: 1n }),
  sudo_set_net_tao_flow_enabled: chain({ enabled: true }),
  sudo_set_max_mechanism_count: chain(
    { max_mechanism_count: 0 },
    bounds({ max_mechanism_count: 16 }, ["InvalidValue", {}], ["InvalidValue", { max_mechanism_count: 17 }]),
  ),
  sudo_set_start_call_delay: chain({ delay: 1n }),
  sudo_set_coldkey_swap_announcement_delay: chain({ duration: 1 }),
  sudo_set_coldkey_swap_reannouncement_delay: chain({ duration: 1 }),
  sudo_set_max_epochs_per_block: chain(
    { max_epochs_per_block: 0 },
    bounds({ max_epochs_per_block: 1 }, ["ValueNotInBounds", {}]),
  ),
};
/** Refused whoever asks, root included. */
export const ADMIN_CLOSED: Readonly<Record<string, readonly [refusal: string, args: Args]>> = {
  sudo_set_network_pow_registration_allowed: [
    "POWRegistrationDisabled",
    { netuid: NETUID, registration_allowed: true },
  ],
  sudo_set_total_issuance: ["Deprecated", { total_issuance: rao(1n) }],
};
/** The account of the subnet, which may be nobody's hotkey. */
export const argsOf = (ctx: MockContext, name: string, { args }: AdminRow): Record<string, unknown> =>
  name.endsWith("owner_hotkey") ? { ...args, hotkey: subnetAccountId(ctx, NETUID) } : { ...args };
