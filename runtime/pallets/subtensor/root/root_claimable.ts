// What root stake has earned on the subnets: a rate per hotkey that grows, and per coldkey what was had of it. Mirrors
// pallets/subtensor/src/staking/claim_root.rs.

import { I96F32 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u64, u128 } from "../../../primitives/ints.ts";
import { bigAt, putBig } from "../../../primitives/scale/codec.ts";
import { compact, u32 } from "../../../primitives/scale/index.ts";
import type { Alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { keys } from "../keys/contract.ts";
import {
  type Holder,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyAndColdkeyOnSubnet,
  stakeForHotkeyOnSubnet,
} from "../staking/stake.ts";
import { rootNetwork } from "./contract.ts";

const { RootClaimable, RootClaimed } = rootNetwork.storage;

/** Rates by ascending netuid, as the reference's ordered map has them. */
const byNetuid = (rates: ReadonlyMap<NetUid, I96F32>): (readonly [NetUid, I96F32])[] =>
  [...rates].sort(([a], [b]) => a - b);
/** The rates of a hotkey, by netuid. */
export const rootClaimableRates = (ctx: Ctx, hotkey: AccountId): (readonly [NetUid, I96F32])[] =>
  byNetuid(RootClaimable.get(ctx, hotkey));
function raiseRates(rates: ReadonlyMap<NetUid, I96F32>, by: Iterable<readonly [NetUid, I96F32]>): Map<NetUid, I96F32> {
  const raised = new Map(rates);
  for (const [netuid, rate] of by) {
    const old = raised.get(netuid);
    raised.set(netuid, old === undefined ? rate : I96F32.saturatingAdd(old, rate));
  }
  return raised;
}

/** Spreads alpha over a hotkey's root stake; where that is less than the alpha, the owner gets it as stake. */
export function increaseRootClaimableForHotkeyAndSubnet(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  amount: Alpha,
  stake = (): void =>
    increaseStakeForHotkeyAndColdkeyOnSubnet(
      ctx,
      netuid,
      { hotkey, coldkey: keys.read.Owner.get(ctx, hotkey) },
      amount,
    ),
): void {
  if (amount === 0n) {
    raiseRate(ctx, hotkey, netuid, I96F32.ZERO);
    return;
  }
  const total = I96F32.saturatingFromNum(stakeForHotkeyOnSubnet(ctx, ROOT, hotkey) as bigint);
  const increment = I96F32.checkedDiv(I96F32.saturatingFromNum(amount as bigint), total) ?? I96F32.ZERO;
  if (amount > I96F32.saturatingToNum(total, u64)) stake();
  else raiseRate(ctx, hotkey, netuid, increment);
}

// A validator of many subnets has a rate for each, and one of them moves at every epoch: a number of two bytes, a rate of
// sixteen, by ascending number, after the compact length.
const NETUID_BYTES = 2;
const ENTRY_BYTES = NETUID_BYTES + 16;
const NO_RATES = Uint8Array.of(0);
const COUNT = compact(u32);
/**
 * Raises one rate of a hotkey.
 * PERF: in the bytes of the map; decoding it would cost more than the rest of a payment.
 */
function raiseRate(ctx: Ctx, hotkey: AccountId, netuid: NetUid, by: I96F32): void {
  const raw = RootClaimable.rawKey(hotkey);
  const bytes = ctx.state.get(raw)?.bytes ?? NO_RATES;
  const place = placeOf(bytes, netuid);
  if (place === undefined) RootClaimable.update(ctx, hotkey, (rates) => raiseRates(rates, [[netuid, by]]));
  else if (!place.isThere) ctx.state.set(raw, { bytes: inserted(bytes, place, netuid, by), decoded: undefined });
  else if (by !== I96F32.ZERO) {
    const raised = bytes.slice();
    const at = place.at + NETUID_BYTES;
    const old = I96F32.fromBits((bigAt(raised, at + 8) << 64n) | bigAt(raised, at));
    writeRate(raised, at, I96F32.saturatingAdd(old, by));
    ctx.state.set(raw, { bytes: raised, decoded: undefined });
  }
}
interface EntryPlace {
  readonly start: number;
  readonly at: number;
  readonly isThere: boolean;
}
/** Where a subnet's entry stands or belongs in the encoded map; undefined where that has an unexpected form. */
function placeOf(bytes: Uint8Array, netuid: NetUid): EntryPlace | undefined {
  // One byte of length up to 63 entries, two up to 16,383.
  const start = [1, 2][bytes[0]! & 3];
  if (start === undefined || (bytes.length - start) % ENTRY_BYTES !== 0) return undefined;
  for (let at = start; at < bytes.length; at += ENTRY_BYTES) {
    const found = bytes[at]! | (bytes[at + 1]! << 8);
    if (found >= netuid) return { start, at, isThere: found === netuid };
  }
  return { start, at: bytes.length, isThere: false };
}
function inserted(bytes: Uint8Array, { start, at }: EntryPlace, netuid: NetUid, rate: I96F32): Uint8Array {
  const length = COUNT.encode((bytes.length - start) / ENTRY_BYTES + 1);
  const grown = new Uint8Array(length.length + bytes.length - start + ENTRY_BYTES);
  grown.set(length);
  grown.set(bytes.subarray(start, at), length.length);
  const entry = length.length + at - start;
  grown[entry] = netuid & 255;
  grown[entry + 1] = netuid >> 8;
  writeRate(grown, entry + NETUID_BYTES, rate);
  grown.set(bytes.subarray(at), entry + ENTRY_BYTES);
  return grown;
}
function writeRate(bytes: Uint8Array, at: number, rate: I96F32): void {
  putBig(bytes, at, BigInt.asUintN(64, rate));
  putBig(bytes, at + 8, BigInt.asUintN(64, (rate as bigint) >> 64n));
}

/** Everything a coldkey's root stake has ever earned at a rate. */
function claimableAt(ctx: Ctx, rate: I96F32, holder: Holder): I96F32 {
  const stake = I96F32.saturatingFromNum(stakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, holder) as bigint);
  return I96F32.saturatingMul(rate, stake);
}
export const rootClaimableForHotkeyColdkey = (ctx: Ctx, netuid: NetUid, holder: Holder): I96F32 =>
  claimableAt(ctx, RootClaimable.get(ctx, holder.hotkey).get(netuid) ?? I96F32.ZERO, holder);
const owedOf = (claimable: I96F32, claimed: bigint): I96F32 =>
  I96F32.saturatingSub(claimable, I96F32.saturatingFromNum(claimed));
/** What is left of it to claim; negative where more was had. */
export const rootOwedForHotkeyColdkeyFloat = (ctx: Ctx, netuid: NetUid, holder: Holder): I96F32 =>
  owedOf(
    rootClaimableForHotkeyColdkey(ctx, netuid, holder),
    RootClaimed.get(ctx, netuid, holder.hotkey, holder.coldkey),
  );
/** In whole units of alpha, at least zero. */
export const wholeOwed = (owed: I96F32): bigint => I96F32.saturatingToNum(owed, u64);
export const rootOwedForHotkeyColdkey = (ctx: Ctx, netuid: NetUid, holder: Holder): bigint =>
  wholeOwed(rootOwedForHotkeyColdkeyFloat(ctx, netuid, holder));

/** An amount at a rate. */
const atRate = (rate: I96F32, amount: bigint): bigint =>
  I96F32.saturatingToNum(I96F32.saturatingMul(rate, I96F32.fromNum(amount)), u128);
/** New root stake has no share in what was earned before it. */
export function addStakeAdjustRootClaimedForHotkeyAndColdkey(ctx: Ctx, holder: Holder, amount: bigint): void {
  const claims = openClaims(ctx, holder);
  claims.addStake(amount);
  claims.close();
}

/** What a coldkey had of what its hotkey's rates promise. PERF: read once per subnet, written once, at the end. */
export interface Claims {
  /** By ascending netuid. */
  readonly rates: readonly (readonly [NetUid, I96F32])[];
  /** What is left to claim; negative where more was had. */
  owed(netuid: NetUid, rate: I96F32): I96F32;
  take(netuid: NetUid, amount: bigint): void;
  /** New root stake has no share in what was earned before it. */
  addStake(amount: bigint): void;
  /** Writes everything down. */
  close(): void;
}
export function openClaims(ctx: Ctx, holder: Holder): Claims {
  const { hotkey, coldkey } = holder;
  const rates = rootClaimableRates(ctx, hotkey);
  const read = new Map<NetUid, bigint>();
  const changed = new Map<NetUid, bigint>();
  const claimedOn = (netuid: NetUid): bigint => {
    const known = changed.get(netuid) ?? read.get(netuid);
    if (known !== undefined) return known;
    const stored = RootClaimed.get(ctx, netuid, hotkey, coldkey);
    read.set(netuid, stored);
    return stored;
  };
  const take = (netuid: NetUid, amount: bigint): void =>
    void changed.set(netuid, u128.saturatingAdd(claimedOn(netuid), amount));
  return {
    rates,
    owed: (netuid, rate) => owedOf(claimableAt(ctx, rate, holder), claimedOn(netuid)),
    take,
    addStake(amount) {
      for (const [netuid, rate] of rates) take(netuid, atRate(rate, amount));
    },
    close() {
      for (const [netuid, claimed] of changed) RootClaimed.set(ctx, netuid, hotkey, coldkey, claimed);
    },
  };
}
/** Stake that leaves takes what it had along; root itself is left out. */
export function removeStakeAdjustRootClaimedForHotkeyAndColdkey(
  ctx: Ctx,
  { hotkey, coldkey }: Holder,
  amount: bigint,
): void {
  for (const [netuid, rate] of rootClaimableRates(ctx, hotkey)) {
    if (netuid === ROOT) continue;
    RootClaimed.update(ctx, netuid, hotkey, coldkey, (claimed) => u128.saturatingSub(claimed, atRate(rate, amount)));
  }
}

/** Adds what one position had to what another one had. */
export function transferRootClaimedForNewKeys(
  ctx: Ctx,
  netuid: NetUid,
  { from, to }: { readonly from: Holder; readonly to: Holder },
): void {
  const moved = RootClaimed.take(ctx, netuid, from.hotkey, from.coldkey);
  RootClaimed.update(ctx, netuid, to.hotkey, to.coldkey, (claimed) => u128.saturatingAdd(moved, claimed));
}
export function transferRootClaimableForNewHotkey(
  ctx: Ctx,
  { oldHotkey, newHotkey }: { readonly oldHotkey: AccountId; readonly newHotkey: AccountId },
): void {
  const [moved, rates] = [RootClaimable.get(ctx, oldHotkey), RootClaimable.get(ctx, newHotkey)];
  RootClaimable.delete(ctx, oldHotkey);
  RootClaimable.set(ctx, newHotkey, raiseRates(rates, byNetuid(moved)));
}
/** Forgets what root stake earned on a subnet that goes. */
export function finalizeAllSubnetRootDividends(ctx: Ctx, netuid: NetUid): void {
  for (const [hotkey] of [...RootClaimable.keysOf(ctx)]) {
    RootClaimable.update(ctx, hotkey, (rates) => {
      const left = new Map(rates);
      left.delete(netuid);
      return left;
    });
  }
  RootClaimed.clear(ctx, netuid);
}
