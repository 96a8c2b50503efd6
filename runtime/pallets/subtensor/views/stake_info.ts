// What a coldkey holds with a hotkey on a subnet, and how much of it is free.
// Mirrors pallets/subtensor/src/rpc_info/stake_info.rs.

import { AccountId, NetUid, ROOT } from "../../../primitives/ids.ts";
import { bool, compact, struct, u64, type ValueOf } from "../../../primitives/scale/index.ts";
import { Alpha, rao, Tao } from "../../../primitives/units.ts";
import { coinbase } from "../coinbase/contract.ts";
import type { Ctx } from "../context.ts";
import { stakeAvailability } from "../locks/lock.ts";
import { isHotkeyRegisteredOnNetwork } from "../registration/uids.ts";
import { staking } from "../staking/contract.ts";
import { type Holder, stakeForHotkeyAndColdkeyOnSubnet } from "../staking/stake.ts";
import { allSubnetNetuids, ifSubnetExist } from "../subnets/subnet.ts";

export const StakeInfo = struct(
  "pallet_subtensor::rpc_info::stake_info::StakeInfo",
  {
    hotkey: AccountId,
    coldkey: AccountId,
    netuid: compact(NetUid),
    stake: compact(Alpha),
    locked: compact(u64),
    emission: compact(Alpha),
    tao_emission: compact(Tao),
    drain: compact(u64),
    is_registered: bool,
  },
  { AccountId },
);
export type StakeInfo = ValueOf<typeof StakeInfo>;

export const StakeAvailability = struct("pallet_subtensor::rpc_info::stake_info::StakeAvailability", {
  total: compact(Alpha),
  locked: compact(Alpha),
  available: compact(Alpha),
});
export type StakeAvailability = ValueOf<typeof StakeAvailability>;

/** One position, empty or not. */
export function stakeInfoForHotkeyColdkeyNetuid(ctx: Ctx, netuid: NetUid, holder: Holder): StakeInfo {
  return {
    ...holder,
    netuid,
    stake: stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder),
    locked: 0n,
    emission: coinbase.read.AlphaDividendsPerSubnet.get(ctx, netuid, holder.hotkey),
    // Dividends in TAO are no longer paid.
    tao_emission: rao(0n),
    drain: 0n,
    is_registered: isHotkeyRegisteredOnNetwork(ctx, netuid, holder.hotkey),
  };
}
/** The positions of each coldkey, subnet by subnet, empty ones left out. */
export function stakeInfoForColdkeys(ctx: Ctx, coldkeys: readonly AccountId[]): [AccountId, StakeInfo[]][] {
  const netuids = coldkeys.length === 0 ? [] : allSubnetNetuids(ctx);
  return coldkeys.map((coldkey) => {
    const hotkeys = staking.read.StakingHotkeys.get(ctx, coldkey);
    const holders = hotkeys.map((hotkey): Holder => ({ hotkey, coldkey }));
    const held = netuids.flatMap((netuid) =>
      holders
        .filter((one) => stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, one) !== 0n)
        .map((one) => [netuid, one] as const),
    );
    return [coldkey, held.map(([netuid, one]) => stakeInfoForHotkeyColdkeyNetuid(ctx, netuid, one))];
  });
}
export const stakeInfoForColdkey = (ctx: Ctx, coldkey: AccountId): StakeInfo[] =>
  stakeInfoForColdkeys(ctx, [coldkey])[0]![1];

/**
 * What of each coldkey's alpha is locked and what is free, on the subnets asked about or on all, where there is any. A
 * request for no subnet, or for more than there are, gets no answer.
 */
export function stakeAvailabilityForColdkeys(
  ctx: Ctx,
  coldkeys: readonly AccountId[],
  requested: readonly NetUid[] | undefined,
): Map<AccountId, Map<NetUid, StakeAvailability>> {
  const existing = allSubnetNetuids(ctx);
  const distinct = requested === undefined ? existing : [...new Set(requested)].sort((a, b) => a - b);
  const asked =
    requested !== undefined && distinct.length > existing.length
      ? []
      : distinct.filter((netuid) => requested === undefined || ifSubnetExist(ctx, netuid));
  const of = (coldkey: AccountId) =>
    asked.flatMap((netuid): [NetUid, StakeAvailability][] => {
      const found = stakeAvailability(ctx, netuid, coldkey);
      return found.total === 0n && found.locked === 0n ? [] : [[netuid, found]];
    });
  return new Map(coldkeys.map((coldkey) => [coldkey, new Map(of(coldkey))]));
}

/** An end of a move of stake. */
export type StakeEnd = readonly [hotkey: AccountId, netuid: NetUid] | undefined;
const isSame = (a: StakeEnd, b: StakeEnd): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];
/** The fee of a move at the subnet that it goes to, else at the one that it comes from. */
export function stakeFee(
  ctx: Ctx,
  { origin, destination }: { readonly origin: StakeEnd; readonly destination: StakeEnd },
  amount: bigint,
): bigint {
  if (isSame(origin, destination)) return 0n;
  return ctx.ports.exchange.approxFeeAmount(ctx, (destination ?? origin)?.[1] ?? ROOT, rao(amount));
}
