// The calls of the key's holder; whoever holds it pays no fee. Mirrors pallet-sudo 41, lib.rs.

import type { Context } from "../../context.ts";
import { lookup } from "../../frame/lookup.ts";
import { rootOrigin, signedOrigin } from "../../frame/origin.ts";
import { outcomeOf, resultOf } from "../../frame/outcome.ts";
import { ensure } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { PostInfo } from "../../frame/weight.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { sudo as contract } from "./contract.ts";

type Ctx = Context;
type Handler<N extends string> = Handles<typeof contract, N, Ctx>;
const { Key } = contract.storage;
const { errors, events } = contract;
const FREE: PostInfo = { pays: "No" };

/** Root needs no key. */
const ensureSudo = (ctx: Ctx, who: AccountId | undefined): void =>
  ensure(who === undefined || Key.get(ctx) === who, errors.RequireSudo);

export const sudo: Handler<"sudo"> = (ctx, who, { call }) => {
  ensureSudo(ctx, who);
  const outcome = outcomeOf(() => ctx.dispatchUnfiltered(rootOrigin, call));
  ctx.emit(events.Sudid({ sudo_result: resultOf(outcome) }));
  return FREE;
};

export const setKey: Handler<"set_key"> = (ctx, who, args) => {
  ensureSudo(ctx, who);
  const next = lookup(args.new);
  ctx.emit(events.KeyChanged({ old: Key.get(ctx), new: next }));
  Key.set(ctx, next);
  return FREE;
};

export const sudoAs: Handler<"sudo_as"> = (ctx, who, { who: address, call }) => {
  ensureSudo(ctx, who);
  const as = signedOrigin(lookup(address));
  const outcome = outcomeOf(() => ctx.dispatchUnfiltered(as, call));
  ctx.emit(events.SudoAsDone({ sudo_result: resultOf(outcome) }));
  return FREE;
};

export const removeKey: Handler<"remove_key"> = (ctx, who) => {
  ensureSudo(ctx, who);
  ctx.emit(events.KeyRemoved());
  Key.delete(ctx);
  return FREE;
};
