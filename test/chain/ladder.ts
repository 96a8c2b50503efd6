// The refusals of a call in their order: each rung names the next refusal and mends what causes it, until the call passes.
// After every refusal the state is as before.

import { expect } from "vitest";
import { subtensorTransaction } from "../../runtime/extensions/subtensor.ts";
import type { Call } from "../../runtime/frame/call.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { Invalidity } from "../../runtime/frame/validity.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import type { Trie } from "../../runtime/primitives/trie/index.ts";
import { type MockContext, outcomeOf } from "./mock.ts";

/** A call that the rungs may change. */
export interface Climb {
  origin: Origin;
  args: Record<string, unknown>;
}
/** `code`: the number with which the transaction would be kept out of a block before; null where it would get in. */
export type Rung = readonly [refusal: string, mend: (climb: Climb) => void, code?: number | null];

/** Mends an argument. */
export const tell =
  (args: Readonly<Record<string, unknown>>) =>
  (call: Climb): void =>
    void Object.assign(call.args, args);
/** Mends the origin. */
export const from =
  (origin: Origin) =>
  (call: Climb): void => {
    call.origin = origin;
  };

const rootOf = (ctx: MockContext): string => bytesToHex((ctx.state as unknown as Trie).root());
/** The custom number with which the economy's checks keep a transaction out; null where it gets in. */
export function codeOf(ctx: MockContext, origin: Origin, call: Call): number | null {
  try {
    subtensorTransaction.validate!(ctx, origin, null, { call, info: ctx.dispatchInfo(call), length: 0 }, "External");
    return null;
  } catch (error) {
    if (error instanceof Invalidity && error.error.type === "Invalid" && error.error.value.type === "Custom")
      return error.error.value.value;
    throw error;
  }
}

/** A call of SubtensorModule. */
export const climb = (ctx: MockContext, name: string, call: Climb, rungs: readonly Rung[]): void =>
  climbCall(ctx, "SubtensorModule", name, call, rungs);

export function climbCall(ctx: MockContext, pallet: string, name: string, call: Climb, rungs: readonly Rung[]): void {
  const outcome = (): string | undefined =>
    outcomeOf(() => ctx.dispatch(call.origin, { pallet, name, args: call.args }));
  for (const [refusal, mend, code] of rungs) {
    const before = rootOf(ctx);
    if (code !== undefined)
      expect([name, refusal, codeOf(ctx, call.origin, { pallet, name, args: call.args })]).toEqual([
        name,
        refusal,
        code,
      ]);
    expect([name, outcome()]).toEqual([name, refusal]);
    expect(rootOf(ctx), `${name} left a trace after ${refusal}`).toBe(before);
    mend(call);
  }
  expect([name, outcome()]).toEqual([name, undefined]);
}
