// What a guard is: a check of a signed call before it is dispatched, wherever that happens, and before a transaction
// enters a block. Mirrors pallets/subtensor/src/guards/mod.rs.

import type { Call } from "../../../frame/call.ts";
import type { AnySection, Handles } from "../../../frame/section.ts";
import type { AccountId } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { SubtensorModule } from "../pallet.ts";

/** Throws the Refusal. */
export type Guard = (ctx: Ctx, who: AccountId, call: Call) => void;
/** The arguments of a declared call. */
export type ArgsOf<C, N extends string> =
  Handles<C, N, Ctx> extends (ctx: Ctx, who: never, args: infer A) => unknown ? A : never;
/** Checks of calls of one section by name. */
export type Checks<C extends AnySection, N extends string> = {
  readonly [K in N]: (ctx: Ctx, who: AccountId, args: ArgsOf<C, K>) => void;
};

/** A guard that lets calls pass of which it knows nothing. */
export function guardOf<C extends AnySection, N extends string>(_section: C, checks: Checks<C, N>): Guard {
  const byName = new Map(Object.entries(checks)) as unknown as ReadonlyMap<
    string,
    (ctx: Ctx, who: AccountId, args: Call["args"]) => void
  >;
  return (ctx, who, call) => {
    if (call.pallet === SubtensorModule.name) byName.get(call.name)?.(ctx, who, call.args);
  };
}
