// What a block gives each subnet: TAO and alpha into its pool, purchases with the TAO that the pool can't take, and alpha
// that waits for the epoch. Mirrors pallets/subtensor/src/coinbase/run_coinbase.rs (get_subnet_terms,
// inject_and_maybe_swap, emit_to_subnets).

import type { Credit } from "../../../ports/currency.ts";
import { U64F64, U96F32 } from "../../../primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { U16_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha, rao, type Tao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { pools } from "../pools/contract.ts";
import { alphaIssuance } from "../pools/price.ts";
import { settings } from "../settings/contract.ts";
import { simulated } from "../staking/simulated.ts";
import { swapTaoForAlpha } from "../staking/stake_utils.ts";
import { subnetAccountId } from "../subnets/subnet.ts";
import { mintAlpha, recycleSubnetAlpha, resolveToAlphaIn, resolveToAlphaOut } from "./alpha.ts";
import { blockEmissionForIssuance } from "./block_emission.ts";
import { coinbase } from "./contract.ts";
import { recordProtocolInflow } from "./flow_shares.ts";
import { proportionOfRoot, weightedRootTao } from "./root_proportion.ts";
import type { PerSubnet } from "./shares.ts";
import { recycleCredit, spendTao } from "./tao.ts";

const { PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission } = coinbase.storage;
const { SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetExcessTao, SubnetTaoInEmission } = coinbase.storage;
const { SubnetProtocolAlpha, SubnetTAO, TotalStake } = pools.storage;

const whole = (x: U96F32): bigint => U96F32.saturatingToNum(x, u64);
/** One half; as a power of two it is exact. */
const HALF = U96F32.saturatingFromFloat(0.5);
const { mul, sub } = { mul: U96F32.saturatingMul, sub: U96F32.saturatingSub };

/** What a subnet gets this block. */
export interface SubnetTerms {
  /** Into the pool, price kept. */
  readonly taoIn: U96F32;
  readonly alphaIn: U96F32;
  /** To participants. */
  readonly alphaOut: U96F32;
  /** TAO that buys alpha, the pool's share being capped. */
  readonly excessTao: U96F32;
}

/**
 * Alpha into the pool is TAO at the current price, at most root's proportion of the alpha emission.
 * Operations: saturating conversions, safe div by the price, saturating mul, saturating sub.
 */
function termsOf(ctx: Ctx, netuid: NetUid, taoEmission: U96F32, ofRoot: U96F32): SubnetTerms {
  const issuance = alphaIssuance(ctx, netuid);
  const alphaOut = U96F32.saturatingFromNum(blockEmissionForIssuance(ctx, issuance) ?? 0n);
  const price = U96F32.saturatingFromFixed(U64F64, ctx.ports.exchange.currentAlphaPrice(ctx, netuid));
  const wanted = U96F32.safeDiv(taoEmission, price);
  const most = mul(proportionOfRoot(ofRoot, issuance), alphaOut);
  const isCapped = wanted > most;
  const taoIn = isCapped ? mul(most, price) : taoEmission;
  return { taoIn, alphaIn: isCapped ? most : wanted, alphaOut, excessTao: sub(taoEmission, taoIn) };
}
export const subnetTerms = (
  ctx: Ctx,
  emissions: PerSubnet<U96F32>,
  ofRoot = weightedRootTao(ctx),
): PerSubnet<SubnetTerms> =>
  new Map(Array.from(emissions, ([netuid, emission]) => [netuid, termsOf(ctx, netuid, emission, ofRoot)]));

/** Spends the credit on pools and purchases, subnet by subnet; what is left is recycled. */
export function injectAndMaybeSwap(
  ctx: Ctx,
  netuids: readonly NetUid[],
  terms: PerSubnet<SubnetTerms>,
  credit: Credit,
): void {
  let rest = credit;
  for (const netuid of netuids) {
    const account = subnetAccountId(ctx, netuid);
    if (account !== undefined) rest = injectInto(ctx, netuid, account, terms.get(netuid), rest);
  }
  if (rest !== 0n) recycleCredit(ctx, rest);
}
function injectInto(
  ctx: Ctx,
  netuid: NetUid,
  account: AccountId,
  terms: SubnetTerms | undefined,
  credit: Credit,
): Credit {
  const { exchange } = ctx.ports;
  const injected = exchange.adjustProtocolLiquidity(ctx, netuid, {
    tao: rao(whole(terms?.taoIn ?? U96F32.ZERO)),
    alpha: alpha(whole(terms?.alphaIn ?? U96F32.ZERO)),
  });
  let rest = credit;
  let spent = rao(0n);
  const toSwap = rao(whole(terms?.excessTao ?? U96F32.ZERO));
  if (toSwap > 0n) {
    const paid = spendTao(ctx, account, rest, toSwap);
    rest = paid.rest;
    if (paid.spent) spent = buyBack(ctx, netuid, toSwap);
  }
  SubnetExcessTao.set(ctx, netuid, spent);
  SubnetAlphaInEmission.set(ctx, netuid, injected.alpha);
  resolveToAlphaIn(ctx, mintAlpha(ctx, netuid, injected.alpha));
  const paid = injected.tao === 0n ? { rest, spent: false } : spendTao(ctx, account, rest, injected.tao);
  SubnetTaoInEmission.set(ctx, netuid, paid.spent ? injected.tao : rao(0n));
  if (paid.spent) {
    SubnetTAO.update(ctx, netuid, (old) => rao(u64.saturatingAdd(old, injected.tao)));
    TotalStake.update(ctx, (old) => rao(u64.saturatingAdd(old, injected.tao)));
    recordProtocolInflow(ctx, netuid, injected.tao);
  }
  return paid.rest;
}
/** The chain buys alpha for itself, for what is given back; where the exchange refuses, the TAO stays with the subnet. */
function buyBack(ctx: Ctx, netuid: NetUid, tao: Tao): Tao {
  const bought = simulated(() =>
    swapTaoForAlpha(ctx, netuid, tao, { priceLimit: ctx.ports.exchange.maxPrice(), dropFees: true }),
  );
  if (bought === undefined) return rao(0n);
  SubnetProtocolAlpha.update(ctx, netuid, (old) => alpha(u64.saturatingAdd(old, bought.amountPaidOut)));
  recordProtocolInflow(ctx, netuid, bought.amountPaidIn);
  return bought.amountPaidIn;
}

/** The owner's part of alpha emission, of one. */
export const floatSubnetOwnerCut = (ctx: Ctx): U96F32 =>
  U96F32.safeDiv(U96F32.saturatingFromNum(settings.read.SubnetOwnerCut.get(ctx)), U96F32.saturatingFromNum(U16_MAX));

type Pending = typeof PendingOwnerCut;
const accrue = (ctx: Ctx, pending: Pending, netuid: NetUid, amount: Alpha): void =>
  pending.update(ctx, netuid, (old) => alpha(u64.saturatingAdd(old, amount)));

/** What holds for all subnets: the owner's part, root's weighted TAO, whether root sells. */
interface Emitting {
  readonly cut: U96F32;
  readonly ofRoot: U96F32;
  readonly rootSells: boolean;
}
/**
 * Alpha for participants: the owner's cut, then half to miners, half to validators, of which root takes its proportion.
 * Operations: saturating mul, the exact half, saturating sub; each pending amount is truncated on its own.
 */
function emitAlpha(ctx: Ctx, netuid: NetUid, emission: U96F32, { cut, ofRoot: weighted, rootSells }: Emitting): void {
  const created = alpha(whole(emission));
  SubnetAlphaOutEmission.set(ctx, netuid, created);
  resolveToAlphaOut(ctx, mintAlpha(ctx, netuid, created));
  let out = emission;
  if (parameters.read.OwnerCutEnabled.get(ctx, netuid)) {
    const ofOwner = mul(out, cut);
    out = sub(out, ofOwner);
    accrue(ctx, PendingOwnerCut, netuid, alpha(whole(ofOwner)));
  }
  const ofRoot = mul(mul(proportionOfRoot(weighted, alphaIssuance(ctx, netuid)), out), HALF);
  const ofMiners = mul(out, HALF);
  const ofValidators = sub(sub(out, ofMiners), ofRoot);
  accrue(ctx, PendingServerEmission, netuid, alpha(whole(ofMiners)));
  accrue(ctx, PendingValidatorEmission, netuid, alpha(whole(ofValidators)));
  if (rootSells) accrue(ctx, PendingRootAlphaDivs, netuid, alpha(whole(ofRoot)));
  else recycleSubnetAlpha(ctx, netuid, alpha(whole(ofRoot)));
}

export function emitToSubnets(
  ctx: Ctx,
  netuids: readonly NetUid[],
  emissions: PerSubnet<U96F32>,
  credit: Credit,
  rootSells: boolean,
): void {
  // Pools and purchases leave root's TAO as it is.
  const ofRoot = weightedRootTao(ctx);
  const terms = subnetTerms(ctx, emissions, ofRoot);
  injectAndMaybeSwap(ctx, netuids, terms, credit);
  const emitting = { cut: floatSubnetOwnerCut(ctx), ofRoot, rootSells };
  for (const netuid of netuids) emitAlpha(ctx, netuid, terms.get(netuid)?.alphaOut ?? U96F32.ZERO, emitting);
}
