// The end of a crowdloan that does not reach its cap: everybody gets their money back, then it is gone. Mirrors
// pallets/crowdloan/src/lib.rs (refund, dissolve).

import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import { u32, u64 } from "../../primitives/ints.ts";
import { crowdloan } from "./contract.ts";
import { type Handler, ownLoan, pay } from "./loan.ts";
import { benchmarks } from "./weights.ts";

const { Contributions, Crowdloans, MaxContributions } = crowdloan.storage;
const { constants, errors, events } = crowdloan;

/** Pays contributors back in raw-key order, but for the creator; so many at a time. */
export const refund: Handler<"refund"> = (ctx, who, { crowdloan_id }) => {
  const loan = ownLoan(ctx, who, crowdloan_id);
  const limit = constants.RefundContributorsLimit.get(ctx);
  const others = [];
  let more = false;
  for (const [[, contributor], amount] of Contributions.entries(ctx, crowdloan_id)) {
    if (contributor === loan.creator) continue;
    more = others.length >= limit;
    if (more) break;
    others.push({ contributor, amount });
  }
  let { raised } = loan;
  for (const { contributor, amount } of others) {
    pay(ctx, loan.funds_account, contributor, amount);
    raised = u64.saturatingSub(raised, amount);
  }
  const contributors_count = u32.checkedSub(loan.contributors_count, others.length) ?? refuse(errors.Underflow);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, raised, contributors_count });
  for (const { contributor } of others) Contributions.delete(ctx, crowdloan_id, contributor);
  if (more) {
    ctx.emit(events.PartiallyRefunded({ crowdloan_id }));
    return {};
  }
  ctx.emit(events.AllRefunded({ crowdloan_id }));
  return { actualWeight: benchmarks.refund(others.length) };
};

export const dissolve: Handler<"dissolve"> = (ctx, who, { crowdloan_id }) => {
  const loan = ownLoan(ctx, who, crowdloan_id);
  const deposited = Contributions.get(ctx, crowdloan_id, who) ?? refuse(errors.NoContribution);
  ensure(deposited === loan.raised, errors.NotReadyToDissolve);
  pay(ctx, loan.funds_account, who, deposited);
  Contributions.delete(ctx, crowdloan_id, who);
  if (loan.call !== undefined) ctx.ports.preimages.drop(ctx, loan.call);
  attempt(() => void ctx.ports.accounts.removeProvider(ctx, loan.funds_account));
  Crowdloans.delete(ctx, crowdloan_id);
  MaxContributions.delete(ctx, crowdloan_id);
  ctx.emit(events.Dissolved({ crowdloan_id }));
};
