// Paying out what an epoch decided: the owner's cut, incentive to miners, dividends to validators and their nominators.
// Mirrors pallets/subtensor/src/coinbase/run_coinbase.rs (distribute_emission and what it calls).

import { U96F32 } from "../../../primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { epochWithMechanisms } from "../epoch/run_epoch.ts";
import { keys } from "../keys/contract.ts";
import { leases } from "../leases/contract.ts";
import { distributeLeasedNetworkDividends } from "../leases/leasing.ts";
import { autoLockOwnerCut } from "../locks/lock.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { increaseRootClaimableForHotkeyAndSubnet } from "../root/claim_root.ts";
import { staking } from "../staking/contract.ts";
import { hotkeyTakeFloat } from "../staking/ownership.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet, increaseStakeForHotkeyOnSubnet, taoWeight } from "../staking/stake_utils.ts";
import { subnets } from "../subnets/contract.ts";
import { tempo } from "../tempo/contract.ts";
import { burnSubnetAlpha, recycleSubnetAlpha } from "./alpha.ts";
import { coinbase } from "./contract.ts";
import {
  calculateDividendDistribution,
  calculateDividendsAndIncentives,
  type DividendDistribution,
  type HotkeyEmission,
  type PerHotkey,
  stakeMap,
} from "./dividends.ts";
import type { Drained } from "./drain.ts";

const { AlphaDividendsPerSubnet, MinerBurned, RootAlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } = coinbase.storage;
const { AutoStakeDestination, TotalHotkeyAlpha } = staking.read;
const { BlockAtRegistration, Uids } = registration.read;
const { OwnedHotkeys, Owner } = keys.read;
const { SubnetOwner, SubnetOwnerHotkey } = subnets.read;

const whole = (x: U96F32): Alpha => alpha(U96F32.saturatingToNum(x, u64));
const plus = (a: Alpha, b: Alpha): Alpha => alpha(u64.saturatingAdd(a, b));

/** Hotkeys of the owner that hold a slot, the latest registered first; the subnet's own hotkey before all, if not among them. */
export function ownerHotkeys(ctx: Ctx, netuid: NetUid, coldkey: AccountId): AccountId[] {
  const held = OwnedHotkeys.get(ctx, coldkey).flatMap((hotkey) => {
    const uid = Uids.get(ctx, netuid, hotkey);
    return uid === undefined ? [] : [{ hotkey, uid, since: BlockAtRegistration.get(ctx, netuid, uid) }];
  });
  held.sort((a, b) => (a.since === b.since ? a.uid - b.uid : a.since > b.since ? -1 : 1));
  const hotkeys = held.map(({ hotkey }) => hotkey);
  const main = SubnetOwnerHotkey.get(ctx, netuid);
  const counts = SubnetOwnerHotkey.has(ctx, netuid) && Uids.get(ctx, netuid, main) !== undefined && !hotkeys.includes(main);
  return counts ? [main, ...hotkeys] : hotkeys;
}

function distributeOwnerCut(ctx: Ctx, netuid: NetUid, cut: Alpha): void {
  if (!SubnetOwner.has(ctx, netuid) || !SubnetOwnerHotkey.has(ctx, netuid)) return;
  const owner = { hotkey: SubnetOwnerHotkey.get(ctx, netuid), coldkey: SubnetOwner.get(ctx, netuid) };
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, owner, cut);
  const lease = leases.read.SubnetUidToLeaseId.get(ctx, netuid);
  if (lease !== undefined) distributeLeasedNetworkDividends(ctx, lease, cut);
  autoLockOwnerCut(ctx, netuid, cut);
}

/** What the owner's own miners earn is kept from them, burned unless the subnet recycles. */
function withhold(ctx: Ctx, netuid: NetUid, incentive: Alpha): void {
  const { RecycleOrBurn } = parameters.read;
  if (RecycleOrBurn.has(ctx, netuid) && RecycleOrBurn.get(ctx, netuid) === "Recycle") recycleSubnetAlpha(ctx, netuid, incentive);
  else burnSubnetAlpha(ctx, netuid, incentive);
}
/** Stakes the incentive with the miner itself, or where its owner wants it. */
function stakeIncentive(ctx: Ctx, netuid: NetUid, hotkey: AccountId, incentive: Alpha): void {
  const owner = Owner.get(ctx, hotkey);
  const wished = AutoStakeDestination.get(ctx, owner, netuid);
  if (wished !== undefined) ctx.emit(staking.events.AutoStakeAdded({ netuid, destination: wished, hotkey, owner, incentive }));
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey: wished ?? hotkey, coldkey: owner }, incentive);
}
function distributeIncentives(ctx: Ctx, netuid: NetUid, incentives: PerHotkey<Alpha>): void {
  const own = new Set(ownerHotkeys(ctx, netuid, SubnetOwner.get(ctx, netuid)));
  let total = alpha(0n);
  let withheld = alpha(0n);
  for (const [hotkey, incentive] of incentives) {
    total = plus(total, incentive);
    if (own.has(hotkey)) {
      withheld = plus(withheld, incentive);
      withhold(ctx, netuid, incentive);
    } else stakeIncentive(ctx, netuid, hotkey, incentive);
  }
  const proportion = U96F32.safeDiv(U96F32.saturatingFromNum(withheld as bigint), U96F32.saturatingFromNum(total as bigint));
  MinerBurned.set(ctx, netuid, proportion);
}

/** The delegate's take, staked with its owner; gives what is left for nominators. */
function payTake(ctx: Ctx, netuid: NetUid, hotkey: AccountId, dividends: U96F32): Alpha {
  const take = U96F32.saturatingMul(hotkeyTakeFloat(ctx, hotkey), dividends);
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey: Owner.get(ctx, hotkey) }, whole(take));
  return whole(U96F32.saturatingSub(dividends, take));
}
function distributeDividends(ctx: Ctx, netuid: NetUid, { alphaDividends, rootAlphaDividends }: DividendDistribution): void {
  AlphaDividendsPerSubnet.clear(ctx, netuid);
  for (const [hotkey, dividends] of alphaDividends) {
    const rest = payTake(ctx, netuid, hotkey, dividends);
    increaseStakeForHotkeyOnSubnet(ctx, netuid, hotkey, rest);
    AlphaDividendsPerSubnet.update(ctx, netuid, hotkey, (old) => plus(old, rest));
    TotalHotkeyAlphaLastEpoch.set(ctx, hotkey, netuid, TotalHotkeyAlpha.get(ctx, hotkey, netuid));
  }
  RootAlphaDividendsPerSubnet.clear(ctx, netuid);
  for (const [hotkey, dividends] of rootAlphaDividends) {
    const rest = payTake(ctx, netuid, hotkey, dividends);
    increaseRootClaimableForHotkeyAndSubnet(ctx, netuid, hotkey, rest);
    RootAlphaDividendsPerSubnet.update(ctx, netuid, hotkey, (old) => plus(old, rest));
  }
}

export interface Distribution extends DividendDistribution {
  readonly ownerCut: Alpha;
  readonly incentives: PerHotkey<Alpha>;
}
export function distributeDividendsAndIncentives(ctx: Ctx, netuid: NetUid, distribution: Distribution): void {
  distributeOwnerCut(ctx, netuid, distribution.ownerCut);
  distributeIncentives(ctx, netuid, distribution.incentives);
  distributeDividends(ctx, netuid, distribution);
}

export function calculateDividendAndIncentiveDistribution(
  ctx: Ctx,
  netuid: NetUid,
  pending: { readonly rootAlpha: Alpha; readonly validatorAlpha: Alpha },
  emissions: readonly HotkeyEmission[],
  weight: U96F32,
): Omit<Distribution, "ownerCut"> {
  const { incentives, dividends } = calculateDividendsAndIncentives(ctx, netuid, emissions);
  const stakes = stakeMap(ctx, netuid, dividends.keys());
  const pools = { pendingAlpha: pending.validatorAlpha, pendingRootAlpha: pending.rootAlpha, taoWeight: weight };
  return { incentives, ...calculateDividendDistribution(pools, stakes, dividends) };
}

/** Runs the epoch over what was drained and pays everybody. Without any incentive validators get the miners' part too. */
export function distributeEmission(ctx: Ctx, netuid: NetUid, { server, validator, root, ownerCut }: Drained): void {
  const weight = taoWeight(ctx);
  const emissions = epochWithMechanisms(ctx, netuid, plus(plus(server, validator), root));
  const paidForIncentive = emissions.reduce((sum, { incentive }) => plus(sum, incentive), alpha(0n));
  const validatorAlpha = paidForIncentive !== 0n ? validator : plus(validator, server);
  const parts = calculateDividendAndIncentiveDistribution(ctx, netuid, { rootAlpha: root, validatorAlpha }, emissions, weight);
  distributeDividendsAndIncentives(ctx, netuid, { ownerCut, ...parts });
}

export function distributeEmissionsToSubnets(ctx: Ctx, due: ReadonlyMap<NetUid, Drained>): void {
  for (const [netuid, amounts] of due) {
    distributeEmission(ctx, netuid, amounts);
    tempo.storage.LastMechansimStepBlock.set(ctx, netuid, currentBlock(ctx));
  }
}
