// A call of SubtensorModule made by an account or another origin as the reference's unit tests make it: the function
// itself, with neither guards nor filters before it.

import type { Origin } from "../../runtime/frame/origin.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { directCall, type MockContext, outcomeOf, signed } from "./mock.ts";

type Args = Readonly<Record<string, unknown>>;

/** Throws the refusal. */
export const direct = (ctx: MockContext, by: Origin | AccountId, name: string, args: Args = {}): void =>
  void directCall(ctx, typeof by === "string" ? signed(by) : by, name, args);
/** The refusal's name, or undefined. */
export const directOutcome = (
  ctx: MockContext,
  by: Origin | AccountId,
  name: string,
  args: Args = {},
): string | undefined => outcomeOf(() => direct(ctx, by, name, args));
