// Conviction of hotkeys and subnets: all locks for a hotkey together, and who leads. Mirrors
// pallets/subtensor/src/staking/lock.rs (hotkey_conviction, get_total_conviction, subnet_king).

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { subnets } from "../subnets/contract.ts";
import { locks } from "./contract.ts";
import { aggregateLock, isSubnetOwnerHotkey, lockTerms } from "./conviction_model.ts";
import { type LockKind, rolledLock, type Terms } from "./rolling.ts";

const { DecayingHotkeyLock, HotkeyLock } = locks.read;

const PERPETUAL = { owner: false, perpetual: true } as const;
const DECAYING = { owner: false, perpetual: false } as const;
const OWNER_PERPETUAL = { owner: true, perpetual: true } as const;
const OWNER_DECAYING = { owner: true, perpetual: false } as const;

function of(ctx: Ctx, netuid: NetUid, hotkey: AccountId, kind: LockKind, terms: Terms): U64F64 {
  const lock = aggregateLock(ctx, netuid, hotkey, kind);
  return lock === undefined ? U64F64.ZERO : rolledLock(lock, terms, kind).conviction;
}
const plus = (parts: readonly U64F64[]): U64F64 => parts.reduce(U64F64.saturatingAdd, U64F64.ZERO);

/** Of everybody who locked for a hotkey. */
export function hotkeyConviction(ctx: Ctx, netuid: NetUid, hotkey: AccountId): U64F64 {
  const terms = lockTerms(ctx);
  const kinds: LockKind[] = [PERPETUAL, DECAYING];
  if (isSubnetOwnerHotkey(ctx, netuid, hotkey)) kinds.push(OWNER_PERPETUAL, OWNER_DECAYING);
  return plus(kinds.map((kind) => of(ctx, netuid, hotkey, kind, terms)));
}
/** By hotkey, of locks for others than the owner. */
function* ofHotkeys(ctx: Ctx, netuid: NetUid, terms: Terms): Iterable<readonly [AccountId, U64F64]> {
  for (const [[, hotkey], lock] of HotkeyLock.entries(ctx, netuid))
    yield [hotkey, rolledLock(lock, terms, PERPETUAL).conviction];
  for (const [[, hotkey], lock] of DecayingHotkeyLock.entries(ctx, netuid))
    yield [hotkey, rolledLock(lock, terms, DECAYING).conviction];
}
/** Of all locks on a subnet. */
export function totalConviction(ctx: Ctx, netuid: NetUid): U64F64 {
  const terms = lockTerms(ctx);
  const owner = subnets.read.SubnetOwnerHotkey.get(ctx, netuid);
  return plus([
    ...Array.from(ofHotkeys(ctx, netuid, terms), ([, conviction]) => conviction),
    of(ctx, netuid, owner, OWNER_PERPETUAL, terms),
    of(ctx, netuid, owner, OWNER_DECAYING, terms),
  ]);
}
/** The hotkey with the most conviction; of equals the one with the largest key. */
export function subnetKing(ctx: Ctx, netuid: NetUid): AccountId | undefined {
  const terms = lockTerms(ctx);
  const scores = new Map<AccountId, U64F64>();
  const score = (hotkey: AccountId, conviction: U64F64): void =>
    void scores.set(hotkey, U64F64.saturatingAdd(scores.get(hotkey) ?? U64F64.ZERO, conviction));
  for (const [hotkey, conviction] of ofHotkeys(ctx, netuid, terms)) score(hotkey, conviction);
  const owner = subnets.read.SubnetOwnerHotkey.get(ctx, netuid);
  for (const kind of [OWNER_PERPETUAL, OWNER_DECAYING]) {
    const lock = aggregateLock(ctx, netuid, owner, kind);
    if (lock !== undefined) score(owner, rolledLock(lock, terms, kind).conviction);
  }
  let king: AccountId | undefined;
  let most = U64F64.ZERO;
  for (const [hotkey, conviction] of [...scores].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    if (king === undefined || conviction >= most) [king, most] = [hotkey, conviction];
  }
  return king;
}
