// Refusals of a call in their order: a world in which everything is wrong at once, righted one cause at a time. Each
// attempt is a transaction through the payment extension: whoever pays has paid, and nothing else has changed.

import { expect } from "vitest";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { acct, callOf, MOCK_BLOCK_BUILDER, type MockContext } from "./mock.ts";
import { balanceOf, dump } from "./mock_stake.ts";
import { NO_TIP, submit } from "./payment.ts";

const AUTHOR = acct(MOCK_BLOCK_BUILDER);
export type Args = Record<string, unknown>;
export interface World {
  readonly ctx: MockContext;
  /** Who signs and pays; it has an account already, as the author has. */
  readonly payer: AccountId;
  /** Arguments of the call, righted in place. */
  readonly args: Args;
}
export type Cure = (world: World) => void;
/** The refusal that comes first, and what rights its cause. */
export type Row = readonly [refusal: string, cure: Cure];

export const set =
  (args: Args): Cure =>
  (world) =>
    void Object.assign(world.args, args);
export const both =
  (...cures: readonly Cure[]): Cure =>
  (world) => {
    for (const cure of cures) cure(world);
  };

const lines = (ctx: MockContext) =>
  new Map(
    dump(ctx)
      .split("\n")
      .map((one) => one.split(":") as [string, string]),
  );
/** How many keys of the state are not as they were. */
const changed = (before: Map<string, string>, after: Map<string, string>): number =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).length;

/** Submits; the refusal, after which the declared fee is with the author and two accounts are all that has changed. */
function refusalOf({ ctx, payer, args }: World, name: string): string | undefined {
  const one = callOf("SubtensorModule", name, args);
  const info = ctx.dispatchInfo(one);
  const fee = info.pays === "No" ? 0n : ctx.ports.fees.compute(ctx, { length: 0, info, tip: NO_TIP });
  const [before, balance, author] = [lines(ctx), balanceOf(ctx, payer), balanceOf(ctx, AUTHOR)];
  const refusal = submit(ctx, payer, one);
  if (refusal === undefined) return undefined;
  expect([balance - balanceOf(ctx, payer), balanceOf(ctx, AUTHOR) - author]).toEqual([fee, fee]);
  expect(changed(before, lines(ctx))).toBe(fee === 0n ? 0 : 2);
  return refusal;
}
/** Meets each refusal in turn; at last the call goes through. */
export function refusedInOrder(world: World, name: string, rows: readonly Row[]): void {
  rows.forEach(([refusal, cure], i) => {
    expect(refusalOf(world, name), `row ${i + 1} of ${name}`).toBe(refusal);
    cure(world);
  });
  expect(refusalOf(world, name), `${name} at last`).toBeUndefined();
}
