// The columns of a metagraph, one by one, in the order of the indices by which clients ask for them.
// Mirrors pallets/subtensor/src/rpc_info/metagraph.rs (get_single_selective_metagraph, SelectiveMetagraphIndex).

import { I64F64 } from "../../../primitives/fixed/formats.ts";
import type { AccountId, MechId, NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { alpha, rao } from "../../../primitives/units.ts";
import { coinbase } from "../coinbase/contract.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { activityCutoffBlocks } from "../epoch/read.ts";
import { identities } from "../identity/contract.ts";
import { keys } from "../keys/contract.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { parameters } from "../parameters/contract.ts";
import { pools } from "../pools/contract.ts";
import { registration } from "../registration/contract.ts";
import { axonInfo } from "../serving/serving.ts";
import { settings } from "../settings/contract.ts";
import { type StakeWeights, stakeWeightsForHotkeyOnSubnet, stakeWeightsForNetwork } from "../staking/stake_weights.ts";
import { subnets } from "../subnets/contract.ts";
import { nameForSubnet } from "../subnets/symbols.ts";
import { tempo } from "../tempo/contract.ts";
import { validatorWeights } from "../weights/contract.ts";
import { blocksSinceLastStep, pendingAlphaEmission } from "./dynamic_info.ts";
import type { SelectiveMetagraph } from "./selective_metagraph.ts";
import { MAX_WEIGHT_LIMIT } from "./subnet_hyperparams.ts";

/** Whose columns: a subnet as one of its mechanisms sees it. What several columns need is found once. */
export interface Subject {
  readonly ctx: Ctx;
  readonly netuid: NetUid;
  /** Where the mechanism's updates and incentives are kept. */
  readonly index: NetUidStorageIndex;
  readonly hotkeys: readonly AccountId[];
  readonly coldkeys: readonly AccountId[];
  readonly stakes: StakeWeights<I64F64[]>;
}
export function subjectOf(ctx: Ctx, netuid: NetUid, mechanism: MechId): Subject {
  let hotkeys: AccountId[] | undefined;
  let coldkeys: AccountId[] | undefined;
  let stakes: StakeWeights<I64F64[]> | undefined;
  return {
    ctx,
    netuid,
    index: mechanismStorageIndex(netuid, mechanism),
    get hotkeys() {
      hotkeys ??= Array.from({ length: SubnetworkN.get(ctx, netuid) }, (_, uid) => Keys.get(ctx, netuid, uid));
      return hotkeys;
    },
    get coldkeys() {
      coldkeys ??= this.hotkeys.map((hotkey) => keys.read.Owner.get(ctx, hotkey));
      return coldkeys;
    },
    get stakes() {
      stakes ??= stakeWeightsForNetwork(ctx, netuid);
      return stakes;
    },
  };
}

const { BlockAtRegistration, Keys, SubnetworkN } = registration.read;
const held = parameters.read;
const whole = (amounts: readonly I64F64[]): bigint[] => amounts.map((amount) => I64F64.saturatingToNum(amount, u64));

/** Uids with a permit and more stake than the threshold, least stake first. */
function validators({ ctx, netuid }: Subject): number[] {
  const threshold = I64F64.saturatingFromNum(settings.read.StakeThreshold.get(ctx));
  const permits = epoch.read.ValidatorPermit.get(ctx, netuid);
  return Array.from(Keys.entries(ctx, netuid))
    .filter(([[, uid]]) => permits[uid] ?? false)
    .map(([[, uid], hotkey]) => [uid, stakeWeightsForHotkeyOnSubnet(ctx, netuid, hotkey).total] as const)
    .sort(([, a], [, b]) => I64F64.cmp(a, b))
    .filter(([, stake]) => stake > threshold)
    .map(([uid]) => uid);
}

export type Columns = {
  readonly [K in keyof SelectiveMetagraph]: (of: Subject) => Exclude<SelectiveMetagraph[K], undefined>;
};
/** Some are no longer known and stay empty: emission of the subnet, pruning scores, trust, rank, dividends in TAO. */
export const COLUMNS: Columns = {
  // 0
  netuid: ({ netuid }) => netuid,
  name: ({ ctx, netuid }) => nameForSubnet(ctx, netuid),
  symbol: ({ ctx, netuid }) => subnets.read.TokenSymbol.get(ctx, netuid),
  identity: ({ ctx, netuid }) => ({ found: identities.read.SubnetIdentitiesV3.get(ctx, netuid) }),
  network_registered_at: ({ ctx, netuid }) => subnets.read.NetworkRegisteredAt.get(ctx, netuid),
  owner_hotkey: ({ ctx, netuid }) => subnets.read.SubnetOwnerHotkey.get(ctx, netuid),
  owner_coldkey: ({ ctx, netuid }) => subnets.read.SubnetOwner.get(ctx, netuid),
  block: ({ ctx }) => currentBlock(ctx),
  tempo: ({ ctx, netuid }) => tempo.read.Tempo.get(ctx, netuid),
  last_step: ({ ctx, netuid }) => tempo.read.LastMechansimStepBlock.get(ctx, netuid),
  // 10
  blocks_since_last_step: ({ ctx, netuid }) => blocksSinceLastStep(ctx, netuid),
  subnet_emission: () => 0n,
  alpha_in: ({ ctx, netuid }) => pools.read.SubnetAlphaIn.get(ctx, netuid),
  alpha_out: ({ ctx, netuid }) => pools.read.SubnetAlphaOut.get(ctx, netuid),
  tao_in: ({ ctx, netuid }) => pools.read.SubnetTAO.get(ctx, netuid),
  alpha_out_emission: ({ ctx, netuid }) => coinbase.read.SubnetAlphaOutEmission.get(ctx, netuid),
  alpha_in_emission: ({ ctx, netuid }) => coinbase.read.SubnetAlphaInEmission.get(ctx, netuid),
  tao_in_emission: ({ ctx, netuid }) => coinbase.read.SubnetTaoInEmission.get(ctx, netuid),
  pending_alpha_emission: ({ ctx, netuid }) => pendingAlphaEmission(ctx, netuid),
  pending_root_emission: () => rao(0n),
  // 20
  subnet_volume: ({ ctx, netuid }) => pools.read.SubnetVolume.get(ctx, netuid),
  moving_price: ({ ctx, netuid }) => pools.read.SubnetMovingPrice.get(ctx, netuid),
  rho: ({ ctx, netuid }) => held.Rho.get(ctx, netuid),
  kappa: ({ ctx, netuid }) => held.Kappa.get(ctx, netuid),
  min_allowed_weights: ({ ctx, netuid }) => held.MinAllowedWeights.get(ctx, netuid),
  max_weights_limit: () => MAX_WEIGHT_LIMIT,
  weights_version: ({ ctx, netuid }) => held.WeightsVersionKey.get(ctx, netuid),
  weights_rate_limit: ({ ctx, netuid }) => held.WeightsSetRateLimit.get(ctx, netuid),
  activity_cutoff: ({ ctx, netuid }) => activityCutoffBlocks(ctx, netuid),
  max_validators: ({ ctx, netuid }) => held.MaxAllowedValidators.get(ctx, netuid),
  // 30
  num_uids: ({ ctx, netuid }) => SubnetworkN.get(ctx, netuid),
  max_uids: ({ ctx, netuid }) => held.MaxAllowedUids.get(ctx, netuid),
  burn: ({ ctx, netuid }) => registration.read.Burn.get(ctx, netuid),
  difficulty: ({ ctx, netuid }) => held.Difficulty.get(ctx, netuid),
  registration_allowed: ({ ctx, netuid }) => held.NetworkRegistrationAllowed.get(ctx, netuid),
  pow_registration_allowed: ({ ctx, netuid }) => held.NetworkPowRegistrationAllowed.get(ctx, netuid),
  immunity_period: ({ ctx, netuid }) => held.ImmunityPeriod.get(ctx, netuid),
  min_difficulty: ({ ctx, netuid }) => held.MinDifficulty.get(ctx, netuid),
  max_difficulty: ({ ctx, netuid }) => held.MaxDifficulty.get(ctx, netuid),
  min_burn: ({ ctx, netuid }) => held.MinBurn.get(ctx, netuid),
  // 40
  max_burn: ({ ctx, netuid }) => held.MaxBurn.get(ctx, netuid),
  adjustment_alpha: ({ ctx, netuid }) => held.AdjustmentAlpha.get(ctx, netuid),
  adjustment_interval: ({ ctx, netuid }) => held.AdjustmentInterval.get(ctx, netuid),
  target_regs_per_interval: ({ ctx, netuid }) => held.TargetRegistrationsPerInterval.get(ctx, netuid),
  max_regs_per_block: ({ ctx, netuid }) => held.MaxRegistrationsPerBlock.get(ctx, netuid),
  serving_rate_limit: ({ ctx, netuid }) => held.ServingRateLimit.get(ctx, netuid),
  commit_reveal_weights_enabled: ({ ctx, netuid }) => held.CommitRevealWeightsEnabled.get(ctx, netuid),
  commit_reveal_period: ({ ctx, netuid }) => held.RevealPeriodEpochs.get(ctx, netuid),
  liquid_alpha_enabled: ({ ctx, netuid }) => held.LiquidAlphaOn.get(ctx, netuid),
  alpha_high: ({ ctx, netuid }) => held.AlphaValues.get(ctx, netuid)[1],
  // 50
  alpha_low: ({ ctx, netuid }) => held.AlphaValues.get(ctx, netuid)[0],
  bonds_moving_avg: ({ ctx, netuid }) => held.BondsMovingAverage.get(ctx, netuid),
  hotkeys: ({ hotkeys }) => hotkeys,
  coldkeys: ({ coldkeys }) => coldkeys,
  identities: ({ ctx, coldkeys }) => coldkeys.map((coldkey) => identities.read.IdentitiesV2.get(ctx, coldkey)),
  axons: ({ ctx, netuid, hotkeys }) => hotkeys.map((hotkey) => axonInfo(ctx, netuid, hotkey)),
  active: ({ ctx, netuid }) => epoch.read.Active.get(ctx, netuid),
  validator_permit: ({ ctx, netuid }) => epoch.read.ValidatorPermit.get(ctx, netuid),
  pruning_score: () => [],
  last_update: ({ ctx, index }) => validatorWeights.read.LastUpdate.get(ctx, index),
  // 60
  emission: ({ ctx, netuid }) => epoch.read.Emission.get(ctx, netuid),
  dividends: ({ ctx, netuid }) => epoch.read.Dividends.get(ctx, netuid),
  incentives: ({ ctx, index }) => epoch.read.Incentive.get(ctx, index),
  consensus: ({ ctx, netuid }) => epoch.read.Consensus.get(ctx, netuid),
  trust: () => [],
  rank: () => [],
  block_at_registration: ({ ctx, netuid, hotkeys }) =>
    hotkeys.map((_, uid) => BlockAtRegistration.get(ctx, netuid, uid)),
  alpha_stake: ({ stakes }) => whole(stakes.alpha).map(alpha),
  tao_stake: ({ stakes }) => whole(stakes.tao).map(rao),
  total_stake: ({ stakes }) => whole(stakes.total).map(rao),
  // 70
  tao_dividends_per_hotkey: ({ hotkeys }) => hotkeys.map((hotkey) => [hotkey, rao(0n)] as const),
  alpha_dividends_per_hotkey: ({ ctx, netuid, hotkeys }) =>
    hotkeys.map((hotkey) => [hotkey, coinbase.read.AlphaDividendsPerSubnet.get(ctx, netuid, hotkey)] as const),
  validators,
  commitments: ({ ctx, netuid }) => ctx.ports.commitments.ofNetuid(ctx, netuid),
};
