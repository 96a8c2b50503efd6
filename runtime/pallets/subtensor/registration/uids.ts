// The slots of a subnet: who holds which, taking one, replacing its holder. Mirrors
// pallets/subtensor/src/subnets/uids.rs and the per-slot setters of utils/misc.rs.

import { refuse } from "../../../frame/refusal.ts";
import type { AccountId, NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import { u16 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { keys } from "../keys/contract.ts";
import { mechanismIndices, netuidOf } from "../mechanisms/mechanism.ts";
import { serving } from "../serving/contract.ts";
import { stakeForHotkeyOnSubnet } from "../staking/stake.ts";
import { subnets } from "../subnets/contract.ts";
import { validatorWeights } from "../weights/contract.ts";
import { registration } from "./contract.ts";

const { BlockAtRegistration, IsNetworkMember, Keys, SubnetworkN, Uids } = registration.storage;
const { Active, Bonds, Consensus, Dividends, Emission, Incentive, StakeWeight, ValidatorPermit, ValidatorTrust } =
  epoch.storage;
const { LastUpdate, Weights } = validatorWeights.storage;
const { HotKeyNotRegisteredInSubNet } = registration.errors;

// Who holds what ────────────────────────────────────────────────────────────────────────────────────────────────────
export const subnetworkN = (ctx: Ctx, netuid: NetUid): number => SubnetworkN.get(ctx, netuid);
export const isUidExistOnNetwork = (ctx: Ctx, netuid: NetUid, uid: number): boolean => Keys.has(ctx, netuid, uid);
export const isHotkeyRegisteredOnNetwork = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): boolean =>
  Uids.has(ctx, netuid, hotkey);
/** Refuses with HotKeyNotRegisteredInSubNet. */
export const hotkeyForNetAndUid = (ctx: Ctx, netuid: NetUid, uid: number): AccountId =>
  Keys.has(ctx, netuid, uid) ? Keys.get(ctx, netuid, uid) : refuse(HotKeyNotRegisteredInSubNet);
/** Refuses with HotKeyNotRegisteredInSubNet. */
export const uidForNetAndHotkey = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): number =>
  Uids.get(ctx, netuid, hotkey) ?? refuse(HotKeyNotRegisteredInSubNet);
/** Alpha staked with the holder of a slot; nothing where the slot is free. */
export const stakeForUidAndSubnetwork = (ctx: Ctx, netuid: NetUid, uid: number): Alpha =>
  Keys.has(ctx, netuid, uid) ? stakeForHotkeyOnSubnet(ctx, netuid, Keys.get(ctx, netuid, uid)) : alpha(0n);
export const registeredNetworksForHotkey = (ctx: Ctx, hotkey: AccountId): NetUid[] =>
  Array.from(IsNetworkMember.entries(ctx, hotkey)).flatMap(([[, netuid], member]) => (member ? [netuid] : []));
export const isHotkeyRegisteredOnAnyNetwork = (ctx: Ctx, hotkey: AccountId): boolean =>
  registeredNetworksForHotkey(ctx, hotkey).length > 0;
export const isHotkeyRegisteredOnSpecificNetwork = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): boolean =>
  IsNetworkMember.has(ctx, hotkey, netuid);

// Vectors with one place per slot ───────────────────────────────────────────────────────────────────────────────────
/** The list with one place changed; as it was where it has no such place. */
export const withElement = <T>(list: readonly T[], uid: number, value: T): T[] =>
  uid < list.length ? list.with(uid, value) : [...list];
/** Blocks of the last weights, at least as many as there are slots. */
export function lastUpdate(ctx: Ctx, index: NetUidStorageIndex): bigint[] {
  const stored = LastUpdate.get(ctx, index);
  const length = Math.max(stored.length, subnetworkN(ctx, netuidOf(index)));
  return Array.from({ length }, (_, uid) => stored[uid] ?? 0n);
}
export function setLastUpdateForUid(ctx: Ctx, index: NetUidStorageIndex, uid: number, block: bigint): void {
  const all = lastUpdate(ctx, index);
  if (uid < all.length) LastUpdate.set(ctx, index, all.with(uid, block));
}
export function setActiveForUid(ctx: Ctx, netuid: NetUid, uid: number, active: boolean): void {
  const all = Active.get(ctx, netuid);
  if (uid < all.length) Active.set(ctx, netuid, all.with(uid, active));
}
export function setValidatorPermitForUid(ctx: Ctx, netuid: NetUid, uid: number, permit: boolean): void {
  const all = ValidatorPermit.get(ctx, netuid);
  if (uid < all.length) ValidatorPermit.set(ctx, netuid, all.with(uid, permit));
}

// Taking and replacing ──────────────────────────────────────────────────────────────────────────────────────────────
function seat(ctx: Ctx, netuid: NetUid, uid: number, hotkey: AccountId, block: bigint): void {
  Keys.set(ctx, netuid, uid, hotkey);
  Uids.set(ctx, netuid, hotkey, uid);
  BlockAtRegistration.set(ctx, netuid, uid, block);
  IsNetworkMember.set(ctx, hotkey, netuid, true);
}

/** Sets what epochs found of a slot to nothing, and all weights that it gave or was given. */
export function clearNeuron(ctx: Ctx, netuid: NetUid, uid: number): void {
  Emission.update(ctx, netuid, (list) => withElement(list, uid, alpha(0n)));
  Consensus.update(ctx, netuid, (list) => withElement(list, uid, 0));
  for (const index of mechanismIndices(ctx, netuid)) {
    Incentive.update(ctx, index, (list) => withElement(list, uid, 0));
    Bonds.delete(ctx, index, uid);
    Weights.delete(ctx, index, uid);
    for (const [, from] of [...Weights.keysOf(ctx, index)]) {
      Weights.update(ctx, index, from, (row) => row.map(([to, weight]) => [to, to === uid ? 0 : weight] as const));
    }
  }
  Dividends.update(ctx, netuid, (list) => withElement(list, uid, 0));
  StakeWeight.update(ctx, netuid, (list) => withElement(list, uid, 0));
  ValidatorTrust.update(ctx, netuid, (list) => withElement(list, uid, 0));
  ValidatorPermit.update(ctx, netuid, (list) => withElement(list, uid, false));
}

/** Gives a slot to another hotkey; the subnet owner's own is left alone. */
export function replaceNeuron(ctx: Ctx, netuid: NetUid, uid: number, newHotkey: AccountId, block: bigint): void {
  const { SubnetOwnerHotkey } = subnets.read;
  const old = Keys.get(ctx, netuid, uid);
  if (SubnetOwnerHotkey.has(ctx, netuid) && SubnetOwnerHotkey.get(ctx, netuid) === old) return;
  Uids.delete(ctx, netuid, old);
  keys.storage.AssociatedEvmAddress.delete(ctx, netuid, uid);
  IsNetworkMember.delete(ctx, old, netuid);
  Keys.delete(ctx, netuid, uid);
  setActiveForUid(ctx, netuid, uid, true);
  seat(ctx, netuid, uid, newHotkey, block);
  forgetEndpoints(ctx, netuid, old);
  clearNeuron(ctx, netuid, uid);
  for (const index of mechanismIndices(ctx, netuid)) setLastUpdateForUid(ctx, index, uid, block);
}
/** Forgets where a hotkey serves. */
export function forgetEndpoints(ctx: Ctx, netuid: NetUid, hotkey: AccountId): void {
  serving.storage.Axons.delete(ctx, netuid, hotkey);
  serving.storage.NeuronCertificates.delete(ctx, netuid, hotkey);
  serving.storage.Prometheus.delete(ctx, netuid, hotkey);
}

/** Gives a hotkey the next slot. */
export function appendNeuron(ctx: Ctx, netuid: NetUid, newHotkey: AccountId, block: bigint): void {
  const uid = subnetworkN(ctx, netuid);
  SubnetworkN.set(ctx, netuid, u16.saturatingAdd(uid, 1));
  Active.update(ctx, netuid, (list) => [...list, true]);
  Emission.update(ctx, netuid, (list) => [...list, alpha(0n)]);
  Consensus.update(ctx, netuid, (list) => [...list, 0]);
  for (const index of mechanismIndices(ctx, netuid)) {
    Incentive.update(ctx, index, (list) => [...list, 0]);
    setLastUpdateForUid(ctx, index, uid, block);
  }
  Dividends.update(ctx, netuid, (list) => [...list, 0]);
  ValidatorTrust.update(ctx, netuid, (list) => [...list, 0]);
  ValidatorPermit.update(ctx, netuid, (list) => [...list, false]);
  seat(ctx, netuid, uid, newHotkey, block);
}
