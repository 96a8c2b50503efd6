// Whom a newcomer replaces when a subnet is full: immunity by age and by ownership, then least emission, then age.
// Mirrors pallets/subtensor/src/subnets/registration.rs (get_neuron_to_prune, get_immune_owner_tuples) and utils/misc.rs
// (get_neuron_is_immune).

import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { epoch } from "../epoch/contract.ts";
import { keys } from "../keys/contract.ts";
import { parameters } from "../parameters/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { registration } from "./contract.ts";

const { BlockAtRegistration, Keys, SubnetworkN, Uids } = registration.read;
const { ImmuneOwnerUidsLimit, ImmunityPeriod, MinNonImmuneUids } = parameters.read;
const { SubnetOwner, SubnetOwnerHotkey } = subnets.read;

export const neuronIsImmune = (ctx: Ctx, netuid: NetUid, uid: number): boolean =>
  u64.saturatingSub(currentBlock(ctx), BlockAtRegistration.get(ctx, netuid, uid)) <
  BigInt(ImmunityPeriod.get(ctx, netuid));

interface OwnersNeuron {
  readonly uid: number;
  readonly hotkey: AccountId;
}
/** The owner's oldest neurons, up to the limit; its own hotkey comes first when it is not among them. */
function immuneOwnerNeurons(ctx: Ctx, netuid: NetUid, coldkey: AccountId): OwnersNeuron[] {
  const limit = ImmuneOwnerUidsLimit.get(ctx, netuid);
  const oldest = keys.read.OwnedHotkeys.get(ctx, coldkey)
    .flatMap((hotkey) => {
      const uid = Uids.get(ctx, netuid, hotkey);
      return uid === undefined ? [] : [{ uid, hotkey, block: BlockAtRegistration.get(ctx, netuid, uid) }];
    })
    .sort((a, b) => (a.block !== b.block ? (a.block < b.block ? -1 : 1) : a.uid - b.uid))
    .slice(0, limit);
  if (!SubnetOwnerHotkey.has(ctx, netuid)) return oldest;
  const hotkey = SubnetOwnerHotkey.get(ctx, netuid);
  const uid = Uids.get(ctx, netuid, hotkey);
  if (uid === undefined || oldest.some((one) => one.uid === uid && one.hotkey === hotkey)) return oldest;
  return [{ uid, hotkey }, ...oldest].slice(0, limit);
}
export const immuneOwnerUids = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): number[] =>
  immuneOwnerNeurons(ctx, netuid, coldkey).map(({ uid }) => uid);
export const immuneOwnerHotkeys = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): AccountId[] =>
  immuneOwnerNeurons(ctx, netuid, coldkey).map(({ hotkey }) => hotkey);

interface Candidate {
  readonly emission: bigint;
  readonly block: bigint;
  readonly uid: number;
}
const goesBefore = (a: Candidate, b: Candidate): boolean =>
  a.emission !== b.emission ? a.emission < b.emission : a.block !== b.block ? a.block < b.block : a.uid < b.uid;
const first = (best: Candidate | undefined, one: Candidate): Candidate =>
  best === undefined || goesBefore(one, best) ? one : best;

/** The slot that goes next. Immune ones go only when too few others would be left; the owner's never. */
export function neuronToPrune(ctx: Ctx, netuid: NetUid): number | undefined {
  const immortal = immuneOwnerHotkeys(ctx, netuid, SubnetOwner.get(ctx, netuid));
  const emissions = epoch.read.Emission.get(ctx, netuid);
  const n = SubnetworkN.get(ctx, netuid);
  let freeCount = 0;
  let free: Candidate | undefined;
  let immune: Candidate | undefined;
  for (let uid = 0; uid < n; uid++) {
    if (!Keys.has(ctx, netuid, uid) || immortal.includes(Keys.get(ctx, netuid, uid))) continue;
    const one = { emission: emissions[uid] ?? 0n, block: BlockAtRegistration.get(ctx, netuid, uid), uid };
    if (neuronIsImmune(ctx, netuid, uid)) immune = first(immune, one);
    else {
      freeCount++;
      free = first(free, one);
    }
  }
  if (free !== undefined && freeCount > MinNonImmuneUids.get(ctx, netuid)) return free.uid;
  return immune?.uid;
}
