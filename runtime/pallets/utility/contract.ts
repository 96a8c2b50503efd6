// Several calls in one, and calls under another origin.
// Mirrors pallets/utility/src/lib.rs.

import { type Call, RuntimeCall } from "../../frame/call.ts";
import { DispatchResult } from "../../frame/dispatch_result.ts";
import { anyButNone, root, signedWithFilters } from "../../frame/origin.ts";
import { OriginCaller } from "../../frame/outer_types.ts";
import { DispatchError } from "../../frame/refusal.ts";
import { call, constant, error, event, type InfoOf, palletIdentity, section } from "../../frame/section.ts";
import { type Pays, WeightCodec } from "../../frame/weight.ts";
import { u16, u32, vec } from "../../primitives/scale/index.ts";
import { weights } from "./weights.ts";

/** A batch pays if one of its calls does. */
const anyPays = ({ calls }: { readonly calls: readonly Call[] }, infoOf: InfoOf): Pays =>
  calls.some((one) => infoOf(one).pays === "Yes") ? "Yes" : "No";

export const Utility = palletIdentity("Utility", 11, {
  crate: "pallet_subtensor_utility",
  alias: "pallet_utility",
  plainEvent: true,
});

export const utility = section(Utility, {
  constants: {
    batched_calls_limit: constant(u32, 10_922),
  },
  events: {
    BatchInterrupted: event(0, { index: u32, error: DispatchError }),
    BatchCompleted: event(1),
    BatchCompletedWithErrors: event(2),
    ItemCompleted: event(3),
    ItemFailed: event(4, { error: DispatchError }),
    DispatchedAs: event(5, { result: DispatchResult }),
    IfElseMainSuccess: event(6),
    IfElseFallbackCalled: event(7, { main_error: DispatchError }),
  },
  errors: {
    TooManyCalls: error(0, "Too many calls batched."),
    InvalidDerivedAccount: error(1, "Bad input data for derived account ID"),
  },
  calls: {
    batch: call(
      0,
      anyButNone,
      { calls: vec(RuntimeCall) },
      { weight: ({ calls }, infoOf) => weights.batch(calls.map((one) => infoOf(one).weight)), pays: anyPays },
    ),
    as_derivative: call(
      1,
      signedWithFilters,
      { index: u16, call: RuntimeCall },
      { weight: ({ call }, infoOf) => weights.as_derivative(infoOf(call).weight) },
    ),
    batch_all: call(
      2,
      anyButNone,
      { calls: vec(RuntimeCall) },
      { weight: ({ calls }, infoOf) => weights.batch_all(calls.map((one) => infoOf(one).weight)), pays: anyPays },
    ),
    dispatch_as: call(
      3,
      root,
      { as_origin: OriginCaller, call: RuntimeCall },
      { weight: ({ call }, infoOf) => weights.dispatch_as(infoOf(call).weight) },
    ),
    force_batch: call(
      4,
      anyButNone,
      { calls: vec(RuntimeCall) },
      { weight: ({ calls }, infoOf) => weights.force_batch(calls.map((one) => infoOf(one).weight)), pays: anyPays },
    ),
    with_weight: call(
      5,
      root,
      { call: RuntimeCall, weight: WeightCodec },
      { weight: ({ weight }) => weights.with_weight(weight) },
    ),
    if_else: call(
      6,
      anyButNone,
      { main: RuntimeCall, fallback: RuntimeCall },
      { weight: ({ main, fallback }, infoOf) => weights.if_else(infoOf(main).weight, infoOf(fallback).weight) },
    ),
    dispatch_as_fallible: call(
      7,
      root,
      { as_origin: OriginCaller, call: RuntimeCall },
      { weight: ({ call }, infoOf) => weights.dispatch_as_fallible(infoOf(call).weight) },
    ),
  },
});
