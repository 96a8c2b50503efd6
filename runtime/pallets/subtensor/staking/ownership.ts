// Who owns which hotkey, delegation takes, and sums over positions. Mirrors pallets/subtensor/src/staking/helpers.rs and
// account.rs.

import { attempt, ensure } from "../../../frame/refusal.ts";
import { keyOf } from "../../../frame/storage.ts";
import { bytesToHex, hexToBytes } from "../../../primitives/bytes.ts";
import { U64F64, U96F32 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U16_MAX, u64 } from "../../../primitives/ints.ts";
import { isZero, type SafeFloat, safeFloatFromU64F64 } from "../../../primitives/share_pool/safe_float.ts";
import { rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { delegation } from "../delegation/contract.ts";
import { keys } from "../keys/contract.ts";
import { forceReduceLock } from "../locks/lock.ts";
import { pools } from "../pools/contract.ts";
import { maybeAddColdkeyIndex } from "../root/claim_root.ts";
import { rootNetwork } from "../root/contract.ts";
import { settings } from "../settings/contract.ts";
import { allSubnetNetuids, isSubnetAccountId } from "../subnets/subnet.ts";
import { staking } from "./contract.ts";
import { minStake, unstakeFromSubnet } from "./into_subnet.ts";
import { simulated } from "./simulated.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  type Holder,
  noteStakingHotkey,
  stakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyOnSubnet,
} from "./stake.ts";

const { Delegates } = delegation.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { TotalStake } = pools.storage;
const { Alpha, AlphaV2, StakingHotkeys } = staking.storage;
const { AlphaMapLastKey, AlphaV2MapLastKey } = rootNetwork.storage;

// Delegates ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const hotkeyIsDelegate = (ctx: Ctx, hotkey: AccountId): boolean => Delegates.has(ctx, hotkey);
export const delegateHotkey = (ctx: Ctx, hotkey: AccountId, take: number): void => Delegates.set(ctx, hotkey, take);
export const hotkeyTake = (ctx: Ctx, hotkey: AccountId): number => Delegates.get(ctx, hotkey);
/** The take as a part of one. */
export const hotkeyTakeFloat = (ctx: Ctx, hotkey: AccountId): U96F32 =>
  U96F32.safeDiv(U96F32.saturatingFromNum(hotkeyTake(ctx, hotkey)), U96F32.saturatingFromNum(U16_MAX));
export function maybeBecomeDelegate(ctx: Ctx, hotkey: AccountId): void {
  if (!hotkeyIsDelegate(ctx, hotkey)) delegateHotkey(ctx, hotkey, hotkeyTake(ctx, hotkey));
}

// Owners ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const owningColdkeyForHotkey = (ctx: Ctx, hotkey: AccountId): AccountId => Owner.get(ctx, hotkey);
export const hotkeyAccountExists = (ctx: Ctx, hotkey: AccountId): boolean => Owner.has(ctx, hotkey);
export const coldkeyOwnsHotkey = (ctx: Ctx, { hotkey, coldkey }: Holder): boolean =>
  hotkeyAccountExists(ctx, hotkey) && Owner.get(ctx, hotkey) === coldkey;
const ensureNotSystemAccount = (ctx: Ctx, hotkey: AccountId): void =>
  ensure(isSubnetAccountId(ctx, hotkey) === undefined, keys.errors.CannotUseSystemAccount);

/** Gives a new hotkey its owner. Refuses with CannotUseSystemAccount for a subnet's own account. */
export function createAccountIfNonExistent(ctx: Ctx, holder: Holder): void {
  const { hotkey, coldkey } = holder;
  ensureNotSystemAccount(ctx, hotkey);
  if (hotkeyAccountExists(ctx, hotkey)) return;
  Owner.set(ctx, hotkey, coldkey);
  const owned = OwnedHotkeys.get(ctx, coldkey);
  if (!owned.includes(hotkey)) OwnedHotkeys.set(ctx, coldkey, [...owned, hotkey]);
  noteStakingHotkey(ctx, holder);
}
export function setHotkeyOwner(ctx: Ctx, { hotkey, coldkey }: Holder): void {
  ensureNotSystemAccount(ctx, hotkey);
  Owner.set(ctx, hotkey, coldkey);
}

// Sums ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const totalStake = (ctx: Ctx): Tao => TotalStake.get(ctx);
export const increaseTotalStake = (ctx: Ctx, by: Tao): void =>
  TotalStake.update(ctx, (old) => rao(u64.saturatingAdd(old, by)));
export const decreaseTotalStake = (ctx: Ctx, by: Tao): void =>
  TotalStake.update(ctx, (old) => rao(u64.saturatingSub(old, by)));

/** A hotkey's alpha everywhere, at current prices. */
export function totalStakeForHotkey(ctx: Ctx, hotkey: AccountId): Tao {
  const worth = allSubnetNetuids(ctx).map((netuid) =>
    U64F64.saturatingMul(
      U64F64.saturatingFromNum(stakeForHotkeyOnSubnet(ctx, netuid, hotkey)),
      ctx.ports.exchange.currentAlphaPrice(ctx, netuid),
    ),
  );
  return rao(U64F64.saturatingToNum(U64F64.sum(worth), u64));
}
/** What selling a position would bring, its fee at the current price added back; nothing where the exchange refuses. */
function worthOf(ctx: Ctx, netuid: NetUid, holder: Holder): bigint {
  const { exchange } = ctx.ports;
  const amount = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
  const result = simulated(() => exchange.simSell(ctx, netuid, amount));
  if (result === undefined) return 0n;
  const fee = U64F64.saturatingToNum(
    U64F64.saturatingMul(U64F64.saturatingFromNum(result.feePaid), exchange.currentAlphaPrice(ctx, netuid)),
    u64,
  );
  return u64.saturatingAdd(result.amountPaidOut, fee);
}
const wrappedSum = (amounts: readonly bigint[]): Tao => rao(u64.wrap(amounts.reduce((sum, one) => sum + one, 0n)));
/** A coldkey's positions everywhere, at what selling them would bring. */
export const totalStakeForColdkey = (ctx: Ctx, coldkey: AccountId): Tao =>
  wrappedSum(
    StakingHotkeys.get(ctx, coldkey).flatMap((hotkey) =>
      alphaIterPrefix(ctx, { hotkey, coldkey }).map(([netuid]) => worthOf(ctx, netuid, { hotkey, coldkey })),
    ),
  );
export const totalStakeForColdkeyOnSubnet = (ctx: Ctx, netuid: NetUid, coldkey: AccountId): Tao =>
  wrappedSum(
    StakingHotkeys.get(ctx, coldkey).flatMap((hotkey) =>
      alphaIterPrefix(ctx, { hotkey, coldkey }).map(([on]) =>
        on === netuid ? worthOf(ctx, netuid, { hotkey, coldkey }) : 0n,
      ),
    ),
  );

// Positions ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export interface Position extends Holder {
  readonly netuid: NetUid;
  readonly share: SafeFloat;
}
const byKey = (a: Position, b: Position): number =>
  a.hotkey !== b.hotkey
    ? a.hotkey < b.hotkey
      ? -1
      : 1
    : a.coldkey !== b.coldkey
      ? a.coldkey < b.coldkey
        ? -1
        : 1
      : a.netuid - b.netuid;
/** Shares of both maps in the order of their keys; where both have one, the new map's counts. */
function merged(old: Iterable<Position>, current: Iterable<Position>): Position[] {
  const all = new Map<string, Position>();
  for (const one of old) all.set(`${one.hotkey}${one.coldkey}${one.netuid}`, one);
  for (const one of current) all.set(`${one.hotkey}${one.coldkey}${one.netuid}`, one);
  return [...all.values()].sort(byKey);
}
/** Every position of everybody. */
export const alphaIter = (ctx: Ctx): Position[] =>
  merged(
    Array.from(Alpha.entries(ctx), ([[hotkey, coldkey, netuid], share]) => ({
      hotkey,
      coldkey,
      netuid,
      share: safeFloatFromU64F64(share),
    })),
    Array.from(AlphaV2.entries(ctx), ([[hotkey, coldkey, netuid], share]) => ({ hotkey, coldkey, netuid, share })),
  );
/** The subnets on which a coldkey has shares with a hotkey, ascending. */
export const alphaIterPrefix = (ctx: Ctx, { hotkey, coldkey }: Holder): (readonly [NetUid, SafeFloat])[] =>
  merged(
    Array.from(Alpha.entries(ctx, hotkey, coldkey), ([[, , netuid], share]) => ({
      hotkey,
      coldkey,
      netuid,
      share: safeFloatFromU64F64(share),
    })),
    Array.from(AlphaV2.entries(ctx, hotkey, coldkey), ([[, , netuid], share]) => ({ hotkey, coldkey, netuid, share })),
  )
    .filter(({ share }) => !isZero(share))
    .map(({ netuid, share }) => [netuid, share] as const);
/** Positions with a hotkey, by coldkey and subnet. */
export const alphaIterSinglePrefix = (ctx: Ctx, hotkey: AccountId): Position[] =>
  merged(
    Array.from(Alpha.entries(ctx, hotkey), ([[, coldkey, netuid], share]) => ({
      hotkey,
      coldkey,
      netuid,
      share: safeFloatFromU64F64(share),
    })),
    Array.from(AlphaV2.entries(ctx, hotkey), ([[, coldkey, netuid], share]) => ({ hotkey, coldkey, netuid, share })),
  );

/** Unstakes a nomination below the minimum; what cannot be sold is taken away. */
export function clearSmallNominationIfRequired(ctx: Ctx, netuid: NetUid, holder: Holder): void {
  const { exchange } = ctx.ports;
  if (coldkeyOwnsHotkey(ctx, holder)) return;
  const stake = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
  const minimum = U64F64.saturatingToNum(
    U64F64.safeDiv(U64F64.saturatingFromNum(nominatorMinRequiredStake(ctx)), exchange.currentAlphaPrice(ctx, netuid)),
    u64,
  );
  if (stake === 0n || stake >= minimum) return;
  const limits = { priceLimit: exchange.minPrice(), dropFees: false };
  // What selling wrote before it was refused stays, as in the reference.
  if (attempt(() => unstakeFromSubnet(ctx, netuid, holder, holder.coldkey, stake, limits)) !== undefined)
    decreaseStakeForHotkeyAndColdkeyOnSubnet(
      ctx,
      netuid,
      holder,
      stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder),
    );
  forceReduceLock(ctx, netuid, holder.coldkey, stake);
}
export function clearSmallNominations(ctx: Ctx): void {
  for (const { netuid, hotkey, coldkey } of alphaIter(ctx))
    clearSmallNominationIfRequired(ctx, netuid, { hotkey, coldkey });
}
/** Least TAO that a nomination must be worth: the stored factor in millionths of the minimum stake. */
export const nominatorMinRequiredStake = (ctx: Ctx): bigint =>
  u64.saturatingMul(minStake(ctx), settings.read.NominatorMinRequiredStake.get(ctx)) / 1_000_000n;

// Maps of who stakes on root, filled a little in every block ────────────────────────────────────────────────────────
/** Keys looked at in one block. */
const BATCH = 30;
type ShareMap = typeof Alpha | typeof AlphaV2;

function populate(ctx: Ctx, shares: ShareMap, lastKey: typeof AlphaMapLastKey): void {
  const { prefix } = shares;
  const stored = lastKey.get(ctx);
  const first = stored === undefined ? ctx.state.keys(prefix)[Symbol.iterator]().next().value : undefined;
  const from = stored === undefined ? first : bytesToHex(stored);
  if (from === undefined) return;
  const batch: string[] = [];
  for (const key of ctx.state.keys(prefix, from)) {
    if (batch.length === BATCH) break;
    batch.push(key);
  }
  if (first !== undefined) {
    if (batch.length === BATCH) batch.pop();
    batch.unshift(first);
  }
  // PERF: of the keys, which end with the subnet, only root's are taken apart.
  const ofRoot = shares.keys.at(-1)!.part(ROOT);
  for (const key of batch) {
    if (!key.endsWith(ofRoot)) continue;
    const [, coldkey, netuid] = keyOf(key, shares.keys) as [AccountId, AccountId, NetUid];
    if (netuid === ROOT) maybeAddColdkeyIndex(ctx, coldkey);
  }
  const last = batch.at(-1);
  lastKey.set(ctx, batch.length < BATCH || last === undefined ? undefined : hexToBytes(last));
}
export const populateRootColdkeyStakingMaps = (ctx: Ctx): void => populate(ctx, Alpha, AlphaMapLastKey);
export const populateRootColdkeyStakingMapsV2 = (ctx: Ctx): void => populate(ctx, AlphaV2, AlphaV2MapLastKey);

/** Makes a coldkey the owner of a hotkey that has none. */
export const tryAssociateHotkey = (ctx: Ctx, holder: Holder): void => createAccountIfNonExistent(ctx, holder);
