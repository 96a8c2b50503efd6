// Opening a crowdloan. Mirrors pallets/crowdloan/src/lib.rs (create).

import { ensure, refuse } from "../../frame/refusal.ts";
import { u32 } from "../../primitives/ints.ts";
import { crowdloan } from "./contract.ts";
import { ensureValidEnd, fundsAccount, type Handler, pay } from "./loan.ts";

const { Contributions, Crowdloans, NextCrowdloanId } = crowdloan.storage;
const { constants, errors, events } = crowdloan;

/** The deposit is the creator's first contribution. */
export const create: Handler<"create"> = (
  ctx,
  creator,
  { deposit, min_contribution, cap, end, call: inner, target_address },
) => {
  ensure(deposit >= constants.MinimumDeposit.get(ctx), errors.DepositTooLow);
  ensure(cap > deposit, errors.CapTooLow);
  ensure(min_contribution >= constants.AbsoluteMinimumContribution.get(ctx), errors.MinimumContributionTooLow);
  ensure((inner === undefined) !== (target_address === undefined), errors.InvalidFinalizationConfig);
  ensureValidEnd(ctx, end);
  ensure(ctx.ports.currency.free(ctx, creator) >= deposit, errors.InsufficientBalance);

  const id = NextCrowdloanId.get(ctx);
  NextCrowdloanId.set(ctx, u32.checkedAdd(id, 1) ?? refuse(errors.Overflow));
  const funds_account = fundsAccount(ctx, id);
  ctx.ports.accounts.addProvider(ctx, funds_account);
  const call = inner === undefined ? undefined : ctx.ports.preimages.bound(ctx, inner);
  Crowdloans.set(ctx, id, {
    creator,
    deposit,
    min_contribution,
    end,
    cap,
    funds_account,
    raised: deposit,
    target_address,
    call,
    finalized: false,
    contributors_count: 1,
  });
  pay(ctx, creator, funds_account, deposit);
  Contributions.set(ctx, id, creator, deposit);
  ctx.emit(events.Created({ crowdloan_id: id, creator, end, cap }));
};
