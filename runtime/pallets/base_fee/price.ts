// The price of gas after a block: down after blocks less than half full, up after fuller ones. Mirrors frontier's
// pallet-base-fee (on_finalize) with the runtime's thresholds of 0, 50 and 100 %.

import type { Context } from "../../context.ts";
import { BLOCK_WEIGHTS } from "../../frame/block_limits.ts";
import { Permill } from "../../primitives/perthing.ts";
import { baseFee, DEFAULT_BASE_FEE_PER_GAS } from "./contract.ts";

const { BaseFeePerGas, Elasticity } = baseFee.storage;
const IDEAL = Permill.fromParts(500_000);
const MILLION = 1_000_000n;
const U256_MAX = (1n << 256n) - 1n;
/** The price never falls below half of what the chain began with. */
const LEAST = (DEFAULT_BASE_FEE_PER_GAS * BigInt(IDEAL)) / MILLION;

/** Nothing moves at an elasticity of zero or in a block that is exactly half full. */
export function movePrice(ctx: Context<"blockWeight">): void {
  const elasticity = Elasticity.get(ctx);
  const usage = Permill.fromRational(ctx.ports.blockWeight.used(ctx).refTime, BLOCK_WEIGHTS.max_block.refTime);
  if (elasticity === Permill.ZERO || usage === IDEAL) return;
  const part = BigInt(Permill.mul(elasticity, Permill.fromParts(Math.abs(usage - IDEAL) * 2)));
  const price = BaseFeePerGas.get(ctx);
  const scaled = price * part;
  if (scaled > U256_MAX) {
    ctx.emit(baseFee.events.BaseFeeOverflow());
    return;
  }
  const step = scaled / MILLION;
  const raised = price + step > U256_MAX ? U256_MAX : price + step;
  const lowered = price - step < LEAST ? LEAST : price - step;
  BaseFeePerGas.set(ctx, usage > IDEAL ? raised : lowered);
}
