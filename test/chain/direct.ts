// A call of SubtensorModule as the reference's unit tests make it: the pallet's function itself, in a storage layer, with
// neither guards nor filters before it.

import { layer } from "../../runtime/frame/context.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { subtensorPallet } from "../../runtime/pallets/subtensor/index.ts";
import { type MockContext, outcomeOf, signed } from "./mock.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";

type Args = Readonly<Record<string, unknown>>;

/** Throws the refusal. A signer stands for a signed origin. */
export function direct(ctx: MockContext, by: Origin | AccountId, name: string, args: Args = {}): void {
  const call = subtensorPallet.calls.get(name);
  if (call?.run === undefined) throw new Error(`${name} has no handler`);
  const { run, spec } = call;
  layer(ctx, () => void run(ctx, spec.origin.check(typeof by === "string" ? signed(by) : by), args));
}
/** The refusal's name, or undefined. */
export const directOutcome = (ctx: MockContext, by: Origin | AccountId, name: string, args: Args = {}): string | undefined =>
  outcomeOf(() => direct(ctx, by, name, args));
