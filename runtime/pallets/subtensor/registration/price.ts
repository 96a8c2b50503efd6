// The price of a slot: it halves in a half-life and jumps with every sale. Mirrors
// pallets/subtensor/src/subnets/registration.rs (update_registration_prices_for_networks,
// bump_registration_price_after_registration) and utils/misc.rs (mul_by_q32, pow_q32, decay_factor_q32).

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { rao, type Tao } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { shouldRunEpoch } from "../tempo/schedule.ts";
import { registration } from "./contract.ts";

const { Burn, RegistrationsThisBlock, RegistrationsThisInterval } = registration.storage;
const { BurnHalfLife, BurnIncreaseMult, MaxBurn, MinBurn } = parameters.read;

/** One, with 32 bits of fraction. */
const ONE_Q32 = 1n << 32n;

export const mulByQ32 = (value: bigint, factor: bigint): bigint => u64.saturate((value * factor) >> 32n);
/** By squaring, floored at every step. */
export function powQ32(base: bigint, exponent: number): bigint {
  let result = ONE_Q32;
  let factor = base;
  for (let power = exponent; power > 0; ) {
    if (power % 2 === 1) result = mulByQ32(result, factor);
    power = Math.floor(power / 2);
    if (power > 0) factor = mulByQ32(factor, factor);
  }
  return result;
}
/** The largest factor whose power of the half-life is at most a half, by bisection. */
export function decayFactorQ32(halfLife: number): bigint {
  if (halfLife === 0) return ONE_Q32;
  const known = factors.get(halfLife);
  if (known !== undefined) return known;
  let low = 0n;
  let high = ONE_Q32;
  while (low + 1n < high) {
    const middle = low + ((high - low) >> 1n);
    if (powQ32(middle, halfLife) > ONE_Q32 >> 1n) high = middle;
    else low = middle;
  }
  factors.set(halfLife, low);
  return low;
}
/** A pure function's results, since every block asks for the same few. */
const factors = new Map<number, bigint>();

function within(ctx: Ctx, netuid: NetUid, price: bigint): Tao {
  const least = MinBurn.get(ctx, netuid);
  const most = MaxBurn.get(ctx, netuid);
  // The upper bound counts where the two cross.
  if (price > most || least > most) return most;
  return price < least ? least : rao(price);
}

/** What every block begins with: prices fall, and the counts of sales start anew. */
export function updateRegistrationPricesForNetworks(ctx: Ctx): void {
  const block = currentBlock(ctx);
  for (const [netuid] of [...subnets.read.NetworksAdded.keysOf(ctx)]) {
    const old = Burn.get(ctx, netuid);
    const halfLife = BurnHalfLife.get(ctx, netuid);
    const decayed = halfLife > 0 && block > 1n ? mulByQ32(old, decayFactorQ32(halfLife)) : old;
    const price = within(ctx, netuid, decayed);
    if (price !== old) Burn.set(ctx, netuid, price);
    RegistrationsThisBlock.set(ctx, netuid, 0);
    if (netuid === ROOT && shouldRunEpoch(ctx, netuid, block)) RegistrationsThisInterval.set(ctx, netuid, 0);
  }
}
/** Raises the price after a sale. */
export function bumpRegistrationPriceAfterRegistration(ctx: Ctx, netuid: NetUid): void {
  if (netuid === ROOT) return;
  const factor = U64F64.max(BurnIncreaseMult.get(ctx, netuid), U64F64.ONE);
  const raised = U64F64.saturatingToNum(
    U64F64.saturatingMul(U64F64.saturatingFromNum(Burn.get(ctx, netuid) as bigint), factor),
    u64,
  );
  Burn.set(ctx, netuid, within(ctx, netuid, raised));
}
