// Joining the root network, what a subnet costs and which one would have to go. Mirrors
// pallets/subtensor/src/coinbase/root.rs; dissolution stands in flows/subnet_lifecycle/.

import { ensureSigned } from "../../../frame/origin.ts";
import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { I64F64, U64F64 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U64_MAX, u16, u64 } from "../../../primitives/ints.ts";
import { rao, type Tao } from "../../../primitives/units.ts";
import { calculateBlockEmission } from "../coinbase/block_emission.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { limits } from "../limits/contract.ts";
import type { RateLimitKey } from "../limits/rate_limit_key.ts";
import { parameters } from "../parameters/contract.ts";
import { movingAlphaPrice } from "../pools/price.ts";
import { registration } from "../registration/contract.ts";
import { appendNeuron, hotkeyForNetAndUid, replaceNeuron, subnetworkN } from "../registration/uids.ts";
import { settings } from "../settings/contract.ts";
import { createAccountIfNonExistent, delegateHotkey, hotkeyIsDelegate } from "../staking/ownership.ts";
import { stakeForHotkeyOnSubnet } from "../staking/stake.ts";
import { subnets } from "../subnets/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { rootNetwork } from "./contract.ts";

const { Keys, RegistrationsThisBlock, RegistrationsThisInterval, Uids } = registration.storage;
const { MaxAllowedUids, MaxRegistrationsPerBlock, TargetRegistrationsPerInterval } = parameters.read;
const { LastRateLimitedBlock } = limits.storage;
const { NetworkLastLockCost } = subnets.storage;
const { NetworkImmunityPeriod, NetworkLockReductionInterval, NetworkMinLockCost, StartCallDelay } = settings.storage;

export const numRootValidators = (ctx: Ctx): number => subnetworkN(ctx, ROOT);
export const maxRootValidators = (ctx: Ctx): number => MaxAllowedUids.get(ctx, ROOT);
export const containsInvalidRootUids = (ctx: Ctx, netuids: readonly NetUid[]): boolean =>
  netuids.some((netuid) => !ifSubnetExist(ctx, netuid));

// Joining root ──────────────────────────────────────────────────────────────────────────────────────────────────────
/** Take of a delegate that root registration makes: 18 %. */
const FIRST_TAKE = 11_796;

/** Takes a slot on root: a free one, or that of the member with the least stake if the newcomer has more. */
export const rootRegister: Handles<typeof rootNetwork, "root_register", Ctx> = (ctx, origin, { hotkey }) => {
  const { errors, events } = registration;
  ensure(ifSubnetExist(ctx, ROOT), rootNetwork.errors.RootNetworkDoesNotExist);
  const coldkey = ensureSigned(origin);
  ensure(
    RegistrationsThisBlock.get(ctx, ROOT) < MaxRegistrationsPerBlock.get(ctx, ROOT),
    errors.TooManyRegistrationsThisBlock,
  );
  ensure(
    RegistrationsThisInterval.get(ctx, ROOT) < u16.saturatingMul(TargetRegistrationsPerInterval.get(ctx, ROOT), 3),
    errors.TooManyRegistrationsThisInterval,
  );
  ensure(!Uids.has(ctx, ROOT, hotkey), errors.HotKeyAlreadyRegisteredInSubNet);
  createAccountIfNonExistent(ctx, { hotkey, coldkey });
  const block = currentBlock(ctx);
  let uid = numRootValidators(ctx);
  if (uid < maxRootValidators(ctx)) appendNeuron(ctx, ROOT, hotkey, block);
  else {
    const lowest = leastStaked(ctx);
    uid = lowest.uid;
    hotkeyForNetAndUid(ctx, ROOT, uid);
    ensure(lowest.stake < stakeForHotkeyOnSubnet(ctx, ROOT, hotkey), rootNetwork.errors.StakeTooLowForRoot);
    replaceNeuron(ctx, ROOT, uid, hotkey, block);
  }
  if (!hotkeyIsDelegate(ctx, hotkey)) delegateHotkey(ctx, hotkey, FIRST_TAKE);
  RegistrationsThisInterval.update(ctx, ROOT, (n) => u16.wrappingAdd(n, 1));
  RegistrationsThisBlock.update(ctx, ROOT, (n) => u16.wrappingAdd(n, 1));
  ctx.emit(events.NeuronRegistered(ROOT, uid, hotkey));
};
/** The first in raw-key order of those with the least root stake. */
function leastStaked(ctx: Ctx): { readonly uid: number; readonly stake: bigint } {
  let least = { uid: 0, stake: U64_MAX };
  for (const [[, uid], hotkey] of Keys.entries(ctx, ROOT)) {
    const stake: bigint = stakeForHotkeyOnSubnet(ctx, ROOT, hotkey);
    if (stake < least.stake) least = { uid, stake };
  }
  return least;
}

// The price of a subnet ─────────────────────────────────────────────────────────────────────────────────────────────
/** Twice the last price, falling by it once in a reduction interval; never below the minimum. */
export function networkLockCost(ctx: Ctx): Tao {
  const last = NetworkLastLockCost.get(ctx);
  const minimum = NetworkMinLockCost.get(ctx);
  const lastBlock = networkLastLockBlock(ctx);
  const doubled = u64.saturatingMul(last as bigint, lastBlock === 0n ? 1n : 2n);
  const perBlock = u64.safeDiv(last as bigint, lockReductionInterval(ctx));
  const cost = u64.saturatingSub(doubled, u64.saturatingMul(perBlock, u64.saturatingSub(currentBlock(ctx), lastBlock)));
  return cost < minimum ? minimum : rao(cost);
}
/** Blocks, scaled by how far the block emission has halved. */
export function lockReductionInterval(ctx: Ctx): bigint {
  const emission = I64F64.saturatingFromNum(calculateBlockEmission(ctx) ?? 1_000_000_000n);
  const halving = I64F64.checkedDiv(emission, I64F64.saturatingFromNum(1_000_000_000)) ?? I64F64.ZERO;
  return I64F64.saturatingToNum(
    I64F64.saturatingMul(I64F64.saturatingFromNum(NetworkLockReductionInterval.get(ctx)), halving),
    u64,
  );
}
export const networkMinLock = (ctx: Ctx): Tao => NetworkMinLockCost.get(ctx);
export const networkLastLock = (ctx: Ctx): Tao => NetworkLastLockCost.get(ctx);
export const setNetworkLastLock = (ctx: Ctx, cost: Tao): void => NetworkLastLockCost.set(ctx, cost);
export const networkLastLockBlock = (ctx: Ctx): bigint => rateLimitedLastBlock(ctx, { type: "NetworkLastRegistered" });
export const setNetworkLastLockBlock = (ctx: Ctx, block: bigint): void =>
  setRateLimitedLastBlock(ctx, { type: "NetworkLastRegistered" }, block);
export const networkRegisteredBlock = (ctx: Ctx, netuid: NetUid): bigint =>
  subnets.read.NetworkRegisteredAt.get(ctx, netuid);
export const registeredSubnetCounter = (ctx: Ctx, netuid: NetUid): bigint =>
  subnets.read.RegisteredSubnetCounter.get(ctx, netuid);
export const networkImmunityPeriod = (ctx: Ctx): bigint => NetworkImmunityPeriod.get(ctx);

export function setNetworkImmunityPeriod(ctx: Ctx, blocks: bigint): void {
  NetworkImmunityPeriod.set(ctx, blocks);
  ctx.emit(settings.events.NetworkImmunityPeriodSet(blocks));
}
export function setStartCallDelay(ctx: Ctx, blocks: bigint): void {
  StartCallDelay.set(ctx, blocks);
  ctx.emit(settings.events.StartCallDelaySet(blocks));
}
export function setNetworkMinLock(ctx: Ctx, cost: Tao): void {
  NetworkMinLockCost.set(ctx, cost);
  ctx.emit(settings.events.NetworkMinLockCostSet(cost));
}
export function setLockReductionInterval(ctx: Ctx, blocks: bigint): void {
  NetworkLockReductionInterval.set(ctx, blocks);
  ctx.emit(settings.events.NetworkLockCostReductionIntervalSet(blocks));
}
export function setNetworkRateLimit(ctx: Ctx, blocks: bigint): void {
  limits.storage.NetworkRateLimit.set(ctx, blocks);
  ctx.emit(limits.events.NetworkRateLimitSet(blocks));
}

// Blocks of last occurrences ────────────────────────────────────────────────────────────────────────────────────────
export const rateLimitedLastBlock = (ctx: Ctx, key: RateLimitKey): bigint => LastRateLimitedBlock.get(ctx, key);
export const setRateLimitedLastBlock = (ctx: Ctx, key: RateLimitKey, block: bigint): void =>
  LastRateLimitedBlock.set(ctx, key, block);
export const removeRateLimitedLastBlock = (ctx: Ctx, key: RateLimitKey): void => LastRateLimitedBlock.delete(ctx, key);

// Which subnet goes ─────────────────────────────────────────────────────────────────────────────────────────────────
/** The subnet with the least moving price that is past immunity, the oldest of equals; undefined where all are immune. */
export function networkToPrune(ctx: Ctx): NetUid | undefined {
  let candidate: NetUid | undefined;
  let price = U64F64.MAX;
  let since = U64_MAX;
  for (const [[netuid], added] of subnets.read.NetworksAdded.entries(ctx)) {
    if (!added || netuid === ROOT) continue;
    const registered = networkRegisteredBlock(ctx, netuid);
    if (currentBlock(ctx) < u64.saturatingAdd(registered, networkImmunityPeriod(ctx))) continue;
    const own = movingAlphaPrice(ctx, netuid);
    if (own < price || (own === price && registered < since)) {
      candidate = netuid;
      price = own;
      since = registered;
    }
  }
  return candidate;
}
