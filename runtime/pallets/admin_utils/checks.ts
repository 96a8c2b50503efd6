// What setters refuse, beside who may. Mirrors pallets/admin-utils/src/lib.rs.

import { ensure } from "../../frame/refusal.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import { ROOT } from "../../primitives/ids.ts";
import type { Tao } from "../../primitives/units.ts";
import { adminUtils } from "./contract.ts";
import type { Check, OnSubnet } from "./rows.ts";

const { errors } = adminUtils;

export const subnetExists: Check<OnSubnet> = (ctx, { netuid }) =>
  ensure(ctx.ports.hyperparameters.subnetExists(ctx, netuid), errors.SubnetDoesNotExist);
export const notRootNetwork: Check<OnSubnet> = (_, { netuid }) =>
  ensure(netuid !== ROOT, errors.NotPermittedOnRootSubnet);

// The price of a slot ───────────────────────────────────────────────────────────────────────────────────────────────
export const minBurnInBounds: Check<OnSubnet & { readonly min_burn: Tao }> = (ctx, { netuid, min_burn }) => {
  const { hyperparameters } = ctx.ports;
  ensure(min_burn < hyperparameters.bounds(ctx).minBurnBelow, errors.ValueNotInBounds);
  ensure(min_burn < hyperparameters.of(ctx, netuid, "MaxBurn"), errors.ValueNotInBounds);
};
export const maxBurnInBounds: Check<OnSubnet & { readonly max_burn: Tao }> = (ctx, { netuid, max_burn }) => {
  const { hyperparameters } = ctx.ports;
  ensure(max_burn > hyperparameters.bounds(ctx).maxBurnAbove, errors.ValueNotInBounds);
  ensure(max_burn > hyperparameters.of(ctx, netuid, "MinBurn"), errors.ValueNotInBounds);
};
export const burnHalfLifeInBounds: Check<{ readonly burn_half_life: number }> = (ctx, { burn_half_life: blocks }) =>
  ensure(blocks > 0 && blocks <= ctx.ports.hyperparameters.bounds(ctx).maxBurnHalfLifeBlocks, errors.InvalidValue);

const within = (value: U64F64, low: number, high: number): boolean =>
  value >= U64F64.fromNum(low) && value <= U64F64.fromNum(high);
export const burnIncreaseInBounds: Check<{ readonly burn_increase_mult: U64F64 }> = (_, args) =>
  ensure(within(args.burn_increase_mult, 1, 3), errors.InvalidValue);

// Slots ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const maxAllowedUidsInBounds: Check<OnSubnet & { readonly max_allowed_uids: number }> = (
  ctx,
  { netuid, max_allowed_uids: most },
) => {
  const { hyperparameters } = ctx.ports;
  ensure(most >= hyperparameters.of(ctx, netuid, "MinAllowedUids"), errors.MaxAllowedUidsLessThanMinAllowedUids);
  ensure(hyperparameters.neurons(ctx, netuid) <= most, errors.MaxAllowedUIdsLessThanCurrentUIds);
  ensure(most <= hyperparameters.bounds(ctx).maxAllowedUids, errors.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids);
  hyperparameters.ensureSlotsFitMechanisms(ctx, netuid, most);
};
export const minAllowedUidsInBounds: Check<OnSubnet & { readonly min_allowed_uids: number }> = (
  ctx,
  { netuid, min_allowed_uids: least },
) => {
  const { hyperparameters } = ctx.ports;
  ensure(least < hyperparameters.of(ctx, netuid, "MaxAllowedUids"), errors.MinAllowedUidsGreaterThanMaxAllowedUids);
  ensure(least < hyperparameters.neurons(ctx, netuid), errors.MinAllowedUidsGreaterThanCurrentUids);
};
export const validatorsFit: Check<OnSubnet & { readonly max_allowed_validators: number }> = (
  ctx,
  { netuid, max_allowed_validators: most },
) => ensure(most <= ctx.ports.hyperparameters.of(ctx, netuid, "MaxAllowedUids"), errors.MaxValidatorsLargerThanMaxUIds);

// Consensus ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const activityCutoffInBounds: Check<{ readonly activity_cutoff: number }> = (ctx, { activity_cutoff: blocks }) =>
  ctx.ports.hyperparameters.ensureActivityCutoff(ctx, blocks);
/** Millionths; root may go to one and beyond. */
const OWNER_MAX_BONDS_MOVING_AVERAGE = 975_000n;
export const bondsMovingAverageInBounds: Check<{ readonly bonds_moving_average: bigint }> = (
  _,
  { bonds_moving_average: average },
  who,
) => ensure(who === undefined || average <= OWNER_MAX_BONDS_MOVING_AVERAGE, errors.BondsMovingAverageMaxReached);
export const negativeByRootOnly: Check<{ readonly steepness: number }> = (_, { steepness }, who) =>
  ensure(who === undefined || steepness >= 0, errors.NegativeSigmoidSteepness);
export const childkeyTakeInBounds: Check<{ readonly take: number }> = (ctx, { take }) => {
  const { minChildkeyTake, maxChildkeyTake } = ctx.ports.hyperparameters.bounds(ctx);
  ensure(take >= minChildkeyTake && take <= maxChildkeyTake, errors.InvalidValue);
};

// The chain ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const exponentInBounds: Check<{ readonly exponent: U64F64 }> = (_, { exponent }) =>
  ensure(within(exponent, 1, 2), errors.InvalidValue);
export const atLeastOneEpoch: Check<{ readonly max_epochs_per_block: number }> = (_, { max_epochs_per_block: most }) =>
  ensure(most >= 1, errors.ValueNotInBounds);
