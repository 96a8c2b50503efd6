// What this block mints, and the emission last computed, which the chain keeps. Mirrors
// pallets/subtensor/src/coinbase/block_emission.rs.

import type { Credit } from "../../../ports/currency.ts";
import { rao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { coinbase } from "./contract.ts";
import { emissionAtIssuance } from "./emission_curve.ts";
import { mintTao, totalIssuance } from "./tao.ts";

const { BlockEmission } = coinbase.storage;

/** Rao. The same curve holds for TAO and for the alpha of each subnet. */
const SCHEDULE = { totalSupply: 21_000_000_000_000_000n, defaultBlockEmission: 1_000_000_000n };
const NOTHING = 0n as Credit;

/** Emission per block at an issuance; notes it as the last one, whichever token it is of. Undefined where the logarithm fails. */
export function blockEmissionForIssuance(ctx: Ctx, issuance: bigint): bigint | undefined {
  const emission = emissionAtIssuance(issuance, SCHEDULE);
  // A supply that is used up answers before the note is made.
  if (emission !== undefined && issuance < SCHEDULE.totalSupply && BlockEmission.get(ctx) !== emission)
    BlockEmission.set(ctx, emission);
  return emission;
}

export const calculateBlockEmission = (ctx: Ctx): bigint | undefined =>
  blockEmissionForIssuance(ctx, totalIssuance(ctx));

/** Mints the block's TAO, held by nobody yet. */
export function blockEmission(ctx: Ctx): Credit {
  const amount = calculateBlockEmission(ctx);
  return amount === undefined || amount === 0n ? NOTHING : mintTao(ctx, rao(amount));
}
