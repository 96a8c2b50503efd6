// Claiming what root stake earned: sold for TAO that is staked on root, or kept as stake on the subnet. The door to
// everything that pallets/subtensor/src/staking/claim_root.rs holds.

import { layer } from "../../../frame/context.ts";
import { attempt, refuse } from "../../../frame/refusal.ts";
import { hexToBytes } from "../../../primitives/bytes.ts";
import type { I96F32 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type H256, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { i64, u64 } from "../../../primitives/ints.ts";
import { alpha, rao } from "../../../primitives/units.ts";
import { addWeight, dbReads, type Weight, weight, ZERO_WEIGHT } from "../../../primitives/weight.ts";
import { actual } from "../call_weights.ts";
import { coinbase } from "../coinbase/contract.ts";
import { transferTaoFromSubnet } from "../coinbase/tao.ts";
import type { Ctx } from "../context.ts";
import { pools } from "../pools/contract.ts";
import { staking } from "../staking/contract.ts";
import { type Holder, increaseStakeForHotkeyAndColdkeyOnSubnet } from "../staking/stake.ts";
import { swapAlphaForTao } from "../staking/swap_stake_for_tao.ts";
import { subnetAccountId } from "../subnets/subnet.ts";
import { rootNetwork } from "./contract.ts";
import type { RootClaimTypeEnum } from "./root_claim_type.ts";
import { type Claims, openClaims, wholeOwed } from "./root_claimable.ts";

export * from "./root_claimable.ts";
export * from "./staking_coldkeys.ts";

const { NumRootClaim, NumStakingColdkeys, RootClaimableThreshold, RootClaimType, StakingColdkeysByIndex } =
  rootNetwork.storage;
const { SubnetAlphaOut, SubnetProtocolFlow, SubnetTAO, TotalStake } = pools.storage;
const { SubnetRootSellTao } = coinbase.storage;
const { errors, events } = rootNetwork;

/** Sells alpha, without fee, and stakes the TAO on root. */
function swapForRoot(ctx: Ctx, netuid: NetUid, holder: Holder, owed: bigint, claims: Claims): void {
  const { amountPaidOut } = swapAlphaForTao(ctx, netuid, alpha(owed), {
    priceLimit: ctx.ports.exchange.minPrice(),
    dropFees: true,
  });
  const rootAccount = subnetAccountId(ctx, ROOT) ?? refuse(errors.RootNetworkDoesNotExist);
  transferTaoFromSubnet(ctx, netuid, rootAccount, amountPaidOut);
  SubnetRootSellTao.update(ctx, netuid, (total) => rao(u64.saturatingAdd(total, amountPaidOut)));
  SubnetProtocolFlow.update(ctx, netuid, (flow) => i64.saturatingSub(flow, i64.wrap(amountPaidOut)));
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, holder, alpha(amountPaidOut));
  SubnetTAO.update(ctx, ROOT, (total) => rao(u64.saturatingAdd(total, amountPaidOut)));
  SubnetAlphaOut.update(ctx, ROOT, (total) => u64.saturatingAdd(total, alpha(amountPaidOut)));
  TotalStake.update(ctx, (total) => rao(u64.saturatingAdd(total, amountPaidOut)));
  claims.addStake(amountPaidOut);
}
const swaps = (type: RootClaimTypeEnum, netuid: NetUid): boolean =>
  type.type === "Swap" || (type.type === "KeepSubnets" && ![...type.value.subnets].includes(netuid));

/** Claims on one subnet; does nothing below the threshold. */
function claimOnSubnet(
  ctx: Ctx,
  netuid: NetUid,
  holder: Holder,
  { claims, rate, type }: { readonly claims: Claims; readonly rate: I96F32; readonly type: RootClaimTypeEnum },
): void {
  const owing = claims.owed(netuid, rate);
  if (owing < RootClaimableThreshold.get(ctx, netuid)) return;
  const owed = wholeOwed(owing);
  if (owed === 0n) return;
  if (swaps(type, netuid)) layer(ctx, () => swapForRoot(ctx, netuid, holder, owed, claims));
  else increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder, alpha(owed));
  claims.take(netuid, owed);
}
/** Claims with one hotkey, on the given subnets or all. */
export function rootClaimAll(ctx: Ctx, holder: Holder, subnets: readonly NetUid[] | undefined): Weight {
  let spent = dbReads(2);
  const type = RootClaimType.get(ctx, holder.coldkey);
  const claims = openClaims(ctx, holder);
  for (const [netuid, rate] of claims.rates) {
    if (subnets !== undefined && !subnets.includes(netuid)) continue;
    claimOnSubnet(ctx, netuid, holder, { claims, rate, type });
    spent = addWeight(spent, actual.root_claim);
  }
  claims.close();
  return spent;
}
/** Claims with every hotkey of a coldkey, all or nothing. */
export const rootClaim = (ctx: Ctx, coldkey: AccountId, subnets: readonly NetUid[] | undefined): Weight =>
  layer(ctx, () => {
    let spent = dbReads(1);
    for (const hotkey of staking.read.StakingHotkeys.get(ctx, coldkey))
      spent = addWeight(spent, dbReads(1), rootClaimAll(ctx, { hotkey, coldkey }, subnets));
    ctx.emit(events.RootClaimed({ coldkey }));
    return spent;
  });

/** Draws at most k of n numbers from a block hash, ascending. */
export function blockHashToIndices(blockHash: H256, k: bigint, n: bigint): bigint[] {
  const bytes = hexToBytes(blockHash.slice(2));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const indices = new Set<bigint>();
  let last = view.getBigUint64(0);
  for (let i = 0n; i < k; i++) {
    const sum = u64.saturatingAdd(last, view.getBigUint64(Number((i * 8n) % 32n)));
    last = n === 0n ? 0n : sum % n;
    indices.add(last);
  }
  return [...indices].sort((a, b) => (a < b ? -1 : 1));
}
const drawWeight = (k: bigint): Weight => addWeight(weight(3_000_000n, 1_517n), weight(100_412n * k));
/** Claims for some root stakers, drawn by the last block's hash. A claim that is refused is undone and skipped. */
export function runAutoClaimRootDivs(ctx: Ctx, lastBlockHash: H256): Weight {
  const [n, k] = [NumStakingColdkeys.get(ctx), NumRootClaim.get(ctx)];
  let spent = addWeight(dbReads(2), drawWeight(k));
  for (const index of blockHashToIndices(lastBlockHash, k, n)) {
    spent = addWeight(spent, dbReads(1));
    const coldkey = StakingColdkeysByIndex.get(ctx, index);
    if (coldkey === undefined) continue;
    let claimed = ZERO_WEIGHT;
    attempt(() => {
      claimed = rootClaim(ctx, coldkey, undefined);
    });
    spent = addWeight(spent, claimed);
  }
  return spent;
}
export function changeRootClaimType(ctx: Ctx, coldkey: AccountId, type: RootClaimTypeEnum): void {
  RootClaimType.set(ctx, coldkey, type);
  ctx.emit(events.RootClaimTypeSet({ coldkey, root_claim_type: type }));
}
