// How much a hotkey's stake counts on a subnet: own and inherited alpha, and root TAO at its weight. Mirrors
// pallets/subtensor/src/staking/stake_utils.rs (get_stake_weights_for_network, get_inherited_for_hotkey_on_subnet).

import { I64F64, U96F32 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { delegation } from "../delegation/contract.ts";
import { registration } from "../registration/contract.ts";
import { settings } from "../settings/contract.ts";
import { stakeForHotkeyOnSubnet } from "./stake.ts";

const { CKBurn, TaoWeight } = settings.storage;
const { ChildKeys, ParentKeys } = delegation.read;
const { Keys, SubnetworkN } = registration.read;

const share = (parts: bigint): U96F32 =>
  U96F32.safeDiv(U96F32.saturatingFromNum(parts), U96F32.saturatingFromNum(U64_MAX));
/** How much a TAO on root counts beside an alpha, of one. */
export const taoWeight = (ctx: Ctx): U96F32 => share(TaoWeight.get(ctx));
/** Part of childkey dividends that is burned, of one. */
export const ckBurn = (ctx: Ctx): U96F32 => share(CKBurn.get(ctx));
export const setTaoWeight = (ctx: Ctx, weight: bigint): void => TaoWeight.set(ctx, weight);
export const setCkBurn = (ctx: Ctx, weight: bigint): void => CKBurn.set(ctx, weight);

/** To whom a hotkey lends of its stake on a subnet, and from whom it borrows. */
interface Relations {
  readonly children: readonly (readonly [proportion: bigint, hotkey: AccountId])[];
  readonly parents: readonly (readonly [proportion: bigint, hotkey: AccountId])[];
}
const relationsOf = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): Relations => ({
  children: ChildKeys.get(ctx, hotkey, netuid),
  parents: ParentKeys.get(ctx, hotkey, netuid),
});
/** Own stake on `stakeNetuid`, less what children get of it, plus what parents give of theirs. */
function inherited(ctx: Ctx, hotkey: AccountId, stakeNetuid: NetUid, { children, parents }: Relations): bigint {
  // PERF: most hotkeys lend and borrow nothing, and then the sum below is their own stake, whole as it is.
  if (children.length === 0 && parents.length === 0) return stakeForHotkeyOnSubnet(ctx, stakeNetuid, hotkey);
  const stakeOf = (who: AccountId): U96F32 => U96F32.saturatingFromNum(stakeForHotkeyOnSubnet(ctx, stakeNetuid, who));
  const own = stakeOf(hotkey);
  let toChildren = U96F32.ZERO;
  for (const [proportion] of children)
    toChildren = U96F32.saturatingAdd(toChildren, U96F32.saturatingMul(own, share(proportion)));
  let fromParents = U96F32.ZERO;
  for (const [proportion, parent] of parents)
    fromParents = U96F32.saturatingAdd(fromParents, U96F32.saturatingMul(stakeOf(parent), share(proportion)));
  return U96F32.saturatingToNum(U96F32.saturatingAdd(U96F32.saturatingSub(own, toChildren), fromParents), u64);
}
const alphaOf = (ctx: Ctx, netuid: NetUid, hotkey: AccountId, relations: Relations): Alpha =>
  netuid === ROOT ? stakeForHotkeyOnSubnet(ctx, netuid, hotkey) : alpha(inherited(ctx, hotkey, netuid, relations));
export const taoInheritedForHotkeyOnSubnet = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): Tao =>
  rao(inherited(ctx, hotkey, ROOT, relationsOf(ctx, netuid, hotkey)));
export const inheritedForHotkeyOnSubnet = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): Alpha =>
  alphaOf(ctx, netuid, hotkey, relationsOf(ctx, netuid, hotkey));

/** Total, alpha and TAO stake of a hotkey. */
export interface StakeWeights<T> {
  readonly total: T;
  readonly alpha: T;
  readonly tao: T;
}
export function stakeWeightsForHotkeyOnSubnet(ctx: Ctx, netuid: NetUid, hotkey: AccountId): StakeWeights<I64F64> {
  const weight = I64F64.saturatingFromFixed(U96F32, taoWeight(ctx));
  return weighed(ctx, netuid, hotkey, weight);
}
function weighed(ctx: Ctx, netuid: NetUid, hotkey: AccountId, weight: I64F64): StakeWeights<I64F64> {
  const relations = relationsOf(ctx, netuid, hotkey);
  const ofAlpha = I64F64.saturatingFromNum(alphaOf(ctx, netuid, hotkey, relations));
  const ofTao = I64F64.saturatingFromNum(inherited(ctx, hotkey, ROOT, relations));
  return { total: I64F64.saturatingAdd(ofAlpha, I64F64.saturatingMul(ofTao, weight)), alpha: ofAlpha, tao: ofTao };
}
const NOTHING: StakeWeights<I64F64> = { total: I64F64.ZERO, alpha: I64F64.ZERO, tao: I64F64.ZERO };
/** The same for every uid of a subnet, in order; a uid without a hotkey counts nothing. */
export function stakeWeightsForNetwork(ctx: Ctx, netuid: NetUid): StakeWeights<I64F64[]> {
  const weight = I64F64.saturatingFromFixed(U96F32, taoWeight(ctx));
  const all = { total: [] as I64F64[], alpha: [] as I64F64[], tao: [] as I64F64[] };
  for (let uid = 0, n = SubnetworkN.get(ctx, netuid); uid < n; uid++) {
    const hotkey = Keys.find(ctx, netuid, uid);
    const { total, alpha, tao } = hotkey === undefined ? NOTHING : weighed(ctx, netuid, hotkey, weight);
    all.total.push(total);
    all.alpha.push(alpha);
    all.tao.push(tao);
  }
  return all;
}
