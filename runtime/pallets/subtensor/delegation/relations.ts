// Parents and children of a hotkey, kept consistent from both ends. Mirrors pallets/subtensor/src/staking/set_children.rs
// (PCRelations, load, persist, parent_child_swap_hotkey). What repairs old state there belongs to migrations, which this
// chain begins after.

import { ensure } from "../../../frame/refusal.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { U64_MAX } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { type Touched, touch } from "../flows/key_swaps/touched.ts";
import { delegation } from "./contract.ts";

const { ChildKeys, ParentKeys, PendingChildKeys } = delegation.storage;
const { errors } = delegation;

/** Part of the stake, 2^64 - 1 meaning all, and the hotkey at the other end. */
export type Link = readonly [proportion: bigint, hotkey: AccountId];
/** Proportions by hotkey; made with `linked`, so in the order of accounts. */
type Proportions = ReadonlyMap<AccountId, bigint>;
export interface Relations {
  /** The hotkey in the middle. */
  readonly pivot: AccountId;
  readonly children: Proportions;
  readonly parents: Proportions;
}

const byAccount = ([a]: readonly [AccountId, unknown], [b]: readonly [AccountId, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
/** The last of equal hotkeys counts. */
const linked = (links: readonly Link[]): Proportions =>
  new Map([...new Map(links.map(([proportion, hotkey]) => [hotkey, proportion] as const))].sort(byAccount));
const linksOf = (proportions: Proportions): Link[] =>
  Array.from(proportions, ([hotkey, proportion]) => [proportion, hotkey] as const);
const without = (links: readonly Link[], hotkey: AccountId): Link[] => links.filter(([, one]) => one !== hotkey);
const withLink = (links: readonly Link[], proportion: bigint, hotkey: AccountId): Link[] => {
  const at = links.findIndex(([, one]) => one === hotkey);
  return at < 0 ? [...links, [proportion, hotkey]] : links.with(at, [proportion, hotkey]);
};

const ensureNoSelfLoop = (pivot: AccountId, hotkeys: Proportions): void =>
  ensure(!hotkeys.has(pivot), errors.InvalidChild);
const ensureTotal = (children: Proportions): void =>
  ensure([...children.values()].reduce((sum, one) => sum + one, 0n) <= U64_MAX, errors.ProportionOverflow);
const ensureSeparate = (children: Proportions, parents: Proportions): void =>
  ensure(![...children.keys()].some((child) => parents.has(child)), errors.ChildParentInconsistency);

const MAX_CHILDREN = 5;
/** Refuses children that could not be linked beside the present parents: self-loops, too many, too much, both ways. */
export function ensurePendingConsistency({ pivot, parents }: Relations, pending: readonly Link[]): void {
  const children = linked(pending);
  ensureNoSelfLoop(pivot, children);
  ensure(children.size <= MAX_CHILDREN, errors.TooManyChildren);
  ensureTotal(children);
  ensureSeparate(children, parents);
}

/** Children as given and parents as stored, self-loops left out. Refuses what is inconsistent. */
export function loadRelationsFromPending(
  ctx: Ctx,
  netuid: NetUid,
  pivot: AccountId,
  pending: readonly Link[],
): Relations {
  const children = linked(without(pending, pivot));
  ensureTotal(children);
  const parents = linked(without(ParentKeys.get(ctx, pivot, netuid), pivot));
  ensureSeparate(children, parents);
  return { pivot, children, parents };
}
export const loadChildParentRelations = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): Relations =>
  loadRelationsFromPending(ctx, netuid, hotkey, ChildKeys.get(ctx, hotkey, netuid));

type LinkMap = typeof ChildKeys | typeof ParentKeys;
/** No empty lists in the state. */
function put(ctx: Ctx, netuid: NetUid, map: LinkMap, hotkey: AccountId, links: readonly Link[]): void {
  if (links.length === 0) map.delete(ctx, hotkey, netuid);
  else map.set(ctx, hotkey, netuid, links);
}

/** Own list of the pivot and lists of the far ends. */
interface Side {
  readonly own: LinkMap;
  readonly far: LinkMap;
}
/** One side of the pivot: its own list replaced, and every far end told that is new, kept or gone. */
function persistSide(
  ctx: Ctx,
  netuid: NetUid,
  pivot: AccountId,
  wanted: Proportions,
  { own, far }: Side,
  touched: Touched,
): void {
  const before = new Set(own.get(ctx, pivot, netuid).map(([, hotkey]) => hotkey));
  put(ctx, netuid, own, pivot, linksOf(wanted));
  const tell = (hotkey: AccountId, change: (links: readonly Link[]) => Link[]): void => {
    put(ctx, netuid, far, hotkey, change(far.get(ctx, hotkey, netuid)));
    touch(touched, 1, 1);
  };
  for (const [hotkey, proportion] of wanted) tell(hotkey, (links) => withLink(links, proportion, pivot));
  for (const hotkey of before) if (!wanted.has(hotkey)) tell(hotkey, (links) => without(links, pivot));
}
/** Stores relations and adjusts the other end of every link. */
export function persistChildParentRelations(
  ctx: Ctx,
  netuid: NetUid,
  relations: Relations,
  touched: Touched = { reads: 0, writes: 0 },
): void {
  const { pivot, children, parents } = relations;
  touch(touched, 1, 1);
  persistSide(ctx, netuid, pivot, children, { own: ChildKeys, far: ParentKeys }, touched);
  persistSide(ctx, netuid, pivot, parents, { own: ParentKeys, far: ChildKeys }, touched);
}

export interface HotkeyPair {
  readonly oldHotkey: AccountId;
  readonly newHotkey: AccountId;
}
/** Moves all links of a hotkey to another. A refusal on the way leaves what was cleared, as in the reference. */
export function parentChildSwapHotkey(
  ctx: Ctx,
  netuid: NetUid,
  { oldHotkey, newHotkey }: HotkeyPair,
  touched: Touched,
): void {
  const loaded = loadChildParentRelations(ctx, netuid, oldHotkey);
  touch(touched, 2, 0);
  for (const child of loaded.children.keys()) {
    put(ctx, netuid, ParentKeys, child, without(ParentKeys.get(ctx, child, netuid), oldHotkey));
    touch(touched, 1, 1);
  }
  // On this side the reference stores lists even when they are empty.
  for (const parent of loaded.parents.keys()) {
    ChildKeys.set(ctx, parent, netuid, without(ChildKeys.get(ctx, parent, netuid), oldHotkey));
    touch(touched, 1, 1);
  }
  ChildKeys.set(ctx, oldHotkey, netuid, []);
  put(ctx, netuid, ParentKeys, oldHotkey, []);
  touch(touched, 0, 2);

  ensureNoSelfLoop(newHotkey, loaded.children);
  ensureNoSelfLoop(newHotkey, loaded.parents);
  const relations = { ...loaded, pivot: newHotkey };
  if (PendingChildKeys.has(ctx, netuid, oldHotkey)) {
    const [children, cooldownBlock] = PendingChildKeys.get(ctx, netuid, oldHotkey);
    ensurePendingConsistency(relations, children);
    PendingChildKeys.delete(ctx, netuid, oldHotkey);
    PendingChildKeys.set(ctx, netuid, newHotkey, [children, cooldownBlock]);
    touch(touched, 1, 2);
  }
  persistChildParentRelations(ctx, netuid, relations, touched);
}
