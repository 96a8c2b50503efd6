// What the creator may change while a crowdloan runs. Mirrors pallets/crowdloan/src/lib.rs (update_min_contribution,
// update_end, update_cap, set_max_contribution).

import { ensure } from "../../frame/refusal.ts";
import { rao } from "../../primitives/units.ts";
import { crowdloan } from "./contract.ts";
import { ensureValidEnd, type Handler, ownLoan } from "./loan.ts";

const { Contributions, Crowdloans, MaxContributions } = crowdloan.storage;
const { constants, errors, events } = crowdloan;

export const updateMinContribution: Handler<"update_min_contribution"> = (
  ctx,
  who,
  { crowdloan_id, new_min_contribution },
) => {
  const loan = ownLoan(ctx, who, crowdloan_id);
  ensure(new_min_contribution >= constants.AbsoluteMinimumContribution.get(ctx), errors.MinimumContributionTooLow);
  const most = MaxContributions.get(ctx, crowdloan_id);
  ensure(most === undefined || new_min_contribution <= most, errors.MinimumContributionTooHigh);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, min_contribution: new_min_contribution });
  ctx.emit(events.MinContributionUpdated({ crowdloan_id, new_min_contribution }));
};
export const updateEnd: Handler<"update_end"> = (ctx, who, { crowdloan_id, new_end }) => {
  const loan = ownLoan(ctx, who, crowdloan_id);
  ensureValidEnd(ctx, new_end);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, end: new_end });
  ctx.emit(events.EndUpdated({ crowdloan_id, new_end }));
};
export const updateCap: Handler<"update_cap"> = (ctx, who, { crowdloan_id, new_cap }) => {
  const loan = ownLoan(ctx, who, crowdloan_id);
  ensure(new_cap >= loan.raised, errors.CapTooLow);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, cap: new_cap });
  ctx.emit(events.CapUpdated({ crowdloan_id, new_cap }));
};
/** No maximum clears it. What others than the creator have given already does not bound it. */
export const setMaxContribution: Handler<"set_max_contribution"> = (
  ctx,
  who,
  { crowdloan_id, new_max_contribution },
) => {
  const loan = ownLoan(ctx, who, crowdloan_id);
  if (new_max_contribution === undefined) MaxContributions.delete(ctx, crowdloan_id);
  else {
    const own = Contributions.get(ctx, crowdloan_id, who) ?? rao(0n);
    ensure(
      new_max_contribution >= loan.min_contribution && new_max_contribution >= own,
      errors.MaximumContributionTooLow,
    );
    MaxContributions.set(ctx, crowdloan_id, new_max_contribution);
  }
  ctx.emit(events.MaxContributionUpdated({ crowdloan_id, new_max_contribution }));
};
