// What it takes to join a subnet, and what its slots are protected by. Mirrors pallets/subtensor/src/utils/misc.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { registration } from "../registration/contract.ts";
import { parameters } from "./contract.ts";
import { setterOf } from "./setter.ts";

const { storage, events, errors } = parameters;

// The price ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setMinBurn = setterOf(storage.MinBurn, events.MinBurnSet);
export const setMaxBurn = setterOf(storage.MaxBurn, events.MaxBurnSet);
export const setBurn = setterOf(registration.storage.Burn);
/** Longest time, in blocks, in which the price may halve. */
export const MAX_BURN_HALF_LIFE = 36_100;
export const setBurnHalfLife = setterOf(storage.BurnHalfLife);
export const setBurnIncreaseMult = setterOf(storage.BurnIncreaseMult);
export const setRaoRecycled = setterOf(
  registration.storage.RAORecycledForRegistration,
  registration.events.RAORecycledForRegistrationSet,
);

// The difficulty, from the time when work was paid ──────────────────────────────────────────────────────────────────
export const setDifficulty = setterOf(storage.Difficulty, events.DifficultySet);
export const setMinDifficulty = setterOf(storage.MinDifficulty, events.MinDifficultySet);
export const setMaxDifficulty = setterOf(storage.MaxDifficulty, events.MaxDifficultySet);
export const setAdjustmentInterval = setterOf(storage.AdjustmentInterval, events.AdjustmentIntervalSet);
export const setAdjustmentAlpha = setterOf(storage.AdjustmentAlpha, events.AdjustmentAlphaSet);
export const setNetworkPowRegistrationAllowed = setterOf(
  storage.NetworkPowRegistrationAllowed,
  events.PowRegistrationAllowed,
);

// How many ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setNetworkRegistrationAllowed = setterOf(storage.NetworkRegistrationAllowed, events.RegistrationAllowed);
export const setTargetRegistrationsPerInterval = setterOf(
  storage.TargetRegistrationsPerInterval,
  events.RegistrationPerIntervalSet,
);
export const setMaxRegistrationsPerBlock = setterOf(
  storage.MaxRegistrationsPerBlock,
  events.MaxRegistrationsPerBlockSet,
);
export const setMinAllowedUids = setterOf(storage.MinAllowedUids, events.MinAllowedUidsSet);
export const setMaxAllowedUids = setterOf(storage.MaxAllowedUids, events.MaxAllowedUidsSet);

// Immunity ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setImmunityPeriod = setterOf(storage.ImmunityPeriod, events.ImmunityPeriodSet);
export const setMinNonImmuneUids = setterOf(storage.MinNonImmuneUids, events.MinNonImmuneUidsSet);
const MIN_IMMUNE_OWNER_UIDS = 1;
const MAX_IMMUNE_OWNER_UIDS = 10;
/** Refuses with InvalidValue; tells nothing. */
export function setOwnerImmuneNeuronLimit(ctx: Ctx, netuid: NetUid, limit: number): void {
  ensure(limit >= MIN_IMMUNE_OWNER_UIDS && limit <= MAX_IMMUNE_OWNER_UIDS, errors.InvalidValue);
  storage.ImmuneOwnerUidsLimit.set(ctx, netuid, limit);
}
