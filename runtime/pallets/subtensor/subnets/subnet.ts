// Which subnets exist, how one begins, and the accounts that belong to subnets. Mirrors
// pallets/subtensor/src/subnets/subnet.rs; founding one stands in flows/subnet_lifecycle/.

import { ensureSigned, type Origin } from "../../../frame/origin.ts";
import { ensure, refuse } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../../primitives/ids.ts";
import { u16 as u16Int, u64 } from "../../../primitives/ints.ts";
import { palletAccount, palletSubAccount, subOfPalletAccount } from "../../../primitives/pallet_id.ts";
import { u16 } from "../../../primitives/scale/index.ts";
import { rao } from "../../../primitives/units.ts";
import { constants } from "../constants/contract.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { limits } from "../limits/contract.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { settings } from "../settings/contract.ts";
import { tempo } from "../tempo/contract.ts";
import { subnets } from "./contract.ts";

const { FirstEmissionBlockNumber, NetworksAdded, SubnetOwner, SubnetOwnerHotkey, TotalNetworks } = subnets.storage;
const { errors, events } = subnets;

export const ifSubnetExist = (ctx: Ctx, netuid: NetUid): boolean => NetworksAdded.get(ctx, netuid);
/** Every subnet, in raw-key order; netuids are hashed by identity, so low byte first. */
export const allSubnetNetuids = (ctx: Ctx): NetUid[] => [...NetworksAdded.keysOf(ctx)].map(([netuid]) => netuid);
/** The least number that is free; 0 is root's. */
export function nextNetuid(ctx: Ctx): NetUid {
  const taken = new Set<number>(allSubnetNetuids(ctx));
  let next = 1;
  while (taken.has(next)) next = u16Int.saturatingAdd(next, 1);
  return netUid(next);
}
export const isValidSubnetForEmission = (ctx: Ctx, netuid: NetUid): boolean =>
  FirstEmissionBlockNumber.has(ctx, netuid);

/** The account that holds a subnet's TAO; undefined where there is no subnet. */
export const subnetAccountId = (ctx: Ctx, netuid: NetUid): AccountId | undefined =>
  NetworksAdded.has(ctx, netuid) || netuid === ROOT
    ? palletSubAccount(constants.SubtensorPalletId.get(ctx), u16.encode(netuid))
    : undefined;
/** The subnet whose account this is. */
export function isSubnetAccountId(ctx: Ctx, account: AccountId): NetUid | undefined {
  const sub = subOfPalletAccount(constants.SubtensorPalletId.get(ctx), account, 2);
  return sub === undefined ? undefined : netUid(u16.decode(sub));
}
/** The account that burned TAO goes to. */
export const burnAccountId = (ctx: Ctx): AccountId => palletAccount(constants.BurnAccountId.get(ctx));

export function ensureSubtokenEnabled(ctx: Ctx, netuid: NetUid): void {
  ensure(parameters.read.SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled);
}

// Owners ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** The owner who signed. Refuses with BadOrigin. */
export function ensureSubnetOwner(ctx: Ctx, origin: Origin, netuid: NetUid): AccountId {
  const who = ensureSigned(origin);
  return SubnetOwner.get(ctx, netuid) === who ? who : refuse({ type: "BadOrigin" });
}
/** Whoever signed must be the owner; undefined stands for root. Refuses with BadOrigin. */
export function ensureSubnetOwnerOrRoot(ctx: Ctx, who: AccountId | undefined, netuid: NetUid): AccountId | undefined {
  ensure(who === undefined || SubnetOwner.get(ctx, netuid) === who, { type: "BadOrigin" });
  return who;
}
export const isSubnetOwner = (ctx: Ctx, account: AccountId): boolean =>
  [...SubnetOwner.entries(ctx)].some(([, owner]) => owner === account);
export const subnetOwner = (ctx: Ctx, netuid: NetUid): AccountId => SubnetOwner.get(ctx, netuid);
/** Slot of the owner's hotkey. */
export const ownerUid = (ctx: Ctx, netuid: NetUid): number | undefined =>
  SubnetOwnerHotkey.has(ctx, netuid)
    ? registration.read.Uids.get(ctx, netuid, SubnetOwnerHotkey.get(ctx, netuid))
    : undefined;
/** Refuses with CannotUseSystemAccount for a subnet's own account. */
export function setSubnetOwnerHotkey(ctx: Ctx, netuid: NetUid, hotkey: AccountId): void {
  ensure(isSubnetAccountId(ctx, hotkey) === undefined, keys.errors.CannotUseSystemAccount);
  SubnetOwnerHotkey.set(ctx, netuid, hotkey);
  ctx.emit(events.SubnetOwnerHotkeySet(netuid, hotkey));
}
/** Blocks between two changes of the owner's hotkey: a week. */
const OWNER_HOTKEY_RATE_LIMIT = 50_400n;
/** `who` is undefined for root. */
export function setSnOwnerHotkey(ctx: Ctx, who: AccountId | undefined, netuid: NetUid, hotkey: AccountId): void {
  const { LastRateLimitedBlock } = limits.storage;
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  ensure(ifSubnetExist(ctx, netuid), errors.SubnetNotExists);
  const key = { type: "SetSNOwnerHotkey", value: netuid } as const;
  const last = LastRateLimitedBlock.get(ctx, key);
  ensure(
    last === 0n || u64.saturatingSub(currentBlock(ctx), last) >= OWNER_HOTKEY_RATE_LIMIT,
    limits.errors.TxRateLimitExceeded,
  );
  LastRateLimitedBlock.set(ctx, key, currentBlock(ctx));
  setSubnetOwnerHotkey(ctx, netuid, hotkey);
}

// Beginning ─────────────────────────────────────────────────────────────────────────────────────────────────────────
/** Price of the first slot of a new subnet. */
const FIRST_BURN = rao(1_000_000_000n);

/** Brings a subnet into being with the values that new subnets have, made explicit in storage. */
export function initNewNetwork(ctx: Ctx, netuid: NetUid, period: number): void {
  const { storage: held, events: told } = parameters;
  const { Burn, RegistrationsThisInterval, SubnetworkN } = registration.storage;
  SubnetworkN.set(ctx, netuid, 0);
  NetworksAdded.set(ctx, netuid, true);
  tempo.storage.Tempo.set(ctx, netuid, period);
  // Epochs of subnets founded together fall on different blocks.
  tempo.storage.LastEpochBlock.set(
    ctx,
    netuid,
    u64.saturatingSub(currentBlock(ctx), BigInt(netuid % Math.max(period, 1))),
  );
  TotalNetworks.update(ctx, (n) => u16Int.saturatingAdd(n, 1));

  held.NetworkRegistrationAllowed.set(ctx, netuid, true);
  ctx.emit(told.RegistrationAllowed(netuid, true));
  held.MaxAllowedUids.set(ctx, netuid, 256);
  ctx.emit(told.MaxAllowedUidsSet(netuid, 256));
  held.MaxAllowedValidators.set(ctx, netuid, 64);
  ctx.emit(told.MaxAllowedValidatorsSet(netuid, 64));
  held.MinAllowedWeights.set(ctx, netuid, 1);
  ctx.emit(told.MinAllowedWeightSet(netuid, 1));
  held.ImmunityPeriod.set(ctx, netuid, 5000);
  ctx.emit(told.ImmunityPeriodSet(netuid, 5000));
  held.Yuma3On.set(ctx, netuid, true);
  Burn.set(ctx, netuid, FIRST_BURN);
  held.SubnetEmissionEnabled.set(ctx, netuid, true);

  for (const item of [held.Kappa, held.ActivityCutoff, RegistrationsThisInterval])
    if (!item.has(ctx, netuid)) item.set(ctx, netuid, item.get(ctx, netuid));
}

/** Lets the owner start the subnet: stake can be traded at once, emission begins with the next block. */
export const startCall: Handles<typeof subnets, "start_call", Ctx> = (ctx, origin, { netuid }) => {
  ensure(ifSubnetExist(ctx, netuid), errors.SubnetNotExists);
  ensureSubnetOwner(ctx, origin, netuid);
  ensure(!FirstEmissionBlockNumber.has(ctx, netuid), errors.FirstEmissionBlockNumberAlreadySet);
  const from = u64.saturatingAdd(
    subnets.read.NetworkRegisteredAt.get(ctx, netuid),
    settings.read.StartCallDelay.get(ctx),
  );
  ensure(currentBlock(ctx) >= from, errors.NeedWaitingMoreBlocksToStarCall);
  const next = u64.saturatingAdd(currentBlock(ctx), 1n);
  FirstEmissionBlockNumber.set(ctx, netuid, next);
  parameters.storage.SubtokenEnabled.set(ctx, netuid, true);
  ctx.emit(events.FirstEmissionBlockNumberSet(netuid, next));
};
