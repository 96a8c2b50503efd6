// Giving to a crowdloan and taking back. Mirrors pallets/crowdloan/src/lib.rs (contribute, withdraw).

import { ensure, refuse } from "../../frame/refusal.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u32, u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { crowdloan } from "./contract.ts";
import type { CrowdloanInfo } from "./crowdloan_info.ts";
import { type Ctx, type Handler, loanOf, pay } from "./loan.ts";

const { Contributions, Crowdloans, MaxContributions } = crowdloan.storage;
const { constants, errors, events } = crowdloan;

const NOTHING = rao(0n);
const smaller = (a: Tao, b: Tao): Tao => (a < b ? a : b);

/** As much of the amount as there is room for, under the cap and under the most that one may give: perhaps below the minimum. */
function acceptable(ctx: Ctx, id: number, { cap, raised }: CrowdloanInfo, who: AccountId, amount: Tao): Tao {
  const room = u64.checkedSub(cap, raised) ?? refuse(errors.Underflow);
  const most = MaxContributions.get(ctx, id);
  if (most === undefined) return smaller(amount, room);
  const given = Contributions.get(ctx, id, who) ?? NOTHING;
  ensure(given < most, errors.MaxContributionReached);
  return smaller(smaller(amount, u64.saturatingSub(most, given)), room);
}

export const contribute: Handler<"contribute"> = (ctx, contributor, { crowdloan_id, amount: offered }) => {
  const loan = loanOf(ctx, crowdloan_id);
  ensure(ctx.block.number < loan.end, errors.ContributionPeriodEnded);
  ensure(loan.raised < loan.cap, errors.CapRaised);
  ensure(offered >= loan.min_contribution, errors.ContributionTooLow);
  // Who has given already is not let in either.
  ensure(loan.contributors_count < constants.MaxContributors.get(ctx), errors.MaxContributorsReached);
  const amount = acceptable(ctx, crowdloan_id, loan, contributor, offered);
  const raised = u64.checkedAdd(loan.raised, amount) ?? refuse(errors.Overflow);
  const before = Contributions.get(ctx, crowdloan_id, contributor);
  const contribution = u64.checkedAdd(before ?? NOTHING, amount) ?? refuse(errors.Overflow);
  const contributors_count =
    before === undefined
      ? (u32.checkedAdd(loan.contributors_count, 1) ?? refuse(errors.Overflow))
      : loan.contributors_count;
  ensure(ctx.ports.currency.free(ctx, contributor) >= amount, errors.InsufficientBalance);
  pay(ctx, contributor, loan.funds_account, amount);
  Contributions.set(ctx, crowdloan_id, contributor, contribution);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, raised, contributors_count });
  ctx.emit(events.Contributed({ crowdloan_id, contributor, amount }));
};

/** The creator's deposit stays. */
export const withdraw: Handler<"withdraw"> = (ctx, who, { crowdloan_id }) => {
  const loan = loanOf(ctx, crowdloan_id);
  ensure(!loan.finalized, errors.AlreadyFinalized);
  const given = Contributions.get(ctx, crowdloan_id, who) ?? NOTHING;
  ensure(given > 0n, errors.NoContribution);
  const isCreator = who === loan.creator;
  const amount = isCreator ? u64.saturatingSub(given, loan.deposit) : given;
  ensure(amount > 0n, errors.DepositCannotBeWithdrawn);
  const contributors_count = isCreator
    ? loan.contributors_count
    : (u32.checkedSub(loan.contributors_count, 1) ?? refuse(errors.Underflow));
  if (isCreator) Contributions.set(ctx, crowdloan_id, who, loan.deposit);
  else Contributions.delete(ctx, crowdloan_id, who);
  pay(ctx, loan.funds_account, who, amount);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, raised: u64.saturatingSub(loan.raised, amount), contributors_count });
  ctx.emit(events.Withdrew({ crowdloan_id, contributor: who, amount }));
};
