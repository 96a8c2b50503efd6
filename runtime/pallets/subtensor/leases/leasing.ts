// A leased subnet in use and at its end: dividends for those who paid for it, and the hand-over to the beneficiary.
// Mirrors pallets/subtensor/src/subnets/leasing.rs; its beginning stands in flows/subnet_lifecycle/.

import { layer } from "../../../frame/context.ts";
import { attempt, ensure, refuse } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import type { AccountId } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { Percent } from "../../../primitives/perthing.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import { actual } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import type { Ctx } from "../context.ts";
import { transferStakeWithinSubnet } from "../staking/into_subnet.ts";
import { coldkeyOwnsHotkey } from "../staking/ownership.ts";
import { subnets } from "../subnets/contract.ts";
import { setSubnetOwnerHotkey } from "../subnets/subnet.ts";
import { leases } from "./contract.ts";
import type { SubnetLease } from "./subnet_lease.ts";

const { AccumulatedLeaseDividends, SubnetLeases, SubnetLeaseShares } = leases.storage;
const { errors, events } = leases;

/** Gives the subnet to the beneficiary of a lease that has ended. */
export const terminateLease: Handles<typeof leases, "terminate_lease", Ctx> = (ctx, who, { lease_id, hotkey }) => {
  const { accounts, crowdloans, proxies } = ctx.ports;
  const lease = SubnetLeases.get(ctx, lease_id) ?? refuse(errors.LeaseDoesNotExist);
  const { beneficiary, netuid } = lease;
  ensure(beneficiary === who, errors.ExpectedBeneficiaryOrigin);
  const end = lease.end_block ?? refuse(errors.LeaseHasNoEndBlock);
  ensure(ctx.block.number >= end, errors.LeaseHasNotEnded);
  ensure(coldkeyOwnsHotkey(ctx, { hotkey, coldkey: beneficiary }), errors.BeneficiaryDoesNotOwnHotkey);
  subnets.storage.SubnetOwner.set(ctx, netuid, beneficiary);
  setSubnetOwnerHotkey(ctx, netuid, hotkey);
  for (const account of [lease.coldkey, lease.hotkey]) attempt(() => void accounts.removeProvider(ctx, account));
  const cleared = SubnetLeaseShares.clear(ctx, lease_id);
  AccumulatedLeaseDividends.delete(ctx, lease_id);
  SubnetLeases.delete(ctx, lease_id);
  proxies.removeLeaseBeneficiary(ctx, { lease: lease.coldkey, beneficiary });
  ctx.emit(events.SubnetLeaseTerminated({ beneficiary, netuid }));
  return cleared < crowdloans.maxContributors(ctx) ? { actualWeight: actual.terminate_lease(cleared) } : {};
};

/** Passes the lease's alpha on: each contributor's share rounded up, the rest to the beneficiary. */
function shareOut(
  ctx: Ctx,
  leaseId: number,
  { netuid, coldkey, hotkey, beneficiary }: SubnetLease,
  total: Alpha,
): void {
  let left = total;
  const pay = (contributor: AccountId, amount: Alpha): void => {
    transferStakeWithinSubnet(
      ctx,
      netuid,
      { origin: { hotkey, coldkey }, destination: { hotkey, coldkey: contributor } },
      amount,
    );
    ctx.emit(events.SubnetLeaseDividendsDistributed({ lease_id: leaseId, contributor, alpha: amount }));
  };
  for (const [[, contributor], share] of SubnetLeaseShares.entries(ctx, leaseId)) {
    const amount = alpha(
      U64F64.saturatingToNum(U64F64.ceil(U64F64.saturatingMul(share, U64F64.fromNum(total as bigint))), u64),
    );
    pay(contributor, amount);
    left = u64.saturatingSub(left, amount);
  }
  pay(beneficiary, left);
  AccumulatedLeaseDividends.set(ctx, leaseId, alpha(0n));
}

/** Takes the contributors' part of an owner's cut; it is shared out every so many blocks, and waits until it can be. */
export function distributeLeasedNetworkDividends(ctx: Ctx, leaseId: number, ownerCut: Alpha): void {
  const lease = SubnetLeases.get(ctx, leaseId);
  if (lease === undefined) return;
  const now = ctx.block.number;
  if (lease.end_block !== undefined && lease.end_block <= now) return;
  const cut = alpha(Percent.mulCeil(lease.emissions_share, ownerCut));
  const total = u64.saturatingAdd(AccumulatedLeaseDividends.get(ctx, leaseId), cut);
  const interval = constants.LeaseDividendsDistributionInterval.get(ctx);
  const due = interval !== 0 && now % interval === 0;
  if (!due || attempt(() => layer(ctx, () => shareOut(ctx, leaseId, lease, total))) !== undefined)
    AccumulatedLeaseDividends.set(ctx, leaseId, total);
}
