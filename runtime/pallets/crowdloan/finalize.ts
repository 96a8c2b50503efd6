// What becomes of the money of a crowdloan that reached its cap: it goes to an account, or a call runs as the creator and
// may look up whose it is. Mirrors pallets/crowdloan/src/lib.rs (finalize).

import type { BoundedCall } from "../../frame/bounded_call.ts";
import type { Call } from "../../frame/call.ts";
import { signedOrigin } from "../../frame/origin.ts";
import { outcomeOf, refusedWith } from "../../frame/outcome.ts";
import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { crowdloan } from "./contract.ts";
import { type Ctx, type Handler, loanOf, pay } from "./loan.ts";

const { Crowdloans, CurrentCrowdloanId } = crowdloan.storage;
const { errors, events } = crowdloan;

/** A call that cannot be found is given up by the reference before it refuses, which takes that back. */
function storedCall(ctx: Ctx, bounded: BoundedCall): Call {
  let found: Call | undefined;
  attempt(() => {
    found = ctx.ports.preimages.peek(ctx, bounded).call;
  });
  return found ?? refuse(errors.CallUnavailable);
}
/** The call's weight was paid for at the beginning, so nothing of it is told, not even of a refusal. */
function run(ctx: Ctx, creator: AccountId, id: number, bounded: BoundedCall): void {
  CurrentCrowdloanId.set(ctx, id);
  const call = storedCall(ctx, bounded);
  const { refusal } = outcomeOf(() => ctx.dispatch(signedOrigin(creator), call));
  if (refusal !== undefined) throw refusal.post === undefined ? refusal : refusedWith(refusal, {});
  CurrentCrowdloanId.delete(ctx);
}

export const finalize: Handler<"finalize"> = (ctx, who, { crowdloan_id }) => {
  const loan = loanOf(ctx, crowdloan_id);
  ensure(who === loan.creator, errors.InvalidOrigin);
  ensure(loan.raised === loan.cap, errors.CapNotRaised);
  ensure(!loan.finalized, errors.AlreadyFinalized);
  const { call, target_address } = loan;
  if (call !== undefined && target_address === undefined) run(ctx, who, crowdloan_id, call);
  else if (call === undefined && target_address !== undefined)
    pay(ctx, loan.funds_account, target_address, loan.raised);
  else refuse(errors.InvalidFinalizationConfig);
  Crowdloans.set(ctx, crowdloan_id, { ...loan, finalized: true });
  ctx.emit(events.Finalized({ crowdloan_id }));
};
