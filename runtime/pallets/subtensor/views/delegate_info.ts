// A delegate: its take, its nominators, what it returns.
// Mirrors pallets/subtensor/src/rpc_info/delegate_info.rs.

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { AccountId, NetUid, ROOT } from "../../../primitives/ids.ts";
import { U16_MAX, u64 as u64Int } from "../../../primitives/ints.ts";
import { compact, struct, tuple, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import { isZero } from "../../../primitives/share_pool/safe_float.ts";
import { valueOfShare } from "../../../primitives/share_pool/share_pool.ts";
import { Alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { delegation } from "../delegation/contract.ts";
import { epoch } from "../epoch/contract.ts";
import { keys } from "../keys/contract.ts";
import { registration } from "../registration/contract.ts";
import { registeredNetworksForHotkey } from "../registration/uids.ts";
import { alphaSharePool } from "../staking/alpha_pool.ts";
import { alphaIterPrefix, alphaIterSinglePrefix } from "../staking/ownership.ts";
import { type Holder, stakeForHotkeyAndColdkeyOnSubnet, stakeForHotkeyOnSubnet } from "../staking/stake.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { tempo } from "../tempo/contract.ts";

export const DelegateInfo = struct(
  "pallet_subtensor::rpc_info::delegate_info::DelegateInfo",
  {
    delegate_ss58: AccountId,
    take: compact(u16),
    nominators: vec(tuple(AccountId, vec(tuple(compact(NetUid), compact(u64))))),
    owner_ss58: AccountId,
    registrations: vec(compact(NetUid)),
    validator_permits: vec(compact(NetUid)),
    return_per_1000: compact(u64),
    total_daily_return: compact(u64),
  },
  { AccountId },
);
export type DelegateInfo = ValueOf<typeof DelegateInfo>;

export const DelegatedPosition = tuple(DelegateInfo, tuple(compact(NetUid), compact(Alpha)));
export type DelegatedPosition = ValueOf<typeof DelegatedPosition>;

const { Delegates } = delegation.read;
const { Emission, ValidatorPermit } = epoch.read;
const whole = (amount: bigint | number): U64F64 => U64F64.saturatingFromNum(amount);
const THOUSAND_TAO = whole(1_000_000_000_000n);
const BLOCKS_PER_DAY = whole(7200);

/** What a thousand TAO would earn in a day, the delegate's take deducted. */
export function returnPer1000Tao(take: number, totalStake: U64F64, emissionsPerDay: U64F64): U64F64 {
  if (totalStake === U64F64.ZERO) return U64F64.ZERO;
  const withoutTake = U64F64.saturatingSub(U64F64.ONE, U64F64.safeDiv(whole(take), whole(U16_MAX)));
  return U64F64.safeDiv(U64F64.saturatingMul(emissionsPerDay, withoutTake), U64F64.safeDiv(totalStake, THOUSAND_TAO));
}

/** Who stakes with the hotkey, and how much on which subnets. */
function nominatorsOf(ctx: Ctx, hotkey: AccountId): DelegateInfo["nominators"] {
  // The reference looks the pool of a subnet up by the subnet's number in a list of the existing ones. While all numbers
  // from 0 on exist that is its own pool; after a gap it is a later subnet's, or none.
  const listed = allSubnetNetuids(ctx);
  const byColdkey = new Map<AccountId, [NetUid, bigint][]>();
  for (const { coldkey, netuid, share } of alphaIterSinglePrefix(ctx, hotkey)) {
    const pool = listed[netuid];
    if (isZero(share) || pool === undefined) continue;
    const stakes = byColdkey.get(coldkey) ?? [];
    stakes.push([netuid, valueOfShare(alphaSharePool(ctx, pool, hotkey), share)]);
    byColdkey.set(coldkey, stakes);
  }
  return [...byColdkey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function infoOf(ctx: Ctx, hotkey: AccountId, nominators: DelegateInfo["nominators"]): DelegateInfo {
  const registrations = registeredNetworksForHotkey(ctx, hotkey);
  const permits: NetUid[] = [];
  let perDay = U64F64.ZERO;
  for (const netuid of registrations) {
    const uid = registration.read.Uids.get(ctx, netuid, hotkey);
    if (uid === undefined) continue;
    if (ValidatorPermit.get(ctx, netuid)[uid] ?? false) permits.push(netuid);
    const period = tempo.read.Tempo.get(ctx, netuid);
    if (period === 0) continue;
    const emission = whole(Emission.get(ctx, netuid)[uid] ?? 0n);
    perDay = U64F64.saturatingAdd(
      perDay,
      U64F64.saturatingMul(emission, U64F64.safeDiv(BLOCKS_PER_DAY, whole(period))),
    );
  }
  const take = Delegates.get(ctx, hotkey);
  const onRoot = whole(stakeForHotkeyOnSubnet(ctx, ROOT, hotkey));
  return {
    delegate_ss58: hotkey,
    take,
    nominators,
    owner_ss58: keys.read.Owner.get(ctx, hotkey),
    registrations,
    validator_permits: permits,
    return_per_1000: U64F64.saturatingToNum(returnPer1000Tao(take, onRoot, perDay), u64Int),
    total_daily_return: U64F64.saturatingToNum(perDay, u64Int),
  };
}
const withNominators = (ctx: Ctx, hotkey: AccountId): DelegateInfo => infoOf(ctx, hotkey, nominatorsOf(ctx, hotkey));

export const delegate = (ctx: Ctx, hotkey: AccountId): DelegateInfo | undefined =>
  Delegates.has(ctx, hotkey) ? withNominators(ctx, hotkey) : undefined;
export function* delegates(ctx: Ctx): Generator<DelegateInfo> {
  for (const [hotkey] of Delegates.keysOf(ctx)) yield withNominators(ctx, hotkey);
}
/** Every delegate that a coldkey stakes with, once per subnet, without its nominators. */
export const delegated = (ctx: Ctx, coldkey: AccountId): DelegatedPosition[] =>
  Array.from(Delegates.keysOf(ctx)).flatMap(([hotkey]) => {
    const holder: Holder = { hotkey, coldkey };
    return alphaIterPrefix(ctx, holder).map(
      ([netuid]): DelegatedPosition => [
        infoOf(ctx, hotkey, []),
        [netuid, stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder)],
      ],
    );
  });
