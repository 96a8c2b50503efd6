// How validators' dividends are shared with their parents and between alpha and root stake. Mirrors
// pallets/subtensor/src/coinbase/run_coinbase.rs (get_self_contribution, get_parent_child_dividends_distribution,
// calculate_dividends_and_incentives, calculate_dividend_distribution, get_stake_map).

import { U96F32 } from "../../../primitives/fixed/formats.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { U16_MAX, U64_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { delegation } from "../delegation/contract.ts";
import { childkeyTake } from "../delegation/set_children.ts";
import { owningColdkeyForHotkey } from "../staking/ownership.ts";
import { ckBurn, stakeForHotkeyOnSubnet, taoWeight } from "../staking/stake_utils.ts";
import { recycleSubnetAlpha } from "./alpha.ts";

const { ChildKeys, ParentKeys } = delegation.read;
const { saturatingAdd: add, saturatingMul: mul, saturatingSub: sub, saturatingFromNum: num, safeDiv: div } = U96F32;
const { ZERO, ONE } = U96F32;

const U64_TOP = num(U64_MAX);
const partOf = (proportion: bigint): U96F32 => div(num(proportion), U64_TOP);
const whole = (x: U96F32): bigint => U96F32.saturatingToNum(x, u64);

/** Values by hotkey; made with `byHotkey`, so in the order of accounts. */
export type PerHotkey<T> = ReadonlyMap<AccountId, T>;
const byHotkey = <T>(values: Iterable<readonly [AccountId, T]>): PerHotkey<T> =>
  new Map([...values].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

/** Alpha and weighted root stake, times a part of one. Operations: saturating mul by the part, by the weight; saturating add. */
function contribution(ctx: Ctx, netuid: NetUid, hotkey: AccountId, part: U96F32, weight: U96F32): U96F32 {
  const ofRoot = num(stakeForHotkeyOnSubnet(ctx, ROOT, hotkey) as bigint);
  const ofAlpha = num(stakeForHotkeyOnSubnet(ctx, netuid, hotkey) as bigint);
  return add(mul(ofAlpha, part), mul(mul(ofRoot, part), weight));
}

/** A hotkey's own stake without what it lends to children. */
export function selfContribution(ctx: Ctx, netuid: NetUid, hotkey: AccountId): bigint {
  let kept = ONE;
  for (const [proportion] of ChildKeys.get(ctx, hotkey, netuid)) kept = sub(kept, partOf(proportion));
  return whole(contribution(ctx, netuid, hotkey, kept, taoWeight(ctx)));
}

/**
 * Dividends of a hotkey, by parent and itself last. Parents of other coldkeys pay the child's take, and what the chain
 * burns of it is recycled. Operations: saturating mul, sub and add; safe div of each contribution by the total.
 */
export function parentChildDividendsDistribution(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  dividends: Alpha,
): readonly (readonly [AccountId, Alpha])[] {
  const validating = num(dividends as bigint);
  const parents = ParentKeys.get(ctx, hotkey, netuid);
  if (parents.length === 0) return [[hotkey, alpha(whole(validating))]];
  const burn = ckBurn(ctx);
  const take = div(num(childkeyTake(ctx, netuid, hotkey)), num(U16_MAX));
  const owner = owningColdkeyForHotkey(ctx, hotkey);
  const weight = taoWeight(ctx);
  let total = add(ZERO, num(selfContribution(ctx, netuid, hotkey)));
  const given = parents.map(([proportion, parent]) => {
    const share = contribution(ctx, netuid, parent, partOf(proportion), weight);
    total = add(total, share);
    return [parent, share] as const;
  });
  let rest = validating;
  let taken = ZERO;
  const paid = given.map(([parent, share]) => {
    let emission = mul(validating, div(share, total));
    rest = sub(rest, emission);
    if (owningColdkeyForHotkey(ctx, parent) !== owner) {
      const burned = mul(burn, emission);
      const toChild = mul(take, emission);
      emission = sub(sub(emission, burned), toChild);
      taken = add(taken, toChild);
      recycleSubnetAlpha(ctx, netuid, alpha(whole(burned)));
    }
    return [parent, alpha(whole(emission))] as const;
  });
  return [...paid, [hotkey, alpha(whole(add(rest, taken)))]];
}

/** What an epoch gives a hotkey. */
export interface HotkeyEmission {
  readonly hotkey: AccountId;
  readonly incentive: Alpha;
  readonly dividend: Alpha;
}
export interface DividendsAndIncentives {
  readonly incentives: PerHotkey<Alpha>;
  readonly dividends: PerHotkey<U96F32>;
}
export function calculateDividendsAndIncentives(
  ctx: Ctx,
  netuid: NetUid,
  emissions: readonly HotkeyEmission[],
): DividendsAndIncentives {
  const incentives = new Map<AccountId, Alpha>();
  const dividends = new Map<AccountId, U96F32>();
  for (const { hotkey, incentive, dividend } of emissions) {
    incentives.set(hotkey, alpha(u64.saturatingAdd(incentives.get(hotkey) ?? 0n, incentive)));
    for (const [parent, part] of parentChildDividendsDistribution(ctx, netuid, hotkey, dividend))
      dividends.set(parent, add(dividends.get(parent) ?? ZERO, num(part as bigint)));
  }
  return { incentives: byHotkey(incentives), dividends: byHotkey(dividends) };
}

/** Alpha on the subnet, and on root. */
export interface StakePair {
  readonly alpha: Alpha;
  readonly root: Alpha;
}
export const stakeMap = (ctx: Ctx, netuid: NetUid, hotkeys: Iterable<AccountId>): PerHotkey<StakePair> =>
  byHotkey(
    Array.from(
      hotkeys,
      (hotkey) =>
        [
          hotkey,
          { alpha: stakeForHotkeyOnSubnet(ctx, netuid, hotkey), root: stakeForHotkeyOnSubnet(ctx, ROOT, hotkey) },
        ] as const,
    ),
  );

export interface DividendDistribution {
  readonly alphaDividends: PerHotkey<U96F32>;
  readonly rootAlphaDividends: PerHotkey<U96F32>;
}
export interface DividendPools {
  readonly pendingAlpha: Alpha;
  readonly pendingRootAlpha: Alpha;
  readonly taoWeight: U96F32;
}
/**
 * Splits each hotkey's dividends by its alpha and weighted root stake, and shares out both pools in those proportions.
 * Stake of those without dividends need not be given. Operations: saturating mul, add and sub; safe div (zero where
 * nobody has any).
 */
export function calculateDividendDistribution(
  pools: DividendPools,
  stakes: PerHotkey<StakePair>,
  dividends: PerHotkey<U96F32>,
): DividendDistribution {
  const split = [...dividends].flatMap(([hotkey, dividend]) => {
    if (dividend === ZERO) return [{ hotkey, ofRoot: ZERO, ofAlpha: ZERO }];
    const stake = stakes.get(hotkey);
    if (stake === undefined) return [];
    const rootAlpha = mul(num(stake.root as bigint), pools.taoWeight);
    const ofRoot = mul(dividend, div(rootAlpha, add(num(stake.alpha as bigint), rootAlpha)));
    return [{ hotkey, ofRoot, ofAlpha: sub(dividend, ofRoot) }];
  });
  const shared = (pool: Alpha, part: "ofRoot" | "ofAlpha"): PerHotkey<U96F32> => {
    const total = split.reduce((sum, one) => add(sum, one[part]), ZERO);
    const all = num(pool as bigint);
    return byHotkey(
      split.map((one) => [one.hotkey, one[part] === ZERO ? ZERO : mul(all, div(one[part], total))] as const),
    );
  };
  return {
    alphaDividends: shared(pools.pendingAlpha, "ofAlpha"),
    rootAlphaDividends: shared(pools.pendingRootAlpha, "ofRoot"),
  };
}
