// Invariants: what must hold of the state after every block, as named functions beside the logic they audit.

import type { FrameContext } from "./context.ts";

export interface Invariant {
  readonly name: string;
  /** What is wrong, with the values that show it; undefined when it holds. */
  readonly broken: (ctx: FrameContext) => string | undefined;
}
export const invariant = (name: string, broken: Invariant["broken"]): Invariant => ({ name, broken });
/** Every fault of a state, by invariant. */
export const faultsOf = (ctx: FrameContext, invariants: readonly Invariant[]): string[] =>
  invariants.flatMap(({ name, broken }) => {
    const fault = broken(ctx);
    return fault === undefined ? [] : [`${name}: ${fault}`];
  });
