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
import { type StakeLedger, stakeLedger } from "../staking/stake_ledger.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet, taoWeight } from "../staking/stake_utils.ts";
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

const { AlphaDividendsPerSubnet, MinerBurned, RootAlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } =
  coinbase.storage;
const { AutoStakeDestination } = staking.read;
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
  const counts =
    SubnetOwnerHotkey.has(ctx, netuid) && Uids.get(ctx, netuid, main) !== undefined && !hotkeys.includes(main);
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

/** What is known of hotkeys while they are paid; looked up once each. */
interface Payees {
  owner(hotkey: AccountId): AccountId;
  take(hotkey: AccountId): U96F32;
}
function payees(ctx: Ctx): Payees {
  const owners = new Map<AccountId, AccountId>();
  const takes = new Map<AccountId, U96F32>();
  return {
    owner(hotkey) {
      const owner = owners.get(hotkey) ?? Owner.get(ctx, hotkey);
      owners.set(hotkey, owner);
      return owner;
    },
    take(hotkey) {
      const take = takes.get(hotkey) ?? hotkeyTakeFloat(ctx, hotkey);
      takes.set(hotkey, take);
      return take;
    },
  };
}
interface Payment {
  readonly netuid: NetUid;
  readonly ledger: StakeLedger;
  readonly payees: Payees;
}

/** What the owner's own miners earn is kept from them, burned unless the subnet recycles. */
function withhold(ctx: Ctx, netuid: NetUid, incentive: Alpha): void {
  const { RecycleOrBurn } = parameters.read;
  if (RecycleOrBurn.find(ctx, netuid) === "Recycle") recycleSubnetAlpha(ctx, netuid, incentive);
  else burnSubnetAlpha(ctx, netuid, incentive);
}
/** Stakes the incentive with the miner itself, or where its owner wants it. */
function stakeIncentive(ctx: Ctx, { netuid, ledger, payees }: Payment, hotkey: AccountId, incentive: Alpha): void {
  const owner = payees.owner(hotkey);
  const wished = AutoStakeDestination.get(ctx, owner, netuid);
  if (wished !== undefined)
    ctx.emit(staking.events.AutoStakeAdded({ netuid, destination: wished, hotkey, owner, incentive }));
  ledger.give({ hotkey: wished ?? hotkey, coldkey: owner }, incentive);
}
function distributeIncentives(ctx: Ctx, payment: Payment, incentives: PerHotkey<Alpha>): void {
  const { netuid } = payment;
  const own = new Set(ownerHotkeys(ctx, netuid, SubnetOwner.get(ctx, netuid)));
  let total = alpha(0n);
  let withheld = alpha(0n);
  for (const [hotkey, incentive] of incentives) {
    total = plus(total, incentive);
    if (own.has(hotkey)) {
      withheld = plus(withheld, incentive);
      withhold(ctx, netuid, incentive);
    } else stakeIncentive(ctx, payment, hotkey, incentive);
  }
  const proportion = U96F32.safeDiv(
    U96F32.saturatingFromNum(withheld as bigint),
    U96F32.saturatingFromNum(total as bigint),
  );
  MinerBurned.set(ctx, netuid, proportion);
}

/** The delegate's take, staked with its owner; gives what is left for nominators. */
function payTake({ ledger, payees }: Payment, hotkey: AccountId, dividends: U96F32): Alpha {
  const take = dividends === U96F32.ZERO ? dividends : U96F32.saturatingMul(payees.take(hotkey), dividends);
  ledger.give({ hotkey, coldkey: payees.owner(hotkey) }, whole(take));
  return whole(U96F32.saturatingSub(dividends, take));
}
type NotedPerHotkey = typeof AlphaDividendsPerSubnet;
/** Makes these, and no others, the amounts noted of the subnet's hotkeys. */
function note(ctx: Ctx, item: NotedPerHotkey, netuid: NetUid, amounts: PerHotkey<Alpha>): void {
  for (const [hotkey, amount] of amounts) item.set(ctx, netuid, hotkey, amount);
  // PERF: where there are as many as there should be, nobody has to be taken out, and keys are counted without being read.
  let noted = 0;
  for (const _ of ctx.state.keys(item.rawKey(netuid))) noted++;
  if (noted === amounts.size) return;
  for (const [, hotkey] of item.keysOf(ctx, netuid)) if (!amounts.has(hotkey)) item.delete(ctx, netuid, hotkey);
}
function distributeDividends(
  ctx: Ctx,
  payment: Payment,
  { alphaDividends, rootAlphaDividends }: DividendDistribution,
): void {
  const { netuid, ledger } = payment;
  const ofAlpha = new Map<AccountId, Alpha>();
  for (const [hotkey, dividends] of alphaDividends) {
    const rest = payTake(payment, hotkey, dividends);
    ledger.giveAll(hotkey, rest);
    ofAlpha.set(hotkey, rest);
    TotalHotkeyAlphaLastEpoch.set(ctx, hotkey, netuid, ledger.total(hotkey));
  }
  note(ctx, AlphaDividendsPerSubnet, netuid, ofAlpha);
  const ofRoot = new Map<AccountId, Alpha>();
  for (const [hotkey, dividends] of rootAlphaDividends) {
    const rest = payTake(payment, hotkey, dividends);
    increaseRootClaimableForHotkeyAndSubnet(ctx, netuid, hotkey, rest, () =>
      ledger.give({ hotkey, coldkey: payment.payees.owner(hotkey) }, rest),
    );
    ofRoot.set(hotkey, rest);
  }
  note(ctx, RootAlphaDividendsPerSubnet, netuid, ofRoot);
}

export interface Distribution extends DividendDistribution {
  readonly ownerCut: Alpha;
  readonly incentives: PerHotkey<Alpha>;
}
export function distributeDividendsAndIncentives(ctx: Ctx, netuid: NetUid, distribution: Distribution): void {
  distributeOwnerCut(ctx, netuid, distribution.ownerCut);
  const payment = { netuid, ledger: stakeLedger(ctx, netuid), payees: payees(ctx) };
  distributeIncentives(ctx, payment, distribution.incentives);
  distributeDividends(ctx, payment, distribution);
  payment.ledger.close();
}

export function calculateDividendAndIncentiveDistribution(
  ctx: Ctx,
  netuid: NetUid,
  pending: { readonly rootAlpha: Alpha; readonly validatorAlpha: Alpha },
  emissions: readonly HotkeyEmission[],
  weight: U96F32,
): Omit<Distribution, "ownerCut"> {
  const { incentives, dividends } = calculateDividendsAndIncentives(ctx, netuid, emissions);
  const earning = Array.from(dividends).flatMap(([hotkey, dividend]) => (dividend === U96F32.ZERO ? [] : [hotkey]));
  const stakes = stakeMap(ctx, netuid, earning);
  const pools = { pendingAlpha: pending.validatorAlpha, pendingRootAlpha: pending.rootAlpha, taoWeight: weight };
  return { incentives, ...calculateDividendDistribution(pools, stakes, dividends) };
}

/** Runs the epoch over what was drained and pays everybody. Without any incentive validators get the miners' part too. */
export function distributeEmission(ctx: Ctx, netuid: NetUid, { server, validator, root, ownerCut }: Drained): void {
  const weight = taoWeight(ctx);
  const emissions = epochWithMechanisms(ctx, netuid, plus(plus(server, validator), root));
  const paidForIncentive = emissions.reduce((sum, { incentive }) => plus(sum, incentive), alpha(0n));
  const validatorAlpha = paidForIncentive !== 0n ? validator : plus(validator, server);
  const parts = calculateDividendAndIncentiveDistribution(
    ctx,
    netuid,
    { rootAlpha: root, validatorAlpha },
    emissions,
    weight,
  );
  distributeDividendsAndIncentives(ctx, netuid, { ownerCut, ...parts });
}

export function distributeEmissionsToSubnets(ctx: Ctx, due: ReadonlyMap<NetUid, Drained>): void {
  for (const [netuid, amounts] of due) {
    distributeEmission(ctx, netuid, amounts);
    tempo.storage.LastMechansimStepBlock.set(ctx, netuid, currentBlock(ctx));
  }
}
