// The ports that SubtensorModule may touch, and the block number as its storage counts it.

import type { Context } from "../../context.ts";

export type Ctx = Context<
  | "accounts"
  | "alphaAssets"
  | "authorship"
  | "beacon"
  | "clock"
  | "commitments"
  | "crowdloans"
  | "currency"
  | "digests"
  | "exchange"
  | "proxies"
>;

/** Number of the current block as a u64. */
export const currentBlock = (ctx: Ctx): bigint => BigInt(ctx.block.number);
