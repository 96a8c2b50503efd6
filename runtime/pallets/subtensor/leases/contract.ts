// Subnets paid for by a crowdloan and run by its creator.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { identity, twox } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { PercentCodec } from "../../../primitives/perthing_codecs.ts";
import { option, u32 } from "../../../primitives/scale/index.ts";
import { Alpha, alpha } from "../../../primitives/units.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { SubnetLease } from "./subnet_lease.ts";

export const leases = section(SubtensorModule, {
  storage: {
    SubnetLeases: map([twox(u32)], SubnetLease),
    SubnetLeaseShares: map([twox(u32), identity(AccountId)], U64F64Codec, {
      default: U64F64.ZERO,
      docs: "A contributor's share of the lease.",
    }),
    SubnetUidToLeaseId: map([twox(NetUid)], u32),
    NextSubnetLeaseId: value(u32, { default: 0 }),
    AccumulatedLeaseDividends: map([twox(u32)], Alpha, { default: alpha(0n), docs: "What waits to be shared out." }),
  },
  events: {
    SubnetLeaseCreated: event(103, { beneficiary: AccountId, lease_id: u32, netuid: NetUid, end_block: option(u32) }),
    SubnetLeaseTerminated: event(104, { beneficiary: AccountId, netuid: NetUid }),
    SubnetLeaseDividendsDistributed: event(120, { lease_id: u32, contributor: AccountId, alpha: Alpha }),
  },
  errors: {
    InvalidLeaseBeneficiary: error(98, "Invalid lease beneficiary to register the leased network."),
    LeaseCannotEndInThePast: error(99, "Lease cannot end in the past."),
    LeaseNetuidNotFound: error(100, "Couldn't find the lease netuid."),
    LeaseDoesNotExist: error(101, "Lease does not exist."),
    LeaseHasNoEndBlock: error(102, "Lease has no end block."),
    LeaseHasNotEnded: error(103, "Lease has not ended."),
    Overflow: error(104, "An overflow occurred."),
    BeneficiaryDoesNotOwnHotkey: error(105, "Beneficiary does not own hotkey."),
    ExpectedBeneficiaryOrigin: error(106, "Expected beneficiary origin."),
  },
  calls: {
    register_leased_network: call(
      110,
      signed,
      { emissions_share: PercentCodec, end_block: option(u32) },
      { weight: weights.register_leased_network },
    ),
    terminate_lease: call(111, signed, { lease_id: u32, hotkey: AccountId }, { weight: weights.terminate_lease }),
  },
});
