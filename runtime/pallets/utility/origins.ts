// One call under another origin, or instead of another. Mirrors pallets/utility (lib.rs: as_derivative, dispatch_as,
// dispatch_as_fallible, with_weight, if_else).

import type { Context } from "../../context.ts";
import { ensureSigned, type Origin, rootOrigin } from "../../frame/origin.ts";
import { outcomeOf, refusedWith, resultOf } from "../../frame/outcome.ts";
import type { Handles } from "../../frame/section.ts";
import { concatBytes, utf8ToBytes } from "../../primitives/bytes.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { AccountId } from "../../primitives/ids.ts";
import { u16 } from "../../primitives/scale/index.ts";
import { addWeight } from "../../primitives/weight.ts";
import { runInner } from "./batches.ts";
import { utility } from "./contract.ts";
import { benchmarks, derivativeBase } from "./weights.ts";

type Ctx = Context;
type Handler<N extends string> = Handles<typeof utility, N, Ctx>;
const { events } = utility;

const PREFIX = utf8ToBytes("modlpy/utilisuba");
/** The account of a number under another account. */
export const derivativeAccount = (who: AccountId, index: number): AccountId =>
  AccountId.decode(blake2b256(concatBytes(PREFIX, AccountId.encode(who), u16.encode(index))));

export const asDerivative: Handler<"as_derivative"> = (ctx, origin, { index, call }) => {
  const who = derivativeAccount(ensureSigned(origin), index);
  const as: Origin = { caller: { type: "Signed", who }, filters: origin.filters };
  const { refusal, weight } = runInner(ctx, as, call);
  const post = { actualWeight: addWeight(derivativeBase, weight) };
  if (refusal !== undefined) throw refusedWith(refusal, post);
  return post;
};

export const dispatchAs: Handler<"dispatch_as"> = (ctx, _root, { as_origin, call }) => {
  const outcome = outcomeOf(() => ctx.dispatchUnfiltered({ caller: as_origin, filters: [] }, call));
  ctx.emit(events.DispatchedAs({ result: resultOf(outcome) }));
};

export const dispatchAsFallible: Handler<"dispatch_as_fallible"> = (ctx, _root, { as_origin, call }) => {
  const { refusal } = outcomeOf(() => ctx.dispatchUnfiltered({ caller: as_origin, filters: [] }, call));
  if (refusal !== undefined) throw refusedWith(refusal, {});
  ctx.emit(events.DispatchedAs({ result: { type: "Ok", value: null } }));
};

export const withWeight: Handler<"with_weight"> = (ctx, _root, { call }) => {
  const { refusal } = outcomeOf(() => ctx.dispatchUnfiltered(rootOrigin, call));
  if (refusal !== undefined) throw refusedWith(refusal, {});
};

export const ifElse: Handler<"if_else"> = (ctx, origin, { main, fallback }) => {
  const first = runInner(ctx, origin, main);
  const spent = addWeight(benchmarks.if_else, first.weight);
  if (first.refusal === undefined) {
    ctx.emit(events.IfElseMainSuccess());
    return { actualWeight: spent };
  }
  const second = runInner(ctx, origin, fallback);
  const post = { actualWeight: addWeight(spent, second.weight) };
  if (second.refusal !== undefined) throw refusedWith(second.refusal, post);
  ctx.emit(events.IfElseFallbackCalled({ main_error: first.refusal.error }));
  return post;
};
