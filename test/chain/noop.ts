// `assert_noop!` of the reference's tests: refused with this error, and nothing has changed.

import { expect } from "vitest";
import type { Trie } from "../../runtime/index.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import { type MockContext, outcomeOf } from "./mock.ts";

const rootOf = (ctx: MockContext): string => bytesToHex((ctx.state as unknown as Trie).fork().commit().root);
export function expectNoop(ctx: MockContext, work: () => unknown, error: string): void {
  const before = rootOf(ctx);
  expect(outcomeOf(work)).toBe(error);
  expect(rootOf(ctx)).toBe(before);
}
/** `assert_ok!`. */
export const expectOk = (work: () => unknown): void => expect(outcomeOf(work)).toBeUndefined();
