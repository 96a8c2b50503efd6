// Raising TAO together, for an account or for a call.
// Mirrors pallets/crowdloan/src/lib.rs.

import { RuntimeCall } from "../../frame/call.ts";
import { identity, twox } from "../../frame/hasher.ts";
import { signed } from "../../frame/origin.ts";
import { prodOrFast } from "../../frame/profile.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { AccountId } from "../../primitives/ids.ts";
import { PalletId, palletId } from "../../primitives/pallet_id.ts";
import { bool, boundedBytes, compact, option, u32 } from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { CrowdloanInfo } from "./crowdloan_info.ts";
import { weights } from "./weights.ts";

export const Crowdloan = palletIdentity("Crowdloan", 27);

export const crowdloan = section(Crowdloan, {
  constants: {
    PalletId: constant(PalletId, palletId("bt/cloan")),
    MinimumDeposit: constant(Tao, rao(10_000_000_000n)),
    AbsoluteMinimumContribution: constant(Tao, rao(100_000_000n)),
    MinimumBlockDuration: constant(u32, prodOrFast(50_400, 50)),
    MaximumBlockDuration: constant(u32, prodOrFast(432_000, 20_000)),
    RefundContributorsLimit: constant(u32, 50),
    MaxContributors: constant(u32, 500),
  },
  storage: {
    Crowdloans: map([twox(u32)], CrowdloanInfo),
    NextCrowdloanId: value(u32, { default: 0 }),
    Contributions: map([twox(u32), identity(AccountId)], Tao),
    MaxContributions: map([twox(u32)], Tao),
    CurrentCrowdloanId: value(u32),
    HasMigrationRun: map([identity(boundedBytes(128))], bool, { default: false }),
  },
  events: {
    Created: event(0, { crowdloan_id: u32, creator: AccountId, end: u32, cap: Tao }),
    Contributed: event(1, { crowdloan_id: u32, contributor: AccountId, amount: Tao }),
    Withdrew: event(2, { crowdloan_id: u32, contributor: AccountId, amount: Tao }),
    PartiallyRefunded: event(3, { crowdloan_id: u32 }),
    AllRefunded: event(4, { crowdloan_id: u32 }),
    Finalized: event(5, { crowdloan_id: u32 }),
    Dissolved: event(6, { crowdloan_id: u32 }),
    MinContributionUpdated: event(7, { crowdloan_id: u32, new_min_contribution: Tao }),
    EndUpdated: event(8, { crowdloan_id: u32, new_end: u32 }),
    CapUpdated: event(9, { crowdloan_id: u32, new_cap: Tao }),
    MaxContributionUpdated: event(10, { crowdloan_id: u32, new_max_contribution: option(Tao) }),
  },
  errors: {
    DepositTooLow: error(0, "The crowdloan initial deposit is too low."),
    CapTooLow: error(1, "The crowdloan cap is too low."),
    MinimumContributionTooLow: error(2, "The minimum contribution is too low."),
    CannotEndInPast: error(3, "The crowdloan cannot end in the past."),
    BlockDurationTooShort: error(4, "The crowdloan block duration is too short."),
    BlockDurationTooLong: error(5, "The block duration is too long."),
    InsufficientBalance: error(
      6,
      "The account does not have enough balance to pay for the initial deposit/contribution.",
    ),
    Overflow: error(7, "An overflow occurred."),
    InvalidCrowdloanId: error(8, "The crowdloan id is invalid."),
    CapRaised: error(9, "The crowdloan cap has been fully raised."),
    ContributionPeriodEnded: error(10, "The contribution period has ended."),
    ContributionTooLow: error(11, "The contribution is too low."),
    InvalidOrigin: error(12, "The origin of this call is invalid."),
    AlreadyFinalized: error(13, "The crowdloan has already been finalized."),
    ContributionPeriodNotEnded: error(14, "The crowdloan contribution period has not ended yet."),
    NoContribution: error(15, "The contributor has no contribution for this crowdloan."),
    CapNotRaised: error(16, "The crowdloan cap has not been raised."),
    Underflow: error(17, "An underflow occurred."),
    CallUnavailable: error(18, "Call to dispatch was not found in the preimage storage."),
    NotReadyToDissolve: error(19, "The crowdloan is not ready to be dissolved, it still has contributions."),
    DepositCannotBeWithdrawn: error(20, "The deposit cannot be withdrawn from the crowdloan."),
    MaxContributorsReached: error(21, "The maximum number of contributors has been reached."),
    InvalidFinalizationConfig: error(22, "Exactly one of call or target address must be provided."),
    MaxContributionReached: error(23, "The contributor has already reached the maximum contribution."),
    MaximumContributionTooLow: error(24, "The maximum contribution is too low."),
    MinimumContributionTooHigh: error(25, "The minimum contribution is too high."),
  },
  calls: {
    create: call(
      0,
      signed,
      {
        deposit: compact(Tao),
        min_contribution: compact(Tao),
        cap: compact(Tao),
        end: compact(u32),
        call: option(RuntimeCall),
        target_address: option(AccountId),
      },
      { weight: ({ call: inner }, infoOf) => weights.create(inner === undefined ? undefined : infoOf(inner).weight) },
    ),
    contribute: call(1, signed, { crowdloan_id: compact(u32), amount: compact(Tao) }, { weight: weights.contribute }),
    withdraw: call(2, signed, { crowdloan_id: compact(u32) }, { weight: weights.withdraw }),
    finalize: call(3, signed, { crowdloan_id: compact(u32) }, { weight: weights.finalize }),
    refund: call(4, signed, { crowdloan_id: compact(u32) }, { weight: weights.refund }),
    dissolve: call(5, signed, { crowdloan_id: compact(u32) }, { weight: weights.dissolve }),
    update_min_contribution: call(
      6,
      signed,
      { crowdloan_id: compact(u32), new_min_contribution: compact(Tao) },
      { weight: weights.update_min_contribution },
    ),
    update_end: call(7, signed, { crowdloan_id: compact(u32), new_end: compact(u32) }, { weight: weights.update_end }),
    update_cap: call(8, signed, { crowdloan_id: compact(u32), new_cap: compact(Tao) }, { weight: weights.update_cap }),
    set_max_contribution: call(
      9,
      signed,
      { crowdloan_id: compact(u32), new_max_contribution: option(Tao) },
      { weight: weights.set_max_contribution },
    ),
  },
});
