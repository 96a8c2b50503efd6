// The runtime's context: the frame's, with the ports and rules of this chain. A pallet names the ports it may touch.

import type { FrameContext } from "./frame/context.ts";
import type { Accounts } from "./ports/accounts.ts";
import type { Currency } from "./ports/currency.ts";

/** Everything that pallets ask of one another. One interface per file in ports/. */
export interface Ports {
  readonly accounts: Accounts;
  readonly currency: Currency;
}
/** The swappable decisions. One type per file in rules/. */
// biome-ignore lint/suspicious/noEmptyInterface: rules join here
export interface Rules {}

export type Context<P extends keyof Ports = never> = FrameContext<Pick<Ports, P>, Rules>;
/** A provider of a port sees its own slice of the full context again. */
export const within = <P extends keyof Ports>(ctx: FrameContext): Context<P> => ctx as unknown as Context<P>;
