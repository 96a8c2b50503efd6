// A subnet founded with what a crowdloan raised, operated by its creator through a proxy, its dividends shared by those
// who gave. Mirrors pallets/subtensor/src/subnets/leasing.rs (do_register_leased_network).

import { ensure, refuse } from "../../../../frame/refusal.ts";
import type { Handles } from "../../../../frame/section.ts";
import { concatBytes, utf8ToBytes } from "../../../../primitives/bytes.ts";
import { U64F64 } from "../../../../primitives/fixed/formats.ts";
import { blake2b256 } from "../../../../primitives/hash/index.ts";
import { type AccountId, accountId, h256, type NetUid } from "../../../../primitives/ids.ts";
import { u32 as u32Int, u64 } from "../../../../primitives/ints.ts";
import { bytes, u32 } from "../../../../primitives/scale/index.ts";
import { rao, type Tao } from "../../../../primitives/units.ts";
import { actual } from "../../call_weights.ts";
import type { Ctx } from "../../context.ts";
import { leases } from "../../leases/contract.ts";
import { delegateHotkey } from "../../staking/ownership.ts";
import { subnets } from "../../subnets/contract.ts";
import { DYNAMIC, registerNetwork } from "./register_network.ts";

const { NextSubnetLeaseId, SubnetLeases, SubnetLeaseShares, SubnetUidToLeaseId } = leases.storage;
const { errors, events } = leases;

/** Nobody holds the key of a lease's accounts: they are hashes. */
const leaseAccount = (role: "coldkey" | "hotkey", leaseId: number): AccountId =>
  accountId(h256(blake2b256(concatBytes(bytes.encode(utf8ToBytes(`leasing/${role}`)), u32.encode(leaseId)))));

function takeLeaseId(ctx: Ctx): number {
  const id = NextSubnetLeaseId.get(ctx);
  NextSubnetLeaseId.set(ctx, u32Int.checkedAdd(id, 1) ?? refuse(errors.Overflow));
  return id;
}
/** The first subnet, by raw key, that the account owns. */
function findLeaseNetuid(ctx: Ctx, coldkey: AccountId): NetUid {
  for (const [[netuid], owner] of subnets.read.SubnetOwner.entries(ctx)) if (owner === coldkey) return netuid;
  return refuse(errors.LeaseNetuidNotFound);
}

export const registerLeasedNetwork: Handles<typeof leases, "register_leased_network", Ctx> = (
  ctx,
  who,
  { emissions_share, end_block },
) => {
  const { accounts, crowdloans, currency, proxies } = ctx.ports;
  const crowdloan = crowdloans.beingFinalized(ctx);
  ensure(who === crowdloan.creator, errors.InvalidLeaseBeneficiary);
  if (end_block !== undefined) ensure(end_block > ctx.block.number, errors.LeaseCannotEndInThePast);

  const leaseId = takeLeaseId(ctx);
  const coldkey = leaseAccount("coldkey", leaseId);
  const hotkey = leaseAccount("hotkey", leaseId);
  accounts.addProvider(ctx, coldkey);
  accounts.addProvider(ctx, hotkey);
  const pay = (from: AccountId, to: AccountId, amount: Tao): void =>
    currency.transfer(ctx, { from, to }, amount, "Expendable");
  pay(crowdloan.fundsAccount, coldkey, crowdloan.raised);
  registerNetwork(ctx, { hotkey, coldkey }, DYNAMIC, undefined);
  const netuid = findLeaseNetuid(ctx, coldkey);
  proxies.addLeaseBeneficiary(ctx, { lease: coldkey, beneficiary: who });

  const leftover = currency.free(ctx, coldkey);
  const cost = u64.saturatingSub(crowdloan.raised, leftover);
  SubnetLeases.set(ctx, leaseId, { beneficiary: who, coldkey, hotkey, emissions_share, end_block, netuid, cost });
  SubnetUidToLeaseId.set(ctx, netuid, leaseId);
  // All that the hotkey earns goes to those who gave.
  delegateHotkey(ctx, hotkey, 0);

  // What was raised too much goes back, to the beneficiary what the others' rounded shares leave.
  let refunded = rao(0n);
  for (const [contributor, amount] of crowdloans.contributions(ctx, crowdloan.id)) {
    if (contributor === who) continue;
    const share = U64F64.saturatingDiv(U64F64.fromNum(amount as bigint), U64F64.fromNum(crowdloan.raised as bigint));
    SubnetLeaseShares.set(ctx, leaseId, contributor, share);
    const refund = rao(
      U64F64.saturatingToNum(U64F64.floor(U64F64.saturatingMul(share, U64F64.fromNum(leftover as bigint))), u64),
    );
    pay(coldkey, contributor, refund);
    refunded = u64.saturatingAdd(refunded, refund);
  }
  pay(coldkey, who, u64.saturatingSub(leftover, refunded));
  ctx.emit(events.SubnetLeaseCreated({ beneficiary: who, lease_id: leaseId, netuid, end_block }));
  const { contributorsCount } = crowdloan;
  return contributorsCount < crowdloans.maxContributors(ctx)
    ? { actualWeight: actual.register_leased_network(contributorsCount) }
    : {};
};
