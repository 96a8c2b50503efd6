// Operations of a group: beginning, approving, running, giving up. Mirrors pallet-multisig 41, lib.rs (operate and the
// calls).

import { type Call, RuntimeCall } from "../../frame/call.ts";
import { signedOrigin } from "../../frame/origin.ts";
import { outcomeOf, refusedWith, resultOf } from "../../frame/outcome.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { PostInfo } from "../../frame/weight.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { rao } from "../../primitives/units.ts";
import { addWeight, allAtMost, type Weight } from "../../primitives/weight.ts";
import { multisig, type Timepoint } from "./contract.ts";
import { type Ctx, depositFor, ensureGroup, sameTimepoint, timepoint } from "./group.ts";
import { benchmarks } from "./weights.ts";

type Handler<N extends string> = Handles<typeof multisig, N, Ctx>;
const { Multisigs } = multisig.storage;
const { errors, events } = multisig;

export const asMultiThreshold1: Handler<"as_multi_threshold_1"> = (ctx, approving, { other_signatories, call }) => {
  const id = ensureGroup(ctx, approving, other_signatories, 1);
  const bytes = RuntimeCall.encode(call);
  const outcome = outcomeOf(() => ctx.dispatch(signedOrigin(id), call));
  ctx.emit(
    events.MultisigExecuted({
      approving,
      timepoint: timepoint(ctx),
      multisig: id,
      call_hash: blake2b256(bytes),
      result: resultOf(outcome),
    }),
  );
  const { refusal, post } = outcome;
  const known: PostInfo | undefined =
    post.actualWeight === undefined
      ? undefined
      : { actualWeight: addWeight(benchmarks.as_multi_threshold_1(bytes.length), post.actualWeight) };
  if (refusal !== undefined) throw known === undefined ? refusal : refusedWith(refusal, known);
  return known ?? {};
};

interface Step {
  readonly threshold: number;
  readonly other_signatories: readonly AccountId[];
  readonly maybe_timepoint: Timepoint | undefined;
  readonly max_weight: Weight;
}
interface Subject {
  readonly hash: Uint8Array;
  /** Bytes of the call; 0 where only its hash is given. */
  readonly length: number;
  readonly call: Call | undefined;
}
function operate(ctx: Ctx, who: AccountId, step: Step, { hash, length, call }: Subject): PostInfo {
  const { threshold, other_signatories, maybe_timepoint, max_weight } = step;
  ensure(threshold >= 2, errors.MinimumThreshold);
  const id = ensureGroup(ctx, who, other_signatories, threshold);
  const others = other_signatories.length;
  const open = Multisigs.get(ctx, id, hash);
  if (open === undefined) {
    ensure(maybe_timepoint === undefined, errors.UnexpectedTimepoint);
    const deposit = depositFor(ctx, threshold);
    ctx.ports.currency.reserve(ctx, who, deposit);
    Multisigs.set(ctx, id, hash, { when: timepoint(ctx), deposit, depositor: who, approvals: [who] });
    ctx.emit(events.NewMultisig({ approving: who, multisig: id, call_hash: hash }));
    return { actualWeight: benchmarks.as_multi_create(others, length) };
  }
  ensure(maybe_timepoint !== undefined, errors.NoTimepoint);
  ensure(sameTimepoint(open.when, maybe_timepoint), errors.WrongTimepoint);
  const { approvals } = open;
  const counts = !approvals.includes(who) && approvals.length < threshold;
  const said = { approving: who, timepoint: maybe_timepoint, multisig: id, call_hash: hash };
  if (call !== undefined && approvals.length + (counts ? 1 : 0) >= threshold) {
    ensure(allAtMost(ctx.dispatchInfo(call).weight, max_weight), errors.MaxWeightTooLow);
    // Gone before the call runs, so that the call cannot run it again.
    Multisigs.delete(ctx, id, hash);
    ctx.ports.currency.unreserve(ctx, open.depositor, open.deposit);
    const outcome = outcomeOf(() => ctx.dispatch(signedOrigin(id), call));
    ctx.emit(events.MultisigExecuted({ ...said, result: resultOf(outcome) }));
    const { actualWeight } = outcome.post;
    return actualWeight === undefined
      ? {}
      : { actualWeight: addWeight(benchmarks.as_multi_complete(others, length), actualWeight) };
  }
  ensure(counts, errors.AlreadyApproved);
  const lower = approvals.filter((one) => one < who);
  Multisigs.set(ctx, id, hash, { ...open, approvals: [...lower, who, ...approvals.slice(lower.length)] });
  ctx.emit(events.MultisigApproval(said));
  return { actualWeight: benchmarks.as_multi_approve(others, length) };
}

export const asMulti: Handler<"as_multi"> = (ctx, who, { call, ...step }) => {
  const bytes = RuntimeCall.encode(call);
  return operate(ctx, who, step, { hash: blake2b256(bytes), length: bytes.length, call });
};
export const approveAsMulti: Handler<"approve_as_multi"> = (ctx, who, { call_hash, ...step }) =>
  operate(ctx, who, step, { hash: call_hash, length: 0, call: undefined });

export const cancelAsMulti: Handler<"cancel_as_multi"> = (
  ctx,
  who,
  { threshold, other_signatories, timepoint: begun, call_hash },
) => {
  ensure(threshold >= 2, errors.MinimumThreshold);
  const id = ensureGroup(ctx, who, other_signatories, threshold);
  const open = Multisigs.get(ctx, id, call_hash) ?? refuse(errors.NotFound);
  ensure(sameTimepoint(open.when, begun), errors.WrongTimepoint);
  ensure(open.depositor === who, errors.NotOwner);
  ctx.ports.currency.unreserve(ctx, who, open.deposit);
  Multisigs.delete(ctx, id, call_hash);
  ctx.emit(events.MultisigCancelled({ cancelling: who, timepoint: begun, multisig: id, call_hash }));
};

export const pokeDeposit: Handler<"poke_deposit"> = (ctx, who, { threshold, other_signatories, call_hash }) => {
  ensure(threshold >= 2, errors.MinimumThreshold);
  const id = ensureGroup(ctx, who, other_signatories, threshold);
  const open = Multisigs.get(ctx, id, call_hash) ?? refuse(errors.NotFound);
  ensure(open.depositor === who, errors.NotOwner);
  const { deposit: old_deposit } = open;
  const new_deposit = depositFor(ctx, threshold);
  if (new_deposit === old_deposit) return { pays: "Yes" };
  if (new_deposit > old_deposit) ctx.ports.currency.reserve(ctx, who, rao(new_deposit - old_deposit));
  else ctx.ports.currency.unreserve(ctx, who, rao(old_deposit - new_deposit));
  Multisigs.set(ctx, id, call_hash, { ...open, deposit: new_deposit });
  ctx.emit(events.DepositPoked({ who, call_hash, old_deposit, new_deposit }));
  return { pays: "No" };
};
