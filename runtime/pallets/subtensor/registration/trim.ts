// Making a subnet smaller: the slots with the least emission go, the others close ranks. Mirrors
// pallets/subtensor/src/subnets/uids.rs (trim_to_max_allowed_uids).

import { ensure } from "../../../frame/refusal.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { Percent } from "../../../primitives/perthing.ts";
import { alpha } from "../../../primitives/units.ts";
import { coinbase } from "../coinbase/contract.ts";
import { constants } from "../constants/contract.ts";
import type { Ctx } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { keys } from "../keys/contract.ts";
import { mechanismIndices } from "../mechanisms/mechanism.ts";
import { parameters } from "../parameters/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { validatorWeights } from "../weights/contract.ts";
import { registration } from "./contract.ts";
import { immuneOwnerUids, neuronIsImmune } from "./pruning.ts";
import { forgetEndpoints, subnetworkN } from "./uids.ts";

const { BlockAtRegistration, IsNetworkMember, Keys, SubnetworkN, Uids } = registration.storage;
const { Active, Bonds, Consensus, Dividends, Emission, Incentive, StakeWeight, ValidatorPermit, ValidatorTrust } =
  epoch.storage;
const { LastUpdate, Weights } = validatorWeights.storage;
const { MaxAllowedUids, MinAllowedUids } = parameters.storage;
const { AssociatedEvmAddress } = keys.storage;

/** Sets how many slots a subnet may have, and removes those above. Refuses where nearly all are immune. */
export function trimToMaxAllowedUids(ctx: Ctx, netuid: NetUid, maxN: number): void {
  const { InvalidValue } = parameters.errors;
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  ensure(maxN >= MinAllowedUids.get(ctx, netuid), InvalidValue);
  ensure(maxN <= MaxAllowedUids.get(ctx, netuid), InvalidValue);
  MaxAllowedUids.set(ctx, netuid, maxN);
  const n = subnetworkN(ctx, netuid);
  if (n <= maxN) return;

  const owners = new Set(immuneOwnerUids(ctx, netuid, subnets.read.SubnetOwner.get(ctx, netuid)));
  const isImmune = (uid: number): boolean => owners.has(uid) || neuronIsImmune(ctx, netuid, uid);
  const immuneCount = Array.from({ length: n }, (_, uid) => uid).filter(isImmune).length;
  ensure(
    Percent.fromRational(immuneCount, maxN) < constants.MaxImmuneUidsPercentage.get(ctx),
    registration.errors.TrimmingWouldExceedMaxImmunePercentage,
  );

  const ranked = Emission.get(ctx, netuid).map((emission, uid) => ({ uid, emission }));
  ranked.sort((a, b) => (a.emission === b.emission ? 0 : a.emission > b.emission ? -1 : 1));
  let left = n;
  for (let i = n - 1; i >= 0 && left !== maxN; i--) {
    const one = ranked[i];
    if (one === undefined || isImmune(one.uid)) continue;
    vacate(ctx, netuid, one.uid);
    ranked.splice(i, 1);
    left--;
  }
  const kept = ranked.map(({ uid }) => uid).sort((a, b) => a - b);
  shortenVectors(ctx, netuid, kept);
  closeRanks(ctx, netuid, kept);
  SubnetworkN.set(ctx, netuid, maxN);
}

/** Forgets a slot and the hotkey that held it. */
function vacate(ctx: Ctx, netuid: NetUid, uid: number): void {
  if (Keys.has(ctx, netuid, uid)) {
    const hotkey = Keys.get(ctx, netuid, uid);
    Uids.delete(ctx, netuid, hotkey);
    IsNetworkMember.delete(ctx, hotkey, netuid);
    coinbase.storage.LastHotkeyEmissionOnNetuid.delete(ctx, hotkey, netuid);
    coinbase.storage.AlphaDividendsPerSubnet.delete(ctx, netuid, hotkey);
    forgetEndpoints(ctx, netuid, hotkey);
  }
  for (const item of [Keys, BlockAtRegistration, AssociatedEvmAddress]) item.delete(ctx, netuid, uid);
  for (const index of mechanismIndices(ctx, netuid)) {
    Weights.delete(ctx, index, uid);
    Bonds.delete(ctx, index, uid);
  }
}

/** Keeps of every vector the places of the slots that stay. */
function shortenVectors(ctx: Ctx, netuid: NetUid, kept: readonly number[]): void {
  const of = <T>(list: readonly T[], absent: T): T[] => kept.map((uid) => list[uid] ?? absent);
  Emission.update(ctx, netuid, (list) => of(list, alpha(0n)));
  Active.update(ctx, netuid, (list) => of(list, false));
  Consensus.update(ctx, netuid, (list) => of(list, 0));
  Dividends.update(ctx, netuid, (list) => of(list, 0));
  ValidatorTrust.update(ctx, netuid, (list) => of(list, 0));
  ValidatorPermit.update(ctx, netuid, (list) => of(list, false));
  StakeWeight.update(ctx, netuid, (list) => of(list, 0));
  for (const index of mechanismIndices(ctx, netuid)) {
    Incentive.update(ctx, index, (list) => of(list, 0));
    LastUpdate.update(ctx, index, (list) => of(list, 0n));
  }
}

type Row = readonly (readonly [uid: number, value: number])[];
/** Moves what slots hold by number to their new numbers, in weights and bonds too. */
function closeRanks(ctx: Ctx, netuid: NetUid, kept: readonly number[]): void {
  const newUids = new Map(kept.map((old, uid) => [old, uid]));
  const renumbered = (row: Row): Row =>
    row.flatMap(([old, value]) => (newUids.has(old) ? [[newUids.get(old)!, value] as const] : []));
  const indices = mechanismIndices(ctx, netuid);
  for (const [old, uid] of newUids) {
    for (const item of [Keys, AssociatedEvmAddress, BlockAtRegistration] as const)
      swap(ctx, item.rawKey(netuid, old), item.rawKey(netuid, uid));
    for (const index of indices) {
      for (const item of [Weights, Bonds]) {
        swap(ctx, item.rawKey(index, old), item.rawKey(index, uid));
        item.update(ctx, index, uid, renumbered);
      }
    }
  }
  Uids.clear(ctx, netuid);
  for (const uid of newUids.values()) Uids.set(ctx, netuid, Keys.get(ctx, netuid, uid), uid);
}
/** Exchanges what two keys hold, absence included. */
function swap({ state }: Ctx, a: string, b: string): void {
  const [cellA, cellB] = [state.get(a), state.get(b)];
  for (const [key, cell] of [
    [a, cellB],
    [b, cellA],
  ] as const) {
    if (cell === undefined) state.delete(key);
    else state.set(key, cell);
  }
}
