// Forgetting a subnet: every item that is kept by its number. Mirrors pallets/subtensor/src/coinbase/root.rs
// (remove_network).

import { MAIN_MECHANISM, type NetUid, ROOT } from "../../../../primitives/ids.ts";
import { u16 } from "../../../../primitives/ints.ts";
import { coinbase } from "../../coinbase/contract.ts";
import type { Ctx } from "../../context.ts";
import { delegation } from "../../delegation/contract.ts";
import { epoch } from "../../epoch/contract.ts";
import { identities } from "../../identity/contract.ts";
import { keys } from "../../keys/contract.ts";
import { leases } from "../../leases/contract.ts";
import { limits } from "../../limits/contract.ts";
import { destroyLockMaps } from "../../locks/destroy_lock_maps.ts";
import { mechanisms } from "../../mechanisms/contract.ts";
import { mechanismIndices, mechanismStorageIndex } from "../../mechanisms/mechanism.ts";
import { parameters } from "../../parameters/contract.ts";
import { pools } from "../../pools/contract.ts";
import { registration } from "../../registration/contract.ts";
import { retired } from "../../retired/contract.ts";
import { serving } from "../../serving/contract.ts";
import { subnets } from "../../subnets/contract.ts";
import { tempo } from "../../tempo/contract.ts";
import { validatorWeights } from "../../weights/contract.ts";
import { keySwaps } from "../key_swaps/contract.ts";

interface ByNetuid {
  delete(ctx: Ctx, netuid: NetUid): void;
}
interface FirstByNetuid {
  clear(ctx: Ctx, netuid: NetUid): number;
}
const s = subnets.storage;
const r = registration.storage;
const p = parameters.storage;
const e = epoch.storage;
const c = coinbase.storage;
const w = validatorWeights.storage;
const t = tempo.storage;
const l = pools.storage;

/** One value per subnet. What is missing here outlives a subnet in the reference too. */
// biome-ignore format: grouped as the reference groups them
const VALUES: readonly ByNetuid[] = [
  s.SubnetOwner, r.SubnetworkN, s.NetworksAdded, s.NetworkRegisteredAt,
  e.Active, e.Emission, e.Consensus, e.Dividends, e.ValidatorPermit, e.ValidatorTrust,
  t.Tempo, p.Kappa, p.Difficulty, p.MaxAllowedUids, p.ImmunityPeriod, p.ActivityCutoff, p.ActivityCutoffFactorMilli,
  t.LastEpochBlock, t.PendingEpochAt, t.SubnetEpochIndex, p.MinAllowedWeights,
  r.RegistrationsThisInterval, r.POWRegistrationsThisInterval, r.BurnRegistrationsThisInterval,
  c.SubnetAlphaInEmission, c.SubnetAlphaOutEmission, c.SubnetTaoInEmission, l.SubnetVolume, l.SubnetMovingPrice,
  l.SubnetTaoFlow, l.SubnetEmaTaoFlow, l.SubnetProtocolFlow, l.SubnetEmaProtocolFlow, c.SubnetExcessTao, c.SubnetRootSellTao,
  s.TokenSymbol, s.SubnetMechanism, s.SubnetOwnerHotkey, p.NetworkRegistrationAllowed, p.NetworkPowRegistrationAllowed,
  p.TransferToggle, s.SubnetLocked, s.LargestLocked,
  s.FirstEmissionBlockNumber, c.PendingValidatorEmission, c.PendingServerEmission, c.PendingRootAlphaDivs, c.PendingOwnerCut, c.MinerBurned,
  t.BlocksSinceLastStep, t.LastMechansimStepBlock, r.LastAdjustmentBlock,
  p.ServingRateLimit, p.Rho, p.AlphaSigmoidSteepness, p.MaxAllowedValidators, p.BondsMovingAverage, p.BondsPenalty, p.BondsResetOn,
  p.WeightsSetRateLimit, p.ValidatorPruneLen, p.ScalingLawPower, p.TargetRegistrationsPerInterval, p.CommitRevealWeightsEnabled,
  p.BurnHalfLife, p.BurnIncreaseMult, r.Burn, p.MinBurn, p.MaxBurn, p.MinDifficulty, p.MaxDifficulty, r.RegistrationsThisBlock,
  p.EMAPriceHalvingBlocks, r.RAORecycledForRegistration, p.MaxRegistrationsPerBlock, p.WeightsVersionKey,
  p.LiquidAlphaOn, p.Yuma3On, p.AlphaValues, p.SubtokenEnabled, p.OwnerCutAutoLockEnabled, p.ImmuneOwnerUidsLimit,
  e.StakeWeight, retired.storage.LoadedEmission, p.RevealPeriodEpochs,
];
/** Maps whose keys begin with the subnet. */
// biome-ignore format: as above
const MAPS: readonly FirstByNetuid[] = [
  r.Uids, r.Keys, r.BlockAtRegistration, serving.storage.Axons, serving.storage.NeuronCertificates, serving.storage.Prometheus,
  c.AlphaDividendsPerSubnet, delegation.storage.PendingChildKeys, keys.storage.AssociatedEvmAddress, keySwaps.storage.LastHotkeySwapOnNetuid,
];

export function removeNetwork(ctx: Ctx, netuid: NetUid): void {
  const members = Array.from(r.Keys.entries(ctx, netuid), ([, hotkey]) => hotkey);
  s.TotalNetworks.update(ctx, (n) => u16.saturatingSub(n, 1));
  forgetInRootWeights(ctx, netuid);
  for (const hotkey of members) r.IsNetworkMember.delete(ctx, hotkey, netuid);
  for (const item of VALUES) item.delete(ctx, netuid);
  for (const item of MAPS) item.clear(ctx, netuid);
  forgetMechanisms(ctx, netuid);
  if (identities.read.SubnetIdentitiesV3.has(ctx, netuid)) {
    identities.storage.SubnetIdentitiesV3.delete(ctx, netuid);
    ctx.emit(identities.events.SubnetIdentityRemoved(netuid));
  }
  forgetByHotkey(ctx, netuid);
  forgetLease(ctx, netuid);
  destroyLockMaps(ctx, netuid);
}

/** Weights that root members once gave to subnets. */
function forgetInRootWeights(ctx: Ctx, netuid: NetUid): void {
  const root = mechanismStorageIndex(ROOT, MAIN_MECHANISM);
  for (const [[, uid], row] of [...w.Weights.entries(ctx, root)])
    w.Weights.set(
      ctx,
      root,
      uid,
      row.map(([to, weight]) => [to, to === netuid ? 0 : weight] as const),
    );
}
function forgetMechanisms(ctx: Ctx, netuid: NetUid): void {
  const { MechanismCountCurrent, MechanismEmissionSplit } = mechanisms.storage;
  for (const index of mechanismIndices(ctx, netuid)) {
    w.LastUpdate.delete(ctx, index);
    e.Incentive.delete(ctx, index);
    for (const item of [
      w.WeightCommits,
      w.TimelockedWeightCommits,
      w.CRV3WeightCommits,
      w.CRV3WeightCommitsV2,
      e.Bonds,
      w.Weights,
    ])
      item.clear(ctx, index);
  }
  MechanismCountCurrent.delete(ctx, netuid);
  MechanismEmissionSplit.delete(ctx, netuid);
}
/** Maps by hotkey first and subnet second. */
function forgetByHotkey(ctx: Ctx, netuid: NetUid): void {
  const { ChildKeys, ChildkeyTake, ParentKeys } = delegation.storage;
  for (const item of [ChildkeyTake, ChildKeys, ParentKeys, c.LastHotkeyEmissionOnNetuid, c.TotalHotkeyAlphaLastEpoch])
    for (const [hotkey, on] of [...item.keysOf(ctx)]) if (on === netuid) item.delete(ctx, hotkey, netuid);
  const { TransactionKeyLastBlock } = limits.storage;
  for (const [hotkey, on, kind] of [...TransactionKeyLastBlock.keysOf(ctx)])
    if (on === netuid) TransactionKeyLastBlock.delete(ctx, hotkey, netuid, kind);
}
function forgetLease(ctx: Ctx, netuid: NetUid): void {
  const { AccumulatedLeaseDividends, SubnetLeases, SubnetLeaseShares, SubnetUidToLeaseId } = leases.storage;
  const lease = SubnetUidToLeaseId.take(ctx, netuid);
  if (lease === undefined) return;
  SubnetLeases.delete(ctx, lease);
  SubnetLeaseShares.clear(ctx, lease);
  AccumulatedLeaseDividends.delete(ctx, lease);
}
