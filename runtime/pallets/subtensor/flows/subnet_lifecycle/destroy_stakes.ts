// What becomes of the stake in a subnet that ends: its pool's TAO goes to the stakers by the value of their alpha, an old
// subnet's owner may get the lock back, the rest is recycled. Mirrors pallets/subtensor/src/staking/remove_stake.rs
// (destroy_alpha_in_out_stakes).

import { attempt, ensure } from "../../../../frame/refusal.ts";
import { U64F64, U96F32 } from "../../../../primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../../primitives/ids.ts";
import { U16_MAX, u64, u128 } from "../../../../primitives/ints.ts";
import { safeFloatToU64 } from "../../../../primitives/share_pool/safe_float.ts";
import { tryValueOfKey } from "../../../../primitives/share_pool/share_pool.ts";
import { rao, type Tao } from "../../../../primitives/units.ts";
import {
  coldkeyBalance,
  keepAliveBalance,
  recycleTao,
  transferTao,
  transferTaoFromSubnet,
} from "../../coinbase/tao.ts";
import type { Ctx } from "../../context.ts";
import { destroyLockMaps } from "../../locks/destroy_lock_maps.ts";
import { pools } from "../../pools/contract.ts";
import { alphaIssuance } from "../../pools/price.ts";
import { registration } from "../../registration/contract.ts";
import { retired } from "../../retired/contract.ts";
import { settings } from "../../settings/contract.ts";
import { alphaSharePool } from "../../staking/alpha_pool.ts";
import { staking } from "../../staking/contract.ts";
import { alphaIterSinglePrefix, decreaseTotalStake } from "../../staking/ownership.ts";
import { subnets } from "../../subnets/contract.ts";
import { ifSubnetExist, subnetAccountId } from "../../subnets/subnet.ts";

const { SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubnetTAO } = pools.storage;
const { Alpha, AlphaV2, TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2 } = staking.storage;
const { NetworkRegisteredAt, SubnetLocked, SubnetOwner } = subnets.storage;

/** What the owner's cut of all alpha is worth now. */
function ownerEmission(ctx: Ctx, netuid: NetUid): bigint {
  const cut = U96F32.safeDiv(
    U96F32.saturatingFromNum(settings.read.SubnetOwnerCut.get(ctx)),
    U96F32.saturatingFromNum(U16_MAX),
  );
  const part = (amount: bigint, of: U96F32): bigint =>
    U96F32.saturatingToNum(U96F32.floor(U96F32.saturatingMul(U96F32.fromNum(amount), of)), u64);
  const owned = part(alphaIssuance(ctx, netuid), cut);
  return owned === 0n
    ? 0n
    : part(owned, U96F32.saturatingFromFixed(U64F64, ctx.ports.exchange.currentAlphaPrice(ctx, netuid)));
}

interface Stake {
  readonly hotkey: AccountId;
  readonly coldkey: AccountId;
  /** Alpha; the shares themselves where the pool has no value. */
  readonly value: bigint;
}
function stakesWith(ctx: Ctx, netuid: NetUid, hotkey: AccountId): Stake[] {
  const pool = alphaSharePool(ctx, netuid, hotkey);
  return alphaIterSinglePrefix(ctx, hotkey)
    .filter((one) => one.netuid === netuid)
    .map(({ coldkey, share }) => ({ hotkey, coldkey, value: tryValueOfKey(pool, coldkey) || safeFloatToU64(share) }));
}

interface Portion {
  /** Undefined: the protocol's own. */
  readonly to: AccountId | undefined;
  share: bigint;
  readonly remainder: bigint;
}
/** Splits a pot by weight; what flooring leaves goes one by one to the largest remainders. */
function split(
  pot: bigint,
  weights: readonly { readonly to: AccountId | undefined; readonly weight: bigint }[],
  total: bigint,
): Portion[] {
  const portions = weights.map(({ to, weight }): Portion => {
    const product = u128.saturatingMul(pot, weight);
    const share = product / total;
    return { to, share: u64.saturate(share), remainder: product % total };
  });
  const leftover = Number(pot - portions.reduce((sum, { share }) => sum + share, 0n));
  if (leftover <= 0) return portions;
  portions.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1));
  for (const portion of portions.slice(0, leftover)) portion.share++;
  return portions;
}

/** Pays the pot out to coldkeys, what cannot be paid left aside; gives the protocol's own share. */
function payOut(ctx: Ctx, netuid: NetUid, pot: Tao, stakes: readonly Stake[], protocolAlpha: bigint): Tao {
  const weights: { to: AccountId | undefined; weight: bigint }[] = stakes
    .filter(({ value }) => value > 0n)
    .map(({ coldkey, value }) => ({ to: coldkey, weight: value }));
  if (protocolAlpha > 0n) weights.push({ to: undefined, weight: protocolAlpha });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0n);
  let own = 0n;
  if (pot === 0n || total === 0n) return rao(own);
  for (const { to, share } of split(pot, weights, total)) {
    if (to === undefined) own += share;
    else if (share > 0n) attempt(() => transferTaoFromSubnet(ctx, netuid, to, rao(share)));
  }
  return rao(own);
}

export function destroyAlphaInOutStakes(ctx: Ctx, netuid: NetUid): void {
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  const owner = SubnetOwner.get(ctx, netuid);
  const lockCost = SubnetLocked.get(ctx, netuid);
  const registeredAt = NetworkRegisteredAt.get(ctx, netuid);
  const refundsOwner = registeredAt < settings.read.NetworkRegistrationStartBlock.get(ctx);
  const earned = refundsOwner && lockCost !== 0n ? ownerEmission(ctx, netuid) : 0n;
  const protocolAlpha: bigint =
    registeredAt > retired.read.TaoInRefundDeploymentBlock.get(ctx)
      ? u64.saturatingAdd(SubnetAlphaIn.get(ctx, netuid), SubnetProtocolAlpha.get(ctx, netuid))
      : SubnetProtocolAlpha.get(ctx, netuid);
  const hotkeys = [...TotalHotkeyAlpha.keysOf(ctx)].filter(([, on]) => on === netuid).map(([hotkey]) => hotkey);
  const stakes = hotkeys.flatMap((hotkey) => stakesWith(ctx, netuid, hotkey));

  const pot = SubnetTAO.get(ctx, netuid);
  if (pot > 0n) {
    SubnetTAO.delete(ctx, netuid);
    decreaseTotalStake(ctx, pot);
  }
  const protocolTao = payOut(ctx, netuid, pot, stakes, protocolAlpha);

  for (const { hotkey, coldkey } of stakes) {
    Alpha.delete(ctx, hotkey, coldkey, netuid);
    AlphaV2.delete(ctx, hotkey, coldkey, netuid);
  }
  for (const hotkey of hotkeys)
    for (const item of [TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2]) item.delete(ctx, hotkey, netuid);
  for (const item of [SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha]) item.delete(ctx, netuid);
  SubnetLocked.set(ctx, netuid, rao(0n));

  const account = subnetAccountId(ctx, netuid);
  const refund = refundsOwner ? u64.saturatingSub(lockCost as bigint, earned) : 0n;
  if (account !== undefined && refund !== 0n) {
    const most = u64.saturatingSub(coldkeyBalance(ctx, account) as bigint, protocolTao);
    attempt(() => transferTao(ctx, { from: account, to: owner }, rao(refund < most ? refund : most)));
  }
  if (account !== undefined) {
    const rest = keepAliveBalance(ctx, account);
    if (attempt(() => recycleTao(ctx, account, rest)) === undefined)
      registration.storage.RAORecycledForRegistration.set(ctx, netuid, rest);
  }
  destroyLockMaps(ctx, netuid);
}
