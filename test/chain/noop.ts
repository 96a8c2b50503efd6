// `assert_noop`: a call that refuses and leaves no trace. The reference's calls stand in a storage layer of their own.

import { expect } from "vitest";
import { layer } from "../../runtime/frame/context.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import type { Trie } from "../../runtime/primitives/trie/index.ts";
import { directCall, type MockContext, outcomeOf } from "./mock.ts";

const rootOf = (ctx: MockContext): string => bytesToHex((ctx.state as unknown as Trie).root());
/** The refusal's name. */
export function noopOutcome(
  ctx: MockContext,
  origin: Origin,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): string | undefined {
  const before = rootOf(ctx);
  const outcome = outcomeOf(() => layer(ctx, () => void directCall(ctx, origin, name, args)));
  expect(rootOf(ctx), `${name} left a trace`).toBe(before);
  return outcome;
}

/** `assert_noop!` of any work: refused with this error, and nothing has changed. */
export function expectNoop(ctx: MockContext, work: () => unknown, error: string): void {
  const before = rootOf(ctx);
  expect(outcomeOf(work)).toBe(error);
  expect(rootOf(ctx)).toBe(before);
}
/** `assert_ok!`. */
export const expectOk = (work: () => unknown): void => expect(outcomeOf(work)).toBeUndefined();
/** The same of a function without a layer around it. */
export function noopOf(ctx: MockContext, work: () => unknown): string | undefined {
  const before = rootOf(ctx);
  const outcome = outcomeOf(work);
  expect(rootOf(ctx), "refused, but it left a trace").toBe(before);
  return outcome;
}
