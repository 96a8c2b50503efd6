// The economy's helpers of the reference's mock runtime (pallets/subtensor/src/tests/mock.rs): subnets, neurons, stake and
// epochs set up directly. Same names, in camelCase.

import { balances } from "../../runtime/pallets/balances/contract.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { coldkeyBalance, mintTao, spendTao } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { setPendingChildren } from "../../runtime/pallets/subtensor/delegation/set_children.ts";
import { registerNetwork } from "../../runtime/pallets/subtensor/flows/subnet_lifecycle/register_network.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { register } from "../../runtime/pallets/subtensor/registration/registration.ts";
import { networkLockCost } from "../../runtime/pallets/subtensor/root/root.ts";
import { owningColdkeyForHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
  stakeIntoSubnet,
} from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork, nextNetuid, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { type MockContext, outcomeOf, runToBlock, setBlock, stepBlock } from "./mock.ts";

export const RAO_PER_TAO = 1_000_000_000n;
export const DEFAULT_RESERVE = 1_000_000_000_000n;
const { Burn } = registration.storage;

export function setupReserves(ctx: MockContext, netuid: NetUid, tao: bigint, alphaIn: bigint): void {
  pools.storage.SubnetTAO.set(ctx, netuid, rao(tao));
  pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(alphaIn));
}

/** Mints TAO and gives it to an account; nothing below the existential deposit. */
export function addBalanceToColdkeyAccount(ctx: MockContext, coldkey: AccountId, tao: bigint): void {
  if (tao < balances.constants.ExistentialDeposit.get(ctx)) return;
  const { spent } = spendTao(ctx, coldkey, mintTao(ctx, rao(tao)), rao(tao));
  if (!spent) throw new Error(`${tao} rao could not be given to ${coldkey}`);
}

/** Registers for nothing, and what little it takes. */
export function registerOkNeuron(
  ctx: MockContext,
  netuid: number,
  hotkey: AccountId,
  coldkey: AccountId,
  _startNonce?: bigint | number,
): void {
  const at = netUid(netuid);
  const { SubnetAlphaIn, SubnetTAO } = pools.storage;
  Burn.set(ctx, at, rao(0n));
  if (SubnetTAO.get(ctx, at) === 0n && SubnetAlphaIn.get(ctx, at) === 0n)
    setupReserves(ctx, at, DEFAULT_RESERVE, DEFAULT_RESERVE);
  const topUp = () => {
    const deposit = balances.constants.ExistentialDeposit.get(ctx);
    const needed = Burn.get(ctx, at) + (deposit > 1n ? deposit : 1n) + 10n;
    const has = coldkeyBalance(ctx, coldkey);
    if (has < needed) addBalanceToColdkeyAccount(ctx, coldkey, needed - has);
  };
  topUp();
  const refused = outcomeOf(() => register(ctx, at, { hotkey, coldkey }));
  if (refused !== undefined) {
    if (!["TooManyRegistrationsThisInterval", "NotEnoughBalanceToStake", "ZeroBalanceAfterWithdrawn"].includes(refused))
      throw new Error(`registration was refused: ${refused}`);
    topUp();
    register(ctx, at, { hotkey, coldkey });
  }
  Burn.set(ctx, at, rao(0n));
}

/** Registration every block at a steady price. */
function steadyPrice(ctx: MockContext, netuid: NetUid): void {
  parameters.storage.BurnHalfLife.set(ctx, netuid, 1);
  parameters.storage.BurnIncreaseMult.set(ctx, netuid, U64F64.ONE);
}
function begin(ctx: MockContext, netuid: number, period: number): NetUid {
  const at = netUid(netuid);
  initNewNetwork(ctx, at, period);
  parameters.storage.NetworkRegistrationAllowed.set(ctx, at, true);
  steadyPrice(ctx, at);
  return at;
}
export function addNetwork(ctx: MockContext, netuid: number, period: number, _modality?: number): NetUid {
  const at = begin(ctx, netuid, period);
  subnets.storage.FirstEmissionBlockNumber.set(ctx, at, 1n);
  parameters.storage.SubtokenEnabled.set(ctx, at, true);
  return at;
}
export const addNetworkWithoutEmissionBlock = (
  ctx: MockContext,
  netuid: number,
  period: number,
  _modality?: number,
): NetUid => begin(ctx, netuid, period);
export function addNetworkDisableSubtoken(
  ctx: MockContext,
  netuid: number,
  period: number,
  _modality?: number,
): NetUid {
  const at = begin(ctx, netuid, period);
  parameters.storage.SubtokenEnabled.set(ctx, at, false);
  return at;
}
export function addNetworkDisableCommitReveal(
  ctx: MockContext,
  netuid: number,
  period: number,
  modality?: number,
): NetUid {
  const at = addNetwork(ctx, netuid, period, modality);
  parameters.storage.CommitRevealWeightsEnabled.set(ctx, at, false);
  parameters.storage.Yuma3On.set(ctx, at, false);
  return at;
}

/** Registers a subnet through its call, without starting emission. */
export function addDynamicNetworkWithoutEmissionBlock(ctx: MockContext, hotkey: AccountId, coldkey: AccountId): NetUid {
  const netuid = nextNetuid(ctx);
  const cost = networkLockCost(ctx);
  addBalanceToColdkeyAccount(ctx, coldkey, cost);
  coinbase.storage.TotalIssuance.update(ctx, (old) => rao(old + cost));
  registerNetwork(ctx, { hotkey, coldkey }, 1, undefined);
  parameters.storage.NetworkRegistrationAllowed.set(ctx, netuid, true);
  steadyPrice(ctx, netuid);
  return netuid;
}
export function addDynamicNetwork(ctx: MockContext, hotkey: AccountId, coldkey: AccountId): NetUid {
  const netuid = addDynamicNetworkWithoutEmissionBlock(ctx, hotkey, coldkey);
  subnets.storage.FirstEmissionBlockNumber.set(ctx, netuid, 0n);
  parameters.storage.SubtokenEnabled.set(ctx, netuid, true);
  return netuid;
}
export function addDynamicNetworkDisableCommitReveal(ctx: MockContext, hotkey: AccountId, coldkey: AccountId): NetUid {
  const netuid = addDynamicNetwork(ctx, hotkey, coldkey);
  parameters.storage.CommitRevealWeightsEnabled.set(ctx, netuid, false);
  return netuid;
}

/** Gives a coldkey the TAO and stakes it. */
export function increaseStakeOnColdkeyHotkeyAccount(
  ctx: MockContext,
  coldkey: AccountId,
  hotkey: AccountId,
  tao: bigint,
  netuid: NetUid,
): void {
  addBalanceToColdkeyAccount(ctx, coldkey, tao);
  stakeIntoSubnet(ctx, netuid, { hotkey, coldkey }, rao(tao), {
    priceLimit: ctx.ports.exchange.maxPrice(),
    dropFees: false,
  });
}
export const increaseStakeOnHotkeyAccount = (ctx: MockContext, hotkey: AccountId, tao: bigint, netuid: NetUid): void =>
  increaseStakeOnColdkeyHotkeyAccount(ctx, owningColdkeyForHotkey(ctx, hotkey), hotkey, tao, netuid);
export function setupNeuronWithStake(
  ctx: MockContext,
  netuid: NetUid,
  hotkey: AccountId,
  coldkey: AccountId,
  stake: bigint,
): void {
  registerOkNeuron(ctx, netuid, hotkey, coldkey, stake);
  increaseStakeOnColdkeyHotkeyAccount(ctx, coldkey, hotkey, stake, netuid);
}
/** Alpha out of nowhere, with TAO in the subnet's account to sell it for. */
export function mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(
  ctx: MockContext,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  amount: bigint,
): void {
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(amount));
  subnets.storage.NetworksAdded.set(ctx, netuid, true);
  addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, amount * 100n);
}
export function removeOwnerRegistrationStake(ctx: MockContext, netuid: NetUid): void {
  const owner = {
    hotkey: subnets.read.SubnetOwnerHotkey.get(ctx, netuid),
    coldkey: subnets.read.SubnetOwner.get(ctx, netuid),
  };
  const stake = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, owner);
  if (stake === 0n) return;
  decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, owner, stake);
  pools.storage.SubnetAlphaOut.update(ctx, netuid, (old) => alpha(old > stake ? old - stake : 0n));
}

/** Steps until so many more epoch slots of the subnet were used. */
export function stepEpochs(ctx: MockContext, count: number, netuid: NetUid): void {
  const target = tempo.read.SubnetEpochIndex.get(ctx, netuid) + BigInt(count);
  for (let steps = 0; tempo.read.SubnetEpochIndex.get(ctx, netuid) < target; steps++) {
    if (steps >= 50_000) throw new Error("no epoch within 50,000 blocks");
    stepBlock(ctx);
  }
}
const withoutEpochs = (ctx: MockContext, netuid: NetUid, work: () => void): void => {
  const period = tempo.read.Tempo.get(ctx, netuid);
  tempo.storage.Tempo.set(ctx, netuid, 65_534);
  work();
  tempo.storage.Tempo.set(ctx, netuid, period);
};
export function nextBlock(ctx: MockContext): number {
  runToBlock(ctx, ctx.block.number + 1);
  return ctx.block.number;
}
export function nextBlockNoEpoch(ctx: MockContext, netuid: NetUid): number {
  withoutEpochs(ctx, netuid, () => void nextBlock(ctx));
  return ctx.block.number;
}
export const runToBlockNoEpoch = (ctx: MockContext, netuid: NetUid, block: number): void =>
  withoutEpochs(ctx, netuid, () => runToBlock(ctx, block));

/** Children that take effect at once. */
export function mockSetChildrenNoEpochs(
  ctx: MockContext,
  netuid: NetUid,
  parent: AccountId,
  children: readonly (readonly [bigint, AccountId])[],
): void {
  const block = ctx.block.number;
  delegation.storage.PendingChildKeys.set(ctx, netuid, parent, [children, 0n]);
  subnets.storage.FirstEmissionBlockNumber.set(ctx, netuid, 0n);
  setBlock(ctx, Number(delegation.read.PendingChildKeyCooldown.get(ctx)) + 1);
  setPendingChildren(ctx, netuid);
  setBlock(ctx, block);
}
